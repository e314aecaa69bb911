package tables

import "cmp"

// Observation is a row of `observations`: a figure, normalised.
type Observation struct {
	DocumentID     string   `parquet:"document_id,dict" vi:"mã băm SHA-256 của tệp nguồn (hệ 16)" en:"SHA-256 of the source bytes, hexadecimal"`
	URI            string   `parquet:"uri,dict" vi:"nơi lấy báo cáo" en:"where the report came from"`
	DocumentNumber string   `parquet:"document_number,optional,dict" vi:"số ký hiệu văn bản" en:"document number"`
	DocumentDate   *Date    `parquet:"document_date,optional,date" vi:"ngày ký văn bản" en:"date of signing"`
	Figure         int32    `parquet:"figure" vi:"thứ tự số liệu trong báo cáo, từ 0" en:"ordinal of the figure in the document, from 0"`
	Start          int64    `parquet:"start" unit:"byte" vi:"vị trí đầu của con số trong văn bản" en:"start of the numeral in the stored text"`
	End            int64    `parquet:"end" unit:"byte" vi:"vị trí cuối (không gồm) của con số" en:"end of the numeral, exclusive"`
	Text           string   `parquet:"text" vi:"con số đúng như in" en:"the numeral as printed"`
	Value          *Decimal `parquet:"value,optional,decimal(9:38)" unit:"column unit" vi:"giá trị chính xác; trống nếu không vừa DECIMAL(38,9)" en:"exact value; NULL where it does not fit DECIMAL(38,9)"`
	ValueDouble    float64  `parquet:"value_double" unit:"column unit" vi:"giá trị dạng số thực, luôn có" en:"nearest double of the value, never NULL"`
	ValueLow       *Decimal `parquet:"value_low,optional,decimal(9:38)" unit:"column unit" vi:"cận dưới mà độ chính xác in ra cho phép" en:"lower end of what the printed precision allows"`
	ValueHigh      *Decimal `parquet:"value_high,optional,decimal(9:38)" unit:"column unit" vi:"cận trên mà độ chính xác in ra cho phép" en:"upper end of what the printed precision allows"`
	Unit           string   `parquet:"unit,optional,dict" vi:"đơn vị chuẩn: VND, %, ha, {con}" en:"canonical unit of measure: VND, %, ha, {con}"`
	UnitPrinted    string   `parquet:"unit_printed,optional,dict" vi:"đơn vị như in, kể cả từ bội số: tỷ đồng" en:"unit as printed, with multiplier words"`
	UnitMult       int32    `parquet:"unit_mult" unit:"power of ten" vi:"số mũ của 10 do từ bội số đóng góp: tỷ = 9" en:"power of ten that multiplier words contributed: tỷ = 9"`
	Decimals       int32    `parquet:"decimals" unit:"digit" vi:"số chữ số in sau dấu thập phân" en:"printed digits behind the decimal sign"`
	BaseValue      *Decimal `parquet:"base_value,optional,decimal(9:38)" unit:"column base_unit" vi:"giá trị theo đơn vị gốc của nhóm; trống nếu không vừa" en:"value in the family's base unit; NULL where it does not fit"`
	BaseUnit       string   `parquet:"base_unit,optional,dict" vi:"đơn vị gốc của nhóm đơn vị: kg cho khối lượng" en:"base unit of the unit's family: kg for mass"`
	Measure        string   `parquet:"measure,dict" vi:"loại đại lượng: level, rate, growth, change, attainment, index, share, score, rank, multiple" en:"kind of quantity: level, rate, growth, change, attainment, index, share, score, rank, multiple"`
	Role           string   `parquet:"role,dict" vi:"vai trò: main, target (kế hoạch), denominator (mẫu số)" en:"role within its quantity: main, target, denominator"`
	Status         string   `parquet:"status,dict" vi:"trạng thái: actual (thực hiện), estimate (ước), plan (kế hoạch)" en:"observation status: actual, estimate, plan"`
	Qualifier      string   `parquet:"qualifier,optional,dict" vi:"dấu giới hạn: >, >=, <, <=, ~ (khoảng)" en:"qualifier: >, >=, <, <=, ~ (about)"`
	RangeEnd       string   `parquet:"range_end,optional,dict" vi:"đầu của một khoảng: low hoặc high" en:"end of a printed range: low or high"`
	Indicator      string   `parquet:"indicator,optional,dict" vi:"chỉ tiêu, cụm từ đứng độc lập" en:"what is measured, a phrase that stands alone"`
	IndicatorCode  string   `parquet:"indicator_code,optional,dict" vi:"mã chỉ tiêu, nối với dim_indicators" en:"catalogue code, joins dim_indicators"`
	Base           string   `parquet:"base,optional,dict" vi:"mốc so sánh: 2022, 2022-same (cùng kỳ), plan" en:"what a relative figure is relative to: 2022, 2022-same, plan"`
	Period         string   `parquet:"period,optional,dict" vi:"kỳ số liệu: 2023, 2023-01/2023-10, @2023-10-31, @report" en:"reference period: 2023, 2023-01/2023-10, @2023-10-31, @report"`
	PeriodKey      string   `parquet:"period_key,optional,dict" vi:"kỳ đã quy ra ngày, nối với dim_periods" en:"the period resolved to days, joins dim_periods"`
	PeriodStart    *Date    `parquet:"period_start,optional,date" vi:"ngày đầu kỳ, tính cả ngày này" en:"first day, inclusive"`
	PeriodEnd      *Date    `parquet:"period_end,optional,date" vi:"ngày cuối kỳ, tính cả ngày này" en:"last day, inclusive"`
	PeriodKind     string   `parquet:"period_kind,optional,dict" vi:"duration (thời kỳ) hoặc instant (thời điểm)" en:"duration or instant"`
	AreaCode       string   `parquet:"area_code,optional,dict" vi:"mã địa bàn của số liệu (Tổng cục Thống kê)" en:"reference area of the figure, GSO code"`
	AreaList       string   `parquet:"area_list,optional,dict" vi:"danh mục của mã: 2004 (63 tỉnh) hoặc 2025 (34 tỉnh)" en:"code list of the code: 2004 (63 provinces) or 2025 (34)"`
	AreaName       string   `parquet:"area_name,optional,dict" vi:"tên địa bàn" en:"name of the area"`
	Quote          string   `parquet:"quote,optional" long:"yes" vi:"đại lượng như in, kèm đơn vị" en:"the quantity as printed, with its unit"`
	Sentence       string   `parquet:"sentence,optional,dict" long:"yes" vi:"câu (hoặc ô bảng) chứa số liệu" en:"the sentence (or table cell) it stands in"`
	Section        string   `parquet:"section,optional,dict" vi:"đường dẫn đề mục: II.3.2" en:"outline path: II.3.2"`
	Rule           string   `parquet:"rule,optional,dict" vi:"luật ngữ pháp đã đọc ra số liệu" en:"the grammar rule that bound the figure"`
	Ambiguous      string   `parquet:"ambiguous,optional" long:"yes" vi:"cách đọc khác, nếu có" en:"the other reading where two were close"`
	OfStart        *int64   `parquet:"of_start,optional" unit:"byte" vi:"vị trí đầu của số liệu mà số này bổ nghĩa" en:"start of the figure that this one qualifies"`
	ParentStart    *int64   `parquet:"parent_start,optional" unit:"byte" vi:"vị trí đầu của tổng mà số này là một phần" en:"start of the total that this is a part of"`
	GroupID        *int32   `parquet:"group_id,optional" vi:"số của danh sách liệt kê chứa số liệu" en:"number of the list that the figure belongs to"`
	CheckOutcome   string   `parquet:"check_outcome,optional,dict" vi:"kết quả kiểm tra nặng nhất của quan hệ nêu số này" en:"gravest outcome of the checks that state this figure"`
	CheckComputed  *Decimal `parquet:"check_computed,optional,decimal(9:38)" unit:"column unit" vi:"giá trị tính lại theo phép kiểm tra đó, làm tròn 9 chữ số" en:"the value that this check recomputed, rounded to nine digits"`
	Page           *int32   `parquet:"page,optional" vi:"trang, từ 1; trống nếu định dạng không có trang" en:"page, from 1; NULL where the format has none"`
	Paragraph      *int32   `parquet:"paragraph,optional" vi:"thứ tự đoạn (đề mục, đoạn văn, gạch đầu dòng, chú thích, dòng bảng) trong văn bản, từ 1" en:"ordinal of the paragraph (heading, paragraph, list item, footnote, table row) in the text, from 1"`
	TableNumber    *int32   `parquet:"table_number,optional" vi:"thứ tự bảng trong báo cáo, từ 1" en:"ordinal of the table in the report, from 1"`
	Sheet          string   `parquet:"sheet,optional,dict" vi:"tên trang tính, nếu nguồn là sổ bảng tính" en:"sheet, where the source is a workbook"`
	Cell           string   `parquet:"cell,optional" vi:"địa chỉ ô: trong trang tính nếu có, nếu không thì trong bảng (C5 là cột thứ ba, hàng thứ năm kể cả đầu bảng)" en:"address of the cell: in the sheet where there is one, else in the table (C5: third column, fifth row, the head counted)"`
}

