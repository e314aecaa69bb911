package read

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"solieu/schemas"
)

// undisguise looks behind valid UTF-8 for text that is none in truth: VIQR, which is ASCII, and text in a legacy font that was saved
// as if it were Western. Both are believed only where almost every word gains by it.
func (s *scripts) undisguise(d decoded) decoded {
	start := firstHigh(d.utf8)
	sample := d.utf8[start:min(len(d.utf8), start+1<<10)]
	if len(sample) == 0 {
		if out, ok := s.decodeVIQR(d); ok {
			return out
		}
		return d
	}
	if good, all := s.lang.score(string(sample)); 2*good > all || all < minimumWords {
		return d
	}
	if out, ok := s.decodeFontText(d); ok {
		return out
	}
	return d
}

// decodeFontText reads text of a legacy font whose bytes were taken for Western letters.
func (s *scripts) decodeFontText(d decoded) (decoded, bool) {
	var raw []byte
	var places schemas.OffsetMap
	for i := 0; i < len(d.utf8); {
		r, size := utf8.DecodeRune(d.utf8[i:])
		c, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			if r > 0xff {
				return d, false
			}
			c = byte(r)
		}
		shift(&places, len(raw), i)
		raw = append(raw, c)
		i += size
	}
	shift(&places, len(raw), len(d.utf8))
	out, ok := s.detect(raw)
	if !ok || out.encoding == "windows-1258" {
		return d, false
	}
	out.encoding = "utf-8/" + out.encoding
	out.source = compose(out.source, compose(places, d.source))
	return out, true
}

// viqrShare is the share of words with a diacritic that VIQR must show: about two in three of running Vietnamese.
const viqrShare = 0.3

// decodeVIQR reads "Vie^.t Nam" (RFC 1456).
func (s *scripts) decodeVIQR(d decoded) (decoded, bool) {
	text := string(s.viqr.all(d.utf8[:min(len(d.utf8), sampleBytes)]).utf8)
	good, all := s.lang.score(text)
	words := 0
	inWord := false
	for i := range len(text) {
		letter := text[i] >= 'A'
		if letter && !inWord {
			words++
		}
		inWord = letter
	}
	if good < minimumWords || float64(good) < minimumShare*float64(all) || float64(good) < viqrShare*float64(words) {
		return d, false
	}
	out := s.viqr.all(d.utf8)
	out.confidence = float64(good) / float64(all)
	out.source = compose(out.source, d.source)
	return out, true
}

// viqr reads a letter and its marks. A dot or question mark behind the last letter of a word is a tone only where the sentence goes on.
func viqr(data []byte, i int) (string, int) {
	at := func(j int) byte {
		if j < len(data) {
			return data[j]
		}
		return 0
	}
	c := data[i]
	switch c {
	case '\\':
		if next := at(i + 1); next != 0 && strings.IndexByte("'`?~.^(+*\\dD", next) >= 0 {
			return string(rune(next)), 2
		}
	case 'd', 'D':
		if next := at(i + 1); next == 'd' || next == 'D' {
			if c == 'd' {
				return "đ", 2
			}
			return "Đ", 2
		}
	}
	if strings.IndexByte("aeiouyAEIOUY", c) < 0 {
		return string(rune(c)), 1
	}
	s, n := string(rune(c)), 1
	switch next := at(i + 1); {
	case next == '^' && strings.IndexByte("aeoAEO", c) >= 0:
		s, n = s+"\u0302", 2
	case next == '(' && strings.IndexByte("aA", c) >= 0:
		s, n = s+"\u0306", 2
	case (next == '+' || next == '*') && strings.IndexByte("ouOU", c) >= 0:
		s, n = s+"\u031b", 2
	}
	tone := at(i + n)
	k := strings.IndexByte("`?~'.", tone)
	if tone == 0 || k < 0 || (tone == '.' || tone == '?') && closesSentence(data[i+n+1:]) {
		return s, n
	}
	return s + [...]string{"\u0300", "\u0309", "\u0303", "\u0301", "\u0323"}[k], n + 1
}

// closesSentence reports whether a mark before rest is punctuation: the text, the line or the sentence ends there, or a number follows.
func closesSentence(rest []byte) bool {
	if len(rest) == 0 || rest[0] == '\n' || rest[0] == '\r' || rest[0] >= '0' && rest[0] <= '9' {
		return true
	}
	if rest[0] != ' ' {
		return false
	}
	for _, c := range rest {
		if c != ' ' {
			return c < 'a' || c > 'z'
		}
	}
	return true
}
