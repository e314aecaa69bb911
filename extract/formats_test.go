package extract_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"solieu/extract/read"
	"solieu/schemas"
)

// stated is what a figure says, without its place: value, unit, indicator, period and how they qualify it.
type stated struct{ Value, Unit, Indicator, Code, Period, Measure, Status, Role, Base string }

func statements(figures []schemas.Figure) []stated {
	out := make([]stated, len(figures))
	for i, f := range figures {
		out[i] = stated{f.Value.String(), f.Unit, f.Indicator, f.IndicatorCode, f.Period.String(), string(f.Measure), string(f.Status), string(f.Role), f.Base}
	}
	return out
}

// TestSameFiguresFromEveryFormat reads one report in every format and encoding (testdata/formats/make.py wrote them): its figures must be the
// same and come in the same order. What may differ is named for each: the page, and whether figures stand in cells with an address.
func TestSameFiguresFromEveryFormat(t *testing.T) {
	const figures, inTable = 65, 18
	tests := []struct {
		file, format, encoding string
		pages                  bool   // figures have a page
		cells                  bool   // those of the table have an address
		annex                  string // the table alone: the cell of its first figure
	}{
		{file: "report.txt", format: "text", encoding: "utf-8"}, // a table of aligned columns has no cells
		{file: "report.nfd.txt", format: "text", encoding: "utf-8"},
		{file: "report.utf16.txt", format: "text", encoding: "utf-16le"},
		{file: "report.tcvn3.txt", format: "text", encoding: "tcvn3"},
		{file: "report.vni.txt", format: "text", encoding: "vni"},
		{file: "report.windows1258.txt", format: "text", encoding: "windows-1258"},
		{file: "report.viqr.txt", format: "text", encoding: "viqr"},
		{file: "report.md", format: "markdown", encoding: "utf-8", cells: true},
		{file: "report.html", format: "html", encoding: "utf-8", cells: true},
		{file: "report.docx", format: "docx", encoding: "utf-8", cells: true},
		{file: "report.vntime.docx", format: "docx", encoding: "tcvn3", cells: true},
		{file: "report.vni-times.docx", format: "docx", encoding: "vni", cells: true},
		{file: "report.odt", format: "odt", encoding: "utf-8", pages: true, cells: true},
		{file: "report.rtf", format: "rtf", encoding: "windows-1252", cells: true},
		{file: "report.vntime.rtf", format: "rtf", encoding: "tcvn3", cells: true},
		{file: "report.vni-times.rtf", format: "rtf", encoding: "vni", cells: true},
		{file: "report.chromium.pdf", format: "pdf", encoding: "utf-8", pages: true, cells: true},
		{file: "report.office.pdf", format: "pdf", encoding: "utf-8", pages: true, cells: true},
		{file: "report.chromium-unruled.pdf", format: "pdf", encoding: "utf-8", pages: true, cells: true},
		{file: "report.office-unruled.pdf", format: "pdf", encoding: "utf-8", pages: true, cells: true},
		{file: "annex.xlsx", format: "xlsx", encoding: "utf-8", cells: true, annex: "D5"},
	}
	base := readFixture(t, "report.txt")
	want := statements(base.Figures)
	table := slices.DeleteFunc(slices.Clone(base.Figures), func(f schemas.Figure) bool { return f.Rule != "table.cell" })
	if len(want) != figures || len(table) != inTable {
		t.Fatalf("the text has %d figures, %d of them in its table; want %d and %d", len(want), len(table), figures, inTable)
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			got := readFixture(t, tt.file)
			d := &got.Document
			if d.Format != tt.format || d.Encoding != tt.encoding || d.EncodingConfidence < 0.8 {
				t.Errorf("%s in %s with %g, want %s in %s", d.Format, d.Encoding, d.EncodingConfidence, tt.format, tt.encoding)
			}
			all := want
			if tt.annex != "" {
				all = statements(table)
			}
			if diff := cmp.Diff(all, statements(got.Figures)); diff != "" {
				t.Errorf("other figures (- text, + %s):\n%s", tt.file, first(diff))
			}
			checkPlaces(t, got, tt.pages, tt.cells)
			if at := d.Place(got.Figures[0].Start); tt.annex != "" && (at.Cell() != tt.annex || at.Sheet != "Biểu 01") {
				t.Errorf("the first figure stands in %q!%s", at.Sheet, at.Cell())
			}
		})
	}
}

// checkPlaces holds every figure to its numeral, its page and its cell.
func checkPlaces(t *testing.T, e schemas.Extraction, pages, cells bool) {
	t.Helper()
	page := 0
	for _, f := range e.Figures {
		at := e.Document.Place(f.Start)
		if f.Paragraph == 0 || !strings.ContainsAny(f.Span.In(e.Document.Text), "0123456789") {
			t.Errorf("%q has no paragraph", f.Span.In(e.Document.Text))
		}
		if pages != (at.Page > 0) {
			t.Errorf("%q on page %d", f.Span.In(e.Document.Text), at.Page)
		}
		if inTable := f.Rule == "table.cell"; cells && inTable != (at.Cell() != "") {
			t.Errorf("%q, read by %s, in cell %q", f.Span.In(e.Document.Text), f.Rule, at.Cell())
		}
		page = max(page, at.Page)
	}
	if pages && page < 2 {
		t.Errorf("every figure on page %d", page)
	}
}

