package check

import (
	"strings"

	"solieu/schemas"
)

// left checks what remains of a target or a total: "2.601/2.629 nhà (còn lại 28 hộ)", "1.906/2.450 người (77,8%), còn phải phát triển 544 người".
// It is claimed where the rest is counted in the same noun right behind the pair.
func (b *book) left(t int) {
	a := b.mainOf(t)
	if a == schemas.None {
		return
	}
	hi := max(a, t)
	for i := hi + 1; i < len(b.figs) && i <= hi+2 && b.figs[i].sentence == b.figs[t].sentence; i++ {
		f := &b.figs[i]
		if relative(f) || f.base.Family != b.figs[t].base.Family || !hasAnyWord(b.before(i), "còn", "còn lại", "chưa") {
			continue
		}
		r := b.minus(schemas.CheckDifference, i, t, a)
		r.claimed = f.amount() && f.base.Unit == b.figs[t].base.Unit && b.firm(i, t, a) && !strings.ContainsAny(b.between(hi, i), ";.") &&
			hasAnyWord(b.before(i), "còn phải", "còn lại", "còn thiếu") && b.figs[a].num.Value.Cmp(b.figs[t].num.Value) < 0
		b.add(r)
		return
	}
}

// restReach is how many figures before a rest its minuend and subtrahend may stand.
const restReach = 16

// rest checks what is left of an amount: "có 45 dự án chậm tiến độ, đã tháo gỡ 27 dự án, còn lại 18 dự án". It is only ever confirmed, by equality of
// the amounts nearest to it; further ones need digits enough not to agree by chance.
func (b *book) rest(i int) {
	f := &b.figs[i]
	if !hasAnyWord(b.before(i), "còn", "còn lại") || f.num.Value.Sign() <= 0 {
		return
	}
	var near []int
	for k := i - 1; k >= 0 && k >= i-restReach && b.figs[k].sentence >= f.sentence-1; k-- {
		if g := &b.figs[k]; alike(f, g) && g.amount() && g.num.Value.Sign() > 0 {
			near = append(near, k)
		}
	}
	for x, c := range near {
		for y, a := range near {
			far := i-min(a, c) > 8
			if x == y || far && (significant(f) < 3 || significant(&b.figs[a]) < 3) {
				continue
			}
			if r := b.minus(schemas.CheckDifference, i, a, c); b.try(r) == schemas.Exact {
				b.add(r)
				return
			}
		}
	}
}
