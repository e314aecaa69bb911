package check

import (
	"fmt"
	"math/big"
	"strings"

	"solieu/schemas"
)

// terms says a relation's arithmetic: as a formula, and in words.
type terms struct {
	formula, vi, en string // with one %s for each of figs
	figs            []int
	bases           bool // the formula is about implied bases, not about the figures themselves
	bare            bool // nothing is computed: the words already give the value
}

// write turns a judged relation into a check with its explanation.
func (b *book) write(e *entry, x *schemas.Extraction, h Habit) schemas.Check {
	c := schemas.Check{
		Kind: e.kind, Stated: e.stated, Operands: e.operands, Outcome: e.outcome, Complete: e.complete,
		Severity: severity(e, h),
	}
	unit := b.scaleOf(e)
	result := e.result
	if e.stated != schemas.None {
		result = b.figs[e.stated].num
		c.Printed = x.Figures[e.stated].Value.String()
	} else {
		c.Printed = plain(new(big.Rat).Quo(result.Value, unit))
	}
	if e.computed != nil {
		c.Computed = plain(new(big.Rat).Quo(e.computed, unit))
		c.Low, c.High = end(e.interval.Lo, unit), end(e.interval.Hi, unit)
		c.Deviation = plain(new(big.Rat).Quo(new(big.Rat).Sub(e.computed, result.Value), unit))
	}
	c.Formula = b.formula(e, &c)
	var why hint
	if e.outcome == schemas.Violated {
		why = b.diagnose(e, x)
		c.Diagnosis = why.vi
	}
	c.MessageVI, c.MessageEN = b.messages(e, x, why)
	return c
}

// scaleOf is how many base units one unit of the check's numbers has: the stated figure's own unit, else that of the first operand.
func (b *book) scaleOf(e *entry) *big.Rat {
	if e.stated != schemas.None {
		return b.figs[e.stated].base.Factor
	}
	return b.figs[e.operands[0]].base.Factor
}

func (b *book) formula(e *entry, c *schemas.Check) string {
	args := make([]any, len(e.terms.figs))
	for k, i := range e.terms.figs {
		args[k] = b.figs[i].Value.String()
		if e.terms.bases {
			args[k] = "base(" + b.figs[i].Value.String() + ")"
		}
	}
	sign := " = "
	switch e.order {
	case atMost:
		sign = " <= "
	case atLeast:
		sign = " >= "
	}
	return fmt.Sprintf(e.terms.formula, args...) + sign + c.Printed
}

// severity ranks an outcome: a turned verdict, a contradiction, a habit broken, the rest.
func severity(e *entry, h Habit) schemas.Severity {
	switch {
	case e.outcome == schemas.Violated && e.severity != "":
		return e.severity
	case e.outcome == schemas.Violated && e.decision:
		return schemas.SeverityDecision
	case e.outcome == schemas.Violated && e.soft:
		return schemas.SeverityWarning
	case e.outcome == schemas.Violated:
		return schemas.SeverityError
	case e.outcome == schemas.Truncated && h.Convention() != Cutting:
		return schemas.SeverityWarning
	}
	return schemas.SeverityInfo
}

// plain writes r as a decimal with at most six digits behind the point.
func plain(r *big.Rat) string {
	s := r.FloatString(6)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}

func end(r, unit *big.Rat) string {
	if r == nil {
		return ""
	}
	return plain(new(big.Rat).Quo(r, unit))
}
