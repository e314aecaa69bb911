package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MarkerKind is the form of a list marker or section number; forms of greater value usually stand deeper.
type MarkerKind uint8

// The forms of marker.
const (
	NoMarker  MarkerKind = iota
	Roman                // I.
	Decimal1             // 1.
	Decimal2             // 1.1.
	Decimal3             // 1.1.1.
	LetterDot            // a) or a.
	InParens             // (1) or (1). or - (11).
	Dash                 // -
	Plus                 // +
	Star                 // * or •
)

func (k MarkerKind) Section() bool { return k >= Roman && k <= Decimal3 }

// Marker is the marker at the head of a line.
type Marker struct {
	Kind  MarkerKind
	Label string // "3.2", "II", "a", "-"
	Len   int    // bytes from the line's first letter to the text behind the marker
}

// Rest returns the line's text behind the marker.
func (m Marker) Rest(line string) string { return line[min(m.Len, len(line)):] }

// ParseMarker reads the marker at the head of a trimmed line.
func ParseMarker(t string) Marker {
	i := 0
	for i < len(t) && (t[i] == '*' || t[i] == '_') && i < 2 {
		if t[i] == '*' && i+1 < len(t) && t[i+1] == ' ' && i == 0 {
			break
		}
		i++
	}
	r, n := utf8.DecodeRuneInString(t[i:])
	switch {
	case r == '-' || r == '–' || r == '—' || r == '+' || r == '*' || r == '•' || r == '●' || r == '▪' || r == 'o' && strings.HasPrefix(t[i:], "o "):
		return bullet(t, i, r, n)
	case r == '(':
		return inParens(t, i)
	case r >= '0' && r <= '9':
		return number(t, i)
	}
	return letters(t, i)
}

func bullet(t string, i int, r rune, n int) Marker {
	j := i + n
	k := j
	for k < len(t) && t[k] == ' ' {
		k++
	}
	if k < len(t) && t[k] == '(' {
		if m := inParens(t, k); m.Kind != NoMarker {
			return m
		}
	}
	q, _ := utf8.DecodeRuneInString(t[k:])
	if k == j && !unicode.IsUpper(q) || k >= len(t) || unicode.IsLower(q) && k > j && (r == '–') {
		return Marker{}
	}
	switch r {
	case '+':
		return Marker{Plus, "+", k}
	case '-', '–', '—':
		return Marker{Dash, "-", k}
	}
	return Marker{Star, "*", k}
}

func inParens(t string, i int) Marker {
	j := i + 1
	for j < len(t) && t[j] >= '0' && t[j] <= '9' {
		j++
	}
	if j == i+1 && j < len(t) && t[j] >= 'a' && t[j] <= 'z' {
		j++
	}
	if j == i+1 || j >= len(t) || t[j] != ')' || j-i > 4 {
		return Marker{}
	}
	label := t[i+1 : j]
	j++
	for j < len(t) && (t[j] == '.' || t[j] == ' ') {
		j++
	}
	return Marker{InParens, label, j}
}

func number(t string, i int) Marker {
	j, dots := i, 0
	for j < len(t) && (t[j] >= '0' && t[j] <= '9' || t[j] == '.' && j+1 < len(t) && t[j+1] >= '0' && t[j+1] <= '9') {
		if t[j] == '.' {
			dots++
		}
		j++
	}
	label := t[i:j]
	if len(label) > 3+3*dots || j >= len(t) {
		return Marker{}
	}
	end := j
	switch {
	case t[j] == '.' || t[j] == ')' || t[j] == '/' && dots == 0 && j+2 < len(t) && t[j+1] == ' ' && startsTitle(t[j+1:]):
		end++
	case dots > 0 && (t[j] == ' ' || t[j] == '-') && startsTitle(t[j:]):
	default:
		return Marker{}
	}
	rest := strings.TrimLeft(t[end:], " *_-")
	if rest == "" || end < len(t) && t[end] != ' ' && t[end] != '*' && !startsTitle(t[end:]) {
		return Marker{}
	}
	if r, _ := utf8.DecodeRuneInString(rest); dots > 0 && unicode.IsLower(r) && t[j] != '.' {
		return Marker{}
	}
	return Marker{Decimal1 + MarkerKind(min(dots, 2)), label, len(t) - len(rest)}
}

func startsTitle(t string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(t, " -*_"))
	return unicode.IsUpper(r)
}

func letters(t string, i int) Marker {
	j := i
	for j < len(t) && j-i < 6 && (t[j] == 'I' || t[j] == 'V' || t[j] == 'X') {
		j++
	}
	if j > i && j+1 < len(t) && (t[j] == '.' || t[j] == ')') && (t[j+1] == ' ' || startsTitle(t[j+1:])) {
		return Marker{Roman, t[i:j], skipSpace(t, j+1)}
	}
	r, n := utf8.DecodeRuneInString(t[i:])
	if k := i + n; k+1 < len(t) && unicode.IsLower(r) && (t[k] == ')' || t[k] == '.') && t[k+1] == ' ' {
		return Marker{LetterDot, t[i:k], skipSpace(t, k+1)}
	}
	return Marker{}
}

func skipSpace(t string, i int) int {
	for i < len(t) && t[i] == ' ' {
		i++
	}
	return i
}
