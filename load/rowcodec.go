package load

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"reflect"
	"slices"
	"unsafe"

	"solieu/load/block"
)

// codec writes rows to memory and reads them, field by field at fixed offsets. A text that equals that of the row before takes one
// byte. The form lives only as long as the transaction.
type codec[T any] struct{ fields []codecField }

// codecField is where a field lies in a row and how it is stored.
type codecField struct {
	offset  uintptr
	kind    reflect.Kind
	pointer bool // the field is a pointer to kind; nil takes one byte
}

// decimalBytes is the size of the one array that rows hold.
const decimalBytes = 16

func newCodec[T any]() codec[T] {
	var c codec[T]
	row := reflect.TypeFor[T]()
	for i := range row.NumField() {
		f := row.Field(i)
		field := codecField{offset: f.Offset, kind: f.Type.Kind()}
		if field.kind == reflect.Pointer {
			field.kind, field.pointer = f.Type.Elem().Kind(), true
		}
		switch field.kind {
		case reflect.String, reflect.Int32, reflect.Int64, reflect.Float64, reflect.Bool, reflect.Array, reflect.Slice:
		default:
			panic(fmt.Sprintf("load: no spool form for %s.%s", row, f.Name))
		}
		c.fields = append(c.fields, field)
	}
	return c
}

// encode appends the rows to dst.
func (c codec[T]) encode(dst []byte, rows []T) []byte {
	e := c.encoder()
	for i := range rows {
		dst = e.row(dst, &rows[i])
	}
	return dst
}

// rowEncoder makes one block, row by row.
type rowEncoder[T any] struct {
	fields []codecField
	last   []string
	rows   int
}

func (c codec[T]) encoder() *rowEncoder[T] {
	return &rowEncoder[T]{fields: c.fields, last: make([]string, len(c.fields))}
}

// row appends one row to dst.
func (e *rowEncoder[T]) row(dst []byte, row *T) []byte {
	for n, f := range e.fields {
		at := unsafe.Add(unsafe.Pointer(row), f.offset)
		if f.pointer {
			if at = *(*unsafe.Pointer)(at); at == nil {
				dst = append(dst, 0)
				continue
			}
			dst = append(dst, 1)
		}
		if f.kind != reflect.String {
			dst = appendValueAt(dst, f.kind, at)
			continue
		}
		text := *(*string)(at)
		if e.rows > 0 && text == e.last[n] {
			dst = append(dst, 0)
			continue
		}
		e.last[n] = text
		dst = append(binary.AppendUvarint(dst, uint64(len(text))+1), text...)
	}
	e.rows++
	return dst
}

func appendValueAt(dst []byte, kind reflect.Kind, at unsafe.Pointer) []byte {
	switch kind {
	case reflect.Int32:
		return binary.AppendVarint(dst, int64(*(*int32)(at)))
	case reflect.Int64:
		return binary.AppendVarint(dst, *(*int64)(at))
	case reflect.Float64:
		return binary.LittleEndian.AppendUint64(dst, math.Float64bits(*(*float64)(at)))
	case reflect.Bool:
		return append(dst, byte(truth(*(*bool)(at))))
	case reflect.Array:
		return append(dst, (*(*[decimalBytes]byte)(at))[:]...)
	}
	list := *(*[]int64)(at)
	dst = binary.AppendUvarint(dst, uint64(len(list)))
	for _, v := range list {
		dst = binary.AppendVarint(dst, v)
	}
	return dst
}

// rowDecoder reads rows that a codec wrote. The texts of the rows are parts of the block, which stays in memory as long as they do.
type rowDecoder[T any] struct {
	codec codec[T]
	block []byte
	last  []string
	cut   bool // the block ended too early

	int32s   block.Slab[int32]
	int64s   block.Slab[int64]
	doubles  block.Slab[float64]
	bools    block.Slab[bool]
	decimals block.Slab[[decimalBytes]byte]
}

