package read

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"solieu/schemas"
)

// normalise returns the stored text (valid UTF-8, NFC, "\n" line ends) and its offsets back to the source.
// Text that is in this form already is copied once and otherwise only looked at.
func (d decoded) normalise() (string, schemas.OffsetMap, error) {
	n := normaliser{src: d.utf8}
	if err := n.run(); err != nil {
		err.Detail = fmt.Sprintf("byte %d%s", d.source.Source(n.bad), err.Detail)
		return "", nil, err
	}
	return n.text(), compose(n.offsets, d.source), nil
}

// normaliser walks over src; out holds the text up to src[done], the rest is still as in the source.
type normaliser struct {
	src     []byte
	out     []byte
	done    int
	offsets schemas.OffsetMap // of the text back to src
	bad     int               // offset of the invalid byte
	letters map[string][]byte // compositions met, by the decomposed letter
}

func (n *normaliser) run() *Error {
	for i := 0; i < len(n.src); {
		line := len(n.src)
		if cr := bytes.IndexByte(n.src[i:], '\r'); cr >= 0 {
			line = i + cr
		}
		if err := n.line(i, line); err != nil {
			return err
		}
		if line == len(n.src) {
			return nil
		}
		i = line + 1
		if i < len(n.src) && n.src[i] == '\n' {
			i++
		}
		n.replace(line, i, []byte{'\n'})
	}
	return nil
}

// line normalises src[i:end], which holds no carriage return.
func (n *normaliser) line(i, end int) *Error {
	for {
		at := i + cleanPrefix(n.src[i:end])
		if at == end {
			return nil
		}
		stop := at
		for stop < end && n.src[stop] >= utf8.RuneSelf && cleanPrefix(n.src[stop:min(end, stop+utf8.UTFMax)]) == 0 {
			r, size := utf8.DecodeRune(n.src[stop:end])
			if r == utf8.RuneError && size <= 1 {
				n.bad = stop
				return reject(schemas.RejectEncoding, fmt.Sprintf(": 0x%02X", n.src[stop]))
			}
			stop += size
		}
		start := at // with the clean rune before it, which the first mark may compose with
		if at > i {
			_, size := utf8.DecodeLastRune(n.src[i:at])
			start -= size
		}
		n.segment(start, stop)
		i = stop
	}
}

// segment composes src[start:stop], which begins with a starter or at a line's start and ends before a clean rune.
func (n *normaliser) segment(start, stop int) {
	if composed, ok := n.letters[string(n.src[start:stop])]; ok {
		n.replace(start, stop, composed)
		return
	}
	if norm.NFC.IsNormal(n.src[start:stop]) {
		return
	}
	n.learn(n.src[start:stop])
	var it norm.Iter
	it.Init(norm.NFC, n.src[start:stop])
	for !it.Done() {
		from := start + it.Pos()
		composed := it.Next()
		to := start + it.Pos()
		if !bytes.Equal(composed, n.src[from:to]) {
			n.replace(from, to, composed)
		}
	}
}

// learn keeps the composition of a letter with its marks: a text has few of them, and many times each.
func (n *normaliser) learn(segment []byte) {
	if len(segment) > 12 || len(n.letters) > 1000 {
		return
	}
	composed := norm.NFC.Bytes(segment)
	if utf8.RuneCount(composed) != 1 {
		return
	}
	if n.letters == nil {
		n.letters = map[string][]byte{}
	}
	n.letters[string(segment)] = composed
}

// replace puts text in the place of src[from:to]. The first rune of text leads to from, a later one to its own place
// where it is found in the source, else to where the search stands.
func (n *normaliser) replace(from, to int, text []byte) {
	if n.out == nil {
		n.out = make([]byte, 0, len(n.src))
	}
	n.out = append(n.out, n.src[n.done:from]...)
	for pos, first := from, true; len(text) > 0; first = false {
		_, size := utf8.DecodeRune(text)
		if first && size == len(text) {
			shift(&n.offsets, len(n.out), pos)
			n.out = append(n.out, text...)
			break
		}
		if i := bytes.Index(n.src[pos:to], text[:size]); i > 0 && !first {
			pos += i
		}
		shift(&n.offsets, len(n.out), pos)
		n.out = append(n.out, text[:size]...)
		if _, skip := utf8.DecodeRune(n.src[pos:to]); pos+skip < to {
			pos += skip
		}
		text = text[size:]
	}
	shift(&n.offsets, len(n.out), to)
	n.done = to
}

func (n *normaliser) text() string {
	if n.out == nil {
		return string(n.src)
	}
	return string(append(n.out, n.src[n.done:]...))
}

// cleanPrefix returns the length of the longest prefix of b whose runes are all valid, quick-check Yes and of combining class 0
// by inspection of a few blocks (UAX #15, section 9): such text is in NFC, and its every rune is a boundary.
// A rune outside the blocks ends the prefix even where it would be clean.
func cleanPrefix(b []byte) int {
	i := 0
	for i < len(b) {
		c := b[i]
		switch {
		case c < utf8.RuneSelf:
			i++
			for i+8 <= len(b) && binary.LittleEndian.Uint64(b[i:])&0x8080808080808080 == 0 {
				i += 8
			}
		case c >= 0xc2 && c <= 0xcb || c == 0xd0 || c == 0xd1: // U+0080–U+02FF, U+0400–U+047F
			if i+1 >= len(b) || b[i+1]&0xc0 != 0x80 {
				return i
			}
			i += 2
		case c >= 0xe1:
			if i+2 >= len(b) || b[i+2]&0xc0 != 0x80 || !cleanBlock(c, b[i+1], b[i+2]) {
				return i
			}
			i += 3
		default:
			return i
		}
	}
	return i
}

// cleanBlock reports whether the three-byte rune lies in one of the clean blocks; the last byte is known to be a continuation.
func cleanBlock(c0, c1, c2 byte) bool {
	switch c0 {
	case 0xe1: // U+1E00–U+1EFF: Latin Extended Additional
		return c1 >= 0xb8 && c1 <= 0xbb
	case 0xe2:
		switch {
		case c1 == 0x80: // U+2002–U+203F: punctuation
			return c2 >= 0x82
		case c1 == 0x81, c1 == 0x82: // U+2040–U+20BF: punctuation, superscripts, currency
			return true
		}
		return c1 >= 0x85 && c1 <= 0x8b || c1 >= 0x8d && c1 <= 0xaa // U+2140–U+22FF, U+2340–U+2ABF
	case 0xee: // U+E000–U+EFFF: private use
		return c1 >= 0x80 && c1 <= 0xbf
	case 0xef: // U+F000–U+F8FF
		return c1 >= 0x80 && c1 <= 0xa3
	}
	return false
}
