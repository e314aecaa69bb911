package extract

import (
	"solieu/extract/parse"
	"solieu/extract/text"
	"solieu/schemas"
)

// sentence is the work on one sentence.
type sentence struct {
	b       *binder
	blk     *text.Block
	items   []parse.Item
	amounts []amount
	span    schemas.Span
	frame   *frame
	est     bool // a local estimate is in force
	plan    bool
	first   int    // index of the first figure of the sentence
	strong  int    // first figure behind the last strong boundary
	whole   string // what shares are shares of: "Trong tổng kim ngạch xuất khẩu, …"
	base    *baseRef

	inner, outerTime bool        // times within names, and times that clauses begin with, were read
	aside            bool        // a forecast that the sentence adds does not date the following ones
	cumul            bool        // "lũy kế" is in force
	carried          *parse.Time // the paragraph's time before the sentence
	strongPlan       bool        // targets govern the following sentences of the paragraph too
}

// baseRef is what a relative figure is relative to, as read.
type baseRef struct {
	time *parse.Time
	plan string // "plan", "plan:tỉnh", "dự toán TW"
	text string
}

// run reads the clauses of the sentence from left to right.
func (s *sentence) run() {
	b := s.b
	s.first, s.carried = len(b.figures), b.para.time
	s.root()
	s.split()
	s.readWhole()
	for k := range s.amounts {
		a := &s.amounts[k]
		b.clause++
		a.clause = b.clause
		s.readLeft(a, k)
		s.readRight(a)
		s.emit(a, k)
	}
	s.fillBases()
	s.remember()
}

// root makes the frame of the sentence from the list or paragraph it stands in.
func (s *sentence) root() {
	b := s.b
	f := &frame{parent: schemas.None, last: schemas.None, head: b.para.head}
	if n := len(b.lists); n > 0 {
		l := &b.lists[n-1]
		f.opener, f.parent, f.group, f.persist = l.opener, l.parent, l.group, true
		if f.head.empty() {
			f.head = l.head
		}
		f.title = l.head
		f.outer = &frame{head: l.head, parent: schemas.None, last: l.parent}
	} else {
		f.group = 0
	}
	s.frame = f
	s.plan = b.para.plan
}

// readWhole reads a whole that the sentence begins with: "Trong tổng kim ngạch xuất khẩu, kinh tế nhà nước chiếm 29%".
func (s *sentence) readWhole() {
	l := s.amounts[0].left
	if len(l) < 3 {
		return
	}
	if !(l[0].Kind == parse.ItemCue && l[0].Cue == parse.OpenTrongDo) && !s.b.p.Has(l[0].From, "trong") {
		return
	}
	for i, it := range l {
		if s.b.p.Rune(it.From) == ',' && i > 1 {
			if np := s.b.nounPhrase(l[1:i]); np.traits.Measure && !s.hasClause(l[1:i]) {
				s.whole = np.text
			}
			return
		}
	}
}

// split shares the items between the quantities: what stands behind one and before the next.
func (s *sentence) split() {
	prev := 0
	for k := range s.amounts {
		a := &s.amounts[k]
		gap := s.items[prev:a.from]
		if k == 0 {
			a.left = gap
		} else {
			n := s.cut(gap, &s.amounts[k-1])
			s.amounts[k-1].right, a.left = gap[:n], gap[n:]
		}
		prev = a.to
	}
	last := &s.amounts[len(s.amounts)-1]
	rest := s.items[prev:]
	last.right = rest[:s.cut(rest, last)]
	for k := 0; k+1 < len(s.amounts); k++ {
		s.planBehindBracket(k)
	}
	for k := len(s.amounts) - 2; k >= 0; k-- { // "82,4%, 91,0% và 74,1% dự toán": what stands behind the last is said of all
		a, n := &s.amounts[k], &s.amounts[k+1]
		if len(a.right) == 0 && s.joins(n.left) && s.b.p.Quantities[a.qty].Unit.ID == s.b.p.Quantities[n.qty].Unit.ID {
			a.right = n.right
		}
	}
}

