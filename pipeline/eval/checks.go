package eval

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
)

// enough is the overlap of two checks' sets of figures (Jaccard) from which they are the same check.
const enough = 0.6

// CheckScore is how well a listing of checks agrees with the gold one.
type CheckScore struct {
	Core        int // gold relations that must be found
	Found       int
	Agree       int // of those, with the right outcome
	Violated    int // gold core relations that are violated
	Caught      int // of those, claimed as violated
	Claims      int // the system's violated checks
	FalseAlarms int // of those, shared by no gold relation
	Notes       []string
}

// Checks compares two listings of checks.
func Checks(gold, system []Line) *CheckScore {
	s := &CheckScore{}
	for _, g := range gold {
		if core, _ := g["core"].(bool); core {
			s.core(g, system)
		}
	}
	bad := violated(gold)
	claims := violated(system)
	s.Claims = len(claims)
	for _, c := range claims {
		if best(c, bad, false) < enough {
			s.FalseAlarms++
			s.Notes = append(s.Notes, "FALSE ALARM "+c.show([]string{"kind", "stated", "formula", "message_en"}))
		}
	}
	for _, g := range bad {
		if core, _ := g["core"].(bool); core {
			s.Violated++
			if best(g, claims, false) >= enough {
				s.Caught++
			}
		}
	}
	return s
}

func (s *CheckScore) core(g Line, system []Line) {
	s.Core++
	at, most := -1, 0.0
	for i, c := range system {
		if m := overlap(g, c, true); at < 0 || m > most {
			at, most = i, m
		}
	}
	switch {
	case at < 0 || most < enough:
		s.Notes = append(s.Notes, "MISSED      "+g.show([]string{"id", "kind", "outcome", "why"}))
		return
	case system[at].text("outcome") == g.text("outcome"):
		s.Agree++
	default:
		s.Notes = append(s.Notes, fmt.Sprintf("OUTCOME got %s, want %s", system[at].text("outcome"), g.show([]string{"id", "kind", "outcome", "why"})))
	}
	s.Found++
}

func violated(lines []Line) []Line {
	var out []Line
	for _, l := range lines {
		if l.text("outcome") == "violated" {
			out = append(out, l)
		}
	}
	return out
}

func best(c Line, among []Line, kinds bool) float64 {
	most := 0.0
	for _, g := range among {
		most = max(most, overlap(g, c, kinds))
	}
	return most
}

// overlap is the Jaccard index of two checks' figures; 0 where their kinds (if they matter) or printed results differ.
func overlap(g, s Line, kinds bool) float64 {
	if kinds && g.text("kind") != s.text("kind") {
		return 0
	}
	a, b := g.text("stated"), s.text("stated")
	if a != "" && b != "" && a != b {
		return 0
	}
	x, y := members(g), members(s)
	if len(x) == 0 && len(y) == 0 {
		return 0
	}
	both := 0
	for _, v := range x {
		if slices.Contains(y, v) {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

func members(c Line) []string {
	var all []string
	if v := c.text("stated"); v != "" {
		all = append(all, v)
	}
	list, _ := c["operands"].([]any)
	for _, v := range list {
		if n, ok := v.(json.Number); ok {
			all = append(all, n.String())
		}
	}
	return set(all)
}

// Add adds another text's score to s, as if both texts were one.
func (s *CheckScore) Add(o *CheckScore) {
	s.Core += o.Core
	s.Found += o.Found
	s.Agree += o.Agree
	s.Violated += o.Violated
	s.Caught += o.Caught
	s.Claims += o.Claims
	s.FalseAlarms += o.FalseAlarms
	s.Notes = append(s.Notes, o.Notes...)
}

// Write prints the score and the first notes on what differs.
func (s *CheckScore) Write(w io.Writer, notes int) error {
	var b strings.Builder
	for _, n := range s.Notes[:min(notes, len(s.Notes))] {
		b.WriteString(n + "\n")
	}
	fmt.Fprintf(&b, "core relations     %d\n", s.Core)
	fmt.Fprintf(&b, "found              %.4f\n", ratio(s.Found, s.Core, 1))
	fmt.Fprintf(&b, "outcome_agrees     %.4f\n", ratio(s.Agree, s.Core, 1))
	fmt.Fprintf(&b, "violations_caught  %d/%d\n", s.Caught, s.Violated)
	fmt.Fprintf(&b, "violated_claims    %d\n", s.Claims)
	fmt.Fprintf(&b, "false_alarms       %d\n", s.FalseAlarms)
	_, err := io.WriteString(w, b.String())
	return err
}
