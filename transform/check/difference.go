package check

import (
	"strings"

	"solieu/schemas"
)

// findDifferences checks subtractions: growth and change against the level ("9.593 vụ … giảm 636 vụ (giảm 6,22%)"), what is left of a
// target, and balances ("bội chi" = chi − thu).
func findDifferences(b *book) {
	for i := range b.figs {
		f := &b.figs[i]
		switch {
		case f.Measure == schemas.Growth && f.Unit == "%" && f.Range == "":
			b.growthOfChange(i)
		case f.Measure == schemas.Level && (f.Role == schemas.Target || f.Role == schemas.Denominator):
			b.left(i)
		case f.Measure == schemas.Level && f.Role == schemas.Main && summable(f):
			b.rest(i)
		}
	}
	b.balances()
}

// growthOfChange finds the absolute change that stands beside growth g, and the level that both speak of.
func (b *book) growthOfChange(g int) {
	c := b.changeBeside(g)
	if c == schemas.None {
		return
	}
	l, linked := b.levelOfChange(c, g)
	if l == schemas.None {
		return
	}
	r := b.growth(g, c, l)
	r.claimed = linked && b.firm(l, c, g) && significant(&b.figs[c]) >= 2 && b.onlyLevel(l, c)
	b.add(r)
}

// changeBeside is the change next to growth g: "giảm 636 vụ (giảm 6,22%)", "tăng 5,2% (tăng 120 vụ)".
func (b *book) changeBeside(g int) int {
	for _, i := range []int{g - 1, g + 1} {
		if i < 0 || i >= len(b.figs) || b.figs[i].sentence != b.figs[g].sentence {
			continue
		}
		f := &b.figs[i]
		gap := b.between(min(i, g), max(i, g))
		if f.Measure != schemas.Change || relative(f) || f.Range != "" || f.num.Value.Sign()*b.figs[g].num.Value.Sign() <= 0 {
			continue
		}
		if len(gap) > 80 || strings.ContainsAny(gap, ";.") {
			continue
		}
		if f.Base != "" && b.figs[g].Base != "" && plainBase(f.Base) != plainBase(b.figs[g].Base) {
			continue
		}
		return i
	}
	return schemas.None
}

// plainBase is a base without the marks that tell a year from its end and from the same months of it.
func plainBase(base string) string {
	return strings.TrimSuffix(strings.TrimPrefix(base, "@"), "-same")
}

// levelOfChange is the level that change c changed: the linked one, else the one before it of its unit with the most words in common.
func (b *book) levelOfChange(c, g int) (level int, linked bool) {
	for _, o := range []int{b.figs[c].of, b.figs[g].of} {
		if o >= 0 && o < len(b.figs) && b.fitsChange(o, c) {
			return o, b.figs[c].of == o && b.figs[g].of == o
		}
	}
	best, score := schemas.None, 0
	words := without(b.figs[c].words, b.contentWords("tăng giảm thêm so cùng kỳ tốc độ"))
	for i := c - 1; i >= 0 && i >= c-shareWindow; i-- {
		f := &b.figs[i]
		if f.Section != b.figs[c].Section || b.figs[c].sentence-f.sentence > 6 {
			break
		}
		if !b.fitsChange(i, c) || !b.growthHolds(g, c, i) {
			continue
		}
		if n := 2*overlap(words, f.words) + 1; n > score {
			best, score = i, n
		}
	}
	return best, false
}

// onlyLevel reports that l stands before change c in one sentence with no other level of its unit between them or before it.
func (b *book) onlyLevel(l, c int) bool {
	for i := c - 1; i >= 0 && b.figs[i].sentence == b.figs[c].sentence; i-- {
		if f := &b.figs[i]; i != l && f.base.Unit == b.figs[l].base.Unit && f.Measure == schemas.Level {
			return false
		}
	}
	return b.figs[l].sentence == b.figs[c].sentence && l < c
}

func (b *book) growthHolds(g, c, l int) bool { return b.holds(b.growth(g, c, l)) }

func (b *book) fitsChange(l, c int) bool {
	f, g := &b.figs[l], &b.figs[c]
	return f.Measure == schemas.Level && f.Role == schemas.Main && f.base.Unit == g.base.Unit && samePeriod(f, g) && f.Range == "" && f.num.Value.Sign() > 0
}

