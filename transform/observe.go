package transform

import (
	"fmt"
	"math/big"

	"solieu/schemas"
)

// storedScale is the number of digits behind the point of the contract's decimals.
const storedScale = 9

// observe brings one figure to its family's base unit, its period to dates, and its area to a code.
// The reject, where there is one, says what could not be brought to canonical form.
func (t *Transformer) observe(i int, x *schemas.Extraction) (schemas.Observation, *schemas.Reject) {
	f := &x.Figures[i]
	b := t.units.Base(f.Unit)
	o := schemas.Observation{Figure: i, BaseUnit: b.Unit}
	o.BaseValue, o.BaseExact = inBase(f.Value, b.Factor)
	o.Area, o.AreaList, o.AreaName = area(f, &x.Document.Meta)
	o.PeriodStart, o.PeriodEnd, o.PeriodKind = dates(f.Period, x.Document.Meta.Date)
	if !b.Known {
		return o, &schemas.Reject{Reason: schemas.RejectUnknownUnit, Span: f.Span, Detail: fmt.Sprintf("unit %q is in no family of the lexicon", f.Unit)}
	}
	return o, nil
}

// inBase is value × factor; exact is false where the contract's decimal cannot hold it, and the value is rounded or left as it is then.
func inBase(v schemas.Decimal, factor *big.Rat) (d schemas.Decimal, exact bool) {
	r := v.Rat()
	r.Mul(r, factor)
	d, err := schemas.DecimalFromRat(r, storedScale)
	if err != nil {
		return v, false
	}
	if _, err := d.Fixed(storedScale); err != nil {
		return d, false
	}
	return d, d.Rat().Cmp(r) == 0
}

// area is the figure's own reference area, else the document's.
func area(f *schemas.Figure, m *schemas.Meta) (code, list, name string) {
	if f.Area != "" && f.Area != m.Area {
		return f.Area, m.AreaList, ""
	}
	return m.Area, m.AreaList, m.AreaName
}

// dates are the first and last day of a period, and whether it is a stretch of time or a moment.
func dates(p schemas.Period, report schemas.Date) (first, last schemas.Date, kind string) {
	first, last, ok := p.Bounds(report)
	switch {
	case !ok:
		return schemas.Date{}, schemas.Date{}, ""
	case p.Instant:
		return first, last, "instant"
	}
	return first, last, "duration"
}
