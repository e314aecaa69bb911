package audit

import (
	"math/big"
	"strings"

	"solieu/schemas"
	"solieu/schemas/tables"
	"solieu/transform/check"
)

// Finding is a check that an auditor should read.
type Finding struct {
	Check     tables.Check
	Document  *Document
	Line      int           // of the first figure in the stored text, from 1
	Passages  [][]Segment   // the sentences of its figures, with these marked
	More      int           // sentences that are not shown
	Figures   []FigureShown // the stated one first, where there is one
	Message   string        // the recomputation in words
	Diagnosis string        // the single edit that would reconcile, a sentence; empty where there is none or the message says it
	Lead      *Finding      // the graver finding that shares a figure with this one; nil where there is none
	Earlier   *Earlier      // what an earlier report says of it, where the relation is between reports
	Waiver    *Waiver       // in force
	Lapsed    *Waiver       // no longer in force

	size *big.Rat // of the deviation, relative to what is printed
}

// FigureShown is a figure as a row of a finding's table.
type FigureShown struct {
	Stated    bool
	Printed   string // with its unit, as in the text
	Value     string
	Unit      string
	Indicator string
	Period    string
	Status    string
	Place     string // the anchor of the figure in the full text
	Line      int
}

// Earlier is the figure of an earlier report that a finding compares with.
type Earlier struct {
	Document *Document
	Line     int
	Passages [][]Segment
}

// compare fills in what the earlier report says, where the snapshot still holds it.
func (f *Finding) compare(byID map[string]*Document, lang string) {
	e, at := byID[f.Check.EarlierID], f.Check.EarlierStart
	if e == nil || at == nil {
		return
	}
	passages, _ := e.passages([]int64{*at}, nil, lang)
	f.Earlier = &Earlier{e, e.line(int(*at)), passages}
}

// Violated reports whether no reading of the printed digits satisfies the relation.
func (f *Finding) Violated() bool { return f.Check.Outcome == string(schemas.Violated) }

func (f *Finding) waived() bool { return f.Waiver != nil }

// WaiverLine is the line of a waiver file that accepts the finding, once somebody has filled it in.
func (f *Finding) WaiverLine() string {
	return `- {issue: "` + f.Check.IssueID + `", reason: "", who: "", until: ""}`
}

// Interval reports whether the printed digits leave room: both ends are known and differ.
func (f *Finding) Interval() bool {
	low, high := f.Check.ComputedLow, f.Check.ComputedHigh
	return low != nil && high != nil && *low != *high
}

// Anchor is the finding's place in the page. Issues are unique within a document only.
func (f *Finding) Anchor() string { return f.Document.anchor("v", int64(f.Check.Ordinal)) }

// findings returns the checks of a document that an auditor should read, in its order.
func (d *Document) findings(lang string, w *register) []*Finding {
	byRow := make([]*Finding, len(d.checks))
	var out []*Finding
	for i, c := range d.checks {
		waiver, lapsed := w.find(c.IssueID)
		if c.Outcome != string(schemas.Violated) && c.Severity == string(schemas.SeverityInfo) {
			continue
		}
		f := &Finding{Check: c, Document: d, Waiver: waiver, Lapsed: lapsed, size: deviation(c)}
		f.Message = c.MessageEN // it has the diagnosis, which the table holds in Vietnamese alone
		if lang != "en" {
			f.Message, f.Diagnosis = apart(c.MessageVI, c.Diagnosis)
		}
		f.show(lang)
		byRow[i] = f
		out = append(out, f)
	}
	for i, lead := range check.Consequences(relations(d.checks)) {
		if lead >= 0 && lead != i && byRow[i] != nil {
			byRow[i].Lead = byRow[lead]
		}
	}
	return out
}

// apart splits a message before the sentence that tells the diagnosis, so that it can be shown by itself.
func apart(message, diagnosis string) (string, string) {
	i := strings.Index(message, diagnosis)
	if diagnosis == "" || i < 0 {
		return message, diagnosis
	}
	if end := strings.LastIndex(message[:i], ". "); end >= 0 {
		return message[:end+1], message[end+2:]
	}
	return message, ""
}

// relations gives the rows back the form that they had as checks; a figure's number is its place.
func relations(rows []tables.Check) []schemas.Check {
	out := make([]schemas.Check, len(rows))
	for i, c := range rows {
		out[i] = schemas.Check{Stated: schemas.None, Outcome: schemas.Outcome(c.Outcome), Severity: schemas.Severity(c.Severity)}
		if c.StatedStart != nil {
			out[i].Stated = int(*c.StatedStart)
		}
		for _, at := range c.OperandStarts {
			out[i].Operands = append(out[i].Operands, int(at))
		}
	}
	return out
}

// deviation is |computed - printed| / |printed|; zero where it is unknown.
func deviation(c tables.Check) *big.Rat {
	if c.Deviation == nil || c.Printed == nil {
		return new(big.Rat)
	}
	by, of := c.Deviation.Value().Rat(), c.Printed.Value().Rat()
	by.Abs(by)
	if of.Sign() == 0 {
		return by
	}
	return by.Quo(by, of.Abs(of))
}

// show fills in the finding's figures and their sentences.
func (f *Finding) show(lang string) {
	d := f.Document
	for i, at := range places(f.Check) {
		o := d.byStart[at]
		if o == nil {
			continue
		}
		line := d.line(int(at))
		if f.Line == 0 {
			f.Line = line
		}
		f.Figures = append(f.Figures, FigureShown{Stated: i == 0 && f.Check.StatedStart != nil, Printed: printed(o), Value: value(o, lang), Unit: unit(o.Unit),
			Indicator: o.Indicator, Period: o.Period, Status: word(statusWords, o.Status, lang), Place: d.anchor("n", at), Line: line})
	}
	f.Passages, f.More = d.passages(places(f.Check), f.Check.StatedStart, lang)
}

// printed is the figure as it stands in the text, with its unit.
func printed(o *tables.Observation) string {
	if o.Quote != "" && len(o.Quote) < 80 {
		return o.Quote
	}
	return strings.TrimSpace(o.Text + " " + o.UnitPrinted)
}
