package tables

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"solieu/schemas"
	"solieu/schemas/lexicon"
)

// passage makes an extraction of one sentence with two figures and the check that joins them, behind some other text.
func passage(before string) (schemas.Extraction, schemas.Assessment) {
	text := before + "Thu ngân sách 120 tỷ đồng,  đạt 101% dự toán."
	at := func(s string) schemas.Span {
		i := strings.Index(text, s)
		return schemas.Span{Start: i, End: i + len(s)}
	}
	sentence := schemas.Span{Start: len(before), End: len(text)}
	ext := schemas.Extraction{
		Document: schemas.Document{URI: "a.txt", Format: "pdf", Text: text, Cells: []schemas.Cell{{Span: at("120 tỷ"), Sheet: "Biểu", Row: 2, Column: 1}}, Meta: schemas.Meta{Number: "1/BC", Date: schemas.Date{Year: 2024, Month: 1, Day: 9}, Period: schemas.Year(2023)}},
		Figures: []schemas.Figure{
			{Span: at("120"), Value: schemas.Int64(120e9), Unit: "VND", Measure: schemas.Level, Sentence: sentence, Paragraph: 4, Of: schemas.None, Parent: schemas.None},
			{Span: at("101"), Value: schemas.Int64(101), Unit: "%", Measure: schemas.Attainment, Sentence: sentence, Of: 0, Parent: 7},
		},
		Numerals: []schemas.Numeral{{Span: at("120"), Class: schemas.ClassFigure}, {Span: at("101"), Class: schemas.ClassFigure, Figure: 1}, {Span: schemas.Span{Start: 1, End: 999}, Class: schemas.ClassOther, Figure: schemas.None}},
		Rejects:  []schemas.Reject{{Reason: schemas.RejectNumber, Span: at("120"), Detail: "bad \xff byte"}},
	}
	return ext, schemas.Assessment{
		Observations: []schemas.Observation{{Figure: 0, BaseUnit: "VND", BaseValue: schemas.Int64(120e9)}, {Figure: 1, BaseExact: true, BaseValue: schemas.Int64(101), PeriodEnd: schemas.Date{Year: 2023, Month: 12, Day: 31}, PeriodKind: "instant"}, {Figure: 9}},
		Checks: []schemas.Check{
			{Kind: schemas.CheckAttainment, Stated: 1, Operands: []int{0}, Outcome: schemas.Rounded, Computed: "100.66666666666666666666666666666666666666667"},
			{Kind: schemas.CheckRestatement, Stated: 1, Operands: []int{0}, Outcome: schemas.Violated, Computed: "99"},
			{Kind: schemas.CheckSharesTotal, Stated: schemas.None, Operands: []int{1, 44}, Outcome: schemas.NotEvaluable},
		},
	}
}

func TestRows(t *testing.T) {
	b := Rows(passage("Mở đầu. "))
	if b.Partition != (Partition{2023, UnknownArea}) || b.Document.ReportYear != 2023 {
		t.Errorf("%+v: the report year is that of the period, not of the signature", b.Partition)
	}
	if d := b.Document; d.Observations != 2 || d.Figures != 2 || d.Violations != 1 || math.Abs(d.Coverage-2./3) > 1e-12 || d.Checks != 3 || d.Rejects != 1 {
		t.Errorf("%+v", d)
	}
	first, second := b.Observations[0], b.Observations[1]
	if first.BaseValue != nil || first.Value.String() != "120000000000" || first.OfStart != nil {
		t.Errorf("%+v: an inexact base value must be NULL", first)
	}
	if *second.OfStart != first.Start || second.ParentStart != nil || second.PeriodKey != "@2023-12-31" || second.PeriodStart != nil {
		t.Errorf("%+v", second)
	}
	if *first.Page != 1 || *first.Paragraph != 4 || first.Cell != "B3" || first.Sheet != "Biểu" || first.TableNumber != nil || second.Cell != "" || second.Paragraph != nil {
		t.Errorf("%+v: the places", first)
	}
	if second.CheckOutcome != "violated" || second.CheckComputed.String() != "99" {
		t.Errorf("%+v: the gravest check stands beside the figure", second)
	}
	if c := b.Checks[0].Computed.String(); c != "100.666666667" {
		t.Error(c)
	}
	if c := b.Checks[2]; c.StatedStart != nil || len(c.OperandStarts) != 1 || c.Sentence == "" {
		t.Errorf("%+v", c)
	}
	if n := b.Numerals[2]; n.Text != "" || n.Figure != nil {
		t.Errorf("%+v: a span beyond the text has no text", n)
	}
	if r := b.Rejects[0]; r.Text != "120" || !utf8.ValidString(r.Detail) {
		t.Errorf("%+v", r)
	}
}

