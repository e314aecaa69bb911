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
	known []entry // each has one place, as in [names]
}

type entry struct {
	name, family string
	indicator    *lexicon.Indicator
}

func newCatalogue(m *lexicon.Matcher) catalogue {
	return catalogue{m.NewReader(), new(lexicon.Indicator), maphash.MakeSeed(), make([]entry, maxNames)}
}

// find returns the indicator of a name in a family of units, one without a code where none fits.
func (c *catalogue) find(name, family string) *lexicon.Indicator {
	at := &c.known[(maphash.String(c.seed, name)+uint64(len(family)))%maxNames]
	if at.indicator != nil && at.name == name && at.family == family {
		return at.indicator
	}
	in := c.match.Find(name, family)
	if in == nil {
		in = c.none
	}
	if len(name) <= maxName {
		*at = entry{name, family, in}
	}
	return in
}
