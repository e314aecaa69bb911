package check

import (
	"math/big"

	"solieu/schemas"
)

// looseWindow bounds how many figures of one unit behind a total are tried as its parts, and looseReach how many figures of any unit.
const (
	looseWindow = 8
	looseReach  = 40
)

// findLooseSums finds totals that equal the sum of figures behind them although no words tie them together, as in
// "xảy ra 9.593 vụ … va chạm 4.796 vụ". Only exact equality of numbers large enough not to agree by chance counts; nothing is ever called wrong here.
func findLooseSums(b *book) {
	for t := range b.figs {
		f := &b.figs[t]
		if summable(f) && f.Role == schemas.Main && f.num.Value.Sign() != 0 {
			b.looseSum(t)
		}
	}
}

func (b *book) looseSum(t int) {
	list := b.followers(t)
	for _, l := range [][]int{list, b.shallowerThan(list, b.figs[t].depth)} {
		for i := 0; i < len(l) && i < 3; i++ {
			sum := new(big.Rat).Set(b.figs[l[i]].num.Value)
			for j := i + 1; j < len(l); j++ {
				sum.Add(sum, b.figs[l[j]].num.Value)
				c := new(big.Rat).Abs(sum).Cmp(new(big.Rat).Abs(b.figs[t].num.Value))
				if c > 0 {
					break
				}
				if c == 0 && sum.Sign() == b.figs[t].num.Value.Sign() && b.convincing(t, l[i:j+1]) {
					r := b.total(t, l[i:j+1])
					r.complete = false
					b.add(r)
				}
			}
		}
	}
}

// followers are the figures behind t that could be its parts: the same unit and measure, within the next sentences of its section.
func (b *book) followers(t int) []int {
	var out []int
	f := &b.figs[t]
	for i := t + 1; i < len(b.figs) && i <= t+looseReach && len(out) < looseWindow; i++ {
		g := &b.figs[i]
		if g.Section != f.Section || g.sentence > f.sentence+6 {
			break
		}
		if g.base.Unit != f.base.Unit || g.Measure != f.Measure || g.Role != schemas.Main || !summable(g) || planned(f) != planned(g) || !samePeriod(f, g) {
			continue
		}
		if g.num.Value.Cmp(f.num.Value) == 0 && g.sentence != f.sentence {
			break // the total is restated: a new list begins
		}
		out = append(out, i)
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
	for _, k := range parts {
		if overlap(f.words, b.figs[k].words) == 0 && f.base.Family != "count" {
			return false
		}
	}
	digits := significant(f)
	last := &b.figs[parts[len(parts)-1]]
	near := last.sentence == f.sentence
	switch {
	case digits >= 4:
		return true
	case digits == 3:
		return last.sentence <= f.sentence+2
	case digits == 2:
		return near && (hasAnyWord(b.before(t), "tổng", "tổng số") || hasAnyWord(b.between(t, parts[0]), "trong đó", "gồm", "cụ thể", "bao gồm"))
	}
	return near && hasAnyWord(b.between(t, parts[0]), "gồm", "bao gồm") && last.Start-f.End < 200
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
