package check

import (
	"math/big"
	"strings"

	"solieu/schemas"
)

// earlierWindow is how many figures around a comparison the earlier level may stand.
const earlierWindow = 6

// findEarlier checks comparisons whose base is printed too: "1.960 ha, tăng 24,8% so với năm 2023 (1.570 ha)", "đạt 53,1%, cao hơn 4,2 điểm so
// với cùng kỳ (48,9%)", or the columns of a table row.
func findEarlier(b *book) {
	for g := range b.figs {
		f := &b.figs[g]
		if f.Role != schemas.Main || f.Range != "" || !comparison(f) {
			continue
		}
		l := b.levelCompared(g)
		if l == schemas.None {
			b.twoLevels(g)
			continue
		}
		e, sure := b.earlierLevel(g, l)
		if e == schemas.None {
			b.twoLevels(g)
			continue
		}
		r := b.compared(g, l, e)
		r.claimed = sure && b.firm(l, e, g)
		r.plain = r.claimed && b.fromTo2(e, l) && b.besidePair(g, e, l)
		b.add(r)
	}
}

// twoLevels looks for two levels around comparison g that differ by it: "năm 2023 có 11.300 hộ, năm 2024 còn 9.500 hộ, giảm 1.800 hộ". A change must
// be met exactly, a growth by the two nearest levels of different years; words that only stand near are confirmed, never refuted. "Từ A lên B" is a claim.
func (b *book) twoLevels(g int) {
	f := &b.figs[g]
	near := b.levelsAround(g)
	for x, l := range near {
		for y, e := range near {
			if x == y || b.figs[l].base.Unit != b.figs[e].base.Unit || b.siblings(g, l, e) || b.siblings(g, e, l) {
				continue // a part and its total differ by the other part
			}
			r := b.compared(g, l, e)
			if f.Measure == schemas.Change {
				r.plain = b.fromTo2(e, l) && b.besidePair(g, e, l)
				r.claimed, r.strict = b.plainPair(g, l, e) || r.plain, true
				if rankStep(f) && !r.claimed {
					continue // ranks of several indices stand side by side
				}
				if r.claimed || b.try(r) == schemas.Exact {
					b.add(r)
					return
				}
				continue
			}
			if b.firm(l, e, g) && x < 2 && y < 2 && b.figs[l].year > b.figs[e].year && b.figs[e].year != 0 {
				r.claimed, r.strict = f.Measure == schemas.Growth && b.plainPair(g, l, e), true
				if b.add(r) || r.claimed {
					return
				}
			}
		}
	}
}

// siblings reports that g and k are parts of one total t.
func (b *book) siblings(g, k, t int) bool { return b.figs[g].parent == t && b.figs[k].parent == t }

// besidePair reports that change g stands right behind the pair of levels e and l, or right before it.
func (b *book) besidePair(g, e, l int) bool {
	if b.figs[g].sentence != b.figs[l].sentence {
		return false
	}
	if g == l+1 || g == l+2 && b.figs[l+1].Role == schemas.Denominator && b.figs[l+1].of == l {
		return true
	}
	return g == e-1 && len(b.between(g, e)) < 40 && !hasAnyWord(b.between(g, e), "so", "trong đó")
}

// plainPair reports that l and e are the only two levels of their name before comparison g in its sentence, and l is a year after e, or e the state at
// the year's beginning: "năm 2024 có 9.946 hộ nghèo, năm 2023 có 11.870 hộ nghèo; giảm 1.924 hộ". Levels of the unit with other names may stand
// before l, none behind it.
func (b *book) plainPair(g, l, e int) bool {
	f := &b.figs[l]
	if l >= g || e >= g || g-min(l, e) > 8 || f.sentence != b.figs[g].sentence || f.sentence != b.figs[e].sentence || !b.firm(l, e, g) {
		return false
	}
	opening := e < l && f.year == b.figs[e].year && f.Period.Instant && hasAnyWord(b.clauseTo(e), "đầu năm")
	if f.year != b.figs[e].year+1 && !opening || f.depth != b.figs[e].depth || !sameWords(f.words, b.figs[e].words) {
		return false
	}
	for i := g - 1; i >= 0 && b.figs[i].sentence == f.sentence; i-- {
		h := &b.figs[i]
		if i != l && i != e && h.base.Unit == f.base.Unit && !comparison(h) && (i > max(l, e) || overlap(h.words, f.words) == len(f.words) || g-min(l, e) <= 4) {
			return false
		}
	}
	return true
}

