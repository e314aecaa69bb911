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
			if f.n == 0 && len(dst) > 0 && dst[len(dst)-1] != ' ' && wordsOnly {
				dst = append(dst, ' ')
			}
			dst = f.push(dst, l, tone)
		case blankRune:
			dst = f.close(dst)
			if len(dst) > 0 && dst[len(dst)-1] != ' ' {
				dst = append(dst, ' ')
			}
		case otherRune:
			dst = f.close(dst)
			if !wordsOnly {
				dst = utf8.AppendRune(dst, l)
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
	r = unicode.ToLower(r)
	if l, tone := splitVowel(r); tone != 0 {
		return l, tone, letterRune
	}
	switch {
	case unicode.IsLetter(r), unicode.IsDigit(r):
		return r, 0, letterRune
	case unicode.IsSpace(r):
		return ' ', 0, blankRune
	}
	return r, 0, otherRune
}

func plainVowel(r rune) bool { return strings.ContainsRune("aăâeêioôơuưy", r) }

// toned lists each vowel's five toned letters, in the order grave, acute, hook, tilde, dot; one vowel takes six runes with its plain letter first.
const toned = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"

// splitVowel splits a lower-case toned vowel into its letter and tone; the tone is 0 for every other character.
func splitVowel(r rune) (rune, byte) {
	var plain rune
	n := byte(0)
	for _, t := range toned {
		if n == 0 {
			plain = t
		}
		if t == r {
			return plain, n
		}
		n = (n + 1) % 6
	}
	return r, 0
}
