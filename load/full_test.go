package load

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"solieu/schemas/tables"
)

// TestDiskFull lets the disk run full at many moments: from then on whatever needs space fails, and only removing works. The run says so,
// publishes nothing and leaves nothing; with space again the next run comes to the same data.
func TestDiskFull(t *testing.T) {
	before, after := corpus(2, 6), corpus(4, 6)
	want := data(run(t, open(t, t.TempDir(), Options{}), Run{ID: "w", Version: "1"}, after))
	seed := t.TempDir()
	old := data(run(t, open(t, seed, Options{}), Run{ID: "1", Version: "1"}, before))
	needsSpace := map[Op]bool{OpCreate: true, OpWrite: true, OpMkdir: true, OpLink: true, OpSymlink: true, OpSync: true}
	step := 5
	if testing.Short() {
		step = 31
	}
	for n := 1; ; n += step {
		dir, left := t.TempDir(), n
		copyLake(t, seed, dir)
		full := open(t, dir, Options{Memory: 1 << 12, Intercept: func(op Op, path string) error {
			if !needsSpace[op] {
				return nil
			}
			if left--; left <= 0 {
				return &os.PathError{Op: string(op), Path: path, Err: syscall.ENOSPC}
			}
			return nil
		}})
		_, err := publish(full, Run{ID: "2", Version: "1"}, after)
		if left > 0 {
			if err != nil {
				t.Fatal(err)
			}
			return // there was space for all of it
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatalf("full after %d: %v", n, err)
		}
		s := open(t, dir, Options{})
		current, err := s.Current()
		if d := cmp.Diff(old, data(must(t, current, err))); d != "" {
			t.Fatalf("full after %d: %s", n, d)
		}
		if left, err := filepath.Glob(filepath.Join(dir, "snapshots", "*"+partialSuffix)); err != nil || len(left) > 0 {
			t.Fatalf("full after %d: %v is left on the full disk (%v)", n, left, err)
		}
		if d := cmp.Diff(want, data(run(t, s, Run{ID: "3", Version: "1"}, after))); d != "" {
			t.Fatalf("full after %d: %s", n, d)
		}
	}
}

// TestReadOnlyTarget: nothing can be written, and what is published can be read all the same.
func TestReadOnlyTarget(t *testing.T) {
	dir := t.TempDir()
	want := data(run(t, open(t, dir, Options{}), Run{ID: "1", Version: "1"}, corpus(2, 6)))
	s := open(t, dir, Options{Intercept: func(op Op, path string) error { return &os.PathError{Op: string(op), Path: path, Err: syscall.EROFS} }})
	if _, err := publish(s, Run{ID: "2", Version: "1"}, corpus(3, 6)); !errors.Is(err, syscall.EROFS) || !strings.Contains(err.Error(), dir) {
		t.Error(err)
	}
	if _, err := s.Restore(context.Background(), 1, Run{}); !errors.Is(err, syscall.EROFS) {
		t.Error(err)
	}
	current, err := s.Current()
	if d := cmp.Diff(want, data(must(t, current, err))); d != "" {
		t.Error(d)
	}
}

// writing is the environment variable that turns the test binary into one of two writers; its value is "NAME FOLDER".
const writing = "SOLIEU_LOAD_WRITING"

// TestTwoProcesses: two processes publish to one lake at once, each several times; every run is published, once, in one line of snapshots.
func TestTwoProcesses(t *testing.T) {
	const each = 6
	if name, dir, ok := strings.Cut(os.Getenv(writing), " "); ok {
		s := open(t, dir, Options{Wait: time.Minute})
		for i := range each {
			run(t, s, Run{ID: fmt.Sprint(name, i), Version: "1", Full: i%2 == 1}, corpus(2+i%3, 4))
		}
		return
	}
	dir := t.TempDir()
	var children []*exec.Cmd
	for _, name := range []string{"a", "b"} {
		child := exec.Command(os.Args[0], "-test.run=^TestTwoProcesses$")
		child.Env = append(os.Environ(), writing+"="+name+" "+dir)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		children = append(children, child)
	}
	for _, child := range children {
		if err := child.Wait(); err != nil {
			t.Error(err)
		}
	}
	s := open(t, dir, Options{})
	snaps, err := s.Snapshots()
	if err != nil || len(snaps) != 2*each {
		t.Fatalf("%d snapshots of %d runs: %v", len(snaps), 2*each, err)
	}
	seen := map[string]int{}
	for i, snap := range snaps {
		must(t, snap, nil)
		seen[snap.Manifest.RunID]++
		if i > 0 && snap.Manifest.ParentDigest != snaps[i-1].Manifest.Digest {
			t.Errorf("snapshot %d was built on another one than %d", snap.Number, snaps[i-1].Number)
		}
	}
	if runs := all[tables.Run](t, snaps[len(snaps)-1]); len(runs) != 2*each || len(seen) != 2*each {
		t.Errorf("%d rows of runs, %d names", len(runs), len(seen))
	}
}
