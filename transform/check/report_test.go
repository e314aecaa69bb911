package check_test

import (
	"strings"
	"testing"

	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/transform/check"
)

// report writes a passage as an extraction. A figure is written {NUMBER UNIT|key=value|…}, with the keys of a figure: m(easure), role, st(atus),
// q(ual), p(eriod), base, ind(icator), code, of, in (parent), by (opener), g(roup). Of and in count the figures of the passage from 0.
func report(t testing.TB, passage string) *schemas.Extraction {
	t.Helper()
	x := &schemas.Extraction{}
	var text strings.Builder
	for {
		before, rest, ok := strings.Cut(passage, "{")
		text.WriteString(before)
		if !ok {
			break
		}
		mark, after, _ := strings.Cut(rest, "}")
		fields := strings.Split(mark, "|")
		number, unit, _ := strings.Cut(fields[0], " ")
		f := figureOf(t, number, unit)
		f.Start = text.Len()
		text.WriteString(number)
		f.End = text.Len()
		if unit != "" {
			text.WriteString(" " + unit)
		}
		for _, kv := range fields[1:] {
			set(t, &f, kv)
		}
		x.Figures = append(x.Figures, f)
		passage = after
	}
	x.Document.Text = text.String()
	x.Document.Meta.Date = schemas.Date{Year: 2024, Month: 12, Day: 15}
	sentences(x)
	return x
}

// figureOf reads a number in Vietnamese style with its unit.
func figureOf(t testing.TB, number, unit string) schemas.Figure {
	t.Helper()
	f := schemas.Figure{Measure: schemas.Level, Role: schemas.Main, Status: schemas.Actual, Of: schemas.None, Parent: schemas.None, UnitPrinted: unit}
	switch {
	case unit == "tỷ đồng":
		f.Unit, f.UnitMult = "VND", 9
	case unit == "triệu đồng":
		f.Unit, f.UnitMult = "VND", 6
	case unit == "triệu đồng/người":
		f.Unit, f.UnitMult = "VND/{người}", 6
	case unit == "nghìn người":
		f.Unit, f.UnitMult = "{người}", 3
	case unit == "tấn":
		f.Unit = "t"
	case unit == "điểm phần trăm":
		f.Unit = "pp"
	case unit == "%" || unit == "ha" || unit == "kg":
		f.Unit = unit
	case strings.Contains(unit, "/"):
		a, b, _ := strings.Cut(unit, "/")
		f.Unit = "{" + a + "}/{" + b + "}"
	default:
		f.Unit = "{" + unit + "}"
	}
	plain := strings.ReplaceAll(number, ".", "")
	if _, frac, ok := strings.Cut(plain, ","); ok {
		f.Decimals = len(frac)
	}
	v, err := schemas.ParseDecimal(strings.Replace(plain, ",", ".", 1))
	if err != nil {
		t.Fatal(err)
	}
	if f.Value, err = v.Shift(f.UnitMult); err != nil {
		t.Fatal(err)
	}
	f.Low, f.High = f.Value, f.Value
	return f
}

func set(t testing.TB, f *schemas.Figure, kv string) {
	t.Helper()
	k, v, _ := strings.Cut(kv, "=")
	index := func() int { return int(v[0]-'0')*pow(10, len(v)-1) + tail(v) }
	switch k {
	case "m":
		f.Measure = schemas.Measure(v)
	case "neg":
		f.Value = f.Value.Neg()
		f.Low, f.High = f.Value, f.Value
	case "role":
		f.Role = schemas.Role(v)
	case "st":
		f.Status = schemas.Status(v)
	case "q":
		f.Qual = v
	case "base":
		f.Base = v
	case "ind":
		f.Indicator = v
	case "code":
		f.IndicatorCode = v
	case "of":
		f.Of = index()
	case "in":
		f.Parent = index()
	case "by":
		f.Opener = schemas.Opener(v)
	case "g":
		f.Group = index()
	case "verb":
		f.Verb = v
	case "p":
		p, err := schemas.ParsePeriod(v)
		if err != nil {
			t.Fatal(err)
		}
		f.Period = p
	default:
		t.Fatalf("unknown key %q", k)
	}
}

func pow(b, n int) int {
	p := 1
	for range n {
		p *= b
	}
	return p
}

func tail(v string) int {
	n := 0
	for _, c := range v[1:] {
		n = 10*n + int(c-'0')
	}
	return n
}

// sentences gives every figure the stretch between full stops or line ends that it stands in.
func sentences(x *schemas.Extraction) {
	text := x.Document.Text
	for i := range x.Figures {
		f := &x.Figures[i]
		f.Sentence.Start = 0
		for _, stop := range []string{". ", "\n"} {
			if k := strings.LastIndex(text[:f.Start], stop); k >= 0 {
				f.Sentence.Start = max(f.Sentence.Start, k+len(stop))
			}
		}
		f.Sentence.End = len(text)
		for _, stop := range []string{". ", "\n"} {
			if k := strings.Index(text[f.End:], stop); k >= 0 {
				f.Sentence.End = min(f.Sentence.End, f.End+k+1)
			}
		}
	}
}

func lex(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	unit := func(id, family, base, factor string) lexicon.Unit {
		f, err := schemas.ParseDecimal(factor)
		if err != nil {
			t.Fatal(err)
		}
		return lexicon.Unit{ID: id, Family: family, Base: base, Factor: f}
	}
	return &lexicon.Lexicon{Units: []lexicon.Unit{
		unit("VND", "money", "VND", "1"), unit("%", "ratio", "%", "1"), unit("pp", "points", "pp", "1"), unit("ha", "area", "m2", "10000"),
		unit("t", "mass", "kg", "1000"), unit("kg", "mass", "kg", "1"), unit("{hạng}", "rank", "{hạng}", "1"), unit("{điểm}", "score", "{điểm}", "1"),
	}}
}

func run(t testing.TB, passage string) ([]schemas.Check, *schemas.Extraction) {
	t.Helper()
	x := report(t, passage)
	c, err := check.New(lex(t))
	if err != nil {
		t.Fatal(err)
	}
	return c.Run(x), x
}

// only returns the checks of one kind.
func only(list []schemas.Check, kind schemas.CheckKind) []schemas.Check {
	var out []schemas.Check
	for _, c := range list {
		if c.Kind == kind {
			out = append(out, c)
		}
	}
	return out
}
