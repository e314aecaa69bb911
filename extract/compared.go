package extract

import (
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

// comparedBefore takes the base that stands between the subject and its growth: "…, so với cùng kỳ năm trước tăng 31 vụ".
func (s *sentence) comparedBefore(a *amount, l []parse.Item, i, next int, ref *baseRef) {
	if i > 0 && l[i-1].Kind == parse.ItemPunct && next < len(l) && l[next].Kind == parse.ItemCue && (l[next].Cue == parse.Up || l[next].Cue == parse.Down) {
		a.base = ref
	}
}
