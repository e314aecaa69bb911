package extract_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"solieu/schemas"
)

// A report that says its year gives every figure a period and a base of the calendar.
func TestGeneratedReportsHaveCalendarPeriods(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := letterhead + textOf(r)
		for _, f := range extractText(r, text).Figures {
			if again, err := schemas.ParsePeriod(f.Period.String()); err != nil || again != f.Period {
				r.Fatalf("%q: %q has the period %q", text, f.Span.In(text), f.Period)
			}
			if !strings.HasPrefix(f.Base, "@") {
				continue
			}
			if _, err := schemas.ParsePeriod(f.Base); err != nil {
				r.Fatalf("%q: %q has the base %q", text, f.Span.In(text), f.Base)
			}
		}
	})
}
