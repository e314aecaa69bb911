package read

import (
	"bytes"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"solieu/schemas"
)

// decoded is a source as UTF-8, not yet normalised.
type decoded struct {
	encoding string
	utf8     []byte            // not proved to be valid
	source   schemas.OffsetMap // offsets of utf8 back to the source

	confidence float64 // see [schemas.Document.EncodingConfidence]; 0 means certain
}

// certainty returns the confidence in the encoding, 1 where it is certain.
func (d decoded) certainty() float64 {
	if d.confidence == 0 {
		return 1
	}
	return d.confidence
}

// decodeText finds the encoding of a text by its byte order mark, else by its bytes.
func decodeText(data []byte) (decoded, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data, shift := data[3:], schemas.OffsetMap{{At: 0, Delta: 3}}
		if isBinary(data) {
			return decoded{}, reject(schemas.RejectBinary, "")
		}
		return decoded{encoding: "utf-8", utf8: data, source: shift}, nil
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeUTF16(data, 2, false)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data, 2, true)
	}
	if big, ok := bareUTF16(data); ok {
		return decodeUTF16(data, 0, big)
	}
	if isBinary(data) {
		return decoded{}, reject(schemas.RejectBinary, "")
	}
	return decoded{encoding: "utf-8", utf8: data}, nil
}

// bareUTF16 recognises UTF-16 without a byte order mark: Vietnamese text is mostly ASCII letters and spaces, so the high bytes are
// mostly zero and the low bytes never.
func bareUTF16(data []byte) (big, ok bool) {
	head := data[:min(len(data), 4096)&^1]
	if len(data)%2 != 0 || len(head) < 4 {
		return false, false
	}
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i&1]++
		}
	}
	units := len(head) / 2
	switch {
	case zeros[1]*10 > units*4 && zeros[0] == 0:
		return false, true
	case zeros[0]*10 > units*4 && zeros[1] == 0:
		return true, true
	}
	return false, false
}

// decodeUTF16 decodes data from byte offset start on.
func decodeUTF16(data []byte, start int, big bool) (decoded, error) {
	d := decoded{encoding: "utf-16le"}
	if big {
		d.encoding = "utf-16be"
	}
	unit := func(i int) rune {
		if big {
			return rune(data[i])<<8 | rune(data[i+1])
		}
		return rune(data[i+1])<<8 | rune(data[i])
	}
	d.utf8 = make([]byte, 0, len(data))
	for i := start; i < len(data); {
		if i+1 == len(data) {
			return decoded{}, badByte(data, i)
		}
		r, size := unit(i), 2
		if utf16.IsSurrogate(r) {
			if i+3 >= len(data) {
				return decoded{}, badByte(data, i)
			}
			if r, size = utf16.DecodeRune(r, unit(i+2)), 4; r == utf8.RuneError {
				return decoded{}, badByte(data, i)
			}
		}
		if r == 0 {
			return decoded{}, reject(schemas.RejectBinary, "")
		}
		shift(&d.source, len(d.utf8), i)
		d.utf8 = utf8.AppendRune(d.utf8, r)
		i += size
	}
	shift(&d.source, len(d.utf8), len(data))
	return d, nil
}

// badByte rejects data for the byte at offset i.
func badByte(data []byte, i int) *Error {
	return reject(schemas.RejectEncoding, fmt.Sprintf("byte %d: 0x%02X", i, data[i]))
}

// firstInvalid returns the offset of the first byte that is not valid UTF-8.
func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size <= 1 {
			return i
		}
		i += size
	}
	return 0
}
