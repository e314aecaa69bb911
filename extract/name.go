package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/schemas"
)

// indicator names what the figure measures, finds its catalogue code, and with it period and base.
func (s *sentence) indicator(f *schemas.Figure, a *amount, q *parse.Quantity, r reading, head phrase) {
	b := s.b
	name := s.levelName(f, a, q, r, head)
	family := q.Unit.Family
	switch r.measure {
	case schemas.Growth, schemas.Change, schemas.Attainment, schemas.Index, schemas.Share, schemas.Multiple, schemas.Rank:
		family = ""
	}
	name = within(name, r.measure)
	in := b.w.catalogue.find(name, family)
	f.IndicatorCode = in.Code
	if a.variant != "" {
		name += " " + a.variant
	}
	s.regroup(f, q, r, in.Least)
	s.period(f, a, head, in.Kind)
	s.unitOf(f, a, q)
	f.Indicator = strings.ReplaceAll(s.fullName(name, f, a, r), "  ", " ")
	s.baseOf(f, a, r)
}

// levelName names the level behind the figure, whatever the figure says about it.
func (s *sentence) levelName(f *schemas.Figure, a *amount, q *parse.Quantity, r reading, head phrase) string {
	switch r.measure {
	case schemas.Growth, schemas.Attainment, schemas.Index, schemas.Multiple, schemas.Rank:
	default:
		if q.Unit.Noun && !strings.Contains(q.Unit.ID, "/") && !(a.own && strings.Contains(f.Unit, "/")) {
			return s.countName(f, a, q, head)
		}
	}
	np := a.np.text
	if r.rule == "level.times" && a.own {
		return "số lần " + np
	}
	if t := s.comparedWith(a, r); t != "" {
		return t
	}
	if r.rule == "growth.bracket" {
		return s.grower + " - " + s.beforeBracket(a)
	}
	if t := s.fractionName(a, r); t != "" {
		return t
	}
	if t := s.inBracket(a); t != "" && r.measure != schemas.Level && r.measure != schemas.Share {
		return t
	}
	switch {
	case r.measure == schemas.Share && s.partBehind(a):
		return "tỷ trọng " + a.count.text // "Tỷ trọng các ngành: 45% công nghiệp, 50% dịch vụ"
	case a.labelled && a.own && !a.np.traits.Measure && r.measure == schemas.Rate && r.unit == "%" && a.base == nil && countWords(a.count.text) > 1:
		return "tỷ lệ " + a.count.text // "Giao thông: 97% đường xã được nhựa hóa"
	case !a.own && r.measure == schemas.Level && q.Unit.Family == "length" && s.roadOf(a, head) != "":
		return "chiều dài " + s.roadOf(a, head)
	case (!a.own || s.onlyAverage(a) || a.np.text == "tỷ lệ") && strings.HasPrefix(q.Unit.ID, "{") && strings.Contains(q.Unit.ID, "/10000{dân}"):
		of, _, _ := strings.Cut(q.Unit.ID, "/")
		return "số " + s.nounText(of) + " trên vạn dân"
	case s.onlyAverage(a) && s.averaged(q) != "":
		return s.averaged(q)
	case strings.Contains(q.Unit.ID, "}/{") && s.onlyAverage(a):
		return s.averageName(q, a)
	case a.own && a.np.traits.Generic && (!head.empty() || len(s.b.figures) > s.first):
		return s.generic(a, np)
	case a.own && a.np.traits.Cues.Has(parse.Average) && strings.Contains(q.Unit.ID, "}/{") && countWords(np) < 5:
		return s.averageName(q, a)
	case a.own && !a.np.traits.Measure && !a.np.traits.Sector && r.measure == schemas.Level && a.count.text != "" && a.base == nil:
		return s.verbName(q, np, a.count.text)
	case a.own && !a.np.traits.Measure && !a.np.traits.Sector && r.measure == schemas.Level && a.frame.opener == schemas.OpenNone:
		return s.verbName(q, np, "")
	case !a.own && r.measure == schemas.Level && a.count.text != "" && !q.Unit.Noun && a.frame.opener == schemas.OpenNone && !head.traits.Measure && !head.traits.Sector && !head.empty():
		return s.verbName(q, s.verbOf(head.text), a.count.text) // "thu giữ 2,36 kg heroin, 4,8 kg ma túy tổng hợp"
	case a.own && !a.np.traits.Measure && !a.np.traits.Sector && r.measure == schemas.Level && countWords(np) <= 3 && (a.frame.opener == schemas.OpenList || a.frame.opener == schemas.OpenCuThe):
		return s.joined(a, s.produced(a, q, np), r) // "- Lúa 610 ha; ngô 52 ha"
	case a.own:
		return s.joined(a, np, r)
	case r.measure == schemas.Rate && a.k == 0 && len(a.left) == 0 && a.count.text != "" && r.unit == "%":
		return "tỷ lệ " + a.count.text // "100% xã đạt phổ cập …" begins a sentence of its own
	case r.measure == schemas.Rate && a.strong && r.unit == "%" && a.base == nil && countWords(a.count.text) > 2 && s.bare(a.left):
		return "tỷ lệ " + a.count.text // "…; tối thiểu 90% người dân hài lòng": a clause of its own
	case head.empty() && a.count.text != "" && r.measure == schemas.Rate && r.unit == "%":
		return "tỷ lệ " + strings.TrimPrefix(a.count.text, "tỷ lệ ")
	case head.empty() && a.count.text != "":
		return a.count.text
	case r.measure == schemas.Rate && a.count.text != "" && !head.traits.Cues.Has(parse.RatioHead) && a.base == nil:
		return "tỷ lệ " + a.count.text
	}
	return head.text
}

