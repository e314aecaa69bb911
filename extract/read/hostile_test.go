package read

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"solieu/schemas"
)

// Every hostile source ends as a reject with its reason, soon, and with little memory.
func TestHostile(t *testing.T) {
	bomb := strings.Repeat("\x00", 64<<20)
	ole := func(streams ...string) []byte {
		b := []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 504))
		for _, s := range streams {
			b = append(b, utf16Bytes(s, binary.LittleEndian, false)...)
		}
		return b
	}
	link := func() []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		h := &zip.FileHeader{Name: "passwd"}
		h.SetMode(fs.ModeSymlink | 0o777)
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte("/etc/passwd"))
		}
		if err == nil {
			err = z.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	cut := sampleDOCX(t)
	locked := sampleDOCX(t)
	for i := 0; i+10 < len(locked); i++ { // the flag of encryption in every header
		if s := string(locked[i : i+4]); s == "PK\x03\x04" {
			locked[i+6] |= 1
		} else if s == "PK\x01\x02" {
			locked[i+8] |= 1
		}
	}
	spans := `<w:tbl>` + strings.Repeat(`<w:tr>`+tc(`<w:gridSpan w:val="512"/>`, "x")+`</w:tr>`, 5000) + `</w:tbl>`
	tests := []struct {
		name   string
		data   []byte
		reason schemas.RejectReason
	}{
		{"zip bomb", zipOf(t, part{"a.txt", bomb}), schemas.RejectTooLarge},
		{"zip bomb in docx", zipOf(t, part{"word/document.xml", bomb}), schemas.RejectTooLarge},
		{"zip bomb in xlsx", zipOf(t, part{"xl/workbook.xml", "<workbook/>"}, part{"xl/sharedStrings.xml", bomb}), schemas.RejectTooLarge},
		{"zip in zip", zipOf(t, part{"a.zip", string(zipOf(t, part{"b.txt", sample}))}), schemas.RejectUnsupported},
		{"climbing path", zipOf(t, part{"a/../../b.txt", sample}), schemas.RejectMalformed},
		{"symbolic link", link(), schemas.RejectMalformed},
		{"empty zip", zipOf(t), schemas.RejectEmpty},
		{"cut zip", cut[:len(cut)/2], schemas.RejectMalformed},
		{"damaged zip", append([]byte("PK\x03\x04"), bytes.Repeat([]byte("x"), 500)...), schemas.RejectMalformed},
		{"encrypted zip", locked, schemas.RejectEncrypted},
		{"entity expansion", zipOf(t, part{"word/document.xml", `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>`}), schemas.RejectMalformed},
		{"external entity", zipOf(t, part{"word/document.xml", `<!DOCTYPE x SYSTEM "file:///etc/passwd"><w:document/>`}), schemas.RejectMalformed},
		{"cut xml", zipOf(t, part{"word/document.xml", wordXML(p("a"))[:150]}), schemas.RejectMalformed},
		{"deep xml", zipOf(t, part{"word/document.xml", strings.Repeat("<w:p>", 100_000)}), schemas.RejectMalformed},
		{"empty docx", zipOf(t, part{"word/document.xml", wordXML("")}), schemas.RejectEmpty},
		{"wide table", zipOf(t, part{"word/document.xml", wordXML(spans)}), schemas.RejectTooLarge},
		{"tall spans", []byte("<!DOCTYPE html><table>" + strings.Repeat(`<tr><td rowspan="65000" colspan="500">x</td></tr>`, 3000) + "</table>"), schemas.RejectTooLarge},
		{"wide sheet", zipOf(t, part{"xl/workbook.xml", `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`},
			part{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/a.xml"/></Relationships>`},
			part{"xl/worksheets/a.xml", `<worksheet>` + strings.Repeat(`<row><c r="A1"><v>1</v></c><c r="SF1"><v>2</v></c></row>`, 5000) + `</worksheet>`}), schemas.RejectTooLarge},
		{"old word file", ole("WordDocument"), schemas.RejectUnsupported},
		{"office file with a password", ole("EncryptionInfo", "EncryptedPackage"), schemas.RejectEncrypted},
		{"picture", []byte("\x89PNG\r\n\x1a\n\x00\x00"), schemas.RejectNoTextLayer},
		{"program", []byte("\x7fELF\x02\x01\x01\x00\x00"), schemas.RejectBinary},
		{"pdf of nothing", []byte("%PDF-1.4\n%%EOF"), schemas.RejectMalformed},
		{"empty html", []byte("<!DOCTYPE html><html><body><script>x</script></body></html>"), schemas.RejectEmpty},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			e := reasonOf(t, Limits{Unpacked: 32 << 20, Text: 8 << 20}, tt.data)
			if e.Reason != tt.reason {
				t.Errorf("got %v, want %s", e, tt.reason)
			}
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("took %s", d)
			}
		})
	}
}

func TestLimitOfPages(t *testing.T) {
	if e := reasonOf(t, Limits{Pages: 1}, samplePDF()); e.Reason != schemas.RejectTooLarge {
		t.Errorf("got %v", e)
	}
	if e := reasonOf(t, Limits{Files: 2}, sampleDOCX(t)); e.Reason != schemas.RejectTooLarge {
		t.Errorf("got %v", e)
	}
}

