package read

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"solieu/schemas"
)

// xmlToken is the kind of what [xmlScanner.next] found.
type xmlToken byte

const (
	xmlEOF xmlToken = iota
	xmlStart
	xmlEnd // also behind xmlStart for an empty element
	xmlText
)

// xmlDepth bounds the nesting of elements.
const xmlDepth = 512

// xmlScanner reads the XML of office formats, in one pass and without allocating per token. It knows the five entities of XML and
// numeric references, and rejects document types: with them go entity expansion and external entities. Names lose their prefix.
type xmlScanner struct {
	data  []byte
	pos   int
	depth int
	name  []byte // local name of the element
	attrs []byte // raw attributes of the start tag
	text  []byte // raw character data
	cdata bool
	empty bool // an empty element's end is due
	err   error
}

// newXML returns a scanner over a part in UTF-8 or UTF-16.
func newXML(data []byte) (*xmlScanner, error) {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		d, err := decodeUTF16(data, 2, data[0] == 0xfe)
		if err != nil {
			return nil, err
		}
		data = d.utf8
	}
	return &xmlScanner{data: bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))}, nil
}

// next moves to the next token. It returns xmlEOF at the end and at an error, which err then holds.
func (x *xmlScanner) next() xmlToken {
	if x.err != nil {
		return xmlEOF
	}
	if x.empty {
		x.empty = false
		x.depth--
		return xmlEnd
	}
	for x.pos < len(x.data) {
		if x.data[x.pos] != '<' {
			end := bytes.IndexByte(x.data[x.pos:], '<')
			if end < 0 {
				end = len(x.data) - x.pos
			}
			x.text, x.cdata = x.data[x.pos:x.pos+end], false
			x.pos += end
			return xmlText
		}
		rest := x.data[x.pos:]
		switch {
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			return x.characters()
		case bytes.HasPrefix(rest, []byte("<!--")):
			if !x.skip("-->") {
				return xmlEOF
			}
		case bytes.HasPrefix(rest, []byte("<?")):
			if !x.skip("?>") {
				return xmlEOF
			}
		case bytes.HasPrefix(rest, []byte("<!")):
			return x.fail("<!DOCTYPE")
		default:
			return x.tag()
		}
	}
	if x.depth > 0 {
		return x.fail("XML: </")
	}
	return xmlEOF
}

func (x *xmlScanner) fail(detail string) xmlToken {
	x.err = reject(schemas.RejectMalformed, detail)
	return xmlEOF
}

// skip moves behind the next occurrence of mark.
func (x *xmlScanner) skip(mark string) bool {
	end := bytes.Index(x.data[x.pos:], []byte(mark))
	if end < 0 {
		x.fail("XML: " + mark)
		return false
	}
	x.pos += end + len(mark)
	return true
}

func (x *xmlScanner) characters() xmlToken {
	start := x.pos + len("<![CDATA[")
	if !x.skip("]]>") {
		return xmlEOF
	}
	x.text, x.cdata = x.data[start:x.pos-3], true
	return xmlText
}

func (x *xmlScanner) tag() xmlToken {
	end := x.tagEnd()
	if end < 0 {
		return x.fail("XML: >")
	}
	body := x.data[x.pos+1 : end]
	x.pos = end + 1
	if len(body) > 0 && body[0] == '/' {
		x.name = localName(bytes.TrimRight(body[1:], " \t\r\n"))
		if x.depth--; x.depth < 0 {
			return x.fail("XML: </" + string(x.name) + ">")
		}
		return xmlEnd
	}
	if x.empty = len(body) > 0 && body[len(body)-1] == '/'; x.empty {
		body = body[:len(body)-1]
	}
	cut := bytes.IndexAny(body, " \t\r\n")
	if cut < 0 {
		cut = len(body)
	}
	x.name, x.attrs = localName(body[:cut]), body[cut:]
	if x.depth++; x.depth > xmlDepth {
		return x.fail("XML: depth")
	}
	return xmlStart
}

// tagEnd returns the offset of the ">" that closes the tag at pos; one within quotes does not.
func (x *xmlScanner) tagEnd() int {
	for i := x.pos; i < len(x.data); i++ {
		switch c := x.data[i]; c {
		case '>':
			return i
		case '"', '\'':
			end := bytes.IndexByte(x.data[i+1:], c)
			if end < 0 {
				return -1
			}
			i += end + 1
		}
	}
	return -1
}

func localName(name []byte) []byte {
	return name[bytes.IndexByte(name, ':')+1:]
}

// attr returns the value of the attribute with the local name given, "" where it is absent.
func (x *xmlScanner) attr(name string) string {
	rest := x.attrs
	for {
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 {
			return ""
		}
		key := bytes.TrimSpace(rest[:eq])
		rest = bytes.TrimLeft(rest[eq+1:], " \t\r\n")
		if len(rest) == 0 {
			return ""
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return ""
		}
		if string(localName(key)) == name {
			return string(appendXMLText(nil, rest[1:1+end]))
		}
		rest = rest[end+2:]
	}
}

// appendText appends the character data of the current token, entities resolved.
func (x *xmlScanner) appendText(dst []byte) []byte {
	if x.cdata {
		return append(dst, x.text...)
	}
	return appendXMLText(dst, x.text)
}

// skipElement moves behind the end of the element whose start was the last token.
func (x *xmlScanner) skipElement() {
	for depth := 1; depth > 0; {
		switch x.next() {
		case xmlStart:
			depth++
		case xmlEnd:
			depth--
		case xmlEOF:
			return
		}
	}
}

// appendXMLText appends raw with its references resolved; an unknown one stays as it is written.
func appendXMLText(dst, raw []byte) []byte {
	for {
		amp := bytes.IndexByte(raw, '&')
		if amp < 0 {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:amp]...)
		raw = raw[amp:]
		semi := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		r := rune(0)
		if semi > 1 {
			r = entity(string(raw[1:semi]))
		}
		if r == 0 {
			dst = append(dst, '&')
			raw = raw[1:]
			continue
		}
		dst = utf8.AppendRune(dst, r)
		raw = raw[semi+1:]
	}
}

// entity returns the character that a reference names, 0 where it is unknown or not allowed in XML.
func entity(name string) rune {
	switch name {
	case "amp":
		return '&'
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "quot":
		return '"'
	case "apos":
		return '\''
	}
	if name[0] != '#' || len(name) < 2 {
		return 0
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n > utf8.MaxRune || n < 0x20 && n != '\t' && n != '\n' && n != '\r' || !utf8.ValidRune(rune(n)) {
		return 0
	}
	return rune(n)
}
