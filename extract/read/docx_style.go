package read

import (
	"strconv"
	"strings"
)

// properties reads a paragraph's properties.
func (w *word) properties() layout {
	var l layout
	for depth := 1; depth > 0; {
		switch w.x.next() {
		case xmlEOF:
			return l
		case xmlEnd:
			depth--
		case xmlStart:
			depth++
			switch string(w.x.name) {
			case "pStyle":
				l.style = w.x.attr("val")
			case "numId":
				l.num = w.x.attr("val")
			case "ilvl":
				l.level = w.x.attr("val")
			case "jc":
				l.centred, l.alignmentOK = w.x.attr("val") == "center", true
			case "pPrChange", "rPr", "sectPr":
				w.x.skipElement()
				depth--
			}
		}
	}
	return l
}

// runProps is what decides how a run's text is read.
type runProps struct {
	hidden, raised, caps bool
	font                 string
}

// readRun reads the properties of a run, which stand over those that it has from its paragraph's style; a character style among all
// stands between the two.
func readRun(x *xmlScanner, p runProps, all styles) runProps {
	for depth := 1; depth > 0; {
		switch x.next() {
		case xmlEOF:
			return p
		case xmlEnd:
			depth--
		case xmlStart:
			depth++
			on := x.attr("val") != "0" && x.attr("val") != "false"
			switch string(x.name) {
			case "rStyle":
				s := all.chain(x.attr("val")).run
				p = runProps{p.hidden || s.hidden, p.raised || s.raised, p.caps || s.caps, first(s.font, p.font)}
			case "vanish":
				p.hidden = on
			case "caps":
				p.caps = on
			case "vertAlign":
				p.raised = x.attr("val") == "superscript"
			case "rFonts":
				p.font = first(x.attr("ascii"), x.attr("hAnsi"))
			case "rPrChange":
				x.skipElement()
				depth--
			}
		}
	}
	return p
}

// style is a paragraph style.
type style struct {
	base       string
	num, level string
	centred    bool
	run        runProps
}

// styles are the styles of paragraphs and of characters by id; "" is the document's default.
type styles map[string]style

// normalStyle is where the style of paragraphs that name none stands; no style has such an id.
const normalStyle = "\x00"

// of returns a paragraph's style with what it inherits.
func (s styles) of(id string) style {
	if id == "" {
		id = s[normalStyle].base
	}
	out := s.chain(id)
	out.run.font = first(out.run.font, s[""].run.font)
	return out
}

// chain returns a style with what it has from those that it is based on.
func (s styles) chain(id string) style {
	out := s[id]
	for depth := 0; out.base != "" && depth < 16; depth++ {
		parent := s[out.base]
		out.base = parent.base
		if out.num == "" {
			out.num, out.level = parent.num, first(out.level, parent.level)
		}
		out.centred = out.centred || parent.centred
		out.run.font = first(out.run.font, parent.run.font)
		out.run.caps = out.run.caps || parent.run.caps
		out.run.raised = out.run.raised || parent.run.raised
		out.run.hidden = out.run.hidden || parent.run.hidden
	}
	return out
}

// run returns the run properties of a paragraph style.
func (s styles) run(id string) runProps {
	if len(s) == 0 {
		return runProps{}
	}
	return s.of(id).run
}

func readStyles(c *container, part string) (styles, error) {
	data, err := c.part(part)
	if err != nil || data == nil {
		return nil, err
	}
	x, err := newXML(data)
	if err != nil {
		return nil, err
	}
	all := styles{}
	id := ""
	for t := x.next(); t != xmlEOF; t = x.next() {
		if t != xmlStart {
			continue
		}
		s := all[id]
		switch string(x.name) {
		case "style":
			id = first(x.attr("styleId"), "?")
			if x.attr("type") == "paragraph" && x.attr("default") == "1" {
				all[normalStyle] = style{base: id}
			}
			continue
		case "basedOn":
			s.base = x.attr("val")
		case "numId":
			s.num = x.attr("val")
		case "ilvl":
			s.level = x.attr("val")
		case "jc":
			s.centred = x.attr("val") == "center"
		case "rPr":
			s.run = readRun(x, s.run, nil)
		default:
			continue
		}
		all[id] = s
	}
	return all, x.err
}

