package extract_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"solieu/schemas"
)

// letterhead is the head of a report of the year 2023, signed on 12 December.
const letterhead = `ỦY BAN NHÂN DÂN
TỈNH QUẢNG TRỊ

Số: 284/BC-UBND

Quảng Trị, ngày 12 tháng 12 năm 2023

BÁO CÁO
Tình hình kinh tế - xã hội năm 2023

`

// rule is a sentence with what must be read from it: one entry per figure.
type rule struct {
	name, text string
	want       []string
}

// readsAs runs rules; show prints of a figure what the theme is about.
func readsAs(t *testing.T, show func(f schemas.Figure, e schemas.Extraction) string, rules []rule) {
	t.Helper()
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			e := extractText(t, letterhead+r.text)
			if why := broken(e.Document.Text, e); why != "" {
				t.Fatal(why)
			}
			got := make([]string, len(e.Figures))
			for i, f := range e.Figures {
				got[i] = show(f, e)
			}
			if len(got) == 0 && len(r.want) == 0 {
				return
			}
			if d := cmp.Diff(r.want, got); d != "" {
				t.Errorf("%s\n%s", r.text, d)
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return joined(f.Qual+f.Value.String(), f.Unit, f.Range)
	}, []rule{
		{"one digit", "Toàn huyện có 7 xã.", list("7 {xã}")},
		{"leading zero", "Thành lập mới 05 hợp tác xã.", list("5 {hợp tác xã}")},
		{"a group of three", "Tổng đàn dê là 52.746 con.", list("52746 {con}")},
		{"two groups of three", "Tổng đàn gia cầm là 3.452.746 con.", list("3452746 {con}")},
		{"groups and decimals", "Diện tích cao su đạt 18.234,5 ha.", list("18234.5 ha")},
		{"decimal comma", "Thu ngân sách đạt 3,25 tỷ đồng.", list("3250000000 VND")},
		{"decimal point that cannot group", "Tỷ lệ thất nghiệp là 0.95%.", list("0.95 %")},
		{"a text in the English convention", "Công nghiệp tăng 12.41%; vốn đầu tư đạt 1,250.75 tỷ đồng; sản lượng điện đạt 2,415.30 triệu kWh.", list("12.41 %", "1250750000000 VND", "2415300000 kWh")},
		{"torn behind the point", "Sản lượng hồ tiêu đạt 1. 248 tấn.", list("1248 t")},
		{"torn before the point", "Trồng mới được 1 .120 ha rừng.", list("1120 ha")},
		{"groups parted by a space", "Trồng mới 12 500 ha cao su.", list("12500 ha")},
		{"no space before the unit", "Rừng phòng hộ có 46.393ha.", list("46393 ha")},
		{"thousands in words", "Dân số trung bình là 652,5 nghìn người.", list("652500 {người}")},
		{"ten thousands in words", "Đàn vịt có 2 vạn con.", list("20000 {con}")},
		{"composite amount of two parts", "Hỗ trợ 86 triệu 500 ngàn đồng.", list("86500000 VND")},
		{"composite amount of milliards", "Kinh phí là 1 tỷ 178 triệu đồng.", list("1178000000 VND")},
		{"composite amount of three parts", "Tổng kinh phí là 4 tỷ 65 triệu 500 nghìn đồng.", list("4065500000 VND")},
		{"range with a hyphen", "Phấn đấu tăng trưởng kinh tế 7,5 - 8%.", list("7.5 % low", "8 % high")},
		{"range without spaces", "Thu nhập đạt 215-220 triệu đồng/ha.", list("215000000 VND/ha low", "220000000 VND/ha high")},
		{"range in words", "Mức hỗ trợ từ 5 đến 7 triệu đồng/hộ.", list("5000000 VND/{hộ} low", "7000000 VND/{hộ} high")},
		{"pair behind a slash", "Đàn lợn đạt 417.200/410.500 con.", list("417200 {con}", "410500 {con}")},
		{"sign before the number", "Diện tích sắn đạt 11.846 ha (-805 ha so với năm 2022).", list("11846 ha", "-805 ha")},
		{"plus before the number", "Giá trị sản xuất công nghiệp +11,2% so với năm 2022.", list("11.2 %")},
		{"the verb makes it negative", "Số vụ cháy giảm 11,5% so với năm 2022.", list("-11.5 %")},
		{"more than", "Có trên 350 hộ được vay vốn.", list(">350 {hộ}")},
		{"about", "Có khoảng 350 hộ được vay vốn.", list("~350 {hộ}")},
		{"nearly", "Có gần 350 hộ được vay vốn.", list("~350 {hộ}")},
		{"at least", "Có ít nhất 15 xã đạt chuẩn.", list(">=15 {xã}")},
		{"at most", "Tỷ lệ nợ xấu không quá 1,5%.", list("<=1.5 %")},
		{"and more", "Thu ngân sách đạt 95 tỷ đồng trở lên.", list(">=95000000000 VND")},
	})
}

