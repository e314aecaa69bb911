package jobs

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// schemaFiles are schemas of OpenLineage, by their $id.
type schemaFiles struct {
	compiler *jsonschema.Compiler
	known    map[string]bool
}

// schemasOf reads a folder of schema files as they were published.
func schemasOf(t *testing.T, folder string) schemaFiles {
	t.Helper()
	p := schemaFiles{jsonschema.NewCompiler(), map[string]bool{}}
	p.compiler.AssertFormat()
	err := filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".json" {
			return err
		}
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		schema, err := jsonschema.UnmarshalJSON(f)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		id, _ := schema.(map[string]any)["$id"].(string)
		p.known[id] = true
		return p.compiler.AddResource(id, schema)
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// fault is what a schema finds wrong with a value; known is false where the schema is not there.
func (p schemaFiles) fault(t *testing.T, url string, value any) (err error, known bool) {
	t.Helper()
	if id, _, _ := strings.Cut(url, "#"); !p.known[id] {
		return nil, false
	}
	schema, err := p.compiler.Compile(url)
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(value), true
}

// event returns how many facets of an event were held against their schemas, and what is wrong with it.
func (p schemaFiles) event(t *testing.T, e map[string]any) (int, error) {
	t.Helper()
	url, _ := e["schemaURL"].(string)
	if err, known := p.fault(t, url, e); err != nil || !known {
		return 0, err
	}
	held := 0
	var walk func(v any) error
	walk = func(v any) error {
		switch v := v.(type) {
		case []any:
			for _, part := range v {
				if err := walk(part); err != nil {
					return err
				}
			}
		case map[string]any:
			if url, ok := v["_schemaURL"].(string); ok {
				err, known := p.fault(t, url, v)
				if known {
					held++
				}
				return err
			}
			for _, part := range v {
				if err := walk(part); err != nil {
					return err
				}
			}
		}
		return nil
	}
	err := walk(e)
	return held, err
}

// TestPublishedSchemas holds the events against the schema files of OpenLineage, where SOLIEU_OPENLINEAGE names a folder of them: every event
// against the one that it names, every facet against the one that it names where the folder has it. Events with one fault each are refused.
func TestPublishedSchemas(t *testing.T) {
	folder := os.Getenv("SOLIEU_OPENLINEAGE")
	if folder == "" {
		t.Skip("SOLIEU_OPENLINEAGE names no folder")
	}
	p := schemasOf(t, folder)
	read := func(line string) map[string]any {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		return v.(map[string]any)
	}
	part := func(e map[string]any, path ...any) map[string]any {
		var v any = e
		for _, step := range path {
			switch step := step.(type) {
			case string:
				v = v.(map[string]any)[step]
			case int:
				v = v.([]any)[step]
			}
		}
		return v.(map[string]any)
	}
	events, facets := 0, 0
	for line := range strings.Lines(trail(t)) {
		held, err := p.event(t, read(line))
		if err != nil {
			t.Errorf("%v\n%s", err, line)
		}
		events, facets = events+1, facets+held
		faults := map[string]func(map[string]any){
			"state":            func(e map[string]any) { e["eventType"] = "DONE" },
			"time":             func(e map[string]any) { e["eventTime"] = "yesterday" },
			"run":              func(e map[string]any) { part(e, "run")["runId"] = "1" },
			"job":              func(e map[string]any) { delete(part(e, "job"), "name") },
			"producer":         func(e map[string]any) { delete(e, "producer") },
			"facet's schema":   func(e map[string]any) { delete(part(e, "run", "facets", "nominalTime"), "_schemaURL") },
			"engine's version": func(e map[string]any) { delete(part(e, "run", "facets", "processing_engine"), "version") },
		}
		if len(read(line)["outputs"].([]any)) > 0 {
			faults["rows"] = func(e map[string]any) { part(e, "outputs", 0, "outputFacets", "outputStatistics")["rowCount"] = "3" }
			faults["column"] = func(e map[string]any) { delete(part(e, "outputs", 0, "facets", "schema", "fields", 0), "name") }
		}
		for name, spoil := range faults {
			wrong := read(line)
			spoil(wrong)
			if _, err := p.event(t, wrong); err == nil {
				t.Errorf("taken: a wrong %s", name)
			}
		}
	}
	if events != 8 || facets < 4*events {
		t.Errorf("%d events, %d facets", events, facets)
	}
	t.Logf("%d events and %d of their facets are as their schemas want them", events, facets)
}
