package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/schemas"
)

// reference reads the base that a comparison at l[i] names; j is the item behind it.
func (s *sentence) reference(l []parse.Item, i int) (j int, ref *baseRef) {
	p := s.b.p
	for j = i + 1; j < len(l) && j < i+14; j++ {
		it := l[j]
		switch it.Kind {
		case parse.ItemTime:
			t := p.Times[it.Index]
			if t.Kind == parse.TimeSpan {
				continue
			}
			return j + 1, &baseRef{time: &t}
		case parse.ItemCue:
			if it.Cue == parse.Plan {
				return s.planBase(l, j)
			}
			if predicate.Has(it.Cue) && it.Cue != parse.Reach {
				return j, nil
			}
		case parse.ItemPunct:
			if r := p.Rune(it.From); r == ',' || r == ';' || r == '.' || r == ')' {
				return j, nil
			}
		}
	}
	return j, nil
}

// planBase reads whose plan the plan word at l[i] means, and of what time; j is the item behind it.
func (s *sentence) planBase(l []parse.Item, i int) (j int, ref *baseRef) {
	p := s.b.p
	j = i + 1
	for j < len(l) {
		it := l[j]
		if it.Kind == parse.ItemPunct && p.Rune(it.From) != '-' || it.Kind == parse.ItemQty || it.Kind == parse.ItemCue && (predicate.Has(it.Cue) || it.Cue == parse.Compare) {
			break
		}
		if it.Kind == parse.ItemWord && (p.Text(it.From) == "và" || p.Text(it.From) == "nhưng" || p.Text(it.From) == "do") {
			break
		}
		j++
	}
	to := l[i].To
	if j > i+1 {
		to = l[j-1].To
	}
	noun := lower(string(s.b.appendTokens(nil, l[i].From, l[i].To)))
	giver := p.GiverIn(l[i].To, to)
	return j, &baseRef{plan: planName(noun, giver, lower(string(s.b.appendTokens(nil, l[i].To, to)))), year: s.yearly(l[i+1 : j])}
}

// yearly reports whether what stands behind a word of plan says that the plan is of a whole year: "kế hoạch năm", "chỉ tiêu Chính phủ giao năm 2025".
func (s *sentence) yearly(l []parse.Item) bool {
	for _, it := range l {
		switch {
		case it.Kind == parse.ItemTime:
			t := &s.b.p.Times[it.Index]
			return t.Kind == parse.TimeYear && t.Edge == parse.EdgeNone || t.Kind == parse.TimeThisYear && t.Edge == parse.EdgeNone
		case it.Kind == parse.ItemWord && s.b.p.Has(it.From, "năm"):
			return true
		case it.Kind != parse.ItemWord && it.Kind != parse.ItemCue:
			return false
		}
	}
	return false
}

// planName writes the base of an attainment: "plan", "plan:tỉnh", "dự toán TW", "dự toán giao đầu năm".
func planName(noun, giver, rest string) string {
	switch {
	case strings.HasPrefix(noun, "dự toán"):
		if giver != "" {
			return "dự toán " + giver
		}
		if strings.Contains(rest, "đầu năm") {
			return "dự toán giao đầu năm"
		}
		if strings.Contains(rest, "điều chỉnh") {
			return "dự toán điều chỉnh"
		}
		return "dự toán"
	case strings.HasPrefix(noun, "số kinh phí"):
		return strings.TrimSpace(strings.TrimPrefix(noun, "số ") + " " + rest)
	}
	if giver != "" {
		return "plan:" + giver
	}
	return "plan"
}

// readRight reads what stands behind a quantity: its base, its plan, its own period, and what a count counts.
func (s *sentence) readRight(a *amount) {
	p := s.b.p
	r := a.right
	compEnd := len(r)
	for i := 0; i < len(r); i++ {
		it := r[i]
		switch it.Kind {
		case parse.ItemCue:
			switch it.Cue {
			case parse.Compare:
				if _, ref := s.reference(r, i); ref != nil {
					a.base = ref
				} else if a.base == nil {
					a.base = &baseRef{text: s.b.nounPhrase(r[i+1:]).text}
				}
				compEnd = min(compEnd, i)
				i = len(r)
			case parse.OpenTrongDo:
				if i == 0 && s.inNumber(r) {
					a.base = &baseRef{text: "tổng số " + s.b.nounPhrase(r[1:]).text} // "chiếm 42% trong tổng số lao động"
				}
			case parse.Legal:
				if i+1 >= len(r) || r[i+1].Kind != parse.ItemWord {
					compEnd = min(compEnd, i)
				} else if i > 0 && p.Has(r[i-1].From, "theo") {
					compEnd = min(compEnd, i-1)
				}
			case parse.Target:
				if i == 0 && p.Quantities[a.qty].Unit.ID == "%" && s.planIsNoun(it) {
					_, a.base = s.planBase(r, i)
					compEnd = min(compEnd, i)
				}
			case parse.Plan:
				if s.b.p.Quantities[a.qty].Unit.ID == "%" && (i == 0 || s.planRight(r, i)) {
					_, a.base = s.planBase(r, i)
					compEnd = min(compEnd, i)
				}
			}
		case parse.ItemTime:
			t := p.Times[it.Index]
			if i == 1 && r[0].Kind == parse.ItemWord && p.Has(r[0].From, "của") { // "mức tăng 7,4% của cùng kỳ năm 2016"
				if it.Cue == parse.Same {
					a.shift = &t
				} else {
					a.time = &t
				}
				compEnd = 0
			} else if it.Cue == parse.Same {
				if a.base == nil {
					a.base = &baseRef{time: &t}
				}
				compEnd = min(compEnd, i)
			} else if i > 0 && a.base == nil && a.preds.Has(parse.Equal) && s.b.p.Quantities[a.qty].Unit.ID == "%" && t.Kind == parse.TimeYear && p.Has(r[0].From, "mức") {
				a.base = &baseRef{time: &t} // "bằng 27% mức giá năm 2015"
				compEnd = min(compEnd, i)
			} else if i == 0 && a.base == nil {
				if s.comparesTime(a) {
					a.base = &baseRef{time: &t}
				} else if t.Kind != parse.TimeSpan {
					a.time = &t
				}
				compEnd = min(compEnd, i)
			} else if t.Edge != parse.EdgeFrom {
				compEnd = min(compEnd, i)
				if a.time == nil && a.base == nil && i == len(r)-1 && (p.Has(it.From, "trong") && s.b.p.Quantities[a.qty].Unit.Noun || t.Y > 0 && (t.Kind == parse.TimeMonth || t.Kind == parse.TimeDay)) {
					a.time = &t // "462 doanh nghiệp thành lập mới trong 9 tháng đầu năm 2023"
				}
			} else if t.Kind == parse.TimeDay && a.preds.Has(parse.To) {
				s.since(a, &t) // "giảm từ 5,0%/năm xuống 4,5%/năm kể từ 25/5/2023"
				compEnd = min(compEnd, i)
			}
		}
	}
	s.givenBy(a)
	a.count = s.b.nounPhrase(r[:compEnd])
	if !a.count.empty() {
		a.count.text = s.moves(r) + s.relative(r[0]) + a.count.text
	}
}

