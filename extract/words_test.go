package extract_test

import (
	"context"
	"testing"

	"solieu/schemas"
)

func TestNumbersInWordsAreSetAside(t *testing.T) {
	text := "Rét đậm làm chết trâu, bò tại hai mươi bảy xã; trồng một tỷ cây xanh cho hai trăm linh năm hộ, năm mươi ba thôn, mười hai trường và một nghìn hai trăm người, với một nghìn tỷ đồng. " +
		"Ba xã, một số huyện, hàng trăm hộ và hai bên không phải số liệu; năm hai nghìn không trăm linh tám cũng vậy."
	got := map[string]string{}
	x, err := newExtractor(t).Extract(context.Background(), schemas.Document{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range x.Rejects {
		if r.Reason != schemas.RejectWords {
			t.Errorf("%s: %s", r.Reason, r.Detail)
		}
		got[r.Span.In(text)] = r.Detail
	}
	want := map[string]string{
		"hai mươi bảy xã": "27 {xã}", "một tỷ cây": "1000000000 {cây}", "hai trăm linh năm hộ": "205 {hộ}", "năm mươi ba thôn": "53 {thôn}",
		"mười hai trường": "12 {trường}", "một nghìn hai trăm người": "1200 {người}", "một nghìn tỷ đồng": "1000000000000 VND",
	}
	for words, value := range want {
		if detail := `"` + words + `" reads ` + value; got[words] != detail {
			t.Errorf("%q: %q", words, got[words])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d quantities in words, not %d: %v", len(got), len(want), got)
	}
	if len(x.Figures) > 0 {
		t.Errorf("figures: %v", x.Figures)
	}
}
