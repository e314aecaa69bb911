package cmd

import (
	"runtime"
	"time"

	"github.com/rs/zerolog"

	"solieu/pipeline"
	"solieu/schemas/lexicon"
)

// engine is the pipeline with the knowledge that it was built from.
type engine struct {
	*pipeline.Pipeline
	lexicon *lexicon.Lexicon
}

// engine composes the stages from the built-in lexicon.
func (e *env) engine(workers int) (engine, error) {
	if workers < 1 {
		return engine{}, usage("--workers must be at least 1")
	}
	lex, err := lexicon.BuiltIn()
	if err != nil {
		return engine{}, err
	}
	p, err := pipeline.New(lex, pipeline.Options{Workers: workers, Now: time.Now})
	if err != nil {
		return engine{}, err
	}
	p.Use(pipeline.Reading{})
	return engine{p, lex}, nil
}

func defaultWorkers() int { return runtime.GOMAXPROCS(0) }

// logReject writes a reject of a whole document to the log.
func logReject(log zerolog.Logger, it pipeline.Item) {
	if it.Reject != nil {
		log.Warn().Str("document", it.URI).Str("reason", string(it.Reject.Reason)).Str("detail", it.Reject.Detail).Msg("rejected")
	}
}
