package read

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"solieu/schemas"
)

// pdf reads PDF files that have a text layer: lines in reading order, running heads and page numbers left out.
type pdf struct {
	limits  Limits
	scripts *scripts
}

func (pdf) sniff(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-"))
}

func (p pdf) read(ctx context.Context, data []byte) ([]schemas.Document, error) {
	if i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")); i > 0 {
		data = data[i:] // offsets count from the header
	}
	f, err := openPDF(ctx, data, p.limits)
	if err != nil {
		return nil, err
	}
	dicts, err := f.pages(p.limits.Pages)
	if err != nil {
		return nil, err
	}
	fonts, steps := map[any]*pdfFont{}, 0
	pages := make([]pdfPage, len(dicts))
	legacy := ""
	for i, d := range dicts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		canvas, w, h := f.page(d, fonts, &steps)
		if f.err != nil {
			return nil, f.err
		}
		if e := p.scripts.decodeGlyphs(canvas.glyphs); e != "" {
			legacy = e
		}
		pages[i] = layOut(canvas, w, h)
	}
	if err := textLayer(pages); err != nil {
		return nil, err
	}
	dropRunning(pages)
	for i := range pages {
		pages[i].unruled()
	}
	notes := liftNotes(pages)
	joinTables(pages)
	b := newBuilder(p.limits)
	b.lifted = make(map[string][]byte, len(notes))
	for _, n := range notes {
		b.lifted[n.id] = n.text
	}
	for i := range pages {
		if i > 0 && !pages[i].begun {
			b.pageBreak()
		}
		b.page(&pages[i], i > 0 && !pages[i].begun && continues(&pages[i-1], &pages[i]))
	}
	b.footnotes(func(note string) inline { return inline{text: b.lifted[note]} })
	doc, err := b.document("pdf", first(legacy, "utf-8"))
	if err != nil {
		return nil, err
	}
	return []schemas.Document{doc}, nil
}

// textLayer rejects a file of scanned pages, and one whose fonts do not say what their glyphs mean.
func textLayer(pages []pdfPage) error {
	letters, unknown, images := 0, 0, 0
	var scanned []string
	for i, p := range pages {
		n := 0
		for _, l := range p.lines {
			for _, r := range l.text {
				switch {
				case r == unicode.ReplacementChar || r < ' ' || r >= 0xe000 && r < 0xf900:
					unknown++
				case unicode.IsLetter(r) || unicode.IsDigit(r):
					n++
				}
			}
		}
		letters += n
		if p.images > 0 {
			images++
			if n < 20 {
				scanned = append(scanned, strconv.Itoa(i+1))
			}
		}
	}
	switch {
	case unknown > letters && unknown > 20:
		return reject(schemas.RejectEncoding, "PDF: phông chữ không có bảng mã (fonts without character maps)")
	case len(scanned) > 0 && letters < 50*len(pages):
		return reject(schemas.RejectNoTextLayer, fmt.Sprintf("trang (pages) %s / %d", ranges(scanned), len(pages)))
	case letters == 0:
		return reject(schemas.RejectEmpty, "PDF")
	}
	return nil
}

// ranges shortens a list of page numbers.
func ranges(pages []string) string {
	if len(pages) > 8 {
		return pages[0] + " … " + pages[len(pages)-1]
	}
	return strings.Join(pages, ", ")
}

// decodeGlyphs decodes the glyphs of legacy fonts in place and returns their encoding, "" where there are none.
func (k *scripts) decodeGlyphs(glyphs []glyph) string {
	encoding := ""
	for i := 0; i < len(glyphs); i++ {
		font := glyphs[i].font
		if !strings.HasPrefix(font, ".Vn") && !strings.HasPrefix(font, "VNI-") {
			continue
		}
		text := glyphs[i].text
		next := i + 1
		if strings.HasPrefix(font, "VNI-") && next < len(glyphs) && glyphs[next].font == font {
			if both, e := k.fontText(font, text+glyphs[next].text); e != "" && len([]rune(normal(both))) == 1 {
				glyphs[i].text, glyphs[next].text, encoding = normal(both), "", e // a letter and its mark
				glyphs[i].w = glyphs[next].x + glyphs[next].w - glyphs[i].x
				i++
				continue
			}
		}
		if s, e := k.fontText(font, text); e != "" {
			glyphs[i].text, encoding = s, e
		}
	}
	return encoding
}
