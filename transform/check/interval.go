package check

import "math/big"

// Interval is a closed interval of exact rational numbers. A nil end is unbounded.
// The methods never change their operands.
type Interval struct{ Lo, Hi *big.Rat }

// Point returns the interval that holds r alone.
func Point(r *big.Rat) Interval { return Interval{r, r} }

// Empty reports whether the ends are the wrong way round; no operation yields such an interval from proper ones.
func (a Interval) Empty() bool { return a.Lo != nil && a.Hi != nil && a.Lo.Cmp(a.Hi) > 0 }

// Add returns { x+y : x in a, y in b }.
func (a Interval) Add(b Interval) Interval {
	return Interval{addEnd(a.Lo, b.Lo), addEnd(a.Hi, b.Hi)}
}

// Neg returns { -x : x in a }.
func (a Interval) Neg() Interval { return Interval{negEnd(a.Hi), negEnd(a.Lo)} }

// Sub returns { x-y : x in a, y in b }.
func (a Interval) Sub(b Interval) Interval { return a.Add(b.Neg()) }

// Scale returns { x*k : x in a }.
func (a Interval) Scale(k *big.Rat) Interval {
	if k.Sign() == 0 {
		return Point(new(big.Rat))
	}
	lo, hi := mulEnd(a.Lo, k), mulEnd(a.Hi, k)
	if k.Sign() < 0 {
		lo, hi = hi, lo
	}
	return Interval{lo, hi}
}

// Abs returns { |x| : x in a }.
func (a Interval) Abs() Interval {
	switch {
	case a.Lo != nil && a.Lo.Sign() >= 0:
		return a
	case a.Hi != nil && a.Hi.Sign() <= 0:
		return a.Neg()
	}
	n := a.Neg()
	return Interval{new(big.Rat), maxEnd(a.Hi, n.Hi)}
}

// Div returns { x/y : x in a, y in b }; ok is false where b holds zero.
// Both intervals may be unbounded; a quotient with an unbounded divisor reaches to zero.
func (a Interval) Div(b Interval) (q Interval, ok bool) {
	switch {
	case b.Lo != nil && b.Lo.Sign() > 0:
		return a.divPositive(b), true
	case b.Hi != nil && b.Hi.Sign() < 0:
		return a.Neg().divPositive(b.Neg()), true
	}
	return Interval{}, false
}

// divPositive divides by an interval above zero: an end of the quotient takes the divisor that pushes it outwards.
func (a Interval) divPositive(b Interval) Interval {
	var q Interval
	if a.Lo != nil {
		d := b.Hi
		if a.Lo.Sign() < 0 {
			d = b.Lo
		}
		q.Lo = quoEnd(a.Lo, d)
	}
	if a.Hi != nil {
		d := b.Lo
		if a.Hi.Sign() < 0 {
			d = b.Hi
		}
		q.Hi = quoEnd(a.Hi, d)
	}
	return q
}

// Mul returns { x*y : x in a, y in b }. Where an end is unbounded and the signs are mixed, the product is unbounded.
func (a Interval) Mul(b Interval) Interval {
	if a.Lo == nil || a.Hi == nil || b.Lo == nil || b.Hi == nil {
		if a.Lo != nil && a.Lo.Sign() >= 0 && b.Lo != nil && b.Lo.Sign() >= 0 {
			return Interval{Lo: mulEnd(a.Lo, b.Lo)}
		}
		return Interval{}
	}
	p := [4]*big.Rat{mulEnd(a.Lo, b.Lo), mulEnd(a.Lo, b.Hi), mulEnd(a.Hi, b.Lo), mulEnd(a.Hi, b.Hi)}
	lo, hi := p[0], p[0]
	for _, x := range p[1:] {
		if x.Cmp(lo) < 0 {
			lo = x
		}
		if x.Cmp(hi) > 0 {
			hi = x
		}
	}
	return Interval{lo, hi}
}

// Meets reports whether the two intervals share a point.
func (a Interval) Meets(b Interval) bool { return notAbove(a.Lo, b.Hi) && notAbove(b.Lo, a.Hi) }

// Holds reports whether r lies in the interval.
func (a Interval) Holds(r *big.Rat) bool { return notAbove(a.Lo, r) && notAbove(r, a.Hi) }

func notAbove(lo, hi *big.Rat) bool { return lo == nil || hi == nil || lo.Cmp(hi) <= 0 }

func addEnd(x, y *big.Rat) *big.Rat {
	if x == nil || y == nil {
		return nil
	}
	return new(big.Rat).Add(x, y)
}

func mulEnd(x, k *big.Rat) *big.Rat {
	if x == nil {
		return nil
	}
	return new(big.Rat).Mul(x, k)
}

func negEnd(x *big.Rat) *big.Rat {
	if x == nil {
		return nil
	}
	return new(big.Rat).Neg(x)
}

func maxEnd(x, y *big.Rat) *big.Rat {
	if x == nil || y == nil {
		return nil
	}
	if x.Cmp(y) < 0 {
		return y
	}
	return x
}

// quoEnd is x/d; an unbounded divisor gives zero.
func quoEnd(x, d *big.Rat) *big.Rat {
	if d == nil {
		return new(big.Rat)
	}
	return new(big.Rat).Quo(x, d)
}
