package check

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"solieu/schemas"
	"solieu/transform/units"
)

// findAverages checks total / count = printed average: "3.781 thành viên, 393 HTX, trung bình 9,6 thành viên/HTX". Per head of population
// the population may stand in another chapter.
func findAverages(b *book) {
	people := b.populations()
	for r := range b.figs {
		b.perYear(r)
		f := &b.figs[r]
		if f.Measure != schemas.Rate || f.Role != schemas.Main || f.Range != "" || f.base.Family != units.Quotient {
			continue
		}
		q, ok := units.Split(f.Unit)
		if !ok {
			continue
		}
		if b.nearAverage(r, q) {
			continue
		}
		if q.Under == "{người}" || q.Under == "{dân}" {
			b.perHead(r, q, people)
		}
	}
}

// nearAverage looks for the two amounts in the sentence of the average, then in the sentences before it ("… Bình quân mỗi hộ 50 triệu đồng").
func (b *book) nearAverage(r int, q units.Fraction) bool {
	return b.averageWithin(r, q, 0) || b.averageWithin(r, q, 3)
}

// averageWithin tries the amounts from back sentences before the average to the end of its own.
func (b *book) averageWithin(r int, q units.Fraction, back int) bool {
	from, to := r, r
	for from > 0 && r-from < 16 && b.figs[from-1].sentence >= b.figs[r].sentence-back && b.figs[from-1].Section == b.figs[r].Section {
		from--
	}
	for to+1 < len(b.figs) && to-r < 6 && b.figs[to+1].sentence == b.figs[r].sentence {
		to++
	}
	for d := to; d >= from; d-- {
		if d == r || !b.amount(d, q.Under) {
			continue
		}
		for n := to; n >= from; n-- {
			if n == d || n == r || !b.amount(n, q.Over) {
				continue
			}
			if a := b.average(r, n, d, q); (d < r || b.try(a) != schemas.Truncated) && b.confirm(a) {
				return true
			}
		}
	}
	return false
}

// perYear checks an average over the years of a period: "5 năm 2020-2024 trồng 15.000 ha, bình quân mỗi năm 3.000 ha". It is only ever confirmed.
func (b *book) perYear(r int) {
	f := &b.figs[r]
	if !f.main() || relative(f) || !hasAnyWord(b.lead(r), "bình quân mỗi năm", "bình quân hằng năm", "bình quân hàng năm", "bình quân một năm",
		"trung bình mỗi năm", "mỗi năm bình quân", "bình quân 1 năm") {
		return
	}
	unit := f.base.Unit
	if k := strings.Index(unit, "/năm"); k > 0 {
		unit = unit[:k]
	}
	for n := r - 1; n >= 0 && n >= r-4 && b.figs[n].sentence == b.figs[r].sentence; n-- {
		g := &b.figs[n]
		years := int64(g.Period.To.Year - g.Period.From.Year + 1)
		if g.base.Unit != unit || !summable(g) || g.Role != schemas.Main || g.Period.From.IsZero() || years < 2 || years > 50 {
			continue
		}
		share, text := big.NewRat(1, years), strconv.FormatInt(years, 10)
		b.confirm(relation{
			kind: schemas.CheckAverage, stated: r, operands: []int{n}, complete: true,
			compute: func(at func(int) Interval) (Interval, bool) { return at(n).Scale(share), true },
			terms:   terms{formula: "%s / " + text, figs: []int{n}, vi: "%s chia đều cho " + text + " năm", en: "%s over " + text + " years"},
		})
		return
	}
}

// amount reports that figure i is a plain level in a unit that can be brought to u.
func (b *book) amount(i int, u string) bool {
	f := &b.figs[i]
	return summable(f) && f.Measure == schemas.Level && f.Role == schemas.Main && (f.base.Unit == b.units.Base(u).Unit || oneNoun(f.base.Unit, u))
}

// oneNoun reports that two counted nouns name one thing: one is the head of the other ({căn}, {căn nhà}), or both are people.
func oneNoun(a, c string) bool {
	if !strings.HasPrefix(a, "{") || !strings.HasPrefix(c, "{") || strings.Contains(a, "/") || strings.Contains(c, "/") {
		return false
	}
	a, c = strings.Trim(a, "{}"), strings.Trim(c, "{}")
	return strings.HasPrefix(a, c+" ") || strings.HasPrefix(c, a+" ") || person(a) && person(c)
}

