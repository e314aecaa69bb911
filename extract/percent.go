package extract

import (
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

// attainsMoney reports whether a bare "đạt x%" follows an amount of money whose plan it then is a share of.
func (s *sentence) attainsMoney(a *amount) bool {
	return !a.own && a.preds.Has(parse.Reach) && a.frame.last >= 0 && s.b.figures[a.frame.last].Unit == "VND" && a.frame.last == len(s.b.figures)-1
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
