package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/schemas"
)

// isStock tells a state at a time from what happened over one: by the catalogue, else by the words of the name.
func (s *sentence) isStock(a *amount, head phrase, kind string) (stock, flow bool) {
	if a.second >= 0 && s.planFollows(a) {
		return false, false // a plan is for the year, and so is what it is measured by
	}
	if head.traits.Cues.Has(parse.Average) && a.own {
		return false, true
	}
	switch kind {
	case "stock":
		return true, false
	case "flow":
		return false, true
	}
	t := head.traits
	if a.own {
		t = a.np.traits
	}
	if a.count.traits.Stock || a.count.traits.Flow {
		return a.count.traits.Stock, a.count.traits.Flow
	}
	if t.Stock || t.Flow {
		return t.Stock, t.Flow
	}
	if t.Cues.Has(parse.RatioHead) {
		return true, false
	}
	return s.b.p.Quantities[a.qty].Unit.Noun && a.preds == parse.Of(parse.Reach) && a.have, false
}

// there reports whether a figure says what there is rather than what happens: a state, an extent, or a share of an extent.
func (s *sentence) there(f *schemas.Figure, a *amount, stock, flow bool) bool {
	switch f.Measure {
	case schemas.Level:
		return stock || !flow && (s.extent(a) || s.goesOnCounting(a) || s.b.entry && s.b.p.Quantities[a.qty].Unit.Noun && a.preds&^parse.Of(parse.Reach) == 0)
	case schemas.Share:
		return strings.Contains(a.count.text, "diện tích") || strings.Contains(a.np.text, "diện tích")
	}
	return false
}

// extent reports whether a quantity is one of space, which is there rather than happens.
func (s *sentence) extent(a *amount) bool {
	f := s.b.p.Quantities[a.qty].Unit.Family
	return f == "area" || f == "length"
}

// goesOnCounting reports whether a count goes on with one of what there is at the report's date: "có 41 bến, 3 cảng".
func (s *sentence) goesOnCounting(a *amount) bool {
	if a.k == 0 || a.own || a.preds != 0 || !s.b.p.Quantities[a.qty].Unit.Noun || !s.joins(a.left) {
		return false
	}
	p := &s.amounts[a.k-1]
	return p.fig >= s.first && p.frame == a.frame && s.b.p.Quantities[p.qty].Unit.Noun && s.b.figures[p.fig].Period == schemas.AtReport()
}
