package head

import (
	"strings"
)

// phrases are the words that heads are recognised by, folded.
type phrases struct {
	number, day, month, year, quarter, tp, pricing, term, andWord string

	province, district, quarterOf string   // what stands before the name of an area: tỉnh, huyện, quận
	town, city                    []string // thị xã, thành phố

	agencies, national, councils      list // openings of an issuer's name; offices of the whole country; bodies whose name goes on in small letters
	mottos, addressee, kinds          list // lines of every letterhead; "Kính gửi"; kinds of document
	bodyOpeners, reportVerbs          list // words that open the text behind the title; what an issuer does in its first sentence
	base, plan, wholeYear             list // contexts of a year; "cả năm"
	firstPart, lastPart, planSections list
	beforeYear, compare, price        list // words right before a year without "năm"; of constant prices
	until, horizon                    list // "đến năm"; words before the year that a plan leads to
	counted                           list // words before the time that something was counted at
	results                           list // words that a line of results begins with
	target, past                      list // words of targets; of what is compared with the past
	before, parted                    list // "trước" behind "quý": the time that a comparison is with
	and, parts, areaPrefix            list // "và"; parts of a document; all prefixes of areas
	dayOrMonth, reporters             list
	prefixWords                       map[string]string // the words of areas' prefixes
	spelled                           []spelling
	persons                           list // areas named after a person, which need their prefix
	numbers                           map[string]int
}

// spelling is an agency's full name with its abbreviation in document numbers.
type spelling struct {
	code string
	fold []string
	full string
}

// list is a set of folded phrases, by their first words.
type list map[string][][]string

// newList folds phrases that bars part.
func newList(phrases string) list {
	l := list{}
	for p := range strings.SplitSeq(phrases, "|") {
		ws := foldedWords(p)
		l[ws[0]] = append(l[ws[0]], ws)
	}
	return l
}

