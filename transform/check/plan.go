package check

import (
	"slices"
	"strings"

	"solieu/schemas"
)

// planWindow is how many figures back a plan may have been stated; a report's chapters are shorter than that.
const planWindow = 48

// findPlans checks attainments whose plan was stated elsewhere: "Tổng kế hoạch vốn là 2.000 tỷ đồng. … Giải ngân 1.500 tỷ đồng, đạt 75% kế hoạch."
// Parts of the actual are compared with the parts of the plan of the same words.
func findPlans(b *book) {
	matched := make(map[int]int) // actual → plan, for the parts below
	for p := range b.figs {
		f := &b.figs[p]
		if f.Unit != "%" || f.Measure != schemas.Attainment || f.Role != schemas.Main || f.Range != "" {
			continue
		}
		a := b.levelOf(p)
		if a == schemas.None || b.hasTarget(a) {
			continue
		}
		if !b.comparePlan(p, a, matched) {
			b.remainder(a, p)
		}
	}
}

// levelOf is the level that a relative figure qualifies: its link, else the level right before it in the same clause.
func (b *book) levelOf(p int) int {
	if o := b.figs[p].of; o >= 0 && o < len(b.figs) {
		if relative(&b.figs[o]) {
			return schemas.None
		}
		return o
	}
	for i := p - 1; i >= 0 && i >= p-3 && b.figs[i].sentence == b.figs[p].sentence; i-- {
		f := &b.figs[i]
		if !relative(f) {
			if f.Role == schemas.Main && f.depth == b.figs[p].depth && !strings.Contains(b.between(i, p), ";") {
				return i
			}
			return schemas.None
		}
	}
	return schemas.None
}

func (b *book) hasTarget(a int) bool {
	for _, i := range b.figs[a].about {
		if b.figs[i].Role == schemas.Target && !relative(&b.figs[i]) {
			return true
		}
	}
	return a+1 < len(b.figs) && b.figs[a+1].Role == schemas.Target && b.mainOf(a+1) == a
}

// comparePlan looks for the plan of actual a: a plan among the figures before it with its unit and its words. It reports whether one was found.
func (b *book) comparePlan(p, a int, matched map[int]int) bool {
	best, score, rivals := schemas.None, 0, 0
	for i := a - 1; i >= 0 && i >= a-planWindow; i-- {
		n := b.planScore(p, a, i, matched)
		switch {
		case n > score:
			best, score, rivals = i, n, 0
		case n == score && n > 0:
			rivals++
		}
	}
	if best == schemas.None {
		return b.notedPlan(p, a)
	}
	r := attainment(b.scene, a, best, p)
	r.claimed = rivals == 0 && (b.certain(p, a, best, matched) || b.named(p, a, best))
	if !b.add(r) && !r.claimed {
		return false
	}
	matched[a] = best
	return true
}

// planScore is how well figure i fits as the plan of actual a; 0 where it cannot be.
func (b *book) planScore(p, a, i int, matched map[int]int) int {
	f, g := &b.figs[i], &b.figs[a]
	if f.base.Unit != g.base.Unit || f.Measure != schemas.Level || f.Role != schemas.Main || f.Range != "" || !b.isPlan(i) ||
		!sameArea(f, g) || (f.year != 0 && !b.planYearFits(f, g)) || b.figs[p].sentence == f.sentence {
		return 0
	}
	name := without(b.fullName(i), b.planWords())
	shared, sibling := overlap(name, g.context), b.siblingPlans(a, i, matched)
	if shared < 2 && !sibling && !b.atHand(p, a, i, planWindow) || shared == 0 && sibling {
		return 0
	}
	score := 60 + 4*shared - 2*len(without(name, g.context))
	if (f.parent == schemas.None) != (g.parent == schemas.None) {
		score -= 8
	}
	if len(f.kids) > 0 && len(g.kids) > 0 {
		score += 4
	}
	if b.sameOwner(p, i) {
		score += 6
	} else if b.otherOwner(p, i) {
		return 0
	}
	if b.siblingPlans(a, i, matched) {
		score += 8
	}
	if b.named(p, a, i) {
		score += 12
	}
	return score
}

// atHand reports that i is the total plan of the same section, at most reach sentences back, and that rate p does not name another owner of its plan:
// its words need not be repeated.
func (b *book) atHand(p, a, i, reach int) bool {
	f, g := &b.figs[i], &b.figs[a]
	return f.parent == schemas.None && g.parent == schemas.None && f.Section == g.Section && g.sentence-f.sentence <= reach &&
		hasAnyWord(lower(f.Indicator), "tổng", "kế hoạch") && (b.sameOwner(p, i) || len(b.ownerOfRate(p)) == 0 && !b.siblingRate(p))
}

// planYearFits: a plan of the year is compared with what was done in it, or until soon after its end.
func (b *book) planYearFits(plan, actual *figure) bool {
	return actual.year == 0 || actual.year == plan.year || actual.year == plan.year+1 && actual.Period.From.Year == plan.year
}

// isPlan reports that a level is a plan by its status or by the words of its indicator.
func (b *book) isPlan(i int) bool {
	f := &b.figs[i]
	if planned(f) {
		return true
	}
	l := lower(f.Indicator)
	if f.parent >= 0 && f.parent < i && b.isPlan(f.parent) {
		return true // what is part of a plan is planned
	}
	return hasAnyWord(l, "tổng kế hoạch", "kế hoạch vốn", "kế hoạch đầu tư", "dự toán", "được giao") && !hasAnyWord(b.before(i), "đạt", "thực hiện", "giải ngân")
}

