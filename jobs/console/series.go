package console

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"solieu/jobs/console/index"
	"solieu/schemas/tables"
)

// indicatorsView is the list of indicators.
type indicatorsView struct {
	Q     string
	Found []*index.Indicator
	All   int
}

const listedIndicators = 200

func (c *Console) indicators(x *shown, r *http.Request, _ string) (page, error) {
	v := indicatorsView{Q: cutText(r.URL.Query().Get("q"))}
	v.Found, v.All = x.Search(v.Q, listedIndicators)
	return page{Name: "indicators", Title: [2]string{"Chỉ tiêu", "Indicators"}, Data: v}, nil
}

// indicatorView is a series.
type indicatorView struct {
	*index.Indicator
	Dim      tables.DimIndicator
	Name     string
	Areas    []choice // of the indicator, with the number of points
	Units    []choice
	Frames   []choice // kinds of period
	Rows     []valueRow
	Chart    *chart
	Growth   *chart
	More     int // rows that the table does not show
	AllAreas bool
}

// choice is an entry of a menu.
type choice struct {
	Key, Name string
	N         int
	Chosen    bool
}

// valueRow is a point of a series.
type valueRow struct {
	tables.IndicatorValue
	Label  string // of the period
	Source *tables.Document
	Place  string
	period int32
	frame  string
	area   int32
}

// What an indicator's page reads and shows at most.
const (
	readValues   = 20000
	listedValues = 300
	maxLines     = 6 // areas in one chart
)

func (c *Console) indicator(x *shown, r *http.Request, lang string) (page, error) {
	in, ok := x.Indicator(r.PathValue("id"))
	if !ok {
		return page{}, noSuch{"Bản chụp này không có chỉ tiêu đó.", "This snapshot has no such indicator."}
	}
	values, err := x.Values(in, readValues)
	if err != nil {
		return page{}, err
	}
	v := indicatorView{Indicator: in, Name: in.Name(lang)}
	v.Dim, _ = x.Catalogue(in.Code)
	rows := make([]valueRow, 0, len(values))
	for _, value := range values {
		rows = append(rows, v.row(x, value, lang))
	}
	q := r.URL.Query()
	v.pick(x, rows, q, lang)
	slices.SortStableFunc(v.Rows, func(a, b valueRow) int { return cmp.Or(cmp.Compare(a.area, b.area), cmp.Compare(a.period, b.period)) })
	v.Chart = seriesChart(v.Rows, x, lang)
	v.Growth = growthChart(v.Rows, x, lang)
	v.More = max(0, len(v.Rows)-listedValues)
	v.Rows = v.Rows[:len(v.Rows)-v.More]
	return page{Name: "indicator", Title: [2]string{v.Name, v.Name}, Data: v}, nil
}

func (v *indicatorView) row(x *shown, value tables.IndicatorValue, lang string) valueRow {
	r := valueRow{IndicatorValue: value, Label: value.PeriodKey, period: -1, area: x.AreaNumber(value.AreaList, value.AreaCode, value.AreaName)}
	if p, n, ok := x.PeriodNumber(value.PeriodKey); ok {
		r.Label, r.period, r.frame = periodName(&p, lang), n, frame(&p)
	}
	if d, ok := x.Document(value.SourceDocument); ok {
		r.Source = d
		if value.SourceStart != nil {
			r.Place = placeOf(d.DocumentID, *value.SourceStart)
		}
	}
	return r
}

// frame groups periods that can stand in one series: years with years, ten months with ten months, days with days.
func frame(p *tables.DimPeriod) string {
	if p.Kind == "instant" {
		return "at"
	}
	return strconv.Itoa(int(p.Months))
}

func frameName(key, lang string) string {
	switch key {
	case "at":
		return either(lang, "thời điểm", "points in time")
	case "12":
		return either(lang, "năm", "years")
	case "1":
		return either(lang, "tháng", "months")
	case "3":
		return either(lang, "quý hoặc 3 tháng", "quarters or 3 months")
	}
	return key + either(lang, " tháng", " months")
}

// pick applies the menus: what is not chosen is what has the most points. Units and kinds of period are one at a time, areas up to six.
func (v *indicatorView) pick(x *shown, rows []valueRow, q url.Values, lang string) {
	unit := func(r valueRow) string { return r.Unit }
	v.Units = menu(rows, unit, q["unit"], func(key string) string { return key })
	rows = only(rows, unit, v.Units)
	times := func(r valueRow) string { return r.frame }
	v.Frames = menu(rows, times, q["frame"], func(key string) string { return frameName(key, lang) })
	rows = only(rows, times, v.Frames)
	where := func(r valueRow) string {
		if r.area < 0 {
			return "?"
		}
		return x.Areas[r.area].Key
	}
	v.Areas = menu(rows, where, q["area"][:min(len(q["area"]), maxLines)], func(key string) string {
		if a, ok := x.Area(key); ok {
			return cmp.Or(a.Name, a.Key)
		}
		return either(lang, "không rõ", "unknown")
	})
	v.Rows = only(rows, where, v.Areas)
}

// menu lists the values of a key, the most frequent first. Those that are wanted are chosen; without any, the first is.
func menu(rows []valueRow, key func(valueRow) string, wanted []string, name func(string) string) []choice {
	n := map[string]int{}
	var out []choice
	for _, r := range rows {
		k := key(r)
		if n[k] == 0 {
			out = append(out, choice{Key: k, Name: name(k)})
		}
		n[k]++
	}
	any := false
	for i := range out {
		out[i].N, out[i].Chosen = n[out[i].Key], slices.Contains(wanted, out[i].Key)
		any = any || out[i].Chosen
	}
	slices.SortStableFunc(out, func(a, b choice) int { return cmp.Or(b.N-a.N, cmp.Compare(a.Name, b.Name)) })
	if !any && len(out) > 0 {
		out[0].Chosen = true
	}
	return out
}

func only(rows []valueRow, key func(valueRow) string, menu []choice) []valueRow {
	var out []valueRow
	for _, r := range rows {
		if slices.ContainsFunc(menu, func(c choice) bool { return c.Chosen && c.Key == key(r) }) {
			out = append(out, r)
		}
	}
	return out
}
