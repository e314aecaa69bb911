package cmd

import (
	"context"
	"os"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/exporters/otlp/otlptrace/otlptracehttp"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/sdk/resource"
	"go.opentelemetry.io/otel/sdk/trace"

	"solieu/jobs"
)

// flushWithin bounds the sending of the last spans when the program ends.
const flushWithin = 5 * time.Second

// startTracing makes traces where the environment says where they go: OTEL_EXPORTER_OTLP_ENDPOINT and its like, as the OpenTelemetry
// specification has them. It returns no watcher where the environment does not.
func (e *env) startTracing(ctx context.Context) ([]jobs.Watcher, error) {
	if os.Getenv("OTEL_EXPORTER_OTLP_ENDPOINT") == "" && os.Getenv("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT") == "" || os.Getenv("OTEL_SDK_DISABLED") == "true" {
		return nil, nil
	}
	exporter, err := otlptracehttp.New(ctx)
	if err != nil {
		return nil, err
	}
	about, err := resource.New(ctx, resource.WithAttributes(attribute.String("service.name", "solieu"), attribute.String("service.version", Version)), resource.WithFromEnv(), resource.WithHost())
	if err != nil {
		return nil, err
	}
	e.spans = trace.NewTracerProvider(trace.WithBatcher(exporter), trace.WithResource(about))
	return []jobs.Watcher{jobs.Tracer{Tracer: e.spans.Tracer("solieu")}}, nil
}

// stopTracing sends what is left.
func (e *env) stopTracing() {
	if e.spans == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), flushWithin)
	defer cancel()
	if err := e.spans.Shutdown(ctx); err != nil {
		log := e.logger()
		log.Warn().Err(err).Msg("the last traces were not sent")
	}
}

// withParent makes the trace of an orchestrator, where it tells one in TRACEPARENT, the one that runs belong to.
func withParent(ctx context.Context) context.Context {
	carrier := propagation.MapCarrier{"traceparent": os.Getenv("TRACEPARENT"), "tracestate": os.Getenv("TRACESTATE")}
	return propagation.TraceContext{}.Extract(ctx, carrier)
}
