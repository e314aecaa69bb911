package head

import (
	"unicode"
	"unicode/utf8"

	"solieu/extract/token"
	"solieu/schemas"
	"solieu/schemas/lexicon"
)

const (
	province = "province"
	district = "district"
)

// gazetteer finds areas by their folded names.
type gazetteer struct {
	areas     []lexicon.Area
	syllables map[string]int32 // folded, to their numbers from 1
	edges     map[edge]int32   // of the tree of all names, its root is 0
	named     [][]int          // by node: the areas with the name that ends there
	cities    []bool           // of each area: its full name begins with "Thành phố"
	longest   int              // syllables of the longest name
}

// edge leads from a node of the names' tree by a syllable to a node.
type edge struct{ node, syllable int32 }

func newGazetteer(areas []lexicon.Area, city []string) gazetteer {
	g := gazetteer{areas: areas, syllables: map[string]int32{}, edges: map[edge]int32{}, named: make([][]int, 1)}
	for i, a := range areas {
		g.cities = append(g.cities, prefixLen(words(a.FullName), city) > 0)
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			ws := words(name)
			if len(ws) == 0 {
				continue
			}
			at := g.node(ws)
			if hits := g.named[at]; len(hits) == 0 || hits[len(hits)-1] != i {
				g.named[at] = append(hits, i)
			}
			g.longest = max(g.longest, len(ws))
		}
	}
	return g
}

// node returns the node at the end of a name, adding what is missing.
func (g *gazetteer) node(ws []word) int32 {
	at := int32(0)
	for _, w := range ws {
		id, ok := g.syllables[w.fold]
		if !ok {
			id = int32(len(g.syllables) + 1)
			g.syllables[w.fold] = id
		}
		next, ok := g.edges[edge{at, id}]
		if !ok {
			next = int32(len(g.named))
			g.named = append(g.named, nil)
			g.edges[edge{at, id}] = next
		}
		at = next
	}
	return at
}

// at returns the longest name that begins at word i: its words and the areas that bear it.
func (g gazetteer) at(ws []word, i int) (size int, hits []int) {
	node := int32(0)
	for n := 1; i+n <= len(ws); n++ {
		next, ok := g.edges[edge{node, g.syllables[ws[i+n-1].fold]}]
		if !ok {
			break
		}
		if node = next; len(g.named[node]) > 0 {
			size, hits = n, g.named[node]
		}
	}
	return size, hits
}

// begins reports whether a name begins at s, whose first word is folded already. It allocates nothing, unlike the reading of the name.
func (g gazetteer) begins(fold []byte, s string) bool {
	id := g.syllables[string(fold)]
	if id == 0 {
		return false
	}
	node, ok := g.edges[edge{0, id}]
	var buf [64]byte
	at := wordEnd(s, 0)
	for ok {
		if len(g.named[node]) > 0 {
			return true
		}
		for at < len(s) && wordEnd(s, at) == at {
			_, size := utf8.DecodeRuneInString(s[at:])
			at += size
		}
		end := wordEnd(s, at)
		if end == at {
			return false
		}
		node, ok = g.edges[edge{node, g.syllables[string(token.AppendFold(buf[:0], s[at:end]))]}]
		at = end
	}
	return false
}

// kind is what the word before a name says about it.
type kind byte

const (
	bare  kind = iota // Bắc Kạn
	tinh              // tỉnh Bắc Kạn
	huyen             // huyện Ba Bể, thị xã, quận
	city              // thành phố Bắc Kạn, TP. Đà Nẵng
)

// mention is a name of areas in a text.
type mention struct {
	hits []int
	kind kind
}

