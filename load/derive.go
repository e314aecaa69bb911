package load

import (
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"solieu/load/block"
	"solieu/schemas/tables"
)

// sameDerived reports whether what follows from the observations is as in the previous snapshot: neither they nor the lexicon changed, and
// reports were compared then if they are now.
func (t *Txn) sameDerived(p plan) bool {
	m := t.parent.Manifest
	return !p.all && len(p.touched) == 0 && t.parent.Number > 0 && m.LexiconDigest == t.lexiconDigest() && m.Compared == (t.run.Comparer != nil)
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
	names     names
	documents register
	readers   sync.Pool // of *evidenceReader

	mu      sync.Mutex
	periods map[string]tables.DimPeriod

	sorters [sortersAtOnce]sorter // evidence of even and of odd years: their parts of the mart are written at a time
}

// sortersAtOnce is how many sorters share the evidence, by its year.
const sortersAtOnce = 2

type sorter struct {
	mu    sync.Mutex
	spool *spool
}

// evidenceReader is what one goroutine needs to take evidence.
type evidenceReader struct {
	decode  *block.Decoder[evidence]
	rows    []evidence
	periods map[string]tables.DimPeriod // those of the block
	sorted  [sortersAtOnce]gathered     // what goes to each sorter
}

// gathered is evidence on its way: subject, key and value of each, and where these end.
type gathered struct {
	records []byte
	ends    [][3]int
}

// evidenceShare is the part of a table's memory that evidence takes: it is gathered while observations are written and statements collected.
const evidenceShare = 2

func (t *Txn) newGatherer(b *builder, p plan) *gatherer {
	columns := t.observations.columns
	g := &gatherer{names: newNames(t.run.Lexicon), documents: newRegister(p), periods: map[string]tables.DimPeriod{}}
	for i := range g.sorters {
		g.sorters[i].spool = newSpool(b.disk, filepath.Join(t.spoolDir(), "evidence", strconv.Itoa(i)), t.store.opt.Memory/evidenceShare/sortersAtOnce)
	}
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
	var errs []error
	for i := range g.sorters {
		errs = append(errs, g.sorters[i].spool.settle())
	}
	return firstOf(errs...)
}

// block takes the observations of a block.
func (g *gatherer) block(v block.View) (err error) {
	r := g.readers.Get().(*evidenceReader)
	defer g.readers.Put(r)
	if r.rows, err = r.decode.Append(r.rows[:0], v); err != nil {
		return err
	}
	for i := range r.rows {
		r.add(g, &r.rows[i])
	}
	clear(r.rows) // they point into the block
	return g.take(r)
}

// carried takes the observations of a file that is not written anew.
func (g *gatherer) carried(path string) error {
	r := g.readers.Get().(*evidenceReader)
	defer g.readers.Put(r)
	n := 0
	for e, err := range readParquet[evidence](path) {
		if err != nil {
			return err
		}
		r.add(g, e)
		if n++; n%gatheredRows > 0 {
			continue
		}
		if err := g.take(r); err != nil {
			return err
		}
	}
	return g.take(r)
}

// add takes one observation.
func (r *evidenceReader) add(g *gatherer, e *evidence) {
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
	g.names.apply(e)
	to, ends := &r.sorted[uint32(period.Year)%sortersAtOnce], [3]int{}
	to.records = e.appendSubject(to.records, int(period.Year))
	ends[0] = len(to.records)
	to.records = e.appendKey(to.records, g.documents)
	ends[1] = len(to.records)
	to.records = e.appendValue(to.records)
	ends[2] = len(to.records)
	to.ends = append(to.ends, ends)
}

// take hands over what a reader has gathered.
func (g *gatherer) take(r *evidenceReader) error {
	g.mu.Lock()
	for key, period := range r.periods {
		if period.Key != "" {
			g.periods[key] = period
		}
	}
	g.mu.Unlock()
	clear(r.periods)
	for i := range r.sorted {
		if err := g.sorters[i].take(&r.sorted[i]); err != nil {
			return err
		}
	}
	return nil
}

func (s *sorter) take(some *gathered) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	from := 0
	for _, ends := range some.ends {
		if err := s.spool.addTo(some.records[from:ends[0]], some.records[ends[0]:ends[1]], some.records[ends[1]:ends[2]]); err != nil {
			return err
		}
		from = ends[2]
	}
	some.records, some.ends = some.records[:0], some.ends[:0]
	return nil
}

// writeMart writes the periods that the observations name, and the wide mart.
func (g *gatherer) writeMart(b *builder) error {
	rows := slices.SortedFunc(maps.Values(g.periods), func(a, b tables.DimPeriod) int { return a.Compare(&b) })
	if err := write(b, "", values(rows)); err != nil {
		return err
	}
	before := b.count()
	for i := range g.sorters {
		b.writers.do(func() error { return writeSorted(b, &g.sorters[i], g.documents) })
	}
	if err := b.writers.wait(); err != nil || b.count() > before {
		return err
	}
	return write(b, yearPath(0), values[tables.IndicatorValue](nil))
}

// writeSorted writes the years of the mart whose evidence one sorter has.
func writeSorted(b *builder, s *sorter, documents register) error {
	mart, err := newStream(rowsOf(subjects(s.spool.sorted(), documents)))
	defer mart.stop()
	for err == nil && mart.head != nil {
		err = write(b, mart.head.Part, partOf(mart, mart.head.Part))
	}
	return err
}
