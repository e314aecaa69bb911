package read

import (
	"bytes"
	"context"
	"strconv"
	"strings"
	"unicode/utf16"

	"solieu/schemas"
)

// rtf reads Rich Text Format 1.9: paragraphs, printed list numbers, tables with merged cells, notes, text boxes; deleted and hidden text
// is left out, headers and footers too. Letters are decoded by the character set of their font, those of the fonts of the 1990s by
// the font's name.
type rtf struct {
	limits  Limits
	scripts *scripts
}

func (rtf) sniff(data []byte) bool { return bytes.HasPrefix(data, []byte("{\\rtf")) }

// maxRTFDepth bounds the groups that are open at a time.
const maxRTFDepth = 1000

// rtfState is what a group inherits and its end restores.
type rtfState struct {
	font                 int
	uc                   int // bytes that stand for a letter of \u in old programs
	skip, fonts, list    bool
	raised, hidden, caps bool
	row, centred         bool
	flow                 *rtfFlow
	ends                 bool // the group's end ends the flow
}

// rtfFlow is where text goes: the body, a note or a text box.
type rtfFlow struct {
	paragraph inline
	kind      paragraphKind
	lines     inline // of a note or a box: its paragraphs
	note      string // id
}

// rich reads one file.
type rich struct {
	data    []byte
	pos     int
	b       *builder
	scripts *scripts
	state   rtfState
	stack   []rtfState
	run     []byte // text of the present font and style, as its font's letters
	pending int    // bytes that repeat a letter of \u
	high    rune   // first half of a surrogate pair
	plain   int    // the file's default font
	fonts   map[int]*rtfFont
	body    *rtfFlow
	notes   map[string]inline
	boxes   []inline
	rows    rtfTable
	last    paragraphKind // of the paragraph before
	page    string        // code page of the file
	legacy  string        // encoding of the fonts of the 1990s that were met
}

func (f rtf) read(ctx context.Context, data []byte) ([]schemas.Document, error) {
	r := &rich{data: data, b: newBuilder(f.limits), scripts: f.scripts, fonts: map[int]*rtfFont{}, notes: map[string]inline{}, body: &rtfFlow{}, page: "1252"}
	r.state = rtfState{font: -1, uc: 1, flow: r.body}
	for n := 0; r.pos < len(data) && r.b.err == nil; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !r.step() {
			return nil, reject(schemas.RejectMalformed, "RTF: > "+strconv.Itoa(maxRTFDepth)+" nhóm lồng nhau (nested groups)")
		}
	}
	for len(r.stack) > 0 { // a file that was cut off
		r.closeGroup()
	}
	r.endParagraph()
	r.endTable()
	r.b.footnotes(func(note string) inline { return r.notes[note] })
	doc, err := r.b.document("rtf", first(r.legacy, "windows-"+r.page))
	if err != nil {
		return nil, err
	}
	return []schemas.Document{doc}, nil
}

// step reads one token; it fails where groups are nested too deep.
func (r *rich) step() bool {
	c := r.data[r.pos]
	r.pos++
	switch c {
	case '{':
		if r.pending = 0; len(r.stack) == maxRTFDepth {
			return false
		}
		r.flush()
		r.stack = append(r.stack, r.state)
		r.state.ends = false
	case '}':
		r.closeGroup()
	case '\\':
		r.control()
	case '\r', '\n', 0:
	default:
		r.letter(c)
	}
	return true
}

func (r *rich) closeGroup() {
	r.flush()
	r.pending = 0
	if len(r.stack) == 0 {
		return
	}
	if r.state.ends {
		r.endFlow()
	}
	r.state, r.stack = r.stack[len(r.stack)-1], r.stack[:len(r.stack)-1]
}

// control reads what follows a backslash.
func (r *rich) control() {
	if r.pos >= len(r.data) {
		return
	}
	start := r.pos
	for r.pos < len(r.data) && (r.data[r.pos]|0x20 >= 'a' && r.data[r.pos]|0x20 <= 'z') {
		r.pos++
	}
	word := string(r.data[start:min(r.pos, start+32)])
	if word == "" {
		r.symbol()
		return
	}
	start = r.pos
	if r.pos < len(r.data) && r.data[r.pos] == '-' {
		r.pos++
	}
	for r.pos < len(r.data) && r.data[r.pos] >= '0' && r.data[r.pos] <= '9' {
		r.pos++
	}
	value, err := strconv.Atoi(string(r.data[start:min(r.pos, start+12)]))
	if r.pos < len(r.data) && r.data[r.pos] == ' ' {
		r.pos++
	}
	r.word(word, value, err == nil)
}

