package token_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"solieu/extract/token"
)

func TestFoldMakesSpellingsOne(t *testing.T) {
	tests := []struct {
		name      string
		spellings []string
	}{
		{"case", []string{"đạt", "Đạt", "ĐẠT"}},
		{"place of the tone", []string{"hòa", "hoà", "HÒA", "HoÀ"}},
		{"place of the tone before an end", []string{"thủy", "thuỷ"}},
		{"final y and i", []string{"tỷ", "tỉ", "Tỷ"}},
		{"final y and i without a tone", []string{"ki", "ky"}},
		{"Icelandic eth for đ", []string{"đồng", "Ðồng", "ðồng"}},
		{"soft hyphen", []string{"trường", "trư\u00adờng"}},
		{"zero-width space", []string{"trường", "trường\u200b"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, s := range tt.spellings[1:] {
				if a, b := token.Fold(tt.spellings[0]), token.Fold(s); a != b {
					t.Errorf("%q folds to %q, %q to %q", tt.spellings[0], a, s, b)
				}
			}
		})
	}
}

func TestFoldKeepsWordsApart(t *testing.T) {
	words := []string{"ma", "má", "mà", "mả", "mã", "mạ", "mă", "mâ", "mo", "mô", "mơ", "mu", "mư", "me", "mê", "da", "đa", "quy", "qui", "tay", "tai", "thuy", "thui", "năm", "nấm", "nam", "y", "i"}
	seen := map[string]string{}
	for _, w := range words {
		f := token.Fold(w)
		if other, ok := seen[f]; ok && !alike(w, other) {
			t.Errorf("%q and %q both fold to %q", other, w, f)
		}
		seen[f] = w
	}
}

// alike reports whether two words are spellings of one.
func alike(a, b string) bool {
	return strings.ReplaceAll(a, "y", "i") == strings.ReplaceAll(b, "y", "i")
}

// show prints tokens with their kind: w word, k word of the vocabulary, n numeral, p punctuation, s superscript, l line end.
func show(text string, toks []token.Token) string {
	var out []string
	for _, k := range toks {
		s := text[k.Start:k.End]
		switch k.Kind {
		case token.Word:
			if k.ID != 0 {
				out = append(out, "k:"+s)
			} else {
				out = append(out, "w:"+s)
			}
		case token.Numeral:
			out = append(out, "n:"+s)
		case token.Punct:
			out = append(out, "p:"+s)
		case token.Super:
			out = append(out, "s:"+s)
		case token.Newline:
			out = append(out, "l")
		}
	}
	return strings.Join(out, " ")
}

func TestTokens(t *testing.T) {
	v := token.NewVocabulary()
	for _, w := range []string{"đàn", "con", "tỷ", "đồng", "ha"} {
		v.Intern(w)
	}
	lx := token.NewLexer(v)
	tests := []struct{ name, text, want string }{
		{"empty", "", ""},
		{"known and unknown words", "Đàn dê 52.746 con", "k:Đàn w:dê n:52.746 k:con"},
		{"another spelling", "3 tỉ đồng", "n:3 k:tỉ k:đồng"},
		{"no space before the unit", "12ha", "n:12 k:ha"},
		{"separators within a numeral", "1.234,5", "n:1.234,5"},
		{"a full stop behind a numeral", "Có 15. Còn 3,", "w:Có n:15 p:. w:Còn n:3 p:,"},
		{"two separators", "1..2 3,,4", "n:1 p:. p:. n:2 n:3 p:, p:, n:4"},
		{"slash", "78/101", "n:78 p:/ n:101"},
		{"per cent", "7,5%", "n:7,5 p:%"},
		{"superscript", "con¹² ", "k:con s:¹²"},
		{"exponent of a unit", "m²", "w:m s:²"},
		{"line ends", "a\r\n\n b", "w:a l w:b"},
		{"letters and digits", "QH15", "w:QH n:15"},
		{"hyphen", "BC-UBND", "w:BC p:- w:UBND"},
		{"spaces that do not break", "3\u00a0tỷ", "n:3 k:tỷ"},
		{"combining marks belong to their word", "e\u0302 12", "w:e\u0302 n:12"},
		{"digits of other scripts are no numerals", "١٢", "p:١ p:٢"},
		{"invalid bytes", "a\xff1", "w:a p:\xff n:1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			toks := lx.Append(nil, tt.text, 0, len(tt.text))
			if got := show(tt.text, toks); got != tt.want {
				t.Errorf("%q: %s, not %s", tt.text, got, tt.want)
			}
			check(t, tt.text, 0, len(tt.text), toks)
		})
	}
}

