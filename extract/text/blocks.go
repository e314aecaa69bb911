package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/schemas"
)

// Kind is the kind of a block.
type Kind uint8

// The kinds of block.
const (
	Paragraph Kind = iota
	Heading        // a title or section heading
	Item           // a list item: a paragraph with a marker
	Note           // a footnote
	Row            // a row of a table
)

// Block is a unit of reading: the parts, in order, read as one text.
type Block struct {
	Kind   Kind
	Parts  []schemas.Span
	Marker Marker
	Anchor int            // of a Note: the index of the block that holds its marker, -1 where none was found
	At     int            // of a Note: byte offset of its marker in the text, -1 where none was found
	Colon  bool           // ends with a colon: what follows is its list
	Gap    bool           // a blank line stands before it
	Cells  []schemas.Span // of a Row: its cells by column, without outer white space; empty where the column is
	Head   bool           // of a Row: it stands above the first row of values
}

// Span returns the span from the first part's start to the last part's end.
func (b *Block) Span() schemas.Span {
	return schemas.Span{Start: b.Parts[0].Start, End: b.Parts[len(b.Parts)-1].End}
}

// line is one physical line without its end and outer white space.
type line struct {
	span   schemas.Span
	marker Marker
	blank  bool
	super  bool // begins with a footnote marker
	row    bool // a row of a markdown table
	head   bool // marked as a heading
}

// Blocks splits text into blocks.
func Blocks(s string) []Block {
	paras := paragraphs(s)
	return mend(s, paras)
}

// paragraphs joins wrapped lines into paragraphs.
func paragraphs(s string) []Block {
	var out []Block
	var spans []schemas.Span // of the blocks' first parts, many in one piece of memory
	gap := true
	tried := 0 // behind the lines that were found to be no aligned table
	for at := 0; at < len(s); {
		if at >= tried {
			var rows []Block
			if rows, tried = aligned(s, at); rows != nil {
				rows[0].Gap = gap
				out = append(out, rows...)
				at, gap = tried, false
				continue
			}
		}
		end := strings.IndexByte(s[at:], '\n')
		if end < 0 {
			end = len(s)
		} else {
			end += at
		}
		ln := scanLine(s, at, end)
		at = end + 1
		if ln.blank {
			gap = true
			continue
		}
		if len(spans) == cap(spans) {
			spans = make([]schemas.Span, 0, 256)
		}
		spans = append(spans, ln.span)
		b := ln.block(s, spans[len(spans)-1:len(spans):len(spans)])
		b.Gap = gap
		if n := len(out); n > 0 && !gap && wraps(s, &out[n-1], &b, ln) {
			out[n-1].Parts = append(out[n-1].Parts, ln.span)
			out[n-1].Colon = endsWith(s, ln.span, ':')
		} else {
			out = append(out, b)
		}
		gap = false
	}
	return out
}

func scanLine(s string, at, end int) line {
	for at < end && isSpaceAt(s, at) > 0 {
		at += isSpaceAt(s, at)
	}
	for end > at {
		r, n := utf8.DecodeLastRuneInString(s[at:end])
		if !unicode.IsSpace(r) {
			break
		}
		end -= n
	}
	ln := line{span: schemas.Span{Start: at, End: end}, blank: at == end}
	if ln.blank {
		return ln
	}
	t := s[at:end]
	r, _ := utf8.DecodeRuneInString(t)
	ln.super = isSuper(r)
	ln.row = t[0] == '|' && strings.Count(t, "|") > 1
	ln.head = t[0] == '#' || strings.HasPrefix(t, "==") && strings.HasSuffix(t, "==")
	if !ln.head && !ln.row {
		ln.marker = ParseMarker(t)
	}
	return ln
}

func isSpaceAt(s string, i int) int {
	if s[i] < utf8.RuneSelf {
		if s[i] <= ' ' {
			return 1
		}
		return 0
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' {
		return n
	}
	return 0
}

func isSuper(r rune) bool {
	return r == '¹' || r == '²' || r == '³' || r == '⁰' || r >= '⁴' && r <= '⁹'
}

