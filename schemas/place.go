package schemas

import "strconv"

// Place is where a span of a document's text stands, as people look for it. What the format does not have is zero.
type Place struct {
	Page   int    // from 1
	Sheet  string // name of a workbook's sheet
	Table  int    // ordinal of the table in the document, from 1
	Column int    // of the cell, from 0
	Row    int    // of the cell, from 1; 0 where the span stands in no cell
}

// Cell returns the address of the cell, "D7": in the sheet where there is one, else in the table, whose rows count from its head;
// empty where there is no cell.
func (p Place) Cell() string {
	if p.Row == 0 {
		return ""
	}
	var letters [8]byte
	i := len(letters)
	for c := p.Column + 1; c > 0 && i > 0; c = (c - 1) / 26 {
		i--
		letters[i] = byte('A' + (c-1)%26)
	}
	return string(letters[i:]) + strconv.Itoa(p.Row)
}

// Place returns where the byte at offset at of Text stands. A footnote is on the page of its marker.
func (d *Document) Place(at int) Place {
	var p Place
	if i := before(len(d.Cells), func(i int) int { return d.Cells[i].Start }, at); i >= 0 && at < d.Cells[i].End {
		c := &d.Cells[i]
		p = Place{Sheet: c.Sheet, Table: c.Table, Column: c.Column, Row: c.Row + 1}
	}
	if d.Paged() {
		if i := before(len(d.Footnote), func(i int) int { return d.Footnote[i].Body.Start }, at); i >= 0 && at < d.Footnote[i].Body.End {
			for i > 0 && d.Footnote[i-1].Body == d.Footnote[i].Body { // marked several times
				i--
			}
			at = d.Footnote[i].Marker.Start
		}
		p.Page = before(len(d.Pages), func(i int) int { return d.Pages[i] }, at) + 2
	}
	return p
}

// Paged reports whether the format has pages; those of a Word file are known where it says so.
func (d *Document) Paged() bool { return len(d.Pages) > 0 || d.Format == "pdf" }

// before returns the last of n ascending starts that is not behind at, -1 where all are.
func before(n int, start func(int) int, at int) int {
	lo, hi := 0, n
	for lo < hi {
		if mid := (lo + hi) / 2; start(mid) <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo - 1
}
