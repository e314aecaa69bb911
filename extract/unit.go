package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/extract/text"
	"solieu/schemas"
)

// perHead gives a quantity whose head says "bình quân đầu người" its quotient unit.
func (s *sentence) perHead(a *amount, q *parse.Quantity, tr parse.Traits) string {
	u := q.Unit.ID
	np := a.np.text
	if np == "" {
		np = a.frame.head.text
	}
	if q.Unit.Noun && strings.Contains(np, "dân") && (a.own || strings.Contains(np, s.nounText(u))) && (strings.Contains(np, "/vạn dân") || strings.Contains(np, "trên vạn dân") || strings.Contains(np, "trên một vạn dân") || strings.Contains(np, "trên 10.000 dân")) {
		return u + "/10000{dân}"
	}
	if money, ok := strings.CutSuffix(u, "/năm"); ok && (money == "VND" || money == "USD") && strings.Contains(np, "bình quân đầu người") {
		return money + "/{người}/năm"
	}
	if strings.Contains(u, "/") || u == "" {
		return u
	}
	if q.Unit.Family != "money" && q.Unit.Family != "money_usd" && u != "kg" {
		return u
	}
	l := lower(np)
	if strings.HasSuffix(l, "/ha") {
		return u + "/ha"
	}
	if strings.Contains(l, " ha") || strings.Contains(l, "/ha ") {
		for _, w := range [...]string{"trên 1 ha", "trên 01 ha", "trên một ha", "/ha "} {
			if strings.Contains(l, w) {
				return u + "/ha"
			}
		}
	}
	if strings.Contains(l, "người") {
		for _, w := range [...]string{"đầu người", "bình quân trên người", "bình quân người", "bình quân/người", "grdp/người", "gdp/người", "bình quân một người"} {
			if strings.Contains(l, w) {
				return u + "/{người}"
			}
		}
	}
	if !strings.Contains(l, "bình quân ") {
		return u
	}
	for _, w := range [...]string{"bình quân một ", "bình quân mỗi ", "bình quân 1 "} {
		if i := strings.Index(l, w); i >= 0 {
			rest := l[i+len(w):]
			for _, n := range []string{"doanh nghiệp", "hợp tác xã", "htx", "hộ", "xã", "dự án", "lao động", "lượt", "học sinh", "thành viên", "cơ sở"} {
				if strings.HasPrefix(rest, n) {
					if n == "htx" {
						n = "HTX"
					}
					return u + "/{" + n + "}"
				}
			}
		}
	}
	return u
}

func (s *sentence) ratioUnit(u string) bool {
	switch u {
	case "t", "kg":
		return true
	}
	return false
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
	var behind string // the unit right before a bracket, which what stands in it does not share: "24,2% tiêu dùng (2.112,6)"
	if i := a.frame.before; a.frame.bracket && i >= s.first && i < len(b.figures) && b.figures[i].Unit == "%" && q.Decimals > 0 {
		behind = "%"
	}
	for i := len(b.figures) - 1; i >= 0 && i >= len(b.figures)-6; i-- {
		g := &b.figures[i]
		if behind != "" && (g.Unit == behind || g.Opener != schemas.OpenBracket) {
			continue
		}
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
