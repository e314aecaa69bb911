package listing

import (
	"encoding/binary"
	"iter"
	"strconv"
	"unicode/utf8"

	"solieu/schemas"
)

// Numerals returns one line per numeral of ex, in text order. Its places are bytes of the source where that is UTF-8 text, whatever its normal form and
// line ends, else bytes of the text that was read from it. Where document is not empty, every line names it last. A line is valid until
// the next one is asked for: a listing is several times as large as its text and never stands in memory whole.
func Numerals(ex schemas.Extraction, document string) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		var buf []byte
		w := newWriter(&ex.Document)
		for _, n := range ex.Numerals {
			if buf = w.numeral(buf[:0], ex.Figures, n, document); !yield(buf) {
				return
			}
		}
	}
}

// AppendNumerals appends the lines of [Numerals].
func AppendNumerals(dst []byte, ex schemas.Extraction, document string) []byte {
	w := newWriter(&ex.Document)
	for _, n := range ex.Numerals {
		dst = w.numeral(dst, ex.Figures, n, document)
	}
	return dst
}

// writer writes the numerals of one text. It keeps the sentence that it wrote last, which most often is the next one's too.
type writer struct {
	doc      *schemas.Document
	text     string
	sentence schemas.Span
	written  []byte
}

func newWriter(d *schemas.Document) writer { return writer{doc: d, text: d.Text} }

func (w *writer) numeral(dst []byte, figures []schemas.Figure, n schemas.Numeral, document string) []byte {
	dst = appendPlace(dst, w.doc.SourceSpan(n.Span))
	dst = appendKey(dst, "text", n.Span.In(w.text))
	dst = appendKey(dst, "class", string(n.Class))
	if n.Class == schemas.ClassFigure && n.Figure >= 0 && n.Figure < len(figures) {
		dst = w.figure(dst, &figures[n.Figure])
	}
	return appendEnd(dst, document)
}

// appendSpan begins an object with a place in the text and what stands there.
func appendSpan(dst []byte, s schemas.Span, text string) []byte {
	return appendKey(appendPlace(dst, s), "text", s.In(text))
}

func appendPlace(dst []byte, s schemas.Span) []byte {
	dst = append(dst, `{"start":`...)
	dst = strconv.AppendInt(dst, int64(s.Start), 10)
	return appendInt(dst, "end", s.End)
}

func (w *writer) figure(dst []byte, f *schemas.Figure) []byte {
	dst = appendDecimal(dst, "value", f.Value)
	dst = appendKey(dst, "unit", f.Unit)
	dst = appendKey(dst, "measure", string(f.Measure))
	dst = appendKey(dst, "role", string(f.Role))
	dst = appendKey(dst, "status", string(f.Status))
	dst = appendKey(dst, "qual", f.Qual)
	dst = append(f.Period.Append(append(appendName(dst, "period"), '"')), '"')
	dst = appendKey(dst, "base", f.Base)
	dst = appendKey(dst, "indicator", f.Indicator)
	dst = appendKey(dst, "indicator_code", f.IndicatorCode)
	dst = appendKey(dst, "area", f.Area)
	dst = appendKey(dst, "unit_printed", f.UnitPrinted)
	dst = appendInt(dst, "unit_mult", f.UnitMult)
	dst = appendInt(dst, "decimals", f.Decimals)
	dst = appendDecimal(dst, "value_low", f.Low)
	dst = appendDecimal(dst, "value_high", f.High)
	dst = appendKey(dst, "quote", f.Quote.In(w.text))
	if f.Sentence != w.sentence || w.written == nil {
		w.sentence, w.written = f.Sentence, appendKey(w.written[:0], "sentence", f.Sentence.In(w.text))
	}
	dst = append(dst, w.written...)
	dst = appendKey(dst, "section", f.Section)
	dst = appendKey(dst, "rule", f.Rule)
	if f.Range != "" {
		dst = appendKey(dst, "range", f.Range)
	}
	if f.Ambiguous != "" {
		dst = appendKey(dst, "ambiguous", f.Ambiguous)
	}
	return w.place(dst, f)
}

// place writes where a figure stands, as far as its format has such places.
func (w *writer) place(dst []byte, f *schemas.Figure) []byte {
	if w.doc == nil {
		return dst
	}
	p := w.doc.Place(f.Start)
	if p.Page > 0 {
		dst = appendInt(dst, "page", p.Page)
	}
	if f.Paragraph > 0 {
		dst = appendInt(dst, "paragraph", f.Paragraph)
	}
	if p.Table > 0 {
		dst = appendInt(dst, "table_number", p.Table)
	}
	if p.Sheet != "" {
		dst = appendKey(dst, "sheet", p.Sheet)
	}
	if cell := p.Cell(); cell != "" {
		dst = appendKey(dst, "cell", cell)
	}
	return dst
}