// TestIssueIDs: text inserted before, other white space and a better verdict keep an issue's id; other digits make another issue.
func TestIssueIDs(t *testing.T) {
	base := Rows(passage(""))
	moved := Rows(passage("Một đoạn mới được thêm vào. "))
	ext, a := passage("")
	a.Checks[0].Outcome, a.Checks[0].MessageVI, a.Checks[0].Computed = schemas.Violated, "khác", "1"
	verdict := Rows(ext, a)
	ext, a = passage("")
	a.Checks = append(a.Checks[:1:1], a.Checks[0])
	twice := Rows(ext, a)
	ext, a = passage("")
	ext.Document.Text = strings.Replace(ext.Document.Text, "120", "130", 1)
	other := Rows(ext, a)
	ext, a = passage("")
	ext.Document.Meta.Number = "2/BC"
	report := Rows(ext, a)
	id := base.Checks[0].IssueID
	if moved.Checks[0].IssueID != id || verdict.Checks[0].IssueID != id || twice.Checks[0].IssueID != id {
		t.Error("the id depends on what it must not depend on")
	}
	if other.Checks[0].IssueID == id || report.Checks[0].IssueID == id || twice.Checks[1].IssueID == id || base.Checks[1].IssueID == id {
		t.Error("different issues have one id")
	}
}

func TestDecimalsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`-?[0-9]{1,29}(\.[0-9]{1,9})?`).Draw(t, "number")
		d, err := schemas.ParseDecimal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got := NewDecimal(d); got == nil || got.Value() != d {
			t.Fatalf("%s came back as %v", s, got)
		}
	})
	tests := []struct{ in, want string }{
		{"1", "1"}, {"-0.0000000005", "-0.000000001"}, {"0.1234567894", "0.123456789"}, {"1/3", "0.333333333"},
		{"99999999999999999999999999999.999999999", "99999999999999999999999999999.999999999"},
		{"100000000000000000000000000000", ""}, {"", ""}, {"khoảng 5", ""},
	}
	for _, tt := range tests {
		got := ""
		if d := RoundedDecimal(tt.in); d != nil {
			got = d.String()
		}
		if got != tt.want {
			t.Errorf("RoundedDecimal(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
	tooFine, _ := schemas.ParseDecimal("0.0000000001")
	if NewDecimal(tooFine) != nil {
		t.Error("a value that does not fit must be NULL")
	}
}

func TestPeriodLabels(t *testing.T) {
	tests := []struct{ period, vi, en string }{
		{"2023", "năm 2023", "2023"}, {"2021/2025", "giai đoạn 2021-2025", "2021-2025"}, {"2023-10", "tháng 10/2023", "2023-10"},
		{"2023-04/2023-06", "quý 2/2023", "2023-Q2"}, {"2023-01/2023-03", "quý 1/2023", "2023-Q1"}, {"2023-01/2023-10", "10 tháng đầu năm 2023", "first 10 months of 2023"},
		{"2022-11/2023-02", "tháng 11/2022 - tháng 2/2023", "2022-11 to 2023-02"}, {"2023-01-01/2023-10-15", "2023-01-01/2023-10-15", "2023-01-01/2023-10-15"},
		{"@2023-10", "tại ngày 31/10/2023", "at 2023-10-31"},
	}
	for _, tt := range tests {
		p, err := schemas.ParsePeriod(tt.period)
		if err != nil {
			t.Fatal(err)
		}
		first, last, _ := p.Bounds(schemas.Date{})
		kind := "duration"
		if p.Instant {
			kind = "instant"
		}
		start, end := NewDate(first), NewDate(last)
		row, ok := NewDimPeriod(periodKey(start, end, kind), start, end, kind)
		if !ok || row.LabelVI != tt.vi || row.LabelEN != tt.en {
			t.Errorf("%s: %q, %q, want %q, %q", tt.period, row.LabelVI, row.LabelEN, tt.vi, tt.en)
		}
	}
}

func TestDims(t *testing.T) {
	lex := &lexicon.Lexicon{
		Units:      []lexicon.Unit{{ID: "t", Factor: schemas.Int64(1000)}, {ID: "%"}, {ID: "t"}},
		Areas:      []lexicon.Area{{List: "2025", Code: "06"}, {List: "2004", Code: "06", ValidFrom: "2004-01-01"}},
		Indicators: []lexicon.Indicator{{Code: "B"}, {Code: "A"}},
	}
	d := NewDims(lex)
	if len(d.Units) != 2 || d.Units[1].Factor.String() != "1000" || d.Areas[0].List != "2004" || d.Areas[0].ValidFrom.String() != "2004-01-01" || d.Indicators[0].Code != "A" {
		t.Errorf("%+v", d)
	}
	if none := NewDims(nil); none.Units != nil {
		t.Error("no lexicon, no code lists")
	}
}
