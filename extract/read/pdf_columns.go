package read

import (
	"math"
	"slices"
	"unicode"
	"unicode/utf8"
)

// pdfCell is a part of a line between wide gaps.
type pdfCell struct {
	x0, x1 float64
	text   string
}

// parts returns the parts of a line, itself where it has no gap.
func (l *pdfLine) parts() []pdfCell {
	if len(l.cells) > 0 {
		return l.cells
	}
	return []pdfCell{{l.x0, l.x1, l.text}}
}

// Bounds of what is sought without rules; distances in sizes of the font.
const (
	leastRows    = 3    // with numbers, of a table
	leastColumns = 2    // of a table or a letterhead
	leading      = 2.6  // the most that lines of a table are apart
	corridor     = 0.35 // the least white between two columns
)

// unruled replaces the lines that stand in columns by tables: numbers beneath each other without rules around them, and the heads and
// feet of official letters, whose two columns are to be read one after the other.
func (p *pdfPage) unruled() {
	if !slices.ContainsFunc(p.lines, func(l pdfLine) bool { return len(l.cells) >= leastColumns }) {
		return
	}
	p.corridors()
	out := make([]pdfLine, 0, len(p.lines))
	floor, tried := 0, 0 // behind the last table; behind the lines that make no table
	for i := 0; i < len(p.lines); {
		t, first, next := (*pdfLine)(nil), i, i+1
		if len(p.lines[i].cells) >= leastColumns {
			if t, first, next = p.letterhead(i, floor); t == nil && i >= tried {
				if t, first, next = p.positioned(i, floor); t == nil {
					tried = next
				}
			}
		}
		if t == nil {
			out = append(out, p.lines[i])
			i++
			continue
		}
		t.y, t.top, t.bottom = p.lines[first].y, p.lines[first].y, p.lines[next-1].y
		out = append(out[:len(out)-(i-first)], *t)
		i, floor = next, next
	}
	p.lines = out
}

// near reports whether line i follows the line before it within a table's spacing.
func (p *pdfPage) near(i int) bool {
	a, b := &p.lines[i-1], &p.lines[i]
	return a.table == nil && b.table == nil && a.y-b.y < leading*math.Max(a.size, b.size)
}

// nearest returns the column whose middle is nearest to the part's.
func nearest(columns []pdfCell, c pdfCell) int {
	best, distance := 0, math.Inf(1)
	for i, col := range columns {
		if d := math.Abs(col.x0 + col.x1 - c.x0 - c.x1); d < distance {
			best, distance = i, d
		}
	}
	return best
}

// letterhead returns the two columns of an official letter's head or foot that line i belongs to, and the lines they take, none before
// floor.
func (p *pdfPage) letterhead(i, floor int) (t *pdfLine, first, next int) {
	columns := p.lines[i].parts()
	if len(columns) != 2 {
		return nil, 0, 0
	}
	columns = slices.Clone(columns)
	next = i + 1
	for next < len(p.lines) && p.near(next) && next-i < 12 {
		parts := p.lines[next].parts()
		if len(parts) > 2 || len(parts) == 1 && p.centred(p.lines[next]) || !grow(columns, parts) {
			break
		}
		next++
	}
	for first = i; first > floor && p.near(first) && len(p.lines[first-1].cells) == 0 && grow(columns, p.lines[first-1].parts()) && i-first < 3; first-- {
	}
	for next > i+1 && len(p.lines[next-1].cells) == 0 && p.lines[next-1].x0 < columns[1].x0 { // a paragraph beneath the left column
		next--
	}
	cells := [2]tableCell{{cols: 1, rows: 1}, {cols: 1, rows: 1}}
	official := false
	for _, l := range p.lines[first:next] {
		for _, c := range l.parts() {
			k := nearest(columns, c)
			official = official || letterhead([][]gridCell{{{cell: &tableCell{inline: inline{text: []byte(c.text)}}}}})
			ps := &cells[k].paragraphs
			if n := len(*ps); n > 0 && runsOnOrNumber(c.text) {
				(*ps)[n-1].add(" ", inline{text: []byte(c.text)})
				continue
			}
			*ps = append(*ps, inline{text: []byte(c.text)})
		}
	}
	if !official || next-first < 2 {
		return nil, 0, 0
	}
	rows := []tableRow{{cells: cells[:]}}
	return &pdfLine{table: &table{rows: rows}, x0: columns[0].x0, x1: columns[1].x1, columns: []float64{columns[0].x0, columns[1].x0}}, first, next
}

// grow widens two columns to hold parts; it reports whether a gap stays between them and no part lies over both.
func grow(columns, parts []pdfCell) bool {
	wider := [2]pdfCell{columns[0], columns[1]}
	for _, c := range parts {
		k := nearest(columns, c)
		wider[k].x0, wider[k].x1 = math.Min(wider[k].x0, c.x0), math.Max(wider[k].x1, c.x1)
	}
	if wider[0].x1 >= wider[1].x0 {
		return false
	}
	copy(columns, wider[:])
	return true
}

// runsOnOrNumber reports whether a line of a column goes on with the one above: "… năm" "2023".
func runsOnOrNumber(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsDigit(r) || runsOn(s)
}
