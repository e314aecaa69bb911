package extract

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/extract/parse"
	"solieu/extract/token"
)

// phrase is a noun phrase with what its words tell.
type phrase struct {
	text   string
	traits parse.Traits
	rest   string // of the name of a count: what stands behind "số" and the noun
}

func (p phrase) empty() bool { return p.text == "" }

// nounPhrase makes a phrase of items, leaving out what is no part of a name: times, estimates, agents, prepositions at its ends.
func (b *binder) nounPhrase(items []parse.Item) phrase {
	items = b.trim(items)
	if len(items) == 0 {
		return phrase{}
	}
	at, n := &items[0], len(items)
	if np, ok := b.w.phrases.of(at, n); ok {
		return np
	}
	var t parse.Traits
	buf := b.w.buf[:0]
	first := true
	for _, it := range items {
		if b.outside(it) {
			continue
		}
		if first {
			t.Measure, t.Sector = b.p.StartsIndicator(it.From)
			if next, ok := b.p.GenericAt(it.From); ok && next >= items[len(items)-1].To {
				t.Generic = true
			}
			first = false
		}
		t = b.p.StateOrFlow(it.From, it.To, t) // what is no part of the name decides last
		buf = b.appendTokens(buf, it.From, it.To)
	}
	b.w.buf = buf
	if bytes.Contains(buf, []byte("ỉ ")) {
		for _, w := range [...]string{"Tỉ lệ", "tỉ lệ", "Tỉ trọng", "tỉ trọng", "Tỉ suất", "tỉ suất"} {
			if i := bytes.Index(buf, []byte(w)); i >= 0 { // one spelling for "tỉ" and "tỷ", which are as long
				copy(buf[i+1:], "ỷ")
			}
		}
	}
	if i := bytes.Index(buf, []byte(" ()")); i >= 0 { // a bracket that held only a time
		buf = append(buf[:i], buf[i+len(" ()"):]...)
	}
	t = b.p.Traits(items[0].From, items[len(items)-1].To, t)
	np := phrase{text: b.w.names.of(buf), traits: t}
	b.w.phrases.keep(at, n, np)
	return np
}

// outside reports whether an item is no part of an indicator's name.
func (b *binder) outside(it parse.Item) bool {
	switch it.Kind {
	case parse.ItemTime, parse.ItemRef:
		return true
	case parse.ItemCue:
		switch it.Cue {
		case parse.Est, parse.Compare, parse.Same, parse.OpenTrongDo, parse.OpenGom, parse.OpenCuThe:
			return true
		}
	}
	return false
}

// appendTokens appends the words of tokens [i, j) with single spaces where the text has white space.
func (b *binder) appendTokens(buf []byte, i, j int) []byte {
	toks := b.p.Tokens()
	for ; i < j; i++ {
		if b.p.Markup(i) {
			continue
		}
		t := toks[i]
		if len(buf) > 0 && (t.Space || t.Kind == token.Word && i > 0 && toks[i-1].End != t.Start) && buf[len(buf)-1] != '(' {
			buf = append(buf, ' ')
		}
		if full := b.p.Expand(i); full != "" {
			buf = append(buf, full...)
			continue
		}
		word := b.text[t.Start:t.End]
		if shown(word) {
			buf = append(buf, word...)
			continue
		}
		for _, r := range word {
			if r != '\u00ad' && r != '\u200b' {
				buf = utf8.AppendRune(buf, r)
			}
		}
	}
	return buf
}

// shown reports whether all of a word is certainly seen: it holds none of the bytes that invisible characters begin with.
func shown(word string) bool {
	for i := range len(word) {
		if c := word[i]; c == 0xC2 || c == 0xE2 {
			return false
		}
	}
	return utf8.ValidString(word)
}

