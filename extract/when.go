package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/schemas"
)

// period gives the figure its reference period: its own, the sentence's, the paragraph's, the section's, the report's.
func (s *sentence) period(f *schemas.Figure, a *amount, head phrase, kind string) {
	b := s.b
	t := a.time
	if t == nil {
		t = s.endTime(a)
	}
	if t == nil {
		if t = b.para.time; t == s.carried && t != nil && b.section.time != nil && b.section.time.Kind == parse.TimeYears && t.Kind == parse.TimeYear {
			t = nil // an aside on one year does not date what the section goes on to say of them all
		}
	}
	if a.time == nil && a.shift == nil && (s.cumulated(f, a) || s.likeBase(f, a)) {
		return
	}
	stock, flow := s.isStock(a, head, kind)
	stock = stock && f.Measure != schemas.Change
	if t != nil && t == s.carried && t.Kind == parse.TimeNow && flow && a.time == nil && (b.ofMonths() || a.est && b.year > 0) {
		t = nil // what flows does not go on with the state that the sentence before spoke of
	}
	if s.earlierEnd(f, a, stock) {
		return
	}
	if t != nil && t.Kind == parse.TimeDay && !t.Cum && (!flow || strings.HasPrefix(f.Unit, "{")) {
		stock = true
	}
	if t != nil && t.Kind == parse.TimeDay && t.Edge == parse.EdgeFrom && f.Measure != schemas.Rate {
		y := *t
		y.Kind, y.Edge = parse.TimeYear, parse.EdgeNone
		t = &y
	}
	if p := a.frame.parent; a.time == nil && p >= 0 && f.Rule == "growth.bracket" {
		f.Period = b.figures[p].Period
		return
	}
	if a.shift != nil {
		s.shifted(f, a)
		return
	}
	if a.time == nil && a.base == nil && f.Measure == schemas.Level && f.Parent >= s.first && s.inherited(f) {
		return
	}
	if a.time == nil && s.monthly(f, a) {
		return
	}
	if a.time == nil && (s.inherited(f) || s.bracketed(f, a)) {
		return
	}
	if t == nil && b.section.time != nil {
		t = b.section.time
	}
	if t == nil && b.section.year == 0 && b.period != nil {
		t = b.period
		if stock {
			c := *t
			c.Edge = parse.EdgeEnd
			t = &c
		}
	}
	if t == nil && b.main != nil && !(b.undated() && s.there(f, a, stock, flow)) && (b.section.year == 0 || b.section.year == b.main.Y) && b.doc.Meta.Date.IsZero() && b.doc.Meta.Period.From.Month == 0 {
		t = b.main
	}
	if t == nil {
		y := b.section.year
		if y == 0 {
			y = b.year
		}
		bare := b.undated() && s.there(f, a, stock, flow)
		if y == 0 || bare {
			f.Period = schemas.AtReport()
			return
		}
		f.Period = schemas.Year(y)
		if b.ahead {
			return
		}
		if n := b.laterMonths(); n > 0 && y == b.year && b.section.year == 0 && !stock {
			f.Period = schemas.Months(y, 1, n)
			return
		}
		if p := b.doc.Meta.Period; p.Instant && p.To.Day > 0 && b.section.year == 0 {
			f.Period = p
		} else if (b.section.year == 0 || b.section.year == p.To.Year && p.From.Month > 0) && !p.IsZero() && !p.Instant {
			f.Period = p
			if stock && p.From.Month > 0 {
				f.Period = schemas.At(p.To)
			}
		}
		return
	}
	if flow && !stock && t.Kind == parse.TimeYear && t.Edge == parse.EdgeEnd && f.Measure == schemas.Rate {
		y := *t // "đến cuối năm 2012 thu nhập bình quân đạt": the year's
		y.Edge = parse.EdgeNone
		t = &y
	}
	if stock && head.traits.Stock && !head.traits.Flow && f.Measure == schemas.Level && (f.Unit == "VND" || f.Unit == "USD") && t.Edge == parse.EdgeNone && t.M == 1 && (t.Kind == parse.TimeMonths || t.Kind == parse.TimeQuarter) {
		c := *t
		c.Edge = parse.EdgeEnd // "9 tháng năm 2021, dư nợ cho vay đạt": a balance is one at the end
		t = &c
	}
	f.Period = b.place(t, stock)
	if t.Kind == parse.TimeDay && t.Edge == parse.EdgeFrom && f.Period.Instant {
		if a.fromTo == 1 {
			f.Period.To = f.Period.To.AddDays(-1)
		}
	}
}

