package check

import (
	"math"
	"math/big"
	"slices"
	"strings"

	"solieu/schemas"
	"solieu/transform/units"
)

// figure is a figure with what the finders ask of it again and again.
type figure struct {
	*schemas.Figure
	num       Number
	rough     float64 // num.Value, to tell quickly what cannot be equal
	base      units.Base
	words     []int32 // content words of the indicator, interned, ascending
	sentence  int     // ordinal of the sentence
	paragraph int     // ordinal of the paragraph
	line      int     // offset at which its line begins
	depth     int     // open brackets before it in its sentence
	of        int     // the level that it qualifies
	parent    int     // the total it is a part of: by the words, else by the nesting of list lines
	context   []int32 // content words of its line or sentence back to the figure before it, and of its indicator
	level     int     // nesting of its list line; 0 in plain text
	listed    bool    // its total was found by the nesting of list lines
	year      int     // of the period's end; 0 where unknown
	kids      []int   // figures whose Parent is this one
	about     []int   // figures whose Of is this one
}

// scene is one document, indexed for the finders. Finders look at bounded windows of it only.
type scene struct {
	raw     string // the document's text
	text    string // the same in lower case, with the same offsets
	figs    []figure
	intern  map[string]int32
	content map[string][]int32 // of phrases, which repeat themselves: see [scene.contentWords]
	vocab   []string
	report  schemas.Date
	docArea string
	units   *units.Catalogue
}

func newScene(x *schemas.Extraction, cat *units.Catalogue) *scene {
	s := &scene{
		raw:     x.Document.Text,
		text:    lower(x.Document.Text),
		figs:    make([]figure, len(x.Figures)),
		intern:  make(map[string]int32),
		content: make(map[string][]int32),
		report:  x.Document.Meta.Date,
		docArea: x.Document.Meta.Area,
		units:   cat,
	}
	p := places{text: s.text}
	for i := range x.Figures {
		f := &x.Figures[i]
		b := cat.Base(f.Unit)
		g := figure{Figure: f, base: b, num: numberOf(f, b), of: f.Of, parent: f.Parent}
		g.rough, _ = g.num.Value.Float64()
		g.words = s.contentWords(f.Indicator)
		g.year = s.yearOf(f.Period)
		g.sentence, g.paragraph, g.depth = p.locate(f)
		g.line = p.line
		if g.num.Hedge == "" {
			g.num.Hedge = hedgeBefore(s.text, f.Start)
		}
		s.figs[i] = g
	}
	for i := range s.figs {
		s.qualify(i)
		s.explain(i)
	}
	for i := range s.figs {
		s.link(i)
		s.figs[i].context = s.contentWords(s.figs[i].Indicator + " " + s.lead(i))
	}
	s.nest()
	return s
}

// hedgeBefore reads a hedge right before a numeral, where extraction found none: "tăng hơn 4.000 chiếc".
func hedgeBefore(text string, at int) string {
	if at < 0 || at > len(text) {
		return ""
	}
	lead := strings.TrimRight(text[:at], " *_")
	for _, h := range []struct{ word, hedge string }{{"hơn", ">"}, {"gần", "~"}, {"khoảng", "~"}, {"xấp xỉ", "~"}} {
		if strings.HasSuffix(lead, " "+h.word) {
			return h.hedge
		}
	}
	return ""
}

// qualify settles which level a percentage speaks of: one in a bracket qualifies what the bracket stands behind ("480 tỷ đồng (40%)"), and
// percentages in a row are dealt out to the levels in a row before them ("lần lượt đạt a, b, c, chiếm x%, y%, z%").
func (s *scene) qualify(i int) {
	f := &s.figs[i]
	if !relative(f) {
		return
	}
	if f.of == schemas.None && f.parent >= 0 && f.parent < len(s.figs) && !relative(&s.figs[f.parent]) {
		f.of, f.parent = f.parent, schemas.None
	}
	if i > 0 && s.figs[i-1].of == f.of && f.of >= 0 && s.figs[i-1].Measure == f.Measure && relative(&s.figs[i-1]) {
		return // dealt out with the first of its row
	}
	n := 1
	for i+n < len(s.figs) && n < maxParts && s.figs[i+n].of == f.of && s.figs[i+n].Measure == f.Measure && relative(&s.figs[i+n]) && s.figs[i+n].Base == f.Base {
		n++
	}
	if n < 2 || f.of != i-1 || i < n {
		return
	}
	for k := i - n; k < i; k++ {
		g := &s.figs[k]
		if relative(g) || g.base.Unit != s.figs[i-1].base.Unit || g.sentence != f.sentence || g.Role != schemas.Main {
			return
		}
	}
	if i > n && s.figs[i-n-1].base.Unit == f.base.Unit {
		return
	}
	for k := range n {
		s.figs[i+k].of = i - n + k
	}
}

