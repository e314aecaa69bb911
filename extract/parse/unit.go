package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/extract/token"
	"solieu/schemas"
)

// Unit is a unit of measure as read behind a number.
type Unit struct {
	ID     string // canonical notation; "" where none stands
	Family string
	Factor schemas.Decimal // units in one of the surface as written
	Mult   int             // power of ten of the multiplier words
	Noun   bool
	From   int  // first token of the unit (multiplier words included)
	Next   int  // token behind it
	Guess  bool // a noun that no entry names
}

func (p *Parser) tokText(i int) string { return p.text[p.toks[i].Start:p.toks[i].End] }

func (p *Parser) percentAt(i int) bool {
	for i < len(p.toks) && markup(&p.toks[i]) {
		i++
	}
	return p.isPunct(i, '%') || p.isPunct(i, '‰')
}

// multiplier reads multiplier words at i: "nghìn tỷ" is 12. next is the token behind.
func (p *Parser) multiplier(i int) (power, next int) {
	next = i
	for next < len(p.toks) && p.toks[next].Kind == token.Word {
		m := p.g.power(p.toks[next].ID)
		if m < 0 || next == i && m == 2 {
			break
		}
		power += m
		next++
	}
	return power, next
}

// unit reads the unit that stands at token i.
func (p *Parser) unit(i int) Unit {
	u := Unit{From: i, Next: i, Factor: one}
	for i < len(p.toks) && markup(&p.toks[i]) {
		i++
	}
	if i >= len(p.toks) {
		return u
	}
	u.Mult, i = p.multiplier(i)
	if u.Mult > 0 {
		u.Next = i
	}
	for i < len(p.toks) && markup(&p.toks[i]) {
		i++
	}
	if !p.coreUnit(&u, i) {
		if u.Mult >= 6 {
			u.ID, u.Family, u.Guess = "VND", "money", true
			p.quotient(&u)
		}
		return u
	}
	p.quotient(&u)
	return u
}

var one = schemas.Int64(1)

// coreUnit reads the unit without multiplier and quotient at token i.
func (p *Parser) coreUnit(u *Unit, i int) bool {
	if i >= len(p.toks) {
		return false
	}
	t := p.toks[i]
	if t.Kind == token.Punct {
		switch t.Rune {
		case '%':
			u.ID, u.Family, u.Next = "%", "ratio", i+1
			return true
		case '‰':
			u.ID, u.Family, u.Next = "‰", "ratio", i+1
			return true
		case '°', 'º':
			if i+1 < len(p.toks) && p.tokText(i+1) == "C" {
				u.ID, u.Family, u.Next = "°C", "temperature", i+2
				return true
			}
		case '$':
			return false
		}
		return false
	}
	if t.Kind != token.Word {
		return false
	}
	if p.metric(u, i) {
		return true
	}
	if vs, next := p.g.units.longest(p.toks, i); vs != nil && !p.unitIsNoun(i, next) {
		e := p.g.entries[vs[0]]
		if e.id == "pp" || p.isPunct(next, '%') && e.id == "{điểm}" {
			u.ID, u.Family, u.Next = "pp", "points", next
			if p.isPunct(next, '%') {
				u.Next++
			}
			return true
		}
		u.ID, u.Family, u.Factor, u.Next = e.id, e.family, e.factor, next
		return true
	}
	if vs, next := p.g.nouns.longest(p.toks, i); vs != nil {
		if c, n := p.cueAt(i); c == OpenTrongDo || c == OpenGom || c == Compare && n > next || c == Same {
			return false
		}
		u.ID, u.Family, u.Next, u.Noun = p.nounID(i, next), "count", next, true
		if p.isPunct(next, '.') && p.glued(next, '.') && p.Has(next+1, "km") {
			u.ID, u.Next = strings.TrimSuffix(u.ID, "}")+".km}", next+2 // "84 triệu lượt khách.km"
		}
		return true
	}
	return p.guessNoun(u, i)
}

// nounID writes the words of tokens [i, j) as a counted unit: as written, in lower case but for abbreviations.
func (p *Parser) nounID(i, j int) string {
	b := append(p.buf[:0], '{')
	for k := i; k < j; k++ {
		if markup(&p.toks[k]) {
			continue
		}
		if len(b) > 1 {
			b = append(b, ' ')
		}
		s := p.tokText(k)
		if strings.Contains(s, "\u00ad") {
			s = strings.ReplaceAll(s, "\u00ad", "") // a soft hyphen
		}
		if p.toks[k].Caps && len(s) > 2 {
			b = append(b, s...)
		} else {
			b = append(b, strings.ToLower(s)...)
		}
	}
	p.buf = append(b, '}')
	return p.interned(p.buf)
}