// fullName is the name of a plan with that of the total that it is a part of: "vốn sự nghiệp" of "ngân sách Trung ương".
func (b *book) fullName(i int) []int32 {
	f := &b.figs[i]
	if f.parent < 0 || f.parent >= len(b.figs) || f.parent == i {
		return f.context
	}
	return inWords(f.context, b.figs[f.parent].context)
}

func inWords(a, c []int32) []int32 {
	out := append(slices.Clone(a), c...)
	slices.Sort(out)
	return slices.Compact(out)
}

// named reports that the actual carries all words of a part of a plan that stands at most three sentences back, three words or more.
func (b *book) named(p, a, i int) bool {
	f, g := &b.figs[i], &b.figs[a]
	own := without(f.words, b.planWords())
	return f.parent != schemas.None && f.Section == g.Section && g.sentence-f.sentence <= 3 && g.sentence >= f.sentence && len(g.words) >= 4 && len(own) >= 2 &&
		within(own, g.words) && within(without(g.words, b.planWords()), b.fullName(i)) && len(b.ownerOfRate(p)) == 0 && !b.siblingRate(p) && b.firm(p, a, i)
}

// notedPlan compares an actual with the plan in its own footnote: "ước đạt 3.106 tỷ đồng³, đạt 101,5% dự toán … ³ Dự toán tỉnh giao 3.060 tỷ đồng".
func (b *book) notedPlan(p, a int) bool {
	if a > p {
		return false
	}
	k := strings.IndexAny(b.between(a, p), "⁰¹²³⁴⁵⁶⁷⁸⁹")
	if k < 0 {
		return false
	}
	mark := superscript(b.text[b.figs[a].End+k:])
	for i := a + 1; i < len(b.figs) && i <= a+planWindow; i++ {
		f := &b.figs[i]
		if body, _ := b.noteBody(i); body != mark || !f.amount() || f.base.Unit != b.figs[a].base.Unit || !b.isPlan(i) || b.otherOwner(p, i) {
			continue
		}
		if b.confirm(attainment(b.scene, a, i, p)) {
			return true
		}
	}
	return false
}

func (b *book) planWords() []int32 {
	return b.contentWords("kế hoạch dự toán chỉ tiêu năm vốn nguồn")
}

// otherOwner reports that rate and plan name different owners.
func (s *scene) otherOwner(p, t int) bool {
	mine := s.ownerOfRate(p)
	theirs := s.ownerOfPlan(t)
	if len(mine) == 0 || len(theirs) == 0 {
		// a rate on somebody's plan is not compared with a plan that does not say whose it is where a sibling rate has another owner
		return len(mine) > 0 && !slices.Contains(mine, "province") && s.siblingRate(p)
	}
	return !s.sameOwner(p, t)
}

// siblingRate reports that the level of rate p has a second attainment, so that two plans are in play.
func (s *scene) siblingRate(p int) bool {
	for _, i := range []int{p - 1, p + 1} {
		if i >= 0 && i < len(s.figs) && s.figs[i].sentence == s.figs[p].sentence && s.figs[i].Measure == schemas.Attainment && s.figs[i].of == s.figs[p].of {
			return true
		}
	}
	return false
}

// siblingPlans reports that a is a part of an actual whose plan is known, and i a part of that plan.
func (b *book) siblingPlans(a, i int, matched map[int]int) bool {
	total, ok := matched[b.figs[a].parent]
	return ok && b.figs[i].parent == total
}

// certain reports that words and structure leave no doubt that plan i is what rate p refers to.
func (b *book) certain(p, a, i int, matched map[int]int) bool {
	if b.figs[i].Section != b.figs[a].Section || b.figs[a].paragraph-b.figs[i].paragraph > 12 {
		return false
	}
	if b.siblingPlans(a, i, matched) {
		return !b.siblingRate(p) || slices.Contains(b.ownerOfRate(p), "province")
	}
	return b.sameOwner(p, i) && (b.atHand(p, a, i, 3) || overlap(without(b.figs[i].context, b.planWords()), b.figs[a].context) >= 2)
}

// remainder checks "giải ngân 745 tỷ đồng, đạt 66% kế hoạch (còn 380 tỷ đồng không giải ngân được)": plan = done + left.
func (b *book) remainder(a, p int) {
	i := p + 1
	if i >= len(b.figs) || b.figs[i].base.Unit != b.figs[a].base.Unit || b.figs[i].sentence != b.figs[p].sentence {
		return
	}
	if !hasAnyWord(b.before(i), "còn", "còn lại") || !strings.ContainsAny(b.between(p, i), "(,;") {
		return
	}
	b.add(relation{
		kind: schemas.CheckAttainment, stated: p, operands: inOrder(a, i),
		compute: func(at func(int) Interval) (Interval, bool) {
			left, ok := at(i).Div(at(a)) // the rate is 100 / (1 + left/done): each number occurs once
			if !ok {
				return left, false
			}
			return Point(hundred()).Div(left.Add(Point(one())))
		},
		terms: terms{formula: "100 * %s / (%[1]s + %[2]s)", figs: []int{a, i},
			vi: "thực hiện %s, còn lại %s", en: "%s done, %s left"},
	})
}
