package head

import (
	"strings"
	"unicode/utf8"
)

// phrases are the words that heads are recognised by, folded.
type phrases struct {
	number, day, month, year, quarter, tp, pricing, term string

	agencies, national, councils      []string // openings of an issuer's name; offices of the whole country; bodies whose name goes on in small letters
	mottos, addressee, kinds          []string // lines of every letterhead; "Kính gửi"; kinds of document
	bodyOpeners, reportVerbs          []string // words that open the text behind the title; what an issuer does in its first sentence
	provincePrefix, districtPrefix    []string
	cityPrefix                        []string
	base, plan, wholeYear             []string // contexts of a year; "cả năm"
	firstPart, lastPart, planSections []string
	beforeYear, compare, price        []string // words right before a year without "năm"; of constant prices
	until, horizon                    []string // "đến năm"; words before the year that a plan leads to
	and, parts, areaPrefix            []string // "và"; parts of a document; all prefixes of areas
	dayOrMonth, reporters             []string
	prefixWords                       map[string]string // the words of areas' prefixes
	prefixFirst                       [256]bool         // the bytes that a small prefix word may begin with
	spelled                           []spelling
	persons                           []string // areas named after a person, which need their prefix
	numbers                           map[string]int
}

// spelling is an agency's full name with its abbreviation in document numbers.
type spelling struct{ code, fold, full string }

func newPhrases() phrases {
	list := func(s string) []string {
		var out []string
		for p := range strings.SplitSeq(s, "|") {
			out = append(out, fold(p))
		}
		return out
	}
	w := phrases{
		number: fold("số"), day: fold("ngày"), month: fold("tháng"), year: fold("năm"), quarter: fold("quý"),
		agencies: list("ủy ban nhân dân|ubnd|ủy ban|hội đồng nhân dân|hđnd|thường trực hội đồng nhân dân|thường trực hđnd|tỉnh ủy|huyện ủy|thành ủy|thị ủy|quận ủy|" +
			"đảng bộ|ban chấp hành|ban chỉ đạo|ban quản lý|ban kinh tế|ban dân tộc|ban|bộ|sở|tổng cục|cục|chi cục|phòng|văn phòng|viện|chính phủ|thủ tướng chính phủ|" +
			"quốc hội|ngân hàng|kho bạc|bảo hiểm xã hội|thanh tra|công an|liên đoàn lao động|tòa án|mặt trận tổ quốc|hải quan|thuế"),
		national:  list("bộ|tổng cục|chính phủ|thủ tướng|quốc hội|ngân hàng nhà nước|ủy ban thường vụ quốc hội|văn phòng chính phủ|kiểm toán nhà nước|ủy ban dân tộc"),
		councils:  list("ủy ban nhân dân|hội đồng nhân dân|thường trực hội đồng nhân dân"),
		mottos:    list("cộng hòa xã hội chủ nghĩa việt nam|cộng hòa xhcn việt nam|độc lập tự do hạnh phúc|đảng cộng sản việt nam|hỏa tốc|dự thảo|mật"),
		addressee: list("kính gửi|nơi nhận"),
		kinds: list("báo cáo tóm tắt|báo cáo nhanh|báo cáo|nghị quyết|tờ trình|kế hoạch|thông cáo báo chí|quyết định|thông báo|chương trình|bản tin|" +
			"công điện|công văn|chỉ thị|đề án|phương án|dự toán|niên giám|biểu|phụ lục|thuyết minh|tổng quan"),
		bodyOpeners: list("kính gửi|căn cứ|thực hiện|theo|xét|kèm theo|phần thứ|phần i|phần 1|chương|điều|i|1|a|mở đầu|trên cơ sở|trong|năm|hội đồng nhân dân|ủy ban nhân dân|ubnd|" +
			"tính đến|tiếp theo"),
		reportVerbs:    list("báo cáo|trân trọng báo cáo|kính báo cáo|xin báo cáo|ban hành|thông báo|xây dựng báo cáo|kính trình|trình|xây dựng kế hoạch"),
		provincePrefix: list("tỉnh"),
		districtPrefix: list("huyện|quận|thị xã"),
		cityPrefix:     list("thành phố|tp"),
		base:           list("so|cùng kỳ|kể từ|lịch sử"),
		plan:           list("kế hoạch|dự toán|mục tiêu|phấn đấu|dự kiến|nhiệm kỳ|thời kỳ|quy hoạch|từ năm|đến năm|nghị quyết|sau năm|trước năm"),
		wholeYear:      list("cả năm"),
		firstPart:      list("đầu|đầu tiên"),
		lastPart:       list("cuối"),
		planSections:   list("phương hướng|dự kiến|định hướng|kế hoạch năm|nhiệm vụ trọng tâm|nhiệm vụ giải pháp|nhiệm vụ|giải pháp|triển khai|dự toán"),
		persons:        list("hồ chí minh"),
		beforeYear:     list("đầu|cuối|hết|tính đến|đến|quý|tháng|xã hội"),
		compare:        list("với|kỳ|so|giá"),
		price:          list("giá so sánh|giá cố định"),
		until:          list("đến năm"),
		horizon:        list("đến năm|đến hết năm|tới năm|đến cuối năm"),
		and:            list("và"),
		parts:          list("phần thứ|phần i|phần ii|phần 1|phần a|chương"),
		areaPrefix:     list("tỉnh|thành phố|tp|huyện|quận|thị xã|thủ đô"),
		dayOrMonth:     list("ngày|tháng"),
		reporters: list("ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|cục thống kê|chi cục thống kê|cục thuế|sở kế hoạch và đầu tư|sở tài chính|" +
			"sở công thương|sở nông nghiệp và phát triển nông thôn|ban quản lý các khu công nghiệp"),
		tp: fold("tp"), pricing: fold("giá"), term: fold("kỳ"),
		numbers:     map[string]int{},
		prefixWords: map[string]string{},
		spelled: []spelling{
			{"", fold("thường trực hđnd"), "Thường trực Hội đồng nhân dân"},
			{"UBND", fold("ubnd"), "Ủy ban nhân dân"},
			{"", fold("ủy ban nhân dân"), "Ủy ban nhân dân"},
			{"HĐND", fold("hđnd"), "Hội đồng nhân dân"},
			{"", fold("hội đồng nhân dân"), "Hội đồng nhân dân"},
			{"CTK", fold("ctk"), "Cục Thống kê"},
			{"SKHĐT", fold("skhđt"), "Sở Kế hoạch và Đầu tư"},
			{"STC", fold("stc"), "Sở Tài chính"},
			{"TU", fold("tỉnh ủy"), "Tỉnh ủy"},
		},
	}
	for _, prefix := range w.areaPrefix {
		for part := range strings.SplitSeq(prefix, " ") {
			w.prefixWords[part] = part
			if part[0] < utf8.RuneSelf {
				w.prefixFirst[part[0]] = true
				continue
			}
			for c := utf8.RuneSelf; c < len(w.prefixFirst); c++ {
				w.prefixFirst[c] = true
			}
		}
	}
	for i, s := range []string{"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"} {
		w.numbers[fold(s)] = i + 1
	}
	for s, n := range map[string]int{"tư": 4, "giêng": 1, "chạp": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4} {
		w.numbers[fold(s)] = n
	}
	return w
}
