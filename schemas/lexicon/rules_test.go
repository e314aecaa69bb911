package lexicon_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"solieu/schemas/lexicon"
)

// further is a folder of rules with one file.
func further(yaml string) lexicon.RuleFolder {
	return lexicon.RuleFolder{Name: "rules.d", Files: fstest.MapFS{"own.yaml": {Data: []byte(yaml)}, "note.txt": {Data: []byte("no rule")}}}
}

// rule is a rule as it stands in a file.
func rule(id, kind, expr, pass, fail string) string {
	return "- {id: " + id + ", kind: " + kind + ", expr: \"" + expr + "\", severity: error, reason: vì vậy, reason_en: so, pass: [{" + pass + "}], fail: [{" + fail + "}]}\n"
}

func TestFurtherRules(t *testing.T) {
	plain := load(t)
	own := rule("rice-le-cereal", "bound", "AGR.RICE.OUTPUT <= AGR.CEREAL.OUTPUT", `AGR.RICE.OUTPUT: "90", AGR.CEREAL.OUTPUT: "100"`, `AGR.RICE.OUTPUT: "101", AGR.CEREAL.OUTPUT: "100"`)
	lex, err := lexicon.Load(lexicon.Files(), further(own))
	if err != nil {
		t.Fatal(err) // the dictionary's own rules contradict nothing either
	}
	last := lex.Rules[len(lex.Rules)-1]
	if len(lex.Rules) != len(plain.Rules)+1 || last.ID != "rice-le-cereal" || last.File != "rules.d/own.yaml" || last.Line != 1 {
		t.Errorf("%d rules, the last one %+v", len(lex.Rules), last)
	}
	moved := further(own)
	moved.Name = "elsewhere"
	again, err := lexicon.Load(lexicon.Files(), moved)
	if err != nil || again.Digest != lex.Digest || lex.Digest == plain.Digest {
		t.Errorf("digests %s, moved %s, without %s: %v", lex.Digest, again.Digest, plain.Digest, err)
	}
	other, err := lexicon.Load(lexicon.Files(), further(strings.ReplaceAll(own, "101", "102")))
	if err != nil || other.Digest == lex.Digest {
		t.Errorf("another rule gives the same digest: %v", err)
	}
}

