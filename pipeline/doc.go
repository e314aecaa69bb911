// Package pipeline composes the stages of solieu: sources are read, figures extracted, facts derived and checked, and rows
// handed to a [Sink], one document at a time and in one order whatever the number of workers.
//
// What enters is a list of files, folders and glob patterns; what leaves is a call of the sink per document and a [Report].
// A document that cannot be processed is a value, an [Item] with a reject; only a broken world (a full disk, an interrupt)
// is an error and ends the run.
//
//	p := pipeline.Pipeline{Reader: r, Extractor: x, Transformer: t, Options: pipeline.Options{Workers: 4, Now: time.Now}}
//	report, err := p.Run(ctx, pipeline.Files([]string{"reports/"}), sink)
package pipeline
