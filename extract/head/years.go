package head

import (
	"iter"
	"strings"
)

// Weights of a mention of a year.
const (
	weightYear  = 4 // năm 2023
	weightMonth = 3 // tháng 6/2023
	weightBare  = 1 // 2023 at the end of a phrase
	weightPlan  = 1 // kế hoạch năm 2023, mục tiêu đến năm 2025
	weightBase  = 2 // of 2024 in "tăng 5% so với năm 2023"
	weightFirst = 3 // more for a year named in the first sentence
)

// firstSentence is where a mention still counts as in the first sentence, in bytes.
const firstSentence = 160

// lookBack is how many bytes before a year its context is sought in.
const lookBack = 90

// mainYear returns the year that a text speaks about: the one with the heaviest mentions, the latest among equals, 0 where there is none.
// A year of comparison does not count; it speaks for the year after it.
func (p *Parser) mainYear(text string) int {
	var weights [2101]int
	for i, y := range yearsIn(text) {
		w, compared := p.weigh(text, i)
		if compared {
			weights[y+1] += weightBase
		}
		if w >= weightMonth && i < firstSentence {
			w += weightFirst
		}
		weights[y] += w
	}
	best := 0
	for y, w := range weights {
		if w > 0 && w >= weights[best] {
			best = y
		}
	}
	return best
}

// yearsIn yields the offsets of the years that a text names, and the years: four digits that belong to no longer number.
func yearsIn(text string) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i := 0; i+4 <= len(text); i++ {
			if c := text[i]; c != '1' && c != '2' || i > 0 && digitOrSeparator(text, i-1) && !monthBefore(text[:i]) {
				continue
			}
			y := year(text[i : i+4])
			if y == 0 || i+4 < len(text) && text[i+4] >= '0' && text[i+4] <= '9' {
				continue
			}
			if !yield(i, y) {
				return
			}
			i += 3
		}
	}
}

// Horizon returns the year that a text of targets leads to, "Đến năm 2030, tỷ lệ … đạt tối thiểu 70%": the first behind such words, where the text names
// no earlier year, speaks of targets, and compares with no time that has passed; 0 for other texts. What stands before the offset at is of another time.
func (p *Parser) Horizon(text string) (first, at int) {
	earliest := 0
	for i, y := range yearsIn(text) {
		w, compared := p.weigh(text, i)
		if compared {
			return 0, 0
		}
		ahead := w == 0 && p.leads(text, i)
		if ahead && first == 0 {
			at = i
		}
		if ahead && (first == 0 || y < first) {
			first = y
		}
		if (w > 0 || ahead) && (earliest == 0 || y < earliest) {
			earliest = y
		}
	}
	if first == 0 || earliest < first || !p.targets(text) {
		return 0, 0
	}
	return first, at
}

// leads reports whether the words before the year at text[i:] are those before a plan's last year.
func (p *Parser) leads(text string, i int) bool {
	ws := words(strings.ToValidUTF8(text[max(0, i-lookBack):i], " "))
	n := len(ws)
	return n > 1 && (startsWith(ws[n-2:], p.w.horizon) == 2 || startsWith(ws[max(0, n-3):], p.w.horizon) == 3) && !p.counts(ws) && !isPast(text[i+4:]) && !p.announcesResults(text[:i])
}

// isPast reports whether what follows a year says that it has passed: "Đến năm 2018 đã có 12 cảng".
func isPast(after string) bool { return strings.HasPrefix(after, " đã ") }

// lineBack bounds how long a line before a year may be that is read from its beginning, in bytes.
const lineBack = 300

// announcesResults reports whether the line that a text ends with begins with results, "Kết quả thực hiện các tiêu chí (đến hết năm 2015)".
func (p *Parser) announcesResults(text string) bool {
	near := text[max(0, len(text)-lineBack):]
	line := near[strings.LastIndexByte(near, '\n')+1:]
	if len(line) == len(near) && len(near) < len(text) {
		return false // it begins further back
	}
	ws := words(strings.ToValidUTF8(line, " "))
	for j := range min(len(ws), 3) {
		if startsWith(ws[j:], p.w.results) > 0 {
			return true
		}
	}
	return false
}

// counts reports whether the words before a year say that something was counted by then, "tính đến năm 2009", rather than where a plan leads.
func (p *Parser) counts(ws []word) bool {
	for j := max(0, len(ws)-5); j < len(ws); j++ {
		if startsWith(ws[j:], p.w.counted) > 0 {
			return true
		}
	}
	return false
}

// targets reports whether a text has words of targets, and none that compare with what was.
func (p *Parser) targets(text string) bool {
	ws := words(strings.ToValidUTF8(text[:min(len(text), headBytes)], " "))
	found := false
	for j := range ws {
		if startsWith(ws[j:], p.w.past) > 0 {
			return false
		}
		found = found || startsWith(ws[j:], p.w.target) > 0
	}
	return found
}

