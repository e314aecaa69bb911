package cmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"solieu/load"
	"solieu/load/remote"
)

func (e *env) verifyCommand() *cobra.Command {
	var out string
	var all bool
	c := &cobra.Command{
		Use:   "verify --out DIR",
		Short: "Read every file of the current snapshot back and compare it with the manifest",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if remote.Is(out) {
				return e.verifyRemote(c.Context(), out, all)
			}
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
		if err := e.sayWhole(s.Manifest); err != nil {
			return err
		}
	}
	return e.damaged(damaged)
}

// verifyRemote reads every object of a dataset in object storage, not its mirror.
func (e *env) verifyRemote(ctx context.Context, out string, all bool) error {
	lake, err := e.mirror(ctx, out)
	if err != nil {
		return err
	}
	checked, err := lake.Verify(ctx, all)
	if err != nil {
		return err
	}
	damaged := 0
	for _, s := range checked {
		for _, fault := range s.Faults {
			fmt.Fprintln(e.stderr, fault)
		}
		if len(s.Faults) > 0 {
			damaged++
			continue
		}
		if err := e.sayWhole(s.Manifest); err != nil {
			return err
		}
	}
	return e.damaged(damaged)
}

func (e *env) sayWhole(m load.Manifest) error {
	_, err := fmt.Fprintf(e.stdout, `{"snapshot":%d,"files":%d,"digest":%q,"outcome":"whole"}`+"\n", m.Snapshot, len(m.Files), m.Digest)
	return err
}

func (e *env) damaged(n int) error {
	if n > 0 {
		return fmt.Errorf(e.text("%d bản chụp bị hỏng", "%d damaged snapshots"), n)
	}
	return nil
}
