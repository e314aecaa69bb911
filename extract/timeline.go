package extract

import (
	"solieu/extract/parse"
	"solieu/extract/text"
	"solieu/schemas"
)

// quiet takes from a sentence without quantities what the following ones inherit.
func (b *binder) quiet(items []parse.Item) {
	est, done := false, false
	var when *parse.Time
	if len(items) > 0 && b.p.Text(items[0].From) == "Căn" {
		return // "Căn cứ Luật … ngày 25 tháng 6 năm 2015": the date of a law
	}
	if b.dateline(items) {
		return
	}
	for i := range items {
		it := &items[i]
		switch it.Kind {
		case parse.ItemCue:
			switch it.Cue {
			case parse.Est:
				est = true
			case parse.Done:
				done = true
			case parse.Target:
				b.para.plan = true
			}
		case parse.ItemTime:
			if when == nil && (b.adverbial(items, i, 0) || b.afterPlan(items, i) && b.trimmedEmpty(items[i+1:]) && b.announces(items) || b.at == text.Heading && b.p.Times[it.Index].Kind == parse.TimeYears) {
				when = &b.p.Times[it.Index]
			}
		}
	}
	if when != nil && !est && b.trimmedEmpty(items) { // "Cụ thể 9 tháng:" is not about the estimate of the year before it
		b.para.est, b.para.lastQ = false, schemas.None
	}
	if when != nil {
		b.setTime(when)
		b.para.title = b.para.time
		b.titleTime(when)
		if (when.Kind == parse.TimeYear || when.Kind == parse.TimeYears) && b.year > 0 && when.Y > b.year && b.announces(items) {
			b.para.plan = true
		}
	}
	if done && !est {
		b.para.est = false
	}
	if np, ok := b.subject(items); ok && b.para.head.empty() {
		b.para.head = np
	}
}

// dateline reports whether items are no more than a month or day in brackets, "(5/2021)": when a text appeared, not what it is about.
func (b *binder) dateline(items []parse.Item) bool {
	if len(items) != 3 || b.p.Rune(items[0].From) != '(' || items[1].Kind != parse.ItemTime || b.p.Rune(items[2].From) != ')' {
		return false
	}
	t := &b.p.Times[items[1].Index]
	return t.Edge == parse.EdgeNone && t.Y > 0 && (t.Kind == parse.TimeMonth || t.Kind == parse.TimeDay)
}

// announces reports whether a sentence begins with a word of plans: "Một số chỉ tiêu kinh tế - xã hội năm 2025."
func (b *binder) announces(items []parse.Item) bool {
	items = b.pastPlural(items)
	return len(items) > 0 && items[0].Kind == parse.ItemCue && (items[0].Cue == parse.Plan || items[0].Cue == parse.Target)
}

// pastPlural drops what stands before a name and the words of a plural: "một số", "các".
func (b *binder) pastPlural(items []parse.Item) []parse.Item {
	items = b.trimLeft(items)
	for len(items) > 1 && items[0].Kind == parse.ItemWord && (b.p.Has(items[0].From, "một") || b.p.Has(items[0].From, "số") || b.p.Has(items[0].From, "các") || b.p.Has(items[0].From, "những")) {
		items = items[1:]
	}
	return items
}

// titleTime takes the months, the quarter or the years that a title or heading names for what stands beneath it.
func (b *binder) titleTime(t *parse.Time) {
	switch t.Kind {
	case parse.TimeMonths, parse.TimeQuarter, parse.TimeMonth, parse.TimeYears:
	default:
		return
	}
	c := *t
	if b.at == text.Heading && (b.index > 3 || b.section.label != "") {
		b.section.time = &c
	} else if b.index <= 3 && b.period == nil && t.Kind != parse.TimeYears && b.doc.Meta.Period.From.Month == 0 {
		b.period = &c
	}
}

// adverbial reports whether the time expression at items[i] says when something holds, rather than with what it is compared or of what plan it is.
func (b *binder) adverbial(items []parse.Item, i, start int) bool {
	it := items[i]
	t := &b.p.Times[it.Index]
	if t.Kind == parse.TimePrevYear && (b.p.Has(it.From-1, "các") || b.p.Has(it.From-1, "những")) {
		return false // "từ các năm trước": not the year before
	}
	if t.Kind == parse.TimeLastYears && b.p.Has(it.From-1, "nhất") {
		return false // "cao nhất trong 4 năm gần đây"
	}
	if it.Cue == parse.Same || t.Kind == parse.TimeSpan || b.afterPlan(items, i) || b.ofComparedPlan(items, i) || t.Edge == parse.EdgeFrom && t.Kind == parse.TimeYear {
		return false
	}
	if i > 0 {
		p := items[i-1]
		if p.Kind == parse.ItemCue && (p.Cue == parse.Compare || p.Cue == parse.Neutral || p.Cue == parse.Variant || b.comparative(p)) || p.Kind == parse.ItemWord && b.p.Has(p.From, "sang") {
			return false
		}
	}
	if t.Kind == parse.TimeYears || t.Kind == parse.TimeSchool {
		next := i+1 == len(items) || items[i+1].Kind == parse.ItemCue && (predicate.Has(items[i+1].Cue) || qualifier.Has(items[i+1].Cue)) // "sản lượng niên vụ 2017-2018 đạt"
		return next || b.setApart(items, i, start) || b.trimmedEmpty(items[start:i])
	}
	return true
}

