package cmd

import (
	"iter"

	"github.com/spf13/cobra"

	"solieu/pipeline"
	"solieu/pipeline/listing"
	"solieu/schemas"
)

func (e *env) checkCommand() *cobra.Command {
	var workers int
	var reading readingFlags
	var rules *string
	failOn := failOnFlag()
	c := &cobra.Command{
		Use:   "check FILE…",
		Short: "Recompute the arithmetic of a report and print every relation with its outcome, as JSON lines",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			eng, err := e.engine(workers, *rules)
			if err != nil {
				return err
			}
			if err := reading.use(eng.Pipeline); err != nil {
				return err
			}
			failed := false
			err = e.list(c.Context(), eng.Pipeline, args, func(it pipeline.Item, document string) iter.Seq[[]byte] {
				for _, c := range it.Assessment.Checks {
					failed = failed || reaches(c.Severity, failOn.value)
				}
				return listing.Checks(it.Extraction, it.Assessment.Checks, document)
			})
			if failed && !isBroken(err) {
				return &exitError{code: ExitFailedOn}
			}
			return err
		},
	}
	reading.add(c)
	rules = rulesFlag(c)
	c.Flags().IntVar(&workers, "workers", defaultWorkers(), "documents in work at a time")
	c.Flags().Var(&failOn, "fail-on", "exit with 4 where checks of this severity or a worse one exist: error, warning or never")
	return c
}

func failOnFlag() choice {
	return choice{value: "never", allowed: []string{"error", "warning", "never"}}
}

// reaches reports whether a check's severity is at or above the level of --fail-on.
func reaches(s schemas.Severity, level string) bool {
	switch level {
	case "error":
		return s == schemas.SeverityError || s == schemas.SeverityDecision
	case "warning":
		return s == schemas.SeverityWarning || s == schemas.SeverityError || s == schemas.SeverityDecision
	}
	return false
}

// isBroken reports whether err is more than a reject: exit codes 1 and 2 win over 4, and 4 over 3.
func isBroken(err error) bool {
	exit, ok := err.(*exitError)
	return err != nil && (!ok || exit.code != ExitRejected)
}
