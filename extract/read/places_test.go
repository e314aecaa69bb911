package read

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// placesOf returns the places of words in a document: page, sheet, table and cell.
func placesOf(t *testing.T, data []byte, words ...string) []string {
	t.Helper()
	d := readOne(t, data)
	var out []string
	for _, w := range words {
		at := strings.Index(d.Text, w)
		if at < 0 {
			t.Fatalf("no %q in\n%s", w, d.Text)
		}
		p := d.Place(at)
		out = append(out, fmt.Sprintf("%s: page %d, table %d, %q %s", w, p.Page, p.Table, p.Sheet, p.Cell()))
	}
	last := 0
	for _, c := range d.Cells {
		if c.Start < last || c.End > len(d.Text) || c.In(d.Text) != strings.TrimSpace(c.In(d.Text)) {
			t.Errorf("cell %+v %q", c, c.In(d.Text))
		}
		last = c.End
	}
	return out
}

// Every format says where its figures stand: the cells of sheets by their own address, those of other tables by that in the table.
func TestPlaces(t *testing.T) {
	rich := "1. Tổng đàn lợn đạt 5.000 con.\f\n\n|A|Năm 2023|\n|--|--|\n| lúa | 7.100 |\n\nvà\n\n| B | C |\n| ngô |  9.200 |"
	decomposed := strings.ReplaceAll(rich, "ổ", "o\u0302\u0309")
	table := []string{"212.500: page 0, table 0, \"\" ", "Đàn trâu: page 0, table 1, \"\" A4", "12.300: page 0, table 1, \"\" C4"}
	tests := []struct {
		name  string
		data  []byte
		words []string
		want  []string
	}{
		{"markdown", []byte(decomposed), []string{"5.000", "2023", "7.100", "9.200"},
			[]string{`5.000: page 1, table 0, "" `, `2023: page 2, table 1, "" B1`, `7.100: page 2, table 1, "" B2`, `9.200: page 2, table 2, "" B2`}},
		{"docx", sampleDOCX(t), []string{"212.500", "Đàn trâu", "12.300"}, table},
		{"odt", sampleODT(t), []string{"212.500", "Đàn trâu", "12.300"}, table},
		{"html", sampleHTML(), []string{"212.500", "Đàn trâu", "12.300"}, table},
		{"rtf", sampleRTF(), []string{"212.500", "Đàn trâu", "12.300"}, table},
		{"pdf", samplePDF(), []string{"212.500", "12.300", "01/10/2023"}, []string{`212.500: page 1, table 0, "" `, `12.300: page 1, table 1, "" C4`, `01/10/2023: page 2, table 0, "" `}},
		{"csv", []byte("Huyện;Diện tích (ha);Sản lượng\nA;1.200;31\nB;900;27\n"), []string{"1.200", "27"}, []string{`1.200: page 0, table 1, "" B2`, `27: page 0, table 1, "" C3`}},
		{"xlsx", sampleXLSX(t), []string{"ĐVT", "820,5", "12345,7", "1200"},
			[]string{`ĐVT: page 0, table 0, "Biểu 01" D2`, `820,5: page 0, table 1, "Biểu 01" C6`, `12345,7: page 0, table 1, "Biểu 01" C7`, `1200: page 0, table 2, "Biểu 02" C3`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := placesOf(t, tt.data, tt.words...); !slices.Equal(got, tt.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		})
	}
}

// The cells that are noted are bounded, whatever the text holds.
func TestPlacesAreBounded(t *testing.T) {
	if got := len(markdownCells(strings.Repeat("|a|b\n", 100), 7)); got != 7 {
		t.Errorf("%d cells", got)
	}
}
