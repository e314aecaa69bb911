package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/schemas"
)

// actualOf returns the figure that figure i is the target of, else i.
func (b *binder) actualOf(i int) int {
	if i >= 0 && i < len(b.figures) && b.figures[i].Role == schemas.Target && b.figures[i].Of >= 0 {
		return b.figures[i].Of
	}
	return i
}

// addSecond adds the number behind a slash: the plan, the whole, the number ranked, the maximum.
func (s *sentence) addSecond(a *amount, i int, r reading) {
	b := s.b
	q := &b.p.Quantities[a.second]
	toks := b.p.Tokens()
	f := b.slot(int(toks[q.Tok].Start))
	m := &b.figures[i]
	*f = *m
	f.Span = span(toks[q.Tok])
	f.Quote = schemas.Span{Start: f.Start, End: int(toks[max(q.Last-1, q.Tok)].End)}
	f.Decimals, f.UnitMult, f.Of, f.Qual, f.Parent, f.Group, f.Opener = q.Decimals, q.Unit.Mult, i, "", schemas.None, 0, schemas.OpenNone
	s.value(f, q, false)
	f.Role, f.Status = s.pairRole(a, r)
	switch {
	case r.measure == schemas.Rank:
		f.Measure, f.Unit = schemas.Level, q.Unit.ID
		if f.Unit == "" {
			f.Unit = "{tỉnh}"
		}
		noun := strings.Trim(f.Unit, "{}")
		if noun == "tỉnh" {
			noun = "tỉnh, thành phố"
		}
		f.Indicator = "số " + noun + " được xếp hạng " + strings.TrimPrefix(m.Indicator, "thứ hạng ")
	case r.measure == schemas.Score:
		f.Indicator = "điểm tối đa của " + m.Indicator
	case f.Role == schemas.Target:
		f.Indicator = s.planNoun(a) + m.Indicator
		f.Unit = m.Unit
	default:
		if q.Unit.ID != "" && q.Unit.ID != m.Unit {
			f.Unit = q.Unit.ID
		}
		f.Indicator = "tổng số " + s.nounText(f.Unit)
		if f.Unit == "{vụ}" && b.para.event != "" {
			f.Indicator = "số vụ " + b.para.event
		}
	}
	if f.Role == schemas.Denominator && q.Unit.Noun && f.Unit != m.Unit && b.p.Quantities[a.qty].Unit.Noun && !b.p.Quantities[a.qty].Unit.Guess && s.separate(a, q) {
		f.Role, f.Of = schemas.Main, schemas.None // two counts side by side
		f.Indicator = "số " + s.nounText(f.Unit)
		if rest, ok := strings.CutPrefix(m.Indicator, "số "+s.nounText(m.Unit)+" "); ok && countWords(rest) <= 8 {
			f.Indicator += " " + rest // "khởi tố 31 vụ/52 bị can"
		}
	}
	s.beforeAndNow(a, m, f)
	f.Rule = "slash." + string(f.Role)
	s.add(f)
}

// separate reports whether the noun of the first count stands at it, so that the slash parts two counts, "1.126 vụ/1.874 bị can", rather than part and whole.
func (s *sentence) separate(a *amount, q *parse.Quantity) bool {
	p := &s.b.p.Quantities[a.qty]
	return p.Unit.From > p.Tok && p.Unit.From < q.Tok && p.Unit.Next <= q.Tok && p.Unit.Next > p.Unit.From
}

// pairRole tells the plan behind a slash from the whole.
func (s *sentence) pairRole(a *amount, r reading) (schemas.Role, schemas.Status) {
	b := s.b
	main := &b.figures[len(b.figures)-1]
	if r.measure == schemas.Rank || r.measure == schemas.Score {
		return schemas.Denominator, main.Status
	}
	q := &b.p.Quantities[a.qty]
	if p := &b.p.Quantities[a.second]; q.Unit.Noun && p.Unit.Noun && q.Unit.ID != p.Unit.ID && !p.Unit.Guess {
		return schemas.Denominator, main.Status // "912 vụ/1.472 bị can": no plan is in another unit
	}
	if s.planFollows(a) || !q.Unit.Noun && r.measure != schemas.Rate {
		return schemas.Target, schemas.Plan
	}
	if s.planNear(a) {
		return schemas.Target, schemas.Plan
	}
	return schemas.Denominator, main.Status
}