func newPhrases() phrases {
	const areaPrefixes = "tỉnh|thành phố|tp|huyện|quận|thị xã|thủ đô"
	w := phrases{
		number: fold("số"), day: fold("ngày"), month: fold("tháng"), year: fold("năm"), quarter: fold("quý"),
		agencies: newList("ủy ban nhân dân|ubnd|ủy ban|hội đồng nhân dân|hđnd|thường trực hội đồng nhân dân|thường trực hđnd|tỉnh ủy|huyện ủy|thành ủy|thị ủy|quận ủy|" +
			"đảng bộ|ban chấp hành|ban chỉ đạo|ban quản lý|ban kinh tế|ban dân tộc|ban|bộ|sở|tổng cục|cục|chi cục|phòng|văn phòng|viện|chính phủ|thủ tướng chính phủ|" +
			"quốc hội|ngân hàng|kho bạc|bảo hiểm xã hội|thanh tra|công an|liên đoàn lao động|tòa án|mặt trận tổ quốc|hải quan|thuế"),
		national:  newList("bộ|tổng cục|chính phủ|thủ tướng|quốc hội|ngân hàng nhà nước|ủy ban thường vụ quốc hội|văn phòng chính phủ|kiểm toán nhà nước|ủy ban dân tộc"),
		councils:  newList("ủy ban nhân dân|hội đồng nhân dân|thường trực hội đồng nhân dân"),
		mottos:    newList("cộng hòa xã hội chủ nghĩa việt nam|cộng hòa xhcn việt nam|độc lập tự do hạnh phúc|đảng cộng sản việt nam|hỏa tốc|dự thảo|mật"),
		addressee: newList("kính gửi|nơi nhận"),
		kinds: newList("báo cáo tóm tắt|báo cáo nhanh|báo cáo|nghị quyết|tờ trình|kế hoạch|thông cáo báo chí|quyết định|thông báo|chương trình|bản tin|" +
			"công điện|công văn|chỉ thị|đề án|phương án|dự toán|niên giám|biểu|phụ lục|thuyết minh|tổng quan"),
		bodyOpeners: newList("kính gửi|căn cứ|thực hiện|theo|xét|kèm theo|phần thứ|phần i|phần 1|chương|điều|i|1|a|mở đầu|trên cơ sở|trong|năm|hội đồng nhân dân|ủy ban nhân dân|ubnd|" +
			"tính đến|tiếp theo"),
		reportVerbs:  newList("báo cáo|trân trọng báo cáo|kính báo cáo|xin báo cáo|ban hành|thông báo|xây dựng báo cáo|kính trình|trình|xây dựng kế hoạch"),
		province:     fold("tỉnh"),
		district:     fold("huyện"),
		quarterOf:    fold("quận"),
		town:         foldedWords("thị xã"),
		city:         foldedWords("thành phố"),
		andWord:      fold("và"),
		base:         newList("so|cùng kỳ|kể từ|lịch sử"),
		plan:         newList("kế hoạch|dự toán|mục tiêu|phấn đấu|dự kiến|nhiệm kỳ|thời kỳ|quy hoạch|từ năm|đến năm|nghị quyết|sau năm|trước năm"),
		wholeYear:    newList("cả năm"),
		target:       newList("mục tiêu|phấn đấu|chiến lược|quy hoạch|tối thiểu|chỉ tiêu|định hướng"),
		past:         newList("cùng kỳ|so với năm|so với tháng|so với quý|ước đạt|ước thực hiện"),
		before:       newList("trước|ngoái"),
		parted:       newList("tháng|quý|năm|kỳ"),
		firstPart:    newList("đầu|đầu tiên"),
		lastPart:     newList("cuối"),
		planSections: newList("phương hướng|dự kiến|định hướng|kế hoạch năm|nhiệm vụ trọng tâm|nhiệm vụ giải pháp|nhiệm vụ|giải pháp|triển khai|dự toán"),
		persons:      newList("hồ chí minh"),
		beforeYear:   newList("đầu|cuối|hết|tính đến|đến|quý|tháng|xã hội"),
		compare:      newList("với|kỳ|so|giá"),
		price:        newList("giá so sánh|giá cố định"),
		until:        newList("đến năm"),
		horizon:      newList("đến năm|đến hết năm|tới năm|đến cuối năm"),
		and:          newList("và"),
		parts:        newList("phần thứ|phần i|phần ii|phần 1|phần a|chương"),
		results:      newList("kết quả"),
		counted:      newList("tính đến|kể đến"),
		areaPrefix:   newList(areaPrefixes),
		dayOrMonth:   newList("ngày|tháng"),
		reporters: newList("ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|cục thống kê|chi cục thống kê|cục thuế|sở kế hoạch và đầu tư|sở tài chính|" +
			"sở công thương|sở nông nghiệp và phát triển nông thôn|ban quản lý các khu công nghiệp"),
		tp: fold("tp"), pricing: fold("giá"), term: fold("kỳ"),
		numbers:     map[string]int{},
		prefixWords: map[string]string{},
		spelled: []spelling{
			{"", foldedWords("thường trực hđnd"), "Thường trực Hội đồng nhân dân"},
			{"UBND", foldedWords("ubnd"), "Ủy ban nhân dân"},
			{"", foldedWords("ủy ban nhân dân"), "Ủy ban nhân dân"},
			{"HĐND", foldedWords("hđnd"), "Hội đồng nhân dân"},
			{"", foldedWords("hội đồng nhân dân"), "Hội đồng nhân dân"},
			{"CTK", foldedWords("ctk"), "Cục Thống kê"},
			{"SKHĐT", foldedWords("skhđt"), "Sở Kế hoạch và Đầu tư"},
			{"STC", foldedWords("stc"), "Sở Tài chính"},
			{"TU", foldedWords("tỉnh ủy"), "Tỉnh ủy"},
		},
	}
	for _, part := range foldedWords(areaPrefixes) {
		w.prefixWords[part] = part
	}
	for i, s := range []string{"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"} {
		w.numbers[fold(s)] = i + 1
	}
	for s, n := range map[string]int{"tư": 4, "giêng": 1, "chạp": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4} {
		w.numbers[fold(s)] = n
	}
	return w
}
