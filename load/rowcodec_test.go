package load

import (
	gocmp "cmp"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"solieu/load/block"
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

// TestRowsSurviveTheSpool: what is read of a block is what was written, and a cut block is an error.
func TestRowsSurviveTheSpool(t *testing.T) {
	c := newCodec[tables.Check]()
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.Custom(genCheck), 1, 20).Draw(t, "rows")
		block := c.encode(nil, rows)
		got, err := c.decode(nil, block, len(rows))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(rows, got); d != "" {
			t.Fatal(d)
		}
		cut := rapid.IntRange(0, len(block)-1).Draw(t, "cut")
		if _, err := c.decode(nil, block[:cut], len(rows)); !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Fatal(err)
		}
	})
}

// TestBlocksComeInOrder: documents that were added in any order, some in two pieces, come out sorted, from memory or from a file.
func TestBlocksComeInOrder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		b := newBlocks[tables.Check](disk{}, t.TempDir(), int64(rapid.SampledFrom([]int{8, 4096, 1 << 20}).Draw(r, "memory")))
		defer b.close()
		want := 0
		for range rapid.IntRange(1, 30).Draw(r, "pieces") {
			rows := rapid.SliceOfN(rapid.Custom(genCheck), 1, 5).Draw(r, "rows")
			owner := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(r, "owner")
			for i := range rows {
				rows[i].DocumentID = owner
			}
			if err := b.add("year="+rapid.SampledFrom([]string{"1", "2"}).Draw(r, "part"), rows); err != nil {
				r.Fatal(err)
			}
			want += len(rows)
		}
		parts, decode, seen := b.parts(), block.NewDecoder[tables.Check](b.columns), 0
		for part, pieces := range parts {
			last := ""
			for _, p := range pieces {
				v, err := b.read(nil, p)
				if err != nil {
					r.Fatal(err)
				}
				rows, err := decode.Append(nil, v)
				if err != nil || len(rows) == 0 {
					r.Fatal(err)
				}
				if !slices.IsSortedFunc(rows, func(a, b tables.Check) int { return a.Compare(&b) }) || p.owner < last || p.part != b.names[part] {
					r.Fatalf("%s: %s after %s", part, p.owner, last)
				}
				for _, row := range rows {
					if row.DocumentID != p.owner {
						r.Fatal("a row of another document")
					}
				}
				last = p.owner
				seen += len(rows)
			}
		}
		if seen != want {
			r.Fatalf("%d rows, want %d", seen, want)
		}
	})
}

// TestSpoolSorts: records come out by group and key, equal ones as they were added, from memory or from runs.
func TestSpoolSorts(t *testing.T) {
	type added struct{ group, key string }
	rapid.Check(t, func(r *rapid.T) {
		s := newSpool(disk{}, t.TempDir(), int64(rapid.SampledFrom([]int{30, 300, 1 << 20}).Draw(r, "limit")))
		all := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) added {
			return added{rapid.SampledFrom([]string{"", "b", "ab", "a"}).Draw(r, "group"), rapid.StringN(0, 2, -1).Draw(r, "key")}
		}), 0, 40).Draw(r, "records")
		for i, a := range all {
			if err := s.addTo([]byte(a.group), []byte(a.key), []byte{byte(i)}); err != nil {
				r.Fatal(err)
			}
		}
		want := make([]int, len(all))
		for i := range want {
			want[i] = i
		}
		slices.SortStableFunc(want, func(i, j int) int {
			return gocmp.Or(strings.Compare(all[i].group, all[j].group), strings.Compare(all[i].key, all[j].key))
		})
		var got []int
		for rec, err := range s.sorted() {
			if err != nil {
				r.Fatal(err)
			}
			n := int(rec.value[0])
			if (added{string(rec.group), string(rec.key)}) != all[n] {
				r.Fatalf("record %d came back as %q %q", n, rec.group, rec.key)
			}
			got = append(got, n)
		}
		if !slices.Equal(got, want) {
			r.Fatalf("%d, want %d", got, want)
		}
	})
}
