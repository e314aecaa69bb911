// Package check proves a report's own arithmetic right or wrong.
//
// A printed number stands for the interval that its last digit allows; a relation between printed numbers holds where the interval of
// the recomputed result meets the interval of the printed one. All arithmetic is exact (math/big); there is no tolerance. The semantics
// are those of XBRL Calculations 1.1 (rounded and truncated readings of sums), extended to quotients and differences.
//
// Every kind of relation has its own file: the finder looks for figures that the words tie together (links made by extraction first,
// then the indicator's words, unit, period and place), the judge compares. A relation that is only inferred can be confirmed but is never
// called violated; a claim needs words or structure of the report behind it.
//
//	c, err := check.New(lex)
//	checks := c.Run(&extraction)
package check
