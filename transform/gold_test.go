package transform_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/transform"
)

// goldFolder is a corpus beside the repository; the tests that read it are skipped where it is not there.
const goldFolder = "../../shared/corpus"

type goldLine struct {
	Start, End                                                                      int
	Text, Class                                                                     string
	Value, Unit, Measure, Role, Status, Qual, Period, Base, Indicator, Range, Quote string
}

// loadGold reads annotated figures as an extraction. The gold has no links, so they are approximated from the text: brackets, trong đó, gồm,
// and the nearest level for relative figures.
func loadGold(t testing.TB, textFile, figures string) schemas.Extraction {
	t.Helper()
	text, err := os.ReadFile(textFile)
	if err != nil {
		t.Skip(err)
	}
	x := schemas.Extraction{Document: schemas.Document{Text: string(text)}}
	f, err := os.Open(figures)
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var raw map[string]any
		if err := json.Unmarshal(sc.Bytes(), &raw); err != nil {
			t.Fatal(err)
		}
		if raw["class"] != "figure" {
			continue
		}
		str := func(k string) string {
			if raw[k] == nil {
				return ""
			}
			if v, ok := raw[k].(float64); ok {
				return fmt.Sprint(v)
			}
			return raw[k].(string)
		}
		g := schemas.Figure{
			Span: schemas.Span{Start: int(raw["start"].(float64)), End: int(raw["end"].(float64))}, Unit: str("unit"),
			Measure: schemas.Measure(str("measure")), Role: schemas.Role(str("role")), Status: schemas.Status(str("status")), Qual: str("qual"),
			Range: str("range"), Base: str("base"), Indicator: str("indicator"), Of: schemas.None, Parent: schemas.None,
		}
		if g.Value, err = schemas.ParseDecimal(str("value")); err != nil {
			t.Fatal(err)
		}
		if g.Period, err = schemas.ParsePeriod(str("period")); err != nil {
			g.Period = schemas.Period{}
		}
		precision(&g, x.Document.Text)
		x.Figures = append(x.Figures, g)
	}
	guessLinks(&x)
	return x
}

// precision finds the printed decimals and the multiplier: value = printed × 10^mult.
func precision(g *schemas.Figure, text string) {
	s := g.Span.In(text)
	for n, dec := range []int{len(s), strings.LastIndexAny(s, ",."), len(s)} {
		if dec < 0 {
			continue
		}
		mults := []int{0, 3, 6, 9, 4, 12}
		if n == 2 {
			mults = []int{-1}
		}
		digits := strings.NewReplacer(".", "", ",", "").Replace(s)
		decimals := 0
		if dec < len(s) {
			decimals = len(s) - dec - 1
		}
		d, _ := schemas.ParseDecimal(digits)
		for _, mult := range mults {
			v, err := d.Shift(mult - decimals)
			if err == nil && v.Abs() == g.Value.Abs() {
				g.Decimals, g.UnitMult = decimals, mult
				return
			}
		}
	}
}

var opener = regexp.MustCompile(`(?i)(trong đó|bao gồm|gồm|cụ thể|chia theo|chia ra)`)

// guessLinks approximates sentences, Of, Parent, Opener and Group.
func guessLinks(x *schemas.Extraction) {
	text := x.Document.Text
	ends := sentenceEnds(text)
	k := 0
	for i := range x.Figures {
		f := &x.Figures[i]
		for k < len(ends) && ends[k] <= f.Start {
			k++
		}
		if k > 0 {
			f.Sentence.Start = ends[k-1]
		}
		f.Sentence.End = len(text)
		if k < len(ends) {
			f.Sentence.End = ends[k]
		}
		guessOf(x, i)
		guessParent(x, i)
	}
}

func sentenceEnds(text string) []int {
	var out []int
	for _, m := range regexp.MustCompile(`[.]\s+[A-ZĐƯÔÂÊĂÁÀẢÝ"“]|[.]\s*\n|:\s*\n|\n\n[^a-zđư]|\n[-+*]`).FindAllStringIndex(text, -1) {
		out = append(out, m[0]+1)
	}
	return out
}

func guessOf(x *schemas.Extraction, i int) {
	f := &x.Figures[i]
	if f.Role != schemas.Main {
		if i > 0 && !strings.Contains(x.Document.Text[x.Figures[i-1].End:f.Start], "|") {
			f.Of = i - 1
		}
		return
	}
	if f.Unit != "%" && f.Measure != schemas.Change {
		return
	}
	for j := i - 1; j >= 0 && x.Figures[j].Sentence == f.Sentence; j-- {
		g := &x.Figures[j]
		if g.Role == schemas.Main && (g.Measure == schemas.Level || g.Measure == schemas.Rate && g.Unit != "%") {
			if f.Measure != schemas.Rate && (f.Measure != schemas.Change || f.Unit == g.Unit) {
				f.Of = j
			}
			return
		}
	}
}

