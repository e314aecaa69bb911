package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// pkg is what go list says about a package.
type pkg struct {
	ImportPath string
	Dir        string
	Standard   bool
	GoFiles    []string
	Imports    []string // of the package's own files, without tests
}

// imports that a layer may have within the module; a layer is the longest prefix that matches. A package may always import
// the packages below its own folder.
var layers = []struct {
	name  string
	below []string
}{
	{"schemas", nil},
	{"schemas/lexicon", []string{"schemas"}},
	{"schemas/tables", []string{"schemas", "schemas/lexicon"}},
	{"extract", []string{"schemas"}},
	{"transform", []string{"schemas"}},
	{"load", []string{"schemas"}},
	{"pipeline", []string{"schemas", "extract", "transform", "load"}},
	{"jobs", []string{"schemas", "extract", "transform", "load", "pipeline"}},
	{"cmd", []string{"schemas", "extract", "transform", "load", "pipeline", "jobs"}},
	{"", []string{"cmd"}},
}

// confined are modules that only some packages may import, and why.
var confined = []struct{ module, only, why string }{
	{"github.com/apache/arrow", "schemas/tables load", "columns in memory are a matter of storage"},
	{"github.com/parquet-go", "schemas/tables load", "columns in files are a matter of storage"},
	{"github.com/robfig/cron", "jobs", "the scheduler is replaceable"},
	{"github.com/spf13/cobra", "cmd", "only the command line knows flags"},
	{"github.com/rs/zerolog", "jobs cmd", "stages report values; they do not log"},
	{"github.com/prometheus", "jobs cmd", "stages report values; they do not count"},
	{"go.opentelemetry.io", "jobs cmd", "stages report values; they do not trace"},
	{"gocloud.dev", "jobs load/remote", "far-away files are sources or a place to publish to"},
	{"github.com/goccy/go-yaml", "schemas/lexicon pipeline/audit jobs cmd", "YAML is for people: the lexicon, the waivers and the configuration"},
}

func TestImportsGoDownOnly(t *testing.T) {
	for _, p := range packages(t) {
		own := within(p.ImportPath)
		layer := layerOf(own)
		for _, imp := range p.Imports {
			switch {
			case isOwn(imp):
				checkLayer(t, own, layer, within(imp))
			case own == "schemas" && strings.Contains(strings.Split(imp, "/")[0], "."):
				t.Errorf("schemas imports %s: the ground floor has the standard library alone beneath it", imp)
			}
			checkConfined(t, own, imp)
		}
	}
}

func checkLayer(t *testing.T, own string, layer int, imp string) {
	t.Helper()
	name := layers[layer].name
	if name != "" && under(imp, name) && layers[layerOf(imp)].name == name {
		return
	}
	for _, below := range layers[layer].below {
		if under(imp, below) {
			return
		}
	}
	t.Errorf("%s imports %s: %q may import %q only", own, imp, name, layers[layer].below)
}

func checkConfined(t *testing.T, own, imp string) {
	t.Helper()
	for _, c := range confined {
		if !under(imp, c.module) {
			continue
		}
		if !slices.ContainsFunc(strings.Fields(c.only), func(at string) bool { return under(own, at) }) {
			t.Errorf("%s imports %s, which is for %s: %s", own, imp, c.only, c.why)
		}
	}
}

// TestCronStandsInOneFile keeps the scheduling library replaceable.
func TestCronStandsInOneFile(t *testing.T) {
	var importers []string
	for _, p := range packages(t) {
		for _, name := range p.GoFiles {
			content, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(content, []byte(`"github.com/robfig/cron/v3"`)) {
				importers = append(importers, path.Join(within(p.ImportPath), name))
			}
		}
	}
	if len(importers) > 1 {
		t.Errorf("cron is imported by %v; one file should", importers)
	}
}

// TestOnlyJobsAndCmdReadTheClock keeps results reproducible.
func TestOnlyJobsAndCmdReadTheClock(t *testing.T) {
	forbidden := []string{"time.Now(", "time.Since(", "math/rand", "crypto/rand", "func init()"}
	for _, p := range packages(t) {
		own := within(p.ImportPath)
		if under(own, "jobs") || under(own, "cmd") {
			continue
		}
		for _, name := range p.GoFiles {
			content, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range forbidden {
				if bytes.Contains(content, []byte(f)) {
					t.Errorf("%s uses %s", path.Join(own, name), f)
				}
			}
		}
	}
}

func packages(t *testing.T) []pkg {
	t.Helper()
	list := exec.Command("go", "list", "-deps", "-json=ImportPath,Dir,Standard,GoFiles,Imports", "./...")
	list.Env = append(os.Environ(), "CGO_ENABLED=0")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var own []pkg
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pkg
		if err := dec.Decode(&p); err == io.EOF {
			return own
		} else if err != nil {
			t.Fatal(err)
		}
		if !p.Standard && isOwn(p.ImportPath) {
			own = append(own, p)
		}
	}
}

func isOwn(importPath string) bool {
	return importPath == "solieu" || strings.HasPrefix(importPath, "solieu/")
}

// within is a package's path within the module; the module's own package is "".
func within(importPath string) string {
	return strings.TrimPrefix(strings.TrimPrefix(importPath, "solieu"), "/")
}

func under(p, folder string) bool { return p == folder || strings.HasPrefix(p, folder+"/") }

func layerOf(own string) int {
	best := len(layers) - 1
	for i, l := range layers {
		if l.name != "" && under(own, l.name) && len(l.name) > len(layers[best].name) {
			best = i
		}
	}
	return best
}
