package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/extract/text"
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
	if code, ok := b.w.x.match.Match(name, family); ok {
		f.IndicatorCode = code
	}
	s.period(f, a, head, f.IndicatorCode)
	s.unitOf(f, a, q)
	f.Indicator = s.fullName(name, f, a, r)
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
	if t := s.inBracket(a); t != "" && r.measure != schemas.Level && r.measure != schemas.Share {
		return t
	}
	switch {
	case !a.own && strings.HasPrefix(q.Unit.ID, "{") && strings.Contains(q.Unit.ID, "/10000{dân}"):
		of, _, _ := strings.Cut(q.Unit.ID, "/")
		return "số " + s.nounText(of) + " trên vạn dân"
	case a.own && a.np.traits.Generic && (!head.empty() || len(s.b.figures) > s.first):
		return s.generic(a, np)
	case a.own && a.np.traits.Cues.Has(parse.Average) && strings.Contains(q.Unit.ID, "}/{") && len(strings.Fields(np)) < 5:
		return s.averageName(q, a)
	case a.own && !a.np.traits.Measure && !a.np.traits.Sector && r.measure == schemas.Level && a.count.text != "" && a.base == nil:
		return s.verbName(q, np, a.count.text)
	case a.own && !a.np.traits.Measure && !a.np.traits.Sector && r.measure == schemas.Level && a.frame.opener == schemas.OpenNone:
		return s.verbName(q, np, "")
	case a.own:
		return s.joined(a, np, r)
	case head.empty() && a.count.text != "":
		return a.count.text
	case r.measure == schemas.Rate && a.count.text != "" && !head.traits.Cues.Has(parse.RatioHead) && a.base == nil:
		return "tỷ lệ " + a.count.text
	}
	return head.text
}

