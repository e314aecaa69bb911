package extract_test

import (
	"testing"

	"solieu/schemas"
)

// TestSentences reads whole figures: number, unit, measure, role, status, period, base and place in a list.
func TestSentences(t *testing.T) {
	readsAs(t, func(f schemas.Figure, e schemas.Extraction) string {
		parent := ""
		if f.Parent != schemas.None {
			parent = "of " + e.Figures[f.Parent].Value.String()
		}
		return joined(f.Qual+f.Value.String(), f.Unit, f.Range, string(f.Measure), string(f.Role), string(f.Status), f.Period.String(), f.Base, string(f.Opener), parent)
	}, []rule{
		{"days of labour", "Huy động 300 ngày công lao động.", list("300 {ngày công} level main actual 2023")},
		{"state at the end of a year", "Cuối năm 2022, toàn tỉnh có 71 xã đạt chuẩn.", list("71 {xã} level main actual @2022")},
		{"state up to the end of a year", "Đến hết năm 2022, toàn tỉnh có 71 xã đạt chuẩn.", list("71 {xã} level main actual @2022")},
		{"from and to", "Số hợp tác xã tăng từ 112 hợp tác xã lên 125 hợp tác xã.", list("112 {hợp tác xã} level main actual 2023", "125 {hợp tác xã} level main actual 2023")},
		{"from and to, a rate that rises", "Tỷ lệ đô thị hóa tăng từ 31,5% năm 2020 lên 35% năm 2022.", list("31.5 % rate main actual 2020", "35 % rate main actual 2022")},
		{"lần lượt", "Công nghiệp, nông nghiệp, dịch vụ lần lượt tăng 9,1%, 3,2% và 7,4% so với năm 2022.", list("9.1 % growth main actual 2023 2022", "3.2 % growth main actual 2023 2022", "7.4 % growth main actual 2023 2022")},
		{"beyond the budget", "Thu nội địa đạt 3.120 tỷ đồng, vượt 4,2% dự toán.", list("3120000000000 VND level main actual 2023", "4.2 % growth main actual 2023 dự toán")},
		{"what remains", "Đã giải quyết 350 hồ sơ, còn lại 25 hồ sơ.", list("350 {hồ sơ} level main actual 2023", "25 {hồ sơ} level main actual 2023")},
		{"rate behind its fraction", "Có 78/101 xã đạt chuẩn, đạt 77,2%.", list("78 {xã} level main actual 2023", "101 {xã} level denominator actual 2023", "77.2 % rate main actual 2023")},
		{"cùng kỳ without a year", "Thu nội địa đạt 3.120 tỷ đồng, tăng 5,5% so với cùng kỳ.", list("3120000000000 VND level main actual 2023", "5.5 % growth main actual 2023 2022-same")},
		{"cùng kỳ năm trước", "Thu nội địa đạt 3.120 tỷ đồng, tăng 5,5% so cùng kỳ năm trước.", list("3120000000000 VND level main actual 2023", "5.5 % growth main actual 2023 2022-same")},
		{"the year before", "Thu nội địa đạt 3.120 tỷ đồng, tăng 5,5% so với năm trước.", list("3120000000000 VND level main actual 2023", "5.5 % growth main actual 2023 2022")},
		{"bases of a month", "Chỉ số giá tiêu dùng tháng 10/2023 tăng 0,25% so với tháng trước, tăng 3,1% so với tháng 12/2022.", list("0.25 % growth main actual 2023-10 2023-09", "3.1 % growth main actual 2023-10 2022-12")},
		{"base of a quarter", "Quý III/2023, công nghiệp tăng 4,1% so với quý II/2023.", list("4.1 % growth main actual 2023-07/2023-09 2023-04/2023-06")},
		{"from day to day", "Từ ngày 01/01/2023 đến ngày 30/6/2023 xảy ra 35 vụ tai nạn.", list("35 {vụ} level main actual 2023-01-01/2023-06-30")},
		{"half-year without its year", "6 tháng đầu năm, xuất khẩu đạt 101,5 triệu USD.", list("101500000 USD level main actual 2023-01/2023-06")},
		{"quarter without its year", "Quý I, xuất khẩu đạt 41,5 triệu USD.", list("41500000 USD level main actual 2023-01/2023-03")},
		{"cumulated months", "Lũy kế 10 tháng đầu năm 2023 giải ngân 1.250 tỷ đồng, đạt 61,2% kế hoạch.", list("1250000000000 VND level main actual 2023-01/2023-10", "61.2 % attainment main actual 2023-01/2023-10 plan")},
		{"budget as a plan", "Dự toán thu ngân sách năm 2023 là 3.060 tỷ đồng.", list("3060000000000 VND level main plan 2023")},
		{"estimate before a list", "Ước năm 2023: thu nội địa 3.120 tỷ đồng; chi ngân sách 8.200 tỷ đồng.", list("3120000000000 VND level main estimate 2023", "8200000000000 VND level main estimate 2023")},
		{"twice in words", "Diện tích ngô là 3.200 ha, tăng gấp đôi so với năm 2022.", list("3200 ha level main actual 2023")},
		{"income by month", "Thu nhập bình quân 7,2 triệu đồng/người/tháng.", list("7200000 VND/{người}/tháng rate main actual 2023")},
		{"interest", "Lãi suất huy động bình quân 5,5%/năm.", list("5.5 %/năm rate main actual 2023")},
		{"price", "Giá cà phê đạt 62.000 đồng/kg.", list("62000 VND/kg rate main actual 2023")},
		{"cụ thể", "Toàn tỉnh có 105 trường, cụ thể: 45 trường mầm non, 60 trường tiểu học.", list("105 {trường} level main actual 2023", "45 {trường} level main actual 2023 cu_the of 105", "60 {trường} level main actual 2023 cu_the of 105")},
		{"parts in brackets", "Toàn tỉnh có 105 trường (45 trường mầm non, 60 trường tiểu học).", list("105 {trường} level main actual 2023", "45 {trường} level main actual 2023 bracket of 105", "60 {trường} level main actual 2023 bracket of 105")},
		{"parts as list items", "Toàn tỉnh có 105 trường, gồm:\n\n- Mầm non: 45 trường.\n- Tiểu học: 60 trường.\n", list("105 {trường} level main actual 2023", "45 {trường} level main actual 2023 gom of 105", "60 {trường} level main actual 2023 gom of 105")},
		{"share of what follows", "Vốn nhà nước chiếm 35% tổng vốn đầu tư.", list("35 % share main actual 2023 tổng vốn đầu tư")},
		{"tăng thêm", "Số xã đạt chuẩn tăng thêm 7 xã so với năm 2022.", list("7 {xã} change main actual 2023 2022")},
		{"rank without a whole", "Chỉ số PAPI đứng thứ 8 cả nước.", list("8 {hạng} rank main actual 2023")},
		{"range of multiples", "Gấp 1,5 - 2 lần năm 2020.", list("1.5 x low multiple main actual 2023 2020", "2 x high multiple main actual 2023 2020")},
		{"per mille", "Tỷ suất sinh thô là 15,2‰.", list("15.2 ‰ rate main actual 2023")},
		{"degrees", "Nhiệt độ thấp nhất là 12 độ C.", list("12 °C level main actual 2023")},
		{"two counts", "Hỗ trợ 1.250 hộ với 4.800 nhân khẩu.", list("1250 {hộ} level main actual 2023", "4800 {nhân khẩu} level main actual 2023")},
		{"counts of an accident", "Xảy ra 35 vụ tai nạn giao thông, làm chết 21 người, bị thương 18 người.", list("35 {vụ} level main actual 2023", "21 {người} level main actual 2023", "18 {người} level main actual 2023")},
		{"a unit for two numbers", "Đàn trâu và đàn bò lần lượt có 20.100 và 71.200 con.", list("20100 {con} level main actual 2023", "71200 {con} level main actual 2023")},
		{"nearly all of the plan", "Hoàn thành gần 95% kế hoạch.", list("~95 % attainment main actual 2023 plan")},
		{"so với kế hoạch", "Trồng rừng đạt 5.125 ha, bằng 102,5% so với kế hoạch.", list("5125 ha level main actual 2023", "102.5 % attainment main actual 2023 plan")},
		{"budget of the province", "Thu nội địa đạt 3.120 tỷ đồng, đạt 101% dự toán tỉnh giao.", list("3120000000000 VND level main actual 2023", "101 % attainment main actual 2023 dự toán tỉnh")},
		{"budgets of two givers", "Thu nội địa đạt 3.120 tỷ đồng, bằng 105% dự toán Trung ương giao và 101% dự toán tỉnh giao.", list("3120000000000 VND level main actual 2023", "105 % attainment main actual 2023 dự toán TW", "101 % attainment main actual 2023 dự toán tỉnh")},
		{"range of a count", "Có 10 - 12 đoàn khảo sát.", list("10 {đoàn} low level main actual 2023", "12 {đoàn} high level main actual 2023")},
		{"emphasis", "Thu nội địa đạt **3.120 tỷ đồng**, tăng **4,5%** so với năm 2022.", list("3120000000000 VND level main actual 2023", "4.5 % growth main actual 2023 2022")},
		{"spaces that do not break", "Thu nội địa đạt 3.120\u00a0tỷ\u00a0đồng.", list("3120000000000 VND level main actual 2023")},
		{"lines that wrap", "Thu nội địa đạt 3.120\ntỷ đồng, tăng 4,5%\nso với năm 2022.", list("3120000000000 VND level main actual 2023", "4.5 % growth main actual 2023 2022")},
		{"a number of 17 digits", "Tổng vốn là 12.345.678.901.234.567 đồng.", list("12345678901234567 VND level main actual 2023")},
		{"none at all", "Không phát sinh ca bệnh; 0 vụ cháy.", list("0 {vụ} level main actual 2023")},
		{"a noun that falls", "Tỷ lệ giảm nghèo đạt 1,4%.", list("1.4 % rate main actual 2023")},
		{"tỉ lệ for tỷ lệ", "Tỉ lệ hộ nghèo giảm 1,5% so với năm 2022.", list("-1.5 pp change main actual 2023 2022")},
		{"plan behind a slash, abbreviated", "Trồng 5.125/5.000 ha, đạt 102,5% KH.", list("5125 ha level main actual 2023", "5000 ha level target plan 2023", "102.5 % attainment main actual 2023 plan")},
		{"share of a whole behind a slash", "Có 1.250/12.500 hộ nghèo, chiếm 10% tổng số hộ.", list("1250 {hộ} level main actual 2023", "12500 {hộ} level denominator actual 2023", "10 % share main actual 2023 tổng số hộ")},
		{"attainment, then growth", "Thu hút 45 dự án, bằng 112,5% kế hoạch và tăng 28,6% so với cùng kỳ năm 2022.", list("45 {dự án} level main actual 2023", "112.5 % attainment main actual 2023 plan", "28.6 % growth main actual 2023 2022-same")},
		{"a budget not reached", "Thu nội địa đạt 3.120 tỷ đồng, chỉ bằng 87% dự toán, giảm 6% so với cùng kỳ năm 2022.", list("3120000000000 VND level main actual 2023", "87 % attainment main actual 2023 dự toán", "-6 % growth main actual 2023 2022-same")},
		{"changes that share a base", "Số vụ giảm 4 vụ, số người chết giảm 2 người, số người bị thương tăng 1 người so với năm 2022.", list("-4 {vụ} change main actual 2023 2022", "-2 {người} change main actual 2023 2022", "1 {người} change main actual 2023 2022")},
		{"amounts with a comma and và", "Trồng mới 320 ha keo, 150 ha thông và 85 ha quế.", list("320 ha level main actual 2023", "150 ha level main actual 2023", "85 ha level main actual 2023")},
		{"expected of the next year", "Dự kiến năm 2024 trồng mới 5.500 ha rừng.", list("5500 ha level main plan 2024")},
		{"estimate of the whole year", "Ước cả năm 2023 đón 850.000 lượt khách, tăng 12% so với năm 2022.", list("850000 {lượt khách} level main estimate 2023", "12 % growth main estimate 2023 2022")},
		{"cost a kilometre", "Suất đầu tư 12,5 tỷ đồng/km.", list("12500000000 VND/km rate main actual 2023")},
		{"density", "Mật độ dân số 137 người/km2.", list("137 {người}/km2 rate main actual 2023")},
		{"criteria that define what is counted", "Có 23 xã đạt 19 tiêu chí.", list("23 {xã} level main actual 2023")},
		{"a policy's percentage is no figure", "Giảm 30% tiền thuê đất cho 63 doanh nghiệp.", list("63 {doanh nghiệp} level main actual 2023")},
		{"a term is no figure", "Lãi suất kỳ hạn 12 tháng là 5,3%/năm.", list("5.3 %/năm rate main actual 2023")},
		{"from date to date", "Từ 15/12/2022 đến 14/6/2023 xảy ra 35 vụ.", list("35 {vụ} level main actual 2022-12-15/2023-06-14")},
		{"month, then cumulated months", "Trong tháng 11, xuất khẩu đạt 21,5 triệu USD; lũy kế 11 tháng đạt 201 triệu USD.", list("21500000 USD level main actual 2023-11", "201000000 USD level main actual 2023-01/2023-11")},
		{"two years parted by a semicolon", "Năm 2022, trồng 4.900 ha; năm 2023, trồng 5.125 ha.", list("4900 ha level main actual 2022", "5125 ha level main actual 2023")},
		{"brackets end before the next subject", "Thu ngân sách đạt 3.200 tỷ đồng (thu nội địa 3.050 tỷ đồng; thu xuất nhập khẩu 150 tỷ đồng), chi ngân sách 8.200 tỷ đồng.", list("3200000000000 VND level main actual 2023", "3050000000000 VND level main actual 2023 bracket of 3200000000000", "150000000000 VND level main actual 2023 bracket of 3200000000000", "8200000000000 VND level main actual 2023")},
		{"per cent with a group", "Lợi nhuận tăng 1.250% so với năm 2022.", list("1250 % growth main actual 2023 2022")},
		{"wage", "Mức lương 1.800.000 đồng/tháng.", list("1800000 VND/tháng rate main actual 2023")},
		{"two units of area", "Thu hồi 12,5 ha và 3.200 m² đất.", list("12.5 ha level main actual 2023", "3200 m2 level main actual 2023")},
		{"fall from and to", "Tỷ lệ hộ nghèo giảm từ 9,5% năm 2022 xuống còn 8,1% năm 2023.", list("9.5 % rate main actual 2022", "8.1 % rate main actual 2023")},
	})
}
