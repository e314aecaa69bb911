package read

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"

	"solieu/schemas"
)

// inline is the content of a paragraph or a cell: text with the markers of notes in it.
type inline struct {
	text []byte
	refs []noteRef
}

// noteRef is the marker of a note at text[at:at+size].
type noteRef struct {
	at, size int
	note     string // the format's own identifier of the note
}

// blank reports whether nothing is to be seen.
func (in *inline) blank() bool { return blank(string(in.text)) }

// add appends another content behind a separator.
func (in *inline) add(sep string, other inline) {
	if len(in.text) > 0 && len(other.text) > 0 {
		in.text = append(in.text, sep...)
	}
	shift := len(in.text)
	in.text = append(in.text, other.text...)
	for _, r := range other.refs {
		in.refs = append(in.refs, noteRef{r.at + shift, r.size, r.note})
	}
}

// trim takes the white space off both ends.
func (in inline) trim() inline {
	left := strings.TrimLeft(string(in.text), " \t\n\r\u00a0")
	cut := len(in.text) - len(left)
	text := strings.TrimRight(left, " \t\n\r")
	out := inline{text: []byte(text)}
	for _, r := range in.refs {
		if r.at -= cut; r.at >= 0 && r.at+r.size <= len(text) {
			out.refs = append(out.refs, r)
		}
	}
	return out
}

// superscript writes n in superscript digits: the markers of notes, as reports print them.
func superscript(n int) string {
	var b strings.Builder
	for _, d := range strconv.Itoa(n) {
		b.WriteRune([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[d-'0'])
	}
	return b.String()
}

// builder writes the text of a structured format: paragraphs apart by a blank line, the lines of a list or of a table by a line feed.
type builder struct {
	limit   int64
	cells   int
	text    []byte
	markers []markedNote // in text order
	numbers map[string]int
	pages   []int
	notes   []schemas.Note
	lifted  map[string][]byte // of PDF: the notes lifted from the feet of the pages
	err     error

	cellsAt   []schemas.Cell // of the text as written
	sheetName string         // of the sheet that is being written
	tables    int            // written so far
}

type markedNote struct {
	span schemas.Span
	note string
}

func newBuilder(l Limits) *builder {
	return &builder{limit: l.Text, cells: l.Cells, numbers: map[string]int{}}
}

// marker returns the printed marker of a note; notes are numbered in the order of their first mention.
func (b *builder) marker(note string) string {
	n, ok := b.numbers[note]
	if !ok {
		n = len(b.numbers) + 1
		b.numbers[note] = n
	}
	return superscript(n)
}

// put appends content at the end of the text and its markers with it.
func (b *builder) put(in inline) schemas.Span {
	start := len(b.text)
	if b.err != nil {
		return schemas.Span{Start: start, End: start}
	}
	b.text = append(b.text, in.text...)
	for _, r := range in.refs {
		b.markers = append(b.markers, markedNote{schemas.Span{Start: start + r.at, End: start + r.at + r.size}, r.note})
	}
	if int64(len(b.text)) > b.limit {
		b.err = reject(schemas.RejectTooLarge, fmt.Sprintf("> %d byte", b.limit))
	}
	return schemas.Span{Start: start, End: len(b.text)}
}

// paragraph writes a paragraph behind a blank line.
func (b *builder) paragraph(in inline) { b.block(in, "\n\n") }

// block writes a paragraph behind a separator and returns where it stands.
func (b *builder) block(in inline, sep string) schemas.Span {
	if in = in.trim(); in.blank() {
		return schemas.Span{}
	}
	b.gap(sep)
	return b.put(in)
}

// place notes that a span is the content of the cell at row and column of the sheet or table in hand.
func (b *builder) place(s schemas.Span, table, row, column int) {
	if s.Len() > 0 {
		b.cellsAt = append(b.cellsAt, schemas.Cell{Span: s, Sheet: b.sheetName, Table: table, Row: row, Column: column})
	}
}

func (b *builder) gap(sep string) {
	if len(b.text) > 0 {
		b.text = append(b.text, sep...)
	}
}

// pageBreak notes that a page begins with what is written next.
func (b *builder) pageBreak() {
	if at := len(b.text); at > 0 && (len(b.pages) == 0 || b.pages[len(b.pages)-1] < at) {
		b.pages = append(b.pages, at)
	}
}

// footnotes writes the bodies of the notes that were marked, in their order, and binds them to their markers.
func (b *builder) footnotes(body func(note string) inline) {
	done := map[string]schemas.Span{}
	for i := 0; i < len(b.markers); i++ { // a body may hold markers of its own
		m := b.markers[i]
		span, ok := done[m.note]
		if !ok {
			in := body(m.note).trim()
			if in.blank() {
				continue
			}
			b.gap("\n\n")
			b.put(inline{text: []byte(b.marker(m.note) + " ")})
			span = b.put(in)
			done[m.note] = span
		}
		b.notes = append(b.notes, schemas.Note{Marker: m.span, Body: span})
	}
}

// document returns the document, its text in the stored form. The encoding is that of the parts within.
func (b *builder) document(format, encoding string) (schemas.Document, error) {
	if b.err != nil {
		return schemas.Document{}, b.err
	}
	if len(b.text) > 0 {
		b.text = append(b.text, '\n')
	}
	text, offsets, err := decoded{encoding: encoding, utf8: b.text}.normalise()
	if err != nil {
		return schemas.Document{}, err
	}
	if isBinary([]byte(text)) {
		text, offsets, err = b.withoutNULs(encoding)
		if err != nil {
			return schemas.Document{}, err
		}
	}
	if blank(text) {
		return schemas.Document{}, reject(schemas.RejectEmpty, "")
	}
	d := schemas.Document{Format: format, Encoding: encoding, Text: text}
	back := func(at int) int { // offset in the stored text of offset at of the text written
		if len(offsets) == 0 {
			return at
		}
		return sort.Search(len(text), func(t int) bool { return offsets.Source(t) >= at })
	}
	for _, p := range b.pages {
		if p = back(p); p < len(text) {
			d.Pages = append(d.Pages, skipBlank(text, p))
		}
	}
	for _, c := range b.cellsAt {
		if c.Span = (schemas.Span{Start: back(c.Start), End: back(c.End)}); c.Len() > 0 {
			d.Cells = append(d.Cells, c)
		}
	}
	slices.SortStableFunc(b.notes, func(x, y schemas.Note) int { return cmp.Compare(x.Body.Start, y.Body.Start) })
	for _, n := range b.notes {
		d.Footnote = append(d.Footnote, schemas.Note{
			Marker: schemas.Span{Start: back(n.Marker.Start), End: back(n.Marker.End)},
			Body:   schemas.Span{Start: back(n.Body.Start), End: back(n.Body.End)},
		})
	}
	return d, nil
}

// withoutNULs replaces NULs and other controls, which no structured format may hold, by spaces of the same length.
func (b *builder) withoutNULs(encoding string) (string, schemas.OffsetMap, error) {
	for i, c := range b.text {
		if c < 0x20 && c != '\n' && c != '\t' {
			b.text[i] = ' '
		}
	}
	return decoded{encoding: encoding, utf8: b.text}.normalise()
}

// skipBlank returns the offset of the first character at or behind at that is no white space.
func skipBlank(text string, at int) int {
	rest := strings.TrimLeft(text[at:], " \n\t")
	return len(text) - len(rest)
}
