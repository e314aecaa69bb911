package read

import (
	"fmt"
	"strings"
	"testing"
)

// unruledPage shows a table without rules: right-aligned numbers, a head of two lines of which one lies over two columns, a wrapped name.
func unruledPage() string {
	var c strings.Builder
	line := func(x, y float64, s string) { c.WriteString(pdfShow(x, y, 12, s)) }
	right := func(x, y float64, s string) { line(x-6*float64(len([]rune(s))), y, s) }
	line(70, 780, "Kết quả thực hiện các chỉ tiêu chủ yếu của tỉnh như sau:")
	right(520, 764, "Đơn vị tính: tỷ đồng")
	line(70, 745, "TT")
	line(120, 745, "Chỉ tiêu")
	line(386, 745, "Năm 2023")
	line(345, 729, "KH")
	line(438, 729, "Ước TH")
	for i, row := range [][]string{{"1", "Thu nội địa", "4.900", "4.812,5"}, {"2", "Thu xuất nhập khẩu", "700", "707,2"}, {"3", "Chi đầu tư phát triển toàn", "1.250", "1.301"}, {"4", "Chi thường xuyên", "5.100", "5.098,7"}} {
		y := 710 - 18*float64(i)
		if i == 3 {
			y -= 16
		}
		line(70, y, row[0])
		line(120, y, row[1])
		right(370, y, row[2])
		right(480, y, row[3])
	}
	line(120, 710-2*18-16, "xã hội")
	line(70, 600, "Trên đây là kết quả thực hiện của toàn tỉnh trong năm 2023 vừa qua, xin báo cáo.")
	return c.String()
}

func TestPDFTableWithoutRules(t *testing.T) {
	const want = `Kết quả thực hiện các chỉ tiêu chủ yếu của tỉnh như sau:

Đơn vị tính: tỷ đồng

| TT | Chỉ tiêu | Năm 2023 - KH | Năm 2023 - Ước TH |
|---|---|---|---|
| 1 | Thu nội địa | 4.900 | 4.812,5 |
| 2 | Thu xuất nhập khẩu | 700 | 707,2 |
| 3 | Chi đầu tư phát triển toàn xã hội | 1.250 | 1.301 |
| 4 | Chi thường xuyên | 5.100 | 5.098,7 |

Trên đây là kết quả thực hiện của toàn tỉnh trong năm 2023 vừa qua, xin báo cáo.
`
	var b pdfBuilder
	b.page(unruledPage())
	if d := readOne(t, b.bytes()); d.Text != want {
		t.Errorf("got\n%s", d.Text)
	}
}

// Sentences that are spread to the margins, and numbers that stand beneath each other by chance, are no table.
func TestPDFNoTable(t *testing.T) {
	var c strings.Builder
	for i := range 6 {
		x := 70.0
		for _, w := range strings.Fields(fmt.Sprintf("Tỷ lệ lao động qua đào tạo đạt 4%d,5 %%, bằng 10%d", i, i)) {
			c.WriteString(pdfShow(x, 780-16*float64(i), 12, w))
			x += 6*float64(len([]rune(w))) + 14
		}
	}
	c.WriteString(pdfShow(70, 600, 12, "Nơi nhận:") + pdfShow(330, 600, 12, "TM. ỦY BAN NHÂN DÂN") + pdfShow(70, 584, 12, "- Như trên;") + pdfShow(360, 584, 12, "CHỦ TỊCH"))
	var b pdfBuilder
	b.page(c.String())
	d := readOne(t, b.bytes())
	if strings.Contains(d.Text, "|") {
		t.Errorf("a table in\n%s", d.Text)
	}
	if !strings.Contains(d.Text, "Nơi nhận:\n- Như trên;\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH") {
		t.Errorf("the foot of the letter is torn:\n%s", d.Text)
	}
}