// numbering prints the numbers of lists.
type numbering struct {
	abstract map[string]*listLevels // by abstractNumId
	lists    map[string]*list       // by numId
}

type listLevels struct {
	levels [9]listLevel
	counts [9]int // shared by the lists of one definition
	seen   [9]bool
}

type listLevel struct {
	start        int
	format, text string
}

type list struct {
	of        *listLevels
	restart   [9]int // start of the level in this list, -1 where it goes on
	restarted [9]bool
}

// next counts an item and returns its marker, "" where the level has none.
func (n *numbering) next(num string, level int) string {
	if n == nil || level < 0 || level > 8 {
		return ""
	}
	l := n.lists[num]
	if l == nil || l.of == nil {
		return ""
	}
	a := l.of
	switch {
	case l.restart[level] >= 0 && !l.restarted[level]:
		l.restarted[level] = true
		a.counts[level] = l.restart[level]
	case !a.seen[level]:
		a.counts[level] = a.levels[level].start
	default:
		a.counts[level]++
	}
	a.seen[level] = true
	for deeper := level + 1; deeper < 9; deeper++ {
		a.seen[deeper] = false
	}
	lv := a.levels[level]
	if lv.format == "bullet" {
		return bullet(lv.text, level)
	}
	if lv.format == "none" && !strings.Contains(lv.text, "%") {
		return strings.TrimSpace(lv.text)
	}
	text := lv.text
	for i := range 9 {
		mark := "%" + strconv.Itoa(i+1)
		if strings.Contains(text, mark) {
			count := a.counts[i]
			if !a.seen[i] && i < level {
				count = a.levels[i].start
			}
			text = strings.ReplaceAll(text, mark, printNumber(a.levels[i].format, count))
		}
	}
	return strings.TrimSpace(text)
}

// bullet returns the mark of an unnumbered item as reports write it.
func bullet(text string, level int) string {
	switch text = strings.TrimSpace(text); text {
	case "-", "+", "*", "•":
		return text
	case "–", "—":
		return "-"
	}
	if level%2 == 1 {
		return "+"
	}
	return "-"
}

// printNumber writes n in one of the number formats of lists.
func printNumber(format string, n int) string {
	switch format {
	case "decimalZero":
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case "lowerLetter", "upperLetter":
		if n < 1 || n > 260 {
			break
		}
		s := strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
		if format == "upperLetter" {
			s = strings.ToUpper(s)
		}
		return s
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	case "none":
		return ""
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	values := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	signs := []string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	for i, v := range values {
		for ; n >= v; n -= v {
			b.WriteString(signs[i])
		}
	}
	return b.String()
}

func readNumbering(c *container, part string) (*numbering, error) {
	n := &numbering{abstract: map[string]*listLevels{}, lists: map[string]*list{}}
	data, err := c.part(part)
	if err != nil || data == nil {
		return n, err
	}
	x, err := newXML(data)
	if err != nil {
		return nil, err
	}
	var a *listLevels
	var l *list
	level := 0
	for t := x.next(); t != xmlEOF; t = x.next() {
		if t != xmlStart {
			continue
		}
		val := x.attr("val")
		switch string(x.name) {
		case "abstractNum":
			a, l = &listLevels{}, nil
			n.abstract[x.attr("abstractNumId")] = a
		case "num":
			l = &list{restart: [9]int{-1, -1, -1, -1, -1, -1, -1, -1, -1}}
			a = nil
			n.lists[x.attr("numId")] = l
		case "abstractNumId":
			if l != nil {
				l.of = n.abstract[val]
			}
		case "lvl", "lvlOverride":
			level = min(small(x.attr("ilvl")), 8)
			if a != nil {
				a.levels[level] = listLevel{start: 1, format: "decimal"}
			}
		case "startOverride":
			if l != nil {
				l.restart[level] = small(val)
			}
		case "start":
			if a != nil {
				a.levels[level].start = small(val)
			}
		case "numFmt":
			if a != nil {
				a.levels[level].format = val
			}
		case "lvlText":
			if a != nil {
				a.levels[level].text = val
			}
		}
	}
	return n, x.err
}