// growth is 100 × change / (level − change) = growth. Written as 100 / (level/change − 1) each printed number occurs once, so the interval is tight.
func (b *book) growth(g, c, l int) relation {
	return relation{
		kind: schemas.CheckDifference, stated: g, operands: inOrder(c, l), complete: true,
		compute: func(at func(int) Interval) (Interval, bool) {
			q, ok := at(l).Div(at(c))
			if !ok {
				return q, false
			}
			return Point(hundred()).Div(q.Sub(Point(one())))
		},
		terms: terms{formula: "100 * %s / (%[2]s - %[1]s)", figs: []int{c, l},
			vi: "thay đổi %s so với mức trước đó của %s", en: "the change %s against the earlier level of %s"},
	}
}

func (b *book) minus(kind schemas.CheckKind, stated, a, c int) relation {
	return relation{
		kind: kind, stated: stated, operands: inOrder(a, c), complete: true,
		compute: func(at func(int) Interval) (Interval, bool) { return at(a).Sub(at(c)), true },
		terms:   terms{formula: "%s - %s", figs: []int{a, c}, vi: "%s trừ %s", en: "%s minus %s"},
	}
}

// balance says of which two amounts a balance is the difference. The words are those of budgets, trade and population in every province.
type balance struct{ name, plus, minus string }

func balanceWords() []balance {
	return []balance{
		{"bội chi", "chi", "thu"},
		{"bội thu", "thu", "chi"},
		{"xuất siêu", "xuất khẩu", "nhập khẩu"},
		{"nhập siêu", "nhập khẩu", "xuất khẩu"},
		{"kết dư", "thu", "chi"},
	}
}

// balanceWindow is how many figures before a balance its two sides may stand.
const balanceWindow = 24

// balances checks "bội chi" and the like against the two totals before it: same unit, year and status, and the same words but for the side.
func (b *book) balances() {
	for i := range b.figs {
		f := &b.figs[i]
		if !summable(f) || f.Measure != schemas.Level || f.Role != schemas.Main {
			continue
		}
		name := lower(f.Indicator)
		for _, w := range balanceWords() {
			if hasWord(name, w.name) {
				b.balance(i, w)
			}
		}
	}
}

// balance compares figure i with its two sides. It claims the relation only where all three carry the same words but for the side and stand close
// together; what is left of a budget ("kết dư") also depends on what was carried over, and is never claimed.
func (b *book) balance(i int, w balance) {
	rest := without(b.figs[i].words, b.contentWords(w.name+" giá trị kim ngạch hàng hóa hàng hoá mức"))
	a, c := b.side(i, w.plus, w.minus, rest), b.side(i, w.minus, w.plus, rest)
	switch {
	case a == schemas.None && c != schemas.None:
		b.otherSide(i, c, func(o int) relation { return b.minus(schemas.CheckDifference, i, o, c) })
		return
	case a != schemas.None && c == schemas.None:
		b.otherSide(i, a, func(o int) relation { return b.minus(schemas.CheckDifference, i, a, o) })
		return
	case a == schemas.None:
		return
	}
	r := b.minus(schemas.CheckDifference, i, a, c)
	r.claimed = w.name != "kết dư" && len(rest) > 0 && !b.figs[a].isHedged() && !b.figs[c].isHedged() && i-min(a, c) <= 6 && len(without(b.figs[a].words, b.figs[c].words)) <= 1
	b.add(r)
}

// otherSide looks for the side of balance i whose words do not name it ("đưa kim ngạch 10 tháng lên 52,16 tỷ USD"): the amount before the balance
// that makes it exactly.
func (b *book) otherSide(i, known int, with func(o int) relation) {
	for o := i - 1; o >= 0 && o >= i-2*balanceWindow; o-- {
		f := &b.figs[o]
		if o == known || f.base.Unit != b.figs[i].base.Unit || f.Period != b.figs[known].Period || planned(f) != planned(&b.figs[i]) || !f.amount() || significant(f) < 3 {
			continue
		}
		if r := with(o); b.try(r) == schemas.Exact {
			b.add(r)
			return
		}
	}
}

// side is the amount before balance i that is named by word and not by its opposite.
func (b *book) side(i int, word, opposite string, rest []int32) int {
	for j := i - 1; j >= 0 && j >= i-balanceWindow; j-- {
		f := &b.figs[j]
		if f.base.Unit != b.figs[i].base.Unit || !samePeriod(f, &b.figs[i]) || planned(f) != planned(&b.figs[i]) || !f.amount() {
			continue
		}
		name := strings.TrimPrefix(strings.TrimPrefix(lower(f.Indicator), "tổng "), "kim ngạch ")
		if strings.HasPrefix(name, word) && !hasWord(name, opposite) && (len(rest) == 0 || within(rest, f.words)) {
			return j
		}
	}
	return schemas.None
}
