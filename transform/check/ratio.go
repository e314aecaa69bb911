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
				kind: schemas.CheckRatio, stated: p, operands: inOrder(a, d), complete: true, claimed: len(rates) == 1 && b.plainly(d, p) && !b.figs[p].isHedged(),
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

// findStatedWholes checks "làm rõ 520 vụ trong tổng số 580 vụ, đạt 89,7%": a part, its whole in words, and the percentage right behind.
func findStatedWholes(b *book) {
	for d := 1; d+1 < len(b.figs); d++ {
		a, p := d-1, d+1
		f, g, h := &b.figs[a], &b.figs[d], &b.figs[p]
		if f.Role != schemas.Main || g.Role != schemas.Main || !summable(f) || !summable(g) || !alike(f, g) || f.num.Value.Cmp(g.num.Value) > 0 ||
			f.sentence != g.sentence || h.sentence != g.sentence || !isAttainment(h) || h.Measure == schemas.Attainment || h.Range != "" ||
			!hasAnyWord(b.between(a, d), "trong tổng số", "trên tổng số", "trong tổng", "trên tổng", "trong số") {
			continue
		}
		r := b.share(p, a, d)
		r.claimed = b.plainly(d, p) && !f.isHedged() && !g.isHedged() && !h.isHedged()
		b.add(r)
	}
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
