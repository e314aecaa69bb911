package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/schemas"
)

// growing returns the verb of items that say of what follows them that it grew or fell: "… tăng mạnh là", "… giảm gồm"; NoCue where they do not.
func (s *sentence) growing(l []parse.Item) parse.Cue {
	for i := 0; i+1 < len(l); i++ {
		if l[i].Kind != parse.ItemCue || l[i].Cue != parse.Up && l[i].Cue != parse.Down {
			continue
		}
		for j := i + 1; j < len(l) && j < i+4; j++ {
			if p := s.b.p; p.Has(l[j].From, "là") || p.Has(l[j].From, "như") || p.Rune(l[j].From) == ':' || l[j].Cue == parse.OpenGom {
				from := 0
				for n := i - 1; n > 0; n-- {
					if m, _ := s.b.p.StartsIndicator(l[n].From); m && !s.b.p.Has(l[n-1].From, "một") {
						from = n // "các thị trường có giá trị xuất khẩu tăng mạnh"
					}
				}
				s.grower = s.b.nounPhrase(s.segment(l[from:i], true)).text
				return l[i].Cue
			}
		}
	}
	return parse.NoCue
}

// grownInBracket reports whether a bare percentage in brackets says how much what stands before it grew: "tăng mạnh là Lào (18%), Nhật Bản (12%)".
func (s *sentence) grownInBracket(a *amount) bool {
	if s.grown == parse.NoCue || a.base != nil {
		return false
	}
	i := a.frame.before
	if !a.frame.bracket {
		i = len(s.b.figures) - 1 // "tăng cao là dệt may 12%, sắt thép 9%"
		return a.own && a.preds&^parse.Of(parse.Reach) == 0 && !a.np.traits.Cues.Any(parse.Of(parse.RatioHead, parse.ShareHead)) && (i < s.first && a.k == 0 || i >= s.first && s.b.figures[i].Rule == "growth.bracket")
	}
	if a.own || a.preds != 0 {
		return false
	}
	return i < s.first || s.b.figures[i].Rule == "growth.bracket"
}

// beforeBracket names what stands right before the bracket of an amount: the last of an enumeration.
func (s *sentence) beforeBracket(a *amount) string {
	l := a.left
	for n := len(l) - 1; n >= 0; n-- {
		if s.b.p.Rune(l[n].From) == '(' {
			l = l[:n]
			break
		}
	}
	for n := len(l) - 1; n >= 0; n-- {
		if p := s.b.p; l[n].Kind == parse.ItemPunct && p.Rune(l[n].From) != '-' || p.Has(l[n].From, "là") || p.Has(l[n].From, "như") || p.Has(l[n].From, "và") && (n == 0 || l[n-1].Kind == parse.ItemPunct) || l[n].Cue == parse.OpenGom {
			l = l[n+1:]
			break
		}
	}
	name := s.b.nounPhrase(l).text
	if l = s.b.trim(l); len(l) == 1 && s.b.p.Tokens()[l[0].From].Upper {
		return s.b.p.Text(l[0].From) // a country of one word
	}
	return name
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

// growthKeyed reports whether the head names a growth: "tốc độ tăng trưởng … đạt 9%".
func (s *sentence) growthKeyed(a *amount, head parse.Traits) bool {
	if head.Cues.Has(parse.GrowthHead) || a.preds.Has(parse.GrowthHead) {
		return true
	}
	return strings.HasPrefix(a.np.text, "tăng trưởng") || !a.own && a.frame.head.traits.Cues.Has(parse.GrowthHead)
}

// verbalNoun reports whether the subject is a verb of fall: "Giảm số vụ phạm tội: 5%".
func (s *sentence) verbalNoun(a *amount) bool {
	return len(a.left) > 0 && s.startsWith(a.left, "giảm")
}
