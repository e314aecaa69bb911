package cmd

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	collector "go.opentelemetry.io/proto/otlp/collector/trace/v1"
	spans "go.opentelemetry.io/proto/otlp/trace/v1"
	"google.golang.org/protobuf/proto"
)

// TestTraces: where the environment names a collector it gets the spans of a run, in the trace of the orchestrator; where not, nothing
// is sent.
func TestTraces(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.txt", wrongSum)
	write(t, "empty.txt", "")
	var mu sync.Mutex
	var got []*spans.Span
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		var request collector.ExportTraceServiceRequest
		if err != nil || r.URL.Path != "/v1/traces" || proto.Unmarshal(body, &request) != nil {
			t.Errorf("%s: %v", r.URL, err)
		}
		mu.Lock()
		defer mu.Unlock()
		for _, resource := range request.ResourceSpans {
			for _, scope := range resource.ScopeSpans {
				got = append(got, scope.Spans...)
			}
		}
	}))
	defer server.Close()
	if code, _, stderr := command(t, "run", "a.txt", "empty.txt"); code != ExitRejected {
		t.Fatal(stderr)
	}
	if len(got) > 0 {
		t.Fatal("spans that nobody asked for")
	}
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", server.URL)
	t.Setenv("TRACEPARENT", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	if code, _, stderr := command(t, "run", "--full", "a.txt", "empty.txt"); code != ExitRejected {
		t.Fatal(stderr)
	}
	byName := map[string][]*spans.Span{}
	for _, s := range got {
		byName[s.Name] = append(byName[s.Name], s)
		if id := s.TraceId[0]; id != 0x0a {
			t.Errorf("%s belongs to the trace %x", s.Name, s.TraceId)
		}
	}
	if len(byName["run"]) != 1 || len(byName["attempt"]) != 1 || len(byName["document"]) != 2 {
		t.Fatalf("spans %v", byName)
	}
	run, attempt := byName["run"][0], byName["attempt"][0]
	if run.ParentSpanId[0] != 0xb7 || string(attempt.ParentSpanId) != string(run.SpanId) {
		t.Errorf("run %v, attempt %v", run, attempt)
	}
	for _, d := range byName["document"] {
		if string(d.ParentSpanId) != string(attempt.SpanId) || d.EndTimeUnixNano < d.StartTimeUnixNano {
			t.Errorf("document %v", d)
		}
	}
}
