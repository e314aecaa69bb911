package extract

import (
	"solieu/extract/parse"
	"solieu/schemas"
)

// readLeft reads what stands before a quantity: scopes opened and closed, subject, predicate, period, estimate.
func (s *sentence) readLeft(a *amount, k int) {
	p := s.b.p
	l := a.left
	start, semi, colon := 0, false, -1
	for i := 0; i < len(l); i++ {
		it := l[i]
		switch it.Kind {
		case parse.ItemPunct:
			switch p.Rune(it.From) {
			case '(':
				if j := s.closing(l, i); j > 0 {
					s.timeInBrackets(a, l[i:j])
					i = j
					continue
				}
				if k == 0 && s.grown == parse.NoCue {
					s.grown = s.growing(l[start:i])
				}
				head, goesOn := l[start:i], k > 0 && i > 1 && p.Rune(l[0].From) == ',' && l[1].Kind == parse.ItemWord && p.Quantities[s.amounts[k-1].qty].Unit.ID == "%"
				if goesOn {
					head = s.behindIs(head)
				}
				s.push(schemas.OpenBracket, s.peekHead(head))
				s.frame.bracket = true
				s.frame.fresh = s.frame.named && (start > 0 || goesOn)
				if i > 0 && p.Rune(l[i-1].From) == ')' && s.closed != nil {
					s.frame.before = s.closed.before // a second bracket says more of the same figure
				}
				s.frame.afterPlan = s.endsInPlan(l[:i], k)
				a.bracketed = true
				start, colon = i+1, -1
			case ')':
				s.popBracket()
				start, colon = i+1, -1
			case ';':
				semi, a.strong, s.strong = true, true, len(s.b.figures)
				s.frame.subject = ""
				start, colon = i+1, -1
			case ':':
				s.targetsAhead(i, k)
				if colon >= start && !s.b.trimmedEmpty(l[start:colon]) {
					s.openList(l[start:colon], start)
					start, colon = colon+1, -1
				}
				if i == start || s.b.trimmedEmpty(l[start:i]) {
					s.frame.persist = true
					start = i + 1
				} else {
					colon = i
					s.planHeading(a, l[start:i])
					s.planDone(a, l[start:i])
				}
			}
		case parse.ItemCue:
			switch it.Cue {
			case parse.OpenTrongDo, parse.OpenGom, parse.OpenCuThe:
				if semi && s.frame.opener != schemas.OpenNone && !s.frame.persist && !s.frame.bracket && !s.b.trimmedEmpty(l[start:i]) {
					s.pop()
				}
				semi = false
				atStart := k == 0 && i == 0
				s.push(opener(it.Cue), s.peekHead(l[start:i]))
				s.frame.persist = atStart
				start, colon = i+1, -1
			case parse.Est:
				a.est = true
				s.reckoned = s.reckoned || p.Has(it.From, "ước")
				if s.scopeEstimate(l, i, start) {
					s.b.para.est = true
				} else {
					s.est = true
				}
			case parse.Done:
				a.done = true
			case parse.Reach:
				if p.Has(it.From, "hiện") { // hiện có
					t := parse.Time{Kind: parse.TimeNow}
					a.time, a.newTime, s.aside = &t, true, true
				}
			case parse.Target:
				a.target, s.plan = true, true
				s.strongPlan = s.strongPlan || k == 0
			case parse.Compare:
				if i > start && s.b.comparative(l[i-1]) {
					continue // "cao hơn so với cùng kỳ năm trước 0,5%"
				}
				j, ref := s.reference(l, i)
				if ref == nil {
					continue
				}
				if i == start || i == start+1 || s.b.trimmedEmpty(l[start:i]) {
					s.base, s.frame.base = ref, ref
					i = j - 1
					start = j
					if start < len(l) && p.Rune(l[start].From) == ',' {
						start++
					}
				} else {
					s.comparedBefore(a, l, i, j, ref)
				}
			}
		case parse.ItemTime:
			t := p.Times[it.Index]
			if t.Kind == parse.TimePeriod && s.b.runningPart() {
				continue // "trong kỳ" goes on with the time in force
			}
			if it.Cue == parse.Same && s.b.trimmedEmpty(l[start:i]) && !(i > 0 && l[i-1].Kind == parse.ItemCue && (l[i-1].Cue == parse.Up || l[i-1].Cue == parse.Down)) && !(i > 1 && s.b.comparative(l[i-2])) {
				a.shift = &t // "(cùng kỳ năm 2016 tăng 9,3%)": when, not with what it is compared
			}
			if s.b.adverbial(l, i, start) {
				a.time, a.newTime = &t, true
				s.leavesPlan(a, &t)
				if m := s.b.main; m != nil && m.Kind == parse.TimeSchool && t.Kind == parse.TimeYear && s.b.trimmedEmpty(l[start:i]) {
					s.b.main = nil // the text goes on to calendar years
				}
				if s.b.trimmedEmpty(l[start:i]) || i+1 < len(l) && p.Rune(l[i+1].From) == ',' {
					s.outerTime = true
				} else {
					s.inner = true
				}
				if t.Kind == parse.TimeNow && it.To == it.From+1 {
					s.aside = true // "Hiện toàn tỉnh có"
				}
				if (k > 0 || s.carried != nil && len(s.amounts) == 1 && t.Kind == parse.TimeDay) && i > 0 && l[i-1].Kind == parse.ItemCue && l[i-1].Cue == parse.Est {
					s.aside = true // "Ước đến 30/9 đạt 52 tỷ đồng."
				}
			}
		}
	}
	if k == 0 && s.grown == parse.NoCue && s.b.p.Quantities[a.qty].Unit.ID == "%" {
		s.grown = s.growing(l)
	}
	if k > 0 && a.shift == nil && a.time == nil && !a.strong && s.andGoesOn(l) {
		a.shift = s.amounts[k-1].shift // "cùng kỳ năm 2012 có 202 doanh nghiệp thành lập mới và có 302 doanh nghiệp giải thể"
	}
	if p.Quantities[a.qty].Unit.ID != "%" && s.given(l) {
		a.target, s.plan = true, s.plan || !s.reaches(a.to)
	}
	if k == 0 {
		s.byPlan(a, l)
	}
	if k == 0 && colon < 0 && !a.newTime {
		s.planOpening(a, l)
	}
	s.subjectOf(a, l, start, colon, semi, k)
}