func person(noun string) bool {
	return slices.Contains([]string{"người", "nhân khẩu", "khẩu", "dân", "lượt người", "lao động", "lượt khách", "khách"}, noun)
}

// average is the relation total / count = rate, brought to the rate's own unit.
func (b *book) average(r, n, d int, q units.Fraction) relation {
	k := new(big.Rat).Inv(b.units.Base(q.Over).Factor)
	k.Mul(k, b.units.Base(q.Under).Factor)
	k.Mul(k, q.Scale)
	return relation{
		kind: schemas.CheckAverage, stated: r, operands: inOrder(n, d), compute: quotient(n, d, k), complete: true, soft: true,
		terms: terms{formula: "%s / %s", figs: []int{n, d}, vi: "%s chia cho %s", en: "%s divided by %s"},
	}
}

// populations are the figures that state the population of the report's area.
func (b *book) populations() []int {
	filler := b.contentWords("dân số trung bình người tỉnh quy mô năm ước thành phố huyện cả nước hiện nay dự kiến kế hoạch thị xã")
	var out []int
	for i := range b.figs {
		f := &b.figs[i]
		if !hasWord(lower(f.Indicator), "dân số") || f.base.Family != units.Count || f.Measure != schemas.Level || f.Role != schemas.Main || f.Range != "" {
			continue
		}
		part := hasAnyWord(lower(f.Indicator), "tăng", "tỷ lệ", "thành thị", "nông thôn", "nam", "nữ", "độ tuổi", "tham gia", "hộ")
		if !part && len(without(f.words, filler)) <= 2 && len(out) < maxParts {
			out = append(out, i)
		}
	}
	return out
}

// perHead compares an average per inhabitant with the amount of the same words and the population of the same year.
func (b *book) perHead(r int, q units.Fraction, people []int) {
	d, sure := b.population(r, people)
	if d == schemas.None {
		return
	}
	want := without(b.figs[r].words, b.contentWords("bình quân đầu người người dân trung bình năm mỗi tính nhân khẩu quy mô"))
	if len(want) == 0 {
		return
	}
	best, score := schemas.None, 0
	for i := max(0, r-shareWindow); i < len(b.figs) && i <= r+shareWindow; i++ {
		f := &b.figs[i]
		if !b.amount(i, q.Over) || !samePeriod(f, &b.figs[r]) || planned(f) != planned(&b.figs[r]) || !within(want, f.words) || b.constantPrices(i) {
			continue
		}
		if n := 100 - 10*len(without(f.words, want)) - abs(r-i); n > score {
			best, score = i, n
		}
	}
	if best == schemas.None {
		return
	}
	rel := b.average(r, best, d, q)
	rel.claimed = sure && abs(b.figs[best].sentence-b.figs[r].sentence) <= 1 && len(want) >= 3 && len(without(b.figs[best].words, want)) <= 3
	b.add(rel)
}

// constantPrices reports an amount at the prices of a base year, which no average per head uses.
func (b *book) constantPrices(i int) bool {
	return hasAnyWord(lower(b.figs[i].Indicator), "giá so sánh", "giá cố định")
}

// population is the population of the rate's year and area; sure where the report states only one.
func (b *book) population(r int, people []int) (at int, sure bool) {
	at = schemas.None
	var values []string
	for _, i := range people {
		if !samePeriod(&b.figs[i], &b.figs[r]) || !sameArea(&b.figs[i], &b.figs[r]) || planned(&b.figs[i]) != planned(&b.figs[r]) {
			continue
		}
		if v := b.figs[i].num.Value.RatString(); !slices.Contains(values, v) {
			values = append(values, v)
		}
		if at == schemas.None || abs(i-r) < abs(at-r) {
			at = i
		}
	}
	sure = at != schemas.None && len(values) == 1 && b.figs[at].year != 0 && b.figs[at].year == b.figs[r].year && strings.TrimSpace(b.figs[at].Indicator) != ""
	return at, sure
}

func abs(n int) int { return max(n, -n) }
