package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/extract/parse"
	"solieu/extract/text"
	"solieu/schemas"
)

// maxTitleWords bounds the words of a list's title that the names of its counts repeat.
const maxTitleWords = 10

// maxPlace bounds the words of a proper name.
const maxPlace = 4

// goOnByPlace gives a clause whose subject is no more than a proper name the measure that the sentence enumerates on: "kim ngạch sang Mỹ đạt 6.916 triệu USD;
// Nhật Bản 3.605 triệu USD".
func (s *sentence) goOnByPlace(a *amount, q *parse.Quantity) {
	if !a.own || a.k == 0 || a.np.traits.Measure || a.np.traits.Sector || q.Unit.Noun || q.Unit.ID == "" || a.variant != "" || !proper(a.np.text) {
		return
	}
	b := s.b
	for k := a.k - 1; k >= 0 && k > a.k-2*maxBreath; k-- {
		p := &s.amounts[k]
		if p.fig < s.first || !(p.own && p.np.traits.Measure || !p.own && p.frame.head.traits.Measure) {
			continue
		}
		g := &b.figures[p.fig]
		if g.Role != schemas.Main || g.Unit != q.Unit.ID || g.Measure != schemas.Level && g.Measure != schemas.Growth {
			continue
		}
		name := strings.TrimPrefix(g.Indicator, "tốc độ tăng ")
		if k := strings.LastIndex(name, " - "); k > 0 && proper(name[k+3:]) {
			name = name[:k]
		}
		if !proper(name) && countWords(name) < 12 && !strings.Contains(name, a.np.text) {
			a.np.text, a.np.traits.Measure = ofPlace(name, a.np.text), true
		}
		return
	}
}

// ofPlace names the measure of another place: "kim ngạch sang Mỹ" is "kim ngạch sang Nhật Bản", "thu ngân sách" is "thu ngân sách - Huế".
func ofPlace(name, place string) string {
	for _, to := range [...]string{" sang ", " vào ", " từ ", " tại ", " ở ", " của "} {
		if k := strings.LastIndex(name, to); k > 0 && proper(name[k+len(to):]) {
			return name[:k+len(to)] + place
		}
	}
	return name + " - " + place
}

