package load

import (
	"maps"
	"slices"

	"solieu/schemas/tables"
)

// writeDerived writes the tables that are functions of the observations and the lexicon. Where neither changed they are carried.
func (t *Txn) writeDerived(b *builder, p plan) error {
	derived := []string{"dim_indicators", "dim_units", "dim_areas", "dim_periods", "indicator_values"}
	if !p.all && len(p.touched) == 0 && t.parent.Number > 0 && t.parent.Manifest.LexiconDigest == t.lexiconDigest() {
		for _, table := range derived {
			if _, err := b.carryTable(table); err != nil {
				return err
			}
		}
		return nil
	}
	dims := tables.NewDims(t.run.Lexicon)
	if err := write(b, "", values(dims.Indicators)); err != nil {
		return err
	}
	if err := write(b, "", values(dims.Units)); err != nil {
		return err
	}
	if err := write(b, "", values(dims.Areas)); err != nil {
		return err
	}
	periods := map[string]tables.DimPeriod{}
	for o, err := range ReadTable[tables.Observation](Snapshot{Dir: b.dir, Manifest: Manifest{Files: b.files}}) {
		if err != nil {
			return err
		}
		if row, ok := tables.NewDimPeriod(&o); ok {
			periods[row.Key] = row
		}
	}
	rows := slices.SortedFunc(maps.Values(periods), func(a, b tables.DimPeriod) int { return a.Compare(&b) })
	return write(b, "", values(rows))
}
