package examples

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"solieu/schemas"
	"solieu/schemas/lexicon"
)

// Extractor finds the figures of a document.
type Extractor interface {
	Extract(context.Context, schemas.Document) (schemas.Extraction, error)
}

// Fault is an expectation of an example that is not met.
type Fault struct {
	lexicon.Source
	Entry string // the entry's id: a unit, a cue's kind, an indicator's code
	Text  string // the example
	Field string // "class", "value", …; "figure" where none was found
	Got   string
	Want  string
}

// Error returns "file:line: entry: what was found in which text".
func (f Fault) Error() string {
	return fmt.Sprintf("%s:%d: %s: %s: got %q, want %q: %s", f.File, f.Line, f.Entry, f.Field, f.Got, f.Want, f.Text)
}

// Run extracts every example of the lexicon and returns the faults in the order of the entries, and the number of examples.
// The error is the extractor's.
func Run(ctx context.Context, lex *lexicon.Lexicon, x Extractor) (faults []Fault, ran int, err error) {
	for _, t := range tests(lex) {
		got, err := t.run(ctx, x)
		if err != nil {
			return nil, ran, err
		}
		faults = append(faults, got...)
		ran++
	}
	return faults, ran, nil
}

type test struct {
	entry string
	code  string // of the indicator whose example this is
	lexicon.Example
}

func tests(lex *lexicon.Lexicon) []test {
	var all []test
	for _, u := range lex.Units {
		for _, ex := range u.Examples {
			all = append(all, test{entry: u.ID, Example: ex})
		}
	}
	for _, c := range lex.Cues {
		for _, ex := range c.Examples {
			all = append(all, test{entry: c.Kind, Example: ex})
		}
	}
	for _, i := range lex.Indicators {
		for _, ex := range i.Examples {
			all = append(all, test{entry: i.Code, code: i.Code, Example: ex})
		}
	}
	return all
}

func (t test) run(ctx context.Context, x Extractor) ([]Fault, error) {
	ex, err := x.Extract(ctx, schemas.Document{Text: t.Text})
	if err != nil {
		return nil, err
	}
	var faults []Fault
	expect := func(field, got, want string) {
		if want != "" && got != want {
			faults = append(faults, t.fault(field, got, want))
		}
	}
	n, ok := t.numeral(ex)
	if !ok {
		return []Fault{t.fault("figure", "none", cmp.Or(t.At, "any"))}, nil
	}
	expect("class", string(n.Class), t.Class)
	if t.Class != "" && t.Class != string(schemas.ClassFigure) {
		return faults, nil
	}
	if n.Class != schemas.ClassFigure {
		return append(faults, t.fault("class", string(n.Class), "figure")), nil
	}
	f := ex.Figures[n.Figure]
	expect("value", f.Value.String(), plain(t.Value))
	expect("unit", f.Unit, t.Unit)
	expect("measure", string(f.Measure), t.Measure)
	expect("role", string(f.Role), t.Role)
	expect("status", string(f.Status), t.Status)
	expect("qual", f.Qual, t.Qual)
	expect("period", f.Period.String(), t.Period)
	expect("base", f.Base, t.Base)
	expect("indicator", f.Indicator, t.Indicator)
	switch {
	case t.Not && f.IndicatorCode == t.code:
		faults = append(faults, t.fault("indicator_code", f.IndicatorCode, "another"))
	case !t.Not:
		expect("indicator_code", f.IndicatorCode, cmp.Or(t.Code, t.code))
	}
	return faults, nil
}

// numeral returns the numeral that the example means: the one written as At, else the first figure, else the first of all.
func (t test) numeral(ex schemas.Extraction) (schemas.Numeral, bool) {
	for _, n := range ex.Numerals {
		if t.At != "" && n.In(t.Text) == t.At || t.At == "" && n.Class == schemas.ClassFigure {
			return n, true
		}
	}
	if t.At == "" && len(ex.Numerals) > 0 {
		return ex.Numerals[0], true
	}
	return schemas.Numeral{}, false
}

func (t test) fault(field, got, want string) Fault {
	return Fault{Source: t.Source, Entry: t.entry, Text: t.Text, Field: field, Got: got, Want: want}
}

// plain is a decimal in the notation of [schemas.Decimal], so that "5,0" of a careless hand and "5" are told apart but "5.0" and "5" are not.
func plain(value string) string {
	if d, err := schemas.ParseDecimal(strings.TrimSpace(value)); err == nil {
		return d.String()
	}
	return value
}
