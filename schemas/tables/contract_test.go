package tables

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/tables.md and the golden listings again")

// TestContract compares the structs with the contract as it was published. The file of a published version is never changed: a new
// minor version gets a file of its own.
func TestContract(t *testing.T) {
	published, err := filepath.Glob("testdata/contract-*.txt")
	if err != nil || len(published) == 0 {
		t.Fatal("no published contract", err)
	}
	for _, path := range published {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		was := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(path), "contract-"), ".txt")
		for _, fault := range Breaks(was, strings.Split(strings.TrimSpace(string(b)), "\n"), Version, Listing(All())) {
			t.Error(fault)
		}
	}
}

func TestBreaks(t *testing.T) {
	old := []string{"t a string required", "t b int64 null"}
	tests := []struct {
		name, version string
		now           []string
		faults        int
	}{
		{"same", "1.0", old, 0},
		{"column gone", "1.1", old[:1], 1},
		{"type changed", "1.1", []string{"t a string required", "t b string null"}, 1},
		{"null where it was required", "1.1", []string{"t a string null", "t b int64 null"}, 1},
		{"new without a higher minor", "1.0", append(old[:2:2], "t c string null"), 1},
		{"new with a higher minor", "1.1", append(old[:2:2], "t c string null"), 0},
		{"renamed", "1.0", []string{"t a string required", "t bb int64 null"}, 2},
		{"major", "2.0", []string{"x y string required"}, 0},
	}
	for _, tt := range tests {
		if got := Breaks("1.0", old, tt.version, tt.now); len(got) != tt.faults {
			t.Errorf("%s: %q, want %d faults", tt.name, got, tt.faults)
		}
	}
}

func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the structs say: run go generate ./schemas/tables", path)
	}
}

func TestPage(t *testing.T) {
	var b bytes.Buffer
	if err := WritePage(&b); err != nil {
		t.Fatal(err)
	}
	golden(t, "../../docs/tables.md", b.Bytes())
}

func TestPrinters(t *testing.T) {
	checks, ok := ByName("checks")
	if !ok {
		t.Fatal("no table checks")
	}
	var b bytes.Buffer
	for _, err := range []error{WriteText(&b, checks, "vi"), WriteText(&b, checks, "en"), WriteJSON(&b, checks),
		WriteSQL(&b, checks, DuckDB), WriteSQL(&b, checks, PostgreSQL)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	golden(t, "testdata/checks.golden", b.Bytes())
}

func TestListingIsKept(t *testing.T) {
	if !*update {
		t.Skip("only with -update")
	}
	path := "testdata/contract-" + Version + ".txt"
	if _, err := os.Stat(path); err == nil {
		t.Skip(path + " is published and stays")
	}
	if err := os.WriteFile(path, []byte(strings.Join(Listing(All()), "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}
