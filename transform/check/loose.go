package check

import (
	"math"
	"math/big"
	"strings"

	"solieu/schemas"
	"solieu/transform/units"
)

// looseWindow bounds how many figures of one unit behind a total are tried as its parts, and looseReach how many figures of any unit.
const (
	looseWindow = 16
	looseReach  = 40
	leadReach   = 600 // bytes of a sentence that are read before a total
)

// findLooseSums finds totals that equal the sum of figures behind them although no words tie them together, as in
// "xảy ra 9.593 vụ … va chạm 4.796 vụ". Only exact equality of numbers large enough not to agree by chance counts; nothing is ever called wrong here.
func findLooseSums(b *book) {
	for t := range b.figs {
		f := &b.figs[t]
		switch {
		case f.num.Value.Sign() == 0:
		case summable(f) && f.Role == schemas.Main:
			b.looseSum(t)
			b.closingSum(t)
		case f.Role == schemas.Denominator && f.Measure == schemas.Level && f.base.Family == units.Count:
			b.looseSum(t) // "118/152 xã …; trong đó 118 xã đạt 19 tiêu chí, 14 xã …, 20 xã …"
		case f.Measure == schemas.Rate && f.base.Family == units.Quotient && f.main():
			b.bracketSum(t)
		}
	}
}

func (b *book) looseSum(t int) {
	b.bracketSum(t)
	list := b.followers(t, alike)
	for _, l := range [][]int{list, b.shallowerThan(list, b.figs[t].depth), b.fold(list), b.followers(t, anyNoun)} {
		for i := 0; i < len(l) && i < 3; i++ {
			b.runsFrom(t, l[i:])
		}
	}
}

// runsFrom enters the run of figures at the head of l that adds up exactly to total t.
func (b *book) runsFrom(t int, l []int) {
	f := &b.figs[t]
	sum := 0.0
	for j, k := range l {
		sum += b.figs[k].rough
		if math.Abs(sum) > math.Abs(f.rough)*(1+1e-9) {
			return
		}
		if j > 0 && b.sumIs(l[:j+1], f.num.Value, f.rough, sum) && b.convincing(t, l[:j+1]) {
			r := b.total(t, l[:j+1])
			r.complete = false
			b.add(r)
			return
		}
	}
}

// closingSum enters the run of figures before total t that adds up exactly to it, where words announce a total: "Tổng vốn đăng ký đạt …",
// "Tính chung cả năm …".
func (b *book) closingSum(t int) {
	f := &b.figs[t]
	if f.num.Value.Cmp(big.NewRat(10, 1)) < 0 || !hasAnyWord(b.sentenceTo(t)+" "+lower(f.Indicator), "tổng", "tổng cộng", "tính chung", "cả năm", "chung", "cộng") {
		return
	}
	sum := new(big.Rat)
	var run []int
	for i := t - 1; i >= 0 && i >= t-looseReach && len(run) < looseWindow; i-- {
		g := &b.figs[i]
		if g.Section != f.Section || f.sentence-g.sentence > 6 {
			return
		}
		if !alike(f, g) || g.Role != schemas.Main || !summable(g) || planned(f) != planned(g) || !samePeriod(f, g) || g.num.Value.Sign() <= 0 {
			continue
		}
		if g.Measure != f.Measure && !hasAnyWord(b.before(i), "thêm") {
			continue // what was added is part of a new total; other changes are not
		}
		run = append(run, i)
		c := sum.Add(sum, g.num.Value).Cmp(f.num.Value)
		if c > 0 {
			return
		}
		if c == 0 && len(run) >= 2 && b.kindred(t, run) {
			b.add(b.total(t, inOrder(run...)))
			return
		}
	}
}

// sentenceTo is the lower-case text of the sentence of figure t up to it.
func (b *book) sentenceTo(t int) string {
	f := &b.figs[t]
	if f.Sentence.Start < 0 || f.Sentence.Start > f.Start || f.Start > len(b.text) {
		return ""
	}
	return b.text[max(f.Sentence.Start, f.Start-leadReach):f.Start]
}

// kindred reports that at least half of the parts share a word with the total.
func (b *book) kindred(t int, parts []int) bool {
	kin := 0
	for _, k := range parts {
		if overlap(b.figs[t].context, b.figs[k].context) > 0 {
			kin++
		}
	}
	return 2*kin >= len(parts)
}

