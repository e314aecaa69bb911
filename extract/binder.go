package extract

import (
	"fmt"
	"slices"
	"strings"

	"solieu/extract/parse"
	"solieu/extract/text"
	"solieu/extract/token"
	"solieu/schemas"
)

// maxTokens bounds how many tokens are read at once; a longer block is cut, so that memory stays bounded on hostile text.
const maxTokens = 1 << 15

// binder carries what one block leaves to the next.
type binder struct {
	w    *worker
	p    *parse.Parser
	text string
	doc  *schemas.Document

	trace *trace // nil but for explanations

	figures  []schemas.Figure
	numerals []schemas.Numeral
	rejects  []schemas.Reject

	year      int  // of the report
	resolved  bool // the document sets plans: a resolution on next year's budget
	assessed  bool // its article in hand judges what was done
	section   section
	para      para
	lists     []list
	anchors   map[int]anchor // by block: what its footnotes inherit
	clause    int
	group     int
	siblings  siblings    // the run of items in hand
	product   string      // the total that was named last: GRDP
	at        text.Kind   // kind of the block in hand
	index     int         // its number
	paragraph int         // ordinal of the block, or of the row of a table, in hand, from 1
	scanned   bool        // the text was searched for a month
	month     int         // what was found
	counted   bool        // the text was searched for the first months of a year
	months    int         // how many were found
	horizon   int         // the year that a text of targets leads to
	horizonAt int         // where it is named first
	ahead     bool        // and the text has come there
	entry     bool        // the text is divided like the entry of an encyclopedia, which tells what is rather than what a time brought
	main      *parse.Time // the first time that a clause begins with
	period    *parse.Time // the report's own, from a title such as "6 tháng đầu năm 2023"
}

// section is what a heading says about everything beneath it.
type section struct {
	label string
	seen  bool // a heading opened it
	plan  bool
	year  int
	time  *parse.Time
	depth text.MarkerKind
	stack []section
}

// para is what a paragraph's sentences leave to each other.
type para struct {
	time   *parse.Time
	handed bool           // the time is that of the paragraph above
	inner  bool           // the time stood within a name: "doanh thu vận tải năm 2008"
	title  *parse.Time    // the time that a sentence without quantities named last
	ends   [2]*parse.Time // of the last change from one time to another
	month  int
	year   int
	est    bool
	plan   bool
	past   *parse.Time // the time that was in force before the plans
	head   phrase
	last   int // last main level figure
	lastQ  int
	above  int    // the last main level figure of the paragraph before, where no blank line parts them
	event  string // what the last counted cases were: tai nạn giao thông
}

// list is an open list: the items beneath an introduction or beneath an item.
type list struct {
	kind   text.MarkerKind // of the items
	parent int             // figure that the items are parts of
	opener schemas.Opener
	head   phrase
	group  int
	est    bool
	plan   bool
	time   *parse.Time
}

// siblings is a run of items that no introduction opened.
type siblings struct {
	kind text.MarkerKind // NoMarker where none is in hand
	time *parse.Time     // before the first of them
}

// anchor is what a footnote inherits from the place of its marker.
type anchor struct {
	head phrase
	time *parse.Time
	est  bool
	last int
}

func newBinder(w *worker, doc *schemas.Document) *binder {
	b := &binder{w: w, p: w.parser, text: doc.Text, doc: doc, anchors: map[int]anchor{}, year: doc.Meta.Date.Year}
	if y := doc.Meta.Period.To.Year; y != 0 {
		b.year = y
	}
	b.resolved = resolution(doc.Text)
	if doc.Meta.Title == "" && doc.Meta.Date.IsZero() && doc.Meta.Period.From.Month == 0 {
		b.horizon, b.horizonAt = w.x.head.Horizon(doc.Text)
	}
	if b.horizon > 0 {
		b.year = 0
	}
	b.entry = doc.Meta.Date.IsZero() && strings.Contains(doc.Text, "\n== ")
	b.para.last, b.para.lastQ, b.para.above = schemas.None, schemas.None, schemas.None
	return b
}

// maxReserve bounds what is reserved before anything was read, in figures.
const maxReserve = 1 << 12

// reserve makes room for the figures of a text with n numerals: about two in five numerals are one.
func (b *binder) reserve(n int) {
	b.figures = make([]schemas.Figure, 0, min(n/2+8, maxReserve))
	b.numerals = make([]schemas.Numeral, 0, n+8)
}

// slot returns the place behind the last figure, in which the figure at an offset is made: figures are too large to be handed about. Where there
// is no room left, as much is made as the rest of the text will need if it is like what was read.
func (b *binder) slot(at int) *schemas.Figure {
	n := len(b.figures)
	if n == cap(b.figures) {
		expected := float64(n) * float64(len(b.text)) / float64(max(at, 1))
		b.figures = slices.Grow(b.figures, n/4+min(int(expected*1.05)-n, 64*n)+8)
	}
	return &b.figures[:n+1][n]
}