func (ln line) block(s string, parts []schemas.Span) Block {
	b := Block{Parts: parts, Marker: ln.marker, Anchor: -1, At: -1, Colon: endsWith(s, ln.span, ':')}
	switch {
	case ln.row:
		b.Kind, b.Cells = Row, pipeCells(s, ln.span)
	case ln.head:
		b.Kind = Heading
	case ln.super:
		b.Kind = Note
	case ln.marker.Kind != NoMarker:
		b.Kind = Item
	}
	if t := ln.span.In(s); (b.Kind == Paragraph || b.Kind == Item) && len(t) < maxBold && allBold(t) || b.Kind == Item && ln.marker.Kind == Roman && len(t) < maxBold && !strings.ContainsAny(t[len(t)-1:], ".;,:") {
		b.Kind = Heading
	}
	if b.Kind == Paragraph && isHeading(ln.span.In(s)) || b.Kind == Item && ln.marker.Kind.Section() && isHeading(ln.marker.Rest(ln.span.In(s))) {
		b.Kind = Heading
	}
	return b
}

// maxBold is the length in bytes up to which a line that is bold as a whole, or a Roman section's first line, is a heading.
const maxBold = 200

// allBold reports whether a line is emphasised from end to end and closed by no punctuation.
func allBold(t string) bool {
	rest, ok := strings.CutPrefix(t, "**")
	if !ok {
		return false
	}
	inner, ok := strings.CutSuffix(rest, "**")
	return ok && inner != "" && !strings.Contains(inner, "**") && !strings.ContainsAny(inner[len(inner)-1:], ".;,:")
}

