package index

import (
	"cmp"
	"slices"

	"solieu/load"
	"solieu/pipeline/audit"
	"solieu/schemas"
)

// Changes are what became of the violations since an earlier snapshot, by issue; see [audit.Diff].
type Changes struct {
	Since                       int // the earlier snapshot; 0 where there is none
	New, Fixed, Gone, StillOpen int
}

// violated is what is read of a check to tell whether an issue is open.
type violated struct {
	IssueID        string `parquet:"issue_id"`
	Outcome        string `parquet:"outcome,dict"`
	URI            string `parquet:"uri,dict"`
	DocumentNumber string `parquet:"document_number,optional,dict"`
}

// compare tells what is new. Files that both snapshots share hold the same issues and are not read.
func (x *Index) compare(store *load.Store) error {
	all, _ := store.Snapshots() // a damaged one among them is for others to report
	i := slices.IndexFunc(all, func(s load.Snapshot) bool { return s.Number == x.Snapshot.Number })
	if i < 1 {
		return nil
	}
	earlier := all[i-1]
	shared := map[load.File]bool{}
	for _, f := range x.checkFiles {
		shared[f] = true
	}
	was, same := map[string]violated{}, map[load.File]bool{} // same: files that did not change
	for _, f := range earlier.Files("checks") {
		if shared[f] {
			same[f] = true
			continue
		}
		for row, err := range load.ReadFrom[violated](x.Shelf, earlier.Path(f), 0) {
			if err != nil {
				return err
			}
			if row.Outcome == string(schemas.Violated) {
				was[row.IssueID] = row
			}
		}
	}
	x.Changes = Changes{Since: earlier.Number}
	kept := map[string]bool{}
	for i := range x.Findings {
		f := &x.Findings[i]
		if f.Violated && same[x.checkFiles[f.file]] {
			kept[f.Issue] = true
		}
	}
	is := map[string]bool{}
	for i := range x.Findings {
		f := &x.Findings[i]
		if !f.Violated {
			continue
		}
		_, open := was[f.Issue]
		f.New = !open && !kept[f.Issue]
		if !is[f.Issue] {
			is[f.Issue] = true
			x.Changes.New += boolean(f.New)
			x.Changes.StillOpen += boolean(!f.New)
		}
	}
	reports := map[string]bool{}
	for i := range x.Documents {
		reports[x.Documents[i].URI], reports[x.Documents[i].DocumentNumber] = true, true
	}
	for issue, row := range was {
		switch {
		case is[issue]:
		case reports[row.URI] || row.DocumentNumber != "" && reports[row.DocumentNumber]:
			x.Changes.Fixed++
		default:
			x.Changes.Gone++
		}
	}
	return nil
}

// Moment is what a snapshot says of an issue.
type Moment struct {
	Snapshot int
	Outcome  string // empty where the snapshot does not have it
}

// History tells what the newest snapshots said of an issue, the newest first, at most most of them. The issue is looked for in the partition
// of its document. Files that snapshots share are read once.
func (x *Index) History(store *load.Store, issue, partition string, most int) ([]Moment, error) {
	all, _ := store.Snapshots()
	all = slices.DeleteFunc(all, func(s load.Snapshot) bool { return s.Number > x.Snapshot.Number })
	slices.SortFunc(all, func(a, b load.Snapshot) int { return cmp.Compare(b.Number, a.Number) })
	seen := map[string]string{}
	var out []Moment
	for _, s := range all[:min(len(all), most)] {
		m := Moment{Snapshot: s.Number}
		for _, f := range s.Files("checks") {
			if f.Partition() != partition {
				continue
			}
			outcome, known := seen[f.SHA256]
			if !known {
				var err error
				if outcome, err = outcomeIn(x.Shelf, s.Path(f), issue); err != nil {
					return nil, err
				}
				seen[f.SHA256] = outcome
			}
			m.Outcome = cmp.Or(m.Outcome, outcome) // a partition has a second file for relations between reports
		}
		out = append(out, m)
	}
	return out, nil
}

func outcomeIn(shelf *load.Shelf, path, issue string) (string, error) {
	for row, err := range load.ReadFrom[violated](shelf, path, 0) {
		if err != nil {
			return "", err
		}
		if row.IssueID == issue {
			return row.Outcome, nil
		}
	}
	return "", nil
}

// Violations counts the findings that are violated, and those that turn a verdict.
func (x *Index) Violations() (all, decisions int) {
	for i := range x.Findings {
		if f := &x.Findings[i]; f.Violated {
			all++
			decisions += boolean(audit.Severities()[f.Severity] == string(schemas.SeverityDecision))
		}
	}
	return all, decisions
}

// Partition is where the rows of a finding's document are.
func (x *Index) Partition(f *Finding) string { return x.checkFiles[f.file].Partition() }
