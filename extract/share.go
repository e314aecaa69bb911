package extract

import (
	"math"
	"strings"

	"solieu/extract/parse"
	"solieu/extract/text"
	"solieu/schemas"
)

// shareBase reads the whole that a share is a share of.
func (s *sentence) shareBase(f *schemas.Figure, a *amount) string {
	b := s.b
	if a.whole != "" && a.whole != economy {
		return a.whole
	}
	structure := strings.HasPrefix(a.frame.head.text, "cơ cấu") || a.own && strings.HasPrefix(a.np.text, "cơ cấu")
	if s.partBehind(a) && a.np.text != "cơ cấu" && a.frame.head.text != "cơ cấu" {
		return economy
	}
	if a.base != nil && a.base.text != "" {
		return a.base.text // "chiếm 3,4% so với tổng diện tích tự nhiên"
	}
	if t := strings.TrimPrefix(strings.TrimPrefix(a.count.text, "trong "), "so với "); t != "" {
		return t
	}
	if s.whole != "" {
		return s.whole
	}
	if i := s.divided(a); i >= s.first && s.partsInPercent(a) {
		return b.figures[i].Indicator
	}
	if t := s.wholeOfAmount(f, a); t != "" {
		return t
	}
	part := a.own && !a.np.traits.Sector
	if i := a.frame.last; !a.own && a.preds.Has(parse.Share) && i >= s.first && b.figures[i].Measure == schemas.Level && !s.sharesBefore(i) {
		if p := a.frame.parent; p >= 0 && b.figures[p].Measure == schemas.Level && b.figures[p].Unit == b.figures[i].Unit {
			return b.figures[p].Indicator // "có 1.840 người nghiện, trong đó 460 người đang cai nghiện, chiếm 25%"
		}
		if t := s.shareBefore(a); t != economy && t != b.product {
			return t
		}
		return ""
	}
	if p := a.frame.parent; p >= s.first && part && !structure && a.frame.opener != schemas.OpenNone && b.figures[p].Measure == schemas.Level && strings.HasPrefix(b.figures[p].Unit, "{") {
		return b.figures[p].Indicator // "dân số 159.000 người, trong đó dân tộc Khmer chiếm 20%"
	}
	if a.frame.shares || structure {
		if b.product != "" {
			return b.product
		}
		if t := s.shareBefore(a); t != "" && !structure {
			return t
		}
		if a.frame.bracket && !a.own && !structure && !a.frame.head.traits.Sector {
			return ""
		}
		return economy
	}
	if p := a.frame.parent; p >= 0 && b.figures[p].Measure == schemas.Level {
		return b.figures[p].Indicator
	}
	return ""
}

// economy is the whole of shares that name none: the economy's structure.
const economy = "cơ cấu kinh tế"

// maxWhole bounds how many figures back the whole of a printed part is looked for.
const maxWhole = 12

// wholeOfAmount returns the name of the total in the same sentence that a part's amount is the printed percentage of: "toàn xã có 9.140 người; đồng bào
// công giáo là 234 người, chiếm 2,6%". Only where the amounts give the percentage, rounded or cut, is that known.
func (s *sentence) wholeOfAmount(f *schemas.Figure, a *amount) string {
	b := s.b
	i := a.frame.last
	if a.frame.bracket {
		i = a.frame.before
	} else if a.own {
		return ""
	}
	if i <= s.first || i >= len(b.figures) || b.figures[i].Measure != schemas.Level || b.figures[i].Value.Sign() <= 0 {
		return ""
	}
	part := &b.figures[i]
	low, high := f.Low.Float64(), f.High.Float64()
	low, high = low-(high-low)/2, high+(high-low)/2 // some cut where others round
	for j := i - 1; j >= max(s.first, i-maxWhole); j-- {
		g := &b.figures[j]
		if g.Role != schemas.Main || g.Measure != schemas.Level || g.Unit != part.Unit || g.Value.Cmp(part.Value) <= 0 {
			continue
		}
		if p := part.Value.Float64() / g.Value.Float64() * 100; p >= low && p <= high {
			return g.Indicator
		}
	}
	return ""
}

// sharesBefore reports whether the sentence gave a share before the level at figure i.
func (s *sentence) sharesBefore(i int) bool {
	for j := i - 1; j >= s.first && j >= i-maxBreath; j-- {
		if s.b.figures[j].Measure == schemas.Share {
			return true
		}
	}
	return false
}

