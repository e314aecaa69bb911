package read

import (
	"bytes"
	"math"
	"slices"

	"solieu/schemas"
)

// glyph is a piece of text on a page: what one code of a font shows. The origin is the page's lower left corner; units are points.
type glyph struct {
	x, y, w float64 // left end of the baseline, width
	size    float64
	text    string
	font    string
}

// pdfStroke is a drawn horizontal or vertical line, or a thin rectangle: the rule of a table.
type pdfStroke struct{ x0, y0, x1, y1 float64 }

// pdfCanvas collects what a page shows.
type pdfCanvas struct {
	glyphs  []glyph
	strokes []pdfStroke
	images  int
}

// matrix is [a b c d e f] of ISO 32000-1, 8.3.3.
type matrix [6]float64

func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// graphics is the graphics state as far as text and rules need it.
type graphics struct {
	ctm                                              matrix
	font                                             *pdfFont
	size, charSpace, wordSpace, scale, leading, rise float64
}

// pdfInterpreter runs content streams.
type pdfInterpreter struct {
	f       *pdfFile
	canvas  *pdfCanvas
	fonts   map[any]*pdfFont // by reference
	g       graphics
	stack   []graphics
	tm, tlm matrix
	pen     [2]float64
	path    []pdfStroke
	forms   []pdfRef // those being run
	steps   *int
}

// maxSteps bounds the operators of one document: forms can call forms.
const maxSteps = 50_000_000

// page runs a page's content.
func (f *pdfFile) page(p pdfDict, fonts map[any]*pdfFont, steps *int) (*pdfCanvas, float64, float64) {
	box := [4]float64{0, 0, 612, 792}
	if a := f.array(p["MediaBox"]); len(a) == 4 {
		for i := range box {
			box[i] = f.number(a[i])
		}
	}
	w, h := math.Abs(box[2]-box[0]), math.Abs(box[3]-box[1])
	ctm := matrix{1, 0, 0, 1, -math.Min(box[0], box[2]), -math.Min(box[1], box[3])}
	switch ((whole(f.get(p["Rotate"]))%360 + 360) % 360) / 90 {
	case 1:
		ctm = ctm.mul(matrix{0, -1, 1, 0, 0, w})
		w, h = h, w
	case 2:
		ctm = ctm.mul(matrix{-1, 0, 0, -1, w, h})
	case 3:
		ctm = ctm.mul(matrix{0, 1, -1, 0, h, 0})
		w, h = h, w
	}
	in := pdfInterpreter{f: f, canvas: &pdfCanvas{}, fonts: fonts, steps: steps}
	in.g = graphics{ctm: ctm, scale: 1}
	in.run(f.content(p["Contents"]), f.dict(p["Resources"]))
	return in.canvas, w, h
}

// content returns the bytes of a page's content streams, joined.
func (f *pdfFile) content(v any) []byte {
	switch v := f.get(v).(type) {
	case *pdfStream:
		return f.unpack(v)
	case pdfArray:
		var all []byte
		for _, part := range v {
			if s, ok := f.get(part).(*pdfStream); ok && len(all) < maxPDFStream {
				all = append(append(all, f.unpack(s)...), '\n')
			}
		}
		return all
	}
	return nil
}

// run interprets a content stream.
func (in *pdfInterpreter) run(data []byte, resources pdfDict) {
	l := pdfLexer{data: data}
	var args []any
	for {
		v, ok := l.value(0)
		if !ok {
			return
		}
		op, isOp := v.(pdfKeyword)
		if !isOp {
			if len(args) < 256 {
				args = append(args, v)
			}
			continue
		}
		if *in.steps++; *in.steps > maxSteps {
			in.f.err = reject(schemas.RejectTooLarge, "PDF: operators")
		}
		if *in.steps%4096 == 0 && in.f.ctx.Err() != nil || in.f.err != nil {
			return
		}
		if op == "ID" {
			skipInlineImage(&l)
		} else {
			in.operator(string(op), args, resources)
		}
		args = args[:0]
	}
}

