package load

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestVerifyNamesTheDamagedFile(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	snap := run(t, s, Run{ID: "1", Version: "1"}, corpus(3, 10))
	files := []string{"manifest.json"}
	for _, f := range snap.Manifest.Files {
		files = append(files, f.Path)
	}
	for i, rel := range files {
		path := filepath.Join(snap.Dir, rel)
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		flipped := bytes.Clone(b)
		flipped[(i*7919)%len(b)] ^= 1 << (i % 8)
		if err := os.WriteFile(path, flipped, 0o644); err != nil {
			t.Fatal(err)
		}
		errs := snap.Verify()
		if len(errs) != 1 || !strings.Contains(errs[0].Error(), filepath.FromSlash(rel)) {
			t.Errorf("%s: %v", rel, errs)
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Remove(filepath.Join(snap.Dir, files[1])); err != nil {
		t.Fatal(err)
	}
	if errs := snap.Verify(); len(errs) != 1 || !errors.Is(errs[0], ErrDamaged) {
		t.Error(errs)
	}
}

func flip(t *testing.T, path string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 4
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestDamageIsHealed: a damaged file stops an incremental run that needs it, a full run replaces it, and a restored snapshot undoes it.
func TestDamageIsHealed(t *testing.T) {
	ctx := context.Background()
	s := open(t, t.TempDir(), Options{})
	src := corpus(12, 10) // two documents in each partition
	run(t, s, Run{ID: "1", Version: "1"}, src[:6])
	snap := run(t, s, Run{ID: "2", Version: "1"}, src)
	want := data(snap)
	part := snap.Files("observations")[2].Path
	flip(t, filepath.Join(snap.Dir, part))
	var other []source
	for _, x := range src {
		changed, a := report(x.ext.Document.URI, x.ext.Document.Meta.Date.Year, x.ext.Document.Meta.Area, 11, "9")
		other = append(other, source{changed, a})
	}
	_, err := publish(s, Run{ID: "3", Version: "1"}, append(slices.Clone(other[:6]), src[6:]...))
	if !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), filepath.FromSlash(part)) {
		t.Error(err)
	}
	healed := run(t, s, Run{ID: "4", Version: "1", Full: true}, src)
	if d := cmp.Diff(want, data(healed)); d != "" {
		t.Error(d)
	}
	flip(t, filepath.Join(healed.Dir, "manifest.json"))
	if _, err := s.Begin(ctx, Run{}); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	if _, err := s.Restore(ctx, 2, Run{ID: "undo"}); !errors.Is(err, ErrDamaged) {
		t.Error("a damaged snapshot was restored:", err)
	}
	back, err := s.Restore(ctx, 1, Run{ID: "undo"})
	if must(t, back, err); back.Number != 4 {
		t.Error(back.Number)
	}
	if list, err := s.Snapshots(); len(list) != 3 || !errors.Is(err, ErrDamaged) {
		t.Error(len(list), err)
	}
}

// TestNothingIsBuiltOnDamage: one flipped bit in any file stops the next incremental run, even one that has nothing new, and the file is
// named; readers keep what they have.
func TestNothingIsBuiltOnDamage(t *testing.T) {
	s, src := open(t, t.TempDir(), Options{}), corpus(4, 6)
	snap := run(t, s, Run{ID: "1", Version: "1"}, src)
	for _, f := range snap.Manifest.Files {
		if f.Path == LogName {
			continue // it is made anew from the checks
		}
		path := filepath.Join(snap.Dir, filepath.FromSlash(f.Path))
		flip(t, path)
		if _, err := publish(s, Run{ID: "2", Version: "1"}, src); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), filepath.FromSlash(f.Path)) {
			t.Errorf("%s: %v", f.Path, err)
		}
		flip(t, path)
	}
	if again := run(t, s, Run{ID: "2", Version: "1"}, src); again.Number != 2 {
		t.Error(again.Number)
	}
}

func TestForeignFilesAreNamed(t *testing.T) {
	snap := run(t, open(t, t.TempDir(), Options{}), Run{ID: "1", Version: "1"}, corpus(1, 3))
	stray := filepath.Join(snap.Dir, "runs", "part-1.parquet")
	if err := os.WriteFile(stray, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	if errs := snap.Verify(); len(errs) != 1 || !strings.Contains(errs[0].Error(), stray) {
		t.Error(errs)
	}
}

func TestLostLinkIsNotTakenForAFirstRun(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	run(t, s, Run{ID: "1", Version: "1"}, corpus(1, 3))
	run(t, s, Run{ID: "2", Version: "1"}, corpus(2, 3))
	if err := os.Remove(filepath.Join(s.Dir(), "current")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Begin(context.Background(), Run{}); !errors.Is(err, ErrNoCurrent) {
		t.Error(err)
	}
}

func TestEndedTransactions(t *testing.T) {
	ctx := context.Background()
	full := errors.New("no space left")
	broken := false
	s := open(t, t.TempDir(), Options{Memory: 1, Intercept: func(op Op, _ string) error {
		if broken && op == OpWrite {
			return full
		}
		return nil
	}})
	src := corpus(2, 5)
	txn, err := s.Begin(ctx, Run{ID: "1"})
	if err != nil {
		t.Fatal(err)
	}
	broken = true
	if err := txn.Add(ctx, src[0].ext, src[0].a); !errors.Is(err, full) {
		t.Fatal(err)
	}
	broken = false
	if _, err := txn.Commit(ctx); !errors.Is(err, full) {
		t.Error("a document was added by half and published:", err)
	}
	if err := txn.Add(ctx, src[1].ext, src[1].a); !errors.Is(err, ErrEnded) {
		t.Error(err)
	}
	if err := txn.Abort(); err != nil {
		t.Error(err)
	}
	stopped, cancel := context.WithCancel(ctx)
	txn, err = s.Begin(ctx, Run{ID: "2"})
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := txn.Commit(stopped); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
