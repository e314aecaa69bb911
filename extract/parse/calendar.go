package parse

import (
	"solieu/extract/token"
	"solieu/schemas"
)

// halfMonth turns a month into its first or second half: "kỳ 1 tháng 6/2024".
func halfMonth(t Time, half int) Time {
	from, to := 1, 15
	if half == 2 {
		from = 16
		y := t.Y
		if y == 0 {
			y = 2023 // a year of 365 days
		}
		to = schemas.Date{Year: y, Month: t.M}.Last().Day
	}
	return Time{Kind: TimeDays, Y: t.Y, M: t.M, D: from, Y2: t.Y, MM2: t.M, D2: to}
}

// months reads "9 tháng đầu năm 2023" from the numeral at i.
func (p *Parser) months(i, n int) (Time, int, bool) {
	w := &p.g.w
	j := i + 2
	t := Time{Kind: TimeMonths, M: 1, M2: n}
	counted := false
	if p.isWord(j, w.dau) || p.isWord(j, w.cuoi) {
		counted = true
		if p.isWord(j, w.cuoi) {
			t.M, t.M2 = 13-n, 12
		}
		j++
	}
	if p.isWord(j, w.qua) || p.isWord(j, w.cua) && p.isWord(j+1, w.nam) {
		j++
	}
	switch {
	case p.isWord(j, w.nam):
		if y, ok := p.year(j + 1); ok {
			t.Y = y
			return t, j + 2, true
		}
		if p.isWord(j+1, w.nay) {
			t.This = true
			return t, j + 2, true
		}
		if p.isWord(j+1, w.truoc) || p.isWord(j+1, w.ngoai) {
			t.Prev = true
			return t, j + 2, true
		}
		if counted {
			return t, j + 1, true
		}
	case p.glued(j, '/') || p.isDash(j):
		if y, ok := p.year(j + 1); ok {
			t.Y = y
			return t, j + 2, true
		}
	}
	if y, ok := p.year(j); ok {
		t.Y = y
		return t, j + 1, true
	}
	if !counted && (p.lengthBefore(i) || n == 1 && p.Has(i-1, "quân")) { // "bình quân 1 tháng tăng 0,2%"
		return Time{Kind: TimeSpan, M: n}, j, true
	}
	return t, j, true
}

// quarters reads "3 quý đầu năm 2020", "cả 3 quý": the first months of a year.
func (p *Parser) quarters(i, n int) (Time, int, bool) {
	w := &p.g.w
	j := i + 2
	t := Time{Kind: TimeMonths, M: 1, M2: 3 * n}
	if p.isWord(j, w.dau) {
		j++
	}
	if p.isWord(j, w.nam) {
		j++
		if y, ok := p.year(j); ok {
			t.Y = y
			j++
		}
	}
	return t, j, true
}

// lengthBefore reports whether the words before a number of months or years make it a length: kỳ hạn 06 tháng, dưới 01 tháng, trong vòng 3 tháng.
func (p *Parser) lengthBefore(i int) bool {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		t := p.toks[k]
		if t.Kind != token.Word {
			return false
		}
		switch p.text[t.Start:t.End] {
		case "hạn", "dưới", "trên", "vòng", "tuổi", "thêm", "quá", "sau", "mỗi", "thời":
			return true
		case "từ", "đến":
			continue
		}
		if k < i-2 {
			return false
		}
	}
	return false
}

// dayTime reads "ngày 16 tháng 11 năm 2023", "ngày 31/7/2023", "ngày 31/7".
func (p *Parser) dayTime(i int) (Time, int, bool) {
	w := &p.g.w
	d, ok := p.intIn(i+1, 1, 31)
	if !ok {
		if d, m, y := p.dotted(i + 1); d > 0 && m > 0 && !p.unitFollows(i+2) {
			return Time{Kind: TimeDay, Y: y, M: m, D: d}, i + 2, true
		}
		return Time{}, i, false
	}
	t := Time{Kind: TimeDay, D: d}
	j := i + 2
	switch {
	case p.isPunct(j, '/') || p.isDash(j):
		m, ok := p.intIn(j+1, 1, 12)
		if !ok {
			return Time{}, i, false
		}
		t.M = m
		j += 2
		if p.isPunct(j, '/') || p.isDash(j) && p.glued(j, '-') {
			if y, ok := p.year(j + 1); ok {
				t.Y = y
				j += 2
			}
		}
	case p.isWord(j, w.thang):
		m, ok := p.intIn(j+1, 1, 12)
		if !ok {
			return Time{}, i, false
		}
		t.M = m
		j += 2
		if (p.isWord(j, w.nam) || p.isWord(j, w.thang)) && j+1 < len(p.toks) {
			if y, ok := p.year(j + 1); ok {
				t.Y = y
				j += 2
			}
		} else if p.isPunct(j, '/') {
			if y, ok := p.year(j + 1); ok {
				t.Y = y
				j += 2
			}
		}
	default:
		return t, j, true
	}
	return t, j, true
}

