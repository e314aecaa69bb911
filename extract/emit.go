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
	s.goOnByPlace(a, q)
	head := s.headOf(a, q)
	r := s.measure(a, q, head.traits)
	s.goesOn(a)
	if a.newTime && !a.frame.inBracket() {
		b.setTime(a.time)
	}
	if r.measure == schemas.Share {
		a.frame.shares = true
	}
	if head.traits.Cues.Has(parse.ShareHead) {
		a.frame.shares = true
		if a.frame.bracket && a.frame.outer != nil {
			a.frame.outer.shares = true // "cơ cấu kinh tế: công nghiệp (49,7%); dịch vụ (26,2%)"
		}
	} else if a.frame.opener != schemas.OpenNone && a.frame.title.traits.Cues.Has(parse.ShareHead) && r.measure == schemas.Share {
		a.frame.shares = true // "cơ cấu theo nguồn gồm vốn ngân sách 22%, vốn dân cư 57,5%"
	} else if a.own && (a.np.traits.Measure || head.traits.Cues.Has(parse.RatioHead)) || r.measure != schemas.Share {
		a.frame.shares = false
	}
	s.estimateRules(a, r)
	f := b.slot(int(b.p.Tokens()[q.Tok].Start))
	s.figure(f, a, q, r, head)
	s.indicator(f, a, q, r, head)
	target := s.targetOf(a, q, f)
	if target < 0 {
		target = s.bracketTarget(a, q, f)
	}
	if target < 0 {
		target = s.chainedTarget(a)
	}
	if target >= 0 {
		f.Role, f.Status, f.Of = schemas.Target, schemas.Plan, target
		s.inheritTarget(f, a, target)
	}
	if a.mirror >= 0 {
		target = a.mirror
		f.Role, f.Status, f.Of = schemas.Target, schemas.Plan, target
		s.inheritTarget(f, a, target)
	}
	i := s.add(f)
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
func (s *sentence) figure(f *schemas.Figure, a *amount, q *parse.Quantity, r reading, head phrase) {
	b := s.b
	toks := b.p.Tokens()
	*f = schemas.Figure{Span: span(toks[q.Tok]), Unit: r.unit, Measure: r.measure, Role: schemas.Main, Rule: r.rule, Qual: q.Qual, Of: schemas.None, Parent: schemas.None,
		Sentence: s.span, Section: b.section.label, Clause: a.clause, Paragraph: b.paragraph, Ambiguous: q.Doubt}
	f.Quote = schemas.Span{Start: f.Start, End: int(toks[max(q.Last-1, q.Tok)].End)}
	if i := a.frame.before; q.Unit.Guess && q.Unit.Noun && a.frame.bracket && r.unit == q.Unit.ID && i >= s.first && i < len(b.figures) && strings.HasPrefix(b.figures[i].Unit, "{") && !strings.Contains(b.figures[i].Unit, "/") {
		f.Unit = b.figures[i].Unit // "18 giải (01 nhì, 06 ba)": the parts are counted in what the whole is
		f.Rule += "+unit.whole"
	}
	s.value(f, q, r.neg)
	if q.Unit.Next > q.Unit.From && q.Unit.From < len(toks) {
		f.UnitPrinted = strings.TrimSpace(b.text[toks[q.Unit.From].Start:toks[q.Unit.Next-1].End])
	}
	f.UnitMult, f.Decimals = q.Unit.Mult, q.Decimals
	f.Status = s.status(a, r)
	f.Group, f.Opener = a.frame.group, a.frame.opener
	f.Verb = s.verb(a)
	s.structure(f, a, r)
	if f.Parent >= 0 && !a.est && !a.done && !a.preds.Has(parse.Reach) && !a.newTime {
		f.Status = b.figures[f.Parent].Status
	} else if i := b.actualOf(a.frame.before); a.frame.bracket && i >= s.first && i < len(b.figures) && !a.est && !a.done && !a.newTime && f.Status == schemas.Actual {
		f.Status = b.figures[i].Status
	} else if f.Of >= s.first && !a.own && !a.est && !a.done && !a.newTime && b.figures[f.Of].Role == schemas.Main {
		f.Status = b.figures[f.Of].Status
	}
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

// regroup reads "GRDP đạt 15,615 tỷ đồng" as 15.615 thousand million: the comma groups where, as a decimal sign, it would leave less than the smallest
// place has of the indicator. Both readings are possible, so the figure is marked as ambiguous.
func (s *sentence) regroup(f *schemas.Figure, q *parse.Quantity, r reading, least schemas.Decimal) {
	if f.Measure != schemas.Level || f.Unit != "VND" || q.Decimals != 3 || q.Unit.Mult < 9 || f.Value.Abs().Cmp(least) >= 0 {
		return
	}
	if t := s.b.p.Text(q.Tok); strings.Count(t, ",") != 1 || strings.Contains(t, ".") || t[0] == '0' {
		return
	}
	v, err := q.Value.Shift(q.Decimals)
	if err != nil {
		return
	}
	f.Ambiguous = q.Value.String()
	q.Value, q.Decimals = v, 0
	s.value(f, q, r.neg)
	f.Decimals = 0
	f.Rule += "+group.least"
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
		if i := len(b.figures) - 1; r.unit == "pp" && !a.own && i > f.Of && f.Of >= s.first && s.behindOwnRate(a) {
			f.Of = i
		}
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
		if g.Unit == f.Unit && g.Role == schemas.Main && (g.Measure == f.Measure || g.Measure == schemas.Change && f.Measure == schemas.Level) && (i >= s.first || fr.parent < s.first && i >= fr.parent-2) {
			return i
		}
	}
	return fr.parent
}

// add appends the figure that was made in the slot.
func (s *sentence) add(f *schemas.Figure) int {
	b := s.b
	if t := total(f.Indicator); t != "" {
		b.product = t
	}
	b.figures = b.figures[:len(b.figures)+1]
	return len(b.figures) - 1
}

// addHigh adds the upper end of a range: like the lower, but for its number.
func (s *sentence) addHigh(a *amount, i int, r reading) {
	b := s.b
	q := &b.p.Quantities[a.high]
	toks := b.p.Tokens()
	f := b.slot(int(toks[q.Tok].Start))
	*f = b.figures[i]
	f.Span = span(toks[q.Tok])
	f.Quote = schemas.Span{Start: f.Start, End: int(toks[max(q.Last-1, q.Tok)].End)}
	f.Range, f.Decimals, f.UnitMult = "high", q.Decimals, q.Unit.Mult
	s.value(f, q, r.neg || b.figures[i].Value.Sign() < 0)
	s.add(f)
}