// setApart reports whether a time stands on its own: behind a colon or a semicolon, between commas, "…, giai đoạn 2016-2020, …", or as what ended,
// "Kết thúc năm học 2016-2017, …", or as the year of a term, "Trong học kỳ 1 năm học 2016-2017, …".
func (b *binder) setApart(items []parse.Item, i, start int) bool {
	if i == 0 {
		return false
	}
	before := items[i-1]
	if before.Kind != parse.ItemPunct {
		w := b.p.Text(before.To - 1)
		return before.Kind == parse.ItemWord && (w == "thúc" || w == "học" && b.p.Times[items[i].Index].Kind == parse.TimeSchool)
	}
	r := b.p.Rune(before.From)
	return r == ':' || r == ';' || i > start && i+1 < len(items) && items[i+1].Kind == parse.ItemPunct
}

// comparative reports whether a cue of change names what it is measured against behind it: "thấp hơn năm 2021 0,47%".
func (b *binder) comparative(it parse.Item) bool {
	return (it.Cue == parse.Up || it.Cue == parse.Down) && it.To-it.From > 1 && b.p.Has(it.To-1, "hơn")
}

func (b *binder) afterPlan(items []parse.Item, i int) bool {
	return i > 0 && items[i-1].Kind == parse.ItemCue && items[i-1].Cue == parse.Plan
}

// ofComparedPlan reports whether the year at items[i] is that of a plan that something is set against: "vượt mục tiêu Nghị quyết đến năm 2025".
func (b *binder) ofComparedPlan(items []parse.Item, i int) bool {
	if t := &b.p.Times[items[i].Index]; t.Kind != parse.TimeYear || b.year == 0 || t.Y <= b.year {
		return false
	}
	plan := false
	for k := i - 1; k >= 0; k-- {
		switch it := items[k]; {
		case it.Kind == parse.ItemCue && (it.Cue == parse.Plan || it.Cue == parse.Target):
			plan = true
		case it.Kind == parse.ItemCue && (predicate.Has(it.Cue) || it.Cue == parse.Compare):
			return plan
		case it.Kind != parse.ItemWord && it.Kind != parse.ItemRef && it.Kind != parse.ItemNum && it.Kind != parse.ItemCue:
			return false
		}
	}
	return false
}

// ofMonths reports whether the text is about a part of a year.
func (b *binder) ofMonths() bool {
	if m := b.main; m != nil && (m.Kind == parse.TimeMonths || m.Kind == parse.TimeQuarter || m.Kind == parse.TimeMonth) {
		return true
	}
	return b.period != nil || b.doc.Meta.Period.From.Month > 0
}

// runningPart reports whether the paragraph speaks of months or a quarter already, while the report's own period names none.
func (b *binder) runningPart() bool {
	t := b.para.time
	if t == nil || b.period != nil || b.doc.Meta.Period.From.Month > 0 {
		return false
	}
	return t.Kind == parse.TimeQuarter || t.Kind == parse.TimeMonths || t.Kind == parse.TimeMonth
}

// laterMonth returns the month that the text names further on, for what it says before of "the month before".
func (b *binder) laterMonth() int {
	if !b.scanned {
		b.scanned, b.month = true, b.w.x.head.Month(b.text)
	}
	return b.month
}

// laterMonths returns how many months of its year a text without a title names further on, for what it says before of no time; 0 where it names none.
func (b *binder) laterMonths() int {
	if b.doc.Meta.Title != "" || !b.doc.Meta.Date.IsZero() || b.period != nil || b.doc.Meta.Period.From.Month > 0 {
		return 0
	}
	if !b.counted {
		b.counted, b.months = true, b.w.x.head.Cumulated(b.text, b.year)
	}
	return b.months
}

// setTime makes a time expression the paragraph's.
func (b *binder) setTime(t *parse.Time) {
	c := *t
	b.para.time, b.para.handed = &c, false
	b.dates(&c)
	switch {
	case c.This:
		b.para.year = b.year
	case c.Y2 != 0 && c.Kind == parse.TimeDays:
		b.para.year = c.Y2
	case c.Y != 0 && c.Kind != parse.TimeYears:
		b.para.year = c.Y
	}
	if c.Kind == parse.TimeMonth {
		b.para.month = c.M
	}
}

// maxOpening is how many blocks may stand before what a text is about.
const maxOpening = 4

// dates takes the first part of a year that the text speaks of for the time of the text, as far as no title says more.
func (b *binder) dates(t *parse.Time) {
	if b.main != nil {
		if m := b.main; m.Kind == parse.TimeMonth && t.Kind == parse.TimeMonths && t.M == 1 && t.M2 == m.M && (t.Y == 0 || m.Y == 0 || t.Y == m.Y) {
			wide := *t // "tháng 10 …; 10 tháng …": the cumulated months are what a report is about
			if wide.Y == 0 {
				wide.Y = m.Y
			}
			b.main = &wide
		}
		return
	}
	switch t.Kind {
	case parse.TimeMonths, parse.TimeQuarter, parse.TimeMonth, parse.TimeDays:
	case parse.TimeSchool:
		if b.index < maxOpening && len(b.figures) == 0 && b.period == nil {
			b.main = t // a report on a school year
		}
		return
	case parse.TimeDay:
		if t.Edge != parse.EdgeTo && (b.index > 3 || t.Edge != parse.EdgeNone) {
			return
		}
	default:
		return
	}
	b.main = t
	if t.Y != 0 && b.doc.Meta.Date.IsZero() && b.doc.Meta.Title == "" {
		b.year = t.Y
	}
}
