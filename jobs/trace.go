package jobs

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"solieu/pipeline"
)

// Tracer makes OpenTelemetry traces of runs: a span for the run, below it one for each attempt, below that one for each document that
// was processed or rejected.
type Tracer struct{ Tracer trace.Tracer }

// Began implements [Watcher].
func (t Tracer) Began(ctx context.Context, first Attempt, started time.Time) context.Context {
	ctx, _ = t.Tracer.Start(ctx, "run", trace.WithTimestamp(started), trace.WithAttributes(attribute.String("solieu.job", first.Job.Name),
		attribute.String("solieu.run", first.ID), attribute.String("solieu.due", first.Due.Format(time.RFC3339)), attribute.String("solieu.out", first.Job.Out)))
	return ctx
}

// Ended implements [Watcher].
func (t Tracer) Ended(ctx context.Context, r *Result) {
	span := trace.SpanFromContext(ctx)
	span.SetAttributes(attribute.String("solieu.outcome", r.Outcome), attribute.Int("solieu.attempts", r.Number))
	finish(span, r.Report, r.Err, r.Ended)
}

// traced makes an attempt within a span of its own, where its context belongs to a span.
func traced(ctx context.Context, a Attempt, run Runner) (report *pipeline.Report, err error) {
	parent := trace.SpanFromContext(ctx)
	if !parent.IsRecording() {
		return run(ctx, a)
	}
	ctx, span := parent.TracerProvider().Tracer("solieu").Start(ctx, "attempt", trace.WithAttributes(attribute.Int("solieu.attempt", a.Number)))
	defer func() { finish(span, report, err, time.Now()) }()
	return run(ctx, a)
}

func finish(span trace.Span, r *pipeline.Report, err error, at time.Time) {
	if r != nil {
		span.SetAttributes(attribute.Int("solieu.snapshot", r.Snapshot), attribute.Int("solieu.sources", r.Sources), attribute.Int("solieu.documents", r.Documents),
			attribute.Int("solieu.rejected", r.Rejected), attribute.Int("solieu.figures", r.Figures), attribute.Int64("solieu.bytes", r.Bytes))
		for _, s := range r.Stages {
			span.SetAttributes(attribute.Float64("solieu.stage."+s.Name+".busy_seconds", s.Busy.Seconds()))
		}
	}
	if err != nil {
		span.RecordError(err)
		span.SetStatus(codes.Error, err.Error())
	}
	span.End(trace.WithTimestamp(at))
}

// TraceDocument makes a span of a document that the context's run has just finished with.
func TraceDocument(ctx context.Context, it pipeline.Item) {
	parent := trace.SpanFromContext(ctx)
	if !parent.IsRecording() || it.Known || it.Duplicate {
		return
	}
	var busy time.Duration
	for _, d := range it.Busy {
		busy += d
	}
	now := time.Now()
	_, span := parent.TracerProvider().Tracer("solieu").Start(ctx, "document", trace.WithTimestamp(now.Add(-busy)), trace.WithAttributes(
		attribute.String("solieu.document", it.URI), attribute.Int64("solieu.bytes", it.Bytes), attribute.Int("solieu.figures", len(it.Extraction.Figures))))
	if it.Reject != nil {
		span.SetStatus(codes.Error, string(it.Reject.Reason))
	}
	span.End(trace.WithTimestamp(now))
}