// lowerFirst lowers the first letter unless the first word is an abbreviation.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(r) || n >= len(s) {
		return s
	}
	q, _ := utf8.DecodeRuneInString(s[n:])
	if unicode.IsUpper(q) {
		return s
	}
	if i := strings.IndexByte(s, ' '); i > 0 && i+1 < len(s) {
		if q, _ = utf8.DecodeRuneInString(s[i+1:]); unicode.IsUpper(q) {
			return s // a name of two words
		}
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// trim drops from both ends the items that are no part of a name.
func (b *binder) trim(items []parse.Item) []parse.Item {
	for {
		n := len(items)
		items = b.trimLeft(items)
		items = b.trimRight(items)
		if len(items) == n {
			return items
		}
	}
}

func (b *binder) trimLeft(items []parse.Item) []parse.Item {
	for len(items) > 0 {
		it := items[0]
		switch {
		case it.Kind == parse.ItemPunct && b.p.Rune(it.From) != '(', b.outside(it):
			items = items[1:]
			continue
		case it.Kind == parse.ItemNum:
			return items
		}
		k := b.leadingAt(items)
		if k == 0 {
			return items
		}
		items = items[k:]
	}
	return items
}

// leadingAt returns how many items the leading phrase at the start of items covers.
func (b *binder) leadingAt(items []parse.Item) int {
	if m, _ := b.p.StartsIndicator(items[0].From); m {
		return 0
	}
	next := b.p.LeadingAt(items[0].From)
	if next == items[0].From {
		return 0
	}
	for n, it := range items {
		if it.To >= next {
			if it.To > next {
				return 0
			}
			return n + 1
		}
	}
	return 0
}

func (b *binder) trimRight(items []parse.Item) []parse.Item {
	for len(items) > 0 {
		if n := b.areaAtEnd(items); n > 0 {
			items = items[:len(items)-n]
		}
		it := items[len(items)-1]
		switch {
		case it.Kind == parse.ItemPunct && b.p.Rune(it.From) != ')', b.outside(it):
		case it.Kind == parse.ItemWord && b.p.TrailingAt(it.From):
		case it.Cue == parse.More && b.p.Has(it.From-1, "cấp"): // "ngân sách cấp trên" bounds nothing
			return items
		case it.Kind == parse.ItemCue && (predicate.Has(it.Cue) || qualifier.Has(it.Cue)) && it.Cue != parse.Rank && it.Cue != parse.GrowthHead:
		default:
			return items
		}
		items = items[:len(items)-1]
	}
	return items
}

// areaAtEnd returns how many items at the end of a name are the name of a province, "GDP Nam Định"; 0 where none is, or nothing else.
func (b *binder) areaAtEnd(items []parse.Item) int {
	to := items[len(items)-1].To
	for n := 1; n <= 4 && n < len(items); n++ {
		if next, ok := b.p.IsArea(items[len(items)-n].From); ok && next == to {
			return n
		}
	}
	return 0
}

// predicate is the set of cues that stand between a subject and its quantity.
var predicate = parse.Of(parse.Reach, parse.Equal, parse.Share, parse.Up, parse.Down, parse.MoreOf, parse.Exceed, parse.Multiple, parse.Remain, parse.To,
	parse.Contribute, parse.Est, parse.Done, parse.Rank, parse.Respectively, parse.Target)

// qualifier is the set of cues that limit a quantity.
var qualifier = parse.Of(parse.Approx, parse.More, parse.Less, parse.AtLeast, parse.AtMost)

// subject returns the noun phrase with which a sentence without quantities begins, if it names an indicator.
func (b *binder) subject(items []parse.Item) (phrase, bool) {
	items = b.trimLeft(items)
	if len(items) == 0 {
		return phrase{}, false
	}
	m, _ := b.p.StartsIndicator(items[0].From)
	if !m {
		return phrase{}, false
	}
	end := 0
	for end < len(items) && !(items[end].Kind == parse.ItemPunct || items[end].Kind == parse.ItemCue && predicate.Has(items[end].Cue)) {
		end++
	}
	return b.nounPhrase(items[:end]), true
}

// nounPhraseBefore returns the noun phrase that ends at token i: what a footnote marker stands on.
func (b *binder) nounPhraseBefore(i int) phrase {
	items := b.p.Items
	end := len(items)
	for end > 0 && items[end-1].From >= i {
		end--
	}
	from := end
	depth := 0
	for from > 0 && end-from < 40 {
		it := items[from-1]
		if it.Kind == parse.ItemPunct {
			r := b.p.Rune(it.From)
			if r == ')' {
				depth++
			}
			if r == '(' {
				if depth == 0 {
					break
				}
				depth--
			}
			if depth == 0 && (r == ';' || r == '.' || r == ':' || r == ',') {
				break
			}
		}
		if it.Kind == parse.ItemQty {
			break
		}
		from--
	}
	return b.nounPhrase(items[from:end])
}
