package read

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// pdfPage is a page as lines, top down.
type pdfPage struct {
	lines       []pdfLine
	left, right float64 // margins of the text
	height      float64
	spacing     float64 // usual distance of baselines
	indents     bool    // paragraphs begin with an indent
	images      int
	begun       bool // the page begins within a table of the page before

	number int  // of the page, from 0
	noted  bool // footnotes were lifted from the foot of the page
}

// pdfLine is a line of text, or a table.
type pdfLine struct {
	text        string
	x0, x1, y   float64
	size        float64
	table       *table
	top, bottom float64   // of a table
	columns     []float64 // places of a table's vertical rules, or of its columns where it has none
	cells       []pdfCell // of a line of text with wide gaps: what stands between them
	words       []pdfCell // of a line of text
	white       float64   // between words of the line that stand in different columns, at least
}

func normal(s string) string { return norm.NFC.String(s) }

// layOut orders the glyphs of a page into lines and tables.
func layOut(c *pdfCanvas, w, h float64) pdfPage {
	p := pdfPage{height: h, images: c.images}
	glyphs := slices.DeleteFunc(c.glyphs, func(g glyph) bool {
		return g.text == "" || g.size < 1 || g.x < -w || g.x > 2*w || g.y < -h || g.y > 2*h || math.IsNaN(g.x+g.y+g.w)
	})
	tables, rest := ruledTables(c.strokes, glyphs)
	p.lines = append(textLines(rest), tables...)
	slices.SortStableFunc(p.lines, func(a, b pdfLine) int { return cmp.Compare(b.y, a.y) })
	p.measure()
	return p
}

// measure finds the margins, those of most lines, and the usual line spacing.
func (p *pdfPage) measure() {
	var gaps, left, right []float64
	for i, l := range p.lines {
		if l.table != nil {
			continue
		}
		left, right = append(left, l.x0), append(right, l.x1)
		if i > 0 && p.lines[i-1].table == nil {
			gaps = append(gaps, p.lines[i-1].y-l.y)
		}
	}
	p.left, p.right, p.spacing = quantile(left, 0.1), quantile(right, 0.95), quantile(gaps, 0.5)
	indented := 0
	for _, l := range p.lines {
		if in := l.x0 - p.left; l.table == nil && in > l.size && in < 5*l.size {
			indented++
		}
	}
	p.indents = indented*12 > len(p.lines)
}

// quantile returns the value that the share q of the values lies below; 0 where there are none.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[min(int(q*float64(len(values))), len(values)-1)]
}

// textLines groups glyphs by baseline; raised digits go to the line that they stand in.
func textLines(glyphs []glyph) []pdfLine {
	order := make([]int, len(glyphs))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(glyphs[b].y, glyphs[a].y) })
	var groups [][]int
	for _, i := range order {
		g := &glyphs[i]
		if n := len(groups); n > 0 {
			last := groups[n-1]
			ref := &glyphs[last[len(last)-1]]
			if ref.y-g.y < 0.25*math.Min(ref.size, g.size) {
				groups[n-1] = append(last, i)
				continue
			}
		}
		groups = append(groups, []int{i})
	}
	groups = joinRaised(glyphs, groups)
	lines := make([]pdfLine, 0, len(groups))
	for _, group := range groups {
		if l, ok := lineOf(glyphs, group); ok {
			lines = append(lines, l)
		}
	}
	return lines
}

