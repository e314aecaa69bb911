package tables

import "cmp"

// DimIndicator is a row of `dim_indicators`.
type DimIndicator struct {
	Code     string `parquet:"indicator_code" vi:"mã chỉ tiêu" en:"catalogue code"`
	Official string `parquet:"official_code,optional" vi:"mã trong hệ thống chỉ tiêu chính thức" en:"official code with its scheme"`
	Name     string `parquet:"name" vi:"tên chỉ tiêu" en:"Vietnamese name"`
	NameEN   string `parquet:"name_en,optional" vi:"tên tiếng Anh" en:"English name"`
	Unit     string `parquet:"unit,optional" vi:"đơn vị nên dùng" en:"preferred unit"`
	Family   string `parquet:"family,optional" vi:"nhóm đơn vị" en:"unit family"`
	Kind     string `parquet:"kind,optional" vi:"flow (thời kỳ), stock (thời điểm), ratio (tỷ lệ)" en:"flow, stock or ratio"`
	Additive bool   `parquet:"additive" vi:"cộng được theo địa bàn" en:"parts may be summed over areas"`
	Parent   string `parquet:"parent_code,optional" vi:"mã của tổng" en:"code of the total that this is a part of"`
	Formula  string `parquet:"formula,optional" vi:"công thức" en:"formula over other codes"`
}

// Compare orders rows by the table's sort key.
func (d *DimIndicator) Compare(b *DimIndicator) int { return cmp.Compare(d.Code, b.Code) }

// About describes the table.
func (*DimIndicator) About() About {
	return About{Name: "dim_indicators", Sort: []string{"indicator_code"}, Key: []string{"indicator_code"}, VI: "danh mục chỉ tiêu", EN: "the catalogue of indicators"}
}

// DimUnit is a row of `dim_units`.
type DimUnit struct {
	Unit   string   `parquet:"unit" vi:"đơn vị chuẩn" en:"canonical notation"`
	Family string   `parquet:"family,optional" vi:"nhóm đơn vị" en:"family; quantities of one family can be compared"`
	Base   string   `parquet:"base_unit,optional" vi:"đơn vị gốc của nhóm" en:"base unit of the family"`
	Factor *Decimal `parquet:"factor,optional,decimal(9:38)" unit:"column base_unit" vi:"số đơn vị gốc trong một đơn vị" en:"base units in one unit"`
	Name   string   `parquet:"name,optional" vi:"tên" en:"Vietnamese name"`
	NameEN string   `parquet:"name_en,optional" vi:"tên tiếng Anh" en:"English name"`
}

// Compare orders rows by the table's sort key.
func (d *DimUnit) Compare(b *DimUnit) int { return cmp.Compare(d.Unit, b.Unit) }

// About describes the table.
func (*DimUnit) About() About {
	return About{Name: "dim_units", Sort: []string{"unit"}, Key: []string{"unit"}, VI: "danh mục đơn vị", EN: "the units of measure"}
}

// DimArea is a row of `dim_areas`.
type DimArea struct {
	List      string `parquet:"area_list" vi:"danh mục: 2004 hoặc 2025" en:"code list: 2004 or 2025"`
	Code      string `parquet:"area_code" vi:"mã địa bàn" en:"GSO code; never use it without its list"`
	Level     string `parquet:"level,optional" vi:"cấp: province, district" en:"level: province, district"`
	Name      string `parquet:"name" vi:"tên" en:"name"`
	FullName  string `parquet:"full_name,optional" vi:"tên đầy đủ" en:"full name"`
	NameEN    string `parquet:"name_en,optional" vi:"tên tiếng Anh" en:"English name"`
	Parent    string `parquet:"parent_code,optional" vi:"mã tỉnh của huyện" en:"province code of a district"`
	Successor string `parquet:"successor_code,optional" vi:"mã kế tiếp trong danh mục 2025" en:"code in list 2025"`
	ValidFrom *Date  `parquet:"valid_from,optional,date" vi:"hiệu lực từ" en:"in force from"`
	ValidTo   *Date  `parquet:"valid_to,optional,date" vi:"hiệu lực đến" en:"in force to, inclusive"`
}

