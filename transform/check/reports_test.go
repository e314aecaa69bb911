package check_test

import (
	"slices"
	"strings"
	"testing"

	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/transform/check"
)

func comparer(t *testing.T) *check.Comparer {
	t.Helper()
	lex, err := lexicon.Load(lexicon.Files())
	if err != nil {
		t.Fatal(err)
	}
	return check.NewComparer(lex)
}

// stated makes a statement about rice: the report's year, the period's year, the number and what it is.
func stated(t *testing.T, report, period int, value, unit string, status schemas.Status, measure schemas.Measure) schemas.Statement {
	t.Helper()
	v, err := schemas.ParseDecimal(value)
	if err != nil {
		t.Fatal(err)
	}
	day := schemas.Date{Year: report, Month: 12, Day: 5}
	s := schemas.Statement{Document: day.String(), Reported: day, Text: value, Value: v, Low: v, High: v, Unit: unit, Measure: measure, Role: schemas.Main, Status: status,
		Indicator: "sản lượng lúa", Code: "AGR.RICE.OUTPUT", First: schemas.Date{Year: period, Month: 1, Day: 1}, Last: schemas.Date{Year: period, Month: 12, Day: 31},
		Area: "06", AreaList: "2004", Of: schemas.None}
	if _, decimals, ok := strings.Cut(value, "."); ok {
		s.Decimals = len(decimals)
	}
	if measure == schemas.Growth {
		s.Base, s.Start = schemas.Date{Year: period - 1}.String(), 1
	}
	return s
}

func TestReportsAreCompared(t *testing.T) {
	type row struct {
		report, period int
		value, unit    string
		status         schemas.Status
		measure        schemas.Measure
	}
	const (
		level  = schemas.Level
		growth = schemas.Growth
		actual = schemas.Actual
		guess  = schemas.Estimate
		plan   = schemas.Plan
	)
	tests := []struct {
		rule string
		rows []row
		want []string
	}{
		{"an estimate is revised: no fault", []row{{2023, 2023, "169043", "t", guess, level}, {2024, 2023, "167400", "t", actual, level}}, []string{"restatement approximate info 1643"}},
		{"a result is restated otherwise: a warning", []row{{2023, 2022, "169043", "t", actual, level}, {2024, 2022, "167400", "t", actual, level}}, []string{"restatement violated warning 1643"}},
		{"the same again", []row{{2023, 2022, "169043", "t", actual, level}, {2024, 2022, "169043", "t", actual, level}}, []string{"restatement exact info 0"}},
		{"a plan is another one when it is reported on", []row{{2023, 2024, "170000", "t", plan, level}, {2024, 2024, "171000", "t", plan, level}}, []string{"restatement violated warning -1000"}},
		{"plans and results are not compared", []row{{2023, 2024, "170000", "t", plan, level}, {2024, 2024, "171000", "t", actual, level}}, nil},
		{"other units are not compared", []row{{2023, 2022, "169043", "t", actual, level}, {2024, 2022, "167400", "ha", actual, level}}, nil},
		{"a number far away is another quantity", []row{{2023, 2022, "169043", "t", actual, level}, {2024, 2022, "16900", "t", actual, level}}, nil},
		{"a thousandfold is a slip", []row{{2023, 2022, "169043", "t", actual, level}, {2024, 2022, "169.043", "t", actual, level}}, []string{"restatement violated warning 168873.957"}},
		{"growth against last year's report", []row{{2023, 2023, "167400", "t", actual, level}, {2024, 2024, "172300", "t", actual, level}, {2024, 2024, "4.1", "%", actual, growth}}, []string{"difference violated warning -1.172879"}},
		{"growth that fits", []row{{2023, 2023, "167400", "t", actual, level}, {2024, 2024, "175770", "t", actual, level}, {2024, 2024, "5", "%", actual, growth}}, []string{"difference exact info 0"}},
		{"growth over an estimate that was revised", []row{{2023, 2023, "167400", "t", guess, level}, {2024, 2024, "172300", "t", actual, level}, {2024, 2024, "4.1", "%", actual, growth}}, []string{"difference approximate info -1.172879"}},
		{"a report that states its base is compared within itself", []row{{2023, 2023, "167400", "t", actual, level}, {2024, 2023, "167400", "t", actual, level}, {2024, 2024, "172300", "t", actual, level}, {2024, 2024, "3", "%", actual, growth}}, []string{"restatement exact info 0"}},
		{"two values in one report state none", []row{{2023, 2022, "169043", "t", actual, level}, {2024, 2022, "167400", "t", actual, level}, {2024, 2022, "167500", "t", actual, level}}, nil},
		{"one report alone", []row{{2024, 2024, "172300", "t", actual, level}, {2024, 2024, "3", "%", actual, growth}}, nil},
	}
	c := comparer(t)
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			var in []*schemas.Statement
			for _, r := range tt.rows {
				s := stated(t, r.report, r.period, r.value, r.unit, r.status, r.measure)
				in = append(in, &s)
			}
			var got []string
			for r := range c.Compare(slices.Values(in)) {
				got = append(got, string(r.Kind)+" "+string(r.Outcome)+" "+string(r.Severity)+" "+r.Deviation)
				if r.MessageVI == "" || r.MessageEN == "" || r.Later.Reported.Year <= r.Earlier.Reported.Year {
					t.Errorf("%+v", r)
				}
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCodesOfAreasNeverTravelWithoutTheirList(t *testing.T) {
	c := comparer(t)
	subject := func(list, code string) string {
		s := stated(t, 2024, 2024, "1", "t", schemas.Actual, schemas.Level)
		s.Area, s.AreaList = code, list
		return c.Subject(&s)
	}
	for _, tt := range []struct {
		rule         string
		list, code   string
		list2, code2 string
		one          bool
	}{
		{"Hà Nội was left alone", "2004", "01", "2025", "01", true},
		{"24 was Bắc Giang and is Bắc Ninh", "2004", "24", "2025", "24", false},
		{"Bắc Ninh took in Bắc Giang", "2004", "27", "2025", "24", false},
		{"Thái Nguyên took in Bắc Kạn under its old code", "2004", "19", "2025", "19", false},
	} {
		a, b := subject(tt.list, tt.code), subject(tt.list2, tt.code2)
		if a == "" || b == "" || (a == b) != tt.one {
			t.Errorf("%s: %q, %q", tt.rule, a, b)
		}
	}
	hedged := stated(t, 2024, 2024, "1", "t", schemas.Actual, schemas.Level)
	hedged.Qual = "~"
	if got := c.Subject(&hedged); got != "" {
		t.Errorf("a hedged number is compared: %q", got)
	}
}
