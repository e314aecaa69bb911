package extract

import (
	"slices"
	"strconv"
	"strings"

	"solieu/extract/parse"
	"solieu/extract/token"
	"solieu/schemas"
	"solieu/schemas/lexicon"
)

// maxPhrase bounds the words of a phrase of the lexicon that is looked for.
const maxPhrase = 8

// dictionary finds the lexicon entries behind what was read; explanations alone use it.
type dictionary struct {
	cues        map[string][]use  // by folded words; entries in the order of the files
	units       map[string]string // by canonical notation
	multipliers map[string]string // by folded word
	indicators  map[string]string // by code
}

// use is one use of a word.
type use struct{ kind, word, value, entry string }

func newDictionary(lex *lexicon.Lexicon) *dictionary {
	d := &dictionary{cues: map[string][]use{}, units: map[string]string{}, multipliers: map[string]string{}, indicators: map[string]string{}}
	for _, c := range lex.Cues {
		for _, w := range c.Words {
			k := foldPhrase(w)
			d.cues[k] = append(d.cues[k], use{c.Kind, w, c.Value, place(c.Source)})
		}
	}
	for _, u := range lex.Units {
		d.units[u.ID] = place(u.Source)
	}
	for _, m := range lex.Multipliers {
		for _, w := range m.Words {
			d.multipliers[foldPhrase(w)] = place(m.Source)
		}
	}
	for _, i := range lex.Indicators {
		d.indicators[i.Code] = place(i.Source)
	}
	return d
}

func place(s lexicon.Source) string { return s.File + ":" + strconv.Itoa(s.Line) }

func foldPhrase(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" -–,.", r) })
	for i, w := range words {
		words[i] = token.Fold(w)
	}
	return strings.Join(words, " ")
}

// cue returns the entry that makes a cue of tokens [from, to). A phrase that stands in several entries is the first one's.
func (d *dictionary) cue(p *parse.Parser, c parse.Cue, from, to int) []string {
	for _, u := range d.cues[syllables(p, from, to)] {
		if u.kind == c.String() {
			return []string{u.entry}
		}
	}
	return nil
}

// unit returns the entries of a unit: of its multiplier words, and of it as a whole or else of its numerator and denominator.
func (d *dictionary) unit(p *parse.Parser, u parse.Unit) []string {
	var out []string
	add := func(entry string) {
		if entry != "" && !slices.Contains(out, entry) {
			out = append(out, entry)
		}
	}
	if u.Mult > 0 {
		for i := u.From; i < u.Next; i++ {
			add(d.multipliers[syllables(p, i, i+1)])
		}
	}
	if whole := d.units[u.ID]; whole != "" {
		add(whole)
		return out
	}
	for id := range strings.SplitSeq(u.ID, "/") {
		add(d.units[id])
	}
	return out
}

// known returns the words that begin at tokens [from, to) and tell something about a name: of each use the longest phrase. A cue ends
// a name by itself, so that for cues the words around names say nothing.
func (d *dictionary) known(p *parse.Parser, from, to int, cue bool) []Known {
	var out []Known
	for i := from; i < to; i++ {
		first := len(out)
		for n := min(maxPhrase, len(p.Tokens())-i); n > 0; n-- {
			if !d.phrase(p, i, i+n) {
				continue
			}
			for _, u := range d.cues[syllables(p, i, i+n)] {
				span := schemas.Span{Start: int(p.Tokens()[i].Start), End: int(p.Tokens()[i+n-1].End)}
				if d.tells(p, u, i, cue) && !slices.ContainsFunc(out[first:], func(k Known) bool { return k.Use == u.kind }) {
					out = append(out, Known{Span: span, Use: u.kind, Value: u.value, Entry: u.entry})
				}
			}
		}
	}
	return out
}

// phrase reports whether tokens [from, to) are words with nothing but marks of emphasis between them.
func (d *dictionary) phrase(p *parse.Parser, from, to int) bool {
	toks := p.Tokens()
	for i := from; i < to; i++ {
		if toks[i].Kind != token.Word && !(i > from && i < to-1 && p.Markup(i)) {
			return false
		}
	}
	return true
}

// tells reports whether a use is one of those that the reading of names looks up by itself, beside the cues.
func (d *dictionary) tells(p *parse.Parser, u use, at int, cue bool) bool {
	switch u.kind {
	case "np_head", "np_sector", "stock", "flow", "generic", "giver":
		return true
	case "leading", "trailing":
		return !cue
	case "abbreviation":
		return u.word == p.Text(at)
	}
	return false
}
