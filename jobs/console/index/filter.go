package index

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"solieu/jobs/console/ledger"
	"solieu/load"
	"solieu/pipeline/audit"
	"solieu/schemas/lexicon"
)

// Filter picks findings; a zero field picks all.
type Filter struct {
	Severity string
	Kind     string
	Outcome  string // "violated" or "warning"
	Area     string // an area's key
	Year     int    // of the period's last day
	Document string // an id
	Waived   string // "yes", "no", or "upheld": somebody looked at it and did not accept it
	New      bool   // not in the snapshot before
	Text     string // words of the indicator or of the document's name, compared as the lexicon compares words
}

// Selection is what a filter picked. The counts of a vocabulary are of what all other fields of the filter pick, so that they tell what a
// different choice would show.
type Selection struct {
	Found      []int32 // in Index.Findings; those with a waiver in force at the end
	Waived     int     // among them
	Severities []audit.Count
	Kinds      []audit.Count
	Areas      []audit.Count // by key
	Years      []audit.Count
}

// Select applies a filter. state tells what people decided about an issue: [ledger.Accept] where a waiver is in force, [ledger.Uphold], or nothing.
func (x *Index) Select(f Filter, state func(issue string) string) Selection {
	t := x.compile(f)
	var out Selection
	var behind []int32
	severities, kinds := make([]int, 8), make([]int, len(x.kinds.list))
	areas, years := make([]int, len(x.Areas)+1), make([]int, 1<<12)
	for i := range x.Findings {
		g := &x.Findings[i]
		if !t.base(g) {
			continue
		}
		decided := state(g.Issue)
		is := decided == ledger.Accept
		if f.Waived == "yes" && !is || f.Waived == "no" && is || f.Waived == "upheld" && decided != ledger.Uphold {
			continue
		}
		severity, kind := t.severity < 0 || int(g.Severity) == t.severity, t.kind < 0 || int(g.Kind) == t.kind
		area, year := t.area < -1 || g.Area == t.area, f.Year == 0 || int(g.Year) == f.Year
		severities[g.Severity] += boolean(kind && area && year)
		kinds[g.Kind] += boolean(severity && area && year)
		areas[g.Area+1] += boolean(severity && kind && year)
		years[max(int(g.Year), 0)&(1<<12-1)] += boolean(severity && kind && area)
		switch {
		case !severity || !kind || !area || !year:
		case is:
			behind = append(behind, int32(i))
		default:
			out.Found = append(out.Found, int32(i))
		}
	}
	out.Found, out.Waived = append(out.Found, behind...), len(behind)
	x.count(&out, severities, kinds, areas, years)
	return out
}

func (x *Index) count(out *Selection, severities, kinds, areas, years []int) {
	add := func(to *[]audit.Count, name string, n int) {
		if n > 0 {
			*to = append(*to, audit.Count{Name: name, N: n})
		}
	}
	for i, name := range audit.Severities() {
		add(&out.Severities, name, severities[i])
	}
	for i, name := range x.kinds.list {
		add(&out.Kinds, name, kinds[i])
	}
	for i, a := range x.Areas {
		add(&out.Areas, a.Key, areas[i+1])
	}
	for year := len(years) - 1; year > 0; year-- {
		add(&out.Years, fmt.Sprint(year), years[year])
	}
	byName := func(a, b audit.Count) int { return strings.Compare(a.Name, b.Name) }
	slices.SortFunc(out.Kinds, byName)
	slices.SortFunc(out.Areas, func(a, b audit.Count) int {
		return strings.Compare(x.Areas[x.areas[a.Name]].Name, x.Areas[x.areas[b.Name]].Name)
	})
}

// test is a filter with its words looked up.
type test struct {
	Filter
	severity, kind int
	area, document int32
	subjects       []bool // that hold the text
	documents      []bool
}

