package cmd

import (
	"bytes"
	"time"

	"github.com/google/renameio/v2/maybe"
	"github.com/spf13/cobra"

	"solieu/pipeline/audit"
	"solieu/schemas"
)

func (e *env) auditReport(out *string) *cobra.Command {
	var number, file, waivers, day string
	var brief bool
	c := &cobra.Command{
		Use:   "report -o FILE",
		Short: "Write what an auditor reads of a snapshot as one HTML page",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			opt, err := e.auditOptions(waivers, day)
			if err != nil {
				return err
			}
			opt.Brief = brief
			store, err := e.dataset(c.Context(), *out, true)
			if err != nil {
				return err
			}
			s, err := snapshot(store, number)
			if err != nil {
				return err
			}
			r, err := audit.Gather(s, opt)
			if err != nil {
				return err
			}
			e.idleWaivers(r.Expired, r.Unused)
			var page bytes.Buffer
			if err := r.WriteHTML(&page); err != nil {
				return err
			}
			if file == "-" {
				_, err = e.stdout.Write(page.Bytes())
				return err
			}
			return maybe.WriteFile(file, page.Bytes(), 0o644)
		},
	}
	c.Flags().StringVar(&number, "snapshot", "current", "a snapshot's number")
	c.Flags().StringVarP(&file, "output", "o", "-", "the file to write")
	c.Flags().StringVar(&waivers, "waivers", "", "a file of accepted findings")
	c.Flags().BoolVar(&brief, "brief", false, "leave out the texts of documents without a finding")
	c.Flags().StringVar(&day, "on", "", "the day on which waivers are judged, YYYY-MM-DD (default today)")
	return c
}

// auditOptions reads a waiver file and the day on which it is judged; both may be empty.
func (e *env) auditOptions(waivers, day string) (audit.Options, error) {
	opt := audit.Options{Lang: e.lang.value, Day: today()}
	if day != "" {
		t, err := time.Parse(time.DateOnly, day)
		if err != nil {
			return opt, usage("--on: %q is no day: write YYYY-MM-DD", day)
		}
		opt.Day = schemas.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
	}
	var err error
	opt.Waivers, err = readWaivers(waivers)
	return opt, err
}
