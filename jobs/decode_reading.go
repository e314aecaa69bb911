package jobs

import (
	"path/filepath"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"solieu/extract/ocr"
	"solieu/pipeline"
)

const ocrKeys = "command timeout"

// limits reads what one source may cost.
func (r *reader) limits(n ast.Node, to *pipeline.Reading) {
	r.mapping(n, pipeline.LimitNames, "", func(key string, v ast.Node) {
		if err := to.Set(key, r.text(v)); err != nil && isScalar(v) {
			r.fault(v, err.Error(), err.Error())
		}
	})
}

// ocr reads the command that gets scans; "off" takes that of the file away from a job.
func (r *reader) ocr(n ast.Node, to *pipeline.Reading) {
	if isScalar(n) {
		r.choice(n, "off")
		to.OCR = ocr.Command{}
		return
	}
	to.OCR = ocr.Command{}
	r.mapping(n, ocrKeys, "command", func(key string, v ast.Node) {
		switch key {
		case "command":
			to.OCR.Args = r.program(v)
			if name := to.OCR.Args[0]; strings.ContainsRune(name, filepath.Separator) && !filepath.IsAbs(name) {
				to.OCR.Args[0] = filepath.Join(r.folder, name)
			}
		case "timeout":
			to.OCR.Timeout = r.duration(v, time.Second, 24*time.Hour)
		}
	})
}