// cumulated places what "lũy kế" announces without a time of its own: from the year's beginning to the end of the report's period.
func (s *sentence) cumulated(f *schemas.Figure, a *amount) bool {
	b := s.b
	for i, it := range a.left {
		if it.Kind == parse.ItemWord && (i == 0 || a.left[i-1].Kind == parse.ItemPunct) && (b.p.Has(it.From, "lũy") || b.p.Has(it.From, "luỹ")) {
			s.cumul = true
		}
	}
	p := b.doc.Meta.Period
	if !s.cumul || p.From.Month == 0 || p.Instant || p.From.Month == 1 && p.From.Day <= 1 {
		return false
	}
	f.Period = schemas.Period{From: schemas.Date{Year: p.To.Year, Month: 1}, To: p.To}
	if p.To.Day > 0 {
		f.Period.From.Day = 1
	}
	return true
}

// likeBase places what is compared with the first months of a year before, "tăng 71% so với 9 tháng năm 2019", in the same months of the year after it.
func (s *sentence) likeBase(f *schemas.Figure, a *amount) bool {
	if a.base == nil || a.base.time == nil || a.base.time.Kind != parse.TimeMonths || a.base.time.Y == 0 || a.base.time.M != 1 || a.base.time.Y+1 > s.b.year {
		return false
	}
	switch f.Measure {
	case schemas.Growth, schemas.Index, schemas.Multiple:
		f.Period = schemas.Months(a.base.time.Y+1, 1, a.base.time.M2)
		return true
	}
	return false
}

// monthly places what is compared with the month before in the month itself, the last that the report has.
func (s *sentence) monthly(f *schemas.Figure, a *amount) bool {
	b, ref := s.b, a.base
	if ref == nil {
		ref = a.frame.base
	}
	if ref == nil {
		ref = s.base
	}
	if ref == nil && (f.Measure == schemas.Growth || f.Measure == schemas.Index) {
		ref = s.neighbour(a.k)
	}
	if s.base != nil && s.base.time != nil && s.base.time.Kind == parse.TimePrevMonth {
		ref = s.base // "So với tháng trước, …" makes the sentence one on the month
	}
	if ref == nil || ref.time == nil || ref.time.Kind != parse.TimePrevMonth || f.Measure == schemas.Rate || f.Measure == schemas.Attainment || s.planFollows(a) {
		return false
	}
	d := schemas.Date{Year: b.year, Month: b.para.month}
	if d.Month > 0 && b.para.year > 0 {
		d.Year = b.para.year
	}
	if d.Month == 0 {
		d.Month = b.doc.Meta.Period.To.Month
	}
	if m := b.main; d.Month == 0 && m != nil && (m.Kind == parse.TimeMonth || m.Kind == parse.TimeMonths) {
		if d.Month = m.M2; m.Kind == parse.TimeMonth {
			d.Month = m.M
		}
	}
	if d.Month == 0 {
		d.Month = b.laterMonth()
	}
	if d.Month == 0 || d.Year == 0 {
		return false
	}
	f.Period = schemas.Period{From: d, To: d}
	return true
}

// inherited gives a figure the period of the level that it qualifies or of the total that it is a part of.
func (s *sentence) inherited(f *schemas.Figure) bool {
	if i := f.Of; i >= s.first && !s.b.figures[i].Period.IsZero() {
		f.Period = s.b.figures[i].Period
		return true
	}
	if i := f.Parent; i >= 0 && !s.b.figures[i].Period.IsZero() {
		f.Period = s.b.figures[i].Period
		return true
	}
	return false
}

// bracketed gives an amount in brackets the period of the figure that they follow: "giải ngân 78% (1.518,5 tỷ đồng)".
func (s *sentence) bracketed(f *schemas.Figure, a *amount) bool {
	i := a.frame.before
	if !a.frame.bracket || i < s.first || i >= len(s.b.figures) || s.b.figures[i].Period.IsZero() || f.Role == schemas.Target {
		return false
	}
	f.Period = s.b.figures[i].Period
	return true
}

// shifted places a figure in the period of another year: that of the figures before it, as many years away.
func (s *sentence) shifted(f *schemas.Figure, a *amount) {
	b := s.b
	var p schemas.Period
	if n := len(b.figures); n > 0 && n > s.first {
		p = b.figures[n-1].Period
	} else if b.para.time != nil {
		p = b.place(b.para.time, false)
	} else {
		p = schemas.Year(b.year)
	}
	y := a.shift.Y
	if y == 0 {
		y = p.To.Year - 1
	}
	if p.To.Year == 0 || y <= 0 {
		f.Period = schemas.AtReport()
		return
	}
	f.Period = p.In(y)
}

// thisMonth returns the month that "trong tháng" means: the one that the paragraph named, else the last of the report's own months; 0 where there is
// none.
func (b *binder) thisMonth(year int) int {
	if b.para.month > 0 {
		return b.para.month
	}
	if p := b.doc.Meta.Period; p.From.Month > 0 && p.To.Year == year {
		return p.To.Month
	}
	return 0
}

