// Package transform turns what a report states into what a database holds: figures become observations in base units with dates and areas,
// and the relations between them become checks.
//
//	t, err := transform.New(lex)
//	assessment, err := t.Transform(ctx, extraction)
//
// A Transformer is a pure function of the extraction and the lexicon: no clock, no randomness, no order of maps.
package transform
