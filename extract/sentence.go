package extract

import (
	"solieu/extract/parse"
	"solieu/extract/text"
	"solieu/extract/token"
	"solieu/schemas"
)

// amount is a quantity of a sentence with what is paired to it: the number behind a slash, the upper end of a range.
type amount struct {
	k            int // its place among the amounts of the sentence
	qty          int // index of the quantity
	second, high int // indices of the paired quantities, -1
	from, to     int // items [from, to) of the sentence
	left, right  []parse.Item
	np           phrase
	own          bool // the clause names its subject itself
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
	before    int    // the figure right before a bracket
	afterPlan bool   // the bracket stands right behind a word of plan: "vượt chỉ tiêu (60%)"
	subject   string // who the counts of the frame are of: cấp sở, ngành
	shares    bool   // the parts are shares of one structure: cơ cấu kinh tế
	unit      parse.Unit
}

// maxItems bounds a sentence: real ones stay far below it, and the work on one may grow faster than its length.
const maxItems = 1200

// sentences splits the items of the block into sentences and binds each.
func (b *binder) sentences(blk *text.Block) {
	items := b.p.Items
	from := 0
	for i := range items {
		if !b.ends(items, i) && i-from < maxItems {
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
	it := items[i]
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
		return n.Upper
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
	before := b.para
	s.run()
	if s.strongPlan {
		b.para.plan = true
	}
	if s.inner && !s.outerTime && before.time != nil || s.aside {
		b.para.time, b.para.year, b.para.month, b.para.est = before.time, before.year, before.month, before.est
	}
}

// amounts groups the quantities of a sentence with what is paired to them.
func (b *binder) amounts(items []parse.Item) []amount {
	var out []amount
	at := make(map[int]int)
	for i, it := range items {
		if it.Kind != parse.ItemQty {
			continue
		}
		q := &b.p.Quantities[it.Index]
		if q.Of >= 0 {
			if k, ok := at[q.Of]; ok {
				out[k].second, out[k].to = it.Index, i+1
				at[it.Index] = k
				continue
			}
		}
		if q.Range >= 0 && q.High {
			if k, ok := at[q.Range]; ok && k == len(out)-1 {
				out[k].high, out[k].to = it.Index, i+1
				at[it.Index] = k
				continue
			}
		}
		at[it.Index] = len(out)
		out = append(out, amount{k: len(out), qty: it.Index, second: -1, high: -1, from: i, to: i + 1, fig: schemas.None, mirror: schemas.None})
	}
	return out
}

// quiet takes from a sentence without quantities what the following ones inherit.
func (b *binder) quiet(items []parse.Item) {
	est, done := false, false
	var when *parse.Time
	for i, it := range items {
		switch it.Kind {
		case parse.ItemCue:
			switch it.Cue {
			case parse.Est:
				est = true
			case parse.Done:
				done = true
			case parse.Target:
				b.para.plan = true
			}
		case parse.ItemTime:
			if when == nil && (b.adverbial(items, i, 0) || b.at == text.Heading && b.p.Times[it.Index].Kind == parse.TimeYears) {
				when = &b.p.Times[it.Index]
			}
		}
	}
	if when != nil {
		b.setTime(when)
		b.titleTime(when)
	}
	if done && !est {
		b.para.est = false
	}
	if np, ok := b.subject(items); ok && b.para.head.empty() {
		b.para.head = np
	}
}

// titleTime takes the months, the quarter or the years that a title or heading names for what stands beneath it.
func (b *binder) titleTime(t *parse.Time) {
	switch t.Kind {
	case parse.TimeMonths, parse.TimeQuarter, parse.TimeMonth, parse.TimeYears:
	default:
		return
	}
	c := *t
	if b.at == text.Heading && (b.index > 3 || b.section.label != "") {
		b.section.time = &c
	} else if b.index <= 3 && b.period == nil && t.Kind != parse.TimeYears && b.doc.Meta.Period.From.Month == 0 {
		b.period = &c
	}
}

// adverbial reports whether the time expression at items[i] says when something holds, rather than with what it is compared or of what plan it is.
func (b *binder) adverbial(items []parse.Item, i, start int) bool {
	it := items[i]
	t := b.p.Times[it.Index]
	if it.Cue == parse.Same || t.Kind == parse.TimeSpan || b.afterPlan(items, i) || t.Edge == parse.EdgeFrom && t.Kind == parse.TimeYear {
		return false
	}
	if i > 0 {
		p := items[i-1]
		if p.Kind == parse.ItemCue && (p.Cue == parse.Compare || p.Cue == parse.Neutral || b.comparative(p)) || p.Kind == parse.ItemWord && b.p.Has(p.From, "sang") {
			return false
		}
	}
	if t.Kind == parse.TimeYears || t.Kind == parse.TimeSchool {
		return b.trimmedEmpty(items[start:i])
	}
	return true
}

// comparative reports whether a cue of change names what it is measured against behind it: "thấp hơn năm 2021 0,47%".
func (b *binder) comparative(it parse.Item) bool {
	return (it.Cue == parse.Up || it.Cue == parse.Down) && it.To-it.From > 1 && b.p.Has(it.To-1, "hơn")
}

func (b *binder) afterPlan(items []parse.Item, i int) bool {
	return i > 0 && items[i-1].Kind == parse.ItemCue && items[i-1].Cue == parse.Plan
}

// setTime makes a time expression the paragraph's.
func (b *binder) setTime(t *parse.Time) {
	c := *t
	b.para.time = &c
	b.dates(&c)
	switch {
	case c.This:
		b.para.year = b.year
	case c.Y2 != 0 && c.Kind == parse.TimeDays:
		b.para.year = c.Y2
	case c.Y != 0 && c.Kind != parse.TimeYears:
		b.para.year = c.Y
	}
	if c.Kind == parse.TimeMonth {
		b.para.month = c.M
	}
}

// dates takes the first part of a year that the text speaks of for the time of the text, as far as no title says more.
func (b *binder) dates(t *parse.Time) {
	if b.main != nil {
		if m := b.main; m.Kind == parse.TimeMonth && t.Kind == parse.TimeMonths && t.M == 1 && t.M2 == m.M && (t.Y == 0 || m.Y == 0 || t.Y == m.Y) {
			wide := *t // "tháng 10 …; 10 tháng …": the cumulated months are what a report is about
			if wide.Y == 0 {
				wide.Y = m.Y
			}
			b.main = &wide
		}
		return
	}
	switch t.Kind {
	case parse.TimeMonths, parse.TimeQuarter, parse.TimeMonth, parse.TimeDays:
	case parse.TimeDay:
		if t.Edge != parse.EdgeTo && (b.index > 3 || t.Edge != parse.EdgeNone) {
			return
		}
	default:
		return
	}
	b.main = t
	if t.Y != 0 && b.doc.Meta.Date.IsZero() && b.doc.Meta.Title == "" {
		b.year = t.Y
	}
}

// bindAnchors records what footnotes of this block inherit from the place of their marker.
func (b *binder) bindAnchors() {
	toks := b.p.Tokens()
	for i, t := range toks {
		if t.Kind != token.Super {
			continue
		}
		b.anchors[int(t.Start)] = anchor{head: b.nounPhraseBefore(i), time: b.para.time, est: false, last: b.figureBefore(int(t.Start))}
	}
}

// figureBefore returns the last main level figure that ends before an offset in this block.
func (b *binder) figureBefore(at int) int {
	for i := len(b.figures) - 1; i >= 0 && i > len(b.figures)-40; i-- {
		if f := &b.figures[i]; f.End <= at && f.Measure == schemas.Level && f.Role == schemas.Main && at-f.End < 160 {
			return i
		}
	}
	return schemas.None
}
