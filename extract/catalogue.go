package extract

import "solieu/schemas/lexicon"

// catalogue finds the codes of names and remembers them: a document names the same thing again and again, a level, its growth and its
// target at least.
type catalogue struct {
	match *lexicon.Matcher
	known map[entry]string // "" where no code fits
}

type entry struct{ name, family string }

func newCatalogue(m *lexicon.Matcher) catalogue {
	return catalogue{match: m, known: map[entry]string{}}
}

// code returns the code of a name in a family of units, "" where none fits.
func (c *catalogue) code(name, family string) string {
	e := entry{name, family}
	code, ok := c.known[e]
	if ok {
		return code
	}
	code, _ = c.match.Match(name, family)
	if len(name) > maxName {
		return code
	}
	if len(c.known) == maxNames {
		clear(c.known)
	}
	c.known[e] = code
	return code
}
