package extract

import (
	"strconv"
	"strings"

	"solieu/extract/parse"
	"solieu/extract/text"
	"solieu/schemas"
)

// baseOf writes what a relative figure is relative to.
func (s *sentence) baseOf(f *schemas.Figure, a *amount, r reading) {
	switch r.measure {
	case schemas.Growth, schemas.Change, schemas.Index, schemas.Multiple:
		ref := a.base
		if ref == nil {
			return // filled from its neighbours later
		}
		f.Base = s.baseText(f, ref)
	case schemas.Attainment:
		f.Base = "plan"
		if a.base != nil && a.base.plan != "" {
			f.Base = a.base.plan
		}
	case schemas.Share:
		f.Base = s.shareBase(f, a)
	case schemas.Rate:
		if a.base != nil && a.base.time != nil {
			f.Base = s.baseText(f, a.base)
		}
	}
}

// baseText writes a base reference for a figure of a period.
func (s *sentence) baseText(f *schemas.Figure, ref *baseRef) string {
	if ref.plan != "" {
		return ref.plan
	}
	if ref.time == nil {
		return ref.text
	}
	b := s.b
	t := ref.time
	y, m := f.Period.To.Year, f.Period.To.Month
	if f.Period.Report || y == 0 {
		y = b.year
	}
	if y <= 0 && t.Y == 0 && t.Kind != parse.TimePeriod {
		return "" // the text names no year to count from
	}
	switch t.Kind {
	case parse.TimeSame:
		if f.Period.Instant && f.Period.To.Day > 0 {
			d := f.Period.To
			d.Year = y - 1
			return "@" + d.String()
		}
		if t.Y != 0 {
			y = t.Y + 1
		}
		return strconv.Itoa(y-1) + "-same"
	case parse.TimePrevYear:
		if schoolYear(f.Period) {
			return f.Period.In(y - 1).String()
		}
		return strconv.Itoa(y - 1)
	case parse.TimePrevMonth:
		if m == 0 {
			m = b.para.month
		}
		if m == 0 {
			return ""
		}
		if m == 1 {
			return schemas.Date{Year: y - 1, Month: 12}.String()
		}
		return schemas.Date{Year: y, Month: m - 1}.String()
	case parse.TimePrevQuart:
		if m > 3 {
			return schemas.Months(y, m-5, m-3).String()
		}
		return schemas.Months(y-1, 10, 12).String()
	case parse.TimeYear:
		if t.Edge == parse.EdgeEnd {
			return "@" + strconv.Itoa(t.Y)
		}
		return strconv.Itoa(t.Y)
	case parse.TimeThisYear:
		if t.Edge == parse.EdgeStart || t.Edge == parse.EdgeEnd {
			return "@" + strconv.Itoa(y-1)
		}
	case parse.TimeMonth:
		if t.Y == 0 && t.M > m && m > 0 {
			y--
		}
		if t.Y != 0 {
			y = t.Y
		}
		return schemas.Date{Year: y, Month: t.M}.String()
	}
	save := b.para.year
	if t.Y == 0 {
		b.para.year = y
		if t.Kind == parse.TimeMonths || t.Kind == parse.TimeQuarter {
			if t.Prev {
				b.para.year = y
			}
		}
	}
	p := b.place(t, false)
	b.para.year = save
	return p.String()
}