// skipInlineImage moves behind the EI of an image.
func skipInlineImage(l *pdfLexer) {
	for {
		i := bytes.Index(l.data[l.pos:], []byte("EI"))
		if i < 0 {
			l.pos = len(l.data)
			return
		}
		at := l.pos + i
		l.pos = at + 2
		if at > 0 && pdfSpace(l.data[at-1]) && (l.pos >= len(l.data) || pdfSpace(l.data[l.pos])) {
			return
		}
	}
}

// numbers returns n numeric operands.
func numbers(args []any, n int) ([6]float64, bool) {
	var out [6]float64
	if len(args) < n {
		return out, false
	}
	for i, v := range args[len(args)-n:] {
		f, ok := v.(float64)
		if !ok {
			return out, false
		}
		out[i] = f
	}
	return out, true
}

func (in *pdfInterpreter) operator(op string, args []any, resources pdfDict) {
	switch op {
	case "q":
		if len(in.stack) < 256 {
			in.stack = append(in.stack, in.g)
		}
	case "Q":
		if n := len(in.stack); n > 0 {
			in.g, in.stack = in.stack[n-1], in.stack[:n-1]
		}
	case "cm":
		if v, ok := numbers(args, 6); ok {
			in.g.ctm = matrix(v).mul(in.g.ctm)
		}
	case "Do":
		if len(args) > 0 {
			name, _ := args[len(args)-1].(pdfName)
			in.object(in.f.dict(resources["XObject"])[name], resources)
		}
	case "BT":
		in.tm, in.tlm = matrix{1, 0, 0, 1, 0, 0}, matrix{1, 0, 0, 1, 0, 0}
	case "m", "l", "re", "h", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n":
		in.draw(op, args)
	default:
		in.textOperator(op, args, resources)
	}
}

func (in *pdfInterpreter) textOperator(op string, args []any, resources pdfDict) {
	one, ok := numbers(args, 1)
	switch {
	case op == "Tf" && ok && len(args) >= 2:
		name, _ := args[len(args)-2].(pdfName)
		in.g.font, in.g.size = in.font(in.f.dict(resources["Font"])[name]), one[0]
	case op == "Tc" && ok:
		in.g.charSpace = one[0]
	case op == "Tw" && ok:
		in.g.wordSpace = one[0]
	case op == "Tz" && ok:
		in.g.scale = one[0] / 100
	case op == "TL" && ok:
		in.g.leading = one[0]
	case op == "Ts" && ok:
		in.g.rise = one[0]
	case op == "Td" || op == "TD":
		if v, ok := numbers(args, 2); ok {
			if op == "TD" {
				in.g.leading = -v[1]
			}
			in.nextLine(v[0], v[1])
		}
	case op == "Tm":
		if v, ok := numbers(args, 6); ok {
			in.tm, in.tlm = matrix(v), matrix(v)
		}
	case op == "T*":
		in.nextLine(0, -in.g.leading)
	case op == "'" || op == "\"":
		if v, ok := numbers(args[:max(len(args)-1, 0)], 2); ok && op == "\"" {
			in.g.wordSpace, in.g.charSpace = v[0], v[1]
		}
		in.nextLine(0, -in.g.leading)
		in.showAll(args)
	case op == "Tj" || op == "TJ":
		in.showAll(args)
	}
}

func (in *pdfInterpreter) nextLine(x, y float64) {
	in.tlm = matrix{1, 0, 0, 1, x, y}.mul(in.tlm)
	in.tm = in.tlm
}

func (in *pdfInterpreter) showAll(args []any) {
	if len(args) == 0 || in.g.font == nil {
		return
	}
	switch v := args[len(args)-1].(type) {
	case pdfString:
		in.show(v)
	case pdfArray:
		for _, part := range v {
			switch part := part.(type) {
			case pdfString:
				in.show(part)
			case float64:
				in.tm = matrix{1, 0, 0, 1, -part / 1000 * in.g.size * in.g.scale, 0}.mul(in.tm)
			}
		}
	}
}

