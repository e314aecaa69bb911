package page

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
	"pgregory.net/rapid"

	"solieu/load/block"
	"solieu/schemas"
	"solieu/schemas/tables"
)

var codec = &Zstd{Level: zstd.SpeedDefault}

func formatFor[T any, P tables.Row[T]](t testing.TB) *Format {
	t.Helper()
	f, err := NewFormat[T, P](codec)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// write writes rows as a file, in blocks of the given sizes and the rest in one.
func write[T any](f *Format, rows []T, sizes ...int) ([]byte, error) {
	var out bytes.Buffer
	file := f.Create(&out)
	defer file.Abort()
	e := block.NewEncoder[T](f.Columns())
	for len(rows) > 0 {
		n := len(rows)
		if len(sizes) > 0 {
			n, sizes = min(sizes[0], n), sizes[1:]
		}
		if err := file.Add(block.View{Data: e.Append(nil, rows[:n]), Rows: n}); err != nil {
			return nil, err
		}
		rows = rows[n:]
	}
	_, _, err := file.Close()
	return out.Bytes(), err
}

// opened opens a file with parquet-go.
func opened(t *testing.T, file []byte) *parquet.File {
	t.Helper()
	pf, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return pf
}

func genCheck(t *rapid.T) tables.Check {
	text := rapid.SampledFrom([]string{"", "đạt", "Bắc Kạn", "vượt", "\x00"})
	c := tables.Check{IssueID: text.Draw(t, "id"), URI: text.Draw(t, "uri"), Sentence: text.Draw(t, "sentence"), MessageVI: text.Draw(t, "message"),
		Complete: rapid.Bool().Draw(t, "complete"), Ordinal: rapid.Int32().Draw(t, "ordinal"), OperandStarts: rapid.SliceOfN(rapid.Int64(), 0, 4).Draw(t, "operands")}
	if rapid.Bool().Draw(t, "stated") {
		n := rapid.Int64().Draw(t, "start")
		c.StatedStart, c.Deviation = &n, tables.NewDecimal(schemas.Int64(n))
	}
	return c
}

// TestRowsComeBack: parquet-go reads every row as it was written, and the way the rows were cut into blocks does not show in the bytes.
func TestRowsComeBack(t *testing.T) {
	f := formatFor[tables.Check](t)
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(genCheck), 0, 40).Draw(t, "rows")
		file, err := write(f, rows)
		if err != nil {
			t.Fatal(err)
		}
		got, err := parquet.Read[tables.Check](bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(rows, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
		again, err := write(f, rows, rapid.SliceOfN(rapid.IntRange(1, 9), 0, 9).Draw(t, "sizes")...)
		if err != nil || !bytes.Equal(file, again) {
			t.Fatal("other bytes of the same rows", err)
		}
	})
}

// many are rows enough for two row groups, and pages enough for bounds to tell them apart.
func many() []tables.Numeral {
	rows := make([]tables.Numeral, GroupRows+5000)
	for i := range rows {
		rows[i] = tables.Numeral{DocumentID: fmt.Sprintf("%064d", i/500), Start: int64(i % 500), Text: strings.Repeat("9", i%17), Class: "figure"}
		if figure := int32(i); i%3 > 0 {
			rows[i].Figure = &figure
		}
	}
	return rows
}

// TestRowGroups: rows beyond a group go to the next, wherever blocks end; help makes the same bytes.
func TestRowGroups(t *testing.T) {
	f, rows := formatFor[tables.Numeral](t), many()
	file, err := write(f, rows, GroupRows-1000, 4096)
	if err != nil {
		t.Fatal(err)
	}
	got, err := parquet.Read[tables.Numeral](bytes.NewReader(file), int64(len(file)))
	if diff := cmp.Diff(rows, got); diff != "" || err != nil {
		t.Fatal(err, diff)
	}
	pf, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil || len(pf.RowGroups()) != 2 || pf.RowGroups()[0].NumRows() != GroupRows {
		t.Fatal(err, len(pf.RowGroups()))
	}
	var helped bytes.Buffer
	out := f.Create(&helped)
	out.Help(func(task func()) bool { go task(); return true })
	e := block.NewEncoder[tables.Numeral](f.Columns())
	for some := range slices.Chunk(rows, 4096) {
		if err := out.Add(block.View{Data: e.Append(nil, some), Rows: len(some)}); err != nil {
			t.Fatal(err)
		}
	}
	if _, n, err := out.Close(); err != nil || n != int64(len(rows)) || !bytes.Equal(helped.Bytes(), file) {
		t.Error("help made other bytes", n, err)
	}
}

