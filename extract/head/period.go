package head

import (
	"iter"
	"strings"

	"solieu/schemas"
)

// expr is a period expression of a title: cumulated months, a month, a quarter, years.
type expr struct {
	from, to int // months; 0 where whole years are meant
	year, y2 int // 0 where the title has not named it there; y2 the last year of a range, else 0
	whole    bool
	half     int          // 1, 2: the first or second half of the month
	day      schemas.Date // "đến ngày 14/9/2021"
}

// titlePeriod reads the report's own period from its title. What stands behind "dự kiến", "phương hướng", "nhiệm vụ" is another
// period, that of the plan, unless nothing stands before. A year that the title leaves out is the date's, else that of the text.
func (p *Parser) titlePeriod(title string, date schemas.Date, textYear func() int) schemas.Period {
	ws := words(title)
	cut := len(ws)
	var all []expr
	for i := 1; i < len(ws); i++ {
		if startsWith(ws[i:], p.w.planSections) == 0 {
			continue
		}
		if all = p.exprs(title, ws[:i]); len(all) > 0 {
			cut = i
			break
		}
	}
	if cut == len(ws) {
		all = p.exprs(title, ws)
	}
	return choose(all, p.lateYear(title, ws, cut), date, textYear)
}

// comparedPeriod narrows the year of a passage that never says which months it is about to those that it compares itself with: "tăng 17,7% so với
// 6 tháng đầu năm 2011" is said of the first six months of 2012. It returns the given year where the text names months of its own.
func (p *Parser) comparedPeriod(text string, of schemas.Period) schemas.Period {
	found := of
	for e, compared := range p.monthsIn(text) {
		switch {
		case e.half > 0:
		case !compared && found != of && e.year == of.To.Year && found == schemas.Months(e.year, e.from, e.to):
		case !compared:
			return of
		case e.year == of.To.Year-1 && e.to < 12:
			found = schemas.Months(of.To.Year, e.from, e.to)
		}
	}
	return found
}

// monthsIn yields the months, quarters and spans of months that a text names, and whether it compares itself with them.
func (p *Parser) monthsIn(text string) iter.Seq2[expr, bool] {
	return func(yield func(expr, bool) bool) {
		text := strings.ToValidUTF8(text[:min(len(text), headBytes)], " ")
		ws := words(text)
		for i := 0; i < len(ws); {
			e, n := p.expr(text, ws, i)
			length := e.to == 1 && e.year == 0 // "bình quân 1 tháng"
			if n > 0 && e.from > 0 && !e.whole && !length && !yield(e, i > 0 && startsWith(ws[i-1:], p.w.compare) > 0) {
				return
			}
			i += max(n, 1)
		}
	}
}

// Month returns the month that the first months or month which a text names end with, those it compares itself with left out; 0 where it names none.
func (p *Parser) Month(text string) int {
	for e, compared := range p.monthsIn(text) {
		if !compared {
			return e.to
		}
	}
	return 0
}

// Cumulated returns how many first months of a year a text speaks of, where these are the first time in the year that it names; else 0.
func (p *Parser) Cumulated(text string, year int) int {
	for e, compared := range p.monthsIn(text) {
		if !compared {
			if e.year == year && e.from == 1 && e.to > 1 && e.half == 0 {
				return e.to
			}
			return 0
		}
	}
	return 0
}

// topicLines is how many lines of text, letterheads aside, may hold the topic of a text without a title.
const topicLines = 2

// topicPeriod reads the period of a text without a title from the short lines it begins with, which end in no full stop:
// "BC tình hình KT-XH quý III và 9 tháng năm 2013".
func (p *Parser) topicPeriod(lines []line, m schemas.Meta) schemas.Period {
	n := 0
	for _, l := range lines {
		if l.blank || p.letterhead(l) {
			continue
		}
		if n++; n > topicLines || len(l.text) > titleBytes/2 || p.sectionMarker(l) > 0 || strings.HasSuffix(l.text, ".") || strings.HasSuffix(l.text, ":") || strings.HasSuffix(l.text, ";") || strings.ContainsAny(l.text, "%‰") {
			break
		}
		if q := p.titlePeriod(l.text, m.Date, func() int { return 0 }); !q.IsZero() && (q.From.Month > 0 || m.Period.IsZero()) {
			return q
		}
	}
	return m.Period
}

