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
		key := m.issue(c)
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
// as printed and the words before each. Places, verdicts and messages are left out, and so is where a sentence begins, which depends on the
// lines: text inserted elsewhere, other line breaks or a better program do not lose what an auditor has accepted.
func (m *mapper) issue(c schemas.Check) string {
	var b strings.Builder
	add := func(parts ...string) {
		for _, p := range parts {
			b.WriteString(strconv.Itoa(len(p)))
			b.WriteByte(':')
			b.WriteString(p)
		}
	}
	meta := m.ext.Document.Meta
	add("issue/2", meta.Number, meta.Issuer, meta.Date.String(), meta.Area)
	if meta.Number == "" {
		add(meta.Title, meta.Period.String())
	}
	add(string(c.Kind))
	for _, i := range append([]int{c.Stated}, c.Operands...) {
		if i < 0 || i >= len(m.ext.Figures) {
			add("-")
			continue
		}
		f := m.ext.Figures[i]
		add(before(m.ext.Document.Text, f.Start), m.text(f.Span), f.Unit, string(f.Measure))
	}
	return b.String()
}

// The words before a figure that tell it from others of its size, and the bytes that are looked at for them.
const (
	wordsBefore = 4
	bytesBefore = 240
)

// before returns the last words before a place of a text, one blank between them, back to a full stop or semicolon. A line that holds a number
// alone is the page's.
func before(text string, at int) string {
	if at < 0 || at > len(text) {
		return ""
	}
	from := max(0, at-bytesBefore)
	var words []string
	lines := strings.Split(text[from:at], "\n")
	for i, line := range lines {
		fields := strings.Fields(line)
		if i > 0 && i < len(lines)-1 && len(fields) == 1 && strings.Trim(fields[0], "0123456789") == "" {
			continue
		}
		words = append(words, fields...)
	}
	if from > 0 && len(words) > 0 {
		words = words[1:] // it may be cut
	}
	words = words[max(0, len(words)-wordsBefore):]
	for i := len(words) - 1; i >= 0; i-- {
		if strings.ContainsAny(words[i][len(words[i])-1:], ".;!?") {
			words = words[i+1:]
			break
		}
	}
	return strings.Join(words, " ")
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
