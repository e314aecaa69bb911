package check

import (
	"math/big"
	"strings"

	"solieu/schemas"
)

// findDirections checks that the words of a verdict agree with the numbers: "vượt kế hoạch" with 98 %, "không đạt" with 102 %,
// "giảm từ 4,5 xuống 5". These are the gravest contradictions: a reader who trusts the words decides wrongly.
func findDirections(b *book) {
	for i := range b.figs {
		f := &b.figs[i]
		switch {
		case f.Measure == schemas.Attainment && f.Unit == "%" && f.Role == schemas.Main && f.Range == "":
			b.planVerdict(i)
		case f.Role == schemas.Target && !relative(f):
			b.targetVerdict(i)
		}
	}
	b.fromTo()
	b.namedPlans()
}

// namedPlans compares a level with the plan that the words set against it: "lên 1.434 USD, thấp hơn kế hoạch đề ra là 1.495 USD".
func (b *book) namedPlans() {
	for t := 1; t < len(b.figs); t++ {
		f, g := &b.figs[t], &b.figs[t-1]
		lead := b.before(t)
		if f.sentence != g.sentence || f.depth != g.depth || !g.main() || f.Range != "" || !b.firm(t, t-1) || f.Measure != schemas.Level && f.Measure != schemas.Rate ||
			g.Measure != schemas.Level && g.Measure != schemas.Rate || strings.ContainsAny(lead, ";.(") || !sameScale(f, g) || f.UnitMult != g.UnitMult {
			continue
		}
		below := hasAnyWord(lead, "thấp hơn kế hoạch", "thấp hơn mục tiêu", "thấp hơn chỉ tiêu", "chưa đạt kế hoạch", "không đạt kế hoạch", "thấp hơn dự toán")
		above := hasAnyWord(lead, "cao hơn kế hoạch", "cao hơn mục tiêu", "cao hơn chỉ tiêu", "vượt kế hoạch", "vượt mục tiêu", "vượt chỉ tiêu", "cao hơn dự toán", "vượt dự toán")
		if below == above || !hasAnyWord(lead, "là", "đề ra", "giao", "đặt ra") {
			continue // "vượt kế hoạch 5 xã" says by how much
		}
		b.add(b.verdict(t, t-1, above))
	}
}

// verdict is the relation actual ≥ plan, or ≤ where the words say that the plan was missed.
func (b *book) verdict(plan, actual int, above bool) relation {
	r := relation{
		kind: schemas.CheckDirection, stated: plan, operands: []int{actual}, order: atLeast, claimed: true, decision: true, complete: true,
		compute: func(at func(int) Interval) (Interval, bool) { return at(actual), true },
		terms:   terms{formula: "%s", figs: []int{actual}, vi: "“vượt kế hoạch” với %s", en: "“above plan” with %s"},
	}
	if !above {
		r.order = atMost
		r.terms.vi, r.terms.en = "“không đạt kế hoạch” với %s", "“below plan” with %s"
	}
	return r
}

// verdictWords reads the plan verdict right before figure i: +1 vượt, -1 không đạt or chưa đạt, 0 none.
func (b *book) verdictWords(i int) int {
	lead := b.before(i)
	if n := len(lead); n > 40 {
		lead = lead[strings.IndexByte(lead[n-40:], ' ')+n-39:]
	}
	if cut := strings.LastIndexAny(lead, ",;.:("); cut >= 0 {
		lead = lead[cut+1:]
	}
	switch {
	case hasAnyWord(lead, "không đạt", "chưa đạt", "không hoàn thành", "chưa hoàn thành", "không vượt", "chưa vượt", "thấp hơn"):
		return -1
	case hasAnyWord(lead, "đạt và vượt", "vượt hoặc", "phấn đấu"):
		return 0
	case hasWord(lead, "vượt"):
		return 1
	}
	return 0
}

// planVerdict compares "vượt" and "không đạt" with the percentage of the plan printed behind them.
func (b *book) planVerdict(i int) {
	f := &b.figs[i]
	word := b.verdictWords(i)
	if word == 0 || f.isHedged() || b.excess(i) || !hasAnyWord(b.after(i), "kế hoạch", "kh", "dự toán", "chỉ tiêu", "nghị quyết") {
		return
	}
	if word < 0 && f.num.Value.Cmp(hundred()) == 0 {
		return // "không đạt 100% kế hoạch" names the mark that was missed
	}
	b.add(b.against(i, word, hundred()))
}

// against is the relation rate ≥ 100 % (vượt) or rate ≤ 100 % (không đạt).
func (b *book) against(i, word int, mark *big.Rat) relation {
	r := relation{
		kind: schemas.CheckDirection, stated: schemas.None, result: exactly(mark), operands: []int{i}, order: atLeast, claimed: true, decision: true, complete: true,
		compute: func(at func(int) Interval) (Interval, bool) { return at(i), true },
		terms:   terms{formula: "%s", figs: []int{i}, vi: "“vượt kế hoạch” với tỷ lệ %s", en: "“above plan” with a rate of %s"},
	}
	if word < 0 {
		r.order = atMost
		r.terms.vi, r.terms.en = "“không đạt kế hoạch” với tỷ lệ %s", "“below plan” with a rate of %s"
	}
	return r
}

// targetVerdict compares "vượt" and "không đạt" with an actual and its target: "vượt kế hoạch với 95/100 xã".
func (b *book) targetVerdict(t int) {
	a := b.mainOf(t)
	if a == schemas.None || b.figs[a].isHedged() || b.figs[t].isHedged() {
		return
	}
	word := b.verdictWords(min(a, t))
	if word == 0 || !hasAnyWord(b.before(min(a, t)), "kế hoạch", "kh", "chỉ tiêu", "dự toán") {
		return
	}
	b.add(b.verdict(t, a, word > 0))
}

// fromTo checks "giảm từ 5 xuống 4,5" and "tăng từ 4 lên 5".
func (b *book) fromTo() {
	for i := 0; i+1 < len(b.figs); i++ {
		f, g := &b.figs[i], &b.figs[i+1]
		if f.sentence != g.sentence || f.base.Unit != g.base.Unit || f.Role != schemas.Main || g.Role != schemas.Main {
			continue
		}
		lead, gap := b.before(i), b.between(i, i+1)
		if len(gap) > 120 || !hasSuffixWord(lead, "từ") || strings.ContainsAny(gap, ";.") {
			continue
		}
		down, up := hasWord(gap, "xuống"), hasWord(gap, "lên")
		if down == up || hasAnyWord(gap, "tăng", "giảm") {
			continue
		}
		if f.num.Value.Sign() <= 0 || g.num.Value.Sign() <= 0 || f.UnitMult != g.UnitMult {
			continue // a verb's sign was read into an end point, or a number in several numerals was cut
		}
		r := b.within(i, i+1)
		r.kind, r.complete, r.claimed, r.soft, r.decision = schemas.CheckDirection, true, true, false, true
		r.terms = terms{formula: "%s", figs: []int{i + 1}, vi: "“xuống” đến %s", en: "“down” to %s"}
		if up {
			r.order = atLeast
			r.terms.vi, r.terms.en = "“lên” đến %s", "“up” to %s"
		}
		if q := new(big.Rat).Quo(g.num.Value, f.num.Value); q.Cmp(big.NewRat(1, 2)) < 0 || q.Cmp(big.NewRat(2, 1)) > 0 {
			r.claimed = false // too far apart to be two states of one quantity
		}
		b.add(r)
	}
}

func hasSuffixWord(s, word string) bool {
	return strings.HasSuffix(strings.TrimRight(s, " *_\n"), word)
}