// countName names a count: "số doanh nghiệp thành lập mới".
func (s *sentence) countName(f *schemas.Figure, a *amount, q *parse.Quantity, head phrase) string {
	b := s.b
	noun := s.nounText(q.Unit.ID)
	np, c := a.np.text, a.count.text
	if ev := s.eventName(a, q, noun); ev != "" {
		return ev
	}
	if f.Parent >= 0 && f.Parent < len(b.figures) {
		if p := &b.figures[f.Parent]; p.Unit == f.Unit && len(strings.Fields(p.Indicator)) < 12 {
			part := c
			if part == "" {
				part = np
			}
			if a.own && a.np.traits.Measure && len(strings.Fields(np)) > 3 {
				return np
			}
			return strings.TrimSpace(p.Indicator + " " + part)
		}
	}
	switch {
	case a.own && a.np.traits.Measure && s.counts(np, noun):
		return s.joined(a, np, reading{measure: schemas.Level})
	case a.own && a.np.traits.Measure:
		return strings.TrimSpace("số " + noun + " " + c + " " + np)
	case c != "":
		if a.own && len(strings.Fields(c)) < 3 {
			return "số " + noun + " " + c + " " + np
		}
		if !a.own && len(strings.Fields(c)) < 3 {
			if t := a.frame.subject; t != "" && len(strings.Fields(t)) < 7 {
				return "số " + noun + " " + c + " - " + t
			}
			if t := a.frame.title; len(strings.Fields(c)) < 2 && a.frame.opener != schemas.OpenNone && !t.empty() {
				return "số " + noun + " " + c + " - " + s.core(t.text)
			}
		}
		return "số " + noun + " " + c
	case a.own:
		if a.np.traits.Sector || a.frame.opener != schemas.OpenNone && len(strings.Fields(np)) < 4 {
			return s.joined(a, "số "+noun+" "+np, reading{measure: schemas.Level})
		}
		return "số " + noun + " " + np
	case !head.empty():
		if strings.HasPrefix(head.text, "số "+noun) || strings.HasPrefix(head.text, "tổng số "+noun) {
			return head.text
		}
		t := head.text
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

// counts reports whether a subject names the number of a noun itself: "tổng số HTX", "số con xuất chuồng", "dân số".
func (s *sentence) counts(np, noun string) bool {
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
		return ""
	}
	if b.para.event == "" || noun != "người" {
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

// averageName names an average per head: "số tiêu chí bình quân một xã".
func (s *sentence) averageName(q *parse.Quantity, a *amount) string {
	of, per, _ := strings.Cut(q.Unit.ID, "/")
	name := "số " + s.nounText(of) + " bình quân một " + s.nounText(per)
	if t := a.frame.head.text; t != "" && t != a.np.text && len(strings.Fields(t)) < 6 {
		name += " - " + t
	}
	return name
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

// core shortens the head of an enclosing scope to the words that name it.
func (s *sentence) core(t string) string {
	w := strings.Fields(t)
	if i := strings.Index(t, " - "); i > 0 && len(w) > 8 {
		w = strings.Fields(t[:i])
	}
	if len(w) > 8 {
		w = w[:8]
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
	case f.opener == schemas.OpenNone, t == "", a.np.traits.Measure && !s.partial(np), strings.Contains(t, np), strings.Contains(np, t):
		return np
	case r.measure == schemas.Growth && a.np.traits.Sector && len(strings.Fields(t)) > 4:
		return np
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
	if a.own || !a.frame.bracket || i < s.first || i >= len(s.b.figures) {
		return ""
	}
	t := s.b.figures[i].Indicator
	for _, p := range []string{"mức tăng ", "tốc độ tăng ", "tỷ lệ thực hiện kế hoạch ", "tỷ trọng "} {
		t = strings.TrimPrefix(t, p)
	}
	return t
}

// generic completes a noun of amount by what the clause counted or named before it: "tổng vốn đăng ký" of "doanh nghiệp thành lập mới".
func (s *sentence) generic(a *amount, np string) string {
	b := s.b
	if strings.HasPrefix(np, "thiệt hại") && b.para.event != "" {
		return np + " do " + b.para.event
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

// withoutMeasure drops the noun of measure from a head, so that another can take its place: "sản lượng" of "diện tích nuôi trồng thủy sản".
func (s *sentence) withoutMeasure(h string) string {
	for _, p := range []string{"tổng diện tích ", "diện tích ", "sản lượng ", "tổng sản lượng ", "năng suất ", "số "} {
		if rest, ok := strings.CutPrefix(h, p); ok && strings.Contains(rest, " ") {
			return rest
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

// update leaves to the following clauses what they inherit from this one.
func (s *sentence) update(a *amount, i int, r reading, head phrase, target int) {
	b := s.b
	f := &b.figures[i]
	q := &b.p.Quantities[a.qty]
	if target >= 0 {
		return
	}
	fr := a.frame
	level := r.measure == schemas.Level || r.measure == schemas.Change && a.preds.Has(parse.MoreOf) || r.measure == schemas.Rate && r.unit != "%" || r.measure == schemas.Score
	if level || r.measure == schemas.Rate && (a.own || fr.last < 0) {
		fr.last = i
	}
	if a.own {
		fr.head = phrase{text: s.headText(f, a, r), traits: a.np.traits}
		if q.Unit.Noun && a.np.traits.Measure && !s.counts(a.np.text, s.nounText(q.Unit.ID)) && r.measure == schemas.Level {
			fr.head.text = strings.TrimSpace(a.np.text + " " + s.nounText(q.Unit.ID) + " " + a.count.text) // "dư nợ đối với 250 doanh nghiệp là …"
		}
		if fr.opener == schemas.OpenNone || fr.opener == schemas.OpenCuThe && fr.parent < 0 {
			b.para.head = fr.head
		}
		if q.Unit.Noun && !a.np.traits.Measure && r.measure == schemas.Level {
			fr.subject = a.np.text
			fr.head.rest = strings.TrimSpace(a.count.text + " " + a.np.text)
		}
	} else if q.Unit.Noun && (a.count.text != "" || fr.head.empty()) && r.measure == schemas.Level {
		fr.head = phrase{text: f.Indicator, traits: parse.Traits{Measure: true}, rest: a.count.text}
		if fr.opener == schemas.OpenNone {
			b.para.head = fr.head
		}
	}
	if q.Unit.ID == "{vụ}" && r.measure == schemas.Level {
		if ev, ok := strings.CutPrefix(f.Indicator, "số vụ "); ok && len(strings.Fields(ev)) < 10 {
			b.para.event = ev
		}
	}
	if level {
		b.para.lastQ = i
		if fr.opener == schemas.OpenNone || fr.outer == nil || b.para.last < 0 || fr.opener == schemas.OpenCuThe && fr.parent < 0 {
			b.para.last = i
		}
	}
}

// headText returns the name that later clauses of the scope refer to.
func (s *sentence) headText(f *schemas.Figure, a *amount, r reading) string {
	switch r.measure {
	case schemas.Level, schemas.Rate, schemas.Score:
		return f.Indicator
	}
	if strings.Contains(f.Indicator, " - ") {
		return strings.TrimPrefix(strings.TrimPrefix(f.Indicator, "tốc độ tăng "), "tỷ trọng ")
	}
	return a.np.text
}

// remember keeps for the next sentence what it may go on with.
func (s *sentence) remember() {
	b := s.b
	for i := len(b.figures) - 1; i >= s.first; i-- {
		f := &b.figures[i]
		if f.Role == schemas.Main && f.Measure == schemas.Level && f.Opener == schemas.OpenNone {
			b.para.last = i
			return
		}
	}
}

// unitOf gives a number without a unit that of the figure it clearly shares it with.
func (s *sentence) unitOf(f *schemas.Figure, a *amount, q *parse.Quantity) {
	if f.Unit != "" {
		return
	}
	b := s.b
	if i := b.para.last; b.at == text.Note && i >= 0 && q.Decimals == 0 && strings.HasPrefix(b.figures[i].Unit, "{") {
		f.Unit = b.figures[i].Unit // a footnote divides the count that its marker stands at
		f.Rule += "+unit.anchor"
		return
	}
	for i := len(b.figures) - 1; i >= 0 && i >= len(b.figures)-6; i-- {
		g := &b.figures[i]
		if g.Role == schemas.Main && g.Unit != "" && (strings.HasPrefix(g.Unit, "{") && q.Decimals == 0 || i >= s.first) {
			f.Unit = g.Unit
			f.Rule += "+unit.inherited"
			if g.UnitMult > 0 && q.Unit.Mult == 0 {
				if v, err := f.Value.Shift(g.UnitMult); err == nil {
					f.Value, f.UnitMult = v, g.UnitMult
					f.Low, _ = f.Low.Shift(g.UnitMult)
					f.High, _ = f.High.Shift(g.UnitMult)
				}
			}
			return
		}
	}
	if n := nounOf(a.np.text); n != "" {
		f.Unit = n
		return
	}
	b.rejects = append(b.rejects, schemas.Reject{Reason: schemas.RejectUnknownUnit, Span: f.Span, Detail: "no unit stands at the number, and none is inherited"})
}

// nounOf takes the counted noun from a subject such as "tổng số vụ việc".
func nounOf(np string) string {
	for _, p := range []string{"tổng số ", "số "} {
		if rest, ok := strings.CutPrefix(np, p); ok {
			w := strings.Fields(rest)
			if len(w) > 1 && (w[0] == "vụ" && w[1] == "việc" || w[0] == "doanh" || w[0] == "hợp" || w[0] == "đơn") {
				return "{" + w[0] + " " + w[1] + "}"
			}
			if len(w) > 0 {
				return "{" + w[0] + "}"
			}
		}
	}
	return ""
}
