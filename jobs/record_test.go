package jobs

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"solieu/pipeline"
	"solieu/schemas/lexicon"
)

// TestRecords: every run leaves a record and its log, whatever became of it; a published run whose record is gone is still known.
func TestRecords(t *testing.T) {
	out := t.TempDir()
	j := config(t, `schedule: "@daily"`, "retries: {max: 1, backoff: 1ms}").Jobs[0]
	j.Out = out
	var journal Journal
	log := zerolog.New(&journal)
	watchers := []Watcher{&journal, Recorder{Version: "1", Lexicon: "d", Log: log}}
	at := time.Date(2026, 1, 31, 18, 30, 0, 0, time.UTC)
	run := func(due time.Time, run Runner) Result {
		t.Helper()
		none := func(Attempt, error, time.Duration) {}
		return Whole(t.Context(), nil, Attempt{Job: j, ID: RunID(due), Due: due, Number: 1}, run, func() float64 { return 0 }, none, watchers...)
	}
	good := func(ctx context.Context, a Attempt) (*pipeline.Report, error) {
		log.Info().Str("run", a.ID).Msg("here")
		log.Info().Str("run", "another").Msg("there")
		return Execute(ctx, Task{ID: a.ID, Job: a.Job.Name, Version: "1", Lexicon: &lexicon.Lexicon{Digest: "d"}, Out: out, Quarantine: 100,
			Pipeline: pipeline.Pipeline{Reader: reports{}, Extractor: reports{}}, Inputs: []pipeline.Input{pipeline.Bytes("a", []byte("a"))}})
	}
	bad := func(context.Context, Attempt) (*pipeline.Report, error) { return nil, errors.New("the disk is full") }
	first, second := run(at, good), run(at.Add(time.Hour), bad)

	r, err := ReadRecord(out, first.ID)
	if err != nil || r.Outcome != pipeline.Published || r.Attempts != 1 || r.Report.Documents != 1 || r.Config != j.Config || *r.Coverage != 1 || !r.Due.Equal(at) {
		t.Errorf("%+v, %v", r, err)
	}
	r, err = ReadRecord(out, second.ID)
	if err != nil || r.Outcome != pipeline.Failed || r.Attempts != 2 || r.Error != "the disk is full" || r.Report != nil {
		t.Errorf("%+v, %v", r, err)
	}
	if text, err := RunLog(out, first.ID); err != nil || !strings.Contains(string(text), "here") || strings.Contains(string(text), "there") {
		t.Errorf("log %s, %v", text, err)
	}
	if err := os.Remove(filepath.Join(out, "runs", first.ID+".json")); err != nil {
		t.Fatal(err)
	}
	all, err := History(t.Context(), out, "a")
	if err != nil || len(all) != 2 || all[0].Run != first.ID || all[0].Outcome != pipeline.Published || all[1].Run != second.ID {
		t.Errorf("history %+v, %v", all, err)
	}
	if all, err := History(t.Context(), out, "other"); err != nil || len(all) != 0 {
		t.Errorf("history of another job %+v, %v", all, err)
	}
	for _, id := range []string{RunID(at), "../" + first.ID, ""} {
		if _, err := ReadRecord(out, id); !errors.Is(err, ErrNoRun) {
			t.Errorf("%q: %v", id, err)
		}
	}
}

// TestForget: a dataset does not remember for ever, and forgets nothing but runs.
func TestForget(t *testing.T) {
	dir := t.TempDir()
	for i := range 5 {
		for _, end := range []string{".json", ".jsonl"} {
			if end == ".json" && i == 1 {
				continue // it was killed
			}
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("2026010%dT000000Z-0000%s", i+1, end)), nil, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "notes.json"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := forget(dir, 2); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(left) != 5 {
		t.Errorf("left: %v, %v", left, err)
	}
}

// TestWatermarkOfBackfill: a backfill does not stand for a night.
func TestWatermarkOfBackfill(t *testing.T) {
	out := t.TempDir()
	_, err := Execute(t.Context(), Task{ID: RunID(time.Now()) + backfilled, Job: "a", Version: "1", Lexicon: &lexicon.Lexicon{Digest: "d"}, Out: out, Quarantine: 100,
		Pipeline: pipeline.Pipeline{Reader: reports{}, Extractor: reports{}}, Inputs: []pipeline.Input{pipeline.Bytes("a", []byte("a"))}})
	if err != nil {
		t.Fatal(err)
	}
	if at, err := Watermark(t.Context(), out, "a"); err != nil || !at.IsZero() {
		t.Errorf("watermark %s, %v", at, err)
	}
}
