package read

import (
	"context"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"solieu/schemas"
)

// fuzzFormat feeds the reader of one format: whatever comes in, the text that comes out is in the stored form, notes and pages lie
// within it, and a failure is a reject.
func fuzzFormat(f *testing.F, make func(Limits, *scripts) format, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	limits := Limits{Unpacked: 8 << 20, Text: 4 << 20, Cells: 20_000, Pages: 100}.withDefaults()
	reader := make(limits, newScripts())
	f.Fuzz(func(t *testing.T, data []byte) {
		reader.sniff(data)
		docs, err := reader.read(context.Background(), data)
		var e *Error
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("%v is no reject", err)
		}
		for _, d := range docs {
			if !utf8.ValidString(d.Text) || !norm.NFC.IsNormalString(d.Text) || strings.ContainsAny(d.Text, "\r\x00") || blank(d.Text) {
				t.Fatalf("text %q is not in the stored form", d.Text)
			}
			for _, n := range d.Footnote {
				if n.Marker.Start < 0 || n.Marker.End > len(d.Text) || n.Body.End > len(d.Text) || n.Marker.Len() <= 0 || n.Body.Len() <= 0 {
					t.Fatalf("note %v beyond the text of %d bytes", n, len(d.Text))
				}
			}
			end := 0
			for _, c := range d.Cells {
				if c.Start < end || c.End > len(d.Text) || c.Len() <= 0 || c.Row < 0 || c.Column < 0 || d.Place(c.Start).Cell() == "" {
					t.Fatalf("cell %+v beyond its place", c)
				}
				end = c.End
			}
			last := 0
			for _, p := range d.Pages {
				if p < last || p > len(d.Text) {
					t.Fatalf("pages %v", d.Pages)
				}
				last = p
			}
		}
	})
}

// content builds the reader of a format whose sources are archives from the bytes of its main part, which fuzzing can then reach.
type content struct {
	format
	wrap func(main string) []part
}

func (c content) read(ctx context.Context, data []byte) ([]schemas.Document, error) {
	archive, err := pack(c.wrap(string(data))...)
	if err != nil {
		return nil, err
	}
	return c.format.read(ctx, archive)
}

func FuzzDOCX(f *testing.F) {
	main, err := openContainer(sampleDOCX(f), Limits{}.withDefaults())
	if err != nil {
		f.Fatal(err)
	}
	seed, err := main.part("word/document.xml")
	if err != nil {
		f.Fatal(err)
	}
	fuzzFormat(f, func(l Limits, s *scripts) format {
		return content{docx{l, s}, func(p string) []part {
			return []part{{"word/document.xml", p}, {"word/numbering.xml", wordNumbering}, {"word/styles.xml", p}, {"word/footnotes.xml", p}}
		}}
	}, seed, []byte(wordNumbering), []byte(`<w:footnotes><w:footnote w:id="7">`+p("x")+`</w:footnote></w:footnotes>`))
}

func FuzzXLSX(f *testing.F) {
	fuzzFormat(f, func(l Limits, _ *scripts) format {
		return content{xlsx{l}, func(p string) []part {
			return []part{{"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`},
				{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/a.xml"/></Relationships>`},
				{"xl/worksheets/a.xml", p}, {"xl/sharedStrings.xml", p}, {"xl/styles.xml", p}}
		}}
	}, []byte(`<worksheet><row r="3"><c r="B3" t="s" s="1"><v>0</v></c><c r="C3"><v>0.5</v></c></row><mergeCells><mergeCell ref="B3:C4"/></mergeCells><si><t>a</t></si></worksheet>`))
}

func FuzzODT(f *testing.F) {
	c, err := openContainer(sampleODT(f), Limits{}.withDefaults())
	if err != nil {
		f.Fatal(err)
	}
	seed, err := c.part("content.xml")
	if err != nil {
		f.Fatal(err)
	}
	fuzzFormat(f, func(l Limits, _ *scripts) format {
		return content{odt{l}, func(p string) []part { return []part{{"mimetype", "x"}, {"content.xml", p}} }}
	}, seed)
}

func FuzzHTML(f *testing.F) {
	fuzzFormat(f, func(l Limits, s *scripts) format { return htm{l, s} }, sampleHTML(), []byte("<table><tr><td colspan=9 rowspan=0>x<ul><li>y"))
}

func FuzzRTF(f *testing.F) {
	fuzzFormat(f, func(l Limits, s *scripts) format { return rtf{l, s} }, sampleRTF(),
		[]byte(`{\rtf1\ansicpg1258\deff1{\fonttbl{\f1 .VnTime;}{\f2\fcharset163 A;}}{\listtext 1.\tab}\'a7\u-10179 ?\u-9216 ?{\*\footnote x\par}{\shp{\*\shpinst{\shptxt y}}}\bin3 abc\page`),
		[]byte(`{\rtf1\trowd\clvmgf\cellx99\clmgf\cellx200\clmrg\cellx300 a\cell b\cell c\cell\row\trowd\clvmrg\cellx99\cellx300 d\cell e\nestcell f\cell\row}`))
}

func FuzzCSV(f *testing.F) {
	fuzzFormat(f, func(l Limits, s *scripts) format { return comma{l, s} }, []byte("a;b\n1;2\n3;\"4\n5\"\n"), []byte("a\tb\n1\t2\n3\t4"))
}

func FuzzPDF(f *testing.F) {
	fuzzFormat(f, func(l Limits, s *scripts) format { return pdf{l, s} }, samplePDF(),
		[]byte("%PDF-1.4 1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Kids[3 0 R]>>endobj 3 0 obj<</Contents 4 0 R/Resources<</Font<</F<<>>>>>>>>endobj "+
			"4 0 obj<</Length 60>>stream\nq 1 0 0 1 0 0 cm BT /F 9 Tf 9 9 Td [(Dat 5)9(con)] TJ T* (x)' ET 0 0 9 9 re S Q\nendstream endobj"))
}

func FuzzArchive(f *testing.F) {
	r := New(Limits{Unpacked: 8 << 20})
	fuzzFormat(f, func(l Limits, _ *scripts) format { return archive{l, r} }, zipOf(f, part{"a.txt", sample}, part{"../b", "x"}))
}

func FuzzLegacy(f *testing.F) {
	fuzzFormat(f, func(l Limits, s *scripts) format { return plain{l, s} }, encodeTCVN3(f, legacySample), encodeVNI(f, legacySample), encode1258(f, legacySample), encodeVIQR(legacySample))
}
