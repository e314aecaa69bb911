package check

import "strings"

// grid is one table of the text: its rows with the figures of each cell.
type grid struct{ rows []gridRow }

// gridRow is a line of a table.
type gridRow struct {
	label string      // lower-case text of the cells before the first figure
	level int         // nesting by its marker: "1" is 1, "1.1" is 2, "-" is 3
	cells map[int]int // cell → figure; the first one where a cell holds several
}

// findGridSums checks the total rows of tables against the rows that they stand over, or under.
func findGridSums(b *book) {
	var g grid
	for i := 0; i < len(b.figs); {
		line := b.lineOf(i)
		if !b.inTable(i) {
			b.gridSums(&g)
			g = grid{}
			i++
			continue
		}
		if i > 0 && len(g.rows) > 0 && strings.Contains(b.between(i-1, i), "\n\n") {
			b.gridSums(&g)
			g = grid{}
		}
		row := gridRow{cells: make(map[int]int)}
		j := i
		for ; j < len(b.figs) && b.lineOf(j) == line; j++ {
			cell := strings.Count(b.text[line:b.figs[j].Start], "|")
			if _, ok := row.cells[cell]; !ok {
				row.cells[cell] = j
			}
		}
		row.label, row.level = labelOf(b.text[line:b.figs[i].Start])
		g.rows = append(g.rows, row)
		i = j
	}
	b.gridSums(&g)
}

// labelOf is the name of a row and its nesting.
func labelOf(head string) (label string, level int) {
	level = 1
	for _, cell := range strings.Split(head, "|") {
		cell = strings.Trim(cell, " *_")
		mark := strings.TrimRight(cell, ".)")
		switch {
		case cell == "":
		case mark != "" && strings.Trim(mark, "0123456789.") == "":
			level = 1 + strings.Count(mark, ".")
		case len(mark) <= 3 && strings.Trim(mark, "ivxabcdđ") == "":
		case label == "":
			label = cell
		}
	}
	if strings.HasPrefix(label, "-") || strings.HasPrefix(label, "+") {
		level += 2
	}
	return strings.TrimLeft(label, "-+• "), level
}

// isTotal reports that a row's name says it is the total.
func (r *gridRow) isTotal() bool {
	for _, w := range []string{"tổng số", "tổng cộng", "cộng", "toàn tỉnh", "toàn huyện", "cả nước", "toàn quốc", "toàn thành phố"} {
		if r.label == w || strings.HasPrefix(r.label, w+" ") || strings.HasPrefix(r.label, w+":") {
			return true
		}
	}
	return r.label == "tổng"
}

// gridSums takes every total row with the rows below it up to the next total, or where there are none, with those above it.
func (b *book) gridSums(g *grid) {
	b.gridCells(g)
	for t := range g.rows {
		if !g.rows[t].isTotal() {
			continue
		}
		end := t + 1
		for end < len(g.rows) && !g.rows[end].isTotal() {
			end++
		}
		rows := g.rows[t+1 : end]
		if len(rows) < 2 {
			from := t
			for from > 0 && !g.rows[from-1].isTotal() {
				from--
			}
			rows = g.rows[from:t]
		}
		if len(rows) >= 2 && len(rows) <= maxParts {
			b.gridTotal(&g.rows[t], rows)
		}
	}
}

// gridTotal checks each column of a total row. A misfit is called wrong only where every row has a number in the column and none is a breakdown of another.
func (b *book) gridTotal(total *gridRow, rows []gridRow) {
	top := rows[0].level
	for i := range rows {
		top = min(top, rows[i].level)
	}
	for _, cell := range columnsOf(total) {
		t := total.cells[cell]
		if !summable(&b.figs[t]) {
			continue
		}
		all, outer, plainRows := []int{}, []int{}, true
		for i := range rows {
			k, ok := rows[i].cells[cell]
			if !ok || !summable(&b.figs[k]) || b.figs[k].Measure != b.figs[t].Measure || !alike(&b.figs[t], &b.figs[k]) {
				plainRows = false
				continue
			}
			plainRows = plainRows && rows[i].level == top && !strings.HasPrefix(rows[i].label, "trong đó")
			all = append(all, k)
			if rows[i].level == top {
				outer = append(outer, k)
			}
		}
		b.gridColumn(t, all, outer, plainRows)
	}
}

func (b *book) gridColumn(t int, all, outer []int, plainRows bool) {
	for _, list := range [][]int{all, outer, b.fold(all)} {
		if len(list) >= 2 && b.confirm(b.total(t, list)) {
			return
		}
	}
	if !plainRows || len(all) < 2 {
		return
	}
	r := b.total(t, all)
	r.complete, r.claimed, r.strict = true, true, true
	b.add(r)
}

// columnsOf are the cells of a row that hold figures, from left to right.
func columnsOf(r *gridRow) []int {
	var out []int
	for c := range maxParts {
		if _, ok := r.cells[c]; ok {
			out = append(out, c)
		}
	}
	return out
}