// Compare orders rows by the table's sort key.
func (d *DimArea) Compare(b *DimArea) int {
	return cmp.Or(cmp.Compare(d.List, b.List), cmp.Compare(d.Code, b.Code))
}

// About describes the table.
func (*DimArea) About() About {
	return About{Name: "dim_areas", Sort: []string{"area_list", "area_code"}, Key: []string{"area_list", "area_code"}, VI: "danh mục địa bàn", EN: "the reference areas of both code lists"}
}

// DimPeriod is a row of `dim_periods`: a period that occurs in the snapshot's observations.
type DimPeriod struct {
	Key     string `parquet:"period_key" vi:"khóa: ngày đầu/ngày cuối, hoặc @ngày" en:"key: first day/last day, or @day"`
	Start   *Date  `parquet:"period_start,optional,date" vi:"ngày đầu kỳ" en:"first day, inclusive"`
	End     *Date  `parquet:"period_end,optional,date" vi:"ngày cuối kỳ" en:"last day, inclusive"`
	Kind    string `parquet:"period_kind" vi:"duration hoặc instant" en:"duration or instant"`
	Year    int32  `parquet:"year" unit:"year" vi:"năm của ngày cuối kỳ" en:"year of the last day"`
	Quarter *int32 `parquet:"quarter,optional" vi:"quý, nếu kỳ đúng là một quý" en:"quarter where the period is one"`
	Month   *int32 `parquet:"month,optional" vi:"tháng, nếu kỳ đúng là một tháng" en:"month where the period is one"`
	Months  int32  `parquet:"months" unit:"month" vi:"số tháng lịch mà kỳ chạm tới; 0 nếu là thời điểm" en:"calendar months that the period touches; 0 for an instant"`
	LabelVI string `parquet:"label_vi" vi:"nhãn tiếng Việt" en:"label in Vietnamese"`
	LabelEN string `parquet:"label_en" vi:"nhãn tiếng Anh" en:"label in English"`
}

// Compare orders rows by the table's sort key.
func (d *DimPeriod) Compare(b *DimPeriod) int { return cmp.Compare(d.Key, b.Key) }

// About describes the table.
func (*DimPeriod) About() About {
	return About{Name: "dim_periods", Sort: []string{"period_key"}, Key: []string{"period_key"}, VI: "các kỳ có trong số liệu", EN: "the periods that occur in the observations"}
}

