package lexicon

import (
	"math/big"
	"slices"
)

// infeasible returns the first relation that cannot hold beside those before it, and the ones of these that it takes; -1 where all can hold.
// Relations that are not linear (a quotient of two indicators) are left out. Values may have any sign; the arithmetic is exact.
func infeasible(relations []*Relation) (at int, others []int) {
	var all []constraint
	for i, r := range relations {
		all = append(all, linear(r, i)...)
	}
	if feasible(all) {
		return -1, nil
	}
	end := 1
	for feasible(all[:end]) {
		end++
	}
	all = slices.Clone(all[:end])
	last := all[end-1].rule
	for i := len(all) - 1; i >= 0; i-- { // what is left when nothing more can go is what contradicts
		without := slices.Concat(all[:i], all[i+1:])
		if all[i].rule != last && !feasible(without) {
			all = without
		}
	}
	for _, c := range all {
		if c.rule != last {
			others = append(others, c.rule)
		}
	}
	return last, slices.Compact(others)
}

// constraint is a sum of multiples of indicators that is equal to a number, or at most that.
type constraint struct {
	weighted
	equal bool
	rule  int
}

// weighted is a linear form: a number and a factor for each code, in no order.
type weighted struct {
	number  *big.Rat
	factors map[string]*big.Rat
}

// linear writes a relation as constraints "form = 0" and "form <= 0"; none where a side is not linear.
func linear(r *Relation, rule int) []constraint {
	var out []constraint
	for i, op := range r.Ops {
		left, ok := r.Terms[i].weighted()
		right, ok2 := r.Terms[i+1].weighted()
		if !ok || !ok2 {
			continue
		}
		if op == ">=" {
			left, right = right, left
		}
		out = append(out, constraint{left.plus(right, big.NewRat(-1, 1)), op == "=", rule})
	}
	return out
}

// weighted is the term as a linear form; false where it is none.
func (t *Term) weighted() (weighted, bool) {
	switch t.Op {
	case 'n':
		return weighted{t.Number.Rat(), nil}, true
	case 'c':
		return weighted{new(big.Rat), map[string]*big.Rat{t.Code: big.NewRat(1, 1)}}, true
	}
	a, ok := t.Left.weighted()
	b, ok2 := t.Right.weighted()
	zero := weighted{new(big.Rat), nil}
	switch {
	case !ok || !ok2:
		return zero, false
	case t.Op == '+':
		return a.plus(b, big.NewRat(1, 1)), true
	case t.Op == '-':
		return a.plus(b, big.NewRat(-1, 1)), true
	case t.Op == '*' && len(a.factors) == 0:
		return zero.plus(b, a.number), true
	case t.Op == '*' && len(b.factors) == 0:
		return zero.plus(a, b.number), true
	case t.Op == '/' && len(b.factors) == 0 && b.number.Sign() != 0:
		return zero.plus(a, new(big.Rat).Inv(b.number)), true
	}
	return zero, false
}

// plus is a + k·b.
func (a weighted) plus(b weighted, k *big.Rat) weighted {
	out := weighted{new(big.Rat).Mul(b.number, k), map[string]*big.Rat{}}
	out.number.Add(out.number, a.number)
	for code, f := range a.factors {
		out.factors[code] = f
	}
	for code, f := range b.factors {
		sum := new(big.Rat).Mul(f, k)
		if old := out.factors[code]; old != nil {
			sum.Add(sum, old)
		}
		if out.factors[code] = sum; sum.Sign() == 0 {
			delete(out.factors, code)
		}
	}
	return out
}

// feasible reports whether some values satisfy all constraints: the first phase of the simplex method with Bland's rule, which always ends.
func feasible(all []constraint) bool {
	t := newTableau(all)
	for {
		column := slices.IndexFunc(t.cost[:t.width], func(c *big.Rat) bool { return c.Sign() < 0 })
		if column < 0 {
			return t.cost[t.width].Sign() == 0
		}
		t.pivot(t.leaving(column), column)
	}
}

// tableau holds, row by row, the factors of the variables and behind them the number that they add up to. Each row begins with a variable of
// its own, whose sum is to become zero; cost is that sum, negative, in the other variables.
type tableau struct {
	rows  [][]*big.Rat
	cost  []*big.Rat
	basis []int // of each row; beyond width a variable that stands for the row's error
	width int
}

func newTableau(all []constraint) *tableau {
	var codes []string
	for _, c := range all {
		for code := range c.factors {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	codes = slices.Compact(codes)
	free := 2 * len(codes) // every value is the difference of two that are not negative
	t := &tableau{width: free + len(all)}
	t.cost = zeros(t.width + 1)
	for i, c := range all {
		row := zeros(t.width + 1)
		for code, f := range c.factors {
			at, _ := slices.BinarySearch(codes, code)
			row[2*at].Set(f)
			row[2*at+1].Neg(f)
		}
		if !c.equal {
			row[free+i].SetInt64(1) // what is missing to equality
		}
		row[t.width].Neg(c.number)
		if row[t.width].Sign() < 0 {
			for _, v := range row {
				v.Neg(v)
			}
		}
		for j, v := range row {
			t.cost[j].Sub(t.cost[j], v)
		}
		t.rows, t.basis = append(t.rows, row), append(t.basis, t.width+i)
	}
	return t
}

func zeros(n int) []*big.Rat {
	out := make([]*big.Rat, n)
	for i := range out {
		out[i] = new(big.Rat)
	}
	return out
}

// leaving returns the row whose variable gives way to a column's: the first to reach zero; of several the one of the lowest variable. There is
// one, because the cost cannot fall below zero.
func (t *tableau) leaving(column int) int {
	at, least := -1, new(big.Rat)
	for i, row := range t.rows {
		if row[column].Sign() <= 0 {
			continue
		}
		ratio := new(big.Rat).Quo(row[t.width], row[column])
		if c := ratio.Cmp(least); at < 0 || c < 0 || c == 0 && t.basis[i] < t.basis[at] {
			at, least = i, ratio
		}
	}
	return at
}

func (t *tableau) pivot(row, column int) {
	inverse := new(big.Rat).Inv(t.rows[row][column])
	for _, v := range t.rows[row] {
		v.Mul(v, inverse)
	}
	for i, r := range append(slices.Clone(t.rows), t.cost) {
		if i == row || r[column].Sign() == 0 {
			continue
		}
		factor, part := new(big.Rat).Set(r[column]), new(big.Rat)
		for j, v := range t.rows[row] {
			if v.Sign() != 0 {
				r[j].Sub(r[j], part.Mul(v, factor))
			}
		}
	}
	t.basis[row] = column
}
