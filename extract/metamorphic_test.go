package extract_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"solieu/schemas"
)

// spelling exchanges the two places of the tone mark that Vietnamese spelling allows, and final y for i.
var spelling = strings.NewReplacer(
	"hóa", "hoá", "Hóa", "Hoá", "hòa", "hoà", "Hòa", "Hoà", "khóa", "khoá", "thủy", "thuỷ", "Thủy", "Thuỷ", "lũy", "luỹ", "Lũy", "Luỹ", "kỳ", "kì", "Kỳ", "Kì", "kỹ", "kĩ",
	"thúy", "thuý", "lúy", "luý", "tòa", "toà", "họa", "hoạ", "xóa", "xoá", "khỏe", "khoẻ", "úy", "uý", "Ủy", "Uỷ", "ủy", "uỷ",
)

var numeralSpace = regexp.MustCompile(`([0-9]) ([^0-9\s|])`)

// Changes of a text that change nothing of what it says.
func TestWhatChangesNothing(t *testing.T) {
	changes := []struct {
		name   string
		change func(string) string
	}{
		{"spelling", spelling.Replace},
		{"a space behind a number that does not break", func(s string) string { return numeralSpace.ReplaceAllString(s, "$1\u00a0$2") }},
		{"two spaces for one", func(s string) string { return numeralSpace.ReplaceAllString(s, "$1  $2") }},
		{"soft hyphens", func(s string) string {
			return strings.NewReplacer("ương", "ư\u00adơng", "iện", "i\u00adện").Replace(s)
		}},
		{"spaces at the ends of lines", func(s string) string { return strings.ReplaceAll(s, "\n", "  \n") }},
		{"more blank lines", func(s string) string { return strings.ReplaceAll(s, "\n\n", "\n\n\n\n") }},
	}
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			for _, p := range passages(t) {
				want, got := cores(extractText(t, p.text)), cores(extractText(t, c.change(p.text)))
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("%s: %s", p.name, first(d))
				}
			}
		})
	}
}

// What a text says does not depend on a paragraph behind it.
func TestLaterTextChangesNothingBefore(t *testing.T) {
	later := "\n\nĐoàn công tác đi thăm các xã biên giới.\n"
	for _, p := range passages(t) {
		want, got := cores(extractText(t, p.text)), cores(extractText(t, p.text+later))
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", p.name, first(d))
		}
	}
}

// cores are what the figures say, without their words.
func cores(e schemas.Extraction) []string {
	out := make([]string, len(e.Figures))
	for i, f := range e.Figures {
		out[i] = joined(f.Span.In(e.Document.Text), f.Qual, f.Value.String(), plainUnit(f.Unit), string(f.Measure), string(f.Role), string(f.Status), f.Period.String())
	}
	return out
}

// plainUnit leaves out what the changes write differently in the nouns of units.
func plainUnit(unit string) string {
	return strings.ReplaceAll(spelling.Replace(unit), "\u00ad", "")
}
