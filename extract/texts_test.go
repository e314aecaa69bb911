package extract_test

import "testing"

// TestTexts reads whole texts, most without a letterhead: what time and status their figures have.
func TestTexts(t *testing.T) {
	for _, r := range []rule{
		// Takes a line of equals signs for no section, beneath which a text would leave its year.
		{"underlines", "Thu hút đầu tư năm 2018\n==========\n\nNăm 2018, thu ngân sách đạt 410 tỷ đồng.\n\nĐã có 112 dự án được cấp phép.",
			list("410000000000 VND actual 2018", "112 {dự án} actual 2018")},
		{"underlines", "Năm 2018, thu ngân sách đạt 410 tỷ đồng.\n\n== Giao thông ==\nToàn tỉnh có 41 bến, 3 cảng.\n",
			list("410000000000 VND actual 2018", "41 {bến} actual @report", "3 {cảng} actual @report")},
		// Reads as planned what stands behind a title of targets of a later year, and the targets of a stage.
		{"announced targets", "Năm 2014, thu ngân sách đạt 1.310 tỷ đồng; chi ngân sách năm 2014 đạt 1.800 tỷ đồng.\nMột số chỉ tiêu kinh tế - xã hội năm 2015. Thu ngân sách: 1.450 tỷ đồng.",
			list("1310000000000 VND actual 2014", "1800000000000 VND actual 2014", "1450000000000 VND plan 2015")},
		{"announced targets", "Năm 2015, thị xã có 12 trường. Trong nhiệm kỳ 2015 - 2020, Đảng bộ thực hiện 14 mục tiêu chủ yếu: thu ngân sách tăng 15%/năm; tỷ lệ hộ nghèo còn 2,5%.",
			list("12 {trường} actual 2015", "14 {mục tiêu} actual 2015/2020", "15 % plan 2015/2020", "2.5 % plan 2015/2020")},
		// Dates a text by the month that it compares itself with, where it names no other.
		{"month of the base", "Thu nội địa ước đạt 64 nghìn tỷ đồng, tăng 3% so với tháng 1/2018. Tổng chi tháng 1/2019 đạt 71 nghìn tỷ đồng.",
			list("64000000000000 VND estimate 2019-01", "3 % estimate 2019-01", "71000000000000 VND actual 2019-01")},
		// Gives every item of a list the time of its title, whatever the item before it named.
		{"items of a stage", "Năm 2015, có 12 xã đạt chuẩn. Năm 2015, thu 410 tỷ đồng.\nMột số chỉ tiêu giai đoạn 2016 - 2020\n- Đến năm 2020 có 30 xã đạt chuẩn.\n- Tổng vốn đầu tư 5.200 tỷ đồng.\n",
			list("12 {xã} actual 2015", "410000000000 VND actual 2015", "30 {xã} plan 2020", "5200000000000 VND plan 2016/2020")},
		// Returns what flows to the months of the text where the sentence before spoke of a state.
		{"flow behind a state", "9 tháng năm 2025, thu ngân sách đạt 410 tỷ đồng.\n\nĐến nay có 120 dự án còn hiệu lực. Doanh thu của doanh nghiệp đạt 31 nghìn tỷ đồng.",
			list("410000000000 VND actual 2025-01/2025-09", "120 {dự án} actual @report", "31000000000000 VND actual 2025-01/2025-09")},
		// Keeps the dates of the laws that a resolution is based on out of its figures.
		{"date of a law", "Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;\n\nĐiều 1. Dự toán thu ngân sách năm 2024 là 410 tỷ đồng.\n\nĐiều 2. Bội chi ngân sách địa phương là 12 tỷ đồng.",
			list("410000000000 VND plan 2024", "12000000000 VND plan 2024")},
		// Carries an estimate to the parts beneath it and to the months that are added up to it.
		{"estimates go on", "Báo cáo tháng 10 và 10 tháng năm 2023\n\nSản xuất công nghiệp 10 tháng ước tăng 8%. Trong đó:\n+ Chế biến: tăng 9%;\n+ Khai khoáng: giảm 2%.",
			list("8 % estimate 2023-01/2023-10", "9 % estimate 2023-01/2023-10", "-2 % estimate 2023-01/2023-10")},
		{"estimates go on", "Báo cáo tháng 10 và 10 tháng năm 2023\n\nKim ngạch xuất khẩu tháng 10 ước 2,5 tỷ USD; lũy kế 10 tháng, xuất khẩu 21 tỷ USD.",
			list("2500000000 USD estimate 2023-10", "21000000000 USD estimate 2023-01/2023-10")},
		// Dates a text by months and days that are written with points or dashes.
		{"dates with points", "Theo Chi cục Thống kê, tháng 5.2011 sản lượng điện đạt 41 triệu kWh. Đến 30-5, có 214 hợp tác xã.",
			list("41000000 kWh actual 2011-05", "214 {hợp tác xã} actual @2011-05-30")},
		{"dates with points", "Năm 2011, thu gom 1.5 tấn mỗi ngày, tăng đến 5-7 lần; phạt từ 2.5 triệu đồng.",
			list("1.5 t actual 2011", "5 x actual 2011", "7 x actual 2011", "2500000 VND actual 2011")},
		// Dates a sentence by the day in brackets up to which it counts.
		{"counted up to", "Trong kỳ báo cáo (tính đến ngày 20/4), tỉnh thu hút 12 dự án. Thu ngân sách tháng 4/2019 đạt 410 tỷ đồng.",
			list("12 {dự án} actual @2019-04-20", "410000000000 VND actual 2019-04")},
		// Takes the years before for no time.
		{"years before", "Năm 2016, có 14 dự án chuyển tiếp từ các năm trước với số vốn 62 tỷ đồng. Giải ngân đạt 51 tỷ đồng.",
			list("14 {dự án} actual 2016", "62000000000 VND actual 2016", "51000000000 VND actual 2016")},
		// Gives the parts that a paragraph begins with the time of the total that the one above ends with.
		{"parts below a blank line", "Xuất khẩu tháng 6/2011 đạt 5 tỷ USD, đưa xuất khẩu quý II lên 14 tỷ USD.\n\nTrong đó, nông sản đạt 3 tỷ USD.",
			list("5000000000 USD actual 2011-06", "14000000000 USD actual 2011-04/2011-06", "3000000000 USD actual 2011-04/2011-06")},
		// Takes a month alone in brackets for the date of a text, not for what it is about.
		{"dateline", "(7/2019)\n6 tháng đầu năm 2019, tỉnh đón 41 nghìn lượt khách.\n\nDoanh thu đạt 31 tỷ đồng.",
			list("41000 {lượt khách} actual 2019-01/2019-06", "31000000000 VND actual 2019-01/2019-06")},
		// Places what a text says of the years that it looks back on.
		{"last years", "Năm 2020, có 12 trường đạt chuẩn. Trong 5 năm, giải quyết việc làm cho 3.100 lao động. Vay vốn trong 5 năm với 12 tỷ đồng.",
			list("12 {trường} actual 2020", "3100 {lao động} actual 2016/2020", "12000000000 VND actual 2016/2020")},
		{"last years", "Năm 2020, thu ngân sách đạt 52 tỷ đồng, tăng bình quân trong 3 năm gần đây 12%.",
			list("52000000000 VND actual 2020", "12 % actual 2018/2020")},
		// Dates what was done in a term by its school year.
		{"term of a school year", "Trong học kỳ 1 năm học 2021-2022, Sở đã công nhận 14 trường đạt chuẩn. Trong đó, 6 trường mầm non.",
			list("14 {trường} actual 2021/2022", "6 {trường} actual 2021/2022")},
		// Dates both ends of a change by the change before it.
		{"ends of a change", "Tỷ lệ lao động nông nghiệp giảm từ 61% năm 2014 xuống còn 52% năm 2018. Tỷ lệ hộ nghèo giảm từ 7,5% xuống còn 3,1%.",
			list("61 % actual 2014", "52 % actual 2018", "7.5 % actual 2014", "3.1 % actual 2018")},
		// Takes a line of results up to a year for no plan that leads to it.
		{"results up to a year", "Kết quả thực hiện các chỉ tiêu (đến hết năm 2015):\nNhóm chỉ tiêu về hạ tầng: 79% đường thôn được cứng hóa.\nToàn huyện có 14 chợ.\nNăm 2015, thu nhập đạt 25 triệu đồng/người.",
			list("79 % actual 2015", "14 {chợ} actual @2015", "25000000 VND/{người} actual 2015")},
		{"results up to a year", "Kinh phí đã giải ngân 831 tỷ đồng (tính đến tháng 9/2015).",
			list("831000000000 VND actual @2015-09")},
		// Ends plans where a sentence compares with what was, and returns to the time before them.
		{"end of plans", "Đến cuối tháng 5/2018, huy động vốn tăng 4%. Phấn đấu đến cuối năm tăng 12%.\nCụ thể, dư nợ đạt 510 tỷ đồng, tăng 6% so với cuối năm 2017. Dư nợ xấu là 3 tỷ đồng.",
			list("4 % actual @2018-05", "12 % plan @2018", "510000000000 VND actual @2018-05", "6 % actual @2018-05", "3000000000 VND actual @2018-05")},
		{"end of plans", "Năm 2018, phấn đấu thu 510 tỷ đồng. Chi 620 tỷ đồng, tăng 6% so với năm 2017.",
			list("510000000000 VND plan 2018", "620000000000 VND plan 2018", "6 % plan 2018")},
		// Reads as planned what was set as a task, but not what was reached of it.
		{"given tasks", "Năm 2023, Cục Thuế được Bộ Tài chính giao số thu 52 tỷ đồng; trong đó, thu dầu thô 12 tỷ đồng; thu nội địa 40 tỷ đồng. Thu lệ phí đạt 3 tỷ đồng.",
			list("52000000000 VND plan 2023", "12000000000 VND plan 2023", "40000000000 VND plan 2023", "3000000000 VND actual 2023")},
		{"given tasks", "Năm 2023, huyện được giao kế hoạch trồng 40 ha rừng; đã trồng 32 ha. Huyện được giao 12 ha đất.",
			list("40 ha plan 2023", "32 ha actual 2023", "12 ha actual 2023")},
		// Leaves to the report's date what an entry in sections says of what there is, and to a year of its own what happened in it.
		{"entries", "Diện tích tự nhiên 412 ha. Toàn xã có 3 trường học.\n\n== Giao thông ==\nDoanh thu vận tải năm 2011 đạt 82 tỷ đồng.\nXã còn có cầu Gỗ, chiều dài 310 m.\n\n== Kinh tế ==\nNăm 2013, thu nhập bình quân đạt 21 triệu đồng/người. Tuyến đường phía tây dài 14 km.\n",
			list("412 ha actual @report", "3 {trường học} actual @report", "82000000000 VND actual 2011", "310 m actual @report", "21000000 VND/{người} actual 2013", "14 km actual 2013")},
		{"entries", "Xã có 12 tổ hợp tác.\n\n== Thủy sản ==\nĐến năm 2013 đã có 41 tàu cá. Tàu cá tăng 12 chiếc so với năm 2006.\n",
			list("12 {tổ hợp tác} actual @report", "41 {tàu cá} actual 2013", "12 {chiếc} actual 2013")},
		// Takes the years that a superlative looks back on for no time.
		{"highest in", "Năm 2018, thu ngân sách tăng 9%, cao nhất trong 5 năm gần đây và cao hơn mức tăng của vùng (7%).",
			list("9 % actual 2018", "7 % actual 2018")},
		// Dates the first end of a change by the month that it is compared with, whatever forecast stands before.
		{"end before", "Đến cuối tháng 5/2018, dư nợ đạt 510 tỷ đồng. Ước đến 30-6 đạt 520 tỷ đồng. Các ngân hàng đã giảm nợ xấu so với tháng trước, từ 31 tỷ đồng xuống còn 28 tỷ đồng.",
			list("510000000000 VND actual @2018-05", "520000000000 VND estimate @2018-06-30", "31000000000 VND actual @2018-04", "28000000000 VND actual @2018-05")},
		// Takes a single month that is counted, without its year, for a length, in a title and behind an average.
		{"one month", "1 tháng, cảng thông quan nhiều hàng hóa\n\nTheo Chi cục, tháng 7/2020 kim ngạch đạt 5 tỷ USD.\n\nTrong đó, xuất khẩu đạt 3 tỷ USD.",
			list("5000000000 USD actual 2020-07", "3000000000 USD actual 2020-07")},
		{"one month", "6 tháng đầu năm 2020, giá tăng 1,3%, bình quân 1 tháng tăng 0,22%.",
			list("1.3 % actual 2020-01/2020-06", "0.22 % actual 2020-01/2020-06")},
	} {
		t.Run(r.name, func(t *testing.T) { show(t, r.text, r.want) })
	}
}