// cut returns how many items of a gap belong to the quantity before it.
func (s *sentence) cut(gap []parse.Item, prev *amount) int {
	p := s.b.p
	compare := false
	for i, it := range gap {
		switch it.Kind {
		case parse.ItemPunct:
			switch p.Rune(it.From) {
			case '"', '“', '”', '/', '\'':
				continue
			case '-', '–':
				if i > 0 && i+1 < len(gap) && !compare {
					continue
				}
			}
			return i
		case parse.ItemTime:
			if it.Cue == parse.Same || compare || i > 0 && gap[i-1].Kind == parse.ItemCue && (gap[i-1].Cue == parse.Compare || gap[i-1].Cue == parse.Plan) {
				continue
			}
			if s.timeEndsClause(gap[i:]) {
				continue
			}
			return i
		case parse.ItemCue:
			switch it.Cue {
			case parse.Compare:
				compare = true
			case parse.OpenTrongDo, parse.OpenGom, parse.OpenCuThe, parse.Est, parse.Target:
				return i
			case parse.Plan:
				if i+1 == len(gap) && prev.to+i+1 < len(s.items) && s.items[prev.to+i+1].Kind == parse.ItemQty {
					if i > 0 && gap[i-1].Kind == parse.ItemCue && gap[i-1].Cue == parse.Compare {
						return i - 1
					}
					return i
				}
			case parse.Up, parse.Down, parse.Exceed, parse.Multiple, parse.Remain, parse.Share, parse.MoreOf, parse.Contribute, parse.Equal, parse.Respectively, parse.Rank, parse.Reach, parse.To, parse.GrowthHead:
				if s.leads(gap[i:]) {
					return i
				}
			}
		case parse.ItemWord:
			if i > 0 || !compare {
				switch p.Text(it.From) {
				case "và", "với", "nhưng", "do", "vì", "nhờ", "nên", "đồng_thời", "trong_khi", "còn", "cùng":
					return i
				}
			}
		}
	}
	return len(gap)
}

// timeEndsClause reports whether the time expression that begins a gap closes its clause: "1.490 tỷ đồng năm 2015,".
func (s *sentence) timeEndsClause(gap []parse.Item) bool {
	if len(gap) == 1 {
		return true
	}
	it := gap[1]
	return it.Kind == parse.ItemPunct || it.Kind == parse.ItemCue && (it.Cue == parse.To || it.Cue == parse.Remain || it.Cue == parse.Compare) || it.Kind == parse.ItemWord && s.b.p.Text(it.From) == "và"
}

// planBehindBracket reads "52% (820,2 tỷ đồng) kế hoạch năm": the plan behind the bracket is that of the percentage before it.
func (s *sentence) planBehindBracket(k int) {
	a, n := &s.amounts[k], &s.amounts[k+1]
	p := s.b.p
	if len(a.right) > 0 || len(n.left) != 1 || p.Rune(n.left[0].From) != '(' || n.to+1 >= len(s.items) || p.Rune(s.items[n.to].From) != ')' {
		return
	}
	if it := s.items[n.to+1]; it.Kind == parse.ItemCue && it.Cue == parse.Plan {
		end := n.to + 2
		for end < len(s.items) && s.items[end].Kind != parse.ItemPunct {
			end++
		}
		a.right = s.items[n.to+1 : end]
	}
}

