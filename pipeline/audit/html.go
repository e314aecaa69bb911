package audit

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/schemas/tables"
	"solieu/transform/check"
)

//go:embed report.gohtml
var page string

//go:embed report.css
var style string

// WriteHTML prints the report as one page that needs nothing beside it: no script, no picture, no address. All text of reports is escaped, and
// characters that a reader cannot see, such as those that turn the direction of writing, are spelled out as ⟦U+202E⟧.
func (r *Report) WriteHTML(w io.Writer) error {
	t, err := template.New("report").Funcs(r.functions()).Parse(page)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, r); err != nil {
		return err
	}
	_, err = w.Write(spellOut(b.Bytes()))
	return err
}

// functions are what the template calls: texts in the language of the report.
func (r *Report) functions() template.FuncMap {
	in := func(w words) func(string) string {
		return func(code string) string { return word(w, code, r.Lang) }
	}
	return template.FuncMap{
		"t": func(vi, en string) string {
			if r.Lang == "en" {
				return en
			}
			return vi
		},
		"css":     func() template.CSS { return template.CSS(style) },
		"n":       func(n int) string { return number(strconv.Itoa(n), r.Lang) },
		"formula": r.formula,
		"share":   r.share, "convention": r.convention,
		"decimal":  r.decimal,
		"severity": in(severityWords), "outcome": in(outcomeWords), "class": in(classWords), "aside": in(asideWords), "kind": in(kindWords), "unit": unit,
	}
}

// share is a part of a whole in percent, cut to one digit so that 100 % means all of it.
func (r *Report) share(part, whole int) string {
	if whole == 0 || part == whole {
		return "100 %"
	}
	tenths := part * 1000 / whole
	return number(fmt.Sprintf("%d.%d", tenths/10, tenths%10), r.Lang) + " %"
}

// formula is a calculation as people write it: grouped thousands, the signs of arithmetic.
func (r *Report) formula(plain string) string {
	signs := strings.NewReplacer("*", "×", "-", "−", "<=", "≤", ">=", "≥")
	var b strings.Builder
	for rest := plain; rest != ""; {
		n := numeral(rest)
		if n > 0 {
			b.WriteString(number(rest[:n], r.Lang))
			rest = rest[n:]
			continue
		}
		next := strings.IndexAny(rest, "0123456789")
		if next < 0 {
			next = len(rest)
		}
		b.WriteString(signs.Replace(rest[:next]))
		rest = rest[next:]
	}
	return b.String()
}

// numeral is the length of the plain number that a text begins with; 0 where it begins with none.
func numeral(text string) int {
	n, point := 0, false
	for n < len(text) && (isDigit(text[n]) || text[n] == '.' && !point && n > 0 && n+1 < len(text) && isDigit(text[n+1])) {
		point = point || text[n] == '.'
		n++
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// convention tells how the author of a document shortens numbers, and how many relations say so.
func (r *Report) convention(h check.Habit) string {
	vi, en := "Quy ước rút gọn số: chưa rõ", "Numbers are shortened in a way that cannot be told"
	switch h.Convention() {
	case check.Rounding:
		vi, en = "Quy ước rút gọn số: làm tròn", "Numbers are rounded"
	case check.Mixed:
		vi, en = "Quy ước rút gọn số: không thống nhất", "Numbers are shortened in no one way"
	case check.Cutting:
		vi, en = "Quy ước rút gọn số: cắt bớt chữ số", "Numbers are cut"
	}
	if r.Lang == "en" {
		return fmt.Sprintf("%s (of the relations that tell the two apart %d are rounded, %d cut).", en, h.Rounds, h.Cuts)
	}
	return fmt.Sprintf("%s (trong các quan hệ phân biệt được: %d làm tròn, %d cắt bớt).", vi, h.Rounds, h.Cuts)
}

func (r *Report) decimal(d *tables.Decimal) string {
	if d == nil {
		return ""
	}
	return number(d.String(), r.Lang)
}

// spellOut replaces characters that cannot be seen by their names; page breaks become line ends.
func spellOut(b []byte) []byte {
	out := make([]byte, 0, len(b)+len(b)/64)
	for len(b) > 0 {
		c, size := utf8.DecodeRune(b)
		switch {
		case c == '\f' || c == '\v' || c == '\u0085' || c == '\u2028' || c == '\u2029':
			out = append(out, '\n')
		case c != '\n' && c != '\t' && (unicode.Is(unicode.Cc, c) || unicode.Is(unicode.Cf, c)):
			out = fmt.Appendf(out, "⟦U+%04X⟧", c)
		default:
			out = append(out, b[:size]...)
		}
		b = b[size:]
	}
	return out
}
