package read

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// compact writes the objects as PDF 1.5 files have them: packed in a stream, with a cross-reference stream, predictor and all.
func compact(plain []byte) []byte {
	var out, pack, index bytes.Buffer
	out.WriteString("%PDF-1.5\n")
	type entry struct{ kind, a, b int }
	entries := map[int]entry{}
	count, packed := 0, 0
	for n := 1; ; n++ {
		head := fmt.Sprintf("\n%d 0 obj\n", n)
		at := bytes.Index(plain, []byte(head))
		if at < 0 {
			count = n
			break
		}
		body := plain[at+len(head):]
		if end := bytes.Index(body, []byte("endstream\nendobj")); end >= 0 && !bytes.Contains(body[:end], []byte("\nendobj")) {
			entries[n] = entry{1, out.Len(), 0}
			fmt.Fprintf(&out, "%d 0 obj\n%sendstream\nendobj\n", n, body[:end])
			continue
		}
		body = body[:bytes.Index(body, []byte("\nendobj"))]
		fmt.Fprintf(&index, "%d %d ", n, pack.Len())
		fmt.Fprintf(&pack, "%s\n", body)
		entries[n] = entry{2, count, packed}
		packed++
	}
	for n, e := range entries {
		if e.kind == 2 {
			entries[n] = entry{2, count, e.b}
		}
	}
	entries[count] = entry{1, out.Len(), 0}
	fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", count, pdfStreamOf(fmt.Sprintf("/Type /ObjStm /N %d /First %d", packed, index.Len()), index.String()+pack.String()))
	root := bytes.Index(plain, []byte("/Root "))
	entries[count+1] = entry{1, out.Len(), 0}
	var rows bytes.Buffer
	var above [5]byte
	for n := 0; n <= count+1; n++ {
		e := entries[n]
		row := [5]byte{byte(e.kind), byte(e.a >> 16), byte(e.a >> 8), byte(e.a), byte(e.b)}
		rows.WriteByte(2) // the difference to the row above
		for i := range row {
			rows.WriteByte(row[i] - above[i])
		}
		above = row
	}
	start := out.Len()
	fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF", count+1,
		pdfStreamOf(fmt.Sprintf("/Type /XRef /Size %d /W [1 3 1] /DecodeParms <</Predictor 12 /Columns 5>> %s", count+2, plain[root:root+bytes.Index(plain[root:], []byte(">>"))]), rows.String()), start)
	return out.Bytes()
}

func TestPDFCompact(t *testing.T) {
	want := readOne(t, samplePDF()).Text
	if got := readOne(t, compact(samplePDF())).Text; got != want {
		t.Errorf("got %q", got)
	}
	broken := bytes.Replace(compact(samplePDF()), []byte("startxref\n"), []byte("startxref\n9"), 1)
	if got := readOne(t, broken).Text; got != want {
		t.Errorf("without its table: %q", got)
	}
}

func pdfText(t *testing.T, pages ...string) string {
	t.Helper()
	var b pdfBuilder
	for _, p := range pages {
		b.page(p)
	}
	return readOne(t, b.bytes()).Text
}