// behindIs returns what stands behind the "là" of items that lead to a further item of an enumeration: "tiếp đến là Gio Linh".
func (s *sentence) behindIs(items []parse.Item) []parse.Item {
	for i := len(items) - 2; i > 0; i-- {
		if items[i].Kind == parse.ItemCue && items[i].Cue == parse.Reach && s.b.p.Has(items[i].From, "là") {
			return items[i+1:]
		}
		if items[i].Kind != parse.ItemWord {
			break
		}
	}
	return items
}

// leavesPlan ends the plan of the paragraph above where a sentence without a word of plans speaks of a year that the report is about or that has passed.
func (s *sentence) leavesPlan(a *amount, t *parse.Time) {
	if s.b.para.plan && s.b.para.handed && !a.target && s.plan && t.Kind == parse.TimeYear && t.Edge == parse.EdgeNone && t.Y > 0 && t.Y <= s.b.year {
		s.plan, s.b.para.plan = false, false
	}
}

// andGoesOn reports whether items only join a quantity to the one before by "và".
func (s *sentence) andGoesOn(l []parse.Item) bool {
	if len(l) == 0 || l[0].Kind != parse.ItemWord || !s.b.p.Has(l[0].From, "và") {
		return false
	}
	for _, it := range l[1:] {
		if it.Kind != parse.ItemCue || !predicate.Has(it.Cue) && !qualifier.Has(it.Cue) {
			return false
		}
	}
	return true
}

// endsInPlan reports whether the items before a bracket end with a word of plan.
func (s *sentence) endsInPlan(l []parse.Item, k int) bool {
	if len(l) == 0 && k > 0 {
		l = s.amounts[k-1].right
	}
	for i := len(l) - 1; i >= 0 && i > len(l)-4; i-- {
		if l[i].Kind == parse.ItemCue && l[i].Cue == parse.Plan {
			return true
		}
	}
	return false
}

