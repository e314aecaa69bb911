package block

import (
	"errors"
	"io"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"solieu/schemas"
	"solieu/schemas/tables"
)

var words = rapid.SampledFrom([]string{"", "đạt", "Bắc Kạn", "\x00", "đạt\x00", "\xff"})

func genCheck(t *rapid.T) tables.Check {
	c := tables.Check{IssueID: words.Draw(t, "id"), URI: words.Draw(t, "uri"), Sentence: words.Draw(t, "sentence"), Complete: rapid.Bool().Draw(t, "complete"),
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

// TestRowsComeBack: what is read of a block is what was made into it, and a cut block is an error.
func TestRowsComeBack(t *testing.T) {
	columns := Layout[tables.Check]()
	e, d := NewEncoder[tables.Check](columns), NewDecoder[tables.Check](columns)
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(genCheck), 1, 20).Draw(t, "rows")
		data := e.Append(nil, rows)
		got, err := d.Append(nil, View{data, len(rows)})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(rows, got); diff != "" {
			t.Fatal(diff)
		}
		cut := rapid.IntRange(0, len(data)-1).Draw(t, "cut")
		if got, err := d.Append(nil, View{data[:cut], len(rows)}); !errors.Is(err, io.ErrUnexpectedEOF) || len(got) > 0 {
			t.Fatal(err)
		}
	})
}

// TestManyTexts: the numbers of texts take one, two or four bytes.
func TestManyTexts(t *testing.T) {
	columns := Layout[tables.Numeral]()
	e, d := NewEncoder[tables.Numeral](columns), NewDecoder[tables.Numeral](columns)
	for _, n := range []int{1, 2, 256, 257, 1 << 16, 1<<16 + 1} {
		rows := make([]tables.Numeral, n+3)
		for i := range rows {
			rows[i].Rule = string(rune('a' + i%n))
		}
		got, err := d.Append(nil, View{e.Append(nil, rows), len(rows)})
		if err != nil || !cmp.Equal(rows, got) {
			t.Fatal(n, err)
		}
	}
}

// TestSomeColumns: a struct may name some columns of a block alone, and times keep their microseconds.
func TestSomeColumns(t *testing.T) {
	at := time.Date(2023, 12, 31, 1, 2, 3, 4000, time.UTC)
	columns := Layout[tables.Run]()
	data := NewEncoder[tables.Run](columns).Append(nil, []tables.Run{{Job: "j", StartedAt: &at}, {Snapshot: 2, Full: true}})
	type some struct {
		Started *time.Time `parquet:"started_at,optional,timestamp(microsecond)"`
		Full    bool       `parquet:"full"`
		Number  int64      `parquet:"snapshot"`
	}
	got, err := NewDecoder[some](columns).Append(nil, View{data, 2})
	if diff := cmp.Diff([]some{{Started: &at}, {Full: true, Number: 2}}, got); diff != "" || err != nil {
		t.Fatal(diff, err)
	}
	defer func() {
		if recover() == nil {
			t.Error("a column of another form was taken")
		}
	}()
	NewDecoder[struct {
		Started time.Time `parquet:"started_at"`
	}](columns)
}
