package listing

import (
	"encoding/json"
	"strings"
	"testing"

	"solieu/schemas"
)

func decimal(t *testing.T, s string) schemas.Decimal {
	t.Helper()
	d, err := schemas.ParseDecimal(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func extraction(t *testing.T) schemas.Extraction {
	text := "Năm 2023: 5,2 \"tỷ\" <đồng>"
	at := strings.Index(text, "5,2")
	return schemas.Extraction{
		Document: schemas.Document{Text: text},
		Figures: []schemas.Figure{{
			Span: schemas.Span{Start: at, End: at + 3}, Value: decimal(t, "5200000000"), Low: decimal(t, "5150000000"), High: decimal(t, "5250000000"),
			Unit: "VND", UnitPrinted: "tỷ đồng", UnitMult: 9, Decimals: 1, Measure: schemas.Level, Role: schemas.Main, Status: schemas.Actual,
			Period: schemas.Year(2023), Indicator: "thu ngân sách", IndicatorCode: "FIN.REVENUE", Quote: schemas.Span{Start: at, End: len(text)},
			Sentence: schemas.Span{End: len(text)}, Section: "I.2", Rule: "level", Of: schemas.None, Parent: schemas.None,
		}},
		Numerals: []schemas.Numeral{
			{Span: schemas.Span{Start: 5, End: 9}, Class: schemas.ClassDate, Figure: schemas.None},
			{Span: schemas.Span{Start: at, End: at + 3}, Class: schemas.ClassFigure, Figure: 0},
		},
	}
}

func TestAppendNumerals(t *testing.T) {
	const want = `{"start":5,"end":9,"text":"2023","class":"date"}
{"start":11,"end":14,"text":"5,2","class":"figure","value":"5200000000","unit":"VND","measure":"level","role":"main","status":"actual","qual":"","period":"2023","base":"","indicator":"thu ngân sách","indicator_code":"FIN.REVENUE","area":"","unit_printed":"tỷ đồng","unit_mult":9,"decimals":1,"value_low":"5150000000","value_high":"5250000000","quote":"5,2 \"tỷ\" <đồng>","sentence":"Năm 2023: 5,2 \"tỷ\" <đồng>","section":"I.2","rule":"level"}
`
	ex := extraction(t)
	if got := string(AppendNumerals(nil, ex, "")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	ex.Figures[0].Range, ex.Figures[0].Ambiguous = "low", "growth"
	got := string(AppendNumerals(nil, ex, "a.txt"))
	for _, end := range []string{`"class":"date","document":"a.txt"}`, `"rule":"level","range":"low","ambiguous":"growth","document":"a.txt"}`} {
		if !strings.Contains(got, end+"\n") {
			t.Errorf("no line ends with %s in\n%s", end, got)
		}
	}
}

// Places that the format has stand at the end of a figure's line.
func TestPlaces(t *testing.T) {
	ex := extraction(t)
	ex.Figures[0].Paragraph = 3
	ex.Document.Pages = []int{5}
	ex.Document.Cells = []schemas.Cell{{Span: ex.Figures[0].Span, Sheet: "Biểu 01", Table: 2, Row: 6, Column: 3}}
	const end = `"rule":"level","page":2,"paragraph":3,"table_number":2,"sheet":"Biểu 01","cell":"D7"}` + "\n"
	if got := string(AppendNumerals(nil, ex, "")); !strings.HasSuffix(got, end) {
		t.Errorf("got\n%s\nwant … %s", got, end)
	}
}

func TestAppendChecks(t *testing.T) {
	ex := extraction(t)
	checks := []schemas.Check{
		{Kind: schemas.CheckDifference, Stated: 0, Operands: []int{0, 0}, Outcome: schemas.Exact, Severity: schemas.SeverityInfo, Formula: "a - b = c", Printed: "1",
			Computed: "1", Low: "0.5", High: "1.5", Deviation: "0", MessageVI: "đúng", MessageEN: "right"},
		{Kind: schemas.CheckSharesTotal, Stated: schemas.None, Outcome: schemas.Violated, Diagnosis: "swap"},
	}
	const want = `{"kind":"difference","stated":11,"operands":[11,11],"outcome":"exact","severity":"info","formula":"a - b = c","printed":"1","computed":"1","computed_low":"0.5","computed_high":"1.5","deviation":"0","message_vi":"đúng","message_en":"right"}
{"kind":"shares_total","stated":null,"operands":[],"outcome":"violated","severity":"","formula":"","printed":"","computed":"","computed_low":"","computed_high":"","deviation":"","message_vi":"","message_en":"","diagnosis":"swap"}
`
	if got := string(AppendChecks(nil, ex, checks, "")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// The lines one by one are the lines all together.
func TestLinesOneByOne(t *testing.T) {
	ex := extraction(t)
	var got []byte
	for line := range Numerals(ex, "a.txt") {
		got = append(got, line...)
	}
	if want := AppendNumerals(nil, ex, "a.txt"); string(got) != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	checks := []schemas.Check{{Kind: schemas.CheckSharesTotal, Stated: schemas.None}, {Kind: schemas.CheckDifference}}
	got = got[:0]
	for line := range Checks(ex, checks, "") {
		got = append(got, line...)
	}
	if want := AppendChecks(nil, ex, checks, ""); string(got) != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Strings of every length and with every byte in every place mean what the standard library's mean.
func TestAppendStringByWords(t *testing.T) {
	for n := range 20 {
		for at := range n {
			for c := range 0x100 {
				b := []byte(strings.Repeat("đx", 10)[:n])
				b[at] = byte(c)
				want, err := json.Marshal(string(b))
				if err != nil {
					t.Fatal(err)
				}
				var got, plain string
				if json.Unmarshal(AppendString(nil, string(b)), &got) != nil || json.Unmarshal(want, &plain) != nil || got != plain {
					t.Fatalf("%q becomes %s", b, AppendString(nil, string(b)))
				}
			}
		}
	}
}

// Decimals and periods make short strings of their own; the listing itself must add nothing to them.
func TestAppendHardlyAllocates(t *testing.T) {
	ex, buf := extraction(t), make([]byte, 0, 4096)
	if n := testing.AllocsPerRun(100, func() { buf = AppendNumerals(buf[:0], ex, "") }); n > 6 {
		t.Errorf("%v allocations for two lines", n)
	}
}

func FuzzAppendString(f *testing.F) {
	for _, s := range []string{"", "đồng", "\"\\\n\t\r\x00\x1f\x7f", "\xff\xc3", "\u2028<&>", "a\xe1\xbbb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := AppendString(nil, s)
		var back string
		if err := json.Unmarshal(got, &back); err != nil {
			t.Fatalf("%q gave %s: %v", s, got, err)
		}
		if want := strings.ToValidUTF8(s, "\ufffd"); len([]rune(s)) == len([]rune(want)) && back != want {
			t.Errorf("%q came back as %q", s, back)
		}
	})
}
