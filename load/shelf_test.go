package load

import (
	"os"
	"slices"
	"testing"

	"solieu/schemas/tables"
)

// placed are the columns of an observation that say where it is.
type placed struct {
	DocumentID string `parquet:"document_id"`
	Start      int64  `parquet:"start"`
}

func (p *placed) Owner() string { return p.DocumentID }

// TestShelfFindsRows: what the shelf finds by page bounds and row numbers is what reading everything finds.
func TestShelfFindsRows(t *testing.T) {
	snap := run(t, open(t, t.TempDir(), Options{}), Run{ID: "r", Version: "1", Lexicon: dictionary()}, corpus(40, 300))
	shelf := NewShelf(2) // fewer than files: they come and go
	defer shelf.Close()
	want := map[string][]int64{}
	for _, o := range all[tables.Observation](t, snap) {
		want[o.DocumentID] = append(want[o.DocumentID], o.Start)
	}
	for _, d := range all[tables.Document](t, snap) {
		rows, err := ReadOwned[placed](shelf, snap, "observations", "", d.DocumentID)
		if err != nil {
			t.Fatal(err)
		}
		var got []int64
		for _, r := range rows {
			got = append(got, r.Start)
		}
		if !slices.Equal(got, want[d.DocumentID]) {
			t.Fatalf("%s: %d rows, want %d", d.URI, len(got), len(want[d.DocumentID]))
		}
	}
	for _, f := range snap.Files("observations") {
		var in []placed
		for row, err := range ReadFrom[placed](shelf, snap.Path(f), 0) {
			if err != nil {
				t.Fatal(err)
			}
			in = append(in, row)
		}
		at := []int64{0, f.Rows / 2, f.Rows - 1}
		got, err := ReadAt[placed](shelf, snap.Path(f), slices.Compact(at))
		if err != nil || got[0] != in[0] || got[len(got)-1] != in[f.Rows-1] {
			t.Errorf("%s: %v, %v", f.Path, got, err)
		}
		for row, err := range ReadFrom[placed](shelf, snap.Path(f), f.Rows/2) {
			if err != nil || row != in[f.Rows/2] {
				t.Errorf("%s from the middle: %v, %v", f.Path, row, err)
			}
			break
		}
	}
	if rows, err := ReadOwned[placed](shelf, snap, "observations", "", "none"); err != nil || len(rows) != 0 {
		t.Errorf("a document that is not there: %d rows, %v", len(rows), err)
	}
}

// TestShelfOutlivesExpiry: a file on the shelf stays readable when its snapshot is removed.
func TestShelfOutlivesExpiry(t *testing.T) {
	snap := run(t, open(t, t.TempDir(), Options{}), Run{ID: "r", Version: "1", Lexicon: dictionary()}, corpus(2, 10))
	shelf := NewShelf(8)
	defer shelf.Close()
	path := snap.Path(snap.Files("observations")[0])
	first, err := ReadAt[placed](shelf, path, []int64{0})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(snap.Dir); err != nil {
		t.Fatal(err)
	}
	again, err := ReadAt[placed](shelf, path, []int64{0})
	if err != nil || again[0] != first[0] {
		t.Errorf("%v, %v", again, err)
	}
}
