package read

import (
	"cmp"
	"math"
	"slices"
)

// ruledTables recovers the tables whose cells are drawn: rules that cross make a grid, and glyphs belong to the cell that they stand in.
// It returns the tables and the glyphs outside of them.
func ruledTables(strokes []pdfStroke, glyphs []glyph) ([]pdfLine, []glyph) {
	var out []pdfLine
	for _, grid := range grids(strokes) {
		t, inside := grid.table(glyphs)
		if t == nil {
			continue
		}
		out = append(out, pdfLine{table: t, x0: grid.xs[0], x1: grid.xs[len(grid.xs)-1], y: grid.ys[0], top: grid.ys[0], bottom: grid.ys[len(grid.ys)-1], columns: grid.xs})
		kept := glyphs[:0:0]
		for i, g := range glyphs {
			if !inside[i] {
				kept = append(kept, g)
			}
		}
		glyphs = kept
	}
	return out, glyphs
}

// ruledGrid is a grid of rules: the places of its vertical ones from the left and of its horizontal ones from the top.
type ruledGrid struct {
	xs, ys     []float64
	horizontal []pdfStroke
	vertical   []pdfStroke
}

// near is how far apart two rules may lie that are one, in points.
const near = 3

// grids groups the strokes that touch and keeps the groups with two columns and two rows or more.
func grids(strokes []pdfStroke) []ruledGrid {
	if len(strokes) < 4 || len(strokes) > 5000 {
		return nil
	}
	for i, s := range strokes {
		strokes[i] = pdfStroke{math.Min(s.x0, s.x1), math.Min(s.y0, s.y1), math.Max(s.x0, s.x1), math.Max(s.y0, s.y1)}
	}
	group := make([]int, len(strokes))
	for i := range group {
		group[i] = i
	}
	root := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	order := make([]int, len(strokes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(strokes[a].y0, strokes[b].y0) })
	for i, a := range order {
		for _, b := range order[i+1:] {
			if strokes[b].y0 > strokes[a].y1+near {
				break
			}
			if strokes[b].x0 <= strokes[a].x1+near && strokes[a].x0 <= strokes[b].x1+near {
				group[root(a)] = root(b)
			}
		}
	}
	byRoot := map[int]*ruledGrid{}
	for i, s := range strokes {
		g := byRoot[root(i)]
		if g == nil {
			g = &ruledGrid{}
			byRoot[root(i)] = g
		}
		if s.x1-s.x0 > s.y1-s.y0 {
			g.horizontal, g.ys = append(g.horizontal, s), append(g.ys, (s.y0+s.y1)/2)
		} else {
			g.vertical, g.xs = append(g.vertical, s), append(g.xs, (s.x0+s.x1)/2)
		}
	}
	var out []ruledGrid
	for _, k := range sortedKeys(byRoot) {
		g := byRoot[k]
		g.xs, g.ys = distinct(g.xs), distinct(g.ys)
		slices.Reverse(g.ys)
		if len(g.xs) >= 3 && len(g.ys) >= 3 {
			out = append(out, *g)
		}
	}
	return out
}

// distinct sorts places and joins those that are near each other.
func distinct(places []float64) []float64 {
	slices.Sort(places)
	out := places[:0]
	for _, p := range places {
		if len(out) == 0 || p-out[len(out)-1] > near {
			out = append(out, p)
		}
	}
	return out
}

// ruled reports whether a rule runs along place, from from to to; nine tenths are enough.
func ruled(rules []pdfStroke, vertical bool, place, from, to float64) bool {
	covered := 0.0
	for _, s := range rules {
		at, start, end := (s.y0+s.y1)/2, s.x0, s.x1
		if vertical {
			at, start, end = (s.x0+s.x1)/2, s.y0, s.y1
		}
		if math.Abs(at-place) <= near {
			covered += math.Max(0, math.Min(end, to)-math.Max(start, from))
		}
	}
	return covered >= 0.9*(to-from)
}

// table reads the cells; inside says which glyphs stand in it. It returns nil where the grid is a frame and no table.
func (g ruledGrid) table(glyphs []glyph) (*table, map[int]bool) {
	rows, cols := len(g.ys)-1, len(g.xs)-1
	if rows*cols > 20000 {
		return nil, nil
	}
	owner := make([][][2]int, rows) // the first place of the cell that covers a place
	for r := range owner {
		owner[r] = make([][2]int, cols)
		for c := range owner[r] {
			owner[r][c] = [2]int{r, c}
			top, bottom, left, right := g.ys[r], g.ys[r+1], g.xs[c], g.xs[c+1]
			if c > 0 && !ruled(g.vertical, true, left, bottom, top) {
				owner[r][c] = owner[r][c-1]
			} else if r > 0 && !ruled(g.horizontal, false, top, left, right) {
				owner[r][c] = owner[r-1][c]
			}
		}
	}
	contents := map[[2]int][]glyph{}
	inside := map[int]bool{}
	for i, gl := range glyphs {
		x, y := gl.x+gl.w/2, gl.y+0.3*gl.size
		if x < g.xs[0] || x > g.xs[cols] || y > g.ys[0] || y < g.ys[rows] {
			continue
		}
		c, _ := slices.BinarySearch(g.xs, x)
		r, _ := slices.BinarySearchFunc(g.ys, y, func(a, b float64) int { return cmp.Compare(b, a) })
		at := owner[min(max(r-1, 0), rows-1)][min(max(c-1, 0), cols-1)]
		contents[at] = append(contents[at], gl)
		inside[i] = true
	}
	if len(contents) < 4 {
		return nil, nil
	}
	t := &table{}
	for r := range rows {
		var row tableRow
		for c := range cols {
			if owner[r][c] != [2]int{r, c} {
				continue
			}
			cell := tableCell{cols: 1, rows: 1}
			for c+cell.cols < cols && owner[r][c+cell.cols] == [2]int{r, c} {
				cell.cols++
			}
			for r+cell.rows < rows && owner[r+cell.rows][c] == [2]int{r, c} {
				cell.rows++
			}
			for _, l := range textLines(contents[[2]int{r, c}]) {
				cell.paragraphs = append(cell.paragraphs, inline{text: []byte(l.text)})
			}
			row.cells = append(row.cells, cell)
		}
		t.rows = append(t.rows, row)
	}
	return t, inside
}

// joinTables puts a table that goes on over a page's end together again; heads that the next page repeats are left out.
func joinTables(pages []pdfPage) {
	for i := len(pages) - 1; i > 0; i-- {
		before, p := &pages[i-1], &pages[i]
		if len(before.lines) == 0 || len(p.lines) == 0 {
			continue
		}
		upper, lower := &before.lines[len(before.lines)-1], &p.lines[0]
		if upper.table == nil || lower.table == nil || !slices.EqualFunc(upper.columns, lower.columns, func(a, b float64) bool { return math.Abs(a-b) <= near }) {
			continue
		}
		rows := lower.table.rows
		for k := 0; len(rows) > 1 && k < maxHeadRows && k < len(upper.table.rows) && sameRow(upper.table.rows[k], rows[0]); k++ {
			rows = rows[1:]
		}
		if len(rows[0].cells) > 0 {
			rows[0].cells[0].page = true
		}
		upper.table.rows = append(upper.table.rows, rows...)
		p.lines = p.lines[1:]
		p.begun = true
	}
}

// sameRow reports whether two rows say the same.
func sameRow(a, b tableRow) bool {
	return slices.EqualFunc(a.cells, b.cells, func(a, b tableCell) bool {
		return string(gridCell{cell: &a}.content().text) == string(gridCell{cell: &b}.content().text)
	})
}