// planIsNoun reports whether a cue of targets is a noun, "chỉ tiêu phấn đấu", which a percentage can be of.
func (s *sentence) planIsNoun(it parse.Item) bool {
	return s.b.p.Has(it.From, "chỉ") || s.b.p.Has(it.From, "mục")
}

// maxGiver bounds the words between "do" and "giao".
const maxGiver = 9

// givenAhead reports whether items begin with who gave a plan: "do UBND tỉnh giao".
func (s *sentence) givenAhead(items []parse.Item) bool {
	for i, it := range items {
		if it.Kind != parse.ItemWord || i > maxGiver {
			return false
		}
		if s.b.p.Has(it.To-1, "giao") {
			return true
		}
	}
	return false
}

// givenBy reads "…; đạt 80,7% dự toán do Bộ Tài chính giao và 62% do tỉnh giao": a further plan of the attainment before, by who gave it.
func (s *sentence) givenBy(a *amount) {
	r, i := a.right, len(s.b.figures)-1
	if a.base != nil || len(r) < 2 || !s.b.p.Has(r[0].From, "do") || i < s.first || s.b.figures[i].Measure != schemas.Attainment || s.b.p.Quantities[a.qty].Unit.ID != "%" {
		return
	}
	if to := r[len(r)-1].To; s.b.p.Has(to-1, "giao") {
		a.base = &baseRef{plan: planName("kế hoạch", s.b.p.GiverIn(r[0].From, to), "")}
	}
}

// inNumber reports whether items name the whole number that a percentage right before is of: "42% trong tổng số lao động".
func (s *sentence) inNumber(r []parse.Item) bool {
	return len(r) > 1 && r[0].Cue == parse.OpenTrongDo && s.b.p.Has(r[0].From+1, "tổng") && r[1].Kind == parse.ItemWord
}

// moves returns the verb with which a complement says how what is counted changed, "nhóm hàng tăng giá"; "" where it begins otherwise.
func (s *sentence) moves(r []parse.Item) string {
	it := r[0]
	if it.Kind == parse.ItemCue && (it.Cue == parse.Up || it.Cue == parse.Down) && len(r) > 1 && r[1].Kind == parse.ItemWord && it.To == it.From+1 {
		return s.b.p.Text(it.From) + " "
	}
	return ""
}

// relative returns the verb with which a complement describes what is counted, "được tiếp", "có hoàn cảnh khó khăn"; "" where it begins otherwise.
func (s *sentence) relative(it parse.Item) string {
	if it.Kind != parse.ItemWord && it.Cue != parse.Reach || it.To != it.From+1 {
		return ""
	}
	for _, w := range [...]string{"được", "có", "bị"} {
		if s.b.p.Has(it.From, w) {
			return w + " "
		}
	}
	return ""
}

// comparesTime reports whether a time right behind a quantity is what it is compared with: "gấp 3,8 lần năm 2005".
func (s *sentence) comparesTime(a *amount) bool {
	return a.preds.Has(parse.Multiple) || s.b.p.Quantities[a.qty].Unit.ID == "x"
}

// planRight reports whether the plan word at r[i] governs a percentage: only words that point to it stand between.
func (s *sentence) planRight(r []parse.Item, i int) bool {
	for _, it := range r[:i] {
		if it.Kind != parse.ItemWord {
			return false
		}
		switch s.b.p.Text(it.From) {
		case "so", "với", "của", "tổng", "vốn", "số", "theo", "chỉ", "mức", "các":
		default:
			return false
		}
	}
	return true
}

// since dates a change of a rate: the new rate holds from the day on, the old one to the day before.
func (s *sentence) since(a *amount, t *parse.Time) {
	b := s.b
	at := *t
	at.Edge = parse.EdgeFrom
	a.time = &at
	if k := len(b.figures) - 1; k >= s.first {
		for i := range s.amounts {
			if s.amounts[i].fig == k && s.amounts[i].fromTo == 1 {
				p := b.place(&at, true)
				p.To = p.To.AddDays(-1)
				b.figures[k].Period = p
			}
		}
	}
}
