package extract

import (
	"strings"
	"unicode"

	"solieu/extract/parse"
)

// names keeps one copy of every name: texts repeat themselves, and each name goes into the figures that it is of.
type names struct{ known map[string]string }

// Limits of what is remembered by name: how many, and of how many bytes each.
const (
	maxNames = 1 << 13
	maxName  = 256
)

func newNames() names { return names{known: map[string]string{}} }

// of returns the words in buf as a name: without white space around, the first letter small unless it belongs to an abbreviation.
func (n names) of(buf []byte) string {
	if s, ok := n.known[string(buf)]; ok {
		return s
	}
	raw := string(buf)
	s := lowerFirst(strings.TrimSpace(raw))
	if len(raw) > maxName {
		return s
	}
	if len(n.known) == maxNames {
		clear(n.known)
	}
	n.known[raw] = s
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