// An amount is the same in whatever multiple it is written.
func TestSameAmountInOtherMultiples(t *testing.T) {
	forms := []string{"33,09 tỷ đồng", "33.090 triệu đồng", "33.090.000 nghìn đồng", "33 tỷ 90 triệu đồng", "33.090.000.000 đồng", "33,09 tỉ đồng", "33,090 tỷ đồng"}
	for _, form := range forms {
		e := extractText(t, letterhead+"Chi ngân sách huyện là "+form+".")
		if len(e.Figures) != 1 || e.Figures[0].Value != schemas.Int64(33_090_000_000) || e.Figures[0].Unit != "VND" {
			t.Errorf("%s reads as %+v", form, meanings(e))
		}
	}
}

// The printed digits bound the value; a count is exact.
func TestPrintedPrecision(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return fmt.Sprintf("%s %s %d", f.Low, f.High, f.Decimals)
	}, []rule{
		{"count", "Toàn tỉnh có 512 trường.", list("512 512 0")},
		{"one decimal", "Công nghiệp tăng 12,4% so với năm 2022.", list("12.35 12.45 1")},
		{"a zero that is printed", "Công nghiệp tăng 12,40% so với năm 2022.", list("12.395 12.405 2")},
		{"multiplier", "Thu ngân sách đạt 3,2 tỷ đồng.", list("3150000000 3250000000 1")},
	})
}

func TestUnits(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string { return joined(f.Value.String(), f.Unit) }, []rule{
		{"hectares", "Diện tích lúa đạt 25.340 ha.", list("25340 ha")},
		{"hectares in words", "Diện tích lúa đạt 25.340 héc ta.", list("25340 ha")},
		{"square metres", "Xây dựng nhà xưởng 12.500 m2.", list("12500 m2")},
		{"cubic metres", "Khai thác 18.200 m3 gỗ.", list("18200 m3")},
		{"kilometres", "Nhựa hóa 35,6 km đường.", list("35.6 km")},
		{"tonnes", "Sản lượng tôm đạt 8.950 tấn.", list("8950 t")},
		{"quintals", "Năng suất lúa đạt 56,2 tạ/ha.", list("5.62 t/ha")},
		{"kilograms", "Cấp 640 kg thức ăn.", list("640 kg")},
		{"electricity", "Sản lượng điện đạt 412 triệu kWh.", list("412000000 kWh")},
		{"power", "Hòa lưới 84 MW điện gió.", list("84 MW")},
		{"dong", "Hỗ trợ 450.000 đồng.", list("450000 VND")},
		{"milliards of dong", "Thu nội địa đạt 3.120 tỷ đồng.", list("3120000000000 VND")},
		{"milliards alone", "Thu nội địa đạt 3.120 tỷ.", list("3120000000000 VND")},
		{"dollars", "Xuất khẩu đạt 212,5 triệu USD.", list("212500000 USD")},
		{"dong a head", "Thu nhập bình quân đạt 48,5 triệu đồng/người.", list("48500000 VND/{người}")},
		{"dong a head and year", "Thu nhập bình quân đạt 48,5 triệu đồng/người/năm.", list("48500000 VND/{người}/năm")},
		{"beds for ten thousand", "Đạt 32,5 giường/vạn dân.", list("32.5 {giường}/10000{dân}")},
		{"animals", "Đàn bò có 71.200 con.", list("71200 {con}")},
		{"people", "Tạo việc làm cho 12.400 người.", list("12400 {người}")},
		{"the longest noun", "Đón 1.250.000 lượt khách.", list("1250000 {lượt khách}")},
		{"per cent", "Công nghiệp tăng 8,4% so với năm 2022.", list("8.4 %")},
		{"per cent behind a space", "Công nghiệp tăng 8,4 % so với năm 2022.", list("8.4 %")},
		{"percentage points", "Tỷ trọng dịch vụ tăng 1,3 điểm phần trăm so với năm 2022.", list("1.3 pp")},
		{"percentage points, short", "Tỷ trọng dịch vụ tăng 1,3 điểm % so với năm 2022.", list("1.3 pp")},
		{"points of a share written as per cent", "Tỷ lệ hộ nghèo giảm 1,5% so với năm 2022.", list("-1.5 pp")},
		{"times", "Gấp 2,3 lần năm 2020.", list("2.3 x")},
		{"rank steps", "Chỉ số cải cách hành chính tăng 6 bậc so với năm 2022.", list("6 {bậc}")},
	})
}

