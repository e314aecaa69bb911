package audit

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"solieu/schemas/tables"
)

// maxPassages bounds the sentences that a finding shows.
const maxPassages = 12

// Segment is a piece of text that is shown in one way.
type Segment struct {
	Text  string
	Class string // "" for words between numerals, else the numeral's class or how it takes part in a finding
	Title string // what the numeral is, in words
	ID    string // its anchor, where something leads to it
	Href  string // the anchor of the finding that it takes part in
}

// The classes of a numeral that takes part in a finding.
const (
	markStated  = "stated"
	markOperand = "operand"
)

// span is a half-open piece of a document's text.
type span struct{ start, end int }

// anchor names a place of the page: the kind, the document, the offset or number.
func (d *Document) anchor(kind string, at int64) string {
	return kind + strconv.Itoa(d.Index) + "-" + strconv.FormatInt(at, 10)
}

// line returns the line of an offset, from 1.
func (d *Document) line(at int) int {
	before, _ := slices.BinarySearch(d.newlines, at)
	return before + 1
}

// sentence finds the sentence of a figure in the text; it is the figure's own numeral where the text does not hold it.
func (d *Document) sentence(o *tables.Observation) span {
	start, end, n := int(o.Start), int(o.End), len(o.Sentence)
	if start < 0 || end > len(d.text) || start > end {
		return span{}
	}
	low, high := max(0, end-n), min(len(d.text), start+n)
	if n > 0 && low < high {
		if i := strings.Index(d.text[low:high], o.Sentence); i >= 0 {
			return span{low + i, low + i + n}
		}
	}
	return span{start, end}
}

// passages returns the sentences of figures, in text order and each once, with the figures marked, and the number of those left out.
func (d *Document) passages(at []int64, stated *int64, lang string) ([][]Segment, int) {
	marks := map[int64]string{}
	var spans []span
	for _, a := range at {
		o := d.byStart[a]
		if o == nil {
			continue
		}
		marks[a] = markOperand
		spans = append(spans, d.sentence(o))
	}
	if stated != nil {
		marks[*stated] = markStated
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	spans = slices.Compact(spans)
	more := max(0, len(spans)-maxPassages)
	var out [][]Segment
	for _, s := range spans[:len(spans)-more] {
		out = append(out, d.segments(s, func(n tables.Numeral, seg *Segment) {
			seg.Class = marks[n.Start]
			if o := d.byStart[n.Start]; seg.Class != "" && o != nil {
				seg.Title = about(o, lang)
			}
		}))
	}
	return out, more
}

// mark makes the segments of the whole text: every numeral with its class, those of violations with a way to the finding.
func (d *Document) mark(found []*Finding, lang string) {
	href, anchors := map[int64]string{}, map[int64]bool{}
	for _, f := range found {
		for _, at := range places(f.Check) {
			anchors[at] = true
			if href[at] == "" && f.Violated() {
				href[at] = "#" + f.Anchor()
			}
		}
	}
	d.Segments = d.segments(span{0, len(d.text)}, func(n tables.Numeral, seg *Segment) {
		seg.Class, seg.Title = n.Class, word(classWords, n.Class, lang)
		if o := d.byStart[n.Start]; o != nil {
			seg.Title = about(o, lang)
		}
		if anchors[n.Start] {
			seg.ID = d.anchor("n", n.Start)
		}
		seg.Href = href[n.Start]
	})
}

// segments cuts a piece of the text at its numerals; paint says how each is shown. The segments tile the piece.
func (d *Document) segments(s span, paint func(tables.Numeral, *Segment)) []Segment {
	var out []Segment
	first, _ := slices.BinarySearchFunc(d.numerals, int64(s.start), func(n tables.Numeral, at int64) int { return cmp.Compare(n.Start, at) })
	at := s.start
	for _, n := range d.numerals[first:] {
		start, end := int(n.Start), int(n.End)
		if end > s.end {
			break
		}
		if start < at || end < start {
			continue
		}
		if start > at {
			out = append(out, Segment{Text: d.text[at:start]})
		}
		seg := Segment{Text: d.text[start:end]}
		paint(n, &seg)
		out = append(out, seg)
		at = end
	}
	if at < s.end {
		out = append(out, Segment{Text: d.text[at:s.end]})
	}
	return out
}

// about says in words what a figure is: figure, value and unit, indicator, period, status, area.
func about(o *tables.Observation, lang string) string {
	parts := []string{word(classWords, "figure", lang) + ": " + strings.TrimSpace(value(o, lang)+" "+unit(o.Unit))}
	for _, p := range []string{o.Indicator, o.Period, word(statusWords, o.Status, lang), o.AreaName} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}

// unit is a canonical unit for people: the braces of counted things are left out.
func unit(u string) string { return strings.NewReplacer("{", "", "}", "").Replace(u) }

// value is a figure's value with the separators of the language.
func value(o *tables.Observation, lang string) string {
	if o.Value == nil {
		return strconv.FormatFloat(o.ValueDouble, 'g', -1, 64)
	}
	return number(o.Value.String(), lang)
}

// number groups the thousands of a plain number as the language does.
func number(plain, lang string) string {
	group, point := ".", ","
	if lang == "en" {
		group, point = point, group
	}
	sign := ""
	if strings.HasPrefix(plain, "-") {
		sign, plain = "−", plain[1:]
	}
	whole, fraction, broken := strings.Cut(plain, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + group + whole[i:]
	}
	if broken {
		whole += point + fraction
	}
	return sign + whole
}
