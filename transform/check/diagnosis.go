package check

import (
	"math/big"
	"strings"

	"solieu/schemas"
)

// diagnose looks for the single edit of one printed number that would reconcile a violated relation, the likeliest first: a slip of the
// multiplier (triệu for tỷ), a point read as a comma, two neighbouring digits swapped, one digit missing, too many or wrong.
// It never says which number is wrong: it says what would make the numbers agree.
func (b *book) diagnose(e *entry, x *schemas.Extraction) hint {
	if e.order != equal || e.terms.bases {
		return hint{}
	}
	figs := append([]int(nil), e.operands...)
	if e.stated != schemas.None {
		figs = append([]int{e.stated}, figs...)
	}
	for _, edit := range []func(*book, *entry, *schemas.Extraction, int) hint{slip, separator, swapped, dropped, mistyped} {
		for _, i := range figs {
			if h := edit(b, e, x, i); h.vi != "" {
				return h
			}
		}
	}
	return hint{}
}

// hint is a diagnosis in both languages.
type hint struct{ vi, en string }

// reconciles reports whether the rounded reading of the relation holds with figure i's value replaced.
func (b *book) reconciles(e *entry, i int, v *big.Rat, step *big.Rat) bool {
	n := Number{Value: v, Step: step}
	if i == e.stated {
		return n.Rounded().Meets(e.interval) // what is recomputed does not depend on what is printed
	}
	got, ok := e.compute(func(j int) Interval {
		if j == i {
			return n.Rounded()
		}
		return b.figs[j].num.Rounded()
	})
	if !ok {
		return false
	}
	st := e.result
	if e.stated != schemas.None {
		st = b.figs[e.stated].num
	}
	return got.Meets(st.Rounded())
}

// slip tries a multiplier off by a thousand or a million.
func slip(b *book, e *entry, x *schemas.Extraction, i int) hint {
	f := &b.figs[i]
	if relative(f) || f.num.Step == nil {
		return hint{}
	}
	for _, n := range []int{3, -3, 6, -6} {
		k := pow10(n)
		if b.reconciles(e, i, new(big.Rat).Mul(f.num.Value, k), new(big.Rat).Mul(f.num.Step, k)) && (i == e.stated || !b.reconciles(e, i, new(big.Rat), nil)) {
			if n > 0 {
				return hint{"số " + printed(x, i) + " nhầm đơn vị, lớn hơn " + vietnamese(plain(k)) + " lần thì khớp", printed(x, i) + " times " + plain(k) + " would agree"}
			}
			return hint{"số " + printed(x, i) + " nhầm đơn vị, nhỏ hơn " + vietnamese(plain(pow10(-n))) + " lần thì khớp", printed(x, i) + " divided by " + plain(pow10(-n)) + " would agree"}
		}
	}
	return hint{}
}

// separator tries the other reading of the only point or comma of a number.
func separator(b *book, e *entry, x *schemas.Extraction, i int) hint {
	f := &b.figs[i]
	text := inText(x.Document.Text, f.Span)
	at := strings.IndexAny(text, ".,")
	if at < 0 || strings.LastIndexAny(text, ".,") != at || len(text)-at-1 != 3 {
		return hint{}
	}
	k := pow10(3)
	if f.Decimals == 0 {
		k = pow10(-3)
	}
	step := new(big.Rat).Mul(pow10(0), one())
	if f.num.Step != nil {
		step = new(big.Rat).Mul(f.num.Step, k)
	}
	if b.reconciles(e, i, new(big.Rat).Mul(f.num.Value, k), step) {
		return hint{"dấu chấm, phẩy trong " + printed(x, i) + " đọc theo cách kia thì khớp", printed(x, i) + " with its separator read the other way would agree"}
	}
	return hint{}
}

