package load

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"iter"
	"strconv"
	"strings"

	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/schemas/tables"
)

// evidence holds the columns of an observation that the wide mart needs; its tags name columns of the table observations.
type evidence struct {
	DocumentID    string          `parquet:"document_id,dict"`
	DocumentDate  *tables.Date    `parquet:"document_date,optional,date"`
	Start         int64           `parquet:"start"`
	Value         *tables.Decimal `parquet:"value,optional,decimal(9:38)"`
	Low           *tables.Decimal `parquet:"value_low,optional,decimal(9:38)"`
	High          *tables.Decimal `parquet:"value_high,optional,decimal(9:38)"`
	Unit          string          `parquet:"unit,optional,dict"`
	BaseValue     *tables.Decimal `parquet:"base_value,optional,decimal(9:38)"`
	BaseUnit      string          `parquet:"base_unit,optional,dict"`
	Measure       string          `parquet:"measure,dict"`
	Role          string          `parquet:"role,dict"`
	Status        string          `parquet:"status,dict"`
	RangeEnd      string          `parquet:"range_end,optional,dict"`
	Indicator     string          `parquet:"indicator,optional,dict"`
	IndicatorCode string          `parquet:"indicator_code,optional,dict"`
	Base          string          `parquet:"base,optional,dict"`
	PeriodKey     string          `parquet:"period_key,optional,dict"`
	PeriodStart   *tables.Date    `parquet:"period_start,optional,date"`
	PeriodEnd     *tables.Date    `parquet:"period_end,optional,date"`
	PeriodKind    string          `parquet:"period_kind,optional,dict"`
	AreaCode      string          `parquet:"area_code,optional,dict"`
	AreaList      string          `parquet:"area_list,optional,dict"`
	AreaName      string          `parquet:"area_name,optional,dict"`
	Ambiguous     string          `parquet:"ambiguous,optional"`
	OfStart       *int64          `parquet:"of_start,optional"`
	CheckComputed *tables.Decimal `parquet:"check_computed,optional,decimal(9:38)"`
}

func newEvidence(o *tables.Observation) evidence {
	return evidence{DocumentID: o.DocumentID, DocumentDate: o.DocumentDate, Start: o.Start, Value: o.Value, Low: o.ValueLow, High: o.ValueHigh,
		Unit: o.Unit, BaseValue: o.BaseValue, BaseUnit: o.BaseUnit, Measure: o.Measure, Role: o.Role, Status: o.Status, RangeEnd: o.RangeEnd,
		Indicator: o.Indicator, IndicatorCode: o.IndicatorCode, Base: o.Base, PeriodKey: o.PeriodKey, PeriodStart: o.PeriodStart,
		PeriodEnd: o.PeriodEnd, PeriodKind: o.PeriodKind, AreaCode: o.AreaCode, AreaList: o.AreaList, AreaName: o.AreaName,
		Ambiguous: o.Ambiguous, OfStart: o.OfStart, CheckComputed: o.CheckComputed}
}

// appendKey appends what evidence sorts by: the partition, the subject and then trust, which is the latest document first, an
// unambiguous reading before a doubtful one.
func (e *evidence) appendKey(b []byte, part string) []byte {
	for _, text := range [...]string{part, e.IndicatorCode, e.Indicator, e.AreaList, e.AreaCode, e.AreaName, e.PeriodKey} {
		b = appendText(b, text)
	}
	if e.DocumentDate != nil {
		b = binary.BigEndian.AppendUint32(append(b, 0), ^(uint32(*e.DocumentDate) ^ 1<<31))
	} else {
		b = append(b, 1)
	}
	b = appendText(append(b, byte(min(len(e.Ambiguous), 1))), e.DocumentID)
	return binary.BigEndian.AppendUint64(b, uint64(e.Start))
}

// appendText appends a text so that the bytes of several, one after the other, sort as the texts do.
func appendText(b []byte, text string) []byte {
	for {
		plain, rest, found := strings.Cut(text, "\x00")
		b = append(b, plain...)
		if !found {
			return append(b, 0, 0)
		}
		b, text = append(b, 0, 0xff), rest
	}
}

// partOfKey returns the partition that a key begins with.
func partOfKey(key []byte) string {
	part, _, _ := bytes.Cut(key, []byte{0})
	return string(part)
}

// sameSubject reports whether both speak of one row of the mart, apart from its unit.
func (e *evidence) sameSubject(b *evidence) bool {
	return e.IndicatorCode == b.IndicatorCode && e.Indicator == b.Indicator && e.AreaList == b.AreaList && e.AreaCode == b.AreaCode &&
		e.AreaName == b.AreaName && e.PeriodKey == b.PeriodKey
}

// useful reports whether the mart has a place for the figure.
func (e *evidence) useful() bool {
	if e.PeriodKey == "" || e.PeriodEnd == nil || e.Indicator == "" && e.IndicatorCode == "" || e.RangeEnd != "" {
		return false
	}
	return e.amount() || e.relative()
}

func (e *evidence) amount() bool {
	switch schemas.Measure(e.Measure) {
	case schemas.Level, schemas.Rate, schemas.Score, schemas.Rank:
		return e.Role != string(schemas.Denominator)
	}
	return false
}

func (e *evidence) relative() bool {
	switch schemas.Measure(e.Measure) {
	case schemas.Attainment, schemas.Growth, schemas.Share:
		return e.Role == string(schemas.Main)
	}
	return false
}

// names gives the catalogue's names, so that one subject has one name.
type names struct {
	indicators map[string]string
	areas      map[[2]string]string
}

func newNames(lex *lexicon.Lexicon) names {
	n := names{map[string]string{}, map[[2]string]string{}}
	if lex == nil {
		return n
	}
	for _, i := range lex.Indicators {
		n.indicators[i.Code] = i.Name
	}
	for _, a := range lex.Areas {
		n.areas[[2]string{a.List, a.Code}] = a.Name
	}
	return n
}

func (n names) apply(e *evidence) {
	if e.IndicatorCode != "" {
		e.Indicator = cmp.Or(n.indicators[e.IndicatorCode], e.IndicatorCode)
	}
	if e.AreaCode != "" {
		e.AreaName = cmp.Or(n.areas[[2]string{e.AreaList, e.AreaCode}], e.AreaName)
	}
	if e.BaseValue == nil || e.BaseUnit == "" {
		e.BaseValue, e.BaseUnit = e.Value, e.Unit
	}
}

// subject is what rows of the mart are about, with its evidence, which is valid until the next subject is asked for.
type subject struct {
	part     string
	evidence []evidence
}

// subjects groups evidence, which must be sorted, by partition and subject.
func (g *gatherer) subjects(records iter.Seq2[*record, error]) iter.Seq2[subject, error] {
	return func(yield func(subject, error) bool) {
		var group subject
		for r, err := range records {
			n := len(group.evidence)
			if err == nil {
				group.evidence, err = g.decode.decode(group.evidence, r.value, 1)
			}
			if err != nil {
				yield(group, err)
				return
			}
			part := partOfKey(r.key)
			if n > 0 && (part != group.part || !group.evidence[0].sameSubject(&group.evidence[n])) {
				next := group.evidence[n]
				group.evidence = group.evidence[:n]
				if !yield(group, nil) {
					return
				}
				group.evidence = append(group.evidence[:0], next)
			}
			group.part = part
		}
		if len(group.evidence) > 0 {
			yield(group, nil)
		}
	}
}

func yearPath(year int) string { return "year=" + strconv.Itoa(year) }
