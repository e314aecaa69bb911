package extract_test

import "testing"

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