// digits are the digits of a figure as printed, without separators and leading zeros.
func (f *figure) digits(text string) []byte {
	var out []byte
	if f.Start < 0 || f.End > len(text) || f.Start > f.End {
		return nil
	}
	for _, c := range []byte(text[f.Start:f.End]) {
		if c >= '0' && c <= '9' && (c != '0' || len(out) > 0) {
			out = append(out, c)
		}
	}
	return out
}

// withDigits is the value of figure f were its digits these, with as many of them behind the decimal sign as now.
func withDigits(f *figure, digits []byte) (*big.Rat, bool) {
	v, ok := new(big.Rat).SetString(string(digits))
	if !ok {
		return nil, false
	}
	v.Mul(v, unitStep(f))
	if f.num.Value.Sign() < 0 {
		v.Neg(v)
	}
	return v, true
}

// unitStep is one unit of the last printed digit of f, also where f is an exact count.
func unitStep(f *figure) *big.Rat {
	if f.num.Step != nil {
		return f.num.Step
	}
	return pow10(f.UnitMult - f.Decimals)
}

// tryDigits reports whether the relation holds with other digits in figure i, and how they would be printed.
func (b *book) tryDigits(e *entry, i int, digits []byte) (string, bool) {
	f := &b.figs[i]
	v, ok := withDigits(f, digits)
	if !ok || !b.reconciles(e, i, v, f.num.Step) {
		return "", false
	}
	scaled := new(big.Rat).Quo(v, f.base.Factor)
	scaled.Quo(scaled, b.printedScale(f))
	return vietnamese(scaled.FloatString(f.Decimals)), true
}

func swapped(b *book, e *entry, x *schemas.Extraction, i int) hint {
	d := b.figs[i].digits(b.raw)
	for k := 0; k+1 < len(d); k++ {
		if d[k] == d[k+1] || k == 0 && d[1] == '0' {
			continue
		}
		d[k], d[k+1] = d[k+1], d[k]
		shown, ok := b.tryDigits(e, i, d)
		d[k], d[k+1] = d[k+1], d[k]
		if ok {
			return hint{"hai chữ số liền nhau trong " + printed(x, i) + " bị đảo, " + shown + " thì khớp", "two digits of " + printed(x, i) + " swapped: " + shown + " would agree"}
		}
	}
	return hint{}
}

func dropped(b *book, e *entry, x *schemas.Extraction, i int) hint {
	d := b.figs[i].digits(b.raw)
	for k := range d {
		less := append(append([]byte(nil), d[:k]...), d[k+1:]...)
		if len(less) == 0 {
			continue
		}
		if shown, ok := b.tryDigits(e, i, less); ok {
			return hint{"thừa một chữ số trong " + printed(x, i) + ", " + shown + " thì khớp", "one digit too many in " + printed(x, i) + ": " + shown + " would agree"}
		}
	}
	for k := 0; i == e.stated && k <= len(d); k++ { // for the parts of a sum a missing digit explains too much
		for c := byte('0'); c <= '9'; c++ {
			more := append(append(append([]byte(nil), d[:k]...), c), d[k:]...)
			if shown, ok := b.tryDigits(e, i, more); ok {
				return hint{"thiếu một chữ số trong " + printed(x, i) + ", " + shown + " thì khớp", "one digit missing in " + printed(x, i) + ": " + shown + " would agree"}
			}
		}
	}
	return hint{}
}

func mistyped(b *book, e *entry, x *schemas.Extraction, i int) hint {
	d := b.figs[i].digits(b.raw)
	for k := range d {
		old := d[k]
		for c := byte('0'); c <= '9'; c++ {
			if c == old {
				continue
			}
			d[k] = c
			if shown, ok := b.tryDigits(e, i, d); ok {
				return hint{"sai một chữ số trong " + printed(x, i) + ", " + shown + " thì khớp", "one digit wrong in " + printed(x, i) + ": " + shown + " would agree"}
			}
		}
		d[k] = old
	}
	return hint{}
}
