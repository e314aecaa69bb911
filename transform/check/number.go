package check

import (
	"math/big"
	"strings"

	"solieu/schemas"
	"solieu/transform/units"
)

// Number is a printed number in base units: its value, and what its last digit and its hedge allow.
type Number struct {
	Value *big.Rat
	Step  *big.Rat // one unit of the last printed digit; nil for exact counts
	Hedge string   // "", "~", ">", ">=", "<", "<="
	Loose *big.Rat // one unit of the last digit that is not a zero: what "khoảng" allows to either side
}

// exactly returns a number without imprecision.
func exactly(r *big.Rat) Number { return Number{Value: r} }

// Rounded is the interval of the true values that an author who rounds prints so.
func (n Number) Rounded() Interval {
	if n.Step == nil {
		return Point(n.Value)
	}
	half := new(big.Rat).Mul(n.Step, big.NewRat(1, 2))
	return Interval{new(big.Rat).Sub(n.Value, half), new(big.Rat).Add(n.Value, half)}
}

// Cut is the interval of the true values that an author who drops digits prints so. Its outer end (the one away from zero) does not belong to it.
func (n Number) Cut() Interval {
	switch {
	case n.Step == nil:
		return Point(n.Value)
	case n.Value.Sign() < 0:
		return Interval{new(big.Rat).Sub(n.Value, n.Step), n.Value}
	}
	return Interval{n.Value, new(big.Rat).Add(n.Value, n.Step)}
}

// Hedged is [Number.Rounded] widened by the hedge: "khoảng" by one unit of the last significant digit, "trên" and "dưới" without a bound.
func (n Number) Hedged() Interval {
	r := n.Rounded()
	switch n.Hedge {
	case "~":
		if n.Loose != nil {
			return Interval{new(big.Rat).Sub(n.Value, n.Loose), new(big.Rat).Add(n.Value, n.Loose)}
		}
	case ">", ">=":
		return Interval{r.Lo, nil}
	case "<", "<=":
		return Interval{nil, r.Hi}
	}
	return r
}

// cutMeets reports whether an author who drops digits could have printed n for a value in c.
func (n Number) cutMeets(c Interval) bool {
	cut := n.Cut()
	if !cut.Meets(c) {
		return false
	}
	if n.Step == nil {
		return true
	}
	if n.Value.Sign() < 0 {
		return c.Hi == nil || c.Hi.Cmp(cut.Lo) > 0
	}
	return c.Lo == nil || c.Lo.Cmp(cut.Hi) < 0
}

// numberOf reads a figure's value and precision in base units.
func numberOf(f *schemas.Figure, b units.Base) Number {
	n := Number{Value: f.Value.Rat(), Hedge: f.Qual}
	same := isOne(b.Factor)
	if !same {
		n.Value.Mul(n.Value, b.Factor)
	}
	step := stepOf(f, b.Family)
	if step == nil {
		return n
	}
	if n.Step = step; !same {
		n.Step = step.Mul(step, b.Factor)
	}
	if f.Qual == "~" {
		n.Loose = new(big.Rat).Mul(n.Step, pow10(trailingZeros(f)))
	}
	return n
}

func isOne(r *big.Rat) bool { return r.IsInt() && r.Num().IsInt64() && r.Num().Int64() == 1 }

// stepOf is one unit of the last printed digit in the figure's own unit; nil for counts of things, which are exact.
func stepOf(f *schemas.Figure, family string) *big.Rat {
	if f.Low.Cmp(f.High) < 0 {
		return new(big.Rat).Sub(f.High.Rat(), f.Low.Rat())
	}
	if f.Decimals == 0 && f.UnitMult == 0 && (family == units.Count || family == "rank" || family == "rank_step") {
		return nil
	}
	return pow10(f.UnitMult - f.Decimals)
}

// trailingZeros counts the zeros at the end of an integer as printed ("2.000" has three); a number with decimals has none.
func trailingZeros(f *schemas.Figure) int {
	if f.Decimals > 0 || f.Value.Sign() == 0 {
		return 0
	}
	v, err := f.Value.Shift(-f.UnitMult)
	if err != nil || v.Scale() > 0 {
		return 0
	}
	s := v.String()
	return len(s) - len(strings.TrimRight(s, "0"))
}

// pow10 is 10^n.
func pow10(n int) *big.Rat {
	size := n
	if n < 0 {
		size = -n
	}
	ten := new(big.Int)
	if size <= 18 {
		v := int64(1)
		for range size {
			v *= 10
		}
		ten.SetInt64(v)
	} else {
		ten.Exp(big.NewInt(10), big.NewInt(int64(size)), nil)
	}
	if n < 0 {
		return new(big.Rat).SetFrac(big.NewInt(1), ten)
	}
	return new(big.Rat).SetInt(ten)
}
