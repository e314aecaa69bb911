package check

import (
	"math/big"
	"strings"

	"solieu/schemas"
	"solieu/transform/units"
)

// Habit counts how a document's author shortens numbers, over the relations that tell rounding from cutting.
type Habit struct{ Rounds, Cuts int }

// Convention is how a document's author shortens numbers.
type Convention string

// The conventions.
const (
	Rounding Convention = "rounds"
	Cutting  Convention = "cuts"
	Mixed    Convention = "mixed"
	Untold   Convention = "" // too few relations tell
)

// Convention is what a habit comes to. A single cut proves nothing: it may be a slip.
func (h Habit) Convention() Convention {
	switch {
	case h.Rounds > 0 && h.Cuts > 0:
		return Mixed
	case h.Rounds > 0:
		return Rounding
	case h.Cuts >= 2:
		return Cutting
	}
	return Untold
}

// HabitOf infers the habit from a document's checks: a relation counts where its recomputed value would be printed differently by an author who
// rounds and by one who cuts.
func HabitOf(checks []schemas.Check, x *schemas.Extraction) Habit {
	var h Habit
	for i := range checks {
		c := &checks[i]
		if c.Stated < 0 || c.Stated >= len(x.Figures) || c.Kind == schemas.CheckBound || c.Kind == schemas.CheckDirection {
			continue
		}
		low, ok1 := new(big.Rat).SetString(c.Low)
		high, ok2 := new(big.Rat).SetString(c.High)
		if !ok1 || !ok2 {
			continue
		}
		f := &x.Figures[c.Stated]
		step := stepOf(f, "")
		if strings.HasPrefix(f.Unit, "{") && !strings.Contains(f.Unit, "/") {
			step = stepOf(f, units.Count)
		}
		h.count(c.Outcome, Number{Value: f.Value.Rat(), Step: step}, Interval{low, high})
	}
	return h
}

// count adds one relation.
func (h *Habit) count(o schemas.Outcome, stated Number, computed Interval) {
	switch {
	case o == schemas.Truncated:
		h.Cuts++
	case o == schemas.Rounded && !stated.cutMeets(computed):
		h.Rounds++
	}
}

// habit is the habit of the entries so far.
func (b *book) habit() Habit {
	var h Habit
	for i := range b.entries {
		e := &b.entries[i]
		if e.order == equal && e.stated != schemas.None && b.figs[e.stated].num.Step != nil {
			h.count(e.outcome, b.figs[e.stated].num, e.interval)
		}
	}
	return h
}