// planHeading reads "Mục tiêu năm 2024: …": a plan, and its year.
func (s *sentence) planHeading(a *amount, l []parse.Item) {
	l = s.b.pastPlural(l) // "Một số chỉ tiêu năm 2024: …"
	if len(l) == 0 || l[0].Kind != parse.ItemCue || l[0].Cue != parse.Plan {
		return
	}
	for i, it := range l {
		if it.Kind == parse.ItemTime && i < 3 {
			t := s.b.p.Times[it.Index]
			if t.Kind == parse.TimeYear || t.Kind == parse.TimeQuarter || t.Kind == parse.TimeMonths || t.Kind == parse.TimeMonth || t.Kind == parse.TimeYears {
				a.time, a.newTime, a.target, s.plan, s.strongPlan = &t, true, true, true, true
			}
		}
	}
}

// targetsAhead reads "Trong nhiệm kỳ 2020 - 2025, … thực hiện 14 mục tiêu chủ yếu: …": what a list of the targets of a stage holds is planned.
func (s *sentence) targetsAhead(i, k int) {
	if i > 0 || k == 0 {
		return
	}
	p := &s.amounts[k-1]
	switch s.b.p.Quantities[p.qty].Unit.ID {
	case "{mục tiêu}", "{chỉ tiêu}", "{nhiệm vụ}":
	default:
		return
	}
	if t := p.time; t != nil && t.Kind == parse.TimeYears && !p.done && !p.preds.Any(parse.Of(parse.Reach, parse.Exceed)) {
		s.plan, s.strongPlan = true, true
	}
}

// planDone reads "Kết quả thực hiện kế hoạch 5 năm 2006 - 2010: …": the time of a plan that was carried out is that of its results.
func (s *sentence) planDone(a *amount, l []parse.Item) {
	n := len(l)
	if n < 3 || l[n-1].Kind != parse.ItemTime || l[n-2].Kind != parse.ItemCue || l[n-2].Cue != parse.Plan || !s.b.p.Has(l[n-2].From-1, "hiện") {
		return
	}
	switch t := s.b.p.Times[l[n-1].Index]; t.Kind {
	case parse.TimeYear, parse.TimeYears:
		a.time, a.newTime = &t, true
	}
}

// planOpening reads a sentence that begins with a plan and its time and goes on with what is planned: "Kế hoạch năm 2024 trồng mới 5.500 ha rừng".
func (s *sentence) planOpening(a *amount, l []parse.Item) {
	if len(l) < 3 || l[0].Kind != parse.ItemCue || l[0].Cue != parse.Plan && l[0].Cue != parse.Target || l[1].Kind != parse.ItemTime || l[2].Kind != parse.ItemWord && l[2].Cue != parse.Down && l[2].Cue != parse.Up {
		return
	}
	switch t := s.b.p.Times[l[1].Index]; t.Kind {
	case parse.TimeYear, parse.TimeYears:
		a.time, a.newTime, a.target, s.plan = &t, true, true, true
		s.aside = true
	}
}

// byPlan reads "Theo quy hoạch, đến năm 2030 …": what follows is planned.
func (s *sentence) byPlan(a *amount, l []parse.Item) {
	p := s.b.p
	if len(l) < 4 || p.Text(l[0].From) != "Theo" || s.b.year == 0 {
		return
	}
	for i, it := range l[1:min(len(l), 9)] {
		if it.Kind == parse.ItemTime {
			if t := p.Times[it.Index]; t.Kind == parse.TimeYear && t.Edge == parse.EdgeTo && t.Y > s.b.year && s.plans(l[1:i+1]) {
				a.target, s.plan, s.strongPlan = true, true, true
			}
			return
		}
	}
}

// plans reports whether items hold the name of a kind of plan.
func (s *sentence) plans(l []parse.Item) bool {
	for _, it := range l {
		if it.Kind == parse.ItemCue && it.Cue == parse.Plan || s.b.p.Text(it.From) == "quy" || s.b.p.Text(it.From) == "chiến" || s.b.p.Text(it.From) == "lược" {
			return true
		}
	}
	return false
}

