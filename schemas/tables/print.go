package tables

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// WriteText prints a table for a terminal; lang is vi or en.
func WriteText(w io.Writer, t Table, lang string) error {
	fmt.Fprintf(w, "%s — %s\n", t.Name, pick(lang, t.VI, t.EN))
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	for _, c := range t.Partition {
		fmt.Fprintf(tw, "  %s\t%s\t%s\t%s\n", c.Name, c.Type, pick(lang, "phân vùng", "partition"), meaning(c, lang))
	}
	for _, c := range t.Columns {
		null := "NOT NULL"
		if c.Nullable {
			null = ""
		}
		fmt.Fprintf(tw, "  %s\t%s\t%s\t%s\n", c.Name, c.Type, null, meaning(c, lang))
	}
	return tw.Flush()
}

func pick(lang, vi, en string) string {
	if lang == "vi" {
		return vi
	}
	return en
}

func meaning(c Column, lang string) string {
	m := pick(lang, c.MeaningVI, c.MeaningEN)
	if unit, ok := strings.CutPrefix(c.Unit, "column "); ok {
		return m + pick(lang, " [theo cột ", " [see column ") + unit + "]"
	}
	if c.Unit != "" {
		return m + " [" + c.Unit + "]"
	}
	return m
}

// WriteMarkdown prints a table as a section with a Markdown table, in both languages.
func WriteMarkdown(w io.Writer, t Table) error {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n%s.\n%s.\n\n", t.Name, sentence(t.EN), sentence(t.VI))
	if len(t.Partition) > 0 {
		var path []string
		for _, c := range t.Partition {
			path = append(path, c.Name+"=…")
		}
		fmt.Fprintf(&b, "Partitioned by `%s`. ", strings.Join(path, "/"))
	}
	fmt.Fprintf(&b, "Sorted by `%s`.\n\n| column | type | null | unit | meaning | ý nghĩa |\n|---|---|---|---|---|---|\n", strings.Join(t.Sort, "`, `"))
	for _, c := range append(t.Partition, t.Columns...) {
		null := ""
		if c.Nullable {
			null = "yes"
		}
		name := "`" + c.Name + "`"
		if c.Field < 0 {
			name += " (path)"
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", name, c.Type, null, cell(unitText(c.Unit)), cell(c.MeaningEN), cell(c.MeaningVI))
	}
	b.WriteByte('\n')
	_, err := io.WriteString(w, b.String())
	return err
}

func unitText(unit string) string {
	if name, ok := strings.CutPrefix(unit, "column "); ok {
		return "see `" + name + "`"
	}
	return unit
}

func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

func sentence(s string) string {
	r := []rune(s)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// resource is a Frictionless Data Resource with its Table Schema; unit and titles are custom properties, as the standard allows.
type resource struct {
	Name        string      `json:"name"`
	Version     string      `json:"version"`
	Title       string      `json:"title"`
	Description string      `json:"description"`
	Path        string      `json:"path"`
	Format      string      `json:"format"`
	Schema      tableSchema `json:"schema"`
}

type tableSchema struct {
	Fields     []field  `json:"fields"`
	PrimaryKey []string `json:"primaryKey,omitempty"`
}

type field struct {
	Name        string          `json:"name"`
	Type        string          `json:"type"`
	StoredType  Type            `json:"storedType"`
	Title       string          `json:"title"`
	Description string          `json:"description"`
	Unit        string          `json:"unit,omitempty"`
	Partition   bool            `json:"partition,omitempty"`
	Constraints map[string]bool `json:"constraints,omitempty"`
}

// WriteJSON prints a table as a Frictionless Data Resource with a Table Schema.
func WriteJSON(w io.Writer, t Table) error {
	r := resource{Name: t.Name, Version: Version, Title: t.VI, Description: t.EN, Path: t.Name + "/**/*.parquet", Format: "parquet"}
	for _, c := range append(t.Partition, t.Columns...) {
		f := field{Name: c.Name, Type: frictionless(c.Type), StoredType: c.Type, Title: c.MeaningVI, Description: c.MeaningEN, Unit: c.Unit, Partition: c.Field < 0}
		if !c.Nullable {
			f.Constraints = map[string]bool{"required": true}
		}
		r.Schema.Fields = append(r.Schema.Fields, f)
	}
	r.Schema.PrimaryKey = t.Key
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(r)
}

func frictionless(t Type) string {
	switch t {
	case TypeInt32, TypeInt64:
		return "integer"
	case TypeDouble, TypeDecimal:
		return "number"
	case TypeTimestamp:
		return "datetime"
	case TypeInt64List:
		return "array"
	}
	return string(t)
}

// Dialect is an SQL dialect of [WriteSQL].
type Dialect string

// The dialects.
const (
	DuckDB     Dialect = "duckdb"
	PostgreSQL Dialect = "postgresql"
)

// WriteSQL prints a table as CREATE TABLE with a comment for each column, in the given dialect.
func WriteSQL(w io.Writer, t Table, d Dialect) error {
	var b strings.Builder
	fmt.Fprintf(&b, "-- contract %s: %s\nCREATE TABLE %s (\n", Version, t.EN, t.Name)
	columns := append(append([]Column{}, t.Columns...), t.Partition...)
	for i, c := range columns {
		fmt.Fprintf(&b, "  %s %s", ident(c.Name), sqlType(c.Type, d))
		if !c.Nullable {
			b.WriteString(" NOT NULL")
		}
		if i < len(columns)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	b.WriteString(");\n")
	fmt.Fprintf(&b, "COMMENT ON TABLE %s IS %s;\n", t.Name, literal(t.EN+" / "+t.VI))
	for _, c := range columns {
		fmt.Fprintf(&b, "COMMENT ON COLUMN %s.%s IS %s;\n", t.Name, ident(c.Name), literal(meaning(c, "en")+" / "+c.MeaningVI))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// ident quotes every name: end, start and others are reserved words of one dialect or another.
func ident(name string) string { return `"` + name + `"` }

func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func sqlType(t Type, d Dialect) string {
	switch t {
	case TypeInt32:
		return "INTEGER"
	case TypeInt64:
		return "BIGINT"
	case TypeDouble:
		return map[Dialect]string{DuckDB: "DOUBLE", PostgreSQL: "DOUBLE PRECISION"}[d]
	case TypeBoolean:
		return "BOOLEAN"
	case TypeDecimal:
		return map[Dialect]string{DuckDB: "DECIMAL(38,9)", PostgreSQL: "NUMERIC(38,9)"}[d]
	case TypeDate:
		return "DATE"
	case TypeTimestamp:
		return "TIMESTAMP WITH TIME ZONE"
	case TypeInt64List:
		return "BIGINT[]"
	}
	return map[Dialect]string{DuckDB: "VARCHAR", PostgreSQL: "TEXT"}[d]
}
