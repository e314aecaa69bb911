package extract_test

import (
	"testing"

	"solieu/schemas"
)

// TestDatesWithPoints dates a text by months and days that are written with points or dashes.
func TestDatesWithPoints(t *testing.T) {
	show(t, "Theo Chi cục Thống kê, tháng 5.2011 sản lượng điện đạt 41 triệu kWh. Đến 30-5, có 214 hợp tác xã.",
		list("41000000 kWh actual 2011-05", "214 {hợp tác xã} actual @2011-05-30"))
	show(t, "Năm 2011, thu gom 1.5 tấn mỗi ngày, tăng đến 5-7 lần; phạt từ 2.5 triệu đồng.",
		list("1.5 t actual 2011", "5 x actual 2011", "7 x actual 2011", "2500000 VND actual 2011"))
}

// TestCountedUpTo dates a sentence by the day in brackets up to which it counts.
func TestCountedUpTo(t *testing.T) {
	show(t, "Trong kỳ báo cáo (tính đến ngày 20/4), tỉnh thu hút 12 dự án. Thu ngân sách tháng 4/2019 đạt 410 tỷ đồng.",
		list("12 {dự án} actual @2019-04-20", "410000000000 VND actual 2019-04"))
}

// TestYearsBefore takes the years before for no time.
func TestYearsBefore(t *testing.T) {
	show(t, "Năm 2016, có 14 dự án chuyển tiếp từ các năm trước với số vốn 62 tỷ đồng. Giải ngân đạt 51 tỷ đồng.",
		list("14 {dự án} actual 2016", "62000000000 VND actual 2016", "51000000000 VND actual 2016"))
}

// TestMonthsBehindAMonth compares cumulated months with the year before, whatever the month before them was compared with.
func TestMonthsBehindAMonth(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return joined(f.Value.String(), string(f.Measure), f.Period.String(), f.Base)
	}, []rule{
		{"a base to the right", "Nhập khẩu tháng 5/2022 đạt 12 tỷ USD, giảm 2% so với tháng trước và 5 tháng/2022 đạt 61 tỷ USD, tăng 9%, tương ứng tăng 4 tỷ USD so với cùng kỳ năm trước.",
			list("12000000000 level 2022-05", "-2 growth 2022-05 2022-04", "61000000000 level 2022-01/2022-05", "9 growth 2022-01/2022-05 2021-same", "4000000000 change 2022-01/2022-05 2021-same")},
		{"no base", "Thu ngân sách tháng 5/2022 đạt 12 tỷ đồng, giảm 2% so với tháng trước; 5 tháng năm 2022 đạt 61 tỷ đồng, tăng 9%.",
			list("12000000000 level 2022-05", "-2 growth 2022-05 2022-04", "61000000000 level 2022-01/2022-05", "9 growth 2022-01/2022-05 2021-same")},
		{"between the subject and its change", "Năm 2022, phát hiện 98 vụ trộm cắp tài sản, so với cùng kỳ năm 2021 tăng 31 vụ (98/67 vụ).",
			list("98 level 2022", "31 change 2022 2021-same", "98 level 2022", "67 level 2021")},
	})
}

// TestPartsBelowABlankLine gives the parts that a paragraph begins with the time of the total that the one above ends with.
func TestPartsBelowABlankLine(t *testing.T) {
	show(t, "Xuất khẩu tháng 6/2011 đạt 5 tỷ USD, đưa xuất khẩu quý II lên 14 tỷ USD.\n\nTrong đó, nông sản đạt 3 tỷ USD.",
		list("5000000000 USD actual 2011-06", "14000000000 USD actual 2011-04/2011-06", "3000000000 USD actual 2011-04/2011-06"))
}

// TestDateline takes a month alone in brackets for the date of a text, not for what it is about.
func TestDateline(t *testing.T) {
	show(t, "(7/2019)\n6 tháng đầu năm 2019, tỉnh đón 41 nghìn lượt khách.\n\nDoanh thu đạt 31 tỷ đồng.",
		list("41000 {lượt khách} actual 2019-01/2019-06", "31000000000 VND actual 2019-01/2019-06"))
}

