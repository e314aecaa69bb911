package lexicon

import (
	"errors"
	"fmt"
	"math/big"
	"strings"

	"solieu/schemas"
)

// ErrNotEvaluable reports a relation with a value missing or a division by a number that may be zero.
var ErrNotEvaluable = errors.New("not evaluable")

// interval is a closed range of exact numbers.
type interval struct{ lo, hi *big.Rat }

// Holds reports whether values, as printed, can satisfy the relation. A whole number is exact; a number with decimals stands for
// every number that rounds to it, and two such ranges are equal where they meet. The error is [ErrNotEvaluable] where a value is
// missing or a divisor may be zero, and that of [schemas.ParseDecimal] where a value is no number.
func (r *Relation) Holds(values map[string]string) (bool, error) {
	left, err := r.Terms[0].eval(values)
	for i := 0; err == nil && i < len(r.Ops); i++ {
		var right interval
		if right, err = r.Terms[i+1].eval(values); err != nil {
			break
		}
		if !compare(left, r.Ops[i], right) {
			return false, nil
		}
		left = right
	}
	return err == nil, err
}

// compare reports whether some number of a stands in the relation op to some number of b.
func compare(a interval, op string, b interval) bool {
	switch op {
	case "<=":
		return a.lo.Cmp(b.hi) <= 0
	case ">=":
		return a.hi.Cmp(b.lo) >= 0
	case "<":
		return a.lo.Cmp(b.hi) < 0
	case ">":
		return a.hi.Cmp(b.lo) > 0
	}
	return a.lo.Cmp(b.hi) <= 0 && b.lo.Cmp(a.hi) <= 0
}

func (t *Term) eval(values map[string]string) (interval, error) {
	switch t.Op {
	case 'n':
		r := t.Number.Rat()
		return interval{r, r}, nil
	case 'c':
		s, ok := values[t.Code]
		if !ok {
			return interval{}, fmt.Errorf("%w: no value of %s", ErrNotEvaluable, t.Code)
		}
		return printed(s)
	}
	a, err := t.Left.eval(values)
	if err != nil {
		return a, err
	}
	b, err := t.Right.eval(values)
	if err != nil {
		return b, err
	}
	return combine(a, t.Op, b)
}

// printed returns the range of a number as written.
func printed(s string) (interval, error) {
	d, err := schemas.ParseDecimal(s)
	if err != nil {
		return interval{}, fmt.Errorf("%q: %w", s, err)
	}
	r := d.Rat()
	_, decimals, ok := strings.Cut(s, ".")
	if !ok {
		return interval{r, r}, nil
	}
	half, _ := new(big.Rat).SetString("0.5e-" + fmt.Sprint(len(decimals)))
	return interval{new(big.Rat).Sub(r, half), new(big.Rat).Add(r, half)}, nil
}

func combine(a interval, op byte, b interval) (interval, error) {
	var f func(z *big.Rat, x, y *big.Rat) *big.Rat
	switch op {
	case '+':
		f = (*big.Rat).Add
	case '-':
		f = (*big.Rat).Sub
	case '*':
		f = (*big.Rat).Mul
	default:
		if b.lo.Sign() <= 0 && b.hi.Sign() >= 0 {
			return a, fmt.Errorf("%w: division by zero", ErrNotEvaluable)
		}
		f = (*big.Rat).Quo
	}
	out := interval{}
	for _, x := range []*big.Rat{a.lo, a.hi} {
		for _, y := range []*big.Rat{b.lo, b.hi} {
			v := f(new(big.Rat), x, y)
			if out.lo == nil || v.Cmp(out.lo) < 0 {
				out.lo = v
			}
			if out.hi == nil || v.Cmp(out.hi) > 0 {
				out.hi = v
			}
		}
	}
	return out, nil
}
