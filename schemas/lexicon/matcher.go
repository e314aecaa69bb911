package lexicon

import "strings"

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
	m := &Matcher{
		ids:        map[string]int32{},
		flags:      make([]byte, 1),
		trie:       newTrie(),
		nodes:      make([]node, 1),
		indicators: lex.Indicators,
	}
	for _, ratios := range []bool{false, true} { // a phrase of unknown unit means the level before the ratio
		for i, in := range lex.Indicators {
			if (in.Family == RatioFamily) != ratios {
				continue
			}
			m.addName(in.Name, int32(i))
			for _, s := range in.Synonyms {
				m.addName(s, int32(i))
			}
		}
	}
	m.addBare(lex.Phrases)
	for _, w := range lex.Phrases.Wrappers {
		m.nodes[m.path(w)].wrapper = true
		m.markFirst(w, wrapperWord)
	}
	for _, w := range lex.Phrases.Tails {
		m.nodes[m.path(w)].tail = true
		m.markFirst(w, tailWord)
	}
	m.nodes[0] = node{}
	m.mark(lex.Phrases.Fillers, fillerWord)
	m.mark(lex.Phrases.Places, fillerWord|placeWord)
	m.mark(lex.Phrases.Changers, changerWord)
	m.trie.freeze(len(m.nodes))
	return m
}

// addBare makes every name known without its optional words ("số", "được") too, where that leaves three words and is no other
// indicator's name in the family.
func (m *Matcher) addBare(words PhraseWords) {
	optional, generic := foldSet(words.Optional), foldSet(words.Generic)
	var bare []string
	for i, in := range m.indicators {
		for _, name := range append([]string{in.Name}, in.Synonyms...) {
			bare = bare[:0]
			for w := range strings.FieldsSeq(FoldWords(name)) {
				if !optional[w] {
					bare = append(bare, w)
				}
			}
			folded := strings.Join(bare, " ")
			if len(bare) < 3 || generic[folded] {
				continue
			}
			if at := m.foldedPath(folded); !m.taken(at, in.Family) {
				m.nodes[at].names = append(m.nodes[at].names, int32(i))
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

func foldSet(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[FoldWords(w)] = true
	}
	return set
}

// mark sets a flag on every word of the given phrases.
func (m *Matcher) mark(phrases []string, flag byte) {
	for _, p := range phrases {
		for w := range strings.FieldsSeq(FoldWords(p)) {
			m.flags[m.intern(w)] |= flag
		}
	}
}

// markFirst sets a flag on the first word of a phrase.
func (m *Matcher) markFirst(phrase string, flag byte) {
	if word, _, _ := strings.Cut(FoldWords(phrase), " "); word != "" {
		m.flags[m.intern(word)] |= flag
	}
}

func (m *Matcher) addName(name string, indicator int32) {
	at := m.path(name)
	names := m.nodes[at].names
	if at != 0 && (len(names) == 0 || names[len(names)-1] != indicator) {
		m.nodes[at].names = append(names, indicator)
	}
}

// path returns the node at the end of a phrase's words, adding what is missing; 0 for a phrase without words.
func (m *Matcher) path(phrase string) int32 { return m.foldedPath(FoldWords(phrase)) }

func (m *Matcher) foldedPath(folded string) int32 {
	at := int32(0)
	for w := range strings.FieldsSeq(folded) {
		next, added := m.trie.add(at, m.intern(w), int32(len(m.nodes)))
		if added {
			m.nodes = append(m.nodes, node{depth: m.nodes[at].depth + 1})
		}
		at = next
	}
	return at
}

func (m *Matcher) intern(word string) int32 {
	if t := strings.TrimLeft(word, "0"); t != "" {
		word = t
	}
	id, ok := m.ids[word]
	if !ok {
		id = int32(len(m.flags))
		m.ids[word] = id
		m.flags = append(m.flags, 0)
	}
	return id
}

// Match returns the code of the indicator that a phrase names: the entry with the longest name whose words stand in the phrase
// in order, with at most two foreign words between them and three in all (none for a name of two words, one for three), so that a
// narrower quantity is not taken for the wider one. Words before the name must be wrappers ("tốc độ tăng") or fillers. The entry's unit family must be compatible with family;
// "" fits every entry, and so does a phrase that begins with a wrapper, because a growth or a share is a ratio of anything.
// It reports false where no entry fits. The time is linear in the length of the phrase.
func (m *Matcher) Match(phrase, family string) (code string, ok bool) {
	return (&Reader{m: m}).Match(phrase, family)
}

// Match is [Matcher.Match].
func (r *Reader) Match(phrase, family string) (code string, ok bool) {
	var p phraseWords
	r.read(&p, phrase)
	return r.m.best(&p, family)
}

// best returns the code of the best name in a phrase.
func (m *Matcher) best(p *phraseWords, family string) (code string, ok bool) {
	r := reading{m: m, p: p, family: family, best: -1}
	r.run()
	if r.best < 0 {
		return "", false
	}
	return m.indicators[r.best].Code, true
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
