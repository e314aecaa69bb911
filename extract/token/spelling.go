package token

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"
)

// spellings remembers what the lexer found out about a spelling: a hash table of fixed size with the bytes in its slots, because a map's
// general hash and its second memory access cost more than everything else that a word needs.
type spellings struct {
	slots []spelling
	n     int
}

// spelling is one entry; an empty one has no bytes.
type spelling struct {
	bytes       [2]uint64 // up to 16, the first lowest, zeros behind
	id          int32
	upper, caps bool
}

const (
	spellingBits  = 14
	spellingLimit = 1 << (spellingBits - 1) // entries; Vietnamese has about 7,000 syllables
	spellingSteps = 8                       // slots that are looked at, so that chosen words cannot make the search slow
)

func newSpellings() spellings { return spellings{slots: make([]spelling, 1<<spellingBits)} }

// word classes the word text[i:j].
func (l *Lexer) word(text string, i, j int) (id int32, upper, caps bool) {
	if j-i > 16 {
		return l.classify(text[i:j])
	}
	lo, hi := load(text, i, min(j, i+8)), uint64(0)
	if j-i > 8 {
		hi = load(text, i+8, j)
	}
	t := &l.known
	at := (lo*0x9E3779B97F4A7C15 ^ hi*0xC2B2AE3D27D4EB4F) >> (64 - spellingBits)
	for k := range uint64(spellingSteps) {
		e := &t.slots[(at+k)%(1<<spellingBits)]
		if e.bytes[0] == lo && e.bytes[1] == hi {
			return e.id, e.upper, e.caps
		}
		if e.bytes[0] == 0 {
			id, upper, caps = l.classify(text[i:j])
			if t.n < spellingLimit {
				*e = spelling{[2]uint64{lo, hi}, id, upper, caps}
				t.n++
			}
			return id, upper, caps
		}
	}
	return l.classify(text[i:j])
}

// load returns the bytes text[i:j], at most 8, the first lowest.
func load(text string, i, j int) uint64 {
	if i+8 <= len(text) {
		v := binary.LittleEndian.Uint64([]byte(text[i : i+8]))
		return v << (64 - 8*uint(j-i)) >> (64 - 8*uint(j-i))
	}
	v := uint64(0)
	for k := j - 1; k >= i; k-- {
		v = v<<8 | uint64(text[k])
	}
	return v
}

// classify folds a spelling and looks at its capitals.
func (l *Lexer) classify(s string) (id int32, upper, caps bool) {
	l.buf = AppendFold(l.buf[:0], s)
	id = l.vocab.ids[string(l.buf)]
	r, n := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(r) {
		return id, false, false
	}
	for _, r := range s[n:] {
		if unicode.IsLower(r) {
			return id, true, false
		}
	}
	return id, true, true
}

// byteClass says what a byte at which a character begins does within a word.
type byteClass uint8

const (
	endsWord    byteClass = iota
	asciiLetter           // a letter of one byte
	latinPair             // the first of two bytes of a letter, but for × and ÷
	tripleLead            // the first of three bytes that are a letter where the second is BA or BB
	otherLead             // to be decoded
)

var byteClasses = func() (t [256]byteClass) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			t[c] = asciiLetter
		case c >= 0xC3 && c <= 0xC6:
			t[c] = latinPair
		case c == 0xE1:
			t[c] = tripleLead
		case c >= 0x80:
			t[c] = otherLead
		}
	}
	return
}()

// wordEnd returns the end of the word at i: letters, combining marks, invisible characters between letters; digits do not belong to words.
// Vietnamese letters are told by their bytes, all others decoded.
func wordEnd(text string, i, to int) int {
	for i < to {
		c := text[i]
		switch byteClasses[c] {
		case asciiLetter:
			i++
			continue
		case endsWord:
			return i
		case latinPair:
			if i+1 >= to || text[i+1]&0xC0 != 0x80 || c == 0xC3 && (text[i+1] == 0x97 || text[i+1] == 0xB7) {
				return i
			}
			i += 2
			continue
		case tripleLead:
			if i+2 < to && text[i+1]|1 == 0xBB && text[i+2]&0xC0 == 0x80 {
				i += 3
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(text[i:to])
		if isSuper(r) || !(unicode.IsLetter(r) || isMark(r) || isInvisible(r)) {
			return i
		}
		i += n
	}
	return i
}
