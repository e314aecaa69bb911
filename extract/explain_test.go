package extract_test

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"solieu/extract"
	"solieu/schemas"
)

func explain(t failer, text string) extract.Explanation {
	t.Helper()
	e, err := newExtractor(t).Explain(context.Background(), schemas.Document{Text: text})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// short writes the items of an explanation as text⟨what it was read as⟩; words and marks stand as they are, a bar ends a sentence.
func short(e extract.Explanation) string {
	var out []string
	for _, s := range e.Sentences {
		for _, it := range s.Items {
			t := strings.Join(strings.Fields(it.In(e.Document.Text)), " ")
			switch it.Kind {
			case extract.ItemWords, extract.ItemMark:
			case extract.ItemCue:
				t += "⟨" + it.Cue + "⟩"
			case extract.ItemTime:
				t += "⟨" + strings.TrimSpace(strings.Join(strings.Fields(it.Time.Edge+" "+it.Time.Form+" "+it.Time.Period), " ")) + "⟩"
			case extract.ItemQuantity:
				t += fmt.Sprintf("⟨%s%s %s⟩", it.Amount.Qual, it.Amount.Value, it.Amount.Unit)
			default:
				t += "⟨" + string(it.Kind) + "⟩"
			}
			out = append(out, t)
		}
		out = append(out, "|")
	}
	return strings.Join(out, " ")
}

func TestExplainItems(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"level and growth", "Năm 2023, diện tích lúa đạt 1.200 ha, tăng 5% so với năm 2022.",
			"Năm 2023⟨year 2023⟩ , diện tích lúa đạt⟨reach⟩ 1.200 ha⟨1200 ha⟩ , tăng⟨up⟩ 5%⟨5 %⟩ so với⟨compare⟩ năm 2022⟨year 2022⟩ . |"},
		{"multiplier and qualifier", "Tổng thu ước đạt trên 33,5 tỷ đồng, vượt 2% kế hoạch.",
			"Tổng thu ước⟨est⟩ đạt trên⟨more⟩ 33,5 tỷ đồng⟨>33500000000 VND⟩ , vượt⟨exceed⟩ 2%⟨2 %⟩ kế hoạch⟨plan⟩ . |"},
		{"cumulated months", "Lũy kế đến hết tháng 9/2023 có 12 dự án, trong đó 4 dự án FDI.",
			"Lũy kế đến hết tháng 9/2023⟨to month 2023-09⟩ có⟨reach⟩ 12 dự án⟨12 {dự án}⟩ , trong đó⟨open_trongdo⟩ 4 dự án⟨4 {dự án}⟩ FDI . |"},
		{"a year that the text leaves out", "9 tháng đầu năm, thu 50 tấn, giảm 3% so với cùng kỳ năm trước.",
			"9 tháng đầu năm⟨months YYYY-01/YYYY-09⟩ , thu 50 tấn⟨50 t⟩ , giảm⟨down⟩ 3%⟨3 %⟩ so với⟨compare⟩ cùng kỳ năm trước⟨same⟩ . |"},
		{"two sentences", "Có 3 xã. Theo Quyết định số 12/QĐ-UBND, cấp 5 giấy phép.",
			"Có⟨reach⟩ 3 xã⟨3 {xã}⟩ . | Theo Quyết định⟨legal⟩ số 12/QĐ-UBND⟨reference⟩ , cấp 5 giấy phép⟨5 {giấy phép}⟩ . |"},
		{"no numeral", "Đời sống ổn định.", "Đời sống ổn định . |"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := short(explain(t, c.text)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestExplainNamesTheEntries(t *testing.T) {
	e := explain(t, "Tổng đàn lợn có 1,5 nghìn con, năng suất của HTX đạt 60 tạ/ha.")
	entries := map[string]string{}
	for _, it := range e.Sentences[0].Items {
		entries[it.In(e.Document.Text)] = strings.Join(it.Entries, " ")
		for _, k := range it.Known {
			entries[k.Use+":"+k.In(e.Document.Text)] = k.Value + " " + k.Entry
		}
	}
	for text, want := range map[string]string{
		"có": "cues/", "1,5 nghìn con": "units/", "60 tạ/ha": "units/", "abbreviation:HTX": "hợp tác xã cues/", "np_head:Tổng": " cues/",
	} {
		if !strings.HasPrefix(entries[text], want) {
			t.Errorf("%s comes from %q, want %s…; all: %v", text, entries[text], want, entries)
		}
	}
	if got := e.Bindings[0].Entry; !strings.HasPrefix(got, "indicators/") {
		t.Errorf("the indicator comes from %q", got)
	}
}

func TestExplainBindings(t *testing.T) {
	e := explain(t, "Năm 2023, diện tích lúa đạt 1.200 ha, tăng 5%; trong đó: lúa mùa 700 ha.")
	want := []extract.Binding{
		{Subject: "diện tích lúa", Cues: []string{"reach"}},
		{Subject: "diện tích lúa", Inherited: true, Cues: []string{"up"}},
		{Subject: "lúa mùa", Scope: "trong_do"},
	}
	got := e.Bindings
	for i := range got {
		got[i].Entry = ""
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

func TestExplainBindsCells(t *testing.T) {
	const text = "| TT | Chỉ tiêu | Năm 2022 | Ước năm 2023 |\n|---|---|---|---|\n| 1 | Đàn lợn (con) | 1.100 | 1.200 |\n"
	e := explain(t, text)
	var got []string
	for i, b := range e.Bindings {
		got = append(got, strings.Join([]string{e.Figures[i].In(text), b.Subject, b.Scope, b.Column.In(text)}, "; "))
	}
	want := []string{"1.100; đàn lợn; table; Năm 2022", "1.200; đàn lợn; table; Ước năm 2023"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestExplainPlaces(t *testing.T) {
	const text = "I. KINH TẾ\n\n1. Nông nghiệp năm 2023\n\n- Diện tích lúa: 50 ha. Sản lượng 300 tấn.\n\n| TT | Chỉ tiêu | Năm 2023 |\n|---|---|---|\n| 1 | Đàn lợn (con) | 1.200 |\n"
	var got []string
	e := explain(t, text)
	for _, s := range e.Sentences {
		n := ""
		for _, i := range s.Numerals {
			n += " " + e.Numerals[i].In(text) + "=" + string(e.Numerals[i].Class)
		}
		got = append(got, fmt.Sprintf("%d %s %s %s;%s", s.Line, s.Block, s.Marker, s.Text(text), n))
	}
	want := []string{
		"1 heading I I. KINH TẾ;",
		"3 item 1 1. Nông nghiệp năm 2023; 1=outline 2023=date",
		"5 item - - Diện tích lúa: 50 ha.; 50=figure",
		"5 item  Sản lượng 300 tấn.; 300=figure",
		"7 row  | TT | Chỉ tiêu | Năm 2023 |; 2023=date",
		"9 row  | 1 | Đàn lợn (con) | 1.200 |; 1=outline 1.200=figure",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestExplainChangesNothing(t *testing.T) {
	for _, p := range passages(t) {
		t.Run(p.name, func(t *testing.T) { checkExplanation(t, p.text) })
	}
}

func FuzzExplain(f *testing.F) {
	for _, s := range []string{"", "5", "1. 2\n3", "| 1 |\n|---|\n| 5 ha |", "¹ 5 xã", "Có 3 xã¹.\n\n¹ Gồm 2 xã mới,\n\ncòn 1 xã cũ."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkExplanation(t, s) })
}

// checkExplanation holds that an explanation's extraction is that of a normal run, that every numeral belongs to one sentence, and
// that items lie in order within their sentence.
func checkExplanation(t *testing.T, text string) {
	t.Helper()
	e := explain(t, text)
	if want := extractText(t, text); !reflect.DeepEqual(e.Extraction, want) {
		t.Error("the explanation extracts something else")
	}
	seen := make([]int, len(e.Numerals))
	for _, s := range e.Sentences {
		for _, n := range s.Numerals {
			seen[n]++
		}
		at := s.Start
		for _, it := range s.Items {
			if it.Start < at || it.End > s.End {
				t.Fatalf("item %q at %d outside its sentence %v or before %d", it.In(text), it.Start, s.Span, at)
			}
			at = it.End
		}
	}
	for i, n := range seen {
		if n != 1 {
			t.Errorf("numeral %q at %d belongs to %d sentences", e.Numerals[i].In(text), e.Numerals[i].Start, n)
		}
	}
}
