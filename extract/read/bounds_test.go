package read

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"solieu/schemas"
)

// spent runs f and returns the bytes that it allocated and the time that it took.
func spent(f func()) (int64, time.Duration) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	f()
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc), time.Since(start)
}

// manyPages writes a PDF of n small pages; where flat is false they hang on a tree, each branch with a hundred.
func manyPages(n int, flat bool) []byte {
	var b, kids strings.Builder
	lines := "BT /F1 12 Tf 16 TL 70 700 Td " + strings.Repeat("(Dat 5.000 con trong nam) Tj T* ", 9) + "ET" // more than a running head
	fmt.Fprintf(&b, "%%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n3 0 obj <</Length %d>>\nstream\n%s\nendstream endobj\n", len(lines), lines)
	next := 4
	page := func(to *strings.Builder) {
		fmt.Fprintf(&b, "%d 0 obj <</Type/Page/Contents 3 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>> endobj\n", next)
		fmt.Fprintf(to, "%d 0 R ", next)
		next++
	}
	for i := 0; i < n; {
		if flat {
			page(&kids)
			i++
			continue
		}
		var branch strings.Builder
		for range 100 {
			page(&branch)
			i++
		}
		fmt.Fprintf(&b, "%d 0 obj <</Type/Pages/Count 100/Kids[%s]>> endobj\n", next, branch.String())
		fmt.Fprintf(&kids, "%d 0 R ", next)
		next++
	}
	fmt.Fprintf(&b, "2 0 obj <</Type/Pages/Count %d/Kids[%s]>> endobj\ntrailer <</Root 1 0 R>>\n%%%%EOF", n, kids.String())
	return []byte(b.String())
}

// A PDF of 100,000 pages is beyond the default limit, and says so before its pages are read; with a higher limit it can be read.
func TestManyPages(t *testing.T) {
	n := 100_000
	if testing.Short() {
		n = 25_000 // still beyond the limit
	}
	for _, flat := range []bool{true, false} {
		data := manyPages(n, flat)
		var e *Error
		bytes, took := spent(func() { e = reasonOf(t, Limits{}, data) })
		if e.Reason != schemas.RejectTooLarge || took > time.Minute || bytes > 1<<30 {
			t.Errorf("flat %v: %v, %s, %d MiB", flat, e, took, bytes>>20)
		}
	}
	docs, err := New(Limits{Pages: 3000}).Read(context.Background(), "a.pdf", manyPages(3000, false))
	if err != nil || len(docs[0].Pages) != 2999 {
		t.Errorf("%v", err)
	}
}

// samples is the small report in every format.
func samples(t testing.TB) map[string][]byte {
	return map[string][]byte{"docx": sampleDOCX(t), "odt": sampleODT(t), "xlsx": sampleXLSX(t), "rtf": sampleRTF(), "html": sampleHTML(), "pdf": samplePDF(),
		"csv": []byte("Huyện;Diện tích (ha);Sản lượng\nA;1.200;31\nB;900;27\n"), "markdown": []byte(sampleText), "zip": zipOf(t, part{"a.docx", string(sampleDOCX(t))})}
}

// The name says nothing: a wrong ending changes nothing.
func TestWrongEndings(t *testing.T) {
	for format, data := range samples(t) {
		for _, name := range []string{"a.txt", "a.pdf", "a.docx", "a.zip", "a"} {
			docs, err := New(Limits{}).Read(context.Background(), name, data)
			want := format
			if format == "zip" {
				want = "docx"
			}
			if err != nil || docs[0].Format != want {
				t.Errorf("%s named %s: %v", format, name, err)
			}
		}
	}
}

// A file that was cut off anywhere is read or rejected, never more.
func TestTruncated(t *testing.T) {
	for format, data := range samples(t) {
		for i := range 40 {
			docs, err := New(Limits{}).Read(context.Background(), "a", data[:len(data)*i/40])
			var e *Error
			if err != nil && !errors.As(err, &e) || err == nil && (len(docs) == 0 || blank(docs[0].Text)) {
				t.Errorf("%s cut at %d/40: %d documents, %v", format, i, len(docs), err)
			}
		}
	}
}

// NUL bytes strewn into any format end in text without them, or in a reject.
func TestNULBytes(t *testing.T) {
	for format, data := range samples(t) {
		for i := range 20 {
			dirty := append([]byte{}, data...)
			for k := i; k < len(dirty); k += 97 {
				dirty[k] = 0
			}
			docs, err := New(Limits{}).Read(context.Background(), "a", dirty)
			var e *Error
			if err != nil && !errors.As(err, &e) {
				t.Errorf("%s: %v", format, err)
			}
			for _, d := range docs {
				if strings.ContainsRune(d.Text, 0) {
					t.Errorf("%s: a NUL in %q", format, d.Text)
				}
			}
		}
	}
}

// What a bomb may make the reader allocate is bounded by the limits, not by what it would unpack to.
func TestMemoryIsBounded(t *testing.T) {
	limits := Limits{Unpacked: 16 << 20, Text: 4 << 20, Cells: 50_000}
	bomb := strings.Repeat("5.000 con ", 40<<20/10)
	var page pdfBuilder
	page.page(strings.Repeat("BT /F1 9 Tf 9 9 Td <0041> Tj ET ", 1<<20))
	tests := map[string][]byte{
		"zip":        zipOf(t, part{"a.txt", bomb}, part{"b.txt", bomb}),
		"docx":       zipOf(t, part{"word/document.xml", wordXML(p(bomb))}),
		"odt":        zipOf(t, part{"mimetype", "application/vnd.oasis.opendocument.text"}, part{"content.xml", "<x><text:p>" + bomb + "</text:p></x>"}),
		"xlsx":       zipOf(t, part{"xl/workbook.xml", "<workbook/>"}, part{"xl/sharedStrings.xml", "<sst><si><t>" + bomb + "</t></si></sst>"}),
		"pdf":        page.bytes(),
		"html table": []byte("<!DOCTYPE html><table>" + strings.Repeat(`<tr><td rowspan="65000" colspan="500">x</td></tr>`, 3000) + "</table>"),
		"rtf":        []byte(`{\rtf1 ` + strings.Repeat(`5.000 con\par `, 1<<20)),
		"text":       []byte(bomb),
	}
	for name, data := range tests {
		var err error
		bytes, took := spent(func() { _, err = New(limits).Read(context.Background(), name, data) })
		if err == nil {
			t.Errorf("%s was read", name)
		}
		if bytes > 512<<20 || took > time.Minute {
			t.Errorf("%s: %d MiB in %s", name, bytes>>20, took)
		}
	}
}