func guessParent(x *schemas.Extraction, i int) {
	text := x.Document.Text
	f := &x.Figures[i]
	if f.Role != schemas.Main || (f.Measure != schemas.Level && f.Measure != schemas.Change) || f.Unit == "%" {
		return
	}
	from := max(0, f.Start-500)
	lead := text[from:f.Start]
	m := opener.FindAllStringIndex(lead, -1)
	if len(m) == 0 {
		return
	}
	last := m[len(m)-1]
	at := from + last[0]
	if strings.Count(text[at:f.Start], ")") > strings.Count(text[at:f.Start], "(") {
		return
	}
	if at < f.Sentence.Start && !strings.Contains(text[at:min(at+14, f.Start)], ":\n") {
		return
	}
	for j := i - 1; j >= 0; j-- {
		g := &x.Figures[j]
		if g.Start > at || g.Role != schemas.Main || g.Measure != f.Measure && f.Measure != schemas.Level {
			continue
		}
		if at-g.End > 260 {
			return
		}
		if g.Unit == f.Unit || g.Unit[0] == '{' && f.Unit[0] == '{' && (strings.Contains(text[g.End:f.Start], "(") || strings.Contains(text[g.End:f.Start], "gồm")) {
			f.Parent = j
			f.Opener = schemas.OpenTrongDo
			if strings.HasSuffix(strings.ToLower(lead[last[0]:last[1]]), "gồm") {
				f.Opener = schemas.OpenGom
			}
			return
		}
	}
}

// testLexicon holds the units that the tests need.
func testLexicon(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	unit := func(id, family, base, factor string) lexicon.Unit {
		f, err := schemas.ParseDecimal(factor)
		if err != nil {
			t.Fatal(err)
		}
		return lexicon.Unit{ID: id, Family: family, Base: base, Factor: f}
	}
	return &lexicon.Lexicon{Units: []lexicon.Unit{
		unit("VND", "money", "VND", "1"), unit("USD", "money_usd", "USD", "1"), unit("%", "ratio", "%", "1"), unit("pp", "points", "pp", "1"),
		unit("ha", "area", "m2", "10000"), unit("t", "mass", "kg", "1000"), unit("kg", "mass", "kg", "1"), unit("m3", "volume", "m3", "1"),
		unit("km", "length", "m", "1000"), unit("x", "multiple", "x", "1"),
		unit("{điểm}", "score", "{điểm}", "1"), unit("{hạng}", "rank", "{hạng}", "1"), unit("{bậc}", "rank_step", "{bậc}", "1"),
	}}
}

// TestGoldChecks reports the score against the corpus beside the repository, and writes the checks where SOLIEU_CHECKS names a folder.
func TestGoldChecks(t *testing.T) {
	tr, err := transform.New(testLexicon(t))
	if err != nil {
		t.Fatal(err)
	}
	golds, _ := filepath.Glob(goldFolder + "/*/*checks.jsonl")
	own, _ := filepath.Glob("../extract/testdata/gold/[01]*.checks.jsonl")
	golds = append(golds, own...)
	if len(golds) == 0 {
		t.Skip("no corpus")
	}
	for _, gold := range golds {
		figures := strings.Replace(gold, "checks.jsonl", "figures.jsonl", 1)
		text := strings.Replace(gold, ".checks.jsonl", ".txt", 1)
		if filepath.Base(gold) == "checks.jsonl" {
			text = filepath.Join(filepath.Dir(gold), "report.txt")
		}
		x := loadGold(t, text, figures)
		a, err := tr.Transform(context.Background(), x)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s\n%s", filepath.Base(text), score(t, gold, x, a.Checks))
	}
}

func score(t *testing.T, gold string, x schemas.Extraction, checks []schemas.Check) string {
	t.Helper()
	var out bytes.Buffer
	for _, c := range checks {
		line := map[string]any{"kind": c.Kind, "outcome": c.Outcome, "severity": c.Severity, "formula": c.Formula, "message": c.MessageVI, "diagnosis": c.Diagnosis, "stated": nil}
		if c.Stated != schemas.None {
			line["stated"] = x.Figures[c.Stated].Start
		}
		var ops []int
		for _, i := range c.Operands {
			ops = append(ops, x.Figures[i].Start)
		}
		line["operands"] = ops
		b, _ := json.Marshal(line)
		out.Write(append(b, '\n'))
	}
	dir := os.Getenv("SOLIEU_CHECKS")
	if dir == "" {
		dir = t.TempDir()
	}
	name := filepath.Join(dir, filepath.Base(filepath.Dir(gold))+"-"+filepath.Base(gold))
	if err := os.WriteFile(name, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	res, _ := exec.Command("python3", filepath.Join(goldFolder, "score_checks.py"), gold, name, "--show").CombinedOutput()
	return string(res)
}
