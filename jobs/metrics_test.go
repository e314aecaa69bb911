package jobs

import (
	"encoding/json"
	"errors"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/goccy/go-yaml"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"solieu/pipeline"
	"solieu/schemas"
)

// busy is a daemon that has seen everything that there is a metric of.
func busy(t *testing.T) *Daemon {
	t.Helper()
	d := daemon(&diary{})
	j := config(t, `schedule: "@daily"`).Jobs[0]
	at := time.Date(2026, 1, 31, 18, 30, 0, 0, time.UTC)
	for _, r := range []Result{
		{Outcome: pipeline.Failed, Err: errors.New("away"), Undelivered: []string{"failed:0"}},
		{Outcome: pipeline.Published, Report: &pipeline.Report{Documents: 3, Unchanged: 2, Rejected: 1, Figures: 40, Rejects: []pipeline.RejectCount{{Reason: schemas.RejectEmpty, Count: 1}}}},
	} {
		r.Attempt, r.Started, r.Ended = Attempt{Job: j, Due: at, Number: 1}, at, at.Add(time.Minute)
		d.Metrics.Began(t.Context(), r.Attempt, r.Started)
		d.Metrics.Ended(t.Context(), &r)
	}
	d.Metrics.Reloaded(false)
	d.Metrics.retries.WithLabelValues(j.Name).Inc()
	d.Metrics.skipped.WithLabelValues(j.Name).Inc()
	d.schedule(j, at)
	return d
}

// TestMetrics: the metrics are as promtool wants them, and the sample alerts and the dashboard use none that do not exist.
// SOLIEU_METRICS keeps the exposition for promtool itself.
func TestMetrics(t *testing.T) {
	d := busy(t)
	problems, err := testutil.GatherAndLint(d.Metrics.registry)
	if err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
	text := exposed(d)
	if keep := os.Getenv("SOLIEU_METRICS"); keep != "" {
		if err := os.WriteFile(keep, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"alerts.yaml", "grafana.json"} {
		file, err := os.ReadFile("../docs/deploy/" + name)
		if err != nil {
			t.Fatal(err)
		}
		var any map[string]any
		if err := yaml.Unmarshal(file, &any); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		used := regexp.MustCompile(`\b(solieu|go|process)_[a-z_]+\b`).FindAllString(string(file), -1)
		if len(used) < 8 {
			t.Errorf("%s uses %v", name, used)
		}
		for _, metric := range used {
			if !strings.Contains(text, "\n"+metric+"{") && !strings.Contains(text, "\n"+metric+" ") {
				t.Errorf("%s: there is no metric %s", name, metric)
			}
		}
	}
}

// TestOpenAPI: the endpoints answer as their document says, ready or not, and there are no others in it.
func TestOpenAPI(t *testing.T) {
	doc, err := openapi3.NewLoader().LoadFromData(OpenAPI)
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Validate(t.Context()); err != nil {
		t.Fatal(err)
	}
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		t.Fatal(err)
	}
	openapi3filter.RegisterBodyDecoder("text/plain", openapi3filter.FileBodyDecoder)
	d := busy(t)
	for path := range doc.Paths.Map() {
		for _, ready := range []bool{false, true} {
			d.ready.Store(ready)
			request := httptest.NewRequest("GET", "http://127.0.0.1:9464"+path, nil)
			route, params, err := router.FindRoute(request)
			if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
			w := httptest.NewRecorder()
			d.Handler().ServeHTTP(w, request)
			input := &openapi3filter.ResponseValidationInput{RequestValidationInput: &openapi3filter.RequestValidationInput{Request: request, PathParams: params, Route: route},
				Status: w.Code, Header: w.Header(), Options: &openapi3filter.Options{IncludeResponseStatus: true}}
			input.SetBodyBytes(w.Body.Bytes())
			if err := openapi3filter.ValidateResponse(t.Context(), input); err != nil {
				t.Errorf("%s, ready %t: %v", path, ready, err)
			}
		}
	}
	var served, own any
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/openapi.json", nil))
	if json.Unmarshal(w.Body.Bytes(), &served) != nil || json.Unmarshal(OpenAPI, &own) != nil || len(doc.Paths.Map()) != 4 {
		t.Error("the document is not served")
	}
}
