package load

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"reflect"
)

// rowWriter writes rows to a spool's run, field by field. A text that equals that of the row before takes one byte, and the reader
// gives both rows the same memory. The form lives only as long as the transaction.
type rowWriter struct {
	w    *bufio.Writer
	last []string // the texts of the row before, by position
	buf  []byte
	at   int
}

// runBuffer is the size of the buffer of a run that is written or read; a merge has one for each run.
const runBuffer = 64 << 10

func newRowWriter(w io.Writer) *rowWriter { return &rowWriter{w: bufio.NewWriterSize(w, runBuffer)} }

func (w *rowWriter) text(s string) {
	if w.at == len(w.last) {
		w.last = append(w.last, "")
		w.last[w.at] = s + "\x00" // differs from s
	}
	if w.last[w.at] == s {
		w.buf = append(w.buf, 0)
	} else {
		w.buf = binary.AppendUvarint(w.buf, uint64(len(s))+1)
		w.buf = append(w.buf, s...)
		w.last[w.at] = s
	}
	w.at++
}

// row writes one row of a partition; v is a struct.
func (w *rowWriter) row(part string, v reflect.Value) error {
	w.buf, w.at = w.buf[:0], 0
	w.text(part)
	for i := range v.NumField() {
		w.value(v.Field(i))
	}
	_, err := w.w.Write(w.buf)
	return err
}

func (w *rowWriter) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			w.buf = append(w.buf, 0)
			return
		}
		w.buf = append(w.buf, 1)
		w.value(v.Elem())
	case reflect.String:
		w.text(v.String())
	case reflect.Int32, reflect.Int64:
		w.buf = binary.AppendVarint(w.buf, v.Int())
	case reflect.Float64:
		w.buf = binary.LittleEndian.AppendUint64(w.buf, math.Float64bits(v.Float()))
	case reflect.Bool:
		w.buf = append(w.buf, byte(truth(v.Bool())))
	case reflect.Array:
		w.buf = append(w.buf, v.Bytes()...)
	case reflect.Slice:
		w.buf = binary.AppendUvarint(w.buf, uint64(v.Len()))
		for i := range v.Len() {
			w.buf = binary.AppendVarint(w.buf, v.Index(i).Int())
		}
	default:
		panic(fmt.Sprintf("load: no spool form for %s", v.Type()))
	}
}

// rowReader reads what a rowWriter wrote.
type rowReader struct {
	r    *bufio.Reader
	last []string
	at   int
	err  error
}

func newRowReader(r io.Reader) *rowReader { return &rowReader{r: bufio.NewReaderSize(r, runBuffer)} }

// row reads one row into the struct v and returns its partition; [io.EOF] at the end.
func (r *rowReader) row(v reflect.Value) (part string, err error) {
	if _, err := r.r.Peek(1); err != nil {
		return "", err
	}
	r.at = 0
	part = r.text()
	for i := range v.NumField() {
		r.value(v.Field(i))
	}
	return part, r.err
}

func (r *rowReader) note(err error) {
	if r.err != nil || err == nil {
		return
	}
	if r.err = err; err == io.EOF {
		r.err = io.ErrUnexpectedEOF
	}
}

func (r *rowReader) full(b []byte) {
	_, err := io.ReadFull(r.r, b)
	r.note(err)
}

func (r *rowReader) uvarint() uint64 {
	n, err := binary.ReadUvarint(r.r)
	r.note(err)
	return n
}

func (r *rowReader) varint() int64 {
	n, err := binary.ReadVarint(r.r)
	r.note(err)
	return n
}

func (r *rowReader) text() string {
	if r.at == len(r.last) {
		r.last = append(r.last, "")
	}
	if n := r.uvarint(); n > 0 && r.err == nil {
		b := make([]byte, n-1)
		r.full(b)
		r.last[r.at] = string(b)
	}
	r.at++
	return r.last[r.at-1]
}

func (r *rowReader) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		flag, err := r.r.ReadByte()
		if r.note(err); flag == 1 {
			v.Set(reflect.New(v.Type().Elem()))
			r.value(v.Elem())
		}
	case reflect.String:
		v.SetString(r.text())
	case reflect.Int32, reflect.Int64:
		v.SetInt(r.varint())
	case reflect.Float64:
		var b [8]byte
		r.full(b[:])
		v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64(b[:])))
	case reflect.Bool:
		b, err := r.r.ReadByte()
		r.note(err)
		v.SetBool(b == 1)
	case reflect.Array:
		r.full(v.Bytes())
	case reflect.Slice:
		n := int(r.uvarint())
		list := make([]int64, 0, min(n, 1024))
		for range n {
			if r.err != nil {
				return
			}
			list = append(list, r.varint())
		}
		v.Set(reflect.ValueOf(list))
	}
}
