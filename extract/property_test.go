package extract_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"solieu/extract/read"
	"solieu/schemas"
)

func TestPassagesKeepTheContract(t *testing.T) {
	for _, p := range passages(t) {
		if why := broken(p.text, extractText(t, p.text)); why != "" {
			t.Errorf("%s: %s", p.name, why)
		}
	}
}

// Texts cut anywhere, as by a damaged file, keep the contract too.
func TestCutPassagesKeepTheContract(t *testing.T) {
	for _, p := range passages(t) {
		for _, part := range []int{3, 5, 7} {
			at := len(p.text) / part
			for _, text := range []string{p.text[at:], p.text[:at], p.text[at:] + p.text[:at]} {
				if why := broken(text, extractText(t, text)); why != "" {
					t.Errorf("%s cut at %d: %s", p.name, at, why)
				}
			}
		}
	}
}

// pieces are what generated texts are made of: everything that the grammar treats in a way of its own, in any order.
var pieces = []string{
	"0", "7", "12", "2023", "1.234", "1,234", "12,5", "0.95", "1.234,5", "1,234.5", "12.345.678", "1.2.3", "00", "000", "99999999999999999999999999999999999999999",
	"31/12/2023", "01/02", "417/410", "2021-2025", "7,5 - 8", "100%", "15/QĐ-UBND", "Covid-19", "QL 32",
	"%", "‰", "ha", "tỷ", "triệu đồng", "tỷ đồng", "nghìn", "con", "người", "xã", "m2", "m³", "kg/người", "điểm phần trăm", "điểm %", "lần", "USD", "giường/vạn dân",
	"tăng", "giảm", "đạt", "bằng", "chiếm", "gấp", "còn", "lên", "vượt", "ước", "ước đạt", "dự kiến", "trên", "khoảng", "so với", "cùng kỳ", "kế hoạch", "hạng", "thứ", "xếp", "tỷ lệ", "tỷ trọng", "bình quân", "lần lượt là", "tương ứng",
	"trong đó", "gồm", "bao gồm:", "cụ thể", "năm", "tháng", "quý III", "giai đoạn", "đến nay", "6 tháng đầu năm", "đến hết ngày", "năm học", "cuối năm", "từ", "đến",
	"tổng đàn lợn", "diện tích lúa", "GRDP", "thu ngân sách", "số doanh nghiệp", "Điều", "khoản", "Nghị quyết số",
	".", ",", ";", ":", "(", ")", "[", "]", "\"", "“", "”", "-", "–", "/", "+", "*", "**", "_", "|", "¹", "²", "[1]", "\n", "\n\n", "\n- ", "\n1. ", "\n(1) ", "\n| ", " |\n|---|---|\n| ", "\n## ", "\n1 ", "\f", "\t", "\u00a0", "\u00ad", "\u200b", "\xff", "e\u0323",
}

func textOf(r *rapid.T) string {
	var b strings.Builder
	for _, p := range rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(r, "pieces") {
		b.WriteString(p)
		if rapid.IntRange(0, 5).Draw(r, "space") > 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func TestGeneratedTextsKeepTheContract(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := textOf(r)
		if why := broken(text, extractText(r, text)); why != "" {
			r.Fatalf("%q: %s", text, why)
		}
	})
}

// Spaces and empty lines at both ends of a text say nothing.
func TestOuterSpaceSaysNothing(t *testing.T) {
	for _, p := range passages(t) {
		want := meanings(extractText(t, p.text))
		got := meanings(extractText(t, "\n\n  "+p.text+"  \n\n"))
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s", p.name, first(d))
		}
	}
}

// A report reads alike in composed and decomposed Unicode: its reader composes, so that only the offsets into the source differ.
func TestNormalFormsReadAlike(t *testing.T) {
	reader := read.New(read.Limits{})
	for _, p := range passages(t) {
		docs, err := reader.Read(context.Background(), p.name+".txt", []byte(norm.NFD.String(p.text)))
		if err != nil || len(docs) != 1 {
			t.Fatalf("%s: %d documents, %v", p.name, len(docs), err)
		}
		if d := cmp.Diff(meanings(extractText(t, norm.NFC.String(p.text))), meanings(extractText(t, docs[0].Text))); d != "" {
			t.Errorf("%s: %s", p.name, first(d))
		}
	}
}