// maxUnits bounds the units in words that a parser keeps; a text has few of them, and many times each.
const maxUnits = 1 << 10

// interned returns the one copy of a unit that is kept.
func (p *Parser) interned(unit []byte) string {
	if s, ok := p.units[string(unit)]; ok {
		return s
	}
	s := string(unit)
	if len(p.units) == maxUnits {
		clear(p.units)
	}
	p.units[s] = s
	return s
}

// unitIsNoun tells "điểm du lịch" from "điểm", "khối lớp" from "khối".
func (p *Parser) unitIsNoun(i, next int) bool {
	vs, n := p.g.nouns.longest(p.toks, i)
	return vs != nil && n > next
}

// metric reads m2, m3, km2 written with an ASCII digit, and m² with a superscript.
func (p *Parser) metric(u *Unit, i int) bool {
	s := p.tokText(i)
	if s != "m" && s != "km" && s != "M" {
		return false
	}
	j := i + 1
	if j >= len(p.toks) || p.toks[j].Space {
		return false
	}
	sq, cu := false, false
	switch x := p.tokText(j); {
	case p.toks[j].Kind == token.Numeral && x == "2", p.toks[j].Kind == token.Super && strings.HasPrefix(x, "²"):
		sq = true
	case p.toks[j].Kind == token.Numeral && x == "3", p.toks[j].Kind == token.Super && strings.HasPrefix(x, "³"):
		cu = true
	default:
		return false
	}
	switch {
	case sq && s == "km":
		u.ID, u.Family = "km2", "area"
	case sq:
		u.ID, u.Family = "m2", "area"
	case cu:
		u.ID, u.Family = "m3", "volume"
	}
	u.Next = j + 1
	if p.toks[j].Kind == token.Numeral {
		p.Class[j] = schemas.ClassOther
		p.Rule[j] = "unit.power"
	}
	return true
}

// guessNoun takes an unknown lower-case word behind a whole number for the noun that is counted.
func (p *Parser) guessNoun(u *Unit, i int) bool {
	t := p.toks[i]
	if t.Caps && t.End-t.Start > 1 && u.Mult == 0 {
		if c, _ := p.cueAt(i); c == NoCue {
			u.ID, u.Family, u.Next, u.Noun, u.Guess = "{"+p.tokText(i)+"}", "count", i+1, true, true
			return true
		}
	}
	if t.Upper || !p.wholeNumber && u.Mult == 0 || stopNoun[p.tokText(i)] {
		return false
	}
	if c, _ := p.cueAt(i); c != NoCue && c != Name && c != Legal && c != Attribute && c != Ordinal && c != Outline {
		return false
	}
	if _, _, ok := p.time(i); ok {
		return false
	}
	u.ID, u.Family, u.Next, u.Noun, u.Guess = "{"+strings.ToLower(p.tokText(i))+"}", "count", i+1, true, true
	return true
}

var stopNoun = map[string]bool{"và": true, "của": true, "với": true, "tại": true, "do": true, "cho": true, "các": true, "những": true, "trong": true, "là": true,
	"theo": true, "từ": true, "đến": true, "về": true, "để": true, "số": true, "hoặc": true, "cùng": true, "thì": true, "mà": true, "nhưng": true, "khi": true, "này": true,
	"được": true, "bị": true, "ở": true, "tới": true, "trên": true, "dưới": true, "vào": true, "ra": true, "lên": true, "xuống": true, "còn": true, "nên": true, "như": true,
	"so": true, "không": true, "chưa": true, "sẽ": true, "đã": true, "đang": true, "cũng": true, "có": true, "hay": true, "tổng": true, "trước": true, "sau": true, "lần": false,
	"tuổi": false, "sao": false, "e": true, "kế": true, "gồm": true, "riêng": true, "tăng": true, "giảm": true, "đạt": true, "chiếm": true, "bằng": true, "vượt": true, "thuộc": true, "bởi": true, "nhờ": true, "đối": true}

