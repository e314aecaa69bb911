package index

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"solieu/load"
	"solieu/schemas/lexicon"
	"solieu/schemas/tables"
)

// Indicator is what a series measures: an entry of the catalogue, or a phrase of the reports.
type Indicator struct {
	ID     string // in addresses: the code, or "x" and a hash of the phrase
	Code   string
	VI, EN string
	Cells  int // of the mart

	first int     // in Index.Cells
	where []piece // its rows of the mart
}

type piece struct {
	file  int32
	first int64
	n     int64
}

// Name returns the indicator's name in a language.
func (i *Indicator) Name(lang string) string {
	if lang == "en" && i.EN != "" {
		return i.EN
	}
	return i.VI
}

// Cell is a row of the mart, as far as a pivot needs it.
type Cell struct {
	Value  float64
	Area   int32 // in Index.Areas; -1 where unknown
	Period int32 // in Index.Periods
	Unit   int16
	Status byte // 'a' actual, 'e' estimate, 'p' plan, 0 where the row has ratios alone
	Doubt  bool // reports state different values
}

// stated is what the index reads of every row of the mart.
type stated struct {
	Indicator     string          `parquet:"indicator,optional,dict"`
	IndicatorCode string          `parquet:"indicator_code,optional,dict"`
	AreaList      string          `parquet:"area_list,optional,dict"`
	AreaCode      string          `parquet:"area_code,optional,dict"`
	AreaName      string          `parquet:"area_name,optional,dict"`
	PeriodKey     string          `parquet:"period_key,optional,dict"`
	Unit          string          `parquet:"unit,optional,dict"`
	ValueDouble   *float64        `parquet:"value_double,optional"`
	ValueStatus   string          `parquet:"value_status,optional,dict"`
	Plan          *tables.Decimal `parquet:"plan,optional,decimal(9:38)"`
	Conflicting   bool            `parquet:"conflicting"`
}

func (s *stated) cell(x *Index) Cell {
	c := Cell{Area: x.area(s.AreaList, s.AreaCode, s.AreaName), Period: -1, Unit: int16(x.units.id(s.Unit)), Doubt: s.Conflicting}
	if p, ok := x.periods[s.PeriodKey]; ok {
		c.Period = p
	}
	switch {
	case s.ValueDouble != nil && s.ValueStatus != "":
		c.Value, c.Status = *s.ValueDouble, s.ValueStatus[0]
	case s.Plan != nil:
		c.Value, c.Status = s.Plan.Value().Float64(), 'p'
	}
	return c
}

// readMart reads the mart. Within a file the rows of an indicator stand together, so their place is a range.
func (x *Index) readMart() error {
	type at struct {
		indicator int32
		cell      Cell
	}
	var all []at
	known := newNames()
	for i, f := range x.martFiles {
		row, current, key := int64(0), int32(-1), "\x00"
		for s, err := range load.ReadFrom[stated](x.Shelf, x.Snapshot.Path(f), 0) {
			if err != nil {
				return err
			}
			if k := s.IndicatorCode + "\x00" + s.Indicator; k != key {
				key = k
				if s.IndicatorCode != "" {
					k = s.IndicatorCode
				}
				if current = known.id(k); int(current) == len(x.Indicators) {
					x.Indicators = append(x.Indicators, x.indicator(s))
				}
				x.Indicators[current].where = append(x.Indicators[current].where, piece{int32(i), row, 0})
			}
			in := &x.Indicators[current]
			in.where[len(in.where)-1].n++
			in.Cells++
			all = append(all, at{current, s.cell(x)})
			row++
		}
	}
	order := make([]int32, len(x.Indicators))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		f, g := &x.Indicators[a], &x.Indicators[b]
		return cmp.Or(boolean(f.Code == "")-boolean(g.Code == ""), strings.Compare(f.Code, g.Code), strings.Compare(f.VI, g.VI))
	})
	sorted := make([]Indicator, len(order))
	free := make([]int, len(order)) // by old number: where its next cell goes
	n := 0
	for to, from := range order {
		sorted[to] = x.Indicators[from]
		sorted[to].first = n
		free[from] = n
		n += sorted[to].Cells
		x.indicators[sorted[to].ID] = int32(to)
	}
	x.Indicators = sorted
	x.Cells = make([]Cell, len(all))
	for _, c := range all {
		x.Cells[free[c.indicator]] = c.cell
		free[c.indicator]++
	}
	return nil
}

func (x *Index) indicator(s stated) Indicator {
	if s.IndicatorCode == "" {
		sum := sha256.Sum256([]byte(s.Indicator))
		return Indicator{ID: "x" + hex.EncodeToString(sum[:12]), VI: s.Indicator}
	}
	d := x.names[s.IndicatorCode]
	return Indicator{ID: s.IndicatorCode, Code: s.IndicatorCode, VI: cmp.Or(d.Name, s.Indicator), EN: d.NameEN}
}

// Indicator returns an indicator by its id.
func (x *Index) Indicator(id string) (*Indicator, bool) {
	i, ok := x.indicators[id]
	if !ok {
		return nil, false
	}
	return &x.Indicators[i], true
}

// IndicatorOf returns the id of the indicator of a figure; empty where the mart has none.
func (x *Index) IndicatorOf(code, phrase string) string {
	id := x.indicator(stated{IndicatorCode: code, Indicator: phrase}).ID
	if _, ok := x.indicators[id]; !ok {
		return ""
	}
	return id
}

// CellsOf are the cells of an indicator.
func (x *Index) CellsOf(i *Indicator) []Cell { return x.Cells[i.first : i.first+i.Cells] }

// UnitOf names the unit of a cell.
func (x *Index) UnitOf(c *Cell) string { return x.units.list[c.Unit] }

// Values reads the rows of an indicator, at most most of them, in the order of the mart.
func (x *Index) Values(i *Indicator, most int) ([]tables.IndicatorValue, error) {
	var out []tables.IndicatorValue
	for _, p := range i.where {
		left := p.n
		for row, err := range load.ReadFrom[tables.IndicatorValue](x.Shelf, x.Snapshot.Path(x.martFiles[p.file]), p.first) {
			if err != nil {
				return nil, err
			}
			if left == 0 || len(out) == most {
				break
			}
			left--
			out = append(out, row)
		}
	}
	return out, nil
}

// Search returns the indicators whose code begins with, or whose name holds, the given words; all of them where there are none.
func (x *Index) Search(text string, most int) (found []*Indicator, all int) {
	words, code := lexicon.FoldWords(text), strings.ToUpper(strings.TrimSpace(text))
	for i := range x.Indicators {
		in := &x.Indicators[i]
		if words != "" && !strings.HasPrefix(in.Code, code) && !strings.Contains(lexicon.FoldWords(in.VI), words) && !strings.Contains(lexicon.FoldWords(in.EN), words) {
			continue
		}
		if all++; len(found) < most {
			found = append(found, in)
		}
	}
	return found, all
}

// Catalogue returns the catalogue's entry of a code.
func (x *Index) Catalogue(code string) (tables.DimIndicator, bool) {
	d, ok := x.names[code]
	return d, ok
}

// NumberOf returns the number of an indicator in Index.Indicators.
func (x *Index) NumberOf(i *Indicator) int32 { return x.indicators[i.ID] }
