package load

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"sync"

	"solieu/load/block"
	"solieu/load/page"
	"solieu/schemas/tables"
)

// partName is the data file of a partition. There is one: a partition that changes is written anew, so that small files never gather.
const partName = "part-0.parquet"

// emptyPartition holds the file of a partitioned table without rows, so that every table can be opened.
const emptyPartition = "year=0/area=" + tables.UnknownArea

// syncsAtOnce is how many files and folders are synced at a time: the disk takes many together in the time of one.
const syncsAtOnce = 16

// writersAtOnce is how many files are written at a time; each takes the memory of a row group.
const writersAtOnce = 2

// builder fills the folder of the next snapshot.
type builder struct {
	ctx    context.Context
	disk   disk
	dir    string
	parent Snapshot

	writers *crew // write files
	checks  *crew // reads files back while the next ones are written
	syncs   *crew // waits for the disk

	mu    sync.Mutex
	files []File
}

func newBuilder(ctx context.Context, d disk, dir string, parent Snapshot) *builder {
	return &builder{ctx: ctx, disk: d, dir: dir, parent: parent,
		writers: newCrew(writersAtOnce), checks: newCrew(2), syncs: newCrew(syncsAtOnce)}
}

func (b *builder) path(rel string) string { return filepath.Join(b.dir, filepath.FromSlash(rel)) }

// carry makes a hard link to a file of the previous snapshot. Damage to it is found before anything is published.
func (b *builder) carry(f File) error {
	from := b.parent.Dir
	b.checks.do(func() error { return refuse(f.verify(from)) })
	return b.link(f)
}

// refuse says what can be done about a damaged file that a run would have to build on.
func refuse(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: restore an older snapshot, or run in full", err)
}

func (b *builder) link(f File) error {
	to := b.path(f.Path)
	if err := b.disk.mkdir(filepath.Dir(to)); err != nil {
		return err
	}
	if err := b.disk.link(filepath.Join(b.parent.Dir, filepath.FromSlash(f.Path)), to); err != nil {
		return err
	}
	b.note(f)
	return nil
}

// carryTable links every file of a table.
func (b *builder) carryTable(table string) error {
	for _, f := range b.parent.Files(table) {
		if err := b.carry(f); err != nil {
			return err
		}
	}
	return nil
}

// write writes one data file of rows, see [writeBlocks].
func write[T any, P tables.Row[T]](b *builder, part string, rows iter.Seq2[*T, error]) error {
	return writeAs[T, P](b, path.Join(part, partName), rows)
}

// writeAs is write to a file that is named within its table.
func writeAs[T any, P tables.Row[T]](b *builder, name string, rows iter.Seq2[*T, error]) error {
	f, err := formatOf[T, P]()
	if err != nil {
		return err
	}
	t := tables.Of[T, P]()
	return writeBlocks(b, f, t, File{Path: path.Join(t.Name, name)}, inBlocks[T, P](f.Columns(), rows))
}

// writeBlocks writes one data file, whose entry has its path, and has Arrow read it back; publish waits for that. A file that came out as in
// the previous snapshot becomes a link to that one, which was read back then.
func writeBlocks(b *builder, format *page.Format, t tables.Table, f File, blocks iter.Seq2[block.View, error]) error {
	w, err := writeFile(b, format, b.path(f.Path), blocks)
	if err != nil {
		return err
	}
	f.Rows, f.Bytes, f.SHA256 = w.rows, w.bytes, w.sha256
	if old, ok := b.previous(f.Path); ok && old.same(f) && f.verify(b.parent.Dir) == nil {
		if err := firstOf(w.file.Close(), b.disk.removeAll(b.path(f.Path))); err != nil {
			return err
		}
		return b.link(f) // it was verified just now
	}
	b.syncs.do(func() error { return firstOf(w.file.sync(), w.file.Close()) })
	b.checks.do(func() error { return witness(b.path(f.Path), t, w.rows, w.digests) })
	b.note(f)
	return nil
}

// note takes a file into the snapshot.
func (b *builder) note(f File) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.files = append(b.files, f)
}

// count returns how many files there are so far.
func (b *builder) count() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.files)
}

func (b *builder) previous(rel string) (File, bool) {
	for _, f := range b.parent.Files(File{Path: rel}.Table()) {
		if f.Path == rel {
			return f, true
		}
	}
	return File{}, false
}

func (b *builder) rows(table string) int64 {
	var n int64
	for _, f := range b.files {
		if f.Table() == table {
			n += f.Rows
		}
	}
	return n
}

// owned is a row that belongs to a document.
type owned[T any] interface {
	tables.Row[T]
	Owner() string
	Place(uri string)
}

// observer sees the rows of a table on their way: each block that is written, each file that is carried. Its functions may be nil, and are
// called from several goroutines at a time, in no order.
type observer struct {
	block func(block.View) error
	file  func(path string) error
}

// writeOwned writes a table of rows that belong to documents: rows that were added, and of the previous snapshot those that are kept. Several
// partitions are written at a time.
func writeOwned[T any, P owned[T]](b *builder, p plan, added *blocks[T, P], kept func(*T) bool, see observer) error {
	about := P(nil).About()
	f, err := formatOf[T, P]()
	if err != nil {
		return err
	}
	fresh, old := added.parts(), map[string]File{}
	parts := slices.Collect(maps.Keys(fresh))
	for _, f := range b.parent.Files(about.Name) {
		if path.Base(f.Path) != partName {
			continue
		}
		old[f.Partition()] = f
		parts = append(parts, f.Partition())
	}
	if about.Partition == nil {
		p.touched, p.kept = map[string]bool{"": true}, map[string]bool{"": true}
	}
	parts = slices.AppendSeq(parts, maps.Keys(p.touched))
	slices.Sort(parts)
	before := b.count()
	for _, part := range slices.Compact(parts) {
		last, exists := old[part]
		b.writers.do(func() error {
			if err := b.writers.failed(); err != nil {
				return err // nobody needs more files
			}
			if !p.all && !p.touched[part] {
				return carryPart(b, last, see)
			}
			w := partWriter[T, P]{builder: b, plan: p, added: added, format: f, kept: kept, see: see}
			return w.write(part, fresh[part], last, exists && p.kept[part])
		})
	}
	if err := b.writers.wait(); err != nil {
		return err
	}
	if b.count() == before {
		return write[T, P](b, emptyIf(about.Partition != nil), values[T](nil))
	}
	return nil
}

// carryPart carries a file that has rows; one that is to be seen must be whole before it is read.
func carryPart(b *builder, f File, see observer) error {
	switch {
	case f.Rows == 0:
		return nil
	case see.file == nil:
		return b.carry(f)
	}
	if err := f.verify(b.parent.Dir); err != nil {
		return refuse(err)
	}
	if err := b.link(f); err != nil {
		return err
	}
	return see.file(b.path(f.Path))
}

func emptyIf(partitioned bool) string {
	if partitioned {
		return emptyPartition
	}
	return ""
}

// syncTree syncs a folder and all folders within.
func (b *builder) syncTree(dir string) error {
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			b.syncs.do(func() error { return b.disk.syncDir(path) })
		}
		return err
	})
	return firstOf(b.syncs.wait(), err)
}

// wait returns when nobody works on the files any more.
func (b *builder) wait() error { return firstOf(b.writers.wait(), b.syncs.wait(), b.checks.wait()) }
