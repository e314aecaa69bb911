package check

import "solieu/schemas"

// gridCells checks what the columns of a table say of each other, row by row: a change column against the levels of two years, a share column
// against the column's total, and the shares of the outermost rows against 100 %.
func (b *book) gridCells(g *grid) {
	for i := range g.rows {
		for _, cell := range columnsOf(&g.rows[i]) {
			k := g.rows[i].cells[cell]
			switch f := &b.figs[k]; {
			case f.Measure == schemas.Change && f.main():
				b.changeCell(&g.rows[i], k)
			case isShare(f) && f.main():
				b.shareCell(g, i, k)
			}
		}
	}
	b.shareColumns(g)
}

// changeCell compares a change with the only two levels of its unit in its row, which stand for different years.
func (b *book) changeCell(row *gridRow, k int) {
	var levels []int
	for _, cell := range columnsOf(row) {
		i := row.cells[cell]
		if f := &b.figs[i]; i != k && f.amount() && sameScale(&b.figs[k], f) && !planned(f) {
			levels = append(levels, i)
		}
	}
	if len(levels) != 2 {
		return
	}
	e, l := levels[0], levels[1]
	if b.figs[e].year > b.figs[l].year {
		e, l = l, e
	}
	if b.figs[e].year == 0 || b.figs[e].year == b.figs[l].year {
		return
	}
	r := b.minus(schemas.CheckDifference, k, l, e)
	r.claimed = b.figs[k].Base == "" || b.baseYear(k) == b.figs[e].year
	b.add(r)
}

// shareCell compares a share with the level of its row and year, and the whole: the table's total row, else an amount before the table.
func (b *book) shareCell(g *grid, row, k int) {
	part := schemas.None
	for _, cell := range columnsOf(&g.rows[row]) {
		i := g.rows[row].cells[cell]
		if f := &b.figs[i]; f.amount() && f.year == b.figs[k].year && f.Status == b.figs[k].Status {
			part = i
		}
	}
	if part == schemas.None || b.figs[k].of != schemas.None && b.figs[k].of != part {
		return
	}
	for i := range g.rows {
		if whole := b.sameColumn(&g.rows[i], part); i != row && g.rows[i].isTotal() && whole != schemas.None && b.canContain(whole, part) {
			b.confirm(b.share(k, part, whole))
			return
		}
	}
	first := g.first()
	for i := first - 1; i >= 0 && i >= first-shareWindow && b.figs[i].Section == b.figs[k].Section; i-- {
		if b.canContain(i, part) && b.confirm(b.share(k, part, i)) {
			return
		}
	}
}

// first is the table's first figure.
func (g *grid) first() int {
	for i := range g.rows {
		if cells := columnsOf(&g.rows[i]); len(cells) > 0 {
			return g.rows[i].cells[cells[0]]
		}
	}
	return schemas.None
}

// sameColumn is the figure of a row with the unit, period and status of figure k.
func (b *book) sameColumn(row *gridRow, k int) int {
	for _, cell := range columnsOf(row) {
		if i := row.cells[cell]; b.figs[i].base.Unit == b.figs[k].base.Unit && b.figs[i].Period == b.figs[k].Period && b.figs[i].Status == b.figs[k].Status && b.figs[i].Measure == b.figs[k].Measure {
			return i
		}
	}
	return schemas.None
}

// shareColumns adds up the shares of the outermost rows, column by column. It only confirms: a table may list a selection.
func (b *book) shareColumns(g *grid) {
	if len(g.rows) == 0 {
		return
	}
	top := g.rows[0].level
	for i := range g.rows {
		top = min(top, g.rows[i].level)
	}
	for cell := range maxParts {
		var list []int
		for i := range g.rows {
			k, ok := g.rows[i].cells[cell]
			if ok && g.rows[i].level == top && !g.rows[i].isTotal() && isShare(&b.figs[k]) && len(list) < maxParts {
				list = append(list, k)
			}
		}
		if len(list) >= 2 {
			b.confirm(b.hundred(list))
		}
	}
}
