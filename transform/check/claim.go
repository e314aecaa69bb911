package check

import (
	"strings"

	"solieu/schemas"
)

// claims reports whether the words are strong enough to call a misfit a contradiction.
func (b *book) claims(t int, list []int, complete bool) bool {
	f := &b.figs[t]
	if f.isHedged() || f.UnitPrinted == "" && !b.inTable(t) {
		return false // a number without a unit in running text may be a date or a place
	}
	bare := b.figs[list[0]].Opener == schemas.OpenBracket && b.unitless(list)
	for _, k := range list {
		g := &b.figs[k]
		if b.nesting(k) != b.nesting(list[0]) || g.num.Value.Cmp(f.num.Value) == 0 || disjoint(f) && g.UnitPrinted == "" && !bare || b.leaves(t, k) {
			return false
		}
	}
	mixed := len(b.sameUnit(t, list)) < len(list)
	if mixed && len(list) < 3 {
		return false
	}
	if complete {
		return b.accounted(t, list)
	}
	return !mixed && disjoint(f) && b.tied(t, list[0]) && b.oneList(t, list) && b.accounted(t, list)
}

// unitless reports that none of the parts prints a unit: "1.340 tấn (tôm 215, cá 890, mực 235)" leaves it to the total, once for all.
func (b *book) unitless(list []int) bool {
	for _, k := range list {
		if b.figs[k].UnitPrinted != "" {
			return false
		}
	}
	return true
}

// leaves reports that the bracket that total t stands in closes before k.
func (b *book) leaves(t, k int) bool {
	open := 0
	for _, c := range []byte(b.between(t, k)) {
		switch c {
		case '(':
			open++
		case ')':
			open--
		}
		if open < 0 {
			return true
		}
	}
	return false
}

// oneList reports that the parts belong together by their punctuation. "Cà phê 15 nghìn ha, trong đó cho sản phẩm 14 nghìn ha; hồ tiêu 2 nghìn ha"
// closes its list at the semicolon: only a colon behind the opener lets a list run over semicolons.
func (b *book) oneList(t int, list []int) bool {
	span := b.listText(t, list)
	return !strings.Contains(span, ";") || strings.Contains(b.between(t, list[0]), ":") || b.figs[list[0]].depth > b.figs[t].depth || b.figs[list[0]].listed
}

// accounted reports that no other amount of the same family stands in the list's text without being a part of a part:
// a list that was not read wholly proves nothing.
func (b *book) accounted(t int, list []int) bool {
	end := list[len(list)-1]
	for i := t + 1; i < len(b.figs) && i <= end+maxParts && b.figs[i].Start < b.figs[end].Sentence.End; i++ {
		f := &b.figs[i]
		closed := b.figs[end].depth > b.figs[t].depth && f.depth < b.figs[end].depth // the list's bracket ended before it
		if i > end && f.depth <= b.figs[end].depth && !closed && f.sentence == b.figs[end].sentence && f.amount() && f.base.Unit == b.figs[t].base.Unit {
			return false
		}
		if f.base.Unit != b.figs[t].base.Unit || !summable(f) || f.Role != schemas.Main || i > end {
			continue
		}
		if !contains(list, i) && !b.descends(i, list) && f.of == schemas.None {
			return false
		}
	}
	return true
}

func (b *book) descends(i int, list []int) bool {
	for range 8 {
		i = b.figs[i].parent
		if i < 0 || i >= len(b.figs) {
			return false
		}
		if contains(list, i) {
			return true
		}
	}
	return false
}

func contains(list []int, i int) bool {
	for _, k := range list {
		if k == i {
			return true
		}
	}
	return false
}

// exhaustive reports that the words say the parts are all: gồm, bao gồm, chia ra, còn lại, or brackets without trong đó.
func (b *book) exhaustive(t int, list []int) bool {
	span := b.listText(t, list)
	trailing := strings.Contains(b.after(list[len(list)-1]), "...") && !hasWord(span, "còn lại")
	if trailing || hasAnyWord(span, "chủ yếu", "một số", "nhất là", "điển hình", "v.v", "riêng", "gồm cả", "bao gồm cả", "ngoài ra") {
		return false
	}
	switch b.figs[list[0]].Opener {
	case schemas.OpenGom:
		return true
	case schemas.OpenBracket:
		return !hasWord(span, "trong đó")
	}
	return hasAnyWord(span, "còn lại", "chia ra", "chia theo", "phân theo")
}

// listText is the text from the total to the last part.
func (b *book) listText(t int, list []int) string {
	from, to := b.figs[t].End, b.figs[list[len(list)-1]].Start
	if from > to || to > len(b.text) {
		return ""
	}
	return b.text[from:to]
}
