package cmd

import (
	"runtime"
	"time"

	"github.com/rs/zerolog"

	"solieu/pipeline"
	"solieu/schemas/lexicon"
)

// documentTimeout bounds each stage's work on one document: the longest real report takes well under a second.
const documentTimeout = 2 * time.Minute

// maxBytes is the largest source that is read.
const maxBytes = 256 << 20

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
	p, err := pipeline.New(lex, pipeline.Options{Workers: workers, Timeout: documentTimeout, MaxBytes: maxBytes, Now: time.Now})
	return engine{p, lex}, err
}

func defaultWorkers() int { return runtime.GOMAXPROCS(0) }

// logReject writes a reject of a whole document to the log.
func logReject(log zerolog.Logger, it pipeline.Item) {
	if it.Reject != nil {
		log.Warn().Str("document", it.URI).Str("reason", string(it.Reject.Reason)).Str("detail", it.Reject.Detail).Msg("rejected")
	}
}
