package load

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"time"

	"solieu/schemas"
	"solieu/schemas/lexicon"
)

// report makes a document with n figures, the numerals of its text, and a check over its first three figures.
func report(uri string, year int, area string, n int, salt string) (schemas.Extraction, schemas.Assessment) {
	var (
		text strings.Builder
		ext  schemas.Extraction
		a    schemas.Assessment
	)
	for i := range n {
		start := text.Len()
		fmt.Fprintf(&text, "Chỉ tiêu thứ nhất ước đạt %s%d,5 tỷ đồng. ", salt, 100+i)
		sentence := schemas.Span{Start: start, End: text.Len() - 1}
		at := start + len("Chỉ tiêu thứ nhất ước đạt ")
		num := schemas.Span{Start: at, End: at + strings.Index(text.String()[at:], " ")}
		value, _ := schemas.ParseDecimal(strings.ReplaceAll(num.In(text.String()), ",", "."))
		if i%2 == 1 {
			value = value.Neg()
		}
		value, _ = value.Shift(9)
		f := schemas.Figure{Span: num, Value: value, Low: value, High: value, Unit: "VND", UnitPrinted: "tỷ đồng", UnitMult: 9, Decimals: 1,
			Measure: schemas.Level, Role: schemas.Main, Status: schemas.Estimate, Period: schemas.Months(year, 1, 1+i%10),
			Indicator: fmt.Sprintf("chỉ tiêu %d", i%7), Quote: schemas.Span{Start: num.Start, End: sentence.End}, Sentence: sentence,
			Of: schemas.None, Parent: schemas.None, Rule: "quantity"}
		if i > 0 {
			f.Of = i - 1
		}
		ext.Figures = append(ext.Figures, f)
		ext.Numerals = append(ext.Numerals, schemas.Numeral{Span: num, Class: schemas.ClassFigure, Figure: i, Rule: "quantity"})
		first, last, _ := f.Period.Bounds(schemas.Date{})
		a.Observations = append(a.Observations, schemas.Observation{Figure: i, BaseValue: value, BaseUnit: "VND", BaseExact: true,
			PeriodStart: first, PeriodEnd: last, PeriodKind: "duration", Area: area, AreaList: "2004", AreaName: "Bắc Kạn"})
	}
	if n >= 3 {
		a.Checks = []schemas.Check{{Kind: schemas.CheckSum, Stated: 2, Operands: []int{0, 1}, Outcome: schemas.Violated, Severity: schemas.SeverityError,
			Printed: "102.5", Computed: "1", Low: "0.95", High: "1.05", Deviation: "-101.5", Formula: "a + b = c", MessageVI: "tổng không khớp", MessageEN: "the sum does not match"}}
	}
	ext.Rejects = []schemas.Reject{{Reason: schemas.RejectUnknownUnit, Span: schemas.Span{Start: 0, End: 4}, Detail: "đơn vị lạ"}}
	ext.Document = schemas.Document{ID: sha256.Sum256([]byte(text.String())), URI: uri, Format: "text", Encoding: "utf-8", Bytes: int64(text.Len()),
		Text: text.String(), Meta: schemas.Meta{Number: "765/BC-UBND", Issuer: "UBND tỉnh", Date: schemas.Date{Year: year, Month: 11, Day: 2},
			Title: "Báo cáo", Period: schemas.Months(year, 1, 10), Area: area, AreaList: "2004", AreaName: "Bắc Kạn"}}
	a.Document = ext.Document.ID
	return ext, a
}

func dictionary() *lexicon.Lexicon {
	factor := schemas.Int64(1000)
	return &lexicon.Lexicon{Digest: "d1",
		Units:      []lexicon.Unit{{ID: "VND", Family: "money", Base: "VND", Factor: schemas.Int64(1)}, {ID: "t", Family: "mass", Base: "kg", Factor: factor}},
		Areas:      []lexicon.Area{{Code: "06", List: "2004", Level: "province", Name: "Bắc Kạn", ValidFrom: "2004-01-01"}},
		Indicators: []lexicon.Indicator{{Code: "A.B", Name: "chỉ tiêu"}}}
}

type source struct {
	ext schemas.Extraction
	a   schemas.Assessment
}

// corpus makes a few documents over two years and two areas.
func corpus(docs, figures int) []source {
	var out []source
	for i := range docs {
		ext, a := report(fmt.Sprintf("báo-cáo/%02d.txt", i), 2022+i%2, []string{"06", "", "24"}[i%3], figures, fmt.Sprint(i+1))
		out = append(out, source{ext, a})
	}
	return out
}

func open(t *testing.T, dir string, opt Options) *Store {
	t.Helper()
	s, err := Open(dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// publish runs one run over all sources, incrementally unless full.
func publish(s *Store, run Run, sources []source) (Snapshot, error) {
	if run.Lexicon == nil {
		run.Lexicon = dictionary()
	}
	ctx := context.Background()
	txn, err := s.Begin(ctx, run)
	if err != nil {
		return Snapshot{}, err
	}
	defer txn.Abort()
	for _, src := range sources {
		d := src.ext.Document
		txn.Note(d.URI, schemas.Stamp{Size: d.Bytes, Modified: 1}, []schemas.Identity{{URI: d.URI, ID: d.ID}})
		if txn.Unchanged(src.ext.Document.URI, src.ext.Document.ID) {
			continue
		}
		if err := txn.Add(ctx, src.ext, src.a); err != nil {
			return Snapshot{}, err
		}
	}
	if err := txn.AddReject(ctx, "hỏng.pdf", schemas.Reject{Reason: schemas.RejectMalformed, Detail: "no trailer"}); err != nil {
		return Snapshot{}, err
	}
	return txn.Commit(ctx)
}

func clock() time.Time { return time.Date(2026, 1, 2, 3, 4, 5, 6000, time.UTC) }
