package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/schemas"
)

// reading is what a clause makes of a quantity.
type reading struct {
	measure schemas.Measure
	unit    string
	neg     bool
	rule    string
}

// measure decides what kind of quantity a number is, from its unit, its predicate, its head and what stands behind it.
func (s *sentence) measure(a *amount, q *parse.Quantity, tr parse.Traits) reading {
	up, down := a.preds.Has(parse.Up), a.preds.Has(parse.Down)
	if q.Unit.ID == "%/năm" && a.preds&^parse.Of(parse.Reach) == 0 && s.partOfGrowth(a) {
		return reading{schemas.Growth, "%/năm", false, "growth.part"}
	}
	if f := s.chainedTo(a); f != nil && q.Unit.ID == "%/năm" && f.Measure == schemas.Growth && f.Role == schemas.Main {
		return reading{schemas.Growth, f.Unit, f.Value.Sign() < 0, "growth.chained"}
	}
	if q.Unit.ID == "%/năm" && (tr.Cues.Has(parse.GrowthHead) || up || down || strings.HasPrefix(a.np.text, "tăng trưởng")) && !a.preds.Has(parse.To) && a.fromTo == 0 {
		if down && s.objectOfFall(a) && !tr.Cues.Has(parse.GrowthHead) {
			return reading{schemas.Change, s.growthUnit(a, tr), true, "change.yearly"} // "giảm tỷ lệ hộ nghèo bình quân 2%/năm"
		}
		return reading{schemas.Growth, s.growthUnit(a, tr), down, "growth.yearly"}
	}
	if q.Unit.ID == "%" || q.Unit.ID == "‰" {
		return s.percent(a, q, tr, up, down)
	}
	r := reading{measure: schemas.Level, unit: q.Unit.ID, rule: "level"}
	switch {
	case a.preds.Has(parse.Rank) || s.rankHead(a, q, tr):
		if q.Unit.ID == "{bậc}" && (up || down) {
			return reading{schemas.Change, q.Unit.ID, down, "rank.change"}
		}
		return reading{schemas.Rank, "{hạng}", false, "rank"}
	case q.Unit.ID == "x" && !tr.Cues.Has(parse.RatioHead) && s.countsTimes(a, q):
		return reading{schemas.Level, "{lần}", false, "level.times"}
	case q.Unit.ID == "x":
		if down && !a.preds.Has(parse.Multiple) {
			r.neg = true
		}
		return reading{schemas.Multiple, "x", r.neg, "multiple"}
	case q.Unit.ID == "pp":
		return reading{schemas.Change, "pp", down, "change.points"}
	case q.Unit.ID == "{bậc}":
		return reading{schemas.Change, "{bậc}", down, "rank.change"}
	case q.Unit.ID == "{điểm}":
		if up || down {
			return reading{schemas.Change, "{điểm}", down, "score.change"}
		}
		if q.Decimals == 0 && q.Slash < 0 && !tr.Cues.Has(parse.ScoreHead) && a.count.text != "" {
			return reading{schemas.Level, "{điểm}", false, "level"} // places, not points
		}
		return reading{schemas.Score, "{điểm}", false, "score"}
	case tr.Cues.Has(parse.RatioHead) && q.Unit.Family == "quotient" && (a.preds.Has(parse.To) || a.fromTo > 0):
		return reading{schemas.Rate, q.Unit.ID, false, "rate.to"}
	}
	if a.preds.Has(parse.To) || a.preds.Has(parse.Remain) || a.fromTo == 1 {
		up, down = false, false
	}
	r.unit = s.perHead(a, q, tr)
	if i := a.frame.before; (up || down) && a.frame.bracket && i >= s.first && i < len(s.b.figures) && r.unit != "" && strings.HasPrefix(s.b.figures[i].Unit, r.unit+"/") {
		r.unit = s.b.figures[i].Unit // "231 triệu đồng/ha (cao hơn năm trước 4 triệu đồng)"
	}
	switch {
	case down:
		return reading{schemas.Change, r.unit, true, "change.down"}
	case up || a.preds.Has(parse.MoreOf):
		return reading{schemas.Change, r.unit, false, "change.up"}
	case q.Sign != 0 && a.bracketed:
		return reading{schemas.Change, r.unit, q.Sign < 0, "change.sign"}
	case strings.Contains(r.unit, "/"):
		r.measure, r.rule = schemas.Rate, "rate.quotient"
	case tr.Cues.Has(parse.RatioHead) && !q.Unit.Noun && q.Unit.ID != "" && (s.ratioUnit(q.Unit.ID) || strings.Contains(a.np.text, "giá ")):
		r.measure, r.rule = schemas.Rate, "rate.head"
	case q.Unit.ID == "" && q.Decimals > 0 && strings.HasPrefix(a.np.text, "điểm "):
		r.measure, r.unit, r.rule = schemas.Score, "{điểm}", "score.unitless"
	case tr.Cues.Has(parse.Average) && !(q.Unit.Noun && q.Unit.Mult > 0) && (q.Unit.Family == "money" || q.Unit.Family == "money_usd" || q.Decimals > 0):
		r.measure, r.rule = schemas.Rate, "rate.average"
	case q.Unit.ID == "" && tr.Cues.Has(parse.RatioHead) && q.Of < 0:
		r.measure, r.unit, r.rule = schemas.Rate, "%", "rate.unitless"
	case q.Unit.ID == "" && tr.Cues.Has(parse.ScoreHead) && q.Decimals > 0:
		r.measure, r.unit, r.rule = schemas.Score, "{điểm}", "score.unitless"
	case s.increment(a):
		r.measure, r.rule = schemas.Change, "change.increment"
	}
	if f := s.chainedTo(a); f != nil && r.measure == schemas.Level && f.Measure == schemas.Rate && r.unit != "" && strings.HasPrefix(f.Unit, r.unit+"/") {
		return reading{schemas.Rate, f.Unit, false, "rate.chained"} // "lần lượt đạt 84 triệu đồng và 57 triệu đồng"
	}
	return r
}

