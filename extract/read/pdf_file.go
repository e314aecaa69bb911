package read

import (
	"bytes"
	"context"
	"fmt"

	"solieu/schemas"
)

// pdfFile gives the objects of a PDF file. Everything that it does is bounded: references that run in circles are null, tables are
// no longer than the file, and the bytes unpacked count against a limit.
//
// It is written here because a library that follows a hostile file into endless recursion, or allocates what a file declares, ends
// the whole process: neither can be recovered from.
type pdfFile struct {
	ctx     context.Context
	data    []byte
	objects map[int]pdfPlace
	trailer pdfDict
	cache   map[int]any
	busy    map[int]bool
	packs   map[int]*pdfPack
	key     *pdfKey // nil where nothing is encrypted
	budget  int64   // bytes that may still be unpacked
	err     error   // the limit that was reached

	searched int // bytes searched for the ends of streams whose length is wrong
}

// pdfPlace is where an object stands: at an offset of the file, or as the nth of an object stream.
type pdfPlace struct {
	offset int
	pack   int // number of the object stream, 0 where there is none
	index  int
}

// pdfPack is an unpacked object stream.
type pdfPack struct {
	data    []byte
	numbers []int
	offsets []int
}

// openPDF reads the cross-reference tables; where they are damaged it looks for the objects themselves.
func openPDF(ctx context.Context, data []byte, limits Limits) (*pdfFile, error) {
	f := &pdfFile{ctx: ctx, data: data, objects: map[int]pdfPlace{}, trailer: pdfDict{}, cache: map[int]any{}, busy: map[int]bool{},
		packs: map[int]*pdfPack{}, budget: limits.Unpacked}
	tail := data[max(0, len(data)-4096):]
	if i := bytes.LastIndex(tail, []byte("startxref")); i >= 0 {
		l := pdfLexer{data: tail, pos: i + len("startxref")}
		if v, ok := l.value(0); ok {
			f.tables(whole(v))
		}
	}
	if err := f.unlock(); err != nil {
		return nil, err
	}
	if f.dict(f.dict(f.trailer["Root"])["Pages"]) == nil {
		f.rebuild()
		if err := f.unlock(); err != nil {
			return nil, err
		}
	}
	if f.err != nil {
		return nil, f.err
	}
	if f.dict(f.dict(f.trailer["Root"])["Pages"]) == nil {
		return nil, reject(schemas.RejectMalformed, "PDF: /Pages")
	}
	return f, nil
}

// whole returns a number as an integer, else 0.
func whole(v any) int {
	n, ok := v.(float64)
	if !ok || n < -1e9 || n > 1e9 {
		return 0
	}
	return int(n)
}

// tables reads the chain of cross-reference tables from offset on; the first entry of an object holds.
func (f *pdfFile) tables(offset int) {
	seen := map[int]bool{}
	queue := []int{offset}
	for len(queue) > 0 && len(seen) < 1024 {
		at := queue[0]
		queue = queue[1:]
		if at <= 0 || at >= len(f.data) || seen[at] {
			continue
		}
		seen[at] = true
		l := pdfLexer{data: f.data, pos: at, refs: true}
		v, _ := l.value(0)
		var trailer pdfDict
		if v == pdfKeyword("xref") {
			trailer = f.table(&l)
		} else {
			trailer = f.tableStream(at)
		}
		for k, v := range trailer {
			if _, ok := f.trailer[k]; !ok {
				f.trailer[k] = v
			}
		}
		queue = append(queue, whole(trailer["XRefStm"]), whole(trailer["Prev"]))
	}
}

