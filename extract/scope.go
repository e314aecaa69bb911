package extract

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"solieu/extract/text"
	"solieu/extract/token"
	"solieu/schemas"
)

// bindAnchors records what footnotes of this block inherit from the place of their marker.
func (b *binder) bindAnchors() {
	toks := b.p.Tokens()
	for i := range toks {
		t := &toks[i]
		if t.Kind != token.Super {
			continue
		}
		b.anchors[int(t.Start)] = anchor{head: b.nounPhraseBefore(i), time: b.para.time, est: false, last: b.figureBefore(int(t.Start))}
	}
}

// figureBefore returns the last main level figure that ends before an offset in this block.
func (b *binder) figureBefore(at int) int {
	for i := len(b.figures) - 1; i >= 0 && i > len(b.figures)-40; i-- {
		if f := &b.figures[i]; f.End <= at && f.Measure == schemas.Level && f.Role == schemas.Main && at-f.End < 160 {
			return i
		}
	}
	return schemas.None
}

// heading opens a section: its label, whether it is about plans, and its year.
func (b *binder) heading(blk *text.Block) {
	s := blk.Span().In(b.text)
	year, plan := yearIn(s), planWords(s)
	if own, ok := reported(s); ok {
		year, plan = own, false
	}
	kind := blk.Marker.Kind
	sec := &b.section
	if kind == text.NoMarker && !strings.HasPrefix(strings.ToLower(s), "phần") && blk.Marker.Label == "" {
		if year == 0 && !plan {
			year, plan = sec.year, sec.plan
		}
	}
	for len(sec.stack) > 0 && sec.stack[len(sec.stack)-1].depth >= kind {
		sec.stack = sec.stack[:len(sec.stack)-1]
	}
	outer := section{}
	if n := len(sec.stack); n > 0 {
		outer = sec.stack[n-1]
	}
	ahead := year == 0 || year > b.year || b.doc.Meta.Date.IsZero() && year == b.year || !b.doc.Meta.Date.IsZero() && year > b.doc.Meta.Date.Year
	now := section{seen: strings.HasPrefix(s, "=") && strings.Trim(s, "= ") != "", label: blk.Marker.Label, depth: kind, year: year, plan: plan && ahead}
	if outer.label != "" && now.label != "" {
		now.label = outer.label + "." + strings.TrimPrefix(now.label, outer.label+".")
	} else if now.label == "" {
		now.label = outer.label
	}
	if year == 0 {
		now.year = outer.year
		now.plan = now.plan || outer.plan
	}
	if outer.plan && (plan || year == 0 || ahead) { // a section of a year that has passed is none of the plan's
		now.plan = true
	}
	stack := append(sec.stack, now)
	*sec = now
	sec.stack = stack
	b.lists = b.lists[:0]
	b.para = para{last: schemas.None, lastQ: schemas.None, above: schemas.None}
}

// plansNext reports whether a line that does not look like a heading is the title of plans for a year to come: "B/ Phương hướng, nhiệm vụ năm 2011",
// "Chỉ tiêu năm 2011:". It is short, begins with a word of plans, and holds no number but the year.
func (b *binder) plansNext(blk *text.Block) bool {
	if blk.Kind != text.Paragraph && !(blk.Kind == text.Item && (blk.Marker.Kind.Section() || blk.Marker.Kind == text.LetterDot)) || b.year == 0 {
		return false
	}
	s := strings.TrimRight(blk.Span().In(b.text), " :*_")
	if s = blk.Marker.Rest(s); len(s) > maxTitle || s == "" || strings.ContainsAny(s[len(s)-1:], ".;,") {
		return false
	}
	if head, rest, ok := strings.Cut(s, "/"); ok && len(head) <= len("VIII") {
		s = rest
	}
	s = strings.ToLower(strings.TrimLeft(s, " *_"))
	year := yearIn(s)
	if year <= b.year || strings.ContainsAny(strings.Replace(s, strconv.Itoa(year), "", 1), "0123456789") {
		return false
	}
	s = strings.TrimPrefix(strings.TrimPrefix(s, "một số "), "các ")
	for _, w := range planning {
		if strings.HasPrefix(s, w) {
			_, reports := reported(s)
			return !reports
		}
	}
	return false
}