// lateYear returns the first year behind word cut, for titles such as "Sơ kết 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2023".
func (p *Parser) lateYear(title string, ws []word, cut int) int {
	for _, e := range p.exprs(title, ws[min(cut, len(ws)):]) {
		if e.year != 0 {
			return e.year
		}
	}
	return 0
}

// choose takes the widest part of a year that was named: cumulated months before a quarter before a month; "và cả năm" before all.
func choose(all []expr, late int, date schemas.Date, textYear func() int) schemas.Period {
	best, year := expr{}, 0
	rank := func(e expr) int {
		switch {
		case e.whole:
			return 5
		case e.to > e.from && e.from == 1 || e.to-e.from > 2:
			return 4
		case e.to > e.from:
			return 3
		case e.from > 0:
			return 2
		case e.year != 0 && e.y2 == 0:
			return 1
		}
		return 0
	}
	for i, e := range all {
		if year == 0 && e.y2 == 0 {
			year = e.year
		}
		if i == 0 || rank(e) > rank(best) {
			best = e
		}
	}
	switch {
	case len(all) == 0:
		return schemas.Period{}
	case !best.day.IsZero():
		return schemas.At(best.day)
	case best.y2 != 0 && year == 0:
		return schemas.Period{From: schemas.Date{Year: best.year}, To: schemas.Date{Year: best.y2}}
	}
	if best.year != 0 && best.y2 == 0 {
		year = best.year
	}
	if year == 0 {
		if year = late; year == 0 {
			if year = yearOf(best, date); year == 0 && date.IsZero() {
				year = textYear()
			}
		}
	}
	switch {
	case year == 0:
		return schemas.Period{}
	case best.to == 0:
		return schemas.Year(year)
	case best.half > 0:
		from := schemas.Date{Year: year, Month: best.to, Day: 16*best.half - 15}
		to := schemas.Date{Year: year, Month: best.to}.Last()
		if best.half == 1 {
			from.Day, to.Day = 1, 15
		}
		return schemas.Period{From: from, To: to}
	case best.from == best.to:
		d := schemas.Date{Year: year, Month: best.to}
		return schemas.Period{From: d, To: d}
	}
	return schemas.Months(year, best.from, best.to)
}

// yearOf returns the year of months that a title names without one: the date's, or the one before where the months lie ahead of it.
func yearOf(e expr, date schemas.Date) int {
	if date.IsZero() || e.to == 0 {
		return 0
	}
	if e.to > date.Month+1 {
		return date.Year - 1
	}
	return date.Year
}

// exprs lists the period expressions of a title in order.
func (p *Parser) exprs(s string, ws []word) []expr {
	var all []expr
	for i := 0; i < len(ws); {
		e, n := p.expr(s, ws, i)
		if n == 0 {
			i++
			continue
		}
		if e.from > 0 || e.year > 0 || e.whole || !e.day.IsZero() {
			all = append(all, e)
		}
		i += n
	}
	return all
}

// expr reads one period expression from word i on and returns its length in words; a date or a document number is skipped as one.
func (p *Parser) expr(s string, ws []word, i int) (expr, int) {
	if d := slashDate(s, ws, i); !d.IsZero() {
		return expr{}, 3
	}
	w := ws[i]
	switch {
	case w.fold == p.w.term && i+3 < len(ws) && (ws[i+1].fold == "1" || ws[i+1].fold == "2") && ws[i+2].fold == p.w.month:
		if e, n := p.expr(s, ws, i+2); n > 0 && e.from == e.to {
			e.half = number(ws[i+1].fold)
			return e, n + 2
		}
		return expr{}, 2
	case w.fold == p.w.day:
		if i+3 < len(ws) && i > 1 {
			if d := slashDate(s, ws, i+1); !d.IsZero() && ws[i-1].end < w.start {
				return expr{day: d}, 4
			}
		}
		return expr{}, p.dayLength(ws, i)
	case p.number(w.fold) > 0 && p.number(w.fold) <= 12 && i+1 < len(ws) && ws[i+1].fold == p.w.month && len(s[w.end:ws[i+1].start]) == 1:
		return p.cumulated(s, ws, i)
	case w.fold == p.w.month && i+1 < len(ws) && p.number(ws[i+1].fold) > 0:
		m, n := p.numberAt(ws, i+1)
		if m > 12 {
			return expr{}, 0
		}
		year, size := p.yearAfter(s, ws, i+1+n)
		return expr{from: m, to: m, year: year}, 1 + n + size
	case w.fold == p.w.quarter && i+1 < len(ws) && p.number(ws[i+1].fold) > 0 && p.number(ws[i+1].fold) <= 4:
		q := p.number(ws[i+1].fold)
		year, size := p.yearAfter(s, ws, i+2)
		return expr{from: 3*q - 2, to: 3 * q, year: year}, 2 + size
	case startsWith(ws[i:], p.w.wholeYear) > 0:
		year, size := p.yearAfter(s, ws, i+1)
		return expr{year: year, whole: true}, 1 + max(size, 1)
	case w.fold == p.w.andWord && i+2 < len(ws) && ws[i+1].fold == p.w.year && year(ws[i+2].fold) != 0 && i > 0:
		return expr{year: year(ws[i+2].fold), whole: true}, 3
	case year(w.fold) != 0:
		return p.years(s, ws, i)
	}
	return expr{}, 0
}

