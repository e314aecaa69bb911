package examples

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"solieu/schemas"
	"solieu/schemas/lexicon"
)

// fixed finds the same figure in every text.
type fixed struct{}

func (fixed) Extract(_ context.Context, d schemas.Document) (schemas.Extraction, error) {
	ex := schemas.Extraction{Document: d}
	if at := strings.Index(d.Text, "35"); at >= 0 {
		span := schemas.Span{Start: at, End: at + 2}
		ex.Numerals = []schemas.Numeral{{Span: span, Class: schemas.ClassFigure}}
		ex.Figures = []schemas.Figure{{Span: span, Value: schemas.Int64(35), Unit: "km", Measure: schemas.Level, IndicatorCode: "ROAD"}}
	}
	if at := strings.Index(d.Text, "2023"); at >= 0 {
		ex.Numerals = append(ex.Numerals, schemas.Numeral{Span: schemas.Span{Start: at, End: at + 4}, Class: schemas.ClassDate, Figure: schemas.None})
	}
	return ex, nil
}

func lexiconOf(examples ...lexicon.Example) *lexicon.Lexicon {
	for i := range examples {
		examples[i].Source = lexicon.Source{File: "indicators/a.yaml", Line: i + 1}
	}
	return &lexicon.Lexicon{Indicators: []lexicon.Indicator{{Code: "ROAD", Examples: examples}}}
}

func TestRun(t *testing.T) {
	for _, c := range []struct {
		name string
		ex   lexicon.Example
		want []string // fields at fault
	}{
		{"right", lexicon.Example{Text: "dài 35 km", Value: "35.0", Unit: "km", Measure: "level"}, nil},
		{"a wrong value and unit", lexicon.Example{Text: "dài 35 km", Value: "36", Unit: "m"}, []string{"value", "unit"}},
		{"no figure", lexicon.Example{Text: "dài lắm"}, []string{"figure"}},
		{"a figure that should be none", lexicon.Example{Text: "35 năm 2023", At: "35", Class: "date"}, []string{"class"}},
		{"a date, as it should be", lexicon.Example{Text: "35 năm 2023", At: "2023", Class: "date"}, nil},
		{"a date that should be a figure", lexicon.Example{Text: "35 năm 2023", At: "2023"}, []string{"class"}},
		{"not this indicator", lexicon.Example{Text: "dài 35 km", Not: true}, []string{"indicator_code"}},
		{"another indicator", lexicon.Example{Text: "dài 35 km", Code: "RAIL"}, []string{"indicator_code"}},
	} {
		faults, ran, err := Run(t.Context(), lexiconOf(c.ex), fixed{})
		var got []string
		for _, f := range faults {
			got = append(got, f.Field)
		}
		if err != nil || ran != 1 || strings.Join(got, " ") != strings.Join(c.want, " ") {
			t.Errorf("%s: got %v, %v", c.name, faults, err)
		}
		if len(faults) > 0 && !strings.HasPrefix(faults[0].Error(), "indicators/a.yaml:1: ROAD: ") {
			t.Errorf("%s: %s", c.name, faults[0].Error())
		}
	}
}

func TestUpdate(t *testing.T) {
	const before = `# kept
- {code: ROAD, examples: [{text: "dài 35 km", value: "36", unit: "{con}"}, {text: "rộng 35 km", unit: m}]}
- {code: ROAD, examples: [{text: "dài 35 km", value: 12, code: RAIL}]}
`
	const after = `# kept
- {code: ROAD, examples: [{text: "dài 35 km", value: "35", unit: "km"}, {text: "rộng 35 km", unit: "km"}]}
- {code: ROAD, examples: [{text: "dài 35 km", value: "35", code: RAIL}]}
`
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "indicators"), 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "indicators", "a.yaml")
	if err := os.WriteFile(path, []byte(before), 0o644); err != nil {
		t.Fatal(err)
	}
	fault := func(line int, text, field, got string) Fault {
		return Fault{Source: lexicon.Source{File: "indicators/a.yaml", Line: line}, Text: text, Field: field, Got: got}
	}
	left, err := Update(dir, []Fault{
		fault(2, "dài 35 km", "value", "35"), fault(2, "dài 35 km", "unit", "km"), fault(2, "rộng 35 km", "unit", "km"),
		fault(3, "dài 35 km", "value", "35"), fault(3, "dài 35 km", "indicator_code", "ROAD"), fault(3, "dài 35 km", "period", "2023"),
	})
	if err != nil || len(left) != 2 || left[0].Field != "indicator_code" || left[1].Field != "period" {
		t.Errorf("left %v, %v", left, err)
	}
	if got, _ := os.ReadFile(path); string(got) != after {
		t.Errorf("got\n%s", got)
	}
}
