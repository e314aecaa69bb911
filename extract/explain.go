package extract

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"solieu/extract/text"
	"solieu/schemas"
)

// Explanation is an extraction with what the engine read on the way to it.
type Explanation struct {
	schemas.Extraction
	Sentences []Sentence // in text order; together they hold every numeral
	Bindings  []Binding  // by figure: how it was bound
}

// Sentence is one sentence of a block of prose, or one row of a table.
type Sentence struct {
	schemas.Span
	Line     int    // of the document's text on which it begins, from 1
	Block    string // what it stands in: paragraph, heading, item, note, row
	Marker   string // the block's marker or number: "3.2", "a", "-"; only on its first sentence
	Items    []Item // in text order; a marker and the cells that only number rows or columns have none
	Numerals []int  // indices into Extraction.Numerals, ascending

	at int // number of the block
}

// ItemKind says what the engine took a piece of a sentence for.
type ItemKind string

// The kinds of item.
const (
	ItemWords     ItemKind = "words"     // words that play no part in the grammar of figures
	ItemCue       ItemKind = "cue"       // a cue word of the lexicon
	ItemTime      ItemKind = "time"      // a time expression
	ItemQuantity  ItemKind = "quantity"  // a number with its unit
	ItemMark      ItemKind = "mark"      // a punctuation mark
	ItemReference ItemKind = "reference" // the number of a document, with its date
	ItemNumber    ItemKind = "number"    // a numeral that is no quantity; the numeral's class and rule say why
)

// Item is a piece of a sentence as the engine read it.
type Item struct {
	schemas.Span
	Kind    ItemKind
	Cue     string   // of a cue: its use, as the lexicon's kind
	Entries []string // the lexicon entries that it comes from, as file:line within the lexicon; empty where the grammar itself knows it
	Known   []Known  // words in it, or that begin in it, that tell where a name begins and what it means
	Amount  *Amount  // of a quantity
	Time    *Moment  // of a time
}

// Known is a word or phrase of the lexicon that is no cue itself but tells something about a name.
type Known struct {
	schemas.Span
	Use   string // np_head, np_sector, stock, flow, generic, giver, leading, trailing, abbreviation
	Value string // who the giver is, what the abbreviation stands for
	Entry string // file:line
}

// Amount is a quantity before its meaning is known.
type Amount struct {
	Value   schemas.Decimal // in Unit, multiplier words folded in
	Unit    string          // canonical; empty where none stands
	Mult    int             // power of ten of the multiplier words
	Qual    string          // "", ">", ">=", "<", "<=", "~"
	Range   string          // "", "low" or "high"
	Guessed bool            // no entry names the unit
}

// Moment is a time expression as written, before it finds its place in the calendar.
type Moment struct {
	Form   string // year, years, months, month, quarter, day, days, now, same, previous_year, …
	Edge   string // to, end, start, from; empty where nothing holds on to it
	Period string // in the notation of the data contract, YYYY for a year that the text leaves out; empty where only its neighbours tell
	Total  bool   // cumulated: lũy kế, tính chung
}

// Binding is how a figure was bound: in prose by its clause and the scopes that enclose it, in a table by its row and column.
type Binding struct {
	Subject   string       // the phrase that names what is measured; in a table the row's name
	Inherited bool         // the clause names no subject of its own: Subject comes from the scope that encloses it
	Cues      []string     // uses of the predicate cues before the quantity
	Scope     string       // what opened the scope that encloses it: trong_do, gom, cu_the, bracket, list; table in a table
	Column    schemas.Span // in a table the head of the column, its lowest cell; empty elsewhere
	Entry     string       // of the indicator in the lexicon, as file:line
}

// Explain reads one document as [Extractor.Extract] does, with the same result, and tells what it read on the way. It costs several
// times as much. Its only errors are those of the context.
func (x *Extractor) Explain(ctx context.Context, doc schemas.Document) (Explanation, error) {
	t := &trace{dictionary: newDictionary(x.lex), bindings: map[int]Binding{}}
	ex, err := x.extract(ctx, doc, t)
	if err != nil {
		return Explanation{}, err
	}
	e := Explanation{Extraction: ex, Bindings: make([]Binding, len(ex.Figures))}
	for i, f := range ex.Figures {
		e.Bindings[i] = t.bindings[f.Start]
		e.Bindings[i].Entry = t.dictionary.indicators[f.IndicatorCode]
	}
	l := layOut(ex.Document.Text)
	e.Sentences = l.assemble(t.sentences, ex.Numerals)
	return e, nil
}

