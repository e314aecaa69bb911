package lexicon_test

import (
	"strings"
	"testing"

	"solieu/schemas/lexicon"

	"pgregory.net/rapid"
)

// TestCatalogueExamples matches what stands before the first figure of every indicator's examples.
func TestCatalogueExamples(t *testing.T) {
	lex := load(t)
	for _, f := range lexicon.NewMatcher(lex).CheckExamples(lex) {
		t.Error(f)
	}
}

func TestMatch(t *testing.T) {
	m := lexicon.NewMatcher(load(t))
	tests := []struct{ phrase, family, want string }{
		{"tổng đàn lợn", "count", "AGR.LIVESTOCK.PIG"},
		{"TỔNG ĐÀN LỢN", "count", "AGR.LIVESTOCK.PIG"},
		{"Tổng Ðàn lợn", "count", "AGR.LIVESTOCK.PIG"}, // Ð is U+00D0
		{"số con xuất chuồng - đàn lợn", "count", "AGR.LIVESTOCK.PIG.SLAUGHTER"},
		{"sản lượng thịt lợn hơi xuất chuồng", "mass", "AGR.LIVESTOCK.PIG.MEAT"},
		{"tốc độ tăng tổng đàn lợn", "", "AGR.LIVESTOCK.PIG"},
		{"tốc độ tăng tổng đàn lợn", "ratio", "AGR.LIVESTOCK.PIG"}, // a growth is a ratio of anything
		{"tổng đàn lợn", "mass", ""},                               // the family must fit
		{"tỉ lệ hộ nghèo", "ratio", "SOC.POOR.RATE"},
		{"tỷ lệ hộ nghèo theo chuẩn nghèo đa chiều", "ratio", "SOC.POOR.RATE"},
		{"hộ nghèo", "count", "SOC.POOR"},
		{"hộ nghèo", "ratio", "SOC.POOR.RATE"},
		{"tỷ lệ giảm nghèo", "ratio", "SOC.POOR.RATE.REDUCTION"},
		{"thu ngân sách nhà nước trên địa bàn tỉnh Bắc Kạn", "money", "BUD.REVENUE"},
		{"thu ngân sách nhà nước trên địa bàn huyện Ba Bể", "money", "BUD.REVENUE"},
		{"kim ngạch xuất khẩu", "money", "TRD.EXPORT"}, // in whatever currency
		{"kim ngạch xuất khẩu hàng hoá", "money_usd", "TRD.EXPORT"},
		{"thu nhập bình quân đầu người", "money/count", "NA.INCOME.PERHEAD"},
		{"tỷ trọng khu vực dịch vụ trong cơ cấu kinh tế (GRDP)", "ratio", "NA.SHARE.SERVICES"},
		{"tốc độ tăng trưởng khu vực dịch vụ", "", "NA.GVA.SERVICES"},
		{"chỉ số PCI", "score", "GOV.PCI"},
		{"chỉ số PCI", "rank", "GOV.PCI.RANK"},
		{"chỉ số PCI", "rank_step", "GOV.PCI.RANK"},
		{"tỷ lệ trẻ em dưới 05 tuổi bị suy dinh dưỡng", "ratio", "HEA.MALNUTRITION"},

		// narrower quantities, other heads and generic words name nothing
		{"số doanh nghiệp được giảm 30% tiền thuê đất, mặt nước", "count", ""},
		{"số xã chưa đạt chuẩn nông thôn mới", "count", ""},
		{"điểm tối đa của chỉ số PCI", "score", ""},
		{"diện tích", "area", ""},
		{"sản lượng", "mass", ""},
		{"tổng số", "", ""},
		{"", "", ""},
		{"!?.", "count", ""},
	}
	for _, test := range tests {
		got, ok := m.Match(test.phrase, test.family)
		if got != test.want || ok != (test.want != "") {
			t.Errorf("Match(%q, %q) = %q, %v, want %q", test.phrase, test.family, got, ok, test.want)
		}
	}
}

// TestMatchAnything matches texts that are no phrases: nothing may fail, and twice the same text gives the same code, also where a reader
// remembers the spellings of other texts.
func TestMatchAnything(t *testing.T) {
	m := lexicon.NewMatcher(load(t))
	r := m.NewReader()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"số", "tổng", "hộ", "nghèo", "tỷ", "lệ", "đàn", "lợn", "xã", "Xã", "XÃ", "đạt", "chuẩn", "của", "12", "Ba", "-", "\xff", "\u00ad", "trong tổng"}), 0, 120).Draw(t, "words")
		phrase := strings.Join(words, " ") + rapid.String().Draw(t, "tail")
		a, _ := m.Match(phrase, "")
		if b, _ := m.Match(phrase, ""); a != b {
			t.Fatalf("%q gives %q and %q", phrase, a, b)
		}
		if in := r.Find(phrase, ""); in == nil && a != "" || in != nil && in.Code != a {
			t.Fatalf("%q gives %q, and %+v where spellings are known", phrase, a, in)
		}
	})
}

func BenchmarkMatch(b *testing.B) {
	lex := load(b)
	m := lexicon.NewMatcher(lex)
	var phrases []string
	for _, in := range lex.Indicators {
		phrases = append(phrases, strings.ToLower(in.Name[:1])+in.Name[1:]+" trên địa bàn tỉnh")
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		m.Match(phrases[i%len(phrases)], "")
		i++
	}
}
