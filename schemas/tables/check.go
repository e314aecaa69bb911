package tables

import "cmp"

// Check is a row of `checks`: one evaluated relation.
type Check struct {
	IssueID        string   `parquet:"issue_id" vi:"mã ổn định của vấn đề: băm nội dung, không phụ thuộc vị trí" en:"stable content hash, independent of offsets"`
	DocumentID     string   `parquet:"document_id,dict" vi:"mã băm SHA-256 của tệp nguồn" en:"SHA-256 of the source bytes, hexadecimal"`
	URI            string   `parquet:"uri,dict" vi:"nơi lấy báo cáo" en:"where the report came from"`
	DocumentNumber string   `parquet:"document_number,optional,dict" vi:"số ký hiệu văn bản" en:"document number"`
	DocumentDate   *Date    `parquet:"document_date,optional,date" vi:"ngày ký văn bản" en:"date of signing"`
	Issuer         string   `parquet:"issuer,optional,dict" vi:"cơ quan ban hành" en:"issuing body"`
	Ordinal        int32    `parquet:"ordinal" vi:"thứ tự kiểm tra trong báo cáo, từ 0" en:"ordinal of the check in the document, from 0"`
	Kind           string   `parquet:"kind,dict" vi:"loại quan hệ: attainment, sum, shares_total, share, difference, average, ratio, restatement, direction, bound, implied_base, series" en:"relation: attainment, sum, shares_total, share, difference, average, ratio, restatement, direction, bound, implied_base, series"`
	StatedStart    *int64   `parquet:"stated_start,optional" unit:"byte" vi:"vị trí đầu của kết quả in ra" en:"start of the printed result; NULL where the relation has none"`
	OperandStarts  []int64  `parquet:"operand_starts,list" unit:"byte" vi:"vị trí đầu của các toán hạng, theo thứ tự văn bản" en:"starts of the operands, in text order"`
	Outcome        string   `parquet:"outcome,dict" vi:"kết quả: exact, rounded, truncated, partial, approximate, violated, not_evaluable" en:"verdict: exact, rounded, truncated, partial, approximate, violated, not_evaluable"`
	Severity       string   `parquet:"severity,dict" vi:"mức độ: decision, error, warning, info" en:"severity: decision, error, warning, info"`
	Formula        string   `parquet:"formula,optional" long:"yes" vi:"phép tính: 100 * 417983 / 410130 = 101" en:"the calculation: 100 * 417983 / 410130 = 101"`
	Printed        *Decimal `parquet:"printed,optional,decimal(9:38)" unit:"column unit" vi:"kết quả in ra" en:"the printed result"`
	Computed       *Decimal `parquet:"computed,optional,decimal(9:38)" unit:"column unit" vi:"kết quả tính lại, làm tròn 9 chữ số" en:"recomputed from the printed operands, rounded to nine digits"`
	ComputedLow    *Decimal `parquet:"computed_low,optional,decimal(9:38)" unit:"column unit" vi:"cận dưới theo độ chính xác in ra" en:"lower end that the operands' printed precision allows"`
	ComputedHigh   *Decimal `parquet:"computed_high,optional,decimal(9:38)" unit:"column unit" vi:"cận trên theo độ chính xác in ra" en:"upper end that the operands' printed precision allows"`
	Deviation      *Decimal `parquet:"deviation,optional,decimal(9:38)" unit:"column unit" vi:"tính lại trừ in ra" en:"computed minus printed"`
	Unit           string   `parquet:"unit,optional,dict" vi:"đơn vị của kết quả" en:"unit of the result"`
	Complete       bool     `parquet:"complete" vi:"quan hệ do câu chữ hoặc cấu trúc khẳng định, không phải suy đoán" en:"the relation is claimed by the words or by structure, not inferred"`
	Diagnosis      string   `parquet:"diagnosis,optional,dict" vi:"một sửa đổi duy nhất làm khớp, nếu có" en:"the single edit that would reconcile, where one does"`
	MessageVI      string   `parquet:"message_vi,optional" long:"yes" vi:"diễn giải tiếng Việt" en:"explanation in Vietnamese"`
	MessageEN      string   `parquet:"message_en,optional" long:"yes" vi:"diễn giải tiếng Anh" en:"explanation in English"`
	Sentence       string   `parquet:"sentence,optional,dict" long:"yes" vi:"câu chứa kết quả (hoặc toán hạng đầu)" en:"the sentence of the printed result, else of the first operand"`
	Section        string   `parquet:"section,optional,dict" vi:"đường dẫn đề mục" en:"outline path"`
	Indicator      string   `parquet:"indicator,optional,dict" vi:"chỉ tiêu của kết quả" en:"what the result measures"`
	IndicatorCode  string   `parquet:"indicator_code,optional,dict" vi:"mã chỉ tiêu" en:"catalogue code"`
	Period         string   `parquet:"period,optional,dict" vi:"kỳ số liệu" en:"reference period"`
	PeriodKey      string   `parquet:"period_key,optional,dict" vi:"kỳ đã quy ra ngày" en:"the period resolved to days, joins dim_periods"`
	AreaCode       string   `parquet:"area_code,optional,dict" vi:"mã địa bàn" en:"reference area, GSO code"`
	AreaList       string   `parquet:"area_list,optional,dict" vi:"danh mục của mã địa bàn" en:"code list of the area code: 2004 or 2025"`
	AreaName       string   `parquet:"area_name,optional,dict" vi:"tên địa bàn" en:"name of the area"`
	EarlierID      string   `parquet:"earlier_document_id,optional,dict" vi:"báo cáo trước mà quan hệ so với; trống nếu quan hệ nằm trong một báo cáo" en:"the earlier report that the relation compares with; NULL for a relation within one report"`
	EarlierNumber  string   `parquet:"earlier_document_number,optional,dict" vi:"số ký hiệu của báo cáo trước" en:"document number of the earlier report"`
	EarlierDate    *Date    `parquet:"earlier_document_date,optional,date" vi:"ngày ký của báo cáo trước" en:"date of signing of the earlier report"`
	EarlierStart   *int64   `parquet:"earlier_start,optional" unit:"byte" vi:"vị trí đầu của con số trong báo cáo trước" en:"start of the numeral in the earlier report"`
}

// Compare orders rows by the table's sort key.
func (c *Check) Compare(b *Check) int {
	return cmp.Or(cmp.Compare(c.DocumentID, b.DocumentID), cmp.Compare(c.Ordinal, b.Ordinal), cmp.Compare(c.IssueID, b.IssueID))
}

// Owner returns the document that the row belongs to.
func (c *Check) Owner() string { return c.DocumentID }

// Place sets where the document came from.
func (c *Check) Place(uri string) { c.URI = uri }

// About describes the table.
func (*Check) About() About {
	return About{Name: "checks", Partition: reportPartition(), Sort: []string{"document_id", "ordinal", "issue_id"}, Key: []string{"document_id", "issue_id"},
		VI: "mỗi dòng là một quan hệ đã kiểm tra: nhật ký kiểm chứng", EN: "a row is one evaluated relation: the validation log"}
}