// roadOf names whose length a bare amount is: what stands behind it, "430 km đường huyện", else the lines that were counted before it, "7 tuyến với 215 km".
func (s *sentence) roadOf(a *amount, head phrase) string {
	shared := a.k+1 < len(s.amounts) && len(a.right) > 0 && len(s.amounts[a.k+1].right) > 0 && &a.right[0] == &s.amounts[a.k+1].right[0]
	if a.count.text != "" && !shared {
		return a.count.text
	}
	rest, _ := strings.CutPrefix(head.text, "số tuyến ")
	if rest == head.text {
		return ""
	}
	return rest
}

// averaged names an average of the amount right before it, "truy thu 12 tỷ đồng, bình quân 80 triệu đồng/doanh nghiệp"; "" where none stands there.
func (s *sentence) averaged(q *parse.Quantity) string {
	i := len(s.b.figures) - 1
	money, per, ok := strings.Cut(q.Unit.ID, "/{")
	if !ok || money == "" || strings.Contains(per, "/") {
		return ""
	}
	for ; i >= s.first && i > len(s.b.figures)-4; i-- {
		if g := &s.b.figures[i]; g.Unit == money && g.Measure == schemas.Level && g.Role == schemas.Main {
			return g.Indicator + " bình quân một " + s.nounText("{"+per)
		}
	}
	return ""
}

// partBehind reports whether the part that a share is of stands behind it, where the whole was named before it: a structure.
func (s *sentence) partBehind(a *amount) bool {
	t := a.frame.head.text
	if a.own {
		t = a.np.text
	}
	if a.count.empty() || a.preds != 0 || len(a.right) == 0 || !strings.HasPrefix(t, "tỷ trọng các ") && !strings.HasPrefix(t, "cơ cấu") {
		return false
	}
	if t == "cơ cấu" {
		return true // "Cơ cấu: 62% công nghiệp, 38% dân cư"
	}
	_, sector := s.b.p.StartsIndicator(a.right[0].From)
	return sector
}

// bare reports whether no word stands before a quantity in its clause but those that qualify it.
func (s *sentence) bare(left []parse.Item) bool {
	for i := len(left) - 1; i >= 0; i-- {
		it := left[i]
		if it.Kind == parse.ItemPunct && s.b.p.Rune(it.From) == ';' {
			return true
		}
		if it.Kind != parse.ItemCue || !qualifier.Has(it.Cue) {
			return false
		}
	}
	return true
}

// fractionName names the percentage behind a fraction, "118/152 xã đạt chuẩn (77,6%)", by what the numerator counts.
func (s *sentence) fractionName(a *amount, r reading) string {
	b := s.b
	i := len(b.figures) - 1
	if a.own && a.np.text != "tỷ lệ" || a.strong && countWords(a.count.text) > 1 || r.measure != schemas.Rate || r.unit != "%" || i <= s.first || b.figures[i].Role != schemas.Denominator {
		return ""
	}
	of := b.figures[i].Of
	if of < s.first || !strings.HasPrefix(b.figures[of].Unit, "{") {
		return ""
	}
	return "tỷ lệ " + strings.TrimPrefix(strings.TrimPrefix(b.figures[of].Indicator, "tổng "), "số ")
}

