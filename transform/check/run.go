package check

import (
	"cmp"
	"slices"
	"strconv"

	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/transform/units"
)

// Checker finds and judges the relations of a document. It is immutable and safe for concurrent use.
type Checker struct {
	units *units.Catalogue
	rules []rule
}

// New prepares a checker for the lexicon's units and rules. It fails with every rule that cannot be read, each with its file and line.
func New(lex *lexicon.Lexicon) (*Checker, error) {
	rules, err := compileRules(lex)
	if err != nil {
		return nil, err
	}
	return &Checker{units: units.New(lex.Units), rules: rules}, nil
}

// Run returns the checks of one document, in the text order of their last figure. The same extraction gives the same checks.
func (c *Checker) Run(x *schemas.Extraction) []schemas.Check {
	s := newScene(x, c.units)
	b := &book{scene: s, seen: make(map[string]bool)}
	for _, find := range []func(*book){
		findAttainments, findPlans, findRatios, findStatedWholes, findOutOf, findSums, findLooseSums, findNoteSums, findContributions, findGridSums, findColumnSums, findShareTotals, findShareShifts, findShares,
		findAverages, findDifferences, findEarlier, findPeriodSums, findBounds, findDirections,
	} {
		find(b)
	}
	for i := range c.rules {
		c.rules[i].find(b)
	}
	findRestatements(b)
	findImpliedBases(b)
	return b.checks(x)
}

// book collects judged relations and refuses repetitions.
type book struct {
	*scene
	seen    map[string]bool
	entries []entry
	codes   map[string][]int // statements by indicator code, filled on first use
}

type entry struct {
	relation
	verdict
}

// try judges a relation without entering it.
func (b *book) try(r relation) schemas.Outcome { return b.judge(&r).outcome }

// holds reports whether a relation is satisfied by the printed digits under some reading.
func (b *book) holds(r relation) bool { return satisfied(b.try(r)) }

func satisfied(o schemas.Outcome) bool {
	return o == schemas.Exact || o == schemas.Rounded || o == schemas.Truncated || o == schemas.Approximate
}

// add judges a relation and enters it, unless it is known already, or fails without words that claim it.
// It reports whether the relation is satisfied.
func (b *book) add(r relation) bool {
	if r.stated == schemas.None && len(r.operands) == 0 {
		return false
	}
	v := b.judge(&r)
	if v.outcome == schemas.NotEvaluable && !r.claimed || v.outcome == schemas.Violated && (!r.claimed || r.order == equal && !b.near(&r)) {
		return false
	}
	if k := r.key(); !b.seen[k] {
		b.seen[k] = true
		b.entries = append(b.entries, entry{r, v})
	}
	return satisfied(v.outcome)
}

// confirm enters a relation if it is satisfied, and reports whether it is.
func (b *book) confirm(r relation) bool {
	r.claimed = false
	return b.add(r)
}

// key identifies a relation by its figures: an auditor should not read the same comparison twice.
func (r *relation) key() string {
	k := make([]byte, 0, 8*len(r.operands)+16)
	k = strconv.AppendInt(k, int64(r.stated), 10)
	k = append(k, byte('a'+int(r.order)))
	for _, i := range inOrder(r.operands...) {
		k = strconv.AppendInt(append(k, ','), int64(i), 10)
	}
	return string(k)
}

// failing returns the figures of all violated entries.
func (b *book) failing() map[int]bool {
	out := make(map[int]bool)
	for _, e := range b.entries {
		if e.outcome != schemas.Violated {
			continue
		}
		for _, i := range e.operands {
			out[i] = true
		}
		out[e.stated] = true
	}
	return out
}

func (b *book) checks(x *schemas.Extraction) []schemas.Check {
	habit := b.habit()
	out := make([]schemas.Check, 0, len(b.entries))
	for i := range b.entries {
		out = append(out, b.write(&b.entries[i], x, habit))
	}
	slices.SortStableFunc(out, func(a, c schemas.Check) int {
		if d := cmp.Compare(last(a), last(c)); d != 0 {
			return d
		}
		return cmp.Compare(a.Stated, c.Stated)
	})
	return out
}

func last(c schemas.Check) int {
	m := c.Stated
	for _, i := range c.Operands {
		m = max(m, i)
	}
	return m
}
