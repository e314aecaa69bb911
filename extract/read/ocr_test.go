package read

import (
	"context"
	"errors"
	"strings"
	"testing"

	"solieu/schemas"
)

// scannedPDF is a page that holds a picture alone.
func scannedPDF() []byte {
	return []byte("%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj 2 0 obj <</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>> endobj " +
		"3 0 obj <</Type/Page/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>> endobj 4 0 obj <</Length 33>>\nstream\nq 500 0 0 700 0 0 cm /X Do Q\nendstream endobj " +
		"5 0 obj <</Subtype/Image/Length 4>>\nstream\nxxxx\nendstream endobj\n6 0 obj <</Type/Page/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>> endobj trailer <</Root 1 0 R>>\n%%EOF")
}

func TestRecognising(t *testing.T) {
	scan := scannedPDF()
	if e := reasonOf(t, Limits{}, scan); e.Reason != schemas.RejectNoTextLayer || !strings.Contains(e.Detail, "1, 2 / 2") {
		t.Errorf("%v, want the pages", e)
	}
	tests := []struct {
		name, said string
		err        error
		want       string // of the text, "" where the scan stays rejected
	}{
		{"text", sample + "\fTrang hai: 7 xã", nil, "Trang hai: 7 xã"},
		{"another format", string(samplePDF()), nil, "212.500"},
		{"a scan again", string(scan), nil, ""},
		{"an archive", string(zipOf(t, part{"a.txt", sample})), nil, ""},
		{"a failure", "", errors.New("exit status 3"), ""},
		{"bytes", "\x00\x01", nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := New(Limits{}).Recognising(func(context.Context, []byte) ([]byte, error) { return []byte(tt.said), tt.err })
			docs, err := r.Read(context.Background(), "scan.pdf", scan)
			if tt.want == "" {
				var e *Error
				if len(docs) > 0 || !errors.As(err, &e) || e.Reason != schemas.RejectNoTextLayer || !strings.Contains(e.Detail, "OCR: ") || !strings.Contains(e.Detail, "1, 2 / 2") {
					t.Errorf("%d documents, %v", len(docs), err)
				}
				return
			}
			if err != nil || len(docs) != 1 || docs[0].Format != formatOCR || !strings.Contains(docs[0].Text, tt.want) || docs[0].URI != "scan.pdf" || docs[0].Bytes != int64(len(scan)) {
				t.Fatalf("%+v, %v", docs, err)
			}
			if p := docs[0].Place(len(docs[0].Text) - 5).Page; p != 2 {
				t.Errorf("the last words are on page %d", p)
			}
		})
	}
	t.Run("in an archive", func(t *testing.T) {
		r := New(Limits{}).Recognising(func(context.Context, []byte) ([]byte, error) { return []byte(sample), nil })
		docs, err := r.Read(context.Background(), "a.zip", zipOf(t, part{"scan.pdf", string(scan)}, part{"b.txt", sample}))
		if err != nil || len(docs) != 2 || docs[0].Format != formatOCR || docs[0].URI != "a.zip!/scan.pdf" {
			t.Errorf("%d documents, %v", len(docs), err)
		}
	})
}
