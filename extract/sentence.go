package extract

import (
	"solieu/extract/parse"
	"solieu/extract/text"
	"solieu/extract/token"
	"solieu/schemas"
)

// sentence is the work on one sentence.
type sentence struct {
	b        *binder
	blk      *text.Block
	items    []parse.Item
	amounts  []amount
	span     schemas.Span
	frame    *frame
	closed   *frame // the bracket that was closed last
	reckoned bool   // "ước" was read, which speaks of the running period, where "dự kiến" may speak of the next
	est      bool   // a local estimate is in force
	plan     bool
	first    int    // index of the first figure of the sentence
	strong   int    // first figure behind the last strong boundary
	whole    string // what shares are shares of: "Trong tổng kim ngạch xuất khẩu, …"
	base     *baseRef

	grown            parse.Cue   // what follows grew or fell: "các nước tăng mạnh là …"
	grower           string      // and what of it did
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
	year bool // the plan is that of a whole year
}

// run reads the clauses of the sentence from left to right.
func (s *sentence) run() {
	b := s.b
	s.first, s.carried = len(b.figures), b.para.time
	s.root()
	s.endPlans()
	s.split()
	s.readWhole()
	s.bracketTimes()
	s.closingYear()
	for k := range s.amounts {
		a := &s.amounts[k]
		b.clause++
		a.clause = b.clause
		s.readLeft(a, k)
		s.readRight(a)
		if b.trace != nil {
			b.trace.bind(s, a)
		}
		s.emit(a, k)
	}
	s.fillBases()
	s.rememberEnds()
	s.remember()
}

// bracketTimes reads times in brackets right behind a quantity, "bình quân 12,4% (2010-2015)": they date it alone.
func (s *sentence) bracketTimes() {
	for k := range s.amounts {
		a := &s.amounts[k]
		l := s.items[a.to:]
		if len(l) < 3 || s.b.p.Rune(l[0].From) != '(' || l[1].Kind != parse.ItemTime || l[1].Cue == parse.Same || s.b.p.Rune(l[2].From) != ')' {
			continue
		}
		switch t := &s.b.p.Times[l[1].Index]; t.Kind {
		case parse.TimeYear, parse.TimeYears, parse.TimeMonths, parse.TimeQuarter:
			a.time = t
		case parse.TimeMonth:
			if a.time = t; t.Edge == parse.EdgeTo {
				c := *t
				c.Edge = parse.EdgeEnd // "831 tỷ đồng (tính đến tháng 9/2015)"
				a.time = &c
			}
		}
	}
}

// closingYear reads a year in brackets that closes the sentence, "gồm 2.350 đoàn viên (2014)": it dates the last clause.
func (s *sentence) closingYear() {
	n := len(s.items)
	for n > 0 && s.items[n-1].Kind == parse.ItemPunct && s.b.p.Rune(s.items[n-1].From) == '.' {
		n--
	}
	if n < 4 || s.b.p.Rune(s.items[n-1].From) != ')' || s.b.p.Rune(s.items[n-3].From) != '(' || s.items[n-2].Kind != parse.ItemTime {
		return
	}
	t := &s.b.p.Times[s.items[n-2].Index]
	if t.Kind != parse.TimeYear {
		return
	}
	for _, it := range s.items[:n-3] {
		if it.Kind == parse.ItemTime {
			return
		}
	}
	for k := len(s.amounts) - 1; k >= 0; k-- {
		s.amounts[k].time = t
		for _, it := range s.amounts[k].left {
			if r := s.b.p.Rune(it.From); r == ',' || r == ';' {
				return // the year dates its own clause
			}
		}
	}
}

// root makes the frame of the sentence from the list or paragraph it stands in.
func (s *sentence) root() {
	b := s.b
	b.w.frames.n = 0
	f := b.w.frames.next()
	*f = frame{parent: schemas.None, last: schemas.None, head: b.para.head}
	if n := len(b.lists); n > 0 {
		l := &b.lists[n-1]
		f.opener, f.parent, f.group, f.persist = l.opener, l.parent, l.group, true
		if f.head.empty() {
			f.head = l.head
		}
		f.title = l.head
		f.outer = b.w.frames.next()
		*f.outer = frame{head: l.head, parent: schemas.None, last: l.parent}
	} else {
		f.group = 0
	}
	s.frame = f
	s.plan = b.para.plan
}