// total recognises the totals that an economy's structure is a structure of; it returns "" for other names.
func total(name string) string {
	if strings.Contains(name, "bình quân") {
		return ""
	}
	whole := strings.Contains(name, "ổng ") // rarely, and then one of a few
	switch {
	case strings.Contains(name, "GRDP"), strings.Contains(name, "grdp"), whole && strings.Contains(name, "ổng sản phẩm") && !strings.Contains(name, "(GDP)"):
		return "GRDP"
	case strings.Contains(name, "(GDP)"):
		return "GDP"
	case whole && strings.Contains(name, "ổng giá trị gia tăng"):
		return "tổng giá trị gia tăng"
	case strings.HasPrefix(name, "GDP"), strings.HasPrefix(name, "gdp"):
		return "GDP"
	}
	return ""
}

// shareBefore returns the whole of the share before, as far as that is near: in the sentence, of the same scope; beyond it, of the same list.
func (s *sentence) shareBefore(a *amount) string {
	b := s.b
	for k := a.k - 1; k >= 0 && k >= a.k-maxBreath; k-- {
		p := &s.amounts[k]
		if p.frame != a.frame && a.frame.opener == schemas.OpenTrongDo {
			break // the parts are of something else than the whole is
		}
		if f := &b.figures[p.fig]; f.Measure == schemas.Share && f.Base != "" {
			return f.Base
		}
	}
	if a.k > 0 && s.blk.Kind != text.Item {
		return ""
	}
	for i := s.first - 1; i >= 0 && i >= len(b.figures)-maxBreath && (s.blk.Kind == text.Item || !a.np.traits.Sector || b.figures[i].Paragraph == b.paragraph); i-- {
		if f := &b.figures[i]; f.Measure == schemas.Share && f.Base != "" {
			return f.Base
		}
	}
	return ""
}

// shareRemains reports whether a percentage is what a share has come to: that of the part right before in brackets at another time, "chiếm 45,1% (năm 2013
// tăng lên 55,1%)"; or that of a further part, "công nghiệp chiếm 56%, dịch vụ chiếm 32%, nông nghiệp chỉ còn 12%".
func (s *sentence) shareRemains(a *amount) bool {
	if a.k == 0 || a.fromTo > 0 || !a.preds.Any(parse.Of(parse.To, parse.Remain)) || a.np.traits.Cues.Any(parse.Of(parse.RatioHead, parse.GrowthHead)) {
		return false
	}
	p := &s.amounts[a.k-1]
	for k := a.k - 1; k > 0 && s.amounts[k].frame.bracket && !a.frame.bracket; k-- {
		p = &s.amounts[k-1] // what stands in brackets is said beside
	}
	if p.fig < s.first || p.fromTo == 1 || s.b.figures[p.fig].Measure != schemas.Share {
		return false
	}
	if a.frame.bracket {
		return !a.own && a.newTime && a.frame.before == p.fig
	}
	return a.own && a.np.traits.Sector && !a.strong
}

// partsInPercent reports whether a list behind an amount divides it by percentages: "2.318,9 tỷ đồng (ngân sách 46,5%; tín dụng 38,1%)".
func (s *sentence) partsInPercent(a *amount) bool {
	if !a.own || a.preds&^parse.Of(parse.Est) != 0 || a.base != nil || a.np.traits.Cues.Any(parse.Of(parse.RatioHead, parse.GrowthHead, parse.ScoreHead, parse.Average)) || s.b.p.Quantities[a.qty].Sign != 0 {
		return false
	}
	i := s.divided(a)
	if i < s.first || a.frame.opener == schemas.OpenNone {
		return false
	}
	f := &s.b.figures[i]
	return f.Measure == schemas.Level && f.Role == schemas.Main && f.Unit != "%" && strings.IndexByte(f.Unit, '/') < 0
}

// divided returns the figure that a list divides: the one before its bracket, else its total.
func (s *sentence) divided(a *amount) int {
	if a.frame.bracket {
		return a.frame.before
	}
	return a.frame.parent
}

// wholeBehind reports whether a noun of measure stands right behind the percentage: "bằng 0,78% thu nội địa".
func (s *sentence) wholeBehind(a *amount) bool {
	if len(a.right) == 0 || a.right[0].Kind != parse.ItemWord {
		return false
	}
	if m, _ := s.b.p.StartsIndicator(a.right[0].From); m {
		return true
	}
	switch s.b.p.Text(a.right[0].From) {
	case "số", "tổng", "dân", "lực", "mức", "so":
		return s.b.p.Text(a.right[0].From) != "so"
	}
	return false
}

// likeShare reports whether "bằng" says of a part what "chiếm" said of the one before it in the same sentence: "… đạt 484,8 tỷ đồng, chiếm 33,5% tổng
// vốn và tăng 13,4%; … đạt 641,5 tỷ đồng, bằng 44,4% và tăng 2,8%".
func (s *sentence) likeShare(a *amount) bool {
	for i := a.k - 1; i >= 0 && i >= a.k-maxBreath; i-- {
		if p := &s.amounts[i]; p.fig >= 0 && s.b.figures[p.fig].Measure == schemas.Share {
			return true
		}
	}
	return false
}

