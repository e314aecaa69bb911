package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/schemas"
)

// lookAhead bounds how many paragraphs may stand between the two halves of a broken sentence: the footnotes of a page.
const lookAhead = 24

// mend joins paragraphs that a page break tore apart, lifts the footnotes that stand between the halves, and binds footnotes to their markers.
func mend(s string, in []Block) []Block {
	out := make([]Block, 0, len(in))
	notes := []Block{}
	lastNote := -1 // index into notes
	for i := 0; i < len(in); i++ {
		b := in[i]
		if b.Kind == Note {
			notes = append(notes, b)
			lastNote = len(notes) - 1
			continue
		}
		if (b.Kind == Paragraph || b.Kind == Item) && open(s, b) {
			for {
				j, between := continuation(s, in, i, &b)
				if j < 0 {
					break
				}
				for _, n := range between {
					if n.Kind != Note && lastNote >= 0 {
						notes[lastNote].Parts = append(notes[lastNote].Parts, n.Parts...)
						continue
					}
					n.Kind = Note
					notes = append(notes, n)
					lastNote = len(notes) - 1
				}
				b.Parts = append(b.Parts, in[j].Parts...)
				b.Colon = in[j].Colon
				i = j
				if !open(s, b) {
					break
				}
			}
		}
		out = append(out, b)
	}
	return bind(s, out, notes)
}

func open(s string, b Block) bool { return !closed(s, b.Parts[len(b.Parts)-1]) }

// continuation finds the paragraph that goes on with the broken block in[i] and the footnotes between; -1 where there is none.
func continuation(s string, in []Block, i int, b *Block) (int, []Block) {
	last := b.Parts[len(b.Parts)-1]
	seenNote := false
	for j := i + 1; j < len(in) && j <= i+lookAhead; j++ {
		c := in[j]
		switch {
		case c.Kind == Note:
			seenNote = true
		case c.Kind == Row || c.Kind == Heading && !seenNote:
			return -1, nil
		case c.Kind == Paragraph && c.Gap && startsLow(s, c.Parts[0]):
			if j == i+1 || seenNote {
				return j, in[i+1 : j]
			}
			return -1, nil
		case j == i+1 && c.Kind == Paragraph && c.Gap && dangling(s, last) && !strings.HasSuffix(last.In(s), ":"):
			return j, nil
		case !seenNote && !(c.Kind == Item && noteAhead(in, j)):
			return -1, nil
		}
	}
	return -1, nil
}

// noteAhead reports whether a footnote follows closely, so that what stands here may be the rest of an earlier one.
func noteAhead(in []Block, j int) bool {
	for k := j + 1; k < len(in) && k <= j+4; k++ {
		if in[k].Kind == Note {
			return true
		}
	}
	return false
}

// bind places each footnote behind the block that holds its marker and records the marker's offset.
func bind(s string, body, notes []Block) []Block {
	if len(notes) == 0 {
		return body
	}
	type mark struct{ block, at int }
	marks := map[string]mark{}
	for i := range body {
		for _, p := range body[i].Parts {
			eachSuper(s, p, func(label string, at int) {
				if _, dup := marks[label]; !dup {
					marks[label] = mark{i, at}
				}
			})
		}
	}
	after := map[int][]Block{}
	var loose []Block
	for _, n := range notes {
		label := superAt(s, n.Parts[0].Start)
		m, ok := marks[label]
		if !ok || label == "" {
			loose = append(loose, n)
			continue
		}
		n.At = m.at
		after[m.block] = append(after[m.block], n)
	}
	out := make([]Block, 0, len(body)+len(notes))
	for i := range body {
		out = append(out, body[i])
		anchor := len(out) - 1
		for _, n := range after[i] {
			n.Anchor = anchor
			out = append(out, n)
		}
	}
	return append(out, loose...)
}

func superAt(s string, i int) string {
	j := i
	for j < len(s) {
		r, n := utf8.DecodeRuneInString(s[j:])
		if !isSuper(r) {
			break
		}
		j += n
	}
	return s[i:j]
}

// eachSuper calls f for every run of superscript digits that is a footnote marker: one that follows a letter or punctuation, not a unit such as m².
func eachSuper(s string, p schemas.Span, f func(label string, at int)) {
	t := s[p.Start:p.End]
	low, high := indexLead(t, 0, 0xC2, lowSuper), indexLead(t, 0, 0xE2, isSuper)
	for low < len(t) || high < len(t) {
		i := min(low, high)
		label := superAt(t, i)
		if !afterUnit(t[:i]) {
			f(label, p.Start+i)
		}
		i += len(label)
		if low < i {
			low = indexLead(t, i, 0xC2, lowSuper)
		}
		if high < i {
			high = indexLead(t, i, 0xE2, isSuper)
		}
	}
}

// lowSuper reports whether r is one of the superscripts that begin with C2 in UTF-8; all others begin with E2.
func lowSuper(r rune) bool { return r == '¹' || r == '²' || r == '³' }

// indexLead returns the offset of the first character in t[i:] that begins with the byte lead and is accepted, the length of t where none is.
func indexLead(t string, i int, lead byte, accept func(rune) bool) int {
	for {
		k := strings.IndexByte(t[i:], lead)
		if k < 0 {
			return len(t)
		}
		i += k
		r, n := utf8.DecodeRuneInString(t[i:])
		if accept(r) {
			return i
		}
		i += n
	}
}

// afterUnit reports whether the text ends with a unit of length standing alone: m, km, cm, dm, mm.
func afterUnit(t string) bool {
	if !strings.HasSuffix(t, "m") {
		return false
	}
	t = strings.TrimRight(t[:len(t)-1], "kcdm")
	r, _ := utf8.DecodeLastRuneInString(t)
	return !unicode.IsLetter(r)
}
