package extract

import (
	"math"

	"solieu/extract/parse"
	"solieu/schemas"
)

// subjectOf finds the subject and the predicate of the clause before a quantity.
func (s *sentence) subjectOf(a *amount, l []parse.Item, start, colon int, semi bool, k int) {
	end := s.predicateStart(a, l, start)
	if a.pred == parse.NoCue {
		end = s.reachedWith(l, start, end)
	}
	var np phrase
	switch {
	case colon >= start && (colon+1 >= end || s.b.trimmedEmpty(l[colon+1:end])):
		np = s.b.nounPhrase(s.label(l[start:colon], k == 0 || a.strong))
		a.labelled = true
	case colon >= start:
		s.openList(l[start:colon], start)
		np = s.b.nounPhrase(s.segment(l[colon+1:end], false))
	case end > start:
		np = s.subjectPhrase(s.segment(l[start:end], k == 0 || a.strong), l[start:end])
	}
	if first := s.structureOf(a, l, start, end, colon, k); !first.empty() {
		np = first
	} else if a.preds.Has(parse.Respectively) && k+1 < len(s.amounts) {
		s.respectively(a, l[start:end], k)
		if !a.label.empty() {
			np = a.label
		}
	} else if !a.label.empty() && np.empty() {
		np = a.label
		if a.preds == 0 && k > 0 {
			a.preds, a.pred = s.amounts[k-1].preds, s.amounts[k-1].pred
		}
	}
	if s.isVariant(l[start:max(start, end)]) && !s.frame.head.empty() {
		a.variant, np = np.text, phrase{}
	}
	a.own = !np.empty()
	s.fallOf(a, l, start, end)
	s.continues(a, k)
	if semi && a.own && !s.frame.persist && !s.frame.bracket && s.frame.opener != schemas.OpenNone && s.frame.outer != nil {
		s.pop()
	}
	a.np = np
	a.frame = s.frame
	a.agent = a.own && !np.traits.Measure && s.agentOnly(l[start:max(start, end)])
	a.topic = s.topicOf(l[start:max(start, end)], np)
	switch {
	case colon >= start && colon+1 < end:
		s.readAction(l[colon+1:end], true)
	case end >= start && (k == 0 || a.strong || !s.frame.acted):
		s.readAction(l[start:end], k == 0 || a.strong)
	}
}

// label returns the words before a colon that name the quantity behind it: all of them where the clause begins with a noun of measure and says
// nothing else, "Thu phí, lệ phí: 28 tỷ đồng".
func (s *sentence) label(items []parse.Item, first bool) []parse.Item {
	if m, _ := s.begins(items); m && first && len(items) <= maxSubject && !s.hasClause(items) {
		return items
	}
	return s.segment(items, first)
}

// maxVariant bounds the words that say with or without what.
const maxVariant = 7

// isVariant reports whether a clause only says with or without what the figure before it is stated again: "không kể dầu khí đạt 15.000 USD".
func (s *sentence) isVariant(clause []parse.Item) bool {
	clause = s.b.trimTimes(clause)
	return len(clause) > 1 && len(clause) <= maxVariant && clause[0].Kind == parse.ItemCue && clause[0].Cue == parse.Variant
}

// openList opens the scope of a list whose head stands before a colon; start is where the head's clause begins.
func (s *sentence) openList(head []parse.Item, start int) {
	s.push(schemas.OpenCuThe, s.peekHead(head))
	s.frame.persist = true
	if !s.levelBefore(start) {
		s.frame.parent = schemas.None
	}
}

// subjectPhrase makes the subject of its items. Where a place stands for what was named before it, "… công bố chỉ số X, tỉnh Y đạt", that name is the
// subject; a verb before a noun of growth ends the name: "nhóm A tăng mạnh với mức tăng".
func (s *sentence) subjectPhrase(seg, clause []parse.Item) phrase {
	p := s.b.p
	if n := len(seg); n > 1 && seg[n-1].Kind == parse.ItemCue && seg[n-1].Cue == parse.GrowthHead {
		for i := 1; i < n-1; i++ {
			if seg[i].Kind == parse.ItemCue && (seg[i].Cue == parse.Up || seg[i].Cue == parse.Down) {
				seg = seg[:i]
				break
			}
		}
	}
	t := s.b.trim(seg)
	if len(t) == 0 {
		return phrase{}
	}
	if len(t) > 9 {
		seg = s.lastMeasure(t)
	}
	if next, ok := p.IsArea(t[0].From); ok && next >= t[len(t)-1].To {
		for i := len(clause) - 1; i >= 0; i-- {
			if it := clause[i]; it.Kind == parse.ItemCue && (it.Cue == parse.ScoreHead || it.Cue == parse.RatioHead) {
				j := i
				for j < len(clause) && p.Rune(clause[j].From) != ',' {
					j++
				}
				return s.b.nounPhrase(clause[i:j])
			}
		}
		return phrase{}
	}
	return s.b.nounPhrase(seg)
}

