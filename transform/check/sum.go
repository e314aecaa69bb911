package check

import (
	"math/big"
	"slices"
	"strings"

	"solieu/schemas"
	"solieu/transform/units"
)

// maxParts bounds the parts of one total that are looked at; longer lists are cut, so that a damaged document costs no more than a sound one.
const maxParts = 64

// findSums checks totals against the parts that extraction linked to them.
func findSums(b *book) {
	for t := range b.figs {
		if len(b.figs[t].kids) == 0 || !summable(&b.figs[t]) {
			continue
		}
		parts, loose := b.parts(t)
		switch {
		case b.addsUp(t, parts) || b.addsUp(t, loose) || b.otherHead(t, b.shallow(parts)) || b.extended(t, parts):
		case len(parts) == 1:
			b.part(t, parts[0])
		case len(parts) > 1:
			b.misfit(t, parts)
		}
	}
}

// summable reports whether a figure can be a total or a part: an amount or an absolute change, not a ratio.
func summable(f *figure) bool {
	if f.Range != "" || f.Role == schemas.Denominator || f.base.Family == "rank" || f.base.Family == "score" || f.base.Family == units.Quotient {
		return false
	}
	return (f.Measure == schemas.Level || f.Measure == schemas.Change) && !relative(f)
}

// parts returns the children of total t that can be added up: same family, same status, no other year. In loose are also those whose status or
// year was read differently from their own words; they may confirm a sum but not refute it.
func (b *book) parts(t int) (strict, loose []int) {
	for _, k := range b.figs[t].kids {
		if k <= t || len(loose) >= maxParts || !b.partOf(t, k) {
			continue
		}
		loose = append(loose, k)
		if b.figs[k].Measure != schemas.Change == (b.figs[t].Measure != schemas.Change) && planned(&b.figs[t]) == planned(&b.figs[k]) && samePeriod(&b.figs[t], &b.figs[k]) {
			strict = append(strict, k)
		}
	}
	return strict, loose
}

func (b *book) partOf(t, k int) bool {
	f, g := &b.figs[t], &b.figs[k]
	if !summable(g) || f.base.Family != g.base.Family || (f.base.Family != units.Count && f.base.Unit != g.base.Unit) {
		return false
	}
	added := g.Measure == schemas.Change && g.num.Value.Sign() > 0 && g.Opener == schemas.OpenGom // "gồm … vốn mới và … vốn tăng thêm"
	return g.Role == f.Role && (f.Measure == g.Measure || g.Measure == schemas.Level || added)
}

// part checks a single part: it must not exceed its total.
func (b *book) part(t, k int) {
	if o := b.figs[k].Opener; o != schemas.OpenTrongDo && o != schemas.OpenGom || !b.tied(t, k) {
		return
	}
	r := b.within(t, k)
	r.claimed = false // one part above its total is more often a wrong link than a wrong report
	b.add(r)
}

func (b *book) within(t, k int) relation {
	f, g := &b.figs[t], &b.figs[k]
	return relation{
		kind: schemas.CheckBound, stated: t, operands: []int{k}, order: atMost,
		compute: func(at func(int) Interval) (Interval, bool) { return at(k), true },
		claimed: disjoint(f) && f.base.Unit == g.base.Unit && !f.isHedged() && b.tied(t, k),
		soft:    true,
		terms:   terms{formula: "%s", figs: []int{k}, vi: "phần %s", en: "the part %s"},
	}
}

// tied reports that the words that open the list hold total and part together: in one sentence, or at the head of the part's own.
func (b *book) tied(t, k int) bool {
	f, g := &b.figs[t], &b.figs[k]
	if g.listed || g.Opener == schemas.OpenList {
		return true
	}
	if g.Opener == schemas.OpenNone || g.depth < f.depth {
		return false
	}
	if f.sentence == g.sentence {
		return true
	}
	return g.sentence <= f.sentence+2 && hasAnyWord(b.before(k), "trong đó", "gồm", "bao gồm") && b.figs[k-1].sentence != g.sentence
}

func (f *figure) isHedged() bool { return f.num.Hedge != "" }

// disjoint reports whether parts of such a quantity exclude each other: money, tonnes and animals do, counts of people by sex and by age do not.
func disjoint(f *figure) bool {
	return f.base.Family != units.Count || f.base.Unit == "{con}" || f.base.Unit == "{cây}"
}

// addsUp enters the sum of total t's parts where it holds. A true list can look wrong in several ways, which are tried in turn: parts counted
// in other nouns, nested lists run together, two partitions one after the other.
func (b *book) addsUp(t int, parts []int) bool {
	same := b.sameUnit(t, parts)
	for _, list := range [][]int{same, parts, b.shallow(parts), b.fold(parts), b.fold(same)} {
		if len(list) < 2 {
			continue
		}
		if r := b.total(t, list); b.confirm(r) {
			return true
		}
	}
	return b.partitions(t, same) || b.partitions(t, parts)
}

// extended tries the list of total t's parts with everything that follows them in the sentence, as a list that runs over semicolons does although
// only its first item was linked. It only confirms.
func (b *book) extended(t int, parts []int) bool {
	if len(parts) == 0 || b.figs[parts[0]].sentence != b.figs[t].sentence {
		return false
	}
	first := &b.figs[parts[0]]
	var list []int
	for i := parts[0]; i < len(b.figs) && len(list) < maxParts && b.figs[i].sentence == first.sentence; i++ {
		g := &b.figs[i]
		if g.Role == schemas.Main && summable(g) && g.Measure == first.Measure && g.depth == first.depth && alike(g, &b.figs[t]) && planned(g) == planned(first) {
			list = append(list, i)
		}
	}
	if len(list) <= len(parts) || len(list) < 2 {
		return false
	}
	r := b.total(t, list)
	r.complete = false
	if b.confirm(r) {
		return true
	}
	rest := b.fitting(t, list)
	return len(rest) >= 3 && len(rest) < len(list) && b.outside(t, list, rest)
}

