package token

import (
	"encoding/binary"
	"math/bits"
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

// word finds the end of the word at i and classes it; the end is i where no word begins there. Nearly all words are known: the bytes up to the
// next ASCII character that is no letter are looked up whole, and what was found to be one word before is one again. Only a new spelling is
// taken apart.
func (l *Lexer) word(text string, i, to int) (end int, id int32, upper, caps bool) {
	if i+16 <= len(text) {
		if k, n := chunk(text, i); n <= 16 && i+n <= to {
			if e := l.known.find(k); e != nil && e.bytes == k {
				return i + n, e.id, e.upper, e.caps
			}
		}
	}
	end = wordEnd(text, i, to)
	if end == i {
		return i, 0, false, false
	}
	if end-i > 16 {
		id, upper, caps = l.classify(text[i:end])
		return end, id, upper, caps
	}
	k := [2]uint64{load(text, i, min(end, i+8)), load(text, min(end, i+8), end)}
	e := l.known.find(k)
	if e != nil && e.bytes == k {
		return end, e.id, e.upper, e.caps
	}
	id, upper, caps = l.classify(text[i:end])
	if e != nil && l.known.n < spellingLimit {
		*e = spelling{k, id, upper, caps}
		l.known.n++
	}
	return end, id, upper, caps
}

// find returns the slot of a spelling, an empty one where it is not known, nil where there is no room for it.
func (t *spellings) find(k [2]uint64) *spelling {
	at := (k[0]*0x9E3779B97F4A7C15 ^ k[1]*0xC2B2AE3D27D4EB4F) >> (64 - spellingBits)
	for n := range uint64(spellingSteps) {
		if e := &t.slots[(at+n)%(1<<spellingBits)]; e.bytes == k || e.bytes[0] == 0 {
			return e
		}
	}
	return nil
}

// chunk returns the bytes from i on before the first that is an ASCII character but no letter, and their number; a number above 16 means that
// there are more.
func chunk(text string, i int) (k [2]uint64, n int) {
	lo := binary.LittleEndian.Uint64([]byte(text[i : i+8]))
	if m := letters(lo); m < 8 {
		return [2]uint64{lo & (1<<(8*uint(m)) - 1)}, m
	}
	hi := binary.LittleEndian.Uint64([]byte(text[i+8 : i+16]))
	m := letters(hi)
	if m == 8 {
		return [2]uint64{lo, hi}, 17
	}
	return [2]uint64{lo, hi & (1<<(8*uint(m)) - 1)}, 8 + m
}

// letters returns how many bytes of v, from the lowest, are ASCII letters or parts of other characters.
func letters(v uint64) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	low := (v | ones*0x20) &^ tops
	stop := ^(((low + ones*(0x80-'a')) &^ (low + ones*(0x80-'z'-1))) | v) & tops
	return bits.TrailingZeros64(stop) / 8 // 8 where nothing stops
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

// Letter returns the length of the letter of Latin script that begins at s[i]; 0 where another character stands there, and where the letter
// has to be decoded to be known as one.
func Letter(s string, i int) int {
	switch byteClasses[s[i]] {
	case asciiLetter:
		return 1
	case latinPair:
		if i+1 < len(s) && s[i+1]&0xC0 == 0x80 && (s[i] != 0xC3 || s[i+1] != 0x97 && s[i+1] != 0xB7) {
			return 2
		}
	case tripleLead:
		if i+2 < len(s) && s[i+1]|1 == 0xBB && s[i+2]&0xC0 == 0x80 {
			return 3
		}
	}
	return 0
}

// Small returns the length of the character at s[i] where it is ASCII but no capital, or a small letter of Vietnamese; 0 where it is another.
func Small(s string, i int) int {
	c := s[i]
	if c < utf8.RuneSelf {
		if c < 'A' || c > 'Z' {
			return 1
		}
		return 0
	}
	if i+2 < len(s) && c == 0xE1 && s[i+1]|1 == 0xBB && s[i+2]&0xC1 == 0x81 { // ạ to ỹ, each behind its capital
		return 3
	}
	if i+1 == len(s) {
		return 0
	}
	switch d := s[i+1]; {
	case c == 0xC3 && 0xA0 <= d && d <= 0xBF, // à to ÿ
		c == 0xC4 && (d == 0x91 || d == 0x83 || d == 0xA9), c == 0xC5 && d == 0xA9, c == 0xC6 && (d == 0xA1 || d == 0xB0): // đ ă ĩ, ũ, ơ ư
		return 2
	}
	return 0
}

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