// Sources that look hostile but can be read.
func TestSurvives(t *testing.T) {
	long := strings.Repeat("Tổng đàn lợn đạt 5.000 con; ", 4<<20)[:100<<20]
	for !strings.HasSuffix(long, " ") {
		long = long[:len(long)-1]
	}
	tests := []struct {
		name string
		data []byte
		want string // a part of the text
	}{
		{"a line of 100 MB", []byte(long), "5.000 con"},
		{"deep html", []byte("<!DOCTYPE html>" + strings.Repeat("<div>", 5000) + "Sâu 5.000 con" + strings.Repeat("</div>", 5000)), ""},
		{"unknown entity", zipOf(t, part{"word/document.xml", wordXML(p("5 &khong; &#0; &#x110;"))}), "5 &khong; &#0; Đ"},
		{"text named like a PDF", []byte(sample), "212.500"},
		{"docx with a byte order mark", zipOf(t, part{"word/document.xml", "\xef\xbb\xbf" + wordXML(p("Đạt 5 xã"))}), "Đạt 5 xã"},
		{"docx in UTF-16", zipOf(t, part{"word/document.xml", string(utf16Bytes(wordXML(p("Đạt 5 xã")), binary.LittleEndian, true))}), "Đạt 5 xã"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			docs, err := New(Limits{}).Read(context.Background(), "a.pdf", tt.data)
			if err != nil {
				if tt.want != "" {
					t.Fatal(err)
				}
				return
			}
			if !strings.Contains(docs[0].Text, tt.want) {
				t.Errorf("%q is not in %.200q", tt.want, docs[0].Text)
			}
		})
	}
}

func TestHostilePDF(t *testing.T) {
	doc := func(objects string) []byte {
		return []byte("%PDF-1.4\n" + objects + "\ntrailer <</Root 1 0 R>>\n%%EOF")
	}
	text := "BT /F1 12 Tf 70 700 Td (Dat 5.000 con, tang 3% so voi cung ky nam truoc, vuot ke hoach) Tj ET"
	page := func(content string) string {
		return "1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj " +
			"3 0 obj <</Type/Page/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/XObject<</X 5 0 R>>>>>> endobj 4 0 obj " + content + " endobj "
	}
	stream := func(dict, data string) string {
		return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
	}
	whole := samplePDF()
	tests := []struct {
		name   string
		data   []byte
		reason schemas.RejectReason // "" means that it can be read
	}{
		{"no tables", doc(page(stream("", text))), ""},
		{"pages in a circle", doc("1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>> endobj"), schemas.RejectEmpty},
		{"length of itself", doc(page("<</Length 4 0 R>>\nstream\n" + text + "\nendstream")), ""},
		{"form in itself", doc(page(stream("", text+" /X Do")) + "5 0 obj " + stream("/Subtype/Form/Resources<</XObject<</X 5 0 R>>>>", strings.Repeat("/X Do ", 50)) + " endobj"), ""},
		{"reference to itself", doc("1 0 obj 1 0 R endobj"), schemas.RejectMalformed},
		{"table in a circle", []byte("%PDF-1.4\nxref\n0 1\n0000000000 65535 f \ntrailer <</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF"), schemas.RejectMalformed},
		{"huge table", []byte("%PDF-1.4\nxref\n0 4000000000\n0000000000 65535 f \ntrailer <</Size 4000000000/Root 1 0 R>>\nstartxref\n9\n%%EOF"), schemas.RejectMalformed},
		{"deep arrays", doc("1 0 obj " + strings.Repeat("[", 1<<20) + " endobj"), schemas.RejectMalformed},
		{"deep dictionaries", doc("1 0 obj " + strings.Repeat("<</A", 1<<18) + " endobj"), schemas.RejectMalformed},
		{"encrypted", []byte("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Kids[]>> endobj\ntrailer <</Root 1 0 R/Encrypt 9 0 R>>\n%%EOF"), schemas.RejectEncrypted},
		{"scan", doc(page(stream("", "q 500 0 0 700 0 0 cm /X Do Q")) + "5 0 obj " + stream("/Subtype/Image", "xxxx") + " endobj"), schemas.RejectNoTextLayer},
		{"bomb", doc(page(pdfStreamOf("", strings.Repeat("0 ", 40<<20)))), schemas.RejectTooLarge},
		{"cut", whole[:len(whole)-100], ""},
		{"cut in the middle", whole[:len(whole)/3], schemas.RejectMalformed},
		{"junk before", append([]byte("junk\r\n"), whole...), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			docs, err := New(Limits{Unpacked: 32 << 20}).Read(context.Background(), "a.txt", tt.data)
			if tt.reason == "" && (err != nil || docs[0].Format != "pdf") {
				t.Errorf("%v", err)
			}
			if tt.reason != "" {
				if e := reasonOf(t, Limits{Unpacked: 32 << 20}, tt.data); e.Reason != tt.reason {
					t.Errorf("got %v, want %s", e, tt.reason)
				}
			}
			if d := time.Since(start); d > 10*time.Second {
				t.Errorf("took %s", d)
			}
		})
	}
}
