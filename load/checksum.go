package load

import (
	"encoding/binary"
	"hash/crc32"
	"math"
)

// digest is a running checksum of one column: CRC-32C over a canonical form of its values, in row order. The same digest is taken
// once of the rows that are to be written and once of what Arrow decodes.
type digest struct {
	crc     uint32
	table   *crc32.Table
	pending []byte // canonical bytes that the sum does not hold yet: many small updates are dear
}

// pendingBytes is how much a digest collects before it goes into the sum.
const pendingBytes = 4 << 10

func newDigests(n int) []digest {
	ds := make([]digest, n)
	table := crc32.MakeTable(crc32.Castagnoli)
	for i := range ds {
		ds[i].table = table
	}
	return ds
}

func (d *digest) bytes(b []byte) {
	d.pending = append(binary.LittleEndian.AppendUint32(append(d.pending, 1), uint32(len(b))), b...)
	d.full()
}

func (d *digest) number(v uint64) {
	d.pending = binary.LittleEndian.AppendUint64(append(d.pending, 2), v)
	d.full()
}

func (d *digest) double(v float64) { d.number(math.Float64bits(v)) }

func (d *digest) mark(kind byte) { d.pending = append(d.pending, kind) }

func (d *digest) full() {
	if len(d.pending) >= pendingBytes {
		d.sum()
	}
}

// sum returns the checksum of everything that was added.
func (d *digest) sum() uint32 {
	d.crc = crc32.Update(d.crc, d.table, d.pending)
	d.pending = d.pending[:0]
	return d.crc
}

// The marks that stand in a digest for what is not a value.
const (
	markNull  = 3
	markEmpty = 4 // an empty list
	markFirst = 5 // the first element of a list
	markNext  = 6
)

func truth(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
