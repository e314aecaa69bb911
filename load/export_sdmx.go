package load

import (
	"encoding/csv"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"

	"solieu/schemas/tables"
)

// The names of SDMX exports, as docs/sdmx.md explains them.
const (
	sdmxAgency  = "SOLIEU"
	sdmxUnknown = "_U" // what SDMX code lists write for unknown
	sdmxOther   = "_O" // and for other
)

// flow describes a table as an SDMX dataflow: the columns of a message behind STRUCTURE, STRUCTURE_ID and ACTION, and how a row fills them.
type flow[T any] struct {
	dimensions, measures, attributes []string
	fill                             func(*T) ([]string, bool) // false where a row has no place in the flow
}

// sdmxEncoder writes an SDMX-CSV 2.0 data message (SDMX 3.0): RFC 4180 with a header, one line per observation, the whole dataset.
type sdmxEncoder[T any] struct {
	id   string
	flow flow[T]
	w    *csv.Writer
	left *int64 // rows that have no place in the flow
}

// SDMXTables are the tables that have an SDMX form.
func SDMXTables() []string { return []string{"observations", "indicator_values"} }

func newSDMX(t tables.Table, w io.Writer, left *int64) (encoder, error) {
	id := fmt.Sprintf("%s:%s(%s.0)", sdmxAgency, strings.ToUpper(t.Name), tables.Version)
	out := csv.NewWriter(w)
	out.UseCRLF = true // as RFC 4180 and SDMX-CSV have it
	switch t.Name {
	case "observations":
		return headed(&sdmxEncoder[tables.Observation]{id, observationFlow(), out, left})
	case "indicator_values":
		return headed(&sdmxEncoder[tables.IndicatorValue]{id, martFlow(), out, left})
	}
	return nil, fmt.Errorf("%s: has no SDMX form: export %s, or use csv", t.Name, strings.Join(SDMXTables(), " or "))
}

func headed[T any](e *sdmxEncoder[T]) (encoder, error) {
	header := []string{"STRUCTURE", "STRUCTURE_ID", "ACTION"}
	for _, names := range [][]string{e.flow.dimensions, e.flow.measures, e.flow.attributes} {
		header = append(header, names...)
	}
	return e, e.w.Write(header)
}

func (e *sdmxEncoder[T]) row(_ []string, row reflect.Value) error {
	values, ok := e.flow.fill(row.Addr().Interface().(*T))
	if !ok {
		*e.left++
		return nil
	}
	return e.w.Write(append([]string{"dataflow", e.id, "I"}, values...))
}

func (e *sdmxEncoder[T]) close() error {
	e.w.Flush()
	return e.w.Error()
}

// observationFlow is the flow of figures as they were printed: a figure is named by its document and its place there.
func observationFlow() flow[tables.Observation] {
	return flow[tables.Observation]{
		dimensions: []string{"FREQ", "PERIOD_KIND", "INDICATOR", "REF_AREA", "AREA_LIST", "MEASURE", "ROLE", "STATUS", "UNIT_MEASURE", "DOCUMENT", "POSITION", "TIME_PERIOD"},
		measures:   []string{"OBS_VALUE"},
		attributes: []string{"OBS_STATUS", "UNIT_MULT", "DECIMALS", "VALUE_LOW", "VALUE_HIGH", "QUALIFIER", "BASE_PERIOD", "INDICATOR_NAME", "AREA_NAME", "UNIT_PRINTED", "TEXT", "SOURCE", "CHECK_OUTCOME"},
		fill: func(o *tables.Observation) ([]string, bool) {
			freq, period, ok := sdmxPeriod(o.PeriodStart, o.PeriodEnd, o.PeriodKind)
			if !ok || o.Value == nil {
				return nil, false
			}
			return []string{freq, o.PeriodKind, known(o.IndicatorCode, o.Indicator), known(o.AreaCode, o.AreaName), known(o.AreaList), o.Measure, o.Role,
				o.Status, known(o.Unit), o.DocumentID, strconv.FormatInt(o.Start, 10), period,
				o.Value.String(),
				sdmxStatus(o.Status, o.Role), "0", strconv.Itoa(int(max(0, o.Decimals-o.UnitMult))), decimalText(o.ValueLow), decimalText(o.ValueHigh), o.Qualifier, o.Base,
				o.Indicator, o.AreaName, o.UnitPrinted, o.Text, o.URI, o.CheckOutcome}, true
		},
	}
}