func TestPDFLayout(t *testing.T) {
	show := func(x, y float64, s string) string { return pdfShow(x, y, 12, s) }
	tests := []struct {
		name, content, want string
	}{
		{"columns of a letterhead", show(80, 780, "UBND TỈNH AN BÌNH") + show(300, 780, "CỘNG HÒA XÃ HỘI") + show(80, 764, "Số: 5/BC-UBND") + show(300, 764, "Độc lập - Tự do"),
			"UBND TỈNH AN BÌNH\nSố: 5/BC-UBND\n\nCỘNG HÒA XÃ HỘI\nĐộc lập - Tự do\n"},
		{"order of drawing does not matter", show(80, 700, "hai") + show(80, 780, "một"), "một\n\nhai\n"},
		{"words without spaces between", show(80, 780, "Tổng") + show(107, 780, "đàn"), "Tổng đàn\n"},
		{"letters drawn one by one", show(80, 780, "T") + show(86, 780, "ổ") + show(92, 780, "n") + show(98, 780, "g"), "Tổng\n"},
		{"drawn twice for bold", show(80, 780, "Tổng") + show(80.3, 780, "Tổng"), "Tổng\n"},
		{"decomposed letters", show(80, 780, "To\u0302\u0309ng"), "Tổng\n"},
		{"watermark", "BT /F1 60 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <0042> Tj ET\n" + show(80, 780, "Tổng"), "Tổng\n"},
		{"word spacing in an array", "BT /F1 12 Tf 80 780 Td [<00540061> -600 <006D>] TJ ET\n", "Ta m\n"},
		{"lines by T*", "BT /F1 12 Tf 14 TL 80 780 Td <0061> Tj T* <0062> ' ET\n", "a\nb\n"},
		{"scaled page", "q 0.5 0 0 0.5 0 0 cm " + pdfShow(160, 1500, 24, "Tổng đàn") + " Q\n", "Tổng đàn\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			// A line of full width gives the page its margins; it is taken off again.
			const ruler = "Một dòng dài hết bề ngang của trang để các dòng khác biết lề phải ở đâu."
			got := pdfText(t, tt.content+show(80, 100, ruler))
			got = strings.TrimSuffix(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(got), ruler)), "\n") + "\n"
			layout := func(s string) string { return strings.ReplaceAll(s, "\n\n", "\n") }
			if layout(got) != layout(tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPDFRunningHeads(t *testing.T) {
	var pages []string
	for i := range 5 {
		pages = append(pages, pdfShow(80, 810, 10, "BÁO CÁO NĂM 2023 CỦA TỈNH AN BÌNH")+pdfShow(80, 700, 12, fmt.Sprintf("Huyện thứ %d đạt %d.000 tấn.", i+1, i+3))+
			pdfShow(80, 684, 12, fmt.Sprint(2023-i))+pdfShow(290, 30, 10, fmt.Sprintf("Trang %d/5", i+1)))
	}
	got := strings.Fields(pdfText(t, pages...))
	want := strings.Fields("Huyện thứ 1 đạt 3.000 tấn. 2023 Huyện thứ 2 đạt 4.000 tấn. 2022 Huyện thứ 3 đạt 5.000 tấn. 2021 Huyện thứ 4 đạt 6.000 tấn. 2020 Huyện thứ 5 đạt 7.000 tấn. 2019")
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("got %q", got)
	}
}

func TestGlyphText(t *testing.T) {
	for name, want := range map[string]string{"a": "a", "space": " ", "uni1EA1": "ạ", "u1EA1": "ạ", "acircumflexacute": "ấ", "ohorndotbelow": "ợ", "Dcroat": "Đ", "five": "5",
		"percent": "%", "comma": ",", "aacute.sc": "á", "g12": "", "": ""} {
		if got := glyphText(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

// Fonts of one-byte codes: Western encoding, differences by glyph names, and a font of the 1990s.
func TestPDFSimpleFonts(t *testing.T) {
	object := func(n int, body string) string { return fmt.Sprintf("%d 0 obj\n%s\nendobj\n", n, body) }
	font := func(base, encoding string) string {
		return "<</Type/Font/Subtype/TrueType/BaseFont/" + base + encoding + ">>"
	}
	content := func(text []byte) string {
		return fmt.Sprintf("BT /F1 12 Tf 70 700 Td <%x> Tj ET", text)
	}
	file := func(font, content string) []byte {
		return []byte("%PDF-1.4\n" + object(1, "<</Type/Catalog/Pages 2 0 R>>") + object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>") +
			object(3, "<</Type/Page/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>") + object(4, pdfStreamOf("", content)) + object(5, font) + "trailer <</Root 1 0 R>>\n%%EOF")
	}
	const text = "đàn lợn đạt 5.000 con, những huyện vùng thấp được mùa"
	tests := []struct {
		name, font, content, want, encoding string
	}{
		{"western", font("Arial", "/Encoding/WinAnsiEncoding"), content([]byte("Dat 5.000 con \x96 12 \xb0C")), "Dat 5.000 con – 12 °C\n", "utf-8"},
		{"differences", font("Arial", "/Encoding<</Differences[1/Dcroat/adotbelow 65/t]>>"), content([]byte("\x01\x02A 5")), "Đạt 5\n", "utf-8"},
		{"tcvn3", font("ABCDEF+.VnTime", "/Encoding/WinAnsiEncoding"), content(encodeTCVN3(t, text)), text + "\n", "tcvn3"},
		{"vni", font("VNI-Times", "/Encoding/WinAnsiEncoding"), content(encodeVNI(t, text)), text + "\n", "vni"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, file(tt.font, tt.content))
			if d.Text != tt.want || d.Encoding != tt.encoding {
				t.Errorf("got %q in %s, want %q", d.Text, d.Encoding, tt.want)
			}
		})
	}
}

func TestPDFTableOverPages(t *testing.T) {
	grid := func(top float64, rows ...[2]string) string {
		var c strings.Builder
		bottom := top - 20*float64(len(rows))
		for i := range len(rows) + 1 {
			c.WriteString(pdfRule(70, top-20*float64(i), 400, top-20*float64(i)))
		}
		for _, x := range []float64{70, 250, 400} {
			c.WriteString(pdfRule(x, top, x, bottom))
		}
		for i, r := range rows {
			c.WriteString(pdfShow(75, top-20*float64(i)-14, 12, r[0]) + pdfShow(255, top-20*float64(i)-14, 12, r[1]))
		}
		return c.String()
	}
	head := [2]string{"Huyện", "Sản lượng (tấn)"}
	var b pdfBuilder
	b.page(pdfShow(70, 780, 12, "Biểu số 01") + grid(200, head, [2]string{"Vùng cao", "1.200"}, [2]string{"Vùng thấp", "3.400"}))
	b.page(grid(800, head, [2]string{"Vùng giữa", "5.600"}, [2]string{"Ven sông", "700"}))
	b.page(grid(800, [2]string{"Ven biển", "80"}, [2]string{"Đảo", "9"}) + pdfShow(70, 500, 12, "Hết."))
	d := readOne(t, b.bytes())
	want := "Biểu số 01\n\n| Huyện | Sản lượng (tấn) |\n|---|---|\n| Vùng cao | 1.200 |\n| Vùng thấp | 3.400 |\n| Vùng giữa | 5.600 |\n| Ven sông | 700 |\n| Ven biển | 80 |\n| Đảo | 9 |\n\nHết.\n"
	if d.Text != want {
		t.Fatalf("got %q", d.Text)
	}
	if len(d.Pages) != 2 || !strings.HasPrefix(d.Text[d.Pages[0]:], "| Vùng giữa") || !strings.HasPrefix(d.Text[d.Pages[1]:], "| Ven biển") {
		t.Errorf("pages %v", d.Pages)
	}
}
