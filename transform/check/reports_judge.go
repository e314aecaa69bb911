package check

import (
	"fmt"
	"math/big"
	"strings"

	"solieu/schemas"
)

// restated judges a cell that a later report states again. An estimate (ước) is expected to be revised: that it was, and by how much, is no
// fault. Two different plans or results are a warning. Numbers further apart than a fifth, where no multiplier explains it, are more likely two
// quantities than two versions of one, and give nothing.
func (c *Comparer) restated(s, e *schemas.Statement) (schemas.Comparison, bool) {
	if s.Unit != e.Unit {
		return schemas.Comparison{}, false
	}
	now, was := c.printedOf(s), c.printedOf(e)
	outcome, severity := schemas.Violated, schemas.SeverityWarning
	switch {
	case now.Value.Cmp(was.Value) == 0:
		outcome, severity = schemas.Exact, schemas.SeverityInfo
	case now.Rounded().Meets(was.Rounded()):
		outcome, severity = schemas.Rounded, schemas.SeverityInfo
	case now.cutMeets(was.Rounded()) || was.cutMeets(now.Rounded()):
		outcome, severity = schemas.Truncated, schemas.SeverityInfo
	case !versions(was, now):
		return schemas.Comparison{}, false
	case e.Status == schemas.Estimate:
		outcome, severity = schemas.Approximate, schemas.SeverityInfo
	}
	r := c.comparison(schemas.CheckRestatement, s, e, outcome, severity)
	c.numbers(&r, s, was.Value, was.Rounded())
	r.Formula = e.Value.String() + " = " + s.Value.String()
	vi := fmt.Sprintf("Báo cáo ngày %s ghi %s (%s); báo cáo này ghi %s (%s)", dayVI(e.Reported), shownAs(e), statusVI(e), shownAs(s), statusVI(s))
	en := fmt.Sprintf("The report of %s has %s (%s); this one has %s (%s)", e.Reported, shownAs(e), e.Status, shownAs(s), s.Status)
	sizeVI, sizeEN := c.revision(s, e)
	switch outcome {
	case schemas.Approximate:
		vi, en = vi+": số ước được điều chỉnh "+sizeVI, en+": the estimate was revised by "+sizeEN
	case schemas.Violated:
		vi, en = vi+": hai số khác nhau "+sizeVI, en+": the two differ by "+sizeEN
	default:
		v, w := verdictWords(outcome)
		vi, en = vi+": "+v, en+": "+w
	}
	r.MessageVI, r.MessageEN = sentence(vi), sentence(en)
	return r, true
}

// versions reports that two numbers are near enough to be two versions of one: within a fifth, or a multiplier apart.
func versions(a, b Number) bool {
	if closeTo(a.Value, b.Value, new(big.Rat).Quo(new(big.Rat).Abs(a.Value), big.NewRat(5, 1))) {
		return true
	}
	for _, n := range []int{3, -3, 6, -6} {
		if a.Rounded().Scale(pow10(n)).Meets(b.Rounded()) {
			return true
		}
	}
	return false
}

