package read

import (
	"strings"
	"unicode"

	"golang.org/x/text/encoding/charmap"
)

// rtfFont is an entry of the font table.
type rtfFont struct {
	name    string
	charset int // of Windows: 0 Western, 2 symbols, 163 Vietnamese
}

// font returns the present font.
func (r *rich) font() *rtfFont {
	f := r.fonts[r.state.font]
	if f == nil {
		f = &rtfFont{}
		r.fonts[r.state.font] = f
	}
	return f
}

func (f *rtfFont) legacy() bool {
	return strings.HasPrefix(f.name, ".Vn") || strings.HasPrefix(f.name, "VNI-")
}

// decodeByte decodes a byte of the present font; those of the fonts of the 1990s stay what they are in Western Windows until
// [rich.inFont] sees the whole run.
func (r *rich) decodeByte(c byte) string {
	f := r.font()
	switch {
	case f.legacy():
		return windows1252(c)
	case f.charset == 163 || f.charset <= 1 && r.page == "1258":
		if f.charset == 163 {
			r.page = "1258"
		}
		return string(charmap.Windows1258.DecodeByte(c))
	}
	return windows1252(c)
}

// inFont decodes a run of the present font as a whole.
func (r *rich) inFont(text string) string {
	f := r.font()
	if r.state.list && r.state.flow.paragraph.blank() && !strings.ContainsFunc(text, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) {
		return bullet(text, 0) + " " // whichever glyph draws it
	}
	if out, encoding := r.scripts.fontText(f.name, text); encoding != "" {
		if strings.ContainsFunc(text, func(c rune) bool { return c >= 0x80 }) {
			r.legacy = encoding
		}
		return out
	}
	return text
}