// block reads one block of the layout.
func (b *binder) block(blocks []text.Block, i int) {
	blk := &blocks[i]
	b.at, b.index, b.paragraph = blk.Kind, i, i+1
	if b.resolved {
		b.article(blk)
	}
	if b.plansNext(blk) {
		b.at = text.Heading
	}
	switch b.at {
	case text.Heading:
		b.heading(blk)
	case text.Row:
		if i > 0 && blocks[i-1].Kind == text.Row {
			return
		}
		j := i
		for j < len(blocks) && blocks[j].Kind == text.Row {
			j++
		}
		var above *text.Block
		if i > 0 {
			above = &blocks[i-1]
		}
		b.table(blocks[i:j], above)
		return
	}
	b.enter(blk, i)
	for from := 0; from < len(blk.Parts); {
		from = b.read(blk, from)
	}
	b.leave(blk, i)
}

// read lexes and binds parts of a block, as many as fit the limit; it returns the index of the first part left over.
func (b *binder) read(blk *text.Block, from int) int {
	w := b.w
	w.toks = w.toks[:0]
	part := from
	for ; part < len(blk.Parts); part++ {
		sp := blk.Parts[part]
		at := sp.Start
		if part == 0 && blk.Marker.Kind != text.NoMarker {
			at = sp.Start + blk.Marker.Len
			b.outline(sp.Start, at)
		} else if part == 0 && blk.Kind == text.Note {
			at = skipSuper(b.text, sp)
		}
		for at < sp.End {
			end := sp.End
			if end-at > maxTokens {
				end = cut(b.text, at, at+maxTokens)
			}
			w.toks = w.lexer.Append(w.toks, b.text, at, end)
			at = end
			if len(w.toks) > maxTokens/2 {
				b.bind(blk)
				w.toks = w.toks[:0]
			}
		}
	}
	b.bind(blk)
	return part
}

// cut finds a place to cut a very long block near at: behind a space, else where no digit stands on both sides.
func cut(s string, from, at int) int {
	for i := at; i > from+maxTokens/2; i-- {
		if s[i] == ' ' || s[i] == '\n' {
			return i
		}
	}
	for at < len(s) && (s[at]&0xC0 == 0x80 || s[at] >= '0' && s[at] <= '9' || s[at] == '.' || s[at] == ',') {
		at++
	}
	return at
}

// outline records the numerals of a block's marker.
func (b *binder) outline(start, end int) {
	b.w.toks = b.w.lexer.Append(b.w.toks[:0], b.text, start, end)
	for _, t := range b.w.toks {
		if t.Kind == token.Numeral {
			b.numerals = append(b.numerals, schemas.Numeral{Span: span(t), Class: schemas.ClassOutline, Figure: schemas.None, Rule: "marker"})
		}
	}
	b.w.toks = b.w.toks[:0]
}

func span(t token.Token) schemas.Span { return schemas.Span{Start: int(t.Start), End: int(t.End)} }

// bind parses the tokens at hand and binds their quantities.
func (b *binder) bind(blk *text.Block) {
	toks := b.w.toks
	if len(toks) == 0 {
		return
	}
	b.w.phrases.forget()
	b.p.Parse(b.text, toks)
	first := len(b.figures)
	b.sentences(blk)
	b.record(toks, first)
	b.words(toks)
}

// words sets aside the quantities that are written in words: the contract accounts for numerals, so they are no figures, but they are not lost.
func (b *binder) words(toks []token.Token) {
	for i := 0; i < len(toks); i++ {
		if !b.p.Spells(i) {
			continue
		}
		w, ok := b.p.WordsAt(i)
		if !ok {
			continue
		}
		sp := schemas.Span{Start: int(toks[w.From].Start), End: int(toks[w.To-1].End)}
		b.rejects = append(b.rejects, schemas.Reject{Reason: schemas.RejectWords, Span: sp, Detail: fmt.Sprintf("%q reads %s %s", sp.In(b.text), w.Value, w.Unit.ID)})
		i = w.To - 1
	}
}

// record lists every numeral of the block with its class.
func (b *binder) record(toks []token.Token, first int) {
	if b.trace != nil {
		b.trace.read(b)
	}
	at := b.places(first)
	for i := range toks {
		t := &toks[i]
		if t.Kind != token.Numeral {
			continue
		}
		n := schemas.Numeral{Span: span(*t), Class: b.p.Class[i], Figure: schemas.None, Rule: b.p.Rule[i]}
		for len(at) > 0 && b.figures[at[0]].Start < n.Start {
			at = at[1:]
		}
		if len(at) > 0 && b.figures[at[0]].Start == n.Start {
			f := int(at[0])
			at = at[1:]
			n.Class, n.Figure, n.Rule = schemas.ClassFigure, f, b.figures[f].Rule
		} else if n.Class == schemas.ClassFigure || n.Class == "" {
			n.Class = schemas.ClassOther
		}
		b.numerals = append(b.numerals, n)
	}
}

// places returns the indices of the figures from first on, in text order.
func (b *binder) places(first int) []int32 {
	at, sorted := b.w.places[:0], true
	for i := first; i < len(b.figures); i++ {
		sorted = sorted && (i == first || b.figures[i-1].Start < b.figures[i].Start)
		at = append(at, int32(i))
	}
	b.w.places = at
	if !sorted {
		slices.SortFunc(at, func(x, y int32) int { return b.figures[x].Start - b.figures[y].Start })
	}
	return at
}