func (p *Parser) monthWord(i int) (int, int) {
	w := &p.g.w
	if i >= len(p.toks) || p.toks[i].Kind != token.Word {
		return 0, i
	}
	switch p.toks[i].ID {
	case w.giêng, w.mot:
		return 1, i + 1
	case w.hai:
		return 2, i + 1
	case w.ba:
		return 3, i + 1
	case w.tuw:
		return 4, i + 1
	case w.nam:
		if _, ok := p.year(i + 1); !ok && !p.isWord(i+1, w.nay) && !p.isWord(i+1, w.truoc) {
			return 5, i + 1
		}
	case w.sau6:
		return 6, i + 1
	case w.bay:
		return 7, i + 1
	case w.tam:
		return 8, i + 1
	case w.chin:
		return 9, i + 1
	case w.chap:
		return 12, i + 1
	case w.muoi:
		if p.isWord(i+1, w.mot) {
			return 11, i + 2
		}
		if p.isWord(i+1, w.hai) {
			return 12, i + 2
		}
		return 10, i + 1
	}
	return 0, i
}

func (p *Parser) monthTime(i int) (Time, int, bool) {
	w := &p.g.w
	j := i + 1
	if d, m, y := p.dotted(j); d == 0 && m > 0 {
		return Time{Kind: TimeMonth, Y: y, M: m}, j + 1, true
	}
	m, ok := p.intIn(j, 1, 12)
	if ok {
		j++
	} else if m, j = p.monthWord(j); m == 0 {
		switch {
		case p.isWord(i+1, w.truoc) && (p.Has(i-1, "các") || p.Has(i-1, "những")):
			return Time{Kind: TimeSpan}, i + 2, true // "so với những tháng trước"
		case p.isWord(i+1, w.truoc):
			return Time{Kind: TimePrevMonth}, i + 2, true
		case p.isWord(i+1, w.nay), p.Has(i+1, "này"):
			return Time{Kind: TimeThisMonth}, i + 2, true
		}
		if i > 0 && p.isWord(i-1, w.trong) && !p.isWord(i+1, w.cung) {
			return Time{Kind: TimeThisMonth}, i + 1, true
		}
		return Time{}, i, false
	}
	t := Time{Kind: TimeMonth, M: m}
	switch {
	case p.isPunct(j, '/') || p.isDash(j):
		if y, ok := p.year(j + 1); ok {
			t.Y = y
			j += 2
		}
	case p.isWord(j, w.nam) || p.isWord(j, w.thang):
		if y, ok := p.year(j + 1); ok {
			t.Y = y
			if p.isWord(j, w.thang) { // "tháng 10 tháng 2012": the second "tháng" is a slip for "năm", the first a count
				t = Time{Kind: TimeMonths, M: 1, M2: m, Y: y}
			}
			j += 2
		} else if p.isWord(j, w.nam) && p.isWord(j+1, w.nay) {
			j += 2
		} else if p.isWord(j, w.nam) && (p.isWord(j+1, w.truoc) || p.isWord(j+1, w.ngoai)) {
			t.Prev = true
			j += 2
		}
	default:
		if y, ok := p.year(j); ok {
			t.Y = y
			j++
		}
	}
	return t, j, true
}

func (p *Parser) quarterTime(i int) (Time, int, bool) {
	w := &p.g.w
	if p.isWord(i+1, w.truoc) {
		return Time{Kind: TimePrevQuart}, i + 2, true
	}
	q, ok := p.intIn(i+1, 1, 4)
	if !ok && i+1 < len(p.toks) && p.toks[i+1].Kind == token.Word {
		switch p.text[p.toks[i+1].Start:p.toks[i+1].End] {
		case "I", "một":
			q = 1
		case "II", "hai":
			q = 2
		case "III", "ba":
			q = 3
		case "IV", "bốn", "tư":
			q = 4
		}
		ok = q > 0
	}
	if !ok {
		if p.isWord(i+1, w.nay) || p.Has(i+1, "này") {
			return Time{Kind: TimeThisQuarter}, i + 2, true
		}
		if i > 0 && p.isWord(i-1, w.trong) && !p.isWord(i+1, w.cung) {
			return Time{Kind: TimeThisQuarter}, i + 1, true
		}
		return Time{}, i, false
	}
	t := Time{Kind: TimeQuarter, M: 3*q - 2, M2: 3 * q}
	j := i + 2
	switch {
	case p.isPunct(j, '/') || p.isDash(j) || p.isWord(j, w.nam):
		if y, ok := p.year(j + 1); ok {
			t.Y = y
			j += 2
		}
	default:
		if y, ok := p.year(j); ok {
			t.Y = y
			j++
		}
	}
	return t, j, true
}

