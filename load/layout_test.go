package load

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/compress/snappy"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"solieu/load/page"
	"solieu/schemas/tables"
)

// writerOptions are those of parquet-go's own writer, which stands for the other layouts.
func writerOptions(t tables.Table, codec *zstd.Codec) []parquet.WriterOption {
	options := []parquet.WriterOption{
		parquet.Compression(codec),
		parquet.MaxRowsPerRowGroup(page.GroupRows),
		parquet.CreatedBy("solieu", tables.Version, "0"),
		parquet.KeyValueMetadata("solieu.contract", tables.Version),
		parquet.KeyValueMetadata("solieu.table", t.Name),
		parquet.DataPageStatistics(true),
	}
	nullable := map[string]bool{}
	for _, c := range t.Columns {
		nullable[c.Name] = c.Nullable
		if c.Type == tables.TypeDecimal || c.Long {
			options = append(options, parquet.SkipPageBounds(c.Name), parquet.SkipPageStatistics(c.Name))
		}
	}
	var sorting []parquet.SortingColumn
	for _, name := range t.Sort {
		column := parquet.Ascending(name)
		if nullable[name] {
			column = parquet.NullsFirst(column)
		}
		sorting = append(sorting, column)
	}
	return append(options, parquet.SortingWriterConfig(parquet.SortingColumns(sorting...)))
}

// layout is a way to lay out the rows of one partition of observations.
type layout struct {
	name     string
	codec    compress.Codec
	rows     int64 // of a row group
	shuffled bool  // not in the order of the table
	plain    bool  // without dictionaries
}

// TestLayouts writes the same observations in several layouts to the folder SOLIEU_LAYOUT, as NAME.parquet; interop/layout.py measures them.
// SOLIEU_LAYOUT_DOCUMENTS of 500 figures each (400 by default) are one partition.
func TestLayouts(t *testing.T) {
	dir := os.Getenv("SOLIEU_LAYOUT")
	if dir == "" {
		t.Skip("SOLIEU_LAYOUT is not set")
	}
	documents := 400
	if n, err := strconv.Atoi(os.Getenv("SOLIEU_LAYOUT_DOCUMENTS")); err == nil {
		documents = n
	}
	var rows []tables.Observation
	for i := range documents {
		ext, a := report(fmt.Sprintf("d/%05d.txt", i), 2023, "06", 500, strconv.Itoa(i))
		rows = append(rows, tables.Rows(ext, a).Observations...)
	}
	slices.SortFunc(rows, func(a, b tables.Observation) int { return a.Compare(&b) })
	published := &zstd.Codec{Level: compression}
	for _, l := range []layout{
		{name: "published", codec: published, rows: page.GroupRows},
		{name: "parquet-go", codec: published, rows: page.GroupRows},
		{name: "zstd-fastest", codec: &zstd.Codec{Level: zstd.SpeedFastest}, rows: page.GroupRows},
		{name: "zstd-better", codec: &zstd.Codec{Level: zstd.SpeedBetterCompression}, rows: page.GroupRows},
		{name: "snappy", codec: &snappy.Codec{}, rows: page.GroupRows},
		{name: "row-groups-8k", codec: published, rows: 8 << 10},
		{name: "one-row-group", codec: published, rows: int64(len(rows))},
		{name: "unsorted", codec: published, rows: page.GroupRows, shuffled: true},
		{name: "no-dictionaries", codec: published, rows: page.GroupRows, plain: true},
	} {
		took, bytes := l.write(t, filepath.Join(dir, l.name+".parquet"), slices.Clone(rows))
		t.Logf("%-16s %8.1f KiB %6.2f s", l.name, float64(bytes)/1024, took.Seconds())
	}
}

func (l layout) write(t *testing.T, path string, rows []tables.Observation) (time.Duration, int64) {
	t.Helper()
	if l.name == "published" {
		start := time.Now()
		w := writeRows(t, newBuilder(t.Context(), disk{}, t.TempDir(), Snapshot{}), path, rows)
		return time.Since(start), w.bytes
	}
	if l.shuffled {
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	table := tables.Of[tables.Observation]()
	if l.shuffled {
		table.Sort = nil
	}
	options := append(writerOptions(table, &zstd.Codec{Level: compression}), parquet.Compression(l.codec), parquet.MaxRowsPerRowGroup(l.rows))
	as := reflect.TypeFor[tables.Observation]()
	if l.plain {
		as = withoutDictionaries(as)
	}
	w := parquet.NewWriter(f, append(options, parquet.SchemaOf(reflect.New(as).Interface()))...)
	start := time.Now()
	for i := range rows {
		if err := w.Write(reflect.NewAt(as, unsafe.Pointer(&rows[i])).Interface()); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	took := time.Since(start)
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	return took, info.Size()
}

// withoutDictionaries is the row type with the same fields in the same places, and tags that ask for no dictionary.
func withoutDictionaries(row reflect.Type) reflect.Type {
	var fields []reflect.StructField
	for i := range row.NumField() {
		f := row.Field(i)
		f.Tag = reflect.StructTag(strings.Replace(string(f.Tag), ",dict", "", 1))
		fields = append(fields, f)
	}
	return reflect.StructOf(fields)
}
