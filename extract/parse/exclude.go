package parse

import (
	"strings"

	"solieu/extract/token"
	"solieu/schemas"
)

// citation reads a document number at token i with the date that follows; it returns i where none stands.
func (p *Parser) citation(i int) int {
	j := i + 1
	if p.glued(j, '/') && p.isNumeral(j+1) && (p.glued(j+2, '/') || p.glued(j+2, '-')) && p.capsAt(j+3) {
		j += 2
	}
	coded := false
	for (p.glued(j, '/') || p.glued(j, '-') || p.glued(j, '–')) && p.capsAt(j+1) {
		coded = true
		j += 2
		if p.isNumeral(j) && !p.toks[j].Space {
			j++ // 01/2002/QH11
		}
	}
	lettered := !coded && p.letterBehind(j) // Nghị quyết 30a
	if !coded && !p.namedDocument(i) && !(lettered && (p.lastCue() == Legal || p.lastCue() == Plan)) {
		return i
	}
	if !coded && i == 1 && p.Has(0, "điều") {
		p.mark(i, j, schemas.ClassOutline, "article")
		return j
	}
	p.mark(i, j, schemas.ClassLegalRef, "citation")
	if lettered {
		j++
	}
	return p.citedDate(j)
}

// letterBehind reports whether a single small letter is glued to the token before token j.
func (p *Parser) letterBehind(j int) bool {
	return j < len(p.toks) && p.toks[j].Kind == token.Word && !p.toks[j].Space && p.toks[j].End-p.toks[j].Start == 1 && !p.toks[j].Upper
}

// capsAt reports whether token i is a word that can stand in a document number: NQ, QĐ, TTr, UBND.
func (p *Parser) capsAt(i int) bool {
	if i >= len(p.toks) || p.toks[i].Kind != token.Word || !p.toks[i].Upper {
		return false
	}
	if p.toks[i].Caps {
		return true
	}
	switch p.tokText(i) {
	case "TTr", "Ttr", "TTg", "Tw", "QĐi":
		return true
	}
	return false
}

// namedDocument reports whether the words before token i name a document by its number: "Nghị định 86", "Quyết định số: 181 ngày".
func (p *Parser) namedDocument(i int) bool {
	k := i - 1
	if p.isPunct(k, ':') {
		k--
	}
	if p.isPunct(k, '.') {
		k--
	}
	number := p.isWord(k, p.g.w.so)
	if number {
		k--
		if p.isWord(i+1, p.g.w.ngay) && p.isPunct(i-1, ':') {
			_, _, ok := p.dayTime(i + 1)
			return ok // "được phê duyệt số: 204 ngày 12/5/2003"
		}
		if p.isPunct(i+1, '%') || p.unitFollows(i+1) {
			return false
		}
	}
	c, n := p.cueEndingAt(k + 1)
	if n < 0 || p.Items[n].To != k+1 {
		return false
	}
	if c == Legal {
		if p.unitFollows(i+1) || p.isPunct(i+1, '%') {
			return false
		}
		return true
	}
	if c == Plan && p.Has(k, "quyết") && !number && !p.unitFollows(i+1) && !p.isPunct(i+1, '%') && p.numeralLen(i) <= 3 {
		return true // "theo Nghị quyết 68"
	}
	return number && (c == Plan || c == Name) || number && p.isWord(i+1, p.g.w.ngay)
}

// citedDate takes the date that belongs to a citation ending before token i.
func (p *Parser) citedDate(i int) int {
	if p.isWord(i, p.g.w.ngay) {
		if _, n, ok := p.dayTime(i); ok {
			p.mark(i, n, schemas.ClassDate, "citation.date")
			return n
		}
	}
	if p.isPunct(i, ',') && p.isWord(i+1, p.g.w.ngay) {
		if _, n, ok := p.dayTime(i + 1); ok {
			p.mark(i, n, schemas.ClassDate, "citation.date")
			return n
		}
	}
	return i
}

