package load

import (
	"cmp"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"sync"

	"solieu/load/block"
	"solieu/schemas/tables"
)

// blocks keeps the rows of documents until they are written. The rows of one document belong together and come in one piece, so no row
// has to be compared with one of another document: the pieces are sorted, not the rows. Beyond a limit they are in a file, and memory
// holds a place for each.
type blocks[T any, P owned[T]] struct {
	disk    disk
	dir     string
	limit   int
	columns []block.Column
	makers  sync.Pool // of *maker[T]

	mu    sync.Mutex
	held  []byte // blocks that are not in the file
	file  *output
	err   error // the first of writing to it: nothing can be added after it
	size  int64 // bytes in the file
	index []piece
	adds  int32
	names map[string]int32 // numbers of partitions, in no order
}

// piece is where a block lies; offsets beyond the file's size are in memory. A corpus has many.
type piece struct {
	owner       string
	part        int32
	add, nth    int32 // the pieces of one add are in order
	bytes, rows int32
	at          int64
}

// blockShare is the part of a table's memory that its blocks take before they go to the file: they are compact, and every table has some.
const blockShare = 8

// blockRows is how many rows a block has at most.
const blockRows = 4096

func newBlocks[T any, P owned[T]](d disk, dir string, memory int64) *blocks[T, P] {
	b := &blocks[T, P]{disk: d, dir: filepath.Join(dir, P(nil).About().Name), limit: int(memory / blockShare), columns: block.Layout[T, P](),
		names: map[string]int32{}}
	b.makers.New = func() any { return &maker[T]{encode: block.NewEncoder[T](b.columns)} }
	return b
}

// maker is what one goroutine needs to make the blocks of a document.
type maker[T any] struct {
	encode *block.Encoder[T]
	made   []byte
	pieces []piece
}

// keptBytes is how large a buffer may be that is kept for the next document.
const keptBytes = 1 << 20

// add takes rows of one document, which go to one partition. It may be called from several goroutines.
func (b *blocks[T, P]) add(part string, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	if !inOrder[T, P](rows) {
		rows = slices.SortedStableFunc(slices.Values(rows), func(x, y T) int { return P(&x).Compare(&y) })
	}
	m := b.makers.Get().(*maker[T])
	if m.made, m.pieces = m.made[:0], m.pieces[:0]; cap(m.made) <= keptBytes {
		defer b.makers.Put(m)
	}
	for some := range slices.Chunk(rows, blockRows) {
		before := len(m.made)
		m.made = m.encode.Append(m.made, some)
		m.pieces = append(m.pieces, piece{owner: P(&rows[0]).Owner(), nth: int32(len(m.pieces)), at: int64(before), bytes: int32(len(m.made) - before), rows: int32(len(some))})
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	number, ok := b.names[part]
	if !ok {
		number = int32(len(b.names))
		b.names[part] = number
	}
	for _, p := range m.pieces {
		p.part, p.add, p.at = number, b.adds, p.at+b.size+int64(len(b.held))
		b.index = append(b.index, p)
	}
	b.adds++
	if b.held = append(b.held, m.made...); len(b.held) < b.limit {
		return nil
	}
	return b.spill()
}

// inOrder reports whether rows are sorted. They are large: none is copied.
func inOrder[T any, P tables.Row[T]](rows []T) bool {
	for i := 1; i < len(rows); i++ {
		if P(&rows[i-1]).Compare(&rows[i]) > 0 {
			return false
		}
	}
	return true
}

// spill moves what is held to the file. Its first error stays: how much a failed write left there is not known.
func (b *blocks[T, P]) spill() error {
	if b.err == nil {
		b.err = b.write()
	}
	return b.err
}

func (b *blocks[T, P]) write() (err error) {
	if b.file == nil {
		if err := b.disk.mkdir(b.dir); err != nil {
			return err
		}
		if b.file, err = b.disk.create(filepath.Join(b.dir, "blocks")); err != nil {
			return err
		}
	}
	if _, err := b.file.Write(b.held); err != nil {
		return err
	}
	b.size += int64(len(b.held))
	b.held = b.held[:0]
	return nil
}

// settle frees memory before other tables are written.
func (b *blocks[T, P]) settle() error {
	if b.file == nil || len(b.held) == 0 {
		return nil
	}
	if err := b.spill(); err != nil {
		return err
	}
	b.held = nil
	return nil
}

// parts returns the pieces of each partition, by document. Nothing may be added afterwards.
func (b *blocks[T, P]) parts() map[string][]piece {
	slices.SortFunc(b.index, func(x, y piece) int {
		return cmp.Or(cmp.Compare(x.part, y.part), cmp.Compare(x.owner, y.owner), cmp.Compare(x.add, y.add), cmp.Compare(x.nth, y.nth))
	})
	out := map[string][]piece{}
	for part, number := range b.names {
		from, _ := slices.BinarySearchFunc(b.index, number, func(p piece, number int32) int { return cmp.Compare(p.part, number) })
		to, _ := slices.BinarySearchFunc(b.index, number+1, func(p piece, number int32) int { return cmp.Compare(p.part, number) })
		out[part] = b.index[from:to:to]
	}
	return out
}

// read returns a block, in the buffer where there is room.
func (b *blocks[T, P]) read(buffer []byte, p piece) (block.View, error) {
	data := slices.Grow(buffer[:0], int(p.bytes))[:p.bytes]
	if p.at >= b.size {
		copy(data, b.held[p.at-b.size:])
	} else if n, err := b.file.f.ReadAt(data, p.at); n < len(data) {
		return block.View{}, firstOf(err, io.ErrUnexpectedEOF)
	}
	return block.View{Data: data, Rows: int(p.rows)}, nil
}

// close gives the file up.
func (b *blocks[T, P]) close() error {
	if b == nil || b.file == nil {
		return nil
	}
	f := b.file
	b.file = nil
	return f.Close()
}

// inBlocks gathers rows into blocks, each valid until the next is asked for.
func inBlocks[T any, P tables.Row[T]](columns []block.Column, rows iter.Seq2[*T, error]) iter.Seq2[block.View, error] {
	return func(yield func(block.View, error) bool) {
		e, some, data := block.NewEncoder[T](columns), make([]T, 0, gatheredRows), []byte{}
		flush := func() bool {
			if len(some) == 0 {
				return true
			}
			data = e.Append(data[:0], some)
			n := len(some)
			clear(some)
			some = some[:0]
			return yield(block.View{Data: data, Rows: n}, nil)
		}
		for row, err := range rows {
			if err != nil {
				yield(block.View{}, err)
				return
			}
			if some = append(some, *row); len(some) == cap(some) && !flush() {
				return
			}
		}
		flush()
	}
}

// gatheredRows is how many rows that come one by one are gathered for a block.
const gatheredRows = 128
