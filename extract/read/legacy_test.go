package read

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"

	"solieu/schemas"
)

// encodeTCVN3 writes text in TCVN3; capitals with a tone, which fonts do not have, in VN2.
func encodeTCVN3(t testing.TB, s string) []byte {
	t.Helper()
	table := newTCVN3()
	places := map[rune]byte{}
	for c, r := range table.letters {
		if r != 0 {
			places[r] = byte(c)
		}
	}
	for c, r := range table.capitals {
		if r != 0 {
			places[r] = byte(0x80 + c)
		}
	}
	var out []byte
	for _, r := range s {
		switch c, ok := places[r]; {
		case ok:
			out = append(out, c)
		case r < 0x80:
			out = append(out, byte(r))
		default:
			c, ok := charmap.Windows1252.EncodeRune(r)
			if !ok {
				t.Fatalf("%q has no place in TCVN3", r)
			}
			out = append(out, c)
		}
	}
	return out
}

func encodeVNI(t testing.TB, s string) []byte {
	t.Helper()
	v := newVNI()
	var out []byte
	for _, r := range s {
		if r < 0x80 {
			out = append(out, byte(r))
			continue
		}
		found := false
		for c := 0; c < 256 && !found; c++ {
			if v.single[byte(c)] == r {
				out, found = append(out, byte(c)), true
			}
		}
		for _, base := range "aeouyơưAEOUYƠƯ" {
			for c := 0; c < 256 && !found; c++ {
				m := v.marks[byte(c)]
				if m == "" || norm.NFC.String(string(base)+m) != string(r) {
					continue
				}
				if base >= 0x80 {
					for single, letter := range v.single {
						if letter == base {
							out = append(out, single)
						}
					}
				} else {
					out = append(out, byte(base))
				}
				out, found = append(out, byte(c)), true
			}
		}
		if !found {
			t.Fatalf("%q has no place in VNI", r)
		}
	}
	return out
}

// encode1258 writes a letter and its tone apart, as keyboards of Windows do.
func encode1258(t testing.TB, s string) []byte {
	t.Helper()
	var out []byte
	for _, r := range s {
		if c, ok := charmap.Windows1258.EncodeRune(r); ok {
			out = append(out, c)
			continue
		}
		var letter, tone []rune
		for _, d := range norm.NFD.String(string(r)) {
			switch d {
			case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
				tone = append(tone, d)
			default:
				letter = append(letter, d)
			}
		}
		for _, d := range append([]rune(norm.NFC.String(string(letter))), tone...) {
			c, ok := charmap.Windows1258.EncodeRune(d)
			if !ok {
				t.Fatalf("%q has no place in windows-1258", r)
			}
			out = append(out, c)
		}
	}
	return out
}

func encodeVIQR(s string) []byte {
	marks := map[rune]string{'\u0300': "`", '\u0301': "'", '\u0309': "?", '\u0303': "~", '\u0323': ".", '\u0302': "^", '\u0306': "(", '\u031b': "+"}
	var out strings.Builder
	for _, r := range s {
		switch r {
		case 'đ':
			out.WriteString("dd")
			continue
		case 'Đ':
			out.WriteString("DD")
			continue
		}
		shape, tone := "", ""
		base := r
		for i, d := range norm.NFD.String(string(r)) {
			switch {
			case i == 0:
				base = d
			case d == '\u0302' || d == '\u0306' || d == '\u031b':
				shape = marks[d]
			default:
				tone = marks[d]
			}
		}
		out.WriteString(string(base) + shape + tone)
	}
	return []byte(out.String())
}

const legacySample = "ỦY BAN NHÂN DÂN TỈNH HÀ GIANG\nBáo cáo tình hình phát triển kinh tế - xã hội.\n" +
	"Tổng sản lượng lương thực đạt 412.300 tấn, tăng 2,1% so với cùng kỳ; đàn trâu giảm còn 98.500 con, những huyện ở vùng thấp được mùa.\n" +
	"Thu ngân sách ước thực hiện 1.250 tỷ đồng, bằng 98% dự toán; tỷ lệ hộ nghèo giảm còn 23,4%, các xã biên giới vẫn khó khăn.\n"