// amount is a quantity of a sentence with what is paired to it: the number behind a slash, the upper end of a range.
type amount struct {
	k            int // its place among the amounts of the sentence
	qty          int // index of the quantity
	second, high int // indices of the paired quantities, -1
	from, to     int // items [from, to) of the sentence
	left, right  []parse.Item
	np           phrase
	topic        phrase // what the clause speaks of before a mere noun of amount
	chained      bool   // it goes on with the enumeration that the amount before it stands in
	whole        string // the structure that it is a part of: "cơ cấu lao động"
	labelled     bool   // the subject stands before a colon
	agent        bool   // the subject is who acts: it names nothing
	variant      string // with or without what the figure is stated again: "kể cả dầu khí"
	own          bool   // the clause names its subject itself
	pred         parse.Cue
	preds        parse.Set // all predicate cues before the quantity
	est, done    bool
	target       bool
	frame        *frame
	fig          int // index of the main figure
	time         *parse.Time
	base         *baseRef
	bracketed    bool
	count        phrase // right complement
	newTime      bool
	have         bool // the predicate is "có"
	strong       bool // a strong boundary stands before the clause
	fromTo       int  // 1: the first of "từ … xuống", 2: the second
	clause       int
	than         bool        // "thấp hơn mức tăng": what follows is another growth, not a change
	mirror       int         // the figure that a list with "tương ứng" repeats as a plan, -1
	label        phrase      // the name that a list with "lần lượt" assigns
	shift        *parse.Time // the period of another year that the clause names: cùng kỳ năm 2016
}

// frame is a scope within a sentence: the sentence itself, a bracket, a list that trong đó or a colon opens.
type frame struct {
	opener    schemas.Opener
	parent    int // figure
	group     int
	head      phrase // the subject that elliptic clauses go on with
	title     phrase // what the whole list is about
	last      int    // last main level figure in this frame
	persist   bool
	bracket   bool
	outer     *frame
	base      *baseRef
	named     bool
	fresh     bool   // the words before a bracket begin an item of their own: "lương thực (+0,2%); thực phẩm (+0,9%)"
	before    int    // the figure right before a bracket
	afterPlan bool   // the bracket stands right behind a word of plan: "vượt chỉ tiêu (60%)"
	subject   string // who the counts of the frame are of: cấp sở, ngành
	action    string // what the clause does: "gia hạn nộp thuế"
	acted     bool   // the clause was read for what it does
	shares    bool   // the parts are shares of one structure: cơ cấu kinh tế
}

// frames are the frames of the sentence in hand; those of the sentence before are used again.
type frames struct {
	chunks [][]frame // which do not move, because frames point to each other
	n      int       // in use
}

const framesInChunk = 16

func (f *frames) next() *frame {
	if f.n == len(f.chunks)*framesInChunk {
		f.chunks = append(f.chunks, make([]frame, framesInChunk))
	}
	f.n++
	return &f.chunks[(f.n-1)/framesInChunk][(f.n-1)%framesInChunk]
}

// inBracket reports whether a scope is a bracket or within one.
func (f *frame) inBracket() bool {
	for ; f != nil; f = f.outer {
		if f.bracket {
			return true
		}
	}
	return false
}

// maxItems bounds a sentence: real ones stay far below it, and the work on one may grow faster than its length.
const maxItems = 1200

// sentences splits the items of the block into sentences and binds each.
func (b *binder) sentences(blk *text.Block) {
	items := b.p.Items
	from := 0
	for i := range items {
		if i-from < maxItems && (items[i].Kind != parse.ItemPunct || !b.ends(items, i)) {
			continue
		}
		b.sentence(blk, items[from:i+1])
		from = i + 1
	}
	if from < len(items) {
		b.sentence(blk, items[from:])
	}
	b.bindAnchors()
}