func TestMeasures(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return joined(f.Value.String(), string(f.Measure), f.Base)
	}, []rule{
		{"level", "Sản lượng lúa đạt 215.400 tấn.", list("215400 level")},
		{"growth", "Sản lượng lúa đạt 215.400 tấn, tăng 3,2% so với năm 2022.", list("215400 level", "3.2 growth 2022")},
		{"fall", "Sản lượng lúa đạt 215.400 tấn, giảm 3,2% so với năm 2022.", list("215400 level", "-3.2 growth 2022")},
		{"change of an amount", "Diện tích sắn đạt 9.800 ha, giảm 1.200 ha so với năm 2022.", list("9800 level", "-1200 change 2022")},
		{"change of a share", "Tỷ trọng công nghiệp tăng 1,2 điểm phần trăm so với năm 2022.", list("1.2 change 2022")},
		{"attainment", "Trồng mới 5.125 ha rừng, đạt 102,5% kế hoạch.", list("5125 level", "102.5 attainment plan")},
		{"attainment with bằng", "Trồng mới 5.125 ha rừng, bằng 102,5% kế hoạch.", list("5125 level", "102.5 attainment plan")},
		{"attainment of a budget", "Thu nội địa đạt 3.120 tỷ đồng, đạt 96,4% dự toán.", list("3120000000000 level", "96.4 attainment dự toán")},
		{"index", "Xuất khẩu đạt 212,5 triệu USD, bằng 98,7% so với cùng kỳ năm 2022.", list("212500000 level", "98.7 index 2022-same")},
		{"share", "Diện tích rừng sản xuất là 145.200 ha, chiếm 51,3% tổng diện tích.", list("145200 level", "51.3 share tổng diện tích")},
		{"multiple", "Sản lượng tôm đạt 8.950 tấn, gấp 2,3 lần so với năm 2020.", list("8950 level", "2.3 multiple 2020")},
		{"rate", "Tỷ lệ che phủ rừng đạt 49,8%.", list("49.8 rate")},
		{"average", "Thu nhập bình quân đầu người đạt 48,5 triệu đồng/năm.", list("48500000 rate")},
		{"yield", "Năng suất lúa đạt 56,2 tạ/ha.", list("5.62 rate")},
		{"rank", "Chỉ số PCI năm 2022 xếp thứ 21/63 tỉnh, thành phố.", list("21 rank", "63 level")},
		{"score", "Chỉ số cải cách hành chính đạt 84,5/100 điểm.", list("84.5 score", "100 score")},
		{"growth against the same months", "Xuất khẩu đạt 212,5 triệu USD, tăng 14,2% so với cùng kỳ năm 2022.", list("212500000 level", "14.2 growth 2022-same")},
		{"change against a date", "Dư nợ đạt 52.400 tỷ đồng, tăng 9,1% so với cuối năm 2022.", list("52400000000000 level", "9.1 growth @2022")},
		{"a base that governs both", "Đàn bò đạt 71.200 con, đàn trâu đạt 20.100 con, tăng 2,1% và giảm 3,4% so với năm 2022.", list("71200 level", "20100 level", "2.1 growth 2022", "-3.4 growth 2022")},
	})
}

func TestRoles(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return joined(f.Value.String(), string(f.Role), string(f.Status))
	}, []rule{
		{"plan behind a slash", "Đàn lợn đạt 417.200/410.500 con, đạt 101,6% kế hoạch.", list("417200 main actual", "410500 target plan", "101.6 main actual")},
		{"plan in brackets", "Trồng mới 5.125 ha rừng (kế hoạch 5.000 ha).", list("5125 main actual", "5000 target plan")},
		{"whole behind a slash", "Có 78/101 xã đạt chuẩn nông thôn mới.", list("78 main actual", "101 denominator actual")},
		{"number ranked", "Chỉ số PCI xếp thứ 21/63 tỉnh, thành phố.", list("21 main actual", "63 denominator actual")},
		{"maximum of a score", "Chỉ số cải cách hành chính đạt 84,5/100 điểm.", list("84.5 main actual", "100 denominator actual")},
	})
}

