package check

import (
	"math/big"
	"slices"
	"strings"

	"solieu/schemas"
)

func one() *big.Rat     { return big.NewRat(1, 1) }
func hundred() *big.Rat { return big.NewRat(100, 1) }

// findRatios checks count / total = printed %: "106/283 trường đạt chuẩn, đạt 37,46%".
func findRatios(b *book) {
	for d := range b.figs {
		f := &b.figs[d]
		if f.Role != schemas.Denominator || f.base.Family == "rank" || f.base.Family == "score" || relative(f) {
			continue
		}
		a := b.mainOf(d)
		if a == schemas.None || b.figs[a].base.Family == "rank" {
			continue
		}
		rates := b.percentsAbout(a, d, isAttainment)
		for _, p := range rates {
			r := relation{
				kind: schemas.CheckRatio, stated: p, operands: inOrder(a, d), complete: true, claimed: len(rates) == 1 && p <= d+1 && b.plainly(d, p) && !b.figs[p].isHedged(),
				compute: percent(a, d),
				terms: terms{formula: "100 * %s / %s", figs: []int{a, d},
					vi: "%s trên tổng số %s", en: "%s out of %s"},
			}
			if b.figs[p].Measure == schemas.Attainment {
				r.kind = schemas.CheckAttainment
			}
			b.add(r)
		}
	}
}

// findStatedWholes checks "làm rõ 520 vụ trong tổng số 580 vụ, đạt 89,7%": a part, its whole in words, and the percentage right behind, or before
// the part in its bracket: "đạt 9,8% (1.470 tỷ đồng) kế hoạch, trên tổng số 15.000 tỷ đồng".
func findStatedWholes(b *book) {
	for d := 1; d < len(b.figs); d++ {
		a := d - 1
		f, g := &b.figs[a], &b.figs[d]
		if f.Role != schemas.Main || g.Role != schemas.Main || !summable(f) || !summable(g) || !alike(f, g) || f.num.Value.Cmp(g.num.Value) > 0 ||
			f.sentence != g.sentence || !hasAnyWord(b.between(a, d), "trong tổng số", "trên tổng số", "trong tổng", "trên tổng", "trong số") {
			continue
		}
		for _, p := range []int{d + 1, a - 1} {
			if b.rateOfPair(p, a, d) {
				r := b.share(p, a, d)
				if b.figs[p].Measure == schemas.Attainment {
					r.kind = schemas.CheckAttainment
				}
				r.claimed = (p < a || b.plainly(d, p)) && b.firm(p, a, d)
				b.add(r)
			}
		}
	}
}

// rateOfPair reports that percentage p stands right behind part a and whole d, or before both with a in its bracket.
func (b *book) rateOfPair(p, a, d int) bool {
	if p < 0 || p >= len(b.figs) {
		return false
	}
	h := &b.figs[p]
	return isAttainment(h) && h.main() && h.sentence == b.figs[d].sentence && (p > d || h.of == a)
}

// findOutOf checks "tiếp nhận 742 tin báo, đã giải quyết 689 tin, đạt 92,9%": two counts of one thing, the second out of the first, and what
// it amounts to. The first one may stand in the sentence before.
func findOutOf(b *book) {
	for p := range b.figs {
		f := &b.figs[p]
		if f.Unit != "%" || f.Measure != schemas.Rate || !f.main() || f.of < 0 || f.of >= p || f.of < p-2 || f.sentence != b.figs[f.of].sentence {
			continue
		}
		a := f.of
		if !b.figs[a].amount() || !hasAnyWord(b.before(p), "đạt", "chiếm", "bằng") && !strings.Contains(b.before(p), "(") || b.figs[a].parent != schemas.None && b.figs[a].Opener == schemas.OpenBracket {
			continue
		}
		for i, tries := a-1, 0; i >= 0 && i >= a-shareWindow && tries < 4; i-- {
			g := &b.figs[i]
			if g.Section != f.Section || g.sentence < f.sentence-1 {
				break
			}
			if !g.amount() || !alike(g, &b.figs[a]) || g.num.Value.Cmp(b.figs[a].num.Value) <= 0 || planned(g) != planned(&b.figs[a]) || !samePeriod(g, f) {
				continue
			}
			tries++
			r := b.share(p, a, i)
			r.kind = schemas.CheckRatio
			r.claimed = tries == 1 && i == a-1 && a == p-1 && b.settles(a) && b.plainly(a, p) && b.firm(i, a, p)
			if b.add(r) || r.claimed {
				break
			}
		}
	}
}

// settles reports that the words before count a say that it is what was dealt with of what came in before it.
func (b *book) settles(a int) bool {
	lead := b.before(a)
	return b.figs[a].sentence == b.figs[a-1].sentence && !strings.ContainsAny(lead, ";.") &&
		hasAnyWord(lead, "đã giải quyết", "giải quyết", "giải quyết xong", "làm rõ", "khám phá", "xử lý", "hòa giải thành", "thi hành xong", "trả lời")
}

// plainly reports that nothing but "đạt", "chiếm", "tỷ lệ" or a bracket stands between a count over its total and the percentage: any noun
// ("tỷ lệ lấp đầy 68%") makes the percentage one of something else.
func (b *book) plainly(d, p int) bool {
	if p < d {
		return true
	}
	gap := b.between(d, p)
	if strings.Contains(gap, ";") {
		return false
	}
	said := strings.ContainsAny(gap, "(=|")
	if i := strings.LastIndexAny(gap, ",(:=|"); i >= 0 {
		gap = gap[i+1:]
	} else if i := indexWord(gap, "đạt"); i >= 0 {
		gap = gap[i:]
	} else if i := indexWord(gap, "chiếm"); i >= 0 {
		gap = gap[i:]
	}
	for _, w := range syllables(gap) {
		switch w {
		case "đạt", "chiếm", "bằng", "tỷ", "tỉ", "lệ", "tương", "ứng", "vượt":
			said = true
		case "với", "là", "ước", "khoảng", "gần", "trên", "hơn", "được":
		default:
			if id, ok := b.intern[w]; !ok || !slices.Contains(b.figs[min(d, p)].context, id) && (d == 0 || !slices.Contains(b.figs[d-1].context, id)) {
				return false // a word that the count's own name does not have
			}
		}
	}
	return said
}