// lastMeasure cuts a long clause at the last noun of measure that a conjunction introduces: "… nên sản lượng khai thác".
func (s *sentence) lastMeasure(items []parse.Item) []parse.Item {
	for i := len(items) - 1; i > 0; i-- {
		if items[i-1].Kind != parse.ItemWord {
			continue
		}
		switch s.b.p.Text(items[i-1].From) {
		case "nên", "nhưng", "mà", "thì", "để", "với", "và", "nhờ":
			if m, _ := s.begins(items); m && s.b.p.Has(items[i-1].From, "và") {
				continue // two nouns of measure with one predicate
			}
			if m, _ := s.b.p.StartsIndicator(items[i].From); m && !(items[i].Kind == parse.ItemCue && items[i].Cue == parse.GrowthHead) {
				return items[i:]
			}
		}
	}
	return items
}

// fallOf reads "giảm tỷ lệ hộ nghèo 3%": the verb stands before its object, the quantity behind it.
func (s *sentence) fallOf(a *amount, l []parse.Item, start, end int) {
	if a.pred != parse.NoCue || !a.own || a.fromTo == 1 {
		return
	}
	for i := start; i < end; i++ {
		it := l[i]
		if it.Kind == parse.ItemCue && (it.Cue == parse.Up || it.Cue == parse.Down) && i+1 < end && l[i+1].Kind == parse.ItemCue && (l[i+1].Cue == parse.RatioHead || l[i+1].Cue == parse.ShareHead) {
			a.pred = it.Cue
			a.preds |= parse.Of(it.Cue)
			a.np = s.b.nounPhrase(l[i+1 : end])
			return
		}
		if it.Kind == parse.ItemPunct && s.b.p.Rune(it.From) == ',' {
			continue
		}
	}
}

// levelBefore reports whether the head before a colon follows a total that the list may divide.
func (s *sentence) levelBefore(start int) bool {
	return start == 0 && s.frame.outer != nil && s.frame.outer.last >= 0
}

// predicateStart reads the predicates right before the quantity and returns the index of the first of them.
func (s *sentence) predicateStart(a *amount, l []parse.Item, start int) int {
	p := s.b.p
	end := len(l)
	for end > start {
		it := l[end-1]
		switch it.Kind {
		case parse.ItemCue:
			if it.Cue == parse.GrowthHead && end-1 > start && a.pred == parse.NoCue {
				if i := end - 2; i >= start && l[i].Kind == parse.ItemCue && (l[i].Cue == parse.Up || l[i].Cue == parse.Down) && p.Has(l[i].To-1, "hơn") {
					a.than, a.preds, a.pred = true, parse.Of(parse.GrowthHead), parse.GrowthHead
					return i
				}
				a.preds |= parse.Of(parse.GrowthHead)
				if a.pred == parse.NoCue && s.verbal(l, end-1, start) {
					a.pred = parse.Up
					end--
					continue
				}
				return end
			}
			if a.preds.Has(parse.Reach) && p.Has(it.To-1, "thêm") && end-1 > start && l[end-2].Kind == parse.ItemWord && p.Has(it.From-1, "và") {
				return end // "tổng vốn cấp mới và tăng thêm": two kinds of capital
			}
			if predicate.Has(it.Cue) {
				if a.pred == parse.NoCue || a.pred == parse.Est || a.pred == parse.Done {
					a.pred = it.Cue
				}
				a.preds |= parse.Of(it.Cue)
				a.have = a.have || p.Has(it.To-1, "có")
				end--
				continue
			}
			if qualifier.Has(it.Cue) && !(it.Cue == parse.More && p.Has(it.From-1, "cấp")) {
				if p.Has(it.From, "đạt") {
					a.preds |= parse.Of(parse.Reach) // "đạt trên"
				}
				end--
				continue
			}
			if it.Cue == parse.Plan && end-2 >= start && a.pred == parse.NoCue && a.base == nil && s.beyondPlan(a, l[end-2]) {
				_, a.base = s.planBase(l[end-1:end], 0)
				end--
				continue
			}
			return end
		case parse.ItemWord:
			switch p.Text(it.From) {
			case "mức", "thêm", "khoảng", "cả", "thứ", "tới", "số", "từ", "nhất", "cao", "mạnh", "khá", "nhẹ", "thấp", "cao_nhất":
				if p.Text(it.From) == "từ" {
					a.fromTo = 1
				}
				if i := s.thanWhat(a, l, end, start); i > 0 {
					end = i
					continue
				}
				if end-2 >= start && (l[end-2].Kind == parse.ItemCue && predicate.Has(l[end-2].Cue)) || p.Text(it.From) == "từ" || s.filler(l, end-2, start) {
					end--
					continue
				}
			}
			if i := s.thanWhat(a, l, end, start); i > 0 {
				end = i
				continue
			}
			if a.pred == parse.NoCue && s.mostOf(l, end-1, start) {
				end--
				continue
			}
			return end
		case parse.ItemPunct:
			switch p.Rune(it.From) {
			case '-', '+', '>', '<', '≥', '≤', '~', '=', '"', '“', '–', '−', '≈':
				end--
				continue
			}
			return end
		case parse.ItemTime:
			if end-3 >= start && a.pred == parse.NoCue && a.base == nil && l[end-2].Kind == parse.ItemCue && l[end-2].Cue == parse.Compare && l[end-3].Kind == parse.ItemCue && (l[end-3].Cue == parse.Up || l[end-3].Cue == parse.Down) {
				t := p.Times[it.Index] // "cao hơn so với cùng kỳ năm trước 0,5%"
				a.base = &baseRef{time: &t}
				end -= 2
				continue
			}
			if end-2 >= start && l[end-2].Kind == parse.ItemCue && (predicate.Has(l[end-2].Cue)) && (it.Cue != parse.Same || l[end-2].Cue == parse.Up || l[end-2].Cue == parse.Down) {
				if (it.Cue == parse.Same || s.b.comparative(l[end-2])) && a.base == nil {
					t := p.Times[it.Index]
					a.base = &baseRef{time: &t}
				}
				end--
				continue
			}
			return end
		default:
			return end
		}
	}
	return end
}