func TestStatuses(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return joined(f.Value.String(), string(f.Status))
	}, []rule{
		{"actual", "Sản lượng lúa đạt 215.400 tấn.", list("215400 actual")},
		{"estimate", "Sản lượng lúa ước đạt 215.400 tấn.", list("215400 estimate")},
		{"estimate governs its sentence", "Thu nội địa ước đạt 3.120 tỷ đồng, tăng 4,5% so với năm 2022.", list("3120000000000 estimate", "4.5 estimate")},
		{"estimate ends with its sentence", "Thu nội địa ước đạt 3.120 tỷ đồng. Toàn tỉnh có 512 trường.", list("3120000000000 estimate", "512 actual")},
		{"expected", "Dự kiến cả năm thu hút 850.000 lượt khách.", list("850000 estimate")},
		{"target of next year", "Phấn đấu năm 2024 thu nội địa đạt 3.400 tỷ đồng.", list("3400000000000 plan")},
		{"section of the next year's plan", "II. MỤC TIÊU, NHIỆM VỤ NĂM 2024\n\n- Tốc độ tăng GRDP đạt 7,5%.\n- Trồng mới 5.500 ha rừng.", list("7.5 plan", "5500 plan")},
	})
}

func TestPeriods(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return joined(f.Value.String(), f.Period.String())
	}, []rule{
		{"the report's own", "Sản lượng lúa đạt 215.400 tấn.", list("215400 2023")},
		{"a year", "Năm 2021, sản lượng lúa đạt 215.400 tấn.", list("215400 2021")},
		{"a month", "Tháng 10/2023, xuất khẩu đạt 21,5 triệu USD.", list("21500000 2023-10")},
		{"a month in words", "Tháng 10 năm 2023, xuất khẩu đạt 21,5 triệu USD.", list("21500000 2023-10")},
		{"first months", "6 tháng đầu năm 2022, xuất khẩu đạt 101,5 triệu USD.", list("101500000 2022-01/2022-06")},
		{"months of a year", "9 tháng năm 2023, xuất khẩu đạt 161,5 triệu USD.", list("161500000 2023-01/2023-09")},
		{"number of months as a word", "Sáu tháng đầu năm 2022, xuất khẩu đạt 101,5 triệu USD.", list("101500000 2022-01/2022-06")},
		{"last months", "6 tháng cuối năm 2022, xuất khẩu đạt 111,5 triệu USD.", list("111500000 2022-07/2022-12")},
		{"quarter", "Quý III/2023, xuất khẩu đạt 51,5 triệu USD.", list("51500000 2023-07/2023-09")},
		{"quarter in words", "Quý I năm 2022, xuất khẩu đạt 41,5 triệu USD.", list("41500000 2022-01/2022-03")},
		{"state at a date", "Đến 31/10/2023, toàn tỉnh có 78 xã đạt chuẩn nông thôn mới.", list("78 @2023-10-31")},
		{"state at a date, long", "Tính đến ngày 30 tháng 9 năm 2023, dư nợ cho vay đạt 52.400 tỷ đồng.", list("52400000000000 @2023-09-30")},
		{"state at the end of a month", "Đến hết tháng 9/2023, dư nợ cho vay đạt 52.400 tỷ đồng.", list("52400000000000 @2023-09")},
		{"state at the report's date", "Đến nay, toàn tỉnh có 78 xã đạt chuẩn nông thôn mới.", list("78 @report")},
		{"years", "Giai đoạn 2021 - 2025, tổng vốn đầu tư là 12.500 tỷ đồng.", list("12500000000000 2021/2025")},
		{"school year", "Năm học 2022-2023, toàn tỉnh có 7.214 lớp.", list("7214 2022/2023")},
		{"growth refers to its own time", "Xuất khẩu tăng 14,2% so với cùng kỳ năm 2022.", list("14.2 2023")},
		{"two years in one sentence", "Năm 2021 trồng mới 4.900 ha rừng, năm 2022 trồng mới 5.050 ha rừng.", list("4900 2021", "5050 2022")},
		{"a period governs its paragraph only", "Năm 2021 trồng mới 4.900 ha rừng.\n\nSản lượng lúa đạt 215.400 tấn.", list("4900 2021", "215400 2023")},
	})
}

