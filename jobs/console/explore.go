package console

import (
	"cmp"
	"encoding/csv"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"solieu/jobs/console/index"
	"solieu/pipeline/audit"
)

// pivot is a table of two of indicator, area and period; the third is chosen.
type pivot struct {
	View   string // "ip" indicators by period, "ia" indicators by area, "ap" areas by period
	Q      string // words or a code's beginning, for the indicators
	Area   string
	Period string
	ID     string // of the indicator
	Frame  string

	Areas, Periods, Frames, Indicators []choice
	Columns                            []string
	Rows                               []pivotRow
	All                                int // rows, shown or not
	Query                              string
	Caption                            string
}

type pivotRow struct {
	Name, Unit, Href string
	Cells            []pivotCell
}

type pivotCell struct {
	Known  bool
	Value  float64
	Status string // as a word; empty for actual values
	Doubt  bool
}

// What a pivot shows at most.
const (
	pivotRows    = 200
	pivotPeriods = 12
	pivotAreas   = 64
)

func (c *Console) explore(x *shown, r *http.Request, lang string) (page, error) {
	return page{Name: "explore", Title: [2]string{"Khám phá", "Explore"}, Data: newPivot(x, r.URL.Query(), lang, pivotRows)}, nil
}

// exploreCSV writes the pivot with all of its rows.
func (c *Console) exploreCSV(w http.ResponseWriter, r *http.Request) {
	x, lang := c.now.Load(), c.lang(r)
	if x == nil {
		c.fail(w, r, http.StatusServiceUnavailable, "chưa có dữ liệu", "no data yet")
		return
	}
	p := newPivot(x, r.URL.Query(), lang, 1<<30)
	attach(w, "text/csv; charset=utf-8", "explore.csv")
	_, _ = io.WriteString(w, "\ufeff")
	out := csv.NewWriter(w)
	record := []string{either(lang, "dòng", "row"), either(lang, "đơn vị", "unit")}
	for _, name := range p.Columns {
		record = append(record, inert(name))
	}
	_ = out.Write(record) // an error shows at the end
	for _, row := range p.Rows {
		record = append(record[:0], inert(row.Name), inert(row.Unit))
		for _, cell := range row.Cells {
			value := ""
			if cell.Known {
				value = strconv.FormatFloat(cell.Value, 'f', -1, 64)
			}
			record = append(record, value)
		}
		_ = out.Write(record)
	}
	if out.Flush(); out.Error() != nil {
		panic(http.ErrAbortHandler)
	}
}

func newPivot(x *shown, q url.Values, lang string, most int) *pivot {
	p := &pivot{View: q.Get("view"), Q: cutText(q.Get("q")), Area: q.Get("area"), Period: q.Get("period"), ID: q.Get("indicator"), Frame: q.Get("frame")}
	if p.View != "ia" && p.View != "ap" {
		p.View = "ip"
	}
	wanted := p.indicators(x, lang)
	p.menus(x, wanted, lang)
	g := grid{pivot: p, x: x, lang: lang, rows: map[[2]int32]int{}}
	switch p.View {
	case "ip":
		g.columns = lastPeriods(x, wanted, func(c *index.Cell) bool { return areaKey(x, c.Area) == p.Area }, p.Frame)
	case "ap":
		g.columns = lastPeriods(x, wanted, func(*index.Cell) bool { return true }, p.Frame)
	default:
		g.columns = areaColumns(x, wanted, p.Period)
	}
	for _, in := range wanted {
		cells := x.CellsOf(in)
		for i := range cells {
			g.put(in, &cells[i])
		}
	}
	g.finish(most)
	v := url.Values{}
	for key, value := range map[string]string{"view": p.View, "q": p.Q, "area": p.Area, "period": p.Period, "indicator": p.ID, "frame": p.Frame} {
		if value != "" {
			v.Set(key, value)
		}
	}
	p.Query = v.Encode()
	return p
}

// indicators are those of the pivot: one for areas by period, else those that the words pick; only the catalogue's where there are no words.
func (p *pivot) indicators(x *shown, lang string) []*index.Indicator {
	found, _ := x.Search(p.Q, 1<<30)
	if p.Q == "" {
		found = slices.DeleteFunc(found, func(in *index.Indicator) bool { return in.Code == "" })
	}
	if p.View != "ap" {
		return found
	}
	in, ok := x.Indicator(p.ID)
	if !ok {
		for _, f := range found {
			if in == nil || f.Cells > in.Cells {
				in = f
			}
		}
	}
	if in == nil {
		return nil
	}
	p.ID, p.Caption = in.ID, in.Name(lang)
	for _, f := range found[:min(len(found), 2000)] {
		p.Indicators = append(p.Indicators, choice{Key: f.ID, Name: f.Name(lang), N: f.Cells, Chosen: f.ID == p.ID})
	}
	slices.SortFunc(p.Indicators, func(a, b choice) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Key, b.Key)) })
	return []*index.Indicator{in}
}

