package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/schemas"
)

// emit makes the figures of one amount: the main one, the one behind a slash, the upper end of a range.
func (s *sentence) emit(a *amount, k int) {
	b := s.b
	q := &b.p.Quantities[a.qty]
	head := s.headOf(a, q)
	r := s.measure(a, q, head.traits)
	if a.newTime && !a.frame.bracket {
		b.setTime(a.time)
	}
	if r.measure == schemas.Share {
		a.frame.shares = true
	}
	if head.traits.Cues.Has(parse.ShareHead) {
		a.frame.shares = true
	} else if a.own && (a.np.traits.Measure || head.traits.Cues.Has(parse.RatioHead)) || r.measure != schemas.Share {
		a.frame.shares = false
	}
	s.estimateRules(a, r)
	if r.measure == schemas.Growth && r.unit == "%/năm" {
		r.unit = "%"
	}
	f := s.figure(a, q, r, head)
	s.indicator(&f, a, q, r, head)
	target := s.targetOf(a, q, &f)
	if target < 0 {
		target = s.bracketTarget(a, q, &f)
	}
	if target >= 0 {
		f.Role, f.Status, f.Of = schemas.Target, schemas.Plan, target
		s.inheritTarget(&f, target)
	}
	if a.mirror >= 0 {
		target = a.mirror
		f.Role, f.Status, f.Of = schemas.Target, schemas.Plan, target
		s.inheritTarget(&f, target)
	}
	i := s.add(f, q)
	a.fig = i
	if q.Range >= 0 {
		b.figures[i].Range = "low"
	}
	if a.high >= 0 {
		s.addHigh(a, i, r)
	}
	if a.second >= 0 {
		s.addSecond(a, i, r)
	}
	s.update(a, i, r, head, target)
}

// headOf returns the phrase that names what the quantity measures: the clause's own subject or the scope's.
func (s *sentence) headOf(a *amount, q *parse.Quantity) phrase {
	if a.own {
		return a.np
	}
	return a.frame.head
}

// figure fills everything that does not need the indicator's name.
func (s *sentence) figure(a *amount, q *parse.Quantity, r reading, head phrase) schemas.Figure {
	b := s.b
	toks := b.p.Tokens()
	f := schemas.Figure{Span: span(toks[q.Tok]), Unit: r.unit, Measure: r.measure, Role: schemas.Main, Rule: r.rule, Qual: q.Qual, Of: schemas.None, Parent: schemas.None,
		Sentence: s.span, Section: b.section.label, Clause: a.clause, Ambiguous: q.Doubt}
	f.Quote = schemas.Span{Start: f.Start, End: int(toks[max(q.Last-1, q.Tok)].End)}
	if i := a.frame.before; q.Unit.Guess && q.Unit.Noun && a.frame.bracket && r.unit == q.Unit.ID && i >= s.first && i < len(b.figures) && strings.HasPrefix(b.figures[i].Unit, "{") && !strings.Contains(b.figures[i].Unit, "/") {
		f.Unit = b.figures[i].Unit // "18 giải (01 nhì, 06 ba)": the parts are counted in what the whole is
		f.Rule += "+unit.whole"
	}
	s.value(&f, q, r.neg)
	if q.Unit.Next > q.Unit.From && q.Unit.From < len(toks) {
		f.UnitPrinted = strings.TrimSpace(b.text[toks[q.Unit.From].Start:toks[q.Unit.Next-1].End])
	}
	f.UnitMult, f.Decimals = q.Unit.Mult, q.Decimals
	f.Status = s.status(a, r)
	f.Group, f.Opener = a.frame.group, a.frame.opener
	f.Verb = s.verb(a)
	s.structure(&f, a, r)
	if f.Parent >= 0 && !a.est && !a.done && !a.preds.Has(parse.Reach) && !a.newTime {
		f.Status = b.figures[f.Parent].Status
	} else if i := b.actualOf(a.frame.before); a.frame.bracket && i >= s.first && i < len(b.figures) && !a.est && !a.done && !a.newTime && f.Status == schemas.Actual {
		f.Status = b.figures[i].Status
	} else if f.Of >= s.first && !a.own && !a.est && !a.done && !a.newTime && b.figures[f.Of].Role == schemas.Main {
		f.Status = b.figures[f.Of].Status
	}
	return f
}

