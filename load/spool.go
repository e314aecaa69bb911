package load

import (
	"cmp"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"unsafe"

	"solieu/schemas/tables"
)

// keyed is a row with the partition that it goes to, in path form.
type keyed[T any] struct {
	Part string
	Row  T
}

// spool sorts more rows than memory holds: it collects them, and beyond a limit writes sorted runs to a folder.
type spool[T any, P tables.Row[T]] struct {
	disk   disk
	dir    string
	limit  int64 // bytes held in memory before a run is written
	held   int64
	blocks []block[T]
	runs   []sortedRun
}

// sortedRun is a file of sorted rows.
type sortedRun struct {
	path string
	rows int64
}

// block is a slice of rows of one partition, as it was added.
type block[T any] struct {
	part string
	rows []T
}

// ref points to a row, so that sorting moves two words instead of the row.
type ref[T any] struct {
	part *string
	row  *T
}

func newSpool[T any, P tables.Row[T]](d disk, dir string, limit int64) *spool[T, P] {
	return &spool[T, P]{disk: d, dir: filepath.Join(dir, P(nil).About().Name), limit: limit}
}

func compareKeyed[T any, P tables.Row[T]](a, b *keyed[T]) int {
	if c := cmp.Compare(a.Part, b.Part); c != 0 {
		return c
	}
	return P(&a.Row).Compare(&b.Row)
}

// pointed estimates what a row holds beyond its own fields, in bytes.
const pointed = 256

// add takes rows of one partition and keeps the slice; extra is the size of long texts in them, in bytes.
func (s *spool[T, P]) add(part string, rows []T, extra int64) error {
	if len(rows) == 0 {
		return nil
	}
	var row T
	s.blocks = append(s.blocks, block[T]{part, rows})
	s.held += extra + int64(len(rows))*int64(unsafe.Sizeof(row)+pointed)
	if s.held < s.limit {
		return nil
	}
	return s.spill()
}

// inMemory yields the rows that are held, by partition and sort key. Rows that are equal in both are equal.
func (s *spool[T, P]) inMemory() iter.Seq2[keyed[T], error] {
	n := 0
	for _, b := range s.blocks {
		n += len(b.rows)
	}
	refs := make([]ref[T], 0, n)
	for i := range s.blocks {
		b := &s.blocks[i]
		for j := range b.rows {
			refs = append(refs, ref[T]{&b.part, &b.rows[j]})
		}
	}
	slices.SortFunc(refs, func(a, b ref[T]) int {
		if c := strings.Compare(*a.part, *b.part); c != 0 {
			return c
		}
		return P(a.row).Compare(b.row)
	})
	return func(yield func(keyed[T], error) bool) {
		for _, r := range refs {
			if !yield(keyed[T]{*r.part, *r.row}, nil) {
				return
			}
		}
	}
}

func (s *spool[T, P]) spill() (err error) {
	if err := s.disk.mkdir(s.dir); err != nil {
		return err
	}
	path := filepath.Join(s.dir, fmt.Sprintf("run-%d", len(s.runs)))
	f, err := s.disk.create(path)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	w, rows := newRowWriter(f), int64(0)
	for k := range s.inMemory() {
		if err := w.row(k.Part, reflect.ValueOf(&k.Row).Elem()); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		rows++
	}
	if err := w.w.Flush(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	s.runs = append(s.runs, sortedRun{path, rows})
	s.blocks, s.held = nil, 0
	return nil
}

// readRun yields the rows of a run.
func readRun[T any](run sortedRun) iter.Seq2[keyed[T], error] {
	return func(yield func(keyed[T], error) bool) {
		f, err := os.Open(run.path)
		if err != nil {
			yield(keyed[T]{}, err)
			return
		}
		defer f.Close()
		r := newRowReader(f)
		for range run.rows {
			var k keyed[T]
			k.Part, err = r.row(reflect.ValueOf(&k.Row).Elem())
			if err != nil {
				err = fmt.Errorf("%s: %w", run.path, err)
			}
			if !yield(k, err) || err != nil {
				return
			}
		}
	}
}

// settle frees the memory of a spool that has runs already, before other tables are written.
func (s *spool[T, P]) settle() error {
	if len(s.runs) == 0 || len(s.blocks) == 0 {
		return nil
	}
	return s.spill()
}

// sorted returns all rows by partition and sort key. The spool must not be added to afterwards.
func (s *spool[T, P]) sorted() iter.Seq2[keyed[T], error] {
	sources := []iter.Seq2[keyed[T], error]{s.inMemory()}
	for _, run := range s.runs {
		sources = append(sources, readRun[T](run))
	}
	return merge(compareKeyed[T, P], sources...)
}
