package parse

import (
	"solieu/extract/token"
	"solieu/schemas"
)

// ItemKind is the kind of an item.
type ItemKind uint8

// The kinds of item.
const (
	ItemWord  ItemKind = iota // a word of no dictionary, or of one that plays no part in grammar
	ItemCue                   // a cue word or phrase
	ItemTime                  // a time expression
	ItemQty                   // a quantity
	ItemPunct                 // a punctuation mark
	ItemRef                   // a citation of a document, with its date
	ItemNum                   // a numeral that is no quantity
)

// Item is a unit of the sentence: tokens [From, To) of the block.
type Item struct {
	Kind     ItemKind
	Cue      Cue
	From, To int
	Index    int // into Times or Quantities
}

// Quantity is a number with its unit, before its meaning is known.
type Quantity struct {
	Tok  int // the token of its first numeral
	Last int // token behind the whole quantity, unit included
	Number
	Unit  Unit
	Sign  int    // -1 or +1 where a sign is printed before the number, else 0
	Qual  string // from words before or behind it
	Slash int    // index of the quantity behind a slash, -1
	Of    int    // index of the quantity before the slash, -1
	Range int    // index of the other end of a range, -1
	High  bool   // of a range: the upper end
	Words bool   // reserved for numbers in words
}

// Parser cuts blocks into items. It is not for concurrent use.
type Parser struct {
	g    *Grammar
	text string
	toks []token.Token

	Convention Convention
	Items      []Item
	Times      []Time
	Quantities []Quantity
	Class      []schemas.Class // by token, of numerals alone; of other tokens whatever an earlier block left there
	Rule       []string        // the same

	wholeNumber bool
	buf         []byte
	units       map[string]string
	cueNext     []cueHit // by token: the cue that begins there, computed on demand
}

type cueHit struct {
	cue   Cue
	next  int32
	known bool
}

// NewParser returns a parser over a grammar.
func (g *Grammar) NewParser() *Parser { return &Parser{g: g, units: map[string]string{}} }

// Parse reads the tokens of one block. The parser's slices are valid until the next call.
func (p *Parser) Parse(text string, toks []token.Token) {
	p.text, p.toks = text, toks
	p.Items, p.Times, p.Quantities = p.Items[:0], p.Times[:0], p.Quantities[:0]
	p.Class, p.Rule, p.cueNext = resize(p.Class, len(toks)), resize(p.Rule, len(toks)), resize(p.cueNext, len(toks))
	for i := range toks {
		p.cueNext[i].known = false
		if toks[i].Kind == token.Numeral {
			p.Class[i], p.Rule[i] = "", ""
		}
	}
	for i := 0; i < len(toks); {
		i = p.next(i)
	}
	if len(p.Quantities) == 0 {
		return
	}
	p.pairRanges()
	p.shareUnits()
	p.classify()
}

// resize returns a slice of n elements, with whatever they were.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// cueAt returns the cue that begins at token i and the token behind it.
func (p *Parser) cueAt(i int) (Cue, int) {
	if i >= len(p.toks) {
		return NoCue, i
	}
	if t := &p.toks[i]; t.Kind != token.Word || p.g.roles[t.ID]&beginsCue == 0 {
		return NoCue, i
	}
	h := &p.cueNext[i]
	if !h.known {
		vs, next := p.g.cues.longest(p.toks, i)
		*h = cueHit{known: true, next: int32(next)}
		if vs != nil {
			h.cue = Cue(vs[0])
		}
	}
	return h.cue, int(h.next)
}

// CueAt returns the cue that begins at token i and the token behind it.
func (p *Parser) CueAt(i int) (Cue, int) { return p.cueAt(i) }

// cueEndingAt returns the cue of the last item if it ends at token i.
func (p *Parser) cueEndingAt(i int) (Cue, int) {
	for n := len(p.Items) - 1; n >= 0; n-- {
		it := p.Items[n]
		if it.To < i && !p.onlyMarkup(it.To, i) {
			return NoCue, n
		}
		if it.Kind == ItemPunct && markup(&p.toks[it.From]) {
			continue
		}
		return it.Cue, n
	}
	return NoCue, -1
}

func (p *Parser) onlyMarkup(i, j int) bool {
	for ; i < j; i++ {
		if !markup(&p.toks[i]) && p.toks[i].Kind != token.Newline {
			return false
		}
	}
	return true
}

func (p *Parser) push(k ItemKind, c Cue, from, to, index int) int {
	p.Items = append(p.Items, Item{Kind: k, Cue: c, From: from, To: to, Index: index})
	return to
}

func (p *Parser) mark(from, to int, c schemas.Class, rule string) {
	for i := from; i < to; i++ {
		if p.toks[i].Kind == token.Numeral && p.Class[i] == "" {
			p.Class[i], p.Rule[i] = c, rule
		}
	}
}