// isHeading reports whether a line by itself looks like a heading: short, no closing punctuation, all capitals or one of the words of division.
func isHeading(t string) bool {
	t = strings.Trim(t, "*_ ")
	if len(t) == 0 || len(t) > 300 {
		return false
	}
	for _, p := range []string{"Phần thứ", "PHẦN THỨ", "Phần I", "Phần V", "Chương ", "CHƯƠNG ", "Mục ", "MỤC "} {
		if strings.HasPrefix(t, p) {
			return true
		}
	}
	if strings.ContainsAny(t[len(t)-1:], ".;,") {
		return false
	}
	upper, lower := 0, 0
	for _, r := range t {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper > 3 && lower*8 < upper
}

// wraps reports whether line ln goes on with the paragraph before it.
func wraps(s string, prev, cur *Block, ln line) bool {
	if cur.Kind != Paragraph || prev.Kind == Row {
		return false
	}
	if prev.Kind == Heading {
		return false
	}
	last := prev.Parts[len(prev.Parts)-1]
	if len(prev.Parts) == 1 && bracketed(last.In(s)) {
		return false
	}
	if closed(s, last) || amountEnds(last.In(s)) && sentenceBegins(ln.span.In(s)) {
		return false
	}
	return startsLow(s, ln.span) || dangling(s, last) || utf8.RuneCountInString(last.In(s)) > maxShort && !labelled(s, ln.span)
}

// bracketed reports whether a line is a short remark in brackets, "(5/2021)", which stands for itself.
func bracketed(t string) bool {
	return len(t) <= maxRemark && strings.HasPrefix(t, "(") && strings.IndexByte(t, ')') == len(t)-1
}

// maxRemark bounds a remark in brackets that stands for itself, in bytes.
const maxRemark = 40

// amountEnds reports whether a line ends with an amount of money or a percentage, behind which a line is rarely broken.
func amountEnds(t string) bool {
	for _, unit := range [...]string{"%", " đồng", " USD"} {
		if rest, ok := strings.CutSuffix(t, unit); ok && (unit != "%" || rest != "" && rest[len(rest)-1] >= '0' && rest[len(rest)-1] <= '9') {
			return true
		}
	}
	return false
}

// sentenceBegins reports whether a line begins with one capital word before small ones, as no name of a place or an office does.
func sentenceBegins(t string) bool {
	first, rest, _ := strings.Cut(t, " ")
	r, _ := utf8.DecodeRuneInString(first)
	q, _ := utf8.DecodeRuneInString(rest)
	_, n := utf8.DecodeRuneInString(first)
	small, _ := utf8.DecodeRuneInString(first[n:])
	return unicode.IsUpper(r) && unicode.IsLower(small) && unicode.IsLower(q)
}

// labelled reports whether a line begins with a capital and names what its number is, "Tỷ lệ hộ nghèo: 10,35%", so that it stands for itself.
func labelled(s string, sp schemas.Span) bool {
	t := sp.In(s)
	r, _ := utf8.DecodeRuneInString(t)
	i := strings.Index(t[:min(len(t), maxLabel)], ": ")
	if i < 0 || !unicode.IsUpper(r) {
		return false
	}
	rest := t[i+2:]
	return strings.ContainsAny(rest[:min(len(rest), 12)], "0123456789") && !strings.ContainsAny(t[:i], ".;")
}

// maxShort is the length in letters up to which a line that another with a capital follows was not broken to fit a page, but ends there.
const maxShort = 70

// maxLabel is the length in bytes up to which the words before a colon are a label.
const maxLabel = 120

// closed reports whether the text of a span ends with a mark that ends a sentence or an item.
func closed(s string, sp schemas.Span) bool {
	t := strings.TrimRight(s[sp.Start:sp.End], "*_ \"”»)]¹²³⁴⁵⁶⁷⁸⁹⁰")
	if t == "" {
		return false
	}
	switch t[len(t)-1] {
	case '.', ';', ':', '!', '?':
		return true
	}
	return strings.HasSuffix(t, "…")
}

func endsWith(s string, sp schemas.Span, c byte) bool {
	t := strings.TrimRight(s[sp.Start:sp.End], "*_ ")
	return t != "" && t[len(t)-1] == c
}

// startsLow reports whether a span begins with a lower-case letter or with something that only goes on.
func startsLow(s string, sp schemas.Span) bool {
	t := strings.TrimLeft(s[sp.Start:sp.End], "*_ ")
	r, n := utf8.DecodeRuneInString(t)
	switch {
	case unicode.IsLower(r):
		return true
	case r == '(' || r == ')' || r == '%' || r == ',' || r == ';':
		return r != '(' || len(t) > n && !unicode.IsDigit(rune(t[n]))
	case r >= '0' && r <= '9':
		return digitGoesOn(t)
	case r == '–' || r == '-':
		q, _ := utf8.DecodeRuneInString(strings.TrimLeft(t[n:], " "))
		return unicode.IsLower(q)
	}
	return false
}

// digitGoesOn tells "12,1% so với" (goes on) from "12. Quốc phòng" (an item).
func digitGoesOn(t string) bool {
	i := 0
	for i < len(t) && (t[i] >= '0' && t[i] <= '9' || (t[i] == ',' || t[i] == '.') && i+1 < len(t) && t[i+1] >= '0' && t[i+1] <= '9') {
		i++
	}
	if i >= len(t) {
		return true
	}
	switch t[i] {
	case '.', ')':
		return false
	case ' ', '%', '/', ',':
		rest := strings.TrimLeft(t[i:], " %/,")
		r, _ := utf8.DecodeRuneInString(rest)
		return t[i] != ' ' || !unicode.IsUpper(r)
	}
	return true
}

var danglers = map[string]bool{
	"và": true, "của": true, "với": true, "tại": true, "do": true, "cho": true, "các": true, "những": true, "trong": true,
	"là": true, "đạt": true, "tăng": true, "giảm": true, "theo": true, "từ": true, "đến": true, "về": true, "bằng": true,
	"để": true, "số": true, "hoặc": true, "cùng": true, "năm": true, "tháng": true, "ngày": true, "khoảng": true, "trên": true,
}

// dangling reports whether a span breaks off after a comma, a hyphen or a word that must go on.
func dangling(s string, sp schemas.Span) bool {
	t := strings.TrimRight(s[sp.Start:sp.End], "*_ ")
	if t == "" {
		return false
	}
	switch t[len(t)-1] {
	case ',', '-', '/', '(':
		return true
	}
	if strings.HasSuffix(t, "–") {
		return true
	}
	i := strings.LastIndexByte(t, ' ')
	return danglers[t[i+1:]]
}