// TestBoundsHold: the bounds of every page are its least and greatest value, and NULLs are counted.
func TestBoundsHold(t *testing.T) {
	rows := many()
	file, err := write(formatFor[tables.Numeral](t), rows)
	if err != nil {
		t.Fatal(err)
	}
	pf := opened(t, file)
	paged, first, schema := 0, 0, parquet.SchemaOf(tables.Numeral{})
	values := make([]parquet.Row, len(rows))
	for i := range rows {
		values[i] = schema.Deconstruct(nil, &rows[i])
	}
	for _, group := range pf.RowGroups() {
		for c, chunk := range group.ColumnChunks() {
			index, err := chunk.ColumnIndex()
			if err != nil {
				t.Fatal(err)
			}
			offsets, err := chunk.OffsetIndex()
			if err != nil {
				t.Fatal(err)
			}
			paged += index.NumPages()
			for p := range index.NumPages() {
				from, to := int(offsets.FirstRowIndex(p)), int(group.NumRows())
				if p+1 < index.NumPages() {
					to = int(offsets.FirstRowIndex(p + 1))
				}
				var least, greatest parquet.Value
				nulls := int64(0)
				for i := first + from; i < first+to; i++ {
					v := values[i][c]
					if v.IsNull() {
						nulls++
						continue
					}
					if compare := chunk.Type().Compare; least.IsNull() || compare(v, least) < 0 {
						least = v
					}
					if compare := chunk.Type().Compare; greatest.IsNull() || compare(v, greatest) > 0 {
						greatest = v
					}
				}
				if index.NullCount(p) != nulls || !bytes.Equal(index.MinValue(p).Bytes(), least.Bytes()) || !bytes.Equal(index.MaxValue(p).Bytes(), greatest.Bytes()) {
					t.Errorf("column %d, page %d: %v to %v with %d NULLs, it holds %v to %v with %d", c, p, index.MinValue(p), index.MaxValue(p), index.NullCount(p), least, greatest, nulls)
				}
			}
			if pf.Schema().Columns()[c][0] == "document_id" && !index.IsAscending() {
				t.Error("the bounds of the sorted column do not ascend")
			}
		}
		first += int(group.NumRows())
	}
	if columns := len(pf.Schema().Columns()); paged < 2*columns+2 {
		t.Errorf("%d pages of %d columns: too few to tell anything", paged, columns)
	}
}

// TestNoBounds: decimals and long texts have none, NaN has no place in them, and both zeros are one.
func TestNoBounds(t *testing.T) {
	d := tables.NewDecimal(schemas.Int64(-1))
	rows := []tables.Observation{{ValueDouble: math.NaN(), Value: d, Quote: "a"}, {ValueDouble: 0}, {ValueDouble: 2}}
	file, err := write(formatFor[tables.Observation](t), rows)
	if err != nil {
		t.Fatal(err)
	}
	pf := opened(t, file)
	for _, c := range pf.Metadata().RowGroups[0].Columns {
		stats := c.MetaData.Statistics
		switch c.MetaData.PathInSchema[0] {
		case "value", "quote":
			if c.ColumnIndexOffset != 0 || stats.MinValue != nil || stats.MaxValue != nil || stats.NullCount != 2 {
				t.Errorf("%s: %+v", c.MetaData.PathInSchema, stats)
			}
		case "value_double":
			if stats.NullCount != 0 || doubleOf(le(stats.MinValue)) != 0 || !math.Signbit(doubleOf(le(stats.MinValue))) || doubleOf(le(stats.MaxValue)) != 2 {
				t.Errorf("%+v", stats)
			}
		case "unit":
			if stats.NullCount != 3 || stats.MinValue != nil {
				t.Errorf("%+v", stats)
			}
		case "document_id":
			if stats.MinValue == nil || len(stats.MinValue) > 0 {
				t.Errorf("the bounds of the empty text are %q", stats.MinValue)
			}
		}
	}
}

// TestNoBoundsOfVeryLongTexts: a text of a column that has bounds may be longer than readers take of a page header; then it has none.
func TestNoBoundsOfVeryLongTexts(t *testing.T) {
	for n, want := range map[int]bool{maxBound: true, maxBound + 1: false} {
		file, err := write(formatFor[tables.Numeral](t), []tables.Numeral{{Text: "1"}, {Text: strings.Repeat("2", n)}, {Text: "3"}})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range opened(t, file).Metadata().RowGroups[0].Columns {
			if c.MetaData.PathInSchema[0] != "text" {
				continue
			}
			if stats := c.MetaData.Statistics; (stats.MinValue != nil) != want || (stats.MaxValue != nil) != want || (c.ColumnIndexOffset != 0) != want {
				t.Errorf("a text of %d bytes: bounds of %d and %d bytes, index at %d", n, len(stats.MinValue), len(stats.MaxValue), c.ColumnIndexOffset)
			}
		}
	}
}