// otherHead tries the amounts right before total t as the total of its parts: "842 cơ sở với 13.520 phòng, gồm …" lists the first of the two.
func (b *book) otherHead(t int, parts []int) bool {
	for i := t - 1; i >= 0 && i >= t-3 && len(parts) >= 2 && b.figs[i].sentence == b.figs[t].sentence; i-- {
		f := &b.figs[i]
		if f.Role != schemas.Main || !summable(f) || f.Measure != b.figs[t].Measure || f.base.Family != b.figs[parts[0]].base.Family {
			continue
		}
		if r := b.total(i, parts); b.try(r) == schemas.Exact {
			b.add(r)
			return true
		}
		if significant(f) >= 3 && b.partitions(i, parts) {
			return true
		}
	}
	return false
}

func (b *book) sameUnit(t int, parts []int) []int {
	var out []int
	for _, k := range parts {
		if alike(&b.figs[k], &b.figs[t]) {
			out = append(out, k)
		}
	}
	return out
}

// shallow keeps the parts of the outermost list lines with the fewest brackets around them.
func (b *book) shallow(parts []int) []int {
	if len(parts) == 0 {
		return nil
	}
	least := parts[0]
	for _, k := range parts {
		if b.nesting(k) < b.nesting(least) {
			least = k
		}
	}
	var out []int
	for _, k := range parts {
		if b.nesting(k) == b.nesting(least) {
			out = append(out, k)
		}
	}
	return out
}

// nesting orders figures by the depth of their list line, then by their brackets.
func (b *book) nesting(i int) int { return 100*b.figs[i].level + min(b.figs[i].depth, 99) }

// fold drops runs of parts that add up exactly to the part before them: they are its own parts, not the total's. Working from the end, lists
// nested several deep collapse too.
func (b *book) fold(parts []int) []int {
	var kept []int // in reverse order
	for i := len(parts) - 1; i >= 0; i-- {
		f := &b.figs[parts[i]]
		sum := 0.0
		for j := len(kept) - 1; j >= 0; j-- {
			sum += b.figs[kept[j]].rough
			if j < len(kept)-1 && b.sumIs(kept[j:], f.num.Value, f.rough, sum) {
				kept = kept[:j]
				break
			}
		}
		kept = append(kept, parts[i])
	}
	slices.Reverse(kept)
	return kept
}

// partitions enters every contiguous run of parts that adds up exactly to the total:
// "299 cuộc; trong đó 10 cuộc chuyển tiếp, 289 cuộc triển khai mới; đang tiến hành 28, kết thúc 271".
func (b *book) partitions(t int, parts []int) bool {
	found := false
	for i := 0; i < len(parts); i++ {
		sum := new(big.Rat)
		for j := i; j < len(parts); j++ {
			sum.Add(sum, b.figs[parts[j]].num.Value)
			if j > i && sum.Cmp(b.figs[t].num.Value) == 0 {
				found = b.add(b.total(t, parts[i:j+1])) || found
				i = j
				break
			}
		}
	}
	return found
}

// total is the relation Σ parts = total.
func (b *book) total(t int, parts []int) relation {
	list := inOrder(parts...)
	return relation{
		kind: schemas.CheckSum, stated: t, operands: list, compute: sumOf(list),
		complete: b.exhaustive(t, list),
		terms: terms{formula: "%s" + strings.Repeat(" + %s", len(list)-1), figs: list,
			vi: "cộng các phần %s" + strings.Repeat(" + %s", len(list)-1), en: "the sum %s" + strings.Repeat(" + %s", len(list)-1)},
	}
}

// misfit enters a list that no reading reconciles: parts that leave a residual are partial unless the words say that they are all;
// a part larger than its total is told apart from the rest.
func (b *book) misfit(t int, parts []int) {
	list := b.sameUnit(t, parts)
	if len(list) < 2 {
		list = parts
	}
	if list = b.shallow(list); len(list) >= 2 && b.exhaustive(t, list) && len(b.sameUnit(t, list)) == len(list) {
		r := b.total(t, list)
		r.claimed = b.claims(t, list, true)
		b.add(r)
		return
	}
	list = b.fold(list)
	if rest := b.fitting(t, list); len(rest) < len(list) {
		b.outside(t, list, rest)
		return
	}
	if len(list) < 2 {
		return
	}
	r := b.total(t, list)
	r.partial = !r.complete
	r.claimed = b.claims(t, list, r.complete)
	b.add(r)
}

// fitting returns the parts that do not exceed the total alone.
func (b *book) fitting(t int, list []int) []int {
	var rest []int
	for _, k := range list {
		if b.try(b.within(t, k)) != schemas.Violated {
			rest = append(rest, k)
		}
	}
	return rest
}

// outside enters a list with parts larger than their total only where the others make up the total: then the words list something that the total
// leaves out. Anything else is more likely a wrong link.
func (b *book) outside(t int, list, rest []int) bool {
	if len(rest) < 2 {
		return false
	}
	r := b.total(t, rest)
	r.complete = false
	if !b.confirm(r) {
		return false
	}
	for _, k := range list {
		if !contains(rest, k) && disjoint(&b.figs[t]) {
			b.add(b.within(t, k))
		}
	}
	return true
}
