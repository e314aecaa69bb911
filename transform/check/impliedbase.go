package check

import (
	"math/big"
	"strings"

	"solieu/schemas"
)

// findImpliedBases compares the bases that ratios imply: where parts make up a total now, their earlier levels, level / (1 + growth), must make
// up the total's earlier level; the same for plans by attainment. Figures that already fail elsewhere are left out. These relations rest on many
// links, so they are confirmed and never called violated.
func findImpliedBases(b *book) {
	failing := b.failing()
	n := len(b.entries)
	for k := range n {
		e := b.entries[k]
		if e.kind != schemas.CheckSum || !satisfied(e.outcome) || e.stated == schemas.None {
			continue
		}
		for _, t := range b.ratesOf(e.stated) {
			b.impliedBase(e.stated, t, e.operands, failing)
		}
	}
	b.impliedWholes(failing)
}

// ratesOf are the growth, index and attainment figures of level i.
func (b *book) ratesOf(i int) []int {
	var out []int
	for _, a := range b.figs[i].about {
		f := &b.figs[a]
		if f.Unit == "%" && f.Role == schemas.Main && f.Range == "" && samePeriod(f, &b.figs[i]) && (f.Measure == schemas.Growth || f.Measure == schemas.Index || f.Measure == schemas.Attainment) {
			out = append(out, a)
		}
	}
	return out
}

// impliedBase compares the base of total t under rate r with the bases of its parts.
func (b *book) impliedBase(t, r int, parts []int, failing map[int]bool) {
	pairs := [][2]int{{t, r}}
	operands := []int{t, r}
	for _, p := range parts {
		q := b.rateLike(p, r)
		if q == schemas.None || failing[q] {
			return
		}
		pairs = append(pairs, [2]int{p, q})
		operands = append(operands, p, q)
	}
	b.add(relation{
		kind: schemas.CheckImpliedBase, stated: schemas.None, result: exactly(new(big.Rat)), operands: inOrder(operands...), soft: true,
		compute: func(at func(int) Interval) (Interval, bool) { return b.baseGap(pairs, at) },
		terms: terms{formula: "%s" + strings.Repeat(" - %s", len(parts)), figs: append([]int{t}, parts...), bases: true,
			vi: "mức gốc suy ra từ tổng và từ các phần chênh nhau", en: "the bases implied by the total and by its parts differ by"},
	})
}

// baseGap is base(total) − Σ base(parts).
func (b *book) baseGap(pairs [][2]int, at func(int) Interval) (Interval, bool) {
	sum := Point(new(big.Rat))
	for k, p := range pairs {
		base, ok := b.baseOf(p[0], p[1], at)
		if !ok {
			return sum, false
		}
		if k > 0 {
			base = base.Neg()
		}
		sum = sum.Add(base)
	}
	return sum, true
}

// baseOf is the earlier level or the plan that level l and its rate r imply.
func (b *book) baseOf(l, r int, at func(int) Interval) (Interval, bool) {
	factor := at(r).Scale(big.NewRat(1, 100))
	if b.figs[r].Measure == schemas.Growth {
		factor = factor.Add(Point(one()))
	}
	return at(l).Div(factor)
}

// rateLike is the rate of level p against the same base as rate r.
func (b *book) rateLike(p, r int) int {
	f := &b.figs[r]
	for _, q := range b.ratesOf(p) {
		g := &b.figs[q]
		if g.Base == f.Base && (g.Measure == schemas.Attainment) == (f.Measure == schemas.Attainment) {
			return q
		}
	}
	return schemas.None
}

// impliedWholes compares the wholes that two neighbouring shares of one base imply: "3.430 tỷ chiếm 38% tổng dư nợ … 1.154 tỷ chiếm 12,8% tổng dư nợ".
func (b *book) impliedWholes(failing map[int]bool) {
	prev := schemas.None
	for p := range b.figs {
		f := &b.figs[p]
		if !isShare(f) || f.of < 0 || f.of >= len(b.figs) || f.Base == "" || !summable(&b.figs[f.of]) {
			continue
		}
		if prev != schemas.None && b.sameWhole(prev, p) && !failing[prev] && !failing[p] {
			pairs := [][2]int{{b.figs[prev].of, prev}, {f.of, p}}
			b.add(relation{
				kind: schemas.CheckImpliedBase, stated: schemas.None, result: exactly(new(big.Rat)),
				operands: inOrder(pairs[0][0], prev, pairs[1][0], p), soft: true,
				compute: func(at func(int) Interval) (Interval, bool) { return b.baseGap(pairs, at) },
				terms: terms{formula: "%s - %s", figs: []int{pairs[0][0], pairs[1][0]}, bases: true,
					vi: "tổng suy ra từ hai tỷ trọng chênh nhau", en: "the wholes implied by the two shares differ by"},
			})
		}
		prev = p
	}
}

func (b *book) sameWhole(p, q int) bool {
	f, g := &b.figs[p], &b.figs[q]
	return lower(f.Base) == lower(g.Base) && f.Section == g.Section && f.Period == g.Period && f.Status == g.Status &&
		b.figs[f.of].base.Unit == b.figs[g.of].base.Unit && q-p <= shareWindow
}