// mentions calls yield for every name in s whose first letter is a capital, in order; it stops where yield returns false. Whatever begins with
// another character is passed over: the words that say of what kind a name is are read backwards from it.
func (p *Parser) mentions(s string, yield func(mention) bool) {
	var buf [64]byte
	last := 0 // the end of the last name
	for i := nextCapital(s, 0); i < len(s); i = nextCapital(s, i) {
		if r, _ := utf8.DecodeLastRuneInString(s[last:i]); wordRune(r) {
			i = wordEnd(s, i)
			continue
		}
		end := wordEnd(s, i)
		if p.areas.begins(token.AppendFold(buf[:0], s[i:end]), s[i:min(len(s), i+nameBytes)]) {
			if n, m := p.mentionAt(s, i, last); n > 0 {
				if !yield(m) {
					return
				}
				end = i + n
				last = end
			}
		}
		i = end
	}
}

// nextCapital returns the place of the first capital letter in s[i:], the length of s where there is none.
func nextCapital(s string, i int) int {
	for i < len(s) {
		n := token.Small(s, i)
		if n == 0 {
			var r rune
			if r, n = utf8.DecodeRuneInString(s[i:]); unicode.IsUpper(r) {
				return i
			}
		}
		i += n
	}
	return i
}

// wordsBefore returns the last two words of s, the nearer first, as far as they may belong to the prefix of an area and nothing parts them from
// what stands behind. A full stop parts, but for that of "TP.".
func (p *Parser) wordsBefore(s string) (before [2]string) {
	var buf [64]byte
	stopped := false
	for n := 0; n < len(before) && s != ""; {
		r, size := utf8.DecodeLastRuneInString(s)
		if !wordRune(r) {
			if r == ',' || r == ';' || r == '\n' {
				break
			}
			stopped = stopped || r == '.'
			s = s[:len(s)-size]
			continue
		}
		start := len(s)
		for wordRune(r) {
			start -= size
			r, size = utf8.DecodeLastRuneInString(s[:start])
		}
		w := p.w.prefixWords[string(token.AppendFold(buf[:0], s[start:]))]
		if stopped && w != p.w.tp {
			break
		}
		before[n] = w
		n, s, stopped = n+1, s[:start], false
	}
	return before
}

// nameBytes bounds the length of a name with the word behind it.
const nameBytes = 128

// mentionAt matches a name at s[i:] and returns its length in bytes; last is where the name before it ends.
func (p *Parser) mentionAt(s string, i, last int) (int, mention) {
	window := s[i:min(len(s), i+nameBytes)]
	ws := firstWords(window, p.areas.longest+1)
	n, hits := p.areas.at(ws, 0)
	if n == 0 {
		return 0, mention{}
	}
	end := ws[n-1].end
	k := p.kindBefore(p.wordsBefore(s[last:i]))
	longer := n < len(ws) && ws[n].start == end+1 && window[end] == ' ' && startsName(window[ws[n].start:]) && !isUpper(window[:ws[n].end])
	if k == bare && (longer || startsWith(ws, p.w.persons) > 0) {
		return 0, mention{}
	}
	return end, mention{hits, k}
}

func (p *Parser) kindBefore(before [2]string) kind {
	switch {
	case before[0] == p.w.province:
		return tinh
	case before[0] == p.w.tp || before[1] == p.w.city[0] && before[0] == p.w.city[1]:
		return city
	case before[0] == p.w.district || before[0] == p.w.quarterOf || before[1] == p.w.town[0] && before[0] == p.w.town[1]:
		return huyen
	}
	return bare
}

// pick chooses the area that a mention means: of the right level, of the list in force where it has one, under the province that is known.
// It returns -1 where several are left.
func (p *Parser) pick(m mention, list, parent string, bareDistrict bool) int {
	best, count := -1, 0
	score := func(a lexicon.Area) int {
		s := 0
		if a.List == list {
			s++
		}
		if parent != "" && a.Parent == parent {
			s += 2
		}
		if a.Level == province && (m.kind == bare || m.kind == tinh) {
			s += 4
		}
		return s
	}
	for _, i := range m.hits {
		a := p.areas.areas[i]
		if !fits(a, p.areas.cities[i], m.kind, bareDistrict) {
			continue
		}
		switch {
		case best < 0 || score(a) > score(p.areas.areas[best]):
			best, count = i, 1
		case score(a) == score(p.areas.areas[best]):
			count++
		}
	}
	if count > 1 {
		return -1
	}
	return best
}

