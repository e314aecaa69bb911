package console

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"solieu/pipeline/audit"
	"solieu/schemas/tables"
)

// bars are the intervals of a finding on one scale: what the operands allow, and what the printed result allows.
type bars struct {
	Rows []bar
	Text string // the same in words, for who does not see it
}

type bar struct {
	Class, Name, Low, High, Value string
	X, W, Mid                     string
	Y                             int
	End                           bool // the value's label is set to the left of its mark
}

// The size of the drawing of intervals.
const (
	barsWidth  = 640
	barsMargin = 24
)

// intervalBars draws the intervals of a finding; nil where it has no numbers to draw.
func intervalBars(v *findingView, lang string) *bars {
	c, l := v.Check, audit.Lang(lang)
	if c.Computed == nil || c.Printed == nil {
		return nil
	}
	printedLow, printedHigh := c.Printed, c.Printed
	against := either(lang, "đối chiếu với", "compared with")
	if s := v.Stated(); s != nil {
		against = either(lang, "in ra", "printed")
		if s.Low != nil && s.High != nil {
			printedLow, printedHigh = s.Low, s.High
		}
	}
	or := func(d, other *tables.Decimal) *tables.Decimal {
		if d == nil {
			return other
		}
		return d
	}
	low, high := or(c.ComputedLow, c.Computed), or(c.ComputedHigh, c.Computed)
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, d := range []*tables.Decimal{printedLow, printedHigh, low, high, c.Printed, c.Computed} {
		f := d.Value().Float64()
		lo, hi = min(lo, f), max(hi, f)
	}
	if hi == lo {
		lo, hi = lo-1, hi+1
	}
	at := func(d *tables.Decimal) float64 {
		return barsMargin + (d.Value().Float64()-lo)/(hi-lo)*(barsWidth-2*barsMargin)
	}
	one := func(y int, class, name string, low, mid, high *tables.Decimal) bar {
		return bar{class, name, exact(l, low), exact(l, high), exact(l, mid), px(at(low)), px(max(at(high)-at(low), 3)), px(at(mid)), y, at(mid) > barsWidth/2}
	}
	b := &bars{Rows: []bar{
		one(34, "computed", either(lang, "tính lại", "recomputed"), low, c.Computed, high),
		one(100, "printed", against, printedLow, c.Printed, printedHigh)}}
	b.Text = fmt.Sprintf(either(lang, "Tính lại: từ %s đến %s. In ra: từ %s đến %s.", "Recomputed: from %s to %s. Printed: from %s to %s."),
		exact(l, low), exact(l, high), exact(l, printedLow), exact(l, printedHigh))
	return b
}

func px(v float64) string { return fmt.Sprintf("%.1f", v) }

// chart is a line chart, drawn for a screen and for a phone: letters that shrink with the picture could not be read.
type chart struct {
	Title, Unit, Text string
	Pictures          []picture // the widest first
}

// picture is a chart at a size.
type picture struct {
	canvas
	Lines []polyline
	X, Y  []tick
	Zero  string // the height of zero; empty where it is not in the picture
}

// canvas is the size of a picture and the room around its area.
type canvas struct {
	Class                    string // which screens it is for
	Width, Height            int
	Left, Right, Top, Bottom int
	labels                   int // as many periods as are written beneath it
}

func canvases() []canvas {
	return []canvas{{"screen-wide", 960, 340, 90, 20, 20, 46, 9}, {"screen-narrow", 400, 300, 62, 12, 16, 36, 4}}
}

// Edge is where the area ends at the right.
func (f canvas) Edge() int { return f.Width - f.Right }

// Legend are the lines, with a mark each.
func (c *chart) Legend() []polyline { return c.Pictures[0].Lines }

type polyline struct {
	Name, Class string
	Points      string // of the line through the marks
	Marks       []mark
}

type mark struct {
	X, Y, Title string
	Shape       string // as a path around the point
}

type tick struct{ At, Text string }

type point struct {
	period int32
	value  float64
	title  string
}

type track struct {
	name, class string
	points      []point
}

