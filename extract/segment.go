package extract

import (
	"solieu/extract/parse"
)

// segment cuts a clause at the comma behind which its subject begins; lists of nouns stay whole.
func (s *sentence) segment(items []parse.Item, first bool) []parse.Item {
	p := s.b.p
	var few [8]int
	cuts := append(few[:0], 0)
	depth := 0
	for i, it := range items {
		switch p.Rune(it.From) {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 && it.Kind == parse.ItemPunct {
				cuts = append(cuts, i+1)
			}
		}
	}
	from := cuts[len(cuts)-1]
	if len(cuts) == 1 {
		return s.afterConjunction(items)
	}
	if s.b.trimmedEmpty(items[from:]) {
		if !first {
			return items[from:]
		}
		return s.segment(items[:from-1], first)
	}
	if m, _ := s.begins(items[from:]); m {
		return s.afterConjunction(items[from:])
	}
	if k := s.longSubject(items, cuts); k >= 0 {
		return items[k:]
	}
	best := from
	for k := len(cuts) - 2; k >= 0; k-- {
		seg := items[cuts[k] : cuts[k+1]-1]
		m, sec := s.begins(seg)
		if s.b.trimmedEmpty(seg) || s.hasClause(seg) || len(seg) > 6 || !m && !sec && len(seg) > 4 || sec && !m && len(seg) > 4 {
			break
		}
		best = cuts[k]
		if m {
			return items[best:]
		}
	}
	if best != from && !s.shortList(items[best:]) {
		best = from
	}
	return items[best:]
}

// maxSubject bounds the words of a subject that commas divide.
const maxSubject = 30

// longSubject finds where a subject with commas begins, "tổng số vụ việc khiếu nại, tố cáo thuộc thẩm quyền của các cơ quan, đơn vị": at a noun of
// measure behind which no clause stands; -1 where there is none.
func (s *sentence) longSubject(items []parse.Item, cuts []int) int {
	for k := len(cuts) - 2; k >= 0; k-- {
		seg := items[cuts[k] : cuts[k+1]-1]
		if len(items)-cuts[k] > maxSubject || s.b.trimmedEmpty(seg) || s.hasClause(seg) {
			return -1
		}
		if m, _ := s.begins(seg); m {
			return cuts[k]
		}
	}
	return -1
}

// afterConjunction drops what stands before "và" or "với" where a new subject begins behind it.
func (s *sentence) afterConjunction(items []parse.Item) []parse.Item {
	for i := len(items) - 1; i > 0; i-- {
		if items[i].Kind != parse.ItemWord {
			continue
		}
		switch s.b.p.Text(items[i].From) {
		case "và", "với":
			if i+1 < len(items) && items[i+1].Kind == parse.ItemCue && items[i+1].Cue == parse.GrowthHead {
				continue
			}
			if m, _ := s.b.p.StartsIndicator(items[min(i+1, len(items)-1)].From); m && i+1 < len(items) && (i < 2 || s.b.p.Has(items[i].From, "với")) {
				return items[i+1:]
			}
		}
	}
	return items
}

// begins reports whether items begin with a noun of measure or with a noun of a part.
func (s *sentence) begins(items []parse.Item) (measure, sector bool) {
	items = s.b.trimLeft(items)
	if len(items) == 0 {
		return false, false
	}
	return s.b.p.StartsIndicator(items[0].From)
}

// hasClause reports whether items hold a predicate or a time, so that they are a clause rather than a name.
func (s *sentence) hasClause(items []parse.Item) bool {
	for _, it := range items {
		if it.Kind == parse.ItemTime || it.Kind == parse.ItemQty || it.Kind == parse.ItemCue && (it.Cue == parse.Done || it.Cue == parse.Est || it.Cue == parse.Up || it.Cue == parse.Down || it.Cue == parse.Reach || it.Cue == parse.Compare) {
			return true
		}
	}
	return false
}

// shortList reports whether items are a list of short nouns: "sắt, thép thô".
func (s *sentence) shortList(items []parse.Item) bool {
	run := 0
	for _, it := range items {
		if s.b.p.Rune(it.From) == ',' {
			run = 0
			continue
		}
		if run++; run > 5 {
			return false
		}
	}
	return true
}
