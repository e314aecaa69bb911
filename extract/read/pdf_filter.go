package read

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/ascii85"
	"fmt"
	"io"
	"maps"
	"slices"

	"solieu/schemas"
)

// maxPDFStream bounds one unpacked stream: no page of text needs more.
const maxPDFStream = 64 << 20

func sortedKeys[V any](m map[int]V) []int { return slices.Sorted(maps.Keys(m)) }

// unpack returns a stream's bytes with its filters undone; nil where a filter is for images or unknown.
// Damaged data is returned as far as it can be read.
func (f *pdfFile) unpack(s *pdfStream) []byte {
	filters, params := f.array(s.dict["Filter"]), f.array(s.dict["DecodeParms"])
	if name, ok := f.get(s.dict["Filter"]).(pdfName); ok {
		filters, params = pdfArray{name}, pdfArray{s.dict["DecodeParms"]}
	}
	if len(filters) > 8 {
		return nil
	}
	data := s.raw
	for i, filter := range filters {
		name, _ := f.get(filter).(pdfName)
		var r io.Reader
		switch name {
		case "FlateDecode", "Fl":
			r = inflate(data)
		case "ASCII85Decode", "A85":
			r = ascii85.NewDecoder(bytes.NewReader(trimASCII85(data)))
		case "ASCIIHexDecode", "AHx":
			l := pdfLexer{data: data}
			r = bytes.NewReader([]byte(l.hex()))
		case "RunLengthDecode", "RL":
			r = bytes.NewReader(runLength(data))
		case "Crypt":
			continue
		default:
			return nil
		}
		data = f.drain(r)
		if i < len(params) {
			data = f.predict(data, f.dict(params[i]))
		}
	}
	return data
}

// drain reads r within the limits.
func (f *pdfFile) drain(r io.Reader) []byte {
	limit := min(f.budget, maxPDFStream)
	out, _ := io.ReadAll(io.LimitReader(r, limit+1)) // a damaged end leaves what stands before it
	if int64(len(out)) > limit {
		f.err = reject(schemas.RejectTooLarge, fmt.Sprintf("PDF: stream > %d byte", limit))
		f.budget = 0
		return nil
	}
	f.budget -= int64(len(out))
	return out
}

func inflate(data []byte) io.Reader {
	if r, err := zlib.NewReader(bytes.NewReader(data)); err == nil {
		return r
	}
	return flate.NewReader(bytes.NewReader(data[min(2, len(data)):]))
}

func trimASCII85(data []byte) []byte {
	data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
	if i := bytes.Index(data, []byte("~")); i >= 0 {
		data = data[:i]
	}
	return data
}

func runLength(data []byte) []byte {
	var out []byte
	for i := 0; i < len(data) && len(out) < maxPDFStream; {
		n := int(data[i])
		i++
		switch {
		case n == 128:
			return out
		case n < 128:
			end := min(i+n+1, len(data))
			out = append(out, data[i:end]...)
			i = end
		case i < len(data):
			out = append(out, bytes.Repeat(data[i:i+1], 257-n)...)
			i++
		}
	}
	return out
}

// predict undoes the predictors of PNG (RFC 2083, 6).
func (f *pdfFile) predict(data []byte, params pdfDict) []byte {
	if whole(f.get(params["Predictor"])) < 10 {
		return data
	}
	colours, bits, columns := whole(f.get(params["Colors"])), whole(f.get(params["BitsPerComponent"])), whole(f.get(params["Columns"]))
	colours, bits, columns = max(colours, 1), max(bits, 8), max(columns, 1)
	if columns > 1<<20 || colours > 32 || bits > 16 {
		return nil
	}
	pixel := max(colours*bits/8, 1)
	width := (columns*colours*bits + 7) / 8
	out := make([]byte, 0, len(data))
	above := make([]byte, width)
	for len(data) > 1 {
		kind, row := data[0], data[1:min(len(data), width+1)]
		data = data[1+len(row):]
		line := slices.Clone(row)
		for i := range line {
			var left, up, corner byte
			if up = above[i]; i >= pixel {
				left, corner = line[i-pixel], above[i-pixel]
			}
			switch kind {
			case 1:
				line[i] += left
			case 2:
				line[i] += up
			case 3:
				line[i] += byte((int(left) + int(up)) / 2)
			case 4:
				line[i] += paeth(left, up, corner)
			}
		}
		copy(above, line)
		out = append(out, line...)
	}
	return out
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
