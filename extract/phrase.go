package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"solieu/extract/parse"
	"solieu/extract/token"
)

// phrase is a noun phrase with what its words tell.
type phrase struct {
	text   string
	traits parse.Traits
	rest   string // of the name of a count: what stands behind "số" and the noun
}

func (p phrase) empty() bool { return p.text == "" }

// nounPhrase makes a phrase of items, leaving out what is no part of a name: times, estimates, agents, prepositions at its ends.
func (b *binder) nounPhrase(items []parse.Item) phrase {
	items = b.trim(items)
	if len(items) == 0 {
		return phrase{}
	}
	var t parse.Traits
	buf := b.w.buf[:0]
	first := true
	for _, it := range items {
		if b.outside(it) {
			continue
		}
		if first {
			t.Measure, t.Sector = b.p.StartsIndicator(it.From)
			if next, ok := b.p.GenericAt(it.From); ok && next >= items[len(items)-1].To {
				t.Generic = true
			}
			first = false
		}
		t = b.p.Traits(it.From, it.To, t)
		buf = b.appendTokens(buf, it.From, it.To)
	}
	b.w.buf = buf
	t = b.p.Traits(items[0].From, items[len(items)-1].To, t)
	return phrase{text: lowerFirst(strings.TrimSpace(string(buf))), traits: t}
}

// outside reports whether an item is no part of an indicator's name.
func (b *binder) outside(it parse.Item) bool {
	switch it.Kind {
	case parse.ItemTime, parse.ItemRef:
		return true
	case parse.ItemCue:
		switch it.Cue {
		case parse.Est, parse.Compare, parse.Same, parse.OpenTrongDo, parse.OpenGom, parse.OpenCuThe:
			return true
		}
	}
	return false
}

// appendTokens appends the words of tokens [i, j) with single spaces where the text has white space.
func (b *binder) appendTokens(buf []byte, i, j int) []byte {
	toks := b.p.Tokens()
	for ; i < j; i++ {
		if b.p.Markup(i) {
			continue
		}
		t := toks[i]
		if len(buf) > 0 && (t.Space || t.Kind == token.Word && i > 0 && toks[i-1].End != t.Start) && buf[len(buf)-1] != '(' {
			buf = append(buf, ' ')
		}
		if full := b.p.Expand(i); full != "" {
			buf = append(buf, full...)
			continue
		}
		for _, r := range b.text[t.Start:t.End] {
			if r != '\u00ad' && r != '\u200b' {
				buf = utf8.AppendRune(buf, r)
			}
		}
	}
	return buf
}

// lowerFirst lowers the first letter unless the first word is an abbreviation.
func lowerFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if !unicode.IsUpper(r) || n >= len(s) {
		return s
	}
	q, _ := utf8.DecodeRuneInString(s[n:])
	if unicode.IsUpper(q) {
		return s
	}
	if i := strings.IndexByte(s, ' '); i > 0 && i+1 < len(s) {
		if q, _ = utf8.DecodeRuneInString(s[i+1:]); unicode.IsUpper(q) {
			return s // a name of two words
		}
	}
	return string(unicode.ToLower(r)) + s[n:]
}

// leadingPhrases are openings of a clause that name nobody and nothing that is measured.
var leadingPhrases = [][]string{
	{"trên", "địa", "bàn", "tỉnh"}, {"trên", "địa", "bàn", "huyện"}, {"trên", "địa", "bàn", "xã"}, {"trên", "địa", "bàn"}, {"toàn", "tỉnh"}, {"toàn", "huyện"}, {"toàn", "thành", "phố"}, {"toàn", "xã"}, {"cả", "tỉnh"}, {"cả", "nước"}, {"toàn", "quốc"},
	{"tỉnh", "ta"}, {"tỉnh"}, {"huyện"}, {"thành", "phố"}, {"địa", "phương"}, {"ngoài", "ra"}, {"bên", "cạnh", "đó"}, {"đồng", "thời"}, {"đến", "nay"}, {"hiện", "nay"}, {"trong", "khi", "đó"}, {"trong", "khi"}, {"theo", "đó"}, {"kết", "quả"},
	{"tính", "chung"}, {"lũy", "kế"}, {"lũy", "kế", "đến"}, {"luỹ", "kế"}, {"đã"}, {"và"}, {"với"}, {"thì"}, {"về"}, {"do"}, {"có"}, {"là"}, {"được"}, {"trong"}, {"của"}, {"cho"}, {"tại"}, {"riêng"}, {"nhưng"}, {"còn"}, {"để"}, {"nhờ"}, {"trong", "kỳ"}, {"trong", "năm"}, {"trong", "tháng"}, {"thực", "hiện", "được"}, {"cùng"}, {"cũng"}, {"từ"}, {"đến"}, {"đạt"}, {"các"}, {"những"}, {"mà"}, {"ở"}, {"theo"}, {"khi"}, {"nếu"}, {"nên"}, {"đưa"}, {"nâng"}, {"đặt", "mục", "tiêu"}, {"phấn", "đấu"}, {"chỉ"}, {"đó"}, {"trên"}, {"hiện"}, {"đang"}, {"ra"}, {"cụ", "thể"},
	{"đã", "tổ", "chức"}, {"qua", "đó"}, {"bình", "quân", "mỗi", "năm"}, {"ủy", "ban", "nhân", "dân"}, {"UBND", "tỉnh"}, {"UBND"}, {"tuy"}, {"song"}, {"đối", "với"}, {"ước", "tính"}, {"nằm"}, {"bằng"}, {"tiếp", "tục"}, {"thu", "hút", "được"}, {"giảm"}, {"tăng"}, {"thực", "hiện"}, {"nay"}, {"cơ", "bản"}, {"hiện", "tại"}, {"chuyển"},
}