// notQuantity decides by what stands around a numeral that it measures nothing.
func (p *Parser) notQuantity(i int) (schemas.Class, string) {
	t := p.toks[i]
	s := p.tokText(i)
	prev := i - 1
	if !t.Space && prev >= 0 {
		switch {
		case p.toks[prev].Kind == token.Word && !p.unitFollows(i+1):
			return schemas.ClassName, "glued"
		case p.isDash(prev) && !p.toks[prev].Space && prev > 0 && p.toks[prev-1].Kind == token.Word:
			return schemas.ClassName, "glued"
		case p.isPunct(prev, '[') && p.isPunct(i+1, ']'):
			return schemas.ClassOther, "note"
		}
	}
	if p.isDash(prev) && prev > 0 {
		if c, _ := p.wordCue(prev - 1); c == Name && p.toks[prev-1].Upper {
			return schemas.ClassName, "name"
		}
	}
	if i+1 < len(p.toks) && !p.toks[i+1].Space && p.toks[i+1].Kind == token.Word && p.toks[i+1].Caps && p.toks[i+1].End-p.toks[i+1].Start == 1 && !p.unitFollows(i+1) {
		return schemas.ClassName, "glued"
	}
	if p.isPunct(i+1, ':') && !p.toks[i+1].Space && p.isNumeral(i+2) && !p.toks[i+2].Space {
		p.mark(i+2, i+3, schemas.ClassName, "standard")
		return schemas.ClassName, "standard"
	}
	if p.enumerator(i) {
		return schemas.ClassOutline, "enumerator"
	}
	if c := p.goesOn(i); c != "" {
		return c, "goes.on"
	}
	w := &p.g.w
	if p.isWord(i+1, w.tuoi) || p.ageRange(i) {
		if !p.lifeSpan(i) {
			return schemas.ClassAttribute, "age"
		}
	}
	if prev >= 0 && p.isWord(prev, w.ca) && p.numeralLen(i) <= 3 {
		return schemas.ClassAttribute, "all"
	}
	if p.Has(i+1, "giờ") && (p.Has(prev, "lúc") || p.Has(prev, "hồi") || p.isWord(i+2, w.ngay) || p.partOfDay(i+2) || p.isNumeral(i+2)) {
		return schemas.ClassDate, "hour"
	}
	if p.Has(prev, "giờ") && prev > 0 && p.isNumeral(prev-1) && p.Class[prev-1] == schemas.ClassDate {
		return schemas.ClassDate, "minute"
	}
	if p.letterBehind(i+1) && p.tokText(i+1) == "h" && p.numeralLen(i) <= 2 {
		return schemas.ClassDate, "hour"
	}
	if prev > 0 && !t.Space && p.isNumeral(prev-1) && p.letterBehind(prev) && p.tokText(prev) == "h" {
		return schemas.ClassDate, "minute"
	}
	if p.chainage(i) {
		return schemas.ClassName, "chainage"
	}
	if p.identifier(i) {
		return schemas.ClassOther, "identifier"
	}
	if p.variety(i) {
		return schemas.ClassName, "variety"
	}
	if p.telephone(i) {
		return schemas.ClassOther, "telephone"
	}
	if p.Has(prev, "vàng") && (s == "99,99" || s == "9999" || s == "24") {
		return schemas.ClassAttribute, "purity"
	}
	if p.Has(i+1, "loại") && p.Has(prev, "đủ") {
		return schemas.ClassAttribute, "kinds"
	}
	if p.isWord(i+1, w.sao) {
		return schemas.ClassAttribute, "stars"
	}
	if p.dayAsName(i) {
		p.mark(i+2, i+3, schemas.ClassName, "name.day")
		return schemas.ClassName, "name.day"
	}
	if p.numbersTitle(i) {
		return schemas.ClassOutline, "title"
	}
	if p.sizeOfKind(i) {
		return schemas.ClassAttribute, "kind.limit"
	}
	c, n := p.cueEndingAt(i)
	if (s == "1" || s == "01") && p.isWord(prev, w.tren) && p.unitFollows(i+1) && !p.isPunct(i+1, '%') && !(c == More && p.Items[n].To > p.Items[n].From+1) {
		return schemas.ClassAttribute, "per"
	}
	if n >= 0 && p.Items[n].Kind != ItemCue && !(p.Items[n].Kind == ItemPunct) {
		c = NoCue
	}
	switch c {
	case Outline:
		if !p.unitFollows(i + 1) {
			return schemas.ClassOutline, "outline"
		}
	case Ordinal:
		if len(s) < 4 || !p.unitFollows(i+1) {
			return schemas.ClassOrdinal, "ordinal"
		}
	case Attribute:
		if p.Has(p.Items[n].From, "lớp") && !p.isPunct(i+1, '%') || p.Has(p.Items[n].From, "cỡ") || !p.unitFollows(i+1) {
			return schemas.ClassAttribute, "attribute"
		}
	case Name, Legal:
		if len(s) < 5 && !p.unitFollows(i+1) && p.isNameNumber(i) {
			return schemas.ClassName, "name"
		}
		if c == Name && p.programme(n) && !p.unitAfterPercent(i) {
			return schemas.ClassName, "name"
		}
	}
	if p.Has(i+1, "năm") && strings.ContainsAny(s, ",.") && len(s) < 5 && (p.Has(prev, "sau") || p.isWord(prev, w.trong)) {
		return schemas.ClassDate, "span"
	}
	if p.isWord(prev, w.so) && !p.isWord(prev-1, w.trong) && !p.Has(prev-1, "tổng") && len(s) < 4 && !p.unitFollows(i+1) && !p.isPunct(i+1, '/') {
		return schemas.ClassName, "number"
	}
	if len(s) == 3 && s[1] == '.' && s[2] == '0' && prev >= 0 && p.toks[prev].Kind == token.Word && c == NoCue && !p.unitFollows(i+1) {
		return schemas.ClassName, "version"
	}
	return "", ""
}