// dayLength returns the words of "ngày 16 tháng 11 năm 2023", which is a date and no period.
func (p *Parser) dayLength(ws []word, i int) int {
	n := 1
	for n < 6 && i+n < len(ws) && (isNumber(ws[i+n].fold) || ws[i+n].fold == p.w.month || ws[i+n].fold == p.w.year) {
		n++
	}
	return n
}

// cumulated reads "9 tháng đầu năm 2023", "6 tháng cuối năm 2023", "3 tháng 2023".
func (p *Parser) cumulated(s string, ws []word, i int) (expr, int) {
	e, n := expr{from: 1, to: p.number(ws[i].fold)}, 2
	counted := false
	if i+n < len(ws) && startsWith(ws[i+n:], p.w.lastPart) > 0 {
		e.from, e.to, counted = 13-e.to, 12, true
		n++
	} else if i+n < len(ws) && startsWith(ws[i+n:], p.w.firstPart) > 0 {
		counted = true
		n++
	}
	year, size := p.yearAfter(s, ws, i+n)
	if e.year = year; e.to == 1 && year == 0 && !counted {
		return expr{}, n // "Trong 1 tháng, …": a length
	}
	return e, n + size
}

// yearAfter reads "năm 2023", "/2023", "2023" at word i.
func (p *Parser) yearAfter(s string, ws []word, i int) (int, int) {
	n := 0
	if i < len(ws) && ws[i].fold == p.w.year {
		n++
	}
	if i+n < len(ws) {
		if y := year(ws[i+n].fold); y != 0 {
			if i+n+1 < len(ws) && isRange(s[ws[i+n].end:ws[i+n+1].start]) && year(ws[i+n+1].fold) != 0 {
				return 0, n
			}
			return y, n + 1
		}
	}
	return 0, n
}

// years reads "2023" or "2021-2025"; a year within a document number, "05/2023/NQ-HĐND", is none.
func (p *Parser) years(s string, ws []word, i int) (expr, int) {
	if i > 1 && startsWith(ws[i-2:], p.w.until) > 0 {
		return expr{}, 1 // "đến năm 2030": where a plan leads, not what is reported
	}
	if i+1 < len(ws) {
		gap := s[ws[i].end:ws[i+1].start]
		if gap == "/" {
			return expr{}, 2
		}
		if y := year(ws[i+1].fold); isRange(gap) && y > year(ws[i].fold) {
			return expr{year: year(ws[i].fold), y2: y}, 2
		}
	}
	if i > 0 && s[ws[i-1].end:ws[i].start] == "/" && !isNumber(ws[i-1].fold) {
		return expr{}, 1
	}
	return expr{year: year(ws[i].fold)}, 1
}

func isRange(gap string) bool {
	switch gap {
	case "-", "–", " - ", " – ", "- ", " -", "—":
		return true
	}
	return false
}

// year returns the value of a folded word that is a year, else 0.
func year(s string) int {
	if n := number(s); len(s) == 4 && n >= 1945 && n < 2100 {
		return n
	}
	return 0
}

// number returns the value of digits, a Roman numeral up to IV or a number word, else -1.
func (p *Parser) number(fold string) int {
	if n, ok := p.w.numbers[fold]; ok {
		return n
	}
	return number(fold)
}

// numberAt reads a number that may have two words, "mười một".
func (p *Parser) numberAt(ws []word, i int) (int, int) {
	if i+1 < len(ws) {
		if n, ok := p.w.numbers[ws[i].fold+" "+ws[i+1].fold]; ok {
			return n, 2
		}
	}
	return p.number(ws[i].fold), 1
}
