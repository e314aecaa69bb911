package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/schemas"
)

// respectively shares out the names of a list over the quantities that follow in the same order: "Đà Nẵng, Hải Phòng tăng lần lượt 4%, 5%".
func (s *sentence) respectively(a *amount, items []parse.Item, k int) {
	p := s.b.p
	n := 1
	for k+n < len(s.amounts) && s.joins(s.items[s.amounts[k+n-1].to:s.amounts[k+n].from]) {
		n++
	}
	if n >= 2 && s.datedList(items, k, n) {
		return
	}
	var segs [][]parse.Item
	from := 0
	var shared []parse.Item
	for i, it := range items {
		switch {
		case p.Rune(it.From) == ',' || it.Kind == parse.ItemWord && p.Has(it.From, "và"):
			segs = append(segs, items[from:i])
			from = i + 1
		case it.Kind == parse.ItemCue && it.Cue == parse.Reach && i > from:
			shared = items[i+1:]
			segs = append(segs, items[from:i])
			from = len(items)
		}
		if from == len(items) {
			break
		}
	}
	if from < len(items) {
		segs = append(segs, items[from:])
	}
	if n >= 2 && s.mirrors(items, k, n) || n < 2 {
		return
	}
	if len(segs) < n {
		s.eachBefore(a, items, k, n)
		return
	}
	base := s.b.nounPhrase(shared)
	if base.empty() && s.frame.head.traits.Measure {
		base = s.frame.head
	}
	object := s.objectOf(segs[len(segs)-1])
	for j := range n {
		name := s.b.nounPhrase(segs[len(segs)-n+j])
		if name.empty() {
			return
		}
		if j+1 < n && name.traits.Generic && object != "" {
			name.text, name.traits.Generic = name.text+" "+object, false // "khối lượng và trị giá xuất khẩu chè lần lượt đạt"
		}
		if first := s.amounts[k].label; j > 0 && base.empty() && (first.traits.Measure || first.traits.Cues.Any(parse.Of(parse.ScoreHead, parse.RatioHead))) && !name.traits.Measure {
			if t := likeFirst(first.text, name.text); t != "" {
				name.text, name.traits = t, first.traits
			}
		}
		if !base.empty() {
			name.text = s.core(base.text) + " - " + name.text
			name.traits.Cues |= base.traits.Cues
		}
		s.amounts[k+j].label = name
	}
}

// likeFirst gives a further name of a series what the first says before it: "thu nhập khu vực thành thị" and "nông thôn" is "thu nhập khu vực nông thôn",
// "điểm của Sở Y tế" and "Sở Công Thương" is "điểm của Sở Công Thương". It returns "" where the first says no more.
func likeFirst(first, name string) string {
	w, v := strings.Fields(first), strings.Fields(name)
	if len(v) == 0 {
		return ""
	}
	at := len(w) - len(v)
	for i := len(w) - 2; i > 0; i-- {
		if strings.EqualFold(w[i], v[0]) && (len(v) > 1 && strings.EqualFold(w[i+1], v[1]) || w[i] == v[0] && proper(w[i])) {
			at = i
			break
		}
	}
	if at <= 0 || at == len(w)-len(v) && (len(v) > 3 || at < 3) {
		return ""
	}
	return strings.Join(w[:at], " ") + " " + name
}

// objectOf returns what the last of several nouns of amount is of, which holds for all of them; "" where it says no more than the noun.
func (s *sentence) objectOf(seg []parse.Item) string {
	seg = s.b.trim(seg)
	if len(seg) < 2 {
		return ""
	}
	next, ok := s.b.p.GenericAt(seg[0].From)
	for ok && len(seg) > 0 && seg[0].From < next {
		seg = seg[1:]
	}
	if !ok {
		return ""
	}
	return s.b.nounPhrase(seg).text
}

