package cmd

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"time"

	"github.com/spf13/cobra"

	"solieu/jobs"
	"solieu/pipeline"
)

func (e *env) jobsCommand() *cobra.Command {
	var name string
	c := &cobra.Command{
		Use:   "jobs",
		Short: "List the jobs of a configuration, when they are due, and how their runs went",
		Args:  cobra.NoArgs,
	}
	c.PersistentFlags().StringVar(&name, "config", configName, "the configuration file")
	c.AddCommand(e.jobsList(&name), e.jobsNext(&name), e.jobsHistory(&name), e.jobsLogs(&name))
	return c
}

// listedJob is a line of jobs list. Times are RFC 3339; null where there is none.
type listedJob struct {
	Job      string     `json:"job"`
	Schedule string     `json:"schedule"`
	Timezone string     `json:"timezone"`
	Next     *time.Time `json:"next"`
	Last     *time.Time `json:"last"` // the time that the last published run stands for
	Sources  []string   `json:"sources"`
	Out      string     `json:"out"`
}

func (e *env) jobsList(name *string) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "Print each job with its last and its next time, as JSON lines",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			config, err := e.config(*name)
			if err != nil {
				return err
			}
			lines, now := json.NewEncoder(e.stdout), time.Now()
			for _, j := range config.Jobs {
				last, err := jobs.Watermark(c.Context(), j.Out, j.Name)
				if err != nil {
					return err
				}
				l := listedJob{Job: j.Name, Schedule: j.Schedule.Expr, Timezone: j.Schedule.Zone.String(), Next: known(j.Next(now)),
					Last: known(last.In(j.Schedule.Zone)), Out: j.Out}
				for _, s := range j.Sources {
					l.Sources = append(l.Sources, s.String())
				}
				if err := lines.Encode(l); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func known(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func (e *env) jobsNext(name *string) *cobra.Command {
	var n int
	var after string
	c := &cobra.Command{
		Use:   "next [NAME…]",
		Short: "Print the next times of all jobs, or of those named, as JSON lines",
		RunE: func(_ *cobra.Command, names []string) error {
			wanted, err := e.wanted(*name, names)
			if err != nil {
				return err
			}
			from := time.Now()
			if after != "" {
				if from, err = time.Parse(time.RFC3339, after); err != nil {
					return usage("--after: %v", err)
				}
			}
			return e.times(wanted, from, n)
		},
	}
	c.Flags().IntVarP(&n, "count", "n", 1, "times per job")
	c.Flags().StringVar(&after, "after", "", "times after this one, as in 2026-01-31T00:00:00+07:00 (default: now)")
	return c
}

func (e *env) times(wanted []jobs.Job, from time.Time, n int) error {
	lines := json.NewEncoder(e.stdout)
	for _, j := range wanted {
		for i, t := 0, j.Next(from); i < n && !t.IsZero(); i, t = i+1, j.Next(t) {
			if err := lines.Encode(struct {
				Job  string    `json:"job"`
				Next time.Time `json:"next"`
			}{j.Name, t}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *env) noJob(name string, c jobs.Config) error {
	return usage(e.text("%s: không có công việc %q: xem solieu jobs list", "%s: there is no job %q: see solieu jobs list"), c.File, name)
}

// runJob is run --job: one run of a job as the daemon would make it, now.
func (e *env) runJob(c *cobra.Command, args []string, f runFlags) error {
	if len(args) > 0 {
		return usage(e.text("--job đã nêu nguồn trong cấu hình: bỏ %q", "--job has its sources in the configuration: leave out %q"), args)
	}
	config, err := e.config(f.config)
	if err != nil {
		return err
	}
	j, ok := config.Job(f.job)
	if !ok {
		return e.noJob(f.job, config)
	}
	if j, err = override(c, j, f); err != nil {
		return err
	}
	if f.dryRun {
		inputs, done, err := planned(c.Context(), j)
		if err != nil {
			return err
		}
		defer done()
		return e.dryRun(c.Context(), inputs, runFlags{out: j.Out, workers: workersOf(j), full: j.Full, prune: j.Prune, rules: j.Rules}, j.Reading)
	}
	eng, err := e.engineOf(j)
	if err != nil {
		return err
	}
	watchers, err := e.watchers(c.Context(), eng)
	if err != nil {
		return err
	}
	now := time.Now()
	return e.outcome(e.whole(c.Context(), watchers, jobs.Attempt{Job: j, ID: jobs.RunID(now), Due: now, Number: 1}, e.runner(eng)))
}

// whole makes a run of a job by hand.
func (e *env) whole(ctx context.Context, watchers []jobs.Watcher, first jobs.Attempt, run jobs.Runner) jobs.Result {
	return jobs.Whole(ctx, nil, first, run, rand.Float64, e.failedAttempt, watchers...)
}

// outcome turns a result into the exit code.
func (e *env) outcome(r jobs.Result) error {
	if r.Err != nil {
		return r.Err
	}
	return verdict(r.Report, r.Job.FailOn)
}

// watchers are those who are told of every run.
func (e *env) watchers(ctx context.Context, eng engine) ([]jobs.Watcher, error) {
	log := e.logger()
	tracers, err := e.startTracing(ctx)
	return append([]jobs.Watcher{&e.journal, jobs.Recorder{Version: Version, Lexicon: eng.lexicon.Digest, Log: log}, jobs.Notifier{Log: log, Today: today},
		jobs.Trail{Version: Version, Log: log}}, tracers...), err
}

// planned lists the inputs of a job without leaving anything where there is no dataset yet; done removes what it had to keep meanwhile.
func planned(ctx context.Context, j jobs.Job) (inputs []pipeline.Input, done func(), err error) {
	spare, err := os.MkdirTemp("", "solieu-")
	if err != nil {
		return nil, nil, err
	}
	done = func() { _ = os.RemoveAll(spare) } // a temporary folder
	inputs, err = jobs.Inputs(ctx, j, j.Reading.Limits.Source(), spare)
	if err != nil {
		done()
	}
	return inputs, done, err
}

// override returns the job with the flags that were given.
func override(c *cobra.Command, j jobs.Job, f runFlags) (jobs.Job, error) {
	given := c.Flags().Changed
	if given("out") {
		j.Out = f.out
	}
	if given("workers") {
		j.Workers = f.workers
	}
	if given("full") {
		j.Full = f.full
	}
	if given("rehash") {
		j.Rehash = f.rehash
	}
	if given("prune") {
		j.Prune = f.prune
	}
	if given("fail-on") {
		j.FailOn = f.failOn.value
	}
	var err error
	j.Reading, err = f.reading.over(j.Reading)
	return j, err
}

func workersOf(j jobs.Job) int {
	if j.Workers == 0 {
		return defaultWorkers()
	}
	return j.Workers
}

// engineOf is the engine for a job.
func (e *env) engineOf(j jobs.Job) (engine, error) { return e.engine(workersOf(j), j.Rules) }

// runner makes attempts with the engine. A job with rules of its own has them read for each attempt, so that an edit holds from the next run on.
func (e *env) runner(eng engine) jobs.Runner {
	return func(ctx context.Context, a jobs.Attempt) (*pipeline.Report, error) {
		eng := eng // jobs may run side by side
		if a.Job.Rules != "" {
			var err error
			if eng, err = e.engineOf(a.Job); err != nil {
				return nil, err
			}
		}
		inputs, err := jobs.Inputs(ctx, a.Job, a.Job.Reading.Limits.Source(), "")
		if err != nil {
			return nil, err
		}
		own := *eng.Pipeline
		own.Options.Workers = workersOf(a.Job)
		own.Use(a.Job.Reading)
		return e.execute(ctx, engine{&own, eng.lexicon}, a, inputs)
	}
}

func (e *env) failedAttempt(a jobs.Attempt, err error, pause time.Duration) {
	log := e.logger()
	log.Warn().Str("run", a.ID).Str("job", a.Job.Name).Int("attempt", a.Number).Dur("pause_ms", pause).Err(err).Msg("attempt failed")
}