// menus lists what can be chosen and chooses the most frequent where nothing is.
func (p *pivot) menus(x *shown, wanted []*index.Indicator, lang string) {
	areas, periods, frames := make([]int, len(x.Areas)), make([]int, len(x.Periods)), map[string]int{}
	for _, in := range wanted {
		for _, c := range x.CellsOf(in) {
			if c.Area >= 0 {
				areas[c.Area]++
			}
			if c.Period >= 0 {
				periods[c.Period]++
			}
		}
	}
	for i, n := range areas {
		if n > 0 {
			p.Areas = append(p.Areas, choice{Key: x.Areas[i].Key, Name: cmp.Or(x.Areas[i].Name, x.Areas[i].Key), N: n})
		}
	}
	for i, n := range periods {
		if n > 0 {
			p.Periods = append(p.Periods, choice{Key: x.Periods[i].Key, Name: periodName(&x.Periods[i], lang), N: n})
			frames[frame(&x.Periods[i])] += n
		}
	}
	for _, key := range sortedKeys(frames) {
		p.Frames = append(p.Frames, choice{Key: key, Name: frameName(key, lang), N: frames[key]})
	}
	slices.Reverse(p.Periods)
	p.Area, p.Period, p.Frame = choose(p.Areas, p.Area), choose(p.Periods, p.Period), choose(p.Frames, p.Frame)
	slices.SortStableFunc(p.Areas, func(a, b choice) int { return cmp.Compare(a.Name, b.Name) })
}

func sortedKeys(m map[string]int) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// choose marks the wanted entry, else the most frequent one, and returns its key.
func choose(menu []choice, wanted string) string {
	best := -1
	for i := range menu {
		if menu[i].Key == wanted {
			best = i
			break
		}
		if best < 0 || menu[i].N > menu[best].N {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	menu[best].Chosen = true
	return menu[best].Key
}

func areaKey(x *shown, area int32) string {
	if area < 0 {
		return ""
	}
	return x.Areas[area].Key
}

// lastPeriods are the last periods of a kind that have cells, in the order of time.
func lastPeriods(x *shown, wanted []*index.Indicator, in func(*index.Cell) bool, kind string) []int32 {
	has := make([]bool, len(x.Periods))
	for _, i := range wanted {
		cells := x.CellsOf(i)
		for k := range cells {
			if c := &cells[k]; c.Period >= 0 && c.Status != 0 && !has[c.Period] && in(c) {
				has[c.Period] = true
			}
		}
	}
	var out []int32
	for i := range has {
		if has[i] && frame(&x.Periods[i]) == kind {
			out = append(out, int32(i))
		}
	}
	return out[max(0, len(out)-pivotPeriods):]
}

// areaColumns are the areas that have cells in a period, by name.
func areaColumns(x *shown, wanted []*index.Indicator, period string) []int32 {
	_, at, _ := x.PeriodNumber(period)
	has := make([]bool, len(x.Areas))
	for _, i := range wanted {
		for _, c := range x.CellsOf(i) {
			if c.Period == at && c.Area >= 0 && c.Status != 0 {
				has[c.Area] = true
			}
		}
	}
	var out []int32
	for i := range has {
		if has[i] {
			out = append(out, int32(i))
		}
	}
	slices.SortStableFunc(out, func(a, b int32) int { return cmp.Compare(x.Areas[a].Name, x.Areas[b].Name) })
	return out[:min(len(out), pivotAreas)]
}

// grid fills a pivot.
type grid struct {
	*pivot
	x       *shown
	lang    string
	columns []int32
	rows    map[[2]int32]int // what a row stands for: indicator or area, and unit
}

func (g *grid) put(in *index.Indicator, c *index.Cell) {
	if c.Status == 0 {
		return
	}
	column, key := -1, [2]int32{0, int32(c.Unit)}
	r := pivotRow{Name: in.Name(g.lang), Unit: audit.Unit(g.x.UnitOf(c)), Href: "/indicator/" + url.PathEscape(in.ID)}
	switch g.View {
	case "ip":
		if areaKey(g.x, c.Area) != g.Area {
			return
		}
		column, key[0] = slices.Index(g.columns, c.Period), g.x.NumberOf(in)
		r.Href += "?area=" + url.QueryEscape(g.Area)
	case "ia":
		if c.Period < 0 || g.x.Periods[c.Period].Key != g.Period {
			return
		}
		column, key[0] = slices.Index(g.columns, c.Area), g.x.NumberOf(in)
	case "ap":
		column, key[0] = slices.Index(g.columns, c.Period), c.Area
		r.Name = either(g.lang, "không rõ địa bàn", "area unknown")
		if c.Area >= 0 {
			r.Name = cmp.Or(g.x.Areas[c.Area].Name, g.x.Areas[c.Area].Key)
			r.Href += "?area=" + url.QueryEscape(g.x.Areas[c.Area].Key)
		}
	}
	if column < 0 {
		return
	}
	at, ok := g.rows[key]
	if !ok {
		at = len(g.Rows)
		g.rows[key] = at
		r.Cells = make([]pivotCell, len(g.columns))
		g.Rows = append(g.Rows, r)
	}
	cell := &g.Rows[at].Cells[column]
	doubt := c.Doubt || cell.Known && cell.Value != c.Value // several documents of an unknown area
	*cell = pivotCell{Known: true, Value: c.Value, Doubt: doubt}
	if status := map[byte]string{'e': "estimate", 'p': "plan"}[c.Status]; status != "" {
		cell.Status = audit.Lang(g.lang).Status(status)
	}
}

func (g *grid) finish(most int) {
	for _, c := range g.columns {
		if g.View == "ia" {
			g.Columns = append(g.Columns, cmp.Or(g.x.Areas[c].Name, g.x.Areas[c].Key))
		} else {
			g.Columns = append(g.Columns, periodName(&g.x.Periods[c], g.lang))
		}
	}
	if g.View == "ap" {
		slices.SortStableFunc(g.Rows, func(a, b pivotRow) int {
			return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Unit, b.Unit))
		})
	}
	g.All = len(g.Rows)
	g.Rows = g.Rows[:min(g.All, most)]
}
