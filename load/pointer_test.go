package load

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWithoutSymbolicLinks: where the system has no links, current is a file that names the snapshot; everything works as with a link, and
// changes between both.
func TestWithoutSymbolicLinks(t *testing.T) {
	dir := t.TempDir()
	current := filepath.Join(dir, "current")
	plain := open(t, dir, Options{})
	plain.disk.symlink = func(string, string) error { return errors.ErrUnsupported }
	linked := open(t, dir, Options{})
	for i, s := range []*Store{plain, plain, linked, plain} {
		want := data(run(t, s, Run{ID: "r", Version: "1", Prune: true}, corpus(1+i, 4)))
		info, err := os.Lstat(current)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().IsRegular() != (s == plain) {
			t.Errorf("run %d: current is %s", i, info.Mode())
		}
		if s == plain {
			if text, err := os.ReadFile(current); err != nil || string(text) != "snapshots/"+string(rune('1'+i))+"\n" {
				t.Errorf("run %d: %q %v", i, text, err)
			}
		}
		for _, reader := range []*Store{plain, linked} {
			snap, err := reader.Current()
			if d := cmp.Diff(want, data(must(t, snap, err))); d != "" || snap.Number != i+1 {
				t.Error(snap.Number, d)
			}
		}
	}
	if err := os.WriteFile(current, []byte("nonsense\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := plain.Current(); err == nil {
		t.Error("a pointer to nowhere was followed")
	}
}

// TestPointerMayFail fails every change of the disk in a run that writes a pointer: readers see the old or the new snapshot.
func TestPointerMayFail(t *testing.T) {
	for n := 1; ; n++ {
		dir, count, armed := t.TempDir(), 0, false
		s := open(t, dir, Options{Intercept: func(op Op, path string) error {
			if armed = armed || filepath.Base(path) == ".current.tmp"; armed {
				if count++; count == n {
					return errFault
				}
			}
			return nil
		}})
		s.disk.symlink = func(string, string) error { return os.ErrPermission }
		run(t, open(t, dir, Options{}), Run{ID: "1", Version: "1"}, corpus(1, 4))
		_, err := publish(s, Run{ID: "2", Version: "1"}, corpus(2, 4))
		if count < n {
			if err != nil || n < 6 {
				t.Fatalf("%d operations: %v", count, err)
			}
			return
		}
		snap, cerr := open(t, dir, Options{}).Current()
		if must(t, snap, cerr); !errors.Is(err, errFault) || snap.Rows("documents") != 1 && snap.Rows("documents") != 2 {
			t.Errorf("operation %d: %v", n, err)
		}
		if again := run(t, s, Run{ID: "3", Version: "1"}, corpus(2, 4)); again.Rows("documents") != 2 {
			t.Errorf("operation %d: the next run does not converge", n)
		}
	}
}
