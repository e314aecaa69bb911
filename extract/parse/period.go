package parse

import (
	"solieu/extract/token"
	"solieu/schemas"
)

// TimeKind is the form of a time expression.
type TimeKind uint8

// The forms of time expression. Numbers that the text leaves out are 0.
const (
	TimeYear      TimeKind = iota // năm 2023, cả năm, trong năm
	TimeYears                     // giai đoạn 2021-2025
	TimeSchool                    // năm học 2022-2023
	TimeMonths                    // 9 tháng đầu năm 2023: months M to M2
	TimeMonth                     // tháng 10/2023
	TimeQuarter                   // quý III: months M to M2
	TimeDay                       // 31/7/2023
	TimeDays                      // từ ngày … đến ngày …: two dates
	TimeNow                       // đến nay, hiện nay
	TimeToNow                     // từ đầu năm đến nay
	TimeSame                      // cùng kỳ [năm 2022]
	TimePrevYear                  // năm trước, năm ngoái
	TimePrevMonth                 // tháng trước
	TimePrevQuart                 // quý trước
	TimeThisYear                  // năm nay
	TimeThisMonth                 // tháng này, trong tháng
	TimeThisDay                   // trong ngày
	TimePeriod                    // trong kỳ: the report's own
	TimeSpan                      // 5 năm, 3 tháng: a length, no place in the calendar
)

// Edge says how a time expression is held on to.
type Edge uint8

// The edges.
const (
	EdgeNone  Edge = iota
	EdgeTo         // đến, tính đến, đến hết, hết: up to the end of it
	EdgeEnd        // cuối: at the end of it
	EdgeStart      // đầu: at the start of it
	EdgeFrom       // từ
)

// Time is a time expression as written; the binder gives it its place in the calendar.
type Time struct {
	Kind    TimeKind
	Edge    Edge
	Y, M, D int
	M2      int
	Y2, D2  int  // of TimeDays and TimeYears the second date
	MM2     int  // month of the second date of TimeDays
	Cum     bool // lũy kế, tính chung: cumulated
	Prev    bool // "năm trước" was named
	Whole   bool // hết: to the very end of it
	This    bool // "năm nay" was named
}

func (p *Parser) year(i int) (int, bool) {
	if i >= len(p.toks) || p.toks[i].Kind != token.Numeral {
		return 0, false
	}
	n, ok := p.integer(i)
	return n, ok && p.toks[i].End-p.toks[i].Start == 4 && n >= 1900 && n <= 2100
}