// monthBefore reports whether a text ends in a month and a point, which a year follows: "tháng 8.", "Tháng 12.".
func monthBefore(s string) bool {
	s, ok := strings.CutSuffix(s, ".")
	for n := 0; ok && n < 2 && s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'; n++ {
		s = s[:len(s)-1]
		if strings.HasSuffix(s, "háng ") {
			return true
		}
	}
	return false
}

// digitOrSeparator reports whether the byte at i ties what follows to a longer number.
func digitOrSeparator(text string, i int) bool {
	c := text[i]
	return c >= '0' && c <= '9' || (c == '.' || c == ',') && i > 0 && text[i-1] >= '0' && text[i-1] <= '9'
}

// weigh judges the year at text[i:i+4] by the words before it and the byte behind it; compared reports a year of comparison.
func (p *Parser) weigh(text string, i int) (weight int, compared bool) {
	after := text[i+4:]
	if after != "" && strings.IndexByte("/.,", after[0]) >= 0 && len(after) > 1 && (after[0] == '/' || after[1] >= '0' && after[1] <= '9') {
		return 0, false
	}
	if trimmed := strings.TrimLeft(after, " "); len(trimmed) < len(after)+1 && yearRange(trimmed) {
		return 0, false
	}
	from := max(0, i-lookBack)
	before := text[from:i]
	before = before[phraseStart(before):]
	ws := words(before)
	n := len(ws)
	if n == 0 {
		return weightBare, false
	}
	glue := before[len(strings.TrimRight(before, " /-–")):]
	tied := strings.Trim(glue, " ") != ""
	last := ws[n-1].fold
	if monthBefore(text[:i]) {
		return weightMonth, false
	}
	switch {
	case tied && strings.Contains(glue, "/") && isNumber(last):
		if n >= 2 && isNumber(ws[n-2].fold) && ws[n-1].start-ws[n-2].end == 1 {
			return 0, false // 16/11/2023
		}
		weight = weightMonth
	case tied && year(last) != 0:
		return 0, false // 2021-2025
	case last == p.w.year:
		if n >= 5 && ws[n-3].fold == p.w.month && ws[n-5].fold == p.w.day {
			return 0, false // ngày 16 tháng 11 năm 2023
		}
		weight = weightYear
		if startsWith(ws[max(0, n-2):], p.w.horizon) == 2 || startsWith(ws[max(0, n-3):], p.w.horizon) == 3 {
			if p.counts(ws) || isPast(after) {
				return weightYear, false
			}
			return 0, false // "đến năm 2030": where a plan leads
		}
	case startsWith(ws[n-1:], p.w.beforeYear) > 0:
		weight = weightBare + 1
	case startsWith(ws[n-1:], p.w.compare) > 0:
		return 0, last != p.w.pricing
	case after == "" || strings.IndexByte(" \n.,;:)", after[0]) < 0 || !ends(after):
		return 0, false
	default:
		weight = weightBare
	}
	tail := ws[max(0, n-9):]
	for j := range tail {
		if startsWith(tail[j:], p.w.price) > 0 {
			return 0, false
		}
		if startsWith(tail[j:], p.w.base) > 0 && !p.planned(tail[j:]) && !p.compared(tail[j:]) {
			return 0, true
		}
	}
	if p.planned(ws[max(0, n-5):]) {
		return weightPlan, false
	}
	return weight, false
}

// phraseStart returns where the last phrase of s begins: behind a mark that ends one, or a full stop or a comma with a blank behind it.
func phraseStart(s string) int {
	for k := len(s) - 1; k >= 0; k-- {
		switch s[k] {
		case ';', ':', '\n', '(':
			return k + 1
		case ' ':
			if k > 0 && (s[k-1] == '.' || s[k-1] == ',') {
				return k + 1
			}
		}
	}
	return 0
}

// compared reports whether a comparison names its base before the last words: "so với quý trước vào cuối tháng 9 năm".
func (p *Parser) compared(ws []word) bool {
	for j := 1; j+2 < len(ws); j++ {
		if startsWith(ws[j:], p.w.before) > 0 && startsWith(ws[j-1:], p.w.parted) > 0 {
			return true
		}
	}
	return false
}

// planned reports whether ws holds a word of plans.
func (p *Parser) planned(ws []word) bool {
	for j := range ws {
		if startsWith(ws[j:], p.w.plan) > 0 {
			return true
		}
	}
	return false
}

// ends reports whether after closes the phrase: punctuation or a line's end comes first.
func ends(after string) bool {
	after = strings.TrimLeft(after, " =*")
	return after == "" || strings.IndexByte("\n.,;:)", after[0]) >= 0
}

// yearRange reports whether after goes on to another year: "-2025", "– 2025".
func yearRange(after string) bool {
	rest := strings.TrimLeft(after, " ")
	for _, dash := range []string{"-", "–", "—"} {
		if tail, ok := strings.CutPrefix(rest, dash); ok {
			tail = strings.TrimLeft(tail, " ")
			return len(tail) >= 4 && year(tail[:4]) != 0
		}
	}
	return false
}
