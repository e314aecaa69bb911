package block

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
	"unsafe"
)

// Decoder makes rows of blocks: of all columns, or of those that a smaller struct names in its parquet tags. It is for one goroutine. The
// texts and decimals of rows are parts of the block.
type Decoder[T any] struct {
	columns []Column
	fields  []field
	reader  Reader
	there   []bool

	dates Slab[int32]
	longs Slab[int64]
	times Slab[time.Time]
}

// field is where a column goes in a row.
type field struct {
	column  int
	offset  uintptr
	pointer bool
}

// NewDecoder returns a decoder of blocks that have these columns. It panics where a field of T has no column or another type: T belongs to
// the program.
func NewDecoder[T any](columns []Column) *Decoder[T] {
	d := &Decoder[T]{columns: columns}
	row := reflect.TypeFor[T]()
	for i := range row.NumField() {
		f := row.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("parquet"), ",")
		at := slices.IndexFunc(columns, func(c Column) bool { return c.Name == name })
		if at < 0 || columns[at].pointer != (f.Type.Kind() == reflect.Pointer) {
			panic(fmt.Sprintf("block: %s.%s: no such column, or another form", row, f.Name))
		}
		d.fields = append(d.fields, field{at, f.Offset, columns[at].pointer})
	}
	return d
}

// Append appends the rows of a block to rows.
func (d *Decoder[T]) Append(rows []T, v View) ([]T, error) {
	at := len(rows)
	rows = slices.Grow(rows, v.Rows)[:at+v.Rows]
	fresh := rows[at:]
	clear(fresh)
	for _, f := range d.fields {
		if err := d.column(fresh, f, v); err != nil {
			return rows[:at], err
		}
	}
	return rows, nil
}

func (d *Decoder[T]) column(rows []T, f field, v View) error {
	r := &d.reader
	if err := r.Open(d.columns, f.column, v); err != nil {
		return err
	}
	place := func(i int) unsafe.Pointer { return unsafe.Add(unsafe.Pointer(&rows[i]), f.offset) }
	switch r.Kind {
	case Texts:
		if len(r.Numbers) == 0 {
			for i := range rows {
				*(*string)(place(i)) = r.Words[0]
			}
			return nil
		}
		for i, n := range r.Numbers {
			*(*string)(place(i)) = r.Words[n]
		}
	case Bytes:
		for i := range rows {
			plain, err := r.Bytes()
			if err != nil {
				return err
			}
			text := plain[4:]
			*(*string)(place(i)) = unsafe.String(unsafe.SliceData(text), len(text))
		}
	case Lists:
		for i := range rows {
			plain, err := r.List()
			if err != nil {
				return err
			}
			list := make([]int64, len(plain)/8)
			for n := range list {
				list[n] = int64(binary.LittleEndian.Uint64(plain[8*n:]))
			}
			*(*[]int64)(place(i)) = list
		}
	case Values:
		d.values(rows, f, place)
	}
	return nil
}

func (d *Decoder[T]) values(rows []T, f field, place func(int) unsafe.Pointer) {
	c := &d.columns[f.column]
	if d.reader.None() {
		return
	}
	data, there := d.reader.Take(len(rows), d.there)
	d.there = there
	for i := range rows {
		if len(there) > 0 && !there[i] {
			continue
		}
		value := data[:c.Width]
		data = data[c.Width:]
		at := place(i)
		if f.pointer {
			*(*unsafe.Pointer)(at) = d.pointed(c, value)
			continue
		}
		c.store(at, value)
	}
}

// pointed returns a place that holds a value.
func (d *Decoder[T]) pointed(c *Column, value []byte) (at unsafe.Pointer) {
	switch {
	case c.Width == decimalBytes:
		return unsafe.Pointer(unsafe.SliceData(value)) // a decimal is bytes: it may stay where it is
	case c.stored:
		at = unsafe.Pointer(d.times.Take())
	case c.Width == 4:
		at = unsafe.Pointer(d.dates.Take())
	default:
		at = unsafe.Pointer(d.longs.Take())
	}
	c.store(at, value)
	return at
}

// store sets a field.
func (c *Column) store(at unsafe.Pointer, value []byte) {
	switch {
	case c.stored:
		*(*time.Time)(at) = time.UnixMicro(int64(binary.LittleEndian.Uint64(value))).UTC()
	case c.Width == 4:
		*(*uint32)(at) = binary.LittleEndian.Uint32(value)
	case c.Width == 8:
		*(*uint64)(at) = binary.LittleEndian.Uint64(value)
	case c.Width == 1:
		*(*byte)(at) = value[0]
	default:
		copy((*[decimalBytes]byte)(at)[:], value)
	}
}

// Slab hands out pointers to values that were allocated together.
type Slab[V any] struct{ free []V }

// Take returns a place for a value, which is zero.
func (s *Slab[V]) Take() *V {
	if len(s.free) == 0 {
		s.free = make([]V, 64)
	}
	v := &s.free[0]
	s.free = s.free[1:]
	return v
}