// TestNoIndexWithoutOrder: a page of NaN alone has no bounds, so the column has no index, which would have to speak of every page.
func TestNoIndexWithoutOrder(t *testing.T) {
	rows := make([]tables.Observation, 40000)
	for i := range rows {
		if rows[i].ValueDouble = float64(i); i >= 33000 {
			rows[i].ValueDouble = math.NaN()
		}
	}
	file, err := write(formatFor[tables.Observation](t), rows)
	if err != nil {
		t.Fatal(err)
	}
	pf := opened(t, file)
	for i, chunk := range pf.RowGroups()[0].ColumnChunks() {
		offsets, err := chunk.OffsetIndex()
		if err != nil {
			t.Fatal(err)
		}
		index, err := chunk.ColumnIndex()
		if name := pf.Schema().Columns()[i][0]; err == nil && index != nil && index.NumPages() != offsets.NumPages() || name == "value_double" && offsets.NumPages() < 2 {
			t.Errorf("%s: %d pages have bounds of %d", name, offsets.NumPages(), index.NumPages())
		}
	}
}

func le(b []byte) (v uint64) {
	for i, x := range b {
		v |= uint64(x) << (8 * i)
	}
	return v
}

// TestEveryPageHasItsSum: a flipped bit in any page is found by the reader.
func TestEveryPageHasItsSum(t *testing.T) {
	rows := many()[:3000]
	file, err := write(formatFor[tables.Numeral](t), rows)
	if err != nil {
		t.Fatal(err)
	}
	pf := opened(t, file)
	for _, c := range pf.Metadata().RowGroups[0].Columns {
		end := c.MetaData.DataPageOffset + c.MetaData.TotalCompressedSize
		if c.MetaData.DictionaryPageOffset > 0 {
			end = c.MetaData.DictionaryPageOffset + c.MetaData.TotalCompressedSize
		}
		bad := bytes.Clone(file)
		bad[end-1] ^= 1 // the last byte of the last page
		if got, err := parquet.Read[tables.Numeral](bytes.NewReader(bad), int64(len(bad))); err == nil && cmp.Equal(rows, got) {
			t.Errorf("%s: nobody minds a flipped bit", c.MetaData.PathInSchema)
		}
	}
}

// failing is a disk that is full after some bytes.
type failing struct{ left int }

var errFull = errors.New("full")

func (f *failing) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errFull
	}
	return len(b), nil
}

// TestFailedFilesLeaveNothing: a file that could not be written does not show in the next one of its format.
func TestFailedFilesLeaveNothing(t *testing.T) {
	f, rows := formatFor[tables.Numeral](t), many()[:2000]
	want, err := write(f, rows)
	if err != nil {
		t.Fatal(err)
	}
	e := block.NewEncoder[tables.Numeral](f.Columns())
	for left := 0; left < len(want); left += len(want)/50 + 1 {
		file := f.Create(&failing{left})
		err := file.Add(block.View{Data: e.Append(nil, rows), Rows: len(rows)})
		if err == nil {
			_, _, err = file.Close()
		}
		if file.Abort(); !errors.Is(err, errFull) {
			t.Fatal(left, err)
		}
		if again, err := write(f, rows); err != nil || !bytes.Equal(again, want) {
			t.Fatal(left, err)
		}
	}
}

// TestAnEmptyFile: a file without rows has a schema and no row group.
func TestAnEmptyFile(t *testing.T) {
	file, err := write(formatFor[tables.Check](t), []tables.Check{})
	if err != nil {
		t.Fatal(err)
	}
	pf, err := parquet.OpenFile(bytes.NewReader(file), int64(len(file)))
	if err != nil || pf.NumRows() != 0 || len(pf.Schema().Columns()) != len(tables.Of[tables.Check]().Columns) {
		t.Fatal(err)
	}
	var m format.FileMetaData = *pf.Metadata()
	if m.CreatedBy == "" || len(m.KeyValueMetadata) != 2 {
		t.Errorf("%+v", m)
	}
}

// TestLongTextsHavePagesOfTheirOwn: a page does not wait for a thousand texts when a few fill it.
func TestLongTextsHavePagesOfTheirOwn(t *testing.T) {
	rows := make([]tables.Text, 12)
	for i := range rows {
		rows[i] = tables.Text{DocumentID: fmt.Sprint(i), Text: strings.Repeat(string(rune('a'+i)), 100<<10)}
	}
	f := formatFor[tables.Text](t)
	file, err := write(f, rows)
	if err != nil {
		t.Fatal(err)
	}
	pf := opened(t, file)
	offsets, err := pf.RowGroups()[0].ColumnChunks()[2].OffsetIndex()
	if err != nil || offsets.NumPages() != 4 {
		t.Fatal(err, offsets.NumPages())
	}
	got, err := parquet.Read[tables.Text](bytes.NewReader(file), int64(len(file)))
	if err != nil || !cmp.Equal(rows, got) {
		t.Fatal("other rows", err)
	}
	if again, err := write(f, rows, 5, 1); err != nil || !bytes.Equal(again, file) {
		t.Fatal("other bytes", err)
	}
}
