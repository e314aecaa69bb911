package index

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"solieu/load"
	"solieu/pipeline/audit"
	"solieu/schemas"
	"solieu/schemas/tables"
)

// Finding is a check that an auditor should read, as far as lists and filters need it.
type Finding struct {
	Issue             string
	Printed, Computed float64 // NaN where unknown
	Document          int32   // in Index.Documents
	Ordinal           int32   // of the check in its document
	Lead              int32   // in Index.Findings: the graver one that shares a figure with it; -1 where there is none
	Subject           int32
	Unit              int32
	Area              int32 // in Index.Areas; -1 where unknown
	Period            int32 // in Index.Periods; -1 where unknown
	Year              int16 // of the period's last day; 0 where unknown
	Kind              int16
	Severity          uint8 // its place in audit.Severities
	Violated          bool
	New               bool // the snapshot before did not have it

	size float64 // of the deviation, relative to what is printed
	file int32   // in the table checks
	row  int64
}

// judged is what the index reads of every check.
type judged struct {
	IssueID       string          `parquet:"issue_id"`
	DocumentID    string          `parquet:"document_id,dict"`
	Ordinal       int32           `parquet:"ordinal"`
	Kind          string          `parquet:"kind,dict"`
	StatedStart   *int64          `parquet:"stated_start,optional"`
	OperandStarts []int64         `parquet:"operand_starts,list"`
	Outcome       string          `parquet:"outcome,dict"`
	Severity      string          `parquet:"severity,dict"`
	Printed       *tables.Decimal `parquet:"printed,optional,decimal(9:38)"`
	Computed      *tables.Decimal `parquet:"computed,optional,decimal(9:38)"`
	Deviation     *tables.Decimal `parquet:"deviation,optional,decimal(9:38)"`
	Unit          string          `parquet:"unit,optional,dict"`
	Indicator     string          `parquet:"indicator,optional,dict"`
	PeriodKey     string          `parquet:"period_key,optional,dict"`
	AreaCode      string          `parquet:"area_code,optional,dict"`
	AreaList      string          `parquet:"area_list,optional,dict"`
	AreaName      string          `parquet:"area_name,optional,dict"`
}

// Owner returns the document that the row belongs to.
func (j *judged) Owner() string { return j.DocumentID }

func (j *judged) finding() bool {
	return j.Outcome == string(schemas.Violated) || j.Severity != string(schemas.SeverityInfo)
}

// linked is what the index reads of every figure.
type linked struct {
	DocumentID    string `parquet:"document_id,dict"`
	Start         int64  `parquet:"start"`
	OfStart       *int64 `parquet:"of_start,optional"`
	ParentStart   *int64 `parquet:"parent_start,optional"`
	GroupID       *int32 `parquet:"group_id,optional"`
	Indicator     string `parquet:"indicator,optional,dict"`
	IndicatorCode string `parquet:"indicator_code,optional,dict"`
}

// Owner returns the document that the row belongs to.
func (l *linked) Owner() string { return l.DocumentID }

// Phrase is what a figure measures in the report's own words, where the catalogue has no indicator for it.
type Phrase struct {
	Text     string
	Figures  int
	Document string // the id of one that has it
	Start    int64  // of a figure there
}

// readFindings goes through checks and figures side by side, document by document: both tables are sorted alike.
func (x *Index) readFindings() error {
	outcomes := map[string]int{}
	w := &phrases{texts: newNames()}
	figures := map[string]load.File{}
	for _, f := range x.Snapshot.Files("observations") {
		figures[f.Partition()] = f
	}
	for i, f := range x.checkFiles {
		next, stop := iter.Pull2(x.figureGroups(figures, f.Partition()))
		err := x.readPart(int32(i), f, next, outcomes, w)
		stop()
		if err != nil {
			return err
		}
		delete(figures, f.Partition())
	}
	for _, f := range x.Snapshot.Files("observations") { // partitions without a check
		if _, left := figures[f.Partition()]; !left {
			continue
		}
		for g, err := range x.figureGroups(figures, f.Partition()) {
			if err != nil {
				return err
			}
			x.cover(g, nil, w)
		}
	}
	x.Outcomes = inOrder(audit.Outcomes(), outcomes)
	x.Phrases, x.Strange = w.ranked(x), len(w.texts.list)
	x.rank()
	return nil
}

func (x *Index) figureGroups(figures map[string]load.File, partition string) iter.Seq2[group[linked], error] {
	f, ok := figures[partition]
	if !ok {
		return func(func(group[linked], error) bool) {}
	}
	return groups[linked](load.ReadFrom[linked](x.Shelf, x.Snapshot.Path(f), 0))
}

func (x *Index) readPart(file int32, f load.File, next func() (group[linked], error, bool), outcomes map[string]int, w *phrases) error {
	g, err, more := next()
	for c, failed := range groups[judged](load.ReadFrom[judged](x.Shelf, x.Snapshot.Path(f), 0)) {
		if failed != nil {
			return failed
		}
		for ; more && err == nil && g.document < c.document; g, err, more = next() {
			x.cover(g, nil, w)
		}
		if err != nil {
			return err
		}
		for i := range c.rows {
			outcomes[c.rows[i].Outcome]++
		}
		if more && g.document == c.document {
			x.cover(g, c.rows, w)
			g, err, more = next()
		}
		x.take(file, c)
	}
	for ; more && err == nil; g, err, more = next() {
		x.cover(g, nil, w)
	}
	return err
}