// grown judges a growth against the level that an earlier report printed for the year before. An estimate is expected to be revised: the growth
// rests on another base then, which is no fault. A number that was final may have been revised too, so a contradiction is a warning; where the growth implies a base more than a fifth away from it, the two are more likely different quantities.
func (c *Comparer) grown(g, l, e *schemas.Statement) (schemas.Comparison, bool) {
	if l.Unit != e.Unit || g.Unit != "%" {
		return schemas.Comparison{}, false
	}
	rate, level, base := c.printedOf(g), c.printedOf(l), c.printedOf(e)
	of := func(a, b Interval) (Interval, bool) {
		q, ok := a.Div(b)
		return q.Scale(hundred()).Sub(Point(hundred())), ok
	}
	point, ok1 := of(Point(level.Value), Point(base.Value))
	wide, ok2 := of(level.Rounded(), base.Rounded())
	if !ok1 || !ok2 || point.Lo == nil {
		return schemas.Comparison{}, false
	}
	outcome, severity := schemas.Violated, schemas.SeverityWarning
	switch {
	case point.Lo.Cmp(rate.Value) == 0:
		outcome, severity = schemas.Exact, schemas.SeverityInfo
	case wide.Meets(rate.Rounded()):
		outcome, severity = schemas.Rounded, schemas.SeverityInfo
	case rate.cutMeets(wide):
		outcome, severity = schemas.Truncated, schemas.SeverityInfo
	case !impliesNear(rate, level, base):
		return schemas.Comparison{}, false
	case e.Status == schemas.Estimate:
		outcome, severity = schemas.Approximate, schemas.SeverityInfo
	}
	r := c.comparison(schemas.CheckDifference, g, e, outcome, severity)
	r.Level = l
	c.numbers(&r, g, point.Lo, wide)
	r.Formula = fmt.Sprintf("100 * %s / %s - 100 = %s", l.Value, e.Value, g.Value)
	got := plain(point.Lo)
	if k := strings.IndexByte(got, '.'); k >= 0 && len(got) > k+1+g.Decimals+2 {
		got = got[:k+1+g.Decimals+2]
	}
	v, w := verdictWords(outcome)
	if outcome == schemas.Approximate {
		v, w = "mức gốc đã khác số ước năm trước", "the base is no longer last year's estimate"
	}
	r.MessageVI = sentence(fmt.Sprintf("Mức %s so với %s mà báo cáo ngày %s ghi cho cùng kỳ năm trước được %s %%; báo cáo này ghi %s: %s",
		shownAs(l), shownAs(e), dayVI(e.Reported), vietnamese(got), shownAs(g), v))
	r.MessageEN = sentence(fmt.Sprintf("The level %s against %s, which the report of %s has for the year before, gives %s %%; this report prints %s: %s",
		shownAs(l), shownAs(e), e.Reported, english(got), shownAs(g), w))
	return r, true
}

// impliesNear reports that the base which level and growth imply is within a fifth of the one that was printed.
func impliesNear(rate, level, base Number) bool {
	factor := new(big.Rat).Quo(rate.Value, hundred())
	if factor.Add(factor, one()).Sign() <= 0 || base.Value.Sign() <= 0 {
		return false
	}
	implied := new(big.Rat).Quo(level.Value, factor)
	return closeTo(implied, base.Value, new(big.Rat).Quo(base.Value, big.NewRat(5, 1)))
}

func (c *Comparer) comparison(kind schemas.CheckKind, later, earlier *schemas.Statement, o schemas.Outcome, s schemas.Severity) schemas.Comparison {
	return schemas.Comparison{
		Check: schemas.Check{Kind: kind, Stated: schemas.None, Outcome: o, Severity: s, Complete: false},
		Later: *later, Earlier: *earlier,
	}
}

// numbers fills in what was printed and recomputed, in the later statement's own unit.
func (c *Comparer) numbers(r *schemas.Comparison, s *schemas.Statement, computed *big.Rat, wide Interval) {
	unit := c.factor(s)
	got := new(big.Rat).Quo(computed, unit)
	r.Printed, r.Computed = s.Value.String(), plain(got)
	r.Low, r.High = end(wide.Lo, unit), end(wide.Hi, unit)
	r.Deviation = plain(got.Sub(got, s.Value.Rat()))
}

// revision is the size of a change from e to s: in percent, or in points of a percentage.
func (c *Comparer) revision(s, e *schemas.Statement) (vi, en string) {
	by := new(big.Rat).Sub(s.Value.Rat(), e.Value.Rat())
	sign, suffixVI, suffixEN := "+", " %", " %"
	if s.Unit == "%" {
		suffixVI, suffixEN = " điểm phần trăm", " points"
	} else if e.Value.Sign() != 0 {
		by.Quo(by, new(big.Rat).Abs(e.Value.Rat())).Mul(by, hundred())
	}
	if by.Sign() < 0 {
		sign = "−"
	}
	text := by.Abs(by).FloatString(2)
	return sign + vietnamese(text) + suffixVI, sign + english(text) + suffixEN
}

// shownAs is a statement's number as printed, with its unit.
func shownAs(s *schemas.Statement) string {
	return strings.TrimSpace(s.Text + " " + unitWords(&schemas.Figure{UnitPrinted: s.Printed, Unit: s.Unit, UnitMult: s.Mult}))
}

func statusVI(s *schemas.Statement) string {
	switch {
	case plannedOf(s):
		return "kế hoạch"
	case s.Status == schemas.Estimate:
		return "ước"
	}
	return "thực hiện"
}

func dayVI(d schemas.Date) string { return fmt.Sprintf("%02d/%02d/%04d", d.Day, d.Month, d.Year) }
