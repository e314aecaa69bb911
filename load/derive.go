package load

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"solieu/load/block"
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

// gatherer collects what the mart is made from, while the observations are written. It may be shown several files at a time.
type gatherer struct {
	names   names
	readers sync.Pool // of *evidenceReader

	mu      sync.Mutex
	periods map[string]tables.DimPeriod
	sorter  *spool
}

// evidenceReader is what one goroutine needs to take evidence.
type evidenceReader struct {
	decode  *block.Decoder[evidence]
	rows    []evidence
	periods map[string]tables.DimPeriod // those of the block
	records []byte                      // what goes to the sorter: keys and values,
	sizes   []recordSize                // and how long each is
}

type recordSize struct{ key, value int }

// evidenceShare is the part of a table's memory that evidence takes: it is gathered while observations are written and statements collected.
const evidenceShare = 2

func (t *Txn) newGatherer(b *builder) *gatherer {
	columns := t.observations.columns
	g := &gatherer{names: newNames(t.run.Lexicon), periods: map[string]tables.DimPeriod{},
		sorter: newSpool(b.disk, filepath.Join(t.spoolDir(), "evidence"), t.store.opt.Memory/evidenceShare)}
	g.readers.New = func() any {
		return &evidenceReader{decode: block.NewDecoder[evidence](columns), periods: map[string]tables.DimPeriod{}}
	}
	return g
}

// settle frees memory before other tables are written; nil gathered nothing.
func (g *gatherer) settle() error {
	if g == nil {
		return nil
	}
	return g.sorter.settle()
}

// block takes the observations of a block.
func (g *gatherer) block(v block.View) (err error) {
	r := g.readers.Get().(*evidenceReader)
	defer g.readers.Put(r)
	if r.rows, err = r.decode.Append(r.rows[:0], v); err != nil {
		return err
	}
	for i := range r.rows {
		r.add(g.names, &r.rows[i])
	}
	clear(r.rows) // they point into the block
	return g.take(r)
}

// carried takes the observations of a file that is not written anew.
func (g *gatherer) carried(path string) error {
	r := g.readers.Get().(*evidenceReader)
	defer g.readers.Put(r)
	for e, err := range readParquet[evidence](path) {
		if err != nil {
			return err
		}
		if r.add(g.names, e); len(r.sizes) < gatheredRows {
			continue
		}
		if err := g.take(r); err != nil {
			return err
		}
	}
	return g.take(r)
}

// add takes one observation.
func (r *evidenceReader) add(n names, e *evidence) {
	if e.PeriodKey == "" {
		return
	}
	period, known := r.periods[e.PeriodKey]
	if !known {
		key := strings.Clone(e.PeriodKey) // the row's texts go with its block
		period, _ = tables.NewDimPeriod(key, e.PeriodStart, e.PeriodEnd, strings.Clone(e.PeriodKind))
		r.periods[key] = period
	}
	if period.Key == "" || !e.useful() {
		return
	}
	n.apply(e)
	before := len(r.records)
	r.records = e.appendKey(r.records, int(period.Year))
	size := recordSize{key: len(r.records) - before}
	r.records = e.appendValue(r.records)
	size.value = len(r.records) - before - size.key
	r.sizes = append(r.sizes, size)
}

// take hands over what a reader has gathered.
func (g *gatherer) take(r *evidenceReader) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for key, period := range r.periods {
		if period.Key != "" {
			g.periods[key] = period
		}
	}
	records := r.records
	for _, size := range r.sizes {
		if err := g.sorter.add(records[:size.key], records[size.key:size.key+size.value]); err != nil {
			return err
		}
		records = records[size.key+size.value:]
	}
	clear(r.periods)
	r.records, r.sizes = r.records[:0], r.sizes[:0]
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
