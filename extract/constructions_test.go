package extract_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"solieu/schemas"
)

// TestConstructions reads what sentences say by their form: series of years, shares in lists, ends of changes, whose plan a percentage is of.
func TestConstructions(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return joined(f.Qual+f.Value.String(), f.Unit, f.Range, string(f.Measure), string(f.Role), string(f.Status), f.Period.String(), f.Base)
	}, []rule{
		{"a stage between commas", "Sở Tài chính cho biết, giai đoạn 2016-2020, thu nội địa tăng 8,4%.", list("8.4 % growth main actual 2016/2020 2015")},
		{"a school year behind a colon", "Giáo dục: Năm học 2022 - 2023 toàn tỉnh có 318 trường.", list("318 {trường} level main actual 2022/2023")},
		{"a school year that ended", "Kết thúc năm học 2021 - 2022, tỷ lệ tốt nghiệp đạt 98,2%.", list("98.2 % rate main actual 2021/2022")},
		{"months of each year", "Tốc độ tăng chỉ số công nghiệp 6 tháng các năm 2021-2023 lần lượt là 4,1%, 5,2% và 6,3%.", list("4.1 % growth main actual 2021-01/2021-06 2020-same", "5.2 % growth main actual 2022-01/2022-06 2021-same", "6.3 % growth main actual 2023-01/2023-06 2022-same")},
		{"years that go on with the months", "Thu nội địa 9 tháng năm 2021 tăng 3,1%; năm 2022 tăng 4,5%; năm 2023 tăng 6,2%.", list("3.1 % growth main actual 2021-01/2021-09 2020-same", "4.5 % growth main actual 2022-01/2022-09 2021-same", "6.2 % growth main actual 2023-01/2023-09 2022-same")},
		{"shares of a list in brackets", "Tổng vốn huy động 812,5 tỷ đồng (ngân sách 41,5%; tín dụng 38%; người dân đóng góp 20,5%).", list("812500000000 VND level main actual 2023", "41.5 % share main actual 2023 tổng vốn huy động", "38 % share main actual 2023 tổng vốn huy động", "20.5 % share main actual 2023 tổng vốn huy động")},
		{"parts by percentage", "Tổng vốn đầu tư toàn xã hội 18.400 tỷ đồng, trong đó vốn nhà nước khoảng 31%, vốn FDI khoảng 12%.", list("18400000000000 VND level main actual 2023", "~31 % share main actual 2023 tổng vốn đầu tư toàn xã hội", "~12 % share main actual 2023 tổng vốn đầu tư toàn xã hội")},
		{"a structure by source", "Cơ cấu theo nguồn gồm vốn ngân sách 24%, vốn dân cư 56,5%, vốn nước ngoài 19,5%.", list("24 % share main actual 2023 cơ cấu kinh tế", "56.5 % share main actual 2023 cơ cấu kinh tế", "19.5 % share main actual 2023 cơ cấu kinh tế")},
		{"of a total", "Khu vực ven biển có 318 vụ (gần 41% tổng số vụ).", list("318 {vụ} level main actual 2023", "~41 % share main actual 2023 tổng số vụ")},
		{"the same elsewhen", "Giải ngân đạt 64,2% kế hoạch (cùng kỳ đạt 58,9%).", list("64.2 % attainment main actual 2023 plan", "58.9 % attainment main actual 2022 plan")},
		{"level of the base", "Xuất khẩu đạt 9 triệu USD, tăng 20% so với cùng kỳ năm 2022 (7,5 triệu USD).", list("9000000 USD level main actual 2023", "20 % growth main actual 2023 2022-same", "7500000 USD level main actual 2022")},
		{"plans by who gave them", "Thu 948 tỷ đồng, đạt 88,2% dự toán do Bộ Tài chính giao; 79,4% chỉ tiêu phấn đấu và 75% do UBND tỉnh giao.", list("948000000000 VND level main actual 2023", "88.2 % attainment main actual 2023 dự toán", "79.4 % attainment main actual 2023 plan", "75 % attainment main actual 2023 plan:tỉnh")},
		{"a rate beyond its plan", "Tỷ lệ bao phủ bảo hiểm y tế đạt 93,4%, vượt 1,2% so với chỉ tiêu tỉnh giao.", list("93.4 % rate main actual 2023", "1.2 pp change main actual 2023 plan:tỉnh")},
		{"base before the number", "Năng suất lúa đạt 61,2 tạ/ha, cao hơn vụ trước 1,4 tạ/ha.", list("6.12 t/ha rate main actual 2023", "0.14 t/ha change main actual 2023 vụ trước")},
		{"size of a change again", "Số vụ cháy giảm 12 vụ (khoảng 18%).", list("-12 {vụ} change main actual 2023 2022", "~-18 % growth main actual 2023 2022")},
		{"ends that the paragraph goes on with", "Sản lượng thịt tăng từ 3,1 nghìn tấn năm 2018 lên 4,2 nghìn tấn năm 2022. Sản lượng trứng tăng từ 12 triệu quả lên 19 triệu quả.", list("3100 t level main actual 2018", "4200 t level main actual 2022", "12000000 {quả} level main actual 2018", "19000000 {quả} level main actual 2022")},
		{"growths in an enumeration", "Tỉnh phấn đấu đạt tốc độ tăng trưởng kinh tế trên 7%; giá trị sản xuất trên 8,2%.", list(">7 % growth main plan 2023 2022", ">8.2 % growth main plan 2023 2022")},
		{"yearly growth of a part", "Tốc độ tăng giá trị công nghiệp bình quân 8,5%/năm, trong đó công nghiệp chế biến 10%/năm.", list("8.5 %/năm growth main actual 2023", "10 %/năm growth main actual 2023")},
		{"same as a growth", "Kết quả này tương đương mức tăng gần 3% so với năm 2022.", list("~3 % growth main actual 2023 2022")},
		{"targets by number", "Một số chỉ tiêu năm 2024: (1) thêm 06 xã đạt chuẩn; (2) tỷ lệ hộ nghèo giảm 1,5%.", list("6 {xã} change main plan 2024 @2023", "-1.5 % growth main plan 2024 2023")},
		{"per ten thousand", "Đạt bình quân 9,1 bác sĩ/1 vạn dân.", list("9.1 {bác sĩ}/10000{dân} rate main actual 2023")},
		{"quarters", "Cả 3 quý, tổng lượng khách đạt 1,2 triệu lượt.", list("1200000 {lượt} level main actual 2023-01/2023-09")},
		{"cases of all", "Tòa án giải quyết 188/203 đơn.", list("188 {đơn} level main actual 2023", "203 {đơn} level denominator actual 2023")},
		{"cases and persons", "Bắt giữ 63 vụ/85 đối tượng phạm tội về ma túy.", list("63 {vụ} level main actual 2023", "85 {đối tượng} level main actual 2023")},
		{"time behind the number", "Tỷ lệ đô thị hóa đạt 35% vào năm 2021 và 38% vào năm 2022.", list("35 % rate main actual 2021", "38 % rate main actual 2022")},
		{"top", "Chỉ số PCI nằm trong top 10 cả nước.", list("10 {hạng} rank main actual 2023")},
		{"a day that no word announces", "Đến thời điểm 30 tháng 6 năm 2022, toàn tỉnh có 318 trường.", list("318 {trường} level main actual @2022-06-30")},
		{"from the year's beginning to a day", "Từ đầu năm đến ngày 15/5/2023, cấp mới 21 dự án với vốn đăng ký 48,5 triệu USD.", list("21 {dự án} level main actual 2023-01/2023-05", "48500000 USD level main actual 2023-01/2023-05")},
		{"now, in one word", "Hiện toàn tỉnh có 1.840 người nghiện, trong đó 460 người đang cai nghiện, chiếm 25%.", list("1840 {người} level main actual @report", "460 {người} level main actual @report", "25 % share main actual @report số người nghiện")},
		{"no time", "Kim ngạch xuất khẩu cao nhất từ trước đến nay, đạt 318 triệu USD.", list("318000000 USD level main actual 2023")},
		{"more than one", "Sản lượng muối vượt trên 1 triệu tấn.", list(">1000000 t level main actual 2023")},
		{"a small letter behind a full stop", "Thu nội địa ước đạt 3.120 tỷ đồng. toàn tỉnh có 512 trường.", list("3120000000000 VND level main estimate 2023", "512 {trường} level main actual 2023")},
		{"parts of a contribution", "Công nghiệp, xây dựng đóng góp 3,2 điểm phần trăm (trong đó, công nghiệp +2,9%, xây dựng +0,3%).", list("3.2 pp change main actual 2023 2022", "2.9 pp change main actual 2023 2022", "0.3 pp change main actual 2023 2022")},
		{"parts of a growth", "Tốc độ tăng tổng sản phẩm trên địa bàn: 7%; trong đó, dịch vụ 7,6%, công nghiệp tăng 8%.", list("7 % growth main actual 2023 2022", "7.6 % growth main actual 2023 2022", "8 % growth main actual 2023 2022")},
		{"a level behind a change", "Toàn tỉnh có 4.210 người tham gia tự nguyện, giảm 310 người so với cuối năm 2022; 84.200 người tham gia bắt buộc, chiếm 81,4% dân số.", list("4210 {người} level main actual 2023", "-310 {người} change main actual 2023 @2022", "84200 {người} level main actual 2023", "81.4 % share main actual 2023 dân số")},
		{"poor households by points", "Hộ nghèo 312 hộ, chiếm 12,4%, giảm 1,6% so với năm 2022.", list("312 {hộ} level main actual 2023", "12.4 % share main actual 2023", "-1.6 pp change main actual 2023 2022")},
		{"a structure beside an average", "GDP bình quân đầu người đạt 1.400 USD; về cơ cấu kinh tế, nông nghiệp chiếm 31%.", list("1400 USD/{người} rate main actual 2023", "31 % share main actual 2023 cơ cấu kinh tế")},
		{"a balance of months", "Lũy kế 10 tháng năm 2023, thu nội địa đạt 820 tỷ đồng, dư nợ cho vay đạt 5.400 tỷ đồng.", list("820000000000 VND level main actual 2023-01/2023-10", "5400000000000 VND level main actual @2023-10")},
		{"over a round number of people", "Đạt 28 giường bệnh trên 10.000 dân và 7,5 bác sĩ trên một vạn dân.", list("28 {giường bệnh}/10000{dân} rate main actual 2023", "7.5 {bác sĩ}/10000{dân} rate main actual 2023")},
		{"passengers by distance", "Luân chuyển 84,2 triệu lượt khách.km.", list("84200000 {lượt khách.km} level main actual 2023")},
		{"criteria of a class", "Có 05/14 xã đạt 19/19 tiêu chí.", list("5 {xã} level main actual 2023", "14 {xã} level denominator actual 2023")},
		{"a kind by its size", "Giá cá loại nhỏ hơn 2kg/con đạt 60.000 đồng/kg.", list("60000 VND/kg rate main actual 2023")},
		{"about a share", "Dịch vụ chiếm khoảng 41% GRDP.", list("~41 % share main actual 2023 GRDP")},
		{"a plan in brackets by a longer noun", "Bàn giao 320 căn, bằng 64% kế hoạch (500 căn hộ).", list("320 {căn} level main actual 2023", "64 % attainment main actual 2023 plan", "500 {căn} level target plan 2023")},
		{"the plan of a year", "Lũy kế 8 tháng năm 2023, đón 1,2 triệu lượt khách, đạt 60% kế hoạch năm (2 triệu lượt). Chè khô 2.100 tấn (KH năm 3.000 tấn).", list("1200000 {lượt khách} level main actual 2023-01/2023-08", "60 % attainment main actual 2023-01/2023-08 plan", "2000000 {lượt khách} level target plan 2023", "2100 t level main actual 2023-01/2023-08", "3000 t level target plan 2023")},
		{"how often", "Giá xăng được điều chỉnh 05 lần. Sản lượng gấp 2 lần năm 2022. Doanh thu cao hơn 3 lần.", list("5 {lần} level main actual 2023", "2 x multiple main actual 2023 2022", "3 x multiple main actual 2023 2022")},
		{"shares of the people before", "Dân số 84.200 người, trong đó dân tộc Tày chiếm 31%, dân tộc Dao chiếm 12%.", list("84200 {người} level main actual 2023", "31 % share main actual 2023 dân số", "12 % share main actual 2023 dân số")},
		{"the whole that the amounts tell", "Toàn xã có 9.000 người; đồng bào theo đạo là 450 người, chiếm 5%.", list("9000 {người} level main actual 2023", "450 {người} level main actual 2023", "5 % share main actual 2023 số người")},
		{"shares in a whole number", "Lao động nông nghiệp chiếm 31%, lao động dịch vụ chiếm 44% trong tổng số lao động.", list("31 % share main actual 2023 tổng số lao động", "44 % share main actual 2023 tổng số lao động")},
		{"shares against a whole", "Rừng trồng 310 ha, chiếm 4,1% so với tổng diện tích tự nhiên.", list("310 ha level main actual 2023", "4.1 % share main actual 2023 tổng diện tích tự nhiên")},
		{"what a share has come to", "Dịch vụ chiếm 45,1% (năm 2022 tăng lên 47,3%), công nghiệp chiếm 34%, nông nghiệp chỉ còn 20,9%.", list("45.1 % share main actual 2023 cơ cấu kinh tế", "47.3 % share main actual 2022 cơ cấu kinh tế", "34 % share main actual 2023 cơ cấu kinh tế", "20.9 % share main actual 2023 cơ cấu kinh tế")},
		{"a share of what is not said", "Đến nay có 420 hộ nghèo (3,5%).", list("420 {hộ} level main actual @report", "3.5 % share main actual @report")},
		{"a growth beyond another", "GRDP tăng 8,2%, cao hơn năm 2022 0,5%. Tín dụng tăng 10,7%, cao hơn so với cùng kỳ năm 2022 0,6%.", list("8.2 % growth main actual 2023 2022", "0.5 pp change main actual 2023 2022", "10.7 % growth main actual 2023 2022", "0.6 pp change main actual 2023 2022-same")},
		{"by how much a target was exceeded, and the target", "Tỷ lệ lao động qua đào tạo đạt 56%, vượt chỉ tiêu 1%. Tỷ lệ che phủ rừng đạt 58%, vượt mục tiêu 57%.", list("56 % rate main actual 2023", "1 pp change main actual 2023 plan", "58 % rate main actual 2023", "57 % rate target plan 2023")},
		{"two kinds of capital", "Tổng vốn đăng ký cấp mới và tăng thêm đạt 120 triệu USD. Vốn tăng thêm đạt 12 triệu USD.", list("120000000 USD level main actual 2023", "12000000 USD change main actual 2023 2022")},
		{"the plan of a later year that is passed", "Xuất khẩu đạt 2 tỷ USD, vượt xa so với mục tiêu theo Nghị quyết Đại hội đến năm 2025 là 1,8 tỷ USD. Nhập khẩu đạt 1 tỷ USD.", list("2000000000 USD level main actual 2023", "1800000000 USD level target plan 2025", "1000000000 USD level main actual 2023")},
		{"an estimate behind a state", "Đến nay, toàn tỉnh có 6.300 ha được dồn điền đổi thửa. Sản lượng thủy sản ước đạt 55.000 tấn.", list("6300 ha level main actual @report", "55000 t level main estimate 2023")},
		{"grown most, and who came next", "Giá lương thực tăng cao nhất với 4,1%, sau đó là giáo dục (0,6%), giao thông (0,5%).", list("4.1 % growth main actual 2023 2022", "0.6 % growth main actual 2023 2022", "0.5 % growth main actual 2023 2022")},
		{"a growth of another time in brackets", "Sản xuất công nghiệp tăng 6,4%, thấp hơn năm 2022 (8,2%).", list("6.4 % growth main actual 2023 2022", "8.2 % growth main actual 2022 2021")},
		{"a title that the text runs on to", "Dịch vụ tăng 6,5%. 2. Nông nghiệp Đàn bò đạt 71.200 con.", list("6.5 % growth main actual 2023 2022", "71200 {con} level main actual 2023")},
		{"this quarter and this month", "Quý III năm 2023, thu 9 tỷ đồng.\n\nTháng 9 năm 2023, khám 45 lượt. Trong tháng, kiểm tra 18 vụ. Trong quý, kiểm tra 38 vụ.", list("9000000000 VND level main actual 2023-07/2023-09", "45 {lượt} level main actual 2023-09", "18 {vụ} level main actual 2023-09", "38 {vụ} level main actual 2023-07/2023-09")},
		{"a title of plans without a heading's looks", "Phương hướng, nhiệm vụ năm 2024:\n\n- Trồng mới 45 ha rừng.", list("45 ha level main plan 2024")},
		{"a part of plans", "Phần II. Nhiệm vụ năm 2024\n\nTrồng mới 45 ha rừng.", list("45 ha level main plan 2024")},
		{"a lettered title of plans", "B/ Phương hướng, nhiệm vụ năm 2024\n\nTrồng mới 45 ha rừng.", list("45 ha level main plan 2024")},
		{"a title of plans within a line", "B. KẾ HOẠCH VỤ XUÂN: gieo cấy 45 ha lúa.", list("45 ha level main plan 2023")},
		{"what is planned of this year is no title of the next", "Kế hoạch sản xuất vụ Xuân năm 2023\n\nGieo cấy 45 ha lúa.", list("45 ha level main actual 2023")},
		{"the whole year that is estimated", "Chín tháng đầu năm 2023, khám 1.200 lượt, ước cả năm 7.600 lượt.", list("1200 {lượt} level main actual 2023-01/2023-09", "7600 {lượt} level main estimate 2023")},
		{"an estimate that is compared with", "Tổng thu 236 tỷ đồng, tăng 5,5% so với ước thực hiện năm 2022, thu nội địa 156 tỷ đồng.", list("236000000000 VND level main actual 2023", "5.5 % growth main actual 2023 2022", "156000000000 VND level main actual 2023")},
		{"a list of another time", "Tổng thu ước cả năm 12.150 tỷ đồng. Cụ thể 9 tháng:\n\na) Thu nội địa 8.706 tỷ đồng.\n", list("12150000000000 VND level main estimate 2023", "8706000000000 VND level main actual 2023-01/2023-09")},
		{"a title of a year and the plan of the next", "CÔNG TÁC Y TẾ NĂM 2022 VÀ KẾ HOẠCH NĂM 2023\n\nToàn tỉnh có 17 xã đạt chuẩn.", list("17 {xã} level main actual 2022")},
		{"a title of the first months and the tasks of the last", "SƠ KẾT 6 THÁNG ĐẦU NĂM VÀ NHIỆM VỤ 6 THÁNG CUỐI NĂM 2023\n\nThu 17 tỷ đồng.", list("17000000000 VND level main actual 2023-01/2023-06")},
		{"the whole year of the paragraph", "Năm 2021, trồng mới 4.900 ha rừng. Sản lượng gỗ cả năm đạt 120.000 m3.", list("4900 ha level main actual 2021", "120000 m3 level main actual 2021")},
		{"the school year before", "Năm học 2021 - 2022, toàn tỉnh có 318 trường, giảm 4 trường so với năm học trước.", list("318 {trường} level main actual 2021/2022", "-4 {trường} change main actual 2021/2022 2020/2021")},
		{"a fall of a rate by years", "Giảm tỷ lệ hộ nghèo bình quân 1,5%/năm.", list("-1.5 %/năm change main actual 2023")},
		{"grown in brackets", "So với năm 2022, các huyện có sản lượng tăng mạnh là Đông Sơn (18,1%), Tân Lập (12,2%).", list("18.1 % growth main actual 2023 2022", "12.2 % growth main actual 2023 2022")},
		{"a structure with its parts behind", "Tỷ trọng các ngành: 45% công nghiệp, 50% dịch vụ, 5% nông nghiệp.", list("45 % share main actual 2023 cơ cấu kinh tế", "50 % share main actual 2023 cơ cấu kinh tế", "5 % share main actual 2023 cơ cấu kinh tế")},
		{"shares of one whole", "Diện tích lúa chiếm 57%, diện tích ngô chiếm 43% tổng diện tích gieo trồng.", list("57 % share main actual 2023 tổng diện tích gieo trồng", "43 % share main actual 2023 tổng diện tích gieo trồng")},
		{"a structure of labour in order", "Cơ cấu lao động (nông nghiệp - công nghiệp - dịch vụ): 25% - 30% - 45%.", list("25 % share main actual 2023 cơ cấu lao động", "30 % share main actual 2023 cơ cấu lao động", "45 % share main actual 2023 cơ cấu lao động")},
		{"changes with one comparison", "Xảy ra 41 vụ cháy, tăng 6 vụ, 4 đối tượng so với năm 2022.", list("41 {vụ} level main actual 2023", "6 {vụ} change main actual 2023 2022", "4 {đối tượng} change main actual 2023 2022")},
		{"an average a visit", "Chi bình quân một lượt khám 186 nghìn đồng.", list("186000 VND/{lượt} rate main actual 2023")},
		{"tenths behind a unit", "Năng suất lúa đạt 6 tấn 2/ha.", list("6.2 t/ha rate main actual 2023")},
		{"a small letter behind a word and a full stop", "Thu nhập ước đạt 29 triệu đồng trên năm. giá trị sản xuất đạt 410 tỷ đồng.", list("29000000 VND level main estimate 2023", "410000000000 VND level main actual 2023")},
		{"natural increase", "Tỷ lệ tăng tự nhiên dân số phân theo huyện tăng 11,3 ‰.", list("11.3 ‰ rate main actual 2023")},
		{"lines that end with amounts", "Chi phát triển kinh tế của toàn tỉnh trong năm đạt 22,6 tỷ đồng, chi thường xuyên đạt 31 tỷ đồng\nKim ngạch xuất khẩu đạt 16 triệu USD.", list("22600000000 VND level main actual 2023", "31000000000 VND level main actual 2023", "16000000 USD level main actual 2023")},
		{"from the beginning of a year to a day of the next", "Từ đầu năm 2022 đến ngày 20/01/2023, thu ngân sách đạt 309 tỷ đồng.", list("309000000000 VND level main actual 2022-01-01/2023-01-20")},
		{"no base in its own year", "Giá trị sản xuất tăng 9,5% so với năm 2022, cùng kỳ tăng 10,1%.", list("9.5 % growth main actual 2023 2022", "10.1 % growth main actual 2022 2021")},
		{"grown, one behind the other", "Những ngành có doanh thu tăng cao là dệt may và da giày 12%, sản xuất thép 9,4%.", list("12 % growth main actual 2023 2022", "9.4 % growth main actual 2023 2022")},
		{"level of the base behind points", "Giải ngân đạt 61,2% kế hoạch, cao hơn 3,1 điểm phần trăm so với cùng kỳ năm 2022 (58,1%).", list("61.2 % attainment main actual 2023 plan", "3.1 pp change main actual 2023 2022-same", "58.1 % attainment main actual 2022 plan")},
		{"a part of those that disburse", "Có 05/17 chủ đầu tư giải ngân trên 80% kế hoạch vốn.", list("5 {chủ đầu tư} level main actual 2023", "17 {chủ đầu tư} level denominator actual 2023", ">80 % attainment main actual 2023 plan")},
		{"averages respectively", "Thu nhập bình quân đầu người khu vực thành thị và nông thôn lần lượt đạt 81,2 triệu đồng và 52,4 triệu đồng.", list("81200000 VND/{người} rate main actual 2023", "52400000 VND/{người} rate main actual 2023")},
		{"yearly growths respectively", "Tốc độ tăng công nghiệp, nông nghiệp, dịch vụ bình quân lần lượt đạt 9,1%/năm, 3,2%/năm, 7,4%/năm.", list("9.1 %/năm growth main actual 2023", "3.2 %/năm growth main actual 2023", "7.4 %/năm growth main actual 2023")},
		{"by a plan", "Theo quy hoạch, đến năm 2030 giữ ổn định 40.500 ha đất trồng lúa; chuyển 1.150 ha sang đất ở.", list("40500 ha level main plan 2030", "1150 ha level main plan 2030")},
		{"gigawatts", "Công suất điện gió đạt 1,2 GW.", list("1200 MW level main actual 2023")},
	})
}

