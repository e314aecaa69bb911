package load

import (
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/parquet-go/parquet-go"

	"solieu/schemas/tables"
)

// encoders is how many columns of a chunk are encoded at a time. The bytes of a column depend on its own values alone, so the number
// does not show in the file.
const encoders = 2

// columnWriter writes the rows of one file column by column: it reads the fields where they lie, without making a row of values first.
// A chunk is encoded while the caller fills the next one.
type columnWriter[T any] struct {
	file    *parquet.GenericWriter[T]
	columns []columnCells
	chunks  [2][]T
	turn    int // the chunk that is being filled
	rows    int64
	busy    sync.WaitGroup
	failed  atomic.Pointer[error]
}

func newColumnWriter[T any](t tables.Table, file *parquet.GenericWriter[T]) *columnWriter[T] {
	w := &columnWriter[T]{file: file}
	row, writers := reflect.TypeFor[T](), file.ColumnWriters()
	digests := newDigests(len(t.Columns))
	for i, c := range t.Columns {
		f := row.Field(c.Field)
		w.columns = append(w.columns, columnCells{digest: digests[i], to: writers[i], index: i, offset: f.Offset, stride: row.Size(), kind: c.Type,
			pointer: f.Type.Kind() == reflect.Pointer, nullable: c.Nullable,
			null: parquet.NullValue().Level(0, 0, i)})
	}
	for i := range w.chunks {
		w.chunks[i] = make([]T, 0, chunkRows)
	}
	return w
}

// row takes one row.
func (w *columnWriter[T]) row(row *T) error {
	chunk := &w.chunks[w.turn]
	if *chunk = append(*chunk, *row); len(*chunk) < chunkRows {
		return nil
	}
	return w.flush()
}

// flush hands the chunk over to the encoders, once they are done with the one before. A full row group goes to the file.
func (w *columnWriter[T]) flush() error {
	if err := w.wait(); err != nil {
		return err
	}
	if w.rows > 0 && w.rows%rowGroupRows == 0 {
		if err := firstOf(w.pages(), w.file.Flush()); err != nil {
			return err
		}
	}
	chunk := w.chunks[w.turn]
	w.turn = 1 - w.turn
	w.chunks[w.turn] = w.chunks[w.turn][:0]
	if len(chunk) == 0 {
		return nil
	}
	w.rows += int64(len(chunk))
	w.each(func(c *columnCells) error { return c.write(unsafe.Pointer(unsafe.SliceData(chunk)), len(chunk)) })
	return nil
}

// each starts to do something with every column; wait tells when it is done.
func (w *columnWriter[T]) each(do func(*columnCells) error) {
	var next atomic.Int64
	for range encoders {
		w.busy.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(w.columns); i = int(next.Add(1)) - 1 {
				if err := do(&w.columns[i]); err != nil {
					w.failed.CompareAndSwap(nil, &err)
					return
				}
			}
		})
	}
}

func (w *columnWriter[T]) wait() error {
	w.busy.Wait()
	if err := w.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// close writes what is left, and the footer.
func (w *columnWriter[T]) close() error {
	if err := w.flush(); err != nil {
		return err
	}
	if err := firstOf(w.wait(), w.pages()); err != nil {
		return err
	}
	return w.file.Close()
}

// pages ends the page of every column; what is left to the file is to put them together.
func (w *columnWriter[T]) pages() error {
	w.each(func(c *columnCells) error { return c.to.Flush() })
	return w.wait()
}

func (w *columnWriter[T]) digests() []digest {
	out := make([]digest, len(w.columns))
	for i := range w.columns {
		out[i] = w.columns[i].digest
	}
	return out
}

// columnCells takes the values of one column from rows in memory: a field at a fixed offset from the beginning of each row.
type columnCells struct {
	digest   digest
	to       *parquet.ColumnWriter
	index    int
	offset   uintptr
	stride   uintptr // size of a row
	kind     tables.Type
	pointer  bool // the field is a pointer; nil is NULL
	nullable bool // NULL is nil, or the empty text
	null     parquet.Value
	values   []parquet.Value
}

// write encodes the column of n rows, which lie one after the other from first on, and adds them to its digest.
func (c *columnCells) write(first unsafe.Pointer, n int) error {
	c.values = c.values[:0]
	for i := range n {
		field := unsafe.Add(first, uintptr(i)*c.stride+c.offset)
		if c.pointer {
			field = *(*unsafe.Pointer)(field)
		}
		if field == nil || c.nullable && !c.pointer && c.zero(field) {
			c.digest.mark(markNull)
			c.values = append(c.values, c.null)
			continue
		}
		if c.kind == tables.TypeInt64List {
			c.list(*(*[]int64)(field))
			continue
		}
		v, err := c.value(field)
		if err != nil {
			return err
		}
		if c.nullable {
			v = v.Level(0, 1, c.index)
		}
		c.values = append(c.values, v)
	}
	_, err := c.to.WriteRowValues(c.values)
	return err
}

func (c *columnCells) zero(field unsafe.Pointer) bool {
	return c.kind == tables.TypeString && *(*string)(field) == ""
}

func (c *columnCells) value(field unsafe.Pointer) (parquet.Value, error) {
	switch c.kind {
	case tables.TypeString:
		text := *(*string)(field)
		b := unsafe.Slice(unsafe.StringData(text), len(text))
		c.digest.bytes(b)
		return parquet.ByteArrayValue(b), nil
	case tables.TypeDecimal:
		b := (*tables.Decimal)(field)[:]
		c.digest.bytes(b)
		return parquet.FixedLenByteArrayValue(b), nil
	case tables.TypeInt32, tables.TypeDate:
		v := *(*int32)(field)
		c.digest.number(uint64(int64(v)))
		return parquet.Int32Value(v), nil
	case tables.TypeInt64:
		v := *(*int64)(field)
		c.digest.number(uint64(v))
		return parquet.Int64Value(v), nil
	case tables.TypeDouble:
		v := *(*float64)(field)
		c.digest.double(v)
		return parquet.DoubleValue(v), nil
	case tables.TypeBoolean:
		v := *(*bool)(field)
		c.digest.number(truth(v))
		return parquet.BooleanValue(v), nil
	case tables.TypeTimestamp:
		v := (*time.Time)(field).UnixMicro()
		c.digest.number(uint64(v))
		return parquet.Int64Value(v), nil
	}
	return parquet.Value{}, fmt.Errorf("column %d: no form for the type %s", c.index, c.kind)
}

// list adds the elements of one row. An empty list is a value without elements, not a NULL.
func (c *columnCells) list(elements []int64) {
	if len(elements) == 0 {
		c.digest.mark(markEmpty)
		c.values = append(c.values, c.null)
		return
	}
	for i, v := range elements {
		again := 0
		if i > 0 {
			again = 1
			c.digest.mark(markNext)
		} else {
			c.digest.mark(markFirst)
		}
		c.digest.number(uint64(v))
		c.values = append(c.values, parquet.Int64Value(v).Level(again, 1, c.index))
	}
}
