package parse

import (
	"unicode/utf8"

	"solieu/extract/token"
)

// Traits are what the words of a noun phrase tell about the indicator that it names.
type Traits struct {
	Cues    Set  // heads met: RatioHead, ShareHead, GrowthHead, ScoreHead, Average
	Measure bool // begins with a noun of measure: tổng, giá trị, sản lượng
	Sector  bool // begins with a noun of a part: khu vực, ngành, dịch vụ
	Generic bool // is a noun of amount that says nothing alone: tổng số tiền
	Stock   bool // names a state at a time
	Flow    bool // names what happens over a time
}

// StartsIndicator reports whether a noun that begins an indicator stands at token i, and whether it names a measure or a part.
func (p *Parser) StartsIndicator(i int) (measure, sector bool) {
	if !p.can(i, beginsName) {
		return false, false
	}
	vs, next := p.g.starts.longest(p.toks, i)
	if vs == nil || next == i+1 && p.seizes(i) {
		return false, false
	}
	return Cue(vs[0]) == NPHead, Cue(vs[0]) == NPSector
}

// seizes reports whether "thu" at token i is part of a verb rather than revenue: "thu giữ 6 kg".
func (p *Parser) seizes(i int) bool {
	if i+1 >= len(p.toks) || !p.Has(i, "thu") || p.toks[i+1].Kind != token.Word {
		return false
	}
	switch p.tokText(i + 1) {
	case "giữ", "gom", "nhận":
		return true
	}
	return false
}

// Traits reads the words of tokens [from, to).
func (p *Parser) Traits(from, to int, t Traits) Traits {
	for i := from; i < to; i++ {
		if p.toks[i].Kind != token.Word {
			continue
		}
		switch c, _ := p.cueAt(i); c {
		case RatioHead, ShareHead, GrowthHead, ScoreHead, Average:
			t.Cues |= Of(c)
		}
	}
	return p.StateOrFlow(from, to, t)
}

// StateOrFlow reads the words of tokens [from, to) for whether they name a state or what happens: the first that tells decides.
func (p *Parser) StateOrFlow(from, to int, t Traits) Traits {
	for i := from; i < to && !t.Stock && !t.Flow; i++ {
		if !p.can(i, beginsHead) {
			continue
		}
		if vs, next := p.g.heads.longest(p.toks, i); vs != nil && next <= to {
			t.Stock, t.Flow = Cue(vs[0]) == Stock, Cue(vs[0]) == Flow
		}
	}
	return t
}

// GenericAt reports whether a noun of amount that says nothing alone stands at token i, and the token behind it.
func (p *Parser) GenericAt(i int) (int, bool) {
	if !p.can(i, beginsAmount) {
		return i, false
	}
	vs, next := p.g.generic.longest(p.toks, i)
	return next, vs != nil
}

// GiverIn returns who set a plan, from the words of tokens [from, to); "" where nobody is named.
func (p *Parser) GiverIn(from, to int) string {
	found := ""
	for i := from; i < to; {
		vs, next := p.g.giver.longest(p.toks, i)
		if vs == nil || next > to {
			i++
			continue
		}
		if found == "" {
			found = p.g.givers[vs[0]]
		}
		i = next
	}
	return found
}

// Has reports whether the word at token i is the given syllable.
func (p *Parser) Has(i int, syllable string) bool {
	if i < 0 || i >= len(p.toks) {
		return false
	}
	t := &p.toks[i]
	if t.Kind != token.Word || t.ID == 0 || differ(p.text[t.Start], syllable[0]) {
		return false
	}
	return p.g.vocab.Is(t.ID, syllable)
}

// differ reports whether words that begin with the bytes a and b are certainly two: folding leaves the first letter of a word what it is where it is ASCII.
func differ(a, b byte) bool {
	return a < utf8.RuneSelf && b < utf8.RuneSelf && a|0x20 != b|0x20
}

// Rune returns the mark of the punctuation token at i, else 0.
func (p *Parser) Rune(i int) rune {
	if i < 0 || i >= len(p.toks) || p.toks[i].Kind != token.Punct {
		return 0
	}
	return p.toks[i].Rune
}

// Tokens returns the tokens of the block.
func (p *Parser) Tokens() []token.Token { return p.toks }

// Text returns the text of token i.
func (p *Parser) Text(i int) string { return p.tokText(i) }

// ReadUnit reads the unit that stands at token i, without a number before it; table heads use it.
func (p *Parser) ReadUnit(i int) Unit {
	p.wholeNumber = false
	return p.unit(i)
}

// Markup reports whether token i is a mark that carries no meaning.
func (p *Parser) Markup(i int) bool {
	return markup(&p.toks[i]) || p.toks[i].Kind == token.Newline || p.toks[i].Kind == token.Super
}

// Expand returns what the abbreviation at token i stands for, "" where it is none.
func (p *Parser) Expand(i int) string {
	if !p.toks[i].Caps {
		return ""
	}
	return p.g.abbr[p.tokText(i)]
}

// IsArea reports whether the name of a province stands at token i, and the token behind it.
func (p *Parser) IsArea(i int) (int, bool) {
	if !p.toks[i].Upper || !p.can(i, beginsArea) {
		return i, false
	}
	vs, next := p.g.areas.longest(p.toks, i)
	return next, vs != nil
}

// LeadingAt returns the token behind the words at token i that may stand before a name but are no part of it; i where none stand.
func (p *Parser) LeadingAt(i int) int {
	if !p.can(i, leadsName) {
		return i
	}
	_, next := p.g.leading.longest(p.toks, i)
	return next
}

// TrailingAt reports whether the word at token i may stand behind a name but is no part of it.
func (p *Parser) TrailingAt(i int) bool { return p.g.roles[p.toks[i].ID]&trailing != 0 }
