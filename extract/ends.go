package extract

import (
	"solieu/extract/parse"
	"solieu/schemas"
)

// fromTime returns the time of the first end of a change from that of the change before it in the sentence: "… tăng từ 19,3% năm 2005
// lên 27,8% năm 2010; dịch vụ từ 28,3% lên 30,7%".
func (s *sentence) fromTime(a *amount) *parse.Time {
	if a.fromTo != 1 || !s.toFollows(a) {
		return nil
	}
	for i := a.k - 1; i >= 0 && i > a.k-2*maxBreath; i-- {
		if p := &s.amounts[i]; p.fromTo == 1 && p.time != nil {
			a.time = p.time
			return p.time
		}
	}
	if len(a.right) > 0 {
		return nil // "từ 38,7% đầu nhiệm kỳ giảm còn"
	}
	return s.b.para.ends[0]
}

// endTime returns the time of an end of a change: its own sentence's, else that of the change that the paragraph spoke of before, "… từ 3,6 triệu tấn
// năm 2008 lên 5,4 triệu tấn năm 2018. Sản lượng trứng từ 5 tỷ quả lên 11,6 tỷ quả".
func (s *sentence) endTime(a *amount) *parse.Time {
	if t := s.fromTime(a); t != nil || a.k == 0 {
		return t
	}
	p := &s.amounts[a.k-1]
	if p.fromTo == 1 && len(p.right) == 0 && a.preds.Any(parse.Of(parse.To, parse.Remain)) && (p.time == nil || p.time == s.b.para.ends[0]) {
		a.time = s.b.para.ends[1]
		return a.time
	}
	return nil
}

// rememberEnds keeps the times of a change that names both.
func (s *sentence) rememberEnds() {
	for k := 1; k < len(s.amounts); k++ {
		p, a := &s.amounts[k-1], &s.amounts[k]
		if p.fromTo == 1 && p.time != nil && a.time != nil && p.time.Kind == parse.TimeYear && a.time.Kind == parse.TimeYear && p.time.Y < a.time.Y {
			s.b.para.ends = [2]*parse.Time{p.time, a.time}
		}
	}
}

// earlierEnd places the first end of a change that is compared with the month or the year before: "giảm so với tháng trước, từ 30 tỷ đồng xuống còn 28 tỷ đồng".
func (s *sentence) earlierEnd(f *schemas.Figure, a *amount, stock bool) bool {
	b := s.b
	if a.fromTo != 1 || a.time != nil || a.base == nil || a.base.time == nil || b.para.time == nil {
		return false
	}
	p := b.place(b.para.time, stock)
	switch d := p.To; {
	case a.base.time.Kind == parse.TimePrevYear && d.Year > 0:
		f.Period = p.In(d.Year - 1)
		return true
	case a.base.time.Kind == parse.TimePrevMonth && d.Month > 0 && d.Day == 0:
		if d.Month--; d.Month == 0 {
			d = schemas.Date{Year: d.Year - 1, Month: 12}
		}
		if f.Period = schemas.At(d); !p.Instant {
			f.Period = schemas.Period{From: d, To: d}
		}
		return true
	}
	return false
}
