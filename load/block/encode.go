package block

import (
	"encoding/binary"
	"hash/maphash"
	"slices"
	"time"
	"unsafe"
)

// Encoder makes blocks of rows. It is for one goroutine.
type Encoder[T any] struct {
	columns []Column
	words   vocabulary
	numbers []uint32
}

// NewEncoder returns an encoder of rows that have these columns, see [Layout].
func NewEncoder[T any](columns []Column) *Encoder[T] {
	return &Encoder[T]{columns: columns, words: vocabulary{seed: maphash.MakeSeed()}}
}

// Append appends the block of the rows to dst.
func (e *Encoder[T]) Append(dst []byte, rows []T) []byte {
	head := len(dst)
	dst = append(dst, make([]byte, headBytes*len(e.columns))...)
	start := len(dst)
	for i := range e.columns {
		dst = e.column(dst, &e.columns[i], rows)
		binary.LittleEndian.PutUint32(dst[head+headBytes*i:], uint32(len(dst)-start))
	}
	return dst
}

// headBytes is what the head of a block takes for each column.
const headBytes = 4

func (e *Encoder[T]) column(dst []byte, c *Column, rows []T) []byte {
	switch c.Kind {
	case Texts:
		return e.texts(dst, c, rows)
	case Bytes:
		for i := range rows {
			text := *(*string)(c.place(unsafe.Pointer(&rows[i])))
			dst = append(binary.LittleEndian.AppendUint32(dst, uint32(len(text))), text...)
		}
		return dst
	case Lists:
		for i := range rows {
			list := *(*[]int64)(c.place(unsafe.Pointer(&rows[i])))
			dst = binary.AppendUvarint(dst, uint64(len(list)))
			for _, v := range list {
				dst = binary.LittleEndian.AppendUint64(dst, uint64(v))
			}
		}
		return dst
	}
	return values(dst, c, rows)
}

// What the first byte of a column of values says.
const (
	allThere  = iota
	noneThere // nothing follows
	someThere // a bit for each row follows, and then the values
)

func values[T any](dst []byte, c *Column, rows []T) []byte {
	if !c.pointer {
		dst = slices.Grow(append(dst, allThere), c.Width*len(rows))
		for i := range rows {
			dst = c.appendValue(dst, unsafe.Add(unsafe.Pointer(&rows[i]), c.offset))
		}
		return dst
	}
	mode, bits := len(dst), len(dst)+1
	size := (len(rows) + 7) / 8
	dst = slices.Grow(dst, 1+size+c.Width*len(rows))[:bits+size]
	clear(dst[mode:])
	there := 0
	for i := range rows {
		if value := *(*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(&rows[i]), c.offset)); value != nil {
			dst[bits+i/8] |= 1 << (i % 8)
			dst = c.appendValue(dst, value)
			there++
		}
	}
	switch there {
	case 0:
		dst[mode] = noneThere
		return dst[:bits]
	case len(rows):
		dst[mode] = allThere
		return append(dst[:bits], dst[bits+size:]...)
	}
	dst[mode] = someThere
	return dst
}

func (c *Column) appendValue(dst []byte, value unsafe.Pointer) []byte {
	switch c.Width {
	case decimalBytes:
		return append(dst, (*(*[decimalBytes]byte)(value))[:]...)
	case 4:
		return binary.LittleEndian.AppendUint32(dst, *(*uint32)(value))
	case 1:
		return append(dst, *(*byte)(value))
	}
	if c.stored {
		return binary.LittleEndian.AppendUint64(dst, uint64((*time.Time)(value).UnixMicro()))
	}
	return binary.LittleEndian.AppendUint64(dst, *(*uint64)(value))
}

func (e *Encoder[T]) texts(dst []byte, c *Column, rows []T) []byte {
	e.words.reset()
	e.numbers = e.numbers[:0]
	last, number := "", uint32(0)
	for i := range rows {
		if text := *(*string)(unsafe.Add(unsafe.Pointer(&rows[i]), c.offset)); i == 0 || text != last {
			last, number = text, e.words.number(text)
		}
		e.numbers = append(e.numbers, number)
	}
	dst = binary.AppendUvarint(dst, uint64(len(e.words.texts)))
	for _, text := range e.words.texts {
		dst = append(binary.AppendUvarint(dst, uint64(len(text))), text...)
	}
	switch numberBytes(len(e.words.texts)) {
	case 1:
		for _, n := range e.numbers {
			dst = append(dst, byte(n))
		}
	case 2:
		for _, n := range e.numbers {
			dst = binary.LittleEndian.AppendUint16(dst, uint16(n))
		}
	case 4:
		for _, n := range e.numbers {
			dst = binary.LittleEndian.AppendUint32(dst, n)
		}
	}
	e.words.forget()
	return dst
}

// numberBytes is how many bytes the number of one of n texts takes.
func numberBytes(n int) int {
	switch {
	case n <= 1:
		return 0
	case n <= 1<<8:
		return 1
	case n <= 1<<16:
		return 2
	}
	return 4
}

// vocabulary numbers texts in the order in which they are first seen.
type vocabulary struct {
	seed  maphash.Seed
	texts []string
	slots []uint32 // number + 1 of the text whose hash leads here, or 0; a power of two, at least twice as many as texts
}

func (v *vocabulary) number(text string) uint32 {
	if 2*len(v.texts) >= len(v.slots) {
		v.grow()
	}
	mask := uint64(len(v.slots) - 1)
	for at := maphash.String(v.seed, text) & mask; ; at = (at + 1) & mask {
		switch n := v.slots[at]; {
		case n == 0:
			v.texts = append(v.texts, text)
			v.slots[at] = uint32(len(v.texts))
			return uint32(len(v.texts)) - 1
		case v.texts[n-1] == text:
			return n - 1
		}
	}
}

func (v *vocabulary) grow() {
	v.slots = make([]uint32, max(64, 2*len(v.slots)))
	mask := uint64(len(v.slots) - 1)
	for i, text := range v.texts {
		at := maphash.String(v.seed, text) & mask
		for v.slots[at] != 0 {
			at = (at + 1) & mask
		}
		v.slots[at] = uint32(i) + 1
	}
}

// reset empties the vocabulary. A table that was made for one column of very many texts is not cleared for each one after it.
func (v *vocabulary) reset() {
	if v.texts = v.texts[:0]; len(v.slots) > 1<<12 {
		v.slots = nil
	}
	clear(v.slots)
}

// forget lets go of the texts, which are parts of documents.
func (v *vocabulary) forget() { clear(v.texts) }