// leads reports whether from a predicate on only predicates, qualifiers and signs stand before the next quantity or the end of the gap.
func (s *sentence) leads(gap []parse.Item) bool {
	for i, it := range gap {
		switch it.Kind {
		case parse.ItemCue:
			if predicate.Has(it.Cue) || qualifier.Has(it.Cue) || it.Cue == parse.GrowthHead {
				continue
			}
			return false
		case parse.ItemPunct:
			r := s.b.p.Rune(it.From)
			if i > 0 && (r == ',' || r == ';' || r == '.' || r == ')') {
				return false
			}
			continue
		case parse.ItemWord:
			switch s.b.p.Text(it.From) {
			case "từ", "mức", "thêm", "cả", "hơn", "khá", "tới", "số", "tỷ_lệ", "thứ", "khoảng", "vào", "ở", "lên":
				continue
			}
			return false
		default:
			return false
		}
	}
	return true
}

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
				s.push(schemas.OpenBracket, s.peekHead(l[start:i]))
				s.frame.bracket = true
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
				if i == start || s.b.trimmedEmpty(l[start:i]) {
					s.frame.persist = true
					start = i + 1
				} else {
					colon = i
					s.planHeading(a, l[start:i])
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
					a.time, a.newTime = &t, true
				}
			case parse.Target:
				a.target, s.plan = true, true
				s.strongPlan = s.strongPlan || k == 0
			case parse.Compare:
				if j, ref := s.reference(l, i); ref != nil && (i == start || i == start+1 || s.b.trimmedEmpty(l[start:i])) {
					s.base, s.frame.base = ref, ref
					i = j - 1
					start = j
					if start < len(l) && p.Rune(l[start].From) == ',' {
						start++
					}
				}
			}
		case parse.ItemTime:
			t := p.Times[it.Index]
			if it.Cue == parse.Same && s.b.trimmedEmpty(l[start:i]) && !(i > 0 && l[i-1].Kind == parse.ItemCue && (l[i-1].Cue == parse.Up || l[i-1].Cue == parse.Down)) {
				a.shift = &t // "(cùng kỳ năm 2016 tăng 9,3%)": when, not with what it is compared
			}
			if s.b.adverbial(l, i, start) {
				a.time, a.newTime = &t, true
				if s.b.trimmedEmpty(l[start:i]) || i+1 < len(l) && p.Rune(l[i+1].From) == ',' {
					s.outerTime = true
				} else {
					s.inner = true
				}
				if k > 0 && i > 0 && l[i-1].Kind == parse.ItemCue && l[i-1].Cue == parse.Est {
					s.aside = true
				}
			}
		}
	}
	s.subjectOf(a, l, start, colon, semi, k)
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
	l = s.b.trimLeft(l)
	if len(l) == 0 || l[0].Kind != parse.ItemCue || l[0].Cue != parse.Plan {
		return
	}
	for i, it := range l {
		if it.Kind == parse.ItemTime && i < 3 {
			t := s.b.p.Times[it.Index]
			if t.Kind == parse.TimeYear {
				a.time, a.newTime, a.target, s.plan, s.strongPlan = &t, true, true, true, true
			}
		}
	}
}