func (p *Parser) yearTime(i int) (Time, int, bool) {
	w := &p.g.w
	j := i + 1
	if p.isWord(j, w.hoc) {
		if p.isWord(j+1, w.truoc) || p.isWord(j+1, w.ngoai) {
			return Time{Kind: TimePrevYear}, j + 2, true
		}
		if t, n, ok := p.yearsTime(j + 1); ok {
			t.Kind = TimeSchool
			return t, n, true
		}
		return Time{}, i, false
	}
	if y, ok := p.year(j); ok {
		if p.isDash(j+1) || p.isWord(j+1, w.den) {
			if t, n, ok := p.yearsTime(j); ok {
				return t, n, true
			}
		}
		return Time{Kind: TimeYear, Y: y}, j + 1, true
	}
	switch {
	case p.isWord(j, w.nay):
		return Time{Kind: TimeThisYear, This: true}, j + 1, true
	case p.isWord(j, w.truoc), p.isWord(j, w.ngoai):
		return Time{Kind: TimePrevYear}, j + 1, true
	}
	if i > 0 && (p.isWord(i-1, w.ca) || p.isWord(i-1, w.trong)) && !p.isWord(j, w.hoc) {
		return Time{Kind: TimeThisYear}, j, true
	}
	if i > 0 && (p.isWord(i-1, w.cuoi) || p.isWord(i-1, w.dau) || p.isWord(i-1, w.het)) {
		return Time{Kind: TimeThisYear}, j, true
	}
	return Time{}, i, false
}

// startOf reports whether "đầu" stands among tokens [i, j).
func (p *Parser) startOf(i, j int) bool {
	for ; i < j; i++ {
		if p.isWord(i, p.g.w.dau) {
			return true
		}
	}
	return false
}

// timeRange joins "từ … đến …" into one expression.
func (p *Parser) timeRange(start int, t Time, next int) (Time, int, bool) {
	w := &p.g.w
	from := t.Edge == EdgeFrom || t.Kind == TimeDay && t.Edge == EdgeNone || t.Edge == EdgeStart && start < next && p.isWord(start, w.tu)
	if !from || !(p.isWord(next, w.den) || p.isDash(next) && t.Kind == TimeDay) {
		if t.Kind == TimeThisYear && t.Edge == EdgeStart {
			return Time{Kind: TimeThisYear, Edge: EdgeStart}, next, true
		}
		return t, next, true
	}
	if n := p.now(next + 1); n > 0 {
		r := Time{Kind: TimeToNow, Y: t.Y, M: t.M}
		if t.Kind == TimeDay {
			r.D = t.D
		}
		return r, next + 1 + n, true
	}
	_, j := p.edge(next)
	u, n, ok := p.calendar(j, EdgeTo)
	if !ok {
		return t, next, true
	}
	switch {
	case t.Kind == TimeDay && u.Kind == TimeDay:
		if u.M == 0 {
			u.M, u.Y = t.M, t.Y // "ngày 5 đến ngày 7"
		}
		if t.Y == 0 {
			t.Y = u.Y
		}
		return Time{Kind: TimeDays, Y: t.Y, M: t.M, D: t.D, Y2: u.Y, MM2: u.M, D2: u.D}, n, true
	case t.Kind == TimeYear && u.Kind == TimeYear && t.Edge != EdgeStart:
		return Time{Kind: TimeYears, Y: t.Y, Y2: u.Y}, n, true
	case t.Kind == TimeYear && u.Kind == TimeDay && p.startOf(start, next) && u.Y > t.Y:
		return Time{Kind: TimeDays, Y: t.Y, M: 1, D: 1, Y2: u.Y, MM2: u.M, D2: u.D}, n, true // "từ đầu năm 2022 đến ngày 20/1/2023"
	case t.Kind == TimeYear && u.Kind == TimeDay && p.startOf(start, next) && (u.Y == t.Y || u.Y == 0):
		u.Y, u.Edge, u.Cum = t.Y, EdgeTo, true
		return u, n, true
	case t.Kind == TimeThisYear && u.Kind == TimeDay:
		u.Edge, u.Cum = EdgeTo, true
		return u, n, true // "từ đầu năm đến ngày 15/5/2024"
	case t.Edge == EdgeStart && u.Kind == TimeDay:
		return Time{Kind: TimeDays, Y: t.Y, M: 1, D: 1, Y2: u.Y, MM2: u.M, D2: u.D}, n, true
	case (t.Edge == EdgeStart || t.Kind == TimeThisYear) && u.Kind == TimeMonth:
		return Time{Kind: TimeMonths, Y: u.Y, M: 1, M2: u.M}, n, true
	case t.Kind == TimeMonth && u.Kind == TimeMonth:
		return Time{Kind: TimeMonths, Y: u.Y, M: t.M, M2: u.M}, n, true
	}
	return t, next, true
}