// bracketSum enters a bracket right behind total t whose amounts add up exactly to it: "thêm 5 xã (04 xã của năm nay và 01 xã của năm trước)".
func (b *book) bracketSum(t int) {
	f := &b.figs[t]
	if t+1 >= len(b.figs) || b.figs[t+1].depth != f.depth+1 || b.figs[t+1].sentence != f.sentence || !strings.Contains(b.between(t, t+1), "(") {
		return
	}
	var list []int
	for i := t + 1; i < len(b.figs) && len(list) < maxParts; i++ {
		g := &b.figs[i]
		if g.sentence != f.sentence || g.depth <= f.depth || strings.Count(b.between(t, i), ")") >= strings.Count(b.between(t, i), "(") {
			break
		}
		if g.depth == f.depth+1 && g.main() && (summable(g) && g.base.Family == f.base.Family || f.base.Family == units.Quotient && g.base.Unit == f.base.Unit) {
			list = append(list, i)
		}
	}
	if len(list) < 2 {
		return
	}
	if r := b.total(t, list); b.try(r) == schemas.Exact {
		b.add(r)
	}
}

// followers are the figures behind t that could be its parts: the same things and measure, within the next sentences of its section.
func (b *book) followers(t int, same func(f, g *figure) bool) []int {
	var out []int
	f := &b.figs[t]
	reach := f.sentence // of the last one found: a list goes on as long as its lines follow each other
	for i := t + 1; i < len(b.figs) && i <= t+looseReach && len(out) < looseWindow; i++ {
		g := &b.figs[i]
		if g.Section != f.Section || g.sentence > reach+6 {
			break
		}
		if !same(f, g) || g.Measure != f.Measure || g.Role != schemas.Main || !summable(g) || planned(f) != planned(g) || !samePeriod(f, g) {
			continue
		}
		if g.num.Value.Cmp(f.num.Value) == 0 && g.sentence != f.sentence {
			break // the total is restated: a new list begins
		}
		out = append(out, i)
		reach = g.sentence
	}
	return out
}

func (b *book) shallowerThan(list []int, depth int) []int {
	var out []int
	for _, k := range list {
		if b.figs[k].depth <= depth {
			out = append(out, k)
		}
	}
	return out
}

// convincing reports that an equality is no accident: enough digits and a shared word, or words of a total in one sentence.
func (b *book) convincing(t int, parts []int) bool {
	f := &b.figs[t]
	last := &b.figs[parts[len(parts)-1]]
	switch digits := significant(f); {
	case digits >= 5 && last.sentence <= f.sentence+3:
		return true
	case digits >= 3 && last.sentence <= f.sentence+2 && b.opened(t, parts[0]):
		return true
	case digits >= 4:
		return b.kindred(t, parts) || last.sentence == f.sentence
	case digits == 3:
		return b.kindred(t, parts) && last.sentence <= f.sentence+5
	case f.num.Value.Cmp(big.NewRat(10, 1)) < 0:
		return false
	}
	return last.sentence == f.sentence && (hasAnyWord(b.before(t), "tổng") || b.opened(t, parts[0]) || hasSuffixWord(b.before(t), "trong"))
}

// anyNoun reports that g counts the things that f counts under a name that fits any of them: "trong 34 tỉnh, thành phố có 11 địa phương …".
func anyNoun(f, g *figure) bool {
	return f.base.Family == units.Count && (g.base.Unit == "{địa phương}" || g.base.Unit == "{đơn vị}" || g.base.Unit == "{trường hợp}")
}

// opened reports that words open a list between total t and its first part.
func (b *book) opened(t, first int) bool {
	return hasAnyWord(b.between(t, first), "trong đó", "gồm", "bao gồm", "cụ thể", "chia theo", "chia ra", "phân theo")
}

// significant counts the digits of a figure as printed, without leading and trailing zeros.
func significant(f *figure) int {
	s := f.Value.Abs().String()
	n, zeros, lead := 0, 0, true
	for i := range len(s) {
		switch c := s[i]; {
		case c == '.':
		case c == '0' && lead:
		case c == '0':
			zeros++
		default:
			lead = false
			n += zeros + 1
			zeros = 0
		}
	}
	return n
}
