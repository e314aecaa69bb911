package check

import (
	"math/big"
	"slices"

	"solieu/schemas"
)

// relation is a claim or a guess that some figures determine another. It is judged by [judge].
type relation struct {
	kind     schemas.CheckKind
	stated   int    // figure that prints the result; schemas.None where result says what it must be
	result   Number // used where stated is None
	operands []int
	compute  func(at func(i int) Interval) (Interval, bool) // the recomputed result in base units; false on a division by zero
	order    order                                          // equality, or part ≤ whole
	claimed  bool                                           // words or structure assert it, so that it may be called violated
	complete bool
	partial  bool // a total that its parts need not exhaust: the residual is an outcome, not a fault
	soft     bool // a violation is a warning: the relation rests on more than one sentence
	decision bool // a violation turns the words' verdict
	terms    terms
}

type order int

const (
	equal  order = iota
	atMost       // the computed value must not exceed the stated one
	atLeast
)

// verdict is what [judge] finds.
type verdict struct {
	outcome  schemas.Outcome
	computed *big.Rat // base units; nil where not evaluable
	interval Interval
}

// judge compares the recomputed with the printed result, reading by reading: equal numbers, rounded, cut, hedged.
func (s *scene) judge(r *relation) verdict {
	st := r.result
	if r.stated != schemas.None {
		st = s.figs[r.stated].num
	}
	point, ok := r.compute(func(i int) Interval { return Point(s.figs[i].num.Value) })
	if !ok || point.Lo == nil {
		return verdict{outcome: schemas.NotEvaluable}
	}
	rounded, ok := r.compute(func(i int) Interval { return s.figs[i].num.Rounded() })
	if !ok {
		rounded = point
	}
	v := verdict{computed: point.Lo, interval: rounded}
	switch {
	case r.order.accepts(point, Point(st.Value)):
		v.outcome = schemas.Exact
	case r.order.accepts(rounded, st.Rounded()):
		v.outcome = schemas.Rounded
	case r.order == equal && s.cuts(r, st, rounded):
		v.outcome = schemas.Truncated
	case s.hedged(r, st):
		v.outcome = schemas.Approximate
	case r.partial && below(rounded, st.Rounded()):
		v.outcome = schemas.Partial
	default:
		v.outcome = schemas.Violated
	}
	return v
}

func (o order) accepts(computed, stated Interval) bool {
	switch o {
	case atMost:
		return notAbove(computed.Lo, stated.Hi)
	case atLeast:
		return notAbove(stated.Lo, computed.Hi)
	}
	return computed.Meets(stated)
}

// cuts reports whether the relation holds if the author drops digits: in the result alone, or in all numbers where they are printed to one digit.
func (s *scene) cuts(r *relation, st Number, rounded Interval) bool {
	if st.cutMeets(rounded) {
		return true
	}
	if r.stated == schemas.None || st.Step == nil {
		return false
	}
	for _, i := range r.operands {
		if n := s.figs[i].num; n.Step == nil || n.Step.Cmp(st.Step) != 0 {
			return false
		}
	}
	cut, ok := r.compute(func(i int) Interval { return s.figs[i].num.Cut() })
	return ok && st.cutMeets(cut)
}

// hedged reports whether words such as khoảng or trên make the relation hold.
func (s *scene) hedged(r *relation, st Number) bool {
	any := st.Hedge != ""
	for _, i := range r.operands {
		any = any || s.figs[i].num.Hedge != ""
	}
	if !any {
		return false
	}
	wide, ok := r.compute(func(i int) Interval { return s.figs[i].num.Hedged() })
	return ok && r.order.accepts(wide, st.Hedged())
}

// below reports that all of a lies under all of b.
func below(a, b Interval) bool { return a.Hi != nil && b.Lo != nil && a.Hi.Cmp(b.Lo) < 0 }

// sumOf adds the operands.
func sumOf(list []int) func(at func(i int) Interval) (Interval, bool) {
	return func(at func(i int) Interval) (Interval, bool) {
		t := Point(new(big.Rat))
		for _, i := range list {
			t = t.Add(at(i))
		}
		return t, true
	}
}

// quotient computes scale × a / b.
func quotient(a, b int, scale *big.Rat) func(at func(i int) Interval) (Interval, bool) {
	return func(at func(i int) Interval) (Interval, bool) {
		q, ok := at(a).Div(at(b))
		return q.Scale(scale), ok
	}
}

// percent computes 100 × a / b.
func percent(a, b int) func(at func(i int) Interval) (Interval, bool) {
	return quotient(a, b, big.NewRat(100, 1))
}

func inOrder(list ...int) []int {
	out := slices.Clone(list)
	slices.Sort(out)
	return slices.Compact(out)
}

// near reports that the recomputed value is within a fifth of the printed one. It guards claims over several sentences: a contradiction that large
// is more likely a wrong pairing of figures than an error of the report. It never decides an outcome.
func (s *scene) near(r relation) bool {
	v := s.judge(&r)
	if v.computed == nil {
		return false
	}
	st := s.figs[r.stated].num.Value
	gap := new(big.Rat).Sub(v.computed, st)
	return gap.Abs(gap).Cmp(new(big.Rat).Abs(new(big.Rat).Quo(st, big.NewRat(5, 1)))) <= 0
}