// planFollows reports whether the next percentage of the clause is of a plan.
func (s *sentence) planFollows(a *amount) bool {
	if a.k+1 >= len(s.amounts) {
		return false
	}
	n := &s.amounts[a.k+1]
	if s.b.p.Quantities[n.qty].Unit.ID != "%" || len(n.left) == 0 || !s.onlyPredicates(n.left) {
		return false
	}
	for i, it := range n.right {
		if it.Kind == parse.ItemCue && it.Cue == parse.Plan && i < 4 {
			return true
		}
	}
	return false
}

// planNoun returns what the plan behind a slash is called: of a budget it is an estimate by law, "dự toán".
func (s *sentence) planNoun(a *amount) string {
	if a.k+1 < len(s.amounts) {
		for _, it := range s.amounts[a.k+1].right {
			if it.Kind == parse.ItemCue && it.Cue == parse.Plan && s.b.p.Has(it.From, "dự") {
				return "dự toán "
			}
		}
	}
	return "kế hoạch "
}

// onlyPredicates reports whether items hold no word of a subject.
func (s *sentence) onlyPredicates(items []parse.Item) bool {
	for _, it := range items {
		if it.Kind == parse.ItemWord || it.Kind == parse.ItemCue && !predicate.Has(it.Cue) && !qualifier.Has(it.Cue) {
			return false
		}
	}
	return true
}

// planNear reports whether the clause speaks of a plan that was carried out: an attainment right before in brackets, or a verb of doing.
func (s *sentence) planNear(a *amount) bool {
	n := len(s.b.figures) - 1
	if n > 0 && s.b.figures[n-1].Measure == schemas.Attainment && a.bracketed {
		return true
	}
	for _, it := range a.left[max(0, len(a.left)-5):] {
		for t := it.From; t < it.To; t++ {
			for _, w := range []string{"trồng", "xây", "hoàn", "giải", "thực", "khởi", "nghiệm", "tuyển", "cấp"} {
				if s.b.p.Has(t, w) && !(w == "giải" && s.b.p.Has(t+1, "quyết") && s.b.p.Quantities[a.qty].Unit.ID != "{lao động}" && s.b.p.Quantities[a.qty].Unit.ID != "{người}") {
					return true
				}
			}
		}
	}
	return false
}

// targetOf returns the figure whose plan a quantity in brackets or behind "so với kế hoạch" is, else None.
func (s *sentence) targetOf(a *amount, q *parse.Quantity, f *schemas.Figure) int {
	if i := s.namedTarget(a); i >= s.first {
		if g := &s.b.figures[i]; g.Unit == f.Unit || f.Unit == "%/năm" && g.Unit == "%" {
			f.Unit = g.Unit
			return i
		}
	}
	if !s.comparedPlan(a) && (!s.planBefore(a) || a.own && !s.onlyPlan(a)) || a.base != nil && a.base.plan != "" && a.preds.Any(parse.Of(parse.Exceed, parse.Up, parse.Down)) {
		return schemas.None
	}
	from := a.frame
	if from.bracket && from.outer != nil && from.last < 0 {
		from = from.outer
	}
	b := s.b
	for i := len(b.figures) - 1; i >= s.first && i >= len(b.figures)-4; i-- {
		g := &b.figures[i]
		if g.Role == schemas.Main && g.Unit == f.Unit && (g.Measure == f.Measure || g.Measure == schemas.Growth) || g.Measure == schemas.Rate && f.Unit != "" && strings.HasPrefix(g.Unit, f.Unit+"/") {
			f.Unit = g.Unit
			return i
		}
	}
	if from.last >= 0 && (q.Unit.ID == "" || b.figures[from.last].Unit == f.Unit) {
		return from.last
	}
	return schemas.None
}