// quotient reads "/người/năm", "/vạn dân", "/ha", "/10.000 dân" behind a unit.
func (p *Parser) quotient(u *Unit) {
	p.overRound(u)
	for p.isPunct(u.Next, '/') {
		j := u.Next + 1
		ten := ""
		if p.isNumeral(j) {
			n := readNumber(p.tokText(j), &p.Convention)
			power, next := p.multiplier(j + 1) // "/1 vạn dân"
			v, err := n.Value.Shift(power)
			if s := v.String(); !n.OK || err != nil || len(s) < 3 || strings.Trim(s[1:], "0") != "" || s[0] != '1' {
				return
			} else {
				ten = s
			}
			p.Class[j] = schemas.ClassOther
			p.Rule[j] = "unit.quotient"
			j = next
		} else if p.isWord(j, p.g.w.van) {
			ten = "10000"
			j++
		}
		d, next := p.denominator(j)
		if d == "" {
			return
		}
		if u.ID == "x" {
			u.ID = "{lần}" // "42 lần/người/năm" counts
		}
		u.ID += "/" + ten + d
		u.Family = "quotient"
		u.Next = next
	}
}

// overRound reads "28 giường trên 10.000 dân", "7 bác sĩ trên một vạn dân" as quotients: behind the counted noun stands a round number of people.
func (p *Parser) overRound(u *Unit) {
	j := u.Next + 1
	if !u.Noun || !p.isWord(u.Next, p.g.w.tren) || j >= len(p.toks) {
		return
	}
	numeral := p.isNumeral(j)
	ten := "10000"
	switch {
	case numeral:
		n := readNumber(p.tokText(j), &p.Convention)
		power, next := p.multiplier(j + 1)
		v, err := n.Value.Shift(power)
		if ten = v.String(); !n.OK || err != nil || len(ten) < 4 || ten[0] != '1' || strings.Trim(ten[1:], "0") != "" {
			return
		}
		j = next
	case p.isWord(j, p.g.w.mot) && p.isWord(j+1, p.g.w.van):
		j += 2
	case p.isWord(j, p.g.w.van):
		j++
	default:
		return
	}
	if !p.isWord(j, p.g.w.dan) && !p.isWord(j, p.g.w.nguoi) {
		return
	}
	d, next := p.denominator(j)
	if numeral {
		p.Class[u.Next+1], p.Rule[u.Next+1] = schemas.ClassOther, "unit.quotient"
	}
	u.ID, u.Family, u.Next = u.ID+"/"+ten+d, "quotient", next
}

// denominator reads the unit behind a slash: a noun, a unit or a length of time.
func (p *Parser) denominator(i int) (string, int) {
	if i >= len(p.toks) || p.toks[i].Kind != token.Word {
		return "", i
	}
	w := &p.g.w
	switch p.toks[i].ID {
	case w.nam:
		return "năm", i + 1
	case w.thang:
		return "tháng", i + 1
	case w.ngay:
		return "ngày", i + 1
	case w.vu:
		return "vụ", i + 1
	}
	var u Unit
	if p.metric(&u, i) {
		return u.ID, u.Next
	}
	if vs, next := p.g.units.longest(p.toks, i); vs != nil {
		if e := p.g.entries[vs[0]]; e.family != "money" && e.family != "score" && !p.unitIsNoun(i, next) && e.id != "x" {
			return e.id, next
		}
	}
	if vs, next := p.g.nouns.longest(p.toks, i); vs != nil {
		return p.nounID(i, next), next
	}
	s := p.tokText(i)
	if r, _ := utf8.DecodeRuneInString(s); !unicode.IsUpper(r) {
		return "{" + s + "}", i + 1
	}
	return "", i
}

// unitFollows reports whether a unit stands at token i.
func (p *Parser) unitFollows(i int) bool {
	if p.isPunct(i, '%') || p.isPunct(i, '‰') {
		return true
	}
	if i >= len(p.toks) || p.toks[i].Kind != token.Word {
		return false
	}
	if p.g.roles[p.toks[i].ID]&multiplies != 0 {
		return true
	}
	if vs, _ := p.g.units.longest(p.toks, i); vs != nil {
		return true
	}
	vs, _ := p.g.nouns.longest(p.toks, i)
	if vs == nil {
		return false
	}
	c, _ := p.cueAt(i)
	return c == NoCue || c == Name
}

// unitFollowsTight reports whether a measured unit (not a counted noun that might begin a phrase) or a known noun stands at token i.
func (p *Parser) unitFollowsTight(i int) bool {
	return p.unitFollows(i) || p.isNumeral(i) && p.unitFollows(i+1)
}
