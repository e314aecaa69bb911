package extract

import (
	"strings"
	"unicode"
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
