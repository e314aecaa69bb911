package head

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/extract/token"
	"solieu/schemas/lexicon"
)

// maxLetterhead is the longest line of a letterhead, in words.
const maxLetterhead = 25

// findIssuers returns the agencies of the letterhead above line end, the highest first; the last one is the issuer.
// Without a letterhead it is the agency that reports in the first sentences: "Ủy ban nhân dân tỉnh X báo cáo …".
func (p *Parser) findIssuers(lines []line, end int) []string {
	type agency struct {
		parts  []string
		column int
	}
	var found []agency
	open := false // the last agency's name may go on in the next line of its column
	for i, l := range lines {
		if i >= end {
			break
		}
		switch {
		case l.blank:
			continue
		case startsWith(l.words, p.w.addressee) > 0:
			return nil
		case len(l.words) > maxLetterhead:
			end = 0 // running text: what follows is no letterhead
		case startsWith(l.words, p.w.mottos) > 0 || len(l.words) == 0:
			continue
		case l.words[0].fold == p.w.number || !p.dateIn(l).IsZero():
			if len(found) > 0 && found[len(found)-1].column == l.column {
				open = false
			}
		case p.isAgency(l):
			found = append(found, agency{[]string{l.text}, l.column})
			open = true
		case open && found[len(found)-1].column == l.column && len(l.words) <= 8 && p.continues(l, found[len(found)-1].parts):
			last := &found[len(found)-1]
			last.parts = append(last.parts, l.text)
		}
	}
	var names []string
	for _, a := range found {
		names = append(names, p.officialName(strings.Join(a.parts, " ")))
	}
	if len(names) == 0 {
		if name := p.reporter(lines); name != "" {
			names = append(names, name)
		}
	}
	return names
}

// isAgency reports whether l is the name of an agency as a letterhead has it.
func (p *Parser) isAgency(l line) bool {
	n := startsWith(l.words, p.w.agencies)
	if n == 0 || len(l.words) > 14 || !startsName(l.text) || strings.HasSuffix(l.text, ".") || strings.HasSuffix(l.text, ";") {
		return false
	}
	return isUpper(l.text) || l.bold || len(l.words) <= 10 && startsWith(l.words, p.w.kinds) == 0
}

// continues reports whether l carries on the name in parts: in the same capitals, or an area, or the rest of a field of work.
func (p *Parser) continues(l line, parts []string) bool {
	if startsWith(l.words, p.w.areaPrefix) > 0 || startsWith(l.words, p.w.and) > 0 {
		return true
	}
	return isUpper(l.text) && isUpper(parts[len(parts)-1])
}

// reporter finds "<agency> <area> báo cáo" in the first sentences.
func (p *Parser) reporter(lines []line) string {
	for _, l := range lines {
		if startsWith(l.words, p.w.addressee) > 0 || !p.mayReport(l.text) {
			continue
		}
		ws := words(l.text)
		for i := range ws {
			n := startsWith(ws[i:], p.w.reporters)
			if n == 0 || !startsName(l.text[ws[i].start:]) {
				continue
			}
			end := i + n
			for end < len(ws) && startsWith(ws[end:], p.w.areaPrefix) > 0 {
				end += startsWith(ws[end:], p.w.areaPrefix)
			}
			size, _ := p.areas.at(ws, end)
			if size == 0 || startsWith(ws[end+size:], p.w.reportVerbs) == 0 {
				continue
			}
			return p.officialName(l.text[ws[i].start:ws[end+size-1].end])
		}
	}
	return ""
}

// mayReport reports whether a word with a capital letter is the first of an agency that reports.
func (p *Parser) mayReport(s string) bool {
	var buf [64]byte
	for i := nextCapital(s, 0); i < len(s); i = nextCapital(s, i) {
		end := wordEnd(s, i)
		if len(p.w.reporters[string(token.AppendFold(buf[:0], s[i:end]))]) > 0 {
			return true
		}
		i = end
	}
	return false
}

// officialName writes an agency's name as in running text: abbreviations spelt out, capitals only where a name has them.
func (p *Parser) officialName(s string) string {
	s = strings.Trim(s, " ,:;-–")
	if upper := isUpper(s); upper {
		s = p.recase(s)
	}
	for _, a := range p.w.spelled {
		if n := prefixLen(words(s), a.fold); n > 0 {
			ws := words(s)
			s = a.full + s[ws[n-1].end:]
			break
		}
	}
	for ws, i := words(s), 1; i < len(ws); i++ {
		n := startsWith(ws[i:], p.w.areaPrefix)
		if n == 0 {
			continue
		}
		prefix := strings.ToLower(s[ws[i].start:ws[i+n-1].end])
		if ws[i].fold == p.w.tp {
			prefix = "thành phố"
		}
		rest := strings.TrimLeft(s[ws[i+n-1].end:], ". ")
		return strings.TrimRight(s[:ws[i].start], " -,–") + " " + prefix + " " + rest
	}
	return s
}

// recase turns capitals into the case of running text: the first letter, a field of work, and areas keep capitals.
func (p *Parser) recase(s string) string {
	source := words(s)
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return s
	}
	b := []byte(lower)
	capital := func(at int) {
		r, size := utf8.DecodeRune(b[at:])
		if u := unicode.ToUpper(r); utf8.RuneLen(u) == size {
			utf8.EncodeRune(b[at:], u)
		}
	}
	if len(source) == 0 {
		return s
	}
	capital(source[0].start)
	field := startsWith(source, p.w.councils) == 0
	agency := startsWith(source, p.w.agencies)
	var out strings.Builder
	done := 0
	for i := 1; i < len(source); i++ {
		w := source[i]
		if size, hits := p.areas.at(source, i); size > 0 && i >= agency {
			out.Write(b[done:w.start])
			out.WriteString(p.areas.areas[hits[0]].Name)
			done = source[i+size-1].end
			i += size - 1
			continue
		}
		gap := s[source[i-1].end:w.start]
		if field && i >= agency && (i == agency || source[i-1].fold == p.w.andWord || strings.ContainsAny(gap, "-–,")) {
			capital(w.start)
		}
		if s[w.start:w.end] == "UBND" || s[w.start:w.end] == "HĐND" {
			copy(b[w.start:], s[w.start:w.end])
		}
	}
	out.Write(b[done:])
	return out.String()
}

// issuerFromNumber names the issuer by the office in a document number, "765/BC-UBND", and the area of the report.
func (p *Parser) issuerFromNumber(number string, area lexicon.Area) string {
	dash := strings.LastIndexAny(number, "-/")
	if dash < 0 || area.Name == "" {
		return ""
	}
	for _, a := range p.w.spelled {
		if a.code != "" && a.code == number[dash+1:] {
			return a.full + " " + p.lowerPrefix(area.FullName)
		}
	}
	return ""
}

// lowerPrefix writes "Tỉnh Bắc Kạn" as within a sentence: "tỉnh Bắc Kạn".
func (p *Parser) lowerPrefix(full string) string {
	r, size := utf8.DecodeRuneInString(full)
	return string(unicode.ToLower(r)) + full[size:]
}