// TestLastYears places what a text says of the years that it looks back on.
func TestLastYears(t *testing.T) {
	show(t, "Năm 2020, có 12 trường đạt chuẩn. Trong 5 năm, giải quyết việc làm cho 3.100 lao động. Vay vốn trong 5 năm với 12 tỷ đồng.",
		list("12 {trường} actual 2020", "3100 {lao động} actual 2016/2020", "12000000000 VND actual 2016/2020"))
	show(t, "Năm 2020, thu ngân sách đạt 52 tỷ đồng, tăng bình quân trong 3 năm gần đây 12%.", list("52000000000 VND actual 2020", "12 % actual 2018/2020"))
}

// TestTermOfASchoolYear dates what was done in a term by its school year.
func TestTermOfASchoolYear(t *testing.T) {
	show(t, "Trong học kỳ 1 năm học 2021-2022, Sở đã công nhận 14 trường đạt chuẩn. Trong đó, 6 trường mầm non.",
		list("14 {trường} actual 2021/2022", "6 {trường} actual 2021/2022"))
}

// TestEndsOfAChange dates both ends of a change by the change before it.
func TestEndsOfAChange(t *testing.T) {
	show(t, "Tỷ lệ lao động nông nghiệp giảm từ 61% năm 2014 xuống còn 52% năm 2018. Tỷ lệ hộ nghèo giảm từ 7,5% xuống còn 3,1%.",
		list("61 % actual 2014", "52 % actual 2018", "7.5 % actual 2014", "3.1 % actual 2018"))
}

// TestResultsUpToAYear takes a line of results up to a year for no plan that leads to it.
func TestResultsUpToAYear(t *testing.T) {
	show(t, "Kết quả thực hiện các chỉ tiêu (đến hết năm 2015):\nNhóm chỉ tiêu về hạ tầng: 79% đường thôn được cứng hóa.\nToàn huyện có 14 chợ.\nNăm 2015, thu nhập đạt 25 triệu đồng/người.",
		list("79 % actual 2015", "14 {chợ} actual @2015", "25000000 VND/{người} actual 2015"))
	show(t, "Kinh phí đã giải ngân 831 tỷ đồng (tính đến tháng 9/2015).", list("831000000000 VND actual @2015-09"))
}

// TestEndOfPlans ends plans where a sentence compares with what was, and returns to the time before them.
func TestEndOfPlans(t *testing.T) {
	show(t, "Đến cuối tháng 5/2018, huy động vốn tăng 4%. Phấn đấu đến cuối năm tăng 12%.\nCụ thể, dư nợ đạt 510 tỷ đồng, tăng 6% so với cuối năm 2017. Dư nợ xấu là 3 tỷ đồng.",
		list("4 % actual @2018-05", "12 % plan @2018", "510000000000 VND actual @2018-05", "6 % actual @2018-05", "3000000000 VND actual @2018-05"))
	show(t, "Năm 2018, phấn đấu thu 510 tỷ đồng. Chi 620 tỷ đồng, tăng 6% so với năm 2017.", list("510000000000 VND plan 2018", "620000000000 VND plan 2018", "6 % plan 2018"))
}

// TestGivenTasks reads as planned what was set as a task, but not what was reached of it.
func TestGivenTasks(t *testing.T) {
	show(t, "Năm 2023, Cục Thuế được Bộ Tài chính giao số thu 52 tỷ đồng; trong đó, thu dầu thô 12 tỷ đồng; thu nội địa 40 tỷ đồng. Thu lệ phí đạt 3 tỷ đồng.",
		list("52000000000 VND plan 2023", "12000000000 VND plan 2023", "40000000000 VND plan 2023", "3000000000 VND actual 2023"))
	show(t, "Năm 2023, huyện được giao kế hoạch trồng 40 ha rừng; đã trồng 32 ha. Huyện được giao 12 ha đất.", list("40 ha plan 2023", "32 ha actual 2023", "12 ha actual 2023"))
}

// TestEntries leaves to the report's date what an entry in sections says of what there is, and to a year of its own what happened in it.
func TestEntries(t *testing.T) {
	show(t, "Diện tích tự nhiên 412 ha. Toàn xã có 3 trường học.\n\n== Giao thông ==\nDoanh thu vận tải năm 2011 đạt 82 tỷ đồng.\nXã còn có cầu Gỗ, chiều dài 310 m.\n\n== Kinh tế ==\nNăm 2013, thu nhập bình quân đạt 21 triệu đồng/người. Tuyến đường phía tây dài 14 km.\n",
		list("412 ha actual @report", "3 {trường học} actual @report", "82000000000 VND actual 2011", "310 m actual @report", "21000000 VND/{người} actual 2013", "14 km actual 2013"))
	show(t, "Xã có 12 tổ hợp tác.\n\n== Thủy sản ==\nĐến năm 2013 đã có 41 tàu cá. Tàu cá tăng 12 chiếc so với năm 2006.\n",
		list("12 {tổ hợp tác} actual @report", "41 {tàu cá} actual 2013", "12 {chiếc} actual 2013"))
}

