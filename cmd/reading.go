package cmd

import (
	"strings"

	"github.com/spf13/cobra"

	"solieu/pipeline"
)

// readingFlags are the flags of the commands that read reports.
type readingFlags struct {
	limits []string
	ocr    string
}

func (f *readingFlags) add(c *cobra.Command) {
	c.Flags().StringSliceVar(&f.limits, "limit", nil, "what one source may cost, as NAME=VALUE: "+strings.ReplaceAll(pipeline.LimitNames, " ", ", "))
	c.Flags().StringVar(&f.ocr, "ocr", "", "a command that reads scans: {} stands for the file, without it the scan is its standard input; no shell reads it")
}

// over returns how to read where the flags that were given stand over r.
func (f *readingFlags) over(r pipeline.Reading) (pipeline.Reading, error) {
	for _, limit := range f.limits {
		name, value, _ := strings.Cut(limit, "=")
		if err := r.Set(strings.TrimSpace(name), strings.TrimSpace(value)); err != nil {
			return r, usage("--limit: %v", err)
		}
	}
	if args := strings.Fields(f.ocr); len(args) > 0 {
		r.OCR.Args = args
	}
	return r, nil
}

// use has p read as the flags say.
func (f *readingFlags) use(p *pipeline.Pipeline) error {
	r, err := f.over(pipeline.Reading{})
	if err == nil {
		p.Use(r)
	}
	return err
}
