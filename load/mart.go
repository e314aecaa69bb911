package load

import (
	"cmp"
	"iter"
	"slices"

	"solieu/schemas"
	"solieu/schemas/tables"
)

// indicatorRows makes the rows of one subject, one per base unit, in the order of the unit. The evidence is in the order of trust, so
// the first figure that fits a place takes it.
func indicatorRows(group []evidence) []tables.IndicatorValue {
	units := map[string]*tables.IndicatorValue{}
	order := []string{}
	row := func(unit string) *tables.IndicatorValue {
		if r, ok := units[unit]; ok {
			return r
		}
		e := group[0]
		units[unit] = &tables.IndicatorValue{Indicator: e.Indicator, IndicatorCode: e.IndicatorCode, AreaList: e.AreaList, AreaCode: e.AreaCode,
			AreaName: e.AreaName, PeriodKey: e.PeriodKey, PeriodStart: e.PeriodStart, PeriodEnd: e.PeriodEnd, PeriodKind: e.PeriodKind, Unit: unit,
			SourceDocument: e.DocumentID}
		order = append(order, unit)
		return units[unit]
	}
	slots := map[string]map[string]*evidence{} // unit → status → the figure that took the place
	unitAt := map[figureAt]string{}
	documents := map[string]map[string]bool{}
	note := func(unit string, e *evidence) *tables.IndicatorValue {
		r := row(unit)
		r.Figures++
		if documents[unit] == nil {
			documents[unit], slots[unit] = map[string]bool{}, map[string]*evidence{}
		}
		documents[unit][e.DocumentID] = true
		r.Documents = int64(len(documents[unit]))
		return r
	}
	for i := range group {
		if e := &group[i]; e.amount() {
			r := note(e.BaseUnit, e)
			unitAt[figureAt{e.DocumentID, e.Start}] = e.BaseUnit
			place(r, slots[e.BaseUnit], e)
		}
	}
	first := ""
	if len(order) > 0 {
		first = order[0]
	}
	for i := range group {
		if e := &group[i]; e.relative() {
			unit := first
			if e.OfStart != nil {
				unit = cmp.Or(unitAt[figureAt{e.DocumentID, *e.OfStart}], first)
			}
			placeRelative(note(unit, e), e)
		}
	}
	slices.Sort(order)
	out := make([]tables.IndicatorValue, 0, len(order))
	for _, unit := range order {
		choose(units[unit], slots[unit])
		out = append(out, *units[unit])
	}
	return out
}

type figureAt struct {
	document string
	start    int64
}

// place puts an amount where its status belongs; a later figure that contradicts the one in place marks the row.
func place(r *tables.IndicatorValue, slots map[string]*evidence, e *evidence) {
	status := e.Status
	if e.Role == string(schemas.Target) {
		status = string(schemas.Plan)
	}
	if e.BaseValue == nil {
		return
	}
	if old, taken := slots[status]; taken {
		r.Conflicting = r.Conflicting || contradict(old, e)
		return
	}
	slots[status] = e
	switch schemas.Status(status) {
	case schemas.Actual:
		r.Actual = e.BaseValue
	case schemas.Estimate:
		r.Estimate = e.BaseValue
	case schemas.Plan:
		r.Plan = e.BaseValue
	}
}

// contradict reports whether no number fits the printed precision of both figures.
func contradict(a, b *evidence) bool {
	if a.Unit != b.Unit || a.Low == nil || a.High == nil || b.Low == nil || b.High == nil {
		return a.BaseUnit == b.BaseUnit && a.Unit == b.Unit && *a.BaseValue != *b.BaseValue
	}
	return a.High.Value().Cmp(b.Low.Value()) < 0 || b.High.Value().Cmp(a.Low.Value()) < 0
}

func placeRelative(r *tables.IndicatorValue, e *evidence) {
	switch schemas.Measure(e.Measure) {
	case schemas.Attainment:
		if r.Attainment == nil {
			r.Attainment, r.AttainmentComputed = e.Value, e.CheckComputed
		}
	case schemas.Growth:
		if r.Growth == nil {
			r.Growth, r.GrowthComputed, r.GrowthBase = e.Value, e.CheckComputed, e.Base
		}
	case schemas.Share:
		if r.Share == nil {
			r.Share, r.ShareComputed, r.ShareBase = e.Value, e.CheckComputed, e.Base
		}
	}
}

// choose sets the best value: actual, else estimate; a plan is never a value, but it is a source.
func choose(r *tables.IndicatorValue, slots map[string]*evidence) {
	for _, status := range []schemas.Status{schemas.Actual, schemas.Estimate, schemas.Plan} {
		e := slots[string(status)]
		if e == nil {
			continue
		}
		start := e.Start // a pointer into the evidence would hold all of it
		r.SourceDocument, r.SourceStart = e.DocumentID, &start
		if status != schemas.Plan {
			f := e.BaseValue.Value().Float64()
			r.Value, r.ValueDouble, r.ValueStatus = e.BaseValue, &f, string(status)
		}
		return
	}
}

// subjectRows makes the rows of one subject. Where the area is unknown, two documents may speak of different places: each has its own rows.
func subjectRows(group []evidence) []tables.IndicatorValue {
	if group[0].AreaCode != "" || group[0].AreaName != "" {
		return indicatorRows(group)
	}
	slices.SortStableFunc(group, func(a, b evidence) int { return cmp.Compare(a.DocumentID, b.DocumentID) })
	var rows []tables.IndicatorValue
	for len(group) > 0 {
		n := 1
		for n < len(group) && group[n].DocumentID == group[0].DocumentID {
			n++
		}
		rows = append(rows, indicatorRows(group[:n])...)
		group = group[n:]
	}
	slices.SortFunc(rows, func(a, b tables.IndicatorValue) int { return a.Compare(&b) })
	return rows
}

// rowsOf turns grouped evidence into rows of the mart, with their partitions.
func rowsOf(groups iter.Seq2[subject, error]) iter.Seq2[*keyed[tables.IndicatorValue], error] {
	return func(yield func(*keyed[tables.IndicatorValue], error) bool) {
		for g, err := range groups {
			if err != nil {
				yield(nil, err)
				return
			}
			rows := subjectRows(g.evidence)
			k := keyed[tables.IndicatorValue]{Part: g.part}
			for i := range rows {
				if k.Row = &rows[i]; !yield(&k, nil) {
					return
				}
			}
		}
	}
}
