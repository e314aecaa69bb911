package load

import (
	"io"
	"reflect"
	"strconv"
	"time"

	"github.com/apache/arrow/go/v17/arrow"
	"github.com/apache/arrow/go/v17/arrow/array"
	"github.com/apache/arrow/go/v17/arrow/decimal128"
	"github.com/apache/arrow/go/v17/arrow/ipc"
	"github.com/apache/arrow/go/v17/arrow/memory"

	"solieu/load/page"
	"solieu/schemas/tables"
)

// arrowEncoder writes record batches to an IPC stream.
type arrowEncoder struct {
	table tables.Table
	b     *array.RecordBuilder
	w     *ipc.Writer
	rows  int
}

func newArrow(t tables.Table, w io.Writer) *arrowEncoder {
	stored := t.Arrow()
	var fields []arrow.Field
	for _, c := range t.Partition {
		fields = append(fields, arrow.Field{Name: c.Name, Type: c.Type.Arrow()})
	}
	meta := stored.Metadata()
	schema := arrow.NewSchema(append(fields, stored.Fields()...), &meta)
	return &arrowEncoder{table: t, b: array.NewRecordBuilder(memory.NewGoAllocator(), schema), w: ipc.NewWriter(w, ipc.WithSchema(schema))}
}

func (e *arrowEncoder) row(partition []string, row reflect.Value) error {
	for i, c := range e.table.Partition {
		if c.Type == tables.TypeInt32 {
			n, err := strconv.Atoi(partition[i])
			if err != nil {
				return err
			}
			e.b.Field(i).(*array.Int32Builder).Append(int32(n))
			continue
		}
		e.b.Field(i).(*array.StringBuilder).Append(partition[i])
	}
	for i, c := range e.table.Columns {
		appendValue(e.b.Field(len(e.table.Partition)+i), c, row.Field(c.Field))
	}
	if e.rows++; e.rows == page.GroupRows {
		return e.flush()
	}
	return nil
}

func appendValue(b array.Builder, c tables.Column, v reflect.Value) {
	if c.Nullable && v.IsZero() {
		b.AppendNull()
		return
	}
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	switch b := b.(type) {
	case *array.StringBuilder:
		b.Append(v.String())
	case *array.Int32Builder:
		b.Append(int32(v.Int()))
	case *array.Int64Builder:
		b.Append(v.Int())
	case *array.Float64Builder:
		b.Append(v.Float())
	case *array.BooleanBuilder:
		b.Append(v.Bool())
	case *array.Date32Builder:
		b.Append(arrow.Date32(v.Int()))
	case *array.Decimal128Builder:
		d := v.Interface().(tables.Decimal)
		hi, lo := d.Words()
		b.Append(decimal128.New(hi, lo))
	case *array.TimestampBuilder:
		b.Append(arrow.Timestamp(v.Interface().(time.Time).UnixMicro()))
	case *array.ListBuilder:
		b.Append(true)
		for i := range v.Len() {
			b.ValueBuilder().(*array.Int64Builder).Append(v.Index(i).Int())
		}
	}
}

func (e *arrowEncoder) flush() error {
	record := e.b.NewRecord()
	defer record.Release()
	e.rows = 0
	return e.w.Write(record)
}

func (e *arrowEncoder) close() error {
	if e.rows > 0 {
		if err := e.flush(); err != nil {
			return err
		}
	}
	e.b.Release()
	return e.w.Close()
}
