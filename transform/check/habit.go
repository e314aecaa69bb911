package check

import "solieu/schemas"

// Habit counts how a document's author shortens numbers, over the relations that tell rounding from cutting.
type Habit struct{ Rounds, Cuts int }

// habit looks at every satisfied relation whose recomputed value would be printed differently by rounding and by cutting.
func (b *book) habit() Habit {
	var h Habit
	for i := range b.entries {
		e := &b.entries[i]
		switch {
		case e.order != equal || e.stated == schemas.None || b.figs[e.stated].num.Step == nil:
		case e.outcome == schemas.Truncated:
			h.Cuts++
		case e.outcome == schemas.Rounded && !b.figs[e.stated].num.cutMeets(e.interval):
			h.Rounds++
		}
	}
	return h
}
