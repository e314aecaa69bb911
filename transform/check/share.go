package check

import (
	"strings"

	"solieu/schemas"
)

// shareWindow is how many figures back the whole of a share is looked for.
const shareWindow = 24

// findShares checks part / whole = printed %: "nợ xấu 95 tỷ đồng, chiếm 0,74% trong tổng dư nợ", and rates that name both
// ("tỷ lệ lao động so với dân số").
func findShares(b *book) {
	b.dealtShares()
	for p := range b.figs {
		f := &b.figs[p]
		if f.Unit != "%" || f.Role != schemas.Main || f.Range != "" {
			continue
		}
		if f.Measure != schemas.Share && f.Measure != schemas.Rate {
			continue
		}
		if part := b.levelOf(p); part != schemas.None && summable(&b.figs[part]) && (f.Measure == schemas.Share || f.of == part) {
			b.shareOf(p, part)
		} else {
			b.namedRate(p)
		}
	}
}

// shareOf compares a share and its part with the whole: the part's total by the words, else the amount that the share's base names.
func (b *book) shareOf(p, part int) {
	if whole := b.figs[part].parent; whole >= 0 && whole < len(b.figs) && b.canContain(whole, part) {
		r := b.share(p, part, whole)
		r.claimed = b.figs[p].Measure == schemas.Share && b.baseFits(p, whole) && b.figs[part].Opener != schemas.OpenNone
		if b.add(r) || r.claimed {
			return
		}
	}
	if b.namedWhole(p, part) {
		return
	}
	if b.sameWholeAsBefore(p, part) {
		return
	}
	b.anyWhole(p, part)
}

// anyWhole tries the larger amounts before the part, in its paragraph: the one that fits exactly, else the nearest that fits when rounded.
func (b *book) anyWhole(p, part int) {
	for i := p + 1; i < len(b.figs) && i <= p+3 && b.figs[i].sentence == b.figs[p].sentence; i++ {
		if b.canContain(i, part) && hasWord(b.before(i), "tổng") && b.confirm(b.share(p, part, i)) {
			return // "chiếm 30% tổng diện tích 4.000 ha"
		}
	}
	if i := p + 1; i < len(b.figs) && b.figs[p].Measure == schemas.Share && b.figs[p].Base != "" && b.figs[i].depth == b.figs[p].depth+1 && len(b.between(p, i)) < 60 &&
		b.canContain(i, part) && b.confirm(b.share(p, part, i)) {
		return // "chiếm 41% GRDP (59.800 tỷ đồng)"
	}
	best, outcome := schemas.None, schemas.Violated
	for i, tries := part-1, 0; i >= 0 && i >= part-shareWindow && tries < 6; i-- {
		f := &b.figs[i]
		if f.Section != b.figs[p].Section || f.sentence < b.figs[p].sentence-1 && f.paragraph != b.figs[p].paragraph {
			break
		}
		if !b.canContain(i, part) {
			continue
		}
		tries++
		switch o := b.try(b.share(p, part, i)); {
		case o == schemas.Exact:
			b.add(b.share(p, part, i))
			return
		case satisfied(o) && best == schemas.None:
			best, outcome = i, o
		}
	}
	if satisfied(outcome) {
		b.add(b.share(p, part, best))
	}
}

// namedWhole looks for the amount that the share's base names ("chiếm 12% tổng dư nợ"), and for the one with the fewest other words first.
// It claims the relation only where the base is the whole name of an amount in the same paragraph.
func (b *book) namedWhole(p, part int) bool {
	noun := b.contentWords(b.figs[part].Unit)
	base := without(b.contentWords(b.figs[p].Base), b.contentWords("cả nước cơ cấu"))
	if bare := without(base, noun); len(bare) > 0 {
		base = bare
	}
	if len(base) == 0 {
		return false
	}
	for extra := range 7 {
		if extra > 3 && len(base) < 3 {
			break // a long name that holds one word of the base says nothing
		}
		for i := part - 1; i >= 0 && i >= part-2*shareWindow; i-- {
			f := &b.figs[i]
			if f.Section != b.figs[p].Section && (extra > 0 || len(base) < 2) {
				break
			}
			if !within(base, f.words) || len(without(f.words, noun)) != len(base)+extra || !b.canContain(i, part) {
				continue
			}
			r := b.share(p, part, i)
			r.claimed = extra == 0 && f.paragraph == b.figs[p].paragraph && (len(base) >= 2 || f.sentence == b.figs[p].sentence && hasWord(b.before(p), "chiếm") && b.firm(p, part, i))
			if b.add(r) || r.claimed {
				return true
			}
		}
	}
	return false
}

