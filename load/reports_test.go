package load

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"path"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"solieu/schemas"
	"solieu/schemas/tables"
)

// chain compares every statement with the one before it that another document makes: more relations than real comparers find.
type chain struct{}

func (chain) Subject(s *schemas.Statement) string { return s.AreaList + s.Area + s.Code }

func (chain) Compare(statements iter.Seq[*schemas.Statement]) iter.Seq[schemas.Comparison] {
	return func(yield func(schemas.Comparison) bool) {
		var last *schemas.Statement
		for s := range statements {
			if last != nil && last.Document != s.Document {
				c := schemas.Comparison{Later: *s, Earlier: *last}
				c.Kind, c.Outcome, c.Severity = schemas.CheckRestatement, schemas.Violated, schemas.SeverityWarning
				c.Printed, c.Computed, c.Formula = s.Value.String(), last.Value.String(), last.Text+" = "+s.Text
				if !yield(c) {
					return
				}
			}
			kept := *s
			last = &kept
		}
	}
}

// coded is the corpus with codes, so that its figures can be compared.
func coded(docs, figures int) []source {
	src := corpus(docs, figures)
	for i := range src {
		for j := range src[i].ext.Figures {
			src[i].ext.Figures[j].IndicatorCode = fmt.Sprintf("A.%d", j%3)
		}
	}
	return src
}

// TestComparisonsAreTheSameBytes: what is found between reports depends on the reports alone, not on their order, on memory or on the runs that read
// them.
func TestComparisonsAreTheSameBytes(t *testing.T) {
	src := coded(9, 20)
	compare := func(id string) Run { return Run{ID: id, Version: "1", Comparer: chain{}} }
	first := run(t, open(t, t.TempDir(), Options{}), compare("r"), src)
	want := data(first)
	between := 0
	for p := range want {
		between += one(path.Base(p) == reportsName)
	}
	if between != 4 {
		t.Errorf("%d files of relations between reports, want one for each year and area that has a code", between)
	}
	shuffled := slices.Clone(src)
	for seed := range uint64(3) {
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if d := cmp.Diff(want, data(run(t, open(t, t.TempDir(), Options{Memory: 1 << (8 + 6*seed)}), compare("r"), shuffled))); d != "" {
			t.Fatalf("shuffle %d: %s", seed, d)
		}
	}
	s := open(t, t.TempDir(), Options{})
	older, a := report(src[3].ext.Document.URI, 2020, "06", 9, "77")
	run(t, s, compare("r1"), append(slices.Clone(src[5:]), source{older, a}))
	run(t, s, compare("r2"), src[2:7])
	last := run(t, s, compare("r3"), append(src[:4:4], src[7:]...))
	if d := cmp.Diff(want, data(last)); d != "" {
		t.Fatal(d)
	}
	quiet := run(t, s, compare("r4"), src)
	if d := cmp.Diff(want, data(quiet)); d != "" {
		t.Fatal(d)
	}
	for i, r := range all[tables.Run](t, quiet)[2:] {
		if n := int64(len(all[tables.Check](t, quiet))); r.Violations != n { // all of this corpus are violated
			t.Errorf("run %d: %d violations of %d", i, r.Violations, n)
		}
	}
}

func one(b bool) int { return int(truth(b)) }

// TestComparisonsNameBothReports: a row stands with the later report, behind its own relations, and leads to the number in the earlier one.
func TestComparisonsNameBothReports(t *testing.T) {
	snap := run(t, open(t, t.TempDir(), Options{Memory: 1 << 8}), Run{ID: "r", Version: "1", Comparer: chain{}}, coded(12, 12))
	documents, ordinals, issues := map[string]tables.Document{}, map[string]int32{}, map[string]bool{}
	for _, d := range all[tables.Document](t, snap) {
		documents[d.DocumentID] = d
		ordinals[d.DocumentID] = int32(d.Checks)
	}
	texts := map[string]string{}
	for _, x := range all[tables.Text](t, snap) {
		texts[x.DocumentID] = x.Text
	}
	n := 0
	for c, err := range Comparisons(snap, func(string) bool { return true }) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		later, earlier := documents[c.DocumentID], documents[c.EarlierID]
		if c.URI != later.URI || c.Issuer != later.Issuer || c.EarlierNumber != earlier.DocumentNumber || *c.EarlierDate != *earlier.DocumentDate {
			t.Errorf("%+v", c)
		}
		if c.Ordinal != ordinals[c.DocumentID] || issues[c.DocumentID+c.IssueID] || len(c.IssueID) != 32 {
			t.Errorf("ordinal %d, want %d; issue %s", c.Ordinal, ordinals[c.DocumentID], c.IssueID)
		}
		ordinals[c.DocumentID]++
		issues[c.DocumentID+c.IssueID] = true
		at := texts[c.EarlierID][*c.EarlierStart:] + " " + texts[c.DocumentID][*c.StatedStart:]
		var was, is string
		if _, err := fmt.Sscanf(c.Formula, "%s = %s", &was, &is); err != nil || at[:len(was)] != was || texts[c.DocumentID][*c.StatedStart:][:len(is)] != is {
			t.Errorf("%s does not stand at its places", c.Formula)
		}
	}
	one := ""
	for c, err := range Comparisons(snap, func(id string) bool { return one == "" || id == one }) {
		if one = c.DocumentID; err != nil || len(documents[one].URI) == 0 {
			t.Fatal(err)
		}
		n++
	}
	for _, err := range Comparisons(snap, func(string) bool { return false }) {
		t.Fatal("a report that nobody asked for", err)
	}
	if n < 20 {
		t.Errorf("%d relations", n)
	}
}