// bracketTarget reads the amount in brackets right behind a percentage of a plan, "đạt 51,3% dự toán (75 tỷ đồng)", as that plan;
// behind a comparison, "tăng 24,8% so với năm 2023 (1.570 ha)", as the level of that time. It returns the level whose plan it is, else None.
func (s *sentence) bracketTarget(a *amount, q *parse.Quantity, f *schemas.Figure) int {
	b := s.b
	prev := len(b.figures) - 1
	if !a.bracketed || a.own || a.variant != "" || a.preds != 0 || prev < s.first || a.frame.outer == nil {
		return schemas.None
	}
	if q.Unit.ID == "%" {
		if g := &b.figures[prev]; (a.frame.afterPlan || s.planBefore(a) && g.Measure != schemas.Growth) && a.frame.before == prev && g.Unit == "%" && g.Role == schemas.Main {
			return prev
		}
		s.levelOfBase(a, prev, f)
		return schemas.None
	}
	last := a.frame.outer.last
	if last < s.first || b.figures[last].Unit != f.Unit && !(f.Unit != "" && strings.HasPrefix(b.figures[last].Unit, f.Unit+"/")) && !sameNoun(b.figures[last].Unit, f.Unit) {
		return schemas.None
	}
	g := &b.figures[prev]
	switch {
	case g.Measure == schemas.Attainment || g.Rule == "exceed.plan":
		f.Unit = b.figures[last].Unit
		return last
	case g.Measure == schemas.Growth || g.Measure == schemas.Change || g.Measure == schemas.Index || g.Measure == schemas.Multiple:
		p, ok := basePeriod(g)
		if !ok {
			return schemas.None
		}
		f.Period, f.Status, f.Measure, f.Unit = p, schemas.Actual, b.figures[last].Measure, b.figures[last].Unit
		f.Indicator, f.IndicatorCode, f.Rule = b.figures[last].Indicator, b.figures[last].IndicatorCode, "level.base"
	}
	return schemas.None
}

// sameNoun reports whether two units count the same thing by a longer and a shorter noun: {căn hộ} and {căn}.
func sameNoun(u, v string) bool {
	if len(u) > len(v) {
		u, v = v, u
	}
	return len(u) > 2 && u[0] == '{' && u[len(u)-1] == '}' && strings.HasPrefix(v, u[:len(u)-1]+" ")
}

// levelOfBase reads the percentage in brackets behind a change by points as the level that it is from: "78,2%, cao hơn 4,2 điểm phần trăm so với cùng
// kỳ năm 2022 (74%)".
func (s *sentence) levelOfBase(a *amount, prev int, f *schemas.Figure) {
	b := s.b
	g := &b.figures[prev]
	if g.Unit != "pp" || g.Measure != schemas.Change || a.frame.before != prev || prev-1 < s.first {
		return
	}
	of := &b.figures[prev-1]
	p, ok := basePeriod(g)
	if !ok || of.Unit != "%" || of.Role != schemas.Main {
		return
	}
	f.Period, f.Status, f.Measure, f.Unit, f.Base = p, schemas.Actual, of.Measure, of.Unit, of.Base
	f.Indicator, f.IndicatorCode, f.Rule = of.Indicator, of.IndicatorCode, "level.base"
}

// basePeriod returns the period that a figure is compared with: of "2017-same" its own months in that year.
func basePeriod(g *schemas.Figure) (schemas.Period, bool) {
	year, same := strings.CutSuffix(g.Base, "-same")
	p, err := schemas.ParsePeriod(year)
	if err != nil || p.IsZero() || !same {
		return p, err == nil && !p.IsZero()
	}
	q := g.Period
	if q.Report || q.To.Year == 0 || q.From.Month == 0 && !q.Instant {
		return p, true
	}
	return q.In(p.To.Year), true
}

// namedTarget returns the figure that a bracket beginning with whose plan it is gives the plan of: "đạt 82,6% (chỉ tiêu Quốc hội giao 72%)".
func (s *sentence) namedTarget(a *amount) int {
	i := s.b.actualOf(a.frame.before)
	if !a.frame.bracket || i < s.first || i >= len(s.b.figures) {
		return schemas.None
	}
	l := a.left
	for len(l) > 0 && s.b.p.Rune(l[0].From) != '(' {
		l = l[1:]
	}
	if len(l) < 2 || len(l) > 7 || l[1].Kind != parse.ItemCue || l[1].Cue != parse.Plan && l[1].Cue != parse.Target {
		return schemas.None
	}
	grows := s.b.figures[i].Measure == schemas.Growth
	for _, it := range l[2:] {
		if grows && it.Kind == parse.ItemCue && (it.Cue == parse.Up || it.Cue == parse.Down) {
			continue // "(kế hoạch tăng từ 7 - 7,5%)"
		}
		if it.Kind == parse.ItemPunct && s.b.p.Rune(it.From) != ':' && s.b.p.Rune(it.From) != '≥' && s.b.p.Rune(it.From) != '>' || it.Kind == parse.ItemCue && predicate.Has(it.Cue) && it.Cue != parse.Reach {
			return schemas.None
		}
	}
	return i - s.seriesBehind(a, i)
}

