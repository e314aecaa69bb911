package parse

import (
	"solieu/extract/token"
)

// trie finds phrases of syllables. The edges behind the root stand in an array, all others in a hash table with open addressing, which
// costs a fraction of a map's look-up.
type trie struct {
	first []int32 // by syllable: the node behind the root, 0 where no phrase begins with it
	edges []edge  // a power of two, at most half full
	n     int
	ends  [][]int32 // by node: values of the phrases that end there
}

// edge leads from a node by a syllable to a node; an empty slot has no target.
type edge struct{ node, id, to int32 }

func newTrie() *trie { return &trie{edges: make([]edge, 16), ends: make([][]int32, 1)} }

func (t *trie) add(ids []int32, value int32) {
	if len(ids) == 0 {
		return
	}
	for int(ids[0]) >= len(t.first) {
		t.first = append(t.first, make([]int32, int(ids[0])+1)...)
	}
	n := t.first[ids[0]]
	if n == 0 {
		n = t.node()
		t.first[ids[0]] = n
	}
	for _, id := range ids[1:] {
		m := t.next(n, id)
		if m == 0 {
			m = t.node()
			t.put(edge{n, id, m})
		}
		n = m
	}
	t.ends[n] = append(t.ends[n], value)
}

func (t *trie) node() int32 {
	t.ends = append(t.ends, nil)
	return int32(len(t.ends) - 1)
}

func (t *trie) put(e edge) {
	if t.n++; 2*t.n > len(t.edges) {
		old := t.edges
		t.edges = make([]edge, 2*len(old))
		for _, o := range old {
			if o.to != 0 {
				t.edges[t.free(o)] = o
			}
		}
	}
	t.edges[t.free(e)] = e
}

func (t *trie) free(e edge) int {
	i := slot(e.node, e.id) & (len(t.edges) - 1)
	for t.edges[i].to != 0 {
		i = (i + 1) & (len(t.edges) - 1)
	}
	return i
}

func slot(node, id int32) int {
	return int((uint64(uint32(node))<<32 | uint64(uint32(id))) * 0x9E3779B97F4A7C15 >> 40)
}

// next returns the node behind an edge, 0 where there is no such edge.
func (t *trie) next(node, id int32) int32 {
	for i := slot(node, id) & (len(t.edges) - 1); ; i = (i + 1) & (len(t.edges) - 1) {
		if e := &t.edges[i]; e.to == 0 || e.node == node && e.id == id {
			return e.to
		}
	}
}

// begins reports whether a phrase begins with a syllable.
func (t *trie) begins(id int32) bool { return id > 0 && int(id) < len(t.first) && t.first[id] != 0 }

// longest returns the values of the longest phrase that begins at toks[i] and the token behind it; nil where none does.
// Markup between the words of a phrase is passed over.
func (t *trie) longest(toks []token.Token, i int) (values []int32, next int) {
	if toks[i].Kind != token.Word || !t.begins(toks[i].ID) {
		return nil, i
	}
	n, next := t.first[toks[i].ID], i
	if len(t.ends[n]) > 0 {
		values, next = t.ends[n], i+1
	}
	for j := i + 1; j < len(toks); j++ {
		if toks[j].Kind != token.Word || toks[j].ID <= 0 {
			if markup(&toks[j]) {
				continue
			}
			break
		}
		n = t.next(n, toks[j].ID)
		if n == 0 {
			break
		}
		if len(t.ends[n]) > 0 {
			values, next = t.ends[n], j+1
		}
	}
	return values, next
}

// markup reports whether a token is a mark of emphasis or mathematics that carries no meaning.
func markup(t *token.Token) bool {
	return t.Kind == token.Punct && (t.Rune == '*' || t.Rune == '_' || t.Rune == '$' || t.Rune == '\\' || t.Rune == '`')
}
