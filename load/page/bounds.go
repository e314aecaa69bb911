package page

import (
	"bytes"
	"encoding/binary"
	"math"

	"solieu/load/block"
	"solieu/schemas/tables"
)

// bounds are the least and the greatest value of a page or of a column. A NaN has no place in an order and is left out; beyond a text that is too long
// to repeat there are none.
type bounds struct {
	any       bool
	open      bool // a text was too long
	least     int64
	greatest  int64
	low, high float64
	first     []byte // of texts
	last      []byte
}

// bounded reports whether the values of a column have bounds: the order of decimals is one that readers disagree about, and long texts only
// take room.
func bounded(c *block.Column) bool { return c.Type != tables.TypeDecimal && !c.Long }

func (b *bounds) number(v int64) {
	if !b.any {
		b.any, b.least, b.greatest = true, v, v
		return
	}
	b.least, b.greatest = min(b.least, v), max(b.greatest, v)
}

func (b *bounds) double(v float64) {
	switch {
	case math.IsNaN(v):
	case !b.any:
		b.any, b.low, b.high = true, v, v
	default:
		b.low, b.high = min(b.low, v), max(b.high, v)
	}
}

// maxBound is the length of a text that bounds repeat, in bytes: they stand in every page header, which readers take as a whole (16 MB at most).
const maxBound = 4096

func (b *bounds) text(v []byte) {
	switch {
	case b.open:
	case len(v) > maxBound:
		*b = bounds{open: true}
	case !b.any:
		b.any, b.first, b.last = true, append(b.first[:0], v...), append(b.last[:0], v...)
	case bytes.Compare(v, b.first) < 0:
		b.first = append(b.first[:0], v...)
	case bytes.Compare(v, b.last) > 0:
		b.last = append(b.last[:0], v...)
	}
}

// widen makes room for the bounds of another page.
func (b *bounds) widen(c *block.Column, other *bounds) {
	switch {
	case other.open:
		*b = bounds{open: true}
	case !other.any:
	case c.Type == tables.TypeDouble:
		b.double(other.low)
		b.double(other.high)
	case c.Kind == block.Texts || c.Kind == block.Bytes:
		b.text(other.first)
		b.text(other.last)
	default:
		b.number(other.least)
		b.number(other.greatest)
	}
}

// encoded returns both bounds as statistics have them; nil without bounds, but never nil for an empty text.
func (b *bounds) encoded(c *block.Column) (least, greatest []byte) {
	switch {
	case !b.any:
		return nil, nil
	case c.Type == tables.TypeDouble:
		// The sign of zero has no order: readers take bounds of zero for both.
		low, high := b.low, b.high
		if low == 0 {
			low = math.Copysign(0, -1)
		}
		if high == 0 {
			high = 0
		}
		return binary.LittleEndian.AppendUint64(nil, math.Float64bits(low)), binary.LittleEndian.AppendUint64(nil, math.Float64bits(high))
	case c.Kind == block.Texts || c.Kind == block.Bytes:
		return append([]byte{}, b.first...), append([]byte{}, b.last...)
	case c.Type == tables.TypeBoolean:
		return []byte{byte(b.least)}, []byte{byte(b.greatest)}
	case c.Width == 4:
		return binary.LittleEndian.AppendUint32(nil, uint32(b.least)), binary.LittleEndian.AppendUint32(nil, uint32(b.greatest))
	}
	return binary.LittleEndian.AppendUint64(nil, uint64(b.least)), binary.LittleEndian.AppendUint64(nil, uint64(b.greatest))
}

// compare orders bounds by both their ends; ok is false where the ends disagree.
func (b *bounds) compare(c *block.Column, other *bounds) (order int, ok bool) {
	var low, high int
	switch {
	case c.Type == tables.TypeDouble:
		low, high = order3(b.low, other.low), order3(b.high, other.high)
	case c.Kind == block.Texts || c.Kind == block.Bytes:
		low, high = bytes.Compare(b.first, other.first), bytes.Compare(b.last, other.last)
	default:
		low, high = order3(b.least, other.least), order3(b.greatest, other.greatest)
	}
	if low == 0 || high == 0 || low == high {
		return low | high, true
	}
	return 0, false
}

func order3[V int64 | float64](a, b V) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
