package jobs

import (
	"context"
	"time"

	"solieu/pipeline"
)

// Result is how a run ended. The attempt is its last.
type Result struct {
	Attempt
	Started, Ended time.Time
	Outcome        string           // [pipeline.Published], [Flagged] or [pipeline.Failed]
	Report         *pipeline.Report // nil where the run failed before it had one
	Err            error            // nil unless it failed

	Undelivered []string // whom the [Notifier] could not tell of what; the next run tells them
	TellFrom    int      // the snapshot from which violations are new to them; 0 where nobody waits for any
}

// Watcher is told of runs. What it does with them must not change them, and it must not take long: the job counts as being at
// work until it returns.
type Watcher interface {
	Began(ctx context.Context, first Attempt, started time.Time) context.Context // the run works in the context that it returns
	Ended(context.Context, *Result)
}

// Whole makes a run: attempts until one succeeds ([Persist]), in sight of the watchers, who are told in the order given that the
// run began and in the reverse order how it ended.
func Whole(ctx context.Context, stop <-chan struct{}, first Attempt, run Runner, random func() float64, failed func(Attempt, error, time.Duration), watchers ...Watcher) Result {
	r := Result{Attempt: first, Started: time.Now()}
	for _, w := range watchers {
		ctx = w.Began(ctx, first, r.Started)
	}
	noted := func(ctx context.Context, a Attempt) (*pipeline.Report, error) {
		r.Attempt = a
		return traced(ctx, a, run)
	}
	r.Report, r.Err = Persist(ctx, stop, first, noted, random, failed)
	r.Ended, r.Outcome = time.Now(), Outcome(first.Job, r.Report, r.Err)
	ctx = context.WithoutCancel(ctx) // an aborted run is told of as well
	for i := len(watchers) - 1; i >= 0; i-- {
		watchers[i].Ended(ctx, &r)
	}
	return r
}
