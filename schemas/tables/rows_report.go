package tables

import (
	"strconv"
	"strings"

	"solieu/schemas"
)

// ComparisonRow maps a relation between two reports to a row of the later one, without what the reports say of themselves: see [Check.Compared] and
// [Check.Within]. Until the writer has put the rows of a report in order, IssueID holds what the identifier is made from.
func ComparisonRow(c *schemas.Comparison) Check {
	s := &c.Later
	first, kind := NewDate(s.First), "duration"
	if s.Instant {
		kind = "instant"
	}
	start, before := s.Start, c.Earlier.Start
	row := Check{DocumentID: s.Document, Kind: string(c.Kind), StatedStart: &start, OperandStarts: []int64{}, Outcome: string(c.Outcome), Severity: string(c.Severity),
		Formula: c.Formula, Printed: RoundedDecimal(c.Printed), Computed: RoundedDecimal(c.Computed), ComputedLow: RoundedDecimal(c.Low), ComputedHigh: RoundedDecimal(c.High),
		Deviation: RoundedDecimal(c.Deviation), Unit: s.Unit, Complete: c.Complete, Diagnosis: c.Diagnosis, MessageVI: c.MessageVI, MessageEN: c.MessageEN,
		Sentence: s.Sentence, Section: s.Section, Indicator: s.Indicator, IndicatorCode: s.Code, Period: s.Period, PeriodKey: periodKey(first, NewDate(s.Last), kind),
		AreaCode: s.Area, AreaList: s.AreaList, AreaName: s.AreaName, EarlierID: c.Earlier.Document, EarlierStart: &before}
	if c.Level != nil {
		row.OperandStarts = append(row.OperandStarts, c.Level.Start)
	}
	content := lengthened("issue/reports/1", string(c.Kind), strings.Join(strings.Fields(s.Sentence), " "))
	for _, s := range []*schemas.Statement{&c.Later, &c.Earlier, c.Level} {
		if s == nil {
			content += lengthened("-")
			continue
		}
		content += lengthened(s.Text, s.Unit, string(s.Measure))
	}
	row.IssueID = content
	return row
}

// Compared notes what the earlier report says of itself.
func (c *Check) Compared(d *Document) {
	c.EarlierNumber, c.EarlierDate = d.DocumentNumber, d.DocumentDate
	c.IssueID += itself(d)
}

// Within notes what the report of the row says of itself. Its relations with other reports follow those within it, so their ordinals begin
// where these end.
func (c *Check) Within(d *Document) {
	c.URI, c.DocumentNumber, c.DocumentDate, c.Issuer, c.Ordinal = d.URI, d.DocumentNumber, d.DocumentDate, d.Issuer, int32(d.Checks)
	c.IssueID += itself(d)
}

// itself is what makes a report the same one in every version of it; see [mapper.issue].
func itself(d *Document) string {
	date := ""
	if d.DocumentDate != nil {
		date = d.DocumentDate.String()
	}
	s := lengthened(d.DocumentNumber, d.Issuer, date, d.AreaCode)
	if d.DocumentNumber == "" {
		s += lengthened(d.Title, d.Period)
	}
	return s
}

// lengthened joins parts so that no two lists of them give the same text.
func lengthened(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(strconv.Itoa(len(p)))
		b.WriteByte(':')
		b.WriteString(p)
	}
	return b.String()
}

// IssueID names a finding by what it is made from; occurrence tells equal ones of one report apart, from 0.
func IssueID(content string, occurrence int) string { return issueID(content, occurrence) }
