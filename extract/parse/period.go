package parse

import (
	"solieu/extract/token"
)

// TimeKind is the form of a time expression.
type TimeKind uint8

// The forms of time expression. Numbers that the text leaves out are 0.
const (
	TimeYear        TimeKind = iota // năm 2023, cả năm, trong năm
	TimeYears                       // giai đoạn 2021-2025
	TimeSchool                      // năm học 2022-2023
	TimeMonths                      // 9 tháng đầu năm 2023: months M to M2
	TimeMonth                       // tháng 10/2023
	TimeQuarter                     // quý III: months M to M2
	TimeDay                         // 31/7/2023
	TimeDays                        // từ ngày … đến ngày …: two dates
	TimeNow                         // đến nay, hiện nay
	TimeToNow                       // từ đầu năm đến nay
	TimeSame                        // cùng kỳ [năm 2022]
	TimePrevYear                    // năm trước, năm ngoái
	TimePrevMonth                   // tháng trước
	TimePrevQuart                   // quý trước
	TimeThisYear                    // năm nay
	TimeThisMonth                   // tháng này, trong tháng
	TimeThisDay                     // trong ngày
	TimePeriod                      // trong kỳ: the report's own
	TimeSpan                        // 5 năm, 3 tháng: a length, no place in the calendar
	TimeThisQuarter                 // quý này, trong quý
	TimeLastYears                   // trong 5 năm, 5 năm qua: as many years, the last of them the report's
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
	if p.toks[i].Kind == token.Word && p.g.roles[p.toks[i].ID]&beginsTime == 0 {
		return Time{}, i, false
	}
	if p.isWord(i, p.g.w.tu) && p.isWord(i+1, p.g.w.truoc) && (p.isWord(i+2, p.g.w.den) || p.isWord(i+2, p.g.w.toi)) && p.now(i+3) > 0 {
		return Time{Kind: TimeSpan}, i + 3 + p.now(i+3), true // "từ trước đến nay": at no time
	}
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

// edge reads the words that hold a time expression: đến hết, tính đến, cuối, từ đầu, vào.
func (p *Parser) edge(i int) (Edge, int) {
	w, e, j := &p.g.w, EdgeNone, i
	for j < len(p.toks) && j-i < 5 {
		switch {
		case p.isWord(j, w.den) || p.isWord(j, w.toi):
			e = EdgeTo
		case p.isWord(j, w.het):
			e = EdgeTo
		case p.isWord(j, w.cuoi):
			if e == EdgeNone || e == EdgeTo {
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
		case p.isWord(j, w.trong) || p.isWord(j, w.vao) || p.isWord(j, w.ca):
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
			if t, n, ok := p.term(i); ok {
				return t, n, true
			}
			if i > 0 && p.isWord(i-1, w.trong) {
				return Time{Kind: TimePeriod}, i + 1, true
			}
		case w.hien:
			if n := p.now(i); n > 0 {
				return Time{Kind: TimeNow}, i + n, true
			}
			if p.whereAt(i+1) && (i == 0 || p.toks[i-1].Kind == token.Punct) {
				return Time{Kind: TimeNow}, i + 1, true
			}
		}
	}
	return Time{}, i, false
}

// term reads the rest of "học kỳ 1 năm học 2021-2022", "học kỳ II, năm học 2021-2022" from "kỳ" at token i: the school year.
func (p *Parser) term(i int) (Time, int, bool) {
	if !p.isWord(i-1, p.g.w.hoc) || i+2 >= len(p.toks) {
		return Time{}, i, false
	}
	if _, ok := p.intIn(i+1, 1, 3); !ok && p.tokText(i+1) != "I" && p.tokText(i+1) != "II" {
		return Time{}, i, false
	}
	j := i + 2
	if p.isPunct(j, ',') {
		j++
	}
	if !p.isWord(j, p.g.w.nam) {
		return Time{}, i, false
	}
	t, n, ok := p.yearTime(j)
	return t, n, ok && t.Kind == TimeSchool
}

// whereAt reports whether token i begins the place that a clause speaks of, so that "hiện" before it is a time: "Hiện toàn tỉnh có".
func (p *Parser) whereAt(i int) bool {
	for _, w := range [...]string{"toàn", "cả", "trên", "tỉnh", "huyện", "thành", "thị", "quận"} {
		if p.Has(i, w) {
			return true
		}
	}
	return false
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
			if (e != EdgeNone && e != EdgeFrom || e == EdgeFrom && (p.isWord(i+3, w.den) || p.isDash(i+3)) || p.dayInBrackets(i) || p.partOfDay(i-1) || p.pointInTime(i)) && !p.glued(i+3, '/') {
				return Time{Kind: TimeDay, M: m, D: d}, i + 3, true
			}
		}
		if y, ok := p.year(i + 2); ok && d <= 12 {
			return Time{Kind: TimeMonth, Y: y, M: d}, i + 3, true
		}
	}
	if d, m, y := p.dotted(i); d > 0 && y > 0 {
		return Time{Kind: TimeDay, Y: y, M: m, D: d}, i + 1, true
	}
	if d, ok := p.intIn(i, 1, 31); ok && p.glued(i+1, '-') {
		if t, n, ok := p.dashedDay(i, d, e); ok {
			return t, n, true
		}
	}
	if d, ok := p.intIn(i, 1, 31); ok && p.isWord(i+1, w.thang) && p.isWord(i+3, w.nam) {
		m, ok := p.intIn(i+2, 1, 12)
		if y, dated := p.year(i + 4); ok && dated {
			return Time{Kind: TimeDay, Y: y, M: m, D: d}, i + 5, true // "đến thời điểm 30 tháng 6 năm 2009"
		}
	}
	if n, ok := p.intIn(i, 1, 12); ok && p.isWord(i+1, w.thang) {
		return p.months(i, n)
	}
	if n, ok := p.intIn(i, 2, 3); ok && p.isWord(i+1, w.quy) && i+2 < len(p.toks) {
		return p.quarters(i, n)
	}
	if n, ok := p.intIn(i, 1, 999); ok && p.isWord(i+1, w.nam) {
		if t, n, ok := p.yearsTime(i + 2); ok {
			return t, n, true
		}
		if j := p.lastYears(i); j > 0 && n > 1 && n <= maxLastYears {
			return Time{Kind: TimeLastYears, D: n}, j, true
		}
		return Time{Kind: TimeSpan, Y: n}, i + 2, true
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

// maxLastYears bounds how many years a text looks back on.
const maxLastYears = 20

// lastYears returns the token behind a number of years at token i that ends with the report, "5 năm qua", "3 năm gần đây", "Trong 5 năm, …"; 0 where
// the number is a mere length.
func (p *Parser) lastYears(i int) int {
	j := i + 2
	if j >= len(p.toks) {
		return 0
	}
	if p.toks[j].Kind == token.Word {
		switch p.tokText(j) {
		case "qua":
			return j + 1
		case "vừa":
			if p.isWord(j+1, p.g.w.qua) {
				return j + 2
			}
		case "gần":
			if j+1 < len(p.toks) && p.toks[j+1].Kind == token.Word && p.tokText(j+1) == "đây" {
				return j + 2
			}
		case "tới", "tiếp", "học", "sau", "liên", "đầu", "cuối", "kể", "tuổi":
			return 0
		}
	}
	if !p.isWord(i-1, p.g.w.trong) || i > 1 && p.toks[i-2].Kind != token.Punct && p.toks[i-2].Kind != token.Newline {
		return 0
	}
	return j
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

func (p *Parser) glued(i int, r rune) bool {
	return p.isPunct(i, r) && !p.toks[i].Space && i+1 < len(p.toks) && !p.toks[i+1].Space
}
