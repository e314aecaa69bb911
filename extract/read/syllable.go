package read

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// language knows how Vietnamese syllables are built: an onset, a rime, a tone. Texts in a wrong encoding break these rules at
// nearly every syllable with a diacritic, which is how encodings are told apart.
type language struct {
	onsets, rimes map[string]bool
}

func newLanguage() language {
	set := func(s string) map[string]bool {
		m := map[string]bool{}
		for f := range strings.FieldsSeq(s) {
			m[norm.NFC.String(f)] = true
		}
		return m
	}
	l := language{
		onsets: set("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"),
		rimes: set("a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây " +
			"e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu " +
			"o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet " +
			"ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt uê uêch uênh uơ uy uya uych " +
			"uyên uyêt uynh uyt uyu uyp uân uâng uât uây ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu " +
			"y yêm yên yêng yêt yêu ynh yt yu ych"),
	}
	l.onsets[""] = true
	return l
}

// syllable reports whether word, in small letters, is built like a Vietnamese syllable.
func (l language) syllable(word string) bool {
	var b strings.Builder
	tones := 0
	for _, r := range norm.NFD.String(word) {
		switch r {
		case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
			tones++
		default:
			b.WriteRune(r)
		}
	}
	if tones > 1 {
		return false
	}
	s := norm.NFC.String(b.String())
	for n := min(3, len(s)); n >= 0; n-- {
		if l.onsets[s[:n]] && (l.rimes[s[n:]] || s[:n] == "gi" && s[n:] == "") {
			return true
		}
	}
	return l.onsets["đ"] && strings.HasPrefix(s, "đ") && l.rimes[strings.TrimPrefix(s, "đ")]
}

// score judges a text: the words that hold letters beyond ASCII, and those of them that are syllables.
func (l language) score(text string) (good, all int) {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r < 0x80 }) {
		if isASCII(word) {
			continue
		}
		all++
		if l.syllable(strings.ToLower(strings.Trim(word, "“”‘’–—…\u00a0«»·•"))) {
			good++
		}
	}
	return good, all
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