// eachBefore names changes by the levels right before them, in the same order: "đón 1,2 triệu lượt khách với doanh thu 900 tỷ đồng, tăng lần lượt 8% và 11%".
func (s *sentence) eachBefore(a *amount, items []parse.Item, k, n int) {
	b := s.b
	switch u := s.b.p.Quantities[a.qty].Unit.ID; {
	case !s.b.trimmedEmpty(items):
		return
	case u == "x", u == "%" && a.preds.Any(parse.Of(parse.Up, parse.Down)):
	default:
		return
	}
	var names [maxBreath]string
	j := n
	for i := len(b.figures) - 1; i >= s.first && j > 0 && n <= maxBreath; i-- {
		if g := &b.figures[i]; (g.Measure == schemas.Level || g.Measure == schemas.Rate && g.Unit != "%") && g.Role == schemas.Main {
			j--
			names[j] = g.Indicator
		} else {
			return
		}
	}
	if j > 0 || n > maxBreath {
		return
	}
	for j := range n {
		s.amounts[k+j].label = phrase{text: names[j], traits: parse.Traits{Measure: true}}
	}
}

// datedList reads "năm 2009 và năm 2010 tăng lần lượt 11,8% và 13,1%" and "các năm 2012-2014 lần lượt là 6,1%, 5,3%, 6,8%": as many times as
// quantities, in the same order; with "9 tháng" before them they are the first months of each year.
func (s *sentence) datedList(items []parse.Item, k, n int) bool {
	var times []*parse.Time
	var part *parse.Time
	for i, it := range items {
		if it.Kind != parse.ItemTime || it.Cue == parse.Same || i > 0 && items[i-1].Kind == parse.ItemCue && items[i-1].Cue == parse.Compare {
			continue
		}
		t := &s.b.p.Times[it.Index]
		switch {
		case (t.Kind == parse.TimeMonths || t.Kind == parse.TimeQuarter) && t.Y == 0 && !t.This && !t.Prev && i+1 < len(items):
			part = t
		case t.Kind == parse.TimeYears && t.Y2-t.Y+1 == n:
			for y := t.Y; y <= t.Y2; y++ {
				times = append(times, &parse.Time{Kind: parse.TimeYear, Y: y})
			}
		default:
			times = append(times, t)
		}
	}
	if len(times) != n {
		return false
	}
	for j, t := range times {
		if part != nil && t.Kind == parse.TimeYear {
			t = inYear(part, t.Y)
		}
		s.amounts[k+j].time, s.amounts[k+j].newTime = t, true
	}
	return true
}

// inYear returns the same months of another year.
func inYear(part *parse.Time, year int) *parse.Time {
	t := *part
	t.Y, t.This, t.Prev = year, false, false
	return &t
}

// goesOn lets years that follow in an enumeration mean the months that it began with: "9 tháng năm 2016 tăng 13,1%; năm 2017 tăng 6,6%".
func (s *sentence) goesOn(a *amount) {
	t := a.time
	if t == nil || t.Kind != parse.TimeYear || t.Edge != parse.EdgeNone || a.own || a.k == 0 {
		return
	}
	p := s.amounts[a.k-1].time
	if p != nil && (p.Kind == parse.TimeMonths || p.Kind == parse.TimeQuarter) && p.Y > 0 && p.Y+1 == t.Y && s.amounts[a.k-1].preds == a.preds {
		a.time = inYear(p, t.Y)
	}
}

// mirrors reads "đạt kế hoạch đề ra với tỷ lệ tương ứng 60,77% - 39,03% - 0,2%": the plans of as many figures right before.
func (s *sentence) mirrors(items []parse.Item, k, n int) bool {
	plan := false
	for _, it := range items {
		plan = plan || it.Kind == parse.ItemCue && it.Cue == parse.Plan
	}
	b := s.b
	from := len(b.figures) - n
	if !plan || from < s.first {
		return false
	}
	for j := range n {
		if b.figures[from+j].Unit != b.p.Quantities[s.amounts[k+j].qty].Unit.ID {
			return false
		}
	}
	for j := range n {
		s.amounts[k+j].mirror = from + j
	}
	return true
}

