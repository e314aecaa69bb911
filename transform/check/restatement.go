package check

import (
	"fmt"
	"slices"
	"strings"

	"solieu/schemas"
)

// findRestatements compares figures that state the same quantity twice: the same words, unit, period, area, status and base.
// A difference is called one only where the phrase is long enough to be a name and the catalogue knows it; anything else is only confirmed.
func findRestatements(b *book) {
	first := make(map[string]int)
	for i := range b.figs {
		f := &b.figs[i]
		if len(f.words) < 4 || significant(f) < 2 || f.Range != "" || f.Indicator == "" || f.Role == schemas.Denominator {
			continue
		}
		k := b.identity(i)
		j, seen := first[k]
		if !seen {
			first[k] = i
			continue
		}
		if b.figs[j].sentence == f.sentence {
			continue
		}
		r := relation{
			kind: schemas.CheckRestatement, stated: i, operands: []int{j}, soft: true, claimed: b.sameThing(j, i),
			compute: func(at func(int) Interval) (Interval, bool) { return at(j), true },
			terms:   terms{formula: "%s", figs: []int{j}, bare: true, vi: "cùng chỉ tiêu, nơi khác ghi %s", en: "the same quantity is stated elsewhere as %s"},
		}
		b.add(r)
	}
}

// identity is what two figures must share to be the same quantity.
func (b *book) identity(i int) string {
	f := &b.figs[i]
	words := make([]string, len(f.words))
	for k, w := range f.words {
		words[k] = b.vocab[w]
	}
	slices.Sort(words)
	return fmt.Sprint(strings.Join(words, " "), "|", f.base.Unit, f.Measure, f.Role, f.Status, f.Period, "|", lower(f.Base), "|", f.Area)
}

// sameThing reports that nothing but the number differs and that the two numbers are near enough to be two versions of one.
func (b *book) sameThing(i, j int) bool {
	f, g := &b.figs[i], &b.figs[j]
	if f.IndicatorCode == "" || f.IndicatorCode != g.IndicatorCode || f.Period.IsZero() || len(f.words) < 4 || !sameWords(f.context, g.context) {
		return false
	}
	if f.paragraph == g.paragraph || b.inTable(i) || b.inTable(j) || f.parent != schemas.None || g.parent != schemas.None {
		return false
	}
	if !b.firm(i, j) || f.Measure == schemas.Change || f.UnitMult != g.UnitMult || f.Ambiguous != "" || g.Ambiguous != "" {
		return false
	}
	q, ok := Point(f.num.Value).Div(Point(g.num.Value))
	return ok && q.Lo.Cmp(pow10(0).SetFrac64(4, 5)) > 0 && q.Lo.Cmp(pow10(0).SetFrac64(5, 4)) < 0
}
