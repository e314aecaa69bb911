package check

import (
	"iter"
	"math/big"
	"slices"
	"strings"

	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/transform/units"
)

// Comparer compares what several reports say of one quantity: the same cell restated, the growth printed this year against the level printed last
// year, the plan that was announced against the plan that is reported on. It is immutable and safe for concurrent use.
//
// A quantity is an indicator of the catalogue under the same words, of one area. A code of an area never stands without its list; only
// where the merger of 2025 left a province's territory as it was do the codes of both lists name one area.
type Comparer struct {
	units *units.Catalogue
	same  map[string]string // "2025:code" → "2004:code" of a province that the merger left alone
}

// NewComparer prepares a comparer for the lexicon's units and areas.
func NewComparer(lex *lexicon.Lexicon) *Comparer {
	c := &Comparer{units: units.New(lex.Units), same: make(map[string]string)}
	heirs := make(map[string]int)
	for i := range lex.Areas {
		if a := &lex.Areas[i]; a.List == "2004" && a.Level == "province" && a.Successor != "" {
			heirs[a.Successor]++
			c.same["2025:"+a.Successor] = "2004:" + a.Code
		}
	}
	for i := range lex.Areas {
		if a := &lex.Areas[i]; a.List == "2025" && heirs[a.Code] != 1 {
			delete(c.same, "2025:"+a.Code)
		}
	}
	return c
}

// Subject names what a statement is about; "" where it is compared with none: its indicator, area, period or report's date is unknown, it is
// hedged, an end of a range or a whole that something is counted out of.
func (c *Comparer) Subject(s *schemas.Statement) string {
	if s.Code == "" || s.Area == "" || s.AreaList == "" || s.Reported.Day == 0 || s.Last.IsZero() || s.Qual != "" || s.Role == schemas.Denominator {
		return ""
	}
	switch s.Measure {
	case schemas.Level, schemas.Rate, schemas.Score, schemas.Growth:
	default:
		return ""
	}
	area := s.AreaList + ":" + s.Area
	if one, ok := c.same[area]; ok {
		area = one
	}
	return strings.Join(append(nameWords(s.Indicator), s.Code, area), " ")
}

