package lexicon

import "strings"

// Families with a meaning of their own: CountFamily is that of counted nouns, RatioFamily that of % and its like.
const (
	CountFamily    = "count"
	RatioFamily    = "ratio"
	QuotientFamily = "quotient" // any quotient of units, where the parts do not matter
)

// Families tells the family of units in canonical notation.
type Families map[string]string

// Families returns the families of the lexicon's units.
func (l *Lexicon) Families() Families {
	fs := make(Families, len(l.Units))
	for _, u := range l.Units {
		fs[u.ID] = u.Family
	}
	return fs
}

// Of returns the family of a unit: that of its entry, "count" for any noun in braces, and for a quotient without an entry
// the quotient of the families ("money/count" for VND/{người}). It is "" where a part is unknown.
func (fs Families) Of(unit string) string {
	if f, ok := fs[unit]; ok {
		return f
	}
	head, rest, quotient := cutQuotient(unit)
	if !quotient {
		return fs.simple(unit)
	}
	out := fs.simple(head)
	for quotient && out != "" {
		var part string
		part, rest, quotient = cutQuotient(rest)
		f := fs.simple(strings.TrimLeft(part, "0123456789 "))
		if f == "" {
			return ""
		}
		out += "/" + f
	}
	return out
}

// simple returns the family of a unit that is no quotient; that of a product such as t.km is "mass.length".
func (fs Families) simple(unit string) string {
	if f, ok := fs[unit]; ok {
		return f
	}
	switch {
	case strings.HasPrefix(unit, "{") && strings.HasSuffix(unit, "}"):
		return CountFamily
	case unit == "%" || unit == "pp" || unit == "‰" || unit == "x":
		return RatioFamily
	case unit == "năm" || unit == "tháng" || unit == "quý" || unit == "ngày" || unit == "giờ":
		return "time"
	}
	if i := strings.LastIndexByte(unit, '.'); i > 0 {
		a, b := fs.simple(unit[:i]), fs.simple(unit[i+1:])
		if a != "" && b != "" {
			return a + "." + b
		}
	}
	return ""
}

// cutQuotient cuts a unit at its first slash outside braces.
func cutQuotient(unit string) (head, rest string, ok bool) {
	depth := 0
	for i := range len(unit) {
		switch unit[i] {
		case '{':
			depth++
		case '}':
			depth--
		case '/':
			if depth == 0 {
				return unit[:i], unit[i+1:], true
			}
		}
	}
	return unit, "", false
}

// fillFamilies gives every indicator without a family that of its unit.
func fillFamilies(lex *Lexicon) {
	fs := lex.Families()
	for i := range lex.Indicators {
		if in := &lex.Indicators[i]; in.Family == "" {
			in.Family = fs.Of(in.Unit)
		}
	}
}
