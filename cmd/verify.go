package cmd

import (
	"fmt"

	"github.com/spf13/cobra"

	"solieu/load"
)

func (e *env) verifyCommand() *cobra.Command {
	var out string
	var all bool
	c := &cobra.Command{
		Use:   "verify --out DIR",
		Short: "Read every file of the current snapshot back and compare it with the manifest",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			store, err := load.Open(out, load.Options{})
			if err != nil {
				return err
			}
			snapshots, err := toVerify(store, all)
			if err != nil {
				return err
			}
			return e.verify(snapshots)
		},
	}
	c.Flags().StringVar(&out, "out", "solieu-data", "the dataset's folder")
	c.Flags().BoolVar(&all, "all", false, "verify every snapshot, not only the current one")
	return c
}

func toVerify(store *load.Store, all bool) ([]load.Snapshot, error) {
	if all {
		return store.Snapshots()
	}
	current, err := store.Current()
	return []load.Snapshot{current}, err
}

// verify reports every fault of every snapshot, not the first alone.
func (e *env) verify(snapshots []load.Snapshot) error {
	damaged := 0
	for _, s := range snapshots {
		faults := s.Verify()
		for _, fault := range faults {
			fmt.Fprintln(e.stderr, fault)
		}
		if len(faults) > 0 {
			damaged++
			continue
		}
		if _, err := fmt.Fprintf(e.stdout, `{"snapshot":%d,"files":%d,"digest":%q,"outcome":"whole"}`+"\n", s.Number, len(s.Manifest.Files), s.Manifest.Digest); err != nil {
			return err
		}
	}
	if damaged > 0 {
		return fmt.Errorf(e.text("%d bản chụp bị hỏng", "%d damaged snapshots"), damaged)
	}
	return nil
}
