package cmd

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"solieu/jobs/console/ledger"
	"solieu/load"
)

// journalProof is what audit journal prints.
type journalProof struct {
	Journal string `json:"journal"`
	Lines   int64  `json:"lines"`
	Head    string `json:"head"`
	Matched int64  `json:"logs_matched"` // lines whose snapshot is there and has the log that was looked at
	Unseen  int64  `json:"logs_gone"`    // lines whose snapshot has expired
	Waivers string `json:"waivers"`      // as_journalled, or edited_by_hand
	Outcome string `json:"outcome"`
}

func (e *env) auditJournal(out *string) *cobra.Command {
	var waivers, head string
	c := &cobra.Command{
		Use:   "journal",
		Short: "Prove the console's journal of waivers; the first broken line is named",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if waivers == "" {
				return usage("%s", e.text("thiếu --waivers TỆP: sổ nằm cạnh tệp miễn trừ", "--waivers FILE is missing: the journal stands beside the waiver file"))
			}
			if _, err := os.Stat(ledger.JournalOf(waivers)); err != nil {
				return err
			}
			store, err := e.dataset(c.Context(), *out, true)
			if err != nil {
				return err
			}
			heads, err := logHeads(store)
			if err != nil {
				return err
			}
			p, err := ledger.Prove(waivers, head, heads)
			if err != nil {
				return err
			}
			said := journalProof{ledger.JournalOf(waivers), p.Lines, p.Head, p.Matched, p.Unseen, "as_journalled", "whole"}
			if !p.AsLeft {
				said.Waivers = "edited_by_hand"
			}
			line, err := json.Marshal(said)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(e.stdout, "%s\n", line)
			return err
		},
	}
	c.Flags().StringVar(&waivers, "waivers", "", "the waiver file beside which the journal stands")
	c.Flags().StringVar(&head, "head", "", "the head of a line that the journal must have, as it was noted down earlier")
	return c
}

// logHeads returns what tells the head of a snapshot's validation log.
func logHeads(store *load.Store) (func(int) (string, bool), error) {
	all, err := store.Snapshots()
	if err != nil {
		return nil, err
	}
	heads := map[int]string{}
	for _, s := range all {
		heads[s.Number] = ""
		if log := s.Manifest.Log; log != nil {
			heads[s.Number] = log.Head
		}
	}
	return func(n int) (string, bool) {
		head, ok := heads[n]
		return head, ok
	}, nil
}
