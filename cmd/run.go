package cmd

import (
	"context"
	"io"
	"time"

	"github.com/rs/zerolog"
	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"solieu/jobs"
	"solieu/pipeline"
	"solieu/pipeline/sample"
)

// runFlags are the flags of the command run.
type runFlags struct {
	out     string
	workers int
	failOn  choice
	full    bool
	rehash  bool
	prune   bool
	dryRun  bool
	job     string
	config  string
	waivers string
	reading readingFlags
	rules   string
}

func (e *env) runCommand() *cobra.Command {
	f := runFlags{failOn: failOnFlag()}
	c := &cobra.Command{
		Use:   "run [SOURCE… | --job NAME]",
		Short: "Read reports, check them and publish their figures as Parquet tables",
		Long: `Read reports, check them and publish their figures as Parquet tables.

A SOURCE is a file, a folder or a pattern such as 'reports/**/*.txt'. Without any, the sample that comes with the program is used.

With --job the sources and settings are those of a job in the configuration, its retries, timeout and quarantine included; flags
that are given beside it replace them.`,
		RunE: func(c *cobra.Command, args []string) error {
			if f.job != "" {
				if f.rules != "" {
					return usage("%s", e.text("--rules đi với nguồn, không đi với --job", "--rules goes with SOURCEs, not with --job"))
				}
				if f.waivers != "" {
					return usage("%s", e.text("--waivers đi với nguồn, không đi với --job", "--waivers goes with SOURCEs, not with --job"))
				}
				return e.runJob(c, args, f)
			}
			inputs, err := sources(args)
			if err != nil {
				return err
			}
			if f.dryRun {
				reading, err := f.reading.over(pipeline.Reading{})
				if err != nil {
					return err
				}
				return e.dryRun(c.Context(), inputs, f, reading)
			}
			return e.run(c.Context(), inputs, f)
		},
	}
	c.Flags().StringVar(&f.out, "out", "solieu-data", "the dataset's folder")
	c.Flags().IntVar(&f.workers, "workers", defaultWorkers(), "documents in work at a time; the result does not depend on it")
	c.Flags().Var(&f.failOn, "fail-on", "exit with 4 where checks of this severity or a worse one exist: error, warning or never")
	c.Flags().BoolVar(&f.full, "full", false, "process every document again, not only new and changed ones")
	c.Flags().BoolVar(&f.rehash, "rehash", false, "read every source, also those whose size and time stamps did not change")
	c.Flags().BoolVar(&f.prune, "prune", false, "drop documents whose source is no longer there")
	c.Flags().StringVar(&f.waivers, "waivers", "", "a file of accepted findings, which do not trip --fail-on")
	c.Flags().StringVar(&f.rules, "rules", "", "a folder of further rules between indicators (*.yaml), beside the built-in ones")
	c.Flags().StringVar(&f.job, "job", "", "run this job of the configuration")
	c.Flags().StringVar(&f.config, "config", configName, "the configuration that --job stands in")
	f.reading.add(c)
	c.Flags().BoolVar(&f.dryRun, "dry-run", false, "publish nothing; print what would be done and why, as JSON lines")
	return c
}

func sources(args []string) ([]pipeline.Input, error) {
	if len(args) == 0 {
		return sample.Inputs()
	}
	return pipeline.Files(args), nil
}

func (e *env) run(ctx context.Context, inputs []pipeline.Input, f runFlags) error {
	waivers, err := readWaivers(f.waivers)
	if err != nil {
		return err
	}
	eng, err := e.engine(f.workers, f.rules)
	if err != nil {
		return err
	}
	if err := f.reading.use(eng.Pipeline); err != nil {
		return err
	}
	watchers, err := e.watchers(ctx, eng)
	if err != nil {
		return err
	}
	now := time.Now()
	job := jobs.Job{Out: f.out, Full: f.full, Rehash: f.rehash, Prune: f.prune, FailOn: f.failOn.value, Waivers: waivers, Rules: f.rules, Timeout: jobs.NoTimeout, Quarantine: 100}
	first := jobs.Attempt{Job: job, ID: jobs.RunID(now), Due: now, Number: 1}
	result := e.whole(ctx, watchers, first, func(ctx context.Context, a jobs.Attempt) (*pipeline.Report, error) {
		return e.execute(ctx, eng, a, inputs)
	})
	return e.outcome(result)
}

