package read

import (
	"fmt"
	"strings"
	"unicode"

	"solieu/extract/token"
	"solieu/schemas"
)

// table is a grid of cells as a format describes it: spans not yet spread.
type table struct {
	rows []tableRow
	left int   // of a sheet: the column of its first one
	at   []int // of a sheet: the numbers of its rows; nil where they count from 0
}

// row returns the number of row r.
func (t *table) row(r int) int {
	if t.at != nil {
		return t.at[r]
	}
	return r
}

type tableRow struct {
	cells []tableCell
	head  bool // marked as a head by the format
}

type tableCell struct {
	inline
	paragraphs []inline // of a cell with several
	cols, rows int      // spans, 1 or more
	page       bool     // a page begins with the cell's row
}

// Bounds of a table: spans beyond them are a damaged or hostile file.
const (
	maxColumns  = 512
	maxHeadRows = 6
)

// gridCell is a place of the spread grid: the cell that covers it and whether it is that cell's first place.
type gridCell struct {
	cell  *tableCell
	first bool
	span  int // columns of the cell
	below int // rows of the cell from here down

	row, column int // of the place
}

// grid spreads the spans of t; every row has the same number of places. It fails where that takes more than limit places.
func (t *table) grid(limit int) ([][]gridCell, bool) {
	width, used := 0, 0
	out := make([][]gridCell, len(t.rows))
	place := func(r, c int, g gridCell) {
		for len(out[r]) <= c {
			out[r] = append(out[r], gridCell{})
		}
		if out[r][c].cell == nil {
			out[r][c] = g
		}
		width = max(width, c+1)
	}
	for r := range t.rows {
		c := 0
		for i := range t.rows[r].cells {
			cell := &t.rows[r].cells[i]
			for c < len(out[r]) && out[r][c].cell != nil {
				c++
			}
			cols, rows := min(max(cell.cols, 1), maxColumns-min(c, maxColumns-1)), min(max(cell.rows, 1), len(t.rows)-r)
			if used += cols * rows; used > limit {
				return nil, false
			}
			for dr := range rows {
				for dc := range cols {
					place(r+dr, c+dc, gridCell{cell, dr == 0 && dc == 0, cols, rows - dr, t.row(r + dr), t.left + c + dc})
				}
			}
			c += cols
			if c >= maxColumns {
				break
			}
		}
	}
	if width*len(out) > limit {
		return nil, false
	}
	for r := range out {
		for len(out[r]) < width {
			out[r] = append(out[r], gridCell{})
		}
	}
	return out, true
}

// table writes t as a Markdown table. The rows of its head become one row, each column with all the heads above it;
// letterheads and tables of one column become paragraphs.
func (b *builder) table(t table) {
	grid, ok := t.grid(b.cells)
	if !ok {
		b.err = reject(schemas.RejectTooLarge, fmt.Sprintf("> %d cells", b.cells))
		return
	}
	grid = dropEmpty(grid)
	if len(grid) == 0 {
		return
	}
	if len(grid[0]) == 1 || letterhead(grid) {
		b.linear(grid)
		return
	}
	b.tables++
	for len(grid) > 1 && wide(grid[0]) { // a caption within the grid
		b.place(b.block(grid[0][0].content(), "\n\n"), b.tables, grid[0][0].row, grid[0][0].column)
		grid = grid[1:]
	}
	head := headRows(t, grid)
	b.gap("\n\n")
	for c := range grid[0] {
		span := b.cell(c, headText(grid[:head], c))
		if g := grid[0][c]; head == 1 && g.first {
			b.place(span, b.tables, g.row, g.column)
		}
	}
	b.put(inline{text: []byte("\n|" + strings.Repeat("---|", len(grid[0])))})
	for _, row := range grid[head:] {
		b.put(inline{text: []byte("\n")})
		if row[0].cell != nil && row[0].cell.page {
			b.pageBreak()
		}
		for c, g := range row {
			if g.first {
				b.place(b.cell(c, g.content()), b.tables, g.row, g.column)
			} else {
				b.cell(c, inline{})
			}
			if b.err != nil {
				return
			}
		}
	}
}

// cell writes one cell and the bar behind it, and the bar before it in the first column. It returns where the content stands.
func (b *builder) cell(column int, in inline) schemas.Span {
	if column == 0 {
		b.put(inline{text: []byte("|")})
	}
	b.put(inline{text: []byte(" ")})
	span := b.put(oneLine(in.trim()))
	b.put(inline{text: []byte(" |")})
	return span
}

// oneLine makes content fit a cell: line feeds and bars become blanks and strokes of the same length.
func oneLine(in inline) inline {
	for i, c := range in.text {
		switch c {
		case '\n', '\t', '\r':
			in.text[i] = ' '
		case '|':
			in.text[i] = '/'
		}
	}
	return in
}

