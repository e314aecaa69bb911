package parse

import "solieu/schemas/lexicon"

// role is what a syllable can do in the grammar, known before its neighbours are looked at.
type role uint16

const (
	beginsCue    role = 1 << iota // a cue phrase begins with it
	beginsTime                    // a time expression, or the name of a month, begins with it
	multiplies                    // a multiplier: nghìn, triệu, tỷ
	trailing                      // may stand behind a name but is no part of it
	beginsHead                    // a word of a state or of a flow begins with it
	spells                        // part of a number in words: hai, mươi
	beginsName                    // a noun that an indicator begins with
	beginsAmount                  // a noun of amount that says nothing alone
	beginsArea                    // the name of a province
	leadsName                     // words that stand before a name
)

// setRoles fills the tables by syllable; the vocabulary must be complete but for the words of the multipliers.
func (g *Grammar) setRoles(trail []int32, multipliers []lexicon.Multiplier) {
	for _, m := range multipliers {
		for _, w := range m.Words {
			g.vocab.Intern(w)
		}
	}
	n := g.vocab.Len() + 1
	g.roles, g.powers = make([]role, n), make([]int8, n)
	for _, m := range multipliers {
		for _, w := range m.Words {
			id := g.vocab.Intern(w)
			g.roles[id] |= multiplies
			g.powers[id] = int8(m.Power)
		}
	}
	for _, id := range trail {
		g.roles[id] |= trailing
	}
	for id := range g.numerals {
		g.roles[id] |= spells
	}
	for _, t := range [...]struct {
		*trie
		role
	}{{g.cues, beginsCue}, {g.heads, beginsHead}, {g.starts, beginsName}, {g.generic, beginsAmount}, {g.areas, beginsArea}, {g.leading, leadsName}} {
		for id := range g.roles {
			if t.begins(int32(id)) {
				g.roles[id] |= t.role
			}
		}
	}
	w := &g.w
	for _, id := range [...]int32{
		w.den, w.toi, w.het, w.cuoi, w.dau, w.tu, w.tinh, w.ke, w.luy, w.thoi, w.trong, w.vao, w.ca, // edges
		w.ngay, w.thang, w.quy, w.nam, w.giai, w.nhiem, w.ky, w.hien, // calendar
		w.giêng, w.mot, w.hai, w.ba, w.tuw, w.sau6, w.bay, w.tam, w.chin, w.chap, w.muoi, // months
	} {
		g.roles[id] |= beginsTime
	}
}

// can reports whether the word at token i has a role.
func (p *Parser) can(i int, r role) bool { return p.g.roles[p.toks[i].ID]&r != 0 }

// power returns the power of ten of a multiplier, -1 for other syllables.
func (g *Grammar) power(id int32) int {
	if g.roles[id]&multiplies == 0 {
		return -1
	}
	return int(g.powers[id])
}