// TestHighestIn takes the years that a superlative looks back on for no time.
func TestHighestIn(t *testing.T) {
	show(t, "Năm 2018, thu ngân sách tăng 9%, cao nhất trong 5 năm gần đây và cao hơn mức tăng của vùng (7%).", list("9 % actual 2018", "7 % actual 2018"))
}

// TestBasesOfStages compares what grew over a stage with the year that it begins from.
func TestBasesOfStages(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return joined(f.Value.String(), f.Period.String(), f.Base)
	}, []rule{
		{"a plan of five years", "Giai đoạn 2016-2020, thu ngân sách tăng bình quân 9%/năm.", list("9 2016/2020 2015")},
		{"other years", "Giai đoạn 2012-2018, thu ngân sách tăng bình quân 9%/năm.", list("9 2012/2018 2012")},
		{"a year compared behind it", "Giai đoạn 2012 - 2018, tốc độ tăng trưởng kinh tế đạt 9%; thu ngân sách năm 2018 đạt 41 tỷ đồng, tăng 16% so với cùng kỳ.",
			list("9 2012/2018 2012", "41000000000 2018", "16 2018 2017-same")},
	})
}

// TestEndBefore dates the first end of a change by the month that it is compared with, whatever forecast stands before.
func TestEndBefore(t *testing.T) {
	show(t, "Đến cuối tháng 5/2018, dư nợ đạt 510 tỷ đồng. Ước đến 30-6 đạt 520 tỷ đồng. Các ngân hàng đã giảm nợ xấu so với tháng trước, từ 31 tỷ đồng xuống còn 28 tỷ đồng.",
		list("510000000000 VND actual @2018-05", "520000000000 VND estimate @2018-06-30", "31000000000 VND actual @2018-04", "28000000000 VND actual @2018-05"))
}

// TestGrowthWithItsBase reads a base that stands before the degree of a growth, and ends an estimate where a clause reached more than an amount.
func TestGrowthWithItsBase(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return joined(f.Value.String(), string(f.Status), f.Period.String(), f.Base)
	}, []rule{
		{"growth", "Nhóm giao thông tháng 8/2022 có mức tăng so với tháng trước cao nhất với 0,7%.", list("0.7 actual 2022-08 2022-07")},
		{"the months before", "Tháng 10/2022, xuất khẩu tăng mạnh so với những tháng trước, đạt 41 triệu USD.", list("41000000 actual 2022-10")},
		{"most of them", "Hầu hết các mặt hàng tháng 8/2022 đều tăng so với tháng trước, trong đó gạo tăng 6%; cao su tăng 3%.", list("6 actual 2022-08 2022-07", "3 actual 2022-08 2022-07")},
		{"both ends dated", "Tỷ lệ hộ nghèo giảm so với năm 2019 (từ 5,4% năm 2019 xuống 4,7% năm 2020).", list("5.4 actual 2019", "4.7 actual 2020")},
		{"estimate", "Thu nhập bình quân năm 2022 ước đạt 41 triệu đồng; thu ngân sách năm 2022 đạt trên 190 tỷ đồng.", list("41000000 estimate 2022", "190000000000 actual 2022")},
	})
}

// TestOneMonth takes a single month that is counted, without its year, for a length, in a title and behind an average.
func TestOneMonth(t *testing.T) {
	show(t, "1 tháng, cảng thông quan nhiều hàng hóa\n\nTheo Chi cục, tháng 7/2020 kim ngạch đạt 5 tỷ USD.\n\nTrong đó, xuất khẩu đạt 3 tỷ USD.",
		list("5000000000 USD actual 2020-07", "3000000000 USD actual 2020-07"))
	show(t, "6 tháng đầu năm 2020, giá tăng 1,3%, bình quân 1 tháng tăng 0,22%.", list("1.3 % actual 2020-01/2020-06", "0.22 % actual 2020-01/2020-06"))
}
