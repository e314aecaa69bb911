package parse

import "solieu/extract/token"

// dotted reads a date that is written with points, as one numeral: "20.1.2016", "20.1" (no year), "8.2009" (no day). All are 0 where none stands there.
func (p *Parser) dotted(i int) (d, m, y int) {
	if !p.isNumeral(i) || p.numeralLen(i) > len("31.12.2016") {
		return 0, 0, 0
	}
	var part, digits [3]int
	n := 0
	for _, c := range []byte(p.text[p.toks[i].Start:p.toks[i].End]) {
		switch {
		case c == '.' && n < 2:
			n++
		case c == '.' || c == ',':
			return 0, 0, 0
		default:
			part[n], digits[n] = part[n]*10+int(c-'0'), digits[n]+1
		}
	}
	month := func(k int) bool { return digits[k] <= 2 && part[k] >= 1 && part[k] <= 12 }
	year := func(k int) bool { return digits[k] == 4 && part[k] >= 1900 && part[k] <= 2100 }
	day := digits[0] <= 2 && part[0] >= 1 && part[0] <= 31
	switch {
	case n == 1 && month(0) && year(1):
		return 0, part[0], part[1]
	case n == 1 && day && month(1):
		return part[0], part[1], 0
	case n == 2 && day && month(1) && year(2):
		return part[0], part[1], part[2]
	}
	return 0, 0, 0
}

// dashedDay reads a day that is written with dashes, "20-1-2016", and without its year where words stand before it that a day follows: "đến 30-9",
// "thời điểm 20-1".
func (p *Parser) dashedDay(i, d int, e Edge) (Time, int, bool) {
	m, ok := p.intIn(i+2, 1, 12)
	if !ok {
		return Time{}, i, false
	}
	if p.glued(i+3, '-') {
		y, ok := p.year(i + 4)
		return Time{Kind: TimeDay, Y: y, M: m, D: d}, i + 5, ok
	}
	held := e == EdgeTo && p.toks[i-1].Kind == token.Word || p.pointInTime(i)
	return Time{Kind: TimeDay, M: m, D: d}, i + 3, held && !p.isPunct(i+3, '%') && !p.isPunct(i+3, '/') && !p.unitFollows(i+3)
}

// pointInTime reports whether "thời điểm" stands before token i.
func (p *Parser) pointInTime(i int) bool {
	return p.isWord(i-1, p.g.w.diem) && p.isWord(i-2, p.g.w.thoi)
}

// partOfDay reports whether token i is a word that dates follow: "chiều 20/10".
func (p *Parser) partOfDay(i int) bool {
	for _, w := range [...]string{"sáng", "trưa", "chiều", "tối", "đêm", "hôm"} {
		if p.Has(i, w) {
			return true
		}
	}
	return i > 0 && p.toks[i].Kind == token.Word && p.tokText(i) == "khánh" // Quốc khánh 2/9
}

// dayInBrackets reports whether a day and a month stand alone in brackets behind the name of a day: "Ngày Thương binh - Liệt sĩ (27/7)".
func (p *Parser) dayInBrackets(i int) bool {
	if !p.isPunct(i-1, '(') || !p.isPunct(i+3, ')') {
		return false
	}
	for k := i - 2; k >= 0 && k > i-12; k-- {
		if p.isWord(k, p.g.w.ngay) {
			return true
		}
	}
	return false
}