func TestCapitals(t *testing.T) {
	lx := token.NewLexer(token.NewVocabulary())
	text := "Ủy UBND đạt Đ"
	toks := lx.Append(nil, text, 0, len(text))
	for i, want := range []struct{ upper, caps bool }{{true, false}, {true, true}, {false, false}, {true, true}} {
		if toks[i].Upper != want.upper || toks[i].Caps != want.caps {
			t.Errorf("%q: upper %v, caps %v", text[toks[i].Start:toks[i].End], toks[i].Upper, toks[i].Caps)
		}
	}
}

// A part of a text is cut as it would be alone, with offsets into the whole.
func TestAppendCountsFromTheStartOfTheText(t *testing.T) {
	lx := token.NewLexer(token.NewVocabulary())
	text := "Có 12,5 ha"
	toks := lx.Append(nil, text, 5, 6)
	if len(toks) != 1 || toks[0].Start != 5 || toks[0].End != 6 || toks[0].Kind != token.Numeral {
		t.Errorf("%+v", toks)
	}
	toks = lx.Append(toks, text, 6, len(text))
	check(t, text, 5, len(text), toks)
}

// A word is the same whether its spelling is new or known, wherever it stands, whatever follows: known ones are told by their bytes.
func TestKnownWordsAreReadAsNewOnes(t *testing.T) {
	v := token.NewVocabulary()
	v.Intern("nghiêng")
	used := token.NewLexer(v)
	for r := rune(0x80); r < 0x2100; r++ {
		if r > 0x250 && r < 0x1e70 && r%97 != 0 {
			continue // all else than Latin and punctuation is decoded
		}
		for _, text := range []string{"a" + string(r) + "b nghiêng", string(r), "nghiêng" + string(r), string(r) + string(r) + "trường-nghiêng nghiêngnghiêngnghiêng " + string(r)} {
			for range 2 {
				got, want := used.Append(nil, text, 0, len(text)), token.NewLexer(v).Append(nil, text, 0, len(text))
				if !slices.Equal(got, want) {
					t.Fatalf("%q: %v, not %v", text, got, want)
				}
				for _, k := range got {
					if word := k.Kind == token.Word; word && !unicode.IsLetter([]rune(text[k.Start:k.End])[0]) {
						t.Fatalf("%q: %v begins with no letter", text, k)
					}
				}
			}
		}
	}
}

// What is told of a character by its bytes alone is what Unicode says of it.
func TestCharactersByTheirBytes(t *testing.T) {
	for r := rune(0); r < 0x3000; r++ {
		s := string(r) + "x"
		if n := token.Small(s, 0); n != 0 && (n != utf8.RuneLen(r) || unicode.IsUpper(r) || unicode.ToLower(r) != r) {
			t.Errorf("%q is no small character of %d bytes", r, n)
		}
		if n := token.Letter(s, 0); n != 0 && (n != utf8.RuneLen(r) || !unicode.IsLetter(r)) {
			t.Errorf("%q is no letter of %d bytes", r, n)
		}
	}
	for _, s := range []string{"tỷ lệ hộ nghèo ở nông thôn, đã ước lũy kế 5,2%", "ăâđêôơư ĩũ"} {
		for i := 0; i < len(s); {
			n := token.Small(s, i)
			if n == 0 {
				t.Fatalf("%q: %q has to be decoded", s, s[i:])
			}
			i += n
		}
	}
	for _, s := range []string{"\xe1", "\xe1\xba", "\xc3", "\xc4"} {
		if token.Small(s, 0) != 0 || token.Letter(s, 0) != 0 {
			t.Errorf("%q is no character", s)
		}
	}
}

