package cmd

import (
	"bufio"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"solieu/load"
)

func (e *env) exportCommand() *cobra.Command {
	var out, number string
	format := choice{value: "csv", allowed: []string{"csv", "jsonl", "arrow"}}
	c := &cobra.Command{
		Use:   "export TABLE --out DIR",
		Short: "Write a table of a snapshot to standard output",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(tableNames(), args[0]) {
				return usage("export: %q is no table: the tables are %s", args[0], strings.Join(tableNames(), ", "))
			}
			store, err := e.dataset(c.Context(), out, number != "current")
			if err != nil {
				return err
			}
			s, err := snapshot(store, number)
			if err != nil {
				return err
			}
			w := bufio.NewWriterSize(e.stdout, 1<<16)
			err = load.Export(s, args[0], format.value, w)
			return firstError(err, w.Flush())
		},
	}
	c.Flags().StringVar(&out, "out", "solieu-data", "the dataset's folder")
	c.Flags().StringVar(&number, "snapshot", "current", "a snapshot's number")
	c.Flags().Var(&format, "format", "csv, jsonl or arrow (an IPC stream)")
	return c
}
