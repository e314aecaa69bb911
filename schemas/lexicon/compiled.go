package lexicon

import (
	_ "embed"
	"errors"
	"slices"
	"strings"
)

// CompiledFile is the name of the file with the compiled form of the files beside it.
const CompiledFile = "compiled.bin"

// builtIn is the dictionary of [Files] in the form of [Compile], so that no YAML is read where a program starts. "solieu lexicon check -update"
// writes it, and TestCompiled holds that the two say the same.
//
//go:embed compiled.bin
var builtIn []byte

// BuiltIn returns the dictionary of [Files], with further rules where there are any. Where its compiled form is not of these very files, and with
// further rules, they are loaded, which takes ten times as long.
func BuiltIn(more ...RuleFolder) (*Lexicon, error) {
	if len(more) > 0 {
		return Load(files, more...)
	}
	if lex, err := Compiled(builtIn); err == nil {
		if parts, err := sources(files); err == nil && digest(parts) == lex.Digest {
			return lex, nil
		}
	}
	return Load(files)
}

// ErrCompiled reports bytes that [Compile] did not write, or did in another version.
var ErrCompiled = errors.New("lexicon: not a compiled dictionary of this version: compile it anew")

// Compile writes a dictionary in a compact form, for [Compiled]; the same dictionary gives the same bytes. First come all texts, each once: their
// number, their lengths, the texts themselves. The fields follow in their order: numbers as varints, texts by their numbers, lists behind their
// lengths.
func Compile(lex *Lexicon) []byte {
	w := form{writing: true, number: map[string]int{}}
	w.lexicon(lex)
	head := form{writing: true}
	count := len(w.texts)
	head.integer(&count)
	for _, s := range w.texts {
		n := len(s)
		head.integer(&n)
	}
	return slices.Concat(head.bytes, []byte(strings.Join(w.texts, "")), w.bytes)
}

// Compiled reads what [Compile] wrote; its error is [ErrCompiled]. All texts of the dictionary share one piece of memory.
func Compiled(b []byte) (*Lexicon, error) {
	r := form{bytes: b}
	lengths, total := make([]int, r.length()), 0
	for i := range lengths {
		lengths[i] = r.length()
		total = min(total+lengths[i], len(b)+1) // which cannot overflow
	}
	if r.fault || total > len(r.bytes) {
		return nil, ErrCompiled
	}
	all := string(r.bytes[:total])
	r.bytes = r.bytes[total:]
	for _, n := range lengths {
		r.texts = append(r.texts, all[:n])
		all = all[n:]
	}
	lex := new(Lexicon)
	r.lexicon(lex)
	if r.fault || len(r.bytes) > 0 {
		return nil, ErrCompiled
	}
	return lex, nil
}