func TestLegacyEncodings(t *testing.T) {
	wrapped := func(b []byte) []byte { // saved as if the text were Western
		s, err := charmap.Windows1252.NewDecoder().Bytes(b)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	lower := "Ủ" + strings.TrimPrefix(legacySample, "Ủ")
	tests := []struct {
		name, encoding, text string
		data                 []byte
	}{
		{"tcvn3", "tcvn3", lower, encodeTCVN3(t, legacySample)},
		{"vni", "vni", lower, encodeVNI(t, legacySample)},
		{"windows-1258", "windows-1258", lower, encode1258(t, legacySample)},
		{"viqr", "viqr", lower, encodeVIQR(legacySample)},
		{"behind much ASCII", "tcvn3", strings.Repeat("(1) x = 5;\n", 3000) + lower, append([]byte(strings.Repeat("(1) x = 5;\n", 3000)), encodeTCVN3(t, legacySample)...)},
		{"line ends", "vni", lower, encodeVNI(t, strings.ReplaceAll(legacySample, "\n", "\r\n"))},
		{"tcvn3 in utf-8", "utf-8/tcvn3", strings.ToLower(legacySample), wrapped(encodeTCVN3(t, strings.ToLower(legacySample)))},
		{"vni in utf-8", "utf-8/vni", strings.ToLower(legacySample), wrapped(encodeVNI(t, strings.ToLower(legacySample)))},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := readOne(t, tt.data)
			if d.Text != tt.text {
				t.Errorf("got %q", d.Text)
			}
			if d.Encoding != tt.encoding || d.EncodingConfidence < minimumShare || d.EncodingConfidence > 1 {
				t.Errorf("encoding %s, confidence %g", d.Encoding, d.EncodingConfidence)
			}
			checkLegacyOffsets(t, d, tt.data)
		})
	}
}

// Digits and line feeds are the same in every encoding: each leads to itself.
func checkLegacyOffsets(t *testing.T, d schemas.Document, data []byte) {
	t.Helper()
	for i := range len(d.Text) {
		if c := d.Text[i]; c >= '0' && c <= '9' && data[d.Offsets.Source(i)] != c {
			t.Fatalf("%q at %d leads to %q at %d", c, i, data[d.Offsets.Source(i)], d.Offsets.Source(i))
		}
	}
	if end := d.Offsets.Source(len(d.Text)); end != len(data) {
		t.Errorf("the end leads to %d of %d", end, len(data))
	}
}

// Western text, English, and text that is nearly UTF-8 are nobody's legacy.
func TestNoLegacy(t *testing.T) {
	french, err := charmap.Windows1252.NewEncoder().Bytes([]byte("Le résumé de la réunion a été approuvé à l'unanimité; les élèves étaient très présents."))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"french": french, "cut": []byte(legacySample[:len(legacySample)-3] + "\xe1\xba")} {
		if e := reasonOf(t, Limits{}, data); e.Reason != schemas.RejectEncoding {
			t.Errorf("%s: %s", name, e.Reason)
		}
	}
	for _, text := range []string{
		"The report isn't done yet. It's about the value of a.b and (x^2 + y). Did you do it? You're right.\n",
		"Café, naïve résumé: déjà vu à la carte. Fiancée, cliché, façade, touché.\n", "12.300 ha; 5% (2023)\n", "Tong san luong dat 12.300 tan.\n",
	} {
		if d := readOne(t, []byte(text)); d.Text != text || d.Encoding != "utf-8" {
			t.Errorf("%q became %q (%s)", text, d.Text, d.Encoding)
		}
	}
}

func TestSyllables(t *testing.T) {
	l := newLanguage()
	for word := range strings.FieldsSeq("nghiêng khuỷu quyển gì giếng uống ước đường tuyên thuế yếu ý quý huỳnh rượu nguyễn khoảng thuở quốc xoong oản") {
		if !l.syllable(word) {
			t.Errorf("%q is a syllable", word)
		}
	}
	for word := range strings.FieldsSeq("resumé çà tæng l\u00adîng ñöôïc déjà straße b́à zá fê nghđ") {
		if l.syllable(word) {
			t.Errorf("%q is no syllable", word)
		}
	}
}

// The fonts of a Word file say what its bytes mean.
func TestWordFonts(t *testing.T) {
	run := func(font string, bytes []byte) string {
		s, err := charmap.Windows1252.NewDecoder().Bytes(bytes)
		if err != nil {
			t.Fatal(err)
		}
		return `<w:p><w:r><w:rPr><w:rFonts w:ascii="` + font + `" w:hAnsi="` + font + `"/></w:rPr><w:t>` + string(s) + `</w:t></w:r></w:p>`
	}
	text := "đàn lợn đạt 5.000 con"
	data := zipOf(t, part{"word/document.xml", wordXML(run(".VnTimeH", encodeTCVN3(t, text)) + run(".VnTime", encodeTCVN3(t, text)) + run("VNI-Times", encodeVNI(t, text)) + run("Arial", []byte("12 ha")))})
	d, err := New(Limits{}).Read(context.Background(), "a", data)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.ToUpper(text) + "\n\n" + text + "\n\n" + text + "\n\n12 ha\n"
	if d[0].Text != want || d[0].Encoding != "vni" {
		t.Errorf("got %q in %s", d[0].Text, d[0].Encoding)
	}
}
