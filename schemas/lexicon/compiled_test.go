package lexicon_test

import (
	"errors"
	"os"
	"testing"

	"solieu/schemas"
	"solieu/schemas/lexicon"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestCompiled holds that the compiled form is that of the files. While these are worked on it may be older: nothing but time is lost.
func TestCompiled(t *testing.T) {
	const renew = "compiled.bin is not of these files: go run . lexicon check -update"
	want := load(t)
	b, err := os.ReadFile(lexicon.CompiledFile)
	if err != nil {
		t.Fatal(err)
	}
	got, err := lexicon.Compiled(b)
	if err != nil || got.Digest != want.Digest {
		if testing.Short() {
			t.Skip(renew)
		}
		t.Fatal(renew)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmp.Comparer(func(a, b schemas.Decimal) bool { return a == b })); diff != "" {
		t.Errorf("compiled.bin (-files +compiled): %s", diff)
	}
}

// TestBuiltIn holds that what a program starts with is what the files say, whether or not the compiled form is of these files.
func TestBuiltIn(t *testing.T) {
	got, err := lexicon.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	if want := load(t); got.Digest != want.Digest || string(lexicon.Compile(got)) != string(lexicon.Compile(want)) {
		t.Error("the built-in dictionary is not that of the files")
	}
}

// TestCompiledFaults cuts and changes the compiled form: no error but the documented one, and no panic.
func TestCompiledFaults(t *testing.T) {
	b := lexicon.Compile(load(t))
	for n := 0; n < len(b); n += 1 + n/50 {
		if _, err := lexicon.Compiled(b[:n]); !errors.Is(err, lexicon.ErrCompiled) {
			t.Fatalf("%d of %d bytes: %v", n, len(b), err)
		}
		changed := append([]byte(nil), b...)
		changed[n] ^= 0x55
		if _, err := lexicon.Compiled(changed); err != nil && !errors.Is(err, lexicon.ErrCompiled) {
			t.Fatalf("byte %d changed: %v", n, err)
		}
	}
}

// BenchmarkBuiltIn stands beside [BenchmarkLoad]: the same from the compiled form.
func BenchmarkBuiltIn(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := lexicon.BuiltIn(); err != nil {
			b.Fatal(err)
		}
	}
}
