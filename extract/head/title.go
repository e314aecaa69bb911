package head

import "strings"

// title is the document's title; line is the index of its first line, or of the end of the head where there is none.
type title struct {
	text string
	line int
}

// Bounds of a title: no real one is longer.
const (
	titleLines = 8
	titleBytes = 600
)

// findTitle finds the kind of document ("BÁO CÁO") and joins the lines under it; else the first heading or line in capitals.
func (p *Parser) findTitle(lines []line) title {
	for i, l := range lines {
		n := startsWith(l.words, p.w.kinds)
		if n == 0 || !isUpper(l.text[:l.words[n-1].end]) && !(l.bold && len(l.words) == n) {
			continue
		}
		return title{p.joinTitle(lines, i), i}
	}
	for i, l := range lines {
		if len(l.text) > 200 && !isUpper(l.text) {
			break
		}
		heading := l.bold && len(l.words) >= 3 && !p.letterhead(l)
		capitals := isUpper(l.text) && len(l.words) >= 4 && !p.letterhead(l)
		if (heading || capitals) && len(l.text) < 300 && p.sectionMarker(l) == 0 {
			return title{p.joinTitle(lines, i), i}
		}
	}
	return title{"", len(lines)}
}

// joinTitle joins the lines of the title that begins at lines[i].
func (p *Parser) joinTitle(lines []line, i int) string {
	first := lines[i]
	kindOnly := startsWith(first.words, p.w.kinds) == len(first.words)
	parts, size := []string{first.text}, len(first.text)
	gap := false
	for _, l := range lines[i+1:] {
		if l.blank {
			gap = true
			continue
		}
		if first.heading && !(kindOnly && len(parts) == 1) && !l.heading || len(parts) >= titleLines || size > titleBytes || l.column != first.column || p.ends(l, kindOnly && len(parts) == 1) {
			break
		}
		if gap && !(kindOnly && len(parts) == 1) && !(l.bold && lines[i].bold || l.bold && kindOnly || isUpper(l.text) && isUpper(parts[len(parts)-1])) {
			break
		}
		if !gap && !kindOnly && !l.bold && isUpper(first.text) && !isUpper(l.text) && size > 60 {
			break
		}
		parts, size, gap = append(parts, l.text), size+len(l.text), false
	}
	return strings.Join(parts, " ")
}

// ends reports whether l opens the text behind the title. The line right under "BÁO CÁO" is part of the title unless it addresses somebody.
func (p *Parser) ends(l line, underKind bool) bool {
	if startsWith(l.words, p.w.addressee) > 0 || p.letterhead(l) || strings.HasPrefix(l.text, "(") && !underKind {
		return true
	}
	if underKind {
		return len(l.text) > titleBytes
	}
	if p.sectionMarker(l) > 0 || len(l.text) > 350 {
		return true
	}
	opener := startsWith(l.words, p.w.bodyOpeners) > 0 && startsName(l.text) && !isUpper(l.text) && !l.bold
	return opener || strings.HasSuffix(l.text, ".") && !l.bold
}

// sectionMarker returns the number of words of an outline marker at the line's start: "I.", "1.", "Phần thứ nhất".
func (p *Parser) sectionMarker(l line) int {
	if len(l.words) == 0 {
		return 0
	}
	if p.w.sections(l.words) {
		return 1
	}
	w := l.words[0]
	roman := strings.Trim(w.fold, "ivx") == ""
	if (roman || isNumber(w.fold) || len(w.fold) == 1) && w.start == 0 && w.end < len(l.text) && strings.IndexByte(".)/", l.text[w.end]) >= 0 {
		return 1
	}
	return 0
}

func (w phrases) sections(ws []word) bool { return startsWith(ws, w.parts) > 0 }

// dated reports whether l holds a date rather than a month: a day, or the comma behind the place of signing.
func (p *Parser) dated(l line) bool {
	d := p.dateIn(l)
	if d.IsZero() {
		return false
	}
	for _, w := range l.words {
		if w.fold == p.w.day {
			return !startsLater(l, w)
		}
	}
	return d.Day > 0 && len(l.words) <= 5 || strings.Contains(l.text, ",")
}

// startsLater reports whether much text stands before the word of the day, as in a title that names the day its figures reach to.
func startsLater(l line, w word) bool { return w.start > 60 }

// letterhead reports whether l belongs to what stands above a title: an issuer, the motto, number, place and date.
func (p *Parser) letterhead(l line) bool {
	if l.blank || len(l.words) == 0 {
		return true
	}
	if startsWith(l.words, p.w.mottos) > 0 || l.words[0].fold == p.w.number && len(l.words) < 8 {
		return true
	}
	if startsWith(l.words, p.w.agencies) > 0 && len(l.words) <= 14 || startsWith(l.words, p.w.areaPrefix) > 0 && len(l.words) <= 6 {
		return true
	}
	return len(l.words) <= 14 && p.dated(l)
}
