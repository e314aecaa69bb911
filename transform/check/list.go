package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/schemas"
)

// outline finds the nesting of list lines by their markers, and gives amounts in list items the amount of the enclosing line as their total
// where extraction made no link. It reads each line's head once.
type outline struct {
	s     *scene
	stack []item
}

// item is an open list line: its marker class, and the figure that can be a total of the lines below it.
type item struct {
	class string
	total int
	open  bool // the line announces a list: a list item always does, a paragraph by the colon at its end
}

// nest walks the figures line by line.
func (s *scene) nest() {
	o := outline{s: s}
	at, i := 0, 0
	for at < len(s.text) {
		end := len(s.text)
		if k := strings.IndexByte(s.text[at:], '\n'); k >= 0 {
			end = at + k
		}
		from := i
		for i < len(s.figs) && s.figs[i].Start < end {
			i++
		}
		o.line(at, end, from, i)
		at = end + 1
	}
}

// line places the line [start, end) with figures [from, to) in the outline.
func (o *outline) line(start, end, from, to int) {
	head := strings.TrimLeft(o.s.raw[start:end], " \t")
	if head == "" || superscript(head) != "" {
		return // a blank line, or a footnote that a page break put here
	}
	opens := strings.HasSuffix(strings.TrimRight(head, " *_"), ":")
	if from == to && opens {
		if len(o.stack) > 0 {
			o.stack[len(o.stack)-1].open = true
		}
		return
	}
	class := markerClass(head)
	if r, _ := utf8.DecodeRuneInString(head); class == "" && unicode.IsLower(r) {
		return // a sentence that a page break cut goes on
	}
	if class == "" {
		o.stack = append(o.stack[:0], item{total: o.lead(from, to), open: opens})
		return
	}
	level := len(o.stack)
	for k, it := range o.stack {
		if it.class == class {
			level = k
			break
		}
	}
	o.stack = o.stack[:level]
	for i := from; i < to; i++ {
		o.s.figs[i].level = level
	}
	own := o.first(from, to)
	if level > 0 && own != schemas.None && o.stack[level-1].open {
		o.join(o.stack[level-1].total, own)
	}
	o.stack = append(o.stack, item{class: class, total: own, open: true})
}

// join links an item's amount to the enclosing line's, where extraction left both free and they can be added.
func (o *outline) join(total, k int) {
	if total == schemas.None {
		return
	}
	f, g := &o.s.figs[total], &o.s.figs[k]
	if f.base.Unit != g.base.Unit || f.Measure != g.Measure || planned(f) != planned(g) {
		return
	}
	if p := g.parent; p != schemas.None {
		if p >= total || p < 0 || contains(f.kids, k) {
			return // the link made by the words is the nearer one
		}
		o.s.figs[p].kids = remove(o.s.figs[p].kids, k)
	}
	f.kids = append(f.kids, k)
	g.parent, g.listed = total, true
}

func remove(list []int, k int) []int {
	var out []int
	for _, i := range list {
		if i != k {
			out = append(out, i)
		}
	}
	return out
}

// first is the first amount of a line.
func (o *outline) first(from, to int) int {
	for i := from; i < to; i++ {
		if f := &o.s.figs[i]; summable(f) && f.Role == schemas.Main && f.Measure == schemas.Level {
			return i
		}
	}
	return schemas.None
}

// lead is the amount that a paragraph leaves for the list below it: the first one of its last sentence.
func (o *outline) lead(from, to int) int {
	for i := to - 1; i >= from; i-- {
		if i > from && o.s.figs[i-1].sentence == o.s.figs[i].sentence {
			continue
		}
		return o.first(i, to)
	}
	return schemas.None
}

// markerClass names the kind of list marker at the head of a line; "" for plain text and for numbered headings of several levels.
func markerClass(head string) string {
	r, w := utf8.DecodeRuneInString(head)
	switch {
	case strings.ContainsRune("-–—+*•●○▪", r) && len(head) > w && head[w] == ' ':
		return string(r)
	case unicode.IsDigit(r):
		n := 0
		for n < len(head) && head[n] >= '0' && head[n] <= '9' {
			n++
		}
		if n <= 2 && n+1 < len(head) && (head[n] == '.' || head[n] == ')') && head[n+1] == ' ' {
			return "1"
		}
	case unicode.IsLetter(r) && len(head) > w+1 && (head[w] == ')' || head[w] == '.') && head[w+1] == ' ':
		return "a"
	}
	return ""
}