func TestOpeners(t *testing.T) {
	readsAs(t, func(f schemas.Figure, e schemas.Extraction) string {
		parent := ""
		if f.Parent != schemas.None {
			parent = "of " + e.Figures[f.Parent].Value.String()
		}
		return joined(f.Value.String(), string(f.Opener), parent)
	}, []rule{
		{"no list", "Toàn huyện có 152 trường và 1.830 lớp.", list("152", "1830")},
		{"trong đó", "Toàn huyện có 152 trường, trong đó có 12 trường tư thục.", list("152", "12 trong_do of 152")},
		{"gồm", "Toàn huyện có 152 trường, gồm 45 trường mầm non, 60 trường tiểu học và 47 trường trung học cơ sở.", list("152", "45 gom of 152", "60 gom of 152", "47 gom of 152")},
		{"bao gồm with a colon", "Toàn huyện có 105 trường, bao gồm: 45 trường mầm non và 60 trường tiểu học.", list("105", "45 gom of 105", "60 gom of 105")},
		{"trong đó in brackets", "Toàn huyện có 152 trường (trong đó 12 trường tư thục).", list("152", "12 trong_do of 152")},
		{"brackets end the list", "Toàn huyện có 152 trường (trong đó 12 trường tư thục). Toàn huyện có 1.830 lớp.", list("152", "12 trong_do of 152", "1830")},
		{"a list of amounts", "Thu ngân sách đạt 3.200 tỷ đồng, trong đó thu nội địa 3.050 tỷ đồng, thu xuất nhập khẩu 150 tỷ đồng.", list("3200000000000", "3050000000000 trong_do of 3200000000000", "150000000000 trong_do of 3200000000000")},
	})
}

func TestTables(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return joined(f.Value.String(), f.Unit, string(f.Measure), string(f.Status), f.Period.String(), f.Base)
	}, []rule{
		{"periods and statuses in the head",
			"| Chỉ tiêu | Đơn vị tính | Thực hiện năm 2022 | Ước thực hiện năm 2023 | Kế hoạch năm 2024 |\n|---|---|---|---|---|\n| Sản lượng lúa | Tấn | 208.300 | 215.400 | 218.000 |\n| Thu nội địa | Tỷ đồng | 2.980 | 3.120 | 3.400 |\n",
			list("208300 t level actual 2022", "215400 t level estimate 2023", "218000 t level plan 2024",
				"2980000000000 VND level actual 2022", "3120000000000 VND level estimate 2023", "3400000000000 VND level plan 2024")},
		{"numbered rows and a comparison",
			"| TT | Chỉ tiêu | ĐVT | Năm 2022 | Năm 2023 | Tăng, giảm so với năm 2022 (%) |\n|---|---|---|---|---|---|\n| 1 | Số doanh nghiệp thành lập mới | Doanh nghiệp | 420 | 462 | 10,0 |\n",
			list("420 {doanh nghiệp} level actual 2022", "462 {doanh nghiệp} level actual 2023", "10 % growth actual 2023 2022")},
		{"attainment against the plan",
			"| Chỉ tiêu | Đơn vị | Kế hoạch năm 2023 | Thực hiện năm 2023 | Tỷ lệ so với kế hoạch (%) |\n|---|---|---|---|---|\n| Trồng rừng mới | Ha | 5.000 | 5.125 | 102,5 |\n",
			list("5000 ha level plan 2023", "5125 ha level actual 2023", "102.5 % attainment actual 2023 plan")},
	})
}

func TestFootnotes(t *testing.T) {
	readsAs(t, func(f schemas.Figure, e schemas.Extraction) string {
		return joined(f.Value.String(), f.Unit, f.Period.String())
	}, []rule{
		{"its own year", "Trong năm thành lập mới 462 doanh nghiệp¹ với vốn đăng ký 3.850 tỷ đồng.\n\n¹ Năm 2022 thành lập mới 420 doanh nghiệp.\n",
			list("462 {doanh nghiệp} 2023", "3850000000000 VND 2023", "420 {doanh nghiệp} 2022")},
		{"between the halves of a sentence", "Trong năm thành lập mới 462 doanh nghiệp¹ với vốn\n\n¹ Gồm 300 doanh nghiệp nhà nước và 162 doanh nghiệp tư nhân.\n\nđăng ký 3.850 tỷ đồng.\n",
			list("462 {doanh nghiệp} 2023", "300 {doanh nghiệp} 2023", "162 {doanh nghiệp} 2023", "3850000000000 VND 2023")},
	})
}

func list(s ...string) []string { return s }

// joined joins what is not empty with spaces.
func joined(parts ...string) string {
	var out []byte
	for _, p := range parts {
		if p == "" {
			continue
		}
		if len(out) > 0 {
			out = append(out, ' ')
		}
		out = append(out, p...)
	}
	return string(out)
}