// seriesChart draws actual, estimate and plan of one area, or the best values of several.
func seriesChart(rows []valueRow, x *shown, lang string) *chart {
	areas := map[int32]int{}
	for _, r := range rows {
		if _, ok := areas[r.area]; !ok {
			areas[r.area] = len(areas)
		}
	}
	var lines []track
	add := func(r valueRow, i int, name, class string, d *tables.Decimal) {
		for len(lines) <= i {
			lines = append(lines, track{})
		}
		if lines[i].name == "" {
			lines[i].name, lines[i].class = name, class
		}
		if d != nil && r.period >= 0 {
			lines[i].points = append(lines[i].points, point{r.period, d.Value().Float64(), name + ", " + r.Label + ": " + exact(audit.Lang(lang), d)})
		}
	}
	for _, r := range rows {
		if len(areas) > 1 {
			i := areas[r.area]
			add(r, i, r.AreaName, fmt.Sprintf("s%d", i), r.Value)
			continue
		}
		l := audit.Lang(lang)
		add(r, 0, l.Status("actual"), "actual", r.Actual)
		add(r, 1, l.Status("estimate"), "estimate", r.Estimate)
		add(r, 2, l.Status("plan"), "plan", r.Plan)
	}
	unit := ""
	if len(rows) > 0 {
		unit = audit.Unit(rows[0].Unit)
	}
	return draw(either(lang, "Giá trị theo kỳ", "Values by period"), unit, lines, x, lang)
}

// growthChart draws the growth that reports print beside the growth that their figures give.
func growthChart(rows []valueRow, x *shown, lang string) *chart {
	lines := []track{{name: either(lang, "tăng trưởng in ra", "printed growth"), class: "printed"}, {name: either(lang, "tính lại", "recomputed"), class: "recomputed"}}
	several := false
	for _, r := range rows {
		several = several || r.area != rows[0].area
		for i, d := range []*tables.Decimal{r.Growth, r.GrowthComputed} {
			if d != nil && r.period >= 0 {
				lines[i].points = append(lines[i].points, point{r.period, d.Value().Float64(), lines[i].name + ", " + r.Label + ": " + double(audit.Lang(lang), d.Value().Float64()) + " %"})
			}
		}
	}
	if several {
		return nil // whose growth it is could not be told
	}
	return draw(either(lang, "Tăng trưởng: in ra và tính lại", "Growth: printed and recomputed"), "%", lines, x, lang)
}

// draw lays lines out; nil where there is no point. Periods stand at equal distances, in the order of time.
func draw(title, unit string, lines []track, x *shown, lang string) *chart {
	var periods []int32
	lo, hi := math.Inf(1), math.Inf(-1)
	for _, l := range lines {
		for _, p := range l.points {
			if !slices.Contains(periods, p.period) {
				periods = append(periods, p.period)
			}
			lo, hi = min(lo, p.value), max(hi, p.value)
		}
	}
	if len(periods) == 0 {
		return nil
	}
	slices.Sort(periods)
	for _, l := range lines {
		slices.SortStableFunc(l.points, func(a, b point) int { return int(a.period - b.period) })
	}
	a := axes{periods: periods, steps: niceSteps(lo, hi), lang: lang}
	a.lo, a.hi = min(lo, a.steps[0]), max(hi, a.steps[len(a.steps)-1])
	by, word := magnitude(max(math.Abs(a.lo), math.Abs(a.hi)), lang)
	a.by = by
	c := &chart{Title: title, Unit: strings.TrimSpace(word + " " + unit)}
	for _, f := range canvases() {
		c.Pictures = append(c.Pictures, f.lay(lines, a, x))
	}
	first, last := &x.Periods[periods[0]], &x.Periods[periods[len(periods)-1]]
	c.Text = fmt.Sprintf(either(lang, "%s, từ %s đến %s; các số ở bảng bên dưới", "%s, from %s to %s; the numbers are in the table below"), title, periodName(first, lang), periodName(last, lang))
	return c
}

// axes are what the pictures of a chart have in common.
type axes struct {
	periods []int32
	steps   []float64 // beside the picture
	lo, hi  float64
	by      float64 // the numbers are told in multiples of it
	lang    string
}

