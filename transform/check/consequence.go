package check

import "solieu/schemas"

// Consequences groups violated checks that share a figure: one misprint often breaks several relations. The result has one entry for each
// check: the index of the group's leading check (the most severe, then the first), or -1 for checks that are not violated.
func Consequences(checks []schemas.Check) []int {
	lead := make([]int, len(checks))
	owner := make(map[int]int) // figure → a check of its group
	for i := range checks {
		lead[i] = -1
		if checks[i].Outcome == schemas.Violated {
			lead[i] = i
		}
	}
	for i := range checks {
		if lead[i] < 0 {
			continue
		}
		for _, f := range append([]int{checks[i].Stated}, checks[i].Operands...) {
			if f == schemas.None {
				continue
			}
			if j, ok := owner[f]; ok {
				join(checks, lead, i, j)
			}
			owner[f] = i
		}
	}
	for i := range lead {
		if lead[i] >= 0 {
			lead[i] = root(lead, i)
		}
	}
	return lead
}

func root(lead []int, i int) int {
	for lead[i] != i {
		lead[i] = lead[lead[i]]
		i = lead[i]
	}
	return i
}

func join(checks []schemas.Check, lead []int, i, j int) {
	a, b := root(lead, i), root(lead, j)
	if a == b {
		return
	}
	if rank(checks[b].Severity) < rank(checks[a].Severity) || rank(checks[b].Severity) == rank(checks[a].Severity) && b < a {
		a, b = b, a
	}
	lead[b] = a
}

// rank orders severities, most severe first.
func rank(s schemas.Severity) int {
	switch s {
	case schemas.SeverityDecision:
		return 0
	case schemas.SeverityError:
		return 1
	case schemas.SeverityWarning:
		return 2
	}
	return 3
}
