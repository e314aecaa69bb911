package audit

import (
	"cmp"
	"slices"

	"solieu/load"
	"solieu/schemas"
	"solieu/schemas/tables"
	"solieu/transform/check"
)

// Options of a report.
type Options struct {
	Lang    string       // "vi" or "en"
	Waivers []Waiver     // the findings that people accepted
	Day     schemas.Date // the day on which waivers are judged
	Brief   bool         // leave out the texts of documents without a finding
}

// Report is what an auditor is shown of one snapshot.
type Report struct {
	Lang       string
	Snapshot   int
	Version    string // of the program
	Contract   string
	Lexicon    string // digest
	Head       string // of the validation log; empty where the snapshot has none
	Day        schemas.Date
	Coverage   Coverage // of all documents
	Outcomes   []Count  // of all checks, in the order of the vocabulary
	Classes    []Count  // of all numerals
	Aside      []Count  // places of the texts that could not be interpreted and take part in no check, by reason
	Documents  []*Document
	Violations []*Finding // gravest first; what follows from another stands behind it, what is waived at the end
	Warnings   []*Finding // grave enough to be read, but not violated
	Decisions  int        // violations that turn a verdict
	Waived     int        // violations with a waiver in force
	Expired    []Waiver   // waivers whose last day is past
	Unused     []Waiver   // waivers that no finding of the snapshot bears the id of
}

// Open returns the number of violations without a waiver in force.
func (r *Report) Open() int { return len(r.Violations) - r.Waived }

// Coverage counts the figures on their way to a verdict; each number includes the next.
type Coverage struct {
	Seen      int // numerals that are figures
	Linked    int // figures that the text ties to another one: a base, a total, a list, a relation
	Checkable int // figures that take part in a relation
	Checked   int // figures that take part in a relation that could be evaluated
}

// Add adds the counts of another document.
func (c *Coverage) Add(d Coverage) {
	c.Seen += d.Seen
	c.Linked += d.Linked
	c.Checkable += d.Checkable
	c.Checked += d.Checked
}

// Count is how often a word of a vocabulary occurs.
type Count struct {
	Name string
	N    int
}

// Document is one report of the snapshot with all that was found in it.
type Document struct {
	tables.Document
	Index    int // from 1
	Cover    Coverage
	Outcomes []Count
	Classes  []Count
	Segments []Segment   // the whole text, in order; none where it is left out
	Findings int         // violations, waived ones included
	Habit    check.Habit // how its author shortens numbers, as far as relations tell

	text     string
	newlines []int // offsets
	figures  []tables.Observation
	byStart  map[int64]*tables.Observation
	numerals []tables.Numeral
	checks   []tables.Check
}

// Gather reads a snapshot. A document whose bytes stand for several sources appears once.
func Gather(s load.Snapshot, opt Options) (*Report, error) {
	r := &Report{Lang: opt.Lang, Snapshot: s.Number, Version: s.Manifest.Version, Contract: s.Manifest.Contract, Lexicon: s.Manifest.LexiconDigest, Day: opt.Day}
	if s.Manifest.Log != nil {
		r.Head = s.Manifest.Log.Head
	}
	byID, err := r.read(s)
	if err != nil {
		return nil, err
	}
	r.Documents = slices.DeleteFunc(r.Documents, func(d *Document) bool { return byID[d.DocumentID] != d })
	w := newRegister(opt.Waivers, opt.Day)
	for i, d := range r.Documents {
		d.Index = i + 1
		d.index()
		d.measure()
	}
	for _, d := range r.Documents {
		found := d.findings(opt.Lang, w)
		for _, f := range found {
			f.compare(byID, opt.Lang)
		}
		if len(found) > 0 || !opt.Brief {
			d.mark(found, opt.Lang)
		}
		r.take(d, found)
	}
	rank(r.Violations)
	rank(r.Warnings)
	r.Expired, r.Unused = w.idle()
	return r, nil
}

// read reads the tables and returns the documents by their id.
func (r *Report) read(s load.Snapshot) (map[string]*Document, error) {
	byID := map[string]*Document{}
	for d, err := range load.ReadTable[tables.Document](s) {
		if err != nil {
			return nil, err
		}
		if d.DuplicateOf == "" {
			r.Documents = append(r.Documents, &Document{Document: d})
			byID[d.DocumentID] = r.Documents[len(r.Documents)-1]
		}
	}
	err := each(s, byID, func(d *Document, t tables.Text) { d.text = t.Text })
	if err == nil {
		err = each(s, byID, func(d *Document, o tables.Observation) { d.figures = append(d.figures, o) })
	}
	if err == nil {
		err = each(s, byID, func(d *Document, n tables.Numeral) { d.numerals = append(d.numerals, n) })
	}
	aside := map[string]int{}
	if err == nil {
		err = each(s, byID, func(_ *Document, r tables.Reject) { aside[r.Reason]++ })
	}
	r.Aside = counts(asideOrder, aside)
	if err == nil {
		err = each(s, byID, func(d *Document, c tables.Check) { d.checks = append(d.checks, c) })
	}
	return byID, err
}

// owned is a row that belongs to a document.
type owned[T any] interface {
	tables.Row[T]
	Owner() string
}

