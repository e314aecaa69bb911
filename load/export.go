package load

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"reflect"
	"strings"
	"time"

	"solieu/schemas/tables"
)

// Export writes a whole table: as csv (RFC 4180 with a header, UTF-8, NULL as an empty field), jsonl (one object per row, keys in the
// order of the contract) or arrow (an Arrow IPC stream), the partition columns first; or as sdmx-csv (see docs/sdmx.md), which the tables
// observations and indicator_values have. It returns the number of rows that the format has no place for: SDMX knows no observation without a
// period.
func Export(s Snapshot, table, format string, w io.Writer) (left int64, err error) {
	switch table {
	case "observations":
		return export[tables.Observation](s, format, w)
	case "numerals":
		return export[tables.Numeral](s, format, w)
	case "checks":
		return export[tables.Check](s, format, w)
	case "documents":
		return export[tables.Document](s, format, w)
	case "texts":
		return export[tables.Text](s, format, w)
	case "rejects":
		return export[tables.Reject](s, format, w)
	case "runs":
		return export[tables.Run](s, format, w)
	case "dim_indicators":
		return export[tables.DimIndicator](s, format, w)
	case "dim_units":
		return export[tables.DimUnit](s, format, w)
	case "dim_areas":
		return export[tables.DimArea](s, format, w)
	case "dim_periods":
		return export[tables.DimPeriod](s, format, w)
	case "dim_documents":
		return export[tables.DimDocument](s, format, w)
	case "document_versions":
		return export[tables.DocumentVersion](s, format, w)
	case "indicator_values":
		return export[tables.IndicatorValue](s, format, w)
	}
	return 0, fmt.Errorf("%q is no table of the contract: see `solieu schema` for the tables", table)
}

// encoder takes the rows of one export.
type encoder interface {
	row(partition []string, row reflect.Value) error
	close() error
}

func newEncoder(t tables.Table, format string, w io.Writer, left *int64) (encoder, error) {
	switch format {
	case "csv":
		return newCSV(t, w)
	case "jsonl":
		return &jsonEncoder{table: t, w: bufio.NewWriter(w)}, nil
	case "arrow":
		return newArrow(t, w), nil
	case "sdmx-csv":
		return newSDMX(t, w, left)
	}
	return nil, fmt.Errorf("export format %q is not known: use csv, jsonl, arrow or sdmx-csv", format)
}

func export[T any, P tables.Row[T]](s Snapshot, format string, w io.Writer) (left int64, err error) {
	t := tables.Of[T, P]()
	e, err := newEncoder(t, format, w, &left)
	if err != nil {
		return 0, err
	}
	for _, f := range s.Files(t.Name) {
		partition := partitionValues(f.Partition())
		for row, err := range readParquet[T](filepath.Join(s.Dir, filepath.FromSlash(f.Path))) {
			if err != nil {
				return 0, err
			}
			if err := e.row(partition, reflect.ValueOf(row).Elem()); err != nil {
				return 0, err
			}
		}
	}
	return left, e.close()
}

// partitionValues returns the values of a path such as year=2023/area=06.
func partitionValues(part string) []string {
	var out []string
	for level := range strings.SplitSeq(part, "/") {
		if _, v, ok := strings.Cut(level, "="); ok {
			if plain, err := url.PathUnescape(v); err == nil {
				v = plain
			}
			out = append(out, v)
		}
	}
	return out
}

type csvEncoder struct {
	table  tables.Table
	w      *csv.Writer
	record []string
}

func newCSV(t tables.Table, w io.Writer) (*csvEncoder, error) {
	e := &csvEncoder{table: t, w: csv.NewWriter(w)}
	var header []string
	for _, c := range append(t.Partition, t.Columns...) {
		header = append(header, c.Name)
	}
	return e, e.w.Write(header)
}

func (e *csvEncoder) row(partition []string, row reflect.Value) error {
	e.record = append(e.record[:0], partition...)
	for _, c := range e.table.Columns {
		e.record = append(e.record, plain(row.Field(c.Field)))
	}
	return e.w.Write(e.record)
}

func (e *csvEncoder) close() error {
	e.w.Flush()
	return e.w.Error()
}

// plain writes one value as text; NULL is the empty text, a list is separated by spaces.
func plain(v reflect.Value) string {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	switch x := v.Interface().(type) {
	case time.Time:
		return x.UTC().Format("2006-01-02T15:04:05.000000Z")
	case []int64:
		return strings.Trim(fmt.Sprint(x), "[]")
	default:
		return fmt.Sprint(x)
	}
}

type jsonEncoder struct {
	table tables.Table
	w     *bufio.Writer
	line  []byte
}

func (e *jsonEncoder) row(partition []string, row reflect.Value) error {
	e.line = append(e.line[:0], '{')
	for i, c := range e.table.Partition {
		var v any = partition[i]
		if c.Type == tables.TypeInt32 {
			v = json.Number(partition[i])
		}
		if err := e.field(c.Name, v); err != nil {
			return err
		}
	}
	for _, c := range e.table.Columns {
		v := row.Field(c.Field)
		var value any
		if !c.Nullable || !v.IsZero() {
			value = v.Interface()
		}
		if err := e.field(c.Name, value); err != nil {
			return err
		}
	}
	_, err := e.w.Write(append(e.line, '}', '\n'))
	return err
}

func (e *jsonEncoder) field(name string, v any) error {
	if len(e.line) > 1 {
		e.line = append(e.line, ',')
	}
	e.line = append(append(append(e.line, '"'), name...), '"', ':')
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	e.line = append(e.line, strings.TrimSuffix(b.String(), "\n")...)
	return nil
}

func (e *jsonEncoder) close() error { return e.w.Flush() }
