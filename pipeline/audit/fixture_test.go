package audit_test

import (
	"context"
	"crypto/sha256"
	"strings"
	"testing"

	"solieu/load"
	"solieu/pipeline/audit"
	"solieu/schemas"
)

// paper is a report for tests: every numeral of its text between braces is a figure, in hectares.
type paper struct {
	uri, text string
	checks    []schemas.Check
	number    string // of the document; 1/BC where empty
	rejects   []schemas.Reject
}

// relation is a violated sum of the figures: the first is stated, the others are its parts.
func relation(outcome schemas.Outcome, severity schemas.Severity, stated int, operands ...int) schemas.Check {
	return schemas.Check{Kind: schemas.CheckSum, Stated: stated, Operands: operands, Outcome: outcome, Severity: severity, Formula: "a + b = c",
		Printed: "1200", Computed: "1300", Low: "1299", High: "1301", Deviation: "100",
		Diagnosis: "sai một chữ số trong 1.200, 1.300 thì khớp", MessageVI: "800 ha + 500 ha được 1.300 ha; báo cáo ghi 1.200 ha. Khả năng: sai một chữ số trong 1.200, 1.300 thì khớp.",
		MessageEN: "800 ha + 500 ha gives 1,300 ha; the report prints 1,200 ha. Possibly one digit wrong."}
}

func (p paper) rows(t *testing.T) (schemas.Extraction, schemas.Assessment) {
	t.Helper()
	var (
		x    schemas.Extraction
		a    schemas.Assessment
		text strings.Builder
	)
	for rest := p.text; ; {
		before, after, more := strings.Cut(rest, "{")
		text.WriteString(before)
		if !more {
			break
		}
		numeral, tail, _ := strings.Cut(after, "}")
		span := schemas.Span{Start: text.Len(), End: text.Len() + len(numeral)}
		text.WriteString(numeral)
		rest = tail
		v, err := schemas.ParseDecimal(strings.ReplaceAll(strings.ReplaceAll(numeral, ".", ""), ",", "."))
		if err != nil {
			t.Fatal(err)
		}
		x.Numerals = append(x.Numerals, schemas.Numeral{Span: span, Class: schemas.ClassFigure, Figure: len(x.Figures), Rule: "quantity"})
		x.Figures = append(x.Figures, schemas.Figure{Span: span, Quote: span, Value: v, Low: v, High: v, Unit: "ha", UnitPrinted: "ha", Measure: schemas.Level,
			Role: schemas.Main, Status: schemas.Actual, Period: schemas.Year(2023), Indicator: "diện tích lúa", Of: schemas.None, Parent: schemas.None})
	}
	whole := text.String()
	for i := range x.Figures {
		f := &x.Figures[i]
		f.Sentence = schemas.Span{Start: strings.LastIndex(whole[:f.Start], "\n") + 1, End: len(whole)}
		if end := strings.Index(whole[f.End:], "\n"); end >= 0 {
			f.Sentence.End = f.End + end
		}
		a.Observations = append(a.Observations, schemas.Observation{Figure: i, BaseValue: f.Value, BaseUnit: "m2", BaseExact: true,
			PeriodStart: schemas.Date{Year: 2023, Month: 1, Day: 1}, PeriodEnd: schemas.Date{Year: 2023, Month: 12, Day: 31}, PeriodKind: "duration", Area: "06", AreaList: "2004", AreaName: "Bắc Kạn"})
	}
	if i := strings.Index(whole, "31/10"); i >= 0 {
		x.Numerals = append(x.Numerals, schemas.Numeral{Span: schemas.Span{Start: i, End: i + 2}, Class: schemas.ClassDate, Figure: schemas.None, Rule: "date"})
	}
	a.Checks, x.Rejects = p.checks, p.rejects
	if p.number == "" {
		p.number = "1/BC"
	}
	x.Document = schemas.Document{ID: sha256.Sum256([]byte(p.uri + whole)), URI: p.uri, Format: "text", Text: whole, Meta: schemas.Meta{Number: p.number, Period: schemas.Year(2023)}}
	a.Document = x.Document.ID
	return x, a
}

// published publishes papers as the next snapshot of a lake; what is no longer among them goes.
func published(t *testing.T, dir string, papers ...paper) load.Snapshot {
	t.Helper()
	ctx := context.Background()
	store, err := load.Open(dir, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	txn, err := store.Begin(ctx, load.Run{ID: "r", Version: "1", Prune: true, Full: true})
	if err != nil {
		t.Fatal(err)
	}
	defer txn.Abort()
	for _, p := range papers {
		x, a := p.rows(t)
		if err := txn.Add(ctx, x, a); err != nil {
			t.Fatal(err)
		}
	}
	s, err := txn.Commit(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// broken is a report with a violated sum of its first three figures.
func broken(uri string) paper {
	return paper{uri: uri, text: "Đến 31/10, diện tích lúa đạt {1.200} ha:\nlúa nước {800} ha và lúa nương {500} ha\nngô {70} ha",
		checks: []schemas.Check{relation(schemas.Violated, schemas.SeverityError, 0, 1, 2)}}
}

func gather(t *testing.T, s load.Snapshot, opt audit.Options) *audit.Report {
	t.Helper()
	if opt.Lang == "" {
		opt.Lang = "vi"
	}
	if opt.Day.IsZero() {
		opt.Day = schemas.Date{Year: 2026, Month: 1, Day: 15}
	}
	r, err := audit.Gather(s, opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
