package check

import (
	"math/big"
	"slices"
	"strings"

	"solieu/schemas"
)

// findAttainments checks actual / plan = printed % where both amounts stand together: "22.103/22.553 ha đạt 98% KH".
func findAttainments(b *book) {
	for t := range b.figs {
		f := &b.figs[t]
		if f.Role != schemas.Target || f.Range != "" || relative(f) {
			continue
		}
		a := b.mainOf(t)
		if a == schemas.None {
			continue
		}
		if m := b.figs[a].of; b.figs[a].Role == schemas.Target && m >= 0 && m < len(b.figs) && b.figs[m].num.Value.Cmp(b.figs[a].num.Value) == 0 {
			a = m // "kết nạp 1.250 đoàn viên, đạt 104% (1.250/1.200)" states the actual twice
		}
		rates := b.percentsAbout(a, t, isAttainment)
		for _, p := range rates {
			r := attainment(b.scene, a, t, p)
			if b.figs[p].Measure == schemas.Rate && hasAnyWord(b.before(p), "tỷ lệ", "tỉ lệ") {
				r.kind = schemas.CheckRatio // "đã cho thuê 3.287 ha/4.610 ha, tỷ lệ lấp đầy 71,3%"
			}
			r.claimed = b.claimsAttainment(a, t, p, len(rates) == 1)
			r.plain = p == t+1 && b.figs[p].Measure == schemas.Attainment && strings.HasSuffix(b.between(a, t), "/") // "1.940/2.500 con, đạt 98% KH"
			b.add(r)
		}
	}
}

// claimsAttainment reports that the words leave no doubt that rate p is actual a over plan t. An actual that equals its plan is more often one
// number read twice, unless a slash stands between them.
func (b *book) claimsAttainment(a, t, p int, only bool) bool {
	if b.figs[a].num.Value.Cmp(b.figs[t].num.Value) == 0 {
		return strings.TrimSpace(b.between(a, t)) == "/"
	}
	return (only || b.sameOwner(p, t)) && b.plainly(t, p) && b.firm(p)
}

// attainment is the relation 100 × actual / plan = rate; "vượt 2%" states the excess over 100 %.
func attainment(s *scene, actual, plan, rate int) relation {
	r := relation{
		kind: schemas.CheckAttainment, stated: rate, operands: inOrder(actual, plan), complete: true,
		compute: percent(actual, plan),
		terms: terms{formula: "100 * %s / %s", figs: []int{actual, plan},
			vi: "thực hiện %s trên kế hoạch %s", en: "%s achieved of the planned %s"},
	}
	if s.excess(rate) {
		hundred := Point(big.NewRat(100, 1))
		r.compute = func(at func(int) Interval) (Interval, bool) {
			q, ok := percent(actual, plan)(at)
			if !ok {
				return q, false
			}
			return q.Sub(hundred), true
		}
		r.terms.formula = "100 * %s / %s - 100"
	}
	return r
}

// excess reports whether an attainment states by how much the plan was exceeded ("vượt 0,5% kế hoạch").
func (s *scene) excess(rate int) bool {
	f := &s.figs[rate]
	return strings.HasPrefix(lower(f.Verb), "vượt") && f.num.Value.Cmp(big.NewRat(50, 1)) < 0
}

func isAttainment(f *figure) bool {
	return f.Unit == "%" && (f.Measure == schemas.Attainment || f.Measure == schemas.Rate || f.Measure == schemas.Share || planExcess(f))
}

// planExcess reports a growth over a plan: "vượt 4,7% dự toán".
func planExcess(f *figure) bool {
	return f.Measure == schemas.Growth && strings.HasPrefix(lower(f.Verb), "vượt") && (strings.HasPrefix(f.Base, "plan") || strings.HasPrefix(lower(f.Base), "dự toán"))
}

// relative reports whether a figure is a % or points, which no target of an amount can be.
func relative(f *figure) bool { return f.Unit == "%" || f.Unit == "pp" || f.Unit == "x" }

// mainOf is the figure that target or denominator t belongs to: by its link, else the nearest one before it in its sentence with its unit,
// else, in a table row, the one behind it with its words.
func (b *book) mainOf(t int) int {
	if o := b.figs[t].of; o >= 0 && o < len(b.figs) && b.figs[o].base.Unit == b.figs[t].base.Unit {
		return o
	}
	for i := t - 1; i >= 0 && i >= t-3 && b.figs[i].sentence == b.figs[t].sentence; i-- {
		f := &b.figs[i]
		if f.Role == schemas.Main && f.base.Unit == b.figs[t].base.Unit && f.Measure == b.figs[t].Measure && !strings.Contains(b.between(i, t), "|") {
			return i
		}
	}
	if i := t + 1; i < len(b.figs) && b.row(t, i) {
		f, g := &b.figs[i], &b.figs[t]
		if f.Role == schemas.Main && f.base.Unit == g.base.Unit && (len(f.words) == 0 || within(f.words, g.words)) {
			return i
		}
	}
	return schemas.None
}

