// Package extract reads a document's text: it finds every numeral, says what it is, and binds every figure to its unit, indicator,
// period, status, base and place.
//
// A [schemas.Document] enters, a [schemas.Extraction] leaves. The work is done block by block: text.Blocks finds the layout, token cuts
// syllables, parse makes items of them, and this package binds the quantities of each sentence by their clause and by the scopes that
// enclose it (brackets, trong đó, lists, the paragraph's period, the section's plan).
//
//	x, err := extract.New(lex)
//	ext, err := x.Extract(ctx, doc)
package extract
