package check

import "solieu/schemas"

// findColumnSums carries sums over to the other columns of a table: where the rows of one column add up to a total row, those of the plan's column
// or of last year's must too.
func findColumnSums(b *book) {
	for k := range len(b.entries) {
		e := b.entries[k]
		if e.kind != schemas.CheckSum || e.stated == schemas.None || !satisfied(e.outcome) || !b.inTable(e.stated) || !b.ownRows(e.stated, e.operands) {
			continue
		}
		for _, t := range b.rowOf(e.stated) {
			if t == e.stated || !summable(&b.figs[t]) {
				continue
			}
			if parts := b.column(t, e.operands); parts != nil {
				r := b.total(t, parts)
				r.complete = e.outcome == schemas.Exact && significant(&b.figs[e.stated]) >= 3
				r.claimed = r.complete
				b.add(r)
			}
		}
	}
}

// inTable reports that a figure stands in a row of a table.
func (b *book) inTable(i int) bool {
	line := b.figs[i].line
	for line < len(b.text) && b.text[line] == ' ' {
		line++
	}
	return line < len(b.text) && b.text[line] == '|'
}

// lineOf is the offset at which the line of figure i begins.
func (b *book) lineOf(i int) int { return b.figs[i].line }

// ownRows reports that total and parts each have a row of their own.
func (b *book) ownRows(t int, parts []int) bool {
	last := b.lineOf(t)
	for _, p := range parts {
		line := b.lineOf(p)
		if line == last {
			return false
		}
		last = line
	}
	return true
}

// rowOf are the figures of the row of figure i.
func (b *book) rowOf(i int) []int {
	line := b.lineOf(i)
	for i > 0 && b.figs[i-1].Start > line {
		i--
	}
	var out []int
	for ; i < len(b.figs) && len(out) < maxParts && b.lineOf(i) == line; i++ {
		out = append(out, i)
	}
	return out
}

// column finds, in the row of every part, the cell of the same role, status, period and unit as total t; nil where one is missing or there are two.
func (b *book) column(t int, parts []int) []int {
	f := &b.figs[t]
	var out []int
	for _, p := range parts {
		cell := schemas.None
		for _, i := range b.rowOf(p) {
			g := &b.figs[i]
			if g.Role != f.Role || g.Status != f.Status || g.Period != f.Period || g.Measure != f.Measure || g.base.Unit != f.base.Unit {
				continue
			}
			if cell != schemas.None {
				return nil
			}
			cell = i
		}
		if cell == schemas.None {
			return nil
		}
		out = append(out, cell)
	}
	return out
}
