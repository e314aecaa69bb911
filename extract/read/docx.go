package read

import (
	"context"
	"strconv"
	"strings"

	"solieu/schemas"
)

// docx reads Word files (ECMA-376, WordprocessingML): the document as it stands with its tracked changes accepted.
// Headers and footers are left out; text boxes follow the paragraph that they hang on.
type docx struct {
	limits  Limits
	scripts *scripts
}

func (docx) sniff(data []byte) bool { return hasFile(data, "word/document", ".xml") }

func (f docx) read(ctx context.Context, data []byte) ([]schemas.Document, error) {
	c, err := openContainer(data, f.limits)
	if err != nil {
		return nil, err
	}
	_, root, err := c.relations("")
	if err != nil {
		return nil, err
	}
	name := first(root["officeDocument"], "word/document.xml")
	_, parts, err := c.relations(name)
	if err != nil {
		return nil, err
	}
	main, err := c.part(name)
	if err != nil {
		return nil, err
	}
	w := word{ctx: ctx, b: newBuilder(f.limits), scripts: f.scripts}
	if w.styles, err = readStyles(c, first(parts["styles"], "word/styles.xml")); err != nil {
		return nil, err
	}
	if w.lists, err = readNumbering(c, first(parts["numbering"], "word/numbering.xml")); err != nil {
		return nil, err
	}
	if w.x, err = newXML(main); err != nil {
		return nil, err
	}
	w.body()
	if w.x.err != nil {
		return nil, w.x.err
	}
	notes, err := w.readNotes(c, parts)
	if err != nil {
		return nil, err
	}
	w.b.footnotes(func(id string) inline { return notes[id] })
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	doc, err := w.b.document("docx", w.encoding())
	if err != nil {
		return nil, err
	}
	return []schemas.Document{doc}, nil
}

// word walks over a part in WordprocessingML.
type word struct {
	ctx     context.Context
	x       *xmlScanner
	b       *builder
	styles  styles
	lists   *numbering
	scripts *scripts
	legacy  string // the encoding of the fonts of the 1990s that were met, "" where there were none

	last  paragraphKind // of the block before
	boxes []inline      // text boxes of the paragraph being read
}

// paragraphKind says how a paragraph stands to the next one.
type paragraphKind byte

const (
	plainKind paragraphKind = iota
	listKind
	centredKind
)

// layout is what a paragraph's properties say.
type layout struct {
	style       string
	num, level  string
	centred     bool
	alignmentOK bool
}

func (w *word) encoding() string {
	if w.legacy != "" {
		return w.legacy
	}
	return "utf-8"
}

// body reads the blocks of the document; a table of contents repeats its headings and is left out.
func (w *word) body() {
	contents := false
	for w.b.err == nil && w.ctx.Err() == nil {
		switch w.x.next() {
		case xmlEOF:
			return
		case xmlStart:
			switch string(w.x.name) {
			case "p":
				w.block()
			case "docPartGallery":
				contents = w.x.attr("val") == "Table of Contents"
			case "sdtContent":
				if contents {
					w.x.skipElement()
				}
				contents = false
			case "tbl":
				w.topTable()
			case "del", "moveFrom", "sectPr", "sdtEndPr", "Fallback":
				w.x.skipElement()
			}
		}
	}
}

// block reads one paragraph of the body and writes it.
func (w *word) block() {
	in, l := w.paragraph()
	boxes := w.boxes
	w.boxes = nil
	in, kind := w.finish(in, l)
	sep := "\n\n"
	if kind != plainKind && kind == w.last {
		sep = "\n"
	}
	if !in.blank() {
		w.b.block(in, sep)
		w.last = kind
	}
	for _, box := range boxes {
		w.b.paragraph(box)
	}
}

