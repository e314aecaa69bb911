package load

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"solieu/schemas/tables"
)

// TestInterop has other programs read the tables, of this contract and of the first; it runs only where SOLIEU_INTEROP names a Python with
// the packages that interop/run installs.
func TestInterop(t *testing.T) {
	python := os.Getenv("SOLIEU_INTEROP")
	if python == "" {
		t.Skip("SOLIEU_INTEROP is not set")
	}
	now := run(t, open(t, t.TempDir(), Options{Now: clock}), Run{ID: "1", Version: "1", Comparer: chain{}}, coded(8, 40))
	then, err := copyOfFixture(t).Current()
	must(t, then, err)
	for name, snap := range map[string]Snapshot{"now": now, "contract 1.0": then} {
		t.Run(name, func(t *testing.T) { readElsewhere(t, python, snap) })
	}
}

func readElsewhere(t *testing.T, python string, snap Snapshot) {
	dir := t.TempDir()
	for _, table := range tables.All() {
		f, err := os.Create(filepath.Join(dir, table.Name+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Export(snap, table.Name, "jsonl", f); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command(python, "interop/check.py", snap.Dir, dir).CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatal(err)
	}
}
