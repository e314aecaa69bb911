package load

import (
	"bytes"
	"iter"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"solieu/load/block"
	"solieu/schemas"
	"solieu/schemas/tables"
)

// reportsName is the file of a partition of the table checks that holds the relations between reports. They are a function of all
// observations, like the mart, and are written anew whenever one of these changed; the relations within a report stand in the other file.
const reportsName = "part-1.parquet"

// Comparer compares what several reports say of one quantity. Its functions are pure: a snapshot depends on nothing else.
type Comparer interface {
	// Subject names what a statement is about; statements of one subject are compared. "" is compared with none.
	Subject(*schemas.Statement) string
	// Compare takes the statements of one subject by their period (last day, first day, durations before instants), date of the report, document and
	// place, each valid until the next is asked for, and yields what follows from them.
	Compare(iter.Seq[*schemas.Statement]) iter.Seq[schemas.Comparison]
}

// collator collects the statements of all reports, while the observations are written. It may be shown several files at a time.
type collator struct {
	comparer Comparer
	readers  sync.Pool // of *block.Decoder[statement]
	decode   *rowDecoder[statement]

	mu         sync.Mutex
	statements *spool
	encode     *rowEncoder[statement]
	key, value []byte // of the statement at hand
}

func (t *Txn) newCollator() *collator {
	c, columns := newCodec[statement](), t.observations.columns
	out := &collator{comparer: t.run.Comparer, statements: t.comparisonSpool("statements"), encode: c.encoder(), decode: c.decoder()}
	out.readers.New = func() any { return block.NewDecoder[statement](columns) }
	return out
}

// comparisonShare is the part of a table's memory that a spool of the comparison takes: several are filled at a time.
const comparisonShare = 8

func (t *Txn) comparisonSpool(name string) *spool {
	return newSpool(t.store.disk, filepath.Join(t.spoolDir(), "reports", name), t.store.opt.Memory/comparisonShare)
}

// settle frees memory before other tables are written; nil collected nothing.
func (c *collator) settle() error {
	if c == nil {
		return nil
	}
	return c.statements.settle()
}

// add takes one observation.
func (c *collator) add(s *statement) error {
	if !s.comparable() {
		return nil
	}
	plain := s.plain()
	subject := c.comparer.Subject(&plain)
	if subject == "" {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.key = s.appendKey(c.key[:0])
	c.encode.rows = 0 // each record stands alone
	c.value = c.encode.row(c.value[:0], s)
	return c.statements.addTo([]byte(subject), c.key, c.value)
}

// block takes the observations of a block.
func (c *collator) block(v block.View) error {
	d := c.readers.Get().(*block.Decoder[statement])
	defer c.readers.Put(d)
	rows, err := d.Append(nil, v)
	for i := 0; err == nil && i < len(rows); i++ {
		err = c.add(&rows[i])
	}
	return err
}

// carried takes the observations of a file that is not written anew.
func (c *collator) carried(file string) error {
	for s, err := range readParquet[statement](file) {
		if err != nil {
			return err
		}
		if err := c.add(s); err != nil {
			return err
		}
	}
	return nil
}

// subjects runs the comparer over the statements, subject by subject.
func (c *collator) subjects(f func(*tables.Check) error) error {
	rows, err := newStream(c.statements.sorted())
	defer rows.stop()
	for err == nil && rows.head != nil {
		of := rows.head.group
		for found := range c.comparer.Compare(func(yield func(*schemas.Statement) bool) {
			for err == nil && rows.head != nil && bytes.Equal(rows.head.group, of) {
				var s []statement
				if s, err = c.decode.decode(nil, rows.head.value, 1); err != nil {
					return
				}
				plain := s[0].plain()
				if !yield(&plain) {
					return
				}
				err = rows.advance()
			}
		}) {
			row := tables.ComparisonRow(&found)
			if ferr := f(&row); ferr != nil {
				return ferr
			}
		}
	}
	return err
}

// writeReports writes the relations between reports, a file for each partition, and returns how many are violated. Without a collator nothing
// has changed, or nothing is compared. The heads are of all documents.
func (t *Txn) writeReports(b *builder, c *collator, h *heads) (violations int64, err error) {
	if c == nil {
		return t.carryReports(b)
	}
	if err := h.spool.settle(); err != nil {
		return 0, err
	}
	out, err := newStream(t.compare(c, h))
	defer out.stop()
	for err == nil && out.head != nil {
		part := out.head.Part
		err = writeAs(b, path.Join(part, reportsName), func(yield func(*tables.Check, error) bool) {
			for row, err := range partOf(out, part) {
				if err == nil {
					violations += int64(truth(row.Outcome == string(schemas.Violated)))
				}
				if !yield(row, err) {
					return
				}
			}
		})
	}
	return violations, err
}

// carryReports links the files of the relations between reports.
func (t *Txn) carryReports(b *builder) (violations int64, err error) {
	if t.run.Comparer == nil {
		return 0, nil
	}
	for _, f := range t.parent.Files(tables.Of[tables.Check]().Name) {
		if path.Base(f.Path) != reportsName {
			continue
		}
		if err := b.carry(f); err != nil {
			return 0, err
		}
		for row, err := range readParquet[verdict](t.parent.Path(f)) {
			if err != nil {
				return 0, err
			}
			violations += int64(truth(row.Outcome == string(schemas.Violated)))
		}
	}
	return violations, nil
}

// verdict is the column of checks that tells a contradiction.
type verdict struct {
	Outcome string `parquet:"outcome,dict"`
}

// together shows everything to two observers.
func together(a, c observer) observer {
	return observer{
		block: func(v block.View) error { return firstOf(a.block(v), c.block(v)) },
		file:  func(path string) error { return firstOf(a.file(path), c.file(path)) },
	}
}

// Comparison is a relation of a report with an earlier one.
type Comparison struct {
	tables.Check
	Partition string // that the report is in, see [File.Partition]
}

// Comparisons yields the relations of some reports with earlier ones, in the order of the table. A file without any of these reports is read no
// further than their ids. An error is the last pair.
func Comparisons(s Snapshot, of func(document string) bool) iter.Seq2[Comparison, error] {
	return func(yield func(Comparison, error) bool) {
		for _, f := range s.Files(tables.Of[tables.Check]().Name) {
			if path.Base(f.Path) != reportsName {
				continue
			}
			any, err := holds(s.Path(f), of)
			if err != nil {
				yield(Comparison{}, err)
				return
			}
			if !any {
				continue
			}
			for row, err := range readParquet[tables.Check](s.Path(f)) {
				if err != nil {
					yield(Comparison{}, err)
					return
				}
				if of(row.DocumentID) && !yield(Comparison{*row, f.Partition()}, nil) {
					return
				}
			}
		}
	}
}

// holds reports whether a file has a row of a wanted document.
func holds(file string, of func(document string) bool) (bool, error) {
	last := ""
	for row, err := range readParquet[owner](file) {
		if err != nil {
			return false, err
		}
		if row.DocumentID != last && of(row.DocumentID) {
			return true, nil
		}
		last = strings.Clone(row.DocumentID)
	}
	return false, nil
}

// owner is the column that tells whose a row is.
type owner struct {
	DocumentID string `parquet:"document_id,dict"`
}
