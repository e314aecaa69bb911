package parse

import (
	"strings"

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
	Class      []schemas.Class // by token; meaningful for numerals
	Rule       []string        // by token

	wholeNumber bool
	buf         []byte
	cueNext     []cueHit // by token: the cue that begins there, computed on demand
}

type cueHit struct {
	cue   Cue
	next  int32
	known bool
}

// NewParser returns a parser over a grammar.
func (g *Grammar) NewParser() *Parser { return &Parser{g: g} }

// Parse reads the tokens of one block. The parser's slices are valid until the next call.
func (p *Parser) Parse(text string, toks []token.Token) {
	p.text, p.toks = text, toks
	p.Items, p.Times, p.Quantities = p.Items[:0], p.Times[:0], p.Quantities[:0]
	p.Class = resize(p.Class, len(toks))
	p.Rule = resize(p.Rule, len(toks))
	p.cueNext = resize(p.cueNext, len(toks))
	for i := 0; i < len(toks); {
		i = p.next(i)
	}
	p.pairRanges()
	p.shareUnits()
	p.classify()
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// cueAt returns the cue that begins at token i and the token behind it.
func (p *Parser) cueAt(i int) (Cue, int) {
	if i >= len(p.toks) {
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
		if it.Kind == ItemPunct && markup(p.toks[it.From]) {
			continue
		}
		return it.Cue, n
	}
	return NoCue, -1
}

func (p *Parser) onlyMarkup(i, j int) bool {
	for ; i < j; i++ {
		if !markup(p.toks[i]) && p.toks[i].Kind != token.Newline {
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
	t := p.toks[i]
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
	c, next := p.cueAt(i)
	if c == Same {
		return p.same(i, next)
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

// citation reads a document number at token i with the date that follows; it returns i where none stands.
func (p *Parser) citation(i int) int {
	j := i + 1
	if p.glued(j, '/') && p.isNumeral(j+1) && (p.glued(j+2, '/') || p.glued(j+2, '-')) && p.capsAt(j+3) {
		j += 2
	}
	coded := false
	for (p.glued(j, '/') || p.glued(j, '-') || p.glued(j, '–')) && p.capsAt(j+1) {
		coded = true
		j += 2
		if p.isNumeral(j) && !p.toks[j].Space {
			j++ // 01/2002/QH11
		}
	}
	if !coded && !p.namedDocument(i) {
		return i
	}
	if !coded && i == 1 && p.Has(0, "điều") {
		p.mark(i, j, schemas.ClassOutline, "article")
		return j
	}
	p.mark(i, j, schemas.ClassLegalRef, "citation")
	return p.citedDate(j)
}

// capsAt reports whether token i is a word that can stand in a document number: NQ, QĐ, TTr, UBND.
func (p *Parser) capsAt(i int) bool {
	if i >= len(p.toks) || p.toks[i].Kind != token.Word || !p.toks[i].Upper {
		return false
	}
	if p.toks[i].Caps {
		return true
	}
	switch p.tokText(i) {
	case "TTr", "Ttr", "TTg", "Tw", "QĐi":
		return true
	}
	return false
}

// namedDocument reports whether the words before token i name a document by its number: "Nghị định 86", "Quyết định số: 181 ngày".
func (p *Parser) namedDocument(i int) bool {
	k := i - 1
	if p.isPunct(k, ':') {
		k--
	}
	if p.isPunct(k, '.') {
		k--
	}
	number := p.isWord(k, p.g.w.so)
	if number {
		k--
		if p.isPunct(i+1, '%') || p.unitFollows(i+1) {
			return false
		}
	}
	c, n := p.cueEndingAt(k + 1)
	if n < 0 || p.Items[n].To != k+1 {
		return false
	}
	if c == Legal {
		if p.unitFollows(i+1) || p.isPunct(i+1, '%') {
			return false
		}
		return true
	}
	return number && (c == Plan || c == Name) || number && p.isWord(i+1, p.g.w.ngay)
}

// citedDate takes the date that belongs to a citation ending before token i.
func (p *Parser) citedDate(i int) int {
	if p.isWord(i, p.g.w.ngay) {
		if _, n, ok := p.dayTime(i); ok {
			p.mark(i, n, schemas.ClassDate, "citation.date")
			return n
		}
	}
	if p.isPunct(i, ',') && p.isWord(i+1, p.g.w.ngay) {
		if _, n, ok := p.dayTime(i + 1); ok {
			p.mark(i, n, schemas.ClassDate, "citation.date")
			return n
		}
	}
	return i
}

// notQuantity decides by what stands around a numeral that it measures nothing.
func (p *Parser) notQuantity(i int) (schemas.Class, string) {
	t := p.toks[i]
	s := p.tokText(i)
	prev := i - 1
	if !t.Space && prev >= 0 {
		switch {
		case p.toks[prev].Kind == token.Word && !p.unitFollows(i+1):
			return schemas.ClassName, "glued"
		case p.isDash(prev) && !p.toks[prev].Space && prev > 0 && p.toks[prev-1].Kind == token.Word:
			return schemas.ClassName, "glued"
		case p.isPunct(prev, '[') && p.isPunct(i+1, ']'):
			return schemas.ClassOther, "note"
		}
	}
	if p.isDash(prev) && prev > 0 {
		if c, _ := p.wordCue(prev - 1); c == Name && p.toks[prev-1].Upper {
			return schemas.ClassName, "name"
		}
	}
	if i+1 < len(p.toks) && !p.toks[i+1].Space && p.toks[i+1].Kind == token.Word && p.toks[i+1].Caps && p.toks[i+1].End-p.toks[i+1].Start == 1 && !p.unitFollows(i+1) {
		return schemas.ClassName, "glued"
	}
	if p.isPunct(i+1, ':') && !p.toks[i+1].Space && p.isNumeral(i+2) && !p.toks[i+2].Space {
		p.mark(i+2, i+3, schemas.ClassName, "standard")
		return schemas.ClassName, "standard"
	}
	w := &p.g.w
	if p.isWord(i+1, w.tuoi) {
		if !p.lifeSpan(i) {
			return schemas.ClassAttribute, "age"
		}
	}
	if prev >= 0 && p.isWord(prev, w.ca) {
		return schemas.ClassAttribute, "all"
	}
	if p.Has(i+1, "giờ") && (p.Has(prev, "lúc") || p.Has(prev, "hồi") || p.isWord(i+2, w.ngay) || p.partOfDay(i+2) || p.isNumeral(i+2)) {
		return schemas.ClassDate, "hour"
	}
	if p.Has(prev, "giờ") && prev > 0 && p.isNumeral(prev-1) && p.Class[prev-1] == schemas.ClassDate {
		return schemas.ClassDate, "minute"
	}
	if p.telephone(i) {
		return schemas.ClassOther, "telephone"
	}
	if p.Has(prev, "vàng") && (s == "99,99" || s == "9999" || s == "24") {
		return schemas.ClassAttribute, "purity"
	}
	if p.Has(i+1, "loại") && p.Has(prev, "đủ") {
		return schemas.ClassAttribute, "kinds"
	}
	if p.isWord(i+1, w.sao) {
		return schemas.ClassAttribute, "stars"
	}
	if (s == "1" || s == "01") && p.isWord(prev, w.tren) && p.unitFollows(i+1) {
		return schemas.ClassAttribute, "per"
	}
	c, n := p.cueEndingAt(i)
	if n >= 0 && p.Items[n].Kind != ItemCue && !(p.Items[n].Kind == ItemPunct) {
		c = NoCue
	}
	switch c {
	case Outline:
		if !p.unitFollows(i + 1) {
			return schemas.ClassOutline, "outline"
		}
	case Ordinal:
		if len(s) < 4 || !p.unitFollows(i+1) {
			return schemas.ClassOrdinal, "ordinal"
		}
	case Attribute:
		if p.Has(p.Items[n].From, "lớp") || !p.unitFollows(i+1) {
			return schemas.ClassAttribute, "attribute"
		}
	case Name, Legal:
		if len(s) < 5 && !p.unitFollows(i+1) && p.isNameNumber(i) {
			return schemas.ClassName, "name"
		}
		if c == Name && p.programme(n) && !p.unitAfterPercent(i) {
			return schemas.ClassName, "name"
		}
	}
	if p.isWord(prev, w.so) && len(s) < 4 && !p.unitFollows(i+1) && !p.isPunct(i+1, '/') {
		return schemas.ClassName, "number"
	}
	if len(s) == 3 && s[1] == '.' && s[2] == '0' && prev >= 0 && p.toks[prev].Kind == token.Word && c == NoCue && !p.unitFollows(i+1) {
		return schemas.ClassName, "version"
	}
	return "", ""
}

// telephone reports whether a numeral belongs to a telephone number: the word for it stands before, with nothing but digits, points and a colon between.
func (p *Parser) telephone(i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		switch {
		case p.Has(k, "thoại") && p.Has(k-1, "điện"), p.Has(k, "hotline"), p.Has(k, "fax"), p.Has(k, "nóng") && p.Has(k-1, "dây"):
			return true
		case p.isNumeral(k) || p.toks[k].Kind == token.Punct && p.toks[k].Rune != ';' && p.toks[k].Rune != ',':
		case p.toks[k].Kind == token.Word && k > i-3:
		default:
			return false
		}
	}
	return false
}

func (p *Parser) wordCue(i int) (Cue, int) {
	if i < 0 || p.toks[i].Kind != token.Word {
		return NoCue, 0
	}
	return p.cueAt(i)
}

func (p *Parser) isNameNumber(i int) bool { return !p.isPunct(i+1, '%') && !p.isPunct(i+1, '/') }

func (p *Parser) unitAfterPercent(i int) bool { return p.isPunct(i+1, '%') }

// programme reports whether item n is a word such as "dự án", "chương trình" right before a number, where the number belongs to its name.
func (p *Parser) programme(n int) bool {
	s := strings.ToLower(p.text[p.toks[p.Items[n].From].Start:p.toks[p.Items[n].To-1].End])
	switch s {
	case "dự án", "chương trình", "đề án":
		return n > 0 && p.Items[n-1].Kind != ItemQty || n == 0
	}
	return false
}

// lifeSpan reports whether a number of years of age is itself measured: "tuổi thọ trung bình đạt 74 tuổi".
func (p *Parser) lifeSpan(i int) bool {
	for k := i - 1; k >= 0 && k > i-10; k-- {
		if p.Has(k, "thọ") || p.Has(k, "tuổi") && (p.Has(k+1, "trung") || p.Has(k+1, "kết") || p.Has(k+1, "bình")) {
			return true
		}
		if r := p.Rune(k); r == ';' || r == '.' || r == ',' {
			return false
		}
	}
	return false
}