// joinRaised moves a group of small digits, a superscript, into the group right below it.
func joinRaised(glyphs []glyph, groups [][]int) [][]int {
	out := groups[:0]
	for i := 0; i < len(groups); i++ {
		small, digits := true, true
		for _, k := range groups[i] {
			g := &glyphs[k]
			if i+1 < len(groups) {
				base := &glyphs[groups[i+1][0]]
				small = small && g.size < raisedSize*base.size && g.y-base.y < 0.7*base.size
			}
			digits = digits && (isDigits(g.text) || strings.TrimSpace(g.text) == "")
		}
		if small && digits && i+1 < len(groups) {
			groups[i+1] = append(groups[i+1], groups[i]...)
			continue
		}
		out = append(out, groups[i])
	}
	return out
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// Gaps between glyphs, in sizes of the font.
const (
	gapSpace  = 0.17
	gapColumn = 1.8
	columnGap = "    " // what a wide gap is written as
)

// raisedSize is the size, in sizes of the line's font, that raised digits stay below: browsers set them at 0.83, word processors at 0.58.
const raisedSize = 0.87

// lineOf writes the glyphs of a line from left to right; ok is false where nothing is to be seen.
func lineOf(glyphs []glyph, group []int) (pdfLine, bool) {
	slices.SortStableFunc(group, func(a, b int) int { return cmp.Compare(glyphs[a].x, glyphs[b].x) })
	l := pdfLine{x0: math.Inf(1)}
	for _, i := range group {
		if strings.TrimSpace(glyphs[i].text) != "" {
			l.size = math.Max(l.size, glyphs[i].size)
		}
	}
	if l.size == 0 {
		return l, false
	}
	column := gapColumn * l.size
	if stretched(glyphs, group, l.size) {
		column = math.Inf(1)
	}
	var b strings.Builder
	part, left := 0, 0.0 // of what stands behind the last wide gap: offset in b, and place
	end, space := math.Inf(-1), true
	var last *glyph
	for _, i := range group {
		g := &glyphs[i]
		if strings.TrimSpace(g.text) == "" {
			if !space && g.x+g.w > end {
				b.WriteByte(' ')
				space = true
			}
			continue
		}
		if last != nil && last.text == g.text && math.Abs(g.x-last.x) < 0.12*l.size {
			continue // printed twice, for bold
		}
		gap := g.x - end
		switch {
		case last == nil:
			left = g.x
		case gap > column && strings.Trim(b.String(), "-+•–* ") == "": // behind the mark of an item
			b.WriteString(" "[bool2int(space):])
		case gap > column:
			l.cells = append(l.cells, pdfCell{left, end, strings.TrimSpace(normal(b.String()[part:]))})
			b.WriteString(columnGap[bool2int(space):])
			part, left = b.Len(), g.x
		case gap > gapSpace*g.size && !space:
			b.WriteByte(' ')
		}
		if gap > gapSpace*g.size || space || len(l.words) == 0 {
			l.words = append(l.words, pdfCell{x0: g.x})
		}
		raised := isDigits(g.text) && g.size < raisedSize*l.size && g.y > l.base(glyphs, group)+0.15*l.size
		text := g.text
		if raised {
			text = raise(text)
		} else {
			l.y = g.y
		}
		b.WriteString(text)
		word := &l.words[len(l.words)-1]
		word.text += text
		word.x1 = math.Max(word.x1, g.x+g.w)
		l.x0 = math.Min(l.x0, g.x)
		end, space, last = g.x+g.w, false, g
	}
	if l.y == 0 {
		l.y = glyphs[group[0]].y
	}
	if l.x1 = end; len(l.cells) > 0 {
		l.cells = append(l.cells, pdfCell{left, end, strings.TrimSpace(normal(b.String()[part:]))})
	}
	l.text = strings.TrimRight(normal(b.String()), " ")
	return l, l.text != ""
}

// stretched reports whether a line was spread to the margins: three wide gaps or more, all the same. It is words then, not columns.
func stretched(glyphs []glyph, group []int, size float64) bool {
	n, low, high := 0, math.Inf(1), 0.0
	end := math.Inf(1)
	for _, i := range group {
		g := &glyphs[i]
		if strings.TrimSpace(g.text) == "" {
			continue
		}
		if gap := g.x - end; gap > gapSpace*size {
			n, low, high = n+1, math.Min(low, gap), math.Max(high, gap)
		}
		end = g.x + g.w
	}
	return n >= 3 && low > gapColumn*size && high-low < 0.1*size
}

func bool2int(b bool) int {
	if b {
		return 1
	}
	return 0
}

// base returns the baseline of a line: that of its first glyph of full size.
func (l *pdfLine) base(glyphs []glyph, group []int) float64 {
	for _, i := range group {
		if glyphs[i].size >= 0.95*l.size && strings.TrimSpace(glyphs[i].text) != "" {
			return glyphs[i].y
		}
	}
	return glyphs[group[0]].y
}

// continues reports whether a page goes on with the paragraph that the page before ends with.
func continues(before, p *pdfPage) bool {
	if len(before.lines) == 0 || len(p.lines) == 0 {
		return false
	}
	last, next := before.lines[len(before.lines)-1], p.lines[0]
	if last.table != nil || next.table != nil {
		return false
	}
	return (!endsSentence(last.text) || strings.HasSuffix(last.text, ";") && runsOn(next.text)) && before.full(last, next) && next.x0 < p.left+next.size/2
}

// page writes the lines of a page, top down.
func (b *builder) page(p *pdfPage, continued bool) {
	for i, l := range p.lines {
		switch {
		case l.table != nil:
			b.table(*l.table)
		case i > 0 && p.lines[i-1].table == nil:
			b.block(b.inline(p, l.text), p.separator(p.lines[i-1], l))
		case continued:
			sep := " "
			if hyphened(string(b.text), l.text) {
				sep = ""
			}
			b.block(b.inline(p, l.text), sep)
		default:
			b.paragraph(b.inline(p, l.text))
		}
	}
}

// separator returns what goes between two lines: a blank line between paragraphs, a space where the paragraph surely goes on, so that
// its next word is not taken for an item's number, else a line feed.
func (p *pdfPage) separator(before, l pdfLine) string {
	switch {
	case p.breaks(before, l):
		return "\n\n"
	case strings.Contains(before.text+l.text, columnGap):
		return "\n"
	case hyphened(before.text, l.text) && p.full(before, l):
		return ""
	case (p.indents || !endsSentence(before.text)) && !hanging(l.text) && l.x0 < p.left+l.size/2 && p.full(before, l) && !p.centred(before):
		return " "
	}
	return "\n"
}

// runsOn reports whether s begins with a small letter that is no item's: "tỷ lệ", not "a)".
func runsOn(s string) bool {
	r, size := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r) && !strings.HasPrefix(s[size:], ")") && !strings.HasPrefix(s[size:], ".")
}

