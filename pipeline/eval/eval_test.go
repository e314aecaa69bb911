package eval

import (
	"strings"
	"testing"
)

func lines(t *testing.T, s string) []Line {
	t.Helper()
	l, err := Read(strings.NewReader(s))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

const goldFigures = `
{"start":0,"end":3,"text":"765","class":"legal_ref"}
{"start":10,"end":14,"text":"2023","class":"date","alt":{"class":["other"]}}
{"start":20,"end":25,"text":"3,250","class":"figure","value":"3250000000","unit":"VND","measure":"level","role":"main","status":"actual","qual":"","period":"2023-01/2023-12","base":"","indicator":"tổng thu ngân sách"}
{"start":30,"end":33,"text":"6,1","class":"figure","value":"6.1","unit":"%","measure":"growth","role":"main","status":"estimate","qual":"","period":"2023","base":"2022","indicator":"tốc độ tăng GRDP","alt":{"period":["@2023-12-31"]}}
{"start":40,"end":42,"text":"11","class":"figure","value":11,"unit":"{Xã}","measure":"level","role":"main","status":"actual","period":"@2023-12-31","indicator":"số xã"}
`

func TestFigures(t *testing.T) {
	system := `
{"start":0,"end":3,"text":"765","class":"figure"}
{"start":10,"end":14,"text":"2023","class":"other"}
{"start":20,"end":25,"text":"3,250","class":"figure","value":"3250000000.0","unit":"VND","measure":"level","role":"main","status":"actual","qual":"","period":"2023","base":"","indicator":"thu ngân sách"}
{"start":30,"end":33,"text":"6,1","class":"figure","value":"6.1","unit":"%","measure":"growth","role":"main","status":"actual","qual":"","period":"@2023","base":"2022","indicator":"GRDP"}
`
	s := Figures(lines(t, goldFigures), lines(t, system))
	want := map[string]string{"accounted": "0.8000", "class_accuracy": "0.6000", "figure_precision": "0.6667", "figure_recall": "0.6667",
		"value": "0.6667", "unit": "0.6667", "status": "0.3333", "period": "0.6667", "indicator": "0.6667", "core": "0.3333"}
	var b strings.Builder
	if err := s.Write(&b, 99); err != nil {
		t.Fatal(err)
	}
	for name, v := range want {
		if !strings.Contains(b.String(), "\n"+name+strings.Repeat(" ", 19-len(name))+v+"\n") {
			t.Errorf("%s: want %s in\n%s", name, v, b.String())
		}
	}
	for _, part := range []string{"core by measure    growth 0/1  level 1/1\n", "MISS class {", "MISS status {", "MISS not found {"} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("want %q in\n%s", part, b.String())
		}
	}
}

func TestSame(t *testing.T) {
	for _, c := range []struct {
		field, gold, system string
		want                bool
	}{
		{"value", "1.50", "1.5", true},
		{"value", "", "", false},
		{"unit", "VND/{Người}", "VND/{người}", true},
		{"unit", "{hợp tác xã}", "{HTX}", true},
		{"unit", "ha", "Ha", false},
		{"period", "@2023-12-31", "@2023", true},
		{"period", "@2023-12", "@2023", true},
		{"period", "@2023-10-31", "@2023-10", true},
		{"period", "@2023-10-30", "@2023-10", false},
		{"period", "@2024-02-29", "@2024-02", true},
		{"period", "2023-01/2023-12", "2023", true},
		{"period", "2023-01/2024-12", "2023", false},
		{"base", "Plan:Tỉnh ", "plan:tỉnh", true},
		{"indicator", "tổng đàn lợn của tỉnh", "đàn lợn", true},
		{"indicator", "tổng đàn lợn", "đàn gia cầm", false},
		{"role", "", "main", false},
	} {
		g, s := Line{c.field: c.gold}, Line{c.field: c.system}
		if got := same(c.field, g, s); got != c.want {
			t.Errorf("%s: %q and %q: got %v", c.field, c.gold, c.system, got)
		}
	}
}

func TestChecks(t *testing.T) {
	gold := `
{"id":"c1","kind":"attainment","core":true,"stated":30,"operands":[10,20],"outcome":"rounded"}
{"id":"c2","kind":"sum","core":true,"stated":100,"operands":[110,120,130],"outcome":"violated"}
{"id":"c3","kind":"shares_total","core":true,"stated":null,"operands":[200,210,220],"outcome":"violated"}
{"id":"c4","kind":"share","core":false,"stated":300,"operands":[310,320],"outcome":"exact"}
`
	system := `
{"kind":"attainment","stated":30,"operands":[10,20],"outcome":"truncated"}
{"kind":"difference","stated":100,"operands":[110,120,130],"outcome":"violated"}
{"kind":"shares_total","stated":null,"operands":[200,210],"outcome":"violated"}
{"kind":"ratio","stated":400,"operands":[410,420],"outcome":"violated"}
`
	s := Checks(lines(t, gold), lines(t, system))
	s.Notes = nil
	if want := (CheckScore{Core: 3, Found: 2, Agree: 1, Violated: 2, Caught: 2, Claims: 3, FalseAlarms: 1}); !equal(*s, want) {
		t.Errorf("got %+v, want %+v", *s, want)
	}
}

func equal(a, b CheckScore) bool {
	a.Notes, b.Notes = nil, nil
	return a.Core == b.Core && a.Found == b.Found && a.Agree == b.Agree && a.Violated == b.Violated && a.Caught == b.Caught &&
		a.Claims == b.Claims && a.FalseAlarms == b.FalseAlarms
}
