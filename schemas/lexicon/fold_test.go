package lexicon_test

import (
	"testing"

	"solieu/schemas/lexicon"
)

// TestFold lists spellings that must, or must not, be one word.
func TestFold(t *testing.T) {
	same := [][2]string{
		{"hòa", "hoà"}, {"Thủy", "THUỶ"}, {"tỷ", "tỉ"}, {"Mỹ", "mĩ"}, {"bác sỹ", "bác  sĩ"}, {"Ðồng", "đồng"}, {"Đắk Lắk", "đắk lắk"},
		{"nghi\u00adệp", "nghiệp"}, {"tấn\u00a0", "tấn"}, {"quý", "QUÝ"}, {"ủy ban", "uỷ ban"}, {"Quy Nhơn", "Qui Nhơn"},
	}
	for _, p := range same {
		if a, b := lexicon.Fold(p[0]), lexicon.Fold(p[1]); a != b {
			t.Errorf("%q folds to %q, %q to %q", p[0], a, p[1], b)
		}
	}
	for _, p := range [][2]string{{"tỷ", "tý"}, {"bò", "bơ"}, {"dân", "đân"}, {"hai", "hay"}, {"m2", "m3"}, {"a b", "ab"}} {
		if a, b := lexicon.Fold(p[0]), lexicon.Fold(p[1]); a == b {
			t.Errorf("%q and %q both fold to %q", p[0], p[1], a)
		}
	}
	for in, want := range map[string]string{"nông, lâm - thủy sản (GRDP)": "nông lâm thuy3 san3 grdp", "  ": "", "80/100": "80 100"} {
		if got := lexicon.FoldWords(in); got != want {
			t.Errorf("FoldWords(%q) = %q, want %q", in, got, want)
		}
	}
	if got := lexicon.Fold("tấn/ha"); got != "tân2/ha" {
		t.Errorf("Fold keeps punctuation: %q", got)
	}
}

func TestFamilies(t *testing.T) {
	fs := lexicon.Families{"VND": "money", "ha": "area", "t": "mass", "kg": "mass", "km": "length"}
	for unit, want := range map[string]string{
		"VND": "money", "{con}": "count", "%": "ratio", "VND/{người}": "money/count", "t/ha": "mass/area", "kg/{người}/năm": "mass/count/time",
		"{giường}/10000{dân}": "count/count", "%/năm": "ratio/time", "t.km": "mass.length", "{cán bộ/chiến sĩ}": "count", "dặm": "", "t/dặm": "", "": "",
	} {
		if got := fs.Of(unit); got != want {
			t.Errorf("Of(%q) = %q, want %q", unit, got, want)
		}
	}
}