func each[T any, P owned[T]](s load.Snapshot, byID map[string]*Document, f func(*Document, T)) error {
	for row, err := range load.ReadTable[T, P](s) {
		if err != nil {
			return err
		}
		if d := byID[P(&row).Owner()]; d != nil {
			f(d, row)
		}
	}
	return nil
}

// index makes figures and lines found by their place.
func (d *Document) index() {
	for i := range len(d.text) {
		if d.text[i] == '\n' {
			d.newlines = append(d.newlines, i)
		}
	}
	d.byStart = make(map[int64]*tables.Observation, len(d.figures))
	for i := range d.figures {
		d.byStart[d.figures[i].Start] = &d.figures[i]
	}
}

// measure counts what the document holds and how much of it was checked.
func (d *Document) measure() {
	outcomes, classes := map[string]int{}, map[string]int{}
	var relations []Relation // within the report: what it can be held to by itself
	for _, c := range d.checks {
		outcomes[c.Outcome]++
		if c.EarlierID == "" {
			relations = append(relations, Relation{places(c), c.Outcome != string(schemas.NotEvaluable)})
		}
	}
	links := make([]Link, len(d.figures))
	for i := range d.figures {
		o := &d.figures[i]
		links[i] = Link{o.Start, o.OfStart, o.ParentStart, o.GroupID != nil}
	}
	d.Cover = Cover(links, relations)
	d.Habit = d.habit()
	for _, n := range d.numerals {
		classes[n.Class]++
	}
	d.Outcomes, d.Classes = counts(outcomeOrder, outcomes), counts(classOrder, classes)
}

// habit gives the rows back the form that they had as figures and checks, as far as the habit depends on them.
func (d *Document) habit() check.Habit {
	x := &schemas.Extraction{Figures: make([]schemas.Figure, len(d.figures))}
	at := make(map[int64]int, len(d.figures))
	for i := range d.figures {
		o := &d.figures[i]
		at[o.Start] = i
		if o.Value != nil && o.ValueLow != nil && o.ValueHigh != nil {
			x.Figures[i] = schemas.Figure{Value: o.Value.Value(), Low: o.ValueLow.Value(), High: o.ValueHigh.Value(), Unit: o.Unit, UnitMult: int(o.UnitMult), Decimals: int(o.Decimals)}
		}
	}
	var checks []schemas.Check
	for _, c := range d.checks {
		if c.StatedStart == nil || c.ComputedLow == nil || c.ComputedHigh == nil || c.EarlierID != "" {
			continue
		}
		if i, ok := at[*c.StatedStart]; ok {
			checks = append(checks, schemas.Check{Kind: schemas.CheckKind(c.Kind), Stated: i, Outcome: schemas.Outcome(c.Outcome), Low: c.ComputedLow.String(), High: c.ComputedHigh.String()})
		}
	}
	return check.HabitOf(checks, x)
}

// places returns the starts of a relation's figures: the stated one first, if there is one.
func places(c tables.Check) []int64 {
	if c.StatedStart == nil {
		return c.OperandStarts
	}
	return append([]int64{*c.StatedStart}, c.OperandStarts...)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// counts lists what occurs, in the order of a vocabulary.
func counts(order []string, n map[string]int) []Count {
	var out []Count
	for _, name := range order {
		if n[name] > 0 {
			out = append(out, Count{name, n[name]})
		}
	}
	return out
}

// merge adds counts of the same vocabulary.
func merge(order []string, a, b []Count) []Count {
	n := map[string]int{}
	for _, c := range slices.Concat(a, b) {
		n[c.Name] += c.N
	}
	return counts(order, n)
}

// take adds a document's findings and counts.
func (r *Report) take(d *Document, found []*Finding) {
	r.Coverage.Add(d.Cover)
	r.Outcomes, r.Classes = merge(outcomeOrder, r.Outcomes, d.Outcomes), merge(classOrder, r.Classes, d.Classes)
	for _, f := range found {
		if !f.Violated() {
			r.Warnings = append(r.Warnings, f)
			continue
		}
		d.Findings++
		r.Violations = append(r.Violations, f)
		r.Waived += one(f.Waiver != nil)
		r.Decisions += one(f.Check.Severity == string(schemas.SeverityDecision))
	}
}

// rank orders findings: those without a waiver first, then by severity, by the size of the deviation relative to what is printed, and by place.
// What shares a figure with a graver finding stands behind that one.
func rank(fs []*Finding) {
	lead := map[*Finding]*Finding{}
	for _, f := range fs {
		lead[f] = f
		if f.Lead != nil && f.Lead.waived() == f.waived() {
			lead[f] = f.Lead
		}
	}
	slices.SortStableFunc(fs, func(a, b *Finding) int {
		if lead[a] == lead[b] {
			return cmp.Or(cmp.Compare(one(a != lead[a]), one(b != lead[b])), before(a, b))
		}
		return before(lead[a], lead[b])
	})
}

func before(a, b *Finding) int {
	return cmp.Or(cmp.Compare(one(a.waived()), one(b.waived())), cmp.Compare(gravity(a.Check.Severity), gravity(b.Check.Severity)),
		b.size.Cmp(a.size), cmp.Compare(a.Document.Index, b.Document.Index), cmp.Compare(a.Check.Ordinal, b.Check.Ordinal))
}

func gravity(severity string) int { return slices.Index(severityOrder, severity) }
