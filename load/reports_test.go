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
	for _, f := range first.Manifest.Files {
		between += one(f.Between != nil && path.Base(f.Path) == partName)
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

// TestOnlyChangedComparisonsAreWritten: a report that changes what follows for another partition has that one written anew, and no more.
func TestOnlyChangedComparisonsAreWritten(t *testing.T) {
	compare := func(id string) Run { return Run{ID: id, Version: "1", Comparer: chain{}} }
	src := coded(9, 20)
	s := open(t, t.TempDir(), Options{})
	before := run(t, s, compare("1"), src[:8])
	after := run(t, s, compare("2"), src)
	was, kept, written := data(before), 0, 0
	for p, sum := range data(after) {
		if (File{Path: p}).Table() != "checks" {
			continue
		}
		if was[p] == sum {
			kept++
		} else {
			written++
		}
	}
	if kept == 0 || written == 0 {
		t.Errorf("%d partitions of checks are kept, %d written", kept, written)
	}
	if d := cmp.Diff(data(run(t, open(t, t.TempDir(), Options{}), compare("3"), src)), data(after)); d != "" {
		t.Error(d)
	}
	none := run(t, s, Run{ID: "4", Version: "1"}, src)
	if d := cmp.Diff(data(run(t, open(t, t.TempDir(), Options{}), Run{ID: "5", Version: "1"}, src)), data(none)); d != "" {
		t.Error("relations between reports stay though nobody compares:", d)
	}
	if d := cmp.Diff(data(after), data(run(t, s, compare("6"), src))); d != "" {
		t.Error("nothing is compared where the snapshot before had not been:", d)
	}
}

func no(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestFormerLayoutOfComparisons: a snapshot of an earlier program, whose relations between reports lie in files of their own, can be read, and the
// next run makes of it what a full one would.
func TestFormerLayoutOfComparisons(t *testing.T) {
	ctx, src := t.Context(), coded(9, 20)
	compare := func(id string) Run { return Run{ID: id, Version: "1", Lexicon: dictionary(), Comparer: chain{}} }
	s := open(t, t.TempDir(), Options{})
	now := run(t, s, compare("1"), src[:8])
	parts := map[string][]tables.Check{}
	want := 0
	for c, err := range Comparisons(now, func(string) bool { return true }) {
		if err != nil {
			t.Fatal(err)
		}
		parts[c.Partition] = append(parts[c.Partition], c.Check)
		want++
	}
	b := newBuilder(ctx, s.disk, s.snapshotDir(2)+partialSuffix, now)
	for _, f := range now.Manifest.Files {
		if f.Path == LogName {
			continue
		}
		if f.Table() != "checks" {
			no(t, b.carry(f))
			continue
		}
		within := filter(readParquet[tables.Check](now.Path(f)), func(c *tables.Check) bool { return c.EarlierID == "" })
		no(t, writeAs[tables.Check](b, path.Join(f.Partition(), partName), within))
		if between := parts[f.Partition()]; len(between) > 0 {
			no(t, writeAs[tables.Check](b, path.Join(f.Partition(), formerName), values(between)))
		}
	}
	m := now.Manifest
	m.Snapshot, m.Parent, m.Log, m.Compared = 2, 1, nil, false
	former, err := s.publish(b, m)
	must(t, former, err)
	count := func(snap Snapshot) (n int) {
		for _, err := range Comparisons(snap, func(string) bool { return true }) {
			if n++; err != nil {
				t.Fatal(err)
			}
		}
		return n
	}
	if count(former) != want || want == 0 {
		t.Fatalf("%d of %d relations", count(former), want)
	}
	quiet := run(t, s, compare("3"), src[:8])
	if d := cmp.Diff(data(now), data(quiet)); d != "" {
		t.Error(d)
	}
	if rows := all[tables.Run](t, quiet); rows[len(rows)-1].Violations != rows[0].Violations {
		t.Errorf("%d violations, want %d", rows[len(rows)-1].Violations, rows[0].Violations)
	}
	full := run(t, s, compare("4"), src)
	if d := cmp.Diff(data(run(t, open(t, t.TempDir(), Options{}), compare("5"), src)), data(full)); d != "" {
		t.Error(d)
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