// martFlow is the flow of the wide mart: one observation per indicator, area and period, with several measures.
func martFlow() flow[tables.IndicatorValue] {
	return flow[tables.IndicatorValue]{
		dimensions: []string{"FREQ", "PERIOD_KIND", "INDICATOR", "REF_AREA", "AREA_LIST", "UNIT_MEASURE", "TIME_PERIOD"},
		measures:   []string{"OBS_VALUE", "ACTUAL", "ESTIMATE", "PLAN", "ATTAINMENT", "GROWTH", "SHARE"},
		attributes: []string{"OBS_STATUS", "UNIT_MULT", "GROWTH_BASE", "SHARE_BASE", "ATTAINMENT_COMPUTED", "GROWTH_COMPUTED", "SHARE_COMPUTED", "CONFLICTING", "INDICATOR_NAME", "AREA_NAME", "DOCUMENT", "POSITION"},
		fill: func(v *tables.IndicatorValue) ([]string, bool) {
			freq, period, ok := sdmxPeriod(v.PeriodStart, v.PeriodEnd, v.PeriodKind)
			if !ok {
				return nil, false
			}
			position := ""
			if v.SourceStart != nil {
				position = strconv.FormatInt(*v.SourceStart, 10)
			}
			return []string{freq, v.PeriodKind, known(v.IndicatorCode, v.Indicator), known(v.AreaCode, v.AreaName), known(v.AreaList), known(v.Unit), period,
				decimalText(v.Value), decimalText(v.Actual), decimalText(v.Estimate), decimalText(v.Plan), decimalText(v.Attainment), decimalText(v.Growth), decimalText(v.Share),
				sdmxStatus(v.ValueStatus, ""), "0", v.GrowthBase, v.ShareBase, decimalText(v.AttainmentComputed), decimalText(v.GrowthComputed), decimalText(v.ShareComputed),
				strconv.FormatBool(v.Conflicting), v.Indicator, v.AreaName, v.SourceDocument, position}, true
		},
	}
}

// known returns the first text that says something: a dimension always has a value.
func known(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return sdmxUnknown
}

func decimalText(d *tables.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

// sdmxStatus is the code of SDMX's CL_OBS_STATUS: normal, estimated, or forecast, the nearest that the list has to a plan.
func sdmxStatus(status, role string) string {
	switch {
	case role == "target" || status == "plan":
		return "F"
	case status == "estimate":
		return "E"
	case status == "actual":
		return "A"
	}
	return ""
}

// sdmxPeriod writes a period as SDMX does, with the code of its length in CL_FREQ: a year, half-year, quarter, month or day; any other is a
// start and a duration, its frequency is "other". An instant is the day.
func sdmxPeriod(start, end *tables.Date, kind string) (freq, period string, ok bool) {
	if end == nil || start == nil && kind != "instant" {
		return "", "", false
	}
	last := end.Civil()
	if kind == "instant" || *start == *end {
		return "D", end.String(), true
	}
	first := start.Civil()
	if first.Day != 1 || !endsMonth(*end) {
		return sdmxOther, fmt.Sprintf("%s/P%dD", start, int(*end)-int(*start)+1), true
	}
	months, year := (last.Year-first.Year)*12+last.Month-first.Month+1, fmt.Sprintf("%04d", first.Year)
	switch {
	case months == 12 && first.Month == 1:
		return "A", year, true
	case months == 6 && first.Month%6 == 1:
		return "S", fmt.Sprintf("%s-S%d", year, first.Month/6+1), true
	case months == 3 && first.Month%3 == 1:
		return "Q", fmt.Sprintf("%s-Q%d", year, first.Month/3+1), true
	case months == 1:
		return "M", fmt.Sprintf("%s-%02d", year, first.Month), true
	}
	return sdmxOther, fmt.Sprintf("%s/P%dM", start, months), true
}

// endsMonth reports whether the next day begins another month.
func endsMonth(d tables.Date) bool { return (d + 1).Civil().Day == 1 }
