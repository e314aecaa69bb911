package cmd

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"solieu/jobs"
	"solieu/pipeline"
	"solieu/schemas"
)

// backfillFlags are the flags of the command backfill.
type backfillFlags struct {
	job, config, from, to string
	by                    choice
	dryRun                bool
}

func (e *env) backfillCommand() *cobra.Command {
	f := backfillFlags{by: choice{value: "day", allowed: []string{"day", "document"}}}
	c := &cobra.Command{
		Use:   "backfill --job NAME --from DATE --to DATE",
		Short: "Run a job for each day of a range, over that day's sources alone",
		Long: `Run a job for each day of a range, over that day's sources alone.

The day of a source is the one on which it last changed or, with --by document, the one on which its document was signed. What the
dataset holds already, read by this version with this lexicon, is left out: a backfill that was interrupted is resumed by the same
command, and one that is done does nothing. Nothing is dropped from the dataset.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return e.backfill(c.Context(), f)
		},
	}
	c.Flags().StringVar(&f.job, "job", "", "the job")
	c.Flags().StringVar(&f.from, "from", "", "the first day, YYYY-MM-DD")
	c.Flags().StringVar(&f.to, "to", "", "the last day, YYYY-MM-DD")
	c.Flags().Var(&f.by, "by", "what gives a source its day: day (it last changed) or document (it was signed)")
	c.Flags().StringVar(&f.config, "config", configName, "the configuration that the job stands in")
	c.Flags().BoolVar(&f.dryRun, "dry-run", false, "publish nothing; print the days and their sources, as JSON lines")
	return c
}

// backfilledDay is a line of backfill.
type backfilledDay struct {
	Job      string   `json:"job"`
	Day      string   `json:"day"`
	Sources  int      `json:"sources"`
	Outcome  string   `json:"outcome"` // due (of a dry run), published, flagged or failed
	Run      string   `json:"run,omitempty"`
	Snapshot int      `json:"snapshot,omitempty"`
	URIs     []string `json:"uris,omitempty"` // of a dry run
}

func (e *env) backfill(ctx context.Context, f backfillFlags) error {
	from, err1 := time.Parse(time.DateOnly, f.from)
	to, err2 := time.Parse(time.DateOnly, f.to)
	if err := errors.Join(err1, err2); err != nil || to.Before(from) {
		return usage(e.text("--from %q và --to %q phải là hai ngày YYYY-MM-DD, từ trước đến sau", "--from %q and --to %q must be two days, YYYY-MM-DD, the earlier one first"), f.from, f.to)
	}
	config, err := e.config(f.config)
	if err != nil {
		return err
	}
	j, ok := config.Job(f.job)
	if !ok {
		return e.noJob(f.job, config)
	}
	eng, err := e.engineOf(j)
	if err != nil {
		return err
	}
	b := jobs.Backfill{Pipeline: *eng.Pipeline, Version: Version, Lexicon: eng.lexicon.Digest, Out: j.Out, Days: jobs.Days{From: civil(from), To: civil(to)}, Zone: j.Schedule.Zone}
	inputs, done, err := planned(ctx, j)
	if err != nil {
		return err
	}
	defer done()
	share := b.ByArrival
	if f.by.value == "document" {
		share = b.ByDocument
	}
	shares, undated, err := share(ctx, inputs)
	if err != nil {
		return err
	}
	log := e.logger()
	log.Info().Str("job", j.Name).Int("sources", len(inputs)).Int("days", len(shares)).Int("undated", undated).Msg("backfill")
	if f.dryRun {
		return e.printShares(j, shares)
	}
	return e.runShares(ctx, eng, b, j, shares)
}

func civil(t time.Time) schemas.Date {
	return schemas.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}

func (e *env) printShares(j jobs.Job, shares []jobs.Share) error {
	lines := json.NewEncoder(e.stdout)
	for _, s := range shares {
		line := backfilledDay{Job: j.Name, Day: s.Day.String(), Sources: len(s.Inputs), Outcome: "due"}
		for _, in := range s.Inputs {
			line.URIs = append(line.URIs, in.URI)
		}
		if err := lines.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

// runShares runs day after day. A day that fails does not keep the others from running; the end of the context does.
func (e *env) runShares(ctx context.Context, eng engine, b jobs.Backfill, j jobs.Job, shares []jobs.Share) error {
	watchers, err := e.watchers(ctx, eng)
	if err != nil {
		return err
	}
	lines := json.NewEncoder(e.stdout)
	var faults []error
	var worst *exitError
	for _, s := range shares {
		if ctx.Err() != nil {
			faults = append(faults, context.Cause(ctx))
			break
		}
		r := e.whole(ctx, watchers, b.Attempt(j, s, time.Now()), func(ctx context.Context, a jobs.Attempt) (*pipeline.Report, error) {
			return e.execute(ctx, eng, a, s.Inputs)
		})
		line := backfilledDay{Job: j.Name, Day: s.Day.String(), Sources: len(s.Inputs), Outcome: r.Outcome, Run: r.ID}
		if r.Report != nil {
			line.Snapshot = r.Report.Snapshot
		}
		if err := lines.Encode(line); err != nil {
			return err
		}
		exit := new(exitError)
		switch err := e.outcome(r); {
		case errors.As(err, &exit):
			if worst == nil || exit.code > worst.code {
				worst = exit
			}
		case err != nil:
			faults = append(faults, err)
		}
	}
	if err := errors.Join(faults...); err != nil || worst == nil {
		return err
	}
	return worst
}
