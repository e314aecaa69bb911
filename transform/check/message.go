package check

import (
	"fmt"
	"math/big"
	"strings"

	"solieu/schemas"
)

// messages explains a check to a reader who does not program: the numbers as printed, the recomputation, the verdict.
func (b *book) messages(e *entry, x *schemas.Extraction, why hint) (vi, en string) {
	args := make([]any, len(e.terms.figs))
	for k, i := range e.terms.figs {
		args[k] = printed(x, i)
	}
	opVI, opEN := e.terms.vi, e.terms.en
	if strings.Contains(opVI, "%s") {
		opVI = fmt.Sprintf(opVI, args...)
	}
	if strings.Contains(opEN, "%s") {
		opEN = fmt.Sprintf(opEN, args...)
	}
	if e.outcome == schemas.NotEvaluable {
		return sentence(opVI + ": không tính được."), sentence(opEN + ": cannot be computed.")
	}
	gotVI, gotEN := b.recomputed(e)
	saysVI, saysEN := b.says(e, x)
	switch {
	case e.order != equal:
		stepVI, stepEN := boundWords(e.order, e.outcome)
		verdictVI, verdictEN := boundVerdict(e.outcome)
		return sentence(fmt.Sprintf("%s %s %s: %s", opVI, stepVI, saysVI, verdictVI)),
			sentence(fmt.Sprintf("%s %s %s: %s", opEN, stepEN, saysEN, verdictEN))
	case e.terms.bases:
		verdictVI, verdictEN := verdictWords(e.outcome)
		return sentence(fmt.Sprintf("%s %s: %s", opVI, gotVI, verdictVI)), sentence(fmt.Sprintf("%s %s: %s", opEN, gotEN, verdictEN))
	}
	verdictVI, verdictEN := verdictWords(e.outcome)
	if e.terms.bare {
		return sentence(fmt.Sprintf("%s, ở đây ghi %s: %s", opVI, saysVI, verdictVI)), sentence(fmt.Sprintf("%s, here as %s: %s", opEN, saysEN, verdictEN))
	}
	vi = fmt.Sprintf("%s được %s; báo cáo ghi %s: %s", opVI, gotVI, saysVI, verdictVI)
	en = fmt.Sprintf("%s gives %s; the report prints %s: %s", opEN, gotEN, saysEN, verdictEN)
	gap := new(big.Rat).Sub(e.computed, b.resultOf(e))
	switch dvi, den := b.shown(e, gap.Abs(gap)); e.outcome {
	case schemas.Violated:
		vi, en = vi+" (chênh "+dvi+")", en+" (off by "+den+")"
	case schemas.Partial:
		vi, en = vi+" (còn "+dvi+")", en+" ("+den+" left)"
	}
	if why.vi != "" {
		vi, en = vi+". Khả năng: "+why.vi, en+". Possibly "+why.en
	}
	return sentence(vi), sentence(en)
}

// sentence closes a text with a full stop and opens it with a capital letter.
func sentence(s string) string {
	r := []rune(s)
	if len(r) == 0 {
		return s
	}
	return strings.ToUpper(string(r[:1])) + strings.TrimRight(string(r[1:]), ".") + "."
}

func verdictWords(o schemas.Outcome) (vi, en string) {
	switch o {
	case schemas.Exact:
		return "khớp đúng", "they agree exactly"
	case schemas.Rounded:
		return "khớp khi làm tròn", "they agree when rounded"
	case schemas.Truncated:
		return "chỉ khớp nếu người viết cắt bỏ chữ số lẻ thay vì làm tròn", "they agree only if the author cut digits instead of rounding"
	case schemas.Approximate:
		return "khớp nhờ các từ như khoảng, trên, dưới", "they agree only because of a hedge such as about or over"
	case schemas.Partial:
		return "các phần nêu ra chưa hết tổng", "the listed parts do not exhaust the total"
	}
	return "không khớp, dù làm tròn hay cắt bớt chữ số", "they do not agree, rounded or cut"
}

// boundWords says on which side of its bound a value lies.
func boundWords(o order, outcome schemas.Outcome) (vi, en string) {
	switch {
	case o == atMost && outcome == schemas.Violated:
		return "vượt quá", "exceeds"
	case o == atMost:
		return "không vượt quá", "does not exceed"
	case outcome == schemas.Violated:
		return "thấp hơn", "is below"
	}
	return "không thấp hơn", "is not below"
}

func boundVerdict(o schemas.Outcome) (vi, en string) {
	if o == schemas.Violated {
		return "mâu thuẫn", "a contradiction"
	}
	return "hợp lý", "consistent"
}