// clauseTo is the text before figure i back to the last semicolon of its sentence.
func (b *book) clauseTo(i int) string {
	t := b.sentenceTo(i)
	if k := strings.LastIndexByte(t, ';'); k >= 0 {
		t = t[k+1:]
	}
	return t
}

// rankStep reports a change counted in places of a ranking; fewer is better, so a rise of nine places is the earlier rank minus the later one.
func rankStep(f *figure) bool { return f.base.Family == "rank_step" }

// levelsAround are up to four levels before comparison g, nearest first, and up to two in its sentence behind it, whose unit fits.
func (b *book) levelsAround(g int) []int {
	f := &b.figs[g]
	var out []int
	fits := func(i int) bool {
		h := &b.figs[i]
		if !h.main() || comparison(h) || h.num.Value.Sign() <= 0 {
			return false
		}
		if f.Measure == schemas.Change {
			return sameScale(f, h)
		}
		return !relative(h)
	}
	for i := g - 1; i >= 0 && i >= g-10 && len(out) < 4; i-- {
		if b.figs[i].sentence < f.sentence-1 {
			break
		}
		if fits(i) {
			out = append(out, i)
		}
	}
	for i, n := g+1, 0; i < len(b.figs) && i <= g+3 && n < 2 && b.figs[i].sentence == f.sentence; i++ {
		if fits(i) {
			out = append(out, i)
			n++
		}
	}
	return out
}

// fromTo2 reports that two neighbouring levels are joined by "từ … lên …" or "từ … xuống …".
func (b *book) fromTo2(e, l int) bool {
	return l == e+1 && from(b.before(e)) && hasAnyWord(b.between(e, l), "lên", "xuống", "còn") && !strings.ContainsAny(b.between(e, l), ";.")
}

// from reports that a text ends in "từ", or in "từ vị trí thứ" and the like before a rank.
func from(lead string) bool {
	for _, w := range []string{"từ", "từ thứ", "từ hạng", "từ vị trí", "từ vị trí thứ", "từ mức"} {
		if hasSuffixWord(lead, w) {
			return true
		}
	}
	return false
}

func comparison(f *figure) bool {
	switch f.Measure {
	case schemas.Growth, schemas.Index:
		return f.Unit == "%"
	case schemas.Change, schemas.Multiple:
		return true
	}
	return false
}

// levelCompared is the level or rate that comparison g is about: its link, else the nearest before it in its sentence that fits its unit.
func (b *book) levelCompared(g int) int {
	f := &b.figs[g]
	fits := func(i int) bool {
		h := &b.figs[i]
		if h.Role != schemas.Main || h.Range != "" || comparison(h) {
			return false
		}
		return f.Measure != schemas.Change || sameScale(f, h)
	}
	if f.Unit == "pp" && g > 0 && b.figs[g-1].Unit == "%" && b.figs[g-1].sentence == f.sentence && b.figs[g-1].of == f.of && fits(g-1) {
		return g - 1 // "đạt 53,1% kế hoạch, cao hơn 4,2 điểm phần trăm"
	}
	if o := f.of; o >= 0 && o < len(b.figs) {
		if fits(o) {
			return o
		}
		return schemas.None
	}
	for i := g - 1; i >= 0 && i >= g-3 && b.figs[i].sentence == f.sentence; i-- {
		if fits(i) && b.figs[i].Unit != "%" || fits(i) && f.Measure == schemas.Change && relative(&b.figs[i]) {
			return i
		}
	}
	return schemas.None
}

// sameScale reports that a change can be a change of the level: the same unit, or points of a percentage.
func sameScale(change, level *figure) bool {
	if rankStep(change) {
		return level.base.Family == "rank"
	}
	points := relative(change) && change.Unit != "x" && level.Unit == "%"
	return points || change.base.Unit == level.base.Unit || strings.HasPrefix(level.base.Unit, change.base.Unit+"/")
}

