package read

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"unicode"

	"solieu/schemas"
)

// plain reads text and Markdown in any encoding. It accepts every source, and rejects what proves not to be text.
type plain struct {
	limits  Limits
	scripts *scripts
}

func (plain) sniff([]byte) bool { return true }

func (p plain) read(ctx context.Context, data []byte) ([]schemas.Document, error) {
	dec, err := decodeText(data)
	if err != nil {
		return nil, err
	}
	if dec.encoding == "utf-8" {
		dec = p.scripts.undisguise(dec)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	text, offsets, err := dec.normalise()
	if err != nil && dec.encoding == "utf-8" {
		if old, ok := p.scripts.detect(data); ok {
			dec = old
			text, offsets, err = dec.normalise()
		}
	}
	if err != nil {
		return nil, err
	}
	if noted, marks, ok := superscripts(text); ok {
		text, offsets = noted, compose(marks, offsets)
	}
	if int64(len(text)) > p.limits.Text {
		return nil, reject(schemas.RejectTooLarge, fmt.Sprintf("%d > %d byte", len(text), p.limits.Text))
	}
	if blank(text) {
		return nil, reject(schemas.RejectEmpty, "")
	}
	return []schemas.Document{{
		Format:   kindOf(text),
		Encoding: dec.encoding,
		Text:     text,
		Offsets:  offsets,

		EncodingConfidence: dec.certainty(),
		Pages:              formFeeds(text),
		Cells:              markdownCells(text, p.limits.Cells),
	}}, nil
}

// blank reports whether text holds nothing but white space.
func blank(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' }) < 0
}

// formFeeds returns the offsets behind the form feeds of text, where text extracted from a paged format begins a page.
func formFeeds(text string) []int {
	var pages []int
	for at := 0; ; {
		i := strings.IndexByte(text[at:], '\f')
		if i < 0 {
			return pages
		}
		at += i + 1
		if at < len(text) {
			pages = append(pages, at)
		}
	}
}

// kindOf tells Markdown from text by its marks: a heading, a table rule, emphasis at a line's start.
func kindOf(text string) string {
	head := text[:min(len(text), 1<<16)]
	for line := range strings.Lines(head) {
		line = strings.TrimSpace(line)
		hashes := len(line) - len(strings.TrimLeft(line, "#"))
		switch {
		case hashes > 0 && hashes <= 6 && strings.HasPrefix(line[hashes:], " "),
			strings.HasPrefix(line, "**"),
			isTableRule(line):
			return "markdown"
		}
	}
	return "text"
}

// isTableRule reports whether line is the rule under a Markdown table's head: |---|:--:|
func isTableRule(line string) bool {
	return strings.Count(line, "|") > 0 && strings.Contains(line, "--") && strings.Trim(line, "|-: ") == ""
}

// isBinary reports whether the head of data is no text in an encoding of bytes: a NUL anywhere, or more than 1 % control characters.
func isBinary(data []byte) bool {
	if bytes.IndexByte(data, 0) >= 0 {
		return true
	}
	head, controls := data[:min(len(data), 1<<16)], 0
	for _, c := range head {
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' || c == 0x7f {
			controls++
		}
	}
	return controls*100 > len(head)
}