// varietyWords is how many tokens may stand between the word for seed and the name of a variety.
const varietyWords = 40

// variety reports whether a whole number is part of the name of a variety, behind a foreign word or capitals where seeds are spoken of: "cơ cấu giống:
// OM 4900, Jasmine 85, IR 50404 33%".
func (p *Parser) variety(i int) bool {
	prev := i - 1
	if prev < 0 || !p.toks[i].Space || p.toks[prev].Kind != token.Word || !p.toks[prev].Upper || strings.ContainsAny(p.tokText(i), ".,") || p.unitFollows(i+1) {
		return false
	}
	if name := p.tokText(prev); !p.toks[prev].Caps && len(name) < 6 || strings.ContainsFunc(name, func(r rune) bool { return r > 'z' }) {
		return false
	}
	if i+1 < len(p.toks) && p.toks[i+1].Kind == token.Word && p.toks[i+1].Upper {
		return false
	}
	for j := prev - 1; j >= 0 && j > prev-varietyWords; j-- {
		if p.Has(j, "giống") {
			return true
		}
	}
	return false
}

// dayAsName reports whether a day and a month at token i are the name of what stands before them: "Bệnh viện 19/8", "Quảng trường 2/9".
func (p *Parser) dayAsName(i int) bool {
	if _, ok := p.intIn(i, 1, 31); !ok || !p.glued(i+1, '/') || i < 2 || p.toks[i-1].Kind != token.Word || p.toks[i-2].Kind != token.Word || !p.toks[i-2].Upper {
		return false
	}
	if _, ok := p.intIn(i+2, 1, 12); !ok || p.isPunct(i+3, '/') || p.isPunct(i+3, '%') || p.unitFollows(i+3) {
		return false
	}
	switch p.tokText(i - 1) {
	case "viện", "trường", "viên", "máy", "ty", "phố", "xá":
		return true
	}
	return false
}

// numbersTitle reports whether a numeral numbers a title that the text runs on to: "… 1,8 điểm phần trăm. 3. Chăn nuôi, thú y".
func (p *Parser) numbersTitle(i int) bool {
	return p.isPunct(i-1, '.') && p.toks[i].Space && p.numeralLen(i) <= 2 && p.behind(i+1, '.') && i+2 < len(p.toks) &&
		p.toks[i+2].Kind == token.Word && p.toks[i+2].Upper && p.toks[i+2].Space
}

// behind reports whether a mark stands right behind the token before it.
func (p *Parser) behind(i int, r rune) bool { return p.isPunct(i, r) && !p.toks[i].Space }

// sizeOfKind reports whether a bound says which kind of thing is meant: "loại nhỏ hơn 30kg/con", "xe loại trên 7 chỗ".
func (p *Parser) sizeOfKind(i int) bool {
	k := i - 1
	if !p.Has(k, "hơn") && !p.isWord(k, p.g.w.tren) && !p.Has(k, "dưới") {
		return false
	}
	if k > 0 && p.toks[k-1].Kind == token.Word && (p.tokText(k-1) == "nhỏ" || p.tokText(k-1) == "lớn") {
		k--
	}
	return p.Has(k-1, "loại") || p.Has(k-1, "cỡ")
}

// maxAddress bounds the part of a web address before a numeral, in bytes.
const maxAddress = 300

// inAddress reports whether a numeral stands within the address of a web page: "https://…/2021/01/a-4845.jpg".
func (p *Parser) inAddress(i int) bool {
	if p.toks[i].Space {
		return false
	}
	at := int(p.toks[i].Start)
	word := p.text[max(0, at-maxAddress):at]
	word = word[strings.LastIndexAny(word, " \n\t")+1:]
	return strings.Contains(word, "://") || strings.HasPrefix(word, "www.")
}

// enumerator reports whether a numeral in brackets counts the parts of a sentence: "…: (1) thêm 8 xã; (2) giảm nghèo 2%".
func (p *Parser) enumerator(i int) bool {
	if !p.isPunct(i-1, '(') || !p.isPunct(i+1, ')') || p.toks[i].Space || p.toks[i+1].Space || p.numeralLen(i) > 2 || i+2 >= len(p.toks) {
		return false
	}
	switch p.Rune(i - 2) {
	case ':', ';', ',', '.':
		return true
	}
	return i == 1 || p.isWord(i-2, p.g.w.va)
}

