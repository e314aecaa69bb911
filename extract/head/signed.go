package head

import (
	"strconv"
	"strings"
	"unicode"

	"solieu/schemas"
)

// signedNumber finds the document number in a line of its own, "Số: 765/BC-UBND", and a date in the same line where there is one.
func (p *Parser) signedNumber(lines []line) (string, schemas.Date) {
	for _, l := range lines {
		if len(l.words) < 2 || l.words[0].fold != p.w.number {
			continue
		}
		rest := strings.TrimLeft(l.text[l.words[0].end:], " :.")
		number := numberToken(rest)
		if number == "" {
			continue
		}
		l.words = words(l.text)
		return number, p.dateIn(l)
	}
	return "", schemas.Date{}
}

// numberToken returns the document number at the start of s: digits, then parts in capitals joined by "/" and "-".
func numberToken(s string) string {
	var b strings.Builder
	letters := false
	for i, r := range s {
		switch {
		case unicode.IsDigit(r), r == '/', r == '-', r == '.', r == '&':
		case unicode.IsUpper(r):
			letters = true
		case unicode.IsLetter(r) && letters: // SKHĐT-TH, but also NQ-HĐNDt in some offices
		case r == ' ' && joinsNumber(s[:i], s[i+1:]):
			continue
		default:
			return acceptNumber(b.String(), letters)
		}
		b.WriteRune(r)
	}
	return acceptNumber(b.String(), letters)
}

// joinsNumber reports whether a blank within a document number is a slip: "765 /BC-UBND", "765/ BC - UBND".
func joinsNumber(before, after string) bool {
	before = strings.TrimRight(before, " ")
	after = strings.TrimLeft(after, " ")
	return strings.HasPrefix(after, "/") || strings.HasPrefix(after, "-") ||
		strings.HasSuffix(before, "/") || strings.HasSuffix(before, "-") && strings.Contains(before, "/")
}

func acceptNumber(s string, letters bool) string {
	s = strings.Trim(s, "-./&")
	if !letters || !strings.Contains(s, "/") || s[0] < '0' || s[0] > '9' {
		return ""
	}
	return s
}

// signing is the line "Bắc Kạn, ngày 16 tháng 11 năm 2023".
type signing struct {
	place string
	date  schemas.Date
}

// signedPlace finds the line of place and date.
func (p *Parser) signedPlace(lines []line) signing {
	for _, l := range lines {
		if len(l.words) < 3 || len(l.words) > 14 {
			continue
		}
		date := p.dateIn(l)
		if date.IsZero() {
			continue
		}
		if comma := strings.IndexByte(l.text, ','); comma > 0 && len(words(l.text[:comma])) <= 6 && startsName(l.text) {
			before, after := l.text[:comma], words(l.text[comma:])
			if startsWith(after, p.w.dayOrMonth) > 0 || len(after) > 0 && isNumber(after[0].fold) {
				return signing{strings.TrimSpace(before), date}
			}
		}
		if l.words[0].fold == p.w.day && len(l.words) <= 7 {
			return signing{date: date}
		}
	}
	return signing{}
}

func startsName(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r) || r == 'Ð'
	}
	return false
}

// dateIn finds the first date of a line: "ngày 16 tháng 11 năm 2023", "ngày    tháng 11 năm 2023" (day unknown), "16/11/2023", "16-11-2023".
func (p *Parser) dateIn(l line) schemas.Date {
	ws := l.words
	day, month, year := p.w.day, p.w.month, p.w.year
	for i := range ws {
		if ws[i].fold == month && i+3 < len(ws) && ws[i+2].fold == year {
			d := schemas.Date{Year: number(ws[i+3].fold), Month: number(ws[i+1].fold)}
			if i >= 2 && ws[i-2].fold == day {
				d.Day = number(ws[i-1].fold)
			}
			if d.Valid() && d.Month > 0 {
				return d
			}
		}
		if d := slashDate(l.text, ws, i); !d.IsZero() {
			return d
		}
	}
	return schemas.Date{}
}

// slashDate reads dd/mm/yyyy, dd-mm-yyyy or dd.mm.yyyy from word i on.
func slashDate(text string, ws []word, i int) schemas.Date {
	if i+2 >= len(ws) || !isNumber(ws[i].fold) {
		return schemas.Date{}
	}
	a, b := text[ws[i].end:ws[i+1].start], text[ws[i+1].end:ws[i+2].start]
	if a != b || a != "/" && a != "-" && a != "." {
		return schemas.Date{}
	}
	d := schemas.Date{Year: number(ws[i+2].fold), Month: number(ws[i+1].fold), Day: number(ws[i].fold)}
	if !d.Valid() || d.Day == 0 {
		return schemas.Date{}
	}
	return d
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// number returns the value of at most four digits, else -1.
func number(s string) int {
	if !isNumber(s) || len(s) > 4 {
		return -1
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