// countsTimes reports whether "lần" says how often something was done, "được điều chỉnh 03 lần trong tháng", rather than how many times as much it is: a
// whole number that no verb compares and no base follows.
func (s *sentence) countsTimes(a *amount, q *parse.Quantity) bool {
	if q.Decimals > 0 || q.Range >= 0 || a.preds.Any(parse.Of(parse.Multiple, parse.Up, parse.Down, parse.Equal, parse.Exceed)) || a.base != nil && a.base.time == nil {
		return false
	}
	for _, it := range a.left[max(0, len(a.left)-maxThan):] {
		if it.Kind == parse.ItemWord && s.b.p.Has(it.To-1, "hơn") || it.Kind == parse.ItemCue && it.Cue == parse.Compare {
			return false
		}
	}
	for _, it := range a.right[:min(len(a.right), maxThan)] {
		if it.Kind == parse.ItemCue && it.Cue == parse.Compare || it.Kind == parse.ItemTime && it.Cue == parse.Same {
			return false
		}
	}
	return true
}

// chainedTo returns the figure right before in an enumeration of quantities in one unit, nil where an amount is in none.
func (s *sentence) chainedTo(a *amount) *schemas.Figure {
	if !a.chained || a.k == 0 {
		return nil
	}
	if i := s.amounts[a.k-1].fig; i >= s.first {
		return &s.b.figures[i]
	}
	return nil
}

// partOfGrowth reports whether the total that an amount is a part of is a growth.
func (s *sentence) partOfGrowth(a *amount) bool {
	i := a.frame.before
	return a.frame.opener != schemas.OpenNone && i >= s.first && s.b.figures[i].Measure == schemas.Growth
}

// growthBefore reports whether a percentage enumerates on from a growth that a noun named, "tốc độ tăng GDP trên 3%; giá trị sản xuất trên 3,11%": it
// names what grows, a flow, and nothing more.
func (s *sentence) growthBefore(a *amount) bool {
	i := len(s.b.figures) - 1
	if !a.own || a.preds&^parse.Of(parse.Reach) != 0 || !a.np.traits.Flow || a.base != nil || i < s.first || a.frame.bracket {
		return false
	}
	f := &s.b.figures[i]
	return f.Measure == schemas.Growth && f.Role == schemas.Main && (f.Rule == "growth.head" || f.Rule == "growth.enumerated")
}

