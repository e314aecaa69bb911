package check

import (
	"strings"
	"unicode/utf8"

	"solieu/schemas"
)

// noteReach is how many bytes a footnote's text may stand from its marker: a page.
const noteReach = 8000

// findNoteSums finds totals whose parts are listed in their footnote: "30 nhiệm vụ chuyển tiếp⁹ … ⁹ Trong đó: 22 cấp tỉnh, 06 nông thôn, 02 quốc gia".
// Equality only; nothing is called wrong here.
func findNoteSums(b *book) {
	for i := 0; i < len(b.figs); {
		j := i
		for j < len(b.figs) && b.figs[j].sentence == b.figs[i].sentence {
			j++
		}
		if mark, at := b.noteBody(i); mark != "" {
			if t := b.marked(mark, at); t != schemas.None {
				b.noteSum(t, i, j)
			}
		}
		i = j
	}
}

// noteBody returns the marker at the head of the line of figure i, where the line is a footnote's text, and its offset.
func (b *book) noteBody(i int) (mark string, at int) {
	from := b.figs[i].line
	return superscript(b.text[from:]), from
}

// superscript is the run of superscript digits at the head of s.
func superscript(s string) string {
	n := 0
	for n < len(s) {
		r, w := utf8.DecodeRuneInString(s[n:])
		if !strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹", r) {
			break
		}
		n += w
	}
	return s[:n]
}

// marked is the amount that carries the footnote marker in the text before at.
func (b *book) marked(mark string, at int) int {
	from := max(0, at-noteReach)
	for end := at; ; {
		k := strings.LastIndex(b.text[from:end], mark)
		if k < 0 {
			return schemas.None
		}
		k += from
		whole := superscript(b.text[k:]) == mark && (k == 0 || !strings.HasSuffix(b.text[:k], "\n"))
		if prev, w := utf8.DecodeLastRuneInString(b.text[:k]); w > 0 && strings.ContainsRune("⁰¹²³⁴⁵⁶⁷⁸⁹", prev) {
			whole = false
		}
		if whole {
			return b.amountBefore(k)
		}
		end = k
	}
}

// amountBefore is the amount whose phrase ends at offset k: no other figure and no end of a sentence between.
func (b *book) amountBefore(k int) int {
	lo, hi := 0, len(b.figs)
	for lo < hi {
		mid := (lo + hi) / 2
		if b.figs[mid].Start < k {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return schemas.None
	}
	f := &b.figs[lo-1]
	t := lo - 1
	if f.Role == schemas.Denominator && f.of >= 0 && f.of == t-1 {
		t = f.of // "241/318 trường⁴"
	}
	if k-f.End > 150 || f.End > k || strings.ContainsAny(b.text[f.End:k], ";.)") || !summable(&b.figs[t]) {
		return schemas.None
	}
	return t
}

// noteSum compares total t with the amounts of its footnote, and the whole that t is counted out of with the wholes of the footnote.
func (b *book) noteSum(t, from, to int) {
	var list, wholes []int
	for i := from; i < to && len(list) < maxParts; i++ {
		g := &b.figs[i]
		switch {
		case i != t && g.Role == schemas.Main && summable(g) && g.base.Family == b.figs[t].base.Family:
			list = append(list, i)
		case g.Role == schemas.Denominator && g.of == i-1 && g.base.Family == b.figs[t].base.Family:
			wholes = append(wholes, i)
		}
	}
	if len(wholes) >= 2 && t+1 < len(b.figs) && b.figs[t+1].Role == schemas.Denominator && b.figs[t+1].of == t {
		if r := b.total(t+1, wholes); b.try(r) == schemas.Exact {
			r.complete = true
			b.add(r)
		}
	}
	for _, l := range [][]int{list, b.shallow(list), b.fold(list)} {
		if len(l) < 2 {
			continue
		}
		if r := b.total(t, l); b.try(r) == schemas.Exact {
			r.complete = true
			b.add(r)
			return
		}
	}
	if len(list) >= 2 && b.byPlace(list) && b.firm(append(list, t)...) {
		r := b.total(t, list)
		r.claimed = b.exceeds(r, t)
		b.add(r)
	}
}

// byPlace reports that every amount is named by a place ("huyện A 318 hộ, huyện B 402 hộ"), in one unit and under no words that let some overlap.
func (b *book) byPlace(list []int) bool {
	first := &b.figs[list[0]]
	for _, k := range list {
		g := &b.figs[k]
		if g.base.Unit != first.base.Unit || g.depth != first.depth || !hasAnyWord(b.before(k), "huyện", "xã", "phường", "thị trấn", "thị xã", "thành phố", "quận", "tỉnh") ||
			hasAnyWord(b.before(k), "trong đó", "gồm", "riêng", "và") {
			return false
		}
	}
	return true
}

// exceeds reports that the parts are more than their total under every reading: places that a list leaves out cannot explain that.
func (b *book) exceeds(r relation, t int) bool {
	got, ok := r.compute(func(i int) Interval { return b.figs[i].num.Rounded() })
	return ok && below(b.figs[t].num.Rounded(), got)
}
