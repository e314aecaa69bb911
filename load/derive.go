package load

import (
	"maps"
	"path/filepath"
	"slices"

	"solieu/schemas/tables"
)

// sameDerived reports whether neither the observations nor the lexicon changed.
func (t *Txn) sameDerived(p plan) bool {
	return !p.all && len(p.touched) == 0 && t.parent.Number > 0 && t.parent.Manifest.LexiconDigest == t.lexiconDigest()
}

// writeDerived writes the tables that are functions of the observations and the lexicon; without a gatherer they are carried.
func (t *Txn) writeDerived(b *builder, g *gatherer) error {
	if g == nil {
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
	return g.writeMart(b)
}

// gatherer collects what the mart is made from, while the observations are written.
type gatherer struct {
	names   names
	periods map[string]tables.DimPeriod
	sorter  *spool
	encode  *rowEncoder[evidence]
	decode  *rowDecoder[evidence]
	key     []byte // of the evidence at hand, and its value
	value   []byte
}

// evidenceShare is the part of a table's memory that evidence takes: it is gathered while observations are written and statements collected.
const evidenceShare = 2

func (t *Txn) newGatherer(b *builder) *gatherer {
	c := newCodec[evidence]()
	return &gatherer{names: newNames(t.run.Lexicon), periods: map[string]tables.DimPeriod{},
		sorter: newSpool(b.disk, filepath.Join(t.spoolDir(), "evidence"), t.store.opt.Memory/evidenceShare), encode: c.encoder(), decode: c.decoder()}
}

// settle frees memory before other tables are written; nil gathered nothing.
func (g *gatherer) settle() error {
	if g == nil {
		return nil
	}
	return g.sorter.settle()
}

// add takes one observation.
func (g *gatherer) add(e evidence) error {
	if e.PeriodKey == "" {
		return nil
	}
	period, known := g.periods[e.PeriodKey]
	if !known {
		var ok bool
		if period, ok = tables.NewDimPeriod(e.PeriodKey, e.PeriodStart, e.PeriodEnd, e.PeriodKind); !ok {
			return nil
		}
		g.periods[period.Key] = period
	}
	if !e.useful() {
		return nil
	}
	g.names.apply(&e)
	g.key = e.appendKey(g.key[:0], yearPath(int(period.Year)))
	g.encode.rows = 0 // each record stands alone
	g.value = g.encode.row(g.value[:0], &e)
	return g.sorter.add(g.key, g.value)
}

// carried takes the observations of a file that is not written anew.
func (g *gatherer) carried(path string) error {
	for e, err := range readParquet[evidence](path) {
		if err != nil {
			return err
		}
		if err := g.add(*e); err != nil {
			return err
		}
	}
	return nil
}

// writeMart writes the periods that the observations name, and the wide mart.
func (g *gatherer) writeMart(b *builder) error {
	rows := slices.SortedFunc(maps.Values(g.periods), func(a, b tables.DimPeriod) int { return a.Compare(&b) })
	if err := write(b, "", values(rows)); err != nil {
		return err
	}
	mart, err := newStream(rowsOf(g.subjects(g.sorter.sorted())))
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
