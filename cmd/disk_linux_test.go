package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDiskOfTheSystem runs the program against real disks: one that is full, and one that may not be written to. Mounting needs rights;
// what a test without them can do stands in load.
func TestDiskOfTheSystem(t *testing.T) {
	corpus(t)
	solieu(t, ExitDone, "run", "--out", "want", "sample")
	want := sums(t, "want")
	disk := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(disk, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("no right to mount: ", err)
	}
	defer func() { _ = syscall.Unmount(disk, 0) }() // the folder is temporary
	out := filepath.Join(disk, "lake")
	code, _, log := command(t, "run", "--out", out, "sample")
	for size := 1; code == ExitDone; size++ { // fill what is left
		if err := os.WriteFile(filepath.Join(disk, "ballast"), make([]byte, 64<<10*size), 0o644); err != nil {
			t.Log("ballast of ", size<<6, " KiB: ", err)
		}
		code, _, log = command(t, "run", "--full", "--out", out, "sample")
	}
	if code != ExitBroken || !strings.Contains(log, "no space left on device") {
		t.Fatalf("exit code %d: %s", code, log)
	}
	if err := os.Remove(filepath.Join(disk, "ballast")); err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	solieu(t, ExitDone, "run", "--out", out, "sample")
	if diff := cmp.Diff(want, sums(t, out)); diff != "" {
		t.Error(diff)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	if code, _, log := command(t, "run", "--full", "--out", out, "sample"); code != ExitBroken || !strings.Contains(log, "read-only file system") {
		t.Errorf("exit code %d: %s", code, log)
	}
	solieu(t, ExitDone, "verify", "--all", "--out", out)
	if diff := cmp.Diff(want, sums(t, out)); diff != "" {
		t.Error(diff)
	}
}
