package load

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"maps"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"solieu/load/block"
	"solieu/schemas"
	"solieu/schemas/tables"
)

// formerName is the file of a partition of the table checks that held the relations between reports in snapshots of earlier programs, where
// they had one of their own.
const formerName = "part-1.parquet"

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
func (c *collator) subjects(ctx context.Context, f func(*tables.Check) error) error {
	rows, err := newStream(c.statements.sorted())
	defer rows.stop()
	for err == nil && rows.head != nil {
		if err := ctx.Err(); err != nil {
			return err
		}
		of := rows.head.group
		for found := range c.comparer.Compare(func(yield func(*schemas.Statement) bool) {
			for err == nil && rows.head != nil && bytes.Equal(rows.head.group, of) {
				var s []statement
				if s, err = c.decode.decode(nil, bytes.Clone(rows.head.value), 1); err != nil { // a statement may be kept long
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

// Between says which relations with earlier reports a file of the table checks holds. They are a function of all observations, like the mart:
// where it comes out the same, the file need not be written anew.
type Between struct {
	SHA256   string `json:"sha256"`   // over their rows
	Violated int64  `json:"violated"` // how many are contradictions
}

// writeChecks writes the table checks: the relations within reports and, behind those of each report, its relations with earlier ones. It
// returns how many of the latter are violated. The heads are of all documents; without a collator nothing is compared.
func (t *Txn) writeChecks(b *builder, p plan, c *collator, h *heads) (violated int64, err error) {
	within := func(r *tables.Check) bool { return p.carried[r.DocumentID] && r.EarlierID == "" }
	if t.sameDerived(p) {
		return t.parent.between(), writeOwned(b, p, t.checks, within, observer{})
	}
	p.between = map[string]Between{}
	if c != nil {
		if err := t.addComparisons(b.ctx, c, h, p.between); err != nil {
			return 0, err
		}
	}
	p.touched = maps.Clone(p.touched)
	last := map[string]Between{}
	for _, f := range t.parent.Files(tables.Of[tables.Check]().Name) {
		if path.Base(f.Path) == formerName {
			p.touched[f.Partition()] = true
		} else if f.Between != nil {
			last[f.Partition()] = *f.Between
		}
	}
	for part := range last {
		if p.between[part] != last[part] {
			p.touched[part] = true
		}
	}
	for part, now := range p.between {
		if violated += now.Violated; now != last[part] {
			p.touched[part] = true
		}
	}
	return violated, writeOwned(b, p, t.checks, within, observer{})
}

// addComparisons adds what follows from the statements to the table checks, and notes it for each partition.
func (t *Txn) addComparisons(ctx context.Context, c *collator, h *heads, between map[string]Between) error {
	if err := h.spool.settle(); err != nil {
		return err
	}
	out, err := newStream(t.compare(ctx, c, h))
	defer out.stop()
	codec := newCodec[tables.Check]()
	for err == nil && out.head != nil {
		part, sum, violated := out.head.Part, sha256.New(), int64(0)
		for err == nil && out.head != nil && out.head.Part == part {
			var rows []tables.Check
			for owner := out.head.Row.DocumentID; err == nil && out.head != nil && out.head.Part == part && out.head.Row.DocumentID == owner; err = out.advance() {
				violated += int64(truth(out.head.Row.Outcome == string(schemas.Violated)))
				rows = append(rows, *out.head.Row)
			}
			sum.Write(codec.encode(nil, rows))
			rows[0].DocumentID = t.idOf(rows[0].DocumentID) // its texts are parts of records, which would stay as long as it does
			err = firstOf(err, ctx.Err(), t.checks.add(part, rows))
		}
		between[part] = Between{hex.EncodeToString(sum.Sum(nil)), violated}
	}
	return err
}

// idOf returns the text of a document's id that is kept anyhow.
func (t *Txn) idOf(id string) string {
	for _, known := range [...]map[string]*reference{t.added, t.known} {
		if d, ok := known[id]; ok {
			return d.id
		}
	}
	return strings.Clone(id)
}

// between returns how many relations between reports are violated.
func (s Snapshot) between() (n int64) {
	for _, f := range s.Manifest.Files {
		if f.Between != nil {
			n += f.Between.Violated
		}
	}
	return n
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
			if f.Between == nil && path.Base(f.Path) != formerName {
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
				if row.EarlierID != "" && of(row.DocumentID) && !yield(Comparison{*row, f.Partition()}, nil) {
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
