package read

import (
	"bytes"
	"math"
	"strconv"
)

// The values of PDF (ISO 32000-1, 7.3): nil, bool, float64, pdfString, pdfName, pdfArray, pdfDict, pdfRef, *pdfStream.
type (
	pdfString  string
	pdfName    string
	pdfKeyword string // an operator, or a word such as "obj"
	pdfArray   []any
	pdfDict    map[pdfName]any
	pdfRef     struct{ num, gen int }
	pdfStream  struct {
		dict pdfDict
		raw  []byte
	}
)

// pdfDepth bounds the nesting of arrays, dictionaries, forms and references.
const pdfDepth = 64

// pdfLexer reads values from data. It never fails: what it cannot read is a keyword, and at the end it returns false.
type pdfLexer struct {
	data []byte
	pos  int
	refs bool // "5 0 R" is a reference
}

func pdfSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func pdfDelimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

// skip moves over white space and comments.
func (l *pdfLexer) skip() {
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		switch {
		case pdfSpace(c):
			l.pos++
		case c == '%':
			for l.pos < len(l.data) && l.data[l.pos] != '\n' && l.data[l.pos] != '\r' {
				l.pos++
			}
		default:
			return
		}
	}
}

// value reads the next value or keyword; ok is false at the end of the data.
func (l *pdfLexer) value(depth int) (v any, ok bool) {
	l.skip()
	if l.pos >= len(l.data) {
		return nil, false
	}
	switch c := l.data[l.pos]; {
	case c == '/':
		l.pos++
		return l.name(), true
	case c == '(':
		l.pos++
		return l.literal(), true
	case c == '<' && l.pos+1 < len(l.data) && l.data[l.pos+1] == '<':
		l.pos += 2
		return l.dict(depth + 1), true
	case c == '<':
		l.pos++
		return l.hex(), true
	case c == '[':
		l.pos++
		return l.array(depth + 1), true
	case c == '>' && l.pos+1 < len(l.data) && l.data[l.pos+1] == '>':
		l.pos += 2
		return pdfKeyword(">>"), true
	case pdfDelimiter(c):
		l.pos++
		return pdfKeyword(string(c)), true
	}
	word := l.word()
	if n, ok := pdfNumber(word); ok {
		if l.refs && n >= 0 && n == math.Trunc(n) {
			if ref, ok := l.reference(int(n)); ok {
				return ref, true
			}
		}
		return n, true
	}
	switch string(word) {
	case "true":
		return true, true
	case "false":
		return false, true
	case "null":
		return nil, true
	}
	return pdfKeyword(word), true
}

// word reads regular characters.
func (l *pdfLexer) word() []byte {
	start := l.pos
	for l.pos < len(l.data) && !pdfSpace(l.data[l.pos]) && !pdfDelimiter(l.data[l.pos]) {
		l.pos++
	}
	return l.data[start:l.pos]
}

// reference reads the rest of "5 0 R".
func (l *pdfLexer) reference(num int) (pdfRef, bool) {
	back := l.pos
	l.skip()
	gen, ok := pdfNumber(l.word())
	if ok && gen >= 0 && gen < 65536 {
		l.skip()
		if string(l.word()) == "R" {
			return pdfRef{num, int(gen)}, true
		}
	}
	l.pos = back
	return pdfRef{}, false
}

// pdfNumber reads an integer or a real.
func pdfNumber(word []byte) (float64, bool) {
	if len(word) == 0 || len(word) > 32 {
		return 0, false
	}
	if len(word) < 10 {
		n, digits := 0, 0
		for _, c := range word {
			if c < '0' || c > '9' {
				digits = -1
				break
			}
			n, digits = n*10+int(c-'0'), digits+1
		}
		if digits > 0 {
			return float64(n), true
		}
	}
	if c := word[0]; c != '-' && c != '+' && c != '.' && (c < '0' || c > '9') {
		return 0, false
	}
	n, err := strconv.ParseFloat(string(word), 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) || math.Abs(n) > 1e12 {
		return 0, false
	}
	return n, true
}

func (l *pdfLexer) name() pdfName {
	word := l.word()
	if bytes.IndexByte(word, '#') < 0 {
		return pdfName(word)
	}
	var out []byte
	for i := 0; i < len(word); i++ {
		if word[i] == '#' && i+2 < len(word) {
			if n, err := strconv.ParseUint(string(word[i+1:i+3]), 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, word[i])
	}
	return pdfName(out)
}

// literal reads a string in brackets.
func (l *pdfLexer) literal() pdfString {
	var out []byte
	for depth := 1; l.pos < len(l.data); l.pos++ {
		switch c := l.data[l.pos]; c {
		case '(':
			depth++
			out = append(out, c)
		case ')':
			if depth--; depth == 0 {
				l.pos++
				return pdfString(out)
			}
			out = append(out, c)
		case '\\':
			out = l.escape(out)
		default:
			out = append(out, c)
		}
	}
	l.pos = len(l.data) // a backslash at the very end leads beyond it
	return pdfString(out)
}

// escape reads what follows a backslash; pos is left on its last byte.
func (l *pdfLexer) escape(out []byte) []byte {
	l.pos++
	if l.pos >= len(l.data) {
		return out
	}
	switch c := l.data[l.pos]; c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if l.pos+1 < len(l.data) && l.data[l.pos+1] == '\n' {
			l.pos++
		}
		return out
	default:
		if c < '0' || c > '7' {
			return append(out, c)
		}
		n := 0
		for k := 0; k < 3 && l.pos < len(l.data) && l.data[l.pos] >= '0' && l.data[l.pos] <= '7'; k++ {
			n = n*8 + int(l.data[l.pos]-'0')
			l.pos++
		}
		l.pos--
		return append(out, byte(n))
	}
}

func (l *pdfLexer) hex() pdfString {
	var out []byte
	high, half := byte(0), false
	for l.pos < len(l.data) {
		c := l.data[l.pos]
		l.pos++
		var n byte
		switch {
		case c == '>':
			if half {
				out = append(out, high<<4)
			}
			return pdfString(out)
		case c >= '0' && c <= '9':
			n = c - '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			n = c | 0x20 - 'a' + 10
		default:
			continue
		}
		if half {
			out = append(out, high<<4|n)
		}
		high, half = n, !half
	}
	return pdfString(out)
}

func (l *pdfLexer) array(depth int) pdfArray {
	var out pdfArray
	for depth <= pdfDepth {
		v, ok := l.value(depth)
		if !ok || v == pdfKeyword("]") {
			return out
		}
		if k, bad := v.(pdfKeyword); bad && len(k) > 2 && l.refs {
			return out // "endobj": the bracket is missing
		}
		out = append(out, v)
	}
	return out
}

func (l *pdfLexer) dict(depth int) pdfDict {
	out := pdfDict{}
	for depth <= pdfDepth {
		key, ok := l.value(depth)
		if !ok || key == pdfKeyword(">>") || key == pdfKeyword("endobj") {
			return out
		}
		name, ok := key.(pdfName)
		if !ok {
			continue
		}
		v, ok := l.value(depth)
		if !ok || v == pdfKeyword(">>") {
			return out
		}
		out[name] = v
	}
	return out
}
