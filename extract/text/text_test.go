package text_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"solieu/extract/text"
	"solieu/schemas"
)

var kinds = map[text.Kind]string{text.Paragraph: "paragraph", text.Heading: "heading", text.Item: "item", text.Note: "note", text.Row: "row"}

// show prints a block as its kind and its parts, joined by a slash where a line or a page broke them.
func show(s string, b text.Block) string {
	var parts []string
	for _, p := range b.Parts {
		parts = append(parts, p.In(s))
	}
	return kinds[b.Kind] + ": " + strings.Join(parts, " / ")
}

func TestBlocks(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", nil},
		{"blank lines", " \n\t\n\n", nil},
		{"paragraphs", "Thu ngân sách tăng.\n\nChi ngân sách giảm.\n", []string{"paragraph: Thu ngân sách tăng.", "paragraph: Chi ngân sách giảm."}},
		{"a line that wraps", "Thu ngân sách đạt 3.120\ntỷ đồng.\n", []string{"paragraph: Thu ngân sách đạt 3.120 / tỷ đồng."}},
		{"headings", "I. KẾT QUẢ ĐẠT ĐƯỢC\n\nThu ngân sách tăng.\n", []string{"heading: I. KẾT QUẢ ĐẠT ĐƯỢC", "paragraph: Thu ngân sách tăng."}},
		{"marked headings", "## Nông nghiệp\nSản lượng lúa tăng.\n", []string{"heading: ## Nông nghiệp", "paragraph: Sản lượng lúa tăng."}},
		{"items", "Gồm:\n- Mầm non: 45 trường;\n- Tiểu học: 60 trường.\n", []string{"paragraph: Gồm:", "item: - Mầm non: 45 trường;", "item: - Tiểu học: 60 trường."}},
		{"rows", "| a | b |\n|---|---|\n| 1 | 2 |\n", []string{"row: | a | b |", "row: |---|---|", "row: | 1 | 2 |"}},
		{"an aligned table", "Chỉ tiêu      ĐVT      Năm 2022      Năm 2023\nĐàn lợn       con      398.210       417.983\nLúa           tấn      102.345       103.500\n\nHết.\n",
			[]string{"row: Chỉ tiêu      ĐVT      Năm 2022      Năm 2023", "row: Đàn lợn       con      398.210       417.983", "row: Lúa           tấn      102.345       103.500", "paragraph: Hết."}},
		{"a table by tabs", "Dân số\t320.000\t323.500\nSố hộ\t80.100\t81.250\n", []string{"row: Dân số\t320.000\t323.500", "row: Số hộ\t80.100\t81.250"}},
		{"prose with wide spaces", "Thu ngân  sách đạt 3.120  tỷ đồng,\ntăng  4,5% so  với năm trước.\n", []string{"paragraph: Thu ngân  sách đạt 3.120  tỷ đồng, / tăng  4,5% so  với năm trước."}},
		{"a sentence that a page broke", "Thu ngân sách trên địa bàn tỉnh đạt\n\n3.120 tỷ đồng, tăng 4,5%.\n", []string{"paragraph: Thu ngân sách trên địa bàn tỉnh đạt / 3.120 tỷ đồng, tăng 4,5%."}},
		{"a footnote between the halves", "Thành lập mới 462 doanh nghiệp¹ với vốn\n\n¹ Năm 2022: 420 doanh nghiệp.\n\nđăng ký 3.850 tỷ đồng.\n",
			[]string{"paragraph: Thành lập mới 462 doanh nghiệp¹ với vốn / đăng ký 3.850 tỷ đồng.", "note: ¹ Năm 2022: 420 doanh nghiệp."}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			blocks := text.Blocks(tt.text)
			var got []string
			for _, b := range blocks {
				got = append(got, show(tt.text, b))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%q\n%s\nnot\n%s", tt.text, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
			if why := broken(tt.text, blocks); why != "" {
				t.Error(why)
			}
		})
	}
}

func TestNotesKnowTheirMarkers(t *testing.T) {
	s := "Xuất khẩu tăng.\n\nThành lập mới 462 doanh nghiệp¹, giải thể 35 doanh nghiệp².\n\n¹ Năm 2022: 420 doanh nghiệp.\n² Năm 2022: 41 doanh nghiệp.\n"
	blocks := text.Blocks(s)
	found := 0
	for _, b := range blocks {
		if b.Kind != text.Note {
			continue
		}
		found++
		if b.Anchor < 0 || !strings.HasPrefix(show(s, blocks[b.Anchor]), "paragraph: Thành lập") {
			t.Errorf("%s is bound to block %d", show(s, b), b.Anchor)
		}
		marker, _ := utf8.DecodeRuneInString(b.Parts[0].In(s))
		if b.At < 0 || !strings.HasPrefix(s[b.At:], string(marker)) {
			t.Errorf("%s has its marker at %d", show(s, b), b.At)
		}
	}
	if found != 2 {
		t.Errorf("%d notes", found)
	}
}