// TestRulesThatAreRefused: every fault has its place and is told in both languages.
func TestRulesThatAreRefused(t *testing.T) {
	abc := `TRD.TURNOVER: "10", TRD.EXPORT: "6", TRD.IMPORT: "4"`
	abd := `TRD.TURNOVER: "11", TRD.EXPORT: "6", TRD.IMPORT: "4"`
	tests := []struct {
		fault string
		yaml  string
		want  []string
	}{
		{"an unknown indicator", rule("r", "bound", "TRD.EXPORTS <= TRD.IMPORT", `TRD.EXPORTS: "1", TRD.IMPORT: "2"`, `TRD.EXPORTS: "3", TRD.IMPORT: "2"`),
			[]string{"rules.d/own.yaml:1:1:", `mã "TRD.EXPORTS" không có`, `code "TRD.EXPORTS" is not in the catalogue`}},
		{"an example that fails", rule("r", "identity", "TRD.TURNOVER = TRD.EXPORT + TRD.IMPORT", abd, abd), []string{"rules.d/own.yaml:1:1:", "một ví dụ pass", "a pass example"}},
		{"no example", "- {id: r, kind: bound, expr: TRD.EXPORT <= 5, severity: error, reason: vì vậy, reason_en: so}\n", []string{"rules.d/own.yaml:1:1: quy tắc thiếu ví dụ", "the rule lacks examples"}},
		{"the id of a rule of the dictionary", rule("trade-turnover", "identity", "TRD.TURNOVER = TRD.EXPORT + TRD.IMPORT", abc, abd), []string{`quy tắc "trade-turnover" đã có ở rules/identities.yaml:`}},
		{"an order that rounded numbers cannot tell", rule("r", "bound", "TRD.EXPORT < TRD.IMPORT", `TRD.EXPORT: "1", TRD.IMPORT: "2"`, `TRD.EXPORT: "3", TRD.IMPORT: "2"`), []string{"write <= or >="}},
		{"a circle of one", rule("r", "identity", "TRD.TURNOVER = TRD.TURNOVER + TRD.EXPORT - TRD.EXPORT", abc, `TRD.TURNOVER: "10.5", TRD.EXPORT: "6"`),
			[]string{`quy tắc "r" vòng quanh (TRD.TURNOVER → TRD.TURNOVER)`, "goes in a circle"}},
		{"a circle with the dictionary", rule("r", "identity", "TRD.EXPORT = TRD.TURNOVER - TRD.IMPORT", abc, abd),
			[]string{`rule "r" goes in a circle with trade-turnover (rules/identities.yaml:`, "(TRD.EXPORT → TRD.TURNOVER → TRD.EXPORT)"}},
		{"a circle of bounds", rule("a", "bound", "TRD.EXPORT <= TRD.IMPORT", `TRD.EXPORT: "1", TRD.IMPORT: "2"`, `TRD.EXPORT: "3", TRD.IMPORT: "2"`) +
			rule("b", "bound", "TRD.TURNOVER >= TRD.IMPORT", `TRD.TURNOVER: "3", TRD.IMPORT: "2"`, `TRD.TURNOVER: "1", TRD.IMPORT: "2"`) +
			rule("c", "bound", "TRD.TURNOVER <= TRD.EXPORT", `TRD.TURNOVER: "1", TRD.EXPORT: "2"`, `TRD.TURNOVER: "3", TRD.EXPORT: "2"`),
			[]string{"rules.d/own.yaml:3:1:", "a (rules.d/own.yaml:1), b (rules.d/own.yaml:2)"}},
		{"a contradiction with the dictionary", rule("r", "identity", "TRD.BALANCE = TRD.IMPORT - TRD.EXPORT", `TRD.BALANCE: "1", TRD.IMPORT: "4", TRD.EXPORT: "3"`, `TRD.BALANCE: "1", TRD.IMPORT: "3", TRD.EXPORT: "4"`),
			[]string{"rules.d/own.yaml:1:1:", "mâu thuẫn với trade-balance (rules/identities.yaml:", `contradicts trade-balance`}},
		{"bounds that leave nothing", rule("a", "bound", "TRD.EXPORT >= 60", `TRD.EXPORT: "70"`, `TRD.EXPORT: "50"`) + rule("b", "bound", "TRD.EXPORT <= 50", `TRD.EXPORT: "40"`, `TRD.EXPORT: "60"`),
			[]string{`own.yaml:2:1: quy tắc "b" mâu thuẫn với a (rules.d/own.yaml:1)`}},
		{"three that no values satisfy", rule("a", "bound", "TOU.VISITORS >= TRD.IMPORT + 1", `TOU.VISITORS: "3", TRD.IMPORT: "1"`, `TOU.VISITORS: "1", TRD.IMPORT: "1"`) +
			rule("b", "bound", "TRD.IMPORT >= POP.AVERAGE + 1", `TRD.IMPORT: "3", POP.AVERAGE: "1"`, `TRD.IMPORT: "1", POP.AVERAGE: "1"`) +
			rule("c", "bound", "POP.AVERAGE >= TOU.VISITORS + 1", `POP.AVERAGE: "3", TOU.VISITORS: "1"`, `POP.AVERAGE: "1", TOU.VISITORS: "1"`),
			[]string{"own.yaml:3:1:", `rule "c" contradicts a (rules.d/own.yaml:1), b (rules.d/own.yaml:2): no values satisfy them all`}},
		{"a broken file", "- {id: r", []string{"rules.d/own.yaml:1:", "YAML viết sai"}},
	}
	for _, tt := range tests {
		t.Run(tt.fault, func(t *testing.T) {
			lex, err := lexicon.Load(lexicon.Files(), further(tt.yaml))
			if err == nil || lex != nil {
				t.Fatal("taken")
			}
			for _, want := range tt.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error lacks %q:\n%v", want, err)
				}
			}
		})
	}
	if _, err := lexicon.Load(lexicon.Files(), lexicon.RuleFolder{Name: "empty", Files: fstest.MapFS{}}); err == nil || !strings.Contains(err.Error(), "empty:1:1: thư mục không có tệp quy tắc") {
		t.Errorf("an empty folder: %v", err)
	}
}

// TestRulesThatAreTaken: what looks alike and is neither circular nor contradictory.
func TestRulesThatAreTaken(t *testing.T) {
	for _, yaml := range []string{
		rule("two-ways", "identity", "TRD.TURNOVER = 2 * TRD.IMPORT + TRD.BALANCE", `TRD.TURNOVER: "10", TRD.IMPORT: "4", TRD.BALANCE: "2"`, `TRD.TURNOVER: "11", TRD.IMPORT: "4", TRD.BALANCE: "2"`),
		rule("half", "bound", "0 <= TRD.EXPORT <= TRD.TURNOVER / 1", `TRD.EXPORT: "4", TRD.TURNOVER: "10"`, `TRD.EXPORT: "14", TRD.TURNOVER: "10"`),
		rule("quotient", "bound", "TRD.EXPORT / POP.AVERAGE <= 10", `TRD.EXPORT: "4", POP.AVERAGE: "10"`, `TRD.EXPORT: "400", POP.AVERAGE: "10"`),
	} {
		lex, err := lexicon.Load(lexicon.Files(), further(yaml))
		if err != nil {
			t.Error(err)
			continue
		}
		if !slices.ContainsFunc(lex.Rules, func(r lexicon.Rule) bool { return r.File == "rules.d/own.yaml" }) {
			t.Error("the rule is lost")
		}
	}
}

// TestTheManualsRules: the sample that docs/audit.md shows is taken.
func TestTheManualsRules(t *testing.T) {
	manual, err := os.ReadFile("../../docs/audit.md")
	if err != nil {
		t.Fatal(err)
	}
	_, sample, found := strings.Cut(string(manual), "```yaml\n# rules/")
	sample, _, closed := strings.Cut(sample, "```")
	if !found || !closed {
		t.Fatal("the manual shows no rules")
	}
	lex, err := lexicon.Load(lexicon.Files(), further("# "+sample))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(lex.Rules) - len(load(t).Rules); n != 2 {
		t.Errorf("%d rules", n)
	}
}
