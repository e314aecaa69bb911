package read

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// legacy is an encoding of Vietnamese from before Unicode.
type legacy struct {
	name string
	// decode returns the character that begins at data[i] and the number of bytes that it takes.
	decode func(data []byte, i int) (string, int)
	ascii  bool // ASCII is decoded too
}

// minimum is the share of syllables that an encoding must give before it is believed, and the number of words that the share needs.
const (
	minimumShare = 0.8
	minimumWords = 3
	sampleBytes  = 1 << 13
)

// scripts are the legacy encodings and the language that tells them apart. It is built once and immutable.
type scripts struct {
	lang        language
	tcvn3, vni  legacy
	windows1258 legacy
	viqr        legacy
}

func newScripts() *scripts {
	return &scripts{
		lang:        newLanguage(),
		tcvn3:       legacy{name: "tcvn3", decode: newTCVN3().decode},
		vni:         legacy{name: "vni", decode: newVNI().decode},
		windows1258: legacy{name: "windows-1258", decode: decode1258},
		viqr:        legacy{name: "viqr", decode: viqr, ascii: true},
	}
}

// detect finds the encoding whose reading of data has the largest share of Vietnamese syllables, at least four in five.
func (s *scripts) detect(data []byte) (decoded, bool) {
	sample := data[max(0, firstHigh(data)-64):]
	sample = sample[:min(len(sample), sampleBytes)]
	best, share := legacy{}, 0.0
	for _, e := range []legacy{s.tcvn3, s.vni, s.windows1258} {
		good, all := s.lang.score(string(e.all(sample).utf8))
		if good >= minimumWords && float64(good)/float64(all) > share {
			best, share = e, float64(good)/float64(all)
		}
	}
	if share < minimumShare {
		return decoded{}, false
	}
	d := best.all(data)
	d.confidence = share
	return d, true
}

// firstHigh returns the offset of the first byte beyond ASCII, the length of data where there is none.
func firstHigh(data []byte) int {
	i := 0
	for i+8 <= len(data) && binary.LittleEndian.Uint64(data[i:])&0x8080808080808080 == 0 {
		i += 8
	}
	for i < len(data) && data[i] < utf8.RuneSelf {
		i++
	}
	return i
}

// all decodes data whole.
func (e legacy) all(data []byte) decoded {
	d := decoded{encoding: e.name, utf8: make([]byte, 0, len(data)+len(data)/4)}
	for i := 0; i < len(data); {
		if !e.ascii && data[i] < utf8.RuneSelf && (i+1 == len(data) || data[i+1] < utf8.RuneSelf) {
			if len(d.source) > 0 || len(d.utf8) != i {
				shift(&d.source, len(d.utf8), i)
			}
			d.utf8 = append(d.utf8, data[i])
			i++
			continue
		}
		s, n := e.decode(data, i)
		shift(&d.source, len(d.utf8), i)
		d.utf8 = append(d.utf8, s...)
		i += n
	}
	shift(&d.source, len(d.utf8), len(data))
	return d
}

// windows1252 decodes a byte as Western Windows does; the punctuation of texts in legacy fonts is typed in it.
func windows1252(c byte) string { return string(charmap.Windows1252.DecodeByte(c)) }

// decode1258 reads windows-1258: letters followed by combining tones, which normalisation composes.
func decode1258(data []byte, i int) (string, int) {
	return string(charmap.Windows1258.DecodeByte(data[i])), 1
}

// tcvn3 is TCVN 5712:1993, "ABC": one byte a letter. In VN3, the encoding of fonts, capitals with a tone have no place, and the fonts
// of capitals (".VnTimeH") draw small letters as capitals; VN2 has them where Windows has punctuation.
type tcvn3 struct {
	letters  [256]rune
	capitals [32]rune // VN2, from 0x80 on
}

func newTCVN3() *tcvn3 {
	t := &tcvn3{}
	for i, r := range []rune("\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ") {
		t.letters[0xa0+i] = r
	}
	copy(t.capitals[:], []rune("ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"))
	return t
}

