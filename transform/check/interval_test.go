package check

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// drawInterval draws an interval with rational ends, small ones, so that zero and equal ends are met, and very large ones.
func drawInterval(t *rapid.T, name string) Interval {
	a, w := drawRat(t, name+" lo"), drawRat(t, name+" width")
	return Interval{a, new(big.Rat).Add(a, w.Abs(w))}
}

func drawRat(t *rapid.T, name string) *big.Rat {
	if rapid.Bool().Draw(t, name+" is small") {
		return big.NewRat(int64(rapid.IntRange(-20, 20).Draw(t, name)), int64(rapid.IntRange(1, 4).Draw(t, name+" under")))
	}
	r, _ := new(big.Rat).SetString(rapid.StringMatching(`-?[1-9][0-9]{0,28}(\.[0-9]{1,9})?`).Draw(t, name))
	return r.Quo(r, big.NewRat(rapid.Int64Range(1, 1<<40).Draw(t, name+" under"), 1))
}

// samples are the ends, the middle and, where it is inside, zero.
func samples(a Interval) []*big.Rat {
	mid := new(big.Rat).Add(a.Lo, a.Hi)
	out := []*big.Rat{a.Lo, a.Hi, mid.Quo(mid, big.NewRat(2, 1))}
	if a.Holds(new(big.Rat)) {
		out = append(out, new(big.Rat))
	}
	return out
}

func TestIntervalsHoldEveryResult(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawInterval(t, "a"), drawInterval(t, "b")
		ops := []struct {
			name string
			got  Interval
			ok   bool
			at   func(x, y *big.Rat) *big.Rat
		}{
			{"add", a.Add(b), true, func(x, y *big.Rat) *big.Rat { return new(big.Rat).Add(x, y) }},
			{"sub", a.Sub(b), true, func(x, y *big.Rat) *big.Rat { return new(big.Rat).Sub(x, y) }},
			{"mul", a.Mul(b), true, func(x, y *big.Rat) *big.Rat { return new(big.Rat).Mul(x, y) }},
			{"neg", a.Neg(), true, func(x, _ *big.Rat) *big.Rat { return new(big.Rat).Neg(x) }},
			{"abs", a.Abs(), true, func(x, _ *big.Rat) *big.Rat { return new(big.Rat).Abs(x) }},
			{"scale", a.Scale(b.Lo), true, func(x, _ *big.Rat) *big.Rat { return new(big.Rat).Mul(x, b.Lo) }},
		}
		if q, ok := a.Div(b); ok {
			op := ops[0]
			op.name, op.got, op.at = "div", q, func(x, y *big.Rat) *big.Rat { return new(big.Rat).Quo(x, y) }
			ops = append(ops, op)
		} else if !b.Holds(new(big.Rat)) {
			t.Fatal("division refused although the divisor does not hold zero")
		}
		for _, op := range ops {
			lo, hi := (*big.Rat)(nil), (*big.Rat)(nil)
			for _, x := range samples(a) {
				for _, y := range samples(b) {
					v := op.at(x, y)
					if !op.got.Holds(v) {
						t.Fatalf("%s: %v is outside", op.name, v)
					}
					if lo == nil || v.Cmp(lo) < 0 {
						lo = v
					}
					if hi == nil || v.Cmp(hi) > 0 {
						hi = v
					}
				}
			}
			if op.got.Lo.Cmp(lo) != 0 || op.got.Hi.Cmp(hi) != 0 {
				t.Fatalf("%s: the interval is wider than its results", op.name)
			}
		}
	})
}

// TestIntervalsMeetWhereTheyShareAPoint: the greater of the lower ends is in both, or nothing is.
func TestIntervalsMeetWhereTheyShareAPoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawInterval(t, "a"), drawInterval(t, "b")
		low := a.Lo
		if b.Lo.Cmp(low) > 0 {
			low = b.Lo
		}
		if got, want := a.Meets(b), a.Holds(low) && b.Holds(low); got != want || b.Meets(a) != want {
			t.Fatalf("%v and %v meet: %t", a, b, got)
		}
	})
}

