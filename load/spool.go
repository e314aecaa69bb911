package load

import (
	"cmp"
	"container/heap"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"unsafe"

	"github.com/parquet-go/parquet-go"

	"solieu/schemas/tables"
)

// keyed is a row with the partition that it goes to, in path form.
type keyed[T any] struct {
	Part string `parquet:"part,dict"`
	Row  T      `parquet:"row"`
}

// spool sorts more rows than memory holds: it collects them, and beyond a limit writes sorted runs to a folder.
type spool[T any, P tables.Row[T]] struct {
	disk  disk
	dir   string
	limit int64 // bytes held in memory before a run is written
	held  int64
	rows  []keyed[T]
	runs  []string
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

// add takes rows of one partition; extra is the size of what they hold beyond their own fields, in bytes.
func (s *spool[T, P]) add(part string, rows []T, extra int64) error {
	for _, r := range rows {
		s.rows = append(s.rows, keyed[T]{part, r})
	}
	s.held += extra + int64(len(rows))*int64(unsafe.Sizeof(keyed[T]{})+64)
	if s.held < s.limit {
		return nil
	}
	return s.spill()
}

func (s *spool[T, P]) sort() {
	slices.SortStableFunc(s.rows, func(a, b keyed[T]) int { return compareKeyed[T, P](&a, &b) })
}

func (s *spool[T, P]) spill() (err error) {
	if len(s.rows) == 0 {
		return nil
	}
	s.sort()
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
	w := parquet.NewGenericWriter[keyed[T]](f, parquet.MaxRowsPerRowGroup(8192))
	for chunk := range slices.Chunk(s.rows, chunkRows) {
		if _, err := w.Write(chunk); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	s.runs = append(s.runs, path)
	clear(s.rows)
	s.rows, s.held = s.rows[:0], 0
	return nil
}

// stream is a sorted sequence that can be looked into.
type stream[T any] struct {
	head *T
	next func() (T, error, bool)
	stop func()
}

func newStream[T any](seq iter.Seq2[T, error]) (*stream[T], error) {
	s := &stream[T]{}
	s.next, s.stop = iter.Pull2(seq)
	return s, s.advance()
}

func (s *stream[T]) advance() error {
	v, err, ok := s.next()
	if err != nil {
		return err
	}
	s.head = nil
	if ok {
		s.head = &v
	}
	return nil
}

// sorted returns all rows by partition and sort key. The spool must not be added to afterwards.
func (s *spool[T, P]) sorted() iter.Seq2[keyed[T], error] {
	s.sort()
	sources := []iter.Seq2[keyed[T], error]{values(s.rows)}
	for _, run := range s.runs {
		sources = append(sources, readParquet[keyed[T]](run))
	}
	return merge(compareKeyed[T, P], sources...)
}

func values[T any](rows []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// queue is a heap of non-empty streams, least head first; equal heads in the order of the sources.
type queue[T any] struct {
	compare func(a, b *T) int
	items   []*stream[T]
	order   []int
}

func (q *queue[T]) Len() int { return len(q.items) }
func (q *queue[T]) Less(i, j int) bool {
	return cmp.Or(q.compare(q.items[i].head, q.items[j].head), q.order[i]-q.order[j]) < 0
}
func (q *queue[T]) Swap(i, j int) {
	q.items[i], q.items[j] = q.items[j], q.items[i]
	q.order[i], q.order[j] = q.order[j], q.order[i]
}
func (q *queue[T]) Push(any) {}
func (q *queue[T]) Pop() any {
	n := len(q.items) - 1
	q.items, q.order = q.items[:n], q.order[:n]
	return nil
}

// merge merges sorted sequences into one.
func merge[T any](compare func(a, b *T) int, sources ...iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		q := &queue[T]{compare: compare}
		for i, src := range sources {
			s, err := newStream(src)
			defer s.stop()
			if err != nil {
				yield(zero, err)
				return
			}
			if s.head != nil {
				q.items, q.order = append(q.items, s), append(q.order, i)
			}
		}
		heap.Init(q)
		for q.Len() > 0 {
			s := q.items[0]
			if !yield(*s.head, nil) {
				return
			}
			if err := s.advance(); err != nil {
				yield(zero, err)
				return
			}
			if s.head == nil {
				heap.Remove(q, 0)
				continue
			}
			heap.Fix(q, 0)
		}
	}
}

// readParquet reads a file with the columns of T; a column that the file lacks is NULL or zero, others are not decoded.
func readParquet[T any](path string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		f, err := os.Open(path)
		if err != nil {
			yield(zero, err)
			return
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			yield(zero, err)
			return
		}
		pf, err := parquet.OpenFile(f, info.Size())
		if err != nil {
			yield(zero, fmt.Errorf("%s: %w", path, err))
			return
		}
		r := parquet.NewGenericReader[T](pf)
		defer r.Close()
		buffer := make([]T, chunkRows)
		for {
			clear(buffer)
			n, err := r.Read(buffer)
			for _, row := range buffer[:n] {
				if !yield(row, nil) {
					return
				}
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(zero, fmt.Errorf("%s: %w", path, err))
				return
			}
		}
	}
}
