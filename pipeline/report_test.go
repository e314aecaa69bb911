package pipeline

import (
	"testing"

	"solieu/schemas"
)

// The most severe violations come first and are the last to be left out.
func TestViolationsAreRanked(t *testing.T) {
	r := newReport()
	ex := schemas.Extraction{Document: schemas.Document{Text: "a"}}
	claim := func(s schemas.Severity, n int) {
		as := schemas.Assessment{}
		for range n {
			as.Checks = append(as.Checks, schemas.Check{Outcome: schemas.Violated, Severity: s, Stated: schemas.None})
		}
		r.addAssessment(ex, as)
	}
	claim(schemas.SeverityWarning, maxViolations)
	claim(schemas.SeverityError, 3)
	claim(schemas.SeverityDecision, 1)
	claim(schemas.SeverityError, 1)
	claim(schemas.SeverityInfo, 1)
	if len(r.Violations) != maxViolations {
		t.Fatalf("%d violations", len(r.Violations))
	}
	for i, v := range r.Violations {
		want := schemas.SeverityWarning
		if i == 0 {
			want = schemas.SeverityDecision
		} else if i < 5 {
			want = schemas.SeverityError
		}
		if v.Severity != want {
			t.Errorf("%d: %s, not %s", i, v.Severity, want)
		}
	}
}
