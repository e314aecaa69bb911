package check_test

import (
	"errors"
	"strings"
	"testing"

	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/transform/check"
)

func ruled(t *testing.T, rules ...lexicon.Rule) *lexicon.Lexicon {
	t.Helper()
	l := lex(t)
	for _, code := range []string{"BUDGET.BALANCE", "BUDGET.REVENUE", "BUDGET.EXPENDITURE", "POP", "GRDP", "GRDP.HEAD"} {
		l.Indicators = append(l.Indicators, lexicon.Indicator{Code: code})
	}
	for i := range rules {
		rules[i].Source = lexicon.Source{File: "rules/budget.yaml", Line: 10 * (i + 1)}
		rules[i].Severity = "error"
	}
	l.Rules = rules
	return l
}

func TestRulesAreEvaluatedForOneAreaAndPeriod(t *testing.T) {
	l := ruled(t, lexicon.Rule{ID: "balance", Kind: "identity", Expr: "BUDGET.BALANCE = BUDGET.REVENUE - BUDGET.EXPENDITURE"},
		lexicon.Rule{ID: "head", Kind: "identity", Expr: "GRDP.HEAD = GRDP / POP"})
	c, err := check.New(l)
	if err != nil {
		t.Fatal(err)
	}
	x := report(t, "Thu {900 tỷ đồng|code=BUDGET.REVENUE|p=2024}, chi {860 tỷ đồng|code=BUDGET.EXPENDITURE|p=2024}. Cân đối {45 tỷ đồng|code=BUDGET.BALANCE|p=2024}. "+
		"Năm trước chi {700 tỷ đồng|code=BUDGET.EXPENDITURE|p=2023}. GRDP {16.677 tỷ đồng|code=GRDP|p=2024}. Dân số {326,5 nghìn người|code=POP|p=2024}. Bình quân {51 triệu đồng/người|m=rate|code=GRDP.HEAD|p=2024}.")
	all := c.Run(x)
	d := only(all, schemas.CheckDifference)
	if len(d) != 1 || d[0].Outcome != schemas.Violated || d[0].Computed != "40000000000" {
		t.Errorf("balance: %+v", d)
	}
	a := only(all, schemas.CheckAverage)
	if len(a) != 1 || a[0].Outcome != schemas.Rounded {
		t.Errorf("per head: %+v", a)
	}
}

func TestRuleBounds(t *testing.T) {
	l := ruled(t, lexicon.Rule{ID: "le100", Kind: "bound", Expr: "POP <= 100", Reason: "không quá 100", ReasonEN: "at most 100"})
	c, err := check.New(l)
	if err != nil {
		t.Fatal(err)
	}
	got := only(c.Run(report(t, "Tỷ lệ {98 %|m=rate|code=POP|p=2024}. Tỷ lệ {108 %|m=rate|code=POP|p=2024}.")), schemas.CheckBound)
	if len(got) != 1 || got[0].Outcome != schemas.Violated || got[0].Operands[0] != 1 {
		t.Errorf("got %+v", got)
	}
}

// TestRuleChains: a rule with two comparisons is two bounds, whichever side the indicator stands on, and says how severe its violation is.
func TestRuleChains(t *testing.T) {
	l := ruled(t, lexicon.Rule{ID: "percent", Kind: "bound", Expr: "5 <= POP <= 100", Reason: "từ 5 đến 100", ReasonEN: "from 5 to 100"})
	l.Rules[0].Severity = "info"
	c, err := check.New(l)
	if err != nil {
		t.Fatal(err)
	}
	got := only(c.Run(report(t, "Tỷ lệ {98 %|m=rate|code=POP|p=2024}. Tỷ lệ {108 %|m=rate|code=POP|p=2024}. Tỷ lệ {4 %|m=rate|code=POP|p=2024}.")), schemas.CheckBound)
	if len(got) != 2 || got[0].Formula != "108 <= 100" || got[1].Formula != "4 >= 5" || got[0].Severity != schemas.SeverityInfo {
		t.Errorf("got %+v", got)
	}
}

func TestRuleFaultsNameFileAndLine(t *testing.T) {
	_, err := check.New(ruled(t,
		lexicon.Rule{ID: "typo", Expr: "BUDGET.BALANCE = BUDGET.REVENU - BUDGET.EXPENDITURE"},
		lexicon.Rule{ID: "half", Expr: "BUDGET.BALANCE = (BUDGET.REVENUE"},
		lexicon.Rule{ID: "none", Expr: "1 = 1"}))
	if !errors.Is(err, check.ErrRule) {
		t.Fatalf("got %v", err)
	}
	for _, want := range []string{"rules/budget.yaml:10: rule typo: unknown indicator BUDGET.REVENU", "rules/budget.yaml:20: rule half:", ") expected", "rules/budget.yaml:30: rule none:"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q:\n%v", want, err)
		}
	}
}

func TestRulesOfTheLexicon(t *testing.T) {
	l, err := lexicon.Load(lexicon.Files())
	if err != nil {
		t.Skip(err) // the lexicon's own tests report it
	}
	if _, err := check.New(l); err != nil {
		t.Error(err)
	}
}
