package cmd

import (
	"os"
	"runtime"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"solieu/pipeline"
	"solieu/schemas/lexicon"
)

// engine is the pipeline with the knowledge that it was built from.
type engine struct {
	*pipeline.Pipeline
	lexicon *lexicon.Lexicon
}

// engine composes the stages from the built-in lexicon and the further rules of a folder; no name, no further rules.
func (e *env) engine(workers int, rules string) (engine, error) {
	if workers < 1 {
		return engine{}, usage("--workers must be at least 1")
	}
	lex, err := lexicon.BuiltIn(rulesOf(rules)...)
	if err != nil && rules != "" {
		return engine{}, &exitError{code: ExitUsage, err: err} // nothing was done yet
	}
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

// rulesOf is the folder that --rules names.
func rulesOf(dir string) []lexicon.RuleFolder {
	if dir == "" {
		return nil
	}
	return []lexicon.RuleFolder{{Name: dir, Files: os.DirFS(dir)}}
}

// rulesFlag is --rules of the commands that check.
func rulesFlag(c *cobra.Command) *string {
	return c.Flags().String("rules", "", "a folder of further rules between indicators (*.yaml), beside the built-in ones")
}

func defaultWorkers() int { return runtime.GOMAXPROCS(0) }

// logReject writes a reject of a whole document to the log.
func logReject(log zerolog.Logger, it pipeline.Item) {
	if it.Reject != nil {
		log.Warn().Str("document", it.URI).Str("reason", string(it.Reject.Reason)).Str("detail", it.Reject.Detail).Msg("rejected")
	}
}