// verbName names an amount behind a verb: "tịch thu 416 m³ gỗ" is "khối lượng gỗ tịch thu".
func (s *sentence) verbName(q *parse.Quantity, np, c string) string {
	noun := ""
	switch q.Unit.Family {
	case "area":
		noun = "diện tích"
	case "mass":
		noun = "sản lượng"
	case "volume":
		noun = "khối lượng"
	}
	for _, t := range []string{c, np} {
		if noun == "" || strings.Contains(t, noun) {
			noun = ""
			break
		}
	}
	return strings.Join(strings.Fields(noun+" "+c+" "+np), " ")
}

// produced names an amount of what an item of a list names, unless the list's title says the measure.
func (s *sentence) produced(a *amount, q *parse.Quantity, np string) string {
	if l := s.b.trim(a.left); a.k > 0 && len(l) > 0 && s.b.p.Tokens()[l[0].From].Upper {
		return np // a place
	}
	for _, m := range [...]string{"diện tích", "sản lượng", "khối lượng", "khẩu", "vốn", "kinh phí"} {
		if strings.Contains(lower(a.frame.title.text), m) {
			return np
		}
	}
	return s.verbName(q, np, "")
}

// core shortens the head of an enclosing scope to the words that name it.
func (s *sentence) core(t string) string {
	w := strings.Fields(t)
	if i := strings.Index(t, " - "); i > 0 && len(w) > 8 {
		w = strings.Fields(t[:i])
	}
	if len(w) > 12 {
		w = w[:12]
	}
	return strings.Join(w, " ")
}

// tail shortens what a clause does to its last words: who does it stands before.
func tail(t string) string {
	w := strings.Fields(t)
	if len(w) > 14 {
		w = w[len(w)-14:]
	}
	return strings.Join(w, " ")
}

// joined adds the title of the enclosing list to a subject that names only a part: "cấp tỉnh" of "vốn đầu tư phát triển".
func (s *sentence) joined(a *amount, np string, r reading) string {
	f := a.frame
	t := f.title.text
	if t == "" && f.outer != nil {
		t = f.outer.head.text
	}
	switch {
	case f.opener == schemas.OpenNone, t == "", !a.label.empty(), a.np.traits.Measure && !s.partial(np), strings.Contains(t, np), strings.Contains(np, t):
		return np
	case r.measure == schemas.Growth && a.np.traits.Sector && countWords(t) > 4:
		return np
	}
	if r.measure == schemas.Share && t != economy && strings.Contains(t, economy) {
		return np // its base says of what
	}
	return np + " - " + s.core(t)
}

// partial reports whether a noun of measure needs what it is of: "số con xuất chuồng".
func (s *sentence) partial(np string) bool {
	w := strings.Fields(np)
	return len(w) <= 4 && len(w) > 1 && w[0] == "số" || len(w) <= 1
}

// inBracket names what elliptic words in brackets speak of: the figure right before the bracket.
func (s *sentence) inBracket(a *amount) string {
	i := a.frame.before
	if a.own || !a.frame.bracket || a.frame.fresh || i < s.first || i >= len(s.b.figures) {
		return ""
	}
	nation := s.ofNation(a)
	if nation != "" {
		i = s.b.actualOf(i)
	}
	t := s.b.figures[i].Indicator
	for _, p := range []string{"mức tăng ", "tốc độ tăng ", "tỷ lệ thực hiện kế hoạch ", "tỷ trọng "} {
		t = strings.TrimPrefix(t, p)
	}
	return t + nation
}

// comparedWith names what a rate is compared with, "đạt 58%, cao hơn tỷ lệ của cả nước là 44%": the same of another place.
func (s *sentence) comparedWith(a *amount, r reading) string {
	i := len(s.b.figures) - 1
	if !a.own || r.measure != schemas.Rate || i < s.first || s.b.figures[i].Measure != schemas.Rate || s.b.figures[i].Unit != r.unit {
		return ""
	}
	rest, ok := strings.CutPrefix(a.np.text, "cao hơn ")
	if !ok {
		rest, ok = strings.CutPrefix(a.np.text, "thấp hơn ")
	}
	_, place, of := strings.Cut(rest, "của ")
	if !ok || !of || place == "" || countWords(rest) > 8 {
		return ""
	}
	return s.b.figures[i].Indicator + " của " + place
}

// ofNation returns " cả nước" where what stands at the bracket of an amount says that it is the whole country's: "cao hơn mức chung của cả nước (5,8%)".
func (s *sentence) ofNation(a *amount) string {
	p := s.b.p
	for i, it := range a.left {
		if p.Rune(it.From) == '(' && (p.Has(it.From-2, "cả") && p.Has(it.From-1, "nước") || i+1 < len(a.left) && p.Has(it.From+1, "cả") && p.Has(it.From+2, "nước")) {
			return " cả nước"
		}
	}
	return ""
}