// meaning is a figure without its place.
type meaning struct {
	Text, Value, Low, High, Unit, UnitPrinted, Measure, Role, Status, Qual, Range, Period, Base, Indicator, Code, Quote, Section, Verb, Opener string
	Decimals, Of, Parent                                                                                                                       int
}

func meanings(e schemas.Extraction) []meaning {
	in := func(s schemas.Span) string { return norm.NFC.String(s.In(e.Document.Text)) }
	out := make([]meaning, len(e.Figures))
	for i, f := range e.Figures {
		out[i] = meaning{
			Text: in(f.Span), Value: f.Value.String(), Low: f.Low.String(), High: f.High.String(), Unit: norm.NFC.String(f.Unit), UnitPrinted: norm.NFC.String(f.UnitPrinted),
			Measure: string(f.Measure), Role: string(f.Role), Status: string(f.Status), Qual: f.Qual, Range: f.Range, Period: f.Period.String(), Base: norm.NFC.String(f.Base),
			Indicator: norm.NFC.String(f.Indicator), Code: f.IndicatorCode, Quote: in(f.Quote), Section: f.Section, Verb: norm.NFC.String(f.Verb), Opener: string(f.Opener),
			Decimals: f.Decimals, Of: f.Of, Parent: f.Parent,
		}
	}
	return out
}

// first shortens a difference to what fits a screen.
func first(diff string) string { return diff[:min(len(diff), 3000)] }

var exact = cmp.Comparer(func(a, b schemas.Decimal) bool { return a == b })

// One extractor serves many documents at a time; what it saw before leaves no trace.
func TestConcurrentExtractionIsSerialExtraction(t *testing.T) {
	x, ps := newExtractor(t), passages(t)
	want := make([]schemas.Extraction, len(ps))
	for i, p := range ps {
		want[i] = extractText(t, p.text)
	}
	const workers = 8
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for k := range ps {
				i := (k*3 + w*5) % len(ps) // each worker in an order of its own
				got, err := x.Extract(context.Background(), schemas.Document{Text: ps[i].text})
				if err != nil {
					t.Errorf("%s: %v", ps[i].name, err)
				} else if d := cmp.Diff(want[i], got, exact); d != "" {
					t.Errorf("%s: %s", ps[i].name, first(d))
				}
			}
		})
	}
	wg.Wait()
}

func TestCancellationIsHonoured(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := newExtractor(t).Extract(ctx, schemas.Document{Text: passages(t)[0].text}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, not %v", err, context.Canceled)
	}
	ctx, cancel = context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	text := strings.Repeat("Diện tích lúa đạt 1.250 ha, tăng 2,5% so với cùng kỳ.\n\n", 200_000)
	start := time.Now()
	if _, err := newExtractor(t).Extract(ctx, schemas.Document{Text: text}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, not %v", err, context.DeadlineExceeded)
	}
	if d := time.Since(start); d > 5*time.Second {
		t.Errorf("stopped after %v", d)
	}
}

