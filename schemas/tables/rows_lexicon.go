package tables

import (
	"cmp"
	"slices"

	"solieu/schemas"
	"solieu/schemas/lexicon"
)

// Dims holds the code lists as rows, each sorted by its table's key and without repeated keys.
type Dims struct {
	Indicators []DimIndicator
	Units      []DimUnit
	Areas      []DimArea
}

// NewDims maps a lexicon to its code lists; nil gives empty ones.
func NewDims(lex *lexicon.Lexicon) Dims {
	var d Dims
	if lex == nil {
		return d
	}
	for _, i := range lex.Indicators {
		d.Indicators = append(d.Indicators, DimIndicator{Code: i.Code, Official: i.Official, Name: i.Name, NameEN: i.NameEN, Unit: i.Unit,
			Family: i.Family, Kind: i.Kind, Additive: i.Additive, Parent: i.Parent, Formula: i.Formula})
	}
	for _, u := range lex.Units {
		d.Units = append(d.Units, DimUnit{Unit: u.ID, Family: u.Family, Base: u.Base, Factor: NewDecimal(u.Factor), Name: u.Name, NameEN: u.NameEN})
	}
	for _, a := range lex.Areas {
		d.Areas = append(d.Areas, DimArea{List: a.List, Code: a.Code, Level: a.Level, Name: a.Name, FullName: a.FullName, NameEN: a.NameEN,
			Parent: a.Parent, Successor: a.Successor, ValidFrom: parseDate(a.ValidFrom), ValidTo: parseDate(a.ValidTo)})
	}
	d.Indicators = unique(d.Indicators)
	d.Units = unique(d.Units)
	d.Areas = unique(d.Areas)
	return d
}

func parseDate(s string) *Date {
	d, err := schemas.ParseDate(s)
	if err != nil {
		return nil
	}
	return NewDate(d)
}

// unique sorts rows by their table's key and keeps the first of equals.
func unique[T any, P Row[T]](rows []T) []T {
	slices.SortStableFunc(rows, func(a, b T) int { return P(&a).Compare(&b) })
	return slices.CompactFunc(rows, func(a, b T) bool { return P(&a).Compare(&b) == 0 })
}

// NewDimPeriod describes a period by its key and days; ok is false where its days are unknown.
func NewDimPeriod(key string, start, end *Date, kind string) (row DimPeriod, ok bool) {
	if key == "" || end == nil {
		return row, false
	}
	row = DimPeriod{Key: key, Start: start, End: end, Kind: cmp.Or(kind, "duration"), LabelVI: key, LabelEN: key}
	last := end.Civil()
	row.Year = int32(last.Year)
	if row.Kind == "instant" || start == nil {
		row.LabelVI, row.LabelEN = "tại ngày "+vietnamese(last), "at "+last.String()
		return row, true
	}
	first := start.Civil()
	row.Months = int32((last.Year-first.Year)*12 + last.Month - first.Month + 1)
	if first.Day == 1 && last.Day == schemas.MonthDays(last.Year, last.Month) {
		label(&row, first, last)
	}
	return row, true
}
