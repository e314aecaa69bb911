package load

import (
	"encoding/binary"

	"solieu/schemas"
	"solieu/schemas/tables"
)

// statement holds the columns of an observation that the comparison of reports needs; its tags name columns of the table observations.
type statement struct {
	DocumentID    string          `parquet:"document_id,dict"`
	DocumentDate  *tables.Date    `parquet:"document_date,optional,date"`
	Start         int64           `parquet:"start"`
	Text          string          `parquet:"text"`
	Value         *tables.Decimal `parquet:"value,optional,decimal(9:38)"`
	Low           *tables.Decimal `parquet:"value_low,optional,decimal(9:38)"`
	High          *tables.Decimal `parquet:"value_high,optional,decimal(9:38)"`
	Unit          string          `parquet:"unit,optional,dict"`
	UnitPrinted   string          `parquet:"unit_printed,optional,dict"`
	UnitMult      int32           `parquet:"unit_mult"`
	Decimals      int32           `parquet:"decimals"`
	Measure       string          `parquet:"measure,dict"`
	Role          string          `parquet:"role,dict"`
	Status        string          `parquet:"status,dict"`
	Qualifier     string          `parquet:"qualifier,optional,dict"`
	RangeEnd      string          `parquet:"range_end,optional,dict"`
	Indicator     string          `parquet:"indicator,optional,dict"`
	IndicatorCode string          `parquet:"indicator_code,optional,dict"`
	Base          string          `parquet:"base,optional,dict"`
	Period        string          `parquet:"period,optional,dict"`
	PeriodStart   *tables.Date    `parquet:"period_start,optional,date"`
	PeriodEnd     *tables.Date    `parquet:"period_end,optional,date"`
	PeriodKind    string          `parquet:"period_kind,optional,dict"`
	AreaCode      string          `parquet:"area_code,optional,dict"`
	AreaList      string          `parquet:"area_list,optional,dict"`
	AreaName      string          `parquet:"area_name,optional,dict"`
	Sentence      string          `parquet:"sentence,optional,dict"`
	Section       string          `parquet:"section,optional,dict"`
	Ambiguous     string          `parquet:"ambiguous,optional"`
	OfStart       *int64          `parquet:"of_start,optional"`
}

// comparable reports whether the statement says one clear number of a known period, area and indicator.
func (s *statement) comparable() bool {
	return s.IndicatorCode != "" && s.AreaCode != "" && s.DocumentDate != nil && s.PeriodEnd != nil && s.RangeEnd == "" && s.Ambiguous == "" &&
		s.Value != nil && s.Low != nil && s.High != nil
}

// plain is the statement without the columns of the store.
func (s *statement) plain() schemas.Statement {
	out := schemas.Statement{Document: s.DocumentID, Reported: s.DocumentDate.Civil(), Start: s.Start, Text: s.Text, Value: s.Value.Value(), Low: s.Low.Value(), High: s.High.Value(),
		Unit: s.Unit, Printed: s.UnitPrinted, Mult: int(s.UnitMult), Decimals: int(s.Decimals), Measure: schemas.Measure(s.Measure), Role: schemas.Role(s.Role),
		Status: schemas.Status(s.Status), Qual: s.Qualifier, Indicator: s.Indicator, Code: s.IndicatorCode, Base: s.Base, Last: s.PeriodEnd.Civil(),
		Instant: s.PeriodKind == "instant", Period: s.Period, Area: s.AreaCode, AreaList: s.AreaList, AreaName: s.AreaName, Of: schemas.None, Sentence: s.Sentence, Section: s.Section}
	out.First = out.Last
	if s.PeriodStart != nil {
		out.First = s.PeriodStart.Civil()
	}
	if s.OfStart != nil {
		out.Of = *s.OfStart
	}
	return out
}

// appendKey appends what statements of one subject sort by.
func (s *statement) appendKey(b []byte) []byte {
	first := s.PeriodStart
	if first == nil {
		first = s.PeriodEnd
	}
	kind := byte(0)
	if s.PeriodKind == "instant" {
		kind = 1
	}
	b = append(appendDay(appendDay(b, *s.PeriodEnd), *first), kind)
	b = appendText(appendDay(b, *s.DocumentDate), s.DocumentID)
	return binary.BigEndian.AppendUint64(b, uint64(s.Start))
}

func appendDay(b []byte, d tables.Date) []byte {
	return binary.BigEndian.AppendUint32(b, uint32(d)^1<<31)
}