// timeInBrackets takes a span of dates that brackets give: "6 tháng đầu năm (từ ngày 16/12/2016 đến 15/6/2017)".
func (s *sentence) timeInBrackets(a *amount, l []parse.Item) {
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
	f := &frame{shares: s.frame.shares || head.traits.Cues.Has(parse.ShareHead), opener: o, outer: s.frame, parent: s.frame.last, last: schemas.None, head: head, group: s.b.nextGroup(), base: s.frame.base}
	if head.empty() {
		f.head = s.frame.head
	} else {
		f.named = true
	}
	f.title, f.before = f.head, len(s.b.figures)-1
	if f.parent == schemas.None {
		f.parent = s.b.para.last
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
			s.frame = f.outer
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

// subjectOf finds the subject and the predicate of the clause before a quantity.
func (s *sentence) subjectOf(a *amount, l []parse.Item, start, colon int, semi bool, k int) {
	end := s.predicateStart(a, l, start)
	var np phrase
	switch {
	case colon >= start && (colon+1 >= end || s.b.trimmedEmpty(l[colon+1:end])):
		np = s.b.nounPhrase(s.segment(l[start:colon], k == 0 || a.strong))
	case colon >= start:
		head := s.peekHead(l[start:colon])
		s.push(schemas.OpenCuThe, head)
		s.frame.persist = true
		if !s.levelBefore(start) {
			s.frame.parent = schemas.None
		}
		np = s.b.nounPhrase(s.segment(l[colon+1:end], false))
	case end > start:
		np = s.subjectPhrase(s.segment(l[start:end], k == 0 || a.strong), l[start:end])
	}
	if a.preds.Has(parse.Respectively) && k+1 < len(s.amounts) {
		s.respectively(a, l[start:end], k)
		if !a.label.empty() {
			np = a.label
		}
	} else if !a.label.empty() && np.empty() {
		np = a.label
		if a.preds == 0 && k > 0 {
			a.preds, a.pred = s.amounts[k-1].preds, s.amounts[k-1].pred
		}
	}
	a.own = !np.empty()
	s.fallOf(a, l, start, end)
	s.continues(a, k)
	if semi && a.own && !s.frame.persist && !s.frame.bracket && s.frame.opener != schemas.OpenNone && s.frame.outer != nil {
		s.pop()
	}
	a.np = np
	a.frame = s.frame
}

// subjectPhrase makes the subject of its items. Where a place stands for what was named before it, "… công bố chỉ số X, tỉnh Y đạt", that name is the
// subject; a verb before a noun of growth ends the name: "nhóm A tăng mạnh với mức tăng".
func (s *sentence) subjectPhrase(seg, clause []parse.Item) phrase {
	p := s.b.p
	if n := len(seg); n > 1 && seg[n-1].Kind == parse.ItemCue && seg[n-1].Cue == parse.GrowthHead {
		for i := 1; i < n-1; i++ {
			if seg[i].Kind == parse.ItemCue && (seg[i].Cue == parse.Up || seg[i].Cue == parse.Down) {
				seg = seg[:i]
				break
			}
		}
	}
	t := s.b.trim(seg)
	if len(t) == 0 {
		return phrase{}
	}
	if len(t) > 9 {
		seg = s.lastMeasure(t)
	}
	if next, ok := p.IsArea(t[0].From); ok && next >= t[len(t)-1].To {
		for i := len(clause) - 1; i >= 0; i-- {
			if it := clause[i]; it.Kind == parse.ItemCue && (it.Cue == parse.ScoreHead || it.Cue == parse.RatioHead) {
				j := i
				for j < len(clause) && p.Rune(clause[j].From) != ',' {
					j++
				}
				return s.b.nounPhrase(clause[i:j])
			}
		}
		return phrase{}
	}
	return s.b.nounPhrase(seg)
}

// lastMeasure cuts a long clause at the last noun of measure that a conjunction introduces: "… nên sản lượng khai thác".
func (s *sentence) lastMeasure(items []parse.Item) []parse.Item {
	for i := len(items) - 1; i > 0; i-- {
		if items[i-1].Kind != parse.ItemWord {
			continue
		}
		switch s.b.p.Text(items[i-1].From) {
		case "nên", "nhưng", "mà", "thì", "để", "với", "và", "nhờ":
			if m, _ := s.b.p.StartsIndicator(items[i].From); m && !(items[i].Kind == parse.ItemCue && items[i].Cue == parse.GrowthHead) {
				return items[i:]
			}
		}
	}
	return items
}

// fallOf reads "giảm tỷ lệ hộ nghèo 3%": the verb stands before its object, the quantity behind it.
func (s *sentence) fallOf(a *amount, l []parse.Item, start, end int) {
	if a.pred != parse.NoCue || !a.own || a.fromTo == 1 {
		return
	}
	for i := start; i < end; i++ {
		it := l[i]
		if it.Kind == parse.ItemCue && (it.Cue == parse.Up || it.Cue == parse.Down) && i+1 < end && l[i+1].Kind == parse.ItemCue && (l[i+1].Cue == parse.RatioHead || l[i+1].Cue == parse.ShareHead) {
			a.pred = it.Cue
			a.preds |= parse.Of(it.Cue)
			a.np = s.b.nounPhrase(l[i+1 : end])
			return
		}
		if it.Kind == parse.ItemPunct && s.b.p.Rune(it.From) == ',' {
			continue
		}
	}
}

// respectively shares out the names of a list over the quantities that follow in the same order: "Đà Nẵng, Hải Phòng tăng lần lượt 4%, 5%".
func (s *sentence) respectively(a *amount, items []parse.Item, k int) {
	p := s.b.p
	n := 1
	for k+n < len(s.amounts) && s.joins(s.items[s.amounts[k+n-1].to:s.amounts[k+n].from]) {
		n++
	}
	if n >= 2 && s.datedList(items, k, n) {
		return
	}
	var segs [][]parse.Item
	from := 0
	var shared []parse.Item
	for i, it := range items {
		switch {
		case p.Rune(it.From) == ',' || it.Kind == parse.ItemWord && p.Has(it.From, "và"):
			segs = append(segs, items[from:i])
			from = i + 1
		case it.Kind == parse.ItemCue && it.Cue == parse.Reach && i > from:
			shared = items[i+1:]
			segs = append(segs, items[from:i])
			from = len(items)
		}
		if from == len(items) {
			break
		}
	}
	if from < len(items) {
		segs = append(segs, items[from:])
	}
	if n >= 2 && s.mirrors(items, k, n) || n < 2 || len(segs) < n {
		return
	}
	base := s.b.nounPhrase(shared)
	if base.empty() {
		base = s.frame.head
	}
	for j := range n {
		name := s.b.nounPhrase(segs[len(segs)-n+j])
		if name.empty() {
			return
		}
		if !base.empty() {
			name.text = s.core(base.text) + " - " + name.text
			name.traits.Cues |= base.traits.Cues
		}
		s.amounts[k+j].label = name
	}
}

// datedList reads "năm 2009 và năm 2010 tăng lần lượt 11,8% và 13,1%": as many times as quantities, in the same order.
func (s *sentence) datedList(items []parse.Item, k, n int) bool {
	var times []*parse.Time
	for i, it := range items {
		if it.Kind == parse.ItemTime && it.Cue != parse.Same && (i == 0 || items[i-1].Kind != parse.ItemCue || items[i-1].Cue != parse.Compare) {
			times = append(times, &s.b.p.Times[it.Index])
		}
	}
	if len(times) != n {
		return false
	}
	for j, t := range times {
		s.amounts[k+j].time, s.amounts[k+j].newTime = t, true
	}
	return true
}

// mirrors reads "đạt kế hoạch đề ra với tỷ lệ tương ứng 60,77% - 39,03% - 0,2%": the plans of as many figures right before.
func (s *sentence) mirrors(items []parse.Item, k, n int) bool {
	plan := false
	for _, it := range items {
		plan = plan || it.Kind == parse.ItemCue && it.Cue == parse.Plan
	}
	b := s.b
	from := len(b.figures) - n
	if !plan || from < s.first {
		return false
	}
	for j := range n {
		if b.figures[from+j].Unit != b.p.Quantities[s.amounts[k+j].qty].Unit.ID {
			return false
		}
	}
	for j := range n {
		s.amounts[k+j].mirror = from + j
	}
	return true
}

// continues lets a bare quantity go on with the verb of the one before it: "tăng lần lượt 10,8%, 17%, 20,5%", "(giảm 8 vụ, 01 người chết)".
func (s *sentence) continues(a *amount, k int) {
	if k == 0 || a.own || a.preds != 0 || !s.joins(a.left) {
		return
	}
	prev := &s.amounts[k-1]
	p := s.b.p
	percent := p.Quantities[a.qty].Unit.ID == "%"
	if percent != (p.Quantities[prev.qty].Unit.ID == "%") {
		return
	}
	if u := p.Quantities[a.qty].Unit.ID; u == p.Quantities[prev.qty].Unit.ID || u == "" {
		a.preds, a.pred, a.fromTo = prev.preds, prev.pred, 0
		return
	}
	verb := parse.Of(parse.Up, parse.Down)
	if !prev.preds.Any(verb) || !percent && !s.frame.bracket && s.base == nil && p.Quantities[a.qty].Unit.ID != "pp" {
		return
	}
	a.preds = prev.preds
	a.pred = prev.pred
}

// joins reports whether items are only a comma, "và" or a dash.
func (s *sentence) joins(items []parse.Item) bool {
	for _, it := range items {
		if it.Kind == parse.ItemPunct {
			switch s.b.p.Rune(it.From) {
			case ',', '-', '–', ';':
				continue
			}
			return false
		}
		if it.Kind != parse.ItemWord || !s.b.p.Has(it.From, "và") {
			return false
		}
	}
	return len(items) > 0
}

// levelBefore reports whether the head before a colon follows a total that the list may divide.
func (s *sentence) levelBefore(start int) bool {
	return start == 0 && s.frame.outer != nil && s.frame.outer.last >= 0
}

// predicateStart reads the predicates right before the quantity and returns the index of the first of them.
func (s *sentence) predicateStart(a *amount, l []parse.Item, start int) int {
	p := s.b.p
	end := len(l)
	for end > start {
		it := l[end-1]
		switch it.Kind {
		case parse.ItemCue:
			if it.Cue == parse.GrowthHead && end-1 > start && a.pred == parse.NoCue {
				if i := end - 2; i >= start && l[i].Kind == parse.ItemCue && (l[i].Cue == parse.Up || l[i].Cue == parse.Down) && p.Has(l[i].To-1, "hơn") {
					a.than, a.preds, a.pred = true, parse.Of(parse.GrowthHead), parse.GrowthHead
					return i
				}
				a.preds |= parse.Of(parse.GrowthHead)
				if a.pred == parse.NoCue && s.verbal(l, end-1, start) {
					a.pred = parse.Up
					end--
					continue
				}
				return end
			}
			if predicate.Has(it.Cue) {
				if a.pred == parse.NoCue || a.pred == parse.Est || a.pred == parse.Done {
					a.pred = it.Cue
				}
				a.preds |= parse.Of(it.Cue)
				a.have = a.have || p.Has(it.From, "có")
				end--
				continue
			}
			if qualifier.Has(it.Cue) {
				end--
				continue
			}
			return end
		case parse.ItemWord:
			switch p.Text(it.From) {
			case "mức", "thêm", "khoảng", "cả", "thứ", "tới", "số", "từ", "nhất", "cao", "mạnh", "khá", "nhẹ", "thấp", "cao_nhất":
				if p.Text(it.From) == "từ" {
					a.fromTo = 1
				}
				if end-2 >= start && (l[end-2].Kind == parse.ItemCue && predicate.Has(l[end-2].Cue)) || p.Text(it.From) == "từ" || s.filler(l, end-2, start) {
					end--
					continue
				}
			}
			return end
		case parse.ItemPunct:
			switch p.Rune(it.From) {
			case '-', '+', '>', '<', '≥', '≤', '~', '=', '"', '“', '–', '−', '≈':
				end--
				continue
			}
			return end
		case parse.ItemTime:
			if end-2 >= start && l[end-2].Kind == parse.ItemCue && (predicate.Has(l[end-2].Cue)) && (it.Cue != parse.Same || l[end-2].Cue == parse.Up || l[end-2].Cue == parse.Down) {
				if (it.Cue == parse.Same || s.b.comparative(l[end-2])) && a.base == nil {
					t := p.Times[it.Index]
					a.base = &baseRef{time: &t}
				}
				end--
				continue
			}
			return end
		default:
			return end
		}
	}
	return end
}

// filler reports whether l[i] is a second word of degree behind a predicate: "tăng cao nhất".
func (s *sentence) filler(l []parse.Item, i, start int) bool {
	if i <= start || l[i].Kind != parse.ItemWord {
		return false
	}
	switch s.b.p.Text(l[i].From) {
	case "cao", "mạnh", "nhiều", "ít":
		return l[i-1].Kind == parse.ItemCue && predicate.Has(l[i-1].Cue)
	}
	return false
}

// verbal tells "dự ước tăng trưởng 4%" (a verb) from "tốc độ tăng trưởng 4%" (a noun).
func (s *sentence) verbal(l []parse.Item, i, start int) bool {
	return i > start && l[i-1].Kind == parse.ItemCue && predicate.Has(l[i-1].Cue)
}

// segment cuts a clause at the comma behind which its subject begins; lists of nouns stay whole.
func (s *sentence) segment(items []parse.Item, first bool) []parse.Item {
	p := s.b.p
	cuts := []int{0}
	depth := 0
	for i, it := range items {
		switch p.Rune(it.From) {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 && it.Kind == parse.ItemPunct {
				cuts = append(cuts, i+1)
			}
		}
	}
	from := cuts[len(cuts)-1]
	if len(cuts) == 1 {
		return s.afterConjunction(items)
	}
	if s.b.trimmedEmpty(items[from:]) {
		if !first {
			return items[from:]
		}
		return s.segment(items[:from-1], first)
	}
	if m, _ := s.begins(items[from:]); m {
		return s.afterConjunction(items[from:])
	}
	best := from
	for k := len(cuts) - 2; k >= 0; k-- {
		seg := items[cuts[k] : cuts[k+1]-1]
		m, sec := s.begins(seg)
		if s.b.trimmedEmpty(seg) || s.hasClause(seg) || len(seg) > 6 || !m && !sec && len(seg) > 4 || sec && !m && len(seg) > 4 {
			break
		}
		best = cuts[k]
		if m {
			return items[best:]
		}
	}
	if best != from && !s.shortList(items[best:]) {
		best = from
	}
	return items[best:]
}

// afterConjunction drops what stands before "và" or "với" where a new subject begins behind it.
func (s *sentence) afterConjunction(items []parse.Item) []parse.Item {
	for i := len(items) - 1; i > 0; i-- {
		if items[i].Kind != parse.ItemWord {
			continue
		}
		switch s.b.p.Text(items[i].From) {
		case "và", "với":
			if i+1 < len(items) && items[i+1].Kind == parse.ItemCue && items[i+1].Cue == parse.GrowthHead {
				continue
			}
			if m, _ := s.b.p.StartsIndicator(items[min(i+1, len(items)-1)].From); m && i+1 < len(items) && (i < 2 || s.b.p.Has(items[i].From, "với")) {
				return items[i+1:]
			}
		}
	}
	return items
}

// begins reports whether items begin with a noun of measure or with a noun of a part.
func (s *sentence) begins(items []parse.Item) (measure, sector bool) {
	items = s.b.trimLeft(items)
	if len(items) == 0 {
		return false, false
	}
	return s.b.p.StartsIndicator(items[0].From)
}

// hasClause reports whether items hold a predicate or a time, so that they are a clause rather than a name.
func (s *sentence) hasClause(items []parse.Item) bool {
	for _, it := range items {
		if it.Kind == parse.ItemTime || it.Kind == parse.ItemQty || it.Kind == parse.ItemCue && (it.Cue == parse.Done || it.Cue == parse.Est || it.Cue == parse.Up || it.Cue == parse.Down || it.Cue == parse.Reach || it.Cue == parse.Compare) {
			return true
		}
	}
	return false
}

// shortList reports whether items are a list of short nouns: "sắt, thép thô".
func (s *sentence) shortList(items []parse.Item) bool {
	run := 0
	for _, it := range items {
		if s.b.p.Rune(it.From) == ',' {
			run = 0
			continue
		}
		if run++; run > 5 {
			return false
		}
	}
	return true
}
