package jobs

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"solieu/jobs/lineage"
	"solieu/jobs/source"
	"solieu/load/remote"
	"solieu/pipeline"
	"solieu/schemas"
	"solieu/schemas/tables"
)

// Trail tells lineage servers of runs: where a job's data comes from, what became of it, and how good it is.
type Trail struct {
	Version string
	Log     zerolog.Logger
}

// sendWithin bounds the sending of one event.
const sendWithin = 20 * time.Second

// Began implements [Watcher].
func (t Trail) Began(ctx context.Context, first Attempt, started time.Time) context.Context {
	t.send(ctx, first, t.run(first), lineage.Start, started)
	return ctx
}

// Ended implements [Watcher].
func (t Trail) Ended(ctx context.Context, r *Result) {
	run, state := t.run(r.Attempt), lineage.Complete
	switch {
	case r.aborted():
		state = lineage.Abort
	case r.Outcome == pipeline.Failed:
		state = lineage.Fail
	}
	if r.Err != nil {
		run.Error = r.Err.Error()
		if p := new(PanicError); errors.As(r.Err, &p) {
			run.Stack = p.Stack
		}
	}
	if r.Report != nil {
		run.Assertions = assertions(r.Report)
	}
	if state == lineage.Complete && r.Job.Lineage != nil {
		var err error
		if run.Tables, err = written(ctx, r); err != nil {
			t.Log.Warn().Str("run", r.ID).Err(err).Msg("the lineage names no tables")
		}
		run.Snapshot = strconv.Itoa(r.Report.Snapshot)
	}
	t.send(ctx, r.Attempt, run, state, r.Ended)
}

func (t Trail) run(a Attempt) lineage.Run {
	run := lineage.Run{ID: a.ID, Job: a.Job.Name, Version: t.Version, Due: a.Due}
	for _, s := range a.Job.Sources {
		run.Sources = append(run.Sources, named(s))
	}
	return run
}

func (t Trail) send(ctx context.Context, a Attempt, run lineage.Run, state lineage.State, at time.Time) {
	to := a.Job.Lineage
	if to == nil {
		return
	}
	run.Namespace = to.Namespace
	ctx, cancel := context.WithTimeout(ctx, sendWithin)
	defer cancel()
	if err := to.Send(ctx, run.Event(state, at)); err != nil {
		t.Log.Warn().Str("run", a.ID).Str("job", a.Job.Name).Str("event", string(state)).Err(err).Msg("the lineage could not be told")
	}
}

// named is a source as OpenLineage names datasets.
func named(s source.Source) lineage.Name {
	if s.URL == "" {
		return lineage.Name{Namespace: "file", Name: filepath.ToSlash(s.Path)}
	}
	u, err := url.Parse(s.URL)
	if err != nil {
		return lineage.Name{Namespace: "file", Name: s.URL}
	}
	return lineage.Name{Namespace: u.Scheme + "://" + u.Host, Name: strings.TrimPrefix(u.Path, "/")}
}

// assertions is what a run says of the quality of its sources.
func assertions(r *pipeline.Report) []lineage.Assertion {
	const all = " (all sources of the run together)"
	test := func(name, severity string, want, got int, description string) lineage.Assertion {
		return lineage.Assertion{Name: name, Success: want == got, Severity: severity, Expected: strconv.Itoa(want), Actual: strconv.Itoa(got), Description: description + all}
	}
	return []lineage.Assertion{
		test("sources_readable", "warn", 0, r.Rejected, "sources that were set aside"),
		test("numerals_accounted_for", "error", r.Numerals, r.Accounted, "numerals with a class"),
		test("arithmetic_holds", "error", 0, r.Open(schemas.SeverityError), "violated checks of severity error or worse that nobody accepted"),
		test("arithmetic_plausible", "warn", 0, r.Open(schemas.SeverityWarning), "violated checks of severity warning or worse that nobody accepted"),
	}
}

// written lists the tables of the snapshot that a run published.
func written(ctx context.Context, r *Result) ([]lineage.Table, error) {
	store, done, err := dataset(ctx, r.Job.Out, false)
	if err != nil {
		return nil, err
	}
	defer done()
	s, err := store.Snapshot(r.Report.Snapshot)
	if err != nil {
		return nil, err
	}
	place := lineage.Name{Namespace: "file", Name: filepath.ToSlash(r.Job.Out)}
	if remote.Is(r.Job.Out) {
		place = named(source.Source{URL: r.Job.Out})
	}
	var all []lineage.Table
	for _, t := range tables.All() {
		out := lineage.Table{Name: lineage.Name{Namespace: place.Namespace, Name: path.Join(place.Name, "current", t.Name)}}
		for _, c := range append(append([]tables.Column{}, t.Partition...), t.Columns...) {
			out.Fields = append(out.Fields, lineage.Field{Name: c.Name, Type: string(c.Type), Description: fmt.Sprintf("%s / %s", c.MeaningVI, c.MeaningEN)})
		}
		for _, f := range s.Files(t.Name) {
			out.Rows, out.Bytes, out.Files = out.Rows+f.Rows, out.Bytes+f.Bytes, out.Files+1
		}
		all = append(all, out)
	}
	return all, nil
}