func (t *tcvn3) decode(data []byte, i int) (string, int) {
	c := data[i]
	if r := t.letters[c]; r != 0 {
		return string(r), 1
	}
	if c >= 0x80 && c < 0xa0 && inCapitals(data, i) {
		return string(t.capitals[c-0x80]), 1
	}
	return windows1252(c), 1
}

// inCapitals reports whether the byte at i stands where a capital letter would: beside one, and between two where Windows has a quote or dash.
func inCapitals(data []byte, i int) bool {
	capital := func(j int) bool {
		return j >= 0 && j < len(data) && (data[j] >= 'A' && data[j] <= 'Z' || data[j] >= 0xa1 && data[j] <= 0xa7)
	}
	small := i+1 < len(data) && data[i+1] >= 'a' && data[i+1] <= 'z'
	if c := data[i]; c >= 0x91 && c <= 0x97 || c == 0x85 {
		return capital(i-1) && capital(i+1)
	}
	return capital(i-1) || capital(i+1) || small
}

// vni is VNI for Windows: a letter, then a byte for its diacritics.
type vni struct {
	single map[byte]rune     // letters of one byte
	marks  map[byte]string   // combining marks of a second byte
	pairs  map[uint16]string // letters of two bytes, the first one above the other
}

func newVNI() *vni {
	v := &vni{single: map[byte]rune{}, marks: map[byte]string{}}
	// Small letters; capitals stand 0x20 lower.
	singles := map[byte]rune{0xec: 'ì', 0xed: 'í', 0xe6: 'ỉ', 0xf3: 'ĩ', 0xf2: 'ị', 0xf4: 'ơ', 0xf6: 'ư', 0xee: 'ỵ', 0xf1: 'đ'}
	for c, r := range singles {
		v.single[c], v.single[c-0x20] = r, unicode.ToUpper(r)
	}
	const grave, acute, hook, tilde, dot, hat, breve = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323", "\u0302", "\u0306"
	marks := map[byte]string{
		0xf8: grave, 0xf9: acute, 0xfb: hook, 0xf5: tilde, 0xef: dot,
		0xe2: hat, 0xe0: hat + grave, 0xe1: hat + acute, 0xe5: hat + hook, 0xe3: hat + tilde, 0xe4: hat + dot,
		0xea: breve, 0xe8: breve + grave, 0xe9: breve + acute, 0xfa: breve + hook, 0xfc: breve + tilde, 0xeb: breve + dot,
	}
	for c, m := range marks {
		v.marks[c], v.marks[c-0x20] = m, m
	}
	v.pairs = make(map[uint16]string, 14*len(v.marks))
	for _, base := range []byte("aeouyAEOUY\xf4\xf6\xd4\xd6") {
		letter := string(rune(base))
		if r := v.single[base]; r != 0 {
			letter = string(r)
		}
		for mark, m := range v.marks {
			v.pairs[uint16(base)<<8|uint16(mark)] = normal(letter + m)
		}
	}
	return v
}

func (v *vni) decode(data []byte, i int) (string, int) {
	c := data[i]
	if i+1 < len(data) && data[i+1] >= utf8.RuneSelf {
		if s, ok := v.pairs[uint16(c)<<8|uint16(data[i+1])]; ok {
			return s, 2
		}
	}
	if r := v.single[c]; r != 0 {
		return string(r), 1
	}
	return windows1252(c), 1
}

// bytes1252 turns text whose letters stand for bytes back into those bytes: text in a legacy font that was taken for Western text.
// ok is false where a letter stands for none.
func bytes1252(s string) (data []byte, ok bool) {
	for _, r := range s {
		c, ok := charmap.Windows1252.EncodeRune(r)
		if !ok {
			if r > 0xff {
				return nil, false
			}
			c = byte(r)
		}
		data = append(data, c)
	}
	return data, true
}