// next reads one item at token i and returns the token behind it.
func (p *Parser) next(i int) int {
	t := &p.toks[i]
	switch t.Kind {
	case token.Newline, token.Super:
		return i + 1
	case token.Punct:
		if markup(t) {
			return i + 1
		}
		return p.push(ItemPunct, NoCue, i, i+1, 0)
	case token.Numeral:
		return p.numeral(i)
	}
	if t.ID == 0 {
		return p.push(ItemWord, NoCue, i, i+1, 0)
	}
	role := p.g.roles[t.ID]
	if role&(beginsCue|beginsTime) == 0 {
		return p.push(ItemWord, NoCue, i, i+1, 0)
	}
	c, next := p.cueAt(i)
	if c == Same {
		return p.same(i, next)
	}
	if role&beginsTime == 0 {
		if c != NoCue {
			return p.push(ItemCue, c, i, next, 0)
		}
		return p.push(ItemWord, NoCue, i, i+1, 0)
	}
	if m, j := p.monthWord(i); m > 0 && p.isWord(j, p.g.w.thang) {
		if tm, n, ok := p.months(j-1, m); ok && tm.Kind == TimeMonths {
			p.Times = append(p.Times, tm)
			p.mark(i, n, schemas.ClassDate, "time")
			return p.push(ItemTime, NoCue, i, n, len(p.Times)-1)
		}
	}
	if c == NoCue || c == Attribute || c == To || c == Remain {
		if tm, n, ok := p.time(i); ok {
			if (tm.Kind == TimeSpan || tm.Kind == TimeMonths && tm.Y == 0 && tm.M == 1 && tm.Edge == EdgeFrom) && p.lastCue() == Attribute {
				p.mark(i, n, schemas.ClassAttribute, "length")
				return p.push(ItemNum, NoCue, i, n, 0)
			}
			p.Times = append(p.Times, tm)
			p.mark(i, n, schemas.ClassDate, "time")
			return p.push(ItemTime, NoCue, i, n, len(p.Times)-1)
		}
	}
	if c != NoCue {
		return p.push(ItemCue, c, i, next, 0)
	}
	return p.push(ItemWord, NoCue, i, i+1, 0)
}

// lastCue returns the cue of the last item.
func (p *Parser) lastCue() Cue {
	if len(p.Items) == 0 {
		return NoCue
	}
	return p.Items[len(p.Items)-1].Cue
}

// same reads "cùng kỳ" with the year or period that follows.
func (p *Parser) same(i, next int) int {
	tm := Time{Kind: TimeSame}
	w := &p.g.w
	if y, ok := p.year(next); ok && !p.unitFollows(next+1) {
		tm.Y = y
		next++
	} else if t, n, ok := p.calendar(next, EdgeEnd); ok {
		switch t.Kind {
		case TimeYear, TimeMonths, TimeMonth, TimeQuarter:
			tm.Y = t.Y
			next = n
		case TimePrevYear:
			tm.Prev = true
			next = n
		}
	} else if p.isWord(next, w.truoc) || p.isWord(next, w.ngoai) {
		next++
	}
	p.mark(i, next, schemas.ClassDate, "time.same")
	p.Times = append(p.Times, tm)
	return p.push(ItemTime, Same, i, next, len(p.Times)-1)
}

// numeral reads whatever the numeral at token i is.
func (p *Parser) numeral(i int) int {
	if p.Class[i] != "" {
		return p.push(ItemNum, NoCue, i, i+1, 0)
	}
	if p.inAddress(i) {
		p.Class[i], p.Rule[i] = schemas.ClassOther, "address"
		return p.push(ItemNum, NoCue, i, i+1, 0)
	}
	if n := p.citation(i); n > i {
		return p.push(ItemRef, NoCue, i, n, 0)
	}
	if p.slashPair(i) && p.lastCue() == Ordinal && p.isWord(i-1, p.g.w.thu) && !p.glued(i+3, '/') {
		p.Items[len(p.Items)-1].Cue = Rank // "thứ 4/14 tỉnh"
		return p.quantity(i)
	}
	if tm, n, ok := p.time(i); ok && !p.countNotMonth(i) {
		if tm.Kind == TimeSpan && p.lengthBefore(i) {
			p.mark(i, n, schemas.ClassAttribute, "length")
			return p.push(ItemNum, NoCue, i, n, 0)
		}
		p.Times = append(p.Times, tm)
		p.mark(i, n, schemas.ClassDate, "time")
		return p.push(ItemTime, NoCue, i, n, len(p.Times)-1)
	}
	if c, rule := p.notQuantity(i); c != "" {
		p.Class[i], p.Rule[i] = c, rule
		return p.push(ItemNum, NoCue, i, i+1, 0)
	}
	return p.quantity(i)
}

// countNotMonth keeps a number from being read as a month or day where it is clearly counted.
func (p *Parser) countNotMonth(i int) bool {
	return p.isPunct(i+1, '/') && p.slashPair(i) && p.rankBefore(i)
}

func (p *Parser) rankBefore(i int) bool {
	c, _ := p.cueEndingAt(i)
	return c == Rank
}

// slashPair reports whether a numeral, a slash and a numeral stand at i.
func (p *Parser) slashPair(i int) bool { return p.glued(i+1, '/') && p.isNumeral(i+2) }

func (p *Parser) wordCue(i int) (Cue, int) {
	if i < 0 || p.toks[i].Kind != token.Word {
		return NoCue, 0
	}
	return p.cueAt(i)
}
