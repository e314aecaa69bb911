package lexicon

import (
	"bytes"
	"iter"
	"slices"
	"strings"
)

// Limits of [Matcher.Match].
const (
	maxWords   = 48 // words of a phrase that are looked at
	maxBetween = 2  // foreign words between the words of a name
	maxForeign = 3  // foreign words between and behind together
	maxFillers = 6  // fillers between the words of a name
	maxStates  = 64 // readings kept at a time
)

// Matcher maps indicator phrases to the catalogue. It is safe for concurrent use.
type Matcher struct {
	ids        map[string]int32 // folded word to its number, from 1
	flags      []byte           // by word number
	trie       trie
	nodes      []node
	indicators []Indicator
}

// node is a node of the trie over folded words.
type node struct {
	names   []int32 // indicators with this name, in order of preference
	wrapper bool    // the words up to here are a wrapper
	tail    bool    // the words up to here end the part of the phrase that names
	depth   int32
}

// Flags of words.
const (
	fillerWord byte = 1 << iota
	placeWord
	changerWord
	wrapperWord // a wrapper begins with it
	tailWord    // a tail begins with it
)

// NewMatcher builds the matcher of a lexicon's catalogue.
func NewMatcher(lex *Lexicon) *Matcher {
	b := builder{Matcher: &Matcher{
		ids:        map[string]int32{},
		flags:      make([]byte, 1),
		nodes:      make([]node, 1),
		indicators: lex.Indicators,
	}}
	for _, ratios := range []bool{false, true} { // a phrase of unknown unit means the level before the ratio
		for i, in := range lex.Indicators {
			if (in.Family == RatioFamily) != ratios {
				continue
			}
			for name := range in.names() {
				b.addName(name, int32(i))
			}
		}
	}
	b.addBare(lex.Phrases)
	for _, w := range lex.Phrases.Wrappers {
		b.nodes[b.path(b.read(w))].wrapper = true
		b.markFirst(w, wrapperWord)
	}
	for _, w := range lex.Phrases.Tails {
		b.nodes[b.path(b.read(w))].tail = true
		b.markFirst(w, tailWord)
	}
	b.nodes[0] = node{}
	b.mark(lex.Phrases.Fillers, fillerWord)
	b.mark(lex.Phrases.Places, fillerWord|placeWord)
	b.mark(lex.Phrases.Changers, changerWord)
	b.trie = b.edges.freeze(len(b.nodes))
	return b.Matcher
}

// names yields the names of an indicator.
func (in *Indicator) names() iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield(in.Name) {
			return
		}
		for _, s := range in.Synonyms {
			if !yield(s) {
				return
			}
		}
	}
}

// builder makes a matcher.
type builder struct {
	*Matcher
	edges  edges
	folded []byte  // the phrase in hand
	ids    []int32 // its words
}

// read returns the numbers of a phrase's words, which are valid until the next call.
func (b *builder) read(phrase string) []int32 {
	var f folder
	b.folded, b.ids = f.append(b.folded[:0], phrase, true), b.ids[:0]
	for w := range bytes.FieldsSeq(b.folded) {
		b.ids = append(b.ids, b.intern(w))
	}
	return b.ids
}

func (b *builder) intern(word []byte) int32 {
	if t := bytes.TrimLeft(word, "0"); len(t) > 0 {
		word = t
	}
	id, ok := b.Matcher.ids[string(word)]
	if !ok {
		id = int32(len(b.flags))
		b.Matcher.ids[string(word)] = id
		b.flags = append(b.flags, 0)
	}
	return id
}

// path returns the node at the end of a phrase, adding what is missing; 0 for one without words.
func (b *builder) path(phrase []int32) int32 {
	at := int32(0)
	for _, w := range phrase {
		next, added := b.edges.add(at, w, int32(len(b.nodes)))
		if added {
			b.nodes = append(b.nodes, node{depth: b.nodes[at].depth + 1})
		}
		at = next
	}
	return at
}