// fits reports whether an area is of the kind that its prefix says.
func fits(a lexicon.Area, isCity bool, k kind, bareDistrict bool) bool {
	switch k {
	case tinh:
		return a.Level == province
	case huyen:
		return a.Level == district && !isCity
	case city:
		return isCity
	}
	return a.Level == province || bareDistrict
}

// findArea resolves the reference area: the issuer's, the title's, the place's, else that of most mentions.
// An office of the whole country reports about the whole country.
func (p *Parser) findArea(list string, issuers []string, m schemas.Meta, text string) (lexicon.Area, bool) {
	parent := p.provinceOf(list, append([]string{m.Place, m.Title}, issuers...))
	for i := len(issuers) - 1; i >= 0; i-- {
		if a := p.firstArea(issuers[i], list, parent, true); a >= 0 {
			return p.areas.areas[a], true
		}
	}
	national := m.Issuer != "" && startsWith(words(m.Issuer), p.w.national) > 0
	if a := p.firstArea(m.Title, list, parent, false); a >= 0 {
		return p.areas.areas[a], true
	}
	if national {
		return lexicon.Area{}, false
	}
	if a := p.firstArea(m.Place, list, parent, true); a >= 0 {
		return p.areas.areas[a], true
	}
	return p.mostMentioned(list, text)
}

// provinceOf returns the code of the first province named in texts, "" where there is none.
func (p *Parser) provinceOf(list string, texts []string) string {
	for _, s := range texts {
		code := ""
		p.mentions(s, func(m mention) bool {
			if i := p.pick(m, list, "", false); i >= 0 && p.areas.areas[i].Level == province {
				code = p.areas.areas[i].Code
			}
			return code == ""
		})
		if code != "" {
			return code
		}
	}
	return ""
}

// firstArea returns the first area that s names, -1 where there is none.
func (p *Parser) firstArea(s, list, parent string, bareDistrict bool) int {
	found := -1
	p.mentions(s, func(m mention) bool {
		found = p.pick(m, list, parent, bareDistrict)
		return found < 0
	})
	return found
}

// mostMentioned returns the area that text is about by its mentions: a name with its prefix counts twice. A district must be named
// more often than its province, an area must be named at least twice or with its prefix, and more often than all others of its level.
func (p *Parser) mostMentioned(list, text string) (lexicon.Area, bool) {
	counts := map[int]int{}
	var order []int
	var unsure []mention
	note := func(i, weight int) {
		if counts[i] == 0 {
			order = append(order, i)
		}
		counts[i] += weight
	}
	p.mentions(text, func(m mention) bool {
		weight := 1
		if m.kind != bare {
			weight = 2
		}
		if i := p.pick(m, list, "", false); i >= 0 {
			note(i, weight)
		} else if m.kind != bare {
			unsure = append(unsure, m)
		}
		return true
	})
	top := func(level string) int {
		best := -1
		for _, i := range order {
			if p.areas.areas[i].Level == level && (best < 0 || counts[i] > counts[best]) {
				best = i
			}
		}
		return best
	}
	prov := top(province)
	parent := ""
	if prov >= 0 {
		parent = p.areas.areas[prov].Code
	}
	for _, m := range unsure {
		if i := p.pick(m, list, parent, false); i >= 0 {
			note(i, 2)
		}
	}
	best := prov
	if d := top(district); d >= 0 && (prov < 0 || counts[d] > counts[prov]) {
		best = d
	}
	all := 0
	for _, i := range order {
		if p.areas.areas[i].Level == p.areas.areas[max(best, 0)].Level {
			all += counts[i]
		}
	}
	if best < 0 || counts[best] < 2 || 2*counts[best] <= all {
		return lexicon.Area{}, false
	}
	return p.areas.areas[best], true
}