// layout finds the block of a byte offset.
type layout struct {
	text   string
	blocks []text.Block
	parts  []part // in text order
}

type part struct {
	schemas.Span
	block int
}

func layOut(s string) *layout {
	l := &layout{text: s, blocks: text.Blocks(s)}
	for i := range l.blocks {
		for _, p := range l.blocks[i].Parts {
			l.parts = append(l.parts, part{p, i})
		}
	}
	slices.SortFunc(l.parts, func(a, b part) int { return cmp.Compare(a.Start, b.Start) })
	return l
}

// blockOf returns the number of the block that holds the byte at off.
func (l *layout) blockOf(off int) int {
	i, found := slices.BinarySearchFunc(l.parts, off, func(p part, off int) int { return cmp.Compare(p.Start, off) })
	if !found {
		i--
	}
	return l.parts[max(i, 0)].block
}

// assemble brings the sentences into text order, makes one of the cells of each row, and gives every numeral to a sentence of its block.
func (l *layout) assemble(read []Sentence, numerals []schemas.Numeral) []Sentence {
	for i := range read {
		read[i].at = l.blockOf(read[i].Start)
	}
	slices.SortStableFunc(read, byBlock)
	var out []Sentence
	for _, s := range read {
		if n := len(out); n > 0 && out[n-1].at == s.at && l.blocks[s.at].Kind == text.Row {
			out[n-1].Items = append(out[n-1].Items, s.Items...)
			continue
		}
		out = append(out, s)
	}
	out = l.number(out, numerals)
	slices.SortStableFunc(out, func(a, b Sentence) int { return cmp.Compare(a.Start, b.Start) })
	line, at := 1, 0
	for i := range out {
		line += strings.Count(l.text[at:out[i].Start], "\n")
		at = out[i].Start
		out[i].Line = line
	}
	return out
}

func byBlock(a, b Sentence) int {
	return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.Start, b.Start))
}

// number gives every numeral to the last sentence of its block that begins before it: a marker's to the first one, and those of a
// block without sentences to one made for them. It fills what a sentence has from its block.
func (l *layout) number(out []Sentence, numerals []schemas.Numeral) []Sentence {
	first := make(map[int]int, len(l.blocks)) // block → its first sentence
	for i := len(out) - 1; i >= 0; i-- {
		first[out[i].at] = i
	}
	last := maps.Clone(first) // block → the sentence that its numerals have come to
	for i, n := range numerals {
		at := l.blockOf(n.Start)
		k, ok := last[at]
		if !ok {
			k = len(out)
			first[at] = k
			out = append(out, Sentence{Span: l.blocks[at].Span(), at: at})
		}
		for k+1 < len(out) && out[k+1].at == at && out[k+1].Start <= n.Start {
			k++
		}
		last[at] = k
		out[k].Numerals = append(out[k].Numerals, i)
	}
	for i := range out {
		blk := &l.blocks[out[i].at]
		out[i].Block = blockNames[blk.Kind]
		if blk.Kind == text.Row {
			out[i].Span = blk.Span()
		}
		if first[out[i].at] == i {
			out[i].Marker, out[i].Start = blk.Marker.Label, blk.Parts[0].Start
		}
	}
	return out
}

var blockNames = [...]string{text.Paragraph: "paragraph", text.Heading: "heading", text.Item: "item", text.Note: "note", text.Row: "row"}

// Text returns the sentence as one line.
func (s Sentence) Text(doc string) string { return strings.Join(strings.Fields(s.In(doc)), " ") }

// OnLine returns the sentences with an item or a numeral that begins on line n of the document's text, from 1.
func (e Explanation) OnLine(n int) []Sentence {
	from, text := 0, e.Document.Text
	for ; n > 1; n-- {
		i := strings.IndexByte(text[from:], '\n')
		if i < 0 {
			return nil
		}
		from += i + 1
	}
	line := schemas.Span{Start: from, End: len(text)}
	if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
		line.End = from + i
	}
	on := func(s schemas.Span) bool { return line.Start <= s.Start && s.Start < line.End }
	var out []Sentence
	for _, s := range e.Sentences {
		if slices.ContainsFunc(s.Items, func(it Item) bool { return on(it.Span) }) || slices.ContainsFunc(s.Numerals, func(i int) bool { return on(e.Numerals[i].Span) }) {
			out = append(out, s)
		}
	}
	return out
}
