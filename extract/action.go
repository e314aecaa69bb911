package extract

import (
	"strings"

	"solieu/extract/parse"
)

// readAction keeps what the clause does, for the counts and amounts that follow: "gia hạn nộp thuế" of "gia hạn nộp thuế cho 156 doanh nghiệp
// và 29 cơ sở với tổng số tiền là 36,1 tỷ đồng".
func (s *sentence) readAction(clause []parse.Item, first bool) {
	s.frame.action, s.frame.acted = "", true
	clause = s.segment(s.untilAmount(s.b.trimTimes(clause)), first)
	np := s.b.verbPhrase(clause)
	if np.traits.Measure || np.traits.Sector || np.traits.Generic || strings.Count(np.text, " ") < 1 {
		return
	}
	s.frame.action = np.text
}

// untilAmount cuts a clause before the amount that it ends with: "… với tổng số tiền".
func (s *sentence) untilAmount(items []parse.Item) []parse.Item {
	for i := len(items) - 1; i > 0; i-- {
		if items[i].Kind != parse.ItemWord || !s.b.p.Has(items[i].From, "với") || i+1 >= len(items) {
			continue
		}
		if _, ok := s.b.p.GenericAt(items[i+1].From); ok {
			return items[:i]
		}
	}
	return items
}

// trimTimes drops the times and commas that a clause begins with.
func (b *binder) trimTimes(items []parse.Item) []parse.Item {
	for len(items) > 0 && (items[0].Kind == parse.ItemPunct && b.p.Rune(items[0].From) != '(' || b.outside(items[0])) {
		items = items[1:]
	}
	return items
}

// verbPhrase is a noun phrase that keeps the verb of change it begins with: "giảm lệ phí trước bạ".
func (b *binder) verbPhrase(items []parse.Item) phrase {
	items = b.trimTimes(items)
	np := b.nounPhrase(items)
	if np.empty() || len(items) == 0 || items[0].Kind != parse.ItemCue || items[0].Cue != parse.Up && items[0].Cue != parse.Down {
		return np
	}
	verb := lower(string(b.appendTokens(nil, items[0].From, items[0].To)))
	np.text, np.traits = verb+" "+np.text, parse.Traits{Cues: np.traits.Cues}
	return np
}

// topicOf keeps what a clause speaks of before the comma behind which a mere noun of amount stands: "Chương trình X, dư nợ đạt …".
func (s *sentence) topicOf(clause []parse.Item, np phrase) phrase {
	if !np.traits.Generic {
		return phrase{}
	}
	for i := len(clause) - 1; i > 0; i-- {
		if s.b.p.Rune(clause[i].From) != ',' {
			continue
		}
		if t := s.b.trim(clause[:i]); len(t) > 1 && len(t) <= maxSubject && !s.hasClause(t) {
			return s.b.nounPhrase(s.segment(t, true))
		}
		break
	}
	return phrase{}
}

// agentOnly reports whether a clause says who acts but not what is done, beyond a word such as "thực hiện": "Thanh tra Sở đã thực hiện 12 cuộc".
func (s *sentence) agentOnly(clause []parse.Item) bool {
	for i := len(clause) - 1; i > 0; i-- {
		it := clause[i]
		if it.Kind == parse.ItemCue && it.Cue == parse.Done {
			said := clause[i+1:]
			return len(said) > 0 && said[0].Kind == parse.ItemWord && s.b.trimmedEmpty(said) && !s.b.trimmedEmpty(clause[:i])
		}
		if it.Kind == parse.ItemPunct {
			break
		}
	}
	return false
}
