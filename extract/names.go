package extract

import (
	"hash/maphash"
	"strings"
	"unicode"

	"solieu/extract/parse"
	"solieu/extract/token"
)

// names keeps the names that were met last, so that there is one copy of each: texts repeat themselves, and a name goes into all figures that
// it is of. Those of one hash have two places, where the next takes over from the older: nothing has to be counted or cleared.
type names struct {
	seed  maphash.Seed
	known [][2]named // the younger first
}

// named is a name as the text has it and as figures have it.
type named struct{ raw, name string }

// Limits of what is remembered by name: how many, and of how many bytes each.
const (
	maxNames = 1 << 13
	maxName  = 256
)

func newNames() names { return names{maphash.MakeSeed(), make([][2]named, maxNames/2)} }

// of returns the words in buf as a name: without white space around, the first letter small unless it belongs to an abbreviation.
func (n names) of(buf []byte) string {
	at := &n.known[maphash.Bytes(n.seed, buf)%uint64(len(n.known))]
	for i := range at {
		if at[i].raw == string(buf) {
			return at[i].name
		}
	}
	raw := string(buf)
	name := lowerFirst(strings.TrimSpace(raw))
	if len(raw) <= maxName {
		at[0], at[1] = named{raw, name}, at[0]
	}
	return name
}

// lower is strings.ToLower, which is slow where it has nothing to do, as in most names.
func lower(s string) string {
	for i := 0; i < len(s); {
		n := token.Small(s, i)
		if n == 0 {
			return strings.ToLower(s)
		}
		i += n
	}
	return s
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
