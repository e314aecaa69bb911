package jobs

import (
	"bytes"
	"os"
	"regexp"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestSchemaTakesTheExamples: editors that follow the schema accept what the documents show, and refuse what the program refuses.
func TestSchemaTakesTheExamples(t *testing.T) {
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("solieu.schema.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("solieu.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	valid := func(text []byte) error {
		t.Helper()
		plain, err := yaml.YAMLToJSON(text)
		if err != nil {
			t.Fatal(err)
		}
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(plain))
		if err != nil {
			t.Fatal(err)
		}
		return compiled.Validate(value)
	}
	sample, err := os.ReadFile("../docs/deploy/solieu.yaml")
	if err != nil {
		t.Fatal(err)
	}
	manual, err := os.ReadFile("../docs/cli.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := [][]byte{sample}
	for _, block := range regexp.MustCompile("(?s)```yaml\n(.*?)```").FindAllSubmatch(manual, -1) {
		examples = append(examples, block[1])
	}
	if len(examples) < 2 {
		t.Error("the manual shows no configuration")
	}
	for _, text := range examples {
		if err := valid(text); err != nil {
			t.Errorf("%v\n%s", err, text)
		}
	}
	for _, wrong := range []string{
		"jobs: []", "jobs: [{name: a}]", "jobs: [{name: a, schedule: '@daily', sources: [{}, 3], out: o}]", "parallel: 0\njobs: [{name: a, schedule: '@daily', sources: [x], out: o}]",
		"notify: [{on: [done], command: [x]}]\njobs: [{name: a, schedule: '@daily', sources: [x], out: o}]",
	} {
		if valid([]byte(wrong)) == nil {
			t.Errorf("taken: %s", wrong)
		}
	}
}
