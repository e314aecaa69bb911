package lexicon

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// catalogueEntry decodes an entry of indicators/: an indicator, or lists of phrase words.
func (f *file) catalogueEntry(n ast.Node) {
	if !hasPhraseWords(n) {
		f.lex.Indicators = append(f.lex.Indicators, f.indicator(n))
		return
	}
	f.mapping(n, phraseKeys, func(key string, v ast.Node) {
		words := f.texts(v)
		w := &f.lex.Phrases
		switch key {
		case "wrappers":
			w.Wrappers = append(w.Wrappers, words...)
		case "fillers":
			w.Fillers = append(w.Fillers, words...)
		case "optional":
			w.Optional = append(w.Optional, words...)
		case "tails":
			w.Tails = append(w.Tails, words...)
		case "places":
			w.Places = append(w.Places, words...)
		case "changers":
			w.Changers = append(w.Changers, words...)
		case "generic":
			w.Generic = append(w.Generic, words...)
		}
	})
}

const phraseKeys = "wrappers fillers optional tails places changers generic"

// hasPhraseWords reports whether the first key of an entry is one of [PhraseWords]'s.
func hasPhraseWords(n ast.Node) bool {
	var first ast.MapKeyNode
	switch m := n.(type) {
	case *ast.MappingNode:
		if len(m.Values) == 0 {
			return false
		}
		first = m.Values[0].Key
	case *ast.MappingValueNode:
		first = m.Key
	default:
		return false
	}
	for key := range strings.FieldsSeq(phraseKeys) {
		if key == first.GetToken().Value {
			return true
		}
	}
	return false
}

// add appends the words of another file.
func (w *PhraseWords) add(o PhraseWords) {
	w.Wrappers = append(w.Wrappers, o.Wrappers...)
	w.Fillers = append(w.Fillers, o.Fillers...)
	w.Optional = append(w.Optional, o.Optional...)
	w.Tails = append(w.Tails, o.Tails...)
	w.Places = append(w.Places, o.Places...)
	w.Changers = append(w.Changers, o.Changers...)
	w.Generic = append(w.Generic, o.Generic...)
}
