package block

import (
	"encoding/binary"
	"fmt"
	"io"
	"math/bits"
	"slices"
	"unsafe"
)

// View is a block with the number of its rows.
type View struct {
	Data []byte
	Rows int
}

// column returns the bytes of column i of a block with that many columns.
func (v View) column(i, columns int) ([]byte, error) {
	head := headBytes * columns
	if len(v.Data) < head {
		return nil, cut(i)
	}
	from, to := 0, int(binary.LittleEndian.Uint32(v.Data[headBytes*i:]))
	if i > 0 {
		from = int(binary.LittleEndian.Uint32(v.Data[headBytes*(i-1):]))
	}
	if body := v.Data[head:]; from <= to && to <= len(body) {
		return body[from:to:to], nil
	}
	return nil, cut(i)
}

func cut(column int) error { return fmt.Errorf("column %d: %w", column, io.ErrUnexpectedEOF) }

// Reader goes through one column of a block, from the first row to the last.
type Reader struct {
	Kind  Kind
	Width int // bytes of a value, of Values

	Words   []string // of Texts: the dictionary; parts of the block
	Numbers []uint32 // of Texts: the number of each row's text; empty where there is one text alone

	there []byte // of Values: a bit for each row, where some are there
	none  bool   // of Values: none is there
	rest  []byte // what was not read yet, of all kinds but Texts
	row   int
	index int
}

// Open begins with column i of a block. What the reader held before goes.
func (r *Reader) Open(columns []Column, i int, v View) error {
	data, err := v.column(i, len(columns))
	if err != nil {
		return err
	}
	c := &columns[i]
	r.Kind, r.Width, r.Words, r.Numbers = c.Kind, c.Width, r.Words[:0], r.Numbers[:0]
	r.there, r.none, r.rest, r.row, r.index = nil, false, data, 0, i
	switch c.Kind {
	case Texts:
		return r.texts(data, v.Rows)
	case Values:
		return r.values(data, v.Rows)
	}
	return nil
}

func (r *Reader) texts(data []byte, rows int) error {
	count, n := binary.Uvarint(data)
	if n <= 0 || count > uint64(len(data)) {
		return cut(r.index)
	}
	data = data[n:]
	for range count {
		size, n := binary.Uvarint(data)
		if n <= 0 || size > uint64(len(data)-n) {
			return cut(r.index)
		}
		text := data[n : n+int(size)]
		r.Words = append(r.Words, unsafe.String(unsafe.SliceData(text), len(text)))
		data = data[n+int(size):]
	}
	width := numberBytes(int(count))
	if len(data) != width*rows || count == 0 && rows > 0 {
		return cut(r.index)
	}
	if width == 0 {
		return nil
	}
	r.Numbers = slices.Grow(r.Numbers, rows)[:rows]
	switch width {
	case 1:
		for i, b := range data {
			r.Numbers[i] = uint32(b)
		}
	case 2:
		for i := range r.Numbers {
			r.Numbers[i] = uint32(binary.LittleEndian.Uint16(data[2*i:]))
		}
	case 4:
		for i := range r.Numbers {
			r.Numbers[i] = binary.LittleEndian.Uint32(data[4*i:])
		}
	}
	for _, n := range r.Numbers {
		if uint64(n) >= count {
			return cut(r.index)
		}
	}
	return nil
}

func (r *Reader) values(data []byte, rows int) error {
	if len(data) == 0 {
		return cut(r.index)
	}
	n := rows
	switch r.rest = data[1:]; data[0] {
	case noneThere:
		r.none, n = true, 0
	case someThere:
		size := (rows + 7) / 8
		if len(r.rest) < size {
			return cut(r.index)
		}
		r.there, r.rest, n = r.rest[:size], r.rest[size:], 0
		for _, b := range r.there {
			n += bits.OnesCount8(b)
		}
	}
	if len(r.rest) != n*r.Width {
		return cut(r.index)
	}
	return nil
}

// All tells whether the values of all rows are there, None whether those of none are, of Values.
func (r *Reader) All() bool { return r.there == nil && !r.none }

// None is described at [Reader.All].
func (r *Reader) None() bool { return r.none }

// Take returns the values of the next n rows, those that are there one after the other, and whether that of row i of them is, of Values.
func (r *Reader) Take(n int, there []bool) ([]byte, []bool) {
	first := r.row
	r.row += n
	count := n
	switch {
	case r.none:
		return nil, there[:0]
	case r.there != nil:
		there, count = slices.Grow(there[:0], n)[:n], 0
		for i := range there {
			at := first + i
			is := r.there[at/8]>>(at%8)&1 == 1
			there[i] = is
			if is {
				count++
			}
		}
	default:
		there = there[:0]
	}
	out := r.rest[: count*r.Width : count*r.Width]
	r.rest = r.rest[count*r.Width:]
	return out, there
}

// Bytes returns the text of the next row, of Bytes; with its length before it, as PLAIN encoding has it.
func (r *Reader) Bytes() (plain []byte, err error) {
	if len(r.rest) < 4 {
		return nil, cut(r.index)
	}
	size := 4 + int(binary.LittleEndian.Uint32(r.rest))
	if size > len(r.rest) {
		return nil, cut(r.index)
	}
	plain = r.rest[:size:size]
	r.rest = r.rest[size:]
	return plain, nil
}

// List returns the elements of the next row, eight bytes each, of Lists.
func (r *Reader) List() ([]byte, error) {
	count, n := binary.Uvarint(r.rest)
	if n <= 0 || count > uint64(len(r.rest)-n)/8 {
		return nil, cut(r.index)
	}
	end := n + 8*int(count)
	out := r.rest[n:end:end]
	r.rest = r.rest[end:]
	return out, nil
}