// continues lets a bare quantity go on with the verb of the one before it: "tăng lần lượt 10,8%, 17%, 20,5%", "(giảm 8 vụ, 01 người chết)".
func (s *sentence) continues(a *amount, k int) {
	if k == 0 || a.own && a.label.empty() || a.preds != 0 && a.label.empty() || !s.joins(a.left) {
		return
	}
	prev := &s.amounts[k-1]
	p := s.b.p
	if a.own {
		a.chained = prev.frame == s.frame && p.Quantities[a.qty].Unit.ID == p.Quantities[prev.qty].Unit.ID
		return // it has its name, and with it the verb
	}
	if a.chained = prev.frame == s.frame && p.Quantities[a.qty].Unit.ID == p.Quantities[prev.qty].Unit.ID; a.chained && a.time == nil && s.frame.bracket {
		a.time, a.newTime = prev.time, prev.newTime
	}
	percent := p.Quantities[a.qty].Unit.ID == "%"
	if percent != (p.Quantities[prev.qty].Unit.ID == "%") {
		return
	}
	if a.strong && !percent && prev.base != nil && !s.endsHere(a) {
		return // "giảm 310 người so với cuối năm 2021; 84.200 người tham gia …, chiếm": a level of its own
	}
	if u := p.Quantities[a.qty].Unit.ID; u == p.Quantities[prev.qty].Unit.ID || u == "" {
		a.preds, a.pred, a.fromTo = prev.preds, prev.pred, 0
		return
	}
	verb := parse.Of(parse.Up, parse.Down)
	if !prev.preds.Any(verb) || !percent && !s.frame.bracket && s.base == nil && p.Quantities[a.qty].Unit.ID != "pp" && !s.comparedRight(a) {
		return
	}
	a.preds = prev.preds
	a.pred = prev.pred
}

// chainedTarget returns the figure that a plan in an enumeration of plans belongs to, "16,5% - 51,2% (KH: 16% - 52%)": the one behind the figure of the
// plan before it; None where it is in no such enumeration.
func (s *sentence) chainedTarget(a *amount) int {
	if !a.chained {
		return schemas.None
	}
	b := s.b
	prev := s.amounts[a.k-1].fig
	if prev < s.first || b.figures[prev].Role != schemas.Target || b.figures[prev].Of < s.first {
		return schemas.None
	}
	i := b.figures[prev].Of + 1
	if g := &b.figures[i]; i < prev && g.Role == schemas.Main && g.Unit == b.figures[prev].Unit {
		return i
	}
	return schemas.None
}

// joins reports whether items are only a comma, "và" or a dash.
func (s *sentence) joins(items []parse.Item) bool {
	for _, it := range items {
		if it.Kind == parse.ItemPunct {
			switch s.b.p.Rune(it.From) {
			case ',', '-', '–', ';':
				continue
			}
			return false
		}
		if it.Kind != parse.ItemWord || !s.b.p.Has(it.From, "và") {
			return false
		}
	}
	return len(items) > 0
}

// comparedRight reports whether a comparison stands right behind a quantity: "tăng 12 vụ, 9 đối tượng so với cùng kỳ" says of both that they grew.
func (s *sentence) comparedRight(a *amount) bool {
	return len(a.right) > 0 && a.right[0].Kind == parse.ItemCue && a.right[0].Cue == parse.Compare
}

// endsHere reports whether nothing but a comparison or the end of its clause stands behind a quantity and its noun.
func (s *sentence) endsHere(a *amount) bool {
	r := s.items[a.to:]
	return len(r) == 0 || r[0].Kind == parse.ItemPunct || r[0].Kind == parse.ItemCue && r[0].Cue == parse.Compare
}
