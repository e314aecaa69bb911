package transform

import (
	"context"
	"fmt"

	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/transform/check"
	"solieu/transform/units"
)

// Transformer makes assessments. It is immutable and safe for concurrent use.
type Transformer struct {
	units     *units.Catalogue
	checker   *check.Checker
	unchecked bool
}

// Option changes a transformer.
type Option func(*Transformer)

// WithoutChecks leaves out the checks: only observations are made.
func WithoutChecks() Option { return func(t *Transformer) { t.unchecked = true } }

// New prepares a transformer for a lexicon. It fails where a rule of the lexicon cannot be read; the error names every fault with file and line.
func New(lex *lexicon.Lexicon, opts ...Option) (*Transformer, error) {
	c, err := check.New(lex)
	if err != nil {
		return nil, fmt.Errorf("transform: %w", err)
	}
	t := &Transformer{units: units.New(lex.Units), checker: c}
	for _, o := range opts {
		o(t)
	}
	return t, nil
}

// Transform assesses one document. It fails only where ctx is done; bad data comes back as checks and rejects.
func (t *Transformer) Transform(ctx context.Context, x schemas.Extraction) (schemas.Assessment, error) {
	if err := ctx.Err(); err != nil {
		return schemas.Assessment{}, err
	}
	a := schemas.Assessment{Document: x.Document.ID, Observations: make([]schemas.Observation, len(x.Figures))}
	for i := range x.Figures {
		o, reject := t.observe(i, &x)
		a.Observations[i] = o
		if reject != nil {
			a.Rejects = append(a.Rejects, *reject)
		}
	}
	if t.unchecked {
		return a, nil
	}
	if err := ctx.Err(); err != nil {
		return schemas.Assessment{}, err
	}
	a.Checks = t.checker.Run(&x)
	return a, nil
}
