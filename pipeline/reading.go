package pipeline

import (
	"fmt"
	"time"

	"solieu/extract/ocr"
	"solieu/extract/read"
)

// DefaultTimeout bounds each stage's work on one document: the longest real report takes well under a second.
const DefaultTimeout = 2 * time.Minute

// Reading says what one source may cost, and who reads scans. Zero fields mean the defaults.
type Reading struct {
	Limits  read.Limits
	Timeout time.Duration // of each stage's work on one document; default [DefaultTimeout]
	OCR     ocr.Command   // gets sources without a text layer; without arguments they are rejected
}

// LimitNames are the names that [Reading.Set] knows.
const LimitNames = read.LimitNames + " timeout"

// Set reads a limit from text, as [read.Limits.Set] does; timeout is a span of time.
func (r *Reading) Set(name, value string) error {
	if name != "timeout" {
		return r.Limits.Set(name, value)
	}
	d, err := time.ParseDuration(value)
	if err != nil || d <= 0 {
		return fmt.Errorf("timeout: %q: cần khoảng thời gian, ví dụ 90s (a span of time is needed, such as 90s)", value)
	}
	r.Timeout = d
	return nil
}

// Use has p read its sources so.
func (p *Pipeline) Use(r Reading) {
	reader := read.New(r.Limits)
	p.Options.MaxBytes, p.Options.Timeout, p.Options.Scan = r.Limits.Source(), r.Timeout, 0
	if r.Timeout == 0 {
		p.Options.Timeout = DefaultTimeout
	}
	if len(r.OCR.Args) > 0 {
		reader = reader.Recognising(r.OCR.Recognise)
		p.Options.Scan = r.OCR.Limit()
	}
	p.Reader = reader
}
