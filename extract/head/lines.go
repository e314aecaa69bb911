package head

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/extract/token"
)

// headBytes and headLineCount bound the head; no head of a real report is longer.
const (
	headBytes     = 12000
	headLineCount = 60
)

// lineWords is how many words of a line tell all but a date or an agency within running text: no line of a letterhead has more.
const lineWords = maxLetterhead + 1

// line is one line of the head, or one column of it where two stand side by side.
type line struct {
	text    string // without emphasis, table bars and white space around
	words   []word // folded, the first [lineWords] of them
	column  int    // 0 from the left
	bold    bool   // the line opened with emphasis, or continues it, or is a heading
	heading bool   // marked as one: "# …"
	blank   bool
}

// word is a run of letters and digits.
type word struct {
	fold       string // see [token.Fold]
	start, end int    // byte offsets in the line's text
}

// headLines returns the lines of text's head.
func (p *Parser) headLines(text string) []line {
	text = text[:min(len(text), headBytes)]
	var lines []line
	bold, seen := false, 0
	for raw := range strings.Lines(text) {
		if raw = strings.TrimSpace(raw); raw != "" {
			seen++
		}
		if seen > headLineCount {
			break
		}
		if rule(raw) {
			if n := len(lines); n > 0 && seen > 1 && strings.HasPrefix(raw, "===") {
				lines[n-1].heading, lines[n-1].bold = !lines[n-1].blank, true // underlined, as Markdown has it
			}
			continue
		}
		for column, cell := range cells(raw) {
			for part := range strings.SplitSeq(strings.ReplaceAll(cell, "<br/>", "<br>"), "<br>") {
				l := p.newLine(part, column, bold, seen == 1)
				if strings.Count(part, "**")%2 == 1 {
					bold = !bold
				}
				bold = bold && !l.blank
				lines = append(lines, l)
			}
		}
	}
	return lines
}

// newLine reads one cell; bold says that emphasis was opened before it, first that it stands in the first line of the text.
func (p *Parser) newLine(s string, column int, bold, first bool) line {
	l := line{column: column, heading: strings.HasPrefix(s, "#") || first && strings.HasPrefix(s, "==")}
	l.bold = bold || strings.HasPrefix(s, "**") || l.heading
	l.text = p.plainText(s)
	l.words = firstWords(l.text, lineWords)
	l.blank = l.text == ""
	return l
}

// rule reports whether a line is drawn, not written: "-----", "|---|---|", "***".
func rule(s string) bool {
	return s != "" && strings.Trim(s, "-–—_=*|: ") == ""
}

// cells cuts a line where the two columns of a letterhead stand side by side: at table bars, tabs and wide gaps.
func cells(s string) []string {
	if before, after, ok := strings.Cut(s, "ngày "); ok { // the gap left for the day by hand is none between columns
		s = before + "ngày " + strings.TrimLeft(after, " \t")
	}
	if s = strings.ReplaceAll(s, "    ", "\t"); !strings.ContainsAny(s, "\t|") {
		return []string{strings.TrimSpace(s)}
	}
	cells := strings.FieldsFunc(s, func(r rune) bool { return r == '\t' || r == '|' })
	kept := cells[:0]
	for _, c := range cells {
		if c = strings.TrimSpace(c); c != "" {
			kept = append(kept, c)
		}
	}
	if len(kept) == 0 {
		return []string{""}
	}
	return kept
}

// plainText takes the marks of emphasis, headings, quotes and line breaks off.
func (p *Parser) plainText(s string) string {
	s = strings.TrimLeft(s, "#=> ")
	s = strings.TrimRight(s, "= ")
	if plain(s) {
		return s
	}
	s = p.marks.Replace(s)
	if strings.HasPrefix(s, "_") || strings.HasSuffix(s, "_") {
		s = strings.Trim(s, "_")
	}
	return strings.Join(strings.Fields(s), " ")
}

// newMarks returns what takes the marks within a line off.
func newMarks() *strings.Replacer {
	return strings.NewReplacer("**", "", "__", "", "*", "", "\u00ad", "", "\u200b", "", "\u00a0", " ", `\_`, "_")
}

// plain reports whether s certainly holds no marks and no white space but single blanks between words, as most lines of prose do.
func plain(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ' && before == ' ', c < ' ', c == '*', c == '_', c == '\\':
			return false
		case c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && 0x93 <= s[i+2] && s[i+2] <= 0xA6: // – to …
		case c == 0xC2, c == 0xE2, c == 0xE3, c == 0x9A && before == 0xE1: // what soft hyphens and the spaces beyond ASCII begin with
			return false
		}
		before = s[i]
	}
	return before != ' '
}

// words cuts s into its runs of letters and digits.
func words(s string) []word { return firstWords(s, len(s)) }

// firstWords cuts the first n words out of s.
func firstWords(s string, n int) []word {
	const perWord = 4 // bytes; few texts have shorter words
	ws := make([]word, 0, min(n, len(s)/perWord+1))
	var folds strings.Builder // of all words, so that they are one piece of memory
	folds.Grow(min(len(s), cap(ws)*2*perWord))
	var buf [64]byte
	for i := 0; i < len(s) && len(ws) < n; {
		end := wordEnd(s, i)
		if end == i {
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
			continue
		}
		from := folds.Len()
		folds.Write(token.AppendFold(buf[:0], s[i:end]))
		ws = append(ws, word{folds.String()[from:], i, end})
		i = end
	}
	return ws
}

// wordEnd returns the end of the word that begins at s[i:], i where none does.
func wordEnd(s string, i int) int {
	for i < len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' {
				i++
				continue
			}
			return i
		}
		if n := token.Letter(s, i); n > 0 {
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !wordRune(r) {
			return i
		}
		i += n
	}
	return i
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\u00ad' || r == '\u200b'
}

// fold folds a phrase, its syllables separated by one space.
func fold(phrase string) string { return strings.Join(foldedWords(phrase), " ") }

// foldedWords returns the folded words of a phrase.
func foldedWords(phrase string) []string {
	var parts []string
	for _, w := range words(phrase) {
		parts = append(parts, w.fold)
	}
	return parts
}

// prefixLen returns the number of words of phrase where ws begins with it, else 0. The phrase is folded.
func prefixLen(ws []word, phrase []string) int {
	if len(ws) < len(phrase) {
		return 0
	}
	for i, part := range phrase {
		if ws[i].fold != part {
			return 0
		}
	}
	return len(phrase)
}

// startsWith returns the length in words of the longest of phrases that ws begins with, 0 where none does.
func startsWith(ws []word, phrases list) int {
	if len(ws) == 0 {
		return 0
	}
	n := 0
	for _, p := range phrases[ws[0].fold] {
		n = max(n, prefixLen(ws, p))
	}
	return n
}

// isUpper reports whether s is written in capitals: letters, none of them small (but for a few in abbreviations).
func isUpper(s string) bool {
	upper, lower := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper > 1 && lower*20 <= upper
}
