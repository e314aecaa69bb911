package load

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"solieu/schemas"
	"solieu/schemas/tables"
)

func genCheck(t *rapid.T) tables.Check {
	text := rapid.SampledFrom([]string{"", "đạt", "Bắc Kạn", "\x00", "đạt\x00"})
	c := tables.Check{IssueID: text.Draw(t, "id"), URI: text.Draw(t, "uri"), Sentence: text.Draw(t, "sentence"), Complete: rapid.Bool().Draw(t, "complete"),
		Ordinal: rapid.Int32().Draw(t, "ordinal"), OperandStarts: rapid.SliceOf(rapid.Int64()).Draw(t, "operands")}
	if rapid.Bool().Draw(t, "stated") {
		n := rapid.Int64().Draw(t, "start")
		c.StatedStart = &n
		c.Deviation = tables.NewDecimal(schemas.Int64(n))
		day := tables.Date(int32(n))
		c.DocumentDate = &day
	}
	return c
}

// TestRowsSurviveTheSpool: what is read from a run is what was written, and a cut run is an error.
func TestRowsSurviveTheSpool(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(genCheck), 1, 20).Draw(t, "rows")
		var b bytes.Buffer
		w := newRowWriter(&b)
		for i := range rows {
			if err := w.row("year=1", reflect.ValueOf(&rows[i]).Elem()); err != nil {
				t.Fatal(err)
			}
		}
		w.w.Flush()
		whole := b.Bytes()
		r := newRowReader(bytes.NewReader(whole))
		for i := range rows {
			var got tables.Check
			part, err := r.row(reflect.ValueOf(&got).Elem())
			if err != nil || part != "year=1" {
				t.Fatal(part, err)
			}
			if d := cmp.Diff(rows[i], got); d != "" {
				t.Fatal(d)
			}
		}
		if _, err := r.row(reflect.ValueOf(new(tables.Check)).Elem()); err != io.EOF {
			t.Fatal(err)
		}
		cut := newRowReader(bytes.NewReader(whole[:len(whole)-1]))
		var err error
		for range rows {
			if _, err = cut.row(reflect.ValueOf(new(tables.Check)).Elem()); err != nil {
				break
			}
		}
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatal(err)
		}
	})
}