// finish puts the printed number of a list item before its text.
func (w *word) finish(in inline, l layout) (inline, paragraphKind) {
	s := w.styles.of(l.style)
	if l.num == "" {
		l.num, l.level = s.num, first(l.level, s.level)
	}
	if in.blank() {
		return in, w.last
	}
	if l.num != "" && l.num != "0" {
		level, _ := strconv.Atoi(l.level)
		if marker := w.lists.next(l.num, level); marker != "" {
			item := inline{text: []byte(marker + " ")}
			item.add("", in.trim())
			return item, listKind
		}
	}
	if l.centred || !l.alignmentOK && s.centred {
		return in, centredKind
	}
	return in, plainKind
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// paragraph reads the content of a paragraph up to its end.
func (w *word) paragraph() (inline, layout) {
	var in inline
	var l layout
	var run runProps
	for depth := 1; depth > 0; {
		switch w.x.next() {
		case xmlEOF:
			return in, l
		case xmlEnd:
			depth--
		case xmlStart:
			depth++
			if w.inner(&in, &l, &run) {
				depth--
			}
		}
	}
	return in, l
}

// inner handles a start tag within a paragraph; it reports whether it consumed the element.
func (w *word) inner(in *inline, l *layout, run *runProps) bool {
	x := w.x
	switch string(x.name) {
	case "pPr":
		*l = w.properties()
	case "rPr":
		*run = readRun(w.x, *run, w.styles)
	case "r":
		*run = w.styles.run(l.style)
		return false
	case "t":
		w.text(in, *run)
	case "tab", "ptab":
		in.text = append(in.text, '\t')
		return false
	case "br", "cr":
		if x.attr("type") == "page" && in.blank() {
			w.b.pageBreak()
		} else {
			in.text = append(in.text, '\n')
		}
		return false
	case "lastRenderedPageBreak":
		w.b.pageBreak()
		return false
	case "softHyphen":
		if text, encoding := w.scripts.fontText(run.font, "\u00ad"); encoding != "" {
			in.text = append(in.text, text...) // TCVN3 has a letter in its place
		}
		return false
	case "noBreakHyphen":
		in.text = append(in.text, '-')
		return false
	case "footnoteReference", "endnoteReference":
		if x.attr("customMarkFollows") == "1" {
			return false
		}
		id := string(x.name[:1]) + x.attr("id")
		m := w.b.marker(id)
		in.refs = append(in.refs, noteRef{len(in.text), len(m), id})
		in.text = append(in.text, m...)
		return false
	case "txbxContent":
		w.box()
	case "del", "moveFrom", "Fallback", "instrText", "delText", "sdtPr", "rt", "pPrChange", "rPrChange":
		x.skipElement()
	default:
		return false
	}
	return true
}

// box reads a text box: its paragraphs in lines.
func (w *word) box() {
	outer := w.boxes
	w.boxes = nil
	var all inline
	w.cellContent("txbxContent", func(p inline) { all.add("\n", p.trim()) })
	w.boxes = append(append(outer, all), w.boxes...)
}

// text reads the text of a run.
func (w *word) text(in *inline, run runProps) {
	start := len(in.text)
	for {
		switch w.x.next() {
		case xmlText:
			if !run.hidden {
				in.text = w.x.appendText(in.text)
			}
			continue
		case xmlStart:
			w.x.skipElement()
			continue
		}
		break
	}
	if run.font != "" {
		if text, encoding := w.scripts.fontText(run.font, string(in.text[start:])); encoding != "" {
			in.text = append(in.text[:start], text...)
			w.legacy = encoding
		}
	}
	if run.caps {
		in.text = append(in.text[:start], strings.ToUpper(string(in.text[start:]))...)
	}
	if run.raised {
		in.text = append(in.text[:start], raise(string(in.text[start:]))...)
	}
}

// raise writes digits as superscripts where text holds nothing else: m2 with a raised 2 is m², a raised 12 is a note's marker.
func raise(s string) string {
	if n, err := strconv.Atoi(s); err == nil && n >= 0 && len(s) <= 3 && s[0] != '+' {
		return superscript(n)
	}
	return s
}

// readNotes reads the bodies of footnotes and endnotes by "f" or "e" and their id.
func (w *word) readNotes(c *container, parts map[string]string) (map[string]inline, error) {
	notes := map[string]inline{}
	for _, part := range []string{"footnotes", "endnotes"} {
		data, err := c.part(first(parts[part], "word/"+part+".xml"))
		if err != nil || data == nil {
			if err != nil {
				return nil, err
			}
			continue
		}
		if w.x, err = newXML(data); err != nil {
			return nil, err
		}
		element := strings.TrimSuffix(part, "s")
		for t := w.x.next(); t != xmlEOF; t = w.x.next() {
			if t != xmlStart || string(w.x.name) != element {
				continue
			}
			id, separator := part[:1]+w.x.attr("id"), w.x.attr("type") != ""
			var all inline
			w.cellContent(element, func(p inline) { all.add("\n", p.trim()) })
			if !separator {
				notes[id] = all
			}
		}
		if w.x.err != nil {
			return nil, w.x.err
		}
	}
	return notes, nil
}
