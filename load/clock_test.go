package load

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"solieu/schemas/tables"
)

// TestClockSetBack: snapshots keep their order and nothing is lost where the clock goes back between runs, and within one.
func TestClockSetBack(t *testing.T) {
	at := clock()
	hours := []int{0, 1, -30, -31, -1000, -999, 5, 4} // asked for at the start and the end of each run
	now := func() time.Time {
		h := hours[0]
		hours = hours[1:]
		return at.Add(time.Duration(h) * time.Hour)
	}
	s := open(t, t.TempDir(), Options{Now: now})
	src := corpus(4, 5)
	for i, id := range []string{"d", "b", "a", "c"} { // the names of runs are no order either
		snap := run(t, s, Run{ID: id, Version: "1"}, src[:i+1])
		if snap.Number != i+1 || snap.Rows("documents") != int64(i+1) {
			t.Fatalf("run %d published snapshot %d with %d documents", i+1, snap.Number, snap.Rows("documents"))
		}
	}
	last, err := s.Current()
	must(t, last, err)
	var ids string
	var before time.Time
	for i, r := range all[tables.Run](t, last) {
		ids += r.RunID
		if r.Snapshot != int64(i+1) || r.StartedAt.Before(before) || r.FinishedAt.Before(*r.StartedAt) {
			t.Errorf("run %d: snapshot %d from %s to %s, after %s", i+1, r.Snapshot, r.StartedAt, r.FinishedAt, before)
		}
		before = *r.FinishedAt
	}
	if ids != "dbac" {
		t.Error(ids)
	}
	scratch := open(t, t.TempDir(), Options{Now: clock})
	if d := cmp.Diff(data(run(t, scratch, Run{ID: "x", Version: "1"}, src)), data(last)); d != "" {
		t.Error(d)
	}
}
