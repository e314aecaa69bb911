package audit

// The vocabularies, in the order in which they are shown.
var (
	severityOrder = []string{"decision", "error", "warning", "info"}
	outcomeOrder  = []string{"violated", "truncated", "partial", "approximate", "rounded", "exact", "not_evaluable"}
	asideOrder    = []string{"number", "ambiguous", "unknown_unit", "unknown_period", "number_words"}
	classOrder    = []string{"figure", "date", "legal_ref", "outline", "ordinal", "attribute", "name", "other"}
)

// words are the names of a vocabulary: Vietnamese, English.
type words map[string][2]string

// word returns a name in a language; a code without one stands for itself.
func word(w words, code, lang string) string {
	names, ok := w[code]
	switch {
	case !ok:
		return code
	case lang == "en":
		return names[1]
	}
	return names[0]
}

var severityWords = words{
	"decision": {"Kết luận sai", "Decision error"},
	"error":    {"Lỗi", "Error"},
	"warning":  {"Cảnh báo", "Warning"},
	"info":     {"Thông tin", "Information"},
}

var outcomeWords = words{
	"violated":      {"mâu thuẫn", "violated"},
	"truncated":     {"khớp nếu cắt số", "agrees if cut"},
	"partial":       {"một phần của tổng", "part of its total"},
	"approximate":   {"xấp xỉ, như câu chữ nói", "approximate, as the words say"},
	"rounded":       {"khớp khi làm tròn", "agrees when rounded"},
	"exact":         {"khớp chính xác", "exact"},
	"not_evaluable": {"không tính được", "not evaluable"},
}

var classWords = words{
	"figure":    {"số liệu", "figure"},
	"date":      {"ngày tháng, kỳ", "date or period"},
	"legal_ref": {"số hiệu văn bản", "legal reference"},
	"outline":   {"số đề mục", "outline number"},
	"ordinal":   {"số thứ tự", "ordinal"},
	"attribute": {"thuộc tính của nhóm", "attribute of a category"},
	"name":      {"phần của tên riêng", "part of a name"},
	"other":     {"khác", "other"},
}

var asideWords = words{
	"number":         {"số không đọc được", "number that cannot be read"},
	"ambiguous":      {"hai cách đọc", "two readings"},
	"unknown_unit":   {"đơn vị lạ", "unknown unit"},
	"unknown_period": {"không rõ kỳ", "unknown period"},
	"number_words":   {"số viết bằng chữ", "number in words"},
}

var kindWords = words{
	"attainment":   {"tỷ lệ hoàn thành kế hoạch", "attainment of the plan"},
	"sum":          {"tổng và các phần", "sum of parts"},
	"shares_total": {"các tỷ trọng cộng thành 100 %", "shares add to 100 %"},
	"share":        {"tỷ trọng", "share"},
	"difference":   {"tăng, giảm so với kỳ gốc", "growth or change"},
	"average":      {"bình quân", "average"},
	"ratio":        {"tỷ lệ", "ratio"},
	"restatement":  {"cùng một số liệu in hai lần", "one quantity printed twice"},
	"direction":    {"câu chữ và con số", "words against numbers"},
	"bound":        {"giá trị có thể có", "possible values"},
	"implied_base": {"kỳ gốc suy ra", "implied base"},
	"series":       {"chuỗi qua các báo cáo", "series across reports"},
}

var statusWords = words{
	"actual":   {"thực hiện", "actual"},
	"estimate": {"ước", "estimate"},
	"plan":     {"kế hoạch", "plan"},
}
