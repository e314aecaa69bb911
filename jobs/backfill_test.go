package jobs

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"solieu/pipeline"
	"solieu/schemas"
	"solieu/schemas/lexicon"
)

// TestBackfillResumes: interrupted after any number of days, a backfill that is started again reads each source exactly once.
func TestBackfillResumes(t *testing.T) {
	var inputs []pipeline.Input
	for i, name := range []string{"a", "b", "c", "d"} {
		in := pipeline.Bytes(name, []byte(name))
		in.Modified = time.Date(2026, 1, 1+i/2, 12, 0, 0, 0, time.UTC)
		inputs = append(inputs, in)
	}
	inputs = append(inputs, pipeline.Bytes("e", []byte("e"))) // nobody knows since when
	stage := pipeline.Pipeline{Reader: reports{}, Extractor: reports{}}
	for stop := range 3 {
		out := t.TempDir()
		b := Backfill{Pipeline: stage, Version: "1", Lexicon: "d", Out: out, Zone: time.UTC, Days: Days{schemas.Date{Year: 2026, Month: 1, Day: 1}, schemas.Date{Year: 2026, Month: 1, Day: 31}}}
		var read []string
		days := func(limit int) {
			t.Helper()
			shares, undated, err := b.ByArrival(t.Context(), inputs)
			if err != nil || undated != 1 {
				t.Fatal(undated, err)
			}
			for _, s := range shares[:min(limit, len(shares))] {
				own := stage
				own.Options.Observe = func(it pipeline.Item) {
					if !it.Known {
						read = append(read, s.Day.String()+" "+it.URI)
					}
				}
				a := b.Attempt(Job{Name: "a", Out: out, Full: true, Prune: true}, s, time.Now())
				if a.Job.Full || a.Job.Prune || a.Due.Day() != s.Day.Day {
					t.Errorf("attempt %+v", a)
				}
				if _, err := Execute(t.Context(), Task{ID: a.ID, Job: "a", Version: "1", Lexicon: &lexicon.Lexicon{Digest: "d"}, Pipeline: own, Inputs: s.Inputs, Out: out, Quarantine: 100}); err != nil {
					t.Fatal(err)
				}
			}
		}
		days(stop)
		days(100)
		days(100)
		if diff := cmp.Diff([]string{"2026-01-01 a", "2026-01-01 b", "2026-01-02 c", "2026-01-02 d"}, read); diff != "" {
			t.Errorf("stopped after %d days: %s", stop, diff)
		}
	}
}

// TestBackfillArchive: an archive comes on its first day within the range, not before it.
func TestBackfillArchive(t *testing.T) {
	days := Days{schemas.Date{Year: 2026, Month: 1, Day: 5}, schemas.Date{Year: 2026, Month: 1, Day: 9}}
	day := func(d int) schemas.Date { return schemas.Date{Year: 2026, Month: 1, Day: d} }
	var first schemas.Date
	for _, d := range []int{2, 12, 8, 6, 7, 3} {
		if better(day(d), first, days) {
			first = day(d)
		}
	}
	if first != day(6) {
		t.Errorf("the archive comes on %s", first)
	}
	if days.has(schemas.Date{}) || days.has(day(4)) || !days.has(day(5)) || !days.has(day(9)) || days.has(day(10)) {
		t.Error("the range holds other days than its own")
	}
}

// TestBackfillAborts: the end of the context ends the sharing out.
func TestBackfillAborts(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	b := Backfill{Pipeline: pipeline.Pipeline{Reader: reports{}, Extractor: reports{}}, Out: t.TempDir(), Zone: time.UTC}
	if _, _, err := b.ByDocument(ctx, []pipeline.Input{pipeline.Bytes("a", []byte("a"))}); err == nil {
		t.Error("no error")
	}
}
