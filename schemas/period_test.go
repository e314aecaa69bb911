package schemas

import "testing"

func TestPeriodInAnotherYear(t *testing.T) {
	tests := []struct {
		p    Period
		year int
		want string
	}{
		{Year(2023), 2022, "2022"},
		{Months(2023, 1, 9), 2021, "2021-01/2021-09"},
		{Period{From: Date{Year: 2016}, To: Date{Year: 2020}}, 2015, "2011/2015"},
		{At(Date{Year: 2023, Month: 9}), 2022, "@2022-09"},
		{At(Date{Year: 2024, Month: 2, Day: 29}), 2023, "@2023-02-28"},
	}
	for _, c := range tests {
		if got := c.p.In(c.year).String(); got != c.want {
			t.Errorf("%s in %d: %s, want %s", c.p, c.year, got, c.want)
		}
	}
}
