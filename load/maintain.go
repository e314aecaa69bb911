package load

import (
	"context"
	"fmt"

	"solieu/schemas/tables"
)

// Restore publishes the files of snapshot n again, as a new snapshot: history only ever grows, and an undone run stays open to audit.
// Files are hard links. The damaged snapshot is refused.
func (s *Store) Restore(ctx context.Context, n int, run Run) (Snapshot, error) {
	lock, err := s.lock(ctx)
	if err != nil {
		return Snapshot{}, err
	}
	defer lock.Unlock()
	current, err := s.sweep()
	if err != nil {
		return Snapshot{}, err
	}
	from, err := s.Snapshot(n)
	if err != nil {
		return Snapshot{}, err
	}
	if errs := from.Verify(); errs != nil {
		return Snapshot{}, fmt.Errorf("snapshot %d cannot be restored: %w", n, errs[0])
	}
	newest, err := s.open(current)
	if err != nil || newest.verifyTable("runs") != nil || newest.verifyTable("document_versions") != nil || newest.verifyTable("documents") != nil {
		newest = from // the newest is what must be undone: its damage may not prevent that
	}
	b := newBuilder(ctx, s.disk, s.snapshotDir(current+1)+partialSuffix, from)
	if err := s.restore(b, newest, current, run); err != nil {
		b.wait()
		s.disk.removeAll(b.dir)
		return Snapshot{}, fmt.Errorf("snapshot %d: not restored: %w", n, err)
	}
	m := from.Manifest
	m.Snapshot, m.Parent, m.RestoredFrom, m.RunID, m.Tables, m.Files = current+1, current, n, run.ID, nil, nil
	m.ParentDigest = newest.Manifest.Digest
	if newest.Number != current {
		m.ParentDigest = "" // the newest is damaged: there is nothing to vouch for
	}
	snap, err := s.publish(b, m)
	if err != nil {
		s.disk.removeAll(b.dir)
		return Snapshot{}, fmt.Errorf("snapshot %d: not restored: %w", n, err)
	}
	return snap, nil
}

func (s *Store) restore(b *builder, newest Snapshot, current int, run Run) error {
	for _, f := range b.parent.Manifest.Files {
		switch f.Table() {
		case "runs", "dim_documents", "document_versions", LogName: // written anew; publish writes the log
			continue
		}
		if err := b.carry(f); err != nil {
			return err
		}
	}
	row := tables.Run{Snapshot: int64(current + 1), RunID: run.ID, Job: run.Job, StartedAt: s.now(), FinishedAt: s.now(), Outcome: "restored",
		Version: run.Version, LexiconDigest: b.parent.Manifest.LexiconDigest, Documents: b.rows("documents"),
		Observations: b.rows("observations"), Checks: b.rows("checks")}
	for d, err := range ReadTable[tables.Document](b.parent) {
		if err != nil {
			return err
		}
		if d.DuplicateOf == "" {
			row.Violations += d.Violations
		}
	}
	b.parent = newest // the history is that of the newest snapshot
	if err := b.writeHistory(current+1, true); err != nil {
		return err
	}
	return b.appendRun(row)
}

func (s Snapshot) verifyTable(table string) error {
	for _, f := range s.Files(table) {
		if err := f.verify(s.Dir); err != nil {
			return err
		}
	}
	return nil
}

// Expire removes all but the newest keep snapshots (at least one) and returns the numbers that it removed. A reader that has an expired
// snapshot's files open keeps them; one that opens files by name must hold to current.
func (s *Store) Expire(ctx context.Context, keep int) ([]int, error) {
	lock, err := s.lock(ctx)
	if err != nil {
		return nil, err
	}
	defer lock.Unlock()
	if _, err := s.sweep(); err != nil {
		return nil, err
	}
	ns, _, err := s.numbers()
	if err != nil {
		return nil, err
	}
	var removed []int
	for len(ns) > max(keep, 1) {
		if err := s.discard(ns[0]); err != nil {
			return removed, err
		}
		removed, ns = append(removed, ns[0]), ns[1:]
	}
	return removed, s.disk.syncDir(s.snapshotsDir())
}
