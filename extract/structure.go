package extract

import (
	"solieu/extract/parse"
	"solieu/schemas"
)

// maxParts bounds the parts of a structure that are given in order.
const maxParts = 8

// structureOf reads the clause of a percentage as a structure with its parts in order; it returns the name of the first part, if it is one.
func (s *sentence) structureOf(a *amount, l []parse.Item, start, end, colon, k int) phrase {
	if s.b.p.Quantities[a.qty].Unit.ID != "%" || !a.label.empty() {
		return phrase{}
	}
	if colon >= start && colon+1 >= end {
		return s.structured(l[start:colon], k)
	}
	return s.structured(l[start:max(start, end)], k)
}

// structured shares out the parts that a structure names over the percentages that follow in the same order: "cơ cấu kinh tế (nông nghiệp - công
// nghiệp - dịch vụ) đạt 20% - 35% - 45%". A structure that names none is that of the percentages before it. It returns the name of the first part.
func (s *sentence) structured(seg []parse.Item, k int) phrase {
	n := s.percents(k)
	if n < 2 {
		return phrase{}
	}
	if s.b.trimmedEmpty(seg) {
		return s.likeBefore(k, n)
	}
	seg = s.b.trim(seg)
	if len(seg) == 0 || seg[0].Kind != parse.ItemCue || seg[0].Cue != parse.ShareHead {
		return phrase{}
	}
	whole, parts := s.partsIn(seg)
	if len(parts) != n || whole == "" {
		return phrase{}
	}
	for j, part := range parts {
		name := s.b.nounPhrase(part)
		if name.empty() {
			return phrase{}
		}
		name.text += " trong " + whole
		name.traits.Sector = true
		name.traits.Cues |= parse.Of(parse.ShareHead)
		s.amounts[k+j].label, s.amounts[k+j].whole = name, whole
	}
	return s.amounts[k].label
}

// percents returns how many percentages stand one behind the other from amount k on, with nothing but a mark or "và" between them.
func (s *sentence) percents(k int) int {
	n := 0
	for k+n < len(s.amounts) && n < maxParts && s.b.p.Quantities[s.amounts[k+n].qty].Unit.ID == "%" && (n == 0 || s.joins(s.items[s.amounts[k+n-1].to:s.amounts[k+n].from])) {
		n++
	}
	return n
}

// partsIn returns the name of a structure and the parts that it names, in brackets or, of an economy, behind it: parted by dashes, else by commas and "và".
func (s *sentence) partsIn(items []parse.Item) (whole string, parts [][]parse.Item) {
	p := s.b.p
	for i, it := range items {
		if p.Rune(it.From) == '(' {
			if j := s.closing(items, i); j > 0 {
				return s.b.nounPhrase(items[:i]).text, s.parted(items[i+1 : j])
			}
			return "", nil
		}
	}
	head := items[0]
	if head.To-head.From < 2 {
		return "", nil // "cơ cấu lao động nông nghiệp - …": where its name ends is not told
	}
	items = items[1:]
	for len(items) > 1 && items[0].Kind != parse.ItemPunct && (p.Has(items[0].From, "theo") || p.Has(items[0].To-1, "thứ") || p.Text(items[0].From) == "tự") {
		items = items[1:] // "cơ cấu kinh tế theo thứ tự nông nghiệp - công nghiệp"
	}
	return lower(string(s.b.appendTokens(nil, head.From, head.To))), s.parted(items)
}

// parted splits items at dashes, else at commas and "và"; nil where there are none.
func (s *sentence) parted(items []parse.Item) [][]parse.Item {
	for _, dashes := range [...]bool{true, false} {
		var parts [][]parse.Item
		from := 0
		for i, it := range items {
			r := s.b.p.Rune(it.From)
			if dashes && (r == '-' || r == '–') || !dashes && (r == ',' || it.Kind == parse.ItemWord && s.b.p.Has(it.From, "và")) {
				parts = append(parts, items[from:i])
				from = i + 1
			}
		}
		if len(parts) > 0 {
			return append(parts, items[from:])
		}
	}
	return nil
}

// likeBefore names n percentages without names like as many shares right before them: "20% - 35% - 45% (năm 2021: 22% - 34% - 44%)".
func (s *sentence) likeBefore(k, n int) phrase {
	b := s.b
	from := len(b.figures) - n
	if k < n || from < s.first || s.amounts[k-1].fig != len(b.figures)-1 || s.amounts[k-n].label.empty() {
		return phrase{}
	}
	for j := range n {
		if b.figures[from+j].Measure != schemas.Share || s.amounts[k-n+j].label.empty() {
			return phrase{}
		}
	}
	for j := range n {
		s.amounts[k+j].label, s.amounts[k+j].whole = s.amounts[k-n+j].label, s.amounts[k-n+j].whole
	}
	return s.amounts[k].label
}