// printed is a figure as the report prints it, with its unit. Of a number in several numerals ("1 tỷ 178 triệu") it is the whole quantity.
func printed(x *schemas.Extraction, i int) string {
	f := &x.Figures[i]
	text := inText(x.Document.Text, f.Span)
	if text == "" {
		text = f.Value.String()
	}
	if whole := inText(x.Document.Text, f.Quote); whole != "" && len(whole) < 60 && inSeveralNumerals(f, text) {
		return strings.Join(strings.Fields(whole), " ")
	}
	return strings.TrimSpace(text + " " + unitWords(f))
}

// inSeveralNumerals reports that a numeral alone does not carry its figure's value.
func inSeveralNumerals(f *schemas.Figure, numeral string) bool {
	digits := strings.TrimLeft(drop(numeral, ".,"), "0")
	value := strings.Trim(strings.Replace(f.Value.Abs().String(), ".", "", 1), "0")
	return strings.TrimRight(digits, "0") != value
}

// drop returns s without the given characters. It is called for every printed number, where a replacer would cost more to build than to use.
func drop(s, characters string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(characters, r) {
			return -1
		}
		return r
	}, s)
}

func unitWords(f *schemas.Figure) string {
	if f.UnitPrinted != "" {
		return strings.Join(strings.Fields(f.UnitPrinted), " ")
	}
	u := drop(f.Unit, "{}")
	if f.UnitMult == 0 {
		return u
	}
	return fmt.Sprintf("×10^%d %s", f.UnitMult, u)
}

// resultOf is the value that the relation is measured against.
func (b *book) resultOf(e *entry) *big.Rat {
	if e.stated != schemas.None {
		return b.figs[e.stated].num.Value
	}
	return e.result.Value
}

func (b *book) recomputed(e *entry) (vi, en string) { return b.shown(e, e.computed) }

// shown writes a value of base units in the unit and multiplier of the stated figure, with two digits more than it has.
func (b *book) shown(e *entry, v *big.Rat) (vi, en string) {
	i := e.operands[0]
	if e.stated != schemas.None {
		i = e.stated
	}
	f := &b.figs[i]
	scaled := new(big.Rat).Quo(v, f.base.Factor)
	scaled.Quo(scaled, b.printedScale(f))
	s := scaled.FloatString(f.Decimals + 2)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		s = "0"
	}
	unit := unitWords(f.Figure)
	if k := strings.LastIndexAny(unit, "0123456789"); k >= 0 && f.UnitPrinted != "" && !strings.HasSuffix(unit, "2") && !strings.HasSuffix(unit, "3") {
		unit = strings.TrimSpace(unit[k+1:]) // of "1 tỷ 178 triệu đồng" the last multiplier counts
	}
	return strings.TrimSpace(vietnamese(s) + " " + unit), strings.TrimSpace(english(s) + " " + unit)
}

// printedScale is how many canonical units one of the printed number's units is: 10^9 for tỷ, a tenth for tạ of tonnes.
func (b *book) printedScale(f *figure) *big.Rat {
	scale := pow10(f.UnitMult)
	n, ok := new(big.Rat).SetString(string(f.digits(b.raw)))
	if !ok || n.Sign() == 0 || f.Value.Sign() == 0 {
		return scale
	}
	n.Mul(n, pow10(-f.Decimals))
	ratio := new(big.Rat).Abs(f.Value.Rat())
	if ratio.Quo(ratio, n); ratio.Cmp(scale) == 0 {
		return scale
	}
	for k := -3; k <= 12; k++ {
		if ratio.Cmp(pow10(k)) == 0 {
			return ratio
		}
	}
	return scale
}

// says is the printed result.
func (b *book) says(e *entry, x *schemas.Extraction) (vi, en string) {
	if e.stated != schemas.None {
		p := printed(x, e.stated)
		return p, p
	}
	return b.shown(e, e.result.Value)
}

// english writes a plain decimal with grouping commas.
func english(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '.':
			return ','
		case ',':
			return '.'
		}
		return r
	}, vietnamese(s))
}

// vietnamese writes a plain decimal with grouping points and a decimal comma.
func vietnamese(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, frac, ok := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "." + whole[i:]
	}
	if ok {
		whole += "," + frac
	}
	return sign + whole
}

// inText is a span of a text; empty where the text does not hold it.
func inText(text string, s schemas.Span) string {
	if s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return ""
	}
	return s.In(text)
}
