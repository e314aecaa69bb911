package extract

import (
	"hash/maphash"
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/extract/parse"
)

// names keeps the names that were met last, so that there is one copy of each: texts repeat themselves, and a name goes into all figures that
// it is of. Each has one place by its hash, where the next of the same hash takes over: nothing has to be counted or cleared.
type names struct {
	seed  maphash.Seed
	known []named
}

// named is a name as the text has it and as figures have it.
type named struct{ raw, name string }

// Limits of what is remembered by name: how many, and of how many bytes each.
const (
	maxNames = 1 << 12
	maxName  = 256
)

func newNames() names { return names{maphash.MakeSeed(), make([]named, maxNames)} }

// of returns the words in buf as a name: without white space around, the first letter small unless it belongs to an abbreviation.
func (n names) of(buf []byte) string {
	at := &n.known[maphash.Bytes(n.seed, buf)%maxNames]
	if at.raw == string(buf) {
		return at.name
	}
	raw := string(buf)
	name := lowerFirst(strings.TrimSpace(raw))
	if len(raw) <= maxName {
		*at = named{raw, name}
	}
	return name
}

// lower is strings.ToLower, which is slow where it has nothing to do, as in most names.
func lower(s string) string {
	for i := 0; i < len(s); {
		n := smallLetter(s[i:])
		if n == 0 {
			return strings.ToLower(s)
		}
		i += n
	}
	return s
}

// smallLetter returns the length of the character that s begins with if it is ASCII and no capital, or a small letter of Vietnamese; else 0.
func smallLetter(s string) int {
	switch c := s[0]; {
	case c < utf8.RuneSelf:
		if c < 'A' || c > 'Z' {
			return 1
		}
	case len(s) < 2:
	case c == 0xC3 && s[1] >= 0xA0 && s[1] <= 0xBF: // à to ÿ
		return 2
	case c == 0xC4 && (s[1] == 0x91 || s[1] == 0x83 || s[1] == 0xA9), c == 0xC5 && s[1] == 0xA9, c == 0xC6 && (s[1] == 0xA1 || s[1] == 0xB0): // đ ă ĩ, ũ, ơ ư
		return 2
	case c == 0xE1 && len(s) > 2 && s[1]|1 == 0xBB && s[2]&0xC1 == 0x81: // ạ to ỹ, each behind its capital
		return 3
	}
	return 0
}

// countWords returns the number of words in a name, as white space parts them.
func countWords(name string) int {
	n, inWord := 0, false
	for _, r := range name {
		space := unicode.IsSpace(r)
		if !space && !inWord {
			n++
		}
		inWord = !space
	}
	return n
}

// phrases are the last noun phrases of the items in hand: a clause is read for its subject and again for its verb.
type phrases struct {
	made [4]made
	n    int
}

// made is a phrase with the items that it was made of.
type made struct {
	at *parse.Item
	n  int
	phrase
}

// of returns the phrase of n items that begin at the given one, where it is one of the last.
func (p *phrases) of(at *parse.Item, n int) (phrase, bool) {
	for i := range p.made {
		if m := &p.made[i]; m.at == at && m.n == n {
			return m.phrase, true
		}
	}
	return phrase{}, false
}

func (p *phrases) keep(at *parse.Item, n int, np phrase) {
	p.made[p.n%len(p.made)] = made{at, n, np}
	p.n++
}

// forget drops the phrases of items that are about to change.
func (p *phrases) forget() {
	for i := range p.made {
		p.made[i].at = nil
	}
}
