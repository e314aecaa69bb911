// Package parse turns the tokens of a block into items: numbers with their units, periods, citations, cue words and plain words.
//
// It decides what each numeral is by itself and by its neighbours; what a quantity means in its clause is decided one floor up.
//
//	g, _ := parse.NewGrammar(lex)
//	p := g.NewParser()
//	items := p.Parse(text, tokens)
package parse