// earlierLevel is the level that comparison g was made with; sure where it stands in brackets right behind the comparison, or in the same
// sentence or row under the same words and the base's year.
func (b *book) earlierLevel(g, l int) (at int, sure bool) {
	f := &b.figs[g]
	i := g + 1
	for f.Measure != schemas.Index && i < len(b.figs) && i < g+3 && comparison(&b.figs[i]) && !b.canPrecede(i, l) &&
		!hasAnyWord(b.between(g, i), "so", "cùng kỳ", "kế hoạch", "dự toán", "bằng") {
		i++ // "tăng 4.000 tỷ đồng (8,7%) so với cuối năm trước (46.000 tỷ đồng)"
	}
	if i < len(b.figs) && b.canPrecede(i, l) && b.figs[i].sentence == f.sentence && b.bracketed(g, i) {
		return i, b.baseYear(g) == 0 || b.figs[i].year == b.baseYear(g) || b.figs[i].year == 0 || b.figs[i].year == f.year
	}
	year := b.baseYear(g)
	if year == 0 {
		return schemas.None, false
	}
	for d := 1; d <= earlierWindow; d++ {
		for _, i := range []int{g - d, g + d} {
			if i < 0 || i >= len(b.figs) || i == l || b.figs[i].sentence != f.sentence && b.figs[i].paragraph != f.paragraph {
				continue
			}
			h := &b.figs[i]
			if b.canPrecede(i, l) && h.year == year && h.year != b.figs[l].year && sameWords(h.words, b.figs[l].words) {
				return i, h.paragraph == f.paragraph && h.Measure == b.figs[l].Measure && b.sameStretch(i, l)
			}
		}
	}
	return schemas.None, false
}

// sameStretch reports that two periods of different years cover the same months, so that they can be compared.
func (b *book) sameStretch(i, j int) bool {
	p, q := b.figs[i].Period, b.figs[j].Period
	return p.Instant == q.Instant && p.From.Month == q.From.Month && p.To.Month == q.To.Month && p.To.Day == q.To.Day && !p.Report && !q.Report
}

func (b *book) canPrecede(e, l int) bool {
	f, h := &b.figs[e], &b.figs[l]
	if comparison(f) && (f.depth <= h.depth || f.Measure == schemas.Change) {
		return false
	}
	return e != l && f.base.Unit == h.base.Unit && f.main() && f.num.Value.Sign() > 0 && sameArea(f, h)
}

// bracketed reports that figure i stands at the head of a bracket behind the words of comparison g's base: "so với cùng kỳ (1.570 ha)".
func (b *book) bracketed(g, i int) bool {
	gap := b.between(g, i)
	open := strings.LastIndexByte(gap, '(')
	if open < 0 || len(gap)-open > 40 || strings.ContainsAny(gap[:open], ";") || !hasAnyWord(gap[:open], "so", "cùng kỳ", "năm trước", "tháng trước", "đầu năm") {
		return false
	}
	return !hasAnyWord(gap[open:], "kế hoạch", "dự toán", "tăng", "giảm", "trong đó", "gồm", "chiếm")
}

// baseYear is the year of a comparison's base; 0 where it names none, or where the comparison may be the average of several years.
func (b *book) baseYear(g int) int {
	if p := b.figs[g].Period; b.figs[g].Measure == schemas.Growth && p.From.Month == 0 && p.From.Year > 0 && p.From.Year < p.To.Year {
		return 0
	}
	s := strings.TrimLeft(b.figs[g].Base, "@")
	if len(s) < 4 {
		return 0
	}
	y := 0
	for _, c := range []byte(s[:4]) {
		if c < '0' || c > '9' {
			return 0
		}
		y = 10*y + int(c-'0')
	}
	return y
}

func sameWords(a, b []int32) bool {
	return len(a) > 0 && len(a) == len(b) && overlap(a, b) == len(a)
}

// compared is the comparison g of level l with the earlier level e.
func (b *book) compared(g, l, e int) relation {
	r := relation{stated: g, operands: inOrder(l, e), complete: true, kind: schemas.CheckDifference}
	switch b.figs[g].Measure {
	case schemas.Change:
		if rankStep(&b.figs[g]) {
			return b.minus(schemas.CheckDifference, g, e, l)
		}
		return b.minus(schemas.CheckDifference, g, l, e)
	case schemas.Growth:
		minus := Point(hundred())
		r.compute = func(at func(int) Interval) (Interval, bool) {
			q, ok := percent(l, e)(at)
			return q.Sub(minus), ok
		}
		r.terms = terms{formula: "100 * %s / %s - 100", figs: []int{l, e}, vi: "mức %s so với %s", en: "the level %s against %s"}
	default:
		scale := hundred()
		if b.figs[g].Measure == schemas.Multiple {
			scale = big.NewRat(1, 1)
		}
		r.kind, r.compute = schemas.CheckRatio, quotient(l, e, scale)
		r.terms = terms{formula: "100 * %s / %s", figs: []int{l, e}, vi: "mức %s so với %s", en: "the level %s against %s"}
		if b.figs[g].Measure == schemas.Multiple {
			r.terms.formula = "%s / %s"
		}
	}
	return r
}
