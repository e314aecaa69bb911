package jobs

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"solieu/jobs/lineage"
	"solieu/jobs/source"
	"solieu/pipeline"
	"solieu/schemas/tables"
)

// trail returns the events of a run that publishes and flags, one that fails, one that panics and one that is stopped, a JSON line each.
// SOLIEU_LINEAGE keeps them for a validator.
func trail(t *testing.T) string {
	t.Helper()
	out := t.TempDir()
	j := config(t, `schedule: "@daily"`).Jobs[0]
	file := filepath.Join(t.TempDir(), "events.jsonl")
	if keep := os.Getenv("SOLIEU_LINEAGE"); keep != "" {
		file = keep
	}
	j.Out, j.Lineage = out, &lineage.Target{Namespace: "test", File: file}
	j.Sources = []source.Source{{Path: "/data/in"}, {URL: "s3://lake/reports/"}, {URL: "https://example.vn/list.txt", List: true}}
	at := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	run := func(run Runner) {
		at = at.Add(time.Hour)
		Whole(t.Context(), nil, Attempt{Job: j, ID: RunID(at), Due: at, Number: 1}, run, nil, nil, Trail{Version: "1.0", Log: zerolog.Nop()})
	}
	run(func(ctx context.Context, a Attempt) (*pipeline.Report, error) { return letters(ctx, out, a, ".a") })
	run(func(context.Context, Attempt) (*pipeline.Report, error) { return nil, errors.New("away") })
	run(func(context.Context, Attempt) (*pipeline.Report, error) { panic("odd") })
	run(func(context.Context, Attempt) (*pipeline.Report, error) { return nil, ErrStopped })

	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestTrail: each run has a START and an end, tied by the run's id; the end of a published run names its tables with their columns and
// rows, and says what was wrong with the sources.
func TestTrail(t *testing.T) {
	var events []lineage.Event
	var states []string
	for line := range strings.Lines(trail(t)) {
		var e lineage.Event
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		events, states = append(events, e), append(states, string(e.Type))
	}
	if diff := cmp.Diff([]string{"START", "COMPLETE", "START", "FAIL", "START", "FAIL", "START", "ABORT"}, states); diff != "" {
		t.Fatal(diff)
	}
	for i := 0; i < len(events); i += 2 {
		if a, b := events[i].Run.ID, events[i+1].Run.ID; a != b || i > 0 && a == events[i-1].Run.ID {
			t.Errorf("the runs %s and %s", a, b)
		}
	}
	done := events[1]
	if n := len(done.Inputs); n != 3 || done.Inputs[1].Namespace != "s3://lake" || done.Inputs[1].Name != "reports/" || done.Inputs[0].Input.Assertions.Assertions[2].Success {
		t.Errorf("inputs %+v", done.Inputs)
	}
	if n := len(done.Outputs); n != len(tables.All()) {
		t.Errorf("%d outputs", n)
	}
	for _, o := range done.Outputs {
		if strings.HasSuffix(o.Name, "/current/checks") && (o.Output.Statistics.Rows != 1 || o.Facets.Version.Version != "1" || o.Facets.Schema.Fields[0].Name != "year") {
			t.Errorf("checks %+v %+v", o.Output, o.Facets)
		}
	}
	if e := events[5].Run.Facets.Error; e == nil || !strings.Contains(e.Message, "odd") || !strings.Contains(e.Stack, "trail_test.go") {
		t.Errorf("the panic %+v", e)
	}
}

// TestTrailByServer: events are posted with the key; a server that refuses does not disturb the run.
func TestTrailByServer(t *testing.T) {
	var got []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.Header.Get("Authorization")+" "+r.Header.Get("Content-Type"))
		w.WriteHeader(http.StatusForbidden)
	}))
	defer server.Close()
	j := config(t, `schedule: "@daily"`).Jobs[0]
	j.Lineage = &lineage.Target{Namespace: "test", URL: server.URL + "?token=hidden", Key: "key", Client: server.Client()}
	var log strings.Builder
	r := Whole(t.Context(), nil, Attempt{Job: j, ID: "x", Number: 1}, func(context.Context, Attempt) (*pipeline.Report, error) { return nil, errors.New("away") }, nil, nil,
		Trail{Version: "1.0", Log: zerolog.New(&log)})
	if diff := cmp.Diff([]string{"Bearer key application/json", "Bearer key application/json"}, got); diff != "" || r.Err.Error() != "away" {
		t.Error(diff, r.Err)
	}
	if !strings.Contains(log.String(), "403") || strings.Contains(log.String(), "hidden") {
		t.Error(log.String())
	}
}
