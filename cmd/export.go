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
	format := choice{value: "csv", allowed: []string{"csv", "jsonl", "arrow", "sdmx-csv"}}
	c := &cobra.Command{
		Use:   "export TABLE --out DIR",
		Short: "Write a table of a snapshot to standard output",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if !slices.Contains(tableNames(), args[0]) {
				return usage("export: %q is no table: the tables are %s", args[0], strings.Join(tableNames(), ", "))
			}
			if format.value == "sdmx-csv" && !slices.Contains(load.SDMXTables(), args[0]) {
				return usage("export: %s has no SDMX form: these have: %s", args[0], strings.Join(load.SDMXTables(), ", "))
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
			left, err := load.Export(s, args[0], format.value, w)
			if left > 0 {
				log := e.logger()
				log.Warn().Str("table", args[0]).Int64("rows", left).Msg("left out: SDMX has no observation without a value or a period")
			}
			return firstError(err, w.Flush())
		},
	}
	c.Flags().StringVar(&out, "out", "solieu-data", "the dataset's folder")
	c.Flags().StringVar(&number, "snapshot", "current", "a snapshot's number")
	c.Flags().Var(&format, "format", "csv, jsonl, arrow (an IPC stream) or sdmx-csv (observations and indicator_values)")
	return c
}
