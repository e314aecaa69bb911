package extract

import (
	"hash/maphash"

	"solieu/schemas/lexicon"
)

// catalogue finds the codes of names and remembers them: a document names the same thing again and again, a level, its growth and its
// target at least.
type catalogue struct {
	match *lexicon.Reader
	seed  maphash.Seed
	known []entry // each has one place, as in [names]
}

type entry struct{ name, family, code string } // code is "" where none fits

func newCatalogue(m *lexicon.Matcher) catalogue {
	return catalogue{m.NewReader(), maphash.MakeSeed(), make([]entry, maxNames)}
}

// code returns the code of a name in a family of units, "" where none fits.
func (c *catalogue) code(name, family string) string {
	if name == "" {
		return ""
	}
	at := &c.known[(maphash.String(c.seed, name)+uint64(len(family)))%maxNames]
	if at.name == name && at.family == family {
		return at.code
	}
	code, _ := c.match.Match(name, family)
	if len(name) <= maxName {
		*at = entry{name, family, code}
	}
	return code
}
