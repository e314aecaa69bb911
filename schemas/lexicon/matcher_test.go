package lexicon_test

import (
	"strings"
	"testing"

	"solieu/schemas/lexicon"
)

func load(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	lex, err := lexicon.Load(lexicon.Files())
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

// TestCatalogueExamples matches what stands before the first figure of every indicator's examples.
func TestCatalogueExamples(t *testing.T) {
	lex := load(t)
	for _, f := range lexicon.NewMatcher(lex).CheckExamples(lex) {
		t.Error(f)
	}
}

func BenchmarkMatch(b *testing.B) {
	lex := load(b)
	m := lexicon.NewMatcher(lex)
	var phrases []string
	for _, in := range lex.Indicators {
		phrases = append(phrases, strings.ToLower(in.Name[:1])+in.Name[1:]+" trên địa bàn tỉnh")
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		m.Match(phrases[i%len(phrases)], "")
		i++
	}
}
