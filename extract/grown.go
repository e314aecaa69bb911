package extract

import (
	"solieu/extract/parse"
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
