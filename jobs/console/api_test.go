package console

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// answer is a page of the API.
type answer struct {
	Snapshot int               `json:"snapshot"`
	Next     *string           `json:"next"`
	Rows     []json.RawMessage `json:"rows"`
}

func (r *running) page1(target string) answer {
	r.t.Helper()
	var a answer
	if err := json.Unmarshal([]byte(r.get(target)), &a); err != nil {
		r.t.Fatalf("%s: %v", target, err)
	}
	return a
}

// TestCursorsTile: pages of any size give the same rows, each once, also while a new snapshot appears.
func TestCursorsTile(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	r := start(t, dir, Options{Rate: 1e6, Burst: 1e6})
	for _, table := range []string{"observations", "checks", "documents", "runs"} {
		whole := r.page1("/api/v1/" + table + "?limit=1000").Rows
		if len(whole) == 0 {
			t.Fatalf("%s is empty", table)
		}
		var got []json.RawMessage
		for next := ""; ; {
			a := r.page1("/api/v1/" + table + "?limit=7&cursor=" + next)
			if len(got) == 7 { // between two pages
				publish(t, dir, some()[:2]...)
				if err := r.Refresh(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			got = append(got, a.Rows...)
			if a.Next == nil {
				break
			}
			next = *a.Next
		}
		if !slices.EqualFunc(got, whole, func(a, b json.RawMessage) bool { return string(a) == string(b) }) {
			t.Errorf("%s: %d rows in pages, %d at once", table, len(got), len(whole))
		}
	}
}

func TestAPIFilters(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	r := start(t, dir, Options{})
	for query, want := range map[string]int{"checks?outcome=violated&limit=1000": 20, "checks?outcome=violated&year=2023": 10, "checks?area=02&limit=1000": 20,
		"observations?area_code=01&limit=1000": 180, "observations?measure=attainment&limit=1000": 80, "documents?document_number=2/BC": 1, "documents?uri=zzz": 0, "runs": 1} {
		if got := len(r.page1("/api/v1/" + query).Rows); got != want {
			t.Errorf("%s: %d rows, want %d", query, got, want)
		}
	}
	for query, want := range map[string]int{"checks?limit=0": 400, "checks?limit=1001": 400, "checks?limit=x": 400, "checks?nonsense=1": 400, "checks?cursor=x": 400, "checks?cursor=MS4wLjA": 200,
		"checks?outcome=a&outcome=b": 400, "texts": 404, "checks?snapshot=99": 410, "checks?snapshot=-1": 400, "checks?cursor=OTkuMC4w": 410} {
		if w := r.do("GET", "/api/v1/"+query, nil); w.Code != want || want != 200 && w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s, want %d", query, w.Code, w.Body, want)
		}
	}
}

// TestETag: the same snapshot is not sent twice; a new one has another tag.
func TestETag(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	r := start(t, dir, Options{})
	tag := r.do("GET", "/api/v1/checks", nil).Header().Get("ETag")
	for _, given := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
		if w := r.do("GET", "/api/v1/checks", nil, "If-None-Match", given); w.Code != http.StatusNotModified || w.Body.Len() != 0 {
			t.Errorf("%s: %d", given, w.Code)
		}
	}
	publish(t, dir, some()[:1]...)
	if err := r.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if w := r.do("GET", "/api/v1/checks", nil, "If-None-Match", tag); w.Code != 200 || w.Header().Get("ETag") == tag {
		t.Errorf("after a new snapshot: %d %s", w.Code, w.Header().Get("ETag"))
	}
}

