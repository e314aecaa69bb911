package parse

import (
	"solieu/extract/token"
)

// trie finds phrases of syllables; edges are hashed by (node, syllable).
type trie struct {
	edges map[uint64]int32
	first []bool    // by syllable: whether any phrase begins with it
	ends  [][]int32 // by node: values of the phrases that end there
}

func newTrie() *trie {
	return &trie{edges: map[uint64]int32{}, ends: make([][]int32, 1)}
}

func (t *trie) add(ids []int32, value int32) {
	if len(ids) == 0 {
		return
	}
	for int(ids[0]) >= len(t.first) {
		t.first = append(t.first, make([]bool, int(ids[0])+1)...)
	}
	t.first[ids[0]] = true
	n := int32(0)
	for _, id := range ids {
		k := uint64(n)<<32 | uint64(id)
		m, ok := t.edges[k]
		if !ok {
			m = int32(len(t.ends))
			t.ends = append(t.ends, nil)
			t.edges[k] = m
		}
		n = m
	}
	t.ends[n] = append(t.ends[n], value)
}

// longest returns the values of the longest phrase that begins at toks[i] and the token behind it; nil where none does.
// Markup between the words of a phrase is passed over.
func (t *trie) longest(toks []token.Token, i int) (values []int32, next int) {
	id := syllable(toks[i])
	if id <= 0 || int(id) >= len(t.first) || !t.first[id] {
		return nil, i
	}
	n, next := int32(0), i
	for j := i; j < len(toks); j++ {
		if j > i && markup(toks[j]) {
			continue
		}
		id := syllable(toks[j])
		if id <= 0 {
			break
		}
		m, ok := t.edges[uint64(n)<<32|uint64(id)]
		if !ok {
			break
		}
		n = m
		if len(t.ends[n]) > 0 {
			values, next = t.ends[n], j+1
		}
	}
	return values, next
}

func syllable(t token.Token) int32 {
	if t.Kind == token.Word {
		return t.ID
	}
	return 0
}

// markup reports whether a token is a mark of emphasis or mathematics that carries no meaning.
func markup(t token.Token) bool {
	return t.Kind == token.Punct && (t.Rune == '*' || t.Rune == '_' || t.Rune == '$' || t.Rune == '\\' || t.Rune == '`')
}
