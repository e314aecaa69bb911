package token

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Kind is the kind of a token.
type Kind uint8

// The kinds of token.
const (
	Word    Kind = iota // a syllable, or letters and digits that begin with a letter
	Numeral             // \d+(?:[.,]\d+)*
	Punct               // one punctuation mark or symbol; Rune says which
	Super               // a run of superscript digits: a footnote marker
	Newline             // one or more line ends
)

// Token is a piece of text: [Start, End) are byte offsets into the text.
type Token struct {
	Start, End int32
	ID         int32 // of a Word: its number in the vocabulary, 0 for a word that is in no dictionary
	Rune       rune  // of a Punct
	Kind       Kind
	Space      bool // white space (or a line end) stands before the token
	Upper      bool // of a Word: begins with a capital letter
	Caps       bool // of a Word: all capital letters
}

// Vocabulary numbers the folded syllables of the dictionaries, from 1 up.
type Vocabulary struct {
	ids   map[string]int32
	spelt []spelt // by number: spellings as interned, to find a syllable without folding it
}

// spelt are the spellings of a syllable; nearly all have one.
type spelt struct {
	first string
	more  []string
}

// NewVocabulary returns an empty vocabulary.
func NewVocabulary() *Vocabulary {
	return &Vocabulary{ids: map[string]int32{}, spelt: make([]spelt, 1)}
}

// Intern returns the number of a syllable, giving it one where it is new. Not for concurrent use.
func (v *Vocabulary) Intern(syllable string) int32 {
	f := Fold(syllable)
	id, ok := v.ids[f]
	if !ok {
		id = int32(len(v.ids) + 1)
		v.ids[f] = id
		v.spelt = append(v.spelt, spelt{first: syllable})
	}
	if s := &v.spelt[id]; s.first != syllable && !slices.Contains(s.more, syllable) {
		s.more = append(s.more, syllable)
	}
	return id
}

// Is reports whether id is the number of a syllable. Syllables that were never interned are no one's.
func (v *Vocabulary) Is(id int32, syllable string) bool {
	s := &v.spelt[id]
	return s.first == syllable || len(s.more) > 0 && slices.Contains(s.more, syllable)
}

// Len returns the number of syllables.
func (v *Vocabulary) Len() int { return len(v.ids) }

// Lexer cuts texts into tokens. It remembers the spellings that it met and is not for concurrent use; a vocabulary may serve many lexers.
type Lexer struct {
	vocab *Vocabulary
	known spellings
	buf   []byte
}

// NewLexer returns a lexer over a vocabulary that is complete.
func NewLexer(v *Vocabulary) *Lexer { return &Lexer{vocab: v, known: newSpellings()} }

// asciiClass: 0 other/punct, 1 letter, 2 digit, 3 space, 4 newline.
var asciiClass = func() (t [128]uint8) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			t[c] = 1
		case c >= '0' && c <= '9':
			t[c] = 2
		case c == '\n' || c == '\r':
			t[c] = 4
		case c <= ' ' || c == 127:
			t[c] = 3
		}
	}
	return
}()

func isSuper(r rune) bool {
	return r == '¹' || r == '²' || r == '³' || r == '⁰' || r >= '⁴' && r <= '⁹'
}

func isInvisible(r rune) bool {
	switch r {
	case softHyphen, '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return false
}

func isMark(r rune) bool { return r >= 0x300 && r <= 0x36f }

// Append appends the tokens of text[from:to] to toks; offsets count from the start of text.
func (l *Lexer) Append(toks []Token, text string, from, to int) []Token {
	space := len(toks) > 0
	for i := from; i < to; {
		c := text[i]
		if c < utf8.RuneSelf {
			switch asciiClass[c] {
			case 3:
				i++
				space = true
				continue
			case 4:
				j := i + 1
				for j < to && (text[j] == '\n' || text[j] == '\r') {
					j++
				}
				toks = append(toks, Token{Start: int32(i), End: int32(j), Kind: Newline, Space: true})
				i, space = j, true
				continue
			case 2:
				j := numeralEnd(text, i, to)
				toks = append(toks, Token{Start: int32(i), End: int32(j), Kind: Numeral, Space: space})
				i, space = j, false
				continue
			case 1:
				j, id, upper, caps := l.word(text, i, to)
				toks = append(toks, Token{Start: int32(i), End: int32(j), ID: id, Kind: Word, Space: space, Upper: upper, Caps: caps})
				i, space = j, false
				if i < to && text[i] == ' ' {
					i, space = i+1, true
				}
				continue
			}
			toks = append(toks, Token{Start: int32(i), End: int32(i + 1), Kind: Punct, Rune: rune(c), Space: space})
			i, space = i+1, false
			continue
		}
		if k := byteClasses[c]; k == latinPair || k == tripleLead {
			if j, id, upper, caps := l.word(text, i, to); j > i {
				toks = append(toks, Token{Start: int32(i), End: int32(j), ID: id, Kind: Word, Space: space, Upper: upper, Caps: caps})
				i, space = j, false
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(text[i:to])
		switch {
		case isSuper(r):
			j := i + n
			for j < to {
				q, m := utf8.DecodeRuneInString(text[j:to])
				if !isSuper(q) {
					break
				}
				j += m
			}
			toks = append(toks, Token{Start: int32(i), End: int32(j), Kind: Super, Rune: r, Space: space})
			i, space = j, false
		case unicode.IsLetter(r):
			j, id, upper, caps := l.word(text, i, to)
			toks = append(toks, Token{Start: int32(i), End: int32(j), ID: id, Kind: Word, Space: space, Upper: upper, Caps: caps})
			i, space = j, false
		case unicode.IsSpace(r) || isInvisible(r):
			i += n
			space = space || !isInvisible(r)
		default:
			toks = append(toks, Token{Start: int32(i), End: int32(i + n), Kind: Punct, Rune: r, Space: space})
			i, space = i+n, false
		}
	}
	return toks
}

// numeralEnd returns the end of \d+(?:[.,]\d+)* at i.
func numeralEnd(text string, i, to int) int {
	for {
		for i < to && text[i] >= '0' && text[i] <= '9' {
			i++
		}
		if i+1 < to && (text[i] == '.' || text[i] == ',') && text[i+1] >= '0' && text[i+1] <= '9' {
			i++
			continue
		}
		return i
	}
}
