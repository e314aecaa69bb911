package check

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lower returns s in lower case with every byte offset unchanged.
func lower(s string) string {
	b := []byte(nil) // a copy of s, where a capital was met
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				b = copied(b, s)
				b[i] = c + 'a' - 'A'
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if l := unicode.ToLower(r); l != r && utf8.RuneLen(l) == n {
			b = copied(b, s)
			utf8.EncodeRune(b[i:i+n], l)
		}
		i += n
	}
	if b == nil {
		return s
	}
	return string(b)
}

// copied returns b, a copy of s that is made where there is none.
func copied(b []byte, s string) []byte {
	if b == nil {
		return []byte(s)
	}
	return b
}

// syllables splits lower-case text at everything that is neither letter nor digit.
func syllables(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
	})
}

// hasWord reports whether phrase stands in lower-case text s with no letter on either side.
func hasWord(s, phrase string) bool { return indexWord(s, phrase) >= 0 }

func indexWord(s, phrase string) int {
	for from := 0; ; {
		i := strings.Index(s[from:], phrase)
		if i < 0 {
			return -1
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+len(phrase):])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return i
		}
		from = i + len(phrase)
	}
}

func hasAnyWord(s string, phrases ...string) bool {
	for _, p := range phrases {
		if hasWord(s, p) {
			return true
		}
	}
	return false
}

// emptyWords carry no meaning of their own in an indicator phrase.
func emptyWord(w string) bool {
	switch w {
	case "của", "các", "và", "là", "có", "được", "đạt", "ước", "cho", "để", "với", "trong", "trên", "về", "theo", "tại", "từ", "ở", "do",
		"những", "một", "này", "đó", "khoảng", "gồm", "thì", "mà", "ra", "đã", "đang", "số", "tổng", "mức", "toàn", "địa", "bàn":
		return true
	}
	return false
}
