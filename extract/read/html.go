package read

import (
	"bytes"
	"context"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"solieu/schemas"
)

// htm reads web pages: the main content without navigation, tables as Markdown, footnotes at the end with their markers.
type htm struct {
	limits  Limits
	scripts *scripts
}

// sniff looks for the document type or a tag that opens a page, as the WHATWG's sniffing does, behind comments and white space.
func (htm) sniff(data []byte) bool {
	head := bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\xef\xbb\xbf"))
	for {
		head = bytes.TrimLeft(head, " \t\r\n\f")
		switch {
		case bytes.HasPrefix(head, []byte("<!--")):
			end := bytes.Index(head, []byte("-->"))
			if end < 0 {
				return false
			}
			head = head[end+3:]
			continue
		case bytes.HasPrefix(head, []byte("<?xml")):
			end := bytes.Index(head, []byte("?>"))
			if end < 0 {
				return false
			}
			head = head[end+2:]
			continue
		}
		break
	}
	lower := bytes.ToLower(head[:min(len(head), 16)])
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<table", "<div", "<p>", "<p ", "<h1", "<meta", "<title", "<article", "<main", "<section"} {
		if bytes.HasPrefix(lower, []byte(tag)) {
			return true
		}
	}
	return false
}

func (f htm) read(ctx context.Context, data []byte) ([]schemas.Document, error) {
	dec, err := decodeText(data)
	if err != nil {
		return nil, err
	}
	if !utf8.Valid(dec.utf8) {
		old, ok := f.scripts.detect(data)
		if !ok {
			return nil, badByte(data, firstInvalid(data))
		}
		dec = old
	}
	root, err := html.Parse(bytes.NewReader(dec.utf8))
	if err != nil {
		return nil, reject(schemas.RejectMalformed, "HTML: "+err.Error())
	}
	p := page{ctx: ctx, scripts: f.scripts, b: newBuilder(f.limits), byID: map[string]*html.Node{}, order: map[*html.Node]int{}, inner: map[*html.Node]bool{}}
	p.index(root, 0)
	p.indexNotes(root, 0)
	p.blocks(p.main(root), 0)
	p.flush()
	p.b.footnotes(p.note)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc, err := p.b.document("html", dec.encoding)
	if err != nil {
		return nil, err
	}
	doc.EncodingConfidence = dec.certainty()
	return []schemas.Document{doc}, nil
}

// pageDepth bounds the nesting that is followed; deeper elements are read as their text.
const pageDepth = 400

// page walks over a parsed page.
type page struct {
	ctx     context.Context
	scripts *scripts

	b     *builder
	byID  map[string]*html.Node
	order map[*html.Node]int  // of links and of elements that may be pointed to
	inner map[*html.Node]bool // bodies of notes, which are written at the end
	cur   inline              // the paragraph being read
	sep   string              // what goes before it; "" means a blank line
	list  int                 // depth of lists
	font  string              // a font of the 1990s that is in force, else ""
	mark  string              // of the item being read, until its text comes
}

// index notes the elements that may be pointed to.
func (p *page) index(n *html.Node, depth int) {
	for _, key := range []string{"id", "name"} {
		if id := attr(n, key); id != "" && p.byID[id] == nil {
			p.byID[id] = n
			p.order[n] = len(p.order)
		}
	}
	if n.DataAtom == atom.A {
		p.order[n] = len(p.order)
	}
	for c := n.FirstChild; c != nil && depth < 4*pageDepth; c = c.NextSibling {
		p.index(c, depth+1)
	}
}

// indexNotes notes the elements that the markers of notes point to.
func (p *page) indexNotes(n *html.Node, depth int) {
	if target := p.target(n); target != nil {
		p.inner[target] = true
	}
	for c := n.FirstChild; c != nil && depth < 4*pageDepth; c = c.NextSibling {
		p.indexNotes(c, depth+1)
	}
}

