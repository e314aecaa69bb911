package read

import "slices"

// rtfTable collects the rows of a table. RTF says the right edge of every cell of a row, before or behind its content.
type rtfTable struct {
	rows []rtfRow
	row  rtfRow
	cell []inline // paragraphs of the open cell
	next rtfCell  // flags of the cell whose edge comes next
	defs []rtfCell
	head bool
}

type rtfRow struct {
	cells [][]inline
	defs  []rtfCell
	head  bool
}

// rtfCell is the definition of a cell.
type rtfCell struct {
	right        int // edge, in twentieths of a point
	joined, down bool
}

// define reads the definition of a row.
func (t *rtfTable) define(word string, value int) {
	switch word {
	case "trowd":
		t.defs, t.next, t.head = nil, rtfCell{}, false
	case "trhdr":
		t.head = true
	case "clmrg":
		t.next.joined = true
	case "clvmrg":
		t.next.down = true
	case "cellx":
		t.next.right = value
		if len(t.defs) < maxColumns {
			t.defs = append(t.defs, t.next)
		}
		t.next = rtfCell{}
	}
}

func (t *rtfTable) paragraph(in inline) { t.cell = append(t.cell, in) }

func (t *rtfTable) endCell() {
	if len(t.row.cells) < maxColumns {
		t.row.cells = append(t.row.cells, t.cell)
	}
	t.cell = nil
}

func (t *rtfTable) endRow() {
	if len(t.row.cells) == 0 {
		return
	}
	t.row.defs, t.row.head = slices.Clone(t.defs), t.head
	t.rows = append(t.rows, t.row)
	t.row = rtfRow{}
}

// table returns the table of the rows that were read; a cell spans the edges of other rows within it.
func (t *rtfTable) table() (table, bool) {
	if t.endRow(); len(t.rows) == 0 {
		return table{}, false
	}
	var edges []int
	for _, row := range t.rows {
		for _, d := range row.defs {
			edges = append(edges, d.right)
		}
	}
	slices.Sort(edges)
	edges = slices.CompactFunc(edges, func(b, a int) bool { return b-a <= rtfNear })
	out := table{rows: make([]tableRow, len(t.rows))}
	above := map[int]place{} // by the column of its left edge: the cell that spans rows
	for r, row := range t.rows {
		column := 0
		for i, paragraphs := range row.cells {
			cell := tableCell{paragraphs: paragraphs, cols: 1, rows: 1}
			var d rtfCell
			if i < len(row.defs) {
				d = row.defs[i]
				end, _ := slices.BinarySearch(edges, d.right-rtfNear)
				cell.cols = max(end+1-column, 1)
			}
			left := column
			column += cell.cols
			cells := &out.rows[r].cells
			switch p, ok := above[left]; {
			case d.joined && len(*cells) > 0:
				(*cells)[len(*cells)-1].cols += cell.cols
				continue
			case d.down && ok:
				out.rows[p.row].cells[p.cell].rows = r - p.row + 1
				continue
			}
			above[left] = place{r, len(*cells)}
			*cells = append(*cells, cell)
		}
		out.rows[r].head = row.head
	}
	return out, true
}

// rtfNear is how far apart two edges may lie that are one, in twentieths of a point.
const rtfNear = 30

// place is a cell of a table.
type place struct{ row, cell int }
