package lexicon

import (
	"cmp"
	"slices"
)

// trie holds the edges of a tree whose nodes and letters are small integers. It is built with add and read, after freeze, with next.
type trie struct {
	building map[[2]int32]int32
	first    []int32 // by node: index of its first edge
	words    []int32 // ascending within a node
	targets  []int32
}

func newTrie() trie { return trie{building: map[[2]int32]int32{}} }

// add returns the node behind an edge; where there is none, the edge is made to lead to fresh.
func (t *trie) add(node, word, fresh int32) (target int32, added bool) {
	key := [2]int32{node, word}
	if target, ok := t.building[key]; ok {
		return target, false
	}
	t.building[key] = fresh
	return fresh, true
}

// freeze lays the edges out for reading.
func (t *trie) freeze(nodes int) {
	type edge struct{ node, word, target int32 }
	edges := make([]edge, 0, len(t.building))
	for k, target := range t.building {
		edges = append(edges, edge{k[0], k[1], target})
	}
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Or(cmp.Compare(a.node, b.node), cmp.Compare(a.word, b.word)) })
	t.first = make([]int32, nodes+1)
	for i, e := range edges {
		t.first[e.node+1] = int32(i + 1)
		t.words = append(t.words, e.word)
		t.targets = append(t.targets, e.target)
	}
	for i := 1; i <= nodes; i++ {
		t.first[i] = max(t.first[i], t.first[i-1])
	}
	t.building = nil
}

// next returns the node behind an edge; ok is false where there is no such edge.
func (t *trie) next(node, word int32) (target int32, ok bool) {
	lo, hi := t.first[node], t.first[node+1]
	for hi-lo > 8 {
		if mid := (lo + hi) / 2; t.words[mid] <= word {
			lo = mid
		} else {
			hi = mid
		}
	}
	for ; lo < hi; lo++ {
		if t.words[lo] == word {
			return t.targets[lo], true
		}
	}
	return 0, false
}

// leaf reports whether no edge leaves node.
func (t *trie) leaf(node int32) bool { return t.first[node] == t.first[node+1] }