// generic completes a noun of amount by what the clause counted or named before it: "tổng vốn đăng ký" of "doanh nghiệp thành lập mới".
func (s *sentence) generic(a *amount, np string) string {
	b := s.b
	if strings.HasPrefix(np, "thiệt hại") && b.para.event != "" {
		return np + " do " + b.para.event
	}
	if !a.topic.empty() {
		return np + " " + s.core(a.topic.text)
	}
	if a.frame.action != "" {
		return np + " " + tail(a.frame.action) + s.object(a)
	}
	if f := a.frame; f.opener == schemas.OpenBracket && f.named {
		return np + " " + tail(s.withoutMeasure(f.title.text))
	}
	if f := a.frame; f.opener == schemas.OpenCuThe && f.named || f.opener == schemas.OpenList && s.b.para.last < 0 && !f.title.empty() && len(b.figures) == s.first {
		return np + " " + s.core(f.title.text)
	}
	for i := len(b.figures) - 1; i >= max(s.first, s.strong) && i > len(b.figures)-5; i-- {
		if g := &b.figures[i]; g.Measure == schemas.Level && strings.HasPrefix(g.Unit, "{") && g.Role == schemas.Main {
			return np + " của " + s.core(strings.TrimPrefix(strings.TrimPrefix(g.Indicator, "tổng "), "số "))
		}
	}
	if h := a.frame.head.text; h != "" && !strings.Contains(h, np) && !strings.Contains(np, h) {
		return np + " " + s.core(s.withoutMeasure(h))
	}
	return np
}

// object returns whom or what the clause's action was counted for, so far as it was said with more than the noun: " trẻ em có hoàn cảnh khó khăn"
// of "tặng quà cho 190 trẻ em có hoàn cảnh khó khăn với tổng kinh phí".
func (s *sentence) object(a *amount) string {
	if a.k == 0 || s.amounts[a.k-1].frame != a.frame || a.strong {
		return ""
	}
	p := &s.amounts[a.k-1]
	q := &s.b.p.Quantities[p.qty]
	if w := strings.Count(p.count.text, " "); !q.Unit.Noun || p.count.empty() || w < 1 || w > 9 {
		return ""
	}
	return " " + s.nounText(q.Unit.ID) + " " + p.count.text
}

// withoutMeasure drops the noun of measure from a head, so that another can take its place: "sản lượng" of "diện tích nuôi trồng thủy sản".
func (s *sentence) withoutMeasure(h string) string {
	for _, p := range [...]string{"tổng diện tích ", "diện tích ", "sản lượng ", "tổng sản lượng ", "năng suất ", "số "} {
		if rest, ok := strings.CutPrefix(h, p); ok && (p != "số " || strings.Contains(rest, " ")) {
			return strings.TrimPrefix(rest, "bình quân ")
		}
	}
	return h
}

// fullName says what the figure tells about the level: its growth, its share, its attainment.
func (s *sentence) fullName(name string, f *schemas.Figure, a *amount, r reading) string {
	switch r.measure {
	case schemas.Growth:
		if strings.HasPrefix(name, "tốc độ") || strings.HasPrefix(name, "mức tăng") {
			return name
		}
		if strings.HasPrefix(name, "tăng trưởng ") {
			return "tốc độ " + name // the name says already that it grows
		}
		return strings.TrimSpace("tốc độ tăng " + name)
	case schemas.Change:
		if f.Unit == "{bậc}" {
			return strings.TrimSpace("thứ hạng " + strings.TrimPrefix(name, "thứ hạng "))
		}
		return strings.TrimSpace("mức tăng " + name)
	case schemas.Attainment:
		return strings.TrimSpace("tỷ lệ thực hiện kế hoạch " + strings.TrimPrefix(name, "tỷ lệ thực hiện "))
	case schemas.Share:
		if strings.HasPrefix(name, "tỷ trọng") {
			return name
		}
		return strings.TrimSpace("tỷ trọng " + name)
	case schemas.Rank:
		return strings.TrimSpace("thứ hạng " + strings.TrimPrefix(name, "thứ hạng "))
	}
	return name
}

// verbOf returns the verb that a head keeps behind the name of its first object: the last two words of "khối lượng heroin thu giữ".
func (s *sentence) verbOf(head string) string {
	w := strings.Fields(head)
	if len(w) <= 2 {
		return head
	}
	return strings.Join(w[len(w)-2:], " ")
}
