package head

import (
	"strings"

	"solieu/schemas"
	"solieu/schemas/lexicon"
)

// Parser reads heads. It is immutable and may be used by many goroutines at once.
type Parser struct {
	areas gazetteer
	w     phrases
	marks *strings.Replacer
}

// New returns a parser that knows areas.
func New(areas []lexicon.Area) *Parser {
	w := newPhrases()
	return &Parser{areas: newGazetteer(areas, w.city), w: w, marks: newMarks()}
}

// Parse reads the head of text. A field stays empty where the text does not say it: nothing is guessed beyond the period of a
// passage, which is the year that its words name most.
func (p *Parser) Parse(text string) schemas.Meta {
	lines := p.headLines(text)
	var m schemas.Meta
	m.Number, m.Date = p.signedNumber(lines)
	place := p.signedPlace(lines)
	m.Place = place.place
	if !place.date.IsZero() {
		m.Date = place.date
	}
	title := p.findTitle(lines)
	m.Title = title.text
	issuers := p.findIssuers(lines, title.line)
	if len(issuers) > 0 {
		m.Issuer = issuers[len(issuers)-1]
	}
	m.Period = p.titlePeriod(m.Title, m.Date, func() int { return p.mainYear(text) })
	if m.Period.IsZero() || m.Title == "" {
		m.Period = p.topicPeriod(lines, m)
	}
	if m.Period.IsZero() {
		if y := p.mainYear(text); y != 0 {
			m.Period = schemas.Year(y)
		} else if !m.Date.IsZero() {
			m.Period = schemas.Year(m.Date.Year)
		}
	}
	if m.Title == "" && m.Date.IsZero() && m.Period.From.Month == 0 && !m.Period.IsZero() {
		m.Period = p.comparedPeriod(text, m.Period)
	}
	list := listAt(m.Date, m.Period)
	area, found := p.findArea(list, issuers, m, text)
	if found {
		m.Area, m.AreaList, m.AreaName = area.Code, area.List, area.Name
	}
	if m.Issuer == "" {
		m.Issuer = p.issuerFromNumber(m.Number, area)
	}
	return m
}

// listAt returns the code list in force for a report: by its date, else by its period.
func listAt(date schemas.Date, period schemas.Period) string {
	if date.IsZero() {
		date = period.To
	}
	if last := date.Last(); last.Year > 2025 || !date.IsZero() && date.Month > 0 && last.Year == 2025 && last.Month >= 7 {
		return "2025"
	}
	return "2004"
}
