package units_test

import (
	"testing"

	"solieu/transform/units"
)

func TestSplit(t *testing.T) {
	tests := []struct {
		unit, over, under, scale, time string
		ok                             bool
	}{
		{"VND/{người}", "VND", "{người}", "1", "", true},
		{"kg/{người}/năm", "kg", "{người}", "1", "năm", true},
		{"VND/năm/{người}", "VND", "{người}", "1", "năm", true},
		{"{giường}/10000{dân}", "{giường}", "{dân}", "10000", "", true},
		{"t/ha", "t", "ha", "1", "", true},
		{"%/năm", "", "", "", "", false},
		{"VND", "", "", "", "", false},
	}
	for _, tt := range tests {
		f, ok := units.Split(tt.unit)
		if ok != tt.ok {
			t.Errorf("%s: ok %t", tt.unit, ok)
			continue
		}
		if ok && (f.Over != tt.over || f.Under != tt.under || f.Scale.RatString() != tt.scale || f.Time != tt.time) {
			t.Errorf("%s: %+v", tt.unit, f)
		}
	}
}

func TestFamilies(t *testing.T) {
	c := units.New(nil)
	tests := []struct{ unit, base, family string }{
		{"{xã}", "{xã}", units.Count},
		{"{điểm}", "{điểm}", "score"},
		{"{hạng}", "{hạng}", "rank"},
		{"VND/{hộ}", "VND/{hộ}", units.Quotient},
	}
	for _, tt := range tests {
		if b := c.Base(tt.unit); b.Unit != tt.base || b.Family != tt.family || !b.Known {
			t.Errorf("%s: %+v", tt.unit, b)
		}
	}
	if c.Base("furlong").Known {
		t.Error("an unknown unit is known")
	}
}
