package parse_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"solieu/extract/parse"
	"solieu/extract/token"
	"solieu/schemas"
	"solieu/schemas/lexicon"
)

// grammar compiles the built-in lexicon once for all tests of the package.
var grammar = sync.OnceValues(func() (*parse.Grammar, error) {
	lex, err := lexicon.Load(lexicon.Files())
	if err != nil {
		return nil, err
	}
	return parse.NewGrammar(lex)
})

// reader reads blocks of one convention.
type reader struct {
	lexer  *token.Lexer
	parser *parse.Parser
}

func newReader(t testing.TB) reader {
	t.Helper()
	g, err := grammar()
	if err != nil {
		t.Fatal(err)
	}
	return reader{token.NewLexer(g.Vocabulary()), g.NewParser()}
}

func (r reader) read(text string) *parse.Parser {
	r.parser.Parse(text, r.lexer.Append(nil, text, 0, len(text)))
	return r.parser
}

func TestNumbersByConvention(t *testing.T) {
	vietnamese, english, padded := parse.Convention{Comma: 5}, parse.Convention{Point: 5}, parse.Convention{Comma: 5, PadThree: true}
	tests := []struct {
		name, text string
		convention parse.Convention
		value      string // "" where the numeral can be no number
		decimals   int
		doubt      string // the other reading
	}{
		{"digits", "417", vietnamese, "417", 0, ""},
		{"zero", "0", vietnamese, "0", 0, ""},
		{"leading zero", "07", vietnamese, "7", 0, ""},
		{"groups", "417.983", vietnamese, "417983", 0, ""},
		{"two groups", "1.417.983", vietnamese, "1417983", 0, ""},
		{"groups and decimals", "1.417,5", vietnamese, "1417.5", 1, ""},
		{"decimals", "14,25", vietnamese, "14.25", 2, ""},
		{"a zero that is printed", "14,20", vietnamese, "14.2", 2, ""},
		{"point that cannot group", "14.25", vietnamese, "14.25", 2, ""},
		{"point behind a zero", "0.125", vietnamese, "0.125", 3, ""},
		{"four digits before the point", "1417.983", vietnamese, "1417.983", 3, ""},
		{"three digits behind a comma", "15,615", vietnamese, "15.615", 3, "15615"},
		{"three digits behind a comma where that is the rule", "15,615", padded, "15.615", 3, ""},
		{"English groups", "15,615", english, "15615", 0, "15.615"},
		{"English decimals", "15.615", english, "15.615", 3, "15615"},
		{"English groups and decimals", "1,417.50", english, "1417.5", 2, ""},
		{"English groups in a Vietnamese text", "1,417,983", vietnamese, "1417983", 0, ""},
		{"groups that are none", "1.41.983", vietnamese, "", 0, ""},
		{"three signs of two kinds", "12.34,56", vietnamese, "", 0, ""},
		{"38 digits", strings.Repeat("9", 38), vietnamese, strings.Repeat("9", 38), 0, ""},
		{"39 digits", strings.Repeat("9", 39), vietnamese, "", 0, ""},
	}
	r := newReader(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r.parser.Convention = tt.convention
			n := r.read(tt.text).Number(0)
			if n.OK != (tt.value != "") || n.OK && (n.Value.String() != tt.value || n.Decimals != tt.decimals || n.Doubt != tt.doubt) {
				t.Errorf("%s: %s with %d decimals, doubt %q, %v", tt.text, n.Value, n.Decimals, n.Doubt, n.OK)
			}
		})
	}
}

func TestVotes(t *testing.T) {
	tests := []struct {
		numeral      string
		comma, point int
	}{
		{"1.234,5", 1, 0}, {"1,234.5", 0, 1}, {"1.234.567", 1, 0}, {"1,234,567", 0, 1},
		{"1.234", 0, 0}, {"1,234", 0, 0}, {"1234", 0, 0}, {"1.2.3", 0, 0},
	}
	for _, tt := range tests {
		var c parse.Convention
		c.Vote(tt.numeral)
		if c.Comma != tt.comma || c.Point != tt.point {
			t.Errorf("%s votes %d for the comma, %d for the point", tt.numeral, c.Comma, c.Point)
		}
	}
}