// TestOpenAPI: the document names every parameter that is taken, and every answer is as it says.
func TestOpenAPI(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	r := start(t, dir, Options{})
	var doc map[string]any
	if err := json.Unmarshal([]byte(r.get("/api/v1/openapi.json")), &doc); err != nil {
		t.Fatal(err)
	}
	if doc["openapi"] != "3.1.0" {
		t.Errorf("version %v", doc["openapi"])
	}
	paths := doc["paths"].(map[string]any)
	if len(paths) != len(endpoints()) {
		t.Errorf("%d paths", len(paths))
	}
	for path, item := range paths {
		get := item.(map[string]any)["get"].(map[string]any)
		for _, p := range get["parameters"].([]any) {
			p := p.(map[string]any)
			name := p["name"].(string)
			if p["in"] != "query" || name == "cursor" {
				continue
			}
			if w := r.do("GET", path+"?"+name+"=1", nil); w.Code != 200 {
				t.Errorf("%s does not take %s: %d", path, name, w.Code)
			}
		}
		schema := get["responses"].(map[string]any)["200"].(map[string]any)["content"].(map[string]any)["application/json"].(map[string]any)["schema"]
		var value any
		if err := json.Unmarshal([]byte(r.get(path+"?limit=1000")), &value); err != nil {
			t.Fatal(err)
		}
		for _, fault := range conform(doc, schema.(map[string]any), value, path) {
			t.Error(fault)
		}
	}
	bad := map[string]any{"snapshot": "x", "rows": []any{map[string]any{}}}
	if faults := conform(doc, paths["/api/v1/runs"].(map[string]any)["get"].(map[string]any)["responses"].(map[string]any)["200"].(map[string]any)["content"].(map[string]any)["application/json"].(map[string]any)["schema"].(map[string]any), bad, ""); len(faults) < 4 {
		t.Errorf("the test itself sees %d faults in a bad answer", len(faults))
	}
}

// conform checks a value against the part of JSON Schema that the document uses.
func conform(doc, schema map[string]any, value any, at string) []string {
	if ref, ok := schema["$ref"].(string); ok {
		node := doc
		for name := range strings.SplitSeq(strings.TrimPrefix(ref, "#/"), "/") {
			node = node[name].(map[string]any)
		}
		return conform(doc, node, value, at)
	}
	kinds, ok := schema["type"].([]any)
	if !ok {
		kinds = []any{schema["type"]}
	}
	kind := "other"
	switch v := value.(type) {
	case nil:
		kind = "null"
	case string:
		kind = "string"
	case bool:
		kind = "boolean"
	case float64:
		if kind = "number"; v == float64(int64(v)) && !slices.Contains(kinds, any("number")) {
			kind = "integer"
		}
	case []any:
		kind = "array"
	case map[string]any:
		kind = "object"
	}
	if !slices.Contains(kinds, any(kind)) {
		return []string{fmt.Sprintf("%s is %s, not %v", at, kind, kinds)}
	}
	var out []string
	switch v := value.(type) {
	case string:
		out = append(out, format(schema["format"], v, at)...)
	case []any:
		for i, e := range v {
			out = append(out, conform(doc, schema["items"].(map[string]any), e, fmt.Sprintf("%s[%d]", at, i))...)
		}
	case map[string]any:
		properties := schema["properties"].(map[string]any)
		required, _ := schema["required"].([]any)
		for _, name := range required {
			if _, ok := v[name.(string)]; !ok {
				out = append(out, fmt.Sprintf("%s has no %s", at, name))
			}
		}
		for name, e := range v {
			if p, ok := properties[name].(map[string]any); ok {
				out = append(out, conform(doc, p, e, at+"."+name)...)
			} else {
				out = append(out, fmt.Sprintf("%s has %s, which is not described", at, name))
			}
		}
	}
	return out
}

func format(name any, v, at string) []string {
	ok := true
	var err error
	switch name {
	case "decimal":
		ok = regexp.MustCompile(`^-?\d+(\.\d+)?$`).MatchString(v)
	case "date":
		_, err = time.Parse(time.DateOnly, v)
	case "date-time":
		_, err = time.Parse(time.RFC3339Nano, v)
	}
	if !ok || err != nil {
		return []string{fmt.Sprintf("%s: %q is no %v", at, v, name)}
	}
	return nil
}
