package lexicon

import (
	"unicode"
	"unicode/utf8"
)

// phraseWords is a phrase as word numbers.
type phraseWords struct {
	n       int
	ids     [maxWords]int32 // 0 for words that no name holds
	cost    [maxWords]int8  // 1 for a foreign word, 0 for fillers, numbers and the names of places
	changes [maxWords]bool
	foreign [maxWords + 1]int16 // foreign words before each position
	changed [maxWords + 1]int16 // changers before each position
}

// read splits a phrase into words and classes them.
func (r *Reader) read(p *phraseWords, phrase string) {
	var buf [64]byte
	m, inPlace := r.m, false
	for i := 0; i < len(phrase) && p.n < maxWords; {
		k, n := r.known.find(phrase[i:])
		if n > 0 && k.met {
			inPlace = m.append(p, k.spelling, inPlace)
			i += n
			continue
		}
		var f folder
		start := i
		word := buf[:0]
		for i < len(phrase) {
			r, size := rune(phrase[i]), 1
			if r >= utf8.RuneSelf {
				r, size = utf8.DecodeRuneInString(phrase[i:])
			}
			l, tone, kind := foldRune(r)
			if kind == blankRune || kind == otherRune {
				break
			}
			if i += size; kind == letterRune {
				word = f.push(word, l, tone)
			}
		}
		if f.n > 0 {
			w := m.word(f.close(word), phrase[start:])
			if n == i-start {
				k.spelling, k.met = w, true
			}
			inPlace = m.append(p, w, inPlace)
			continue
		}
		_, size := utf8.DecodeRuneInString(phrase[i:])
		i += size
	}
	for k := m.tail(p); k < p.n; k++ {
		p.cost[k], p.changes[k] = 0, false
	}
	for k := range p.n {
		p.foreign[k+1] = p.foreign[k] + int16(p.cost[k])
		p.changed[k+1] = p.changed[k]
		if p.changes[k] {
			p.changed[k+1]++
		}
	}
}

// tail returns the position of the first tail ("so với"), or the number of words.
func (m *Matcher) tail(p *phraseWords) int {
	for i := 1; i < p.n; i++ {
		if m.flags[p.ids[i]]&tailWord == 0 {
			continue
		}
		at, ok := int32(0), true
		for k := i; k < p.n; k++ {
			if at, ok = m.trie.next(at, p.ids[k]); !ok {
				break
			}
			if m.nodes[at].tail {
				return i
			}
		}
	}
	return p.n
}

// spelling is what a word is by its letters alone.
type spelling struct {
	id              int32
	capital, number bool
}

// word classes one folded word, which is written so.
func (m *Matcher) word(word []byte, written string) spelling {
	for len(word) > 1 && word[0] == '0' {
		word = word[1:]
	}
	first, _ := utf8.DecodeRuneInString(written)
	return spelling{m.ids[string(word)], unicode.IsUpper(first), word[0] >= '0' && word[0] <= '9'}
}

// append appends a word; it reports whether a place name may follow or go on.
func (m *Matcher) append(p *phraseWords, w spelling, inPlace bool) bool {
	flags := m.flags[w.id]
	p.ids[p.n] = w.id
	if flags&fillerWord == 0 && !w.number && !(inPlace && w.capital) {
		p.cost[p.n] = 1
	}
	p.changes[p.n] = flags&changerWord != 0
	p.n++
	return flags&placeWord != 0 || inPlace && w.capital
}

// state is one way to read the phrase up to a word.
type state struct {
	node  int32
	skips int16 // foreign words passed over since the name began
	free  int16 // fillers passed over since the name began
}

// reading is the search for the best name in one phrase.
type reading struct {
	m       *Matcher
	p       *phraseWords
	family  string
	wrapped bool // a wrapper stands before the name
	best    int32
	depth   int32
	spare   int16 // foreign words of the best reading
	states  [maxStates]state
	n       int
}

// run walks over the words once, keeping the readings that may still become a name.
func (r *reading) run() {
	p := r.p
	starts := r.starts()
	for i := range p.n {
		before := r.n
		for k := range before {
			r.advance(r.states[k], i)
		}
		if starts&(1<<i) != 0 {
			r.advance(state{}, i)
		}
		r.skip(before, i)
	}
}

// starts returns the positions, as bits, at which a name may begin: after wrappers and fillers only.
func (r *reading) starts() uint64 {
	p, m := r.p, r.m
	reach := uint64(1)
	for i := range p.n {
		if reach&(1<<i) == 0 {
			continue
		}
		if p.cost[i] == 0 {
			reach |= 1 << (i + 1)
		}
		if m.flags[p.ids[i]]&wrapperWord == 0 {
			continue
		}
		at, ok := int32(0), true
		for k := i; k < p.n; k++ {
			if at, ok = m.trie.next(at, p.ids[k]); !ok {
				break
			}
			if m.nodes[at].wrapper {
				reach |= 1 << (k + 1)
				r.wrapped = true
			}
		}
	}
	return reach
}

// advance reads word i as the next word of the name that s is in.
func (r *reading) advance(s state, i int) {
	id := r.p.ids[i]
	if id == 0 {
		return
	}
	next, ok := r.m.trie.next(s.node, id)
	if !ok {
		return
	}
	s.node = next
	r.accept(s, i)
	if r.n < maxStates {
		r.states[r.n] = s
		r.n++
	}
}

// skip makes every reading that was there before word i pass over it, and drops those that passed over too much, stand at a leaf,
// or stand behind one word alone ("số"), which names nothing yet. Of two readings of one node the one that passed over less stays.
func (r *reading) skip(before, i int) {
	kept := 0
	for k := range r.n {
		s := r.states[k]
		if k < before {
			if r.p.cost[i] == 0 {
				s.free++
			} else {
				s.skips++
			}
			if s.skips > maxBetween || s.free > maxFillers || r.p.changes[i] || s.skips > 0 && r.m.nodes[s.node].depth < 2 {
				continue
			}
		}
		if r.m.trie.leaf(s.node) || r.merge(s, kept) {
			continue
		}
		r.states[kept] = s
		kept++
	}
	r.n = kept
}

// merge looks for a reading of s's node among the first kept ones and keeps the better of the two there.
func (r *reading) merge(s state, kept int) bool {
	for k := range kept {
		if o := &r.states[k]; o.node == s.node {
			if s.skips < o.skips || s.skips == o.skips && s.free < o.free {
				*o = s
			}
			return true
		}
	}
	return false
}

// accept takes the name that ends at word i if it fits and is better than the best so far.
func (r *reading) accept(s state, i int) {
	nd := &r.m.nodes[s.node]
	if len(nd.names) == 0 || nd.depth < r.depth {
		return
	}
	p := r.p
	spare := s.skips + p.foreign[p.n] - p.foreign[i+1]
	if spare > maxForeign || int32(spare) > max(nd.depth-2, 0) || p.changed[p.n] > p.changed[i+1] {
		return
	}
	if nd.depth == r.depth && spare >= r.spare {
		return
	}
	for _, in := range nd.names {
		if r.wrapped || compatible(r.m.indicators[in].Family, r.family) {
			r.best, r.depth, r.spare = in, nd.depth, spare
			return
		}
	}
}
