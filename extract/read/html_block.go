package read

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blocks reads the content of an element: paragraphs, lists and tables.
func (p *page) blocks(n *html.Node, depth int) {
	if p.b.err != nil || p.ctx.Err() != nil {
		return
	}
	defer p.enterFont(n)()
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			p.characters(c.Data)
		case c.Type != html.ElementNode || p.skipped(c):
		case depth > pageDepth:
			p.text(c, 0, false)
		case c.DataAtom == atom.Table:
			p.flush()
			p.b.table(p.table(c))
		case c.DataAtom == atom.Ul || c.DataAtom == atom.Ol:
			p.flush()
			p.items(c, depth)
		case c.DataAtom == atom.Br:
			p.cur.text = append(p.cur.text, '\n')
		case c.DataAtom == atom.Pre:
			p.flush()
			p.b.paragraph(inline{text: []byte(textOf(c, int(min(p.b.limit, 1<<30))))})
		case isBlock(c.DataAtom):
			p.flush()
			p.blocks(c, depth+1)
			p.flush()
		case holdsBlock(c, 0):
			p.blocks(c, depth+1)
		default:
			p.text(c, depth, false)
		}
	}
}

// items reads a list: its markers as they are shown.
func (p *page) items(list *html.Node, depth int) {
	n := 1
	if start, err := strconv.Atoi(attr(list, "start")); err == nil {
		n = start
	}
	bullet := "- "
	if p.list%2 == 1 {
		bullet = "+ "
	}
	if p.list == 0 {
		p.sep = ""
	}
	p.list++
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || p.skipped(c) {
			continue
		}
		if c.DataAtom == atom.Li {
			if v, err := strconv.Atoi(attr(c, "value")); err == nil {
				n = v
			}
			marker := bullet
			if list.DataAtom == atom.Ol {
				marker = listNumber(attr(list, "type"), n) + ". "
			}
			p.cur.text = append(p.cur.text, marker...)
			p.mark = strings.TrimSpace(marker)
			n++
		}
		p.blocks(c, depth+1)
		p.flush()
		p.cur, p.mark = inline{}, ""
		p.sep = "\n"
	}
	if p.list--; p.list == 0 {
		p.sep = ""
	}
}

func listNumber(kind string, n int) string {
	switch kind {
	case "a":
		return printNumber("lowerLetter", n)
	case "A":
		return printNumber("upperLetter", n)
	case "i":
		return printNumber("lowerRoman", n)
	case "I":
		return printNumber("upperRoman", n)
	}
	return strconv.Itoa(n)
}

// flush writes the paragraph read so far.
func (p *page) flush() {
	in := p.cur.trim()
	if p.mark != "" && string(in.text) == p.mark {
		return // the item's text is still to come
	}
	p.cur, p.mark = inline{}, ""
	if in.blank() {
		return
	}
	sep := p.sep
	if sep == "" {
		sep = "\n\n"
	}
	p.b.block(in, sep)
	if p.list > 0 {
		p.sep = "\n"
	}
}

// enterFont notes the font that an element sets, where it is one of the 1990s, and returns what restores the one before.
func (p *page) enterFont(n *html.Node) func() {
	before := p.font
	face := attr(n, "face")
	if style := attr(n, "style"); face == "" && style != "" {
		if _, family, ok := strings.Cut(style, "font-family:"); ok {
			face, _, _ = strings.Cut(family, ";")
		}
	}
	if face = strings.Trim(face, ` "'`); face != "" {
		p.font = ""
		if strings.HasPrefix(face, ".Vn") || strings.HasPrefix(face, "VNI-") {
			p.font, _, _ = strings.Cut(face, ",")
		}
	}
	return func() { p.font = before }
}

// characters adds text to the paragraph, white space collapsed as browsers do.
func (p *page) characters(s string) {
	if p.font != "" {
		s, _ = p.scripts.fontText(p.font, s)
	}
	for i := 0; i < len(s); {
		if c := s[i]; c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' {
			if n := len(p.cur.text); n > 0 && p.cur.text[n-1] != ' ' && p.cur.text[n-1] != '\n' {
				p.cur.text = append(p.cur.text, ' ')
			}
			i++
			continue
		}
		end := strings.IndexAny(s[i:], " \n\t\r\f")
		if end < 0 {
			end = len(s) - i
		}
		p.cur.text = append(p.cur.text, s[i:i+end]...)
		i += end
	}
}

