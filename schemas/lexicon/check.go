package lexicon

import (
	"fmt"
	"strings"
)

// CheckExamples matches every example of the catalogue with the catalogue itself and returns a fault for each that does not come out:
// the words before the example's numeral (At, or the first one) must name the entry or, where Not is set, must not.
// It needs no grammar, so it judges the names alone.
func (m *Matcher) CheckExamples(lex *Lexicon) []*Fault {
	var fs faults
	for _, in := range lex.Indicators {
		for _, e := range in.Examples {
			phrase := beforeNumeral(e.Text, e.At)
			got, _ := m.Match(phrase, "")
			if ratio, ok := m.Match(phrase, RatioFamily); ok && in.Family == RatioFamily && strings.Contains(e.Text, "%") {
				got = ratio
			} else if c, ok := m.Match(phrase, in.Family); ok && !e.Not {
				got = c
			}
			want := in.Code
			if e.Code != "" {
				want = e.Code
			}
			if (got == want) == e.Not {
				fs.add(e.Source, 1,
					fmt.Sprintf("ví dụ %q của %s cho ra %q: thêm hoặc bớt synonyms", e.Text, in.Code, got),
					fmt.Sprintf("example %q of %s gives %q: add or remove synonyms", e.Text, in.Code, got))
			}
		}
	}
	return fs
}

// beforeNumeral returns what stands before the numeral at, or before the last verb of stating with a numeral behind it;
// for a sentence that begins with a count ("Có 14 xã …") what stands behind the numeral.
func beforeNumeral(text, at string) string {
	if i := strings.Index(text, at); at != "" && i >= 0 {
		return text[:i]
	}
	cut := -1
	for _, verb := range []string{" đạt ", " là ", " có ", " tăng ", " giảm ", " chiếm ", " ở mức ", " xếp thứ ", " thặng dư "} {
		if i := strings.LastIndex(text, verb); i > cut && i+len(verb) < len(text) && digit(text[i+len(verb)]) {
			cut = i
		}
	}
	if cut >= 0 {
		return text[:cut]
	}
	at0 := strings.IndexAny(text, "0123456789")
	switch {
	case at0 < 0:
		return text
	case at0 == len("Có ") && strings.HasPrefix(text, "Có "):
		return "số" + strings.TrimLeft(text[at0:], "0123456789.,")
	}
	return text[:at0]
}

func digit(c byte) bool { return '0' <= c && c <= '9' }
