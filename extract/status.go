package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/extract/text"
	"solieu/schemas"
)

// estimateRules ends the reach of an estimate where the text speaks of something else.
func (s *sentence) estimateRules(a *amount, r reading) {
	b := s.b
	if a.est {
		return
	}
	if s.cumulatesEstimate(a) {
		s.est = true
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

// cumulatesEstimate reports whether a clause that does not say what was reached adds up months to the one that was estimated right before: "xuất khẩu
// tháng 10 ước 2,3 tỷ USD; 10 tháng 21,5 tỷ USD".
func (s *sentence) cumulatesEstimate(a *amount) bool {
	b := s.b
	if !a.newTime || a.done || a.preds.Any(parse.Of(parse.Reach, parse.Up, parse.Down)) || a.time.Kind != parse.TimeMonths || a.frame.inBracket() {
		return false
	}
	p := b.place(a.time, false)
	for i := len(b.figures) - 1; i >= 0 && i >= len(b.figures)-maxBreath && b.figures[i].Paragraph == b.paragraph; i-- {
		f := &b.figures[i]
		if q := f.Period; f.Role == schemas.Main && q != p && !q.Instant && q.From.Month > 0 && q.To == p.To {
			return f.Status == schemas.Estimate && q.From != p.From
		}
	}
	return false
}

// status decides between actual, estimate and plan.
func (s *sentence) status(a *amount, r reading) schemas.Status {
	b := s.b
	if s.planScope(a) {
		return schemas.Plan
	}
	if !a.est && (a.newTime && a.frame.bracket || a.shift != nil) {
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

// endPlans ends the plans that the sentences before spoke of where one without a word of plans is clearly about what is: it compares with the same
// time or the month before, or with the end of a year that has passed, or holds an estimate, or says "hiện nay".
func (s *sentence) endPlans() {
	b := s.b
	if !s.plan || s.blk.Kind != text.Paragraph || b.section.plan || b.ahead || b.titledPlan(s.blk) {
		return
	}
	over := false
	for i, it := range s.items {
		switch {
		case it.Kind == parse.ItemCue && (it.Cue == parse.Target || it.Cue == parse.Plan):
			return
		case it.Kind == parse.ItemCue && it.Cue == parse.Est:
			over = over || b.p.Has(it.From, "ước")
		case it.Kind == parse.ItemTime:
			t := &b.p.Times[it.Index]
			switch compared := i > 0 && s.items[i-1].Kind == parse.ItemCue && s.items[i-1].Cue == parse.Compare; {
			case t.Kind == parse.TimeYear && t.Y > b.year && b.year > 0:
				return
			case t.Kind == parse.TimeNow, t.Kind == parse.TimePrevMonth && compared, it.Cue == parse.Same && compared:
				over = true
			case t.Kind == parse.TimeYear && t.Edge == parse.EdgeEnd && t.Y < b.year && compared:
				over = true
			}
		}
	}
	if over {
		s.plan, b.para.plan, b.para.time = false, false, b.para.past
		s.carried = b.para.time
	}
}

// given reports whether a clause says what was set as a task: "Cục Thuế được Bộ Tài chính giao số thu 52 tỷ đồng", "huyện được giao kế hoạch 40 ha".
func (s *sentence) given(l []parse.Item) bool {
	p := s.b.p
	passive := false
	for i, it := range l {
		switch {
		case p.Has(it.To-1, "được"):
			passive = true
		case it.Kind == parse.ItemPunct:
			passive = false
		case passive && it.Kind == parse.ItemWord && p.Text(it.From) == "giao" && i+1 < len(l):
			n := l[i+1]
			if p.Has(n.From, "số") && i+2 < len(l) {
				n = l[i+2]
			}
			if n.Kind == parse.ItemCue && n.Cue == parse.Plan || p.Has(n.From, "thu") || p.Has(n.From, "chi") {
				return true
			}
		}
	}
	return false
}

// reaches reports whether the sentence says behind item i what was done or reached.
func (s *sentence) reaches(i int) bool {
	for _, it := range s.items[i:] {
		if it.Kind == parse.ItemCue && (it.Cue == parse.Reach || it.Cue == parse.Done || it.Cue == parse.Est) {
			return true
		}
	}
	return false
}

// doneBehind reports whether the count's own words say that it happened: "01 dự án đã quyết toán".
func (s *sentence) doneBehind(a *amount) bool {
	return len(a.right) > 0 && a.right[0].Kind == parse.ItemCue && a.right[0].Cue == parse.Done
}

// planScope reports whether a plan governs the quantity: the section, the document, the sentence's own words, or a year that lies ahead.
func (s *sentence) planScope(a *amount) bool {
	b := s.b
	if b.section.plan || b.resolved && !b.assessed || b.ahead && !a.done && !a.est && !s.est {
		return true
	}
	if (s.plan || a.target) && !a.done && !a.est {
		return true
	}
	for i, it := range a.right {
		if it.Kind == parse.ItemCue && it.Cue == parse.Target && !(i == 0 && a.base != nil && a.base.plan != "") {
			return true
		}
	}
	known := !b.doc.Meta.Date.IsZero()
	if s.ahead() && !a.done && !a.est && !s.est && !b.para.est {
		return true
	}
	if t := b.para.time; t != nil && t.Kind == parse.TimeYears && b.year > 0 && t.Y > b.year && !a.done {
		return true
	}
	if a.done || !known && (s.reckoned || !a.est && !s.est && !b.para.est) {
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
