package load

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"os"
)

// sorted yields all records by group and key, equal ones as they were added. The spool must not be added to afterwards. The bytes of a
// record stay as they are, the record is good until the next is asked for.
func (s *spool) sorted() iter.Seq2[*record, error] {
	return func(yield func(*record, error) bool) {
		var sources []cursor
		for _, path := range s.runs {
			f, err := os.Open(path)
			if err != nil {
				yield(nil, err)
				return
			}
			defer f.Close()
			sources = append(sources, &runCursor{path: path, in: bufio.NewReaderSize(f, runBuffer)})
		}
		s.sort()
		m := merger{}
		for _, source := range append(sources, &heldCursor{spool: s}) {
			if err := m.add(source); err != nil {
				yield(nil, err)
				return
			}
		}
		m.order()
		for len(m.heads) > 0 {
			if !yield(&m.heads[0].record, nil) {
				return
			}
			if err := m.advance(); err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// merger merges sorted sources: a heap of their first records. Equal records come in the order of the sources.
type merger struct{ heads []head }

type head struct {
	record
	source cursor
	nth    int
}

func (m *merger) add(source cursor) error {
	h := head{source: source, nth: len(m.heads)}
	ok, err := source.next(&h.record)
	if ok {
		m.heads = append(m.heads, h)
	}
	return err
}

func (m *merger) less(a, b int) bool {
	c := compareRecords(&m.heads[a].record, &m.heads[b].record)
	return c < 0 || c == 0 && m.heads[a].nth < m.heads[b].nth
}

// order makes a heap.
func (m *merger) order() {
	for i := len(m.heads)/2 - 1; i >= 0; i-- {
		m.sink(i)
	}
}

// advance replaces the first record by the one behind it.
func (m *merger) advance() error {
	ok, err := m.heads[0].source.next(&m.heads[0].record)
	if err != nil {
		return err
	}
	if !ok {
		last := len(m.heads) - 1
		m.heads[0] = m.heads[last]
		m.heads = m.heads[:last]
	}
	m.sink(0)
	return nil
}

func (m *merger) sink(i int) {
	for {
		child := 2*i + 1
		if child >= len(m.heads) {
			return
		}
		if child+1 < len(m.heads) && m.less(child+1, child) {
			child++
		}
		if !m.less(child, i) {
			return
		}
		m.heads[i], m.heads[child] = m.heads[child], m.heads[i]
		i = child
	}
}

// cursor goes through sorted records; each stays as it is.
type cursor interface {
	// next sets the record to the next one; false where there is none.
	next(*record) (bool, error)
}

// heldCursor goes through what a spool holds in memory.
type heldCursor struct {
	spool *spool
	at    int
}

func (c *heldCursor) next(r *record) (bool, error) {
	if c.at == len(c.spool.index) {
		return false, nil
	}
	*r = c.spool.at(c.spool.index[c.at])
	c.at++
	return true, nil
}

// runCursor reads a run.
type runCursor struct {
	path  string
	in    *bufio.Reader
	group []byte
	left  uint64 // records of the group
	room  []byte // for the next records
}

func (c *runCursor) next(r *record) (bool, error) {
	if c.left == 0 {
		size, err := binary.ReadUvarint(c.in)
		if err == io.EOF {
			return false, nil
		}
		if err == nil {
			c.group, err = c.take(size)
		}
		if err == nil {
			c.left, err = binary.ReadUvarint(c.in)
		}
		if err != nil {
			return false, fmt.Errorf("%s: %w", c.path, err)
		}
	}
	c.left--
	r.group = c.group
	for _, part := range [...]*[]byte{&r.key, &r.value} {
		size, err := binary.ReadUvarint(c.in)
		if err == nil {
			*part, err = c.take(size)
		}
		if err != nil {
			return false, fmt.Errorf("%s: %w", c.path, err)
		}
	}
	return true, nil
}

// take reads bytes into memory of their own, which they share with others.
func (c *runCursor) take(size uint64) ([]byte, error) {
	if size > uint64(len(c.room)) {
		c.room = make([]byte, max(size, runBuffer/4))
	}
	b := c.room[:size:size]
	c.room = c.room[size:]
	_, err := io.ReadFull(c.in, b)
	return b, err
}