func TestMarkers(t *testing.T) {
	tests := []struct {
		line, label, rest string
		kind              text.MarkerKind
	}{
		{"I. KẾT QUẢ", "I", "KẾT QUẢ", text.Roman},
		{"XIV. TỔ CHỨC THỰC HIỆN", "XIV", "TỔ CHỨC THỰC HIỆN", text.Roman},
		{"1. Nông nghiệp", "1", "Nông nghiệp", text.Decimal1},
		{"12. Quốc phòng", "12", "Quốc phòng", text.Decimal1},
		{"1.2. Chăn nuôi", "1.2", "Chăn nuôi", text.Decimal2},
		{"1.2.3. Đàn bò", "1.2.3", "Đàn bò", text.Decimal3},
		{"a) Cây lúa", "a", "Cây lúa", text.LetterDot},
		{"đ) Cây ngô", "đ", "Cây ngô", text.LetterDot},
		{"(3) Cây sắn", "3", "Cây sắn", text.InParens},
		{"- Cây cao su", "-", "Cây cao su", text.Dash},
		{"+ Cây hồ tiêu", "+", "Cây hồ tiêu", text.Plus},
		{"• Cây chè", "*", "Cây chè", text.Star},
		{"Cây lúa", "", "Cây lúa", text.NoMarker},
		{"12,5 ha lúa", "", "12,5 ha lúa", text.NoMarker},
		{"1.250 ha lúa", "", "1.250 ha lúa", text.NoMarker},
		{"2023 là năm bản lề", "", "2023 là năm bản lề", text.NoMarker},
		{"-5,2% so với năm 2022", "", "-5,2% so với năm 2022", text.NoMarker},
		{"(tăng 12%)", "", "(tăng 12%)", text.NoMarker},
		{"", "", "", text.NoMarker},
	}
	for _, tt := range tests {
		m := text.ParseMarker(tt.line)
		if m.Kind != tt.kind || m.Label != tt.label || m.Rest(tt.line) != tt.rest {
			t.Errorf("%q: kind %d, label %q, rest %q", tt.line, m.Kind, m.Label, m.Rest(tt.line))
		}
	}
}

// broken says how blocks break their contract with s; "" where they do not.
func broken(s string, blocks []text.Block) string {
	var parts []schemas.Span
	for i := range blocks {
		b := &blocks[i]
		if len(b.Parts) == 0 || kinds[b.Kind] == "" {
			return fmt.Sprintf("block %d of kind %d with %d parts", i, b.Kind, len(b.Parts))
		}
		if b.Kind != text.Note && (b.Anchor != -1 || b.At != -1) {
			return fmt.Sprintf("block %d is no note and has an anchor", i)
		}
		if b.Anchor < -1 || b.Anchor >= len(blocks) || b.Anchor == i || b.At < -1 || b.At >= len(s) || (b.Anchor < 0) != (b.At < 0) {
			return fmt.Sprintf("note %d is bound to block %d at %d", i, b.Anchor, b.At)
		}
		if b.Marker.Len < 0 || b.Marker.Len > b.Parts[0].Len() {
			return fmt.Sprintf("block %d has a marker of %d bytes in %d", i, b.Marker.Len, b.Parts[0].Len())
		}
		parts = append(parts, b.Parts...)
	}
	slices.SortFunc(parts, func(a, b schemas.Span) int { return cmp.Compare(a.Start, b.Start) })
	at := 0
	for _, p := range parts {
		if p.Start < at || p.End <= p.Start || p.End > len(s) {
			return fmt.Sprintf("part %v behind %d", p, at)
		}
		if !blank(s[at:p.Start]) {
			return fmt.Sprintf("%q is in no block", s[at:p.Start])
		}
		at = p.End
	}
	if !blank(s[at:]) {
		return fmt.Sprintf("%q is in no block", s[at:])
	}
	return ""
}

func blank(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r > ' ' && !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' }) < 0
}

func FuzzBlocks(f *testing.F) {
	for _, s := range []string{
		"", "\n\n", "Thu ngân sách đạt\n\n3.120 tỷ đồng.", "I. A\n\n1. B\n- c\n+ d\n(1) e", "| a | b |\n|---|\n| 1 |", "# a\n== b ==",
		"a¹ b\n\n¹ Năm 2022.\n\nc", "12 xã[1]\n\n[1] Năm 2022", "¹ a\n² b\n¹ c", "a\r\nb\fc", "**a**\n**b", "\xff\n\xc3\n1)", "- (1) a\n-\n*", "\ufeff1. A\n\u200b\nb",
		"a (1)\n\n1 Gồm 12 xã\n\nb", strings.Repeat("¹ a\n\n", 40), "A B C D E\nF", "…\n”\n(a",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if why := broken(s, text.Blocks(s)); why != "" {
			t.Fatalf("%q: %s", s, why)
		}
	})
}

func FuzzMarker(f *testing.F) {
	for _, s := range []string{"", "I. A", "1.2.3. A", "a) b", "- (11). A", "(a) b", "**1.** A", "* a", "•", "1.", "o a", "12)x", "V.A", "\xff. a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m := text.ParseMarker(s)
		if m.Len < 0 || m.Len > len(s) || (m.Kind == text.NoMarker) != (m.Len == 0) || m.Kind != text.NoMarker && m.Label == "" {
			t.Fatalf("%q: %+v", s, m)
		}
		if m.Len < len(s) && utf8.ValidString(s) && !utf8.RuneStart(s[m.Len]) {
			t.Fatalf("%q: the marker of %d bytes cuts a character", s, m.Len)
		}
	})
}
