package load

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/apache/arrow/go/v17/parquet/file"
	"github.com/apache/arrow/go/v17/parquet/schema"
	"pgregory.net/rapid"

	"solieu/schemas"
	"solieu/schemas/tables"
)

// failer is a test, or one of many that a property makes.
type failer interface{ Fatal(...any) }

// writeRows writes rows to a file.
func writeRows[T any, P tables.Row[T]](t failer, b *builder, path string, rows []T) written {
	f, err := formatOf[T, P]()
	if err != nil {
		t.Fatal(err)
	}
	w, err := writeFile(b, f, path, inBlocks[T, P](f.Columns(), values(rows)))
	if err = firstOf(err, b.wait()); err != nil {
		t.Fatal(err)
	}
	if err := w.file.Close(); err != nil {
		t.Fatal(err)
	}
	return w
}

// TestWitness: Arrow finds what the encoder lost, changed or added, and names the column.
func TestWitness(t *testing.T) {
	src := corpus(1, 20)[0]
	rows := tables.Rows(src.ext, src.a).Observations
	table := tables.Of[tables.Observation]()
	b, path := newBuilder(context.Background(), disk{}, t.TempDir(), Snapshot{}), filepath.Join(t.TempDir(), "a.parquet")
	w := writeRows(t, b, path, rows)
	if err := witness(path, table, w.rows, w.digests); err != nil {
		t.Fatal(err)
	}
	if err := witness(path, table, w.rows+1, w.digests); err == nil || !strings.Contains(err.Error(), "rows") {
		t.Error(err)
	}
	zero := int64(0)
	edits := map[string]func(*tables.Observation){
		"quote":        func(o *tables.Observation) { o.Quote += "." },
		"value":        func(o *tables.Observation) { o.Value = o.CheckComputed },
		"value_double": func(o *tables.Observation) { o.ValueDouble++ },
		"period_end":   func(o *tables.Observation) { o.PeriodEnd = o.PeriodStart },
		"parent_start": func(o *tables.Observation) { o.ParentStart = &zero },
		"section":      func(o *tables.Observation) { o.Section = "I" },
		"unit_mult":    func(o *tables.Observation) { o.UnitMult = -1 },
	}
	for column, edit := range edits {
		other := append([]tables.Observation{}, rows...)
		edit(&other[7])
		path := filepath.Join(t.TempDir(), "b.parquet")
		writeRows(t, b, path, other)
		if err := witness(path, table, w.rows, w.digests); err == nil || !strings.Contains(err.Error(), "column "+column+":") {
			t.Errorf("a change of %s: %v", column, err)
		}
	}
}

// TestVeryLongTexts: a numeral longer than what readers take of a page header is read back.
func TestVeryLongTexts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.parquet")
	w := writeRows(t, newBuilder(t.Context(), disk{}, t.TempDir(), Snapshot{}), path, []tables.Numeral{{Text: "1"}, {Text: strings.Repeat("2", 17<<20)}})
	if err := witness(path, tables.Of[tables.Numeral](), w.rows, w.digests); err != nil {
		t.Error(err)
	}
}

// TestNullsAmongTexts: every pattern of NULLs and values in a nullable column is written as it is.
func TestNullsAmongTexts(t *testing.T) {
	table, dir, n := tables.Of[tables.IndicatorValue](), t.TempDir(), 0
	b := newBuilder(context.Background(), disk{}, dir, Snapshot{})
	rapid.Check(t, func(t *rapid.T) {
		var rows []tables.IndicatorValue
		for len(rows) < 200 {
			for run, null := rapid.IntRange(1, 70).Draw(t, "run"), rapid.Bool().Draw(t, "null"); run > 0; run-- {
				r := tables.IndicatorValue{Indicator: strconv.Itoa(len(rows))}
				if start := int64(len(rows)); !null {
					r.GrowthBase, r.SourceStart, r.Growth = "2006", &start, tables.NewDecimal(schemas.Int64(start))
				}
				rows = append(rows, r)
			}
		}
		n++
		path := filepath.Join(dir, strconv.Itoa(n))
		w := writeRows(t, b, path, rows)
		if err := witness(path, table, w.rows, w.digests); err != nil {
			t.Fatal(err)
		}
	})
}

// TestArrowSeesTheContract: names, nullability and logical types of every table, as Arrow reads them from the file.
func TestArrowSeesTheContract(t *testing.T) {
	snap := run(t, open(t, t.TempDir(), Options{Now: clock}), Run{ID: "1", Version: "1"}, corpus(1, 3))
	want := map[tables.Type]string{
		tables.TypeString: "String", tables.TypeInt32: "Int(bitWidth=32, isSigned=true)", tables.TypeInt64: "Int(bitWidth=64, isSigned=true)",
		tables.TypeDouble: "None", tables.TypeBoolean: "None", tables.TypeDecimal: "Decimal(precision=38, scale=9)", tables.TypeDate: "Date",
		tables.TypeTimestamp: "Timestamp(isAdjustedToUTC=true, timeUnit=microseconds, is_from_converted_type=false, force_set_converted_type=false)",
		tables.TypeInt64List: "Int(bitWidth=64, isSigned=true)",
	}
	for _, table := range tables.All() {
		path := filepath.Join(snap.Dir, filepath.FromSlash(snap.Files(table.Name)[0].Path))
		r, err := file.OpenParquetFile(path, false)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		meta := r.MetaData()
		if v := meta.KeyValueMetadata().FindValue("solieu.contract"); v == nil || *v != tables.Version || meta.GetCreatedBy() != "solieu version "+tables.Version+"(build 0)" {
			t.Errorf("%s: contract %v, created by %q", table.Name, v, meta.GetCreatedBy())
		}
		if n := len(meta.RowGroups[0].SortingColumns); n != len(table.Sort) {
			t.Errorf("%s: %d sorting columns, want %d", table.Name, n, len(table.Sort))
		}
		for i, c := range table.Columns {
			column := meta.Schema.Column(i)
			nullable := column.SchemaNode().RepetitionType() == 1 && c.Type != tables.TypeInt64List
			if column.ColumnPath()[0] != c.Name || nullable != c.Nullable || typeName(column) != want[c.Type] {
				t.Errorf("%s.%s: Arrow sees %s, nullable %v, %s; want %s", table.Name, c.Name, column.ColumnPath(), nullable, typeName(column), want[c.Type])
			}
		}
	}
}

func typeName(c *schema.Column) string { return c.LogicalType().String() }
