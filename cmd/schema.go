package cmd

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"solieu/schemas/tables"
)

func (e *env) schemaCommand() *cobra.Command {
	format := choice{value: "text", allowed: []string{"text", "markdown", "json", "sql"}}
	dialect := choice{value: string(tables.DuckDB), allowed: []string{string(tables.DuckDB), string(tables.PostgreSQL)}}
	c := &cobra.Command{
		Use:   "schema [TABLE]",
		Short: "Print the data contract: tables, columns, types, units and meanings",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			out := bufio.NewWriter(e.stdout)
			err := e.schema(out, args, format.value, tables.Dialect(dialect.value))
			return firstError(err, out.Flush())
		},
	}
	c.Flags().Var(&format, "format", "text, markdown, json or sql")
	c.Flags().Var(&dialect, "dialect", "of --format sql: duckdb or postgresql")
	return c
}

func (e *env) schema(w io.Writer, args []string, format string, dialect tables.Dialect) error {
	all := tables.All()
	if len(args) == 1 {
		t, ok := tables.ByName(args[0])
		if !ok {
			return usage("schema: %q is no table: the tables are %s", args[0], strings.Join(tableNames(), ", "))
		}
		all = []tables.Table{t}
	} else if format == "markdown" {
		return tables.WritePage(w)
	}
	for i, t := range all {
		if err := separate(w, format, i, len(all)); err != nil {
			return err
		}
		if err := e.printTable(w, t, format, dialect); err != nil {
			return err
		}
	}
	if format == "json" && len(all) > 1 {
		_, err := io.WriteString(w, "]\n")
		return err
	}
	return nil
}

func (e *env) printTable(w io.Writer, t tables.Table, format string, dialect tables.Dialect) error {
	switch format {
	case "markdown":
		return tables.WriteMarkdown(w, t)
	case "json":
		return tables.WriteJSON(w, t)
	case "sql":
		return tables.WriteSQL(w, t, dialect)
	}
	return tables.WriteText(w, t, e.lang.value)
}

// separate prints what stands before table i of n: several tables are one JSON array, or have an empty line between them.
func separate(w io.Writer, format string, i, n int) (err error) {
	switch {
	case n == 1:
	case format == "json" && i == 0:
		_, err = fmt.Fprint(w, "[")
	case format == "json":
		_, err = fmt.Fprint(w, ",")
	case i > 0:
		_, err = fmt.Fprintln(w)
	}
	return err
}

func tableNames() []string {
	var names []string
	for _, t := range tables.All() {
		names = append(names, t.Name)
	}
	return names
}