// shareBase reads the whole that a share is a share of.
func (s *sentence) shareBase(f *schemas.Figure, a *amount) string {
	b := s.b
	if a.whole != "" && a.whole != economy {
		return a.whole
	}
	structure := strings.HasPrefix(a.frame.head.text, "cơ cấu") || a.own && strings.HasPrefix(a.np.text, "cơ cấu")
	if s.partBehind(a) && a.np.text != "cơ cấu" && a.frame.head.text != "cơ cấu" {
		return economy
	}
	if a.base != nil && a.base.text != "" {
		return a.base.text // "chiếm 3,4% so với tổng diện tích tự nhiên"
	}
	if t := strings.TrimPrefix(strings.TrimPrefix(a.count.text, "trong "), "so với "); t != "" {
		return t
	}
	if s.whole != "" {
		return s.whole
	}
	if i := s.divided(a); i >= s.first && s.partsInPercent(a) {
		return b.figures[i].Indicator
	}
	if t := s.wholeOfAmount(f, a); t != "" {
		return t
	}
	part := a.own && !a.np.traits.Sector
	if i := a.frame.last; !a.own && a.preds.Has(parse.Share) && i >= s.first && b.figures[i].Measure == schemas.Level && !s.sharesBefore(i) {
		if p := a.frame.parent; p >= 0 && b.figures[p].Measure == schemas.Level && b.figures[p].Unit == b.figures[i].Unit {
			return b.figures[p].Indicator // "có 1.840 người nghiện, trong đó 460 người đang cai nghiện, chiếm 25%"
		}
		if t := s.shareBefore(a); t != economy && t != b.product {
			return t
		}
		return ""
	}
	if p := a.frame.parent; p >= s.first && part && !structure && a.frame.opener != schemas.OpenNone && b.figures[p].Measure == schemas.Level && strings.HasPrefix(b.figures[p].Unit, "{") {
		return b.figures[p].Indicator // "dân số 159.000 người, trong đó dân tộc Khmer chiếm 20%"
	}
	if a.frame.shares || structure {
		if b.product != "" {
			return b.product
		}
		if t := s.shareBefore(a); t != "" && !structure {
			return t
		}
		if a.frame.bracket && !a.own && !structure && !a.frame.head.traits.Sector {
			return ""
		}
		return economy
	}
	if p := a.frame.parent; p >= 0 && b.figures[p].Measure == schemas.Level {
		return b.figures[p].Indicator
	}
	return ""
}

// economy is the whole of shares that name none: the economy's structure.
const economy = "cơ cấu kinh tế"

// maxWhole bounds how many figures back the whole of a printed part is looked for.
const maxWhole = 12

// wholeOfAmount returns the name of the total in the same sentence that a part's amount is the printed percentage of: "toàn xã có 9.140 người; đồng bào
// công giáo là 234 người, chiếm 2,6%". Only where amounts give the percentage exactly is that known.
func (s *sentence) wholeOfAmount(f *schemas.Figure, a *amount) string {
	b := s.b
	i := a.frame.last
	if a.frame.bracket {
		i = a.frame.before
	} else if a.own {
		return ""
	}
	if i <= s.first || i >= len(b.figures) || b.figures[i].Measure != schemas.Level || b.figures[i].Value.Sign() <= 0 {
		return ""
	}
	part := &b.figures[i]
	low, high := f.Low.Float64(), f.High.Float64()
	low, high = low-(high-low)/2, high+(high-low)/2 // some cut where others round
	for j := i - 1; j >= max(s.first, i-maxWhole); j-- {
		g := &b.figures[j]
		if g.Role != schemas.Main || g.Measure != schemas.Level || g.Unit != part.Unit || g.Value.Cmp(part.Value) <= 0 {
			continue
		}
		if p := part.Value.Float64() / g.Value.Float64() * 100; p >= low && p <= high {
			return g.Indicator
		}
	}
	return ""
}

// sharesBefore reports whether the sentence gave a share before the level at figure i.
func (s *sentence) sharesBefore(i int) bool {
	for j := i - 1; j >= s.first && j >= i-maxBreath; j-- {
		if s.b.figures[j].Measure == schemas.Share {
			return true
		}
	}
	return false
}

// total recognises the totals that an economy's structure is a structure of; it returns "" for other names.
func total(name string) string {
	if strings.Contains(name, "bình quân") {
		return ""
	}
	whole := strings.Contains(name, "ổng ") // rarely, and then one of a few
	switch {
	case strings.Contains(name, "GRDP"), strings.Contains(name, "grdp"), whole && strings.Contains(name, "ổng sản phẩm") && !strings.Contains(name, "(GDP)"):
		return "GRDP"
	case strings.Contains(name, "(GDP)"):
		return "GDP"
	case whole && strings.Contains(name, "ổng giá trị gia tăng"):
		return "tổng giá trị gia tăng"
	case strings.HasPrefix(name, "GDP"), strings.HasPrefix(name, "gdp"):
		return "GDP"
	}
	return ""
}