// ends reports whether item i ends a sentence.
func (b *binder) ends(items []parse.Item, i int) bool {
	it := &items[i]
	if it.Kind != parse.ItemPunct {
		return false
	}
	switch b.p.Rune(it.From) {
	case '!', '?':
		return true
	case '.', '…':
	default:
		return false
	}
	if i+1 >= len(items) {
		return true
	}
	n := b.p.Tokens()[items[i+1].From]
	if items[i+1].Kind == parse.ItemPunct {
		return false
	}
	if b.abbreviation(it.From) {
		return false
	}
	if n.Kind == token.Word {
		if m, _ := b.p.StartsIndicator(items[i+1].From); m && n.Space && i > 0 && items[i-1].Kind == parse.ItemWord && len(b.p.Text(items[i-1].From)) > 2 {
			return true // "… trên năm. giá trị sản xuất đạt"
		}
		return n.Upper || n.Space && i > 0 && items[i-1].Kind == parse.ItemQty && b.p.Quantities[items[i-1].Index].Unit.ID != ""
	}
	return n.Space
}

// abbreviation reports whether the point at token i belongs to the word before it: TP., v.v., a single capital.
func (b *binder) abbreviation(i int) bool {
	if i == 0 {
		return false
	}
	t := b.p.Tokens()[i-1]
	if t.Kind != token.Word || t.End != b.p.Tokens()[i].Start {
		return false
	}
	s := b.p.Text(i - 1)
	return len(s) == 1 && t.Upper || s == "TP" || s == "Tp" || s == "TS" || s == "Ths" || s == "PGS" || s == "GS" || s == "BS" || s == "tr" || s == "St" || s == "v"
}

// sentence binds the quantities of one sentence.
func (b *binder) sentence(blk *text.Block, items []parse.Item) {
	as := b.amounts(items)
	if len(as) == 0 {
		b.quiet(items)
		return
	}
	toks := b.p.Tokens()
	s := &sentence{b: b, items: items, blk: blk, amounts: as,
		span: schemas.Span{Start: int(toks[items[0].From].Start), End: int(toks[items[len(items)-1].To-1].End)}}
	if b.horizon > 0 && !b.ahead && s.span.End > b.horizonAt {
		b.ahead, b.year = true, b.horizon
	}
	before := b.para
	s.run()
	if s.strongPlan {
		if !b.para.plan {
			b.para.past = before.time
		}
		b.para.plan = true
	}
	if s.inner || s.outerTime {
		b.para.inner = !s.outerTime
	}
	if s.inner && !s.outerTime && before.time != nil && !before.handed || s.aside {
		b.para.time, b.para.year, b.para.month, b.para.est = s.carried, before.year, before.month, before.est
	}
}

// amounts groups the quantities of a sentence with what is paired to them.
func (b *binder) amounts(items []parse.Item) []amount {
	out, of := b.w.amounts[:0], b.w.of[:0]
	first := 0
	for i := range items {
		it := &items[i]
		if it.Kind != parse.ItemQty {
			continue
		}
		if len(of) == 0 {
			first = it.Index
		}
		for first+len(of) < it.Index { // demoted ones
			of = append(of, -1)
		}
		q := &b.p.Quantities[it.Index]
		if k := q.Of - first; k >= 0 && k < len(of) && of[k] >= 0 {
			out[of[k]].second, out[of[k]].to = it.Index, i+1
			of = append(of, of[k])
			continue
		}
		if k := q.Range - first; q.High && k >= 0 && k < len(of) && of[k] >= 0 && int(of[k]) == len(out)-1 {
			out[of[k]].high, out[of[k]].to = it.Index, i+1
			of = append(of, of[k])
			continue
		}
		of = append(of, int32(len(out)))
		out = append(out, amount{k: len(out), qty: it.Index, second: -1, high: -1, from: i, to: i + 1, fig: schemas.None, mirror: schemas.None})
	}
	b.w.amounts, b.w.of = out, of
	return out
}