// table reads a table in text and returns the trailer behind it.
func (f *pdfFile) table(l *pdfLexer) pdfDict {
	l.refs = false
	for {
		v, ok := l.value(0)
		if !ok {
			return nil
		}
		if v == pdfKeyword("trailer") {
			l.refs = true
			d, _ := l.value(0)
			trailer, _ := d.(pdfDict)
			return trailer
		}
		n, ok := l.value(0)
		if _, number := v.(float64); !ok || !number {
			return nil
		}
		for i, count := whole(v), whole(n); count > 0; i, count = i+1, count-1 {
			offset, ok1 := l.value(0)
			_, ok2 := l.value(0)
			kind, ok3 := l.value(0)
			if !ok1 || !ok2 || !ok3 {
				return nil
			}
			if kind == pdfKeyword("n") {
				f.place(i, pdfPlace{offset: whole(offset)})
			} else if kind != pdfKeyword("f") {
				return nil
			}
		}
	}
}

func (f *pdfFile) place(num int, p pdfPlace) {
	if _, ok := f.objects[num]; !ok && num > 0 {
		f.objects[num] = p
	}
}

// tableStream reads a cross-reference stream (7.5.8) and returns its dictionary.
func (f *pdfFile) tableStream(offset int) pdfDict {
	s, ok := f.parseAt(offset, -1).(*pdfStream)
	if !ok {
		return nil
	}
	widths, _ := s.dict["W"].(pdfArray)
	data := f.unpack(s)
	if len(widths) != 3 || data == nil {
		return nil
	}
	var w [3]int
	for i := range w {
		if w[i] = whole(widths[i]); w[i] < 0 || w[i] > 8 {
			return nil
		}
	}
	size := w[0] + w[1] + w[2]
	index, _ := s.dict["Index"].(pdfArray)
	if len(index) == 0 {
		index = pdfArray{0.0, s.dict["Size"]}
	}
	for i := 0; i+1 < len(index) && size > 0; i += 2 {
		num := whole(index[i])
		for count := whole(index[i+1]); count > 0 && len(data) >= size; count-- {
			kind, a, b := 1, bigEndian(data[w[0]:w[0]+w[1]]), bigEndian(data[w[0]+w[1]:size])
			if w[0] > 0 {
				kind = bigEndian(data[:w[0]])
			}
			switch kind {
			case 1:
				f.place(num, pdfPlace{offset: a})
			case 2:
				f.place(num, pdfPlace{pack: a, index: b})
			}
			data = data[size:]
			num++
		}
	}
	return s.dict
}

func bigEndian(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8&0x7fffffff | int(c)
	}
	return n
}

// get follows references to a value.
func (f *pdfFile) get(v any) any {
	for range pdfDepth {
		ref, ok := v.(pdfRef)
		if !ok {
			return v
		}
		v = f.object(ref.num)
	}
	return nil
}

func (f *pdfFile) dict(v any) pdfDict {
	switch v := f.get(v).(type) {
	case pdfDict:
		return v
	case *pdfStream:
		return v.dict
	}
	return nil
}

func (f *pdfFile) array(v any) pdfArray {
	a, _ := f.get(v).(pdfArray)
	return a
}

func (f *pdfFile) number(v any) float64 {
	n, _ := f.get(v).(float64)
	return n
}

// object returns an object by its number; nil where there is none or where it is being read already.
func (f *pdfFile) object(num int) any {
	if v, ok := f.cache[num]; ok {
		return v
	}
	p, ok := f.objects[num]
	if !ok || f.busy[num] {
		return nil
	}
	f.busy[num] = true
	defer delete(f.busy, num)
	var v any
	if p.pack == 0 {
		v = f.parseAt(p.offset, num)
	} else if pack := f.packed(p.pack); pack != nil && p.index < len(pack.offsets) && pack.numbers[p.index] == num {
		l := pdfLexer{data: pack.data, pos: pack.offsets[p.index], refs: true}
		v, _ = l.value(0)
	}
	f.cache[num] = v
	return v
}

