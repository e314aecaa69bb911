package extract

import (
	"strconv"

	"solieu/extract/parse"
	"solieu/schemas"
)

// baseOf writes what a relative figure is relative to.
func (s *sentence) baseOf(f *schemas.Figure, a *amount, r reading) {
	switch r.measure {
	case schemas.Growth, schemas.Change, schemas.Index, schemas.Multiple:
		ref := a.base
		if ref == nil {
			return // filled from its neighbours later
		}
		f.Base = s.baseText(f, ref)
	case schemas.Attainment:
		f.Base = "plan"
		if a.base != nil && a.base.plan != "" {
			f.Base = a.base.plan
		}
	case schemas.Share:
		f.Base = s.shareBase(f, a)
	case schemas.Rate:
		if a.base != nil && a.base.time != nil {
			f.Base = s.baseText(f, a.base)
		}
	}
}

// baseText writes a base reference for a figure of a period.
func (s *sentence) baseText(f *schemas.Figure, ref *baseRef) string {
	if ref.plan != "" {
		return ref.plan
	}
	if ref.time == nil {
		return ref.text
	}
	b := s.b
	t := ref.time
	y, m := f.Period.To.Year, f.Period.To.Month
	if f.Period.Report || y == 0 {
		y = b.year
	}
	if y <= 0 && t.Y == 0 && t.Kind != parse.TimePeriod {
		return "" // the text names no year to count from
	}
	switch t.Kind {
	case parse.TimeSame:
		if f.Period.Instant && f.Period.To.Day > 0 {
			d := f.Period.To
			d.Year = y - 1
			return "@" + d.String()
		}
		if t.Y != 0 {
			y = t.Y + 1
		}
		return strconv.Itoa(y-1) + "-same"
	case parse.TimePrevYear:
		if schoolYear(f.Period) {
			return f.Period.In(y - 1).String()
		}
		return strconv.Itoa(y - 1)
	case parse.TimePrevMonth:
		if m == 0 {
			m = b.para.month
		}
		if m == 0 {
			return ""
		}
		if m == 1 {
			return schemas.Date{Year: y - 1, Month: 12}.String()
		}
		return schemas.Date{Year: y, Month: m - 1}.String()
	case parse.TimePrevQuart:
		if m > 3 {
			return schemas.Months(y, m-5, m-3).String()
		}
		return schemas.Months(y-1, 10, 12).String()
	case parse.TimeYear:
		if t.Edge == parse.EdgeEnd {
			return "@" + strconv.Itoa(t.Y)
		}
		return strconv.Itoa(t.Y)
	case parse.TimeThisYear:
		if t.Edge == parse.EdgeStart || t.Edge == parse.EdgeEnd {
			return "@" + strconv.Itoa(y-1)
		}
	case parse.TimeMonth:
		if t.Y == 0 && t.M > m && m > 0 {
			y--
		}
		if t.Y != 0 {
			y = t.Y
		}
		return schemas.Date{Year: y, Month: t.M}.String()
	}
	save := b.para.year
	if t.Y == 0 {
		b.para.year = y
		if t.Kind == parse.TimeMonths || t.Kind == parse.TimeQuarter {
			if t.Prev {
				b.para.year = y
			}
		}
	}
	p := b.place(t, false)
	b.para.year = save
	return p.String()
}

// fillBases gives relative figures without a base of their own that of their neighbours: in order where the clause before compares as often, else the nearest to the left, else to the right, else the year before.
func (s *sentence) fillBases() {
	b := s.b
	for k := range s.amounts {
		a := &s.amounts[k]
		f := &b.figures[a.fig]
		if f.Base != "" || f.Role == schemas.Target {
			continue
		}
		switch f.Measure {
		case schemas.Growth, schemas.Change, schemas.Index, schemas.Multiple:
		default:
			continue
		}
		ref := s.aligned(k)
		if ref == nil {
			ref = a.frame.base
		}
		if ref == nil {
			ref = s.base
		}
		if ref == nil {
			ref = s.neighbour(k)
		}
		switch {
		case ref != nil && ref.time != nil && ref.time.Y == 0 && f.Measure == schemas.Growth && stage(f.Period):
			f.Base = s.defaultBase(f) // what a later clause compares with the year before is none of the stage's
		case ref != nil && !(ref.time != nil && ref.time.Kind == parse.TimeYear && ref.time.Edge == parse.EdgeNone && ref.time.Y >= max(f.Period.From.Year, 1) && f.Period.From.Year > 0):
			f.Base = s.baseText(f, ref)
		default:
			f.Base = s.defaultBase(f)
		}
		s.copyBase(a, f)
	}
	for k := len(s.amounts) - 2; k >= 0; k-- { // "lúa chiếm 57%, ngô chiếm 43% tổng diện tích"
		f, next := &b.figures[s.amounts[k].fig], &b.figures[s.amounts[k+1].fig]
		if f.Measure == schemas.Share && (f.Base == "" || f.Base == economy) && next.Measure == schemas.Share && s.amounts[k].own && s.amounts[k+1].own && s.amounts[k].frame == s.amounts[k+1].frame && !s.amounts[k+1].strong {
			f.Base = next.Base
		}
	}
	for i := s.first; i < len(b.figures); i++ {
		if f := &b.figures[i]; f.Role == schemas.Target && f.Of >= 0 && f.Base == "" {
			f.Base = b.figures[f.Of].Base
		}
	}
}

func (s *sentence) copyBase(a *amount, f *schemas.Figure) {
	if a.high >= 0 && a.fig+1 < len(s.b.figures) {
		s.b.figures[a.fig+1].Base = f.Base
	}
}

// maxBreath bounds how many comparisons are taken for one breath.
const maxBreath = 8

// breath returns the indices [from, to) of the amounts that are compared in one breath with amount k.
func (s *sentence) breath(k int) (from, to int) {
	b := s.b
	rel := func(i int) bool {
		m := b.figures[s.amounts[i].fig].Measure
		return m == schemas.Growth || m == schemas.Index || m == schemas.Change
	}
	if !rel(k) {
		return k, k
	}
	from, to = k, k+1
	for from > 0 && k-from < maxBreath && rel(from-1) && !s.amounts[from].own && s.amounts[from].frame == s.amounts[from-1].frame {
		from--
	}
	for to < len(s.amounts) && to-k < maxBreath && rel(to) && !s.amounts[to].own && s.amounts[to].frame == s.amounts[to-1].frame {
		to++
	}
	return from, to
}

// aligned finds the base by position: the second of two comparisons takes the base of the second of the two before it.
func (s *sentence) aligned(k int) *baseRef {
	from, to := s.breath(k)
	for i := from; i < to; i++ {
		if s.amounts[i].base != nil {
			return nil
		}
	}
	if to-from < 2 {
		return nil
	}
	for j := from - 1; j >= 0 && j > from-4*maxBreath; j-- {
		f2, t2 := s.breath(j)
		if t2-f2 == to-from && s.amounts[f2+k-from].base != nil {
			return s.amounts[f2+k-from].base
		}
		if f2 < j {
			j = f2
		}
	}
	return nil
}
