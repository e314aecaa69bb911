package cmd

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"solieu/jobs"
)

func (e *env) jobsHistory(name *string) *cobra.Command {
	var n int
	c := &cobra.Command{
		Use:   "history [NAME…]",
		Short: "Print the last runs of all jobs, or of those named, oldest first, as JSON lines",
		RunE: func(c *cobra.Command, names []string) error {
			wanted, err := e.wanted(*name, names)
			if err != nil {
				return err
			}
			var all []jobs.Record
			for _, j := range wanted {
				records, err := jobs.History(c.Context(), j.Out, j.Name)
				if err != nil {
					return err
				}
				all = append(all, records[max(0, len(records)-n):]...)
			}
			slices.SortStableFunc(all, func(a, b jobs.Record) int { return a.Started.Compare(b.Started) })
			lines := json.NewEncoder(e.stdout)
			for _, r := range all {
				r.Report = nil // runs show has it
				if err := lines.Encode(r); err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().IntVarP(&n, "count", "n", 20, "runs per job")
	return c
}

// wanted returns the jobs of a configuration that are named; all where none is.
func (e *env) wanted(config string, names []string) ([]jobs.Job, error) {
	c, err := e.config(config)
	if err != nil || len(names) == 0 {
		return c.Jobs, err
	}
	var wanted []jobs.Job
	for _, name := range names {
		j, ok := c.Job(name)
		if !ok {
			return nil, e.noJob(name, c)
		}
		wanted = append(wanted, j)
	}
	return wanted, nil
}

func (e *env) jobsLogs(name *string) *cobra.Command {
	var id string
	c := &cobra.Command{
		Use:   "logs NAME",
		Short: "Print the log of the last run of a job, or of the run that is named, as JSON lines",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, names []string) error {
			wanted, err := e.wanted(*name, names)
			if err != nil {
				return err
			}
			out := wanted[0].Out
			if id == "" {
				records, err := jobs.History(c.Context(), out, names[0])
				if err != nil {
					return err
				}
				if len(records) == 0 {
					return usage(e.text("công việc %q chưa chạy lần nào", "the job %q has no run yet"), names[0])
				}
				id = records[len(records)-1].Run
			}
			text, err := jobs.RunLog(out, id)
			if errors.Is(err, jobs.ErrNoRun) {
				return usage(e.text("không có nhật ký của lần chạy %q trong %s: xem solieu jobs history", "there is no log of the run %q in %s: see solieu jobs history"), id, out)
			}
			if err != nil {
				return err
			}
			_, err = e.stdout.Write(text)
			return err
		},
	}
	c.Flags().StringVar(&id, "run", "", "the run, instead of the last one")
	return c
}

func (e *env) runsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "runs",
		Short: "Show what is known of a run",
		Args:  cobra.NoArgs,
	}
	c.AddCommand(e.runsShow())
	return c
}

func (e *env) runsShow() *cobra.Command {
	var out, config string
	c := &cobra.Command{
		Use:   "show ID",
		Short: "Print the report of a run as JSON: counts per stage, rejects by reason, checks by outcome, digests",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, ids []string) error {
			places := []string{out}
			if out == "" {
				all, err := e.wanted(config, nil)
				if err != nil {
					return err
				}
				places = nil
				for _, j := range all {
					places = append(places, j.Out)
				}
			}
			return e.showRun(c.Context(), places, ids[0])
		},
	}
	c.Flags().StringVar(&out, "out", "", "the dataset's folder (default: the datasets of the configuration's jobs)")
	c.Flags().StringVar(&config, "config", configName, "the configuration file")
	return c
}

func (e *env) showRun(ctx context.Context, places []string, id string) error {
	for _, out := range places {
		all, err := jobs.History(ctx, out, "")
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(all, func(r jobs.Record) bool { return r.Run == id }); i >= 0 {
			return json.NewEncoder(e.stdout).Encode(all[i])
		}
	}
	return usage(e.text("không có lần chạy %q: xem solieu jobs history", "there is no run %q: see solieu jobs history"), id)
}
