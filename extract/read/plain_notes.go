package read

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/schemas"
)

// Text without superscripts marks its notes with numbers in brackets, "năm 2022[1]" and at the end "[1] Theo …": word processors save
// them so, and the encodings of the 1990s have no other way. The stored text has superscripts in their place, as from every other format,
// so that a marker is no number of the sentence that it stands in.

// maxPlainNotes bounds the notes that are sought.
const maxPlainNotes = 500

// superscripts writes the markers of the notes at the end of a text as superscripts. Nothing changes unless the last lines are notes 1, 2, …
// and the text above marks each of them in this order, behind a word and without a space. Its offsets lead to text.
func superscripts(text string) (string, schemas.OffsetMap, bool) {
	for _, brackets := range []string{"[]", "()"} {
		if marks := noteMarks(text, brackets[:1], brackets[1:]); len(marks) > 0 {
			out, offsets := rewrite(text, marks)
			return out, offsets, true
		}
	}
	return text, nil, false
}

// plainMark is a marker in a text, brackets included.
type plainMark struct {
	schemas.Span
	number int
}

// noteMarks returns the markers of the notes in text order, those within it and those that begin the notes; none where they do not match.
func noteMarks(text, open, shut string) []plainMark {
	start := lastLine(text, open+"1"+shut)
	if start <= 0 || start*3 < len(text) {
		return nil
	}
	var heads, marks []plainMark
	for at := start; at < len(text) && len(heads) < maxPlainNotes; {
		mark := bracketed(open, len(heads)+1, shut)
		if strings.HasPrefix(text[at:], mark) && opensNote(text[at+len(mark):]) {
			heads = append(heads, plainMark{schemas.Span{Start: at, End: at + len(mark)}, len(heads) + 1})
		}
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			break
		}
		at += end + 1
	}
	at := 0
	for _, h := range heads {
		i := attached(text[:start], at, bracketed(open, h.number, shut))
		if i < 0 {
			return nil
		}
		at = i + h.Len()
		marks = append(marks, plainMark{schemas.Span{Start: i, End: at}, h.number})
	}
	return append(marks, heads...)
}

func bracketed(open string, n int, shut string) string {
	return open + strconv.Itoa(n) + shut
}

// lastLine returns the offset of the last line that begins with mark, -1 where there is none.
func lastLine(text, mark string) int {
	if i := strings.LastIndex(text, "\n"+mark); i >= 0 {
		return i + 1
	}
	return -1
}

// opensNote reports whether rest is what follows the marker of a note at the start of its line.
func opensNote(rest string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, " \t"))
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(`"“-`, r)
}

// attached returns the offset from at on of mark directly behind a letter, a digit or a sign that ends words; -1 where there is none.
func attached(text string, at int, mark string) int {
	for {
		i := strings.Index(text[at:], mark)
		if i < 0 {
			return -1
		}
		at += i
		r, _ := utf8.DecodeLastRuneInString(text[:at])
		next, _ := utf8.DecodeRuneInString(text[at+len(mark):])
		if (unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(`%"”)`, r)) && !unicode.IsLetter(next) && !unicode.IsDigit(next) {
			return at
		}
		at += len(mark)
	}
}

// rewrite puts superscripts in the place of marks, which ascend.
func rewrite(text string, marks []plainMark) (string, schemas.OffsetMap) {
	var b strings.Builder
	var offsets schemas.OffsetMap
	done := 0
	for _, m := range marks {
		b.WriteString(text[done:m.Start])
		b.WriteString(superscript(m.number))
		done = m.End
		shift(&offsets, b.Len(), done)
	}
	b.WriteString(text[done:])
	return b.String(), offsets
}