func TestTimes(t *testing.T) {
	type want = parse.Time
	tests := []struct {
		text string
		want parse.Time
	}{
		{"năm 2023", want{Kind: parse.TimeYear, Y: 2023}},
		{"giai đoạn 2021 - 2025", want{Kind: parse.TimeYears, Y: 2021, Y2: 2025}},
		{"năm học 2022-2023", want{Kind: parse.TimeSchool, Y: 2022, Y2: 2023}},
		{"9 tháng năm 2023", want{Kind: parse.TimeMonths, Y: 2023, M: 1, M2: 9}},
		{"6 tháng đầu năm 2023", want{Kind: parse.TimeMonths, Y: 2023, M: 1, M2: 6}},
		{"6 tháng cuối năm 2023", want{Kind: parse.TimeMonths, Y: 2023, M: 7, M2: 12}},
		{"tháng 10/2023", want{Kind: parse.TimeMonth, Y: 2023, M: 10}},
		{"tháng 10 năm 2023", want{Kind: parse.TimeMonth, Y: 2023, M: 10}},
		{"tháng 10", want{Kind: parse.TimeMonth, M: 10}},
		{"quý III/2023", want{Kind: parse.TimeQuarter, Y: 2023, M: 7, M2: 9}},
		{"quý IV năm 2022", want{Kind: parse.TimeQuarter, Y: 2022, M: 10, M2: 12}},
		{"ngày 31/7/2023", want{Kind: parse.TimeDay, Y: 2023, M: 7, D: 31}},
		{"ngày 31 tháng 7 năm 2023", want{Kind: parse.TimeDay, Y: 2023, M: 7, D: 31}},
		{"tháng 4.2011", want{Kind: parse.TimeMonth, Y: 2011, M: 4}},
		{"ngày 12.4.2011", want{Kind: parse.TimeDay, Y: 2011, M: 4, D: 12}},
		{"ngày 12.4", want{Kind: parse.TimeDay, M: 4, D: 12}},
		{"31.12.2011", want{Kind: parse.TimeDay, Y: 2011, M: 12, D: 31}},
		{"31-12-2011", want{Kind: parse.TimeDay, Y: 2011, M: 12, D: 31}},
		{"tính đến 30-6", want{Kind: parse.TimeDay, M: 6, D: 30}},
		{"thời điểm 15-5", want{Kind: parse.TimeDay, M: 5, D: 15}},
		{"thời điểm 15/5", want{Kind: parse.TimeDay, M: 5, D: 15}},
		{"cùng kỳ năm 2022", want{Kind: parse.TimeSame, Y: 2022}},
		{"cùng kỳ", want{Kind: parse.TimeSame}},
		{"năm trước", want{Kind: parse.TimePrevYear}},
		{"tháng trước", want{Kind: parse.TimePrevMonth}},
	}
	r := newReader(t)
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			p := r.read(tt.text)
			if len(p.Times) != 1 {
				t.Fatalf("%d times: %+v", len(p.Times), p.Times)
			}
			got := p.Times[0]
			if got.Kind != tt.want.Kind || got.Y != tt.want.Y || got.M != tt.want.M || got.D != tt.want.D || got.M2 != tt.want.M2 || got.Y2 != tt.want.Y2 {
				t.Errorf("%+v, not %+v", got, tt.want)
			}
			for i, k := range p.Tokens() {
				if k.Kind == token.Numeral && p.Class[i] != schemas.ClassDate {
					t.Errorf("%s has class %s", p.Text(i), p.Class[i])
				}
			}
		})
	}
}