// execute makes an attempt over the inputs and tells how it went, a quarantine included.
func (e *env) execute(ctx context.Context, eng engine, a jobs.Attempt, inputs []pipeline.Input) (*pipeline.Report, error) {
	ids := e.logger().With().Str("run", a.ID)
	if a.Job.Name != "" {
		ids = ids.Str("job", a.Job.Name)
	}
	log := ids.Logger()
	log.Info().Int("sources", len(inputs)).Str("out", a.Job.Out).Int("workers", eng.Options.Workers).Str("version", Version).Str("lexicon", eng.lexicon.Digest).Msg("run started")
	bar, observe := e.progress(len(inputs)), eng.Options.Observe
	t := jobs.Task{ID: a.ID, Job: a.Job.Name, Version: Version, Lexicon: eng.lexicon, Pipeline: *eng.Pipeline, Inputs: inputs, Out: a.Job.Out,
		Full: a.Job.Full, Rehash: a.Job.Rehash, Prune: a.Job.Prune, Wait: a.Job.Timeout, Quarantine: a.Job.Quarantine}
	read := map[string]bool{} // the documents of this run, by id, for the waivers
	t.Pipeline.Options.Observe = func(it pipeline.Item) {
		logItem(log, it)
		jobs.TraceDocument(ctx, it)
		_ = bar.Add(1) // an archive has more documents than the bar was told of; that is no fault
		if len(a.Job.Waivers) > 0 && it.Reject == nil && !it.Known && !it.Duplicate {
			read[it.Extraction.Document.ID.String()] = true
		}
		if observe != nil {
			observe(it)
		}
	}
	report, err := publish(ctx, t)
	_ = bar.Finish()
	if err == nil {
		err = e.waive(ctx, log, a.Job, report, read)
	}
	if report != nil {
		e.conclude(log, report, a.Job.Out)
	}
	return report, err
}

// conclude tells how the run went: a table for a person, one event for a machine.
func (e *env) conclude(log zerolog.Logger, r *pipeline.Report, out string) {
	if e.forPeople() {
		e.summary(e.stderr, r, out)
		return
	}
	for _, v := range r.Violations {
		log.Warn().Str("document", v.URI).Int("line", v.Line).Str("kind", string(v.Kind)).Str("severity", string(v.Severity)).
			Str("formula", v.Formula).Str("computed", v.Computed).Str("explanation", e.text(v.MessageVI, v.MessageEN)).Str("sentence", v.Sentence).Msg("violated")
	}
	log.Info().Interface("report", withoutViolations(r)).Float64("coverage", r.Coverage()).Msg("run " + r.Outcome)
}

// withoutViolations is the report for the log, where each violation has an event of its own.
func withoutViolations(r *pipeline.Report) pipeline.Report {
	short := *r
	short.Violations = nil
	return short
}

// verdict turns a report into the exit code.
func verdict(report *pipeline.Report, failOn string) error {
	switch {
	case jobs.FailsOn(report, failOn):
		return &exitError{code: ExitFailedOn}
	case report.AnyReject():
		return &exitError{code: ExitRejected}
	}
	return nil
}

func logItem(log zerolog.Logger, it pipeline.Item) {
	logReject(log, it)
	for _, r := range it.Extraction.Rejects {
		log.Debug().Str("document", it.URI).Str("reason", string(r.Reason)).Int("start", r.Span.Start).Str("detail", r.Detail).Msg("set aside")
	}
	if it.Reject == nil {
		log.Debug().Str("document", it.URI).Bool("unchanged", it.Known).Bool("unread", it.Unread).Bool("duplicate", it.Duplicate).Int64("bytes", it.Bytes).
			Int("numerals", len(it.Extraction.Numerals)).Int("figures", len(it.Extraction.Figures)).Int("checks", len(it.Assessment.Checks)).Msg("document")
	}
}

// progress is a bar on a terminal and nothing elsewhere.
func (e *env) progress(n int) *progressbar.ProgressBar {
	w := e.stderr
	if !e.forPeople() || !isTerminal(w) {
		w = io.Discard
	}
	return progressbar.NewOptions(n, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(e.text("Đang đọc", "Reading")),
		progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(65*time.Millisecond))
}
