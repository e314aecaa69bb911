package token

import (
	"unicode"
	"unicode/utf8"
)

// vowel splits a lower-case Vietnamese vowel into its letter and its tone (0 none, 1 grave, 2 acute, 3 hook, 4 tilde, 5 dot).
func vowel(r rune) (letter rune, tone byte) {
	switch r {
	case 'à':
		return 'a', 1
	case 'á':
		return 'a', 2
	case 'ả':
		return 'a', 3
	case 'ã':
		return 'a', 4
	case 'ạ':
		return 'a', 5
	case 'ằ':
		return 'ă', 1
	case 'ắ':
		return 'ă', 2
	case 'ẳ':
		return 'ă', 3
	case 'ẵ':
		return 'ă', 4
	case 'ặ':
		return 'ă', 5
	case 'ầ':
		return 'â', 1
	case 'ấ':
		return 'â', 2
	case 'ẩ':
		return 'â', 3
	case 'ẫ':
		return 'â', 4
	case 'ậ':
		return 'â', 5
	case 'è':
		return 'e', 1
	case 'é':
		return 'e', 2
	case 'ẻ':
		return 'e', 3
	case 'ẽ':
		return 'e', 4
	case 'ẹ':
		return 'e', 5
	case 'ề':
		return 'ê', 1
	case 'ế':
		return 'ê', 2
	case 'ể':
		return 'ê', 3
	case 'ễ':
		return 'ê', 4
	case 'ệ':
		return 'ê', 5
	case 'ì':
		return 'i', 1
	case 'í':
		return 'i', 2
	case 'ỉ':
		return 'i', 3
	case 'ĩ':
		return 'i', 4
	case 'ị':
		return 'i', 5
	case 'ò':
		return 'o', 1
	case 'ó':
		return 'o', 2
	case 'ỏ':
		return 'o', 3
	case 'õ':
		return 'o', 4
	case 'ọ':
		return 'o', 5
	case 'ồ':
		return 'ô', 1
	case 'ố':
		return 'ô', 2
	case 'ổ':
		return 'ô', 3
	case 'ỗ':
		return 'ô', 4
	case 'ộ':
		return 'ô', 5
	case 'ờ':
		return 'ơ', 1
	case 'ớ':
		return 'ơ', 2
	case 'ở':
		return 'ơ', 3
	case 'ỡ':
		return 'ơ', 4
	case 'ợ':
		return 'ơ', 5
	case 'ù':
		return 'u', 1
	case 'ú':
		return 'u', 2
	case 'ủ':
		return 'u', 3
	case 'ũ':
		return 'u', 4
	case 'ụ':
		return 'u', 5
	case 'ừ':
		return 'ư', 1
	case 'ứ':
		return 'ư', 2
	case 'ử':
		return 'ư', 3
	case 'ữ':
		return 'ư', 4
	case 'ự':
		return 'ư', 5
	case 'ỳ':
		return 'y', 1
	case 'ý':
		return 'y', 2
	case 'ỷ':
		return 'y', 3
	case 'ỹ':
		return 'y', 4
	case 'ỵ':
		return 'y', 5
	}
	return r, 0
}

func plainVowel(r rune) bool {
	switch r {
	case 'a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y':
		return true
	}
	return false
}

// folded is what folding makes of a character.
type folded struct {
	letter rune // without its tone, or dropped
	tone   byte
	vowel  bool
}

// dropped stands for what folding leaves out.
const dropped rune = -1

// The characters whose folding is looked up: ASCII with Latin-1 and Latin Extended-A and B so far as Vietnamese needs them, and the letters with two marks.
const (
	commonEnd             = 0x1b1 // behind ư
	markedFrom, markedEnd = 0x1ea0, 0x1efa
)

var commonFolds, markedFolds = foldsOf(0, commonEnd), foldsOf(markedFrom, markedEnd)

func foldsOf(from, end rune) []folded {
	fs := make([]folded, 0, end-from)
	for r := from; r < end; r++ {
		fs = append(fs, foldAny(r))
	}
	return fs
}

func foldLetter(r rune) folded {
	switch {
	case r < commonEnd:
		return commonFolds[r]
	case markedFrom <= r && r < markedEnd:
		return markedFolds[r-markedFrom]
	}
	return foldAny(r)
}

func foldAny(r rune) folded {
	switch r {
	case softHyphen, '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return folded{letter: dropped}
	case 'Ð', 'Đ', 'ð':
		r = 'đ'
	default:
		r = unicode.ToLower(r)
	}
	letter, tone := vowel(r)
	return folded{letter, tone, plainVowel(letter)}
}

const softHyphen = '\u00ad'

// AppendFold appends the folded form of one syllable: lower case, the tone moved to the end as a digit (hòa and hoà alike),
// a lone final y written i (tỷ and tỉ alike), Ð read as đ, soft hyphens dropped. The input must be NFC.
func AppendFold(dst []byte, s string) []byte {
	tone := byte(0)
	start := len(dst)
	vowels := 0
	var last rune
	for _, r := range s {
		f := foldLetter(r)
		if f.letter == dropped {
			continue
		}
		if f.tone != 0 {
			tone = f.tone
		}
		if f.vowel && !(f.letter == 'u' && last == 'q') {
			vowels++
		}
		dst = utf8.AppendRune(dst, f.letter)
		last = f.letter
	}
	if last == 'y' && vowels == 1 && len(dst)-start > 1 {
		dst[len(dst)-1] = 'i'
	}
	if tone != 0 {
		dst = append(dst, '0'+tone)
	}
	return dst
}

// Fold returns the folded form of one syllable; see [AppendFold].
func Fold(s string) string { return string(AppendFold(nil, s)) }
