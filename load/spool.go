package load

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
)

// keyed is a row with the partition that it goes to, in path form.
type keyed[T any] struct {
	Part string
	Row  *T
}

// record is bytes to be kept and the bytes to sort them by.
type record struct{ key, value []byte }

func compareRecords(a, b *record) int { return bytes.Compare(a.key, b.key) }

// spool sorts more records than memory holds: it collects them, and beyond a limit writes sorted runs to a folder. It holds no pointers,
// so a large one costs the garbage collector nothing.
type spool struct {
	disk  disk
	dir   string
	limit int
	held  []byte
	index []span
	runs  []string
}

// span is where a record lies in what is held.
type span struct{ at, key, value int }

// spanBytes is the size of a span.
const spanBytes = 24

func newSpool(d disk, dir string, limit int64) *spool {
	return &spool{disk: d, dir: dir, limit: int(limit)}
}

// add takes a record; it keeps a copy.
func (s *spool) add(key, value []byte) error {
	s.index = append(s.index, span{len(s.held), len(key), len(value)})
	s.held = append(append(s.held, key...), value...)
	if len(s.held)+len(s.index)*spanBytes < s.limit {
		return nil
	}
	return s.spill()
}

func (s *spool) at(p span) record {
	value := p.at + p.key
	return record{s.held[p.at:value:value], s.held[value : value+p.value : value+p.value]}
}

// inMemory yields the records that are held, by key; equal ones as they were added.
func (s *spool) inMemory() iter.Seq2[*record, error] {
	slices.SortFunc(s.index, func(a, b span) int {
		if c := bytes.Compare(s.held[a.at:a.at+a.key], s.held[b.at:b.at+b.key]); c != 0 {
			return c
		}
		return a.at - b.at
	})
	return func(yield func(*record, error) bool) {
		for _, p := range s.index {
			if r := s.at(p); !yield(&r, nil) {
				return
			}
		}
	}
}

// runBuffer is the size of the buffer of a run that is written or read; a merge has one for each run.
const runBuffer = 64 << 10

// spill writes what is held as a run: records with the sizes of key and value before them.
func (s *spool) spill() (err error) {
	if err := s.disk.mkdir(s.dir); err != nil {
		return err
	}
	path := filepath.Join(s.dir, fmt.Sprintf("run-%d", len(s.runs)))
	f, err := s.disk.create(path)
	if err != nil {
		return err
	}
	defer func() { err = firstOf(err, f.Close()) }()
	w, head := bufio.NewWriterSize(f, runBuffer), []byte{}
	for r := range s.inMemory() {
		head = binary.AppendUvarint(binary.AppendUvarint(head[:0], uint64(len(r.key))), uint64(len(r.value)))
		for _, b := range [][]byte{head, r.key, r.value} {
			if _, err := w.Write(b); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
		}
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	s.runs = append(s.runs, path)
	s.held, s.index = s.held[:0], s.index[:0]
	return nil
}

// readRun yields the records of a run.
func readRun(path string) iter.Seq2[*record, error] {
	return func(yield func(*record, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		in := bufio.NewReaderSize(f, runBuffer)
		for {
			key, err := binary.ReadUvarint(in)
			if err == io.EOF {
				return
			}
			value, verr := binary.ReadUvarint(in)
			var both []byte
			if err = firstOf(err, verr); err == nil {
				both = make([]byte, key+value)
				_, err = io.ReadFull(in, both)
			}
			if err != nil {
				yield(nil, fmt.Errorf("%s: %w", path, err))
				return
			}
			if !yield(&record{both[:key:key], both[key:]}, nil) {
				return
			}
		}
	}
}

// settle frees the memory of a spool that has runs already, before other tables are written.
func (s *spool) settle() error {
	if len(s.runs) == 0 || len(s.index) == 0 {
		return nil
	}
	err := s.spill()
	s.held, s.index = nil, nil
	return err
}

// drop gives up the memory of a spool that nobody reads any more; its runs go with the transaction.
func (s *spool) drop() { s.held, s.index = nil, nil }

// sorted yields all records by key. The spool must not be added to afterwards. The bytes of a record stay as they are.
func (s *spool) sorted() iter.Seq2[*record, error] {
	var sources []iter.Seq2[*record, error]
	for _, run := range s.runs {
		sources = append(sources, readRun(run))
	}
	return merge(compareRecords, append(sources, s.inMemory())...)
}
