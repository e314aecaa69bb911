package extract

import (
	"slices"
	"strconv"

	"solieu/extract/parse"
	"solieu/schemas"
)

// beforeAndNow reads a pair in brackets behind the change between its numbers, "so với cùng kỳ tăng 31 vụ (98/67 vụ)": f, the second, is what there was
// in the period that m, the first, is compared with.
func (s *sentence) beforeAndNow(a *amount, m, f *schemas.Figure) {
	b := s.b
	i := a.frame.before
	if !a.frame.bracket || i < s.first || i >= len(b.figures) || a.k == 0 || f.Role != schemas.Denominator || m.Period.To.Year == 0 {
		return
	}
	c := &b.figures[i]
	if d, err := m.Value.Add(f.Value.Neg()); err != nil || c.Measure != schemas.Change || c.Unit != m.Unit || d.Abs().Cmp(c.Value.Abs()) != 0 {
		return
	}
	y := m.Period.To.Year - 1
	if ref := s.amounts[a.k-1].base; ref != nil && ref.time != nil && ref.time.Y > 0 {
		y = ref.time.Y
	}
	f.Role, f.Of, f.Period, f.Indicator = schemas.Main, schemas.None, m.Period.In(y), m.Indicator
}

// comparesAgain reports whether items hold another comparison.
func comparesAgain(l []parse.Item) bool {
	return slices.ContainsFunc(l, func(it parse.Item) bool { return it.Kind == parse.ItemCue && it.Cue == parse.Compare })
}

// comparedBefore takes the base that stands between the subject and its growth: "…, so với cùng kỳ năm trước tăng 31 vụ", "có mức tăng so với tháng
// trước cao nhất với 0,7%".
func (s *sentence) comparedBefore(a *amount, l []parse.Item, i, next int, ref *baseRef) {
	if i == 0 || next >= len(l) || len(a.right) > 0 && a.right[0].Kind == parse.ItemTime {
		return
	}
	p, before := s.b.p, l[i-1]
	switch moved := parse.Of(parse.Up, parse.Down); {
	case before.Kind == parse.ItemPunct && l[next].Kind == parse.ItemCue && moved.Has(l[next].Cue):
		a.base = ref
	case next+2 == len(l) && p.Rune(l[next].From) == ',' && p.Has(l[next+1].From, "từ"):
		a.base = ref // "… so với tháng trước, từ"
	case before.Kind == parse.ItemCue && (moved.Has(before.Cue) || before.Cue == parse.GrowthHead) && !comparesAgain(l[next:]) && p.Quantities[a.qty].Unit.ID == "%" && ref.time != nil:
		a.base = ref
	}
}

// schoolYear reports whether a period is a year that ends in the next: 2018/2019.
func schoolYear(p schemas.Period) bool {
	return p.From.Year > 0 && p.From.Year+1 == p.To.Year && p.From.Month == 0 && p.To.Month == 0 && !p.Instant && !p.Report
}

// stage reports whether a period is one of several whole years.
func stage(p schemas.Period) bool {
	return p.From.Year != 0 && p.From.Year < p.To.Year && p.From.Month == 0 && !schoolYear(p)
}

// stageBase is the year that a stage begins from: of a plan of five years the one before it, 2015 of 2016-2020, else its first.
func stageBase(p schemas.Period) string {
	y := p.From.Year
	if y%5 == 1 {
		y--
	}
	return strconv.Itoa(y)
}

// neighbour finds the nearest base of a comparison in the sentence: to the left, then to the right. Where a clause names another time of its own, what
// stands before that is used last: "tháng 7 đạt 12 tỷ, giảm 1% so với tháng trước và 7 tháng đạt 81 tỷ, tăng 19%, … so với cùng kỳ".
func (s *sentence) neighbour(k int) *baseRef {
	b := s.b
	usable := func(i int) *baseRef {
		if r := s.amounts[i].base; r != nil && r.time != nil && b.figures[s.amounts[i].fig].Rule != "change.growth" {
			return r
		}
		return nil
	}
	var before *baseRef
	var own *parse.Time // named since the base before
	for i := k - 1; i >= 0 && i > k-8*maxBreath; i-- {
		if a := &s.amounts[i+1]; own == nil && a.newTime && !a.frame.inBracket() {
			own = a.time
		}
		if r := usable(i); r != nil {
			if before = r; own != nil {
				break
			}
			return r
		}
	}
	for i := k + 1; i < len(s.amounts) && i < k+8*maxBreath; i++ {
		if before != nil && s.amounts[i].newTime {
			break
		}
		if r := usable(i); r != nil {
			return r
		}
	}
	if before != nil && before.time.Kind == parse.TimePrevMonth && (own.Kind == parse.TimeMonths || own.Kind == parse.TimeQuarter) {
		return nil // months are not compared with the month before
	}
	return before
}

// defaultBase is the year before; for counts and ranks that "có thêm" names, the end of it.
func (s *sentence) defaultBase(f *schemas.Figure) string {
	y := f.Period.To.Year
	if y == 0 {
		y = s.b.year
	}
	if schoolYear(f.Period) {
		return f.Period.In(y - 1).String()
	}
	if f.Measure == schemas.Growth && stage(f.Period) {
		return stageBase(f.Period)
	}
	if y == 0 || f.Unit == "%/năm" {
		return "" // an average over years that are not named
	}
	base := strconv.Itoa(y - 1)
	if f.Measure == schemas.Change && len(f.Unit) > 0 && f.Unit[0] == '{' && f.Unit != "{bậc}" && f.Unit != "{điểm}" && f.Value.Sign() > 0 {
		return "@" + base
	}
	if f.Period.From.Month > 0 {
		return base + "-same"
	}
	return base
}