// TestTargets reads a text without a date whose only years lie ahead as targets of the first of them, from where it is named.
func TestTargets(t *testing.T) {
	text := "Toàn tỉnh có 45 xã đạt chuẩn.\n\nChiến lược đặt mục tiêu đến năm 2030, 100% hồ sơ được xử lý trên mạng; tối thiểu 90% người dân hài lòng.\n\nTỷ lệ lao động qua đào tạo đạt trên 75%; năm 2045 đạt 85%."
	show(t, text, list("45 {xã} actual @report", "100 % plan 2030", "90 % plan 2030", "75 % plan 2030", "85 % plan 2045"))
}

// TestMonthsNamedLater dates what a text without a title says before it names its months.
func TestMonthsNamedLater(t *testing.T) {
	text := "Theo đó, có 114 dự án được cấp mới với tổng vốn 316 triệu USD.\n\nCó 28 quốc gia nhận đầu tư trong 11 tháng năm 2020."
	show(t, text, list("114 {dự án} actual 2020-01/2020-11", "316000000 USD actual 2020-01/2020-11", "28 {quốc gia} actual 2020-01/2020-11"))
}

func show(t *testing.T, text string, want []string) {
	t.Helper()
	var got []string
	for _, f := range extractText(t, text).Figures {
		got = append(got, joined(f.Value.String(), f.Unit, string(f.Status), f.Period.String()))
	}
	compare(t, want, got)
}

