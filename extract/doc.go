// Package extract reads a document's text: it finds every numeral, says what it is, and binds every figure to its unit, indicator,
// period, status, base and place.
//
// A [schemas.Document] enters, a [schemas.Extraction] leaves. The work is done block by block: text.Blocks finds the layout, token cuts
// syllables, parse makes items of them, and this package binds the quantities of each sentence by their clause and by the scopes that
// enclose it (brackets, trong đó, lists, the paragraph's period, the section's plan).
//
// The way of a block through the files: binder.go keeps what one block leaves to the next and scope.go opens and closes sections, lists and
// footnotes; timeline.go keeps the time in force. sentence.go cuts the items into sentences and amounts, split.go shares the items between the
// amounts, left.go and right.go read what stands before and behind each (subject.go and segment.go its subject and predicate, series.go
// enumerations with lần lượt, structure.go the parts of a whole in order). Then every amount becomes a figure: measure.go, percent.go and
// grown.go say what it measures, unit.go in what, status.go whether it is planned, when.go and stock.go of which period, base.go against what,
// target.go whose plan it is, name.go, within.go and count.go what it is called, and remember.go what later clauses inherit. Tables take the
// way of table.go and cell.go. explain.go tells all of it to a reader.
//
//	x, err := extract.New(lex)
//	ext, err := x.Extract(ctx, doc)
package extract