// growthUnit tells an average over years, "tăng bình quân 12,8%/năm", from the growth of a year for which "%/năm" says no more than "%".
func (s *sentence) growthUnit(a *amount, tr parse.Traits) string {
	if tr.Cues.Has(parse.Average) || a.np.traits.Cues.Has(parse.Average) {
		return "%/năm"
	}
	for _, it := range a.left {
		if it.Kind == parse.ItemCue && (it.Cue == parse.Average || (it.Cue == parse.Up || it.Cue == parse.Down) && s.average(it)) {
			return "%/năm"
		}
	}
	return "%"
}

// average reports whether a cue of change is one of averages: "tăng bình quân", "tăng trung bình hàng năm".
func (s *sentence) average(it parse.Item) bool {
	for i := it.From + 1; i < it.To; i++ {
		if s.b.p.Has(i, "quân") || s.b.p.Has(i, "trung") {
			return true
		}
	}
	return false
}

// increment reports whether the subject itself speaks of an increase: "số xã đạt chuẩn tăng thêm: 12 xã".
func (s *sentence) increment(a *amount) bool {
	return strings.HasSuffix(a.np.text, "tăng thêm") && !strings.HasSuffix(a.np.text, "và tăng thêm") || strings.HasSuffix(a.np.text, "có thêm")
}

// rankHead reports whether a bare number behind a head of rank is a rank.
func (s *sentence) rankHead(a *amount, q *parse.Quantity, tr parse.Traits) bool {
	return q.Unit.ID == "{hạng}" || strings.HasPrefix(a.np.text, "thứ hạng") && q.Unit.ID == ""
}

// bracketPlan reports whether the quantity is a plan in brackets behind an actual: "(kế hoạch 13,5%)".
func (s *sentence) bracketPlan(a *amount) bool { return a.bracketed && s.planBefore(a) }

// planBefore reports whether the word right before the quantity is a plan word.
func (s *sentence) planBefore(a *amount) bool {
	for i := len(a.left) - 1; i >= 0; i-- {
		it := a.left[i]
		if it.Kind == parse.ItemCue && it.Cue == parse.Plan {
			return true
		}
		if it.Kind == parse.ItemCue && (predicate.Has(it.Cue) || qualifier.Has(it.Cue)) || it.Kind == parse.ItemPunct && s.b.p.Rune(it.From) == ':' || it.Kind == parse.ItemTime || it.Kind == parse.ItemWord && s.b.p.Has(it.From, "từ") || it.Kind == parse.ItemWord && (s.b.p.Has(it.From, "năm") || s.b.p.Has(it.From, "là") || s.b.p.Has(it.From, "giao") || s.b.p.Has(it.From, "đề") || s.b.p.Has(it.From, "ra")) {
			continue
		}
		return false
	}
	return false
}

// attains reports whether a bare percentage behind "đạt" right after a level is the share of its plan that was reached.
func (s *sentence) attains(a *amount) bool {
	if a.own || !a.preds.Has(parse.Reach) || a.frame.last < 0 {
		return false
	}
	f := &s.b.figures[a.frame.last]
	return f.Measure == schemas.Level && (f.Unit == "VND" || s.hasTarget(a.frame.last))
}

func (s *sentence) hasTarget(i int) bool {
	for j := i + 1; j < len(s.b.figures) && j <= i+2; j++ {
		if s.b.figures[j].Of == i && s.b.figures[j].Role == schemas.Target {
			return true
		}
	}
	return false
}

// coordinated reports whether a bare percentage goes on from one with the given direction: "tăng 1,1% và 6,2%".
func (s *sentence) coordinated(a *amount, c parse.Cue) bool {
	return a.k > 0 && !a.own && len(a.left) <= 1 && s.amounts[a.k-1].preds.Has(c)
}
