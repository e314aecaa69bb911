package pipeline

import (
	"solieu/extract"
	"solieu/extract/read"
	"solieu/schemas/lexicon"
	"solieu/transform"
)

// New composes the real stages from what the lexicon knows.
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