// text reads what stands in a line: text, line breaks, raised digits and the markers of notes.
func (p *page) text(n *html.Node, depth int, within bool) {
	if n.Type == html.TextNode {
		p.characters(n.Data)
		return
	}
	if n.Type != html.ElementNode || depth > pageDepth || !within && p.skipped(n) {
		return
	}
	switch {
	case n.DataAtom == atom.Br:
		p.cur.text = append(p.cur.text, '\n')
		return
	case n.DataAtom == atom.Script || n.DataAtom == atom.Style:
		return
	case n.DataAtom == atom.Sup || p.target(n) != nil:
		if id := p.noteID(n); id != "" {
			m := p.b.marker(id)
			p.cur.refs = append(p.cur.refs, noteRef{len(p.cur.text), len(m), id})
			p.cur.text = append(p.cur.text, m...)
			return
		}
		if raised := raise(strings.TrimSpace(textOf(n, 64))); raised != "" && !isASCII(raised) && utf8.RuneCountInString(raised) <= 3 {
			p.cur.text = append(p.cur.text, raised...)
			return
		}
	}
	defer p.enterFont(n)()
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.text(c, depth+1, within)
		if within && isBlock(c.DataAtom) && c.NextSibling != nil {
			p.characters(" ")
		}
	}
}

// noteID returns the id of the note that a superscript or link marks, "" where it marks none.
func (p *page) noteID(n *html.Node) string {
	for _, a := range find(n, func(n *html.Node) bool { return n.DataAtom == atom.A }, 0, nil) {
		if body := p.target(a); body != nil {
			return attr(a, "href")[1:]
		}
	}
	return ""
}

// table reads a table; its cells are read as lines.
func (p *page) table(n *html.Node) table {
	var t table
	var walk func(*html.Node, bool, int)
	walk = func(n *html.Node, head bool, depth int) {
		for c := n.FirstChild; c != nil && depth < 8; c = c.NextSibling {
			switch c.DataAtom {
			case atom.Thead:
				walk(c, true, depth+1)
			case atom.Tbody, atom.Tfoot:
				walk(c, false, depth+1)
			case atom.Caption:
				p.b.paragraph(p.cell(c)[0])
			case atom.Tr:
				t.rows = append(t.rows, p.row(c, head))
			}
		}
	}
	walk(n, false, 0)
	return t
}

func (p *page) row(n *html.Node, head bool) tableRow {
	row := tableRow{head: head}
	heads, cells := 0, 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		cells++
		if c.DataAtom == atom.Th {
			heads++
		}
		row.cells = append(row.cells, tableCell{paragraphs: p.cell(c), cols: small(attr(c, "colspan")), rows: small(attr(c, "rowspan"))})
	}
	row.head = head || cells > 1 && heads == cells
	return row
}

// cell reads the content of a cell, paragraph by paragraph; it returns at least one.
func (p *page) cell(n *html.Node) []inline {
	outer := p.cur
	p.cur = inline{}
	var out []inline
	cut := func() {
		if !p.cur.blank() {
			out = append(out, p.cur)
		}
		p.cur = inline{}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case isBlock(c.DataAtom) || c.DataAtom == atom.Br:
			cut()
			p.text(c, 0, false)
			if c.DataAtom == atom.Br {
				p.cur = inline{}
			}
			cut()
		default:
			p.text(c, 0, false)
		}
	}
	cut()
	p.cur = outer
	if len(out) == 0 {
		out = append(out, inline{})
	}
	return out
}

// isBlock reports whether an element begins a new line.
func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Ul, atom.Ol,
		atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Center, atom.Hr, atom.Table, atom.Tr, atom.Figure, atom.Figcaption, atom.Address, atom.Fieldset, atom.Pre,
		atom.Details, atom.Summary, atom.Body, atom.Html:
		return true
	}
	return false
}

// holdsBlock reports whether an inline element, such as <font> or <span>, holds a block.
func holdsBlock(n *html.Node, depth int) bool {
	for c := n.FirstChild; c != nil && depth < 32; c = c.NextSibling {
		if isBlock(c.DataAtom) || holdsBlock(c, depth+1) {
			return true
		}
	}
	return false
}
