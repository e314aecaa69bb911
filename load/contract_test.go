package load

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"solieu/schemas/tables"
)

// copyOfFixture copies the lake that a program of contract 1.0 wrote, with what it said of it, to a new folder.
func copyOfFixture(t *testing.T) *Store {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/contract-1.0")); err != nil {
		t.Fatal(err)
	}
	if err := Point(dir, 1); err != nil {
		t.Fatal(err)
	}
	return open(t, dir, Options{})
}

// TestContractOneStaysReadable: a snapshot that was written under contract 1.0 is whole, and each of its rows reads as it did then; columns
// that came later are NULL or zero.
func TestContractOneStaysReadable(t *testing.T) {
	s := copyOfFixture(t)
	snap, err := s.Current()
	if must(t, snap, err); snap.Manifest.Contract != "1.0" {
		t.Fatal(snap.Manifest.Contract)
	}
	files, err := filepath.Glob(filepath.Join(s.Dir(), "exported", "*.jsonl"))
	if err != nil || len(files) < 9 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		table := strings.TrimSuffix(filepath.Base(name), ".jsonl")
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var now bytes.Buffer
		if _, err := Export(snap, table, "jsonl", &now); err != nil {
			t.Fatal(err)
		}
		then, is := objects(t, text), objects(t, now.Bytes())
		if len(then) != len(is) || len(then) == 0 {
			t.Errorf("%s: %d rows, of %d", table, len(is), len(then))
			continue
		}
		for i := range then {
			for column, value := range is[i] {
				if old, was := then[i][column]; !was && value != nil && value != json.Number("0") {
					t.Errorf("%s: row %d: %s is new and holds %v", table, i, column, value)
				} else if was && cmp.Diff(old, value) != "" {
					t.Errorf("%s: row %d: %s was %v, is %v", table, i, column, old, value)
				}
				delete(then[i], column)
			}
			if len(then[i]) > 0 {
				t.Errorf("%s: row %d lost %v", table, i, then[i])
			}
		}
	}
}

func objects(t *testing.T, lines []byte) (all []map[string]any) {
	t.Helper()
	for d := json.NewDecoder(bytes.NewReader(lines)); d.More(); {
		d.UseNumber()
		var one map[string]any
		if err := d.Decode(&one); err != nil {
			t.Fatal(err)
		}
		all = append(all, one)
	}
	return all
}

// TestContractOneIsBuiltOn: a run over a lake of contract 1.0 keeps its documents and writes them under the present contract.
func TestContractOneIsBuiltOn(t *testing.T) {
	s := copyOfFixture(t)
	old, err := s.Current()
	must(t, old, err)
	snap := run(t, s, Run{ID: "2", Version: "2"}, corpus(2, 5))
	if snap.Manifest.Contract != tables.Version || snap.Rows("documents") != old.Rows("documents")+2 || snap.Rows("observations") != old.Rows("observations")+10 {
		t.Errorf("contract %s, %d documents, %d observations", snap.Manifest.Contract, snap.Rows("documents"), snap.Rows("observations"))
	}
	if runs := all[tables.Run](t, snap); len(runs) != 2 || runs[0].RunID != old.Manifest.RunID {
		t.Errorf("%+v", runs)
	}
}
