package page

import (
	"encoding/binary"
	"hash/maphash"
	"math"
	"math/bits"
)

// Digest is a running checksum of the values of one column, in row order. The same digest is taken once of what is to be written and once of
// what another reader decodes. Digests can be compared within one process, where they have one seed.
type Digest struct {
	seed maphash.Seed
	sum  uint64
}

// Digests returns n empty digests that can be compared with d.
func (d Digest) Digests(n int) []Digest {
	out := make([]Digest, n)
	for i := range out {
		out[i].seed = d.seed
	}
	return out
}

// Equal reports whether both had the same values.
func (d Digest) Equal(b Digest) bool { return d.sum == b.sum }

// mixer is the multiplier of a multiplicative hash: 2^64 divided by the golden ratio, odd.
const mixer = 0x9e3779b97f4a7c15

// Number adds an integer, a date, a time or a truth value.
func (d *Digest) Number(v uint64) { d.sum = (bits.RotateLeft64(d.sum, 5) ^ v) * mixer }

// Double adds a floating-point number.
func (d *Digest) Double(v float64) { d.Number(math.Float64bits(v)) }

// Text adds a text.
func (d *Digest) Text(b []byte) { d.Number(d.hash(b)) }

func (d *Digest) hash(b []byte) uint64 { return maphash.Bytes(d.seed, b) }

// Decimal adds the sixteen bytes of a decimal.
func (d *Digest) Decimal(b []byte) {
	d.Number(binary.LittleEndian.Uint64(b))
	d.Number(binary.LittleEndian.Uint64(b[8:]))
}

// Mark adds what is not a value.
func (d *Digest) Mark(m Mark) { d.Number(uint64(m) * 0xd6e8feb86659fd93) }

// Mark stands in a digest for what is not a value.
type Mark uint64

// The marks.
const (
	Null  Mark = 3
	Empty Mark = 4 // an empty list
	First Mark = 5 // the first element of a list
	Next  Mark = 6
)
