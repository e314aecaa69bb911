package extract_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"solieu/extract/read"
)

// FuzzExtract reads any text whatever: each numeral has one record, each figure its numeral, every span and link its place.
func FuzzExtract(f *testing.F) {
	for _, s := range []string{
		"", "5", letterhead + "Sản lượng lúa đạt 215.400 tấn, tăng 3,2% so với năm 2022.",
		"Thu nội địa ước đạt 3.120/3.060 tỷ đồng (đạt 102% dự toán), trong đó: thuế 2.100 tỷ đồng; phí 1.020 tỷ đồng.",
		"| Chỉ tiêu | Đơn vị | Năm 2022 | Kế hoạch 2023 |\n|---|---|---|---|\n| Sản lượng lúa | Tấn | 208.300 | 215.400 |\n| - Vụ xuân | | 1 | |\n",
		"Thành lập mới 462 doanh nghiệp¹ với vốn\n\n¹ Năm 2022: 420 doanh nghiệp.\n\nđăng ký 3.850 tỷ đồng.",
		"I. MỤC TIÊU NĂM 2024\n\n(1) Tốc độ tăng GRDP 7,5 - 8%.\n\n(2) Trồng mới 5.500 ha rừng.",
		"Trâu, bò, lợn lần lượt có 20.100, 71.200 và 152.000 con; tương ứng tăng 1%, giảm 2% và tăng 3%.",
		"Tỷ lệ hộ nghèo giảm từ 9,5% năm 2022 xuống còn 8,1% năm 2023, xếp thứ 21/63.", "Gấp 2,3 lần; hạng 5/18; 84,5/100 điểm; 0,5 điểm %.",
		"Chi tiết (gồm 12 xã (3 xã miền núi) và 5 phường.", "1 tỷ 178 triệu 5 nghìn đồng; 12 500 ha; 1. 248 tấn; -805 ha", "cùng kỳ tăng 5%, năm trước giảm 3 tháng trước 2%", "12 xã[1]\n\n[1] 5 xã\n[1] 3",
		"\xff12 ha\xc3", "0cuối năm", "7 đến nay 8 hết 9", "¹²³ 5\n\n¹ 5\n² 6", "tăng giảm đạt 5 bằng 6% chiếm 7% gấp 8 lần", "|1|2|\n|3|\n||4|5|6|",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if why := broken(text, extractText(t, text)); why != "" {
			t.Fatalf("%q: %s", text, why)
		}
	})
}

// FuzzSentences does the same with texts made of the words that the grammar knows.
func FuzzSentences(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(func(r *rapid.T) {
		text := textOf(r)
		if why := broken(text, extractText(r, text)); why != "" {
			r.Fatalf("%q: %s", text, why)
		}
	}))
}

// FuzzNormalForms reads a text in composed and decomposed Unicode: the figures are the same.
func FuzzNormalForms(f *testing.F) {
	f.Add(letterhead + "Sản lượng lúa đạt 215.400 tấn, tăng 3,2% so với năm 2022.")
	f.Add("Đường 12 km (gồm 5 km nhựa); ²")
	reader := read.New(read.Limits{})
	f.Fuzz(func(t *testing.T, text string) {
		composed, err := reader.Read(context.Background(), "a.txt", []byte(norm.NFC.String(text)))
		if err != nil || len(composed) != 1 || composed[0].Encoding != "utf-8" || composed[0].Format != "text" {
			return // no text
		}
		decomposed, err := reader.Read(context.Background(), "a.txt", []byte(norm.NFD.String(text)))
		if err != nil || len(decomposed) != 1 {
			t.Fatalf("%q: %d documents, %v", text, len(decomposed), err)
		}
		if d := cmp.Diff(meanings(extractText(t, composed[0].Text)), meanings(extractText(t, decomposed[0].Text))); d != "" {
			t.Fatalf("%q: %s", text, first(d))
		}
	})
}
