// Package examples runs the examples of the lexicon: an entry's examples are its tests.
//
// What enters is a [lexicon.Lexicon] and the extractor that was made of it; what leaves is a [Fault] for every expectation
// that is not met, with the file and line where it stands.
//
//	faults, err := examples.Run(ctx, lex, extractor)
package examples
