package check

import (
	"errors"
	"fmt"
	"math/big"
	"slices"

	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/transform/units"
)

// ErrRule is matched by every fault of a rule: an expression that cannot be read, an unknown indicator. The lexicon's own check tells more, in both languages.
var ErrRule = errors.New("rule")

// rule is a compiled rule of the lexicon: a relation between indicators of one area, period and status.
type rule struct {
	lexicon.Rule
	relation *relationExpr
	codes    []string
	unit     units.Base // of the first indicator in the catalogue: that of numbers which stand for quantities
}

// compileRules reads the lexicon's rules and joins all faults, each with file and line.
func compileRules(lex *lexicon.Lexicon) ([]rule, error) {
	catalogue, known := units.New(lex.Units), make(map[string]units.Base, len(lex.Indicators))
	for i := range lex.Indicators {
		known[lex.Indicators[i].Code] = catalogue.Base(lex.Indicators[i].Unit)
	}
	var out []rule
	var faults []error
	for _, r := range lex.Rules {
		list, err := compileRule(r, known)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		out = append(out, list...)
	}
	return out, errors.Join(faults...)
}

func compileRule(r lexicon.Rule, known map[string]units.Base) ([]rule, error) {
	relations, err := relationsOf(r.Expr)
	if err != nil {
		return nil, fault(r, "%q: %v", r.Expr, err)
	}
	var out []rule
	for i := range relations {
		rel := &relations[i]
		c := rule{Rule: r, relation: rel, codes: rel.right.codes(rel.left.codes(nil))}
		for _, code := range c.codes {
			if _, ok := known[code]; !ok {
				return nil, fault(r, "unknown indicator %s in %q", code, r.Expr)
			}
		}
		if len(c.codes) == 0 {
			return nil, fault(r, "%q names no indicator", r.Expr)
		}
		c.unit = known[c.codes[0]]
		rel.left.quantify(c.unit.Factor)
		rel.right.quantify(c.unit.Factor)
		out = append(out, c)
	}
	return out, nil
}

// ruleFault is a fault with its place.
type ruleFault struct {
	at   lexicon.Source
	id   string
	what string
}

func (f *ruleFault) Error() string {
	return fmt.Sprintf("%s:%d: rule %s: %s", f.at.File, f.at.Line, f.id, f.what)
}

// Is makes every rule fault match [ErrRule].
func (f *ruleFault) Is(target error) bool { return target == ErrRule }

func fault(r lexicon.Rule, format string, args ...any) error {
	return &ruleFault{at: r.Source, id: r.ID, what: fmt.Sprintf(format, args...)}
}

// find evaluates the rule wherever a document states all its indicators for one area, period and status.
func (c *rule) find(b *book) {
	for _, anchor := range b.withCode(c.codes[0]) {
		pick := map[string]int{c.codes[0]: anchor}
		sure := true
		for _, code := range c.codes[1:] {
			i, alone := b.partner(anchor, code)
			if i == schemas.None {
				pick = nil
				break
			}
			pick[code] = i
			sure = sure && alone
		}
		if pick == nil || !c.comparable(b, pick) {
			continue
		}
		r := c.relate(b, pick, sure && c.together(b, pick))
		if r.order != equal && b.holds(r) {
			continue // a bound that holds is not worth a line
		}
		if !b.add(r) && c.relation.right.op == '-' {
			b.confirm(r.negated())
		}
	}
}

// together reports that all figures stand within a few sentences of one paragraph and for exactly one period and status: only then does a rule refute.
func (c *rule) together(b *book, pick map[string]int) bool {
	f := &b.figs[pick[c.codes[0]]]
	for _, code := range c.codes[1:] {
		g := &b.figs[pick[code]]
		if g.paragraph != f.paragraph || abs(g.sentence-f.sentence) > 1 || g.Period != f.Period || g.Status != f.Status || g.isHedged() || g.depth != f.depth {
			return false
		}
	}
	return !f.isHedged()
}

// negated is the relation with the computed side's sign turned: "nhập siêu 1,2 tỷ" prints a negative balance without its sign.
func (r relation) negated() relation {
	plus := r.compute
	r.compute = func(at func(int) Interval) (Interval, bool) {
		v, ok := plus(at)
		return v.Neg(), ok
	}
	r.terms.formula = "-(" + r.terms.formula + ")"
	return r
}

// comparable reports that sums, differences and bounds are taken of figures in one unit.
func (c *rule) comparable(b *book, pick map[string]int) bool {
	r := c.relation
	if r.right.op == '/' || r.right.op == '*' {
		return true
	}
	first := &b.figs[pick[c.codes[0]]]
	for _, code := range c.codes[1:] {
		if b.figs[pick[code]].base.Unit != first.base.Unit {
			return false
		}
	}
	return !r.left.quantified() && !r.right.quantified() || c.unit.Unit == "" || first.base.Unit == c.unit.Unit
}