// place puts a time expression into the calendar; stock chooses between a state and a cumulated time.
func (b *binder) place(t *parse.Time, stock bool) schemas.Period {
	y := t.Y
	if y == 0 && !t.This {
		y = b.para.year
	}
	if y == 0 {
		y = b.section.year
	}
	if y == 0 {
		y = b.year
	}
	if t.Prev {
		y--
	}
	if y <= 1 && t.Y == 0 {
		switch t.Kind {
		case parse.TimeNow, parse.TimePeriod, parse.TimeThisDay:
		default:
			return schemas.AtReport() // the text names no year to count from
		}
	}
	at := t.Edge == parse.EdgeEnd || t.Edge == parse.EdgeTo && stock
	switch t.Kind {
	case parse.TimeYear, parse.TimeThisYear, parse.TimePrevYear:
		if t.Kind == parse.TimePrevYear {
			y--
		}
		if t.Edge == parse.EdgeEnd || t.Edge == parse.EdgeTo && stock && t.Whole {
			return schemas.At(schemas.Date{Year: y})
		}
		return schemas.Year(y)
	case parse.TimeYears, parse.TimeSchool:
		return schemas.Period{From: schemas.Date{Year: t.Y}, To: schemas.Date{Year: t.Y2}}
	case parse.TimeLastYears:
		if p := b.doc.Meta.Period; p.From.Year > 0 && p.From.Year < p.To.Year {
			return p // a term of office
		}
		if b.undated() {
			return schemas.AtReport()
		}
		return schemas.Period{From: schemas.Date{Year: b.year - t.D + 1}, To: schemas.Date{Year: b.year}}
	case parse.TimeMonths, parse.TimeQuarter:
		if at {
			return schemas.At(schemas.Date{Year: y, Month: t.M2})
		}
		return schemas.Months(y, t.M, t.M2)
	case parse.TimeMonth:
		d := schemas.Date{Year: y, Month: t.M}
		switch {
		case at:
			return schemas.At(d)
		case t.Edge == parse.EdgeTo:
			return schemas.Months(y, 1, t.M)
		}
		return schemas.Period{From: d, To: d}
	case parse.TimeThisMonth:
		if m := b.thisMonth(y); m > 0 {
			d := schemas.Date{Year: y, Month: m}
			return schemas.Period{From: d, To: d}
		}
		return schemas.Year(y)
	case parse.TimeThisQuarter:
		if m := b.thisMonth(y); m > 0 {
			first := 3*((m-1)/3) + 1
			return schemas.Months(y, first, first+2)
		}
		return schemas.Year(y)
	case parse.TimeThisDay:
		if d := b.today(); d.Day > 0 {
			return schemas.Period{From: d, To: d}
		}
		return schemas.AtReport()
	case parse.TimeDay:
		return b.placeDay(t, y, stock)
	case parse.TimeDays:
		y2 := t.Y2
		if y2 == 0 {
			y2 = y
		}
		return schemas.Period{From: schemas.Date{Year: y, Month: t.M, Day: t.D}, To: schemas.Date{Year: y2, Month: t.MM2, Day: t.D2}}
	case parse.TimePeriod:
		if b.period != nil {
			return b.place(b.period, stock)
		}
		if m := b.main; m != nil && m.Kind != parse.TimeDay && m.Kind != parse.TimeDays && b.doc.Meta.Period.From.Month == 0 {
			return b.place(b.main, stock)
		}
		if p := b.doc.Meta.Period; !p.IsZero() {
			return p
		}
	case parse.TimeNow:
		return schemas.AtReport()
	case parse.TimeToNow:
		return schemas.Period{From: schemas.Date{Year: y, Month: max(t.M, 1), Day: t.D}, Report: true}
	case parse.TimePrevMonth:
		if b.para.month > 1 {
			d := schemas.Date{Year: y, Month: b.para.month - 1}
			return schemas.Period{From: d, To: d}
		}
	}
	return schemas.Year(y)
}

// undated reports whether the section in hand is one of a text that tells no time of its own.
func (b *binder) undated() bool {
	return (b.section.seen || b.entry) && b.section.year == 0 && b.doc.Meta.Date.IsZero()
}

// today returns the day that the report is about: the one of its title, else its date; a zero day where it has none.
func (b *binder) today() schemas.Date {
	if p := b.doc.Meta.Period; p.Instant && p.To.Day > 0 {
		return p.To
	}
	if m := b.main; m != nil && m.Kind == parse.TimeDay && m.Y > 0 {
		return schemas.Date{Year: m.Y, Month: m.M, Day: m.D}
	}
	return b.doc.Meta.Date
}

func (b *binder) placeDay(t *parse.Time, y int, stock bool) schemas.Period {
	d := schemas.Date{Year: y, Month: t.M, Day: t.D}
	if !d.Valid() {
		return schemas.Year(y)
	}
	if t.Edge == parse.EdgeTo && !stock {
		from := y
		if b.year > 0 && y == b.year+1 && t.M <= 2 {
			from = b.year // the budget year runs on to the end of January
		}
		return schemas.Period{From: schemas.Date{Year: from, Month: 1}, To: schemas.Date{Year: y, Month: t.M}}
	}
	return schemas.At(d)
}
