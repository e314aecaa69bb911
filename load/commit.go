package load

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"solieu/schemas"
	"solieu/schemas/tables"
)

// Commit writes the files, has them read back, writes the manifest and publishes the snapshot. On an error nothing is published,
// the snapshot's folder is removed and the lock released; if only the last sync of the folder failed, the snapshot may be visible.
func (t *Txn) Commit(ctx context.Context) (Snapshot, error) {
	snap, err := t.commit(ctx)
	if err != nil {
		t.Abort()
		return Snapshot{}, fmt.Errorf("snapshot %d: not published: %w", t.Number(), err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done = true
	return snap, t.lock.Unlock()
}

func (t *Txn) commit(ctx context.Context) (Snapshot, error) {
	t.open.Lock()
	defer t.open.Unlock()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.done {
		return Snapshot{}, ErrEnded
	}
	if t.err != nil {
		return Snapshot{}, t.err
	}
	if err := t.rejectClashes(); err != nil {
		return Snapshot{}, err
	}
	for _, settle := range []func() error{t.observations.settle, t.numerals.settle, t.checks.settle, t.texts.settle, t.rejects.settle, t.documents.settle} {
		if err := settle(); err != nil {
			return Snapshot{}, err
		}
	}
	p := t.plan()
	b := newBuilder(ctx, t.store.disk, t.dir, t.parent)
	defer b.wait() // nobody reads any more when the folder is removed
	if err := t.writeTables(b, p); err != nil {
		return Snapshot{}, err
	}
	if err := firstOf(t.closeSpools(), b.disk.removeAll(t.spoolDir())); err != nil {
		return Snapshot{}, err
	}
	m := Manifest{Contract: tables.Version, Snapshot: t.Number(), Parent: t.parent.Number, ParentDigest: t.parent.Manifest.Digest, RunID: t.run.ID,
		Version: t.run.Version, LexiconDigest: t.lexiconDigest(), Compared: t.run.Comparer != nil, Inputs: p.inputs()}
	return t.store.publish(b, m)
}

// RejectSameURI is the reason of a document that is set aside because another one of the same run has its URI.
const RejectSameURI schemas.RejectReason = "same_uri"

func (t *Txn) rejectClashes() error {
	for _, uri := range slices.Sorted(maps.Keys(t.clashes)) {
		ids := t.clashes[uri]
		slices.Sort(ids)
		for _, id := range slices.Compact(ids) {
			if id == t.seen[uri] {
				continue
			}
			detail := fmt.Sprintf("document %s: the run found document %s under the same URI", id, t.seen[uri])
			row := tables.SourceReject(uri, schemas.Reject{Reason: RejectSameURI, Detail: detail})
			if err := t.rejects.add("", []tables.Reject{row}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *Txn) writeTables(b *builder, p plan) error {
	var (
		g   *gatherer
		c   *collator
		h   *heads
		see observer
	)
	if !t.sameDerived(p) {
		g = t.newGatherer(b, p)
		see = observer{block: g.block, file: g.carried}
	}
	if g != nil && t.run.Comparer != nil {
		c, h = t.newCollator(), t.newHeads()
		see = together(see, observer{block: c.block, file: c.carried})
	}
	if err := writeOwned(b, p, t.observations, func(r *tables.Observation) bool { return p.carried[r.DocumentID] }, see); err != nil {
		return err
	}
	if err := firstOf(g.settle(), c.settle()); err != nil {
		return err
	}
	if err := writeOwned(b, p, t.numerals, func(r *tables.Numeral) bool { return p.carried[r.DocumentID] }, observer{}); err != nil {
		return err
	}
	if err := writeOwned(b, p, t.texts, func(r *tables.Text) bool { return p.carried[r.DocumentID] }, observer{}); err != nil {
		return err
	}
	if err := writeOwned(b, p, t.rejects, t.keptReject(p), observer{}); err != nil {
		return err
	}
	violations, err := t.writeDocuments(b, p, h)
	if err != nil {
		return err
	}
	between, err := t.writeChecks(b, p, c, h)
	if err != nil {
		return err
	}
	if err := t.writeDerived(b, g); err != nil {
		return err
	}
	if err := b.writeHistory(t.Number(), false); err != nil {
		return err
	}
	if err := t.writeStamps(b, p); err != nil {
		return err
	}
	return t.writeRuns(b, p, violations+between)
}

// keptReject keeps the rejects of carried documents, and those of sources that this run did not look at.
func (t *Txn) keptReject(p plan) func(*tables.Reject) bool {
	return func(r *tables.Reject) bool {
		if r.DocumentID != "" {
			return p.carried[r.DocumentID]
		}
		_, seen := t.seen[r.URI]
		return !seen && !t.run.Prune
	}
}

func (t *Txn) writeRuns(b *builder, p plan, violations int64) error {
	row := tables.Run{Snapshot: int64(t.Number()), RunID: t.run.ID, Job: t.run.Job, StartedAt: t.started, FinishedAt: t.store.now(),
		Outcome: "published", Version: t.run.Version, LexiconDigest: t.lexiconDigest(), Full: t.run.Full,
		Added: int64(len(t.added)), Retired: p.retired, Rejected: t.refused, Documents: int64(len(p.sources)), Violations: violations,
		Observations: b.rows("observations"), Checks: b.rows("checks")}
	for uri, id := range t.seen {
		if _, fresh := t.added[id]; id != "" && !fresh && uri != "" {
			row.Unchanged++
		}
	}
	return b.appendRun(row)
}

// appendRun writes the table runs: that of the previous snapshot and one row more. Its times never go back, even where the clock was set
// back: a run begins when the one before it has ended.
func (b *builder) appendRun(row tables.Run) error {
	if err := b.parent.verifyTable("runs"); err != nil {
		return refuse(err)
	}
	var rows []tables.Run
	for r, err := range ReadTable[tables.Run](b.parent) {
		if err != nil {
			return err
		}
		rows = append(rows, r)
		row.StartedAt = later(row.StartedAt, r.FinishedAt)
	}
	row.FinishedAt = later(row.FinishedAt, row.StartedAt)
	return write(b, "", values(append(rows, row)))
}

// later returns the later of two times; a time that is unknown stays so.
func later(at, floor *time.Time) *time.Time {
	if at == nil || floor == nil || !at.Before(*floor) {
		return at
	}
	return floor
}

// publish makes the files of a folder the current snapshot: validation log, manifest, sync, rename, link, in this order.
func (s *Store) publish(b *builder, m Manifest) (Snapshot, error) {
	if err := b.wait(); err != nil {
		return Snapshot{}, err
	}
	m.Format = ManifestFormat
	if err := b.writeLog(&m); err != nil {
		return Snapshot{}, err
	}
	slices.SortFunc(b.files, byPath)
	m.Files = b.files
	for _, t := range tables.All() {
		c := Count{Table: t.Name}
		for _, f := range b.files {
			if f.Table() == t.Name {
				c.Rows += f.Rows
				c.Files++
			}
		}
		m.Tables = append(m.Tables, c)
	}
	if err := writeManifest(b.disk, b.dir, m); err != nil {
		return Snapshot{}, err
	}
	if err := b.syncTree(b.dir); err != nil {
		return Snapshot{}, err
	}
	dir := s.snapshotDir(m.Snapshot)
	if err := b.disk.rename(b.dir, dir); err != nil {
		return Snapshot{}, err
	}
	if err := b.disk.syncDir(s.snapshotsDir()); err != nil {
		return Snapshot{}, err
	}
	if err := b.disk.replaceLink("snapshots/"+filepath.Base(dir), filepath.Join(s.dir, "current")); err != nil {
		return Snapshot{}, err
	}
	if err := b.disk.syncDir(s.dir); err != nil {
		return Snapshot{}, err
	}
	return s.open(m.Snapshot)
}
