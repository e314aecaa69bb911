package audit_test

import (
	"strings"
	"testing"

	"solieu/pipeline/audit"
	"solieu/schemas"
)

func TestDiff(t *testing.T) {
	dir := t.TempDir()
	corrected := broken("corrected.txt")
	corrected.text = strings.Replace(corrected.text, "ngô", "bắp", 1)
	leaves := paper{uri: "leaves.txt", number: "2/BC", text: "Có {3} ha.", checks: []schemas.Check{relation(schemas.Violated, schemas.SeverityWarning, 0)}}
	stays := paper{uri: "stays.txt", text: "Có {4} ha.", checks: []schemas.Check{relation(schemas.Violated, schemas.SeverityError, 0)}}
	first := published(t, dir, corrected, leaves, stays)

	corrected.text = strings.Replace(corrected.text, "{1.200}", "{1.300}", 1)
	corrected.checks = []schemas.Check{relation(schemas.Exact, schemas.SeverityInfo, 0, 1, 2)}
	stays.uri, stays.text = "renamed.txt", "Một dòng mới.\n"+stays.text
	comes := paper{uri: "comes.txt", number: "3/BC", text: "Có {5} ha.", checks: []schemas.Check{relation(schemas.Violated, schemas.SeverityDecision, 0)}}
	second := published(t, dir, corrected, stays, comes)

	type line struct {
		state audit.State
		uri   string
	}
	diff := func(a, b int) (out []line) {
		snapshots := map[int]func() ([]audit.Changed, error){
			12: func() ([]audit.Changed, error) { return audit.Diff(first, second) },
			21: func() ([]audit.Changed, error) { return audit.Diff(second, first) },
			11: func() ([]audit.Changed, error) { return audit.Diff(first, first) },
		}
		changed, err := snapshots[10*a+b]()
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range changed {
			out = append(out, line{c.State, c.Check.URI})
		}
		return out
	}
	for _, tt := range []struct {
		a, b int
		want []line
	}{
		{1, 2, []line{{audit.New, "comes.txt"}, {audit.Fixed, "corrected.txt"}, {audit.Gone, "leaves.txt"}, {audit.StillOpen, "renamed.txt"}}},
		{2, 1, []line{{audit.New, "corrected.txt"}, {audit.New, "leaves.txt"}, {audit.Gone, "comes.txt"}, {audit.StillOpen, "stays.txt"}}},
		{1, 1, []line{{audit.StillOpen, "corrected.txt"}, {audit.StillOpen, "stays.txt"}, {audit.StillOpen, "leaves.txt"}}},
	} {
		got := diff(tt.a, tt.b)
		if len(got) != len(tt.want) {
			t.Errorf("%d to %d: %v, want %v", tt.a, tt.b, got, tt.want)
			continue
		}
		for i := range got {
			if got[i] != tt.want[i] {
				t.Errorf("%d to %d: line %d is %v, want %v", tt.a, tt.b, i, got[i], tt.want[i])
			}
		}
	}
}

func TestJudge(t *testing.T) {
	s := published(t, t.TempDir(), broken("a.txt"))
	id := gather(t, s, audit.Options{}).Violations[0].Check.IssueID
	day := schemas.Date{Year: 2026, Month: 3, Day: 1}
	old := audit.Waiver{Issue: "aa", Until: schemas.Date{Year: 2026, Month: 2, Day: 28}}
	j, err := audit.Judge(s, []audit.Waiver{{Issue: id, Who: "A", Until: day}, old}, day)
	if err != nil || len(j.Accepted) != 1 || j.Accepted[0].URI != "a.txt" || j.Accepted[0].Severity != schemas.SeverityError || j.Accepted[0].Waiver.Who != "A" {
		t.Errorf("%+v, %v", j.Accepted, err)
	}
	if len(j.Expired) != 1 || len(j.Unused) != 1 || j.Expired[0] != old || j.Unused[0] != old {
		t.Errorf("expired %+v, unused %+v", j.Expired, j.Unused)
	}
}