var trailing = map[string]bool{
	"là": true, "với": true, "đạt": true, "ước": true, "cho": true, "được": true, "khoảng": true, "có": true, "và": true, "của": true, "về": true, "chiếm": true, "tăng": true, "giảm": true, "bằng": true, "còn": true,
	"từ": true, "thêm": true, "ở": true, "mức": true, "đã": true, "vượt": true, "lên": true, "xuống": true, "gồm": true, "trên": true, "gần": true, "hơn": true, "dưới": true, "thực": false, "các": true, "những": true, "tại": true, "trong": true, "đến": true, "mới": false, "chỉ": true, "cả": true, "như": true, "cùng": true, "theo": true, "để": true, "nhưng": true, "mà": true, "đang": true, "sẽ": true, "cũng": true, "đều": true, "phấn": false, "do": true, "bị": true, "kịch": true, "thì": true, "đó": true, "khác": false, "hiện": false, "trị": false,
}

// trim drops from both ends the items that are no part of a name.
func (b *binder) trim(items []parse.Item) []parse.Item {
	for {
		n := len(items)
		items = b.trimLeft(items)
		items = b.trimRight(items)
		if len(items) == n {
			return items
		}
	}
}

func (b *binder) trimLeft(items []parse.Item) []parse.Item {
	for len(items) > 0 {
		it := items[0]
		switch {
		case it.Kind == parse.ItemPunct && b.p.Rune(it.From) != '(', b.outside(it):
			items = items[1:]
			continue
		case it.Kind == parse.ItemNum:
			return items
		}
		k := b.leadingAt(items)
		if k == 0 {
			return items
		}
		items = items[k:]
	}
	return items
}

// leadingAt returns how many items the longest leading phrase at the start of items covers.
func (b *binder) leadingAt(items []parse.Item) int {
	if m, _ := b.p.StartsIndicator(items[0].From); m {
		return 0
	}
	best := 0
	for _, ph := range leadingPhrases {
		if n := b.matches(items, ph); n > best {
			best = n
		}
	}
	return best
}

// matches reports how many items the words of ph cover at the start of items, 0 where they do not stand there.
func (b *binder) matches(items []parse.Item, ph []string) int {
	w := 0
	for n, it := range items {
		for t := it.From; t < it.To; t++ {
			if b.p.Markup(t) {
				continue
			}
			if w == len(ph) || !b.p.Has(t, ph[w]) {
				return 0
			}
			w++
		}
		if w == len(ph) {
			return n + 1
		}
	}
	return 0
}

func (b *binder) trimRight(items []parse.Item) []parse.Item {
	for len(items) > 0 {
		it := items[len(items)-1]
		switch {
		case it.Kind == parse.ItemPunct && b.p.Rune(it.From) != ')', b.outside(it):
		case it.Kind == parse.ItemWord && trailing[strings.ToLower(b.p.Text(it.From))]:
		case it.Kind == parse.ItemCue && (predicate.Has(it.Cue) || qualifier.Has(it.Cue)) && it.Cue != parse.Rank && it.Cue != parse.GrowthHead:
		default:
			return items
		}
		items = items[:len(items)-1]
	}
	return items
}

// predicate is the set of cues that stand between a subject and its quantity.
var predicate = parse.Of(parse.Reach, parse.Equal, parse.Share, parse.Up, parse.Down, parse.MoreOf, parse.Exceed, parse.Multiple, parse.Remain, parse.To,
	parse.Contribute, parse.Est, parse.Done, parse.Rank, parse.Respectively, parse.Target)

// qualifier is the set of cues that limit a quantity.
var qualifier = parse.Of(parse.Approx, parse.More, parse.Less, parse.AtLeast, parse.AtMost)

// subject returns the noun phrase with which a sentence without quantities begins, if it names an indicator.
func (b *binder) subject(items []parse.Item) (phrase, bool) {
	items = b.trimLeft(items)
	if len(items) == 0 {
		return phrase{}, false
	}
	m, _ := b.p.StartsIndicator(items[0].From)
	if !m {
		return phrase{}, false
	}
	end := 0
	for end < len(items) && !(items[end].Kind == parse.ItemPunct || items[end].Kind == parse.ItemCue && predicate.Has(items[end].Cue)) {
		end++
	}
	return b.nounPhrase(items[:end]), true
}

// nounPhraseBefore returns the noun phrase that ends at token i: what a footnote marker stands on.
func (b *binder) nounPhraseBefore(i int) phrase {
	items := b.p.Items
	end := len(items)
	for end > 0 && items[end-1].From >= i {
		end--
	}
	from := end
	depth := 0
	for from > 0 && end-from < 40 {
		it := items[from-1]
		if it.Kind == parse.ItemPunct {
			r := b.p.Rune(it.From)
			if r == ')' {
				depth++
			}
			if r == '(' {
				if depth == 0 {
					break
				}
				depth--
			}
			if depth == 0 && (r == ';' || r == '.' || r == ':' || r == ',') {
				break
			}
		}
		if it.Kind == parse.ItemQty {
			break
		}
		from--
	}
	return b.nounPhrase(items[from:end])
}
