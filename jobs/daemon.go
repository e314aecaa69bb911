package jobs

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"

	"solieu/pipeline"
	"solieu/schemas"
)

// Daemon runs jobs when they are due. A job never overlaps with itself, whatever becomes of its schedule; a panic, an error or a
// timeout of a run is that run's alone.
type Daemon struct {
	Run       Runner
	Watermark func(Job) (time.Time, error) // up to when a job has done its work; zero where it never has
	Log       zerolog.Logger
	Metrics   *Metrics
	Watchers  []Watcher          // of every run
	Notify    func(state string) // told READY=1, WATCHDOG=1 and STOPPING=1, the words of sd_notify(3); may be nil
	Watchdog  time.Duration      // how often it is told WATCHDOG=1; 0 means never

	ready atomic.Bool
}

// ErrStopped is why the attempts end that a stop did not wait for.
var ErrStopped = errors.New("stopped before the run was done: nothing was published")

// abortWithin is how long aborted runs may take to clean up.
const abortWithin = 5 * time.Second

// Ready reports whether jobs are started when they are due.
func (d *Daemon) Ready() bool { return d.ready.Load() }

// Serve runs the configuration's jobs until ctx ends; then it lets running jobs finish for [Config.StopWithin] and aborts the
// others, which is [ErrStopped]. A configuration that arrives by reload replaces the jobs; its address and number of parallel
// jobs take effect at the next start.
func (d *Daemon) Serve(ctx context.Context, c Config, reload <-chan Config) error {
	work, abort := context.WithCancelCause(context.WithoutCancel(ctx))
	defer abort(nil)
	s := &shift{daemon: d, work: work, stopping: make(chan struct{}), slots: make(chan struct{}, c.Parallel),
		busy: map[string]bool{}}
	start := time.Now()
	s.catchUp(c.Jobs, start)
	t := startTicker(c.Jobs, s.adopt(nil, c.Jobs, start), s.tick)
	d.announce(c, "started")
	d.ready.Store(true)
	d.notify("READY=1")
	alive := d.beats()
	defer alive.Stop()
	for {
		select {
		case <-alive.C:
			d.notify("WATCHDOG=1")
		case <-ctx.Done():
			d.ready.Store(false)
			d.notify("STOPPING=1")
			t.stop()
			return d.stop(s, c.StopWithin, abort)
		case next := <-reload:
			t.stop()
			now := time.Now()
			last := s.adopt(c.Jobs, next.Jobs, now)
			t = startTicker(next.Jobs, last, s.tick)
			s.resume(next.Jobs, last, now)
			c = next
			d.announce(c, "reloaded")
		}
	}
}

// beats ticks as often as the watchdog is to be told that the daemon still heeds its signals and its clock.
func (d *Daemon) beats() *time.Ticker {
	if d.Watchdog <= 0 {
		return &time.Ticker{} // never
	}
	return time.NewTicker(d.Watchdog)
}

func (d *Daemon) notify(state string) {
	if d.Notify != nil {
		d.Notify(state)
	}
}

// stop waits for the runs at work, and aborts them when it has waited long enough.
func (d *Daemon) stop(s *shift, within time.Duration, abort context.CancelCauseFunc) error {
	d.Log.Info().Dur("within_ms", within).Msg("stopping")
	s.close()
	done := make(chan struct{})
	go func() {
		s.runs.Wait()
		close(done)
	}()
	select {
	case <-done:
		d.Log.Info().Msg("stopped")
		return nil
	case <-time.After(within):
	}
	abort(ErrStopped)
	select {
	case <-done:
	case <-time.After(abortWithin):
	}
	return ErrStopped
}

func (d *Daemon) announce(c Config, what string) {
	d.Metrics.next.Reset()
	now := time.Now()
	for _, j := range c.Jobs {
		d.schedule(j, now)
		d.Log.Info().Str("job", j.Name).Str("schedule", j.Schedule.Expr).Str("timezone", j.Schedule.Zone.String()).
			Time("next", j.Next(now)).Str("config", c.File).Msg(what)
	}
}

// schedule tells the metrics when a job is due next.
func (d *Daemon) schedule(j Job, now time.Time) {
	if next := j.Next(now); !next.IsZero() {
		d.Metrics.next.WithLabelValues(j.Name).Set(float64(next.Unix()))
	}
}

// missed asks for a job's watermark and returns the times that it has to catch up on.
func (d *Daemon) missed(j Job, now time.Time) []time.Time {
	mark, err := d.Watermark(j)
	if err != nil {
		d.Log.Error().Str("job", j.Name).Err(err).Msg("no watermark: nothing is caught up on")
		return nil
	}
	if !mark.IsZero() {
		d.Metrics.lastSuccess.WithLabelValues(j.Name).Set(float64(mark.Unix()))
	}
	times, given := Missed(j, mark, now)
	if len(times) > 0 {
		d.Log.Info().Str("job", j.Name).Time("watermark", mark).Str("policy", string(j.CatchUp.Policy)).Int("runs", len(times)).Int("given_up", given).Msg("catching up")
	}
	return times
}

// run makes one run of a job, with its retries, and tells how it went.
func (d *Daemon) run(ctx context.Context, stop <-chan struct{}, j Job, due time.Time) {
	first := Attempt{Job: j, ID: RunID(due), Due: due, Number: 1}
	log := d.Log.With().Str("run", first.ID).Str("job", j.Name).Logger()
	watchers := slices.Concat([]Watcher{d.Metrics}, d.Watchers, []Watcher{told{log}})
	Whole(ctx, stop, first, d.Run, rand.Float64, func(a Attempt, err error, pause time.Duration) {
		d.Metrics.retries.WithLabelValues(j.Name).Inc()
		withStack(log.Warn(), err).Int("attempt", a.Number).Dur("pause_ms", pause).Err(err).Msg("attempt failed")
	}, watchers...)
	d.schedule(j, time.Now())
}

// told writes to the log how a run of the daemon ended, where that is not well.
type told struct{ log zerolog.Logger }

func (t told) Began(ctx context.Context, _ Attempt, _ time.Time) context.Context { return ctx }

func (t told) Ended(_ context.Context, r *Result) {
	switch r.Outcome {
	case pipeline.Failed:
		withStack(t.log.Error(), r.Err).Err(r.Err).Dur("took_ms", r.Ended.Sub(r.Started)).Msg("run failed")
	case Flagged:
		t.log.Error().Int("snapshot", r.Report.Snapshot).Str("fail_on", r.Job.FailOn).Msg("run published, with checks at or above fail_on")
	}
}

// withStack adds the stack of a panic to an event.
func withStack(e *zerolog.Event, err error) *zerolog.Event {
	if p := new(PanicError); errors.As(err, &p) {
		return e.Str("stack", p.Stack)
	}
	return e
}

// Flagged is the outcome of a run that was published with checks at or above the job's fail_on. The others are the pipeline's.
const Flagged = "flagged"

// Outcome says how a run of the job ended: [pipeline.Published], [Flagged] or [pipeline.Failed].
func Outcome(j Job, r *pipeline.Report, err error) string {
	switch {
	case err != nil || r == nil:
		return pipeline.Failed
	case FailsOn(r, j.FailOn):
		return Flagged
	}
	return pipeline.Published
}

// FailsOn reports whether checks of the severity that failOn names (error, warning or never), or of a worse one, exist that nobody
// accepted.
func FailsOn(r *pipeline.Report, failOn string) bool {
	switch failOn {
	case "error":
		return r.Open(schemas.SeverityError) > 0
	case "warning":
		return r.Open(schemas.SeverityWarning) > 0
	}
	return false
}
