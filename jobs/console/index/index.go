package index

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"solieu/load"
	"solieu/pipeline/audit"
	"solieu/schemas/tables"
)

// Index is a snapshot as the console sees it.
type Index struct {
	Snapshot   load.Snapshot
	Shelf      *load.Shelf
	Documents  []tables.Document // without duplicates, by URI
	Findings   []Finding         // the gravest first; what follows from another stands behind it
	Changes    Changes           // against the snapshot before
	Runs       []tables.Run      // the newest first
	Rejects    []tables.Reject   // of whole sources first, at most MaxRejects
	Reasons    []audit.Count     // of all rejects, the most frequent first
	Coverage   audit.Coverage
	Outcomes   []audit.Count // of all checks
	Classes    []audit.Count // of all numerals
	Phrases    []Phrase      // that no indicator of the catalogue covers, the most frequent first, at most MaxPhrases
	Unmapped   int           // figures without an indicator code
	Strange    int           // different phrases among them
	Indicators []Indicator   // by code, then by phrase
	Areas      []Area
	Periods    []tables.DimPeriod // in the order of time
	Cells      []Cell             // by indicator

	kinds, units, subjects *names
	areas, periods         map[string]int32
	documents              map[string]int32
	issues                 map[string]int32 // the first finding of an issue
	indicators             map[string]int32 // by what addresses call them
	names                  map[string]tables.DimIndicator
	checkFiles, martFiles  []load.File
}

// What lists hold at most.
const (
	MaxRejects = 500
	MaxPhrases = 1000
)

// Area is a place of figures. Key names it in addresses: "2004:17", or "~" and its name where it has no code.
type Area struct {
	Key, List, Code, Name string
}

// Open reads what the console must know of a snapshot. The store is asked for the snapshot before, to tell what is new.
func Open(ctx context.Context, store *load.Store, s load.Snapshot, shelf *load.Shelf) (*Index, error) {
	x := &Index{Snapshot: s, Shelf: shelf, kinds: newNames(), units: newNames(), subjects: newNames(), areas: map[string]int32{},
		periods: map[string]int32{}, documents: map[string]int32{}, issues: map[string]int32{}, indicators: map[string]int32{},
		names: map[string]tables.DimIndicator{}, checkFiles: s.Files("checks"), martFiles: s.Files("indicator_values")}
	for _, step := range []func() error{x.readDocuments, x.readSmall, x.readFindings, x.readClasses, x.readMart, func() error { return x.compare(store) }} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := step(); err != nil {
			return nil, err
		}
	}
	return x, nil
}

func (x *Index) readDocuments() error {
	same := newNames() // issuers, formats and areas repeat
	for d, err := range load.ReadTable[tables.Document](x.Snapshot) {
		if err != nil {
			return err
		}
		if d.DuplicateOf != "" {
			continue
		}
		for _, field := range []*string{&d.Format, &d.Encoding, &d.Issuer, &d.Place, &d.Period, &d.AreaCode, &d.AreaList, &d.AreaName, &d.LexiconDigest, &d.ProgramVersion} {
			*field = same.list[same.id(*field)]
		}
		x.documents[d.DocumentID] = int32(len(x.Documents))
		x.Documents = append(x.Documents, d)
	}
	return nil
}

// readSmall reads the tables of which everything is kept, or counted.
func (x *Index) readSmall() error {
	for r, err := range load.ReadTable[tables.Run](x.Snapshot) {
		if err != nil {
			return err
		}
		x.Runs = append(x.Runs, r)
	}
	slices.Reverse(x.Runs)
	reasons := newNames()
	var count []int
	var whole, places []tables.Reject
	for r, err := range load.ReadTable[tables.Reject](x.Snapshot) {
		if err != nil {
			return err
		}
		count = counted(count, reasons.id(r.Reason))
		if r.Start == nil && len(whole) < MaxRejects {
			whole = append(whole, r)
		} else if len(places) < MaxRejects {
			places = append(places, r)
		}
	}
	x.Rejects = append(whole, places...)
	x.Rejects = x.Rejects[:min(len(x.Rejects), MaxRejects)]
	x.Reasons = ranked(reasons, count)
	for d, err := range load.ReadTable[tables.DimIndicator](x.Snapshot) {
		if err != nil {
			return err
		}
		x.names[d.Code] = d
	}
	for p, err := range load.ReadTable[tables.DimPeriod](x.Snapshot) {
		if err != nil {
			return err
		}
		x.Periods = append(x.Periods, p)
	}
	day := func(d *tables.Date) tables.Date {
		if d == nil {
			return 0
		}
		return *d
	}
	slices.SortStableFunc(x.Periods, func(a, b tables.DimPeriod) int {
		return cmp.Or(cmp.Compare(day(a.End), day(b.End)), cmp.Compare(day(b.Start), day(a.Start)), cmp.Compare(a.Key, b.Key))
	})
	for i, p := range x.Periods {
		x.periods[p.Key] = int32(i)
	}
	return nil
}

