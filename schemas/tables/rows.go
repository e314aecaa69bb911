package tables

import (
	"strings"
	"unicode/utf8"

	"solieu/schemas"
)

// UnknownArea is the partition of reports whose area is unknown.
const UnknownArea = "unknown"

// Partition is the place of a report's rows: the report year (0 where unknown) and its area code.
type Partition struct {
	Year int
	Area string
}

// Batch holds all rows of one document. LexiconDigest and ProgramVersion of Document are left to the writer.
type Batch struct {
	Partition    Partition
	Document     Document
	Text         Text
	Observations []Observation
	Numerals     []Numeral
	Checks       []Check
	Rejects      []Reject
}

// Rows maps what was found in one document to rows. It is a pure function; links that point nowhere become NULL.
func Rows(ext schemas.Extraction, a schemas.Assessment) Batch {
	m := mapper{ext: ext, doc: document(ext.Document), id: ext.Document.ID.String(), uri: own(ext.Document.URI)}
	m.byFigure = make(map[int]schemas.Observation, len(a.Observations))
	for _, o := range a.Observations {
		m.byFigure[o.Figure] = o
	}
	b := Batch{Partition: Partition{Year: int(m.doc.ReportYear), Area: m.doc.AreaCode}, Document: m.doc}
	if b.Partition.Area == "" {
		b.Partition.Area = UnknownArea
	}
	b.Text = Text{DocumentID: m.id, URI: m.uri, Text: valid(ext.Document.Text)}
	b.Checks = m.checks(a)
	b.Observations = m.observations(a)
	b.Numerals = m.numerals()
	b.Rejects = append(m.rejects(ext.Rejects), m.rejects(a.Rejects)...)
	count(&b)
	return b
}

// SourceReject is the row of a source that never became a document.
func SourceReject(uri string, r schemas.Reject) Reject {
	return Reject{URI: own(uri), Reason: string(r.Reason), Detail: own(r.Detail)}
}

type mapper struct {
	ext schemas.Extraction
	doc Document
	id  string
	uri string

	byFigure map[int]schemas.Observation
}

func document(d schemas.Document) Document {
	row := Document{URI: own(d.URI), DocumentID: d.ID.String(), Format: own(d.Format), Encoding: own(d.Encoding), Bytes: d.Bytes,
		TextBytes: int64(len(d.Text)), DocumentNumber: own(d.Meta.Number), Issuer: own(d.Meta.Issuer), Place: own(d.Meta.Place),
		DocumentDate: NewDate(d.Meta.Date), Title: own(d.Meta.Title), Period: d.Meta.Period.String(),
		AreaCode: own(d.Meta.Area), AreaList: own(d.Meta.AreaList), AreaName: own(d.Meta.AreaName)}
	if c := d.EncodingConfidence; c > 0 {
		row.EncodingConfidence = &c
	}
	if d.Paged() {
		row.Pages = int32(len(d.Pages) + 1)
	}
	if first, last, ok := d.Meta.Period.Bounds(d.Meta.Date); ok {
		row.PeriodStart, row.PeriodEnd = NewDate(first), NewDate(last)
		row.ReportYear = int32(last.Year)
	}
	if row.ReportYear == 0 {
		row.ReportYear = int32(d.Meta.Date.Year)
	}
	return row
}

func count(b *Batch) {
	d, known := &b.Document, 0
	d.Numerals, d.Observations = int64(len(b.Numerals)), int64(len(b.Observations))
	d.Checks, d.Rejects = int64(len(b.Checks)), int64(len(b.Rejects))
	for _, n := range b.Numerals {
		if n.Class == string(schemas.ClassFigure) {
			d.Figures++
		}
		if n.Class != string(schemas.ClassOther) {
			known++
		}
	}
	for _, c := range b.Checks {
		if c.Outcome == string(schemas.Violated) {
			d.Violations++
		}
	}
	d.Coverage = 1
	if len(b.Numerals) > 0 {
		d.Coverage = float64(known) / float64(len(b.Numerals))
	}
}

func (m *mapper) numerals() []Numeral {
	rows := make([]Numeral, 0, len(m.ext.Numerals))
	for _, n := range m.ext.Numerals {
		row := Numeral{DocumentID: m.id, URI: m.uri, Start: int64(n.Start), End: int64(n.End), Text: m.text(n.Span),
			Class: string(n.Class), Rule: n.Rule}
		if n.Class == schemas.ClassFigure && n.Figure >= 0 {
			f := int32(n.Figure)
			row.Figure = &f
		}
		rows = append(rows, row)
	}
	return rows
}

func (m *mapper) observations(a schemas.Assessment) []Observation {
	verdicts := m.verdicts(a)
	rows := make([]Observation, 0, len(a.Observations))
	for _, o := range a.Observations {
		if o.Figure < 0 || o.Figure >= len(m.ext.Figures) {
			continue
		}
		row := m.observation(o)
		if v, ok := verdicts[o.Figure]; ok {
			row.CheckOutcome, row.CheckComputed = string(v.Outcome), RoundedDecimal(v.Computed)
		}
		rows = append(rows, row)
	}
	return rows
}

