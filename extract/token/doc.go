// Package token cuts text into tokens, losslessly: between the tokens of a text lies white space alone.
//
// Words are Vietnamese syllables, folded and interned to small integers so that everything later compares integers;
// numerals, punctuation, superscripts and line ends are tokens of their own. The lexer makes one pass over the bytes and
// allocates nothing per token.
//
//	v := token.NewVocabulary()
//	dan := v.Intern("đàn")
//	lx := token.NewLexer(v)
//	toks := lx.Append(nil, "Đàn lợn 417.983 con", 0)  // toks[0].ID == dan
package token
