package lexicon

import "encoding/binary"

// Reader matches phrases one after the other. It remembers the spellings that it met, which come again and again, so that their words need
// neither folding nor looking up. It is not for concurrent use.
type Reader struct {
	m     *Matcher
	known spellings
}

// NewReader returns a reader that knows no spelling yet.
func (m *Matcher) NewReader() *Reader { return &Reader{m: m, known: make(spellings, knownSpellings)} }

// spellings has one place for each spelling, by its bytes; the next for the same place takes over.
type spellings []known

// known is a spelling that was met, with what it is.
type known struct {
	bytes [2]uint64 // the first lowest, zeros behind
	spelling
	met bool
}

const (
	spellingBits   = 12
	knownSpellings = 1 << spellingBits
	maxSpelling    = 16 // bytes
)

// find returns the place of the spelling that phrase begins with and its length, for which the bytes before the first that ends a word for
// certain are taken. Where it was not met yet the place is cleared for it. The length is 0 where nothing is to be remembered.
func (s spellings) find(phrase string) (k *known, n int) {
	for n < len(phrase) && !endsWord(phrase[n]) {
		n++
	}
	if len(s) == 0 || n == 0 || n > maxSpelling {
		return nil, 0
	}
	var b [maxSpelling]byte
	copy(b[:], phrase[:n])
	lo, hi := binary.LittleEndian.Uint64(b[:8]), binary.LittleEndian.Uint64(b[8:])
	k = &s[(lo*0x9E3779B97F4A7C15^hi*0xC2B2AE3D27D4EB4F)>>(64-spellingBits)]
	if k.bytes != [2]uint64{lo, hi} {
		*k = known{bytes: [2]uint64{lo, hi}}
	}
	return k, n
}

// endsWord reports whether a byte is an ASCII character that is neither letter nor digit.
func endsWord(c byte) bool {
	return c < 0x80 && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z')
}