// actualOf returns the figure that figure i is the target of, else i.
func (b *binder) actualOf(i int) int {
	if i >= 0 && i < len(b.figures) && b.figures[i].Role == schemas.Target && b.figures[i].Of >= 0 {
		return b.figures[i].Of
	}
	return i
}

// value folds multiplier and unit factor into the number and finds the interval that its precision allows.
func (s *sentence) value(f *schemas.Figure, q *parse.Quantity, neg bool) {
	v, err := q.Value.Shift(q.Unit.Mult)
	half, _ := schemas.Int64(5).Shift(q.Unit.Mult - q.Decimals - 1)
	if err == nil && q.Unit.Factor != schemas.Int64(1) && q.Unit.Factor.Sign() != 0 {
		v, err = v.Mul(q.Unit.Factor)
		half, _ = half.Mul(q.Unit.Factor)
	}
	if err != nil {
		v = q.Value
		s.b.rejects = append(s.b.rejects, schemas.Reject{Reason: schemas.RejectNumber, Span: f.Span, Detail: "a number of more than 38 digits"})
	}
	if q.Sign < 0 || neg {
		v = v.Abs().Neg()
	}
	f.Value, f.Low, f.High = v, v, v
	if q.Unit.Noun && q.Unit.Mult == 0 && q.Decimals == 0 {
		return
	}
	if lo, err := v.Add(half.Neg()); err == nil {
		f.Low = lo
	}
	if hi, err := v.Add(half); err == nil {
		f.High = hi
	}
}

func (s *sentence) verb(a *amount) string {
	switch {
	case a.preds.Has(parse.Up):
		return "tăng"
	case a.preds.Has(parse.Down):
		return "giảm"
	case a.preds.Has(parse.Exceed):
		return "vượt"
	case a.preds.Has(parse.Reach):
		for i := len(a.left) - 1; i > 0; i-- {
			if a.left[i].Kind == parse.ItemCue && a.left[i].Cue == parse.Reach && (s.b.p.Has(a.left[i-1].From, "không") || s.b.p.Has(a.left[i-1].From, "chưa")) {
				return "không đạt"
			}
		}
		return "đạt"
	}
	return ""
}

// estimateRules ends the reach of an estimate where the text speaks of something else.
func (s *sentence) estimateRules(a *amount, r reading) {
	b := s.b
	if a.est {
		return
	}
	if a.newTime && !a.frame.bracket && (a.own || a.preds.Has(parse.Reach)) {
		if a.preds.Has(parse.Reach) {
			s.est = false
		}
		if a.time.Kind != parse.TimeThisYear {
			b.para.est = false
		}
	}
	if a.done && !a.est {
		s.est, s.plan = false, false
		b.para.est, b.para.plan = false, false
	}
	if o := a.frame.opener; a.own && a.preds.Has(parse.Reach) && (a.strong || (o == schemas.OpenTrongDo || o == schemas.OpenGom) && a.frame.persist) {
		s.est = false
	}
}

// status decides between actual, estimate and plan.
func (s *sentence) status(a *amount, r reading) schemas.Status {
	b := s.b
	if s.planScope(a) {
		return schemas.Plan
	}
	if a.newTime && a.frame.bracket && !a.est {
		return schemas.Actual
	}
	if a.est || s.est || b.para.est {
		if a.count.text != "" && s.doneBehind(a) {
			return schemas.Actual
		}
		return schemas.Estimate
	}
	if n := len(b.lists); n > 0 && b.lists[n-1].est && !a.newTime {
		return schemas.Estimate
	}
	return schemas.Actual
}

// doneBehind reports whether the count's own words say that it happened: "01 dự án đã quyết toán".
func (s *sentence) doneBehind(a *amount) bool {
	return len(a.right) > 0 && a.right[0].Kind == parse.ItemCue && a.right[0].Cue == parse.Done
}

// planScope reports whether a plan governs the quantity: the section, the document, the sentence's own words, or a year that lies ahead.
func (s *sentence) planScope(a *amount) bool {
	b := s.b
	if b.section.plan || b.resolved {
		return true
	}
	if (s.plan || a.target) && !a.done && !a.est {
		return true
	}
	for _, it := range a.right {
		if it.Kind == parse.ItemCue && it.Cue == parse.Target {
			return true
		}
	}
	known := !b.doc.Meta.Date.IsZero()
	if s.ahead() && !a.done && !a.est && !s.est && !b.para.est {
		return true
	}
	if a.done || !known && !a.est && !s.est && !b.para.est {
		return s.plannedTotal(a)
	}
	if t := b.para.time; t != nil && t.Y > b.year && b.year > 0 && (t.Kind == parse.TimeYear || t.Kind == parse.TimeMonths) {
		return true
	}
	if t := b.para.time; t != nil && t.Kind == parse.TimeYears && b.year > 0 && t.Y2 > b.year && !a.est {
		return true
	}
	return s.plannedTotal(a)
}