// packed returns an object stream (7.5.7), unpacked once.
func (f *pdfFile) packed(num int) *pdfPack {
	if p, ok := f.packs[num]; ok {
		return p
	}
	f.packs[num] = nil
	if f.objects[num].pack != 0 { // an object stream lies in no other
		return nil
	}
	s, ok := f.object(num).(*pdfStream)
	if !ok {
		return nil
	}
	data := f.unpack(s)
	p := &pdfPack{data: data}
	l := pdfLexer{data: data}
	first := whole(f.get(s.dict["First"]))
	for n := whole(f.get(s.dict["N"])); n > 0; n-- {
		num, ok1 := l.value(0)
		offset, ok2 := l.value(0)
		if !ok1 || !ok2 || first+whole(offset) > len(data) || first+whole(offset) < 0 {
			break
		}
		p.numbers, p.offsets = append(p.numbers, whole(num)), append(p.offsets, first+whole(offset))
	}
	f.packs[num] = p
	return p
}

// parseAt reads "5 0 obj …" at an offset; want is the number expected, -1 for any.
func (f *pdfFile) parseAt(offset, want int) any {
	if offset < 0 || offset >= len(f.data) {
		return nil
	}
	l := pdfLexer{data: f.data, pos: offset}
	num, _ := l.value(0)
	gen, _ := l.value(0)
	if word, _ := l.value(0); word != pdfKeyword("obj") || want >= 0 && whole(num) != want {
		return nil
	}
	l.refs = true
	v, _ := l.value(0)
	d, ok := v.(pdfDict)
	if !ok {
		return v
	}
	l.skip()
	if !bytes.HasPrefix(f.data[l.pos:], []byte("stream")) {
		return d
	}
	raw := f.streamBytes(d, l.pos+len("stream"))
	if f.key != nil && d["Type"] != pdfName("XRef") {
		raw = f.key.decrypt(raw, whole(num), whole(gen))
	}
	return &pdfStream{d, raw}
}

// streamBytes returns the bytes of a stream, of the length that it declares where "endstream" follows them, else up to that word.
func (f *pdfFile) streamBytes(d pdfDict, at int) []byte {
	if at < len(f.data) && f.data[at] == '\r' {
		at++
	}
	if at < len(f.data) && f.data[at] == '\n' {
		at++
	}
	if n := whole(f.get(d["Length"])); n >= 0 && at+n <= len(f.data) {
		rest := bytes.TrimLeft(f.data[at+n:min(len(f.data), at+n+32)], " \r\n")
		if bytes.HasPrefix(rest, []byte("endstream")) {
			return f.data[at : at+n]
		}
	}
	if f.searched > 16*len(f.data) {
		return nil
	}
	end := bytes.Index(f.data[at:], []byte("endstream"))
	if end < 0 {
		f.searched += len(f.data) - at
		return f.data[at:]
	}
	f.searched += end
	return bytes.TrimRight(f.data[at:at+end], "\r\n")
}

// pages returns the page dictionaries in order, with the resources, box and rotation that they inherit.
func (f *pdfFile) pages(limit int) ([]pdfDict, error) {
	var out []pdfDict
	seen := map[pdfRef]bool{}
	var walk func(v any, inherited pdfDict, depth int) error
	walk = func(v any, inherited pdfDict, depth int) error {
		if ref, ok := v.(pdfRef); ok {
			if seen[ref] {
				return nil
			}
			seen[ref] = true
		}
		node := f.dict(v)
		if node == nil || depth > pdfDepth {
			return nil
		}
		own := pdfDict{}
		for _, k := range []pdfName{"Resources", "MediaBox", "Rotate"} {
			if own[k] = node[k]; own[k] == nil {
				own[k] = inherited[k]
			}
		}
		if kids := f.array(node["Kids"]); kids != nil {
			for _, kid := range kids {
				if err := walk(kid, own, depth+1); err != nil {
					return err
				}
			}
			return f.ctx.Err()
		}
		if len(out) >= limit {
			return reject(schemas.RejectTooLarge, fmt.Sprintf("PDF: > %d trang (pages)", limit))
		}
		own["Contents"] = node["Contents"]
		out = append(out, own)
		return nil
	}
	err := walk(f.dict(f.trailer["Root"])["Pages"], pdfDict{}, 0)
	return out, err
}
