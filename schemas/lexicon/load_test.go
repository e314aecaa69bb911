package lexicon_test

import (
	"testing"

	"solieu/schemas/lexicon"
)

func TestLoadOwnFiles(t *testing.T) {
	lex, err := lexicon.Load(lexicon.Files())
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, a := range lex.Areas {
		count[a.List+" "+a.Level]++
	}
	want := map[string]int{"2004 province": 63, "2025 province": 34, "2004 district": 715}
	for k, n := range want {
		if count[k] != n {
			t.Errorf("%s: %d areas, want %d", k, count[k], n)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := lexicon.Load(lexicon.Files()); err != nil {
			b.Fatal(err)
		}
	}
}
