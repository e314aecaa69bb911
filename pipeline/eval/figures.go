package eval

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// Fields are the fields of a figure that are compared, in the order of the report.
func Fields() []string {
	return []string{"value", "unit", "measure", "role", "status", "qual", "period", "base", "indicator"}
}

// core are the fields that must all be right for a figure to be right at its core.
func core() []string { return []string{"value", "unit", "measure", "role", "status", "period"} }

// Score is how well a listing of figures agrees with the gold one.
type Score struct {
	Numerals  int // of the gold listing
	Accounted int // of those, with a line in the system's listing
	Classes   int // with the right class
	Gold      int // figures of the gold listing
	TruePos   int
	FalsePos  int
	FalseNeg  int
	Right     map[string]int // gold figures with the field right
	LabelF1   float64        // word overlap of indicators, summed over figures
	Core      int
	ByMeasure map[string][2]int // measure: right at the core, all
	Misses    []Miss
}

// Miss is a line on which the listings differ.
type Miss struct {
	Why    string // "not found", "class" or the fields that differ, joined by commas
	Gold   Line
	System Line // nil where there is none
}

// Precision, Recall and F1 are those of the class figure.
func (s *Score) Precision() float64 { return ratio(s.TruePos, s.TruePos+s.FalsePos, 0) }

// Recall is the share of gold figures that the system lists as figures.
func (s *Score) Recall() float64 { return ratio(s.TruePos, s.TruePos+s.FalseNeg, 0) }

// F1 is the harmonic mean of precision and recall.
func (s *Score) F1() float64 {
	p, r := s.Precision(), s.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func ratio(part, whole int, empty float64) float64 {
	if whole == 0 {
		return empty
	}
	return float64(part) / float64(whole)
}

// Figures compares two listings of numerals.
func Figures(gold, system []Line) *Score {
	s := &Score{Numerals: len(gold), Right: map[string]int{}, ByMeasure: map[string][2]int{}}
	bySpan := make(map[[2]int64]Line, len(system))
	for _, l := range system {
		bySpan[l.span()] = l
	}
	for _, g := range gold {
		s.line(g, bySpan[g.span()])
	}
	return s
}

func (s *Score) line(g, sys Line) {
	isFigure := g.text("class") == "figure"
	if sys == nil {
		if isFigure {
			s.FalseNeg++
			s.Gold++
			s.Misses = append(s.Misses, Miss{"not found", g, nil})
		}
		return
	}
	s.Accounted++
	class := sys.text("class")
	if class != g.text("class") && slices.Contains(g.alternatives("class"), class) {
		s.Classes++ // an accepted other reading: neither for nor against
		return
	}
	if class == g.text("class") {
		s.Classes++
	}
	found := class == "figure"
	switch {
	case isFigure && found:
		s.TruePos++
	case found:
		s.FalsePos++
		s.Misses = append(s.Misses, Miss{"class", g, sys})
	case isFigure:
		s.FalseNeg++
		s.Misses = append(s.Misses, Miss{"class", g, sys})
	}
	if isFigure {
		s.figure(g, sys, found)
	}
}

func (s *Score) figure(g, sys Line, found bool) {
	s.Gold++
	m := s.ByMeasure[measureName(g)]
	m[1]++
	if found {
		var bad []string
		coreRight := true
		for _, f := range Fields() {
			if same(f, g, sys) {
				s.Right[f]++
				continue
			}
			bad = append(bad, f)
			coreRight = coreRight && !slices.Contains(core(), f)
		}
		s.LabelF1 += indicatorF1(g, sys)
		if coreRight {
			s.Core++
			m[0]++
		}
		if len(bad) > 0 {
			s.Misses = append(s.Misses, Miss{strings.Join(bad, ","), g, sys})
		}
	}
	s.ByMeasure[measureName(g)] = m
}

func measureName(g Line) string {
	if m, ok := g["measure"]; ok {
		return plain(m)
	}
	return "?"
}

// Add adds another text's score to s, as if both texts were one.
func (s *Score) Add(o *Score) {
	s.Numerals += o.Numerals
	s.Accounted += o.Accounted
	s.Classes += o.Classes
	s.Gold += o.Gold
	s.TruePos += o.TruePos
	s.FalsePos += o.FalsePos
	s.FalseNeg += o.FalseNeg
	s.LabelF1 += o.LabelF1
	s.Core += o.Core
	for _, f := range Fields() {
		s.Right[f] += o.Right[f]
	}
	for m, n := range o.ByMeasure {
		have := s.ByMeasure[m]
		s.ByMeasure[m] = [2]int{have[0] + n[0], have[1] + n[1]}
	}
	s.Misses = append(s.Misses, o.Misses...)
}

// Value is one line of a score's report.
type Value struct {
	Name  string
	Count int // where Share is not set
	Share float64
	Whole bool // the value is a count
}

// Values returns the score's lines in the order of the report.
func (s *Score) Values() []Value {
	v := []Value{
		{Name: "numerals", Count: s.Numerals, Whole: true},
		{Name: "accounted", Share: ratio(s.Accounted, s.Numerals, 1)},
		{Name: "class_accuracy", Share: ratio(s.Classes, s.Numerals, 1)},
		{Name: "figures", Count: s.Gold, Whole: true},
		{Name: "figure_precision", Share: s.Precision()},
		{Name: "figure_recall", Share: s.Recall()},
		{Name: "figure_f1", Share: s.F1()},
	}
	for _, f := range Fields() {
		v = append(v, Value{Name: f, Share: ratio(s.Right[f], s.Gold, 1)})
	}
	label := 1.0
	if s.Gold > 0 {
		label = s.LabelF1 / float64(s.Gold)
	}
	return append(v, Value{Name: "indicator_f1_mean", Share: label}, Value{Name: "core", Share: ratio(s.Core, s.Gold, 1)})
}

// Write prints the score and the first misses.
func (s *Score) Write(w io.Writer, misses int) error {
	var b strings.Builder
	for _, v := range s.Values() {
		if v.Whole {
			fmt.Fprintf(&b, "%-18s %d\n", v.Name, v.Count)
		} else {
			fmt.Fprintf(&b, "%-18s %.4f\n", v.Name, v.Share)
		}
	}
	var measures []string
	for m := range s.ByMeasure {
		measures = append(measures, m)
	}
	slices.Sort(measures)
	b.WriteString("core by measure    ")
	for i, m := range measures {
		if i > 0 {
			b.WriteString("  ")
		}
		fmt.Fprintf(&b, "%s %d/%d", m, s.ByMeasure[m][0], s.ByMeasure[m][1])
	}
	b.WriteByte('\n')
	for _, m := range s.Misses[:min(misses, len(s.Misses))] {
		fmt.Fprintf(&b, "MISS %s %s\n", m.Why, m.Gold.show(append([]string{"start", "text", "class"}, Fields()...)))
		if m.System != nil {
			fmt.Fprintf(&b, "  GOT %s\n", m.System.show(append([]string{"class"}, Fields()...)))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
