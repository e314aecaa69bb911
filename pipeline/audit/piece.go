package audit

import (
	"solieu/schemas/tables"
	"solieu/transform/check"
)

// Rows are what a snapshot holds of one document.
type Rows struct {
	Document tables.Document
	Text     string
	Figures  []tables.Observation // by place, as the tables are sorted; likewise numerals and checks
	Numerals []tables.Numeral
	Checks   []tables.Check
}

// Assemble makes of the rows of one document what [Gather] makes of each document of a snapshot: the document, measured, and its findings in
// its order. The text is not cut into segments; [Document.Piece] does that for as much of it as is shown.
func Assemble(rows Rows, opt Options) (*Document, []*Finding) {
	d := &Document{Document: rows.Document, Index: 1, text: rows.Text, figures: rows.Figures, numerals: rows.Numerals, checks: rows.Checks}
	d.index()
	d.measure()
	found := d.findings(opt.Lang, newRegister(opt.Waivers, opt.Day))
	for _, f := range found {
		if f.Violated() {
			d.Findings++
		}
	}
	return d, found
}

// Text is the whole text, as stored.
func (d *Document) Text() string { return d.text }

// Line returns the line of an offset in the stored text, from 1.
func (d *Document) Line(at int) int { return d.line(at) }

// Figures are the document's figures, by place.
func (d *Document) Figures() []tables.Observation { return d.figures }

// Figure returns the figure that begins at an offset; nil where none does.
func (d *Document) Figure(at int64) *tables.Observation { return d.byStart[at] }

// Piece cuts the half-open piece of the text from start to end at its numerals. Each has its class and, as its title, what it is; paint may
// add to that. The segments tile the piece.
func (d *Document) Piece(start, end int, lang string, paint func(tables.Numeral, *Segment)) []Segment {
	return d.segments(span{start, end}, func(n tables.Numeral, seg *Segment) {
		seg.Class, seg.Title = n.Class, word(classWords, n.Class, lang)
		if o := d.byStart[n.Start]; o != nil {
			seg.Title = about(o, lang)
		}
		paint(n, seg)
	})
}

// Places returns the starts of a relation's figures: the stated one first, if there is one.
func Places(c tables.Check) []int64 { return places(c) }

// Link is a figure as [Cover] sees it: its place, and the figures that the text ties it to.
type Link struct {
	Start      int64
	Of, Parent *int64
	Grouped    bool // in a list
}

// Relation is a check as [Cover] sees it.
type Relation struct {
	Places    []int64 // of its figures
	Evaluated bool
}

// Cover counts the figures of one document on their way to a verdict.
func Cover(figures []Link, relations []Relation) Coverage {
	linked, checkable, checked := map[int64]bool{}, map[int64]bool{}, map[int64]bool{}
	for _, r := range relations {
		for _, at := range r.Places {
			linked[at], checkable[at] = true, true
			checked[at] = checked[at] || r.Evaluated
		}
	}
	for _, f := range figures {
		for _, other := range []*int64{f.Of, f.Parent} {
			if other != nil {
				linked[f.Start], linked[*other] = true, true
			}
		}
		if f.Grouped {
			linked[f.Start] = true
		}
	}
	var c Coverage
	for _, f := range figures {
		c.Add(Coverage{1, one(linked[f.Start]), one(checkable[f.Start]), one(checked[f.Start])})
	}
	return c
}

// Leads returns for each check of one document the number of the graver finding that shares a figure with it, or a negative number.
func Leads(checks []tables.Check) []int { return check.Consequences(relations(checks)) }
