package schemas

import "testing"

func TestPlace(t *testing.T) {
	d := Document{Format: "docx", Pages: []int{100, 200}, Footnote: []Note{{Span{50, 52}, Span{300, 340}}, {Span{150, 152}, Span{300, 340}}, {Span{120, 122}, Span{350, 360}}},
		Cells: []Cell{{Span: Span{10, 14}, Table: 1, Row: 6, Column: 3}, {Span: Span{110, 115}, Sheet: "Biểu 1", Table: 2, Row: 0, Column: 26}}}
	tests := []struct {
		at, page, table int
		sheet, cell     string
	}{
		{0, 1, 0, "", ""}, {10, 1, 1, "", "D7"}, {13, 1, 1, "", "D7"}, {14, 1, 0, "", ""}, {100, 2, 0, "", ""}, {112, 2, 2, "Biểu 1", "AA1"},
		{299, 3, 0, "", ""}, {320, 1, 0, "", ""}, {355, 2, 0, "", ""}, {345, 3, 0, "", ""},
	}
	for _, tt := range tests {
		if p := d.Place(tt.at); p.Page != tt.page || p.Table != tt.table || p.Sheet != tt.sheet || p.Cell() != tt.cell {
			t.Errorf("at %d: %+v %q, want %+v", tt.at, p, p.Cell(), tt)
		}
	}
	if p := (&Document{Format: "pdf"}).Place(5); p.Page != 1 {
		t.Errorf("a PDF of one page: %+v", p)
	}
	if p := (&Document{Format: "text"}).Place(5); p != (Place{}) {
		t.Errorf("a text has no pages: %+v", p)
	}
	for column, want := range map[int]string{0: "A1", 25: "Z1", 26: "AA1", 701: "ZZ1", 702: "AAA1", 16383: "XFD1"} {
		if got := (Place{Column: column, Row: 1}).Cell(); got != want {
			t.Errorf("column %d: %s, want %s", column, got, want)
		}
	}
}