// relate builds the relation. A lone indicator on the left is the printed result; otherwise the difference of both sides is compared with zero.
func (c *rule) relate(b *book, pick map[string]int, sure bool) relation {
	r := relation{
		kind: c.kindOf(), stated: schemas.None, result: exactly(new(big.Rat)), order: c.relation.order, complete: true,
		claimed: sure, strict: true, severity: schemas.Severity(c.Severity),
	}
	right := c.relation.right
	if right.op == 'n' && c.relation.left.op == 'c' {
		i := pick[c.relation.left.code]
		r.operands, r.result, r.strict = []int{i}, exactly(right.amount()), true
		r.compute = func(at func(int) Interval) (Interval, bool) { return at(i), true }
		r.terms = terms{formula: "%s", figs: []int{i}, vi: c.Reason + ": %s", en: c.ReasonEN + ": %s"}
		return r
	}
	if c.relation.left.op == 'c' {
		r.stated = pick[c.relation.left.code]
	} else {
		right = &expr{op: '-', left: c.relation.left, right: c.relation.right}
	}
	if r.stated != schemas.None && r.order != equal {
		r.order = atMost + atLeast - r.order // the computed side is the right one
	}
	for _, code := range right.codes(nil) {
		r.operands = append(r.operands, pick[code])
	}
	r.operands = inOrder(r.operands...)
	unit := one()
	if r.stated != schemas.None {
		unit = b.ratioScale(r.stated)
	}
	r.compute = func(at func(int) Interval) (Interval, bool) {
		v, ok := right.eval(func(code string) Interval { return at(pick[code]) })
		if !ok {
			return v, false
		}
		return v.Scale(unit), true
	}
	r.terms = terms{formula: right.format(), vi: "theo quy tắc " + c.ID + " (" + c.Reason + ")", en: "by rule " + c.ID + " (" + c.ReasonEN + ")"}
	for _, code := range right.leaves(nil) {
		r.terms.figs = append(r.terms.figs, pick[code])
	}
	return r
}

// ratioScale brings a quotient of base units to the unit of a stated quotient figure: tonnes per head of kilograms.
func (b *book) ratioScale(i int) *big.Rat {
	q, ok := units.Split(b.figs[i].Unit)
	if !ok {
		return one()
	}
	k := new(big.Rat).Inv(b.units.Base(q.Over).Factor)
	k.Mul(k, b.units.Base(q.Under).Factor)
	return k.Mul(k, q.Scale)
}

// kindOf names the check by what the rule computes.
func (c *rule) kindOf() schemas.CheckKind {
	if c.relation.order != equal || c.Kind == "bound" {
		return schemas.CheckBound
	}
	switch c.relation.right.op {
	case '+':
		return schemas.CheckSum
	case '-':
		return schemas.CheckDifference
	case '/':
		if e := c.relation.right.left; e.op == '*' && e.left.op == 'n' {
			return schemas.CheckRatio // 100 * part / whole
		}
		return schemas.CheckAverage
	}
	return schemas.CheckRestatement
}

// withCode are the plain statements of an indicator.
func (b *book) withCode(code string) []int {
	if b.codes == nil {
		b.codes = make(map[string][]int)
		for i := range b.figs {
			f := &b.figs[i]
			plain := f.Measure == schemas.Level || f.Measure == schemas.Rate || f.Measure == schemas.Share
			if plain && f.IndicatorCode != "" && f.main() {
				b.codes[f.IndicatorCode] = append(b.codes[f.IndicatorCode], i)
			}
		}
	}
	return b.codes[code]
}

// partner is the statement of an indicator for the anchor's area, period and status that stands nearest; alone where no other value is stated.
func (b *book) partner(anchor int, code string) (at int, alone bool) {
	at, alone = schemas.None, true
	f := &b.figs[anchor]
	list := b.withCode(code)
	near, _ := slices.BinarySearch(list, anchor)
	for _, i := range list[max(0, near-maxParts):min(len(list), near+maxParts)] {
		g := &b.figs[i]
		if g.Area != f.Area || g.year != f.year || planned(g) != planned(f) || i == anchor || f.Period.From != g.Period.From && !f.Period.Instant && !g.Period.Instant {
			continue
		}
		if at != schemas.None && b.figs[at].num.Value.Cmp(g.num.Value) != 0 {
			alone = false
		}
		if at == schemas.None || abs(i-anchor) < abs(at-anchor) {
			at = i
		}
	}
	return at, alone && f.year != 0
}
