package extract

import (
	"math"
	"strings"

	"solieu/extract/parse"
	"solieu/schemas"
)

// percent decides what a percentage is.
func (s *sentence) percent(a *amount, q *parse.Quantity, tr parse.Traits, up, down bool) reading {
	head := tr
	if f := s.statedAgain(a); f != nil {
		return reading{f.Measure, f.Unit, f.Measure == schemas.Growth && down, "again"}
	}
	if f := s.otherEnd(a); f != nil {
		return reading{f.Measure, f.Unit, false, "from.to"}
	}
	switch {
	case s.sameElsewhen(a):
		f := &s.b.figures[a.frame.before]
		return reading{f.Measure, f.Unit, false, "again.then"}
	case a.base != nil && a.base.plan != "" && !(up || down) && !a.preds.Has(parse.Exceed):
		if s.growthKeyed(a, head) {
			return reading{schemas.Growth, "%", false, "growth.head"}
		}
		return reading{schemas.Attainment, "%", false, "attainment"}
	case a.base != nil && a.base.plan != "" && a.preds.Has(parse.Exceed) && !a.own && s.behindOwnRate(a):
		return reading{schemas.Change, "pp", false, "exceed.points"}
	case (up || down) && !a.than && s.behindGrowth(a):
		return reading{schemas.Change, "pp", down, "change.growth"}
	case a.base != nil && a.base.plan != "" && a.preds.Has(parse.Exceed):
		return reading{schemas.Growth, "%", false, "exceed.plan"}
	case a.than:
		return reading{schemas.Growth, "%", false, "growth.than"}
	case tr.Cues.Has(parse.ScoreHead) && a.second >= 0:
		return reading{schemas.Score, "%", false, "score.percent"}
	case a.preds.Has(parse.GrowthHead) && a.pred != parse.Up && !a.own:
		return reading{schemas.Growth, "%", false, "growth.level"}
	case s.fallOfRate(a):
		return reading{schemas.Change, "pp", false, "change.rate"}
	case (a.preds.Has(parse.To) || a.fromTo == 1 && q.Range < 0) && head.Cues.Has(parse.ScoreHead):
		return reading{schemas.Score, "%", false, "score.to"}
	case (up || down) && s.bracketOf(a, "pp"):
		return reading{schemas.Change, "pp", down, "change.share"}
	case (up || down) && s.behindRatio(a):
		return reading{schemas.Change, "pp", down, "change.rate"}
	case s.besideChange(a):
		return reading{schemas.Growth, "%", s.b.figures[a.frame.before].Value.Sign() < 0, "growth.change"}
	case s.besideGrowth(a):
		return reading{schemas.Growth, "%", false, "growth.beside"}
	case s.planPercent(a):
		return reading{schemas.Attainment, "%", false, "attainment.bracket"}
	case s.grownInBracket(a):
		return reading{schemas.Growth, "%", s.grown == parse.Down, "growth.bracket"}
	case s.grownLikeBefore(a):
		return reading{schemas.Growth, "%", s.b.figures[len(s.b.figures)-1].Value.Sign() < 0, "growth.goes_on"}
	case s.shareInBracket(a):
		if s.attainedLikeWhole(a, q) {
			return reading{schemas.Attainment, "%", false, "attainment.part"}
		}
		return reading{schemas.Share, "%", false, "share.bracket"}
	case (up || down) && !(a.fromTo == 1 && q.Range < 0 && s.toFollows(a)) && !a.preds.Has(parse.To) && !a.preds.Has(parse.Remain):
		if q.Unit.ID == "‰" && up && a.base == nil && head.Cues.Has(parse.RatioHead) && (strings.Contains(a.np.text, " tăng ") || !a.own && strings.Contains(a.frame.head.text, " tăng ")) {
			return reading{schemas.Rate, q.Unit.ID, false, "rate.increase"} // "tỷ lệ tăng tự nhiên dân số tăng 14,4‰"
		}
		if s.shareHead(a, head) {
			return reading{schemas.Change, "pp", down, "change.share"}
		}
		return reading{schemas.Growth, "%", down, "growth.verb"}
	case a.preds.Has(parse.Share):
		if head.Cues.Has(parse.RatioHead) && !strings.HasPrefix(a.np.text, "tỷ trọng") && a.own {
			return reading{schemas.Rate, "%", false, "rate.share"}
		}
		return reading{schemas.Share, "%", false, "share"}
	case s.shareRemains(a):
		return reading{schemas.Share, "%", false, "share.remains"}
	case a.preds == parse.Of(parse.Equal) && a.base == nil && s.base == nil && a.frame.base == nil && s.likeShare(a):
		return reading{schemas.Share, "%", false, "share.parallel"}
	case a.preds.Has(parse.Equal) && a.base == nil && s.wholeBehind(a):
		return reading{schemas.Share, "%", false, "share.equal"}
	case a.preds.Has(parse.Equal) && !a.preds.Has(parse.GrowthHead) && (a.base != nil && a.base.time != nil || s.frame.base != nil && s.frame.base.time != nil || a.base == nil && !head.Cues.Has(parse.RatioHead)):
		return reading{schemas.Index, "%", false, "index"}
	case q.Sign != 0 && a.frame.inBracket() && s.behindPoints(a):
		return reading{schemas.Change, "pp", q.Sign < 0, "change.points"} // "3,2 điểm phần trăm (công nghiệp +2,9%, xây dựng +0,3%)"
	case (q.Sign > 0 || q.Sign < 0 && a.bracketed) && s.behindRate(a):
		return reading{schemas.Change, "pp", q.Sign < 0, "change.sign"}
	case q.Sign > 0 || q.Sign < 0 && a.bracketed:
		return reading{schemas.Growth, "%", q.Sign < 0, "growth.sign"}
	case s.growthKeyed(a, head):
		return reading{schemas.Growth, "%", strings.Contains(a.np.text, "giảm") && !strings.Contains(a.np.text, "tăng") && strings.HasPrefix(a.np.text, "giảm"), "growth.head"}
	case s.partsInPercent(a):
		return reading{schemas.Share, "%", false, "share.parts"}
	case s.inTotal(a) || s.ofTotal(a) && !(a.own && (head.Cues.Has(parse.RatioHead) || a.np.traits.Measure && strings.HasPrefix(a.np.text, "tỷ lệ"))):
		return reading{schemas.Share, "%", false, "share.in"}
	case (!head.Cues.Has(parse.RatioHead) || strings.Contains(a.frame.head.text, "giải ngân")) && s.attainsMoney(a):
		return reading{schemas.Attainment, "%", false, "attainment.bare"}
	case a.np.traits.Measure && !head.Cues.Has(parse.ShareHead) && a.own && head.Cues.Has(parse.RatioHead):
		return reading{schemas.Rate, q.Unit.ID, false, "rate.head"}
	case head.Cues.Has(parse.ShareHead) || a.frame.shares && !a.preds.Any(parse.Of(parse.Remain, parse.To)) && !head.Cues.Has(parse.RatioHead):
		return reading{schemas.Share, "%", false, "share.head"}
	case head.Cues.Has(parse.RatioHead) || !a.own && a.frame.head.traits.Cues.Has(parse.RatioHead):
		return reading{schemas.Rate, q.Unit.ID, false, "rate.head"}
	case a.own && a.np.traits.Sector && a.preds&^parse.Of(parse.Reach) == 0 && a.base == nil && !a.frame.bracket && s.partOfGrowth(a):
		return reading{schemas.Growth, "%", false, "growth.part"} // "tốc độ tăng GRDP 7%; trong đó, dịch vụ 7,6%"
	case s.growthBefore(a):
		return reading{schemas.Growth, "%", false, "growth.enumerated"}
	case s.verbalNoun(a):
		return reading{schemas.Growth, "%", true, "growth.noun"}
	case a.base != nil && a.base.time != nil:
		return reading{schemas.Index, "%", false, "index.base"}
	case s.bracketPlan(a):
		return reading{schemas.Growth, "%", false, "plan.bracket"}
	case s.attains(a):
		return reading{schemas.Attainment, "%", false, "attainment.bare"}
	case s.coordinated(a, parse.Up) || s.coordinated(a, parse.Down):
		return reading{schemas.Growth, "%", s.coordinated(a, parse.Down), "growth.coordinated"}
	}
	return reading{schemas.Rate, q.Unit.ID, false, "rate"}
}

