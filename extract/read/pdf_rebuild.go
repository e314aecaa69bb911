package read

import "bytes"

// rebuild finds the objects by "5 0 obj" in a file whose tables are damaged.
func (f *pdfFile) rebuild() {
	f.objects, f.cache, f.packs, f.key = map[int]pdfPlace{}, map[int]any{}, map[int]*pdfPack{}, nil
	for at := 0; ; {
		i := bytes.Index(f.data[at:], []byte(" obj"))
		if i < 0 {
			break
		}
		i += at
		at = i + 4
		start := i
		for start > 0 && f.data[start-1] >= '0' && f.data[start-1] <= '9' {
			start--
		}
		digits := start
		for digits > 0 && f.data[digits-1] == ' ' {
			digits--
		}
		first := digits
		for first > 0 && f.data[first-1] >= '0' && f.data[first-1] <= '9' {
			first--
		}
		num, ok := pdfNumber(f.data[first:digits])
		if !ok || start == i || digits == start {
			continue
		}
		f.objects[int(num)] = pdfPlace{offset: first} // the last one holds
	}
	for at := 0; ; {
		i := bytes.Index(f.data[at:], []byte("trailer"))
		if i < 0 {
			break
		}
		at += i + len("trailer")
		l := pdfLexer{data: f.data, pos: at, refs: true}
		if v, _ := l.value(0); v != nil {
			if d, ok := v.(pdfDict); ok {
				for k, v := range d {
					f.trailer[k] = v
				}
			}
		}
	}
	f.rebuildPacked()
}

// rebuildPacked adds the objects in object streams, and the root where no trailer names it.
func (f *pdfFile) rebuildPacked() {
	for _, num := range sortedKeys(f.objects) {
		switch v := f.object(num).(type) {
		case *pdfStream:
			if v.dict["Type"] == pdfName("ObjStm") {
				if p := f.packed(num); p != nil {
					for i, n := range p.numbers {
						f.place(n, pdfPlace{pack: num, index: i})
					}
				}
			}
			if v.dict["Type"] == pdfName("XRef") {
				for _, k := range []pdfName{"Root", "Encrypt"} {
					if f.trailer[k] == nil && v.dict[k] != nil {
						f.trailer[k] = v.dict[k]
					}
				}
			}
		}
	}
	if f.dict(f.trailer["Root"]) != nil {
		return
	}
	for _, num := range sortedKeys(f.objects) {
		if d, ok := f.object(num).(pdfDict); ok && d["Type"] == pdfName("Catalog") {
			f.trailer["Root"] = pdfRef{num: num}
		}
	}
}
