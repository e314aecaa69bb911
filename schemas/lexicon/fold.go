package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold returns the form in which the dictionary compares words: lower case, the tone mark moved to the end of its syllable
// as a digit (hòa and hoà alike), a lone final y written i (tỷ and tỉ alike), Ð (U+00D0) read as đ, invisible characters
// dropped, other characters kept, and white space reduced to one blank between words. The input must be NFC.
func Fold(s string) string {
	var f folder
	return string(f.append(nil, s, false))
}

// FoldWords is Fold with every character that is neither letter nor digit read as a blank.
func FoldWords(s string) string {
	var f folder
	return string(f.append(nil, s, true))
}

// folder folds text syllable by syllable.
type folder struct {
	tone   byte
	vowels int
	last   rune
	n      int // bytes of the current syllable
}

func (f *folder) append(dst []byte, s string, wordsOnly bool) []byte {
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		switch l, tone, kind := foldRune(r); kind {
		case letterRune:
			dst = f.push(dst, l, tone)
		case blankRune, otherRune:
			dst = f.close(dst)
			if kind == otherRune && !wordsOnly {
				dst = utf8.AppendRune(dst, l)
			} else if len(dst) > 0 && dst[len(dst)-1] != ' ' {
				dst = append(dst, ' ')
			}
		}
	}
	dst = f.close(dst)
	for len(dst) > 0 && dst[len(dst)-1] == ' ' {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// push appends one letter or digit to the current syllable.
func (f *folder) push(dst []byte, l rune, tone byte) []byte {
	if tone != 0 {
		f.tone = tone
	}
	if plainVowel(l) && !(l == 'u' && f.last == 'q') {
		f.vowels++
	}
	before := len(dst)
	if l < utf8.RuneSelf {
		dst = append(dst, byte(l))
	} else {
		dst = utf8.AppendRune(dst, l)
	}
	f.n += len(dst) - before
	f.last = l
	return dst
}

// close ends the current syllable.
func (f *folder) close(dst []byte) []byte {
	if f.n == 0 {
		return dst
	}
	if f.last == 'y' && f.vowels == 1 && f.n > 1 {
		dst[len(dst)-1] = 'i'
	}
	if f.tone != 0 {
		dst = append(dst, '0'+f.tone)
	}
	*f = folder{}
	return dst
}

// runeKind says what a character does to folding.
type runeKind byte

const (
	letterRune runeKind = iota // part of a syllable
	blankRune                  // ends a syllable and separates words
	otherRune                  // ends a syllable
	noRune                     // invisible
)

// foldRune returns a character's folded letter, its tone (1 grave, 2 acute, 3 hook, 4 tilde, 5 dot) and its kind.
func foldRune(r rune) (rune, byte, runeKind) {
	if r < utf8.RuneSelf {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return r, 0, letterRune
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A', 0, letterRune
		case r == ' ', '\t' <= r && r <= '\r':
			return ' ', 0, blankRune
		}
		return r, 0, otherRune
	}
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return 0, 0, noRune
	case '\u00a0', '\u2007', '\u202f':
		return ' ', 0, blankRune
	case 'Ð', 'ð', 'Đ':
		return 'đ', 0, letterRune
	}
	r = lower(r)
	if l, tone := splitVowel(r); tone != 0 {
		return l, tone, letterRune
	}
	if plainVowel(r) || r == 'đ' {
		return r, 0, letterRune
	}
	switch {
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return r, 0, letterRune
	case unicode.IsSpace(r):
		return ' ', 0, blankRune
	}
	return r, 0, otherRune
}

func plainVowel(r rune) bool {
	switch r {
	case 'a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y':
		return true
	}
	return false
}

// splitVowel splits a lower-case toned vowel into its letter and tone; the tone is 0 for every other character.
func splitVowel(r rune) (rune, byte) {
	switch r {
	case 'à', 'ằ', 'ầ', 'è', 'ề', 'ì', 'ò', 'ồ', 'ờ', 'ù', 'ừ', 'ỳ':
		return bareVowel(r), 1
	case 'á', 'ắ', 'ấ', 'é', 'ế', 'í', 'ó', 'ố', 'ớ', 'ú', 'ứ', 'ý':
		return bareVowel(r), 2
	case 'ả', 'ẳ', 'ẩ', 'ẻ', 'ể', 'ỉ', 'ỏ', 'ổ', 'ở', 'ủ', 'ử', 'ỷ':
		return bareVowel(r), 3
	case 'ã', 'ẵ', 'ẫ', 'ẽ', 'ễ', 'ĩ', 'õ', 'ỗ', 'ỡ', 'ũ', 'ữ', 'ỹ':
		return bareVowel(r), 4
	case 'ạ', 'ặ', 'ậ', 'ẹ', 'ệ', 'ị', 'ọ', 'ộ', 'ợ', 'ụ', 'ự', 'ỵ':
		return bareVowel(r), 5
	}
	return r, 0
}

// bareVowel returns a toned vowel without its tone.
func bareVowel(r rune) rune {
	switch r {
	case 'à', 'á', 'ả', 'ã', 'ạ':
		return 'a'
	case 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ':
		return 'ă'
	case 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ':
		return 'â'
	case 'è', 'é', 'ẻ', 'ẽ', 'ẹ':
		return 'e'
	case 'ề', 'ế', 'ể', 'ễ', 'ệ':
		return 'ê'
	case 'ì', 'í', 'ỉ', 'ĩ', 'ị':
		return 'i'
	case 'ò', 'ó', 'ỏ', 'õ', 'ọ':
		return 'o'
	case 'ồ', 'ố', 'ổ', 'ỗ', 'ộ':
		return 'ô'
	case 'ờ', 'ớ', 'ở', 'ỡ', 'ợ':
		return 'ơ'
	case 'ù', 'ú', 'ủ', 'ũ', 'ụ':
		return 'u'
	case 'ừ', 'ứ', 'ử', 'ữ', 'ự':
		return 'ư'
	}
	return 'y'
}

// lower is unicode.ToLower with a short way for the letters of Vietnamese.
func lower(r rune) rune {
	switch {
	case 0x1ea0 <= r && r <= 0x1ef9:
		return r | 1
	case 0xe0 <= r && r <= 0xff, r == 'ă', r == 'ơ', r == 'ư', r == 'đ', r == 'ĩ', r == 'ũ':
		return r
	}
	return unicode.ToLower(r)
}

// unmarked returns s in plain Latin letters, with the case kept: Đắk Lắk gives Dak Lak.
func unmarked(s string) string {
	var out strings.Builder
	for _, r := range s {
		l := lower(r)
		if bare, tone := splitVowel(l); tone != 0 {
			l = bare
		}
		switch l {
		case 'ă', 'â':
			l = 'a'
		case 'ê':
			l = 'e'
		case 'ô', 'ơ':
			l = 'o'
		case 'ư':
			l = 'u'
		case 'đ', 'ð':
			l = 'd'
		}
		if unicode.IsUpper(r) {
			l = unicode.ToUpper(l)
		}
		out.WriteRune(l)
	}
	return out.String()
}
