package load

import (
	"maps"
	"path/filepath"
	"slices"

	"solieu/schemas/tables"
)

// writeDerived writes the tables that are functions of the observations and the lexicon. Where neither changed they are carried.
func (t *Txn) writeDerived(b *builder, p plan) error {
	if !p.all && len(p.touched) == 0 && t.parent.Number > 0 && t.parent.Manifest.LexiconDigest == t.lexiconDigest() {
		for _, table := range []string{"dim_indicators", "dim_units", "dim_areas", "dim_periods", "indicator_values"} {
			if err := b.carryTable(table); err != nil {
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
	return t.writeMart(b)
}

// writeMart reads the observations once and writes the periods that they name and the wide mart.
func (t *Txn) writeMart(b *builder) error {
	periods := map[string]tables.DimPeriod{}
	sorter := newSpool[evidence](b.disk, t.spoolDir(), t.store.opt.Memory)
	names := newNames(t.run.Lexicon)
	for _, f := range b.files {
		if f.Table() != "observations" {
			continue
		}
		for e, err := range readParquet[evidence](filepath.Join(b.dir, filepath.FromSlash(f.Path))) {
			if err != nil {
				return err
			}
			period, ok := tables.NewDimPeriod(e.PeriodKey, e.PeriodStart, e.PeriodEnd, e.PeriodKind)
			if ok {
				periods[period.Key] = period
			}
			if !ok || !e.useful() {
				continue
			}
			names.apply(&e)
			if err := sorter.add(yearPath(int(period.Year)), []evidence{e}, 0); err != nil {
				return err
			}
		}
	}
	rows := slices.SortedFunc(maps.Values(periods), func(a, b tables.DimPeriod) int { return a.Compare(&b) })
	if err := write(b, "", values(rows)); err != nil {
		return err
	}
	mart, err := newStream(rowsOf(subjects(sorter.sorted())))
	defer mart.stop()
	if err != nil {
		return err
	}
	if mart.head == nil {
		return write(b, yearPath(0), values[tables.IndicatorValue](nil))
	}
	for mart.head != nil {
		if err := write(b, mart.head.Part, partOf(mart, mart.head.Part)); err != nil {
			return err
		}
	}
	return nil
}