func readFixture(t *testing.T, name string) schemas.Extraction {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "formats", name))
	if err != nil {
		t.Fatal(err)
	}
	docs, err := read.New(read.Limits{}).Read(context.Background(), name, data)
	if err != nil || len(docs) != 1 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	e, err := newExtractor(t).Extract(context.Background(), docs[0])
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// The annexes of reports have heads of several rows, often without merged cells; the unit of all, or of a column, stands in them, and so do
// periods and statuses.
func TestAnnexHeads(t *testing.T) {
	tests := []struct{ name, csv, want string }{
		{"a unit above, plan and estimate beneath a year, percentages", `Biểu số 02: THU, CHI NGÂN SÁCH NĂM 2023;;;;;
;;;;ĐVT: tỷ đồng;
TT;Chỉ tiêu;Năm 2023;;So sánh (%);
;;Kế hoạch;Ước thực hiện;TH/KH;So với cùng kỳ
A;B;1;2;3=2/1;4
1;Thu nội địa;4.900;4.812,5;98,2;104,1
2;Thu xuất nhập khẩu;700;707,2;101,0;102,3
`, `C6 4900000000000 VND 2023 plan level kế hoạch thu nội địa
D6 4812500000000 VND 2023 estimate level thu nội địa
E6 98.2 % 2023 estimate attainment tỷ lệ thực hiện kế hoạch thu nội địa
F6 104.1 % 2023 estimate index thu nội địa
C7 700000000000 VND 2023 plan level kế hoạch thu xuất nhập khẩu
D7 707200000000 VND 2023 estimate level thu xuất nhập khẩu
E7 101 % 2023 estimate attainment tỷ lệ thực hiện kế hoạch thu xuất nhập khẩu
F7 102.3 % 2023 estimate index thu xuất nhập khẩu
`},
		{"units and indicators above years", `"Huyện","Diện tích lúa (ha)","","Sản lượng thóc (tấn)",""
"","Năm 2022","Năm 2023","Năm 2022","Năm 2023"
"Văn Yên",5120,5230.5,25600,26150
"Trấn Yên",4210,4190,21050,20950
`, `B3 5120 ha 2022 actual level diện tích lúa - Văn Yên
C3 5230.5 ha 2023 actual level diện tích lúa - Văn Yên
D3 25600 t 2022 actual level sản lượng thóc - Văn Yên
E3 26150 t 2023 actual level sản lượng thóc - Văn Yên
B4 4210 ha 2022 actual level diện tích lúa - Trấn Yên
C4 4190 ha 2023 actual level diện tích lúa - Trấn Yên
D4 21050 t 2022 actual level sản lượng thóc - Trấn Yên
E4 20950 t 2023 actual level sản lượng thóc - Trấn Yên
`},
		{"lines without separators above, a unit for each row", "Biểu 3: Một số chỉ tiêu\nnăm 2023\nChỉ tiêu;ĐVT;TH 2022;KH 2023;6 tháng 2023;Ước TH 2023\n" +
			"Diện tích lúa;ha;40.100;40.000;18.200;40.250\nĐàn lợn;con;600.000;610.000;605.000;618.630\n", `C4 40100 ha 2022 actual level diện tích lúa
D4 40000 ha 2023 plan level kế hoạch diện tích lúa
E4 18200 ha 2023-01/2023-06 actual level diện tích lúa
F4 40250 ha 2023 estimate level diện tích lúa
C5 600000 {con} 2022 actual level đàn lợn
D5 610000 {con} 2023 plan level kế hoạch đàn lợn
E5 605000 {con} 2023-01/2023-06 actual level đàn lợn
F5 618630 {con} 2023 estimate level đàn lợn
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs, err := read.New(read.Limits{}).Read(context.Background(), "annex.csv", []byte(tt.csv))
			if err != nil || docs[0].Format != "csv" {
				t.Fatalf("%+v, %v", docs, err)
			}
			e, err := newExtractor(t).Extract(context.Background(), docs[0])
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, f := range e.Figures {
				fmt.Fprintf(&got, "%s %s %s %s %s %s %s\n", e.Document.Place(f.Start).Cell(), f.Value, f.Unit, f.Period, f.Status, f.Measure, f.Indicator)
			}
			if diff := cmp.Diff(tt.want, got.String()); diff != "" {
				t.Errorf("(- want, + got)\n%s\n%s", diff, docs[0].Text)
			}
		})
	}
}
