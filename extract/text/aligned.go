package text

import (
	"strings"
	"unicode/utf8"

	"solieu/schemas"
)

// An aligned table is one whose columns are set by white space: "Đàn lợn     con     417.983     410.130".

// maxColumns bounds the cells of a line that is still taken for a row.
const maxColumns = 40

// tabStop is how far a tab reaches: so far that the cells between the same tabs stand in the same column, however long they are.
const tabStop = 1 << 12

// cell is a run of text between wide gaps, with its place on the line in runes.
type cell struct {
	span     schemas.Span
	from, to int
}

// aligned finds the aligned table that begins with the line at offset at. It returns its rows and the offset behind its last line; no rows where
// the lines are no table, then with the offset behind the lines that need not be tried again.
func aligned(s string, at int) (rows []Block, next int) {
	var lines [][]cell
	next = at
	for next < len(s) {
		end := lineEnd(s, next)
		cells := splitAligned(s, next, end)
		if len(cells) < 2 || cells[0].span.Start < end && s[cells[0].span.Start] == '|' {
			break
		}
		lines = append(lines, cells)
		next = end + 1
	}
	if next == at {
		return nil, min(lineEnd(s, at)+1, len(s))
	}
	next = min(next, len(s))
	body := firstBody(s, lines)
	if body < 0 {
		return nil, next
	}
	cols := columns(lines[body:])
	if !tabular(s, lines[body:], cols) {
		return nil, next
	}
	for i, l := range lines {
		sp := schemas.Span{Start: l[0].span.Start, End: l[len(l)-1].span.End}
		rows = append(rows, Block{Kind: Row, Parts: []schemas.Span{sp}, Cells: place(l, cols), Head: i < body, Anchor: -1, At: -1})
	}
	return rows, next
}

func lineEnd(s string, at int) int {
	if i := strings.IndexByte(s[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(s)
}

// splitAligned cuts a line at tabs and at runs of two or more spaces.
func splitAligned(s string, at, end int) []cell {
	if t := strings.TrimSpace(s[at:end]); !strings.Contains(t, "  ") && !strings.Contains(t, "\t") {
		return nil
	}
	var out []cell
	col, from, last := 0, -1, 0 // rune column, offset where the open cell begins, offset behind its last letter
	begin, blank := 0, 0
	for i := at; i <= end; {
		r, n := rune(' '), 1
		if i < end {
			r, n = utf8.DecodeRuneInString(s[i:end])
		}
		space := r == ' ' || r == '\u00a0' || r == '\r'
		switch {
		case r == '\t', i == end, space && blank >= 1:
			if from >= 0 {
				out = append(out, cell{span: schemas.Span{Start: from, End: last}, from: begin, to: col - blank})
				from = -1
			}
			if len(out) > maxColumns {
				return nil
			}
			if r == '\t' {
				col += tabStop - 1 - col%tabStop
			}
			blank++
		case space:
			blank++
		default:
			if from < 0 {
				from, begin = i, col
			}
			blank, last = 0, i+n
		}
		col++
		i += n
	}
	return out
}

// firstBody returns the first line that has a name and, behind it, a number that is no year; -1 where none has.
func firstBody(s string, lines [][]cell) int {
	for i, l := range lines {
		if numeralCell(l[0].span.In(s)) && (len(l) < 3 || numeralCell(l[1].span.In(s))) {
			continue
		}
		for _, c := range l[1:] {
			if t := c.span.In(s); numeralCell(t) && !yearCell(t) {
				return i
			}
		}
	}
	return -1
}

// columns unites the places of the cells of the body: what overlaps is one column. They are sorted by place.
func columns(lines [][]cell) []cell {
	var cols []cell
	for _, l := range lines {
		for _, c := range l {
			if cols = unite(cols, c); len(cols) > maxColumns {
				return nil
			}
		}
	}
	return cols
}

// unite adds a cell's place to disjoint sorted columns.
func unite(cols []cell, c cell) []cell {
	i := 0
	for i < len(cols) && cols[i].to <= c.from {
		i++
	}
	j := i
	from, to := c.from, c.to
	for j < len(cols) && cols[j].from < to {
		from, to = min(from, cols[j].from), max(to, cols[j].to)
		j++
	}
	rest := append([]cell{{from: from, to: to}}, cols[j:]...)
	return append(cols[:i:i], rest...)
}

// tabular reports whether lines are the body of a table: in most of them a column that is not the first holds a number, the same column in two of them at least.
func tabular(s string, lines [][]cell, cols []cell) bool {
	if len(cols) < 2 || len(lines) < 2 {
		return false
	}
	numbers := make([]int, len(cols))
	with := 0
	for _, l := range lines {
		any := false
		for _, c := range l[1:] {
			if numeralCell(c.span.In(s)) {
				numbers[nearest(cols, c)]++
				any = true
			}
		}
		if any {
			with++
		}
	}
	most := 0
	for _, n := range numbers[1:] {
		most = max(most, n)
	}
	return most >= 2 && with*3 >= len(lines)*2
}

// place puts the cells of a line into columns; a column may stay empty. Two cells of one column are one.
func place(l []cell, cols []cell) []schemas.Span {
	out := make([]schemas.Span, len(cols))
	for _, c := range l {
		i := nearest(cols, c)
		if out[i].Len() == 0 {
			out[i] = c.span
		} else {
			out[i].End = c.span.End
		}
	}
	return out
}

// nearest returns the column that a cell overlaps most, else the one beside it.
func nearest(cols []cell, c cell) int {
	best, score := 0, -1<<30
	for i, k := range cols {
		if o := min(k.to, c.to) - max(k.from, c.from); o > score {
			best, score = i, o
		}
	}
	return best
}

// numeralCell reports whether a cell holds one number and nothing else but its sign or percent mark.
func numeralCell(t string) bool {
	digits := 0
	for _, r := range t {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '.' || r == ',' || r == '-' || r == '–' || r == '+' || r == '%' || r == '(' || r == ')' || r == ' ':
		default:
			return false
		}
	}
	return digits > 0
}

// yearCell reports whether a cell is a year of our time.
func yearCell(t string) bool {
	return len(t) == 4 && (t[:2] == "19" || t[:2] == "20")
}

// pipeCells returns the cells of a row that bars divide, without outer white space.
func pipeCells(s string, sp schemas.Span) []schemas.Span {
	var out []schemas.Span
	at := sp.Start
	if at < sp.End && s[at] == '|' {
		at++
	}
	for i := at; i <= sp.End; i++ {
		if i < sp.End && s[i] != '|' {
			continue
		}
		if i == sp.End && strings.TrimSpace(s[at:i]) == "" {
			break
		}
		c := schemas.Span{Start: at, End: i}
		for c.Start < c.End && (s[c.Start] == ' ' || s[c.Start] == '\t') {
			c.Start++
		}
		for c.End > c.Start && (s[c.End-1] == ' ' || s[c.End-1] == '\t') {
			c.End--
		}
		out = append(out, c)
		at = i + 1
	}
	return out
}