func compare(t *testing.T, want, got []string) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestPlacesOfAMeasure names clauses that say no more than a place by the measure that the sentence enumerates.
func TestPlacesOfAMeasure(t *testing.T) {
	text := "Kim ngạch xuất khẩu năm 2023 sang Lào đạt 41 triệu USD; kế tiếp là Nhật Bản 36 triệu USD, tăng 6,5%; Hàn Quốc 31 triệu USD."
	var got []string
	for _, f := range extractText(t, text).Figures {
		got = append(got, f.Indicator)
	}
	compare(t, list("kim ngạch xuất khẩu sang Lào", "kim ngạch xuất khẩu sang Nhật Bản", "tốc độ tăng kim ngạch xuất khẩu sang Nhật Bản", "kim ngạch xuất khẩu sang Hàn Quốc"), got)
}

// TestCountedByThen takes what was counted by a year for what is, whatever plans the text names.
func TestCountedByThen(t *testing.T) {
	text := "Tính đến năm 2009, toàn tỉnh có 12 bệnh viện.\n\nTỉnh có 4 cầu cảng thuộc Quy hoạch phát triển cầu cảng đến năm 2020, định hướng đến năm 2025."
	show(t, text, list("12 {bệnh viện} actual 2009", "4 {cầu cảng} actual 2009"))
}