// sameWholeAsBefore tries the whole of the share before: "chiếm 77,3% tổng mức; … chiếm 12,3%; …".
func (b *book) sameWholeAsBefore(p, part int) bool {
	for i := len(b.entries) - 1; i >= 0 && i >= len(b.entries)-4; i-- {
		e := &b.entries[i]
		if e.kind == schemas.CheckShare && p-e.stated <= 8 && b.figs[e.stated].sentence >= b.figs[p].sentence-1 {
			whole := e.terms.figs[1]
			return b.canContain(whole, part) && b.add(b.share(p, part, whole))
		}
	}
	return false
}

func (b *book) canContain(whole, part int) bool {
	f, g := &b.figs[whole], &b.figs[part]
	return alike(f, g) && summable(f) && f.Measure == g.Measure && f.Role == schemas.Main && samePeriod(f, g) && sameArea(f, g) &&
		f.num.Value.Cmp(g.num.Value) > 0
}

// baseFits reports that the words of a share's base, where it has any, are those of the whole.
func (b *book) baseFits(p, whole int) bool {
	base := b.contentWords(b.figs[p].Base)
	return len(base) == 0 || within(base, b.figs[whole].words)
}

func (b *book) share(p, part, whole int) relation {
	return relation{
		kind: schemas.CheckShare, stated: p, operands: inOrder(part, whole), compute: percent(part, whole), complete: true,
		terms: terms{formula: "100 * %s / %s", figs: []int{part, whole}, vi: "phần %s trong tổng %s", en: "the part %s of the total %s"},
	}
}

// namedRate checks a rate whose words name part and whole: "tỷ lệ lao động … so với tổng dân số". The two amounts are found by their
// words among the figures around; a rate found so can be confirmed, not refuted.
func (b *book) namedRate(p int) {
	name := b.before(p)
	if i := strings.LastIndexAny(name, ";.(\n"); i >= 0 {
		name = name[i+1:]
	}
	cut := -1
	for _, sep := range []string{" so với ", " trên tổng ", " trong tổng "} {
		if i := strings.Index(name, sep); i >= 0 {
			cut = i
			break
		}
	}
	if cut < 0 {
		return
	}
	part, whole := b.contentWords(name[:cut]), b.contentWords(name[cut:])
	drop := b.contentWords("tỷ lệ tỉ lệ tỷ trọng so với tổng")
	part, whole = without(part, drop), without(whole, drop)
	if len(part) == 0 || len(whole) == 0 {
		return
	}
	w := b.nearest(p, func(f *figure) bool { return within(whole, f.words) && f.Role == schemas.Main })
	if w == schemas.None {
		return
	}
	a := b.nearest(p, func(f *figure) bool {
		return f.base.Unit == b.figs[w].base.Unit && f.Start != b.figs[w].Start && 2*overlap(part, f.words) > len(part) && f.num.Value.Cmp(b.figs[w].num.Value) < 0
	})
	if a != schemas.None {
		b.add(b.share(p, a, w))
	}
}

// nearest is the closest level before p, within the window and the section, that fits.
func (b *book) nearest(p int, fits func(*figure) bool) int {
	for i := p - 1; i >= 0 && i >= p-shareWindow; i-- {
		f := &b.figs[i]
		if f.Section != b.figs[p].Section {
			break
		}
		if summable(f) && samePeriod(f, &b.figs[p]) && fits(f) {
			return i
		}
	}
	return schemas.None
}