func TestQuantities(t *testing.T) {
	tests := []struct {
		text string
		want []string // number, power of ten, unit
	}{
		{"đạt 5 ha", []string{"5 0 ha"}},
		{"đạt 3,25 tỷ đồng", []string{"3.25 9 VND"}},
		{"đạt 417.983/410.130 con", []string{"417983 0 {con}", "410130 0 {con}"}},
		{"tăng 7,5 - 8%", []string{"7.5 0 %", "8 0 %"}},
		{"đạt 12 triệu USD", []string{"12 6 USD"}},
		{"năng suất 56,2 tạ/ha", []string{"56.2 0 t/ha"}},
		{"đạt 48 triệu đồng/người/năm", []string{"48 6 VND/{người}/năm"}},
		{"theo Nghị quyết số 15/NQ-HĐND", nil},
		{"năm 2023", nil},
		{"dịch Covid-19", nil},
	}
	r := newReader(t)
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			p := r.read(tt.text)
			var got []string
			for _, q := range p.Quantities {
				got = append(got, fmt.Sprintf("%s %d %s", q.Value, q.Unit.Mult, q.Unit.ID))
			}
			if strings.Join(got, "; ") != strings.Join(tt.want, "; ") {
				t.Errorf("%q, not %q", got, tt.want)
			}
			if why := broken(p); why != "" {
				t.Error(why)
			}
		})
	}
}

func TestRangesAndPairsAreLinked(t *testing.T) {
	p := newReader(t).read("đạt 417.983/410.130 con, tăng 7,5 - 8%")
	if len(p.Quantities) != 4 {
		t.Fatalf("%d quantities", len(p.Quantities))
	}
	q := p.Quantities
	if q[0].Slash != 1 || q[1].Of != 0 || q[0].Of != -1 || q[1].Slash != -1 {
		t.Errorf("pair: %+v %+v", q[0], q[1])
	}
	if q[2].Range != 3 || q[3].Range != 2 || q[2].High || !q[3].High {
		t.Errorf("range: %+v %+v", q[2], q[3])
	}
}

// A parser is used again for each block; what it read before leaves no trace.
func TestParserForgets(t *testing.T) {
	texts := []string{"đạt 417.983/410.130 con, tăng 7,5 - 8% so với năm 2022", "", "Nghị quyết số 15/NQ-HĐND ngày 08/12/2022", "(12", "quý III/2023 đạt 3 tỷ 250 triệu đồng"}
	used := newReader(t)
	for round := range 2 {
		for _, s := range texts {
			a, b := snapshot(used.read(s)), snapshot(newReader(t).read(s))
			if a != b {
				t.Errorf("round %d, %q: a parser that was used reads\n%s\na new one\n%s", round, s, a, b)
			}
		}
	}
}

// snapshot prints what was read; classes and rules are those of numerals alone.
func snapshot(p *parse.Parser) string {
	var classes, rules []string
	for i, k := range p.Tokens() {
		if k.Kind == token.Numeral {
			classes, rules = append(classes, string(p.Class[i])), append(rules, p.Rule[i])
		}
	}
	return fmt.Sprintf("%+v\n%+v\n%+v\n%q\n%q", p.Items, p.Times, p.Quantities, classes, rules)
}

// broken says how a reading breaks its contract; "" where it does not.
func broken(p *parse.Parser) string {
	n, at := len(p.Tokens()), 0
	if len(p.Class) != n || len(p.Rule) != n {
		return fmt.Sprintf("%d tokens, %d classes, %d rules", n, len(p.Class), len(p.Rule))
	}
	for i, it := range p.Items {
		if it.From < at || it.To <= it.From || it.To > n {
			return fmt.Sprintf("item %d is tokens %d to %d behind %d", i, it.From, it.To, at)
		}
		if it.Kind == parse.ItemQty && (it.Index < 0 || it.Index >= len(p.Quantities)) || it.Kind == parse.ItemTime && (it.Index < 0 || it.Index >= len(p.Times)) {
			return fmt.Sprintf("item %d of kind %d has index %d", i, it.Kind, it.Index)
		}
		at = it.To
	}
	for i, k := range p.Tokens() {
		if k.Kind == token.Numeral && p.Class[i] == "" {
			return fmt.Sprintf("numeral %q has no class", p.Text(i))
		}
	}
	for i := range p.Quantities {
		if why := brokenQuantity(p, i); why != "" {
			return fmt.Sprintf("quantity %d: %s: %+v", i, why, p.Quantities[i])
		}
	}
	for i, x := range p.Times {
		if !within(x.M, 12) || !within(x.M2, 12) || !within(x.MM2, 12) || !within(x.D, 31) || !within(x.D2, 31) || !within(x.Y, 2200) || !within(x.Y2, 2200) {
			return fmt.Sprintf("time %d: %+v", i, x)
		}
	}
	return ""
}