// TestArticles tells the article of a resolution that judges what was done from those that set plans.
func TestArticles(t *testing.T) {
	text := "Điều 1. Đánh giá kết quả thực hiện kế hoạch 5 năm 2006 - 2010: Tốc độ tăng trưởng kinh tế bình quân đạt 7,1%/năm. Năm 2010, thu ngân sách đạt 1.420 tỷ đồng.\n" +
		"Điều 2. Các chỉ tiêu chính giai đoạn 2011 - 2015\n1. Về kinh tế\n- Tốc độ tăng trưởng kinh tế bình quân 8%/năm.\n"
	show(t, text, list("7.1 %/năm actual 2006/2010", "1420000000000 VND actual 2010", "8 %/năm plan 2011/2015"))
}

// TestSchoolYear dates what a text on a school year says of no time, but not what one says that goes on to calendar years.
func TestSchoolYear(t *testing.T) {
	text := "1. Quy mô trường, lớp\nNăm học 2019 - 2020, toàn huyện có 41 trường. Đến tháng 5/2020, có 30 trường đạt chuẩn.\n2. Đội ngũ\nToàn ngành có 1.920 giáo viên.\n"
	show(t, text, list("41 {trường} actual 2019/2020", "30 {trường} actual @2020-05", "1920 {giáo viên} actual 2019/2020"))
	show(t, text+"Năm 2020, khám bệnh cho 4.100 lượt người.\n\nToàn tỉnh có 12 bệnh viện.\n",
		list("41 {trường} actual 2019/2020", "30 {trường} actual @2020-05", "1920 {giáo viên} actual 2019/2020", "4100 {lượt người} actual 2020", "12 {bệnh viện} actual 2020"))
}

