package extract_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What no quantity is: each numeral with its class. The numerals of the letterhead are left out.
func TestClasses(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"document number", "Thực hiện Nghị quyết số 45/NQ-HĐND ngày 08/12/2022 của Hội đồng nhân dân tỉnh.", list("45 legal_ref", "08 date", "12 date", "2022 date")},
		{"document number with its year", "Thực hiện Nghị định số 27/2022/NĐ-CP của Chính phủ.", list("27 legal_ref", "2022 legal_ref")},
		{"decree without letters", "Theo Nghị định 86 của Chính phủ.", list("86 legal_ref")},
		{"article and clause", "Theo khoản 2 Điều 15 Luật Đầu tư công.", list("2 legal_ref", "15 legal_ref")},
		{"date in digits", "Hội nghị họp ngày 15/11/2023.", list("15 date", "11 date", "2023 date")},
		{"date in words", "Hội nghị họp ngày 15 tháng 11 năm 2023.", list("15 date", "11 date", "2023 date")},
		{"term of office", "Nghị quyết Đại hội Đảng bộ tỉnh nhiệm kỳ 2020 - 2025.", list("2020 date", "2025 date")},
		{"session", "Kỳ họp thứ 18 Hội đồng nhân dân tỉnh.", list("18 ordinal")},
		{"disease", "Công tác phòng, chống dịch Covid-19.", list("19 name")},
		{"national road", "Nâng cấp tuyến QL 9 và đường tỉnh 571.", list("9 name", "571 name")},
		{"standard", "Cấp giấy chứng nhận ISO 9001:2015 cho các đơn vị.", list("9001 name", "2015 name")},
		{"age", "Tiêm chủng cho trẻ em dưới 5 tuổi.", list("5 attribute")},
		{"counters of a sentence", "Các việc: (1) trồng rừng; (2) trồng cây, (3) chăm sóc.", list("1 outline", "2 outline", "3 outline")},
		{"levels that go on", "Dịch vụ công trực tuyến mức độ 3, 4.", list("3 attribute", "4 attribute")},
		{"quarters of a city that go on", "Các Quận 7, 8 và Bình Chánh.", list("7 name", "8 name")},
		{"a resolution without its letters", "Hỗ trợ theo Nghị quyết 68 cho người lao động.", list("68 legal_ref")},
		{"half years", "Việc thu hồi kéo dài sau 1,5 năm.", list("1,5 date")},
		{"size of what is sold", "Tôm thẻ cỡ 100 con/kg.", list("100 attribute")},
		{"level of a language", "Chứng chỉ ngoại ngữ bậc 3 trở lên.", list("3 attribute")},
		{"address of a page", "Xem tại https://vi.du.vn/2021/01/anh-4845.jpg và www.vi-du.vn/tin19056.html.", list("2021 other", "01 other", "4845 other", "19056 other")},
		{"a hospital named after a day", "Sửa chữa Bệnh viện 19/8 và Quảng trường 2/9.", list("19 name", "8 name", "2 name", "9 name")},
		{"a number before its day", "Dự án được phê duyệt số: 204 ngày 12/5/2003.", list("204 legal_ref", "12 date", "5 date", "2003 date")},
		{"a kind by its size", "Xe loại trên 7 chỗ được miễn phí.", list("7 attribute")},
		{"stars", "Xếp hạng sản phẩm OCOP 3 sao trở lên.", list("3 attribute")},
		{"list markers", "1. Nông nghiệp\n\n1.1. Trồng trọt\n\na) Cây lúa\n\n(2) Cây ngô\n", list("1 outline", "1.1 outline", "2 outline")},
		{"number of a table", "Biểu số 03: Các chỉ tiêu chủ yếu", list("03 outline")},
		{"telephone", "Điện thoại liên hệ: 0233.3852.529.", list("0233.3852.529 other")},
		{"plan of a committee", "Kế hoạch số 112/KH-UBND ngày 05 tháng 4 năm 2023.", list("112 legal_ref", "05 date", "4 date", "2023 date")},
		{"letter of a ministry", "Công văn 3456/BTC-NSNN.", list("3456 legal_ref")},
		{"directive of the party", "Chỉ thị số 05-CT/TW.", list("05 legal_ref")},
		{"provincial road", "Sửa chữa đường tỉnh 575.", list("575 name")},
		{"a standard in a name", "Mô hình chợ 4.0.", list("4.0 name")},
		{"seed", "Giống lúa ST25 và OM5451.", list("25 name", "5451 name")},
		{"class of a school", "Học sinh lớp 12 dự thi.", list("12 attribute")},
		{"ages from and to", "Trẻ em từ 12-17 tuổi và nhóm từ 18 đến 59 tuổi; độ tuổi từ 05 đến 11 đạt 45%.", list("12 attribute", "17 attribute", "18 attribute", "59 attribute", "05 attribute", "11 attribute", "45 figure")},
		{"age and above", "Người từ 60 tuổi trở lên được cấp thẻ.", list("60 attribute")},
		{"n-th time", "Lần thứ 4 tổ chức.", list("4 ordinal")},
		{"programme and project", "Chương trình 135, Tiểu dự án 2 và Đề án 06.", list("135 name", "2 name", "06 name")},
		{"days of the year", "Dịp lễ ngày 30/4 và ngày 2/9.", list("30 date", "4 date", "2 date", "9 date")},
		{"annex", "Phụ lục 02 kèm theo.", list("02 outline")},
		{"ward", "Tổ 5, phường 3, thành phố Đông Hà.", list("5 name", "3 name")},
		{"criterion", "Tiêu chí số 17 về môi trường.", list("17 name")},
		{"grade of service", "Dịch vụ công mức độ 4.", list("4 attribute")},
		{"day of each month", "Doanh nghiệp nộp thuế trước ngày 15 hằng tháng.", list("15 date")},
		{"crop season", "Vụ Đông Xuân 2022-2023.", list("2022 date", "2023 date")},
		{"chemical names", "Giảm phát thải CO2; vi rút H5N1.", list("2 name", "5 name", "1 name")},
		{"generation of a network", "Phủ sóng 5G.", list("5 name")},
		{"mobile telephone", "Điện thoại: 0905.123.456.", list("0905.123.456 other")},
		{"resolution of a party committee", "Nghị quyết số 01-NQ/TU ngày 05/01/2023 và Thông tư 15/2021/TT-BTC.", list("01 legal_ref", "05 date", "01 date", "2023 date", "15 legal_ref", "2021 legal_ref")},
		{"decision of the Prime Minister", "Quyết định 1719/QĐ-TTg; Quyết định số: 263/QĐ-TTg.", list("1719 legal_ref", "263 legal_ref")},
		{"year of a law", "Luật Đất đai năm 2013 (sửa đổi năm 2018).", list("2013 date", "2018 date")},
		{"conference", "Hội nghị lần thứ 9 Ban Chấp hành Trung ương khóa XIII.", list("9 ordinal")},
		{"meeting", "Họp phiên thứ 28.", list("28 ordinal")},
		{"consecutive year", "Năm thứ 3 liên tiếp dẫn đầu.", list("3 ordinal")},
		{"point, clause, article", "Điểm a khoản 1 Điều 5.", list("1 legal_ref", "5 legal_ref")},
		{"annex and table", "(Chi tiết tại Phụ lục 3, biểu 2a).", list("3 outline", "2 outline")},
		{"start and end of a project", "Dự án khởi công trong quý IV/2023, hoàn thành năm 2025.", list("2023 date", "2025 date")},
		{"varieties", "Cơ cấu giống: BT 16, Japonica 24 chiếm 41%, TBR 225 12%; toàn huyện có 24 giống.", list("16 name", "24 name", "41 figure", "225 name", "12 figure", "24 figure")},
		{"capitals where no seed is spoken of", "Phát hiện mới người nhiễm HIV 24, tử vong 02.", list("24 figure", "02 figure")},
		{"storm", "Bão số 6 làm hư hại 120 ngôi nhà.", list("6 name", "120 figure")},
		{"grades of products", "Các sản phẩm xếp hạng 3 sao, 4 sao.", list("3 attribute", "4 attribute")},
		{"hamlet and district", "Ấp 3, Quận 7.", list("3 name", "7 name")},
		{"house number", "Số 12 đường Hùng Vương.", list("12 name")},
		{"plot", "Lô đất A12, khu C3.", list("12 name", "3 name")},
		{"lunar month", "Ngày 05 tháng Giêng.", list("05 date")},
		{"programmes are counted", "Thực hiện 03 chương trình mục tiêu quốc gia.", list("03 figure")},
		{"hours and minutes", "Lễ khai mạc lúc 7h30 ngày 2/9.", list("7 date", "30 date", "2 date", "9 date")},
		{"national day", "Dịp Quốc khánh 2/9 đón 12 đoàn.", list("2 date", "9 date", "12 figure")},
		{"chainage", "Sạt lở tại Km 15+200.", list("15 name", "200 name")},
		{"numbers of accounts", "Mã số thuế 3200042556; tài khoản số 0123456789.", list("3200042556 other", "0123456789 other")},
		{"area code", "Điện thoại (0233) 3852529.", list("0233 other", "3852529 other")},
		{"page and week", "Xem trang 16, tuần 45.", list("16 attribute", "45 attribute")},
		{"resolution with a letter", "Theo Nghị quyết 30a của Chính phủ, hỗ trợ 5 xã.", list("30 legal_ref", "5 figure")},
		{"rest of a composite amount", "Kinh phí là 1 tỷ 178 triệu đồng.", list("1 figure", "178 other")},
	}
	head := len(extractText(t, letterhead).Numerals)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := extractText(t, letterhead+tt.text)
			var got []string
			for _, n := range e.Numerals[head:] {
				got = append(got, n.Span.In(e.Document.Text)+" "+string(n.Class))
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("%s\n%s", tt.text, d)
			}
		})
	}
}