// explain links a percentage to the amount in the bracket behind it, where the words between only name the two: "giải ngân 78% (1.518,5 tỷ đồng)",
// "69,0% công nghiệp - xây dựng (6.035,4 triệu kWh)". A bracket that says what it holds ("kế hoạch 280") explains something else.
func (s *scene) explain(i int) {
	f := &s.figs[i]
	if f.of != schemas.None || f.Unit != "%" || i+1 >= len(s.figs) || f.Measure != schemas.Share && f.Measure != schemas.Attainment {
		return
	}
	g := &s.figs[i+1]
	gap := s.between(i, i+1)
	if relative(g) || g.Role != schemas.Main || g.Range != "" || g.depth != f.depth+1 || g.sentence != f.sentence || len(gap) > 80 ||
		!strings.HasSuffix(strings.TrimRight(gap, " *_"), "(") || strings.ContainsAny(gap, ";.:") {
		return
	}
	f.of = i + 1
	if f.parent == i+1 {
		f.parent = schemas.None
	}
	if f.Measure == schemas.Attainment {
		g.parent = schemas.None // what the bracket holds is what was done, not a part of what was planned
	}
}

func (s *scene) link(i int) {
	f := s.figs[i]
	if f.parent >= 0 && f.parent < len(s.figs) && f.parent != i {
		s.figs[f.parent].kids = append(s.figs[f.parent].kids, i)
	}
	if f.of >= 0 && f.of < len(s.figs) && f.of != i {
		s.figs[f.of].about = append(s.figs[f.of].about, i)
	}
}

func (s *scene) yearOf(p schemas.Period) int {
	if p.Report {
		return s.report.Year
	}
	return p.To.Year
}

// contentWords returns the interned content words of a phrase, ascending and without repetition.
func (s *scene) contentWords(phrase string) []int32 {
	if known, ok := s.content[phrase]; ok {
		return known
	}
	var out []int32
	for _, w := range syllables(alias(lower(phrase))) {
		if emptyWord(w) {
			continue
		}
		out = append(out, s.word(w))
	}
	slices.Sort(out)
	out = slices.Compact(out)
	s.content[phrase] = slices.Clip(out)
	return out
}

func (s *scene) word(w string) int32 {
	id, ok := s.intern[w]
	if !ok {
		id = int32(len(s.vocab))
		s.intern[strings.Clone(w)] = id
		s.vocab = append(s.vocab, w)
	}
	return id
}

// alias writes the long names of the genre's most abbreviated notions in their short form, so that both forms share words.
func alias(phrase string) string {
	phrase = strings.ReplaceAll(phrase, "tổng sản phẩm trên địa bàn", "grdp")
	phrase = strings.ReplaceAll(phrase, "tổng sản phẩm", "grdp")
	phrase = strings.ReplaceAll(phrase, "hợp tác xã", "htx")
	phrase = strings.ReplaceAll(phrase, "trong nước", "nội nước") // "trong" alone is an empty word
	return strings.ReplaceAll(phrase, "ngân sách nhà nước", "nsnn")
}

// places walks the text once, figure by figure.
type places struct {
	text      string
	at        int
	line      int // where the line of at begins
	paragraph int
	sentence  int
	start     int // of the present sentence
	depth     int
}

