package check

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"solieu/schemas"
)

// IssueID names a finding by its content: the kind, the indicators, the numbers as printed and their sentences. Offsets do not enter, so the
// finding keeps its name when text is inserted elsewhere in the report; a decision that a person took about it stays attached.
// The ID is 16 hexadecimal digits.
func IssueID(c schemas.Check, x schemas.Extraction) string {
	h := sha256.New()
	put := func(s string) {
		h.Write([]byte(strings.Join(strings.Fields(s), " ")))
		h.Write([]byte{0})
	}
	put(string(c.Kind))
	figs := append([]int{c.Stated}, c.Operands...)
	for _, i := range figs {
		if i < 0 || i >= len(x.Figures) {
			put("")
			continue
		}
		f := &x.Figures[i]
		put(f.Indicator)
		put(inText(x.Document.Text, f.Span))
		put(f.UnitPrinted)
		put(inText(x.Document.Text, f.Sentence))
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func inText(text string, s schemas.Span) string {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return s.In(text)
}
