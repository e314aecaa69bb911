package extract

import (
	"solieu/extract/parse"
)

// readWhole reads a whole that the sentence begins with: "Trong tổng kim ngạch xuất khẩu, kinh tế nhà nước chiếm 29%".
func (s *sentence) readWhole() {
	l := s.amounts[0].left
	if len(l) < 3 {
		return
	}
	if !(l[0].Kind == parse.ItemCue && l[0].Cue == parse.OpenTrongDo) && !s.b.p.Has(l[0].From, "trong") {
		return
	}
	for i, it := range l {
		if s.b.p.Rune(it.From) == ',' && i > 1 {
			if np := s.b.nounPhrase(l[1:i]); np.traits.Measure && !s.hasClause(l[1:i]) {
				s.whole = np.text
			}
			return
		}
	}
}

// split shares the items between the quantities: what stands behind one and before the next.
func (s *sentence) split() {
	prev := 0
	for k := range s.amounts {
		a := &s.amounts[k]
		gap := s.items[prev:a.from]
		if k == 0 {
			a.left = gap
		} else {
			n := s.cut(gap, &s.amounts[k-1])
			s.amounts[k-1].right, a.left = gap[:n], gap[n:]
		}
		prev = a.to
	}
	last := &s.amounts[len(s.amounts)-1]
	rest := s.items[prev:]
	last.right = rest[:s.cut(rest, last)]
	for k := 0; k+1 < len(s.amounts); k++ {
		s.planBehindBracket(k)
	}
	for k := len(s.amounts) - 2; k >= 0; k-- { // "82,4%, 91,0% và 74,1% dự toán": what stands behind the last is said of all
		a, n := &s.amounts[k], &s.amounts[k+1]
		x, y := &s.b.p.Quantities[a.qty].Unit, &s.b.p.Quantities[n.qty].Unit
		if len(a.right) == 0 && s.joins(n.left) && (x.ID == y.ID || x.ID == "{vụ}" && y.Noun && k == 0) {
			a.right = n.right
		}
	}
}

// cut returns how many items of a gap belong to the quantity before it.
func (s *sentence) cut(gap []parse.Item, prev *amount) int {
	p := s.b.p
	compare := false
	for i, it := range gap {
		switch it.Kind {
		case parse.ItemPunct:
			switch p.Rune(it.From) {
			case '"', '“', '”', '/', '\'':
				continue
			case ',':
				if i > 0 && s.listOfNouns(gap, i, prev) {
					continue // "91% thôn, bản đạt chuẩn", "4.200 con trâu, bò;"
				}
				if i == 0 && len(gap) > 1 && p.Quantities[prev.qty].Unit.Noun && s.nounAt(gap[1]) && s.coordinates(gap[1:], false) {
					continue // "08 xã, phường thực hiện thí điểm"
				}
			case '-', '–':
				if i > 0 && i+1 < len(gap) && !compare {
					continue
				}
			}
			return i
		case parse.ItemTime:
			if it.Cue == parse.Same || compare || i > 0 && gap[i-1].Kind == parse.ItemCue && (gap[i-1].Cue == parse.Compare || gap[i-1].Cue == parse.Plan) {
				continue
			}
			if s.timeEndsClause(gap[i:]) {
				continue
			}
			return i
		case parse.ItemCue:
			switch it.Cue {
			case parse.Compare:
				compare = true
			case parse.Target:
				if i > 0 || !s.planIsNoun(it) || p.Quantities[prev.qty].Unit.ID != "%" {
					return i
				}
			case parse.Est:
				if i > 0 && gap[i-1].Kind == parse.ItemCue && gap[i-1].Cue == parse.Compare {
					continue // "so với ước thực hiện năm 2020": what is compared with, not what comes next
				}
				return i
			case parse.OpenTrongDo, parse.OpenGom, parse.OpenCuThe:
				if i == 0 && s.inNumber(gap) && p.Quantities[prev.qty].Unit.ID == "%" {
					continue
				}
				return i
			case parse.Plan:
				if i+1 == len(gap) && prev.to+i+1 < len(s.items) && s.items[prev.to+i+1].Kind == parse.ItemQty {
					if i > 0 && gap[i-1].Kind == parse.ItemCue && gap[i-1].Cue == parse.Compare {
						return i - 1
					}
					return i
				}
			case parse.Up, parse.Down, parse.Exceed, parse.Multiple, parse.Remain, parse.Share, parse.MoreOf, parse.Contribute, parse.Equal, parse.Respectively, parse.Rank, parse.Reach, parse.To, parse.GrowthHead:
				if s.leads(gap[i:]) {
					return i
				}
			}
		case parse.ItemWord:
			if i > 0 || !compare {
				switch p.Text(it.From) {
				case "và":
					if !s.coordinates(gap[i+1:], p.Quantities[prev.qty].Unit.Noun) {
						return i
					}
				case "do":
					if i > 0 || !s.givenAhead(gap) {
						return i
					}
				case "với", "nhưng", "vì", "nhờ", "nên", "đồng_thời", "trong_khi", "còn", "cùng":
					return i
				}
			}
		}
	}
	return len(gap)
}

