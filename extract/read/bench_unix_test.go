//go:build unix

package read

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkFormats measures each format in bytes of text extracted, as a reader of reports would count: by the clock, and by the time that
// processors were at work, garbage collection included, which other programs on the machine change less.
func BenchmarkFormats(b *testing.B) {
	const n = 2000
	paragraph := "Tổng sản lượng lương thực đạt 412.300 tấn, tăng 2,1% so với cùng kỳ; đàn trâu giảm còn 98.500 con, các huyện vùng thấp được mùa lớn."
	var word, web strings.Builder
	for range n {
		word.WriteString(`<w:p w:rsidR="00A1" w:rsidRDefault="00A1"><w:pPr><w:spacing w:before="60"/><w:jc w:val="both"/><w:rPr><w:sz w:val="28"/></w:rPr></w:pPr>`)
		for i, part := range strings.SplitAfter(paragraph, ";") {
			fmt.Fprintf(&word, `<w:r w:rsidR="00B%d"><w:rPr><w:rFonts w:ascii="Times New Roman"/><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>`, i, part)
		}
		word.WriteString(`</w:p>`)
		web.WriteString("<p class=\"x\">" + paragraph + "</p>\n")
	}
	var doc pdfBuilder
	const pages = 40
	for range pages {
		var c strings.Builder
		for i := range 45 {
			c.WriteString(pdfShow(70, 780-float64(i)*16, 12, paragraph[:120]))
		}
		doc.page(strings.ToValidUTF8(c.String(), ""))
	}
	rich := `{\rtf1\ansi\ansicpg1258\deff0{\fonttbl{\f0\fcharset163 Times New Roman;}}` + strings.Repeat(`\pard\plain\f0\fs28 `+rtfBytes(encode1258(b, paragraph))+`\par`+"\n", n) + "}"
	open := "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text>" + strings.Repeat(`<text:p text:style-name="P1">`+paragraph+`</text:p>`, n) + "</office:text></office:body></office:document-content>"
	var sheet strings.Builder
	for i := range n {
		fmt.Fprintf(&sheet, `<row r="%d"><c r="A%d" t="inlineStr"><is><t>Sản lượng lương thực có hạt của huyện</t></is></c><c r="B%d"><v>%d</v></c><c r="C%d"><v>%d.5</v></c></row>`, i+1, i+1, i+1, 1000+i, i+1, 2000+i)
	}
	for _, bench := range []struct {
		name string
		data []byte
	}{
		{"odt", zipOf(b, part{"mimetype", "application/vnd.oasis.opendocument.text"}, part{"content.xml", open})},
		{"rtf", []byte(rich)},
		{"xlsx", zipOf(b, part{"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`},
			part{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/a.xml"/></Relationships>`},
			part{"xl/worksheets/a.xml", "<worksheet>" + sheet.String() + "</worksheet>"})},
		{"pdf of LibreOffice", fixture(b, "report.office.pdf")},
		{"pdf of Chromium", fixture(b, "report.chromium.pdf")},
		{"docx", zipOf(b, part{"word/document.xml", wordXML(word.String())})},
		{"html", []byte("<!DOCTYPE html><body>" + web.String())},
		{"pdf", doc.bytes()},
		{"tcvn3", encodeTCVN3(b, strings.Repeat(paragraph+"\n", n))},
		{"vni", encodeVNI(b, strings.Repeat(paragraph+"\n", n))},
	} {
		b.Run(bench.name, func(b *testing.B) {
			r, text, read := New(Limits{}), 0, 0
			start := processor(b)
			for b.Loop() {
				docs, err := r.Read(context.Background(), "a", bench.data)
				if err != nil {
					b.Fatal(err)
				}
				text, read = len(docs[0].Text), len(docs[0].Pages)+1
				if bench.name == "pdf" && read != pages {
					b.Fatal(read)
				}
			}
			used := (processor(b) - start).Seconds()
			b.SetBytes(int64(text))
			b.ReportMetric(float64(text*b.N)/used/1e6, "cpu-MB/s")
			if strings.HasPrefix(bench.name, "pdf") {
				b.ReportMetric(float64(read*b.N)/used, "cpu-pages/s")
			}
		})
	}
}

// fixture is a report that other programs made.
func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "testdata", "formats", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// processor returns the time that this process had the processors.
func processor(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