// statedAgain returns the percentage right before that this one is measured like, since it says it again with or without something, "tăng 5%, không kể
// dầu khí 7%", or is what it is compared with: "tăng 3,6%, thấp hơn so với mức 17,5% của năm ngoái".
func (s *sentence) statedAgain(a *amount) *schemas.Figure {
	i := len(s.b.figures) - 1
	if i < s.first || s.b.figures[i].Unit != "%" || s.b.figures[i].Role != schemas.Main {
		return nil
	}
	if a.variant != "" && a.base == nil && a.preds&^parse.Of(parse.Reach) == 0 {
		return &s.b.figures[i]
	}
	if n := len(a.left); n > 1 && s.b.p.Has(a.left[n-1].To-1, "mức") {
		for _, it := range a.left[max(0, n-2):] {
			if it.Kind == parse.ItemCue && it.Cue == parse.Compare {
				return &s.b.figures[i]
			}
		}
	}
	return nil
}

// sameElsewhen reports whether a bracket says of another time what stands before it: "đạt 75,1% kế hoạch (cùng kỳ đạt 71,8%)".
func (s *sentence) sameElsewhen(a *amount) bool {
	i := a.frame.before
	if !a.frame.bracket || a.shift == nil || a.own || a.base != nil || a.preds&^parse.Of(parse.Reach) != 0 || i < s.first || i != len(s.b.figures)-1 {
		return false
	}
	f := &s.b.figures[i]
	return f.Unit == "%" && f.Role == schemas.Main && f.Measure == schemas.Attainment
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

// otherEnd returns the figure whose measure a percentage takes over: the first end of "từ 19,3% lên 27,8%" for the second; for a first
// end, the first end of the change before it in the same enumeration: "…; dịch vụ từ 28,3% lên 30,7%".
func (s *sentence) otherEnd(a *amount) *schemas.Figure {
	if a.k == 0 {
		return nil
	}
	if p := &s.amounts[a.k-1]; p.fromTo == 1 && a.fromTo == 0 && !a.own && a.preds.Any(parse.Of(parse.To, parse.Remain)) && p.fig >= 0 && s.b.figures[p.fig].Unit == "%" {
		return &s.b.figures[p.fig]
	}
	if a.fromTo != 1 || !s.toFollows(a) || a.np.traits.Cues.Any(parse.Of(parse.RatioHead, parse.ShareHead, parse.GrowthHead)) {
		return nil
	}
	for i := a.k - 1; i >= 0 && i > a.k-2*maxBreath; i-- {
		if p := &s.amounts[i]; p.fromTo == 1 && p.fig >= 0 {
			if f := &s.b.figures[p.fig]; f.Measure == schemas.Share {
				return f
			}
			return nil
		}
	}
	return nil
}

// toFollows reports whether the next quantity is the other end of a change: "tăng từ 81,3% năm 2022 lên 83,0%".
func (s *sentence) toFollows(a *amount) bool {
	if a.k+1 >= len(s.amounts) {
		return false
	}
	for _, it := range s.amounts[a.k+1].left {
		if it.Kind == parse.ItemCue && (it.Cue == parse.To || it.Cue == parse.Remain) {
			return true
		}
	}
	return false
}

// bracketOf reports whether the quantity stands in brackets behind a figure of the given unit.
func (s *sentence) bracketOf(a *amount, unit string) bool {
	i := a.frame.before
	return a.frame.bracket && i >= s.first && i < len(s.b.figures) && s.b.figures[i].Unit == unit
}

// behindPoints reports whether a list or a bracket divides a figure in points.
func (s *sentence) behindPoints(a *amount) bool {
	i := a.frame.before
	return i >= s.first && i < len(s.b.figures) && s.b.figures[i].Unit == "pp"
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

// grownLikeBefore reports whether a bare percentage in brackets behind a name says how much that grew, as the clause before said of another: "Cam Lộ tăng
// mạnh nhất với 4,1%, sau đó là Gio Linh (0,6%)"; or behind another time how much it was then: "cao hơn quý I (2,1%) và thấp hơn quý IV (8,2%)".
func (s *sentence) grownLikeBefore(a *amount) bool {
	i := len(s.b.figures) - 1
	if !a.frame.bracket || a.own || a.preds != 0 || a.base != nil || i < s.first || a.k == 0 || s.amounts[a.k-1].fig != i || s.b.p.Quantities[a.qty].Sign != 0 {
		return false
	}
	f := &s.b.figures[i]
	if f.Measure != schemas.Growth || f.Unit != "%" || f.Role != schemas.Main || s.planRightWords(a) {
		return false
	}
	if t := s.thanTime(a); t != nil {
		a.time = t
		return true
	}
	return a.frame.fresh && !a.frame.head.traits.Cues.Any(parse.Of(parse.RatioHead, parse.ShareHead))
}

// thanTime returns the time that the words before the bracket of an amount set what was before it against, which the amount then belongs to; else nil.
func (s *sentence) thanTime(a *amount) *parse.Time {
	l := a.left
	for n := len(l) - 1; n > 1; n-- {
		if s.b.p.Rune(l[n].From) == '(' {
			if l[n-1].Kind == parse.ItemTime && l[n-2].Kind == parse.ItemCue && s.b.comparative(l[n-2]) {
				return &s.b.p.Times[l[n-1].Index]
			}
			return nil
		}
	}
	return nil
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

// behindRate reports whether a signed percentage in brackets stands right behind a rate or a share, which it then changes by points: "31,6% (+2,2%)".
func (s *sentence) behindRate(a *amount) bool {
	i := a.frame.before
	if !a.frame.bracket || i < s.first || i != len(s.b.figures)-1 {
		return false
	}
	f := &s.b.figures[i]
	return f.Unit == "%" && (f.Measure == schemas.Rate || f.Measure == schemas.Share)
}

// behindOwnRate reports whether the figure right before is a rate that a clause of its own named, which can only exceed its plan by points.
func (s *sentence) behindOwnRate(a *amount) bool {
	i := len(s.b.figures) - 1
	if i < s.first || s.b.figures[i].Measure != schemas.Rate || s.b.figures[i].Unit != "%" {
		return false
	}
	last := a.frame.last
	return last == i || last >= s.first && last < i && s.b.figures[last].Measure == schemas.Rate && s.b.figures[last].Unit == "%" // the same rate at two times
}

// behindGrowth reports whether a comparative follows a growth, which it then exceeds by points: "GRDP tăng 8,2%, cao hơn năm 2015 0,5%".
func (s *sentence) behindGrowth(a *amount) bool {
	i := len(s.b.figures) - 1
	if a.own || a.k == 0 || i < s.first || s.amounts[a.k-1].fig != i || s.b.figures[i].Measure != schemas.Growth || s.b.figures[i].Unit != "%" {
		return false
	}
	for j := len(a.left) - 1; j >= 0 && j >= len(a.left)-2*maxThan; j-- {
		if it := a.left[j]; it.Kind == parse.ItemCue && (it.Cue == parse.Up || it.Cue == parse.Down) {
			return s.b.comparative(it)
		}
	}
	return false
}

// behindRatio reports whether a change follows a share that is called a rate, "hộ nghèo còn 1.612 hộ, chiếm tỷ lệ 7,48%, giảm 2,05%", so that it changes by points.
func (s *sentence) behindRatio(a *amount) bool {
	i := len(s.b.figures) - 1
	if a.own || a.k == 0 || i < s.first || s.amounts[a.k-1].fig != i || s.b.figures[i].Measure != schemas.Share || a.strong {
		return false
	}
	if h := a.frame.head.text; strings.Contains(h, "hộ nghèo") || strings.Contains(h, "hộ cận nghèo") {
		return true // a share of households that reports speak of as a rate
	}
	for _, it := range s.amounts[a.k-1].left {
		if it.Kind == parse.ItemCue && it.Cue == parse.Share && s.b.p.Has(it.To-1, "lệ") {
			return true
		}
	}
	return false
}

// besideChange reports whether a percentage in brackets says how much the change right before it is, "giảm 266 vụ (tương đương 17,6%)".
func (s *sentence) besideChange(a *amount) bool {
	i := a.frame.before
	return a.frame.bracket && !a.own && a.preds&^parse.Of(parse.Equal) == 0 && s.b.p.Quantities[a.qty].Sign == 0 && a.base == nil && i >= s.first && i == len(s.b.figures)-1 && s.b.figures[i].Measure == schemas.Change && s.b.figures[i].Unit != "pp" && !s.wholeBehind(a)
}

// besideGrowth reports whether a percentage in brackets right behind a growth says the same of another scope: "tăng 9,9% (tính cả thuế là 10,2%)".
func (s *sentence) besideGrowth(a *amount) bool {
	i := a.frame.before
	return a.frame.bracket && a.own && a.preds&^parse.Of(parse.Reach) == 0 && a.base == nil && i >= s.first && i == len(s.b.figures)-1 && s.b.figures[i].Measure == schemas.Growth &&
		!a.np.traits.Cues.Any(parse.Of(parse.RatioHead, parse.ShareHead)) && !a.np.traits.Measure && !s.planRightWords(a)
}

// planPercent reports whether a bare percentage in brackets follows a fraction of a plan: "84/80 ha (105%)".
func (s *sentence) planPercent(a *amount) bool {
	i := a.frame.before
	return a.frame.bracket && !a.own && a.preds == 0 && i > s.first && i == len(s.b.figures)-1 && s.b.figures[i].Role == schemas.Target && s.b.figures[i].Rule == "slash.target"
}

func (s *sentence) planRightWords(a *amount) bool {
	for _, it := range a.right {
		if it.Kind == parse.ItemCue && it.Cue == parse.Plan {
			return true
		}
	}
	return a.base != nil
}

// fallOfRate reports whether the head is the size of a rise or fall of a rate: "mức giảm tỷ lệ hộ nghèo".
func (s *sentence) fallOfRate(a *amount) bool {
	return strings.HasPrefix(a.np.text, "mức giảm tỷ lệ") || strings.HasPrefix(a.np.text, "mức tăng tỷ lệ")
}

// ofTotal reports whether a total stands right behind a percentage: "816 vụ (gần 66% tổng số vụ)".
func (s *sentence) ofTotal(a *amount) bool {
	return len(a.right) > 1 && a.right[0].Kind == parse.ItemWord && s.b.p.Has(a.right[0].From, "tổng") && a.base == nil
}

// inTotal reports whether what stands behind a percentage names the whole that it is a share of: "25% trong tổng thu".
func (s *sentence) inTotal(a *amount) bool {
	return len(a.right) > 1 && s.b.p.Has(a.right[0].From, "trong") && a.right[0].Kind == parse.ItemWord && !a.preds.Has(parse.Up) && !a.preds.Has(parse.Down)
}

// attainsMoney reports whether a bare "đạt x%" follows an amount of money whose plan it then is a share of.
func (s *sentence) attainsMoney(a *amount) bool {
	return !a.own && a.preds.Has(parse.Reach) && a.frame.last >= 0 && s.b.figures[a.frame.last].Unit == "VND" && a.frame.last == len(s.b.figures)-1
}

// verbalNoun reports whether the subject is a verb of fall: "Giảm số vụ phạm tội: 5%".
func (s *sentence) verbalNoun(a *amount) bool {
	return len(a.left) > 0 && s.startsWith(a.left, "giảm")
}

func (s *sentence) startsWith(l []parse.Item, w string) bool {
	for _, it := range l {
		if it.Kind == parse.ItemPunct {
			continue
		}
		return s.b.p.Has(it.From, w)
	}
	return false
}

// growthKeyed reports whether the head names a growth: "tốc độ tăng trưởng … đạt 9%".
func (s *sentence) growthKeyed(a *amount, head parse.Traits) bool {
	if head.Cues.Has(parse.GrowthHead) || a.preds.Has(parse.GrowthHead) {
		return true
	}
	return strings.HasPrefix(a.np.text, "tăng trưởng") || !a.own && a.frame.head.traits.Cues.Has(parse.GrowthHead)
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
