package load

import (
	"cmp"
	"path"
	"slices"

	"solieu/schemas/tables"
)

// Difference is what changed from snapshot A to snapshot B.
type Difference struct {
	A, B     int
	Tables   []TableDifference
	Added    []string       // URIs that only B has
	Removed  []string       // URIs that only A has
	Changed  []string       // URIs with other bytes in B
	Reread   []string       // URIs with the same bytes, read with another lexicon or program version
	Opened   []tables.Check // violations that only B has, by document URI and issue
	Resolved []tables.Check // violations that only A has
}

// TableDifference counts the rows and names the files of one table that differ; paths without files in B are gone.
type TableDifference struct {
	Table        string
	RowsA, RowsB int64
	Files        []string
}

// Diff compares two snapshots: by files, by sources, and by the violations that appeared or went.
func Diff(a, b Snapshot) (Difference, error) {
	d := Difference{A: a.Number, B: b.Number}
	for _, t := range tables.All() {
		if td := diffTable(t.Name, a, b); len(td.Files) > 0 {
			d.Tables = append(d.Tables, td)
		}
	}
	was, err := sources(a)
	if err != nil {
		return d, err
	}
	is, err := sources(b)
	if err != nil {
		return d, err
	}
	both(was, is, func(uri string, x, y *tables.Document) {
		switch {
		case x == nil:
			d.Added = append(d.Added, uri)
		case y == nil:
			d.Removed = append(d.Removed, uri)
		case x.DocumentID != y.DocumentID:
			d.Changed = append(d.Changed, uri)
		case x.LexiconDigest != y.LexiconDigest || x.ProgramVersion != y.ProgramVersion:
			d.Reread = append(d.Reread, uri)
		}
	})
	before, err := violations(a)
	if err != nil {
		return d, err
	}
	after, err := violations(b)
	if err != nil {
		return d, err
	}
	both(before, after, func(_ string, x, y *tables.Check) {
		switch {
		case x == nil:
			d.Opened = append(d.Opened, *y)
		case y == nil:
			d.Resolved = append(d.Resolved, *x)
		}
	})
	return d, nil
}

func diffTable(table string, a, b Snapshot) TableDifference {
	td := TableDifference{Table: table, RowsA: a.Rows(table), RowsB: b.Rows(table)}
	was, is := map[string]File{}, map[string]File{}
	for _, f := range a.Files(table) {
		was[f.Path] = f
	}
	for _, f := range b.Files(table) {
		is[f.Path] = f
	}
	both(was, is, func(p string, x, y *File) {
		if x == nil || y == nil || x.SHA256 != y.SHA256 {
			td.Files = append(td.Files, path.Clean(p))
		}
	})
	return td
}

// both visits the keys of two maps in order, with nil where a map lacks the key.
func both[V any](a, b map[string]V, visit func(key string, x, y *V)) {
	keys := make([]string, 0, len(a)+len(b))
	for k := range a {
		keys = append(keys, k)
	}
	for k := range b {
		if _, ok := a[k]; !ok {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, cmp.Compare[string])
	for _, k := range keys {
		var x, y *V
		if v, ok := a[k]; ok {
			x = &v
		}
		if v, ok := b[k]; ok {
			y = &v
		}
		visit(k, x, y)
	}
}

func sources(s Snapshot) (map[string]tables.Document, error) {
	out := map[string]tables.Document{}
	for d, err := range ReadTable[tables.Document](s) {
		if err != nil {
			return nil, err
		}
		out[d.URI] = d
	}
	return out, nil
}

func violations(s Snapshot) (map[string]tables.Check, error) {
	out := map[string]tables.Check{}
	for c, err := range ReadTable[tables.Check](s) {
		if err != nil {
			return nil, err
		}
		if c.Outcome == "violated" {
			out[c.URI+"\x00"+c.IssueID] = c
		}
	}
	return out, nil
}