// proper reports whether a name is a proper one: a few words that all begin with capitals.
func proper(name string) bool {
	n := 0
	for w := range strings.FieldsSeq(name) {
		if r, _ := utf8.DecodeRuneInString(w); n == maxPlace || !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return n > 0
}

// wholeName returns what is said of the count that a bracket divides, without its noun: "không đủ điều kiện vay vốn" for the enterprises of
// "48 khách hàng không đủ điều kiện vay vốn (gồm 10 doanh nghiệp, …)".
func (s *sentence) wholeName(a *amount) string {
	b, i := s.b, a.frame.before
	if f := a.frame; !f.bracket && !a.strong && (f.opener == schemas.OpenGom || f.opener == schemas.OpenTrongDo) {
		i = f.parent
	} else if !f.bracket {
		return ""
	}
	if a.own || i < s.first || i >= len(b.figures) {
		return ""
	}
	g := &b.figures[i]
	if g.Measure != schemas.Level || !strings.HasPrefix(g.Unit, "{") || strings.Contains(g.Unit, "/") {
		return ""
	}
	rest, ok := strings.CutPrefix(strings.TrimPrefix(g.Indicator, "tổng "), "số "+s.nounText(g.Unit)+" ")
	if !ok || countWords(rest) > 10 {
		return ""
	}
	return rest
}

// countName names a count: "số doanh nghiệp thành lập mới".
func (s *sentence) countName(f *schemas.Figure, a *amount, q *parse.Quantity, head phrase) string {
	b := s.b
	noun := s.nounText(q.Unit.ID)
	np, c := a.np.text, a.count.text
	if a.agent {
		np = ""
	}
	if ev := s.eventName(a, q, noun); ev != "" {
		return ev
	}
	if t := s.otherSex(a); t != "" {
		return t
	}
	if t := s.carriedName(a, q, head); t != "" {
		return t
	}
	if i := s.wholeOf(f); i >= 0 && i < len(b.figures) {
		if p := &b.figures[i]; p.Unit == f.Unit && countWords(p.Indicator) < 12 {
			part := c
			if part == "" {
				part = np
			}
			if t := twoWords(np); a.own && c == "" && t != "" && !a.np.traits.Measure && strings.HasPrefix(strings.TrimPrefix(p.Indicator, "tổng "), "số "+t) {
				return "số " + np // "tổng số giáo viên 1.200 người, trong đó giáo viên tiểu học 600 người"
			}
			if a.own && a.np.traits.Measure && countWords(np) > 3 {
				return np
			}
			return strings.TrimSpace(p.Indicator + " " + part)
		}
	}
	if rest := s.wholeName(a); rest != "" && countWords(c) < 3 {
		return strings.Join(strings.Fields("số "+noun+" "+c+" "+rest), " ")
	}
	switch {
	case a.labelled && a.have && a.np.traits.Measure && !strings.Contains(np, noun) && !strings.HasPrefix(np, "số ") && !strings.HasPrefix(np, "tổng số"):
		return strings.TrimSpace("số " + noun + " " + c) // "Quy mô: Toàn tỉnh có 412 trường"
	case a.own && a.np.traits.Measure && s.counts(np, noun):
		return s.joined(a, np, reading{measure: schemas.Level})
	case a.own && a.np.traits.Measure:
		return strings.TrimSpace("số " + noun + " " + c + " " + np)
	case c != "":
		if a.own && (countWords(c) < 3 || s.circumstance(a)) {
			return "số " + noun + " " + c + " " + np
		}
		if !a.own && countWords(c) < 3 {
			if t := a.frame.subject; t != "" && countWords(t) < 7 {
				return "số " + noun + " " + c + " - " + t
			}
			if t := a.frame.title; countWords(c) < 2 && a.frame.opener != schemas.OpenNone && !t.empty() && countWords(t.text) <= maxTitleWords {
				return "số " + noun + " " + c + " - " + s.core(t.text)
			}
		}
		return "số " + noun + " " + c
	case a.own && !a.np.traits.Sector && np != "" && strings.HasPrefix(a.frame.head.text, "tổng số "+noun+" "):
		return strings.TrimPrefix(a.frame.head.text, "tổng ") + " " + np // "tổng số vụ việc … là 20, đã giải quyết xong 19 vụ việc"
	case a.own && s.sameElsewhere(a, noun, np) != "":
		return s.sameElsewhere(a, noun, np) + " - " + np
	case a.own && s.nextHerd(a, np):
		return "đàn " + np
	case a.own:
		if a.np.traits.Sector || a.frame.opener != schemas.OpenNone && countWords(np) < 4 {
			return s.joined(a, "số "+noun+" "+np, reading{measure: schemas.Level})
		}
		if strings.HasPrefix(np, noun+" ") {
			return "số " + np // "hộ nghèo 214 hộ"
		}
		return "số " + noun + " " + np
	case (a.strong || a.k == 0) && a.have && !a.own && !strings.Contains(head.text, noun):
		return "số " + noun // "toàn tỉnh có 1.817 TTHC" begins anew
	case a.frame.action != "" && !a.own:
		return "số " + noun + " " + tail(a.frame.action)
	case s.besideMoney(a) != "":
		return "số " + noun + " của " + s.core(s.besideMoney(a))
	case !head.empty():
		if strings.HasPrefix(head.text, "số "+noun) || strings.HasPrefix(head.text, "tổng số "+noun) {
			return head.text
		}
		t := head.text
		if t == "dân số" && noun != "người" && noun != "khẩu" {
			return "số " + noun // "dân số 8.100 khẩu, 1.900 hộ"
		}
		switch {
		case a.frame.opener != schemas.OpenNone && strings.HasPrefix(t, "số ") && !a.frame.title.empty():
			t = a.frame.title.text
		case head.rest != "":
			t = head.rest
		}
		if a.frame.title.rest != "" && t == a.frame.title.text {
			t = a.frame.title.rest
		}
		return "số " + noun + " " + s.core(strings.TrimPrefix(t, "tổng "))
	}
	return "số " + noun
}

// sameElsewhere returns the name of the count that the sentence enumerates by places, "Hà Nội có 120 doanh nghiệp thành lập mới; Tây Nguyên 35 doanh nghiệp".
func (s *sentence) sameElsewhere(a *amount, noun, np string) string {
	n := strings.LastIndexByte(np, ' ')
	if a.k == 0 || n < 0 || countWords(np) > maxPlace || a.np.traits.Measure || a.np.traits.Sector {
		return ""
	}
	if last, _ := utf8.DecodeRuneInString(np[n+1:]); !unicode.IsUpper(last) {
		return ""
	}
	for k := a.k - 1; k >= 0 && k > a.k-2*maxBreath; k-- {
		p := &s.amounts[k]
		if p.fig < s.first {
			continue
		}
		if g := &s.b.figures[p.fig]; g.Measure == schemas.Level && g.Role == schemas.Main && s.b.p.Quantities[p.qty].Unit.ID == s.b.p.Quantities[a.qty].Unit.ID {
			name, _, _ := strings.Cut(g.Indicator, " - ")
			if strings.HasPrefix(name, "số "+noun+" ") && countWords(name) < 9 && p.count.text != "" {
				return name
			}
		}
	}
	return ""
}

// carriedName names passengers that a clause on transport counts: by number what is carried, by distance the traffic.
func (s *sentence) carriedName(a *amount, q *parse.Quantity, head phrase) string {
	t := head.text
	if a.own {
		t = a.np.text
	}
	i := strings.Index(t, "hành khách")
	if i < 0 || !strings.HasPrefix(t, "vận tải") && !strings.HasPrefix(t, "vận chuyển") && !strings.HasPrefix(t, "khối lượng vận chuyển") {
		return ""
	}
	switch {
	case strings.HasSuffix(q.Unit.ID, ".km}"):
		return "khối lượng luân chuyển " + t[i:]
	case q.Unit.ID == "{lượt khách}" || q.Unit.ID == "{hành khách}" || q.Unit.ID == "{lượt hành khách}":
		return "khối lượng vận chuyển " + t[i:]
	}
	return ""
}

// nextHerd reports whether a clause goes on with the herd of another animal: "Đàn trâu 240 con, bò 645 con".
func (s *sentence) nextHerd(a *amount, np string) bool {
	if a.k == 0 || countWords(np) > 2 || a.strong && a.np.traits.Sector {
		return false
	}
	p := &s.amounts[a.k-1]
	for i := len(s.b.figures) - 1; i >= p.fig && i >= s.first; i-- {
		if g := &s.b.figures[i]; g.Measure == schemas.Level && g.Role == schemas.Main {
			return g.Unit == "{con}" && s.b.p.Quantities[a.qty].Unit.ID == "{con}" && (strings.HasPrefix(g.Indicator, "đàn ") || strings.HasPrefix(g.Indicator, "tổng đàn "))
		}
	}
	return false
}

// twoWords returns the first two words of a name of three words or more, "" of a shorter one.
func twoWords(name string) string {
	w := strings.Fields(name)
	if len(w) < 3 {
		return ""
	}
	return w[0] + " " + w[1]
}

// otherSex names the other half of a population: "dân số nam đạt 31.000 người, trong khi đó nữ đạt 32.000 người".
func (s *sentence) otherSex(a *amount) string {
	i := len(s.b.figures) - 1
	if !a.own || i < s.first || a.np.text != "nữ" && a.np.text != "nam" {
		return ""
	}
	for _, sex := range [...]string{" nam", " nữ"} {
		if rest, ok := strings.CutSuffix(s.b.figures[i].Indicator, sex); ok {
			return rest + " " + a.np.text
		}
	}
	return ""
}

// besideMoney returns what was counted before the amount of money that a bare count stands beside: the cooperatives of "393 HTX với tổng vốn điều lệ
// 573 tỷ đồng và 3.781 thành viên".
func (s *sentence) besideMoney(a *amount) string {
	b, i := s.b, len(s.b.figures)-1
	if a.own || i <= s.first || b.figures[i].Unit != "VND" && b.figures[i].Unit != "USD" || b.figures[i].Measure != schemas.Level || !s.joins(a.left) {
		return ""
	}
	if g := &b.figures[i-1]; strings.HasPrefix(g.Unit, "{") && g.Measure == schemas.Level && g.Role == schemas.Main {
		return strings.TrimPrefix(strings.TrimPrefix(g.Indicator, "tổng "), "số ")
	}
	return ""
}

// circumstance reports whether what stands behind a count tells how or where, not which: "100 lượt HTX về hồ sơ thủ tục".
func (s *sentence) circumstance(a *amount) bool {
	return len(a.right) > 0 && a.right[0].Kind == parse.ItemWord && s.b.p.LeadingAt(a.right[0].From) > a.right[0].From && s.relative(a.right[0]) == ""
}

// wholeOf returns the figure that a count divides: its total, or what the marker of its footnote stands at.
func (s *sentence) wholeOf(f *schemas.Figure) int {
	if f.Parent >= 0 || s.blk.Kind != text.Note {
		return f.Parent
	}
	if a, ok := s.b.anchors[s.blk.At]; ok {
		return a.last
	}
	return schemas.None
}

// counts reports whether a subject names the number of a noun itself: "tổng số HTX", "số con xuất chuồng", "dân số".
func (s *sentence) counts(np, noun string) bool {
	if strings.HasPrefix(np, "số hóa") || strings.HasPrefix(np, "số hoá") {
		return false // a verb
	}
	for _, p := range []string{"số", "tổng số", "dân số", "tổng đàn", "đàn", "lượng", "tổng lượng", "quy mô", "lao động", "biên chế", "tổng", "khách"} {
		if np == p || strings.HasPrefix(np, p+" ") {
			return true
		}
	}
	return strings.Contains(np, noun)
}

// nounText returns the noun of a count unit, abbreviations written out.
func (s *sentence) nounText(unit string) string {
	n := strings.Trim(unit, "{}")
	if full := s.b.w.x.grammar.Expand(n); full != "" {
		return full
	}
	i := strings.LastIndexByte(n, ' ')
	if full := s.b.w.x.grammar.Expand(n[i+1:]); i > 0 && full != "" {
		return n[:i+1] + full
	}
	return n
}

// eventName names what an accident or a crime did: the dead, the wounded, the damage.
func (s *sentence) eventName(a *amount, q *parse.Quantity, noun string) string {
	b := s.b
	t := a.np.text + " " + a.count.text
	if q.Unit.ID == "{vụ}" {
		if a.count.text == "" && (!a.own || !a.np.traits.Measure && !a.np.traits.Sector && a.preds.Has(parse.Reach)) && b.para.event != "" {
			return "số vụ " + b.para.event
		}
		if b.para.event != "" && s.handled(a) {
			return "số vụ " + b.para.event + " " + a.np.text // "đã làm rõ 43 vụ"
		}
		return ""
	}
	if b.para.event == "" {
		return ""
	}
	if (q.Unit.ID == "{đối tượng}" || q.Unit.ID == "{bị can}") && s.handled(a) {
		return "số " + noun + " " + b.para.event + " " + a.np.text
	}
	if n := len(b.figures) - 1; noun != "người" {
		if !a.own && n >= s.first && b.figures[n].Unit == "{vụ}" && strings.HasSuffix(b.figures[n].Indicator, b.para.event) && !strings.Contains(a.count.text, " ") {
			return "số " + noun + " " + b.para.event // "xảy ra 115 vụ, 109 đối tượng"
		}
		return ""
	}
	switch {
	case strings.Contains(t, "bị thương nhẹ"):
		return "số người bị thương nhẹ do " + b.para.event
	case strings.Contains(t, "bị thương"):
		return "số người bị thương do " + b.para.event
	case strings.Contains(t, "chết"):
		return "số người chết do " + b.para.event
	}
	return ""
}

// handled reports whether a clause says of the cases that were counted before it what became of them.
func (s *sentence) handled(a *amount) bool {
	if !a.own || a.count.text != "" || a.np.traits.Measure || a.np.traits.Sector || a.frame.opener != schemas.OpenNone {
		return false
	}
	for _, v := range [...]string{"làm rõ", "điều tra", "khám phá", "khởi tố", "truy tố", "bắt", "xử lý", "xét xử"} {
		if strings.HasPrefix(a.np.text, v) && countWords(a.np.text) <= 4 {
			return true
		}
	}
	return false
}

// onlyAverage reports whether the clause says no more than that a quotient is an average: "trung bình 9,6 thành viên/HTX".
func (s *sentence) onlyAverage(a *amount) bool {
	return a.own && a.np.traits.Cues.Has(parse.Average) && a.np.traits.Generic
}

// averageName names an average per head: "số tiêu chí bình quân một xã".
func (s *sentence) averageName(q *parse.Quantity, a *amount) string {
	of, per, _ := strings.Cut(q.Unit.ID, "/")
	name := "số " + s.nounText(of) + " bình quân một " + s.nounText(per)
	if t := a.frame.head.text; t != "" && t != a.np.text && countWords(t) < 6 {
		name += " - " + t
	}
	return name
}