// goesOn returns the class of the numeral before token i where this one goes on with it, "mức độ 3, 4", "Quận 7, 8 và 9": the next number, without a
// unit of its own; "" elsewhere.
func (p *Parser) goesOn(i int) schemas.Class {
	if i < 2 || !p.isPunct(i-1, ',') && !p.isWord(i-1, p.g.w.va) || !p.isNumeral(i-2) || p.isPunct(i+1, '%') || p.isPunct(i+1, '/') || p.numeralLen(i) > 2 || p.numeralLen(i-2) > 2 || p.unitFollows(i+1) {
		return ""
	}
	c := p.Class[i-2]
	if c != schemas.ClassAttribute && c != schemas.ClassName && (c != schemas.ClassDate || !p.isWord(i-3, p.g.w.thang)) {
		return ""
	}
	a, ok := p.intIn(i-2, 0, 99)
	b, also := p.intIn(i, 0, 99)
	if !ok || !also || b != a+1 {
		return ""
	}
	return c
}

// numeralLen returns the length of a numeral in bytes.
func (p *Parser) numeralLen(i int) int { return int(p.toks[i].End - p.toks[i].Start) }

// chainage reports whether a numeral belongs to a place on a road: "Km 15+200".
func (p *Parser) chainage(i int) bool {
	if p.isPunct(i-1, '+') && !p.toks[i].Space && p.isNumeral(i-2) {
		i -= 2
	} else if !p.isPunct(i+1, '+') || p.toks[i+1].Space || !p.isNumeral(i+2) {
		return false
	}
	return p.Has(i-1, "km")
}

// identifier reports whether a numeral is the number of a thing rather than a quantity: written without separators, and either longer than eight
// digits without a unit, or beginning with a zero as no count of more than two digits does, or behind such a one in brackets.
func (p *Parser) identifier(i int) bool {
	s := p.tokText(i)
	if strings.ContainsAny(s, ".,") || p.unitFollows(i+1) && s[0] != '0' {
		return false
	}
	if len(s) >= 9 || len(s) >= 3 && s[0] == '0' {
		return true
	}
	return len(s) >= 6 && p.isPunct(i-1, ')') && i >= 3 && p.isNumeral(i-2) && p.Rule[i-2] == "identifier"
}

// telephone reports whether a numeral belongs to a telephone number: the word for it stands before, with nothing but digits, points and a colon between.
func (p *Parser) telephone(i int) bool {
	for k := i - 1; k >= 0 && k > i-8; k-- {
		switch {
		case p.Has(k, "thoại") && p.Has(k-1, "điện"), p.Has(k, "hotline"), p.Has(k, "fax"), p.Has(k, "nóng") && p.Has(k-1, "dây"):
			return true
		case p.isNumeral(k) || p.toks[k].Kind == token.Punct && p.toks[k].Rune != ';' && p.toks[k].Rune != ',':
		case p.toks[k].Kind == token.Word && k > i-3:
		default:
			return false
		}
	}
	return false
}

func (p *Parser) isNameNumber(i int) bool { return !p.isPunct(i+1, '%') && !p.isPunct(i+1, '/') }

func (p *Parser) unitAfterPercent(i int) bool { return p.isPunct(i+1, '%') }

// programme reports whether item n is a word such as "dự án", "chương trình" right before a number, where the number belongs to its name.
func (p *Parser) programme(n int) bool {
	s := strings.ToLower(p.text[p.toks[p.Items[n].From].Start:p.toks[p.Items[n].To-1].End])
	switch s {
	case "dự án", "chương trình", "đề án":
		return n > 0 && p.Items[n-1].Kind != ItemQty || n == 0
	}
	return false
}

// ageRange reports whether a numeral is an end of a range of ages: "từ 25 đến 50 tuổi", "trẻ em từ 12-17 tuổi", "độ tuổi từ 5 đến 11".
func (p *Parser) ageRange(i int) bool {
	to := func(i int) bool { return p.isWord(i, p.g.w.den) || p.isDash(i) }
	from := func(i int) bool {
		if p.isWord(i-1, p.g.w.tu) {
			i--
		}
		return p.isWord(i-1, p.g.w.tuoi)
	}
	if to(i+1) && p.isNumeral(i+2) {
		return p.isWord(i+3, p.g.w.tuoi) || from(i)
	}
	return to(i-1) && p.isNumeral(i-2) && from(i-2)
}

// lifeSpan reports whether a number of years of age is itself measured: "tuổi thọ trung bình đạt 74 tuổi".
func (p *Parser) lifeSpan(i int) bool {
	for k := i - 1; k >= 0 && k > i-10; k-- {
		if p.Has(k, "thọ") || p.Has(k, "tuổi") && (p.Has(k+1, "trung") || p.Has(k+1, "kết") || p.Has(k+1, "bình")) {
			return true
		}
		if r := p.Rune(k); r == ';' || r == '.' || r == ',' {
			return false
		}
	}
	return false
}