// decode appends n rows of a block to rows.
func (c codec[T]) decode(rows []T, block []byte, n int) ([]T, error) {
	return c.decoder().decode(rows, block, n)
}

// decoder returns a decoder that reads one block after another, and allocates less than one for each.
func (c codec[T]) decoder() *rowDecoder[T] {
	return &rowDecoder[T]{codec: c, last: make([]string, len(c.fields))}
}

func (d *rowDecoder[T]) decode(rows []T, block []byte, n int) ([]T, error) {
	d.block, d.cut = block, false
	clear(d.last)
	at := len(rows)
	rows = slices.Grow(rows, n)[:at+n]
	clear(rows[at:])
	for i := range n {
		if d.row(unsafe.Pointer(&rows[at+i])); d.cut {
			return rows[:at], io.ErrUnexpectedEOF
		}
	}
	return rows, nil
}

func (d *rowDecoder[T]) row(row unsafe.Pointer) {
	for n, f := range d.codec.fields {
		at := unsafe.Add(row, f.offset)
		if f.pointer {
			if d.octet() == 0 {
				continue
			}
			target := d.place(f.kind)
			*(*unsafe.Pointer)(at) = target
			at = target
		}
		if f.kind == reflect.String {
			if size := d.uvarint(); size > 0 {
				d.last[n] = d.text(size - 1)
			}
			*(*string)(at) = d.last[n]
			continue
		}
		d.value(f.kind, at)
	}
}

// place returns room for a value that a row points to.
func (d *rowDecoder[T]) place(kind reflect.Kind) unsafe.Pointer {
	switch kind {
	case reflect.Int32:
		return unsafe.Pointer(d.int32s.Take())
	case reflect.Int64:
		return unsafe.Pointer(d.int64s.Take())
	case reflect.Float64:
		return unsafe.Pointer(d.doubles.Take())
	case reflect.Bool:
		return unsafe.Pointer(d.bools.Take())
	case reflect.Array:
		return unsafe.Pointer(d.decimals.Take())
	case reflect.String:
		return unsafe.Pointer(new(string))
	}
	return unsafe.Pointer(new([]int64))
}

func (d *rowDecoder[T]) value(kind reflect.Kind, at unsafe.Pointer) {
	switch kind {
	case reflect.Int32:
		*(*int32)(at) = int32(d.varint())
	case reflect.Int64:
		*(*int64)(at) = d.varint()
	case reflect.Float64:
		if b := d.take(8); b != nil {
			*(*float64)(at) = math.Float64frombits(binary.LittleEndian.Uint64(b))
		}
	case reflect.Bool:
		*(*bool)(at) = d.octet() == 1
	case reflect.Array:
		if b := d.take(decimalBytes); b != nil {
			*(*[decimalBytes]byte)(at) = [decimalBytes]byte(b)
		}
	case reflect.Slice:
		n := d.uvarint()
		list := make([]int64, 0, min(n, uint64(len(d.block))))
		for ; n > 0 && !d.cut; n-- {
			list = append(list, d.varint())
		}
		*(*[]int64)(at) = list
	}
}

// take cuts n bytes off the block; nil where it has fewer.
func (d *rowDecoder[T]) take(n uint64) []byte {
	if n > uint64(len(d.block)) {
		d.cut = true
		return nil
	}
	b := d.block[:n:n]
	d.block = d.block[n:]
	return b
}

func (d *rowDecoder[T]) octet() byte {
	if b := d.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *rowDecoder[T]) text(n uint64) string {
	b := d.take(n)
	return unsafe.String(unsafe.SliceData(b), len(b))
}

func (d *rowDecoder[T]) uvarint() uint64 {
	v, n := binary.Uvarint(d.block)
	if n <= 0 {
		d.cut = true
		return 0
	}
	d.block = d.block[n:]
	return v
}

func (d *rowDecoder[T]) varint() int64 {
	v, n := binary.Varint(d.block)
	if n <= 0 {
		d.cut = true
		return 0
	}
	d.block = d.block[n:]
	return v
}
