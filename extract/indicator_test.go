package extract_test

import (
	"strings"
	"testing"
)

// An indicator stands alone: what a sentence leaves out because it was said before is there again. Each figure has the words that
// its indicator must hold, and those that it must not.
func TestIndicators(t *testing.T) {
	type words struct{ with, without string }
	tests := []struct {
		name, text string
		want       []words
	}{
		{"subject", "Sản lượng lúa đạt 215.400 tấn.", []words{{"sản lượng lúa", "đạt"}}},
		{"an elliptic clause", "Sản lượng lúa đạt 215.400 tấn, tăng 3,2% so với năm 2022.", []words{{"sản lượng lúa", ""}, {"sản lượng lúa", "năm"}}},
		{"a name that says it grows", "Tăng trưởng kinh tế đạt 6,4%.", []words{{"tốc độ tăng trưởng kinh tế", "tăng tăng"}}},
		{"counted noun", "Toàn tỉnh có 512 trường mầm non.", []words{{"trường mầm non", "512"}}},
		{"what stands behind the counted noun", "Có 63 doanh nghiệp được vay vốn.", []words{{"vay vốn", ""}}},
		{"period and place are no part", "Năm 2022, trên địa bàn huyện Hướng Hóa, diện tích cà phê đạt 3.900 ha.", []words{{"diện tích cà phê", "2022"}}},
		{"parts", "Thu ngân sách đạt 3.200 tỷ đồng, trong đó thu nội địa 3.050 tỷ đồng, thu xuất nhập khẩu 150 tỷ đồng.", []words{{"thu ngân sách", ""}, {"thu nội địa", "xuất"}, {"thu xuất nhập khẩu", "nội địa"}}},
		{"growth of parts", "Khu vực công nghiệp - xây dựng tăng 8,1% (công nghiệp tăng 9,2%; xây dựng tăng 5,3%) so với năm 2022.", []words{{"công nghiệp - xây dựng", ""}, {"công nghiệp", "xây dựng"}, {"xây dựng", "công nghiệp"}}},
		{"list items", "Đàn gia súc:\n\n- Trâu: 20.100 con;\n- Bò: 71.200 con.\n", []words{{"trâu", "bò"}, {"bò", "trâu"}}},
		{"table rows", "| Chỉ tiêu | ĐVT | Năm 2023 |\n|---|---|---|\n| Sản lượng lúa | Tấn | 215.400 |\n| Diện tích ngô | Ha | 3.200 |\n", []words{{"sản lượng lúa", "tấn"}, {"diện tích ngô", ""}}},
		{"lần lượt", "Sản lượng lúa và ngô lần lượt đạt 215.400 tấn và 9.800 tấn.", []words{{"lúa", ""}, {"ngô", ""}}},
		{"attainment", "Diện tích trồng rừng đạt 5.125 ha, đạt 102,5% kế hoạch.", []words{{"diện tích trồng rừng", ""}, {"trồng rừng", ""}}},
		{"plan behind a slash", "Đàn lợn đạt 417.200/410.500 con, đạt 101,6% kế hoạch.", []words{{"đàn lợn", "kế hoạch"}, {"kế hoạch", ""}, {"đàn lợn", ""}}},
		{"rate", "Tỷ lệ hộ nghèo là 8,1%.", []words{{"tỷ lệ hộ nghèo", ""}}},
		{"emphasis is no part", "**Sản lượng lúa** đạt *215.400 tấn*.", []words{{"sản lượng lúa", "*"}}},
		{"a page that breaks the phrase", "Tổng sản lượng thủy sản khai thác\n\nvà nuôi trồng đạt 36.500 tấn.\n", []words{{"sản lượng thủy sản", "\n"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := extractText(t, letterhead+tt.text)
			if len(e.Figures) != len(tt.want) {
				t.Fatalf("%s\n%d figures", tt.text, len(e.Figures))
			}
			for i, w := range tt.want {
				got := strings.ToLower(e.Figures[i].Indicator)
				if !strings.Contains(got, w.with) || w.without != "" && strings.Contains(got, w.without) {
					t.Errorf("%s: indicator %q, with %q and without %q", e.Figures[i].Span.In(e.Document.Text), e.Figures[i].Indicator, w.with, w.without)
				}
			}
		})
	}
}

func TestCatalogueCodes(t *testing.T) {
	same := [][]string{
		{"Sản lượng lúa đạt 215.400 tấn.", "Ước sản lượng lúa đạt 215.400 tấn.", "Năm 2022, sản lượng lúa đạt 215.400 tấn."},
		{"Tỷ lệ hộ nghèo là 8,1%.", "Tỷ lệ hộ nghèo giảm còn 8,1%.", "Tỉ lệ hộ nghèo còn 8,1%."},
		{"Tỷ lệ che phủ rừng đạt 49,8%.", "Độ che phủ rừng đạt 49,8%."},
	}
	for _, forms := range same {
		want := ""
		for i, s := range forms {
			e := extractText(t, letterhead+s)
			if len(e.Figures) != 1 || e.Figures[0].IndicatorCode == "" {
				t.Errorf("%s: %+v", s, meanings(e))
				continue
			}
			if i == 0 {
				want = e.Figures[0].IndicatorCode
			} else if got := e.Figures[0].IndicatorCode; got != want {
				t.Errorf("%s has the code %s, %s the code %s", s, got, forms[0], want)
			}
		}
	}
	e := extractText(t, letterhead+"Số bánh chưng tặng người nghèo là 1.250 chiếc.")
	if len(e.Figures) != 1 || e.Figures[0].IndicatorCode != "" {
		t.Errorf("what no entry names: %+v", meanings(e))
	}
}