// seriesBehind returns how many more quantities follow in the enumeration that an amount begins, where as many figures stand before figure i in the
// enumeration that it ends: "16,5% - 51,2% - 32,3% (KH: 16,5% - 48,5% - 35,0%)"; else 0.
func (s *sentence) seriesBehind(a *amount, i int) int {
	unit := s.b.p.Quantities[a.qty].Unit.ID
	n := 0
	for k := a.k + 1; k < len(s.amounts) && s.joins(s.amounts[k].left) && s.b.p.Quantities[s.amounts[k].qty].Unit.ID == unit; k++ {
		n++
	}
	for j := i; j >= i-n; j-- {
		if j < s.first || s.b.figures[j].Role != schemas.Main || s.b.figures[j].Unit != s.b.figures[i].Unit || s.b.figures[j].Measure != s.b.figures[i].Measure {
			return 0
		}
	}
	return n
}

// comparedPlan reports whether the quantity is the plan that a level is set against and that is called at some length: "vượt so với mục tiêu theo Nghị quyết
// Đại hội đến năm 2025 là 1,7 tỷ USD".
func (s *sentence) comparedPlan(a *amount) bool {
	l := a.left
	n := len(l) - 1
	for n >= 0 && l[n].Kind == parse.ItemCue && qualifier.Has(l[n].Cue) {
		n--
	}
	if n < 2 || l[n].Kind != parse.ItemCue || l[n].Cue != parse.Reach || !s.b.p.Has(l[n].From, "là") {
		return false
	}
	for k := n - 1; k > 0; k-- {
		it := l[k]
		if it.Kind == parse.ItemCue && (it.Cue == parse.Plan || it.Cue == parse.Target) && l[k-1].Kind == parse.ItemCue && (l[k-1].Cue == parse.Compare || l[k-1].Cue == parse.Exceed || s.b.comparative(l[k-1])) {
			return true
		}
		if it.Kind == parse.ItemPunct || it.Kind == parse.ItemQty {
			return false
		}
	}
	return false
}

// onlyPlan reports whether the subject of the clause is the plan itself: "kế hoạch năm tăng từ 7%", "thấp hơn kế hoạch đề ra là 1.495 USD".
func (s *sentence) onlyPlan(a *amount) bool {
	l := s.b.trimTimes(a.left)
	for len(l) > 0 && (l[0].Kind == parse.ItemPunct || l[0].Kind == parse.ItemCue && predicate.Has(l[0].Cue)) {
		l = l[1:]
	}
	return len(l) > 0 && l[0].Kind == parse.ItemCue && l[0].Cue == parse.Plan
}

func (s *sentence) inheritTarget(f *schemas.Figure, a *amount, i int) {
	g := &s.b.figures[i]
	f.Measure, f.Base, f.Period = g.Measure, g.Base, g.Period
	if y := s.plannedYear(a); y > 0 {
		f.Period = schemas.Year(y)
	} else if f.Period.From.Month > 0 && f.Period.From.Year == f.Period.To.Year && s.planOfYear(a) {
		f.Period = schemas.Year(f.Period.To.Year)
	}
	if f.Unit == "" {
		f.Unit = g.Unit
	}
	f.Indicator = "kế hoạch " + g.Indicator
	f.IndicatorCode = g.IndicatorCode
	f.Parent, f.Group, f.Opener = schemas.None, 0, schemas.OpenNone
}

// planOfYear reports whether the plan that a quantity gives is of a whole year: the words before it say so, or those behind the percentage whose bracket
// it stands in.
func (s *sentence) planOfYear(a *amount) bool {
	for i := len(a.left) - 1; i >= 0; i-- {
		if it := a.left[i]; it.Kind == parse.ItemCue && it.Cue == parse.Plan {
			return s.yearly(a.left[i+1:])
		}
	}
	return a.frame.bracket && a.k > 0 && s.amounts[a.k-1].base != nil && s.amounts[a.k-1].base.year
}

// plannedYear returns the year that the words of a plan name for it, "mục tiêu đến năm 2025 là", 0 where they name none.
func (s *sentence) plannedYear(a *amount) int {
	y := 0
	for i := len(a.left) - 1; i >= 0; i-- {
		switch it := a.left[i]; {
		case it.Kind == parse.ItemTime && s.b.p.Times[it.Index].Kind == parse.TimeYear:
			y = s.b.p.Times[it.Index].Y
		case it.Kind == parse.ItemCue && (it.Cue == parse.Plan || it.Cue == parse.Target):
			return y
		case it.Kind == parse.ItemPunct:
			return 0
		}
	}
	return 0
}
