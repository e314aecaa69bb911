package parse

import (
	"solieu/extract/token"
	"solieu/schemas"
)

// Convention says which sign a document uses before its decimals.
type Convention struct {
	Comma, Point int  // numerals that can only be read with a decimal comma, or only with a decimal point
	PadThree     bool // numerals such as 1.260,500 print three decimals as a rule
}

// Vote counts a numeral that reads only one way.
func (c *Convention) Vote(s string) {
	sep, last, points, commas := scan(s)
	if points+commas == 0 {
		return
	}
	tail := len(s) - last - 1
	switch {
	case points > 0 && commas > 0:
		if sep == ',' {
			c.Comma++
			if tail == 3 {
				c.PadThree = true
			}
		} else {
			c.Point++
		}
	case points > 1 && groups(s):
		c.Comma++
	case commas > 1 && groups(s):
		c.Point++
	}
}

// scan returns the last separator, its offset, and how many of each there are.
func scan(s string) (sep byte, last, points, commas int) {
	last = -1
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '.':
			points++
			sep, last = '.', i
		case ',':
			commas++
			sep, last = ',', i
		}
	}
	return
}

// groups reports whether the separators of s cut it into one to three digits and then threes.
func groups(s string) bool {
	run, first := 0, true
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] >= '0' && s[i] <= '9' {
			run++
			continue
		}
		if first && (run < 1 || run > 3) || !first && run != 3 {
			return false
		}
		first, run = false, 0
	}
	return true
}

// Number is a numeral read as a number.
type Number struct {
	Value    schemas.Decimal
	Decimals int
	Doubt    string // the other reading, where two are close
	OK       bool
}

// readNumber reads the digits of a numeral by the document's convention.
func readNumber(s string, c *Convention) Number {
	sep, last, points, commas := scan(s)
	switch {
	case points+commas == 0:
		return build(s, -1, 0)
	case points > 0 && commas > 0:
		if !groups(s[:last]) && last > 3 {
			return Number{}
		}
		return build(s, last, 0)
	case points+commas > 1:
		if groups(s) {
			return build(s, -1, 0)
		}
		return Number{}
	}
	tail := len(s) - last - 1
	grouping := tail == 3 && last >= 1 && last <= 3 && s[0] != '0'
	if sep == '.' {
		if !grouping {
			return build(s, last, 0)
		}
		if c.Point > c.Comma {
			n := build(s, last, 0)
			n.Doubt = build(s, -1, 0).Value.String()
			return n
		}
		return build(s, -1, 0)
	}
	if !grouping {
		return build(s, last, 0)
	}
	if c.Point > c.Comma {
		n := build(s, -1, 0)
		n.Doubt = build(s, last, 0).Value.String()
		return n
	}
	n := build(s, last, 0)
	if !c.PadThree {
		n.Doubt = build(s, -1, 0).Value.String()
	}
	return n
}

// build reads the digits of s with a decimal sign at offset point; -1 means none. All other separators are passed over.
func build(s string, point, _ int) Number {
	var buf [64]byte
	b := buf[:0]
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			if len(b) == cap(b) {
				return Number{}
			}
			b = append(b, s[i])
		} else if i == point {
			b = append(b, '.')
		}
	}
	v, err := schemas.ParseDecimal(string(b))
	if err != nil {
		return Number{}
	}
	n := Number{Value: v, OK: true}
	if point >= 0 {
		n.Decimals = len(s) - point - 1
	}
	return n
}

// Number reads the numeral at token i by the document's convention.
func (p *Parser) Number(i int) Number { return readNumber(p.tokText(i), &p.Convention) }

// numberAt reads the number at token i, which may be written in several numerals; next is the token behind its last numeral.
func (p *Parser) numberAt(i int) (n Number, next int) {
	s := p.tokText(i)
	next = i + 1
	if len(s) <= 3 && digits(s) && i+1 < len(p.toks) {
		if j, tail := p.splitTail(i); j > 0 {
			s += tail
			next = j
		}
	}
	n = readNumber(s, &p.Convention)
	if next == i+1 && s == "0" && i+1 < len(p.toks) && p.toks[i+1].Kind == token.Numeral && digits(p.tokText(i+1)) && p.toks[i+1].Space && p.percentAt(i+2) {
		n = readNumber("0,"+p.tokText(i+1), &p.Convention)
		n.Doubt = "0 | " + p.tokText(i+1)
		next = i + 2
	}
	return n, next
}

// splitTail finds the rest of a number that a space tore apart behind the numeral at i: "4. 904,52", "64 .000", "12 500 ha".
func (p *Parser) splitTail(i int) (next int, tail string) {
	j := i + 1
	switch {
	case p.isPunct(j, '.') && !p.toks[j].Space && p.isNumeral(j+1) && p.toks[j+1].Space && threes(p.tokText(j+1)) && (p.amountBefore(i) || i > 0 && p.unitFollows(j+2)):
		return j + 2, "." + p.tokText(j+1)
	case p.isPunct(j, '.') && p.toks[j].Space && p.isNumeral(j+1) && !p.toks[j+1].Space && threes(p.tokText(j+1)):
		return j + 2, "." + p.tokText(j+1)
	case p.isNumeral(j) && p.toks[j].Space && len(p.tokText(j)) >= 3 && threes(p.tokText(j)) && p.tokText(i)[0] != '0' && p.unitFollowsTight(j+1):
		k := j + 1
		tail = "." + p.tokText(j)
		for p.isNumeral(k) && p.toks[k].Space && len(p.tokText(k)) == 3 && digits(p.tokText(k)) {
			tail += "." + p.tokText(k)
			k++
		}
		return k, tail
	}
	return 0, ""
}

// amountBefore reports whether the word before token i lets a quantity follow, so that "4. 904" is no outline number.
func (p *Parser) amountBefore(i int) bool {
	if i == 0 {
		return false
	}
	c, _ := p.cueEndingAt(i)
	return c == Reach || c == Approx || c == More || c == Up || c == Down || c == Est || c == Equal || c == Share || c == Remain
}

func (p *Parser) isNumeral(i int) bool {
	return i >= 0 && i < len(p.toks) && p.toks[i].Kind == token.Numeral
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// threes reports whether s begins with exactly three digits, then possibly decimals or more groups.
func threes(s string) bool {
	if len(s) < 3 || !digits(s[:3]) {
		return false
	}
	return len(s) == 3 || s[3] == ',' || s[3] == '.'
}