// hostile are texts that no one writes and that a grammar with nested scopes or joined numerals could read in quadratic time.
var hostile = []struct {
	name string
	text func(n int) string // of about n bytes
}{
	{"digits in one numeral", repeat("7")},
	{"digits that years begin with", repeat("1")},
	{"years, one behind the other", repeat("20")},
	{"months and years with points", repeat("tháng 8.2009 ")},
	{"years that plans lead to", repeat("đến năm 2030 ")},
	{"months in brackets", repeat("(6/2020)\n")},
	{"enumerations of growths", repeat("tăng cao nhất với 5%, sau đó là A (4%), ")},
	{"shares without an end", repeat("chiếm 5% trong tổng số lao động, ")},
	{"numerals between spaces", repeat("7 ")},
	{"groups of three", repeat("123 ")},
	{"groups joined by points", repeat("123.")},
	{"open brackets", repeat("(")},
	{"open brackets with numbers", repeat("(12 con ")},
	{"closing brackets", repeat(")")},
	{"slashes", repeat("12/")},
	{"hyphens", repeat("12-")},
	{"trong đó", repeat("trong đó ")},
	{"trong đó with numbers", repeat("trong đó 15 xã, ")},
	{"gồm with colons", repeat("gồm: 3 con; ")},
	{"percentages", repeat("tăng 5%, ")},
	{"one sentence without an end", repeat("đàn trâu đạt 1.250 con, ")},
	{"words without numbers", repeat("phát triển kinh tế ")},
	{"one word", repeat("đ")},
	{"combining marks", repeat("e\u0323\u0302")},
	{"invalid bytes", repeat("\xff\xfe")},
	{"table row without an end", repeat("| 12 ")},
	{"table of many rows", repeat("| 1 | 2 |\n")},
	{"list of many items", repeat("- Số xã: 15 xã\n")},
	{"footnote markers", repeat("15 xã¹ ")},
	{"footnotes", repeat("15 xã[1].\n[1] Năm 2022: 12 xã\n")},
	{"line ends", repeat("\n")},
	{"short lines", repeat("a\n")},
	{"emphasis", repeat("**")},
	{"dates", repeat("ngày 31/12/2023 ")},
	{"document numbers", repeat("Quyết định số 15/QĐ-UBND ")},
	{"lần lượt", repeat("lần lượt là 1, 2, 3 ")},
	{"ranks", repeat("thứ 5/8; ")},
	{"estimates", repeat("ước 5 xã; ")},
	{"plans", repeat("kế hoạch 5 xã ")},
	{"ranges without an end", repeat("từ 5 đến ")},
	{"quotations", repeat("“12 xã” ")},
	{"notes that mark nothing", repeat("[1] ")},
	{"items in brackets", repeat("(1) a\n")},
	{"numbered lines", repeat("5 a\n\n6 b\n\n")},
	{"heads of tables", repeat("| a | năm 2023 | %\n")},
	{"letterheads", repeat("TỈNH QUẢNG TRỊ\nBÁO CÁO\n")},
	{"nested outline", func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			fmt.Fprintf(&b, "%d.%d. Mục %d: 5 xã\n", i%9+1, i%7+1, i)
		}
		return b.String()
	}},
}

func repeat(s string) func(int) string {
	return func(n int) string { return strings.Repeat(s, n/len(s)+1) }
}

func TestOddTexts(t *testing.T) {
	tests := []struct{ name, text string }{
		{"empty", ""},
		{"one digit", "5"},
		{"digits only", "123456789"},
		{"spaces only", " \n\t\n "},
		{"unclosed bracket", "Số xã đạt chuẩn (12 xã, trong đó (3 xã nâng cao"},
		{"bracket never opened", "12 xã) và 3) huyện"},
		{"unclosed quotation", "“12 xã"},
		{"invalid UTF-8", "Di\xe1\xbb 12 ha \xff\xff 13\xc3"},
		{"digit behind half a character", "\xe1\xbb12"},
		{"zero bytes", "12\x0013\x00"},
		{"lone slash", "/ 12 / 13/"},
		{"lone marks", "% 12 %% - + ± 13"},
		{"byte order mark", "\ufeff12 xã"},
		{"line separators", "12\u202813\u202914\v15\f16\r17\r\n18"},
		{"digits of other scripts", "١٢ 12 １２"},
		{"table without rows", "| a | b |\n|---|---|"},
		{"table with missing cells", "| Chỉ tiêu | 2022 | 2023 |\n|---|---|---|\n| Số xã | 12 |\n| | | | 13 |\n|"},
		{"footnote without text", "12 xã[1]\n\n[1]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if why := broken(tt.text, extractText(t, tt.text)); why != "" {
				t.Error(why)
			}
		})
	}
}

func TestHostileTextsKeepTheContract(t *testing.T) {
	for _, h := range hostile {
		for _, n := range []int{100, 3000} {
			text := h.text(n)
			if why := broken(text, extractText(t, text)); why != "" {
				t.Errorf("%s, %d bytes: %s", h.name, len(text), why)
			}
		}
	}
}

// Time is linear in the text, whatever it says: four times the text takes far less than sixteen times the time.
func TestHostileTextsTakeLinearTime(t *testing.T) {
	if testing.Short() {
		t.Skip("measures time")
	}
	const (
		small   = 32 << 10
		factor  = 4
		allowed = 8
		floor   = 50 * time.Millisecond // below it the measure is of the machine, not of the text
		runs    = 5
	)
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			one, four := h.text(small), h.text(factor*small)
			a, b := time.Hour, time.Hour
			for range runs { // a busy machine slows some runs, a quadratic engine all of them
				a, b = min(a, took(t, one)), min(b, took(t, four))
				if b < allowed*max(a, floor) {
					return
				}
			}
			t.Errorf("%d times the text took %v, not %v", factor, b, a)
		})
	}
}

func took(t *testing.T, text string) time.Duration {
	start := time.Now()
	extractText(t, text)
	return time.Since(start)
}
