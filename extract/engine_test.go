package extract_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"solieu/extract"
	"solieu/schemas"
	"solieu/schemas/lexicon"
)

// engine compiles the built-in lexicon once for all tests of the package.
var engine = sync.OnceValues(func() (*extract.Extractor, error) {
	lex, err := lexicon.Load(lexicon.Files())
	if err != nil {
		return nil, err
	}
	return extract.New(lex)
})

// failer is a test, a benchmark, or one generated case of a property.
type failer interface {
	Helper()
	Fatal(args ...any)
}

func newExtractor(t failer) *extract.Extractor {
	t.Helper()
	x, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func extractText(t failer, text string) schemas.Extraction {
	t.Helper()
	e, err := newExtractor(t).Extract(context.Background(), schemas.Document{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// passage is a text of the corpus with the path of its gold listing.
type passage struct{ name, text, gold string }

// passages returns the annotated passages whose names begin with one of the prefixes; all of them where none is given.
func passages(t testing.TB, prefixes ...string) []passage {
	t.Helper()
	golds, err := filepath.Glob("testdata/gold/*.figures.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var out []passage
	for _, gold := range golds {
		base := strings.TrimSuffix(gold, ".figures.jsonl")
		name := filepath.Base(base)
		if !hasPrefix(name, prefixes) {
			continue
		}
		text, err := os.ReadFile(base + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, passage{name, string(text), gold})
	}
	if len(out) == 0 {
		t.Fatal("testdata/gold holds no passages")
	}
	return out
}

func hasPrefix(name string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(name, p) {
			return true
		}
	}
	return len(prefixes) == 0
}
