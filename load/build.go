package load

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"path"
	"path/filepath"
	"slices"

	"github.com/parquet-go/parquet-go/compress/zstd"

	"solieu/schemas/tables"
)

// partName is the data file of a partition; of the table checks there is a second one, see [reportsName].
const partName = "part-0.parquet"

// emptyPartition holds the file of a partitioned table without rows, so that every table can be opened.
const emptyPartition = "year=0/area=" + tables.UnknownArea

// compression is the level of zstd: see docs/performance.md for what others give.
const compression = zstd.SpeedDefault

// syncsAtOnce is how many files and folders are synced at a time: the disk takes many together in the time of one.
const syncsAtOnce = 16

// builder fills the folder of the next snapshot.
type builder struct {
	ctx    context.Context
	disk   disk
	dir    string
	parent Snapshot
	files  []File
	codec  *zstd.Codec // shared, because encoders are dear
	checks *crew       // reads files back while the next ones are written
	syncs  *crew       // waits for the disk
}

func newBuilder(ctx context.Context, d disk, dir string, parent Snapshot) *builder {
	return &builder{ctx: ctx, disk: d, dir: dir, parent: parent, codec: &zstd.Codec{Level: compression},
		checks: newCrew(2), syncs: newCrew(syncsAtOnce)}
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
	b.files = append(b.files, f)
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

// write writes one data file and has Arrow read it back; publish waits for that. A file that came out as in the previous snapshot
// becomes a link to that one, which was read back then.
func write[T any, P tables.Row[T]](b *builder, part string, rows iter.Seq2[*T, error]) error {
	return writeAs[T, P](b, path.Join(part, partName), rows)
}

// writeAs is write to a file that is named within its table.
func writeAs[T any, P tables.Row[T]](b *builder, name string, rows iter.Seq2[*T, error]) error {
	t := tables.Of[T, P]()
	rel := path.Join(t.Name, name)
	w, err := writeFile[T, P](b, b.path(rel), rows)
	if err != nil {
		return err
	}
	f := File{Path: rel, Rows: w.rows, Bytes: w.bytes, SHA256: w.sha256}
	if old, ok := b.previous(rel); ok && old == f && f.verify(b.parent.Dir) == nil {
		if err := firstOf(w.file.Close(), b.disk.removeAll(b.path(rel))); err != nil {
			return err
		}
		return b.link(f) // it was verified just now
	}
	b.syncs.do(func() error { return firstOf(w.file.sync(), w.file.Close()) })
	b.checks.do(func() error { return witness(b.path(rel), t, w.rows, w.digests) })
	b.files = append(b.files, f)
	return nil
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

// observer sees the rows of a table on their way: each row that is written, each file that is carried. Its functions may be nil.
type observer[T any] struct {
	row  func(*T) error
	file func(path string) error
}

// writeOwned writes a table of rows that belong to documents: rows that were added, and of the previous snapshot those that are kept.
func writeOwned[T any, P owned[T]](b *builder, p plan, added iter.Seq2[*keyed[T], error], kept func(*T) bool, see observer[T]) error {
	fresh, err := newStream(added)
	defer fresh.stop()
	if err != nil {
		return err
	}
	about := P(nil).About()
	old := map[string]File{}
	parts := []string{}
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
	for part := range p.touched {
		parts = append(parts, part)
	}
	slices.Sort(parts)
	before := len(b.files)
	for _, part := range slices.Compact(parts) {
		f, exists := old[part]
		if !p.all && !p.touched[part] {
			err = carryPart(b, f, see)
		} else {
			err = writePart[T, P](b, p, part, fresh, f, exists && p.kept[part], kept, see)
		}
		if err != nil {
			return err
		}
	}
	if len(b.files) == before {
		return write[T, P](b, emptyIf(about.Partition != nil), values[T](nil))
	}
	return nil
}

// carryPart carries a file that has rows; one that is to be seen must be whole before it is read.
func carryPart[T any](b *builder, f File, see observer[T]) error {
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

// writePart merges the new rows of one partition with the kept rows of its previous file, if that is to be read; without any row there is
// no file.
func writePart[T any, P owned[T]](b *builder, p plan, part string, fresh *stream[keyed[T]], old File, exists bool, kept func(*T) bool, see observer[T]) error {
	sources := []iter.Seq2[*T, error]{partOf(fresh, part)}
	if exists {
		if err := old.verify(b.parent.Dir); err != nil {
			return refuse(err)
		}
		sources = append(sources, filter(readParquet[T](filepath.Join(b.parent.Dir, filepath.FromSlash(old.Path))), kept))
	}
	merged := func(yield func(*T, error) bool) {
		for row, err := range merge(func(a, b *T) int { return P(a).Compare(b) }, sources...) {
			if err == nil && !p.settle(P(row)) {
				continue
			}
			if err == nil && see.row != nil {
				err = see.row(row)
			}
			if !yield(row, err) || err != nil {
				return
			}
		}
	}
	rows, err := newStream(merged)
	defer rows.stop()
	if err != nil || rows.head == nil {
		return err
	}
	return write[T, P](b, part, rows.rest())
}

// partOf yields the rows of one partition and leaves the stream at the next.
func partOf[T any](s *stream[keyed[T]], part string) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for s.head != nil && s.head.Part == part {
			if !yield(s.head.Row, nil) {
				return
			}
			if err := s.advance(); err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// rest yields the head and everything after it.
func (s *stream[T]) rest() iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for s.head != nil {
			if !yield(s.head, nil) {
				return
			}
			if err := s.advance(); err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

func filter[T any](seq iter.Seq2[*T, error], ok func(*T) bool) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for v, err := range seq {
			if err == nil && !ok(v) {
				continue
			}
			if !yield(v, err) {
				return
			}
		}
	}
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
func (b *builder) wait() error { return firstOf(b.syncs.wait(), b.checks.wait()) }
