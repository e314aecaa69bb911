package token

import (
	"unicode"
	"unicode/utf8"
)

// spellings remembers what the lexer found out about a spelling: a hash table of fixed size, because a map's general hash and growth cost
// more than everything else that a word needs.
type spellings struct {
	slots []spelling
	bytes []byte // of all spellings
	n     int
}

// spelling is one entry; hash 0 marks an empty one.
type spelling struct {
	hash        uint32
	at          uint32 // into bytes
	id          int32
	size        uint8
	upper, caps bool
}

const (
	spellingSlots = 1 << 14
	spellingLimit = spellingSlots / 2 // entries; Vietnamese has about 7,000 syllables
	spellingSize  = 32                // bytes of the longest spelling that is kept
	spellingSteps = 8                 // slots that are looked at, so that chosen words cannot make the search slow
)

func newSpellings() spellings {
	return spellings{slots: make([]spelling, spellingSlots), bytes: make([]byte, 0, spellingLimit*8)}
}

// word classes the spelling s with its hash.
func (l *Lexer) word(s string, hash uint32) (id int32, upper, caps bool) {
	hash |= 1
	t := &l.known
	at := hash * 0x9E3779B1 >> 18
	for k := range uint32(spellingSteps) {
		e := &t.slots[(at+k)%spellingSlots]
		if e.hash == hash && int(e.size) == len(s) && string(t.bytes[e.at:e.at+uint32(e.size)]) == s {
			return e.id, e.upper, e.caps
		}
		if e.hash == 0 {
			id, upper, caps = l.classify(s)
			if t.n < spellingLimit && len(s) <= spellingSize {
				*e = spelling{hash: hash, at: uint32(len(t.bytes)), size: uint8(len(s)), id: id, upper: upper, caps: caps}
				t.bytes = append(t.bytes, s...)
				t.n++
			}
			return id, upper, caps
		}
	}
	return l.classify(s)
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

const hashStart, hashFactor = 2166136261, 16777619 // FNV-1a

// wordEnd returns the end of the word at i and its hash: letters, combining marks, invisible characters between letters; digits do not
// belong to words. Vietnamese letters are told by their bytes, all others decoded.
func wordEnd(text string, i, to int) (int, uint32) {
	h := uint32(hashStart)
	for i < to {
		c := text[i]
		n := 1
		switch byteClasses[c] {
		case asciiLetter:
			h = (h ^ uint32(c)) * hashFactor
			i++
			continue
		case endsWord:
			return i, h
		case latinPair:
			n = 2
			if i+1 >= to || text[i+1]&0xC0 != 0x80 || c == 0xC3 && (text[i+1] == 0x97 || text[i+1] == 0xB7) {
				return i, h
			}
			h = (h ^ uint32(c)<<8 ^ uint32(text[i+1])) * hashFactor
		case tripleLead:
			if i+2 < to && text[i+1]|1 == 0xBB && text[i+2]&0xC0 == 0x80 {
				h = (h ^ uint32(text[i+1])<<8 ^ uint32(text[i+2])) * hashFactor
				i += 3
				continue
			}
			fallthrough
		default:
			r, size := utf8.DecodeRuneInString(text[i:to])
			if isSuper(r) || !(unicode.IsLetter(r) || isMark(r) || isInvisible(r)) {
				return i, h
			}
			n = size
			h = (h ^ uint32(r)) * hashFactor
		}
		i += n
	}
	return i, h
}