func (m *mapper) observation(o schemas.Observation) Observation {
	f := m.ext.Figures[o.Figure]
	row := Observation{DocumentID: m.id, URI: m.uri, DocumentNumber: m.doc.DocumentNumber, DocumentDate: m.doc.DocumentDate,
		Figure: int32(o.Figure), Start: int64(f.Start), End: int64(f.End), Text: m.text(f.Span),
		Value: NewDecimal(f.Value), ValueDouble: f.Value.Float64(), ValueLow: NewDecimal(f.Low), ValueHigh: NewDecimal(f.High),
		Unit: valid(f.Unit), UnitPrinted: valid(f.UnitPrinted), UnitMult: int32(f.UnitMult), Decimals: int32(f.Decimals),
		BaseUnit: valid(o.BaseUnit), Measure: string(f.Measure), Role: string(f.Role), Status: string(f.Status),
		Qualifier: f.Qual, RangeEnd: f.Range, Indicator: valid(f.Indicator), IndicatorCode: f.IndicatorCode, Base: valid(f.Base),
		Period: f.Period.String(), PeriodStart: NewDate(o.PeriodStart), PeriodEnd: NewDate(o.PeriodEnd), PeriodKind: o.PeriodKind,
		AreaCode: valid(o.Area), AreaList: o.AreaList, AreaName: valid(o.AreaName),
		Quote: m.text(f.Quote), Sentence: m.text(f.Sentence), Section: valid(f.Section), Rule: f.Rule, Ambiguous: valid(f.Ambiguous),
		OfStart: m.start(f.Of), ParentStart: m.start(f.Parent), Paragraph: positive(f.Paragraph)}
	at := m.ext.Document.Place(f.Start)
	row.Page, row.Sheet, row.TableNumber, row.Cell = positive(at.Page), own(at.Sheet), positive(at.Table), at.Cell()
	if o.BaseExact {
		row.BaseValue = NewDecimal(o.BaseValue)
	}
	row.PeriodKey = periodKey(row.PeriodStart, row.PeriodEnd, row.PeriodKind)
	if f.Group > 0 {
		g := int32(f.Group)
		row.GroupID = &g
	}
	return row
}

// positive returns n, or nil where it is no ordinal.
func positive(n int) *int32 {
	if n <= 0 {
		return nil
	}
	v := int32(n)
	return &v
}

// periodKey is the period resolved to days; empty where the days are unknown.
func periodKey(start, end *Date, kind string) string {
	switch {
	case end == nil:
		return ""
	case kind == "instant":
		return "@" + end.String()
	case start == nil:
		return ""
	}
	return start.String() + "/" + end.String()
}

// gravity ranks outcomes; the gravest check of a figure is shown beside it.
func gravity(o schemas.Outcome) int {
	order := []schemas.Outcome{schemas.NotEvaluable, schemas.Exact, schemas.Rounded, schemas.Truncated, schemas.Partial, schemas.Approximate, schemas.Violated}
	for i, v := range order {
		if v == o {
			return i
		}
	}
	return -1
}

// verdicts returns the gravest check by the figure that it states; among equals the first.
func (m *mapper) verdicts(a schemas.Assessment) map[int]schemas.Check {
	out := map[int]schemas.Check{}
	for _, c := range a.Checks {
		if c.Stated < 0 {
			continue
		}
		if old, ok := out[c.Stated]; !ok || gravity(c.Outcome) > gravity(old.Outcome) {
			out[c.Stated] = c
		}
	}
	return out
}

func (m *mapper) rejects(rs []schemas.Reject) []Reject {
	rows := make([]Reject, 0, len(rs))
	for _, r := range rs {
		row := SourceReject(m.uri, r)
		row.DocumentID = m.id
		if r.Span != (schemas.Span{}) {
			start, end := int64(r.Span.Start), int64(r.Span.End)
			row.Start, row.End = &start, &end
			row.Text = own(clip(m.text(r.Span), 200))
		}
		rows = append(rows, row)
	}
	return rows
}

// text returns what a span covers, and "" for a span outside of the text.
func (m *mapper) text(s schemas.Span) string {
	if s.Start < 0 || s.End < s.Start || s.End > len(m.ext.Document.Text) {
		return ""
	}
	return valid(s.In(m.ext.Document.Text))
}

// start returns the first byte of a linked figure; nil where there is no link.
func (m *mapper) start(figure int) *int64 {
	if figure < 0 || figure >= len(m.ext.Figures) {
		return nil
	}
	v := int64(m.ext.Figures[figure].Start)
	return &v
}

// valid replaces bytes that are not UTF-8: a STRING column must not hold them.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// own is valid in memory of its own: rows that are held for long must not hold the whole text of their document with them.
func own(s string) string { return strings.Clone(valid(s)) }

// clip cuts s to at most n bytes without splitting a character.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