func (b *builder) addName(name string, indicator int32) {
	at := b.path(b.read(name))
	names := b.nodes[at].names
	if at != 0 && (len(names) == 0 || names[len(names)-1] != indicator) {
		b.nodes[at].names = append(names, indicator)
	}
}

// addBare makes every name known without its optional words ("số", "được") too, where that leaves three words and is no other
// indicator's name in the family.
func (b *builder) addBare(words PhraseWords) {
	optional := map[int32]bool{}
	for _, w := range words.Optional {
		if ids := b.read(w); len(ids) == 1 {
			optional[ids[0]] = true
		}
	}
	var generic [][]int32 // of three words or more
	for _, w := range words.Generic {
		if ids := b.read(w); len(ids) >= 3 {
			generic = append(generic, slices.Clone(ids))
		}
	}
	for i, in := range b.indicators {
		for name := range in.names() {
			bare := slices.DeleteFunc(b.read(name), func(w int32) bool { return optional[w] })
			if len(bare) < 3 || slices.ContainsFunc(generic, func(g []int32) bool { return slices.Equal(g, bare) }) {
				continue
			}
			if at := b.path(bare); !b.taken(at, in.Family) {
				b.nodes[at].names = append(b.nodes[at].names, int32(i))
			}
		}
	}
}

// taken reports whether a node is already a name of the family.
func (m *Matcher) taken(at int32, family string) bool {
	for _, i := range m.nodes[at].names {
		if m.indicators[i].Family == family {
			return true
		}
	}
	return false
}

// foldSet returns the set of folded phrases.
func foldSet(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[FoldWords(w)] = true
	}
	return set
}

// mark sets a flag on every word of the given phrases.
func (b *builder) mark(phrases []string, flag byte) {
	for _, p := range phrases {
		for _, w := range b.read(p) {
			b.flags[w] |= flag
		}
	}
}

// markFirst sets a flag on the first word of a phrase.
func (b *builder) markFirst(phrase string, flag byte) {
	if ids := b.read(phrase); len(ids) > 0 {
		b.flags[ids[0]] |= flag
	}
}

// Match returns the code of the indicator that a phrase names: the entry with the longest name whose words stand in the phrase
// in order, with at most two foreign words between them and three in all (none for a name of two words, one for three), so that a
// narrower quantity is not taken for the wider one. Words before the name must be wrappers ("tốc độ tăng") or fillers. The entry's unit family must be compatible with family;
// "" fits every entry, and so does a phrase that begins with a wrapper, because a growth or a share is a ratio of anything.
// It reports false where no entry fits. The time is linear in the length of the phrase.
func (m *Matcher) Match(phrase, family string) (code string, ok bool) {
	in := (&Reader{m: m}).Find(phrase, family)
	if in == nil {
		return "", false
	}
	return in.Code, true
}

// Find is [Matcher.Match] for the whole entry, nil where none fits.
func (r *Reader) Find(phrase, family string) *Indicator {
	var p phraseWords
	r.read(&p, phrase)
	search := reading{m: r.m, p: &p, family: family, best: -1}
	search.run()
	if search.best < 0 {
		return nil
	}
	return &r.m.indicators[search.best]
}

// compatible reports whether a figure of family got may belong to an indicator of family want: amounts in any currency belong
// together, percentage points belong to ratios, rank steps to ranks; "per year", and what the name of a quotient itself says ("per
// head" in "bình quân đầu người đạt 55 triệu đồng"), may be left out.
func compatible(want, got string) bool {
	switch got {
	case "", "multiple", want:
		return true
	case QuotientFamily:
		return strings.ContainsAny(want, "/.")
	case "points":
		return want == RatioFamily
	case "rank_step":
		return want == "rank"
	}
	want, got = strings.TrimSuffix(want, "/time"), strings.TrimSuffix(got, "/time")
	w, wantPer, _ := strings.Cut(want, "/")
	g, gotPer, _ := strings.Cut(got, "/")
	if w != g && !strings.HasPrefix(w, g+".") && !(strings.HasPrefix(w, "money") && strings.HasPrefix(g, "money")) {
		return false
	}
	return wantPer == gotPer || gotPer == ""
}
