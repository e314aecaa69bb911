package load

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"solieu/schemas"
	"solieu/schemas/tables"
)

func all[T any, P tables.Row[T]](t *testing.T, s Snapshot) []T {
	t.Helper()
	var out []T
	for row, err := range ReadTable[T, P](s) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, row)
	}
	return out
}

func must(t *testing.T, snap Snapshot, err error) Snapshot {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if errs := snap.Verify(); errs != nil {
		t.Fatal(errs)
	}
	return snap
}

// data lists the data files that the promise of byte identity covers.
func data(s Snapshot) map[string]string {
	out := map[string]string{}
	for _, f := range s.Manifest.Files {
		if f.Table() != "runs" && f.Table() != "document_versions" && f.Path != StampsName {
			out[f.Path] = f.SHA256
		}
	}
	return out
}

func run(t *testing.T, s *Store, r Run, sources []source) Snapshot {
	t.Helper()
	snap, err := publish(s, r, sources)
	return must(t, snap, err)
}

func TestRowsComeBackAsTheyWere(t *testing.T) {
	src := corpus(3, 20)
	snap := run(t, open(t, t.TempDir(), Options{Now: clock}), Run{ID: "r1", Version: "1"}, src)
	var want []tables.Observation
	for _, s := range src {
		want = append(want, tables.Rows(s.ext, s.a).Observations...)
	}
	got := all[tables.Observation](t, snap)
	byDocument := func(a, b tables.Observation) int { return a.Compare(&b) }
	slices.SortFunc(want, byDocument)
	slices.SortFunc(got, byDocument)
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	checks := all[tables.Check](t, snap)
	if c := checks[0]; len(c.OperandStarts) != 2 || c.Deviation.String() != "-101.5" || c.MessageVI != "tổng không khớp" {
		t.Errorf("%+v", c)
	}
	runs := all[tables.Run](t, snap)
	if len(runs) != 1 || !runs[0].StartedAt.Equal(clock().Truncate(time.Microsecond)) || runs[0].Added != 3 || runs[0].Rejected != 1 {
		t.Errorf("%+v", runs)
	}
}

// TestOlderSnapshotsStayReadable reads a file with a struct that has columns which the file lacks, as a later minor version does.
func TestOlderSnapshotsStayReadable(t *testing.T) {
	type later struct {
		DocumentID string  `parquet:"document_id,dict"`
		NewNumber  *int64  `parquet:"new_number,optional"`
		Value      float64 `parquet:"value_double"`
		NewText    string  `parquet:"new_text,optional,dict"`
	}
	snap := run(t, open(t, t.TempDir(), Options{}), Run{ID: "1", Version: "1"}, corpus(1, 4))
	n := 0
	for row, err := range readParquet[later](filepath.Join(snap.Dir, snap.Files("observations")[0].Path)) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; row.DocumentID == "" || row.Value == 0 || row.NewNumber != nil || row.NewText != "" {
			t.Errorf("%+v", row)
		}
	}
	if n != 4 {
		t.Errorf("%d rows", n)
	}
}

// TestSameBytes is the promise of the contract: order, number of workers, spilling, and incremental or full do not matter.
func TestSameBytes(t *testing.T) {
	src := corpus(12, 30)
	want := data(run(t, open(t, t.TempDir(), Options{}), Run{ID: "r", Version: "1"}, src))
	shuffled := slices.Clone(src)
	for seed := range uint64(5) {
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		got := data(run(t, open(t, t.TempDir(), Options{Memory: 1 << (10 + 4*seed)}), Run{ID: "r", Version: "1"}, shuffled))
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("shuffle %d: %s", seed, d)
		}
	}
	t.Run("parallel", func(t *testing.T) {
		s := open(t, t.TempDir(), Options{Memory: 1 << 16})
		if d := cmp.Diff(want, data(parallel(t, s, src))); d != "" {
			t.Fatal(d)
		}
	})
	t.Run("incremental", func(t *testing.T) {
		s := open(t, t.TempDir(), Options{})
		older, _ := report(src[3].ext.Document.URI, 2020, "01", 9, "77")
		run(t, s, Run{ID: "r1", Version: "1"}, append(slices.Clone(src[:3]), source{ext: older}))
		run(t, s, Run{ID: "r2", Version: "1"}, src[2:7])
		last := run(t, s, Run{ID: "r3", Version: "1", Prune: true}, src)
		if d := cmp.Diff(want, data(last)); d != "" {
			t.Fatal(d)
		}
		full := run(t, s, Run{ID: "r4", Version: "1", Full: true}, src)
		if d := cmp.Diff(want, data(full)); d != "" {
			t.Fatal(d)
		}
	})
}