// readClasses counts the numerals by their class.
func (x *Index) readClasses() error {
	type classed struct {
		Class string `parquet:"class"`
	}
	n := map[string]int{}
	for _, f := range x.Snapshot.Files("numerals") {
		for row, err := range load.ReadFrom[classed](x.Shelf, x.Snapshot.Path(f), 0) {
			if err != nil {
				return err
			}
			n[row.Class]++
		}
	}
	x.Classes = inOrder(audit.Classes(), n)
	return nil
}

// Document returns a document by its id.
func (x *Index) Document(id string) (*tables.Document, bool) {
	i, ok := x.documents[id]
	if !ok {
		return nil, false
	}
	return &x.Documents[i], true
}

// PartitionOf is where the rows of a document are.
func PartitionOf(d *tables.Document) string {
	return load.PartitionPath(tables.Partition{Year: int(d.ReportYear), Area: cmp.Or(d.AreaCode, tables.UnknownArea)})
}

// Area returns an area by its key.
func (x *Index) Area(key string) (Area, bool) {
	i, ok := x.areas[key]
	if !ok {
		return Area{}, false
	}
	return x.Areas[i], true
}

// area returns the number of an area; -1 where nothing is known of it.
func (x *Index) area(list, code, name string) int32 {
	key := list + ":" + code
	if code == "" {
		if name == "" {
			return -1
		}
		key = "~" + name
	}
	i, ok := x.areas[key]
	if !ok {
		i = int32(len(x.Areas))
		x.Areas = append(x.Areas, Area{Key: key, List: list, Code: code, Name: name})
		x.areas[key] = i
	}
	return i
}

// names gives texts numbers, in the order of their first appearance.
type names struct {
	ids  map[string]int32
	list []string
}

func newNames() *names { return &names{ids: map[string]int32{}} }

func (n *names) id(s string) int32 {
	i, ok := n.ids[s]
	if !ok {
		i = int32(len(n.list))
		n.list = append(n.list, s)
		n.ids[s] = i
	}
	return i
}

func counted(count []int, id int32) []int {
	if int(id) == len(count) {
		count = append(count, 0)
	}
	count[id]++
	return count
}

// ranked lists the names by how often they occur, the most frequent first.
func ranked(n *names, count []int) []audit.Count {
	out := make([]audit.Count, len(count))
	for i, c := range count {
		out[i] = audit.Count{Name: n.list[i], N: c}
	}
	slices.SortFunc(out, func(a, b audit.Count) int { return cmp.Or(b.N-a.N, cmp.Compare(a.Name, b.Name)) })
	return out
}

// inOrder lists what occurs in the order of a vocabulary.
func inOrder(order []string, n map[string]int) []audit.Count {
	var out []audit.Count
	for _, name := range order {
		if n[name] > 0 {
			out = append(out, audit.Count{Name: name, N: n[name]})
		}
	}
	return out
}

// group is the rows of one document within a file.
type group[T any] struct {
	document string
	first    int64 // number of the first row in the file
	rows     []T
}

// groups yields the rows of a file document by document; the slice of rows is used again.
func groups[T any, P interface {
	*T
	Owner() string
}](seq iter.Seq2[T, error]) iter.Seq2[group[T], error] {
	return func(yield func(group[T], error) bool) {
		g := group[T]{}
		at := int64(0)
		for row, err := range seq {
			if err != nil {
				yield(g, err)
				return
			}
			if owner := P(&row).Owner(); owner != g.document {
				if len(g.rows) > 0 && !yield(g, nil) {
					return
				}
				g = group[T]{document: owner, first: at, rows: g.rows[:0]}
			}
			g.rows = append(g.rows, row)
			at++
		}
		if len(g.rows) > 0 {
			yield(g, nil)
		}
	}
}

// AreaNumber returns the number of an area in Index.Areas; -1 where it is unknown.
func (x *Index) AreaNumber(list, code, name string) int32 {
	key := list + ":" + code
	if code == "" {
		key = "~" + name
	}
	if i, ok := x.areas[key]; ok {
		return i
	}
	return -1
}

// PeriodNumber returns a period by its key, with its number in Index.Periods.
func (x *Index) PeriodNumber(key string) (tables.DimPeriod, int32, bool) {
	i, ok := x.periods[key]
	if !ok {
		return tables.DimPeriod{}, -1, false
	}
	return x.Periods[i], i, true
}
