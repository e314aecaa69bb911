package cmd

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"solieu/pipeline/audit"
)

// changed is a line of audit diff.
type changed struct {
	State    audit.State `json:"state"`
	Issue    string      `json:"issue_id"`
	Severity string      `json:"severity"`
	URI      string      `json:"uri"`
	Number   string      `json:"document_number"`
	Kind     string      `json:"kind"`
	Formula  string      `json:"formula"`
	Message  string      `json:"message"`
}

func (e *env) auditDiff(out *string) *cobra.Command {
	return &cobra.Command{
		Use:   "diff N M",
		Short: "Compare the violations of two snapshots by issue: new, fixed, gone with their report, still open; JSON lines",
		Args:  cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			store, err := e.dataset(c.Context(), *out, true)
			if err != nil {
				return err
			}
			earlier, err := snapshot(store, args[0])
			if err != nil {
				return err
			}
			later, err := snapshot(store, args[1])
			if err != nil {
				return err
			}
			all, err := audit.Diff(earlier, later)
			if err != nil {
				return err
			}
			lines := json.NewEncoder(e.stdout)
			lines.SetEscapeHTML(false)
			for _, c := range all {
				l := changed{c.State, c.Check.IssueID, c.Check.Severity, c.Check.URI, c.Check.DocumentNumber, c.Check.Kind, c.Check.Formula, e.text(c.Check.MessageVI, c.Check.MessageEN)}
				if err := lines.Encode(l); err != nil {
					return err
				}
			}
			return nil
		},
	}
}