// ahead reports whether the paragraph speaks of a time that begins behind the period that the report's title names.
func (s *sentence) ahead() bool {
	b := s.b
	t, p := b.para.time, b.doc.Meta.Period
	if t == nil || p.From.Month == 0 || p.Instant {
		return false
	}
	switch t.Kind {
	case parse.TimeMonth, parse.TimeMonths, parse.TimeQuarter:
		q := b.place(t, false)
		return q.From.Year == p.To.Year && q.From.Month > p.To.Month || q.From.Year > p.To.Year
	}
	return false
}

// plannedTotal reports whether the subject, or the head of the list, is a plan itself: "tổng kế hoạch vốn năm 2023 là …".
func (s *sentence) plannedTotal(a *amount) bool {
	return a.own && (strings.HasPrefix(a.np.text, "tổng kế hoạch") || strings.HasPrefix(a.np.text, "dự toán ")) || a.own && strings.HasPrefix(a.np.text, "kế hoạch") || strings.HasPrefix(a.frame.head.text, "tổng kế hoạch") && a.frame.opener != schemas.OpenNone && !a.preds.Has(parse.Reach)
}

// structure links the figure to its total and to the level that it qualifies.
func (s *sentence) structure(f *schemas.Figure, a *amount, r reading) {
	b := s.b
	switch r.measure {
	case schemas.Level, schemas.Rate, schemas.Score, schemas.Rank:
		if a.preds.Has(parse.To) {
			break
		}
		if r.measure == schemas.Rate && r.unit == "%" && !a.own && a.frame.last == len(b.figures)-1 || r.measure == schemas.Rate && !a.own && a.frame.last >= s.first && a.frame.last >= len(b.figures)-2 {
			f.Of = a.frame.last
		}
		if f.Opener != schemas.OpenNone {
			f.Parent = s.parentFor(f, a.frame)
		}
	case schemas.Share:
		if f.Opener != schemas.OpenNone {
			f.Parent = a.frame.parent
		}
		f.Of = a.frame.last
	default:
		f.Of = a.frame.last
		if f.Of < 0 && a.frame.bracket && a.frame.outer != nil {
			f.Of = a.frame.outer.last
		}
		if f.Opener != schemas.OpenNone && r.measure == schemas.Change {
			f.Parent = s.parentFor(f, a.frame)
		}
	}
	if a.own && r.measure != schemas.Level {
		f.Of = schemas.None
	}
	if f.Of >= 0 && b.figures[f.Of].Measure == schemas.Share && r.measure != schemas.Change {
		f.Of = schemas.None
	}
}

// parentFor finds the total of a part: the nearest earlier main figure of the same unit before the list was opened, else the one right before it.
func (s *sentence) parentFor(f *schemas.Figure, fr *frame) int {
	b := s.b
	if fr.parent < 0 {
		return schemas.None
	}
	for i := fr.parent; i >= 0 && i > fr.parent-6; i-- {
		g := &b.figures[i]
		if g.Unit == f.Unit && g.Role == schemas.Main && (g.Measure == f.Measure || g.Measure == schemas.Change && f.Measure == schemas.Level) && (i >= s.first || i >= fr.parent-2) {
			return i
		}
	}
	return fr.parent
}

// add appends a figure with its period, base and catalogue code.
func (s *sentence) add(f schemas.Figure, q *parse.Quantity) int {
	s.b.figures = append(s.b.figures, f)
	return len(s.b.figures) - 1
}

// addHigh adds the upper end of a range: like the lower, but for its number.
func (s *sentence) addHigh(a *amount, i int, r reading) {
	b := s.b
	q := &b.p.Quantities[a.high]
	toks := b.p.Tokens()
	f := b.figures[i]
	f.Span = span(toks[q.Tok])
	f.Quote = schemas.Span{Start: f.Start, End: int(toks[max(q.Last-1, q.Tok)].End)}
	f.Range, f.Decimals, f.UnitMult = "high", q.Decimals, q.Unit.Mult
	s.value(&f, q, r.neg || b.figures[i].Value.Sign() < 0)
	s.add(f, q)
}

