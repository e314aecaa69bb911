// Package check proves a report's own arithmetic right or wrong.
//
// A printed number stands for the interval that its last digit allows; a relation between printed numbers holds where the interval of
// the recomputed result meets the interval of the printed one. All arithmetic is exact (math/big); no tolerance decides an outcome. The semantics
// are those of XBRL Calculations 1.1 (rounded and truncated readings of sums), extended to quotients and differences.
//
//	c, err := check.New(lex)
//	checks := c.Run(&extraction)
//
// # Finding and judging
//
// Every kind of relation has its own file. A finder looks for figures that the words tie together: by the links that extraction made, then by the
// indicator's words, the unit, the period and the place. It proposes a relation: the printed result, the operands, and a function that
// recomputes the result from intervals. One judge tries the readings in turn: equal numbers, rounded, cut, hedged.
//
//   - attainment.go, plan.go: an actual over its plan, beside it or stated earlier
//   - sum.go, loose.go, list.go, footnote.go, table.go, grid.go, periods.go: totals and their parts
//   - shares.go, share.go: shares of one whole, a part of a whole
//   - ratio.go, average.go, difference.go, earlier.go: counts over totals, means, changes and growths against levels
//   - bound.go, direction.go, restatement.go, impliedbase.go: values that cannot be, words against numbers, the same quantity twice, implied bases
//   - rules.go, expr.go: the relations between indicators that the lexicon states
//
// # Claims
//
// A relation that is only inferred can be confirmed, and is never called violated. A violation needs words or structure of the report behind it (a plan
// beside its actual, a list that gồm announces, a bracketed base) and an error of plausible size: a contradiction by a factor of two is more
// often a wrong pairing than a wrong report. A flag never says which number is wrong; [schemas.Check].Diagnosis names the single edit that would
// reconcile them, where one does.
//
// Finders look at bounded windows of figures, so the time grows with the figures and not with their square.
package check
