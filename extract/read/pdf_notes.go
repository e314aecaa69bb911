package read

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// pdfNote is a footnote lifted from the foot of a page.
type pdfNote struct {
	id   string // of the page and the printed number
	text []byte
}

// noteSize is the size, in sizes of the document's text, that footnotes stay below.
const noteSize = 0.93

// liftNotes takes the footnotes off the foot of the pages, so that the text above goes on with the next page: lines smaller than the
// document's text whose first begins with a marker of the page. A note that goes on at the foot of the next page stays one note.
func liftNotes(pages []pdfPage) []pdfNote {
	body := bodySize(pages)
	var notes []pdfNote
	for i := range pages {
		p := &pages[i]
		foot := len(p.lines)
		for foot > 0 && p.lines[foot-1].table == nil && p.lines[foot-1].size < noteSize*body {
			foot--
		}
		wanted := p.markers(foot)
		open := i > 0 && len(notes) > 0 && pages[i-1].noted && !endsSentence(string(notes[len(notes)-1].text))
		if foot == len(p.lines) || len(wanted) == 0 && !open {
			continue
		}
		before := len(notes)
		notes = addNotes(notes, i, p.lines[foot:], wanted, open)
		if len(notes) == before && !open {
			continue
		}
		p.noted, p.number = true, i
		p.lines = slices.Clip(p.lines[:foot])
		p.measure()
	}
	return notes
}

// addNotes reads the notes of a page's foot. It adds none where the foot begins with no marker and no note is open.
func addNotes(notes []pdfNote, page int, lines []pdfLine, wanted []string, open bool) []pdfNote {
	for _, l := range lines {
		if rest, number, ok := noteStart(l.text, wanted); ok {
			notes = append(notes, pdfNote{id: noteID(page, number), text: []byte(rest)})
			wanted = wanted[slices.Index(wanted, number)+1:]
			open = true
			continue
		}
		if !open {
			return notes
		}
		last := &notes[len(notes)-1]
		if sep := " "; !hyphened(string(last.text), l.text) {
			last.text = append(last.text, sep...)
		}
		last.text = append(last.text, l.text...)
	}
	return notes
}

func noteID(page int, number string) string { return strconv.Itoa(page) + "/" + number }

// noteStart reads a note's own marker, raised or not, at the start of a line: one of those that the page's text still wants.
func noteStart(text string, wanted []string) (rest, number string, ok bool) {
	for _, n := range wanted {
		v, _ := strconv.Atoi(n)
		for _, mark := range []string{superscript(v), "[" + n + "]", "(" + n + ")", n} {
			if rest, ok := strings.CutPrefix(text, mark); ok && startsNote(rest, mark == n) {
				return strings.TrimLeft(rest, " .:"), n, true
			}
		}
	}
	return "", "", false
}

// startsNote reports whether rest is what follows a marker; a plain number may be the note's own first number.
func startsNote(rest string, plain bool) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest != "" && (!plain || !strings.ContainsRune(",%/0123456789⁰¹²³⁴⁵⁶⁷⁸⁹", r) || r == '0')
}

// markers returns the numbers of the notes that lines above the foot mark, in their order.
func (p *pdfPage) markers(foot int) []string {
	var out []string
	for _, l := range p.lines[:foot] {
		if l.table != nil {
			continue
		}
		raisedMarks(l.text, func(_, _ int, number string) { out = append(out, number) })
	}
	return out
}

// raisedMarks calls f with the place of every raised number in s that is no power of a unit.
func raisedMarks(s string, f func(start, end int, number string)) {
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		start, number := i, ""
		for d := raisedDigit(r); d >= 0; d = raisedDigit(r) {
			number += strconv.Itoa(d)
			i += size
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if number == "" {
			i += size
			continue
		}
		if !power(s[:start], number) {
			f(start, i, number)
		}
	}
}

// raisedDigit returns the value of a raised digit, -1 for other runes.
func raisedDigit(r rune) int {
	switch r {
	case '¹':
		return 1
	case '²':
		return 2
	case '³':
		return 3
	case '⁰', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹':
		return int(r - '⁰')
	}
	return -1
}

// power reports whether a raised number behind s is the power of a unit of length.
func power(s, number string) bool {
	if number != "2" && number != "3" {
		return false
	}
	word := s[strings.LastIndexAny(s, " (/0123456789.,")+1:]
	return slices.Contains([]string{"m", "km", "cm", "dm", "mm", "hm"}, strings.ToLower(word))
}

// bodySize returns the size that most letters of the document are set in.
func bodySize(pages []pdfPage) float64 {
	count := map[int]int{}
	for _, p := range pages {
		for _, l := range p.lines {
			count[int(l.size*4+0.5)] += len(l.text)
		}
	}
	best := 0
	for _, k := range sortedKeys(count) {
		if count[k] > count[best] {
			best = k
		}
	}
	return float64(best) / 4
}

// inline returns a line's text, with the markers of the notes that were lifted from its page numbered as in the whole document.
func (b *builder) inline(p *pdfPage, text string) inline {
	if !p.noted {
		return inline{text: []byte(text)}
	}
	var in inline
	done := 0
	raisedMarks(text, func(start, end int, number string) {
		id := noteID(p.number, number)
		if b.lifted[id] == nil {
			return
		}
		in.text = append(in.text, text[done:start]...)
		mark := b.marker(id)
		in.refs = append(in.refs, noteRef{len(in.text), len(mark), id})
		in.text = append(in.text, mark...)
		done = end
	})
	in.text = append(in.text, text[done:]...)
	return in
}

// hyphened reports whether a word that ends a line with a hyphen goes on in the next: "QĐ-" "UBND", "2023-" "2026".
func hyphened(before, next string) bool {
	head, ok := strings.CutSuffix(before, "-")
	if !ok || head == "" {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(head)
	n, _ := utf8.DecodeRuneInString(next)
	return !strings.ContainsRune(" -–(", r) && !strings.ContainsRune(" -–+", n)
}
