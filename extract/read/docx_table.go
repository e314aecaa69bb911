package read

import "strconv"

// cellContent reads the blocks of a cell, a note or a text box up to the end of the element that holds them, which is open,
// and yields its paragraphs; a table within is yielded cell by cell.
func (w *word) cellContent(element string, yield func(inline)) {
	for depth := 1; depth > 0; {
		switch w.x.next() {
		case xmlEOF:
			return
		case xmlEnd:
			depth--
		case xmlStart:
			switch string(w.x.name) {
			case "p":
				in, l := w.paragraph()
				boxes := w.boxes
				w.boxes = nil
				in, _ = w.finish(in, l)
				yield(in)
				for _, box := range boxes {
					yield(box)
				}
			case "del", "moveFrom", "tcPr", "tblPr", "sdtPr", "Fallback":
				w.x.skipElement()
			default:
				depth++
			}
		}
	}
}

// topTable reads a table of the body and writes it.
func (w *word) topTable() {
	t := table{}
	open := map[int]*mergedCell{}
	for depth := 1; depth > 0; {
		switch w.x.next() {
		case xmlEOF:
			return
		case xmlEnd:
			depth--
		case xmlStart:
			switch string(w.x.name) {
			case "tr":
				if row, ok := w.row(&t, open); ok {
					t.rows = append(t.rows, row)
				}
			case "tblPr", "tblGrid", "del", "moveFrom":
				w.x.skipElement()
			default:
				depth++
			}
		}
	}
	w.b.table(t)
	w.last = plainKind
}

// mergedCell is where the cell stands that a vertical merge goes on with.
type mergedCell struct{ row, cell int }

// row reads a row; ok is false where a tracked change deleted it.
func (w *word) row(t *table, open map[int]*mergedCell) (tableRow, bool) {
	var row tableRow
	column, deleted := 0, false
	for depth := 1; depth > 0; {
		switch w.x.next() {
		case xmlEOF:
			return row, false
		case xmlEnd:
			depth--
		case xmlStart:
			switch string(w.x.name) {
			case "tblHeader":
				row.head = w.x.attr("val") != "0" && w.x.attr("val") != "false"
			case "del":
				deleted = true
			case "gridBefore":
				if n := small(w.x.attr("val")); n > 0 {
					row.cells = append(row.cells, tableCell{cols: n, rows: 1})
					column += n
				}
			case "tc":
				cell, merge := w.tableCell()
				at := open[column]
				if merge == "continue" && at != nil && at.row < len(t.rows) {
					t.rows[at.row].cells[at.cell].rows++
					column += cell.cols
					continue
				}
				delete(open, column)
				if merge == "restart" {
					open[column] = &mergedCell{len(t.rows), len(row.cells)}
				}
				row.cells = append(row.cells, cell)
				column += cell.cols
				continue
			}
			depth++
		}
	}
	return row, !deleted
}

// tableCell reads a cell and what it says about a vertical merge: "restart", "continue" or "".
func (w *word) tableCell() (tableCell, string) {
	cell := tableCell{cols: 1, rows: 1}
	merge := ""
	for depth := 1; depth > 0; {
		switch w.x.next() {
		case xmlEOF:
			return cell, merge
		case xmlEnd:
			depth--
		case xmlStart:
			switch string(w.x.name) {
			case "gridSpan":
				cell.cols = min(max(small(w.x.attr("val")), 1), maxColumns)
			case "vMerge":
				if merge = w.x.attr("val"); merge == "" {
					merge = "continue"
				}
			case "p":
				in, l := w.paragraph()
				boxes := w.boxes
				w.boxes = nil
				in, _ = w.finish(in, l)
				cell.paragraphs = append(append(cell.paragraphs, in), boxes...)
				continue
			case "tbl", "sdtContent", "customXml", "ins", "moveTo":
				w.cellContent(string(w.x.name), func(p inline) { cell.paragraphs = append(cell.paragraphs, p) })
				continue
			case "del", "moveFrom", "sdtPr", "Fallback":
				w.x.skipElement()
				continue
			}
			depth++
		}
	}
	return cell, merge
}

// small returns the value of a short decimal number, else 0.
func small(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1<<20 {
		return 0
	}
	return n
}