// beyondPlan reports whether a quantity right behind a word of plan is by how much that was missed or exceeded, "đạt 56%, vượt chỉ tiêu 1%", rather than
// the plan, "đạt 56%, vượt chỉ tiêu 55%", which is of the size of what was reached.
func (s *sentence) beyondPlan(a *amount, before parse.Item) bool {
	if before.Kind != parse.ItemCue || before.Cue != parse.Exceed && !s.b.comparative(before) {
		return false
	}
	i := len(s.b.figures) - 1
	q := &s.b.p.Quantities[a.qty]
	if i < s.first || q.Unit.ID != "%" || s.b.figures[i].Unit != "%" || s.b.figures[i].Role != schemas.Main {
		return false
	}
	return 2*q.Value.Float64() < math.Abs(s.b.figures[i].Value.Float64())
}

// maxThan bounds the words that say with what a comparative compares.
const maxThan = 4

// thanWhat reads what a comparative compares with where it stands before the quantity, "cao hơn vụ trước 1,7 tạ/ha": the base. It returns the index
// behind the comparative, 0 where l[:end] does not end so.
func (s *sentence) thanWhat(a *amount, l []parse.Item, end, start int) int {
	if a.pred != parse.NoCue || a.base != nil {
		return 0
	}
	for i := end - 1; i > start && i >= end-maxThan; i-- {
		if it := l[i-1]; it.Kind == parse.ItemCue && s.b.comparative(it) {
			a.base = &baseRef{text: s.b.nounPhrase(l[i:end]).text}
			return i
		}
		if l[i].Kind != parse.ItemWord {
			return 0
		}
	}
	return 0
}

// mostOf reports whether l[i] is a "với" that leads from a verb of change and its degree to its amount: "tăng cao nhất với 1,1%".
func (s *sentence) mostOf(l []parse.Item, i, start int) bool {
	if !s.b.p.Has(l[i].From, "với") {
		return false
	}
	for i--; i >= start; i-- {
		if l[i].Kind != parse.ItemWord {
			return l[i].Kind == parse.ItemCue && (l[i].Cue == parse.Up || l[i].Cue == parse.Down)
		}
		switch s.b.p.Text(l[i].From) {
		case "cao", "mạnh", "nhiều", "sâu", "nhất", "nhanh", "khá":
		default:
			return false
		}
	}
	return false
}

// filler reports whether l[i] is a second word of degree behind a predicate: "tăng cao nhất".
func (s *sentence) filler(l []parse.Item, i, start int) bool {
	if i <= start || l[i].Kind != parse.ItemWord {
		return false
	}
	switch s.b.p.Text(l[i].From) {
	case "cao", "mạnh", "nhiều", "ít":
		return l[i-1].Kind == parse.ItemCue && predicate.Has(l[i-1].Cue)
	}
	return false
}

// verbal tells "dự ước tăng trưởng 4%" (a verb) from "tốc độ tăng trưởng 4%" (a noun).
func (s *sentence) verbal(l []parse.Item, i, start int) bool {
	return i > start && l[i-1].Kind == parse.ItemCue && predicate.Has(l[i-1].Cue)
}

// reachedWith finds the end of the subject of "kim ngạch xuất khẩu đạt mức cao nhất với 310 triệu USD": the predicate before what leads to the amount.
func (s *sentence) reachedWith(l []parse.Item, start, end int) int {
	if end <= start || l[end-1].Kind != parse.ItemWord || !s.b.p.Has(l[end-1].From, "với") {
		return end
	}
	if m, _ := s.begins(l[start:end]); !m {
		return end
	}
	for i := start + 1; i < end; i++ {
		if l[i].Kind == parse.ItemPunct {
			return end
		}
		if l[i].Kind == parse.ItemCue && l[i].Cue == parse.Reach {
			return i
		}
	}
	return end
}