// content returns the cell's text, its paragraphs in one line; the text is the caller's own.
func (g gridCell) content() inline {
	if g.cell == nil {
		return inline{}
	}
	var in inline
	if len(g.cell.paragraphs) == 0 {
		in.add("", g.cell.inline)
		return in
	}
	for _, p := range g.cell.paragraphs {
		in.add(" ", p.trim())
	}
	return in
}

func (g gridCell) empty() bool {
	in := g.content()
	return in.blank()
}

// headText joins the heads above column c, top down, each once. Only the first place of a cell keeps its notes.
func headText(rows [][]gridCell, c int) inline {
	var in inline
	var last *tableCell
	for _, row := range rows {
		g := row[c]
		if g.cell == nil || g.cell == last || g.empty() {
			continue
		}
		last = g.cell
		part := g.content().trim()
		if !g.first {
			part.refs = nil
		}
		in.add(" - ", part)
	}
	return in
}

// headRows returns the number of rows of the head: those marked so, else the first with all that its cells span, and the next
// where the first one spans columns and the next holds no number.
func headRows(t table, grid [][]gridCell) int {
	marked := 0
	for marked < len(grid) && marked < len(t.rows) && t.rows[marked].head && len(t.rows) == len(grid) {
		marked++
	}
	if marked > 0 {
		return min(marked, maxHeadRows)
	}
	n, spans := 1, false
	for r := 0; r < n && r < len(grid); r++ {
		for _, g := range grid[r] {
			if g.cell != nil && r+g.below <= maxHeadRows && r+g.below < len(grid) {
				n = max(n, r+g.below)
			}
			spans = spans || r == n-1 && g.span > 1
		}
	}
	for n < len(grid)-1 && n < maxHeadRows && spans && !anyNumber(grid[n]) {
		spans = false
		for _, g := range grid[n] {
			spans = spans || g.span > 1
		}
		n++
	}
	return n
}

// anyNumber reports whether a cell of row but the first is a number.
func anyNumber(row []gridCell) bool {
	for c, g := range row {
		if text := string(g.content().text); c > 0 && isFigure(text) {
			return true
		}
	}
	return false
}

// isFigure reports whether a cell holds a number and little else.
func isFigure(s string) bool {
	digits, letters := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLetter(r):
			letters++
		}
	}
	return digits > 0 && letters <= 2
}

// wide reports whether one cell covers the whole row.
func wide(row []gridCell) bool {
	return len(row) > 1 && row[0].cell != nil && row[0].span >= len(row) && row[0].below == 1
}

// dropEmpty leaves out the rows and columns that hold nothing.
func dropEmpty(grid [][]gridCell) [][]gridCell {
	if len(grid) == 0 {
		return nil
	}
	keep := make([]bool, len(grid[0]))
	var rows [][]gridCell
	for _, row := range grid {
		full := false
		for c, g := range row {
			if g.first && !g.empty() {
				full, keep[c] = true, true
			}
		}
		if full {
			rows = append(rows, row)
		}
	}
	for r, row := range rows {
		var kept []gridCell
		for c, g := range row {
			if keep[c] {
				kept = append(kept, g)
			}
		}
		rows[r] = kept
	}
	return rows
}

// letterhead reports whether the grid is the head or the foot of an official letter, laid out as a table.
func letterhead(grid [][]gridCell) bool {
	if len(grid[0]) > 3 || len(grid) > 6 {
		return false
	}
	for _, row := range grid {
		for _, g := range row {
			for _, p := range g.cellParagraphs() {
				key := foldLine(string(p.text))
				for _, mark := range []string{"công5 hoa1 xa4 hôi5", "đôc5 lâp5", "nơi nhân5"} {
					if strings.HasPrefix(key, mark) {
						return true
					}
				}
			}
		}
	}
	return false
}

func (g gridCell) cellParagraphs() []inline {
	if g.cell == nil {
		return nil
	}
	if len(g.cell.paragraphs) == 0 {
		return []inline{g.cell.inline}
	}
	return g.cell.paragraphs
}

// foldLine folds the first syllables of a line; see [token.Fold].
func foldLine(s string) string {
	fields := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if len(fields) > 6 {
		fields = fields[:6]
	}
	for i, f := range fields {
		fields[i] = token.Fold(f)
	}
	return strings.Join(fields, " ")
}

// linear writes the grid column by column, each paragraph on its own line.
func (b *builder) linear(grid [][]gridCell) {
	for c := range grid[0] {
		sep := "\n\n"
		for _, row := range grid {
			if !row[c].first {
				continue
			}
			for _, p := range row[c].cellParagraphs() {
				if p = p.trim(); p.blank() {
					continue
				}
				span := b.block(p, sep)
				if b.sheetName != "" {
					b.place(span, 0, row[c].row, row[c].column)
				}
				sep = "\n"
			}
		}
	}
}