// shareBefore returns the whole of the share before, as far as that is near: in the sentence, of the same scope; beyond it, of the same list.
func (s *sentence) shareBefore(a *amount) string {
	b := s.b
	for k := a.k - 1; k >= 0 && k >= a.k-maxBreath; k-- {
		p := &s.amounts[k]
		if p.frame != a.frame && a.frame.opener == schemas.OpenTrongDo {
			break // the parts are of something else than the whole is
		}
		if f := &b.figures[p.fig]; f.Measure == schemas.Share && f.Base != "" {
			return f.Base
		}
	}
	if a.k > 0 && s.blk.Kind != text.Item {
		return ""
	}
	for i := s.first - 1; i >= 0 && i >= len(b.figures)-maxBreath && (s.blk.Kind == text.Item || !a.np.traits.Sector || b.figures[i].Paragraph == b.paragraph); i-- {
		if f := &b.figures[i]; f.Measure == schemas.Share && f.Base != "" {
			return f.Base
		}
	}
	return ""
}

// fillBases gives relative figures without a base of their own that of their neighbours: in order where the clause before compares as often, else the nearest to the left, else to the right, else the year before.
func (s *sentence) fillBases() {
	b := s.b
	for k := range s.amounts {
		a := &s.amounts[k]
		f := &b.figures[a.fig]
		if f.Base != "" || f.Role == schemas.Target {
			continue
		}
		switch f.Measure {
		case schemas.Growth, schemas.Change, schemas.Index, schemas.Multiple:
		default:
			continue
		}
		ref := s.aligned(k)
		if ref == nil {
			ref = a.frame.base
		}
		if ref == nil {
			ref = s.base
		}
		if ref == nil {
			ref = s.neighbour(k)
		}
		switch {
		case ref != nil && ref.time != nil && ref.time.Y == 0 && f.Measure == schemas.Growth && stage(f.Period):
			f.Base = s.defaultBase(f) // what a later clause compares with the year before is none of the stage's
		case ref != nil && !(ref.time != nil && ref.time.Kind == parse.TimeYear && ref.time.Edge == parse.EdgeNone && ref.time.Y >= max(f.Period.From.Year, 1) && f.Period.From.Year > 0):
			f.Base = s.baseText(f, ref)
		default:
			f.Base = s.defaultBase(f)
		}
		s.copyBase(a, f)
	}
	for k := len(s.amounts) - 2; k >= 0; k-- { // "lúa chiếm 57%, ngô chiếm 43% tổng diện tích"
		f, next := &b.figures[s.amounts[k].fig], &b.figures[s.amounts[k+1].fig]
		if f.Measure == schemas.Share && (f.Base == "" || f.Base == economy) && next.Measure == schemas.Share && s.amounts[k].own && s.amounts[k+1].own && s.amounts[k].frame == s.amounts[k+1].frame && !s.amounts[k+1].strong {
			f.Base = next.Base
		}
	}
	for i := s.first; i < len(b.figures); i++ {
		if f := &b.figures[i]; f.Role == schemas.Target && f.Of >= 0 && f.Base == "" {
			f.Base = b.figures[f.Of].Base
		}
	}
}

func (s *sentence) copyBase(a *amount, f *schemas.Figure) {
	if a.high >= 0 && a.fig+1 < len(s.b.figures) {
		s.b.figures[a.fig+1].Base = f.Base
	}
}

// maxBreath bounds how many comparisons are taken for one breath.
const maxBreath = 8

// breath returns the indices [from, to) of the amounts that are compared in one breath with amount k.
func (s *sentence) breath(k int) (from, to int) {
	b := s.b
	rel := func(i int) bool {
		m := b.figures[s.amounts[i].fig].Measure
		return m == schemas.Growth || m == schemas.Index || m == schemas.Change
	}
	if !rel(k) {
		return k, k
	}
	from, to = k, k+1
	for from > 0 && k-from < maxBreath && rel(from-1) && !s.amounts[from].own && s.amounts[from].frame == s.amounts[from-1].frame {
		from--
	}
	for to < len(s.amounts) && to-k < maxBreath && rel(to) && !s.amounts[to].own && s.amounts[to].frame == s.amounts[to-1].frame {
		to++
	}
	return from, to
}

// aligned finds the base by position: the second of two comparisons takes the base of the second of the two before it.
func (s *sentence) aligned(k int) *baseRef {
	from, to := s.breath(k)
	for i := from; i < to; i++ {
		if s.amounts[i].base != nil {
			return nil
		}
	}
	if to-from < 2 {
		return nil
	}
	for j := from - 1; j >= 0 && j > from-4*maxBreath; j-- {
		f2, t2 := s.breath(j)
		if t2-f2 == to-from && s.amounts[f2+k-from].base != nil {
			return s.amounts[f2+k-from].base
		}
		if f2 < j {
			j = f2
		}
	}
	return nil
}
