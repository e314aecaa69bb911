package jobs

import (
	"context"
	_ "embed"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"solieu/pipeline"
	"solieu/schemas"
)

// Metrics are what the daemon tells Prometheus. Names end in their unit; times are Unix seconds.
type Metrics struct {
	registry *prometheus.Registry

	runs, retries, skipped, reloads                      *prometheus.CounterVec
	sources, figures, violations, rejects                *prometheus.CounterVec
	running, next, lastSuccess, lastEnd, lag, lastResult *prometheus.GaugeVec
	undelivered                                          *prometheus.GaugeVec
	duration                                             *prometheus.HistogramVec
}

// NewMetrics returns metrics of their own registry; version is the program's.
func NewMetrics(version string) *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry()}
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		c := prometheus.NewCounterVec(prometheus.CounterOpts{Name: "solieu_" + name, Help: help}, labels)
		m.registry.MustRegister(c)
		return c
	}
	gauge := func(name, help string, labels ...string) *prometheus.GaugeVec {
		g := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "solieu_" + name, Help: help}, labels)
		m.registry.MustRegister(g)
		return g
	}
	m.runs = counter("runs_total", "Runs by job and outcome: published, flagged (published, with checks at or above fail_on) or failed.", "job", "outcome")
	m.retries = counter("retries_total", "Attempts that failed and were followed by another.", "job")
	m.skipped = counter("skipped_total", "Times a job was due while its run before was still at work.", "job")
	m.reloads = counter("config_reloads_total", "Configurations read again, by outcome: accepted or refused.", "outcome")
	m.sources = counter("sources_total", "Sources of published runs, by what became of them: read, unchanged, duplicate or rejected.", "job", "state")
	m.figures = counter("figures_total", "Figures found by published runs.", "job")
	m.violations = counter("violations_total", "Violated checks found by published runs.", "job")
	m.rejects = counter("rejects_total", "What published runs set aside, sources and places in documents, by reason.", "job", "reason")
	m.running = gauge("running", "1 while a run of the job is at work.", "job")
	m.next = gauge("next_run_timestamp_seconds", "When the job is due next.", "job")
	m.lastSuccess = gauge("last_success_timestamp_seconds", "When a run of the job was last published; after a start the time that its last published run stands for.", "job")
	m.lastEnd = gauge("last_end_timestamp_seconds", "When a run of the job last ended, with whatever outcome.", "job")
	m.lastResult = gauge("last_success", "1 where the last run of the job was published, 0 where it failed.", "job")
	m.lag = gauge("run_lag_seconds", "How long after it was due the last run began.", "job")
	m.undelivered = gauge("undelivered_notifications", "Notifications of the last run that could not be delivered; the next run tries again.", "job")
	m.duration = prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "solieu_run_duration_seconds", Help: "Duration of runs, retries included.",
		Buckets: []float64{1, 5, 15, 60, 300, 900, 3600, 4 * 3600}}, []string{"job"})
	m.registry.MustRegister(m.duration, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	gauge("build_info", "1; the label is the program's version.", "version").WithLabelValues(version).Set(1)
	return m
}

// Reloaded counts a configuration that was read again.
func (m *Metrics) Reloaded(accepted bool) {
	outcome := "refused"
	if accepted {
		outcome = "accepted"
	}
	m.reloads.WithLabelValues(outcome).Inc()
}

// Began implements [Watcher].
func (m *Metrics) Began(ctx context.Context, first Attempt, started time.Time) context.Context {
	m.running.WithLabelValues(first.Job.Name).Set(1)
	m.lag.WithLabelValues(first.Job.Name).Set(max(0, started.Sub(first.Due).Seconds()))
	return ctx
}

// Ended implements [Watcher].
func (m *Metrics) Ended(_ context.Context, res *Result) {
	name, r := res.Job.Name, res.Report
	m.running.WithLabelValues(name).Set(0)
	m.runs.WithLabelValues(name, res.Outcome).Inc()
	m.duration.WithLabelValues(name).Observe(res.Ended.Sub(res.Started).Seconds())
	m.lastEnd.WithLabelValues(name).Set(float64(res.Ended.Unix()))
	m.undelivered.WithLabelValues(name).Set(float64(len(res.Undelivered)))
	if res.Outcome == pipeline.Failed {
		m.lastResult.WithLabelValues(name).Set(0)
		return
	}
	m.lastResult.WithLabelValues(name).Set(1)
	m.lastSuccess.WithLabelValues(name).Set(float64(res.Ended.Unix()))
	m.sources.WithLabelValues(name, "read").Add(float64(r.Documents))
	m.sources.WithLabelValues(name, "unchanged").Add(float64(r.Unchanged))
	m.sources.WithLabelValues(name, "duplicate").Add(float64(r.Duplicates))
	m.sources.WithLabelValues(name, "rejected").Add(float64(r.Rejected))
	m.figures.WithLabelValues(name).Add(float64(r.Figures))
	m.violations.WithLabelValues(name).Add(float64(r.Outcomes(schemas.Violated)))
	for _, c := range r.Rejects {
		m.rejects.WithLabelValues(name, string(c.Reason)).Add(float64(c.Count))
	}
}

// OpenAPI describes the daemon's endpoints, as OpenAPI 3.0.
//
//go:embed openapi.json
var OpenAPI []byte

// Handler answers /healthz (the process lives), /readyz (jobs are started when they are due; 503 where not), /metrics and
// /openapi.json, which describes them.
func (d *Daemon) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { answer(w, true) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) { answer(w, d.Ready()) })
	mux.HandleFunc("GET /openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(OpenAPI) // the caller may be gone
	})
	mux.Handle("GET /metrics", promhttp.HandlerFor(d.Metrics.registry, promhttp.HandlerOpts{}))
	return mux
}

func answer(w http.ResponseWriter, ok bool) {
	w.Header().Set("Content-Type", "application/json")
	status, body := http.StatusOK, `{"status":"ok"}`
	if !ok {
		status, body = http.StatusServiceUnavailable, `{"status":"not ready"}`
	}
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body + "\n")) // the caller may be gone
}
