package read

import (
	"math"
	"slices"
	"strings"
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

// Bounds of what is sought without rules.
const (
	leastRows    = 3   // with numbers, of a table
	leastColumns = 2   // of a table or a letterhead
	leading      = 2.6 // the most that lines of a table are apart, in sizes of the font
)

// unruled replaces the lines that stand in columns by tables: numbers beneath each other without rules around them, and the heads and
// feet of official letters, whose two columns are to be read one after the other.
func (p *pdfPage) unruled() {
	for from := 0; from < len(p.lines); from++ {
		if len(p.lines[from].cells) < leastColumns {
			continue
		}
		if t, first, next := p.letterhead(from); t != nil {
			p.replace(first, next, t)
			from = first
			continue
		}
		if t, first, next := p.positioned(from); t != nil {
			p.replace(first, next, t)
			from = first
		}
	}
}

// replace puts a table in the place of the lines from first to next.
func (p *pdfPage) replace(first, next int, t *pdfLine) {
	t.y, t.top, t.bottom = p.lines[first].y, p.lines[first].y, p.lines[next-1].y
	p.lines = slices.Replace(p.lines, first, next, *t)
}

// near reports whether line i follows the line before it within a table's spacing.
func (p *pdfPage) near(i int) bool {
	a, b := &p.lines[i-1], &p.lines[i]
	return a.table == nil && b.table == nil && a.y-b.y < leading*math.Max(a.size, b.size)
}

// columnsOf joins the places of the parts of lines that lie above each other, from the left.
func columnsOf(lines []pdfLine) []pdfCell {
	var all []pdfCell
	for i := range lines {
		all = append(all, lines[i].parts()...)
	}
	slices.SortStableFunc(all, func(a, b pdfCell) int { return int(math.Copysign(1, a.x0-b.x0)) })
	var out []pdfCell
	for _, c := range all {
		if n := len(out); n > 0 && c.x0 < out[n-1].x1 {
			out[n-1].x1 = math.Max(out[n-1].x1, c.x1)
			continue
		}
		out = append(out, pdfCell{x0: c.x0, x1: c.x1})
	}
	return out
}

// covers returns the first and the last column that a part lies over, -1 where it lies over none.
func covers(columns []pdfCell, c pdfCell) (first, last int) {
	first, last = -1, -1
	for i, col := range columns {
		if c.x0 < col.x1 && col.x0 < c.x1 {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	return first, last
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

// letterhead returns the two columns of an official letter's head or foot that line i belongs to.
func (p *pdfPage) letterhead(i int) (t *pdfLine, first, next int) {
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
	for first = i; first > 0 && p.near(first) && len(p.lines[first-1].cells) == 0 && grow(columns, p.lines[first-1].parts()) && i-first < 3; first-- {
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

// positioned returns the table that begins around line i: lines whose numbers stand beneath each other.
func (p *pdfPage) positioned(i int) (t *pdfLine, first, next int) {
	body := i // the first line with numbers
	for body < len(p.lines) && body-i < 2*maxHeadRows && (body == i || p.near(body)) && !numbered(&p.lines[body]) {
		body++
	}
	if body == len(p.lines) || !numbered(&p.lines[body]) {
		return nil, 0, 0
	}
	var rows []pdfLine
	next = body
	var columns []pdfCell
	for next < len(p.lines) && (next == body || p.near(next)) {
		l := &p.lines[next]
		if numbered(l) {
			wider := columnsOf(append(rows, *l))
			if len(columns) > 0 && len(wider) < len(columns) {
				break
			}
			rows, columns = append(rows, *l), wider
		} else if first, last := covers(columns, l.parts()[0]); len(l.cells) > 0 || first < 0 || first != last {
			break
		}
		next++
	}
	if len(rows) < leastRows || len(columns) < leastColumns || !tabularRows(rows, columns) {
		return nil, 0, 0
	}
	for next > body && !numbered(&p.lines[next-1]) && !runsOn(p.lines[next-1].text) { // what follows the last numbers is no row unless it goes on with its name
		next--
	}
	first = p.headAbove(body, columns)
	head := headOf(p.lines[first:body], columns)
	out := &pdfLine{table: &table{rows: append([]tableRow{head}, rowsOf(p.lines[body:next], columns)...)}, x0: columns[0].x0, x1: columns[len(columns)-1].x1}
	for _, c := range columns {
		out.columns = append(out.columns, c.x0)
	}
	return out, first, next
}

// numbered reports whether a line has several parts and one behind the first is a number.
func numbered(l *pdfLine) bool {
	if l.table != nil || len(l.cells) < leastColumns {
		return false
	}
	for _, c := range l.cells[1:] {
		if isFigure(c.text) {
			return true
		}
	}
	return false
}

// tabularRows reports whether a column behind the first holds a number in most rows.
func tabularRows(rows []pdfLine, columns []pdfCell) bool {
	numbers := make([]int, len(columns))
	for i := range rows {
		for _, c := range rows[i].cells {
			if first, last := covers(columns, c); first == last && first > 0 && isFigure(c.text) {
				numbers[first]++
			}
		}
	}
	return slices.Max(numbers)*3 >= 2*len(rows)
}

// headAbove returns the first of the lines above the body that belong to the head: near it, and in parts or over one column alone.
func (p *pdfPage) headAbove(body int, columns []pdfCell) int {
	first := body
	for first > 0 && body-first < 2*maxHeadRows && p.near(first) {
		l := &p.lines[first-1]
		if a, b := covers(columns, l.parts()[0]); len(l.cells) == 0 && (a < 0 || a == 0 && b == len(columns)-1 || a != b && p.centred(*l) || strings.HasSuffix(l.text, ".") || strings.HasSuffix(l.text, ":")) {
			break
		}
		first--
	}
	for first < body && len(p.lines[first].cells) == 0 && first+1 < body && len(p.lines[first+1].cells) == 0 { // a title above the head
		first++
	}
	return first
}

// headOf makes one row of the lines of a head: above each column the parts that lie over it, top down.
func headOf(lines []pdfLine, columns []pdfCell) tableRow {
	texts := make([]string, len(columns))
	wide := make([]bool, len(columns)) // the last part lies over several columns
	for i := range lines {
		for _, c := range lines[i].parts() {
			first, last := covers(columns, c)
			if first < 0 {
				first = nearest(columns, c)
				last = first
			}
			for k := first; k <= last; k++ {
				sep := " "
				if wide[k] && first == last {
					sep = " - "
				}
				if texts[k] == "" {
					sep = ""
				}
				texts[k] += sep + c.text
				wide[k] = first < last
			}
		}
	}
	row := tableRow{head: true}
	for _, s := range texts {
		row.cells = append(row.cells, tableCell{inline: inline{text: []byte(s)}, cols: 1, rows: 1})
	}
	return row
}

// rowsOf makes rows of lines; a line of one part goes on with a name of the row above or begins that of the row below.
func rowsOf(lines []pdfLine, columns []pdfCell) []tableRow {
	var out []tableRow
	begun := "" // the name of the next row
	for i := range lines {
		l := &lines[i]
		if len(l.cells) == 0 {
			switch {
			case len(out) > 0 && runsOn(l.text):
				cell := &out[len(out)-1].cells[nearest(columns, l.parts()[0])]
				cell.add(" ", inline{text: []byte(l.text)})
				continue
			case i+1 < len(lines) && runsOn(lines[i+1].parts()[0].text):
				begun = l.text + " "
				continue
			}
		}
		row := tableRow{cells: make([]tableCell, len(columns))}
		for k := range row.cells {
			row.cells[k].cols, row.cells[k].rows = 1, 1
		}
		for _, c := range l.parts() {
			k, last := covers(columns, c)
			if k < 0 || k != last {
				k = nearest(columns, c)
			}
			if runsOn(c.text) {
				c.text, begun = begun+c.text, ""
			}
			row.cells[k].add(" ", inline{text: []byte(c.text)})
		}
		out = append(out, row)
	}
	return out
}