// listOfNouns reports whether the comma at gap[i] parts two nouns of one enumeration that a quantity governs: no number stands at the second, and what is
// said of both, or the end, follows.
func (s *sentence) listOfNouns(gap []parse.Item, i int, prev *amount) bool {
	rest := gap[i+1:]
	if len(rest) < 2 || rest[0].Kind != parse.ItemWord && rest[0].Cue != parse.Name {
		return false
	}
	if m, _ := s.b.p.StartsIndicator(rest[0].From); m {
		return false
	}
	q := &s.b.p.Quantities[prev.qty]
	if q.Unit.Noun {
		r := s.b.p.Rune(rest[1].From)
		return i == 1 && rest[1].Kind == parse.ItemPunct && (r == ';' || r == '.') && !s.hasClause(gap[:i]) && rest[0].Kind == parse.ItemWord
	}
	if q.Unit.ID != "%" || !s.nounAt(gap[0]) || s.b.p.ReadUnit(gap[0].From).Next != gap[i-1].To || !s.nounAt(rest[0]) {
		return false
	}
	n := 0
	for next := s.b.p.ReadUnit(rest[0].From).Next; n < len(rest) && rest[n].From < next; {
		n++
	}
	if n == len(rest) {
		return false
	}
	it := rest[n]
	return it.Kind == parse.ItemCue && it.Cue == parse.Reach || it.Kind == parse.ItemPunct || it.Kind == parse.ItemWord && (s.relative(it) != "" || n+1 == len(rest) && s.b.p.Has(it.From, "và"))
}

// nounAt reports whether an item is a counted noun that no number stands at.
func (s *sentence) nounAt(it parse.Item) bool {
	if it.Kind != parse.ItemWord && !(it.Kind == parse.ItemCue && it.Cue == parse.Name) {
		return false
	}
	if m, _ := s.b.p.StartsIndicator(it.From); m {
		return false
	}
	u := s.b.p.ReadUnit(it.From)
	return u.Noun && !u.Guess
}

// coordinates reports whether "và" joins two words of one name, "khoa học và công nghệ", rather than two clauses: what stands behind it comes to
// its end without a quantity or a predicate of its own. Behind a counted noun one word may be left: "209 doanh nghiệp nhỏ và vừa là".
func (s *sentence) coordinates(rest []parse.Item, noun bool) bool {
	if len(rest) == 0 || rest[0].Kind != parse.ItemWord && rest[0].Kind != parse.ItemCue {
		return false
	}
	if m, _ := s.b.p.StartsIndicator(rest[0].From); m {
		return false
	}
	for i, it := range rest {
		switch {
		case it.Kind == parse.ItemPunct:
			return true
		case it.Kind == parse.ItemTime:
			return i > 0
		case it.Kind == parse.ItemCue && (predicate.Has(it.Cue) || it.Cue == parse.OpenTrongDo || it.Cue == parse.OpenGom || it.Cue == parse.OpenCuThe):
			return i == 1 && noun
		case it.Kind == parse.ItemNum || it.Kind == parse.ItemQty:
			return false
		}
	}
	return rest[len(rest)-1].To >= s.items[len(s.items)-1].To
}

// timeEndsClause reports whether the time expression that begins a gap closes its clause: "1.490 tỷ đồng năm 2015,".
func (s *sentence) timeEndsClause(gap []parse.Item) bool {
	if len(gap) == 1 {
		return true
	}
	it := gap[1]
	return it.Kind == parse.ItemPunct || it.Kind == parse.ItemCue && (it.Cue == parse.To || it.Cue == parse.Remain || it.Cue == parse.Compare) || it.Kind == parse.ItemWord && s.b.p.Text(it.From) == "và"
}

// planBehindBracket reads "52% (820,2 tỷ đồng) kế hoạch năm": the plan behind the bracket is that of the percentage before it.
func (s *sentence) planBehindBracket(k int) {
	a, n := &s.amounts[k], &s.amounts[k+1]
	p := s.b.p
	if len(a.right) > 0 || len(n.left) != 1 || p.Rune(n.left[0].From) != '(' || n.to+1 >= len(s.items) || p.Rune(s.items[n.to].From) != ')' {
		return
	}
	if it := s.items[n.to+1]; it.Kind == parse.ItemCue && it.Cue == parse.Plan {
		end := n.to + 2
		for end < len(s.items) && s.items[end].Kind != parse.ItemPunct {
			end++
		}
		a.right = s.items[n.to+1 : end]
	}
}

// leads reports whether from a predicate on only predicates, qualifiers and signs stand before the next quantity or the end of the gap.
func (s *sentence) leads(gap []parse.Item) bool {
	for i, it := range gap {
		switch it.Kind {
		case parse.ItemCue:
			if predicate.Has(it.Cue) || qualifier.Has(it.Cue) || it.Cue == parse.GrowthHead || it.Cue == parse.Compare && i > 0 && s.b.comparative(gap[i-1]) {
				continue
			}
			return false
		case parse.ItemTime:
			if i == 2 && gap[1].Kind == parse.ItemCue && gap[1].Cue == parse.Compare && s.b.comparative(gap[0]) {
				continue // "cao hơn so với cùng kỳ năm trước 0,5%"
			}
			return false
		case parse.ItemPunct:
			r := s.b.p.Rune(it.From)
			if i > 0 && (r == ',' || r == ';' || r == '.' || r == ')') {
				return false
			}
			continue
		case parse.ItemWord:
			switch s.b.p.Text(it.From) {
			case "từ", "mức", "thêm", "cả", "hơn", "khá", "tới", "số", "tỷ_lệ", "thứ", "khoảng", "vào", "ở", "lên":
				continue
			}
			return false
		default:
			return false
		}
	}
	return true
}
