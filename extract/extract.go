package extract

import (
	"context"
	"encoding/binary"
	"sync"

	"solieu/extract/head"
	"solieu/extract/parse"
	"solieu/extract/text"
	"solieu/extract/token"
	"solieu/schemas"
	"solieu/schemas/lexicon"
)

// Extractor extracts figures from documents. It is immutable and safe for concurrent use.
type Extractor struct {
	grammar *parse.Grammar
	head    *head.Parser
	match   *lexicon.Matcher
	lex     *lexicon.Lexicon // for explanations
	workers sync.Pool
}

// New compiles a lexicon into an extractor.
func New(lex *lexicon.Lexicon) (*Extractor, error) {
	x := &Extractor{lex: lex}
	var err error
	var wg sync.WaitGroup
	wg.Go(func() { x.match = lexicon.NewMatcher(lex) }) // takes longer than all else
	x.grammar, err = parse.NewGrammar(lex)
	x.head = head.New(lex.Areas)
	wg.Wait()
	if err != nil {
		return nil, err
	}
	x.workers.New = func() any {
		return &worker{x: x, lexer: token.NewLexer(x.grammar.Vocabulary()), parser: x.grammar.NewParser(), catalogue: newCatalogue(x.match), names: newNames()}
	}
	return x, nil
}

// worker holds the buffers that serve one document at a time.
type worker struct {
	x         *Extractor
	lexer     *token.Lexer
	parser    *parse.Parser
	frames    frames // of the sentence in hand
	catalogue catalogue
	names     names
	phrases   phrases
	toks      []token.Token
	buf       []byte
	amounts   []amount // of the sentence in hand
	places    []int32  // of the figures of the block in hand
	of        []int32  // by quantity of the sentence in hand: the amount that it belongs to, -1
}

// Extract reads one document. Its only errors are those of the context.
func (x *Extractor) Extract(ctx context.Context, doc schemas.Document) (schemas.Extraction, error) {
	return x.extract(ctx, doc, nil)
}

// extract reads one document; t, where it is not nil, notes what was read.
func (x *Extractor) extract(ctx context.Context, doc schemas.Document, t *trace) (schemas.Extraction, error) {
	w := x.workers.Get().(*worker)
	defer x.workers.Put(w)
	doc.Meta = x.head.Parse(doc.Text)
	b := newBinder(w, &doc)
	b.trace = t
	var numerals int
	w.parser.Convention, numerals = vote(doc.Text)
	b.reserve(numerals)
	blocks := text.Blocks(doc.Text)
	for i := range blocks {
		if i%64 == 0 {
			if err := ctx.Err(); err != nil {
				return schemas.Extraction{}, err
			}
		}
		b.block(blocks, i)
	}
	b.finish()
	return schemas.Extraction{Document: doc, Figures: b.figures, Numerals: b.numerals, Rejects: b.rejects}, nil
}

// vote counts how the numerals of a text write their decimals, and how many there are.
func vote(s string) (c parse.Convention, n int) {
	for i := digitAt(s, 0); i < len(s); i = digitAt(s, i) {
		j, seps := i, 0
		for j < len(s) && (s[j] >= '0' && s[j] <= '9' || (s[j] == '.' || s[j] == ',') && j+1 < len(s) && s[j+1] >= '0' && s[j+1] <= '9') {
			if s[j] == '.' || s[j] == ',' {
				seps++
			}
			j++
		}
		if seps > 0 && j-i < 40 {
			c.Vote(s[i:j])
		}
		i = j
		n++
	}
	return c, n
}

// digitAt returns the offset of the first digit in s[i:], the length of s where there is none. It looks at eight bytes at a time: in prose,
// digits are rare.
func digitAt(s string, i int) int {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for ; i+8 <= len(s); i += 8 {
		v := binary.LittleEndian.Uint64([]byte(s[i : i+8]))
		v ^= ones * '0'                             // digits are now 0 to 9, everything else is above
		if (v&^tops+ones*(128-10)|v)&tops != tops { // the top bit of a byte stays clear below 10 alone
			break
		}
	}
	for i < len(s) && (s[i] < '0' || s[i] > '9') {
		i++
	}
	return i
}
