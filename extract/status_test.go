package extract_test

import (
	"testing"

	"solieu/schemas"
)

// Where a text names no year of its own, "ước" still speaks of what runs, "dự kiến" of what is to come.
func TestEstimatesOfATextWithoutAHead(t *testing.T) {
	text := "Năm 2012, thu ngân sách đạt 1.250 tỷ đồng; năm 2011 đạt 1.100 tỷ đồng. Trong năm 2012, giải quyết việc làm cho 9.400 lao động. " +
		"Năm 2014, thu ngân sách ước đạt 1.640 tỷ đồng, tổng vốn đầu tư 6.300 tỷ đồng."
	want := []schemas.Status{schemas.Actual, schemas.Actual, schemas.Actual, schemas.Estimate, schemas.Estimate}
	figures := extractText(t, text).Figures
	if len(figures) != len(want) {
		t.Fatalf("%d figures, want %d", len(figures), len(want))
	}
	for i, f := range figures {
		if f.Status != want[i] {
			t.Errorf("%q is %s, want %s", f.Quote.In(text), f.Status, want[i])
		}
	}
}

// A sentence that begins with its percentage has a name of its own.
func TestNameOfAnOpeningPercentage(t *testing.T) {
	text := "Tỷ lệ hộ nghèo năm 2021 còn 4,3%. 97% gia đình đạt chuẩn văn hóa."
	figures := extractText(t, text).Figures
	if got := figures[len(figures)-1].Indicator; got != "tỷ lệ gia đình đạt chuẩn văn hóa" {
		t.Errorf("got %q", got)
	}
}