// addSecond adds the number behind a slash: the plan, the whole, the number ranked, the maximum.
func (s *sentence) addSecond(a *amount, i int, r reading) {
	b := s.b
	q := &b.p.Quantities[a.second]
	toks := b.p.Tokens()
	m := &b.figures[i]
	f := *m
	f.Span = span(toks[q.Tok])
	f.Quote = schemas.Span{Start: f.Start, End: int(toks[max(q.Last-1, q.Tok)].End)}
	f.Decimals, f.UnitMult, f.Of, f.Qual, f.Parent, f.Group, f.Opener = q.Decimals, q.Unit.Mult, i, "", schemas.None, 0, schemas.OpenNone
	s.value(&f, q, false)
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
		f.Indicator = "kế hoạch " + m.Indicator
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
	if f.Role == schemas.Denominator && f.Status == schemas.Estimate && false {
		f.Status = schemas.Actual
	}
	f.Rule = "slash." + string(f.Role)
	s.add(f, q)
}

// pairRole tells the plan behind a slash from the whole.
func (s *sentence) pairRole(a *amount, r reading) (schemas.Role, schemas.Status) {
	b := s.b
	main := &b.figures[len(b.figures)-1]
	if r.measure == schemas.Rank || r.measure == schemas.Score {
		return schemas.Denominator, main.Status
	}
	q := &b.p.Quantities[a.qty]
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
	if s.b.p.Quantities[n.qty].Unit.ID != "%" || !s.onlyPredicates(n.left) {
		return false
	}
	for i, it := range n.right {
		if it.Kind == parse.ItemCue && it.Cue == parse.Plan && i < 4 {
			return true
		}
	}
	return false
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
				if s.b.p.Has(t, w) {
					return true
				}
			}
		}
	}
	return false
}

// targetOf returns the figure whose plan a quantity in brackets or behind "so với kế hoạch" is, else None.
func (s *sentence) targetOf(a *amount, q *parse.Quantity, f *schemas.Figure) int {
	if !s.planBefore(a) || a.own && !s.onlyPlan(a) {
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
	if !a.bracketed || a.own || a.preds != 0 || prev < s.first || a.frame.outer == nil {
		return schemas.None
	}
	if q.Unit.ID == "%" {
		if g := &b.figures[prev]; (a.frame.afterPlan || s.planBefore(a) && g.Measure != schemas.Growth) && a.frame.before == prev && g.Unit == "%" && g.Role == schemas.Main {
			return prev
		}
		return schemas.None
	}
	last := a.frame.outer.last
	if last < s.first || b.figures[last].Unit != f.Unit && !(f.Unit != "" && strings.HasPrefix(b.figures[last].Unit, f.Unit+"/")) {
		return schemas.None
	}
	g := &b.figures[prev]
	switch {
	case g.Measure == schemas.Attainment || g.Rule == "exceed.plan":
		f.Unit = b.figures[last].Unit
		return last
	case g.Measure == schemas.Growth || g.Measure == schemas.Change || g.Measure == schemas.Index:
		p, err := schemas.ParsePeriod(g.Base)
		if err != nil || p.IsZero() {
			return schemas.None
		}
		f.Period, f.Status, f.Measure, f.Unit = p, schemas.Actual, b.figures[last].Measure, b.figures[last].Unit
		f.Indicator, f.IndicatorCode, f.Rule = b.figures[last].Indicator, b.figures[last].IndicatorCode, "level.base"
	}
	return schemas.None
}

// onlyPlan reports whether the subject of the clause is the plan itself: "kế hoạch năm tăng từ 7%".
func (s *sentence) onlyPlan(a *amount) bool {
	t := strings.ToLower(a.np.text)
	return t == "kế hoạch" || t == "kh" || strings.HasPrefix(t, "kế hoạch đề ra") || strings.HasPrefix(t, "kế hoạch năm") || strings.HasPrefix(t, "kế hoạch giao")
}

func (s *sentence) inheritTarget(f *schemas.Figure, i int) {
	g := &s.b.figures[i]
	f.Measure, f.Base, f.Period = g.Measure, g.Base, g.Period
	if f.Unit == "" {
		f.Unit = g.Unit
	}
	f.Indicator = "kế hoạch " + g.Indicator
	f.IndicatorCode = g.IndicatorCode
	f.Parent, f.Group, f.Opener = schemas.None, 0, schemas.OpenNone
}