// integer returns the value of a numeral of digits alone.
func (p *Parser) integer(i int) (int, bool) {
	if i < 0 || i >= len(p.toks) || p.toks[i].Kind != token.Numeral || p.toks[i].End-p.toks[i].Start > 9 {
		return 0, false
	}
	n := 0
	for _, c := range []byte(p.text[p.toks[i].Start:p.toks[i].End]) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

func (p *Parser) intIn(i, lo, hi int) (int, bool) {
	n, ok := p.integer(i)
	return n, ok && n >= lo && n <= hi
}

func (p *Parser) isWord(i int, id int32) bool {
	return i >= 0 && i < len(p.toks) && p.toks[i].Kind == token.Word && p.toks[i].ID == id
}

func (p *Parser) isPunct(i int, r rune) bool {
	return i >= 0 && i < len(p.toks) && p.toks[i].Kind == token.Punct && p.toks[i].Rune == r
}

func (p *Parser) isDash(i int) bool {
	return i >= 0 && i < len(p.toks) && p.toks[i].Kind == token.Punct && (p.toks[i].Rune == '-' || p.toks[i].Rune == '–' || p.toks[i].Rune == '—' || p.toks[i].Rune == '−')
}

// time reads a time expression at token i; next is the token behind it.
func (p *Parser) time(i int) (t Time, next int, ok bool) {
	t.Edge, next = p.edge(i)
	whole := p.wholeBetween(i, next)
	if t.Edge == EdgeTo && p.now(next) > 0 {
		t.Kind = TimeNow
		return t, next + p.now(next), true
	}
	core, n, ok := p.calendar(next, t.Edge)
	if !ok {
		return Time{}, i, false
	}
	e := t.Edge
	t = core
	t.Edge = e
	if core.Edge != EdgeNone {
		t.Edge = core.Edge
	}
	t.Whole = whole
	return p.timeRange(i, t, n)
}

// edge reads the words that hold a time expression: đến hết, tính đến, cuối, từ đầu.
func (p *Parser) edge(i int) (Edge, int) {
	w, e, j := &p.g.w, EdgeNone, i
	for j < len(p.toks) && j-i < 5 {
		switch {
		case p.isWord(j, w.den) || p.isWord(j, w.toi):
			e = EdgeTo
		case p.isWord(j, w.het):
			e = EdgeTo
		case p.isWord(j, w.cuoi):
			if e == EdgeNone {
				e = EdgeEnd
			}
		case p.isWord(j, w.dau):
			if e == EdgeNone {
				e = EdgeStart
			}
		case p.isWord(j, w.tu):
			if e == EdgeNone {
				e = EdgeFrom
			}
		case p.isWord(j, w.tinh) && (p.isWord(j+1, w.den) || p.isWord(j+1, w.tu)), p.isWord(j, w.ke) && p.isWord(j+1, w.den), p.isWord(j, w.luy):
		case p.isWord(j, w.thoi) && p.isWord(j+1, w.diem):
			j++
		case p.isWord(j, w.trong) || p.isWord(j, w.ca):
		default:
			return e, j
		}
		j++
	}
	return e, j
}

// wholeBetween reports whether "hết" stands among tokens [i, j).
func (p *Parser) wholeBetween(i, j int) bool {
	for ; i < j; i++ {
		if p.isWord(i, p.g.w.het) {
			return true
		}
	}
	return false
}

// now returns the number of tokens of "nay", "thời điểm hiện tại", "hiện nay" at i; 0 where none stands there.
func (p *Parser) now(i int) int {
	w := &p.g.w
	switch {
	case p.isWord(i, w.nay):
		return 1
	case p.isWord(i, w.hien) && (p.isWord(i+1, w.tai) || p.isWord(i+1, w.nay)):
		return 2
	case p.isWord(i, w.thoi) && p.isWord(i+1, w.diem) && p.isWord(i+2, w.hien) && (p.isWord(i+3, w.tai) || p.isWord(i+3, w.nay)):
		return 4
	}
	return 0
}

func (p *Parser) calendar(i int, e Edge) (Time, int, bool) {
	if i >= len(p.toks) {
		return Time{}, i, false
	}
	w := &p.g.w
	switch p.toks[i].Kind {
	case token.Numeral:
		return p.numeralTime(i, e)
	case token.Word:
		switch p.toks[i].ID {
		case w.ngay:
			if i > 0 && p.isWord(i-1, w.trong) && !p.isNumeral(i+1) {
				return Time{Kind: TimeThisDay}, i + 1, true
			}
			return p.dayTime(i)
		case w.thang:
			return p.monthTime(i)
		case w.quy:
			return p.quarterTime(i)
		case w.nam:
			return p.yearTime(i)
		case w.giai, w.thoi, w.nhiem:
			if p.isWord(i+1, w.doan) || p.isWord(i+1, w.ky) {
				return p.yearsTime(i + 2)
			}
		case w.ky:
			if h, ok := p.intIn(i+1, 1, 2); ok && p.isWord(i+2, w.thang) {
				if t, n, ok := p.monthTime(i + 2); ok && t.Kind == TimeMonth {
					return halfMonth(t, h), n, true
				}
			}
			if i > 0 && p.isWord(i-1, w.trong) {
				return Time{Kind: TimePeriod}, i + 1, true
			}
		case w.hien:
			if n := p.now(i); n > 0 {
				return Time{Kind: TimeNow}, i + n, true
			}
		}
	}
	return Time{}, i, false
}

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

// yearsTime reads "2021-2025" or "2021 đến 2025", with "từ năm" and "năm" passed over.
func (p *Parser) yearsTime(i int) (Time, int, bool) {
	w := &p.g.w
	for p.isWord(i, w.tu) || p.isWord(i, w.nam) {
		i++
	}
	y, ok := p.year(i)
	if !ok {
		return Time{}, i, false
	}
	j := i + 1
	if p.isDash(j) || p.isWord(j, w.den) {
		j++
		if p.isWord(j, w.nam) {
			j++
		}
		if y2, ok := p.year(j); ok && y2 > y {
			return Time{Kind: TimeYears, Y: y, Y2: y2}, j + 1, true
		}
	}
	return Time{}, i, false
}

func (p *Parser) numeralTime(i int, e Edge) (Time, int, bool) {
	w := &p.g.w
	if d, ok := p.intIn(i, 1, 31); ok && p.glued(i+1, '/') {
		if m, ok := p.intIn(i+2, 1, 12); ok {
			if y, ok := p.year(i + 4); ok && p.glued(i+3, '/') {
				return Time{Kind: TimeDay, Y: y, M: m, D: d}, i + 5, true
			}
			if (e != EdgeNone && e != EdgeFrom || e == EdgeFrom && (p.isWord(i+3, w.den) || p.isDash(i+3)) || p.dayInBrackets(i) || p.partOfDay(i-1)) && !p.glued(i+3, '/') {
				return Time{Kind: TimeDay, M: m, D: d}, i + 3, true
			}
		}
		if y, ok := p.year(i + 2); ok && d <= 12 {
			return Time{Kind: TimeMonth, Y: y, M: d}, i + 3, true
		}
	}
	if n, ok := p.intIn(i, 1, 12); ok && p.isWord(i+1, w.thang) {
		return p.months(i, n)
	}
	if n, ok := p.intIn(i, 1, 999); ok && p.isWord(i+1, w.nam) {
		if _, ok := p.year(i + 2); !ok || true {
			if t, n, ok := p.yearsTime(i + 2); ok {
				return t, n, true
			}
			return Time{Kind: TimeSpan, Y: n}, i + 2, true
		}
	}
	if y, ok := p.year(i); ok {
		if t, n, ok := p.yearsTime(i); ok {
			return t, n, true
		}
		if e != EdgeNone || p.yearByContext(i) {
			return Time{Kind: TimeYear, Y: y}, i + 1, true
		}
	}
	return Time{}, i, false
}

// partOfDay reports whether token i is a word that dates follow: "chiều 20/10".
func (p *Parser) partOfDay(i int) bool {
	for _, w := range [...]string{"sáng", "trưa", "chiều", "tối", "đêm", "hôm"} {
		if p.Has(i, w) {
			return true
		}
	}
	return false
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

// yearByContext decides whether a bare four-digit numeral is a year: nothing countable follows it and no word of quantity stands before it.
func (p *Parser) yearByContext(i int) bool {
	if p.unitFollows(i + 1) {
		return false
	}
	if i > 0 {
		if c, _ := p.cueEndingAt(i); c == Reach || c == Up || c == Down || c == Approx || c == More {
			return false
		}
	}
	return true
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
	if p.isWord(j, w.qua) {
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
	if !counted && p.lengthBefore(i) {
		return Time{Kind: TimeSpan, M: n}, j, true
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

func (p *Parser) glued(i int, r rune) bool {
	return p.isPunct(i, r) && !p.toks[i].Space && i+1 < len(p.toks) && !p.toks[i+1].Space
}

// dayTime reads "ngày 16 tháng 11 năm 2023", "ngày 31/7/2023", "ngày 31/7".
func (p *Parser) dayTime(i int) (Time, int, bool) {
	w := &p.g.w
	d, ok := p.intIn(i+1, 1, 31)
	if !ok {
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
	m, ok := p.intIn(j, 1, 12)
	if ok {
		j++
	} else if m, j = p.monthWord(j); m == 0 {
		switch {
		case p.isWord(i+1, w.truoc):
			return Time{Kind: TimePrevMonth}, i + 2, true
		case p.isWord(i+1, w.nay):
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
		return Time{Kind: TimeThisYear}, j + 1, true
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
		if t.Y == 0 {
			t.Y = u.Y
		}
		return Time{Kind: TimeDays, Y: t.Y, M: t.M, D: t.D, Y2: u.Y, MM2: u.M, D2: u.D}, n, true
	case t.Kind == TimeYear && u.Kind == TimeYear && t.Edge != EdgeStart:
		return Time{Kind: TimeYears, Y: t.Y, Y2: u.Y}, n, true
	case t.Edge == EdgeStart && u.Kind == TimeDay:
		return Time{Kind: TimeDays, Y: t.Y, M: 1, D: 1, Y2: u.Y, MM2: u.M, D2: u.D}, n, true
	case t.Edge == EdgeStart && u.Kind == TimeMonth:
		return Time{Kind: TimeMonths, Y: u.Y, M: 1, M2: u.M}, n, true
	case t.Kind == TimeMonth && u.Kind == TimeMonth:
		return Time{Kind: TimeMonths, Y: u.Y, M: t.M, M2: u.M}, n, true
	}
	return t, next, true
}
