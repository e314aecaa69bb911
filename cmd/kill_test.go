package cmd

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"solieu/load"
)

// TestKilledRuns kills the program at many moments of a run: what readers see is always whole, and the next run is right.
func TestKilledRuns(t *testing.T) {
	if testing.Short() {
		t.Skip("starts many processes")
	}
	corpus(t)
	solieu(t, ExitDone, "run", "--out", "want", "sample")
	want := sums(t, "want")

	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "solieu") // under this name the test's binary is the program: see TestMain
	if err := os.Symlink(self, program); err != nil {
		t.Skip(err)
	}
	store, err := load.Open("out", load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	killed := 0
	for delay := 60 * time.Millisecond; delay < 600*time.Millisecond; delay += 36 * time.Millisecond {
		run := exec.Command(program, "run", "--full", "--out", "out", "sample")
		if err := run.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(delay)
		if err := run.Process.Kill(); err == nil {
			killed++
		}
		_ = run.Wait() // killed, or done before
		snapshot, err := store.Current()
		if errors.Is(err, load.ErrEmpty) {
			continue
		}
		if err != nil {
			t.Fatalf("after %s: %v", delay, err)
		}
		if faults := snapshot.Verify(); len(faults) > 0 {
			t.Fatalf("after %s: %v", delay, faults)
		}
	}
	if killed == 0 {
		t.Error("no run was killed")
	}
	solieu(t, ExitDone, "run", "--full", "--out", "out", "sample")
	if diff := cmp.Diff(want, sums(t, "out")); diff != "" {
		t.Error(diff)
	}
}
