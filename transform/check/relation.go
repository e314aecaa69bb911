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
	partial  bool             // a total that its parts need not exhaust: the residual is an outcome, not a fault
	soft     bool             // a violation is a warning: the relation rests on more than one sentence
	strict   bool             // a claim needs an error small against the result, also in a difference of large numbers
	plain    bool             // the words leave no other pairing, so that a claim may differ by as much as the result
	decision bool             // a violation turns the words' verdict
	severity schemas.Severity // of a violation, where a rule says it
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

// near reports that the recomputed value is within a fifth of the printed one, or off by a multiplier of a thousand or a million, or by one digit.
// It guards claims: any other contradiction that large is more likely a wrong pairing of figures than an error of the report. It never decides an outcome.
func (s *scene) near(r *relation) bool {
	v := s.judge(r)
	if v.computed == nil {
		return false
	}
	st := r.result
	if r.stated != schemas.None {
		st = s.figs[r.stated].num
	}
	room := new(big.Rat).Quo(s.size(r, st.Value), big.NewRat(5, 1))
	if r.plain {
		room.Abs(st.Value)
	}
	if closeTo(v.computed, st.Value, room) {
		return true
	}
	for _, n := range []int{3, -3, 6, -6} {
		if v.interval.Scale(pow10(n)).Meets(st.Rounded()) || s.slipped(r, st, pow10(n)) {
			return true
		}
	}
	return r.stated != schemas.None && (s.oneDigitOff(r) || s.partOff(r, v.computed))
}

// partOff reports that one other digit in one of the parts of a complete list, a number of three digits or more, would make the sum exact.
func (s *scene) partOff(r *relation, computed *big.Rat) bool {
	if r.kind != schemas.CheckSum || !r.complete {
		return false
	}
	gap := new(big.Rat).Sub(computed, s.figs[r.stated].num.Value)
	for _, i := range r.operands[:min(len(r.operands), 16)] {
		f := &s.figs[i]
		d, want := f.digits(s.raw), new(big.Rat).Sub(f.num.Value, gap)
		for k := range d {
			if len(d) < 3 {
				break
			}
			was := d[k]
			for c := byte('0'); c <= '9'; c++ {
				d[k] = c
				if v, ok := withDigits(f, d); ok && c != was && v.Cmp(want) == 0 {
					return true
				}
			}
			d[k] = was
		}
	}
	return false
}

// oneDigitOff reports that one other digit in the printed result, a number of three digits or more, one digit less, or two neighbours swapped would
// satisfy the relation.
func (s *scene) oneDigitOff(r *relation) bool {
	f := &s.figs[r.stated]
	d := f.digits(s.raw)
	if len(d) < 3 {
		return false
	}
	got := s.judge(r).interval // it does not depend on the printed result
	fits := func(digits []byte) bool {
		v, ok := withDigits(f, digits)
		if !ok {
			return false
		}
		return Number{Value: v, Step: f.num.Step}.Rounded().Meets(got)
	}
	for k := range d {
		if len(d) > 3 && fits(append(append([]byte(nil), d[:k]...), d[k+1:]...)) {
			return true
		}
		if k > 0 && d[k] != d[k-1] {
			d[k], d[k-1] = d[k-1], d[k]
			ok := fits(d)
			d[k], d[k-1] = d[k-1], d[k]
			if ok {
				return true
			}
		}
		was := d[k]
		for c := byte('0'); c <= '9'; c++ {
			if d[k] = c; c != was && fits(d) {
				return true
			}
		}
		d[k] = was
	}
	return false
}

// closeTo reports that a and b differ by at most room; where room is zero, by at most one.
func closeTo(a, b, room *big.Rat) bool {
	gap := new(big.Rat).Sub(a, b)
	if room.Sign() == 0 {
		room.SetInt64(1)
	}
	return gap.Abs(gap).Cmp(room) <= 0
}

// size is the magnitude that a relation's error is measured by: the result's, or in sums and differences that of the largest number in them.
func (s *scene) size(r *relation, stated *big.Rat) *big.Rat {
	size := new(big.Rat).Abs(stated)
	if r.strict {
		return size
	}
	for _, i := range r.operands {
		if r.stated == schemas.None || s.figs[i].base.Unit != s.figs[r.stated].base.Unit {
			return size
		}
	}
	for _, i := range r.operands {
		if v := new(big.Rat).Abs(s.figs[i].num.Value); v.Cmp(size) > 0 {
			size = v
		}
	}
	return size
}

// slipped reports that the relation holds with one operand k times as large.
func (s *scene) slipped(r *relation, st Number, k *big.Rat) bool {
	for n, j := range r.operands {
		if n >= 8 {
			break
		}
		if relative(&s.figs[j]) || s.figs[j].num.Step == nil {
			continue // nobody writes a thousand heads for one
		}
		if s.holdsScaled(r, st, j, k) && !s.holdsScaled(r, st, j, new(big.Rat)) {
			return true
		}
	}
	return false
}

// holdsScaled reports that the rounded reading holds with operand j multiplied by k. With k = 0 it tells whether j matters at all.
func (s *scene) holdsScaled(r *relation, st Number, j int, k *big.Rat) bool {
	v, ok := r.compute(func(i int) Interval {
		if i == j {
			return s.figs[i].num.Rounded().Scale(k)
		}
		return s.figs[i].num.Rounded()
	})
	return ok && v.Meets(st.Rounded())
}
