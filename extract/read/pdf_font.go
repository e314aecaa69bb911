package read

import (
	"strconv"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// pdfFont turns the codes of a font into text and widths.
type pdfFont struct {
	name    string
	wide    bool              // codes of two bytes
	text    map[uint32]string // by code
	ucs2    bool              // codes are UTF-16
	widths  map[uint32]float64
	missing float64 // width of a code without one, in thousandths of the size
}

// maxCodes bounds the entries of a font's maps.
const maxCodes = 1 << 17

func (f *pdfFile) font(d pdfDict) *pdfFont {
	name, _ := f.get(d["BaseFont"]).(pdfName)
	font := &pdfFont{name: string(name), text: map[uint32]string{}, widths: map[uint32]float64{}, missing: 500}
	if i := strings.IndexByte(font.name, '+'); i >= 0 {
		font.name = font.name[i+1:]
	}
	if f.get(d["Subtype"]) == pdfName("Type0") {
		font.wide = true
		encoding, _ := f.get(d["Encoding"]).(pdfName)
		font.ucs2 = strings.Contains(string(encoding), "UCS2") || strings.Contains(string(encoding), "UTF16")
		f.wideWidths(font, d)
	} else {
		f.simpleWidths(font, d)
		f.simpleEncoding(font, d)
	}
	if s, ok := f.get(d["ToUnicode"]).(*pdfStream); ok {
		font.readToUnicode(f.unpack(s))
	}
	return font
}

// wideWidths reads the widths of a composite font (9.7.4.3).
func (f *pdfFile) wideWidths(font *pdfFont, d pdfDict) {
	kids := f.array(d["DescendantFonts"])
	if len(kids) == 0 {
		return
	}
	kid := f.dict(kids[0])
	if font.missing = 1000; kid["DW"] != nil {
		font.missing = f.number(kid["DW"])
	}
	w := f.array(kid["W"])
	for i := 0; i+1 < len(w) && len(font.widths) < maxCodes; {
		first := uint32(whole(f.get(w[i])))
		if list, ok := f.get(w[i+1]).(pdfArray); ok {
			for k, v := range list {
				font.widths[first+uint32(k)] = f.number(v)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		last, width := uint32(whole(f.get(w[i+1]))), f.number(w[i+2])
		for c := first; c <= last && last < 1<<16; c++ {
			font.widths[c] = width
		}
		i += 3
	}
}

func (f *pdfFile) simpleWidths(font *pdfFont, d pdfDict) {
	if descriptor := f.dict(d["FontDescriptor"]); descriptor["MissingWidth"] != nil {
		font.missing = f.number(descriptor["MissingWidth"])
	}
	first := uint32(whole(f.get(d["FirstChar"])))
	for i, w := range f.array(d["Widths"]) {
		if i < 256 {
			font.widths[first+uint32(i)] = f.number(w)
		}
	}
}

// simpleEncoding fills the text of a font of one-byte codes: its base encoding, then the differences.
func (f *pdfFile) simpleEncoding(font *pdfFont, d pdfDict) {
	table := charmap.Windows1252
	encoding := f.get(d["Encoding"])
	base, _ := encoding.(pdfName)
	more, _ := encoding.(pdfDict)
	if more != nil {
		base, _ = f.get(more["BaseEncoding"]).(pdfName)
	}
	if base == "MacRomanEncoding" {
		table = charmap.Macintosh
	}
	for c := range uint32(256) {
		font.text[c] = string(table.DecodeByte(byte(c)))
	}
	code := uint32(0)
	for _, v := range f.array(more["Differences"]) {
		switch v := f.get(v).(type) {
		case float64:
			code = uint32(v)
		case pdfName:
			if s := glyphText(string(v)); s != "" && code < 256 {
				font.text[code] = s
			}
			code++
		}
	}
}

// glyphText returns the text of a glyph's name: one letter, "uni1EA1", "u1EA1", a letter with its marks ("acircumflexacute"), punctuation.
func glyphText(name string) string {
	name, _, _ = strings.Cut(name, ".")
	if len(name) < 2 {
		return name
	}
	for _, prefix := range []string{"uni", "u"} {
		if hex, ok := strings.CutPrefix(name, prefix); ok && len(hex) >= 4 && len(hex) <= 6 {
			if n, err := strconv.ParseUint(hex, 16, 32); err == nil {
				return string(rune(n))
			}
		}
	}
	switch name {
	case "space", "nbspace":
		return " "
	case "dcroat", "dmacron":
		return "đ"
	case "Dcroat", "Dmacron", "Eth":
		return "Đ"
	}
	words := "zero0 one1 two2 three3 four4 five5 six6 seven7 eight8 nine9 period. comma, colon: semicolon; hyphen- minus− endash– emdash— slash/ " +
		"parenleft( parenright) bracketleft[ bracketright] percent% plus+ equal= less< greater> quotesingle' quotedbl\" quoteleft‘ quoteright’ " +
		"quotedblleft“ quotedblright” bullet• ellipsis… ampersand& asterisk* at@ numbersign# dollar$ exclam! question? underscore_ bar| " +
		"backslash\\ degree° multiply× section§ onesuperior¹ twosuperior² threesuperior³ lessequal≤ greaterequal≥"
	for entry := range strings.FieldsSeq(words) {
		if text, ok := strings.CutPrefix(entry, name); ok && len([]rune(text)) == 1 {
			return text
		}
	}
	out, rest := name[:1], name[1:]
	for rest != "" {
		mark := ""
		for _, m := range []struct{ name, mark string }{{"acute", "\u0301"}, {"grave", "\u0300"}, {"circumflex", "\u0302"}, {"breve", "\u0306"}, {"horn", "\u031b"},
			{"tilde", "\u0303"}, {"hookabove", "\u0309"}, {"hook", "\u0309"}, {"dotbelow", "\u0323"}, {"dieresis", "\u0308"}} {
			if tail, ok := strings.CutPrefix(rest, m.name); ok {
				mark, rest = m.mark, tail
				break
			}
		}
		if mark == "" {
			return ""
		}
		out += mark
	}
	return norm.NFC.String(out)
}

// readToUnicode reads a ToUnicode map (9.10.3).
func (font *pdfFont) readToUnicode(data []byte) {
	l := pdfLexer{data: data}
	section := pdfKeyword("")
	var args []any
	for {
		v, ok := l.value(0)
		if !ok || len(font.text) > maxCodes {
			return
		}
		if k, ok := v.(pdfKeyword); ok {
			args = args[:0]
			switch k {
			case "beginbfchar", "beginbfrange":
				section = k
			case "endbfchar", "endbfrange":
				section = ""
			}
			continue
		}
		args = append(args, v)
		switch {
		case section == "beginbfchar" && len(args) == 2:
			font.mapCode(args[0], args[1])
			args = args[:0]
		case section == "beginbfrange" && len(args) == 3:
			font.mapRange(args[0], args[1], args[2])
			args = args[:0]
		case section == "" && len(args) > 64:
			args = args[:0]
		}
	}
}

func codeOf(v any) (uint32, bool) {
	s, ok := v.(pdfString)
	if !ok || len(s) == 0 || len(s) > 4 {
		return 0, false
	}
	n := uint32(0)
	for i := range len(s) {
		n = n<<8 | uint32(s[i])
	}
	return n, true
}

// utf16Text decodes big-endian UTF-16.
func utf16Text(s pdfString) string {
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

func (font *pdfFont) mapCode(code, text any) {
	c, ok := codeOf(code)
	s, isText := text.(pdfString)
	if ok && isText && len(s) <= 64 {
		font.text[c] = utf16Text(s)
	}
}

func (font *pdfFont) mapRange(from, to, text any) {
	first, ok1 := codeOf(from)
	last, ok2 := codeOf(to)
	if !ok1 || !ok2 || last < first || last-first > 1<<16 {
		return
	}
	switch t := text.(type) {
	case pdfArray:
		for i, v := range t {
			if c := first + uint32(i); c <= last {
				font.mapCode(codeString(c), v)
			}
		}
	case pdfString:
		base := []rune(utf16Text(t))
		if len(base) == 0 || len(base) > 32 {
			return
		}
		for c := first; c <= last && len(font.text) <= maxCodes; c++ {
			s := append([]rune(nil), base...)
			s[len(s)-1] += rune(c - first)
			font.text[c] = string(s)
		}
	}
}

func codeString(c uint32) pdfString {
	return pdfString([]byte{byte(c >> 24), byte(c >> 16), byte(c >> 8), byte(c)})
}

// decode calls yield for every code of s with its text, width and whether it is the space that word spacing widens.
func (font *pdfFont) decode(s pdfString, yield func(text string, width float64, space bool)) {
	step := 1
	if font.wide {
		step = 2
	}
	for i := 0; i+step <= len(s); i += step {
		code := uint32(s[i])
		if font.wide {
			code = code<<8 | uint32(s[i+1])
		}
		text, ok := font.text[code]
		if !ok {
			if text = "\ufffd"; font.ucs2 {
				text = string(rune(code))
			}
		}
		width, ok := font.widths[code]
		if !ok {
			width = font.missing
		}
		yield(text, width, step == 1 && code == ' ')
	}
}
