package lexicon

import (
	"cmp"
	"slices"
)

// trie holds the edges of a tree whose nodes and letters are small integers.
type trie struct {
	root    []int32 // by word: the node behind the root, 0 where there is none
	first   []int32 // by node: index of its first edge
	words   []int32 // ascending within a node
	targets []int32
}

// edges are those of a trie that is being built.
type edges struct {
	known map[uint64]int32 // by node and word: the node behind
	all   []edge
}

type edge struct{ node, word, target int32 }

// add returns the node behind an edge; where there is none, the edge is made to lead to fresh.
func (es *edges) add(node, word, fresh int32) (target int32, added bool) {
	key := uint64(node)<<32 | uint64(word)
	if target, ok := es.known[key]; ok {
		return target, false
	}
	if es.known == nil {
		es.known = map[uint64]int32{}
	}
	es.known[key] = fresh
	es.all = append(es.all, edge{node, word, fresh})
	return fresh, true
}

// freeze lays the edges out for reading.
func (es *edges) freeze(nodes int) trie {
	slices.SortFunc(es.all, func(a, b edge) int {
		if a.node != b.node {
			return cmp.Compare(a.node, b.node)
		}
		return cmp.Compare(a.word, b.word)
	})
	t := trie{first: make([]int32, nodes+1), words: make([]int32, len(es.all)), targets: make([]int32, len(es.all))}
	for i, e := range es.all {
		if e.node == 0 {
			t.root = append(t.root, make([]int32, int(e.word)+1-len(t.root))...) // in order of words
			t.root[e.word] = e.target
		}
		t.first[e.node+1] = int32(i + 1)
		t.words[i], t.targets[i] = e.word, e.target
	}
	for i := 1; i <= nodes; i++ {
		t.first[i] = max(t.first[i], t.first[i-1])
	}
	return t
}

// next returns the node behind an edge; ok is false where there is no such edge.
func (t *trie) next(node, word int32) (target int32, ok bool) {
	if node == 0 {
		if int(word) < len(t.root) {
			target = t.root[word]
		}
		return target, target != 0
	}
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
