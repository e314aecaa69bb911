package load

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"reflect"
	"time"
	"unsafe"

	"solieu/schemas/tables"
)

// digest is a running checksum of one column: CRC-32C over a canonical form of its values, in row order. The same digest is taken
// once of the rows that are to be written and once of what Arrow decodes.
type digest struct {
	crc   uint32
	table *crc32.Table
}

func newDigests(n int) []digest {
	ds := make([]digest, n)
	table := crc32.MakeTable(crc32.Castagnoli)
	for i := range ds {
		ds[i].table = table
	}
	return ds
}

func (d *digest) bytes(b []byte) {
	var n [5]byte
	n[0] = 1
	binary.LittleEndian.PutUint32(n[1:], uint32(len(b)))
	d.crc = crc32.Update(crc32.Update(d.crc, d.table, n[:]), d.table, b)
}

func (d *digest) number(v uint64) {
	var b [9]byte
	b[0] = 2
	binary.LittleEndian.PutUint64(b[1:], v)
	d.crc = crc32.Update(d.crc, d.table, b[:])
}

func (d *digest) mark(kind byte) { d.crc = crc32.Update(d.crc, d.table, []byte{kind}) }

// The marks that stand in a digest for what is not a value.
const (
	markNull  = 3
	markEmpty = 4 // an empty list
	markFirst = 5 // the first element of a list
	markNext  = 6
)

// columnDigest adds the values of one column of the rows to d.
func columnDigest(d *digest, c tables.Column, rows reflect.Value) {
	for i := range rows.Len() {
		addField(d, c, rows.Index(i).Field(c.Field))
	}
}

func addField(d *digest, c tables.Column, v reflect.Value) {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			d.mark(markNull)
			return
		}
		v = v.Elem()
	} else if c.Nullable && v.IsZero() {
		d.mark(markNull)
		return
	}
	switch c.Type {
	case tables.TypeString:
		text := v.String()
		d.bytes(unsafe.Slice(unsafe.StringData(text), len(text)))
	case tables.TypeInt32, tables.TypeInt64, tables.TypeDate:
		d.number(uint64(v.Int()))
	case tables.TypeDouble:
		d.number(math.Float64bits(v.Float()))
	case tables.TypeBoolean:
		d.number(truth(v.Bool()))
	case tables.TypeDecimal:
		d.bytes(v.Bytes())
	case tables.TypeTimestamp:
		d.number(uint64(v.Interface().(time.Time).UnixMicro()))
	case tables.TypeInt64List:
		addList(d, v)
	}
}

func addList(d *digest, v reflect.Value) {
	if v.Len() == 0 {
		d.mark(markEmpty)
		return
	}
	for i := range v.Len() {
		if i == 0 {
			d.mark(markFirst)
		} else {
			d.mark(markNext)
		}
		d.number(uint64(v.Index(i).Int()))
	}
}

func truth(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