// reported returns the year of what a heading reports where it names that before the plans that follow: "CÔNG TÁC NĂM 2019 VÀ KẾ HOẠCH NĂM 2020",
// "SƠ KẾT 6 THÁNG ĐẦU NĂM, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2020".
func reported(s string) (year int, ok bool) {
	l := strings.ToLower(s)
	at := len(l)
	for _, w := range planning {
		if i := strings.Index(l, w); i >= 0 {
			at = min(at, i)
		}
	}
	if at == len(l) {
		return 0, false
	}
	before := l[:at]
	i := strings.LastIndex(before, "năm 2")
	if y := yearIn(before[max(i, 0):]); i >= 0 && y > 0 {
		return y, true
	}
	if strings.Contains(before, "tháng") || strings.Contains(before, "quý ") {
		return yearIn(l), true
	}
	return 0, false
}

// planning are the words of plans in a heading.
var planning = [...]string{"kế hoạch", "mục tiêu", "phương hướng", "nhiệm vụ", "chỉ tiêu", "định hướng", "dự toán"}

// planWords reports whether a heading announces plans: kế hoạch, mục tiêu, phương hướng, nhiệm vụ, chỉ tiêu.
func planWords(s string) bool {
	l := strings.ToLower(s)
	if strings.Contains(l, "tình hình") || strings.Contains(l, "kết quả") || strings.Contains(l, "thực hiện kế hoạch") || strings.Contains(l, "căn cứ") || strings.Contains(l, "đánh giá") {
		return false
	}
	for _, w := range planning {
		if strings.Contains(l, w) {
			return true
		}
	}
	return false
}

// yearIn returns the last year named in s, 0 where none is.
func yearIn(s string) int {
	y := 0
	for i := 0; i+4 <= len(s); i++ {
		if (s[i] == '1' && s[i+1] == '9' || s[i] == '2' && s[i+1] == '0') && digit(s, i+2) && digit(s, i+3) && !digit(s, i+4) && (i == 0 || !digit(s, i-1)) {
			y = int(s[i]-'0')*1000 + int(s[i+1]-'0')*100 + int(s[i+2]-'0')*10 + int(s[i+3]-'0')
			i += 3
		}
	}
	return y
}

