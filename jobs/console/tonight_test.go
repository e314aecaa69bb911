package console

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"solieu/jobs"
)

// TestFailedNight: a run that published nothing is told with its reason, until the job publishes again; one that was stopped by hand is not.
func TestFailedNight(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...) // at 01:30 UTC
	runs := filepath.Join(dir, "runs")
	if err := os.MkdirAll(runs, 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(name string, text []byte) {
		if err := os.WriteFile(filepath.Join(runs, name+".json"), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	failed := func(id, why string, hours time.Duration, aborted bool) {
		at := clockwork().Add(hours * time.Hour)
		text, err := json.Marshal(jobs.Record{Run: id, Job: "nightly", Started: at, Ended: at.Add(time.Hour), Outcome: "failed", Error: why, Aborted: aborted})
		if err != nil {
			t.Fatal(err)
		}
		write(id, text)
	}
	r := start(t, dir, Options{})
	failed("20260301T000000Z-0001", "source was away", -1, false)
	if page := r.get("/"); !strings.Contains(page, ">tốt<") || !strings.Contains(page, "source was away") {
		t.Error("a failure before the job published again: it is not listed, or still the job's state")
	}
	failed("20260302T000000Z-0002", "source <s3://x> is away", 1, false)
	failed("20260302T000000Z-0003", "stopped", 2, true)
	page := r.get("/")
	if state := first(t, `(?s)h-jobs(.*?)</table>`, page); strings.Contains(state, ">tốt<") || !strings.Contains(state, ">thất bại<") ||
		!strings.Contains(state, "10:30 01/03/2026") || !strings.Contains(page, "source &lt;s3://x&gt; is away") {
		t.Errorf("the job's state: %s", state)
	}
	if list := first(t, `(?s)h-runs(.*?)</table>`, page); strings.Count(list, "<tr>") != 4 || strings.Contains(list, "stopped") {
		t.Errorf("the runs: %s", list)
	}
	write("20260303T000000Z-0004", []byte("{"))
	if !strings.Contains(r.get("/"), ">tốt<") {
		t.Error("a broken record takes the page with it")
	}
}