func TestVocabulary(t *testing.T) {
	v := token.NewVocabulary()
	a, b := v.Intern("hoà"), v.Intern("tỷ")
	if a == 0 || b == 0 || a == b || v.Intern("HÒA") != a || v.Len() != 2 {
		t.Errorf("%d, %d, %d syllables", a, b, v.Len())
	}
	if !v.Is(a, "hoà") || v.Is(a, "tỷ") || v.Is(0, "con") {
		t.Error("Is mixes up syllables")
	}
}

// check proves that tokens cut text[from:to] losslessly.
func check(t *testing.T, text string, from, to int, toks []token.Token) {
	t.Helper()
	at := from
	for i, k := range toks {
		start, end := int(k.Start), int(k.End)
		if start < at || end <= start || end > to {
			t.Fatalf("%q: token %d at %d-%d behind %d", text, i, start, end, at)
		}
		if gap := text[at:start]; !nothing(gap) {
			t.Fatalf("%q: %q between tokens", text, gap)
		}
		s := text[start:end]
		numeral := s[0] >= '0' && s[0] <= '9'
		if numeral != (k.Kind == token.Numeral) {
			t.Fatalf("%q: %q has kind %d", text, s, k.Kind)
		}
		if strings.ContainsAny(s, "0123456789") && !numeral {
			t.Fatalf("%q: %q hides a numeral", text, s)
		}
		if n := len(s); numeral && (s[n-1] < '0' || s[n-1] > '9' || end < to && text[end] >= '0' && text[end] <= '9') {
			t.Fatalf("%q: numeral %q", text, s)
		}
		at = end
	}
	if !nothing(text[at:to]) {
		t.Fatalf("%q: %q behind the last token", text, text[at:to])
	}
}

// nothing reports whether s holds only what is neither seen nor said.
func nothing(s string) bool {
	for _, r := range s {
		if !unicode.IsSpace(r) && r > ' ' && r != 127 && !unicode.Is(unicode.Cf, r) {
			return false
		}
	}
	return true
}

func FuzzLexer(f *testing.F) {
	for _, s := range []string{"", "Đàn lợn 417.983 con", "1.234,5%", "a\r\n\nb", "m²/người", "e\u0323\u0302", "\xff12\xc3", "12\u00ad345", "trư\u00adờng 7", "1.,2", "¹²³", "\ufeff1", "１2", "QH15/UBND-12"} {
		f.Add(s, 0)
		f.Add(s, 3)
	}
	v := token.NewVocabulary()
	for _, w := range []string{"đàn", "lợn", "con", "người", "tỷ"} {
		v.Intern(w)
	}
	lx := token.NewLexer(v)
	f.Fuzz(func(t *testing.T, text string, cut int) {
		whole := lx.Append(nil, text, 0, len(text))
		check(t, text, 0, len(text), whole)
		again := token.NewLexer(v).Append(nil, text, 0, len(text))
		for i := range whole {
			if whole[i] != again[i] {
				t.Fatalf("%q: a lexer that was used reads %+v, a new one %+v", text, whole[i], again[i])
			}
		}
		if cut < 0 || cut > len(text) || cut < len(text) && !utf8.RuneStart(text[cut]) {
			return
		}
		check(t, text, cut, len(text), lx.Append(nil, text, cut, len(text)))
		check(t, text, 0, cut, lx.Append(nil, text, 0, cut))
	})
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Hoà", "hòa", "TỶ", "quỳ", "ĐỒNG", "trư\u00adờng", "\xff", "İ", "ǅ", "ký1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := token.Fold(s)
		if twice := token.Fold(once); twice != once {
			t.Fatalf("%q folds to %q, and that to %q", s, once, twice)
		}
		if !utf8.ValidString(once) {
			t.Fatalf("%q folds to %q", s, once)
		}
	})
}
