package cmd

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"solieu/pipeline/sample"
)

// solieu runs a command in this process and returns what it printed; the command must end with the given code.
func solieu(t *testing.T, code int, args ...string) string {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if got := Main(context.Background(), args, strings.NewReader(""), &stdout, &stderr); got != code {
		t.Fatalf("solieu %q: exit code %d, want %d\n%s", args, got, code, stderr.String())
	}
	return stdout.String()
}

// sums returns "path SHA-256" of every data file of a dataset's current snapshot, but for the tables runs and document_versions, which tell of
// times and snapshots.
func sums(t *testing.T, out string) []string {
	t.Helper()
	root, err := filepath.EvalSymlinks(filepath.Join(out, "current"))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".parquet" {
			return err
		}
		content, err := os.ReadFile(path)
		sum := sha256.Sum256(content)
		rel, _ := filepath.Rel(root, path)
		if rel = filepath.ToSlash(rel); !strings.HasPrefix(rel, "runs/") && !strings.HasPrefix(rel, "document_versions/") {
			all = append(all, rel+" "+hex.EncodeToString(sum[:]))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 12 {
		t.Fatalf("only %d data files in %s", len(all), root)
	}
	return all
}

// corpus writes the sample's passages to a new folder, makes that the working directory, and returns their names.
func corpus(t *testing.T) []string {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.MkdirAll("sample", 0o755); err != nil {
		t.Fatal(err)
	}
	inputs, err := sample.Inputs()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, in := range inputs {
		f, err := in.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := b.ReadFrom(f); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(in.URI, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		names = append(names, in.URI)
	}
	return names
}

// TestSameBytes is the promise of reproducibility: the data files depend on the documents, the lexicon and the version alone.
func TestSameBytes(t *testing.T) {
	names := corpus(t)
	solieu(t, ExitDone, "run", "--out", "want", "--workers", "1")
	want := sums(t, "want")
	back := slices.Clone(names)
	slices.Reverse(back)

	for name, runs := range map[string][][]string{
		"eight workers":          {{"--workers", "8"}},
		"files, in any order":    {back},
		"a folder":               {{"sample"}},
		"a pattern":              {{"sample/*.{md,txt}"}},
		"one by one":             {{back[0]}, {back[1]}, {back[2]}},
		"twice":                  {{"sample"}, {"sample"}},
		"twice, in full":         {{"sample"}, {"--full", "sample"}},
		"with a file in between": {{"sample", "extra.txt"}, {"--prune", "sample"}},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			if err := os.WriteFile("extra.txt", []byte("Năm 2022, diện tích lúa đạt 1.200 ha.\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			for _, args := range runs {
				solieu(t, ExitDone, append([]string{"run", "--out", out}, args...)...)
			}
			if diff := cmp.Diff(want, sums(t, out)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestSameMeaning: what is written differently but means the same gives the same figures.
func TestSameMeaning(t *testing.T) {
	t.Chdir(t.TempDir())
	fields := func(text string) []string {
		if err := os.WriteFile("a.txt", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		var all []string
		for line := range strings.Lines(solieu(t, ExitDone, "extract", "a.txt")) {
			_, rest, figure := strings.Cut(line, `"class":"figure",`)
			if meaning, _, ok := strings.Cut(rest, `,"unit_printed"`); figure && ok {
				all = append(all, meaning)
			}
		}
		return all
	}
	const plain = "Năm 2023, thu ngân sách đạt 33,09 tỷ đồng, tăng 5% so với năm 2022. Diện tích lúa đạt 1.200 ha.\n"
	want := fields(plain)
	if len(want) != 3 {
		t.Fatalf("%d figures: %q", len(want), want)
	}
	for name, text := range map[string]string{
		"another multiplier":  strings.Replace(plain, "33,09 tỷ", "33.090 triệu", 1),
		"the other spelling":  strings.Replace(plain, "tỷ", "tỉ", 1),
		"Windows line ends":   strings.ReplaceAll(plain, "\n", "\r\n"),
		"a byte order mark":   "\ufeff" + plain,
		"decomposed letters":  strings.Replace(strings.Replace(plain, "ngân sách", "ngân sa\u0301ch", 1), "ă", "a\u0306", 1),
		"no-break spaces":     strings.Replace(plain, "33,09 tỷ", "33,09\u00a0tỷ", 1),
		"emphasis":            strings.Replace(plain, "Diện tích lúa", "**Diện tích lúa**", 1),
		"leading empty lines": "\n\n" + plain,
	} {
		if diff := cmp.Diff(want, fields(text)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestSampleShowsWhatItPromises: the first run must show contradictions, and only planted ones.
func TestSampleShowsWhatItPromises(t *testing.T) {
	corpus(t)
	var violated []string
	for line := range strings.Lines(solieu(t, ExitDone, "check", "sample")) {
		if strings.Contains(line, `"outcome":"violated"`) {
			kind, _, _ := strings.Cut(strings.TrimPrefix(line, `{"kind":"`), `"`)
			_, formula, _ := strings.Cut(line, `"formula":"`)
			formula, _, _ = strings.Cut(formula, `"`)
			violated = append(violated, kind+": "+formula)
		}
	}
	slices.Sort(violated)
	for _, planted := range []string{"attainment: 100 * 62300 / 64000 = 99.3", "direction: 97 >= 100", "shares_total: 20.9 + 43.1 + 34.2 + 4.8 = 100", "sum: "} {
		if !slices.ContainsFunc(violated, func(v string) bool { return strings.HasPrefix(v, planted) }) {
			t.Errorf("%s is not found among %q", planted, violated)
		}
	}
	if len(violated) > 5 {
		t.Errorf("false alarms among %q", violated)
	}
}
