package listing

import (
	"strconv"

	"solieu/extract"
	"solieu/schemas"
)

// AppendExplanation appends one line per sentence of e: its place, its items as they were read, and its numerals with the keys of
// [AppendNumerals] and how each was bound. Where document is not empty, every line names it last.
func AppendExplanation(dst []byte, e extract.Explanation, document string) []byte {
	for _, s := range e.Sentences {
		dst = appendSpan(dst, s.Span, e.Document.Text)
		dst = appendInt(dst, "line", s.Line)
		dst = appendKey(dst, "block", s.Block)
		dst = appendKey(dst, "marker", s.Marker)
		dst = appendArray(dst, "items", s.Items, func(dst []byte, it extract.Item) []byte { return appendItem(dst, it, e.Document.Text) })
		dst = appendArray(dst, "numerals", s.Numerals, func(dst []byte, i int) []byte { return appendBound(dst, e, e.Numerals[i]) })
		dst = appendEnd(dst, document)
	}
	return dst
}

func appendArray[T any](dst []byte, key string, of []T, f func([]byte, T) []byte) []byte {
	dst = append(appendName(dst, key), '[')
	for i, v := range of {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = f(dst, v)
	}
	return append(dst, ']')
}

func appendItem(dst []byte, it extract.Item, text string) []byte {
	dst = appendSpan(dst, it.Span, text)
	dst = appendKey(dst, "kind", string(it.Kind))
	if it.Cue != "" {
		dst = appendKey(dst, "cue", it.Cue)
	}
	if a := it.Amount; a != nil {
		dst = appendDecimal(dst, "value", a.Value)
		dst = appendKey(dst, "unit", a.Unit)
		dst = appendInt(dst, "unit_mult", a.Mult)
		dst = appendKey(dst, "qual", a.Qual)
		dst = appendKey(dst, "range", a.Range)
		dst = appendBool(dst, "unit_guessed", a.Guessed)
	}
	if t := it.Time; t != nil {
		dst = appendKey(dst, "form", t.Form)
		dst = appendKey(dst, "edge", t.Edge)
		dst = appendKey(dst, "period", t.Period)
		dst = appendBool(dst, "cumulated", t.Total)
	}
	if len(it.Entries) > 0 {
		dst = appendArray(dst, "entries", it.Entries, AppendString)
	}
	if len(it.Known) > 0 {
		dst = appendArray(dst, "known", it.Known, func(dst []byte, k extract.Known) []byte {
			dst = appendSpan(dst, k.Span, text)
			dst = appendKey(dst, "use", k.Use)
			dst = appendKey(dst, "value", k.Value)
			return append(appendKey(dst, "entry", k.Entry), '}')
		})
	}
	return append(dst, '}')
}

// appendBound writes a numeral with its class and rule and, where it is a figure, all that is known of it and how it was bound.
func appendBound(dst []byte, e extract.Explanation, n schemas.Numeral) []byte {
	text := e.Document.Text
	dst = appendSpan(dst, n.Span, text)
	dst = appendKey(dst, "class", string(n.Class))
	if n.Figure < 0 {
		return append(appendKey(dst, "rule", n.Rule), '}')
	}
	f, b := e.Figures[n.Figure], e.Bindings[n.Figure]
	dst = (&writer{doc: &e.Document, text: text}).figure(dst, &f)
	dst = appendLink(dst, "of", e.Extraction, f.Of)
	dst = appendLink(dst, "parent", e.Extraction, f.Parent)
	dst = appendKey(dst, "subject", b.Subject)
	dst = appendBool(dst, "inherited", b.Inherited)
	dst = appendArray(dst, "cues", b.Cues, AppendString)
	dst = appendKey(dst, "scope", b.Scope)
	dst = appendKey(dst, "column", b.Column.In(text))
	return append(appendKey(dst, "indicator_entry", b.Entry), '}')
}

// appendLink writes the figure that another one points to, or null.
func appendLink(dst []byte, key string, ex schemas.Extraction, i int) []byte {
	dst = appendName(dst, key)
	if i < 0 || i >= len(ex.Figures) {
		return append(dst, "null"...)
	}
	f := ex.Figures[i]
	dst = appendSpan(dst, f.Span, ex.Document.Text)
	dst = appendKey(dst, "quote", f.Quote.In(ex.Document.Text))
	return append(appendKey(dst, "indicator", f.Indicator), '}')
}

func appendBool(dst []byte, key string, value bool) []byte {
	return strconv.AppendBool(appendName(dst, key), value)
}