// TestPrintedNumbersHoldWhatTheyStandFor: whatever an author rounds or cuts to some digits is in the interval of what is printed then, and no value
// that would be printed otherwise is inside.
func TestPrintedNumbersHoldWhatTheyStandFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := drawRat(t, "value")
		step := pow10(rapid.IntRange(-4, 4).Draw(t, "power"))
		steps := new(big.Rat).Quo(v, step)
		whole := new(big.Int).Quo(steps.Num(), steps.Denom()) // toward zero: the cut value, in steps
		cut := Number{Value: new(big.Rat).Mul(new(big.Rat).SetInt(whole), step), Step: step}
		if whole.Sign() == 0 && v.Sign() < 0 {
			return // printed as 0, which has no sign
		}
		if !cut.Cut().Holds(v) || !cut.cutMeets(Point(v)) {
			t.Fatalf("%v cut to %v is outside", v, cut.Value)
		}
		rest := new(big.Rat).Sub(steps, new(big.Rat).SetInt(whole))
		away := int64(1)
		if v.Sign() < 0 {
			away = -1
		}
		half := new(big.Rat).Abs(rest).Cmp(big.NewRat(1, 2))
		rounded, other := cut, Number{Value: new(big.Rat).Add(cut.Value, new(big.Rat).Mul(step, big.NewRat(away, 1))), Step: step}
		if half >= 0 {
			rounded, other = other, rounded
		}
		if !rounded.Rounded().Holds(v) {
			t.Fatalf("%v rounded to %v is outside", v, rounded.Value)
		}
		if half != 0 && other.Rounded().Holds(v) || rest.Sign() != 0 && other.Value.Cmp(cut.Value) != 0 && other.cutMeets(Point(v)) {
			t.Fatalf("%v is printed as %v", v, other.Value)
		}
	})
}

func TestUnboundedIntervals(t *testing.T) {
	above := Interval{Lo: big.NewRat(10, 1)}
	q, ok := Point(big.NewRat(5, 1)).Div(above)
	if !ok || q.Lo.Sign() != 0 || q.Hi.Cmp(big.NewRat(1, 2)) != 0 {
		t.Errorf("5 / [10, ∞) = %v", q)
	}
	if !above.Meets(Interval{Hi: big.NewRat(10, 1)}) {
		t.Error("[10, ∞) and (-∞, 10] share 10")
	}
	if above.Meets(Interval{Hi: big.NewRat(9, 1)}) {
		t.Error("[10, ∞) and (-∞, 9] share nothing")
	}
}

func TestReadingsOfAPrintedNumber(t *testing.T) {
	tests := []struct {
		rule  string
		n     Number
		read  func(Number) Interval
		value *big.Rat
		want  bool
	}{
		{"37,45 may be 37,4549 rounded", Number{Value: big.NewRat(3745, 100), Step: big.NewRat(1, 100)}, Number.Rounded, big.NewRat(374549, 10000), true},
		{"37,45 is not 37,4558 rounded", Number{Value: big.NewRat(3745, 100), Step: big.NewRat(1, 100)}, Number.Rounded, big.NewRat(374558, 10000), false},
		{"37,45 may be 37,4558 cut", Number{Value: big.NewRat(3745, 100), Step: big.NewRat(1, 100)}, Number.Cut, big.NewRat(374558, 10000), true},
		{"-3 may be -3,9 cut", Number{Value: big.NewRat(-3, 1), Step: big.NewRat(1, 1)}, Number.Cut, big.NewRat(-39, 10), true},
		{"a count is exact", Number{Value: big.NewRat(106, 1)}, Number.Rounded, big.NewRat(1061, 10), false},
		{"trên 20 may be 35", Number{Value: big.NewRat(20, 1), Hedge: ">"}, Number.Hedged, big.NewRat(35, 1), true},
		{"dưới 20 may not be 35", Number{Value: big.NewRat(20, 1), Hedge: "<"}, Number.Hedged, big.NewRat(35, 1), false},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := tt.read(tt.n).Holds(tt.value); got != tt.want {
				t.Errorf("got %t, want %t", got, tt.want)
			}
		})
	}
}

func TestCutEndDoesNotBelong(t *testing.T) {
	n := Number{Value: big.NewRat(94, 1), Step: big.NewRat(1, 1)}
	if n.cutMeets(Point(big.NewRat(95, 1))) {
		t.Error("an author who cuts does not print 95 as 94")
	}
	if !n.cutMeets(Point(big.NewRat(9499, 100))) {
		t.Error("an author who cuts prints 94,99 as 94")
	}
}
