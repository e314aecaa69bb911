package extract

import (
	"strings"

	"solieu/schemas"
)

// within cuts a name at the noun of growth or of share that it holds: "phấn đấu duy trì tốc độ tăng trưởng kinh tế", "nâng tỷ trọng dịch vụ". Where
// that noun only says how much, "xuất khẩu có tốc độ tăng cao", "dịch vụ chiếm tỷ trọng cao nhất", what stands before it is the name.
func within(name string, m schemas.Measure) string {
	noun := ""
	switch m {
	case schemas.Growth:
		noun = " tốc độ tăng"
	case schemas.Share:
		noun = " tỷ trọng "
	default:
		return name
	}
	if rest, ok := strings.CutPrefix(name, economy); ok && m == schemas.Share && rest != "" {
		return partNamed(rest, name)
	}
	i := strings.LastIndex(name, noun)
	if i <= 0 {
		return name
	}
	if part, title, ok := strings.Cut(name, " - "); ok && i > len(part) {
		if t := within(" "+title, m); t != " "+title {
			return t + " - " + part
		}
		return name
	}
	before, tail := name[:i], strings.TrimSpace(strings.TrimPrefix(name[i+len(noun):], " trưởng"))
	for _, verb := range [...]string{" chiếm", " có", " với", " đạt"} {
		if subject, ok := strings.CutSuffix(before, verb); ok && degree(tail) {
			return subject
		}
	}
	return strings.TrimSpace(name[i:])
}

// degree reports whether words say only how much: "cao nhất", "chi phối", "trung bình"; or nothing.
func degree(t string) bool {
	switch first, _, _ := strings.Cut(t, " "); first {
	case "", "cao", "lớn", "chi", "chủ", "trung", "bình", "khá", "tốt", "nhanh", "mạnh", "thấp", "ổn", "đáng", "nhỏ", "kép":
		return true
	}
	return false
}

// partNamed returns the part of an economy that a name goes on to, "cơ cấu kinh tế chuyển dịch tích cực, công nghiệp" is "công nghiệp"; the whole
// name where it goes on to none.
func partNamed(rest, name string) string {
	at := len(rest)
	for _, w := range [...]string{"công nghiệp", "nông", "dịch vụ", "thương mại", "khu vực", "ngành", "xây dựng", "lâm"} {
		if i := strings.Index(lower(rest), " "+w); i >= 0 && i < at {
			at = i
		}
	}
	if at == len(rest) || strings.Contains(rest, " - ") && strings.Count(rest, " - ") > 1 {
		return name
	}
	return strings.TrimSpace(rest[at:])
}
