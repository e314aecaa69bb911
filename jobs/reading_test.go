package jobs

import (
	"slices"
	"testing"
	"time"

	"solieu/extract/ocr"
)

// Limits and the command for scans are the file's, unless a job has its own.
func TestReading(t *testing.T) {
	c, err := Parse("c.yaml", "/etc/solieu", []byte(`
limits: {bytes: 1GiB, pages: 500, timeout: 90s}
ocr: {command: [bin/read-scan, "{}"], timeout: 5m}
jobs:
- {name: a, schedule: "@daily", sources: [x], out: o}
- {name: b, schedule: "@daily", sources: [x], out: o, limits: {pages: 7, ratio: 50}, ocr: "off"}
- {name: c, schedule: "@daily", sources: [x], out: o, ocr: {command: [tesseract, stdin, stdout]}}
`))
	if err != nil {
		t.Fatal(err)
	}
	a, b, own := c.Jobs[0].Reading, c.Jobs[1].Reading, c.Jobs[2].Reading
	if a.Limits.Bytes != 1<<30 || a.Limits.Pages != 500 || a.Timeout != 90*time.Second || a.OCR.Limit() != 5*time.Minute || !slices.Equal(a.OCR.Args, []string{"/etc/solieu/bin/read-scan", "{}"}) {
		t.Errorf("%+v", a)
	}
	if b.Limits.Bytes != 1<<30 || b.Limits.Pages != 7 || b.Limits.Ratio != 50 || b.OCR.Args != nil {
		t.Errorf("%+v", b)
	}
	if own.OCR.Limit() != ocr.DefaultTimeout || own.OCR.Args[0] != "tesseract" {
		t.Errorf("%+v", own)
	}
}
