package eval

import (
	"math/big"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// same compares one field of a gold figure with the system's; a gold line may list other accepted readings.
func same(field string, g, s Line) bool {
	for _, alt := range g.alternatives(field) {
		// An alternative stands alone: like the reference scorer, it is compared without the gold line's measure.
		if same(field, Line{field: alt}, s) {
			return true
		}
	}
	a, b := g.text(field), s.text(field)
	switch field {
	case "value":
		x, okX := new(big.Rat).SetString(a)
		y, okY := new(big.Rat).SetString(b)
		return okX && okY && x.Cmp(y) == 0
	case "unit":
		return unit(a) == unit(b)
	case "period":
		return period(a) == period(b)
	case "indicator":
		return indicatorF1(g, s) >= 0.6
	case "base":
		return fold(a) == fold(b)
	}
	return a == b
}

// fold is lower case, composed, with single spaces.
func fold(s string) string {
	return strings.Join(strings.Fields(norm.NFC.String(strings.ToLower(s))), " ")
}

// unit lowers the nouns in braces and joins nouns that mean the same.
func unit(u string) string {
	u = norm.NFC.String(strings.TrimSpace(u))
	var b strings.Builder
	for rest := u; ; {
		open := strings.IndexByte(rest, '{')
		shut := strings.IndexByte(rest, '}')
		if open < 0 || shut < open {
			b.WriteString(rest)
			break
		}
		b.WriteString(rest[:open] + strings.ToLower(rest[open:shut+1]))
		rest = rest[shut+1:]
	}
	switch u = b.String(); u {
	case "{hợp tác xã}":
		return "{htx}"
	case "{trường học}":
		return "{trường}"
	case "{lượt du khách}":
		return "{lượt khách}"
	case "{doanh nghiệp nhỏ và vừa}":
		return "{doanh nghiệp}"
	}
	return u
}

// period joins notations that mean the same: the last day of a month is the month's end, twelve months are a year.
func period(p string) string {
	p = strings.TrimSpace(p)
	if y, m, d, ok := instant(p); ok && slices.Contains(lastDays(m), d) {
		if m == "12" {
			return "@" + y
		}
		return "@" + y + "-" + m
	}
	if len(p) == 8 && p[0] == '@' && digits(p[1:5]) && p[5:] == "-12" {
		return p[:5]
	}
	if len(p) == 15 && digits(p[:4]) && p[4:8] == "-01/" && p[8:12] == p[:4] && p[12:] == "-12" {
		return p[:4]
	}
	return p
}

func instant(p string) (year, month, day string, ok bool) {
	if len(p) != 11 || p[0] != '@' || p[5] != '-' || p[8] != '-' || !digits(p[1:5]) || !digits(p[6:8]) || !digits(p[9:]) {
		return "", "", "", false
	}
	return p[1:5], p[6:8], p[9:], true
}

func lastDays(month string) []string {
	switch month {
	case "02":
		return []string{"28", "29"}
	case "01", "03", "05", "07", "08", "10", "12":
		return []string{"31"}
	}
	return []string{"30"}
}

func digits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// indicatorF1 is the word overlap of two indicators. A relative figure may be named with or without the words that its
// measure says already.
func indicatorF1(g, s Line) float64 {
	a, b := fold(g.text("indicator")), fold(s.text("indicator"))
	best := labelF1(a, b)
	switch g.text("measure") {
	case "growth", "attainment", "change", "index", "share", "multiple":
		return max(best, labelF1(withoutMeasure(a), withoutMeasure(b)))
	}
	return best
}

func labelF1(a, b string) float64 {
	x, y := content(a), content(b)
	if len(x) == 0 || len(y) == 0 {
		if slices.Equal(x, y) {
			return 1
		}
		return 0
	}
	x, y = set(x), set(y)
	both := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			both++
		}
	}
	if both == 0 {
		return 0
	}
	p, r := float64(both)/float64(len(y)), float64(both)/float64(len(x))
	return 2 * p * r / (p + r)
}

func set(words []string) []string {
	words = slices.Clone(words)
	slices.Sort(words)
	return slices.Compact(words)
}

// content are the words that distinguish one indicator from another; all words where there are no such.
func content(label string) []string {
	all := strings.FieldsFunc(fold(label), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_' })
	var kept []string
	for _, w := range all {
		switch w {
		case "của", "trên", "địa", "bàn", "tỉnh", "năm", "cả", "toàn", "các", "số", "tổng", "là", "đạt", "ước":
		default:
			kept = append(kept, w)
		}
	}
	if len(kept) == 0 {
		return all
	}
	return kept
}

// withoutMeasure cuts the words at the head of a label that its measure says already.
func withoutMeasure(label string) string {
	for _, head := range []string{"tỷ lệ thực hiện", "tỷ lệ đạt", "tỷ lệ hoàn thành"} {
		if rest, ok := strings.CutPrefix(label, head); ok {
			rest = strings.TrimPrefix(rest, " so với")
			for _, of := range []string{" kế hoạch", " dự toán", " chỉ tiêu"} {
				if cut, ok := strings.CutPrefix(rest, of); ok {
					rest = cut
					break
				}
			}
			return strings.TrimLeft(rest, "- ")
		}
	}
	for _, head := range []string{
		"tốc độ tăng trưởng", "tốc độ giảm trưởng", "tốc độ tăng", "tốc độ giảm", "mức tăng, giảm", "mức giảm, giảm", "mức tăng", "mức giảm",
		"tăng trưởng", "chỉ số phát triển", "tỷ trọng", "tỷ lệ",
	} {
		if rest, ok := strings.CutPrefix(label, head); ok {
			return strings.TrimLeft(rest, "- ")
		}
	}
	return label
}