// shareInBracket reports whether a bare percentage in brackets follows an amount that it is the share of: "612 tỷ đồng (14,5%)".
func (s *sentence) shareInBracket(a *amount) bool {
	i := a.frame.before
	if !a.frame.bracket || a.own || a.preds != 0 || s.b.p.Quantities[a.qty].Sign != 0 || i < s.first || i != len(s.b.figures)-1 || s.planRightWords(a) {
		return false
	}
	f := &s.b.figures[i]
	return f.Measure == schemas.Level && f.Role == schemas.Main
}

// attainedLikeWhole reports whether the bare percentage in brackets behind a part says how much of its plan was reached, as the text said of the total:
// "giải ngân 812 tỷ đồng, đạt 41% kế hoạch, trong đó vốn tỉnh 530 tỷ đồng (52%)". Where it is about the part's share of the total it is that share.
func (s *sentence) attainedLikeWhole(a *amount, q *parse.Quantity) bool {
	b := s.b
	part := &b.figures[a.frame.before]
	p := part.Parent
	if p < 0 || b.figures[p].Unit != part.Unit || b.figures[p].Value.Sign() <= 0 {
		return false
	}
	attained := false
	for i := p + 1; i < a.frame.before && i <= p+3; i++ {
		attained = attained || b.figures[i].Measure == schemas.Attainment && b.figures[i].Of == p
	}
	if !attained {
		return false
	}
	share := part.Value.Float64() / b.figures[p].Value.Float64() * 100
	return math.Abs(share-q.Value.Float64()) > shareSlack
}

// shareSlack is how far a printed share may be from that of the printed amounts, in percentage points.
const shareSlack = 1

// ofTotal reports whether a total stands right behind a percentage: "816 vụ (gần 66% tổng số vụ)".
func (s *sentence) ofTotal(a *amount) bool {
	return len(a.right) > 1 && a.right[0].Kind == parse.ItemWord && s.b.p.Has(a.right[0].From, "tổng") && a.base == nil
}

// inTotal reports whether what stands behind a percentage names the whole that it is a share of: "25% trong tổng thu".
func (s *sentence) inTotal(a *amount) bool {
	return len(a.right) > 1 && s.b.p.Has(a.right[0].From, "trong") && a.right[0].Kind == parse.ItemWord && !a.preds.Has(parse.Up) && !a.preds.Has(parse.Down)
}

// shareHead reports whether what rises or falls is itself a share or a rate, so that its change is in percentage points.
func (s *sentence) shareHead(a *amount, head parse.Traits) bool {
	if head.Cues.Any(parse.Of(parse.GrowthHead)) {
		return false
	}
	t := lower(a.np.text)
	if a.own && !strings.HasPrefix(t, "bình quân ") {
		if strings.HasPrefix(t, "hộ nghèo") || strings.HasPrefix(t, "hộ cận nghèo") {
			return true
		}
		if strings.HasPrefix(t, "tỷ lệ") || strings.HasPrefix(t, "tỷ trọng") || strings.HasPrefix(t, "tỉ lệ") {
			return true
		}
		return s.afterShares(a)
	}
	if i := len(s.b.figures) - 1; i >= s.first && s.b.figures[i].Measure == schemas.Rate && s.b.figures[i].Unit == "%" {
		return true // "đạt 98,51%, thấp hơn năm 2021 0,47%"
	}
	h := lower(a.frame.head.text)
	return strings.HasPrefix(h, "tỷ lệ") || strings.HasPrefix(h, "tỷ trọng") || strings.HasPrefix(h, "cơ cấu") || s.objectOfFall(a)
}

// objectOfFall reports whether the rate that falls stands behind the verb: "giảm tỷ lệ hộ nghèo 3%".
func (s *sentence) objectOfFall(a *amount) bool {
	for _, it := range a.left {
		if it.Kind == parse.ItemCue && (it.Cue == parse.RatioHead || it.Cue == parse.ShareHead) {
			return true
		}
	}
	return false
}

// afterShares reports whether the sentence or the one before it speaks of a structure whose parts now rise and fall.
func (s *sentence) afterShares(a *amount) bool {
	b := s.b
	if !a.np.traits.Sector || a.np.traits.Measure {
		return false
	}
	for i := len(b.figures) - 1; i >= 0 && i >= len(b.figures)-8; i-- {
		f := &b.figures[i]
		if f.Measure == schemas.Share && strings.Contains(f.Indicator, firstWords(a.np.text)) {
			return true
		}
	}
	return false
}

func firstWords(t string) string {
	w := strings.Fields(lower(t))
	if len(w) > 2 && (w[0] == "khu" || w[0] == "ngành") {
		w = w[2:]
	}
	if len(w) > 1 {
		return w[0] + " " + w[1]
	}
	return strings.Join(w, " ")
}
