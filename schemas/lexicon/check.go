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

// beforeNumeral returns what stands before the numeral at, or before the first numeral that follows a verb of stating.
func beforeNumeral(text, at string) string {
	if i := strings.Index(text, at); at != "" && i >= 0 {
		return text[:i]
	}
	for _, verb := range []string{" đạt ", " là ", " có ", " tăng ", " giảm ", " chiếm ", " ở mức ", " xếp thứ ", " thặng dư "} {
		if i := strings.LastIndex(text, verb); i >= 0 && i+len(verb) < len(text) && digit(text[i+len(verb)]) {
			return text[:i]
		}
	}
	for i := range len(text) {
		if digit(text[i]) {
			return text[:i]
		}
	}
	return text
}

func digit(c byte) bool { return '0' <= c && c <= '9' }
