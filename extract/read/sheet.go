package read

import (
	"fmt"

	"solieu/schemas"
)

// sheet writes a sheet: its name, the lines above the grid (rows of one cell), and the grid as a table.
func (b *builder) sheet(name string, s sheetRows) {
	if len(s.rows) == 0 {
		return
	}
	b.paragraph(inline{text: []byte(name)})
	b.sheetName = name
	first := 0
	for first < len(s.rows) && (len(s.rows[first]) == 1 && !s.rows[first][0].number || official(s.rows[first])) {
		sep := "\n"
		if first == 0 {
			sep = "\n\n"
		}
		for _, c := range s.rows[first] {
			b.place(b.block(inline{text: []byte(c.text)}, sep), 0, s.at[first], c.column)
			sep = "\n"
		}
		first++
	}
	last := len(s.rows)
	for last > first+1 && len(s.rows[last-1]) == 1 && !s.rows[last-1][0].number && s.rows[last-1][0].column == 0 && len(s.rows[last-1][0].text) > 30 {
		last--
	}
	if first < last {
		s.merged = append(s.merged, s.implied(first, last)...)
		t, ok := s.table(first, last, b.cells)
		if !ok {
			b.err = reject(schemas.RejectTooLarge, fmt.Sprintf("%s: > %d cells", name, b.cells))
			return
		}
		b.table(t)
	}
	for i, row := range s.rows[last:] {
		b.place(b.block(inline{text: []byte(row[0].text)}, "\n\n"), 0, s.at[last+i], row[0].column)
	}
}

// official reports whether a row belongs to a letterhead.
func official(row []cellValue) bool {
	for _, c := range row {
		if letterhead([][]gridCell{{{cell: &tableCell{inline: inline{text: []byte(c.text)}}, first: true}}}) {
			return true
		}
	}
	return false
}

// table makes a table of rows from to to; it fails where that takes more than limit cells.
func (s sheetRows) table(from, to, limit int) (table, bool) {
	width, left := 0, maxSheetColumns
	for _, row := range s.rows[from:to] {
		left = min(left, row[0].column)
		width = max(width, row[len(row)-1].column+1)
	}
	width = min(width, left+maxColumns)
	if (width-left)*(to-from) > limit {
		return table{}, false
	}
	index := map[int]int{} // row number → row of the table
	for i := from; i < to; i++ {
		index[s.at[i]] = i - from
	}
	spans := map[[2]int]cellRange{}
	hidden := map[[2]int]bool{}
	for _, m := range s.merged {
		if m.right-m.left >= maxColumns || m.bottom-m.top >= maxColumns {
			continue
		}
		if limit -= (m.right - m.left + 1) * (m.bottom - m.top + 1); limit < 0 {
			return table{}, false
		}
		spans[[2]int{m.top, m.left}] = m
		for r := m.top; r <= m.bottom; r++ {
			for c := m.left; c <= m.right; c++ {
				hidden[[2]int{r, c}] = r != m.top || c != m.left
			}
		}
	}
	t := table{rows: make([]tableRow, to-from), left: left, at: s.at[from:to]}
	for i := from; i < to; i++ {
		row := &t.rows[i-from]
		byColumn := map[int]cellValue{}
		for _, c := range s.rows[i] {
			byColumn[c.column] = c
		}
		for column := left; column < width; column++ {
			at := [2]int{s.at[i], column}
			if hidden[at] {
				continue
			}
			cell := tableCell{inline: inline{text: []byte(byColumn[column].text)}, cols: 1, rows: 1}
			if m, ok := spans[at]; ok {
				cell.cols = min(m.right+1, width) - m.left
				for r := m.top + 1; r <= m.bottom; r++ {
					if _, there := index[r]; there {
						cell.rows++
					}
				}
			}
			row.cells = append(row.cells, cell)
		}
	}
	return t, true
}
