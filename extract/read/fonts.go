package read

import "strings"

// fontText decodes text that is set in a font of the 1990s, whose glyphs stand at the places of other letters: the fonts named
// ".Vn…" follow TCVN3 and draw capitals where the name ends in H, those named "VNI-…" follow VNI. The encoding is "" for every other font.
func (k *scripts) fontText(font, s string) (text, encoding string) {
	var e legacy
	switch {
	case strings.HasPrefix(font, ".Vn"):
		e = k.tcvn3
	case strings.HasPrefix(font, "VNI-"):
		e = k.vni
	default:
		return s, ""
	}
	data, ok := bytes1252(s)
	if !ok {
		return s, "" // the font is named, but the text is Unicode
	}
	text = string(e.all(data).utf8)
	if e.name == "tcvn3" && strings.HasSuffix(font, "H") {
		text = strings.ToUpper(text)
	}
	return text, e.name
}
