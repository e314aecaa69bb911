package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/schemas"
)

// indicator names what the figure measures, finds its catalogue code, and with it period and base.
func (s *sentence) indicator(f *schemas.Figure, a *amount, q *parse.Quantity, r reading, head phrase) {
	b := s.b
	name := s.levelName(a, q, r, head)
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
func (s *sentence) levelName(a *amount, q *parse.Quantity, r reading, head phrase) string {
	noun := strings.Trim(q.Unit.ID, "{}")
	counted := q.Unit.Noun && !strings.Contains(q.Unit.ID, "/")
	np := a.np.text
	if r.measure == schemas.Growth || r.measure == schemas.Attainment || r.measure == schemas.Index || r.measure == schemas.Multiple {
		counted = false
	}
	switch {
	case counted && a.own && a.np.traits.Measure:
		return s.joined(a, np)
	case counted && a.count.text != "":
		if a.own && !s.verbal1(np) && len(strings.Fields(a.count.text)) < 2 {
			return "số " + noun + " " + a.count.text + " " + np
		}
		if !a.own && s.shortPart(a.count.text) && a.frame.opener != schemas.OpenNone && !a.frame.head.empty() {
			return "số " + noun + " " + a.count.text + " - " + s.core(a.frame.head.text)
		}
		return "số " + noun + " " + a.count.text
	case counted && a.own:
		if a.np.traits.Sector || a.frame.opener != schemas.OpenNone && len(strings.Fields(np)) < 4 {
			return s.joined(a, np)
		}
		return "số " + noun + " " + np
	case counted && !head.empty():
		if strings.HasPrefix(head.text, "số "+noun) || strings.HasPrefix(head.text, "tổng số "+noun) {
			return head.text
		}
		if head.traits.Measure {
			return head.text + " - " + noun
		}
		return "số " + noun + " " + s.afterCount(head.text)
	case counted:
		return "số " + noun
	case a.own && a.np.traits.Generic && !head.empty():
		return s.generic(a, np)
	case a.own:
		return s.joined(a, np)
	case head.empty() && a.count.text != "":
		return a.count.text
	case r.measure == schemas.Rate && a.count.text != "" && !head.traits.Cues.Has(parse.RatioHead):
		return "tỷ lệ " + a.count.text
	}
	return head.text
}

// verbal1 reports whether a phrase begins with a verb rather than a noun of what is counted.
func (s *sentence) verbal1(np string) bool {
	return false
}

func (s *sentence) shortPart(t string) bool { return len(strings.Fields(t)) <= 4 }

// afterCount drops the counting words from a head that is shared by several counts.
func (s *sentence) afterCount(t string) string {
	if rest, ok := strings.CutPrefix(t, "số "); ok {
		if f := strings.Fields(rest); len(f) > 2 {
			return rest
		}
	}
	return t
}

// core shortens the head of an enclosing scope to the words that name it.
func (s *sentence) core(t string) string {
	w := strings.Fields(t)
	if len(w) > 9 {
		w = w[:9]
	}
	return strings.Join(w, " ")
}

// joined adds the enclosing head to a subject that names only a part: "cấp tỉnh" of "vốn đầu tư phát triển".
func (s *sentence) joined(a *amount, np string) string {
	f := a.frame
	if f.opener == schemas.OpenNone || a.np.traits.Measure && !s.partial(np) {
		return np
	}
	outer := f.head.text
	if !f.named {
		outer = s.outerHead(f)
	}
	if outer == "" || strings.Contains(outer, np) || strings.Contains(np, outer) || s.planHead(outer) {
		return np
	}
	return np + " - " + s.core(outer)
}

func (s *sentence) planHead(t string) bool { return len(strings.Fields(t)) > 14 }

// partial reports whether a noun of measure needs what it is of: "số con xuất chuồng", "sản lượng thu hoạch".
func (s *sentence) partial(np string) bool {
	w := strings.Fields(np)
	return len(w) <= 4 && len(w) > 1 && w[0] == "số" || len(w) <= 1
}

func (s *sentence) outerHead(f *frame) string {
	if f.outer != nil && !f.outer.head.empty() {
		return f.outer.head.text
	}
	return f.head.text
}

// generic completes a noun of amount by what the clause counted or named before it: "tổng vốn đăng ký" of "doanh nghiệp thành lập mới".
func (s *sentence) generic(a *amount, np string) string {
	b := s.b
	prev := len(b.figures) - 1
	if prev >= s.first {
		for i := prev; i >= s.first && i > prev-4; i-- {
			if g := &b.figures[i]; g.Measure == schemas.Level && strings.HasPrefix(g.Unit, "{") && g.Role == schemas.Main {
				return np + " của " + strings.TrimPrefix(g.Indicator, "số ")
			}
		}
	}
	if h := a.frame.head.text; h != "" && !strings.Contains(h, np) && !strings.Contains(np, h) {
		return np + " " + s.core(h)
	}
	return np
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
	level := r.measure == schemas.Level || r.measure == schemas.Rate && r.unit != "%" || r.measure == schemas.Score
	if level || r.measure == schemas.Rate {
		fr.last = i
	}
	if a.own {
		fr.head = phrase{text: s.headText(f, a, r), traits: a.np.traits}
		if fr.opener == schemas.OpenNone {
			b.para.head = fr.head
		}
	} else if q.Unit.Noun && a.count.text != "" && r.measure == schemas.Level {
		fr.head = phrase{text: f.Indicator, traits: parse.Traits{Measure: true}}
	}
	if level {
		b.para.lastQ = i
		if fr.opener == schemas.OpenNone || fr.outer == nil || b.para.last < 0 {
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
