package text_test

import (
	"strings"
	"testing"
	"time"

	"solieu/extract/text"
)

func TestAlignedCells(t *testing.T) {
	s := strings.Join([]string{
		"                              Đơn vị     Thực hiện     Kế hoạch",
		"     Chỉ tiêu                 tính       năm 2022      năm 2023",
		" 1   Đàn lợn                  con        398.210       410.130",
		" 3   Đàn trâu                 con                       21.800",
	}, "\n")
	want := [][]string{
		{"", "", "Đơn vị", "Thực hiện", "Kế hoạch"},
		{"", "Chỉ tiêu", "tính", "năm 2022", "năm 2023"},
		{"1", "Đàn lợn", "con", "398.210", "410.130"},
		{"3", "Đàn trâu", "con", "", "21.800"},
	}
	blocks := text.Blocks(s)
	if len(blocks) != len(want) {
		t.Fatalf("%d blocks", len(blocks))
	}
	for i, b := range blocks {
		if b.Kind != text.Row || b.Head != (i < 2) || len(b.Cells) != len(want[i]) {
			t.Fatalf("row %d: kind %v, head %v, %d cells", i, b.Kind, b.Head, len(b.Cells))
		}
		for k, c := range b.Cells {
			if got := c.In(s); got != want[i][k] {
				t.Errorf("row %d, column %d: %q, not %q", i, k, got, want[i][k])
			}
		}
	}
}

// A table takes time linear in its length, and lines that are no table are not tried again.
func TestAlignedIsLinear(t *testing.T) {
	for name, line := range map[string]string{"table": "Đàn lợn   con   398.210   410.130\n", "no table": "đàn  lợn  con\n", "wide": strings.Repeat("a  ", 60) + "\n"} {
		took := func(n int) time.Duration {
			s := strings.Repeat(line, n)
			best := time.Hour
			for range 3 {
				start := time.Now()
				text.Blocks(s)
				best = min(best, time.Since(start))
			}
			return best
		}
		small, large := took(2_000), took(20_000)
		if large > 40*small+time.Second {
			t.Errorf("%s: ten times the lines take %v, not ten times %v", name, large, small)
		}
	}
}