func (x *Index) compile(f Filter) test {
	t := test{Filter: f, severity: -1, kind: -1, area: -2, document: -1}
	const none = math.MaxInt32 // a word that no finding has
	if f.Severity != "" {
		if t.severity = slices.Index(audit.Severities(), f.Severity); t.severity < 0 {
			t.severity = none
		}
	}
	if f.Kind != "" {
		if t.kind = slices.Index(x.kinds.list, f.Kind); t.kind < 0 {
			t.kind = none
		}
	}
	if f.Area != "" {
		t.area = none
		if a, ok := x.areas[f.Area]; ok {
			t.area = a
		}
	}
	if f.Document != "" {
		t.document = -2
		if d, ok := x.documents[f.Document]; ok {
			t.document = d
		}
	}
	if words := lexicon.FoldWords(f.Text); words != "" {
		t.subjects, t.documents = make([]bool, len(x.subjects.list)), make([]bool, len(x.Documents))
		for i, s := range x.subjects.list {
			t.subjects[i] = strings.Contains(lexicon.FoldWords(s), words)
		}
		for i := range x.Documents {
			d := &x.Documents[i]
			t.documents[i] = strings.Contains(lexicon.FoldWords(d.URI+" "+d.DocumentNumber), words)
		}
	}
	return t
}

// base applies the fields that have no counts.
func (t *test) base(g *Finding) bool {
	switch {
	case t.Outcome == "violated" && !g.Violated, t.Outcome == "warning" && g.Violated:
		return false
	case t.document != -1 && g.Document != t.document, t.New && !g.New:
		return false
	}
	return t.subjects == nil || t.subjects[g.Subject] || t.documents[g.Document]
}

// Find returns the findings of an issue, in their order: usually one, several where reports share it.
func (x *Index) Find(issue string) []int32 {
	first, ok := x.issues[issue]
	if !ok {
		return nil
	}
	out := []int32{first}
	for i := int(first) + 1; i < len(x.Findings); i++ {
		if x.Findings[i].Issue == issue {
			out = append(out, int32(i))
		}
	}
	return out
}

// Kind, Subject and Unit are the words of a finding.
func (x *Index) Kind(f *Finding) string    { return x.kinds.list[f.Kind] }
func (x *Index) Subject(f *Finding) string { return x.subjects.list[f.Subject] }
func (x *Index) Unit(f *Finding) string    { return x.units.list[f.Unit] }

// Rows reads rows of the table checks for findings, with the columns of T, in the order of the findings.
func Rows[T any](x *Index, findings []int32) ([]T, error) {
	order := slices.Clone(findings)
	slices.SortFunc(order, func(a, b int32) int {
		f, g := &x.Findings[a], &x.Findings[b]
		if f.file != g.file {
			return int(f.file - g.file)
		}
		return int(f.row - g.row)
	})
	rows := make(map[int32]T, len(order))
	for len(order) > 0 {
		n := 1
		for n < len(order) && x.Findings[order[n]].file == x.Findings[order[0]].file {
			n++
		}
		at := make([]int64, n)
		for i, f := range order[:n] {
			at[i] = x.Findings[f].row
		}
		got, err := load.ReadAt[T](x.Shelf, x.Snapshot.Path(x.checkFiles[x.Findings[order[0]].file]), at)
		if err != nil {
			return nil, err
		}
		for i, f := range order[:n] {
			rows[f] = got[i]
		}
		order = order[n:]
	}
	out := make([]T, len(findings))
	for i, f := range findings {
		out[i] = rows[f]
	}
	return out, nil
}

// Each reads the rows of the table checks for findings, file by file, so that very many can be read; rank is the finding's place in the slice.
func Each[T any](x *Index, findings []int32, f func(rank int, row T) error) error {
	files := make([]map[int64]int, len(x.checkFiles)) // row to rank
	for rank, i := range findings {
		g := &x.Findings[i]
		if files[g.file] == nil {
			files[g.file] = map[int64]int{}
		}
		files[g.file][g.row] = rank
	}
	for i, wanted := range files {
		at, left := int64(0), len(wanted)
		if left == 0 {
			continue
		}
		for row, err := range load.ReadFrom[T](x.Shelf, x.Snapshot.Path(x.checkFiles[i]), 0) {
			if err != nil {
				return err
			}
			if rank, ok := wanted[at]; ok {
				left--
				if err := f(rank, row); err != nil {
					return err
				}
			}
			if at++; left == 0 {
				break
			}
		}
	}
	return nil
}
