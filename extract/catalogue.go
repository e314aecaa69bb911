package extract

import (
	"hash/maphash"

	"solieu/schemas/lexicon"
)

// catalogue finds the indicators of names and remembers them: a document names the same thing again and again, a level, its growth and its
// target at least.
type catalogue struct {
	match *lexicon.Reader
	none  *lexicon.Indicator
	seed  maphash.Seed
	known [][2]entry // as in [names]
}

type entry struct {
	name, family string
	indicator    *lexicon.Indicator
}

func newCatalogue(m *lexicon.Matcher) catalogue {
	return catalogue{m.NewReader(), new(lexicon.Indicator), maphash.MakeSeed(), make([][2]entry, maxNames/2)}
}

// find returns the indicator of a name in a family of units, one without a code where none fits.
func (c *catalogue) find(name, family string) *lexicon.Indicator {
	at := &c.known[(maphash.String(c.seed, name)+uint64(len(family)))%uint64(len(c.known))]
	for i := range at {
		if e := &at[i]; e.indicator != nil && e.name == name && e.family == family {
			return e.indicator
		}
	}
	in := c.match.Find(name, family)
	if in == nil {
		in = c.none
	}
	if len(name) <= maxName {
		at[0], at[1] = entry{name, family, in}, at[0]
	}
	return in
}
