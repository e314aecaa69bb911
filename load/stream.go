package load

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"

	"github.com/parquet-go/parquet-go"
)

// stream is a sorted sequence that can be looked into. What a sequence yields is valid until the next is asked for: rows are large, and
// most of them are only passed on.
type stream[T any] struct {
	head *T
	next func() (*T, error, bool)
	stop func()
}

func newStream[T any](seq iter.Seq2[*T, error]) (*stream[T], error) {
	s := &stream[T]{}
	s.next, s.stop = iter.Pull2(seq)
	return s, s.advance()
}

func (s *stream[T]) advance() error {
	v, err, ok := s.next()
	if err != nil {
		return err
	}
	if s.head = v; !ok {
		s.head = nil
	}
	return nil
}

func values[T any](rows []T) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for i := range rows {
			if !yield(&rows[i], nil) {
				return
			}
		}
	}
}

// readRows is the number of rows that a reader holds; a merge has many readers.
const readRows = 256

// readParquet reads a file with the columns of T; a column that the file lacks is NULL or zero, others are not decoded.
func readParquet[T any](path string) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			yield(nil, err)
			return
		}
		pf, err := parquet.OpenFile(f, info.Size())
		if err != nil {
			yield(nil, fmt.Errorf("%s: %w", path, err))
			return
		}
		r := parquet.NewGenericReader[T](pf)
		defer r.Close()
		buffer := make([]T, min(readRows, max(int(pf.NumRows()), 1)))
		for {
			clear(buffer)
			n, err := r.Read(buffer)
			for i := range buffer[:n] {
				if !yield(&buffer[i], nil) {
					return
				}
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(nil, fmt.Errorf("%s: %w", path, err))
				return
			}
		}
	}
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
