package load

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"solieu/schemas/tables"
)

// TestInterop has other programs read the tables; it runs only with SOLIEU_INTEROP set and needs Python with the packages that
// interop/check.py names.
func TestInterop(t *testing.T) {
	if os.Getenv("SOLIEU_INTEROP") == "" {
		t.Skip("SOLIEU_INTEROP is not set")
	}
	snap := run(t, open(t, t.TempDir(), Options{Now: clock}), Run{ID: "1", Version: "1"}, corpus(8, 40))
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
	out, err := exec.Command("python3", "interop/check.py", snap.Dir, dir).CombinedOutput()
	t.Logf("%s", out)
	if err != nil {
		t.Fatal(err)
	}
}
