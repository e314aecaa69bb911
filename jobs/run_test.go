package jobs

import (
	"context"
	"errors"
	"testing"
	"time"

	"solieu/load"
	"solieu/pipeline"
	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/schemas/tables"
)

func TestQuarantined(t *testing.T) {
	for _, c := range []struct {
		name              string
		sources, rejected int
		none              int // of the rejected, folders without reports
		limit             float64
		stops             bool
	}{
		{"nothing came", 0, 0, 0, 0, false},
		{"nothing rejected", 10, 0, 0, 0, false},
		{"as many as allowed", 10, 2, 0, 20, false},
		{"one more", 10, 3, 0, 20, true},
		{"any is too many", 1000, 1, 0, 0, true},
		{"any number is fine", 10, 10, 0, 100, false},
		{"an empty folder is no document", 1, 1, 1, 0, false},
		{"an empty folder hides no fault", 2, 2, 1, 50, true},
	} {
		r := &pipeline.Report{Sources: c.sources, Rejected: c.rejected, Rejects: []pipeline.RejectCount{
			{Reason: schemas.RejectEmpty, Count: c.rejected - c.none}, {Reason: schemas.RejectNoSource, Count: c.none}}}
		err := quarantined(r, c.limit)
		if q := new(QuarantineError); errors.As(err, &q) != c.stops {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// reports reads bytes as a document, and finds nothing in it.
type reports struct{}

func (reports) Read(_ context.Context, uri string, data []byte) ([]schemas.Document, error) {
	return []schemas.Document{{URI: uri, Text: string(data), Bytes: int64(len(data)), ID: schemas.DocumentID{data[0]}}}, nil
}

func (reports) Extract(_ context.Context, d schemas.Document) (schemas.Extraction, error) {
	return schemas.Extraction{Document: d}, nil
}

// TestExecute: what is published is remembered as the watermark of its job; what is not leaves no trace and no lock.
func TestExecute(t *testing.T) {
	out := t.TempDir()
	stage := pipeline.Pipeline{Reader: reports{}, Extractor: reports{}}
	due := time.Date(2026, 1, 31, 18, 30, 0, 0, time.UTC)
	task := func(job string, at time.Time) Task {
		return Task{ID: RunID(at), Job: job, Version: "1", Lexicon: &lexicon.Lexicon{Digest: "d"}, Pipeline: stage, Out: out, Quarantine: 100,
			Inputs: []pipeline.Input{pipeline.Bytes("a", []byte("a")), {URI: "b", Reject: &schemas.Reject{Reason: schemas.RejectUnreadable}}}}
	}
	mark := func(job string) time.Time {
		t.Helper()
		m, err := Watermark(t.Context(), out, job)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	if m := mark("nightly"); !m.IsZero() {
		t.Errorf("watermark %s of an empty dataset", m)
	}
	strict := task("nightly", due)
	strict.Quarantine = 10
	if r, err := Execute(t.Context(), strict); !errors.As(err, new(*QuarantineError)) || r == nil || r.Outcome != pipeline.Failed {
		t.Errorf("%v, report %v", err, r)
	}
	broken := task("nightly", due)
	broken.Pipeline.Options.Observe = func(pipeline.Item) { panic("while the lock is held") }
	if _, err := try(t.Context(), Attempt{Job: Job{Timeout: time.Hour}}, func(ctx context.Context, _ Attempt) (*pipeline.Report, error) {
		return Execute(ctx, broken)
	}); !errors.As(err, new(*PanicError)) {
		t.Errorf("%v is no panic", err)
	}
	if m := mark("nightly"); !m.IsZero() {
		t.Errorf("watermark %s of failed runs", m)
	}
	for _, c := range []struct {
		job string
		at  time.Time
	}{{"nightly", due}, {"other", due.Add(time.Hour)}, {"nightly", due.Add(-48 * time.Hour)}} {
		r, err := Execute(t.Context(), task(c.job, c.at))
		if err != nil || r.Outcome != pipeline.Published || r.Rejected != 1 {
			t.Fatalf("%v, report %+v", err, r)
		}
	}
	if m := mark("nightly"); !m.Equal(due) {
		t.Errorf("watermark %s, want %s", m, due)
	}
	if m := mark("nobody"); !m.IsZero() {
		t.Errorf("watermark %s of a job that never ran", m)
	}
	if s, err := storeOf(t, out).Current(); err != nil || s.Number != 3 {
		t.Errorf("snapshot %d, %v", s.Number, err)
	}
}

func TestDue(t *testing.T) {
	at := time.Date(2026, 1, 31, 18, 30, 0, 0, time.UTC)
	if got := due(tables.Run{RunID: RunID(at.In(zone(t, DefaultZone)))}); !got.Equal(at) {
		t.Errorf("of an identifier: %s", got)
	}
	if got := due(tables.Run{RunID: "other", StartedAt: &at}); !got.Equal(at) {
		t.Errorf("of another identifier: %s", got)
	}
	if a, b := RunID(at), RunID(at.Add(time.Second)); a >= b {
		t.Errorf("%s is not before %s", a, b)
	}
}

func storeOf(t *testing.T, out string) *load.Store {
	t.Helper()
	s, err := load.Open(out, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}
