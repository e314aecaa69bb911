package cmd

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"solieu/jobs"
	"solieu/load"
	"solieu/load/remote"
	"solieu/schemas/tables"
)

func (e *env) snapshotsCommand() *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "snapshots",
		Short: "List, show, compare, restore and expire snapshots",
		Args:  cobra.NoArgs,
	}
	c.PersistentFlags().StringVar(&out, "out", "solieu-data", "the dataset's folder")
	c.AddCommand(e.snapshotsList(&out), e.snapshotsShow(&out), e.snapshotsDiff(&out), e.snapshotsRestore(&out), e.snapshotsExpire(&out))
	return c
}

func (e *env) snapshotsList(out *string) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "Print the snapshots, oldest first, as JSON lines",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			store, err := e.dataset(c.Context(), *out, true)
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
		RunE: func(c *cobra.Command, args []string) error {
			store, err := e.dataset(c.Context(), *out, true)
			if err != nil {
				return err
			}
			s, err := snapshot(store, args[0])
			if err != nil {
				return err
			}
			return e.pretty(s.Manifest)
		},
	}
}

func (e *env) pretty(v any) error {
	enc := json.NewEncoder(e.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

func (e *env) snapshotsDiff(out *string) *cobra.Command {
	return &cobra.Command{
		Use:   "diff N M",
		Short: "Compare two snapshots: tables, sources, and violations that came or went",
		Args:  cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			store, err := e.dataset(c.Context(), *out, true)
			if err != nil {
				return err
			}
			a, err := snapshot(store, args[0])
			if err != nil {
				return err
			}
			b, err := snapshot(store, args[1])
			if err != nil {
				return err
			}
			d, err := load.Diff(a, b)
			if err != nil {
				return err
			}
			return e.pretty(difference(d))
		},
	}
}

// compared is what snapshots diff prints.
type compared struct {
	A        int             `json:"a"`
	B        int             `json:"b"`
	Tables   []comparedTable `json:"tables"`
	Added    []string        `json:"added"`    // sources
	Removed  []string        `json:"removed"`  // sources
	Changed  []string        `json:"changed"`  // sources with other bytes
	Reread   []string        `json:"reread"`   // sources with the same bytes, read by another version or lexicon
	Opened   []issue         `json:"opened"`   // violations that only b has
	Resolved []issue         `json:"resolved"` // violations that only a has
}

type comparedTable struct {
	Table string   `json:"table"`
	RowsA int64    `json:"rows_a"`
	RowsB int64    `json:"rows_b"`
	Files []string `json:"files"`
}

type issue struct {
	URI     string `json:"uri"`
	Kind    string `json:"kind"`
	Formula string `json:"formula"`
}

func difference(d load.Difference) compared {
	c := compared{A: d.A, B: d.B, Tables: []comparedTable{}, Added: list(d.Added), Removed: list(d.Removed), Changed: list(d.Changed),
		Reread: list(d.Reread), Opened: issues(d.Opened), Resolved: issues(d.Resolved)}
	for _, t := range d.Tables {
		c.Tables = append(c.Tables, comparedTable{t.Table, t.RowsA, t.RowsB, t.Files})
	}
	return c
}

// list is never null in JSON.
func list(s []string) []string { return append([]string{}, s...) }

func issues(checks []tables.Check) []issue {
	out := []issue{}
	for _, c := range checks {
		out = append(out, issue{c.URI, c.Kind, c.Formula})
	}
	return out
}

func (e *env) snapshotsRestore(out *string) *cobra.Command {
	return &cobra.Command{
		Use:   "restore N",
		Short: "Publish the content of snapshot N again, as a new snapshot",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := e.restore(c.Context(), *out, args[0])
			if err != nil {
				return err
			}
			return json.NewEncoder(e.stdout).Encode(snapshotLine(s, s.Number))
		},
	}
}

func (e *env) restore(ctx context.Context, out, word string) (load.Snapshot, error) {
	store, err := e.dataset(ctx, out, true)
	if err != nil {
		return load.Snapshot{}, err
	}
	from, err := snapshot(store, word)
	if err != nil {
		return load.Snapshot{}, err
	}
	if store, err = load.Open(store.Dir(), load.Options{Now: time.Now}); err != nil {
		return load.Snapshot{}, err
	}
	s, err := store.Restore(ctx, from.Number, load.Run{ID: jobs.RunID(time.Now()), Version: Version})
	if err != nil || !remote.Is(out) {
		return s, err
	}
	return s, e.mirrors[out].Publish(ctx, s)
}

func (e *env) snapshotsExpire(out *string) *cobra.Command {
	var keep int
	c := &cobra.Command{
		Use:   "expire --keep N",
		Short: "Remove all but the newest N snapshots",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if keep < 1 {
				return usage("expire: --keep must be at least 1")
			}
			removed, err := e.expire(c.Context(), *out, keep)
			for _, n := range removed {
				fmt.Fprintf(e.stdout, `{"removed":%d}`+"\n", n)
			}
			return err
		},
	}
	c.Flags().IntVar(&keep, "keep", 0, "how many snapshots to keep")
	return c
}

func (e *env) expire(ctx context.Context, out string, keep int) ([]int, error) {
	if remote.Is(out) {
		lake, err := e.mirror(ctx, out)
		if err != nil {
			return nil, err
		}
		return lake.Expire(ctx, keep)
	}
	store, err := load.Open(out, load.Options{})
	if err != nil {
		return nil, err
	}
	return store.Expire(ctx, keep)
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