// Checks returns one line per check, as [Numerals] does; stated and operands are start bytes of numerals, as in [Numerals].
func Checks(ex schemas.Extraction, checks []schemas.Check, document string) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		var buf []byte
		for _, c := range checks {
			if buf = appendCheck(buf[:0], &ex, c, document); !yield(buf) {
				return
			}
		}
	}
}

// AppendChecks appends the lines of [Checks].
func AppendChecks(dst []byte, ex schemas.Extraction, checks []schemas.Check, document string) []byte {
	for _, c := range checks {
		dst = appendCheck(dst, &ex, c, document)
	}
	return dst
}

func appendCheck(dst []byte, ex *schemas.Extraction, c schemas.Check, document string) []byte {
	dst = append(dst, `{"kind":`...)
	dst = AppendString(dst, string(c.Kind))
	dst = append(dst, `,"stated":`...)
	dst = appendStart(dst, ex, c.Stated)
	dst = append(dst, `,"operands":[`...)
	for i, o := range c.Operands {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendStart(dst, ex, o)
	}
	dst = append(dst, ']')
	dst = appendKey(dst, "outcome", string(c.Outcome))
	dst = appendKey(dst, "severity", string(c.Severity))
	dst = appendKey(dst, "formula", c.Formula)
	dst = appendKey(dst, "printed", c.Printed)
	dst = appendKey(dst, "computed", c.Computed)
	dst = appendKey(dst, "computed_low", c.Low)
	dst = appendKey(dst, "computed_high", c.High)
	dst = appendKey(dst, "deviation", c.Deviation)
	dst = appendKey(dst, "message_vi", c.MessageVI)
	dst = appendKey(dst, "message_en", c.MessageEN)
	if c.Diagnosis != "" {
		dst = appendKey(dst, "diagnosis", c.Diagnosis)
	}
	return appendEnd(dst, document)
}

func appendStart(dst []byte, ex *schemas.Extraction, i int) []byte {
	if i < 0 || i >= len(ex.Figures) {
		return append(dst, "null"...)
	}
	return strconv.AppendInt(dst, int64(ex.Document.SourceSpan(ex.Figures[i].Span).Start), 10)
}

func appendEnd(dst []byte, document string) []byte {
	if document != "" {
		dst = appendKey(dst, "document", document)
	}
	return append(dst, '}', '\n')
}

func appendKey(dst []byte, key, value string) []byte {
	dst = appendName(dst, key)
	return AppendString(dst, value)
}

func appendInt(dst []byte, key string, value int) []byte {
	return strconv.AppendInt(appendName(dst, key), int64(value), 10)
}

// appendDecimal writes a decimal as a JSON string, because JSON's readers turn its numbers into inexact floats.
func appendDecimal(dst []byte, key string, value schemas.Decimal) []byte {
	dst = append(appendName(dst, key), '"')
	return append(value.Append(dst), '"')
}

func appendName(dst []byte, key string) []byte {
	dst = append(dst, ',', '"')
	dst = append(dst, key...)
	return append(dst, '"', ':')
}

const hexDigits = "0123456789abcdef"

// AppendString appends s as a JSON string. Only what JSON demands is escaped; bytes that are no UTF-8 become U+FFFD.
func AppendString(dst []byte, s string) []byte {
	dst = append(dst, '"')
	from, valid := 0, utf8.ValidString(s)
	for i := 0; i < len(s); {
		if valid {
			if i = plain(s, i); i == len(s) {
				break
			}
		}
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				dst = append(append(dst, s[from:i]...), "\ufffd"...)
				from = i + 1
			}
			i += n
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		dst = append(dst, s[from:i]...)
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\n':
			dst = append(dst, '\\', 'n')
		case '\t':
			dst = append(dst, '\\', 't')
		case '\r':
			dst = append(dst, '\\', 'r')
		default:
			dst = append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
		i++
		from = i
	}
	return append(append(dst, s[from:]...), '"')
}

// plain returns the offset of the first byte in s[i:] that JSON escapes, the length of s where there is none. It looks at eight bytes at a time.
func plain(s string, i int) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for ; i+8 <= len(s); i += 8 {
		v := binary.LittleEndian.Uint64([]byte(s[i : i+8]))
		quote, slash := v^ones*'"', v^ones*'\\'
		if ((v-ones*' ')&^v|(quote-ones)&^quote|(slash-ones)&^slash)&tops != 0 {
			break
		}
	}
	for i < len(s) && s[i] >= ' ' && s[i] != '"' && s[i] != '\\' {
		i++
	}
	return i
}