// nameWords are the content words of an indicator, sorted and each once, without those that tell its status, growth or period.
func nameWords(indicator string) []string {
	var out []string
	for _, w := range syllables(alias(lower(indicator))) {
		switch w {
		case "tốc", "độ", "tăng", "trưởng", "giảm", "kế", "hoạch", "chỉ", "tiêu", "dự", "toán", "ước", "năm", "tháng", "quý", "tỉnh", "mục", "kiến":
			continue
		}
		if !emptyWord(w) && strings.Trim(w, "0123456789") != "" {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// reportsKept bounds how many reports' statements of one period are remembered, and periodsKept how many periods of one subject: a growth looks back one
// year, so that even daily reports find their base.
const (
	reportsKept = 64
	periodsKept = 800
)

// Compare yields what follows from the statements of one subject, which come in the order of their periods (last day, first day), and within
// one period by report date, document and place. It looks at each once and remembers a bounded number.
func (c *Comparer) Compare(statements iter.Seq[*schemas.Statement]) iter.Seq[schemas.Comparison] {
	return func(yield func(schemas.Comparison) bool) {
		m := memory{comparer: c, yield: yield}
		for s := range statements {
			if !m.take(s) {
				return
			}
		}
		m.flush()
	}
}

// memory is what a comparison knows of the statements that went by.
type memory struct {
	comparer *Comparer
	yield    func(schemas.Comparison) bool
	stopped  bool
	report   []schemas.Statement // of the report and period at hand
	periods  []reported          // oldest first; the last one is at hand
}

// reported are the clear statements of one period, by report.
type reported struct {
	first, last schemas.Date
	instant     bool
	levels      []schemas.Statement
}

func (m *memory) take(s *schemas.Statement) bool {
	if n := len(m.report); n > 0 && (m.report[n-1].Document != s.Document || !samePeriodOf(&m.report[n-1], s)) {
		m.flush()
	}
	if len(m.report) < maxParts {
		m.report = append(m.report, *s)
	}
	return !m.stopped
}

func samePeriodOf(a, b *schemas.Statement) bool {
	return a.First == b.First && a.Last == b.Last && a.Instant == b.Instant
}

// flush compares what one report says of one period with the reports before it, and remembers it.
func (m *memory) flush() {
	if len(m.report) == 0 {
		return
	}
	own := unambiguous(m.report)
	now := m.period(&m.report[0])
	for i := range own {
		s := &own[i]
		if s.Measure == schemas.Growth {
			m.growth(s, own)
			continue
		}
		if e := lastOfKind(now.levels, s); e != nil {
			m.emit(m.comparer.restated(s, e))
		}
	}
	for i := range own {
		if own[i].Measure == schemas.Growth {
			continue
		}
		if len(now.levels) >= reportsKept {
			now.levels = slices.Delete(now.levels, 0, 1)
		}
		now.levels = append(now.levels, remembered(&own[i]))
	}
	m.report = m.report[:0]
}

// remembered is what later reports need of a statement; it holds on to nothing else of its record.
func remembered(s *schemas.Statement) schemas.Statement {
	r := *s
	r.Indicator, r.Code, r.Base, r.Period, r.Area, r.AreaList, r.AreaName, r.Sentence, r.Section = "", "", "", "", "", "", "", "", ""
	r.Document, r.Text, r.Unit, r.Printed, r.Qual = strings.Clone(s.Document), strings.Clone(s.Text), strings.Clone(s.Unit), strings.Clone(s.Printed), ""
	r.Measure, r.Role, r.Status = schemas.Measure(strings.Clone(string(s.Measure))), schemas.Role(strings.Clone(string(s.Role))), schemas.Status(strings.Clone(string(s.Status)))
	return r
}

// period is the entry of the period at hand. What ended more than a year before can be the base of nothing any more.
func (m *memory) period(s *schemas.Statement) *reported {
	past := yearBefore(s.Last).EpochDays()
	m.periods = slices.DeleteFunc(m.periods, func(p reported) bool { return p.last.EpochDays() < past })
	n := len(m.periods)
	if n == 0 || m.periods[n-1].first != s.First || m.periods[n-1].last != s.Last || m.periods[n-1].instant != s.Instant {
		if n >= periodsKept {
			m.periods = slices.Delete(m.periods, 0, n-periodsKept+1)
		}
		m.periods = append(m.periods, reported{first: s.First, last: s.Last, instant: s.Instant})
	}
	return &m.periods[len(m.periods)-1]
}

func (m *memory) emit(r schemas.Comparison, ok bool) {
	if ok && !m.stopped {
		m.stopped = !m.yield(r)
	}
}

// unambiguous keeps one statement of each cell, unit and measure and status taken together; a report that states two values for a cell states none.
func unambiguous(list []schemas.Statement) []schemas.Statement {
	var out []schemas.Statement
	for i := range list {
		s, first, twice := &list[i], true, false
		for j := range list {
			t := &list[j]
			if i == j || !sameCell(s, t) {
				continue
			}
			twice = twice || s.Value.Cmp(t.Value) != 0
			first = first && i < j
		}
		if first && !twice {
			out = append(out, *s)
		}
	}
	return out
}

func sameCell(a, b *schemas.Statement) bool {
	return a.Unit == b.Unit && a.Measure == b.Measure && plannedOf(a) == plannedOf(b) && (a.Measure != schemas.Growth || a.Base == b.Base)
}

func plannedOf(s *schemas.Statement) bool {
	return s.Status == schemas.Plan || s.Role == schemas.Target
}

// lastOfKind is the latest statement of the same cell by a report of an earlier day.
func lastOfKind(list []schemas.Statement, s *schemas.Statement) *schemas.Statement {
	for i := len(list) - 1; i >= 0; i-- {
		if e := &list[i]; sameCell(e, s) && e.Document != s.Document && e.Reported.EpochDays() < s.Reported.EpochDays() {
			return e
		}
	}
	return nil
}

// growth compares a growth with the level of its own report and the one that an earlier report printed for the year before.
func (m *memory) growth(g *schemas.Statement, own []schemas.Statement) {
	var level *schemas.Statement
	for i := range own {
		if s := &own[i]; s.Measure != schemas.Growth && !plannedOf(s) && (g.Of == s.Start || g.Of == schemas.None && level == nil) {
			level = s
		}
	}
	if level == nil || plannedOf(g) || !overYear(g) {
		return
	}
	first, last := yearBefore(g.First), yearBefore(g.Last)
	for i := range m.periods {
		p := &m.periods[i]
		if p.first != first || p.last != last || p.instant != g.Instant {
			continue
		}
		if e := lastOfKind(p.levels, level); e != nil && !restates(p.levels, g.Document, level) {
			m.emit(m.comparer.grown(g, level, e))
		}
	}
}

// restates reports that a report states a cell itself: then its own number is its base, and it is compared within the report.
func restates(list []schemas.Statement, document string, s *schemas.Statement) bool {
	return slices.ContainsFunc(list, func(e schemas.Statement) bool { return e.Document == document && sameCell(&e, s) })
}

// overYear reports that a growth is over the same stretch of the year before: its base is that year, and where only a part of a year is meant, the
// base says "the same part".
func overYear(g *schemas.Statement) bool {
	base := strings.TrimPrefix(g.Base, "@")
	same := strings.HasSuffix(base, "-same")
	base = strings.TrimSuffix(base, "-same")
	whole := g.First.Month == 1 && g.First.Day == 1 && g.Last.Month == 12 && g.Last.Day == 31 && g.First.Year == g.Last.Year
	y := schemas.Date{Year: g.Last.Year - 1}
	return base == y.String() && (same || whole || g.Instant)
}

// yearBefore is the same day of the year before; the last day of February stays the last.
func yearBefore(d schemas.Date) schemas.Date {
	d.Year--
	if d.Month == 2 && d.Day >= 28 && d.Day == schemas.MonthDays(d.Year+1, 2) {
		d.Day = schemas.MonthDays(d.Year, 2)
	}
	d.Day = min(d.Day, schemas.MonthDays(d.Year, max(d.Month, 1)))
	return d
}

// printedOf is a statement's number in base units.
func (c *Comparer) printedOf(s *schemas.Statement) Number {
	b := c.units.Base(s.Unit)
	return numberOf(&schemas.Figure{Value: s.Value, Low: s.Low, High: s.High, Unit: s.Unit, UnitMult: s.Mult, Decimals: s.Decimals}, b)
}

// factor is how many base units one unit of a statement has.
func (c *Comparer) factor(s *schemas.Statement) *big.Rat { return c.units.Base(s.Unit).Factor }
