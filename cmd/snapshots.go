package cmd

import (
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"solieu/load"
)

func (e *env) snapshotsCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "snapshots",
		Short: "List, show, compare, restore and expire snapshots",
		Args:  cobra.NoArgs,
	}
	c.PersistentFlags().StringVar(&out, "out", "solieu-data", "the dataset's folder")
	c.AddCommand(e.snapshotsList(&out), e.snapshotsShow(&out))
	return c
}

func (e *env) snapshotsList(out *string) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "Print the snapshots, oldest first, as JSON lines",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			store, err := load.Open(*out, load.Options{})
			if err != nil {
				return err
			}
			current, err := store.Current()
			if err != nil {
				return err
			}
			all, err := store.Snapshots()
			if err != nil {
				return err
			}
			lines := json.NewEncoder(e.stdout)
			for _, s := range all {
				if err := lines.Encode(snapshotLine(s, current.Number)); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// listed is a line of snapshots list.
type listed struct {
	Snapshot  int    `json:"snapshot"`
	Current   bool   `json:"current"`
	Run       string `json:"run"`
	Version   string `json:"version"`
	Documents int    `json:"documents"`
	Rows      int64  `json:"rows"`
	Files     int    `json:"files"`
	Bytes     int64  `json:"bytes"`
	Restored  int    `json:"restored_from,omitempty"`
}

func snapshotLine(s load.Snapshot, current int) listed {
	m := s.Manifest
	l := listed{Snapshot: s.Number, Current: s.Number == current, Run: m.RunID, Version: m.Version, Documents: m.Inputs.Documents,
		Files: len(m.Files), Restored: m.RestoredFrom}
	for _, f := range m.Files {
		l.Rows += f.Rows
		l.Bytes += f.Bytes
	}
	return l
}

func (e *env) snapshotsShow(out *string) *cobra.Command {
	return &cobra.Command{
		Use:   "show N",
		Short: "Print the manifest of a snapshot",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			store, err := load.Open(*out, load.Options{})
			if err != nil {
				return err
			}
			s, err := snapshot(store, args[0])
			if err != nil {
				return err
			}
			pretty := json.NewEncoder(e.stdout)
			pretty.SetIndent("", "  ")
			return pretty.Encode(s.Manifest)
		},
	}
}

// snapshot opens the snapshot that a word names: a number, or "current".
func snapshot(store *load.Store, word string) (load.Snapshot, error) {
	if word == "current" {
		return store.Current()
	}
	n, err := strconv.Atoi(word)
	if err != nil {
		return load.Snapshot{}, usage("%q is no snapshot: give a number or the word current", word)
	}
	s, err := store.Snapshot(n)
	if err != nil {
		return load.Snapshot{}, fmt.Errorf("snapshot %d: %w", n, err)
	}
	return s, nil
}