func (p *places) locate(f *schemas.Figure) (sentence, paragraph, depth int) {
	if f.Start < p.at || f.End > len(p.text) {
		return p.sentence, p.paragraph, p.depth
	}
	p.paragraph += strings.Count(p.text[p.at:f.Start], "\n")
	if k := strings.LastIndexByte(p.text[p.at:f.Start], '\n'); k >= 0 {
		p.line = p.at + k + 1
	}
	if f.Sentence.Start != p.start || p.sentence == 0 {
		p.sentence++
		p.start = f.Sentence.Start
		p.depth = 0
		p.at = max(p.at, min(f.Sentence.Start, f.Start))
	}
	for _, c := range []byte(p.text[p.at:f.Start]) {
		switch c {
		case '(':
			p.depth++
		case ')':
			p.depth = max(0, p.depth-1)
		}
	}
	p.at = f.Start
	return p.sentence, p.paragraph, p.depth
}

// between is the lower-case text between two figures' numerals.
func (s *scene) between(i, j int) string {
	a, b := s.figs[i].End, s.figs[j].Start
	if a > b || b > len(s.text) {
		return ""
	}
	return s.text[a:b]
}

// lead is what stands before figure i in its line, back to the figure before it: the words that name it, before any reading.
func (s *scene) lead(i int) string {
	t := s.before(i)
	if k := strings.LastIndexAny(t, ";\n"); k >= 0 {
		t = t[k+1:]
	}
	return t
}

// after is the lower-case text behind figure i up to the next figure or the end of its sentence.
func (s *scene) after(i int) string {
	end := s.figs[i].Sentence.End
	if i+1 < len(s.figs) && s.figs[i+1].Start < end {
		end = s.figs[i+1].Start
	}
	if end > len(s.text) || end < s.figs[i].End {
		return ""
	}
	return s.text[s.figs[i].End:end]
}

// before is the lower-case text between the figure before i (or the beginning of the sentence) and i.
func (s *scene) before(i int) string {
	from := s.figs[i].Sentence.Start
	if i > 0 && s.figs[i-1].End > from {
		from = s.figs[i-1].End
	}
	if from > s.figs[i].Start || s.figs[i].Start > len(s.text) {
		return ""
	}
	return s.text[from:s.figs[i].Start]
}

// sumIs reports that the values of list add up exactly to v. rough and sum are both sides in floating point, which settle most cases.
func (s *scene) sumIs(list []int, v *big.Rat, rough, sum float64) bool {
	if math.Abs(sum-rough) > 1e-9*math.Abs(rough) {
		return false
	}
	exact := new(big.Rat)
	for _, i := range list {
		exact.Add(exact, s.figs[i].num.Value)
	}
	return exact.Cmp(v) == 0
}

// overlap returns how many words a and b share; both ascend.
func overlap(a, b []int32) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// without returns the words of a that are not in b.
func without(a, b []int32) []int32 {
	var out []int32
	for _, w := range a {
		if _, ok := slices.BinarySearch(b, w); !ok {
			out = append(out, w)
		}
	}
	return out
}

// within reports whether all of a's words are in b, and a has any.
func within(a, b []int32) bool { return len(a) > 0 && overlap(a, b) == len(a) }

// alike reports that two figures count the same things: one unit, or nouns of which one begins with the other ({lượt}, {lượt khách}).
func alike(f, g *figure) bool {
	if f.base.Unit == g.base.Unit {
		return true
	}
	if f.base.Family != units.Count || g.base.Family != units.Count {
		return false
	}
	a, b := strings.Trim(f.base.Unit, "{}"), strings.Trim(g.base.Unit, "{}")
	return strings.HasPrefix(a, b+" ") || strings.HasPrefix(b, a+" ")
}

// samePeriod reports that two figures are not stated for different years.
func samePeriod(a, b *figure) bool { return a.year == 0 || b.year == 0 || a.year == b.year }

// sameArea reports that two figures refer to the same area (the document's own where none is given).
func sameArea(a, b *figure) bool { return a.Area == b.Area }

// main reports a figure that states its own quantity: no target, no denominator, no end of a range.
func (f *figure) main() bool { return f.Role == schemas.Main && f.Range == "" }

// amount reports a level that can be added and stands for itself.
func (f *figure) amount() bool { return f.main() && f.Measure == schemas.Level && summable(f) }

// firm reports that none of the figures is hedged.
func (s *scene) firm(list ...int) bool {
	for _, i := range list {
		if s.figs[i].isHedged() {
			return false
		}
	}
	return true
}

func planned(f *figure) bool { return f.Status == schemas.Plan || f.Role == schemas.Target }