// symbol reads a control symbol.
func (r *rich) symbol() {
	c := r.data[r.pos]
	r.pos++
	switch c {
	case '\'':
		if v, err := strconv.ParseUint(string(r.data[r.pos:min(r.pos+2, len(r.data))]), 16, 8); err == nil {
			r.pos += 2
			r.letter(byte(v))
		}
	case '*':
		if !r.optional() {
			r.state.skip = true
		}
	case '~':
		r.put("\u00a0")
	case '_':
		r.put("-")
	case '-':
		if _, encoding := r.scripts.fontText(r.font().name, "\u00ad"); encoding != "" {
			r.letter(0xad) // no optional hyphen: TCVN3 has a letter in its place
		}
	case '\\', '{', '}':
		r.letter(c)
	case '\r', '\n':
		r.endParagraph()
	}
}

// openNote begins the text of a note and marks its place in the text around it.
func (r *rich) openNote() {
	r.flush()
	if r.state.skip || r.state.flow != r.body {
		return
	}
	id := strconv.Itoa(len(r.notes) + 1)
	r.notes[id] = inline{}
	mark, in := r.b.marker(id), &r.body.paragraph
	in.refs = append(in.refs, noteRef{len(in.text), len(mark), id})
	in.text = append(in.text, mark...)
	r.state.flow, r.state.ends, r.state.row, r.state.raised = &rtfFlow{note: id}, true, false, false
}

// openBox begins a text box, whose text stands behind the paragraph that it hangs on.
func (r *rich) openBox() {
	r.flush()
	if r.state.flow == r.body && !r.state.skip {
		r.state.flow, r.state.ends, r.state.row = &rtfFlow{}, true, false
	}
}

func (r *rich) endFlow() {
	r.endParagraph()
	f := r.state.flow
	if f.note != "" {
		r.notes[f.note] = f.lines
		return
	}
	r.boxes = append(r.boxes, f.lines)
}

// endParagraph ends a line of the body, a cell, a note or a box.
func (r *rich) endParagraph() {
	r.flush()
	f := r.state.flow
	in := f.paragraph
	switch {
	case r.state.fonts || r.state.skip:
		return
	case f != r.body:
		f.lines.add("\n", in.trim())
	case r.state.row:
		r.rows.paragraph(in.trim())
	default:
		r.endTable()
		r.bodyParagraph(in, f.kind)
	}
	f.paragraph, f.kind = inline{}, plainKind
}

// bodyParagraph writes a paragraph and the text boxes that hang on it; items of a list and the lines of a title stand together.
func (r *rich) bodyParagraph(in inline, kind paragraphKind) {
	if kind == plainKind && r.state.centred {
		kind = centredKind
	}
	sep := "\n\n"
	if kind != plainKind && kind == r.last {
		sep = "\n"
	}
	if !in.blank() {
		r.b.block(in, sep)
		r.last = kind
	}
	for _, box := range r.boxes {
		r.b.paragraph(box)
	}
	r.boxes = nil
}

func (r *rich) endCell() {
	if r.state.flow != r.body || r.state.skip {
		r.put("\t")
		return
	}
	r.state.row = true
	r.endParagraph()
	r.rows.endCell()
}

// endTable writes the table whose last row has been read.
func (r *rich) endTable() {
	if t, ok := r.rows.table(); ok {
		r.b.table(t)
		r.last = plainKind
	}
	r.rows = rtfTable{}
}

// put adds text in Unicode.
func (r *rich) put(s string) {
	if !r.state.skip {
		r.run = append(r.run, s...)
	}
}

// unicode adds a letter of \u, a UTF-16 unit, which old programs find again in the bytes that follow.
func (r *rich) unicode(c rune) {
	switch {
	case c >= 0xd800 && c < 0xdc00:
		r.high = c
	case c >= 0xdc00 && c < 0xe000:
		r.put(string(utf16.DecodeRune(r.high, c)))
	default:
		r.put(string(c))
	}
	r.pending = r.state.uc
}

// letter adds a byte of the present font's character set.
func (r *rich) letter(c byte) {
	switch {
	case r.pending > 0:
		r.pending--
	case r.state.skip:
	case c < 0x80 || r.state.fonts:
		r.run = append(r.run, c)
	default:
		r.run = append(r.run, r.decodeByte(c)...)
	}
}

// flush moves the run to the paragraph, as its style has it.
func (r *rich) flush() {
	text := string(r.run)
	r.run = r.run[:0]
	switch {
	case text == "" || r.state.skip || r.state.hidden:
		return
	case r.state.fonts:
		name, _, _ := strings.Cut(text, ";")
		if f := r.font(); f.name == "" {
			f.name = strings.TrimSpace(name)
		}
		return
	}
	text = r.inFont(text)
	if r.state.caps {
		text = strings.ToUpper(text)
	}
	if r.state.raised {
		text = raise(text)
	}
	r.state.flow.paragraph.text = append(r.state.flow.paragraph.text, text...)
}
