package read

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"
)

// The same small report in every format. All words and numbers are made up.
const (
	sampleNote = "Theo kỳ điều tra ngày 01/10/2023."
	// sampleText is what every format must give, white space apart.
	sampleText = `Số: 12/BC-UBND

BÁO CÁO
Tình hình chăn nuôi năm 2023

1. Tổng đàn lợn đạt 212.500 con, tăng 3,2% so với năm 2022¹; diện tích chuồng trại 1.200 m². Trong đó:

- Đàn lợn nái: 21.300 con & lợn đực "giống";
- Đàn lợn thịt: 191.200 con.

| Chỉ tiêu | Năm 2023 - Kế hoạch | Năm 2023 - Ước thực hiện |
|---|---|---|
| Đàn lợn (con) | 210.000 | 212.500 |
| Đàn trâu (con) | 12.000 | 12.300 |

Kết luận: đạt mục tiêu đề ra.

¹ Theo kỳ điều tra ngày 01/10/2023.
`
)

// part is a file of an archive.
type part struct{ name, data string }

func zipOf(t testing.TB, parts ...part) []byte {
	t.Helper()
	data, err := pack(parts...)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func pack(parts ...part) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, p := range parts {
		h := &zip.FileHeader{Name: p.name, Method: zip.Deflate}
		if i == 0 && p.name == "mimetype" {
			h.Method = zip.Store
		}
		w, err := z.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(p.data)); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// wordXML wraps the body of a Word document.
func wordXML(body string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
		`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>` + body + `<w:sectPr/></w:body></w:document>`
}

// p is a paragraph of plain runs.
func p(text string) string {
	return `<w:p><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`
}

func centred(text string) string {
	return `<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>` + text + `</w:t></w:r></w:p>`
}

func tc(props, text string) string {
	return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + p(text) + `</w:tc>`
}

const wordNumbering = `<w:numbering xmlns:w="x"><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>` +
	`<w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>` +
	`<w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="4"/></w:num></w:numbering>`

func num(id, runs string) string {
	return `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="` + id + `"/></w:numPr></w:pPr>` + runs + `</w:p>`
}

func sampleDOCX(t testing.TB) []byte {
	body := p("Số: 12/BC-UBND") + centred("BÁO CÁO") + centred("Tình hình chăn nuôi năm 2023") +
		num("1", `<w:r><w:t>Tổng đàn lợn đạt </w:t></w:r><w:del><w:r><w:delText>99</w:delText></w:r></w:del><w:ins><w:r><w:t>212</w:t></w:r><w:r><w:t>.500 con</w:t></w:r></w:ins>`+
			`<w:r><w:t>, tăng 3,2% so với năm 2022</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="7"/></w:r>`+
			`<w:r><w:t xml:space="preserve">; diện tích chuồng trại 1.200 m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t>. Trong đó:</w:t></w:r>`) +
		num("2", `<w:r><w:t>Đàn lợn nái: 21.300 con &amp; lợn đực &quot;giống&quot;;</w:t></w:r>`) + num("2", `<w:r><w:t>Đàn lợn thịt: 191.200 con.</w:t></w:r>`) +
		`<w:tbl><w:tblPr/><w:tr>` + tc(`<w:vMerge w:val="restart"/>`, "Chỉ tiêu") + tc(`<w:gridSpan w:val="2"/>`, "Năm 2023") + `</w:tr>` +
		`<w:tr>` + tc(`<w:vMerge/>`, "") + tc("", "Kế hoạch") + tc("", "Ước thực hiện") + `</w:tr>` +
		`<w:tr>` + tc("", "Đàn lợn (con)") + tc("", "210.000") + tc("", "212.500") + `</w:tr>` +
		`<w:tr>` + tc("", "Đàn trâu (con)") + tc("", "12.000") + tc("", "12.300") + `</w:tr></w:tbl>` +
		p("Kết luận: đạt mục tiêu đề ra.")
	return zipOf(t, part{"[Content_Types].xml", "<Types/>"}, part{"word/document.xml", wordXML(body)}, part{"word/numbering.xml", wordNumbering},
		part{"word/header1.xml", wordXML(p("ĐẦU TRANG"))},
		part{"word/footnotes.xml", `<w:footnotes xmlns:w="x"><w:footnote w:type="separator" w:id="-1">` + p("sep") + `</w:footnote><w:footnote w:id="7">` +
			`<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> ` + sampleNote + `</w:t></w:r></w:p></w:footnote></w:footnotes>`})
}

func sampleHTML() []byte {
	return []byte(`<!DOCTYPE html><html><head><title>Báo cáo</title><style>p{}</style></head><body><nav><a href="/">Trang chủ</a></nav><ul><li><a href="/a">Mục A</a></li><li><a href="/b">Mục B</a></li></ul>
<main><p>Số: 12/BC-UBND</p><h1 style="text-align:center">BÁO CÁO<br>Tình hình chăn nuôi năm 2023</h1>
<ol><li>Tổng đàn lợn đạt <b>212.500</b> con, tăng
 3,2% so với năm 2022<sup><a href="#fn1">[1]</a></sup>; diện tích chuồng trại 1.200&nbsp;m<sup>2</sup>. Trong đó:</li></ol>
<ul><li>Đàn lợn nái: 21.300 con &amp; lợn đực "giống";</li><li><p>Đàn lợn thịt: 191.200 con.</p></li></ul>
<table><tr><td rowspan="2">Chỉ tiêu</td><td colspan="2">Năm 2023</td></tr><tr><td>Kế hoạch</td><td>Ước thực hiện</td></tr>
<tr><td>Đàn lợn (con)</td><td>210.000</td><td>212.500</td></tr><tr><td>Đàn trâu (con)</td><td>12.000</td><td>12.300</td></tr></table>
<p>Kết luận: đạt mục tiêu đề ra.</p><p id="fn1">1. ` + sampleNote + ` <a href="#ref1">↑</a></p></main><script>var x = "không";</script><footer>© 2023</footer></body></html>`)
}

func sampleODT(t testing.TB) []byte {
	c := func(text string) string { return `<table:table-cell><text:p>` + text + `</text:p></table:table-cell>` }
	content := `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="tb" xmlns:style="s">` +
		`<office:automatic-styles><style:style style:name="T1" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style></office:automatic-styles>` +
		`<office:body><office:text><text:sequence-decls/><text:p>Số: 12/BC-UBND</text:p><text:h>BÁO CÁO</text:h><text:p>Tình hình chăn nuôi<text:s/>năm 2023</text:p>` +
		`<text:p>1. Tổng đàn lợn đạt 212.500 con, tăng 3,2% so với năm 2022<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>` +
		`<text:note-body><text:p>` + sampleNote + `</text:p></text:note-body></text:note>; diện tích chuồng trại 1.200 m<text:span text:style-name="T1">2</text:span>. Trong đó:</text:p>` +
		`<text:list><text:list-item><text:p>Đàn lợn nái: 21.300 con &amp; lợn đực "giống";</text:p></text:list-item><text:list-item><text:p>Đàn lợn thịt: 191.200 con.</text:p></text:list-item></text:list>` +
		`<table:table><table:table-column/><table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>Chỉ tiêu</text:p></table:table-cell>` +
		`<table:table-cell table:number-columns-spanned="2"><text:p>Năm 2023</text:p></table:table-cell><table:covered-table-cell/></table:table-row>` +
		`<table:table-row><table:covered-table-cell/>` + c("Kế hoạch") + c("Ước thực hiện") + `</table:table-row>` +
		`<table:table-row>` + c("Đàn lợn (con)") + c("210.000") + c("212.500") + `</table:table-row><table:table-row>` + c("Đàn trâu (con)") + c("12.000") + c("12.300") + `</table:table-row></table:table>` +
		`<text:p>Kết luận: đạt mục tiêu đề ra.</text:p></office:text></office:body></office:document-content>`
	return zipOf(t, part{"mimetype", "application/vnd.oasis.opendocument.text"}, part{"content.xml", content}, part{"META-INF/manifest.xml", "<m/>"})
}

// pdfBuilder writes small PDF files with one composite font whose codes are those of Unicode.
type pdfBuilder struct {
	objects []string
	pages   []string
}

func (b *pdfBuilder) add(body string) int {
	b.objects = append(b.objects, body)
	return len(b.objects)
}

func pdfStreamOf(dict, data string) string {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	_, _ = w.Write([]byte(data))
	_ = w.Close()
	return fmt.Sprintf("<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream", dict, z.Len(), z.String())
}

// text shows s at x, y in a size.
func pdfShow(x, y, size float64, s string) string {
	var hex strings.Builder
	for _, r := range s {
		fmt.Fprintf(&hex, "%04X", r)
	}
	return fmt.Sprintf("BT /F1 %g Tf %g %g Td <%s> Tj ET\n", size, x, y, hex.String())
}

func pdfRule(x0, y0, x1, y1 float64) string {
	return fmt.Sprintf("%g %g m %g %g l S\n", x0, y0, x1, y1)
}

func (b *pdfBuilder) page(content string) { b.pages = append(b.pages, content) }

// bytes writes the file.
func (b *pdfBuilder) bytes() []byte {
	cmap := b.add(pdfStreamOf("", "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap"))
	font := b.add(fmt.Sprintf("<</Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Sample /Encoding /Identity-H /DescendantFonts [<</Type /Font /Subtype /CIDFontType2 /DW 500>>] /ToUnicode %d 0 R>>", cmap))
	var kids []string
	tree := len(b.objects) + 2*len(b.pages) + 1
	for _, content := range b.pages {
		c := b.add(pdfStreamOf("", content))
		k := b.add(fmt.Sprintf("<</Type /Page /Parent %d 0 R /Contents %d 0 R /Resources <</Font <</F1 %d 0 R>>>> >>", tree, c, font))
		kids = append(kids, fmt.Sprintf("%d 0 R", k))
	}
	b.add(fmt.Sprintf("<</Type /Pages /MediaBox [0 0 595 842] /Count %d /Kids [%s]>>", len(kids), strings.Join(kids, " ")))
	root := b.add(fmt.Sprintf("<</Type /Catalog /Pages %d 0 R>>", tree))
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	var offsets []int
	for i, o := range b.objects {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, root, start)
	return out.Bytes()
}

func samplePDF() []byte {
	var b pdfBuilder
	var c strings.Builder
	line := func(x, y float64, s string) { c.WriteString(pdfShow(x, y, 12, s)) }
	line(280, 810, "1") // the page's number
	line(85, 780, "Số: 12/BC-UBND")
	line(276, 750, "BÁO CÁO")
	line(213, 734, "Tình hình chăn nuôi năm 2023")
	line(85, 700, "1. Tổng đàn lợn đạt 212.500 con, tăng 3,2% so với năm 2022")
	c.WriteString(pdfShow(85+58*6, 705, 7, "1"))
	line(85+58*6+5, 700, "; diện tích")
	line(70, 684, "chuồng trại 1.200 m")
	c.WriteString(pdfShow(70+19*6, 689, 7, "2"))
	line(70+19*6+5, 684, ". Trong đó:")
	line(85, 658, `- Đàn lợn nái: 21.300 con & lợn đực "giống";`)
	line(85, 642, "- Đàn lợn thịt: 191.200 con.")
	xs, ys := []float64{70, 220, 360, 520}, []float64{620, 600, 580, 560, 540}
	for _, y := range ys {
		from := xs[0]
		if y == 600 {
			from = xs[1] // the first cell spans two rows
		}
		c.WriteString(pdfRule(from, y, xs[3], y))
	}
	for i, x := range xs {
		top := ys[0]
		if i == 2 {
			top = ys[1] // "Năm 2023" spans two columns
		}
		c.WriteString(pdfRule(x, top, x, ys[4]))
	}
	line(80, 595, "Chỉ tiêu")
	line(340, 606, "Năm 2023")
	for i, row := range [][3]string{{"", "Kế hoạch", "Ước thực hiện"}, {"Đàn lợn (con)", "210.000", "212.500"}, {"Đàn trâu (con)", "12.000", "12.300"}} {
		for k, s := range row {
			line(xs[k]+5, ys[i+1]-14, s)
		}
	}
	line(85, 510, "Kết luận: đạt mục tiêu đề ra.")
	b.page(c.String())
	c.Reset()
	line(280, 810, "2")
	c.WriteString(pdfShow(85, 784, 7, "1"))
	line(92, 780, sampleNote)
	b.page(c.String())
	return b.bytes()
}
