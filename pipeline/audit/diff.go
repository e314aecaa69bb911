package audit

import (
	"cmp"
	"maps"
	"slices"

	"solieu/load"
	"solieu/schemas"
	"solieu/schemas/tables"
)

// State says what became of a violation between two snapshots.
type State string

// The states. A violation that is gone because nobody corrected it but its report left the dataset is not fixed.
const (
	New       State = "new"        // only the later snapshot has it
	Fixed     State = "fixed"      // only the earlier snapshot has it
	Gone      State = "gone"       // only the earlier snapshot has it, and the later one has no report of that name or number
	StillOpen State = "still_open" // both have it
)

// Changed is a violation and what became of it. Check is as the later snapshot has it, where that has it.
type Changed struct {
	State State
	Check tables.Check
}

// Diff compares the violations of two snapshots by issue id, so that a report may be renamed, re-flowed or added to. New ones come first, then
// those fixed, gone and still open; within a state the gravest first. An issue that several reports share counts once.
func Diff(earlier, later load.Snapshot) ([]Changed, error) {
	was, _, err := violations(earlier)
	if err != nil {
		return nil, err
	}
	is, reports, err := violations(later)
	if err != nil {
		return nil, err
	}
	var out []Changed
	for _, id := range slices.Sorted(maps.Keys(was)) {
		before := was[id]
		after, open := is[id]
		switch {
		case open:
			out = append(out, Changed{StillOpen, after})
		case reports[before.URI] || before.DocumentNumber != "" && reports[before.DocumentNumber]:
			out = append(out, Changed{Fixed, before})
		default:
			out = append(out, Changed{Gone, before})
		}
	}
	for _, id := range slices.Sorted(maps.Keys(is)) {
		if _, open := was[id]; !open {
			out = append(out, Changed{New, is[id]})
		}
	}
	order := []State{New, Fixed, Gone, StillOpen}
	slices.SortStableFunc(out, func(a, b Changed) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.State), slices.Index(order, b.State)),
			cmp.Compare(gravity(a.Check.Severity), gravity(b.Check.Severity)), cmp.Compare(a.Check.URI, b.Check.URI), cmp.Compare(a.Check.Ordinal, b.Check.Ordinal))
	})
	return out, nil
}

// violations returns the violations of a snapshot by issue, and the names and numbers of its reports.
func violations(s load.Snapshot) (map[string]tables.Check, map[string]bool, error) {
	out, reports := map[string]tables.Check{}, map[string]bool{}
	for d, err := range load.ReadTable[tables.Document](s) {
		if err != nil {
			return nil, nil, err
		}
		reports[d.URI], reports[d.DocumentNumber] = true, true
	}
	for c, err := range load.ReadTable[tables.Check](s) {
		if err != nil {
			return nil, nil, err
		}
		if _, twice := out[c.IssueID]; !twice && c.Outcome == string(schemas.Violated) {
			out[c.IssueID] = c
		}
	}
	return out, reports, nil
}
