package parse

import (
	"solieu/extract/token"
	"solieu/schemas"
)

// numeralWord is what a syllable adds to a number in words.
type numeralWord struct {
	add   int64 // of a digit, or of mười
	times int64 // of mươi and trăm, else 0
	link  bool  // linh, lẻ
}

// numeralWords are the values that the lexicon gives to the words of its kind "numeral".
var numeralWords = map[string]numeralWord{"1": {add: 1}, "2": {add: 2}, "3": {add: 3}, "4": {add: 4}, "5": {add: 5}, "6": {add: 6}, "7": {add: 7}, "8": {add: 8}, "9": {add: 9},
	"10": {add: 10}, "x10": {times: 10}, "x100": {times: 100}, "0": {link: true}}

// Words is a quantity whose number is written in words: "hai mươi bảy xã".
type Words struct {
	From, To int // tokens, unit included
	Value    schemas.Decimal
	Unit     Unit
}

// Spells reports whether a word of a number in words stands at token i.
func (p *Parser) Spells(i int) bool {
	return p.toks[i].Kind == token.Word && p.g.roles[p.toks[i].ID]&spells != 0
}

// WordsAt reads the number in words that begins at token i. It takes numbers of two words or more with the unit or the counted noun behind them:
// "ba mươi hai xã", "một tỷ cây"; a single digit, "ba xã", "hai bên", is speech rather than a statistic.
func (p *Parser) WordsAt(i int) (Words, bool) {
	t := &p.toks[i]
	if !p.Spells(i) || i > 0 && (p.toks[i-1].Kind == token.Numeral || p.numeralWord(i-1).times > 0) {
		return Words{}, false
	}
	w := p.g.numerals[t.ID]
	if w.add == 0 {
		return Words{}, false
	}
	sum, part, last, magnitude := int64(0), w.add, w.add, w.add == 10
	multiplied := false // the word before is a multiplier: "một nghìn tỷ"
	j := i + 1
	for ; j < len(p.toks) && j < i+maxNumeralWords; j++ {
		w := p.numeralWord(j)
		power := 0
		if w == (numeralWord{}) && p.toks[j].Kind == token.Word {
			power = p.g.power(p.toks[j].ID)
		}
		switch {
		case w.times > 0 && last > 0 && last < 10:
			part += last * (w.times - 1)
			last, magnitude = 0, true
		case w.link && magnitude:
		case w.add > 0 && w.add < 10 && magnitude && (last == 0 || last == 10):
			part += w.add
			last = w.add
		case power >= 3 && part > 0:
			sum, part, last, magnitude = sum+scaled(part, power), 0, 0, true
		case power >= 3 && multiplied && sum < maxMultiplied:
			sum = scaled(sum, power)
		default:
			power = -1
		}
		if power < 0 {
			break
		}
		multiplied = power >= 3
	}
	if !magnitude || j == i+1 {
		return Words{}, false
	}
	u := p.unit(j)
	if u.ID == "" || u.Guess || u.Mult > 0 {
		return Words{}, false
	}
	return Words{From: i, To: max(u.Next, j), Value: schemas.Int64(sum + part), Unit: u}, true
}

// maxNumeralWords bounds the words of one number, and maxMultiplied the number that a second multiplier may stand behind; with them the value fits an int64.
const (
	maxNumeralWords = 9
	maxMultiplied   = 1_000_000_000
)

// scaled returns n with as many more places.
func scaled(n int64, places int) int64 {
	for range places {
		n *= 10
	}
	return n
}

func (p *Parser) numeralWord(i int) numeralWord {
	if t := p.toks[i]; t.Kind == token.Word && p.g.roles[t.ID]&spells != 0 {
		return p.g.numerals[t.ID]
	}
	return numeralWord{}
}