// cover adds a document's figures to the coverage.
func (x *Index) cover(g group[linked], checks []judged, w *phrases) {
	links := make([]audit.Link, len(g.rows))
	for i, r := range g.rows {
		links[i] = audit.Link{Start: r.Start, Of: r.OfStart, Parent: r.ParentStart, Grouped: r.GroupID != nil}
		if r.IndicatorCode == "" {
			x.Unmapped++
			w.add(r, x.documents[r.DocumentID])
		}
	}
	relations := make([]audit.Relation, len(checks))
	for i, c := range checks {
		relations[i] = audit.Relation{Places: c.check().OperandStarts, Evaluated: c.Outcome != string(schemas.NotEvaluable)}
		if c.StatedStart != nil {
			relations[i].Places = append(relations[i].Places, *c.StatedStart)
		}
	}
	x.Coverage.Add(audit.Cover(links, relations))
}

func (j *judged) check() tables.Check {
	return tables.Check{StatedStart: j.StatedStart, OperandStarts: slices.Clone(j.OperandStarts), Outcome: j.Outcome, Severity: j.Severity}
}

// take adds the findings among a document's checks.
func (x *Index) take(file int32, g group[judged]) {
	document, known := x.documents[g.document]
	if !known || !slices.ContainsFunc(g.rows, func(j judged) bool { return j.finding() }) {
		return
	}
	checks := make([]tables.Check, len(g.rows))
	for i := range g.rows {
		checks[i] = g.rows[i].check()
	}
	leads := audit.Leads(checks)
	at := make([]int32, len(g.rows)) // in Findings; -1 where the row is none
	for i, j := range g.rows {
		if !j.finding() {
			at[i] = -1
			continue
		}
		at[i] = int32(len(x.Findings))
		x.Findings = append(x.Findings, x.finding(j, document, file, g.first+int64(i)))
	}
	for i, lead := range leads {
		if at[i] >= 0 && lead >= 0 && lead != i && at[lead] >= 0 {
			x.Findings[at[i]].Lead = at[lead]
		}
	}
}

func (x *Index) finding(j judged, document, file int32, row int64) Finding {
	f := Finding{Issue: j.IssueID, Printed: double(j.Printed), Computed: double(j.Computed), Document: document, Ordinal: j.Ordinal, Lead: -1,
		Subject: x.subjects.id(j.Indicator), Unit: x.units.id(j.Unit), Area: x.area(j.AreaList, j.AreaCode, j.AreaName), Period: -1,
		Kind: int16(x.kinds.id(j.Kind)), Severity: uint8(max(slices.Index(audit.Severities(), j.Severity), 0)),
		Violated: j.Outcome == string(schemas.Violated), file: file, row: row}
	if p, ok := x.periods[j.PeriodKey]; ok {
		f.Period, f.Year = p, int16(x.Periods[p].Year)
	}
	if by := double(j.Deviation); !math.IsNaN(by) && !math.IsNaN(f.Printed) {
		f.size = math.Abs(by)
		if f.Printed != 0 {
			f.size /= math.Abs(f.Printed)
		}
	}
	return f
}

func double(d *tables.Decimal) float64 {
	if d == nil {
		return math.NaN()
	}
	return d.Value().Float64()
}

// rank puts the findings in the order of the report: violations first, by severity, by the size of the deviation, by place; what follows
// from another stands behind it.
func (x *Index) rank() {
	old := x.Findings
	order := make([]int32, len(old))
	for i := range order {
		order[i] = int32(i)
	}
	lead := func(i int32) int32 {
		if l := old[i].Lead; l >= 0 && old[l].Violated == old[i].Violated {
			return l
		}
		return i
	}
	slices.SortFunc(order, func(a, b int32) int {
		la, lb := lead(a), lead(b)
		if la == lb {
			return cmp.Or(boolean(a != la)-boolean(b != lb), before(&old[a], &old[b]))
		}
		return before(&old[la], &old[lb])
	})
	place := make([]int32, len(old))
	x.Findings = make([]Finding, len(old))
	for to, from := range order {
		place[from] = int32(to)
		x.Findings[to] = old[from]
	}
	for i := range x.Findings {
		f := &x.Findings[i]
		if f.Lead >= 0 {
			f.Lead = place[f.Lead]
		}
		if _, twice := x.issues[f.Issue]; !twice {
			x.issues[f.Issue] = int32(i)
		}
	}
}

func before(a, b *Finding) int {
	return cmp.Or(boolean(!a.Violated)-boolean(!b.Violated), int(a.Severity)-int(b.Severity), cmp.Compare(b.size, a.size),
		cmp.Compare(a.Document, b.Document), cmp.Compare(a.Ordinal, b.Ordinal))
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// phrases counts what the catalogue does not know.
type phrases struct {
	texts *names
	count []int
	where []place
}

type place struct {
	document int32
	start    int64
}

func (w *phrases) add(r linked, document int32) {
	id := w.texts.id(r.Indicator)
	if int(id) == len(w.where) {
		w.where = append(w.where, place{document, r.Start})
	}
	w.count = counted(w.count, id)
}

func (w *phrases) ranked(x *Index) []Phrase {
	order := make([]int32, len(w.count))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		return cmp.Or(w.count[b]-w.count[a], cmp.Compare(w.texts.list[a], w.texts.list[b]))
	})
	var out []Phrase
	for _, i := range order[:min(len(order), MaxPhrases)] {
		out = append(out, Phrase{w.texts.list[i], w.count[i], x.Documents[w.where[i].document].DocumentID, w.where[i].start})
	}
	return out
}
