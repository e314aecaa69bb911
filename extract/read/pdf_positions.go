package read

import (
	"math"
	"slices"
	"strings"
)

// A table without rules is found by its numbers: lines whose parts stand in columns, the columns of numbers apart from all others.

// pdfColumn is a column of such a table.
type pdfColumn struct {
	x0, x1  float64
	numbers int // in its lines
}

// columnParts returns the parts of a line that corridors part, left to right; one where the line's spaces are all the same: those of words.
func columnParts(l *pdfLine) []pdfCell {
	var out []pdfCell
	spaces := evenly(l)
	for _, w := range l.words {
		if n := len(out); n > 0 && (spaces || w.x0-out[n-1].x1 < l.white) {
			out[n-1].x1 = math.Max(out[n-1].x1, w.x1)
			out[n-1].text += " " + w.text
			continue
		}
		out = append(out, w)
	}
	for i := range out {
		out[i].text = normal(out[i].text)
	}
	return out
}

// corridors finds the white that parts two columns: more than a page's words have between them.
func (p *pdfPage) corridors() {
	var gaps []float64
	for i := range p.lines {
		l := &p.lines[i]
		for k := range max(len(l.words)-1, 0) {
			gaps = append(gaps, (l.words[k+1].x0-l.words[k].x1)/l.size)
		}
	}
	white := math.Max(corridor, 1.3*quantile(gaps, 0.5))
	for i := range p.lines {
		p.lines[i].white = white * p.lines[i].size
	}
}

// evenly reports whether a line has four words or more with the same space between them.
func evenly(l *pdfLine) bool {
	low, high := math.Inf(1), 0.0
	for i := range len(l.words) - 1 {
		gap := l.words[i+1].x0 - l.words[i].x1
		low, high = math.Min(low, gap), math.Max(high, gap)
	}
	return len(l.words) > 3 && high-low < 0.1*l.size
}

// numbered reports whether a line has several parts and one behind the first is a number.
func numbered(l *pdfLine) bool {
	if l.table != nil || len(l.words) < leastColumns {
		return false
	}
	parts := columnParts(l)
	return slices.ContainsFunc(parts[1:], func(c pdfCell) bool { return isFigure(c.text) && !isYear(c.text) })
}

// isYear reports whether a part is a year, which stands above a column.
func isYear(s string) bool {
	return len(s) == 4 && isDigits(s) && (s[:2] == "19" || s[:2] == "20")
}

// over returns the first column that a part lies over and the one behind the last; the same twice where it lies over none.
func over(columns []pdfColumn, c pdfCell) (first, last int) {
	for first < len(columns) && columns[first].x1 <= c.x0 {
		first++
	}
	for last = first; last < len(columns) && columns[last].x0 < c.x1; last++ {
	}
	return first, last
}

// widen adds the parts of a line to columns. It fails where a part lies over a column of numbers and another one, and where words
// alone would make a column.
func widen(columns []pdfColumn, l *pdfLine) ([]pdfColumn, bool) {
	out := slices.Clone(columns)
	for _, c := range columnParts(l) {
		wide := pdfCell{x0: c.x0 - l.white/2, x1: c.x1 + l.white/2}
		first, last := over(out, wide)
		number := isFigure(c.text)
		col := pdfColumn{x0: c.x0, x1: c.x1, numbers: bool2int(number)}
		for _, o := range out[first:last] {
			if last-first > 1 && (number || o.numbers > 0) {
				return nil, false
			}
			col = pdfColumn{math.Min(col.x0, o.x0), math.Max(col.x1, o.x1), col.numbers + o.numbers}
		}
		out = slices.Replace(out, first, last, col)
	}
	return out, len(out) <= len(columns) || len(out) <= maxColumns && numbered(l)
}

// mostAbove bounds the lines above the first one with numbers that are sought for names and heads.
const mostAbove = 2 * maxHeadRows

// positioned returns the table around line i and the lines it takes, none before floor; without a table, next is where to go on.
func (p *pdfPage) positioned(i, floor int) (t *pdfLine, first, next int) {
	if !numbered(&p.lines[i]) {
		return nil, 0, i + 1
	}
	first, next = i, i+1
	columns, ok := widen(nil, &p.lines[i])
	rows := 1
	for ok && next < len(p.lines) && p.near(next) {
		var wider []pdfColumn
		if wider, ok = widen(columns, &p.lines[next]); ok {
			rows += bool2int(numbered(&p.lines[next]))
			columns = wider
			next++
		}
	}
	for ok = true; ok && first > floor && i-first < mostAbove && p.near(first); {
		var wider []pdfColumn
		if wider, ok = widen(columns, &p.lines[first-1]); ok {
			columns = wider
			first--
		}
	}
	if rows < leastRows || len(columns) < leastColumns || !slices.ContainsFunc(columns[1:], func(c pdfColumn) bool { return c.numbers*3 >= 2*rows }) {
		return nil, 0, next
	}
	groups := groupRows(p.lines[first:next])
	for len(groups) > 0 && !slices.ContainsFunc(groups[0], func(l pdfLine) bool { return numbered(&l) }) {
		first += len(groups[0])
		groups = groups[1:]
	}
	for n := len(groups); n > 0 && !slices.ContainsFunc(groups[n-1], func(l pdfLine) bool { return numbered(&l) }); n-- {
		next -= len(groups[n-1])
		groups = groups[:n-1]
	}
	if len(groups) == 0 {
		return nil, 0, next
	}
	for len(groups[0]) > 1 && !numbered(&groups[0][0]) && len(columnParts(&groups[0][0])) > 1 { // the last lines of the head
		first++
		groups[0] = groups[0][1:]
	}
	top := p.headAbove(first, floor, columns)
	tab := &table{rows: []tableRow{headOf(p.lines[top:first], columns)}}
	for _, g := range groups {
		tab.rows = append(tab.rows, rowOf(g, columns))
	}
	out := &pdfLine{table: tab, x0: columns[0].x0, x1: columns[len(columns)-1].x1}
	for _, c := range columns {
		out.columns = append(out.columns, c.x0)
	}
	return out, top, next
}