func brokenQuantity(p *parse.Parser, i int) string {
	q, all := &p.Quantities[i], p.Quantities
	link := func(j int) bool { return j >= -1 && j < len(all) && j != i }
	switch {
	case q.Tok < 0 || q.Last <= q.Tok || q.Last > len(p.Tokens()):
		return "tokens"
	case p.Tokens()[q.Tok].Kind != token.Numeral:
		return "begins with no numeral"
	case !link(q.Slash) || !link(q.Of) || !link(q.Range):
		return "links"
	case q.Slash >= 0 && all[q.Slash].Of != i || q.Of >= 0 && all[q.Of].Slash != i || q.Range >= 0 && all[q.Range].Range != i:
		return "one-sided link"
	case q.Range >= 0 && q.High == all[q.Range].High:
		return "two ends of one kind"
	case q.Sign < -1 || q.Sign > 1 || q.Decimals < 0:
		return "sign or decimals"
	}
	return ""
}

func within(v, most int) bool { return v >= 0 && v <= most }

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "đạt 417.983/410.130 con, tăng 7,5 - 8%", "1 tỷ 178 triệu đồng", "từ ngày 01/01/2023 đến ngày 30/6/2023", "6 tháng đầu năm", "quý III/2023 - quý I/2024",
		"Nghị quyết số 15/NQ-HĐND ngày 08/12/2022", "0,5 điểm phần trăm", "12 500 ha", "1. 248 tấn", "64 .000 kg", "31/2/2023", "99/99/9999", "ngày 0/0/0", "tháng 13", "2023-2021", "1/2/3/4/5",
		"12-13-14-15", "tăng từ 5 lên 7 lần", "hai mươi bảy xã", "(-805 ha)", "±5%", "năm năm 2023", "đến đến hết hết năm", "7 8 9 10%", "0 5%", "Covid-19", "2x30 MW", "10²", "1.2.3.4", "\xff5%", "1,2,3 ha",
	} {
		f.Add(s, uint8(0))
		f.Add(s, uint8(1))
	}
	r := newReader(f)
	f.Fuzz(func(t *testing.T, text string, votes uint8) {
		r.parser.Convention = parse.Convention{Comma: int(votes & 3), Point: int(votes >> 2 & 3), PadThree: votes&16 != 0}
		if why := broken(r.read(text)); why != "" {
			t.Fatalf("%q: %s", text, why)
		}
	})
}

// FuzzNumber proves that a numeral that reads as a number keeps its digits: the value has them all, in order, whatever the separators mean.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{"0", "007", "417.983", "1.234,5", "1,234.5", "0,0", "1.2.3", "99999999999999999999999999999999999999", "15,615", "0.000", "1.000.000,000"} {
		f.Add(s, uint8(0))
		f.Add(s, uint8(12))
	}
	r := newReader(f)
	f.Fuzz(func(t *testing.T, s string, votes uint8) {
		r.parser.Convention = parse.Convention{Comma: int(votes & 3), Point: int(votes >> 2 & 3), PadThree: votes&16 != 0}
		p := r.read(s)
		if len(p.Tokens()) != 1 || p.Tokens()[0].Kind != token.Numeral || p.Text(0) != s {
			return
		}
		n := p.Number(0)
		if !n.OK {
			return
		}
		scaled, err := n.Value.Shift(n.Decimals)
		if err != nil {
			t.Fatalf("%s: %v", s, err)
		}
		digits := strings.TrimLeft(strings.NewReplacer(".", "", ",", "").Replace(s), "0")
		if digits == "" {
			digits = "0"
		}
		if scaled.String() != digits {
			t.Fatalf("%s reads as %s with %d decimals", s, n.Value, n.Decimals)
		}
	})
}
