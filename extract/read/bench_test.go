package read

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkFormats measures each format in bytes of text extracted, as a reader of reports would count.
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
	for _, bench := range []struct {
		name string
		data []byte
	}{
		{"docx", zipOf(b, part{"word/document.xml", wordXML(word.String())})},
		{"html", []byte("<!DOCTYPE html><body>" + web.String())},
		{"pdf", doc.bytes()},
		{"tcvn3", encodeTCVN3(b, strings.Repeat(paragraph+"\n", n))},
		{"vni", encodeVNI(b, strings.Repeat(paragraph+"\n", n))},
	} {
		b.Run(bench.name, func(b *testing.B) {
			r, text := New(Limits{}), 0
			for b.Loop() {
				docs, err := r.Read(context.Background(), "a", bench.data)
				if err != nil {
					b.Fatal(err)
				}
				text = len(docs[0].Text)
				if bench.name == "pdf" && len(docs[0].Pages) != pages-1 {
					b.Fatal(len(docs[0].Pages))
				}
			}
			b.SetBytes(int64(text))
			if bench.name == "pdf" {
				b.ReportMetric(float64(pages*b.N)/b.Elapsed().Seconds(), "pages/s")
			}
		})
	}
}
