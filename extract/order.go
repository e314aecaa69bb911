package extract

import (
	"slices"

	"solieu/schemas"
)

// finish brings numerals and figures into text order; footnotes were read with their paragraphs.
func (b *binder) finish() {
	inOrder(b.numerals, func(n *schemas.Numeral) int { return n.Start })
	to := inOrder(b.figures, func(f *schemas.Figure) int { return f.Start })
	if to == nil {
		return
	}
	link := func(i int) int {
		if i < 0 {
			return schemas.None
		}
		return int(to[i])
	}
	for i := range b.figures {
		f := &b.figures[i]
		f.Of, f.Parent = link(f.Of), link(f.Parent)
	}
	for i := range b.numerals {
		b.numerals[i].Figure = link(b.numerals[i].Figure)
	}
}

// inOrder sorts s by the places at, which differ, and returns the new index of each old one; nil where s was in order. Nearly everything
// is: what came too early is taken out, sorted and merged back, so that the rest is never compared again.
func inOrder[T any](s []T, at func(*T) int) (to []int32) {
	var early []int32 // indices of those before which something later in s belongs
	least := int(^uint(0) >> 1)
	for i := len(s) - 1; i >= 0; i-- {
		if k := at(&s[i]); k > least {
			early = append(early, int32(i))
		} else {
			least = k
		}
	}
	if len(early) == 0 {
		return nil
	}
	slices.Reverse(early)
	out, kept := make([]T, len(early)), int(early[0])
	for k, i := range early {
		end := len(s)
		if k+1 < len(early) {
			end = int(early[k+1])
		}
		out[k] = s[i]
		kept += copy(s[kept:], s[i+1:end])
	}
	order := make([]int32, len(early))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return at(&out[x]) - at(&out[y]) })
	return merge(s, kept, out, early, order, at)
}

// merge fills s from its end with its first kept elements and with out in the given order. The elements of out stood at the indices early,
// the kept ones at all others.
func merge[T any](s []T, kept int, out []T, early, order []int32, at func(*T) int) (to []int32) {
	to = make([]int32, len(s))
	skip, was := len(early)-1, len(s)-1 // was is the old index of the last kept element that is left
	for i, o := len(s)-1, len(order)-1; i >= 0; i-- {
		for skip >= 0 && was == int(early[skip]) {
			skip--
			was--
		}
		if o >= 0 && (kept == 0 || at(&out[order[o]]) > at(&s[kept-1])) {
			s[i] = out[order[o]]
			to[early[order[o]]] = int32(i)
			o--
			continue
		}
		kept--
		s[i] = s[kept]
		to[was] = int32(i)
		was--
	}
	return to
}
