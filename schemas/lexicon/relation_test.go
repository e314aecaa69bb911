package lexicon_test

import (
	"errors"
	"strings"
	"testing"

	"solieu/schemas/lexicon"
)

func TestRelation(t *testing.T) {
	v := func(pairs string) map[string]string {
		m := map[string]string{}
		for p := range strings.FieldsSeq(pairs) {
			code, value, _ := strings.Cut(p, "=")
			m[code] = value
		}
		return m
	}
	tests := []struct {
		expr, values string
		want         bool
		err          error
	}{
		{"A = B + C", "A=10 B=4 C=6", true, nil},
		{"A = B + C", "A=10 B=4 C=7", false, nil},
		{"A = B + C", "A=10 B=4.0 C=6.0", true, nil},
		{"A = B + C", "A=10.1 B=4.0 C=6.0", true, nil}, // three roundings may miss by three half units
		{"A = B + C", "A=10.2 B=4.0 C=6.0", false, nil},
		{"A = 100 * B / C", "A=46.3 B=214 C=462", true, nil},
		{"A = 100 * B / C", "A=46.4 B=214 C=462", false, nil},
		{"A = 100 * B / C", "A=0 B=1 C=0", false, lexicon.ErrNotEvaluable},
		{"A = 100 * B / C", "A=0 B=1 C=0.0", false, lexicon.ErrNotEvaluable},
		{"A = B", "A=1", false, lexicon.ErrNotEvaluable},
		{"0 <= A <= 100", "A=100", true, nil},
		{"0 <= A <= 100", "A=-0.1", false, nil},
		{"A - (B - C) > 0", "A=1 B=3 C=2", false, nil},
		{"A - B - C = 0", "A=5 B=3 C=2", true, nil},
	}
	for _, test := range tests {
		rel, err := lexicon.ParseRelation(test.expr)
		if err != nil {
			t.Errorf("%s: %v", test.expr, err)
			continue
		}
		got, err := rel.Holds(v(test.values))
		if got != test.want || !errors.Is(err, test.err) {
			t.Errorf("%s with %s = %v, %v; want %v, %v", test.expr, test.values, got, err, test.want, test.err)
		}
	}
	for _, bad := range []string{"", "A", "A =", "A = (B", "A = B)", "A == B", "A = 1.2.3", "A = b", "= A", "A + = B"} {
		if _, err := lexicon.ParseRelation(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}
