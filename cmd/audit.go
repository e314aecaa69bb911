package cmd

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"solieu/load"
)

func (e *env) auditCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "audit",
		Short: "For auditors: read the findings, prove the validation log",
		Args:  cobra.NoArgs,
	}
	c.PersistentFlags().StringVar(&out, "out", "solieu-data", "the dataset's folder")
	c.AddCommand(e.auditReport(&out), e.auditDiff(&out), e.auditVerify(&out), e.auditJournal(&out))
	return c
}

func (e *env) auditVerify(out *string) *cobra.Command {
	var number, head string
	c := &cobra.Command{
		Use:   "verify",
		Short: "Prove the chain of every snapshot's validation log; the first broken line is named",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			store, err := e.dataset(c.Context(), *out, true)
			if err != nil {
				return err
			}
			if number == "" && head == "" {
				return e.proveAll(store)
			}
			s, err := snapshot(store, firstWord(number, "current"))
			if err != nil {
				return err
			}
			return e.prove(s, head)
		},
	}
	c.Flags().StringVar(&number, "snapshot", "", "one snapshot's number, or current (default: every snapshot)")
	c.Flags().StringVar(&head, "head", "", "the head that the log must have, as it was noted down earlier")
	return c
}

func firstWord(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}

// proveAll proves every log and tells of every fault, not the first alone.
func (e *env) proveAll(store *load.Store) error {
	if _, err := store.Current(); err != nil {
		return err
	}
	all, err := store.Snapshots()
	faults := []error{err, load.VerifyHistory(all)}
	for _, s := range all {
		faults = append(faults, e.prove(s, ""))
	}
	return errors.Join(faults...)
}

// prove proves one log and prints its end; a head that is given must be that end.
func (e *env) prove(s load.Snapshot, head string) error {
	end, err := s.VerifyLog()
	switch {
	case errors.Is(err, load.ErrNoLog) && head == "":
		_, err = fmt.Fprintf(e.stdout, `{"snapshot":%d,"outcome":"no_log"}`+"\n", s.Number)
		return err
	case err != nil:
		return err
	case head != "" && head != end.Head:
		return fmt.Errorf(e.text("bản chụp %d: %w: đầu chuỗi là %s, không phải %s", "snapshot %d: %w: the head is %s, not %s"), s.Number, load.ErrBroken, end.Head, head)
	}
	_, err = fmt.Fprintf(e.stdout, `{"snapshot":%d,"lines":%d,"head":%q,"outcome":"whole"}`+"\n", s.Number, end.Lines, end.Head)
	return err
}
