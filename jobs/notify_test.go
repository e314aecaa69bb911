package jobs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"solieu/jobs/notice"
	"solieu/load"
	"solieu/pipeline"
	"solieu/pipeline/audit"
	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/schemas/tables"
)

// mailbox takes notices, unless it is shut.
type mailbox struct {
	got  []string
	shut bool
}

func (m *mailbox) String() string { return "mailbox" }

func (m *mailbox) Deliver(_ context.Context, n notice.Notice, t notice.Text) error {
	if m.shut {
		return errors.New("shut")
	}
	m.got = append(m.got, strings.TrimSpace(fmt.Sprintf("%s %d", n.Event, n.New)))
	if t.Subject == "" || t.Body == "" {
		return errors.New("without words")
	}
	return nil
}

// wrong finds in each document the violation that its first byte names, but for a dot.
type wrong struct{ reports }

func (wrong) Extract(_ context.Context, d schemas.Document) (schemas.Extraction, error) {
	d.Meta.Number = d.Text[:1] // tells the issues apart
	return schemas.Extraction{Document: d}, nil
}

func (wrong) Transform(_ context.Context, ex schemas.Extraction) (schemas.Assessment, error) {
	a := schemas.Assessment{Document: ex.Document.ID}
	if ex.Document.Text[0] != '.' {
		a.Checks = append(a.Checks, schemas.Check{Kind: "sum", Outcome: schemas.Violated, Severity: schemas.SeverityError, Stated: -1})
	}
	return a, nil
}

// letters is a run over documents of a letter each.
func letters(ctx context.Context, out string, a Attempt, texts string) (*pipeline.Report, error) {
	var inputs []pipeline.Input
	for _, letter := range texts {
		inputs = append(inputs, pipeline.Bytes(string(letter), []byte(string(letter)+"\n")))
	}
	return Execute(ctx, Task{ID: a.ID, Job: a.Job.Name, Version: "1", Lexicon: &lexicon.Lexicon{Digest: "d"}, Out: out, Quarantine: 100, Inputs: inputs,
		Pipeline: pipeline.Pipeline{Reader: wrong{}, Extractor: wrong{}, Transformer: wrong{}}})
}

// issue is the id of the violation of a letter.
func issue(t *testing.T, letter string) string {
	t.Helper()
	out := t.TempDir()
	if _, err := letters(t.Context(), out, Attempt{ID: "x"}, letter); err != nil {
		t.Fatal(err)
	}
	s, err := storeOf(t, out).Current()
	if err != nil {
		t.Fatal(err)
	}
	for c := range load.ReadTable[tables.Check](s) {
		return c.IssueID
	}
	t.Fatal("no violation")
	return ""
}

// TestNotifier: each change is told once, and again only to those who could not be reached.
func TestNotifier(t *testing.T) {
	out := t.TempDir()
	box, other := &mailbox{}, &mailbox{}
	every := []notice.Event{notice.Failed, notice.Recovered, notice.Violations}
	j := config(t, `schedule: "@daily"`).Jobs[0]
	j.Out, j.Notify = out, []Notify{{box, every, "vi"}, {other, []notice.Event{notice.Failed}, "en"}}
	j.Waivers = []audit.Waiver{{Issue: issue(t, "w"), Until: schemas.Date{Year: 2026, Month: 12, Day: 31}}, {Issue: issue(t, "x"), Until: schemas.Date{Year: 2025, Month: 12, Day: 31}}}
	var log bytes.Buffer
	watchers := []Watcher{Recorder{Log: zerolog.New(&log)}, Notifier{Log: zerolog.New(&log), Today: func() schemas.Date { return schemas.Date{Year: 2026, Month: 6, Day: 1} }}}
	at := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name  string
		texts string // the documents of the run, a letter each; empty: it fails
		err   error
		shut  bool
		box   []string
		other []string
	}{
		{"the first run, all well", ".", nil, false, nil, nil},
		{"the first failure", "", errors.New("away"), false, []string{"failed 0"}, []string{"failed 0"}},
		{"the second in a row", "", errors.New("away"), false, nil, nil},
		{"a stop is no change", "", ErrStopped, false, nil, nil},
		{"well again, with something found", ".a", nil, false, []string{"recovered 0", "violations 1"}, nil},
		{"still there", ".a", nil, false, nil, nil},
		{"accepted, accepted until last year", ".awx", nil, false, []string{"violations 1"}, nil},
		{"one more, but the box is shut", ".abwx", nil, true, nil, nil},
		{"one more, still shut", ".abcwx", nil, true, nil, nil},
		{"the box is open again", ".abcwx", nil, false, []string{"violations 2"}, nil},
		{"a failure, but the box is shut", "", errors.New("away"), true, nil, []string{"failed 0"}},
		{"the box is open again, still failing", "", errors.New("away"), false, []string{"failed 0"}, nil},
		{"well again", ".abcwx", nil, false, []string{"recovered 0"}, nil},
	} {
		at = at.Add(time.Hour)
		box.got, box.shut, other.got = nil, c.shut, nil
		run := func(ctx context.Context, a Attempt) (*pipeline.Report, error) {
			if c.err != nil {
				return nil, c.err
			}
			return letters(ctx, out, a, c.texts)
		}
		r := Whole(t.Context(), nil, Attempt{Job: j, ID: RunID(at), Due: at, Number: 1}, run, func() float64 { return 0 }, nil, watchers...)
		if c.err == nil && r.Err != nil {
			t.Fatal(r.Err)
		}
		if diff := cmp.Diff(c.box, box.got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if diff := cmp.Diff(c.other, other.got); diff != "" {
			t.Errorf("%s, the other: %s", c.name, diff)
		}
		if shut := strings.Contains(log.String(), "nobody was told"); shut != (c.shut && c.name != "") {
			t.Errorf("%s: %s", c.name, &log)
		}
		log.Reset()
	}
}