// row reports that two figures stand in neighbouring cells of one table row.
func (b *book) row(i, j int) bool {
	gap := b.between(i, j)
	return strings.Contains(gap, "|") && !strings.Contains(gap, "\n")
}

// percentsAbout returns the percentages said of level a with its partner t: linked ones, else the first one behind the pair
// ("104/115 vụ đạt 85%") or the one right before its bracket ("đạt 100% kế hoạch (700/700 người)").
func (b *book) percentsAbout(a, t int, want func(*figure) bool) []int {
	var out []int
	for _, i := range b.figs[a].about {
		if i != t && want(&b.figs[i]) && b.figs[i].Role == schemas.Main && b.figs[i].Range == "" {
			out = append(out, i)
		}
	}
	if len(out) > 0 {
		return out
	}
	if t-a == 2 && want(&b.figs[a+1]) && free(&b.figs[a+1], a) && b.figs[a+1].sentence == b.figs[a].sentence && b.figs[a+1].Role == schemas.Main {
		return []int{a + 1} // "38 tỷ đồng, đạt 51,3% dự toán (75 tỷ đồng)"
	}
	hi := max(a, t)
	for i := hi + 1; i < len(b.figs) && i <= hi+2 && b.figs[i].sentence == b.figs[hi].sentence; i++ {
		f := &b.figs[i]
		if f.Role == schemas.Main && want(f) && f.Range == "" && (free(f, a) || b.row(hi, i)) {
			return []int{i}
		}
		if !relative(f) && (f.Role != schemas.Target || f.depth <= b.figs[a].depth) {
			break
		}
	}
	if lo := min(a, t) - 1; lo >= 0 && b.figs[lo].sentence == b.figs[a].sentence && want(&b.figs[lo]) && free(&b.figs[lo], a) &&
		b.figs[lo].depth < b.figs[a].depth && strings.Contains(b.between(lo, min(a, t)), "(") {
		return []int{lo}
	}
	return nil
}

// free reports that a percentage is not linked to another level than a.
func free(f *figure, a int) bool { return f.of == schemas.None || f.of == a }

// ownerWords are the names under which somebody gives plans.
func ownerWords() []struct{ name, words string } {
	return []struct{ name, words string }{
		{"central", "thủ tướng chính phủ|thủ tướng|ttcp|trung ương|chính phủ|bộ tài chính|btc|tw"},
		{"province", "tỉnh|hđnd|hđnd tỉnh|hội đồng nhân dân tỉnh|ubnd tỉnh|thành phố"},
		{"district", "huyện|thị xã"},
	}
}

// owners says whose plan a text speaks of. Near a rate every name counts; in the name of a plan only "của tỉnh" and "tỉnh giao" do,
// because "vốn ngân sách trung ương" names a source of money.
func owners(text string, strict bool) []string {
	var out []string
	for _, o := range ownerWords() {
		for _, w := range strings.Split(o.words, "|") {
			if strict && !hasAnyWord(text, w+" giao", "của "+w) || !strict && !hasWord(text, w) {
				continue
			}
			out = append(out, o.name)
			break
		}
	}
	return out
}

// ownerOfRate says whose plan a rate is relative to, from its base and from the words right behind it.
func (s *scene) ownerOfRate(p int) []string {
	_, who, _ := strings.Cut(s.figs[p].Base, ":")
	tail := s.after(p)
	for _, stop := range []string{",", ";", ".", "(", " và "} {
		if i := strings.Index(tail, stop); i >= 0 {
			tail = tail[:i]
		}
	}
	return owners(lower(who)+" "+tail, false)
}

// ownerOfPlan says whose plan figure t is: by its name, by the words around it, and by those of the total that it is a part of.
func (s *scene) ownerOfPlan(t int) []string {
	f := &s.figs[t]
	out := owners(lower(f.Indicator)+" "+s.before(t)+" "+s.after(t), true)
	if len(out) == 0 && f.parent >= 0 && f.parent < len(s.figs) && f.parent != t {
		p := &s.figs[f.parent]
		out = owners(lower(p.Indicator)+" "+s.before(f.parent), true)
	}
	return out
}

// sameOwner reports that rate p and plan t name the same owner of the plan, explicitly.
func (s *scene) sameOwner(p, t int) bool {
	mine, theirs := s.ownerOfRate(p), s.ownerOfPlan(t)
	for _, o := range mine {
		if slices.Contains(theirs, o) {
			return true
		}
	}
	return false
}