// target returns the body of the note that n, a superscript link, points to; it stands behind the link.
func (p *page) target(n *html.Node) *html.Node {
	if n.DataAtom != atom.A {
		return nil
	}
	href := attr(n, "href")
	if !strings.HasPrefix(href, "#") || len(href) < 2 || len(strings.Trim(textOf(n, 64), "[]()* \u00a00123456789")) > 0 {
		return nil
	}
	if !(n.Parent != nil && n.Parent.DataAtom == atom.Sup || n.FirstChild != nil && n.FirstChild.DataAtom == atom.Sup) {
		return nil
	}
	body := p.byID[href[1:]]
	if body == nil || p.order[body] < p.order[n] {
		return nil // a link back
	}
	if body = blockOf(body); body == nil || contains(body, n) {
		return nil
	}
	return body
}

// blockOf returns the paragraph or item that an anchor stands in.
func blockOf(n *html.Node) *html.Node {
	for n != nil && (n.DataAtom == atom.A || n.DataAtom == atom.Sup || n.DataAtom == atom.Span) {
		n = n.Parent
	}
	return n
}

func contains(outer, n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}

// note returns the body of a note without the link back.
func (p *page) note(id string) inline {
	outer := p.cur
	p.cur = inline{}
	p.text(blockOf(p.byID[id]), 0, true)
	in := p.cur.trim()
	p.cur = outer
	in.text = []byte(strings.TrimRight(string(in.text), " ↑↩^"))
	trimmed := strings.TrimLeft(string(in.text), " ↑^[]().:0123456789¹²³⁴⁵⁶⁷⁸⁹⁰")
	if gap := strings.IndexByte(string(in.text), ' '); gap > 0 && len(in.text)-len(trimmed) >= gap {
		return inline{text: []byte(strings.TrimSpace(string(in.text[gap:])))} // without the marker before it
	}
	return in
}

// main returns the element that holds the content: <main>, one <article>, or the body.
func (p *page) main(root *html.Node) *html.Node {
	for _, want := range []func(*html.Node) bool{
		func(n *html.Node) bool { return n.DataAtom == atom.Main || attr(n, "role") == "main" },
		func(n *html.Node) bool { return n.DataAtom == atom.Article },
		func(n *html.Node) bool { return n.DataAtom == atom.Body },
	} {
		if found := find(root, want, 0, nil); len(found) == 1 {
			return found[0]
		}
	}
	return root
}

func find(n *html.Node, want func(*html.Node) bool, depth int, found []*html.Node) []*html.Node {
	if depth > 4*pageDepth {
		return found
	}
	if n.Type == html.ElementNode && want(n) {
		return append(found, n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		found = find(c, want, depth+1, found)
	}
	return found
}

// skipped reports whether an element is no content: scripts, navigation, forms, hidden parts, and lists of links.
func (p *page) skipped(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Button, atom.Select, atom.Iframe,
		atom.Svg, atom.Head, atom.Object, atom.Input, atom.Textarea, atom.Video, atom.Audio, atom.Canvas:
		return true
	}
	if p.inner[n] {
		return true
	}
	if style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", ""); strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" || a.Key == "role" && (a.Val == "navigation" || a.Val == "banner" || a.Val == "contentinfo") {
			return true
		}
	}
	return n.DataAtom == atom.Ul && menu(n)
}

// menu reports whether a list holds nothing but links.
func menu(n *html.Node) bool {
	links := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		text := strings.TrimSpace(textOf(c, 301))
		if len(text) > 300 {
			return false
		}
		a := find(c, func(n *html.Node) bool { return n.DataAtom == atom.A }, 0, nil)
		if len(a) == 0 || len(strings.TrimSpace(textOf(a[0], 301)))*10 < len(text)*8 {
			return false
		}
		links++
	}
	return links >= 2
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// textOf returns the text below n, up to about limit bytes.
func textOf(n *html.Node, limit int) string {
	var b strings.Builder
	var walk func(*html.Node, int)
	walk = func(n *html.Node, depth int) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil && depth < pageDepth && b.Len() < limit; c = c.NextSibling {
			walk(c, depth+1)
		}
	}
	walk(n, 0)
	return b.String()
}
