package read

import (
	"strings"
	"testing"
)

// noted is a page whose text marks its notes with raised numbers and has them at its foot in a smaller size.
func noted(top, mark, rest, foot string) string {
	const at = 80
	x := float64(at + 6*len([]rune(top)))
	return pdfShow(at, 700, 12, top) + pdfShow(x, 705, 10, mark) + pdfShow(x+5, 700, 12, rest) +
		pdfShow(at, 684, 12, "Dòng này dài hết bề ngang của trang để biết lề phải ở đâu, và chưa hết") + foot
}

func TestPDFNotesAreLifted(t *testing.T) {
	got := pdfText(t,
		noted("Toàn tỉnh có 128 hợp tác xã", "1", " với 573 tỷ đồng vốn", pdfShow(80, 80, 9, "1")+pdfShow(88, 80, 9, "Trong đó 12 hợp tác xã thành lập mới.")),
		noted("và thu hút 34 dự án", "1", " có 90 ha đất.", pdfShow(80, 94, 9, "1")+pdfShow(88, 94, 9, "Gồm 30 dự án trong nước và")+pdfShow(80, 80, 9, "4 dự án nước ngoài.")),
	)
	words := strings.Join(strings.Fields(got), " ")
	for _, want := range []string{
		"128 hợp tác xã¹ với 573 tỷ đồng vốn", "34 dự án² có 90 ha đất.", // numbered as in the whole document
		"và chưa hết và thu hút 34 dự án²", // the sentence goes on over the page
		"¹ Trong đó 12 hợp tác xã thành lập mới.", "² Gồm 30 dự án trong nước và 4 dự án nước ngoài.",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in %q", want, words)
		}
	}
	if strings.Index(words, "34 dự án²") > strings.Index(words, "¹ Trong đó") {
		t.Errorf("the note stands before the rest of the text: %q", words)
	}
}

func TestPDFSmallFootWithoutMarkers(t *testing.T) {
	got := strings.Join(strings.Fields(pdfText(t, pdfShow(80, 700, 12, "Diện tích rừng là 416 m")+pdfShow(80+23*6, 705, 7, "2")+pdfShow(80, 80, 9, "2 bản lưu tại văn phòng."))), " ")
	if !strings.Contains(got, "2 bản lưu tại văn phòng.") || !strings.Contains(got, "416 m²") {
		t.Errorf("a power of a unit marks no note: %q", got)
	}
}

func TestPDFStretchedLines(t *testing.T) {
	var line strings.Builder
	x := 80.0
	for _, word := range []string{"Tổng", "thu", "ngân", "sách", "tỉnh"} {
		line.WriteString(pdfShow(x, 700, 12, word))
		x += float64(6*len([]rune(word))) + 30
	}
	const ruler = "Một dòng dài hết bề ngang của trang để các dòng khác biết lề phải ở đâu."
	if got := pdfText(t, line.String()+pdfShow(80, 684, 12, ruler)); !strings.HasPrefix(got, "Tổng thu ngân sách tỉnh") {
		t.Errorf("words spread to the margins are columns: %q", got)
	}
}

func TestHyphened(t *testing.T) {
	for _, tt := range []struct {
		before, next string
		want         bool
	}{
		{"Quyết định số 45/QĐ-", "UBND ngày 5/12", true}, {"giai đoạn 2021-", "2025", true}, {"công nghiệp -", "xây dựng", false},
		{"tăng (-", "5%)", false}, {"-", "một", false}, {"đạt 5%", "so với", false}, {"gồm:-", "- một", false},
	} {
		if got := hyphened(tt.before, tt.next); got != tt.want {
			t.Errorf("%q %q: %v", tt.before, tt.next, got)
		}
	}
}