// timeInBrackets takes the time that brackets give, a span of dates or years, or the day up to which a sentence counts: "6 tháng đầu năm (từ ngày 16/12/2016 đến 15/6/2017)", "bình quân 8 năm (1997-2004)".
func (s *sentence) timeInBrackets(a *amount, l []parse.Item) {
	if len(l) == 2 && l[1].Kind == parse.ItemTime {
		switch t := s.b.p.Times[l[1].Index]; {
		case t.Kind == parse.TimeYears:
			a.time = &t
			return
		case t.Kind == parse.TimeDay && t.Edge == parse.EdgeTo && a.k == 0 && (a.time == nil || a.time.Kind == parse.TimePeriod):
			a.time, a.newTime = &t, true // "Trong kỳ báo cáo (tính đến ngày 20/4), …"
			return
		}
	}
	for _, it := range l {
		if it.Kind == parse.ItemTime && s.b.p.Times[it.Index].Kind == parse.TimeDays {
			if a.time != nil {
				s.b.dates(a.time)
			}
			t := s.b.p.Times[it.Index]
			a.time, a.newTime = &t, true
		}
	}
}

func opener(c parse.Cue) schemas.Opener {
	switch c {
	case parse.OpenTrongDo:
		return schemas.OpenTrongDo
	case parse.OpenGom:
		return schemas.OpenGom
	}
	return schemas.OpenCuThe
}

// closing returns the index of the bracket that closes the one at l[i]; 0 where it is not among the items.
func (s *sentence) closing(l []parse.Item, i int) int {
	depth := 0
	for j := i; j < len(l); j++ {
		switch s.b.p.Rune(l[j].From) {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return j
			}
		}
	}
	return 0
}

// peekHead returns the noun phrase of items, for the head of a frame that opens behind them.
func (s *sentence) peekHead(items []parse.Item) phrase {
	if s.b.trimmedEmpty(items) {
		return phrase{}
	}
	return s.b.nounPhrase(items)
}

func (b *binder) trimmedEmpty(items []parse.Item) bool {
	for _, it := range b.trim(items) {
		if !b.outside(it) && it.Kind != parse.ItemPunct {
			return false
		}
	}
	return true
}

func (s *sentence) push(o schemas.Opener, head phrase) {
	f := s.b.w.frames.next()
	*f = frame{shares: s.frame.shares || head.traits.Cues.Has(parse.ShareHead), opener: o, outer: s.frame, parent: s.frame.last, last: schemas.None, head: head, group: s.b.nextGroup(), base: s.frame.base}
	if head.empty() {
		f.head = s.frame.head
	} else {
		f.named = true
	}
	f.title, f.before = f.head, len(s.b.figures)-1
	if f.parent == schemas.None {
		f.parent = s.b.para.last
	}
	if f.parent == schemas.None && o == schemas.OpenTrongDo && len(s.b.figures) == s.first {
		f.parent = s.b.para.above // "Trong đó" begins a line of its own
	}
	s.frame = f
}

func (s *sentence) pop() {
	if s.frame.outer != nil && s.frame.group != 0 {
		s.frame = s.frame.outer
	}
}

func (s *sentence) popBracket() {
	for f := s.frame; f != nil; f = f.outer {
		if f.bracket {
			s.frame, s.closed = f.outer, f
			return
		}
	}
}

// scopeEstimate tells "Dự ước đến hết năm 2023, …" (an estimate over what follows) from "… ước đạt".
func (s *sentence) scopeEstimate(l []parse.Item, i, start int) bool {
	if !s.b.trimmedEmpty(l[start:i]) {
		return s.colonAfter(l[i:])
	}
	return !s.leads(l[i:])
}

// colonAfter reports whether only times and verbs stand between an estimate and a colon that has more behind it: "ước thực hiện đến hết năm 2023: Đàn trâu …".
func (s *sentence) colonAfter(l []parse.Item) bool {
	for i, it := range l {
		switch it.Kind {
		case parse.ItemPunct:
			return s.b.p.Rune(it.From) == ':' && i+2 < len(l)
		case parse.ItemWord:
			return false
		}
	}
	return false
}