// IndicatorValue is a row of `indicator_values`: an indicator in one area, period and unit.
type IndicatorValue struct {
	Indicator          string   `parquet:"indicator,optional,dict" vi:"tên chỉ tiêu (danh mục, hoặc cụm từ nếu không có mã)" en:"name from the catalogue, or the phrase where there is no code"`
	IndicatorCode      string   `parquet:"indicator_code,optional,dict" vi:"mã chỉ tiêu" en:"catalogue code"`
	AreaList           string   `parquet:"area_list,optional,dict" vi:"danh mục của mã địa bàn" en:"code list of the area code"`
	AreaCode           string   `parquet:"area_code,optional,dict" vi:"mã địa bàn" en:"reference area, GSO code"`
	AreaName           string   `parquet:"area_name,optional,dict" vi:"tên địa bàn" en:"name of the area"`
	PeriodKey          string   `parquet:"period_key,optional,dict" vi:"kỳ đã quy ra ngày" en:"the period resolved to days, joins dim_periods"`
	PeriodStart        *Date    `parquet:"period_start,optional,date" vi:"ngày đầu kỳ" en:"first day, inclusive"`
	PeriodEnd          *Date    `parquet:"period_end,optional,date" vi:"ngày cuối kỳ" en:"last day, inclusive"`
	PeriodKind         string   `parquet:"period_kind,optional,dict" vi:"duration hoặc instant" en:"duration or instant"`
	Unit               string   `parquet:"unit,optional,dict" vi:"đơn vị gốc của các giá trị" en:"base unit of the values"`
	Value              *Decimal `parquet:"value,optional,decimal(9:38)" unit:"column unit" vi:"giá trị tốt nhất: thực hiện, nếu không có thì ước" en:"best value: actual, else estimate"`
	ValueDouble        *float64 `parquet:"value_double,optional" unit:"column unit" vi:"giá trị đó dạng số thực" en:"the same as a double"`
	ValueStatus        string   `parquet:"value_status,optional,dict" vi:"trạng thái của giá trị: actual hoặc estimate" en:"its status: actual or estimate"`
	Actual             *Decimal `parquet:"actual,optional,decimal(9:38)" unit:"column unit" vi:"thực hiện" en:"actual"`
	Estimate           *Decimal `parquet:"estimate,optional,decimal(9:38)" unit:"column unit" vi:"ước" en:"estimate"`
	Plan               *Decimal `parquet:"plan,optional,decimal(9:38)" unit:"column unit" vi:"kế hoạch" en:"plan"`
	Attainment         *Decimal `parquet:"attainment,optional,decimal(9:38)" unit:"%" vi:"tỷ lệ hoàn thành kế hoạch in ra" en:"printed attainment of the plan"`
	AttainmentComputed *Decimal `parquet:"attainment_computed,optional,decimal(9:38)" unit:"%" vi:"tỷ lệ hoàn thành tính lại" en:"recomputed attainment"`
	Growth             *Decimal `parquet:"growth,optional,decimal(9:38)" unit:"%" vi:"tăng trưởng in ra" en:"printed growth"`
	GrowthBase         string   `parquet:"growth_base,optional,dict" vi:"mốc so sánh của tăng trưởng" en:"what the growth is relative to"`
	GrowthComputed     *Decimal `parquet:"growth_computed,optional,decimal(9:38)" unit:"%" vi:"tăng trưởng tính lại" en:"recomputed growth"`
	Share              *Decimal `parquet:"share,optional,decimal(9:38)" unit:"%" vi:"tỷ trọng in ra" en:"printed share"`
	ShareBase          string   `parquet:"share_base,optional,dict" vi:"tổng của tỷ trọng" en:"what the share is a share of"`
	ShareComputed      *Decimal `parquet:"share_computed,optional,decimal(9:38)" unit:"%" vi:"tỷ trọng tính lại" en:"recomputed share"`
	Figures            int64    `parquet:"figures" unit:"row" vi:"số số liệu đã gộp vào dòng" en:"figures that went into the row"`
	Documents          int64    `parquet:"documents" unit:"document" vi:"số báo cáo đã gộp vào dòng" en:"documents that went into the row"`
	Conflicting        bool     `parquet:"conflicting" vi:"các báo cáo nêu giá trị khác nhau cho cùng trạng thái" en:"sources state different values of one status"`
	SourceDocument     string   `parquet:"source_document_id,dict" vi:"báo cáo của giá trị tốt nhất, nếu không có thì của kế hoạch, rồi của tỷ lệ" en:"document of the best value, else of the plan, else of the ratio"`
	SourceStart        *int64   `parquet:"source_start,optional" unit:"byte" vi:"vị trí của giá trị đó trong báo cáo" en:"start of that value in the document"`
}

// Compare orders rows by the table's sort key.
func (v *IndicatorValue) Compare(b *IndicatorValue) int {
	return cmp.Or(cmp.Compare(v.IndicatorCode, b.IndicatorCode), cmp.Compare(v.Indicator, b.Indicator), cmp.Compare(v.AreaList, b.AreaList),
		cmp.Compare(v.AreaCode, b.AreaCode), cmp.Compare(v.AreaName, b.AreaName), cmp.Compare(v.PeriodKey, b.PeriodKey), cmp.Compare(v.Unit, b.Unit),
		cmp.Compare(v.SourceDocument, b.SourceDocument))
}

// About describes the table.
func (*IndicatorValue) About() About {
	return About{Name: "indicator_values", Partition: []Column{yearColumn("năm của ngày cuối kỳ số liệu; 0 nếu không rõ", "year of the period's last day; 0 where unknown")},
		Sort: []string{"indicator_code", "indicator", "area_list", "area_code", "area_name", "period_key", "unit", "source_document_id"}, Key: []string{"indicator_code", "indicator", "area_list", "area_code", "area_name", "period_key", "unit", "source_document_id"},
		VI: "mỗi dòng là một chỉ tiêu theo địa bàn và kỳ", EN: "a row is one indicator in one area and period"}
}
