package read

import (
	"strings"

	"solieu/schemas"
)

// markdownCells returns the filled cells of the Markdown tables of text, limit at most: lines that begin with a bar. The rule under a
// head is no row.
func markdownCells(text string, limit int) []schemas.Cell {
	var out []schemas.Cell
	tables, row := 0, -1
	for at := 0; at < len(text) && len(out) < limit; {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += at
		}
		line := text[at:end]
		start := at + len(line) - len(strings.TrimLeft(line, " \t"))
		at = end + 1
		switch {
		case start >= end || text[start] != '|':
			row = -1
			continue
		case isTableRule(text[start:end]):
			continue
		case row < 0:
			tables++
		}
		row++
		out = appendCells(out, text, start+1, end, schemas.Cell{Table: tables, Row: row}, limit)
	}
	return out
}

// appendCells appends the filled cells of a row between two offsets; c holds what they share.
func appendCells(out []schemas.Cell, text string, from, end int, c schemas.Cell, limit int) []schemas.Cell {
	for ; from < end && len(out) < limit; c.Column++ {
		to := strings.IndexByte(text[from:end], '|')
		if to < 0 {
			to = end
		} else {
			to += from
		}
		if content := strings.TrimSpace(text[from:to]); content != "" {
			c.Start = from + strings.Index(text[from:to], content)
			c.End = c.Start + len(content)
			out = append(out, c)
		}
		from = to + 1
	}
	return out
}
