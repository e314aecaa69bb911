// Package text finds the layout of a report in its plain text: headings, paragraphs, list items, table rows and footnotes,
// with sentences that a page break or a lifted footnote tore apart made whole again.
//
// Text goes in, blocks come out, in reading order. A [Block] does not copy: it lists the spans of the text that belong together.
//
//	for _, b := range text.Blocks(doc.Text) {
//		for _, f := range b.Parts { fmt.Println(f.In(doc.Text)) }
//	}
package text