// Compare orders rows by the table's sort key.
func (o *Observation) Compare(b *Observation) int {
	return cmp.Or(cmp.Compare(o.DocumentID, b.DocumentID), cmp.Compare(o.Start, b.Start), cmp.Compare(o.Figure, b.Figure))
}

// Owner returns the document that the row belongs to.
func (o *Observation) Owner() string { return o.DocumentID }

// Place sets where the document came from.
func (o *Observation) Place(uri string) { o.URI = uri }

// About describes the table.
func (*Observation) About() About {
	return About{Name: "observations", Partition: reportPartition(), Sort: []string{"document_id", "start", "figure"}, Key: []string{"document_id", "start"},
		VI: "mỗi dòng là một số liệu đã chuẩn hóa", EN: "a row is a figure, normalised"}
}

// Numeral is a row of `numerals`: a numeral token and its class.
type Numeral struct {
	DocumentID string `parquet:"document_id,dict" vi:"mã băm SHA-256 của tệp nguồn" en:"SHA-256 of the source bytes, hexadecimal"`
	URI        string `parquet:"uri,dict" vi:"nơi lấy báo cáo" en:"where the report came from"`
	Start      int64  `parquet:"start" unit:"byte" vi:"vị trí đầu của con số" en:"start of the numeral in the stored text"`
	End        int64  `parquet:"end" unit:"byte" vi:"vị trí cuối (không gồm)" en:"end of the numeral, exclusive"`
	Text       string `parquet:"text" vi:"con số đúng như in" en:"the numeral as printed"`
	Class      string `parquet:"class,dict" vi:"lớp: figure, date, legal_ref, outline, ordinal, attribute, name, other" en:"class: figure, date, legal_ref, outline, ordinal, attribute, name, other"`
	Figure     *int32 `parquet:"figure,optional" vi:"thứ tự số liệu, nếu lớp là figure" en:"ordinal of the figure where the class is figure"`
	Rule       string `parquet:"rule,optional,dict" vi:"luật đã quyết định lớp" en:"the rule or lexicon entry that decided the class"`
}

// Compare orders rows by the table's sort key.
func (n *Numeral) Compare(b *Numeral) int {
	return cmp.Or(cmp.Compare(n.DocumentID, b.DocumentID), cmp.Compare(n.Start, b.Start), cmp.Compare(n.End, b.End))
}

// Owner returns the document that the row belongs to.
func (n *Numeral) Owner() string { return n.DocumentID }

// Place sets where the document came from.
func (n *Numeral) Place(uri string) { n.URI = uri }

// About describes the table.
func (*Numeral) About() About {
	return About{Name: "numerals", Partition: reportPartition(), Sort: []string{"document_id", "start", "end"}, Key: []string{"document_id", "start"},
		VI: "mỗi dòng là một con số trong văn bản và lớp của nó", EN: "a row is a numeral token and its class"}
}
