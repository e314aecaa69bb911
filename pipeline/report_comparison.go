package pipeline

import (
	"slices"
	"strings"

	"solieu/schemas"
	"solieu/schemas/tables"
)

// AddComparison counts a relation between a document of the run and an earlier report, which is known when the snapshot is written. The document's
// text tells the line of a violation; it is asked for only where one is shown.
func (r *Report) AddComparison(c tables.Check, text func() (string, error)) error {
	r.Relations++
	outcome, severity := schemas.Outcome(c.Outcome), schemas.Severity(c.Severity)
	r.count(schemas.Check{Outcome: outcome, Severity: severity})
	at := r.place(severity)
	if outcome != schemas.Violated || at >= maxViolations {
		return nil
	}
	v := Violation{URI: c.URI, Kind: schemas.CheckKind(c.Kind), Severity: severity, Sentence: oneLine(c.Sentence), Excerpt: oneLine(c.Sentence),
		Formula: c.Formula, Printed: shown(c.Printed), Computed: shown(c.Computed), Low: shown(c.ComputedLow), High: shown(c.ComputedHigh),
		MessageVI: c.MessageVI, MessageEN: c.MessageEN}
	all, err := text()
	if err != nil {
		return err
	}
	if start := c.StatedStart; start != nil && int(*start) <= len(all) {
		v.Line = 1 + strings.Count(all[:*start], "\n")
	}
	r.Violations = slices.Insert(r.Violations, at, v)
	r.Violations = r.Violations[:min(len(r.Violations), maxViolations)]
	return nil
}

func shown(d *tables.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}
