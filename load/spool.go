package load

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"path/filepath"
	"slices"
)

// keyed is a row with the partition that it goes to, in path form.
type keyed[T any] struct {
	Part string
	Row  *T
}

// record is bytes to be kept and the bytes to sort them by: first the group, which many records share, then the key.
type record struct{ group, key, value []byte }

func compareRecords(a, b *record) int {
	return cmp.Or(bytes.Compare(a.group, b.group), bytes.Compare(a.key, b.key))
}

// spool sorts more records than memory holds: it collects them, and beyond a limit writes sorted runs to a folder. It holds no pointers,
// so a large one costs the garbage collector nothing. A group is kept, compared and written once, however many records it has.
type spool struct {
	disk  disk
	dir   string
	limit int
	runs  []string
	err   error // of the first run that could not be written: nothing can be added after it

	held   []byte
	index  []span
	groups []groupSpan
	slots  []uint32 // number + 1 of the group whose hash leads here, or 0; a power of two, at least twice as many as groups
	seed   maphash.Seed
}

// span is where a record lies in what is held.
type span struct {
	at         int // of the key; the value follows
	group      int32
	key, value int32
}

// groupSpan is where a group lies in what is held, and how many records it has.
type groupSpan struct{ at, bytes, records int }

// What memory the index takes.
const (
	spanBytes  = 24
	groupBytes = 24 + 4*4
)

func newSpool(d disk, dir string, limit int64) *spool {
	return &spool{disk: d, dir: dir, limit: int(limit), seed: maphash.MakeSeed()}
}

// add takes a record without a group; it keeps a copy.
func (s *spool) add(key, value []byte) error { return s.addTo(nil, key, value) }

// addTo takes a record; it keeps a copy.
func (s *spool) addTo(group, key, value []byte) error {
	n := s.group(group)
	s.groups[n].records++
	s.index = append(s.index, span{len(s.held), n, int32(len(key)), int32(len(value))})
	s.held = append(append(s.held, key...), value...)
	if len(s.held)+len(s.index)*spanBytes+len(s.groups)*groupBytes < s.limit {
		return nil
	}
	return s.spill()
}

// group returns the number of a group.
func (s *spool) group(group []byte) int32 {
	if 2*len(s.groups) >= len(s.slots) {
		s.slots = make([]uint32, max(16, 2*len(s.slots)))
		for i, g := range s.groups {
			s.slots[s.slot(s.held[g.at:g.at+g.bytes])] = uint32(i) + 1
		}
	}
	slot := s.slot(group)
	if s.slots[slot] == 0 {
		s.groups = append(s.groups, groupSpan{len(s.held), len(group), 0})
		s.held = append(s.held, group...)
		s.slots[slot] = uint32(len(s.groups))
	}
	return int32(s.slots[slot]) - 1
}

// slot returns where the number of a group stands, or where there is room for it.
func (s *spool) slot(group []byte) uint64 {
	mask := uint64(len(s.slots) - 1)
	for at := maphash.Bytes(s.seed, group) & mask; ; at = (at + 1) & mask {
		if n := s.slots[at]; n == 0 || bytes.Equal(s.nameOf(int32(n)-1), group) {
			return at
		}
	}
}

func (s *spool) nameOf(group int32) []byte {
	g := s.groups[group]
	return s.held[g.at : g.at+g.bytes : g.at+g.bytes]
}

func (s *spool) keyOf(p span) []byte {
	end := p.at + int(p.key)
	return s.held[p.at:end:end]
}

func (s *spool) at(p span) record {
	value := p.at + int(p.key)
	end := value + int(p.value)
	return record{s.nameOf(p.group), s.keyOf(p), s.held[value:end:end]}
}

// sort puts the index in order: by group, key, and equal ones as they were added. It returns the groups in order.
func (s *spool) sort() []int32 {
	order := make([]int32, len(s.groups))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return bytes.Compare(s.nameOf(a), s.nameOf(b)) })
	next, at := make([]int, len(s.groups)), 0 // where the next record of each group goes
	for _, g := range order {
		next[g] = at
		at += s.groups[g].records
	}
	sorted := make([]span, len(s.index))
	for _, p := range s.index {
		sorted[next[p.group]] = p
		next[p.group]++
	}
	s.index = sorted
	at = 0
	for _, g := range order {
		n := s.groups[g].records
		slices.SortFunc(sorted[at:at+n], func(a, b span) int {
			if c := bytes.Compare(s.keyOf(a), s.keyOf(b)); c != 0 {
				return c
			}
			return a.at - b.at
		})
		at += n
	}
	return order
}

// runBuffer is the size of the buffer of a run that is written or read; a merge has one for each run.
const runBuffer = 64 << 10

// spill moves what is held to a run. Its first error stays: what adds from another goroutine reports the cause, not its traces.
func (s *spool) spill() error {
	if s.err == nil {
		s.err = s.writeRun()
	}
	return s.err
}

// writeRun writes what is held as a run: each group with the number of its records, and these.
func (s *spool) writeRun() (err error) {
	if err := s.disk.mkdir(s.dir); err != nil {
		return err
	}
	path := filepath.Join(s.dir, fmt.Sprintf("run-%d", len(s.runs)))
	f, err := s.disk.create(path)
	if err != nil {
		return err
	}
	defer func() { err = firstOf(err, f.Close()) }()
	w := runWriter{Writer: bufio.NewWriterSize(f, runBuffer)}
	at := 0
	for _, g := range s.sort() {
		w.bytes(s.nameOf(g))
		w.number(s.groups[g].records)
		for _, p := range s.index[at : at+s.groups[g].records] {
			r := s.at(p)
			w.bytes(r.key)
			w.bytes(r.value)
		}
		at += s.groups[g].records
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	s.runs = append(s.runs, path)
	s.held, s.index, s.groups = s.held[:0], s.index[:0], s.groups[:0]
	clear(s.slots)
	return nil
}

// runWriter writes the parts of a run; its first error comes with Flush.
type runWriter struct {
	*bufio.Writer
	size [binary.MaxVarintLen64]byte
}

func (w *runWriter) number(n int) {
	_, _ = w.Write(w.size[:binary.PutUvarint(w.size[:], uint64(n))])
}

func (w *runWriter) bytes(b []byte) {
	w.number(len(b))
	_, _ = w.Write(b)
}

// settle frees the memory of a spool that has runs already, before other tables are written.
func (s *spool) settle() error {
	if len(s.runs) == 0 || len(s.index) == 0 {
		return nil
	}
	err := s.spill()
	s.drop()
	return err
}

// drop gives up the memory of a spool that nobody reads any more; its runs go with the transaction.
func (s *spool) drop() { s.held, s.index, s.groups, s.slots = nil, nil, nil, nil }