func digit(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

// resolution reports whether the document decides on plans rather than reporting: its first lines say nghị quyết or quyết nghị, or its articles set a budget.
func resolution(s string) bool {
	if len(s) > 6000 {
		s = s[:6000]
	}
	decides := strings.Contains(s, "Quyết nghị") || strings.Contains(s, "QUYẾT NGHỊ")
	i := strings.Index(s, "Điều 1.")
	if !decides && i < 0 {
		return false
	}
	if l := strings.ToLower(s); strings.Contains(l, "phê chuẩn") && strings.Contains(l, "quyết toán") {
		return false // it approves what was spent
	}
	if decides {
		return true
	}
	l := strings.ToLower(s[i:min(len(s), i+400)])
	return strings.Contains(l, "dự toán") || strings.Contains(l, "chỉ tiêu") || strings.Contains(l, "kế hoạch")
}

// article tells the articles of a resolution that judge what was done from those that set plans: "Điều 1. Đánh giá kết quả thực hiện kế hoạch 5 năm".
func (b *binder) article(blk *text.Block) {
	s, ok := strings.CutPrefix(blk.Span().In(b.text), "Điều ")
	if !ok || s == "" || !digit(s, 0) {
		return
	}
	s, _, _ = strings.Cut(s[:min(len(s), maxArticle)], ":")
	s = strings.ToLower(strings.ToValidUTF8(s, ""))
	b.assessed = strings.Contains(s, "đánh giá") || strings.Contains(s, "kết quả thực hiện") || strings.Contains(s, "tình hình thực hiện")
}

// maxArticle bounds the title of an article, in bytes.
const maxArticle = 160

// enter prepares the scopes for a block: closes lists that it does not belong to, finds what it inherits.
func (b *binder) enter(blk *text.Block, i int) {
	if blk.Kind != text.Item {
		b.siblings.kind = text.NoMarker
	}
	switch blk.Kind {
	case text.Item:
		b.enterItem(blk)
	case text.Note:
		b.enterNote(blk)
	case text.Paragraph:
		b.lists = b.lists[:0]
		switch was := b.para; {
		case blk.Gap && b.partsOfAbove(blk):
			b.para = para{last: schemas.None, lastQ: schemas.None, above: schemas.None, time: b.para.time, title: b.para.title, handed: true, year: b.para.year, month: b.para.month}
		case blk.Gap:
			b.para = para{last: schemas.None, lastQ: schemas.None, above: schemas.None}
		default:
			b.para = para{last: schemas.None, lastQ: schemas.None, above: b.para.last, time: b.para.time, title: b.para.title, handed: true, year: b.para.year, month: b.para.month, plan: b.para.plan, past: b.para.past}
			if was.inner && b.undated() {
				b.para.time, b.para.year, b.para.month = nil, 0, 0
			}
		}
	}
	b.para.plan = b.para.plan || b.titledPlan(blk)
}

// partsOfAbove reports whether a paragraph goes on with the parts of what the one above it ended with: "Trong đó, …".
func (b *binder) partsOfAbove(blk *text.Block) bool {
	s := blk.Span().In(b.text)
	return strings.HasPrefix(s, "Trong đó") || strings.HasPrefix(s, "Trong số này") || strings.HasPrefix(s, "Trong số đó")
}

func (b *binder) enterItem(blk *text.Block) {
	kind := blk.Marker.Kind
	if kind >= text.Roman && kind <= text.Decimal3 {
		b.section.label = blk.Marker.Label
	}
	for len(b.lists) > 0 {
		top := &b.lists[len(b.lists)-1]
		if top.kind == text.NoMarker {
			top.kind = kind
			break
		}
		if top.kind == kind {
			break
		}
		if top.kind < kind { // a deeper list beneath the last item
			b.lists = append(b.lists, list{kind: kind, parent: b.para.last, opener: schemas.OpenList, head: b.para.head, group: b.nextGroup(), est: top.est, plan: top.plan, time: top.time})
			break
		}
		b.lists = b.lists[:len(b.lists)-1]
	}
	p := para{last: schemas.None, lastQ: schemas.None, above: schemas.None, title: b.para.title}
	if n := len(b.lists); n > 0 {
		l := &b.lists[n-1]
		p.time, p.est, p.plan = l.time, l.est, l.plan
	} else if !blk.Gap {
		if kind < text.Dash || b.siblings.kind != kind {
			b.siblings = siblings{kind, b.para.time}
		} else if t := b.siblings.time; t != nil && t == b.para.title {
			b.para.time, b.para.year, b.para.month = t, 0, 0 // what one item says of another time is not said of the next
		}
		p.time, p.year, p.month, p.plan = b.para.time, b.para.year, b.para.month, b.para.plan
		if b.para.last >= 0 && kind >= text.Dash {
			b.lists = append(b.lists, list{kind: kind, parent: schemas.None, opener: schemas.OpenList, head: phrase{}, group: b.nextGroup(), time: p.time, plan: p.plan})
		}
	} else {
		p.plan = false
	}
	b.para = p
}

// titledPlan reports whether a block begins with a title of plans in capitals: "B. KẾ HOẠCH VỤ HÈ THU 2014: xuống giống …".
func (b *binder) titledPlan(blk *text.Block) bool {
	title, _, ok := strings.Cut(blk.Marker.Rest(blk.Span().In(b.text)), ":")
	if !ok || len(title) > maxTitle || title != strings.ToUpper(title) || !planWords(title) {
		return false
	}
	_, reports := reported(title)
	return !reports
}

func (b *binder) enterNote(blk *text.Block) {
	a, ok := b.anchors[blk.At]
	b.lists = b.lists[:0]
	b.para = para{last: schemas.None, lastQ: schemas.None, above: schemas.None}
	if ok {
		b.para.head, b.para.time, b.para.est, b.para.last = a.head, a.time, a.est, a.last
	}
}

// maxOpener is longer than the words that open a list, in bytes.
const maxOpener = 24

// leave opens the list that a block announces.
func (b *binder) leave(blk *text.Block, i int) {
	if blk.Kind == text.Item && blk.Marker.Kind.Section() && b.titled(blk) {
		b.para.time, b.para.year, b.para.month = b.para.title, 0, 0 // a numbered title begins anew
	}
	if !blk.Colon || blk.Kind == text.Note || blk.Kind == text.Row {
		return
	}
	l := list{kind: text.NoMarker, parent: schemas.None, opener: schemas.OpenCuThe, head: b.para.head, group: b.nextGroup(), est: b.para.est, plan: b.para.plan, time: b.para.time}
	s := strings.TrimRight(blk.Span().In(b.text), " :*_")
	s = lower(s[max(0, len(s)-maxOpener):])
	switch {
	case strings.HasSuffix(s, "trong đó"):
		l.opener, l.parent = schemas.OpenTrongDo, b.para.last
	case strings.HasSuffix(s, "gồm"):
		l.opener, l.parent = schemas.OpenGom, b.para.last
	case strings.HasSuffix(s, "cụ thể") || strings.HasSuffix(s, "sau"):
		l.parent = b.para.lastQ
	default:
		l.parent = b.para.lastQ
		l.opener = schemas.OpenList
	}
	if s == "trong đó" || s == "bao gồm" || s == "gồm" { // a line of its own: the line above holds the total
		l.parent = b.carried()
	}
	if blk.Kind == text.Heading {
		l.parent = schemas.None
	}
	if l.opener == schemas.OpenTrongDo || l.opener == schemas.OpenGom {
		l.est = l.est || b.estimatedLast(blk)
	}
	b.lists = append(b.lists, l)
}

// estimatedLast reports whether the last figure of a block that is no plan is an estimate: so are its parts beneath.
func (b *binder) estimatedLast(blk *text.Block) bool {
	for i := len(b.figures) - 1; i >= 0 && b.figures[i].Start >= blk.Span().Start; i-- {
		if b.figures[i].Status != schemas.Plan {
			return b.figures[i].Status == schemas.Estimate
		}
	}
	return false
}

// maxTitle bounds the title of a numbered section, in bytes.
const maxTitle = 120

// titled reports whether a numbered block is only the title of what stands beneath it: short, closed by no mark, and without a number.
func (b *binder) titled(blk *text.Block) bool {
	t := strings.TrimSpace(blk.Span().In(b.text)[blk.Marker.Len:])
	return t != "" && len(t) <= maxTitle && !strings.ContainsAny(t, "0123456789") && !strings.ContainsAny(t[len(t)-1:], ".;,:")
}

// carried returns the last main level figure of the document, for an opener that stands on a line of its own.
func (b *binder) carried() int {
	for i := len(b.figures) - 1; i >= 0 && i >= len(b.figures)-12; i-- {
		if f := &b.figures[i]; f.Measure == schemas.Level && f.Role == schemas.Main {
			return i
		}
	}
	return schemas.None
}

func (b *binder) nextGroup() int { b.group++; return b.group }

func skipSuper(s string, sp schemas.Span) int {
	at := sp.Start
	for at < sp.End {
		r, n := utf8.DecodeRuneInString(s[at:])
		if r != '¹' && r != '²' && r != '³' && r != '⁰' && !(r >= '⁴' && r <= '⁹') && r != ' ' {
			break
		}
		at += n
	}
	return at
}
