package pipeline

import (
	"solieu/extract"
	"solieu/extract/read"
	"solieu/schemas/lexicon"
	"solieu/transform"
	"solieu/transform/check"
)

// Comparer compares what several reports say of one quantity, for the writer of a snapshot.
func Comparer(lex *lexicon.Lexicon) *check.Comparer { return check.NewComparer(lex) }

// New composes the real stages from what the lexicon knows. Sources are read within the defaults of [Reading] unless [Pipeline.Use] says
// otherwise; a timeout and a size among the options stand.
func New(lex *lexicon.Lexicon, options Options) (*Pipeline, error) {
	x, err := extract.New(lex)
	if err != nil {
		return nil, err
	}
	t, err := transform.New(lex)
	if err != nil {
		return nil, err
	}
	return &Pipeline{Reader: read.New(read.Limits{Bytes: options.MaxBytes}), Extractor: x, Transformer: t, Options: options}, nil
}
