package tables

import (
	"io"
	"strings"
)

//go:generate go test -run "TestPage|TestPrinters|TestListingIsKept" . -update

// WritePage prints the whole contract as the page docs/tables.md.
func WritePage(w io.Writer) error {
	if _, err := io.WriteString(w, strings.ReplaceAll(pageHead, "{version}", Version)); err != nil {
		return err
	}
	for _, t := range All() {
		if err := WriteMarkdown(w, t); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, pageFoot)
	return err
}

const pageHead = `# The tables

Data contract, version {version}. This page is generated from the row structs of schemas/tables; ` + "`solieu schema`" + ` prints the same.

- A lake is a folder; readers open ` + "`OUT/current/<table>/**/*.parquet`" + `. ` + "`current`" + ` is a symbolic link to the newest snapshot and
  moves as a whole, possibly while a query lists files. A job that must not see it move, or that reads several tables, resolves the
  link once (` + "`readlink -f OUT/current`" + `) and reads from there; snapshots stay until they are expired.
- Where there can be no symbolic link (Windows without the right, some network shares), ` + "`current`" + ` is a file whose one line is the
  snapshot's folder, ` + "`snapshots/12`" + `, replaced as atomically. This program follows it by itself; others read it first (DuckDB:
  ` + "`SET VARIABLE lake = 'OUT/' || (SELECT trim(content, chr(10)) FROM read_text('OUT/current'))`" + `, then
  ` + "`FROM read_parquet(getvariable('lake') || '/observations/**/*.parquet')`" + `; Python: ` + "`out / (out / 'current').read_text().strip()`" + `).
- Text columns hold NULL, never the empty text, where there is nothing to say (columns with null = yes).
- Byte offsets are half-open and point into ` + "`texts.text`" + ` of the same ` + "`document_id`" + ` (bytes of the UTF-8 form, not characters).
- Decimals are DECIMAL(38,9). An exact value that does not fit is NULL; the double beside it is there always. Decimals carry no page
  bounds; filter on ` + "`value_double`" + ` where a query should skip pages. Columns of checks are rounded to nine digits behind the point.
- Dates are days without a time zone; timestamps are UTC microseconds.
- ` + "`area`" + ` in the path is the report's area, ` + "`area_code`" + ` in the row that of the figure. Codes keep their leading zero: a reader that
  guesses types must be told that ` + "`area`" + ` is text (DuckDB: ` + "`hive_types={'year': INTEGER, 'area': VARCHAR}`" + `). Seven codes mean
  another province since 2025-07-01: join on ` + "`area_list`" + ` and ` + "`area_code`" + ` together.
- Equal documents, lexicon and program version give byte-identical files, whatever the order, the number of workers and whether the run
  was incremental or full. The table ` + "`runs`" + ` holds times, ` + "`document_versions`" + ` the numbers of snapshots and the manifest the
  run's name; they are not part of this promise.
- A document that changed supersedes the one that came from the same source; one whose source is gone stays until a run with ` + "`--prune`" + `.
  ` + "`document_versions`" + ` keeps all of them: the rows of a document that stands no longer are in the snapshots from ` + "`valid_from`" + ` to
  ` + "`valid_to`" + `, as long as these are not expired.
- Several sources with the same bytes have one row each in ` + "`documents`" + `; all but the first have ` + "`duplicate_of`" + `, and only the
  first has rows in the other tables. Count documents ` + "`WHERE duplicate_of IS NULL`" + `.
- Within a major version a column is never renamed, retyped or dropped; a new column raises the minor version. Read several snapshots
  together by column name (DuckDB: ` + "`union_by_name`" + `).

`

const pageFoot = `## How indicator_values is made

A row gathers the figures of one indicator (catalogue code, else phrase), area, resolved period and base unit; where the area is unknown
the figures of each document stay apart, because they may speak of different places. ` + "`actual`, `estimate` and `plan`" + `
are amounts (levels, rates, scores, ranks) in the base unit; where several documents state one, the latest document wins, then an unambiguous
reading, then the order of document and place. A target figure is a plan. Denominators, ends of ranges, absolute changes, indices and
multiples are left out, and so are figures without a resolved period. ` + "`attainment`, `growth` and `share`" + ` are as printed, each with
what the checks recomputed from the printed operands. ` + "`conflicting`" + ` means that two figures of one status in the same unit
cannot both be right: no number fits the printed precision of both.
`
