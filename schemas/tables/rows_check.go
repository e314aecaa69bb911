package tables

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"strconv"
	"strings"

	"solieu/schemas"
)

func (m *mapper) checks(a schemas.Assessment) []Check {
	rows := make([]Check, 0, len(a.Checks))
	seen := map[string]int{}
	for i, c := range a.Checks {
		row := m.check(c)
		row.Ordinal = int32(i)
		key := m.issue(c, row.Sentence)
		row.IssueID = issueID(key, seen[key])
		seen[key]++
		rows = append(rows, row)
	}
	return rows
}

func (m *mapper) check(c schemas.Check) Check {
	row := Check{DocumentID: m.id, URI: m.uri, DocumentNumber: m.doc.DocumentNumber, DocumentDate: m.doc.DocumentDate, Issuer: m.doc.Issuer,
		Kind: own(string(c.Kind)), StatedStart: m.start(c.Stated), OperandStarts: []int64{}, Outcome: string(c.Outcome), Severity: string(c.Severity),
		Formula: own(c.Formula), Printed: RoundedDecimal(c.Printed), Computed: RoundedDecimal(c.Computed),
		ComputedLow: RoundedDecimal(c.Low), ComputedHigh: RoundedDecimal(c.High), Deviation: RoundedDecimal(c.Deviation),
		Complete: c.Complete, Diagnosis: own(c.Diagnosis), MessageVI: own(c.MessageVI), MessageEN: own(c.MessageEN)}
	for _, o := range c.Operands {
		if s := m.start(o); s != nil {
			row.OperandStarts = append(row.OperandStarts, *s)
		}
	}
	at := c.Stated
	if at < 0 && len(c.Operands) > 0 {
		at = c.Operands[0]
	}
	if at < 0 || at >= len(m.ext.Figures) {
		return row
	}
	f := m.ext.Figures[at]
	row.Unit, row.Sentence, row.Section = own(f.Unit), own(m.text(f.Sentence)), own(f.Section)
	if o, ok := m.byFigure[at]; ok {
		row.PeriodKey = periodKey(NewDate(o.PeriodStart), NewDate(o.PeriodEnd), o.PeriodKind)
		row.AreaCode, row.AreaList, row.AreaName = own(o.Area), o.AreaList, own(o.AreaName)
	}
	row.Indicator, row.IndicatorCode, row.Period = own(f.Indicator), own(f.IndicatorCode), f.Period.String()
	return row
}

// issue is what makes an issue the same one in every version of a report: what the report says of itself, the relation, the figures
// as printed and the words around them. Places, verdicts and messages are left out, so that text inserted elsewhere or a better
// program does not lose what an auditor has accepted.
func (m *mapper) issue(c schemas.Check, sentence string) string {
	var b strings.Builder
	add := func(parts ...string) {
		for _, p := range parts {
			b.WriteString(strconv.Itoa(len(p)))
			b.WriteByte(':')
			b.WriteString(p)
		}
	}
	meta := m.ext.Document.Meta
	add("issue/1", meta.Number, meta.Issuer, meta.Date.String(), meta.Area)
	if meta.Number == "" {
		add(meta.Title, meta.Period.String())
	}
	add(string(c.Kind), strings.Join(strings.Fields(sentence), " "))
	for _, i := range append([]int{c.Stated}, c.Operands...) {
		if i < 0 || i >= len(m.ext.Figures) {
			add("-")
			continue
		}
		f := m.ext.Figures[i]
		add(m.text(f.Span), f.Unit, string(f.Measure))
	}
	return b.String()
}

// issueID numbers issues of the same content within a document, so that the identifier is unique there.
func issueID(key string, occurrence int) string {
	h := sha256.New()
	io.WriteString(h, key)
	if occurrence > 0 {
		io.WriteString(h, "#"+strconv.Itoa(occurrence))
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
