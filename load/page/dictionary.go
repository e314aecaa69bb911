package page

import (
	"encoding/binary"
	"hash/maphash"
	"unsafe"
)

// dictionary holds the different texts of a column, numbered in the order in which they are first seen, as a dictionary page has them.
type dictionary struct {
	plain  []byte   // each with its length before it
	ends   []int    // of each
	hashes []uint64 // of each
	slots  []uint32 // number + 1 of the text whose hash leads here, or 0; a power of two, at least twice as many as texts
}

func (d *dictionary) len() int { return len(d.ends) }

// text returns a text, which is good until the next one is added.
func (d *dictionary) text(n int32) []byte {
	from := 0
	if n > 0 {
		from = d.ends[n-1]
	}
	return d.plain[from+4 : d.ends[n]]
}

// number returns the number of a text, and takes it in where it is new.
func (d *dictionary) number(seed maphash.Seed, text string) int32 {
	if 2*len(d.ends) >= len(d.slots) {
		d.grow()
	}
	hash, mask := maphash.String(seed, text), uint64(len(d.slots)-1)
	for at := hash & mask; ; at = (at + 1) & mask {
		n := d.slots[at]
		if n == 0 {
			d.plain = append(binary.LittleEndian.AppendUint32(d.plain, uint32(len(text))), text...)
			d.ends, d.hashes = append(d.ends, len(d.plain)), append(d.hashes, hash)
			d.slots[at] = uint32(len(d.ends))
			return int32(len(d.ends)) - 1
		}
		if d.hashes[n-1] == hash {
			if b := d.text(int32(n) - 1); unsafe.String(unsafe.SliceData(b), len(b)) == text {
				return int32(n) - 1
			}
		}
	}
}

func (d *dictionary) grow() {
	d.slots = make([]uint32, max(64, 2*len(d.slots)))
	mask := uint64(len(d.slots) - 1)
	for i, hash := range d.hashes {
		at := hash & mask
		for d.slots[at] != 0 {
			at = (at + 1) & mask
		}
		d.slots[at] = uint32(i) + 1
	}
}

// keptSlots is how large a table may be that is cleared and used again.
const keptSlots = 1 << 14

func (d *dictionary) reset() {
	d.plain, d.ends, d.hashes = d.plain[:0], d.ends[:0], d.hashes[:0]
	if len(d.slots) > keptSlots {
		d.slots = nil
	}
	clear(d.slots)
}