// rowGap is how far apart, in sizes of the font, two lines are that no cell holds both, where no cell of several lines shows it.
const rowGap = 1.27

// cellGap returns the distance beyond which two lines are of two rows: more than that of a line that goes on with a name.
func cellGap(lines []pdfLine) float64 {
	most := 0.0
	for i := range lines[1:] {
		if a, b := &lines[i], &lines[i+1]; !numbered(b) && runsOn(b.text) && a.y-b.y < 2*b.size {
			most = math.Max(most, a.y-b.y)
		}
	}
	if most == 0 {
		most = rowGap * lines[0].size
	}
	return 1.05 * most
}

// groupRows groups lines to rows: those close to each other, each row with one line of numbers. Lines without numbers between two rows go
// with the one that they go on, else with the one below.
func groupRows(lines []pdfLine) [][]pdfLine {
	var out [][]pdfLine
	var row []pdfLine
	full, gap := false, cellGap(lines) // full: the row has its numbers
	for i := range lines {
		l := lines[i]
		far := i > 0 && lines[i-1].y-l.y > gap
		number := numbered(&l)
		if len(row) > 0 && (far || full && (number || !runsOn(l.text))) {
			out = append(out, row)
			row, full = nil, false
		}
		row = append(row, l)
		full = full || number
	}
	return append(out, row)
}

// rowOf makes a row of the lines of one.
func rowOf(lines []pdfLine, columns []pdfColumn) tableRow {
	row := tableRow{cells: make([]tableCell, len(columns))}
	for k := range row.cells {
		row.cells[k].cols, row.cells[k].rows = 1, 1
	}
	for i := range lines {
		for _, c := range columnParts(&lines[i]) {
			k, _ := over(columns, c)
			row.cells[min(k, len(columns)-1)].add(" ", inline{text: []byte(c.text)})
		}
	}
	return row
}

// headAbove returns the first of the lines above line body, none before floor, that belong to the head of its table. A line of one part that begins with the
// first column and goes on over others is a sentence, or the table's caption.
func (p *pdfPage) headAbove(body, floor int, columns []pdfColumn) int {
	first := body
	for first > floor && body-first < mostAbove && p.near(first) {
		l := &p.lines[first-1]
		parts := columnParts(l)
		if len(parts) == 0 {
			break
		}
		a, b := over(columns, parts[0])
		if len(parts) == 1 && (b-a > 1 && (a == 0 || b-a == len(columns)) || strings.HasSuffix(l.text, ".") || strings.HasSuffix(l.text, ":") || unitLine(l.text)) {
			break
		}
		first--
	}
	return first
}

// unitLine reports whether a line names the unit of the table beneath it.
func unitLine(s string) bool {
	key := foldLine(strings.TrimLeft(s, "( "))
	return strings.HasPrefix(key, "đơn vi5") || strings.HasPrefix(key, "đvt")
}

// headOf makes one row of the lines of a head: above each column the parts that lie over it, top down.
func headOf(lines []pdfLine, columns []pdfColumn) tableRow {
	texts := make([]string, len(columns))
	wide := make([]bool, len(columns)) // the last part lies over several columns
	for i := range lines {
		parts := columnParts(&lines[i])
		if w := lines[i].words; len(w) > 1 && slices.Contains([]string{"TT", "STT"}, strings.ToUpper(w[0].text)) && parts[0].text != w[0].text {
			// The narrow column of ordinals: no space of a word parts it from the next.
			rest := lines[i]
			rest.words = w[1:]
			parts = append([]pdfCell{w[0]}, columnParts(&rest)...)
		}
		for _, c := range parts {
			first, last := headSpan(columns, c, i+1 < len(lines))
			for k := first; k < last; k++ {
				switch {
				case texts[k] == "":
				case wide[k] && last-first == 1:
					texts[k] += " - "
				default:
					texts[k] += " "
				}
				texts[k] += c.text
				wide[k] = last-first > 1
			}
		}
	}
	row := tableRow{head: true}
	for _, s := range texts {
		row.cells = append(row.cells, tableCell{inline: inline{text: []byte(s)}, cols: 1, rows: 1})
	}
	return row
}

// headSpan returns the columns that a part of a head stands above, the last excluded: between two columns it is above both where the head
// goes on beneath it, else above the nearer one.
func headSpan(columns []pdfColumn, c pdfCell, more bool) (first, last int) {
	first, last = over(columns, c)
	switch {
	case first < last:
		return first, last
	case first == 0:
		return 0, 1
	case first == len(columns):
		return first - 1, first
	case more:
		return first - 1, first + 1
	case c.x0-columns[first-1].x1 < columns[first].x0-c.x1:
		return first - 1, first
	}
	return first, first + 1
}
