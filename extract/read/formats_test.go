package read

import (
	"context"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"solieu/schemas"
)

// The same report gives the same text from every format; white space and non-breaking spaces are the layout's.
func TestSameTextFromEveryFormat(t *testing.T) {
	layout := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	tests := []struct {
		format string
		data   []byte
		exact  bool // blank lines too
		notes  int
	}{
		{"markdown", []byte(sampleText), true, 0},
		{"docx", sampleDOCX(t), false, 1},
		{"html", sampleHTML(), false, 1},
		{"odt", sampleODT(t), false, 1},
		{"pdf", samplePDF(), false, 0},
		{"rtf", sampleRTF(), false, 1},
		{"markdown", []byte(norm.NFD.String(sampleText)), true, 0},
	}
	for _, tt := range tests {
		t.Run(tt.format, func(t *testing.T) {
			d := readOne(t, tt.data)
			if d.Format != tt.format || d.EncodingConfidence != 1 {
				t.Errorf("format %q, confidence %g", d.Format, d.EncodingConfidence)
			}
			if got, want := layout(d.Text), layout(sampleText); got != want || tt.exact && d.Text != sampleText {
				t.Errorf("got\n%s\nwant\n%s", d.Text, sampleText)
			}
			if len(d.Footnote) != tt.notes {
				t.Fatalf("%d notes, want %d", len(d.Footnote), tt.notes)
			}
			for _, n := range d.Footnote {
				if n.Marker.In(d.Text) != "¹" || n.Body.In(d.Text) != sampleNote {
					t.Errorf("note %q %q", n.Marker.In(d.Text), n.Body.In(d.Text))
				}
			}
		})
	}
}

func TestPDFPages(t *testing.T) {
	d := readOne(t, samplePDF())
	if len(d.Pages) != 1 || !strings.HasPrefix(d.Text[d.Pages[0]:], "¹ Theo") {
		t.Errorf("pages %v of %q", d.Pages, d.Text)
	}
}

func reasonOf(t testing.TB, limits Limits, data []byte) *Error {
	t.Helper()
	docs, err := New(limits).Read(context.Background(), "a", data)
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %d documents and error %v, want a reject", len(docs), err)
	}
	if e.Place == "" || e.Error() == "" {
		t.Errorf("error %q has no place", e)
	}
	return e
}

func TestArchive(t *testing.T) {
	data := zipOf(t, part{"2023/thang-1.txt", sample}, part{"2023/", ""}, part{"__MACOSX/x", "junk"}, part{"bao-cao.docx", string(sampleDOCX(t))},
		part{"hong.txt", "a\x00b"}, part{"../ngoai.txt", sample}, part{"/goc.txt", sample}, part{`C:\x.txt`, sample}, part{"trong.zip", string(zipOf(t, part{"a.txt", sample}))})
	docs, err := New(Limits{}).Read(context.Background(), "kho.zip", data)
	if len(docs) != 2 || docs[0].URI != "kho.zip!/2023/thang-1.txt" || docs[1].Format != "docx" || docs[0].ID == docs[1].ID || docs[0].Bytes != int64(len(sample)) {
		t.Errorf("documents %+v", docs)
	}
	var failed Errors
	if !errors.As(err, &failed) {
		t.Fatalf("error %v", err)
	}
	want := map[string]schemas.RejectReason{"hong.txt": schemas.RejectBinary, "../ngoai.txt": schemas.RejectMalformed, "/goc.txt": schemas.RejectMalformed,
		`C:\x.txt`: schemas.RejectMalformed, "trong.zip": schemas.RejectUnsupported}
	for _, e := range failed {
		name := strings.TrimPrefix(e.Place, "kho.zip!/")
		if want[name] != e.Reason {
			t.Errorf("%s: %s", e.Place, e.Reason)
		}
		delete(want, name)
	}
	if len(want) > 0 {
		t.Errorf("not rejected: %v", want)
	}
}