func endsSentence(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".;:!?", r)
}

// breaks reports whether a paragraph begins with line l, which follows before: behind a gap, with an indent, or where the line before
// had room for its first word.
func (p *pdfPage) breaks(before, l pdfLine) bool {
	if gap := before.y - l.y; gap > 1.3*p.spacing && gap > 1.3*l.size {
		return true
	}
	switch {
	case p.centred(before) && p.centred(l):
		return false
	case l.x0-before.x0 > l.size:
		return !hanging(before.text)
	}
	return !p.full(before, l)
}

// full reports whether line l has no room for the first word of the next.
func (p *pdfPage) full(l, next pdfLine) bool {
	word, _, _ := strings.Cut(next.text, " ")
	width := (next.x1 - next.x0) * float64(utf8.RuneCountInString(word)+1) / float64(utf8.RuneCountInString(next.text)+1)
	return l.x1+width > p.right-0.5*l.size
}

// hanging reports whether a line begins with the mark of a list item, so that an indent may follow it.
func hanging(s string) bool {
	mark, _, more := strings.Cut(s, " ")
	return more && mark != "" && len(mark) <= 5 && strings.Trim(mark, "-+*•–()0123456789.abcdđeIVX") == "" && (strings.ContainsAny(mark, ".)") || !isDigits(mark[:1])) && !decimals(mark)
}

// decimals reports whether a mark is a number such as 25.000 rather than 2.1.
func decimals(mark string) bool {
	_, group, _ := strings.Cut(strings.TrimRight(mark, ".)"), ".")
	return len(group) == 3
}

// centred reports whether a line stands in the middle of the text, well away from its margins.
func (p *pdfPage) centred(l pdfLine) bool {
	middle := (p.left + p.right) / 2
	return math.Abs((l.x0+l.x1)/2-middle) < l.size && l.x0 > p.left+3*l.size
}