// TestNamesOfClauses names what a clause leaves to the words around it.
func TestNamesOfClauses(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"two nouns of one percentage", "Năm 2023, có 91% thôn, bản đạt chuẩn văn hóa.", list("tỷ lệ thôn, bản đạt chuẩn văn hóa")},
		{"two animals of one count", "Năm 2023, toàn huyện có 4.200 con trâu, bò; 12.500 con lợn.", list("số con trâu, bò", "số con lợn")},
		{"a topic before a colon", "Giao thông: 97% đường xã được nhựa hóa.", list("tỷ lệ đường xã được nhựa hóa")},
		{"the part behind a share", "Tỷ trọng các ngành: 45% công nghiệp, 55% dịch vụ.", list("tỷ trọng công nghiệp", "tỷ trọng dịch vụ")},
		{"herds", "Đàn trâu 240 con, bò 645 con.", list("đàn trâu", "đàn bò")},
		{"poor households", "Hộ nghèo 214 hộ.", list("số hộ nghèo")},
		{"cases and persons of one crime", "Phát hiện 41 vụ, 52 đối tượng buôn lậu.", list("số vụ buôn lậu phát hiện", "số đối tượng buôn lậu - phát hiện")},
		{"roads", "Đường tỉnh có 7 tuyến với 215 km, 430 km đường huyện.", list("số tuyến đường tỉnh", "chiều dài đường tỉnh", "chiều dài đường huyện")},
		{"the highest yet", "Lần đầu tiên kim ngạch xuất khẩu đạt mức cao với 310 triệu USD.", list("kim ngạch xuất khẩu")},
		{"respectively, of the levels before", "Toàn tỉnh đón 1,2 triệu lượt khách với doanh thu 910 tỷ đồng, tăng lần lượt 8% và 11%.", list("số lượt khách đón", "doanh thu", "tốc độ tăng số lượt khách đón", "tốc độ tăng doanh thu")},
		{"respectively, of two amounts of one thing", "Khối lượng và trị giá xuất khẩu chè lần lượt đạt 41 nghìn tấn và 20,5 triệu USD.", list("khối lượng xuất khẩu chè", "trị giá xuất khẩu chè")},
		{"a count by places", "Hải Lăng có 120 doanh nghiệp thành lập mới; Cam Lộ 35 doanh nghiệp.", list("số doanh nghiệp thành lập mới", "số doanh nghiệp thành lập mới - Cam Lộ")},
		{"grown in brackets", "Các thị trường có kim ngạch tăng mạnh là Nhật Bản (18%), Lào (12%).", list("tốc độ tăng kim ngạch - Nhật Bản", "tốc độ tăng kim ngạch - Lào")},
		{"a structure in order", "Cơ cấu kinh tế nông nghiệp - công nghiệp - dịch vụ đạt 20% - 35% - 45% (năm 2021 đạt 22% - 34% - 44%).",
			list("tỷ trọng nông nghiệp trong cơ cấu kinh tế", "tỷ trọng công nghiệp trong cơ cấu kinh tế", "tỷ trọng dịch vụ trong cơ cấu kinh tế", "tỷ trọng nông nghiệp trong cơ cấu kinh tế", "tỷ trọng công nghiệp trong cơ cấu kinh tế", "tỷ trọng dịch vụ trong cơ cấu kinh tế")},
		{"what became of the cases", "Xảy ra 48 vụ trộm cắp tài sản. Đã làm rõ 43 vụ, bắt 61 đối tượng.", list("số vụ trộm cắp tài sản", "số vụ trộm cắp tài sản làm rõ", "số đối tượng trộm cắp tài sản bắt")},
		{"passengers by number and distance", "Vận tải hành khách đạt 6,2 triệu lượt khách và 64 triệu lượt khách.km.", list("khối lượng vận chuyển hành khách", "khối lượng luân chuyển hành khách")},
		{"crops of a list", "1. Trồng trọt\n- Lúa 610 ha; ngô 52 ha.\n- Lạc 29 ha.\n", list("diện tích lúa", "diện tích ngô", "diện tích lạc")},
		{"households of a population", "Dân số 8.100 khẩu, 1.900 hộ.", list("dân số", "số hộ")},
		{"what was seized", "Thu giữ 6,2 kg heroin.", list("sản lượng heroin thu giữ")},
		{"a growth within a clause", "Phấn đấu duy trì tốc độ tăng trưởng kinh tế đạt 8%.", list("tốc độ tăng trưởng kinh tế")},
		{"a growth that says how much", "Năm 2023, kim ngạch nhập khẩu có tốc độ tăng trung bình 11%.", list("tốc độ tăng kim ngạch nhập khẩu")},
		{"a share that says how much", "Năm 2023, dịch vụ chiếm tỷ trọng cao nhất (41%).", list("tỷ trọng dịch vụ")},
		{"a share within a clause", "Năm 2023, nâng tỷ trọng dịch vụ chiếm 41%.", list("tỷ trọng dịch vụ")},
		{"the first part of a structure", "Cơ cấu kinh tế là công nghiệp 54%, dịch vụ 46%.", list("tỷ trọng công nghiệp", "tỷ trọng dịch vụ")},
		{"a count that begins anew", "Chi ngân sách đạt 31 tỷ đồng. Trên địa bàn tỉnh hiện có 3.600 doanh nghiệp.", list("chi ngân sách", "số doanh nghiệp")},
		{"grown, one behind the other", "Những ngành có doanh thu tăng cao là dệt may và da giày 12%, sản xuất thép 9%.", list("tốc độ tăng doanh thu - dệt may và da giày", "tốc độ tăng doanh thu - sản xuất thép")},
		{"the other sex", "Dân số nam đạt 31.000 người, trong khi đó nữ đạt 32.000 người.", list("dân số nam", "dân số nữ")},
		{"parts that say their noun", "Tổng số giáo viên phổ thông đạt 1.200 người, trong đó, giáo viên tiểu học là 600 người.", list("tổng số giáo viên phổ thông", "số giáo viên tiểu học")},
		{"the nation's in brackets", "Năm 2023, tỷ lệ đỗ tốt nghiệp đạt 98,4%, thấp hơn bình quân cả nước (98,8%).", list("tỷ lệ đỗ tốt nghiệp", "tỷ lệ đỗ tốt nghiệp cả nước")},
		{"the nation's beside", "Năm 2023, tỷ lệ lao động qua đào tạo đạt 58%, cao hơn tỷ lệ của cả nước là 44%.", list("tỷ lệ lao động qua đào tạo", "tỷ lệ lao động qua đào tạo của cả nước")},
		{"respectively, of places behind one measure", "Thu nhập bình quân đầu người khu vực thành thị và nông thôn lần lượt đạt 81 triệu đồng và 52 triệu đồng, tương ứng gấp 1,5 lần và 1,7 lần.",
			list("thu nhập bình quân đầu người khu vực thành thị", "thu nhập bình quân đầu người khu vực nông thôn", "thu nhập bình quân đầu người khu vực thành thị", "thu nhập bình quân đầu người khu vực nông thôn")},
		{"respectively, of two measures", "Năm 2023, doanh thu thuần và lãi ròng lần lượt đạt 95 tỷ đồng và 3 tỷ đồng.", list("doanh thu thuần", "lãi ròng")},
		{"respectively, of names with one noun", "Công suất sử dụng giường bệnh Bệnh viện Mắt và Bệnh viện Phổi lần lượt đạt 94% và 71%.", list("công suất sử dụng giường bệnh Bệnh viện Mắt", "công suất sử dụng giường bệnh bệnh viện Phổi")},
		{"an average of the amount before", "Năm 2023, truy thu 12 tỷ đồng, bình quân 80 triệu đồng/doanh nghiệp.", list("truy thu", "truy thu bình quân một doanh nghiệp")},
		{"a title before what there is", "Quy mô: Toàn tỉnh có 412 trường.", list("số trường")},
		{"two counts of one act", "Khởi tố mới 31 vụ/52 bị can.", list("số vụ khởi tố mới", "số bị can khởi tố mới")},
		{"yield and harvest of one crop", "Diện tích ngô 4.200 ha, năng suất 45 tạ/ha, sản lượng 19.000 tấn.", list("diện tích ngô", "năng suất ngô", "sản lượng ngô")},
		{"items before brackets", "So với tháng trước, có 5/11 nhóm tăng giá: lương thực (+0,4%); nhà ở và vật liệu xây dựng (+0,3%).", list("số nhóm tăng giá", "tổng số nhóm", "tốc độ tăng lương thực", "tốc độ tăng nhà ở và vật liệu xây dựng")},
		{"how often what was done", "Giá xăng được điều chỉnh 05 lần.", list("số lần giá xăng được điều chỉnh")},
		{"a structure of no more than its name", "Điện thương phẩm đạt 84 triệu kWh. Cơ cấu: 62% công nghiệp - xây dựng, 38% tiêu dùng dân cư.", list("điện thương phẩm", "tỷ trọng công nghiệp - xây dựng", "tỷ trọng tiêu dùng dân cư")},
		{"a rate of the fraction before", "Có 52/80 trường đạt chuẩn quốc gia, tỷ lệ 65%.", list("số trường chuẩn quốc gia", "tổng số trường", "tỷ lệ trường chuẩn quốc gia")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, f := range extractText(t, tt.text).Figures {
				got = append(got, f.Indicator)
			}
			compare(t, tt.want, got)
		})
	}
}

// TestPartsOfAnAttainedPlan reads percentages in brackets behind the parts of an attained plan: how much of its own plan each part reached, or, where
// that is what the amounts give, its share.
func TestPartsOfAnAttainedPlan(t *testing.T) {
	readsAs(t, func(f schemas.Figure, _ schemas.Extraction) string {
		return joined(f.Value.String(), string(f.Measure))
	}, []rule{
		{"attained", "Giải ngân 900 tỷ đồng, đạt 60% kế hoạch. Trong đó:\n- Vốn trung ương: 300 tỷ đồng (75%);\n- Vốn tỉnh: 600 tỷ đồng (54,5%).",
			list("900000000000 level", "60 attainment", "300000000000 level", "75 attainment", "600000000000 level", "54.5 attainment")},
		{"shares", "Giải ngân 900 tỷ đồng, đạt 60% kế hoạch. Trong đó:\n- Vốn trung ương: 300 tỷ đồng (33,3%);\n- Vốn tỉnh: 600 tỷ đồng (66,7%).",
			list("900000000000 level", "60 attainment", "300000000000 level", "33.3 share", "600000000000 level", "66.7 share")},
	})
}
