package read

import (
	"strconv"
	"strings"
)

// dropRunning removes running heads and feet (the same words at the same height on a third of the pages, three or more) and page
// numbers (numbers at the top or foot that count with the pages).
func dropRunning(pages []pdfPage) {
	if len(pages) < 2 {
		return
	}
	seen := map[string]int{}
	offsets := map[int]int{}
	for i, p := range pages {
		for k := range p.lines {
			if !p.edge(k) {
				continue
			}
			seen[p.key(k)]++
			if n, ok := pageNumber(p.lines[k].text); ok {
				offsets[n-i]++
			}
		}
	}
	for i := range pages {
		p := &pages[i]
		kept := p.lines[:0:0]
		for k, l := range p.lines {
			n, isNumber := pageNumber(l.text)
			running := seen[p.key(k)] >= max(3, (len(pages)+2)/3)
			counts := isNumber && offsets[n-i] >= max(2, len(pages)/2)
			if p.edge(k) && (running || counts) {
				continue
			}
			kept = append(kept, l)
		}
		p.lines = kept
		p.measure()
	}
}

// edge reports whether line k is one of the two first or last of the page, near its edge.
func (p *pdfPage) edge(k int) bool {
	l := p.lines[k]
	return l.table == nil && (k < 2 && l.y > 0.85*p.height || k >= len(p.lines)-2 && l.y < 0.15*p.height)
}

// key identifies a running head: its words without digits, and its height.
func (p *pdfPage) key(k int) string {
	l := p.lines[k]
	text := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '#'
		}
		return r
	}, l.text)
	for strings.Contains(text, "##") {
		text = strings.ReplaceAll(text, "##", "#")
	}
	return text + "\x00" + strconv.Itoa(int(l.y/6))
}

// pageNumber reads "5", "- 5 -", "Trang 5", "5/20".
func pageNumber(s string) (int, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, word := range []string{"trang", "page"} {
		s = strings.TrimPrefix(s, word)
	}
	s = strings.Trim(s, " -–—|")
	s, _, _ = strings.Cut(s, "/")
	n, err := strconv.Atoi(strings.TrimSpace(s))
	return n, err == nil && n >= 0 && n < 100_000
}
