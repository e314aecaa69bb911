package read

import (
	"context"
	"strings"

	"solieu/schemas"
)

// odt reads OpenDocument text: paragraphs, lists, tables and notes; deleted text of tracked changes is left out.
type odt struct{ limits Limits }

func (odt) sniff(data []byte) bool {
	const kind = "mimetypeapplication/vnd.oasis.opendocument.text"
	return isZip(data) && len(data) > 30+len(kind) && strings.HasPrefix(string(data[30:30+len(kind)]), kind)
}

func (f odt) read(ctx context.Context, data []byte) ([]schemas.Document, error) {
	c, err := openContainer(data, f.limits)
	if err != nil {
		return nil, err
	}
	if manifest, err := c.part("META-INF/manifest.xml"); err != nil {
		return nil, err
	} else if strings.Contains(string(manifest), "encryption-data") {
		return nil, reject(schemas.RejectEncrypted, "ODT")
	}
	content, err := c.part("content.xml")
	if err != nil {
		return nil, err
	}
	if content == nil {
		return nil, reject(schemas.RejectMalformed, "content.xml")
	}
	o := openText{ctx: ctx, b: newBuilder(f.limits), notes: map[string]inline{}}
	if o.x, err = newXML(content); err != nil {
		return nil, err
	}
	o.document()
	if o.x.err != nil {
		return nil, o.x.err
	}
	o.b.footnotes(func(id string) inline { return o.notes[id] })
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc, err := o.b.document("odt", "utf-8")
	if err != nil {
		return nil, err
	}
	return []schemas.Document{doc}, nil
}

// openText walks over content.xml.
type openText struct {
	ctx    context.Context
	x      *xmlScanner
	b      *builder
	notes  map[string]inline
	raised map[string]bool // text styles in superscript
	lists  int             // depth of lists
	item   bool            // the next paragraph begins a list item
	inList bool            // the block before was an item
}

// document reads the styles and the body.
func (o *openText) document() {
	o.raised = map[string]bool{}
	style := ""
	for t := o.x.next(); t != xmlEOF; t = o.x.next() {
		if t != xmlStart {
			continue
		}
		switch string(o.x.name) {
		case "style":
			style = o.x.attr("name")
		case "text-properties":
			if strings.HasPrefix(o.x.attr("text-position"), "super") {
				o.raised[style] = true
			}
		case "text":
			o.blocks(func(in inline) {
				sep := "\n\n"
				if o.lists > 0 && o.inList {
					sep = "\n"
				}
				o.inList = o.lists > 0
				o.b.block(in, sep)
			}, true)
		}
	}
}

// blocks reads blocks up to the end of the element that holds them and yields the paragraphs; tables at the top are written as tables.
func (o *openText) blocks(yield func(inline), top bool) {
	for depth := 1; depth > 0 && o.b.err == nil && o.ctx.Err() == nil; {
		switch o.x.next() {
		case xmlEOF:
			return
		case xmlEnd:
			depth--
			if string(o.x.name) == "list" {
				o.lists--
			}
		case xmlStart:
			switch string(o.x.name) {
			case "p", "h":
				in := o.paragraph()
				if o.item && !in.blank() {
					item := inline{text: []byte([]string{"+ ", "- "}[o.lists&1])}
					item.add("", in.trim())
					in, o.item = item, false
				}
				yield(in)
			case "table":
				if top {
					o.b.table(o.table())
				} else {
					o.blocks(yield, false)
				}
			case "tracked-changes", "annotation", "table-of-content", "forms", "sequence-decls":
				o.x.skipElement()
			case "list":
				o.lists++
				depth++
			case "list-item", "list-header":
				o.item = string(o.x.name) == "list-item"
				depth++
			default:
				depth++
			}
		}
	}
}

// paragraph reads a paragraph up to its end.
func (o *openText) paragraph() inline {
	var in inline
	raisedAt := -1
	raisedDepth := 0
	for depth := 1; depth > 0; {
		switch o.x.next() {
		case xmlEOF:
			return in
		case xmlText:
			in.text = appendCollapsed(in.text, o.x.appendText(nil))
		case xmlEnd:
			if depth == raisedDepth && raisedAt >= 0 {
				in.text = append(in.text[:raisedAt], raise(string(in.text[raisedAt:]))...)
				raisedAt = -1
			}
			depth--
		case xmlStart:
			depth++
			switch string(o.x.name) {
			case "s":
				in.text = append(in.text, strings.Repeat(" ", min(max(small(o.x.attr("c")), 1), 100))...)
			case "tab":
				in.text = append(in.text, '\t')
			case "line-break":
				in.text = append(in.text, '\n')
			case "soft-page-break":
				o.b.pageBreak()
			case "span":
				if o.raised[o.x.attr("style-name")] && raisedAt < 0 {
					raisedAt, raisedDepth = len(in.text), depth
				}
			case "note":
				o.note(&in)
				depth--
			case "annotation", "tracked-changes":
				o.x.skipElement()
				depth--
			}
		}
	}
	return in
}

// note reads a footnote or endnote where it is marked.
func (o *openText) note(in *inline) {
	id := o.x.attr("id")
	m := o.b.marker(id)
	in.refs = append(in.refs, noteRef{len(in.text), len(m), id})
	in.text = append(in.text, m...)
	for depth := 1; depth > 0; {
		switch o.x.next() {
		case xmlEOF:
			return
		case xmlEnd:
			depth--
		case xmlStart:
			if string(o.x.name) != "note-body" {
				o.x.skipElement()
				continue
			}
			var all inline
			o.blocks(func(p inline) { all.add("\n", p.trim()) }, false)
			o.notes[id] = all
		}
	}
}

// table reads a table up to its end.
func (o *openText) table() table {
	var t table
	head := false
	for depth := 1; depth > 0; {
		switch o.x.next() {
		case xmlEOF:
			return t
		case xmlEnd:
			depth--
			if string(o.x.name) == "table-header-rows" {
				head = false
			}
		case xmlStart:
			depth++
			switch string(o.x.name) {
			case "table-header-rows":
				head = true
			case "table-row":
				t.rows = append(t.rows, tableRow{head: head})
			case "table-cell":
				repeated := min(max(small(o.x.attr("number-columns-repeated")), 1), 64)
				cell := tableCell{cols: small(o.x.attr("number-columns-spanned")), rows: small(o.x.attr("number-rows-spanned"))}
				o.blocks(func(p inline) { cell.paragraphs = append(cell.paragraphs, p) }, false)
				depth--
				if n := len(t.rows); n > 0 {
					for range repeated {
						t.rows[n-1].cells = append(t.rows[n-1].cells, cell)
					}
				}
			}
		}
	}
	return t
}

// appendCollapsed appends text with its white space collapsed, as OpenDocument wants.
func appendCollapsed(dst, text []byte) []byte {
	for _, c := range text {
		if c == '\n' || c == '\t' || c == '\r' {
			c = ' '
		}
		if c == ' ' && (len(dst) == 0 || dst[len(dst)-1] == ' ') {
			continue
		}
		dst = append(dst, c)
	}
	return dst
}