func parallel(t *testing.T, s *Store, src []source) Snapshot {
	t.Helper()
	ctx := context.Background()
	txn, err := s.Begin(ctx, Run{ID: "p", Version: "1", Lexicon: dictionary()})
	if err != nil {
		t.Fatal(err)
	}
	defer txn.Abort()
	var wg sync.WaitGroup
	for _, one := range src {
		wg.Go(func() {
			if err := txn.Add(ctx, one.ext, one.a); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if err := txn.AddReject(ctx, "hỏng.pdf", schemas.Reject{Reason: schemas.RejectMalformed, Detail: "no trailer"}); err != nil {
		t.Fatal(err)
	}
	snap, err := txn.Commit(ctx)
	return must(t, snap, err)
}

func inode(t *testing.T, s Snapshot, path string) os.FileInfo {
	t.Helper()
	info, err := os.Stat(filepath.Join(s.Dir, path))
	if err != nil {
		t.Fatal(err)
	}
	return info
}

func TestUntouchedPartitionsAreLinks(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	src := corpus(6, 10)
	first := run(t, s, Run{ID: "r1", Version: "1"}, src)
	changed, a := report(src[0].ext.Document.URI, 2022, "06", 11, "5")
	second := run(t, s, Run{ID: "r2", Version: "1"}, append([]source{{changed, a}}, src[1:]...))
	for _, f := range second.Manifest.Files {
		if f.Table() != "observations" {
			continue
		}
		touched := f.Partition() == "year=2022/area=06"
		if same := os.SameFile(inode(t, first, f.Path), inode(t, second, f.Path)); same == touched {
			t.Errorf("%s: linked %v, touched %v", f.Path, same, touched)
		}
	}
	for _, o := range all[tables.Observation](t, second) {
		if o.DocumentID == src[0].ext.Document.ID.String() {
			t.Fatal("rows of the superseded document are still there")
		}
	}
	third := run(t, s, Run{ID: "r3", Version: "1", Full: true}, append([]source{{changed, a}}, src[1:]...))
	for _, f := range third.Manifest.Files {
		if f.Table() != "runs" && !os.SameFile(inode(t, second, f.Path), inode(t, third, f.Path)) {
			t.Errorf("%s: a full run made an equal file anew instead of linking it", f.Path)
		}
	}
}

func TestSourcesComeAndGo(t *testing.T) {
	src := corpus(4, 5)
	copyOf := func(s source, uri string) source { s.ext.Document.URI = uri; return s }
	uris := func(s Snapshot) string {
		var out []string
		for _, d := range all[tables.Document](t, s) {
			out = append(out, strings.TrimPrefix(d.URI, "báo-cáo/")+d.DuplicateOf)
		}
		return strings.Join(out, " ")
	}
	s := open(t, t.TempDir(), Options{})
	first := run(t, s, Run{ID: "1", Version: "1"}, append(slices.Clone(src[:2]), copyOf(src[0], "zz"), copyOf(src[1], "a")))
	if got := uris(first); got != "a 00.txt 01.txta zzbáo-cáo/00.txt" {
		t.Error(got)
	}
	if n := first.Rows("observations"); n != 10 {
		t.Errorf("%d observations: duplicates must not count twice", n)
	}
	kept := run(t, s, Run{ID: "2", Version: "1"}, src[2:3])
	if got := uris(kept); got != "a 00.txt 01.txta 02.txt zzbáo-cáo/00.txt" {
		t.Error(got)
	}
	pruned := run(t, s, Run{ID: "3", Version: "1", Prune: true}, []source{copyOf(src[0], "zz"), copyOf(src[1], "new"), src[2]})
	if got := uris(pruned); got != "02.txt new zz" {
		t.Error(got)
	}
	for _, o := range all[tables.Observation](t, pruned) {
		if o.URI != "zz" && o.URI != "new" && o.URI != "báo-cáo/02.txt" {
			t.Fatalf("a row still names %s", o.URI)
		}
	}
	d, err := Diff(kept, pruned)
	if err != nil || len(d.Removed) != 3 || len(d.Added) != 1 || len(d.Resolved) == 0 {
		t.Errorf("%+v %v", d, err)
	}
}

func TestTwoDocumentsWithOneURI(t *testing.T) {
	a, b := corpus(2, 5)[0], corpus(2, 5)[1]
	b.ext.Document.URI = a.ext.Document.URI
	one := run(t, open(t, t.TempDir(), Options{}), Run{ID: "1", Version: "1"}, []source{a, b})
	two := run(t, open(t, t.TempDir(), Options{}), Run{ID: "1", Version: "1"}, []source{b, a})
	if d := cmp.Diff(data(one), data(two)); d != "" {
		t.Error(d)
	}
	if n := one.Rows("documents"); n != 1 || one.Rows("rejects") != 3 {
		t.Errorf("%d documents, %d rejects", n, one.Rows("rejects"))
	}
}

func TestReadAgainWithAnotherLexicon(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	run(t, s, Run{ID: "1", Version: "1"}, corpus(2, 5))
	for _, r := range []Run{{Version: "2", Lexicon: dictionary()}, {Version: "1"}, {Version: "1", Lexicon: dictionary(), Full: true}} {
		txn, err := s.Begin(context.Background(), r)
		if err != nil {
			t.Fatal(err)
		}
		if d := corpus(1, 5)[0].ext.Document; txn.Unchanged(d.URI, d.ID) {
			t.Errorf("%+v: must read the document again", r)
		}
		if err := txn.Abort(); err != nil {
			t.Error(err)
		}
	}
}

func TestTwoWriters(t *testing.T) {
	dir := t.TempDir()
	first, err := open(t, dir, Options{}).Begin(context.Background(), Run{ID: "1"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, dir, Options{}).Begin(context.Background(), Run{ID: "2"}); !errors.Is(err, ErrLocked) {
		t.Error(err)
	}
	if _, err := open(t, dir, Options{Wait: 50 * time.Millisecond}).Begin(context.Background(), Run{ID: "2"}); !errors.Is(err, ErrLocked) {
		t.Error(err)
	}
	time.AfterFunc(60*time.Millisecond, func() { first.Abort() })
	second, err := open(t, dir, Options{Wait: 10 * time.Second}).Begin(context.Background(), Run{ID: "2"})
	if err != nil {
		t.Fatal(err)
	}
	second.Abort()
}

func TestRestoreAndExpire(t *testing.T) {
	ctx := context.Background()
	s := open(t, t.TempDir(), Options{Now: clock})
	if _, err := s.Current(); !errors.Is(err, ErrEmpty) {
		t.Error(err)
	}
	first := run(t, s, Run{ID: "1", Version: "1"}, corpus(2, 5))
	run(t, s, Run{ID: "2", Version: "1"}, corpus(4, 5))
	back, err := s.Restore(ctx, 1, Run{ID: "undo"})
	must(t, back, err)
	if d := cmp.Diff(data(first), data(back)); d != "" || back.Number != 3 || back.Manifest.RestoredFrom != 1 {
		t.Error(d, back.Number)
	}
	if runs := all[tables.Run](t, back); len(runs) != 3 || runs[2].Outcome != "restored" {
		t.Errorf("%+v", runs)
	}
	if _, err := s.Restore(ctx, 9, Run{}); !errors.Is(err, ErrNoSnapshot) {
		t.Error(err)
	}
	removed, err := s.Expire(ctx, 1)
	if err != nil || !slices.Equal(removed, []int{1, 2}) {
		t.Error(removed, err)
	}
	left, err := s.Snapshots()
	if err != nil || len(left) != 1 {
		t.Error(left, err)
	}
	must(t, left[0], nil)
	run(t, s, Run{ID: "4", Version: "1"}, corpus(4, 5))
}

func TestExport(t *testing.T) {
	snap := run(t, open(t, t.TempDir(), Options{Now: clock}), Run{ID: "1", Version: "1"}, corpus(2, 5))
	for _, table := range tables.All() {
		for _, format := range []string{"csv", "jsonl", "arrow"} {
			var b bytes.Buffer
			if _, err := Export(snap, table.Name, format, &b); err != nil {
				t.Errorf("%s as %s: %v", table.Name, format, err)
			}
			if format != "jsonl" {
				continue
			}
			lines := bytes.Split(bytes.TrimSpace(b.Bytes()), []byte("\n"))
			for _, line := range lines {
				if !json.Valid(line) {
					t.Fatalf("%s: %s", table.Name, line)
				}
			}
			if n := int(snap.Rows(table.Name)); len(lines) != n {
				t.Errorf("%s: %d lines of %d rows", table.Name, len(lines), n)
			}
		}
	}
	if _, err := Export(snap, "x", "csv", &bytes.Buffer{}); err == nil {
		t.Error("a table that does not exist was exported")
	}
	if _, err := Export(snap, "runs", "xml", &bytes.Buffer{}); err == nil {
		t.Error("a format that does not exist was exported")
	}
}

func ExampleOpen() {
	dir, _ := os.MkdirTemp("", "lake")
	defer os.RemoveAll(dir)
	store, _ := Open(dir, Options{})
	txn, _ := store.Begin(context.Background(), Run{ID: "first"})
	defer txn.Abort()
	txn.AddReject(context.Background(), "scan.pdf", schemas.Reject{Reason: schemas.RejectNoTextLayer})
	snap, err := txn.Commit(context.Background())
	fmt.Println(snap.Number, snap.Rows("rejects"), err)
	// Output: 1 1 <nil>
}

// TestLongText: a text of many megabytes is published and read back; the bounds of its page would not fit into the page's header.
func TestLongText(t *testing.T) {
	ext, a := report("dài.txt", 2024, "06", 3, "1")
	ext.Document.Text += strings.Repeat("câu rất dài ", 1<<20)
	snap := run(t, open(t, t.TempDir(), Options{}), Run{ID: "r", Version: "1"}, []source{{ext, a}})
	if got := all[tables.Text](t, snap); len(got) != 1 || got[0].Text != ext.Document.Text {
		t.Error("the text is not as it was")
	}
}