// lay lays lines out in a canvas.
func (f canvas) lay(lines []track, a axes, x *shown) picture {
	out := picture{canvas: f}
	xAt := func(period int32) string {
		i, _ := slices.BinarySearch(a.periods, period)
		return px(float64(f.Left) + (float64(i)+0.5)/float64(len(a.periods))*float64(f.Width-f.Left-f.Right))
	}
	yAt := func(v float64) string {
		return px(float64(f.Top) + (a.hi-v)/(a.hi-a.lo)*float64(f.Height-f.Top-f.Bottom))
	}
	for _, v := range a.steps {
		out.Y = append(out.Y, tick{yAt(v), double(audit.Lang(a.lang), v/a.by)})
	}
	if a.lo < 0 && a.hi > 0 {
		out.Zero = yAt(0)
	}
	every := (len(a.periods) + f.labels - 1) / f.labels
	for i, p := range a.periods {
		if i%every == 0 {
			out.X = append(out.X, tick{xAt(p), shortPeriod(&x.Periods[p])})
		}
	}
	for _, l := range lines {
		if len(l.points) == 0 {
			continue
		}
		line := polyline{Name: l.name, Class: l.class}
		var path []string
		for _, p := range l.points {
			path = append(path, xAt(p.period)+","+yAt(p.value))
			line.Marks = append(line.Marks, mark{xAt(p.period), yAt(p.value), p.title, shape(l.class)})
		}
		line.Points = strings.Join(path, " ")
		out.Lines = append(out.Lines, line)
	}
	return out
}

// magnitude is what an axis counts in, so that its numbers stay short.
func magnitude(most float64, lang string) (by float64, word string) {
	switch {
	case most >= 1e10:
		return 1e9, either(lang, "tỷ", "billion")
	case most >= 1e7:
		return 1e6, either(lang, "triệu", "million")
	case most >= 1e5:
		return 1e3, either(lang, "nghìn", "thousand")
	}
	return 1, ""
}

// shape is a mark that does not need colour to be told from others.
func shape(class string) string {
	switch class {
	case "estimate", "recomputed", "s1", "s4":
		return "M0,-5.5L5.5,0L0,5.5L-5.5,0Z"
	case "plan", "s2", "s5":
		return "M-4.5,-4.5H4.5V4.5H-4.5Z"
	}
	return "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0"
}

// niceSteps are three to seven round numbers that lie around the values.
func niceSteps(lo, hi float64) []float64 {
	if lo > 0 && lo < (hi-lo)*1.5 {
		lo = 0
	}
	if hi == lo {
		lo, hi = lo-math.Abs(lo)/10-1, hi+math.Abs(hi)/10+1
	}
	step := math.Pow(10, math.Floor(math.Log10((hi-lo)/4)))
	for _, by := range []float64{2, 2.5, 2} {
		if (hi-lo)/step > 6 {
			step *= by
		}
	}
	var out []float64
	for i := math.Floor(lo / step); ; i++ {
		out = append(out, i*step)
		if i*step >= hi {
			return out
		}
	}
}

// shortPeriod is a period beneath an axis.
func shortPeriod(p *tables.DimPeriod) string {
	if p.End == nil {
		return p.Key
	}
	end := time.Unix(int64(*p.End)*86400, 0).UTC()
	switch {
	case p.Kind == "instant":
		return end.Format("02/01/2006")
	case p.Months == 12 && end.Month() == time.December:
		return end.Format("2006")
	}
	return end.Format("01/2006")
}

// stage is a step of the figures on their way to a verdict.
type stage struct {
	VI, EN string
	N      int
	W      string // width of its bar, of 600
}

func funnel(c audit.Coverage) []stage {
	out := []stage{{VI: "đã thấy", EN: "seen", N: c.Seen}, {VI: "được câu chữ nối với số liệu khác", EN: "linked by the text to another one", N: c.Linked},
		{VI: "nằm trong một quan hệ kiểm tra được", EN: "part of a relation that can be checked", N: c.Checkable}, {VI: "đã được kiểm tra", EN: "checked", N: c.Checked}}
	for i := range out {
		out[i].W = px(600 * float64(out[i].N) / float64(max(c.Seen, 1)))
	}
	return out
}
