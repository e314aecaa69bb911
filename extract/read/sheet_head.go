package read

import "strings"

// headSize returns how many of the rows from from to to are the head of a table: those above the first one with a number behind its first
// column, years and the ordinals of columns left aside.
func (s sheetRows) headSize(from, to int) int {
	n := 0
	for n < maxHeadRows && from+n < to && !valueRow(s.rows[from+n]) {
		n++
	}
	if from+n == to || n == maxHeadRows {
		return 0
	}
	return n
}

// valueRow reports whether a row of a sheet holds values.
func valueRow(row []cellValue) bool {
	for i, c := range row {
		text := strings.TrimSpace(c.text)
		if i > 0 && isFigure(text) && !isYear(text) && !strings.ContainsAny(text, "=") {
			return !ordinals(row)
		}
	}
	return false
}

// ordinals reports whether a row only counts the columns: A, B, 1, 2, 3=2/1.
func ordinals(row []cellValue) bool {
	last := 0
	for _, c := range row {
		text := strings.Trim(c.text, " ()")
		if len(text) == 1 && text[0] >= 'A' && text[0] <= 'E' || strings.Contains(text, "=") {
			last++
			continue
		}
		if len(text) > 2 || !isDigits(text) || small(text) < last-1 || small(text) > last+1 {
			return false
		}
		last = small(text)
	}
	return len(row) > 2
}

// implied returns the merged cells of a head whose sheet merges none: a head that stands above several columns has only empty cells to its
// right and others beneath them; one with nothing beneath it reaches down to the values.
func (s sheetRows) implied(from, to int) []cellRange {
	n := s.headSize(from, to)
	if n < 2 {
		return nil
	}
	for _, m := range s.merged {
		if m.top <= s.at[from+n-1] && m.bottom >= s.at[from] {
			return nil
		}
	}
	filled := make([]map[int]bool, n)
	for r := range n {
		filled[r] = map[int]bool{}
		for _, c := range s.rows[from+r] {
			filled[r][c.column] = strings.TrimSpace(c.text) != ""
		}
	}
	var out []cellRange
	for r := range n {
		row := s.rows[from+r]
		for i, c := range row {
			m := cellRange{top: s.at[from+r], bottom: s.at[from+r], left: c.column, right: c.column}
			end := maxSheetColumns
			if i+1 < len(row) {
				end = row[i+1].column
			}
			if r+1 < n && filled[r+1][c.column] {
				for m.right+1 < end && filled[r+1][m.right+1] {
					m.right++
				}
			}
			for below := r + 1; m.left == m.right && below < n && !filled[below][c.column]; below++ {
				m.bottom = s.at[from+below]
			}
			if m.left < m.right || m.top < m.bottom {
				out = append(out, m)
			}
		}
	}
	return out
}
