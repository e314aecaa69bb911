package load

import (
	"cmp"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
)

// blocks keeps the rows of documents until they are written. The rows of one document belong together and come in one piece, so no row
// has to be compared with one of another document: the pieces are sorted, not the rows. Beyond a limit they are in a file, and memory
// holds a place for each.
type blocks[T any, P owned[T]] struct {
	disk  disk
	dir   string
	limit int
	codec codec[T]
	held  []byte // blocks that are not in the file
	file  *output
	size  int64 // bytes in the file
	index []piece
}

// piece is where a block lies; offsets beyond the file's size are in memory.
type piece struct {
	part, owner string
	at          int64
	bytes, rows int
}

// blockShare is the part of a table's memory that its blocks take before they go to the file: they are compact, and every table has some.
const blockShare = 8

func newBlocks[T any, P owned[T]](d disk, dir string, memory int64) *blocks[T, P] {
	return &blocks[T, P]{disk: d, dir: filepath.Join(dir, P(nil).About().Name), limit: int(memory / blockShare), codec: newCodec[T]()}
}

// add takes rows of one document, which go to one partition.
func (b *blocks[T, P]) add(part string, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	byKey := func(x, y T) int { return P(&x).Compare(&y) }
	if !slices.IsSortedFunc(rows, byKey) {
		rows = slices.SortedStableFunc(slices.Values(rows), byKey)
	}
	before := len(b.held)
	b.held = b.codec.encode(b.held, rows)
	b.index = append(b.index, piece{part, P(&rows[0]).Owner(), b.size + int64(before), len(b.held) - before, len(rows)})
	if len(b.held) < b.limit {
		return nil
	}
	return b.spill()
}

// spill moves what is held to the file.
func (b *blocks[T, P]) spill() (err error) {
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

// sorted yields all rows by partition, document and sort key. Nothing may be added afterwards.
func (b *blocks[T, P]) sorted() iter.Seq2[*keyed[T], error] {
	slices.SortFunc(b.index, func(x, y piece) int {
		return cmp.Or(cmp.Compare(x.part, y.part), cmp.Compare(x.owner, y.owner), cmp.Compare(x.at, y.at))
	})
	return func(yield func(*keyed[T], error) bool) {
		var rows []T
		for i := 0; i < len(b.index); {
			first := b.index[i]
			rows = rows[:0]
			pieces := 0
			for ; i < len(b.index) && b.index[i].part == first.part && b.index[i].owner == first.owner; i++ {
				var err error
				if rows, err = b.read(rows, b.index[i]); err != nil {
					yield(nil, err)
					return
				}
				pieces++
			}
			if pieces > 1 {
				slices.SortStableFunc(rows, func(x, y T) int { return P(&x).Compare(&y) })
			}
			k := keyed[T]{Part: first.part}
			for i := range rows {
				if k.Row = &rows[i]; !yield(&k, nil) {
					return
				}
			}
		}
	}
}

func (b *blocks[T, P]) read(rows []T, p piece) ([]T, error) {
	block := make([]byte, p.bytes)
	if p.at >= b.size {
		copy(block, b.held[p.at-b.size:])
	} else if _, err := b.file.f.ReadAt(block, p.at); err != nil {
		return nil, err
	}
	rows, err := b.codec.decode(rows, block, p.rows)
	if err != nil {
		return nil, fmt.Errorf("%s: block at %d: %w", b.dir, p.at, err)
	}
	return rows, nil
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
