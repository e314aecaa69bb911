package head

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"solieu/schemas"
	"solieu/schemas/lexicon"
)

// areas loads the areas of the lexicon and nothing else.
func areas(t testing.TB) []lexicon.Area {
	t.Helper()
	only := fstest.MapFS{}
	names, err := fs.Glob(lexicon.Files(), "areas/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(lexicon.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		only[name] = &fstest.MapFile{Data: data}
	}
	lex, err := lexicon.Load(only)
	if err != nil {
		t.Fatal(err)
	}
	return lex.Areas
}

// row is a Meta as a table row: period, number, issuer, place, date, area as "code list name", title.
type row struct{ period, number, issuer, place, date, area, title string }

func rowOf(m schemas.Meta) row {
	area := strings.TrimSpace(m.Area + " " + m.AreaList + " " + m.AreaName)
	return row{m.Period.String(), m.Number, m.Issuer, m.Place, m.Date.String(), area, m.Title}
}

func TestParse(t *testing.T) {
	p := New(areas(t))
	tests := []struct {
		name, text string
		want       row
	}{
		{
			"provincial report, two columns as lines",
			"ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\n-------\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n---------------\n\n" +
				"Số: 412/BC-UBND\n\nLạng Sơn, ngày 05 tháng 12 năm 2022\n\n**BÁO CÁO**\n\n**Tình hình kinh tế - xã hội năm 2022 và phương hướng,\n" +
				"nhiệm vụ năm 2023**\n\nThực hiện Nghị quyết số 10/NQ-HĐND ngày 10/12/2021, UBND tỉnh báo cáo như sau:\n",
			row{"2022", "412/BC-UBND", "Ủy ban nhân dân tỉnh Lạng Sơn", "Lạng Sơn", "2022-12-05", "20 2004 Lạng Sơn",
				"BÁO CÁO Tình hình kinh tế - xã hội năm 2022 và phương hướng, nhiệm vụ năm 2023"},
		},
		{
			"a passage that only says what it compares itself with",
			"Kim ngạch xuất khẩu đạt 125,3 triệu USD, tăng 8,4% so cùng kỳ. Doanh thu vận tải đạt 538,2 tỷ đồng, tăng 17,7% so với 6 tháng đầu năm 2011. Giá tăng 1,3% so với tháng 12 năm 2011.\n",
			row{period: "2012-01/2012-06"},
		},
		{
			"a passage that compares a month with the same one",
			"Thu nội địa đạt 87,9 nghìn tỷ đồng, bằng 8,9% dự toán; tăng 4% so với tháng 1/2016.\n",
			row{period: "2017-01"},
		},
		{
			"a passage that names its own months too",
			"Tháng 5, kim ngạch xuất khẩu đạt 125,3 triệu USD, tăng 8,4% so với 5 tháng đầu năm 2011.\n",
			row{period: "2012"},
		},
		{
			"two columns side by side",
			"UBND TỈNH HÒA BÌNH          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ KẾ HOẠCH VÀ ĐẦU TƯ           Độc lập - Tự do - Hạnh phúc\n" +
				"Số: 88/BC-SKHĐT       Hoà Bình, ngày 20 tháng 6 năm 2024\n\nBÁO CÁO\nTình hình đầu tư công 6 tháng đầu năm 2024\n\nKính gửi: UBND tỉnh\n",
			row{"2024-01/2024-06", "88/BC-SKHĐT", "Sở Kế hoạch và Đầu tư", "Hoà Bình", "2024-06-20", "17 2004 Hoà Bình",
				"BÁO CÁO Tình hình đầu tư công 6 tháng đầu năm 2024"},
		},
		{
			"two columns as a table",
			"| UBND HUYỆN BA BỂ<br>PHÒNG TÀI CHÍNH - KẾ HOẠCH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|---|---|\n" +
				"| Số 7/BC-TCKH | Ba Bể, ngày    tháng 4 năm 2023 |\n\nBÁO CÁO\nThu, chi ngân sách quý I năm 2023\n",
			row{"2023-01/2023-03", "7/BC-TCKH", "Phòng Tài chính - Kế hoạch", "Ba Bể", "2023-04", "061 2004 Ba Bể",
				"BÁO CÁO Thu, chi ngân sách quý I năm 2023"},
		},
		{
			"no letterhead: the issuer reports in its first sentence",
			"Số: 9/BC-UBND\n\nCao Bằng, ngày 1 tháng 10 năm 2020\n\nBÁO CÁO\n\nTình hình tháng 9 và 9 tháng năm 2020\n\nKính gửi: Hội đồng nhân dân tỉnh Cao Bằng\n\n" +
				"Uỷ ban nhân dân tỉnh Cao Bằng báo cáo như sau:\n",
			row{"2020-01/2020-09", "9/BC-UBND", "Ủy ban nhân dân tỉnh Cao Bằng", "Cao Bằng", "2020-10-01", "04 2004 Cao Bằng",
				"BÁO CÁO Tình hình tháng 9 và 9 tháng năm 2020"},
		},
		{
			"district under its province",
			"UBND TỈNH QUẢNG NAM\nUBND HUYỆN PHÚ NINH\nSố: 15/BC-UBND\nPhú Ninh, ngày 02/7/2021\nBÁO CÁO\nSơ kết 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2021\n",
			row{"2021-01/2021-06", "15/BC-UBND", "Ủy ban nhân dân huyện Phú Ninh", "Phú Ninh", "2021-07-02", "518 2004 Phú Ninh",
				"BÁO CÁO Sơ kết 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2021"},
		},
		{
			"district whose name several bear",
			"UBND TỈNH TIỀN GIANG\nUBND HUYỆN CHÂU THÀNH\n\nBÁO CÁO TÌNH HÌNH KINH TẾ - XÃ HỘI NĂM 2019\n",
			row{"2019", "", "Ủy ban nhân dân huyện Châu Thành", "", "", "821 2004 Châu Thành", "BÁO CÁO TÌNH HÌNH KINH TẾ - XÃ HỘI NĂM 2019"},
		},
		{
			"city of a province",
			"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ THÁI BÌNH\nSố: 3/BC-UBND\nThái Bình, ngày 3 tháng 1 năm 2018\n\nBÁO CÁO\nKết quả thực hiện nhiệm vụ năm 2017\n",
			row{"2017", "3/BC-UBND", "Ủy ban nhân dân thành phố Thái Bình", "Thái Bình", "2018-01-03", "336 2004 Thái Bình",
				"BÁO CÁO Kết quả thực hiện nhiệm vụ năm 2017"},
		},
		{
			"city under the centre",
			"ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH\n-----\nSố: 250/BC-UBND\nThành phố Hồ Chí Minh, ngày 30 tháng 11 năm 2021\nBÁO CÁO\nTình hình tháng 11, 11 tháng năm 2021\n",
			row{"2021-01/2021-11", "250/BC-UBND", "Ủy ban nhân dân thành phố Hồ Chí Minh", "Thành phố Hồ Chí Minh", "2021-11-30", "79 2004 Hồ Chí Minh",
				"BÁO CÁO Tình hình tháng 11, 11 tháng năm 2021"},
		},
		{
			"list of 2025",
			"ỦY BAN NHÂN DÂN\nTỈNH THÁI NGUYÊN\nSố: 5/BC-UBND\nThái Nguyên, ngày 28 tháng 9 năm 2025\nBÁO CÁO\nTình hình kinh tế - xã hội tháng 9, quý III và 9 tháng năm 2025\n",
			row{"2025-01/2025-09", "5/BC-UBND", "Ủy ban nhân dân tỉnh Thái Nguyên", "Thái Nguyên", "2025-09-28", "19 2025 Thái Nguyên",
				"BÁO CÁO Tình hình kinh tế - xã hội tháng 9, quý III và 9 tháng năm 2025"},
		},
		{
			"a code that names another province since 2025",
			"UBND TỈNH BẮC NINH\nBắc Ninh, ngày 1 tháng 8 năm 2025\nBÁO CÁO\nTình hình tháng 7/2025\n",
			row{"2025-07", "", "Ủy ban nhân dân tỉnh Bắc Ninh", "Bắc Ninh", "2025-08-01", "24 2025 Bắc Ninh", "BÁO CÁO Tình hình tháng 7/2025"},
		},
		{
			"resolution of a council",
			"HỘI ĐỒNG NHÂN DÂN\nTỈNH SƠN LA\nSố: 05/2023/NQ-HĐND\nSơn La, ngày 8 tháng 12 năm 2023\n\nNGHỊ QUYẾT\nVề kế hoạch phát triển kinh tế - xã hội năm 2024\n\n" +
				"HỘI ĐỒNG NHÂN DÂN TỈNH SƠN LA\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\n",
			row{"2024", "05/2023/NQ-HĐND", "Hội đồng nhân dân tỉnh Sơn La", "Sơn La", "2023-12-08", "14 2004 Sơn La",
				"NGHỊ QUYẾT Về kế hoạch phát triển kinh tế - xã hội năm 2024"},
		},
		{
			"ministry: the capital is its seat, not its area",
			"BỘ NÔNG NGHIỆP\nVÀ PHÁT TRIỂN NÔNG THÔN\nSố: 100/BC-BNN-KH\nHà Nội, ngày 25 tháng 12 năm 2022\nBÁO CÁO\nKết quả tháng 12 và cả năm 2022\n",
			row{"2022", "100/BC-BNN-KH", "Bộ Nông nghiệp và Phát triển nông thôn", "Hà Nội", "2022-12-25", "", "BÁO CÁO Kết quả tháng 12 và cả năm 2022"},
		},
		{
			"statistics office",
			"TỔNG CỤC THỐNG KÊ\nCỤC THỐNG KÊ TỈNH YÊN BÁI\n\nYên Bái, ngày 27 tháng 3 năm 2019\n\nBÁO CÁO\nTÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 3 VÀ QUÝ I NĂM 2019\n\nI. NÔNG NGHIỆP\n",
			row{"2019-01/2019-03", "", "Cục Thống kê tỉnh Yên Bái", "Yên Bái", "2019-03-27", "15 2004 Yên Bái",
				"BÁO CÁO TÌNH HÌNH KINH TẾ - XÃ HỘI THÁNG 3 VÀ QUÝ I NĂM 2019"},
		},
		{
			"legacy typing: U+00D0, old tone places",
			"UỶ BAN NHÂN DÂN\nTỈNH ÐỒNG THÁP\nSố: 8 /BC-UBND\nÐồng Tháp, ngày 9 tháng 7 năm 2012\nBÁO CÁO\nTình hình thực hiện nhiệm vụ 6 tháng đầu năm 2012\n",
			row{"2012-01/2012-06", "8/BC-UBND", "Ủy ban nhân dân tỉnh Đồng Tháp", "Ðồng Tháp", "2012-07-09", "87 2004 Đồng Tháp",
				"BÁO CÁO Tình hình thực hiện nhiệm vụ 6 tháng đầu năm 2012"},
		},
		{
			"bulletin with a title in capitals",
			"TÌNH HÌNH KINH TẾ - XÃ HỘI TỈNH BẾN TRE\nTHÁNG MƯỜI MỘT NĂM 2014\n\nSản xuất nông nghiệp trong tháng thuận lợi.\n",
			row{"2014-11", "", "", "", "", "83 2004 Bến Tre", "TÌNH HÌNH KINH TẾ - XÃ HỘI TỈNH BẾN TRE THÁNG MƯỜI MỘT NĂM 2014"},
		},
		{
			"markdown",
			"# BÁO CÁO\n\n## Tình hình kinh tế - xã hội chín tháng đầu năm 2021 tỉnh Đắk Lắk\n\nChín tháng đầu năm kinh tế tăng trưởng khá.\n",
			row{"2021-01/2021-09", "", "", "", "", "66 2004 Đắk Lắk", "BÁO CÁO Tình hình kinh tế - xã hội chín tháng đầu năm 2021 tỉnh Đắk Lắk"},
		},
		{
			"years of a term",
			"BÁO CÁO\nTổng kết chương trình giảm nghèo giai đoạn 2021-2025 tỉnh Hà Giang\n",
			row{"2021/2025", "", "", "", "", "02 2004 Hà Giang", "BÁO CÁO Tổng kết chương trình giảm nghèo giai đoạn 2021-2025 tỉnh Hà Giang"},
		},
		{
			"a year that the title leaves out",
			"UBND TỈNH PHÚ YÊN\nSố: 2/BC-UBND\nPhú Yên, ngày 5 tháng 01 năm 2016\nBÁO CÁO\nTình hình tháng 12\n",
			row{"2015-12", "2/BC-UBND", "Ủy ban nhân dân tỉnh Phú Yên", "Phú Yên", "2016-01-05", "54 2004 Phú Yên", "BÁO CÁO Tình hình tháng 12"},
		},
		{
			"passage: comparisons do not count",
			"Sản lượng thủy sản năm 2016 ước đạt 12.300 tấn, tăng 4% so với năm 2015; diện tích nuôi đạt 900 ha, tăng 2% so với cùng kỳ năm 2015 (theo giá so sánh năm 2010).\n",
			row{period: "2016"},
		},
		{
			"passage: only years of comparison",
			"Thu ngân sách đạt 5.120 tỷ đồng, tăng 7% so với cùng kỳ năm 2018. Chi ngân sách bằng 102% so với năm 2018.\n",
			row{period: "2019"},
		},
		{
			"passage: dates, document numbers, terms and plans weigh little",
			"Theo Nghị quyết số 12/2008/NQ-HĐND ngày 9 tháng 12 năm 2008 và mục tiêu đến năm 2020, giai đoạn 2011-2020, tỉnh Cà Mau năm 2012 đạt 103.000 tấn tôm.\n",
			row{period: "2012", area: "96 2004 Cà Mau"},
		},
		{
			"passage: a city, named with its prefix",
			"Năm 2011, thành phố Sông Công thu ngân sách 115 tỷ đồng. Thành phố Sông Công có 10 phường, xã.\n",
			row{period: "2011", area: "165 2004 Sông Công"},
		},
		{
			"passage: a person, an ocean, and one name in passing are no area",
			"Học tập đạo đức Hồ Chí Minh, các nước châu Á - Thái Bình Dương; năm 2020 Kiên Giang, Cà Mau, Bạc Liêu cùng tăng sản lượng tôm.\n",
			row{period: "2020"},
		},
		{
			"letterhead read column by column",
			"UBND TỈNH CÀ MAU\nSỞ CÔNG THƯƠNG\nSố: 31/BC-SCT\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nCà Mau, ngày 4 tháng 7 năm 2022\n\nBÁO CÁO\nTình hình sản xuất công nghiệp\n6 tháng đầu năm 2022\n\nThực hiện chỉ đạo của UBND tỉnh.\n",
			row{"2022-01/2022-06", "31/BC-SCT", "Sở Công thương", "Cà Mau", "2022-07-04", "96 2004 Cà Mau", "BÁO CÁO Tình hình sản xuất công nghiệp 6 tháng đầu năm 2022"},
		},
		{
			"news: the title names a month, the text its year",
			"Xuất khẩu của Long An tăng khá trong tháng 8\n====\n\nTheo Cục Hải quan Long An, kim ngạch tháng 8 năm 2019 đạt 450 triệu USD, tăng 5% so với cùng kỳ năm 2018.\n\nThuế suất\n",
			row{period: "2019-08", area: "80 2004 Long An", title: "Xuất khẩu của Long An tăng khá trong tháng 8"},
		},
		{
			"news: a plan's end is not its period",
			"Đến năm 2030, tỷ trọng công nghiệp trong GDP đạt trên 40%\n====\n\nNăm 2018 tỷ trọng công nghiệp đạt 35%.\n",
			row{period: "2018", title: "Đến năm 2030, tỷ trọng công nghiệp trong GDP đạt trên 40%"},
		},
		{"nothing", "Không có gì.\n", row{}},
		{"empty", "", row{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := rowOf(p.Parse(tt.text)); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

func TestTitlePeriod(t *testing.T) {
	p := New(nil)
	report := schemas.Date{Year: 2023, Month: 7, Day: 1}
	tests := map[string]string{
		"Tình hình năm 2023; dự kiến kế hoạch năm 2024":                       "2023",
		"Kế hoạch phát triển kinh tế - xã hội năm 2024":                       "2024",
		"Tình hình 9 tháng đầu năm 2023":                                      "2023-01/2023-09",
		"Tình hình tháng 10 và 10 tháng năm 2023":                             "2023-01/2023-10",
		"Tình hình tháng 10/2023":                                             "2023-10",
		"Tình hình tháng 5 năm 2023 và nhiệm vụ tháng 6 năm 2023":             "2023-05",
		"Công tác quý III năm 2023":                                           "2023-07/2023-09",
		"Công tác quý II/2022, nhiệm vụ quý III/2022":                         "2022-04/2022-06",
		"Công tác quý 4-2022":                                                 "2022-10/2022-12",
		"6 tháng đầu năm 2023 và nhiệm vụ 6 tháng cuối năm 2023":              "2023-01/2023-06",
		"Nhiệm vụ, giải pháp 6 tháng cuối năm 2023":                           "2023-07/2023-12",
		"6 tháng đầu năm":                                                     "2023-01/2023-06",
		"Kết quả sáu tháng đầu năm và nhiệm vụ sáu tháng cuối năm 2022":       "2022-01/2022-06",
		"Tình hình tháng Chín năm 2020":                                       "2020-09",
		"Quý IV và cả năm 2021":                                               "2021",
		"Tháng 12 và năm 2021":                                                "2021",
		"Kết quả thực hiện Nghị quyết số 05/2022/NQ-HĐND năm 2023":            "2023",
		"Kết quả thực hiện Nghị quyết ngày 10/12/2022 của HĐND tỉnh năm 2023": "2023",
		"Theo Quyết định ngày 16 tháng 11 năm 2021, tháng 3 năm 2022":         "2022-03",
		"Kế hoạch 5 năm 2021 - 2025":                                          "2021/2025",
		"Giữa kỳ giai đoạn 2021-2025, năm 2023":                               "2023",
		"Về việc phòng, chống dịch":                                           "",
	}
	for title, want := range tests {
		if got := p.titlePeriod(title, report, func() int { return 0 }).String(); got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("UBND TỈNH BẮC KẠN\nSố: 12/BC-UBND\nBắc Kạn, ngày 5 tháng 12 năm 2023\nBÁO CÁO\nTình hình năm 2023\n")
	f.Add("| a | b |\n**x\n# y\nso với 2012")
	p := New(areas(f))
	f.Fuzz(func(t *testing.T, text string) {
		m := p.Parse(strings.ToValidUTF8(text, " "))
		if _, err := schemas.ParsePeriod(m.Period.String()); err != nil {
			t.Error(err)
		}
		if !m.Date.IsZero() && !m.Date.Valid() {
			t.Errorf("date %v", m.Date)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	p := New(areas(b))
	body := strings.Repeat("Toàn tỉnh Bắc Kạn có 12.300 ha rừng, tăng 2% so với năm 2015; huyện Ba Bể đạt 900 ha, thu 5,1 tỷ đồng.\n", 10_000)
	for name, text := range map[string]string{
		"report":  "UBND TỈNH BẮC KẠN\nSố: 12/BC-UBND\nBắc Kạn, ngày 5 tháng 12 năm 2023\nBÁO CÁO\nTình hình năm 2023\n\n" + body,
		"passage": body,
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				p.Parse(text)
			}
		})
	}
}

func TestWordsBefore(t *testing.T) {
	p := New(areas(t))
	tests := []struct{ text, far, near string }{
		{"", "", ""},
		{"của tỉnh ", "", "tỉnh"},
		{"Thị xã ", "thị", "xã"},
		{"TP. ", "", "tp"},
		{"tại TP . ", "", "tp"},
		{"tỉnh. ", "", ""},
		{"thành phố (", "thành", "phố"},
		{"thành, phố ", "", "phố"},
		{"tỉnh; ", "", ""},
		{"tỉnh\n", "", ""},
		{"tỉnh là ", "tỉnh", ""},
	}
	for _, tt := range tests {
		if got, want := p.wordsBefore(tt.text), [2]string{fold(tt.near), fold(tt.far)}; got != want {
			t.Errorf("%q: %q, not %q", tt.text, got, want)
		}
	}
}