// show places the glyphs of a string. Text that does not run from left to right, such as a watermark, is left out.
func (in *pdfInterpreter) show(s pdfString) {
	g := &in.g
	g.font.decode(s, func(text string, width float64, space bool) {
		m := matrix{g.size * g.scale, 0, 0, g.size, 0, g.rise}.mul(in.tm).mul(g.ctm)
		advance := width/1000*g.size + g.charSpace
		if space {
			advance += g.wordSpace
		}
		if m[0] > 0 && math.Abs(m[1]) < m[0]/4 && text != "" {
			in.canvas.glyphs = append(in.canvas.glyphs, glyph{m[4], m[5], width / 1000 * m[0], math.Hypot(m[2], m[3]), text, g.font.name})
		}
		in.tm = matrix{1, 0, 0, 1, advance * g.scale, 0}.mul(in.tm)
	})
	if int64(len(in.canvas.glyphs)) > 4<<20 {
		in.f.err = reject(schemas.RejectTooLarge, "PDF: glyphs")
	}
}

func (in *pdfInterpreter) font(v any) *pdfFont {
	ref, isRef := v.(pdfRef)
	if isRef {
		if font, ok := in.fonts[ref]; ok {
			return font
		}
	}
	d := in.f.dict(v)
	if d == nil {
		return nil
	}
	font := in.f.font(d)
	if isRef {
		in.fonts[ref] = font
	}
	return font
}

// object runs a form, or counts an image.
func (in *pdfInterpreter) object(v any, resources pdfDict) {
	s, ok := in.f.get(v).(*pdfStream)
	if !ok {
		return
	}
	if in.f.get(s.dict["Subtype"]) != pdfName("Form") {
		in.canvas.images++
		return
	}
	ref, ok := v.(pdfRef) // a stream is always an object of its own
	if !ok || len(in.forms) >= 8 || slices.Contains(in.forms, ref) {
		return
	}
	g, stack, tm, tlm := in.g, in.stack, in.tm, in.tlm
	if a := in.f.array(s.dict["Matrix"]); len(a) == 6 {
		var m matrix
		for i := range m {
			m[i] = in.f.number(a[i])
		}
		in.g.ctm = m.mul(in.g.ctm)
	}
	if own := in.f.dict(s.dict["Resources"]); own != nil {
		resources = own
	}
	in.forms = append(in.forms, ref)
	in.stack = nil
	in.run(in.f.unpack(s), resources)
	in.forms = in.forms[:len(in.forms)-1]
	in.g, in.stack, in.tm, in.tlm = g, stack, tm, tlm
}

// draw follows paths and keeps the lines that run along the axes.
func (in *pdfInterpreter) draw(op string, args []any) {
	switch op {
	case "m", "l":
		v, ok := numbers(args, 2)
		if !ok {
			return
		}
		x, y := in.g.ctm.apply(v[0], v[1])
		if op == "l" {
			in.path = append(in.path, pdfStroke{in.pen[0], in.pen[1], x, y})
		}
		in.pen = [2]float64{x, y}
	case "re":
		v, ok := numbers(args, 4)
		if !ok {
			return
		}
		x0, y0 := in.g.ctm.apply(v[0], v[1])
		x1, y1 := in.g.ctm.apply(v[0]+v[2], v[1]+v[3])
		x0, x1, y0, y1 = math.Min(x0, x1), math.Max(x0, x1), math.Min(y0, y1), math.Max(y0, y1)
		switch {
		case y1-y0 < 3: // a rule drawn as a thin box
			in.path = append(in.path, pdfStroke{x0, (y0 + y1) / 2, x1, (y0 + y1) / 2})
		case x1-x0 < 3:
			in.path = append(in.path, pdfStroke{(x0 + x1) / 2, y0, (x0 + x1) / 2, y1})
		default:
			in.path = append(in.path, pdfStroke{x0, y0, x1, y0}, pdfStroke{x0, y1, x1, y1}, pdfStroke{x0, y0, x0, y1}, pdfStroke{x1, y0, x1, y1})
		}
	case "n":
		in.path = in.path[:0]
	case "h":
	default:
		for _, s := range in.path {
			straight := math.Abs(s.x0-s.x1) < 1 || math.Abs(s.y0-s.y1) < 1
			if straight && len(in.canvas.strokes) < 20000 && math.Hypot(s.x1-s.x0, s.y1-s.y0) > 4 {
				in.canvas.strokes = append(in.canvas.strokes, s)
			}
		}
		in.path = in.path[:0]
	}
	if len(in.path) > 4096 {
		in.path = in.path[:0]
	}
}
