package parse

import (
	"solieu/extract/token"
	"solieu/schemas"
)

// quantity reads the number at token i with its unit, and what a slash adds to it.
func (p *Parser) quantity(i int) int {
	k, next := p.amount(i)
	if k < 0 {
		return p.push(ItemNum, NoCue, i, i+1, 0)
	}
	q := &p.Quantities[k]
	p.qualify(q, i)
	p.push(ItemQty, NoCue, i, next, k)
	if p.isPunct(next, '/') && p.isNumeral(next+1) {
		return p.second(k, next+1)
	}
	return next
}

// amount reads number and unit at token i into a new quantity; it returns its index and the token behind.
func (p *Parser) amount(i int) (k, next int) {
	n, next := p.numberAt(i)
	if !n.OK {
		p.Class[i], p.Rule[i] = schemas.ClassOther, "number.malformed"
		return -1, i + 1
	}
	p.wholeNumber = n.Decimals == 0
	u := p.unit(next)
	for j := i + 1; j < next; j++ {
		if p.toks[j].Kind == token.Numeral {
			p.Class[j], p.Rule[j] = schemas.ClassOther, "number.part"
		}
	}
	if u.ID == "VND" && u.Mult > 0 && p.isNumeral(u.Next) && p.lowerPart(u) {
		for parts := 0; parts < 3 && u.ID == "VND" && p.isNumeral(u.Next) && p.lowerPart(u); parts++ {
			n, u, next = p.composite(n, u)
		}
	} else if u.ID == "" && u.Mult == 0 {
		u.Next = next
	} else if p.tenthBehind(u, n) {
		n, u = p.tenths(n, u)
	}
	q := Quantity{Tok: i, Number: n, Unit: u, Slash: -1, Of: -1, Range: -1, Sign: p.sign(i)}
	q.Last = max(u.Next, next)
	p.Quantities = append(p.Quantities, q)
	p.Class[i], p.Rule[i] = schemas.ClassFigure, "quantity"
	return len(p.Quantities) - 1, q.Last
}

// tenthBehind reports whether a digit behind a unit counts its tenths, as people say it: "6 tấn 2/ha".
func (p *Parser) tenthBehind(u Unit, n Number) bool {
	return n.Decimals == 0 && u.Family == "mass" && u.ID == "t" && p.isNumeral(u.Next) && p.numeralLen(u.Next) == 1 && p.isPunct(u.Next+1, '/')
}

// tenths adds the tenths behind a unit, and the quotient that follows them.
func (p *Parser) tenths(n Number, u Unit) (Number, Unit) {
	j := u.Next
	d, err := readNumber(p.tokText(j), &p.Convention).Value.Shift(-1)
	if err != nil {
		return n, u
	}
	sum, err := n.Value.Add(d)
	v := u
	v.Next = j + 1
	if p.quotient(&v); err != nil || v.Next == j+1 {
		return n, u
	}
	p.Class[j], p.Rule[j] = schemas.ClassOther, "number.part"
	return Number{Value: sum, Decimals: 1, OK: true}, v
}

// lowerPart reports whether behind "1 tỷ" a number with a smaller multiplier follows: "178 triệu".
func (p *Parser) lowerPart(u Unit) bool {
	m, _ := p.multiplier(u.Next + 1)
	return m > 0 && m < u.Mult && u.Guess
}

// composite joins "1 tỷ 178 triệu đô la Mỹ" into one number in units of the lower multiplier.
func (p *Parser) composite(n Number, u Unit) (Number, Unit, int) {
	j := u.Next
	low := readNumber(p.tokText(j), &p.Convention)
	v := p.unit(j + 1)
	high, err := n.Value.Shift(u.Mult - v.Mult)
	if err != nil || !low.OK {
		return n, u, u.Next
	}
	sum, err := high.Add(low.Value)
	if err != nil {
		return n, u, u.Next
	}
	p.Class[j], p.Rule[j] = schemas.ClassOther, "number.part"
	v.From = u.From
	return Number{Value: sum, Decimals: low.Decimals, OK: true}, v, v.Next
}

// sign returns the sign printed before the number at token i: "(-805 ha)", "+4,6%".
func (p *Parser) sign(i int) int {
	k := i - 1
	if k < 0 || p.toks[k].Kind != token.Punct || p.toks[i].Space {
		return 0
	}
	free := k == 0 || p.toks[k].Space || p.isPunct(k-1, '(')
	if !free || k > 0 && p.isNumeral(k-1) || k > 0 && p.isPunct(k-1, '%') {
		return 0
	}
	switch p.toks[k].Rune {
	case '+':
		return 1
	case '-', '−':
		return -1
	}
	return 0
}

// second reads the quantity behind a slash at token j and pairs it with quantity k.
func (p *Parser) second(k, j int) int {
	m, next := p.amount(j)
	if m < 0 {
		return j + 1
	}
	q, r := &p.Quantities[k], &p.Quantities[m]
	if a, b := q.Unit, r.Unit; a.ID != "" && b.ID != "" && !a.Guess && !b.Guess && !a.Noun && !b.Noun && a.Family != b.Family && a.Family != "" && b.Family != "" {
		return p.push(ItemQty, NoCue, j, next, m) // "6.150 tấn/22,1 triệu USD": volume and value, no fraction
	}
	q.Slash, r.Of = m, k
	if (q.Unit.ID == "" || q.Unit.Guess && q.Unit.ID == "VND") && q.Unit.Mult > 0 && r.Unit.Noun {
		q.Unit.ID, q.Unit.Family, q.Unit.Factor, q.Unit.Noun, q.Unit.Guess = r.Unit.ID, r.Unit.Family, r.Unit.Factor, true, false
	} else if q.Unit.ID == "" && q.Unit.Mult == 0 {
		q.Unit.ID, q.Unit.Family, q.Unit.Factor, q.Unit.Mult, q.Unit.Noun = r.Unit.ID, r.Unit.Family, r.Unit.Factor, r.Unit.Mult, r.Unit.Noun
	} else if r.Unit.ID == "" {
		r.Unit.ID, r.Unit.Family, r.Unit.Factor, r.Unit.Noun = q.Unit.ID, q.Unit.Family, q.Unit.Factor, q.Unit.Noun
		if r.Unit.Mult == 0 {
			r.Unit.Mult = q.Unit.Mult
		}
	}
	return p.push(ItemQty, NoCue, j, next, m)
}

// qualify takes the words that limit a quantity: khoảng, trên, ít nhất before it; trở lên behind it; > and ≤ as signs.
func (p *Parser) qualify(q *Quantity, i int) {
	for n := len(p.Items) - 1; n >= 0; n-- {
		it := p.Items[n]
		if it.Kind == ItemPunct {
			switch p.toks[it.From].Rune {
			case '>', '<', '≥', '≤', '~', '≈', '=':
				q.Qual = signQual(p.toks[it.From].Rune, q.Qual)
				continue
			}
			break
		}
		if it.Kind != ItemCue {
			break
		}
		if s := cueQual(it.Cue); s != "" {
			if q.Qual == "" || q.Qual == "~" {
				q.Qual = s
			}
			continue
		}
		break
	}
	if c, next := p.cueAt(q.Last); c == PostAtLeast || c == PostAtMost {
		q.Qual = ">="
		if c == PostAtMost {
			q.Qual = "<="
		}
		q.Last = next
	}
}

func signQual(r rune, after string) string {
	switch r {
	case '>':
		if after == "=" {
			return ">="
		}
		return ">"
	case '<':
		return "<"
	case '≥':
		return ">="
	case '≤':
		return "<="
	case '~', '≈':
		return "~"
	}
	return after
}

func cueQual(c Cue) string {
	switch c {
	case Approx:
		return "~"
	case More:
		return ">"
	case Less:
		return "<"
	case AtLeast:
		return ">="
	case AtMost:
		return "<="
	}
	return ""
}

// pairRanges joins neighbours such as "2-2,5%", "từ 60.000 – 80.000 đồng/kg", "từ 5% đến 20,5%" into ranges.
func (p *Parser) pairRanges() {
	w := &p.g.w
	for n := 0; n+2 < len(p.Items); n++ {
		a := &p.Items[n]
		if a.Kind != ItemQty {
			continue
		}
		m := n + 1
		join := p.Items[m]
		dash := join.Kind == ItemPunct && p.isDash(join.From)
		to := (p.isWord(join.From, w.den) || p.isWord(join.From, w.toi)) && join.To == join.From+1
		if !dash && !to {
			continue
		}
		m++
		for to && m < len(p.Items) && p.Items[m].Kind == ItemCue && (p.Items[m].Cue == Up || p.Items[m].Cue == Down) {
			m++
		}
		if m >= len(p.Items) || p.Items[m].Kind != ItemQty {
			continue
		}
		p.pair(a.Index, p.Items[m].Index, dash, n, m)
	}
}

func (p *Parser) pair(x, y int, dash bool, n, m int) {
	a, b := &p.Quantities[x], &p.Quantities[y]
	if a.Range >= 0 || a.Slash >= 0 && a.Unit.ID == "" || b.Slash >= 0 && b.Unit.ID == "" {
		return
	}
	own := a.Unit.ID != "" || a.Unit.Mult > 0
	if dash && own && a.Unit.ID == b.Unit.ID && (p.dashAfter(m) || p.dashBefore(n) || !p.fromBefore(n)) {
		return // a list: 16,5% - 51,2% - 32,3%
	}
	if own && b.Unit.ID != "" && a.Unit.ID != b.Unit.ID && a.Unit.ID != "" && !(a.Unit.ID == "VND" && b.Unit.Family == "quotient") {
		return
	}
	if !own {
		mult := a.Unit.Mult
		a.Unit = Unit{ID: b.Unit.ID, Family: b.Unit.Family, Factor: b.Unit.Factor, Mult: b.Unit.Mult, Noun: b.Unit.Noun, From: a.Unit.From, Next: a.Unit.Next}
		if mult > 0 {
			a.Unit.Mult = mult
		}
	} else if a.Unit.ID == "VND" && b.Unit.Family == "quotient" {
		mult := a.Unit.Mult
		a.Unit.ID, a.Unit.Family, a.Unit.Mult = b.Unit.ID, b.Unit.Family, mult
	}
	a.Range, b.Range, b.High = y, x, true
	if b.Qual != "" && a.Qual == "" {
		a.Qual = b.Qual
	}
}

func (p *Parser) dashAfter(m int) bool {
	return m+2 < len(p.Items) && p.Items[m+1].Kind == ItemPunct && p.isDash(p.Items[m+1].From) && p.Items[m+2].Kind == ItemQty
}

func (p *Parser) dashBefore(n int) bool {
	return n >= 2 && p.Items[n-1].Kind == ItemPunct && p.isDash(p.Items[n-1].From) && p.Items[n-2].Kind == ItemQty
}

// fromBefore reports whether "từ" or "tăng từ" stands before item n.
func (p *Parser) fromBefore(n int) bool {
	for k := n - 1; k >= 0 && k >= n-2; k-- {
		if p.isWord(p.Items[k].From, p.g.w.tu) {
			return true
		}
	}
	return false
}

// shareUnits gives a bare number the unit of the one that follows behind a comma or "và": "0,5 và 0,7 điểm phần trăm".
func (p *Parser) shareUnits() {
	for n := len(p.Items) - 3; n >= 0; n-- {
		a, join, b := &p.Items[n], &p.Items[n+1], &p.Items[n+2]
		if a.Kind != ItemQty || b.Kind != ItemQty {
			continue
		}
		if !(join.Kind == ItemWord && p.isWord(join.From, p.g.w.va) || join.Kind == ItemPunct && p.isPunct(join.From, ',') || join.Kind == ItemCue && join.Cue == To) {
			continue
		}
		x, y := &p.Quantities[a.Index], &p.Quantities[b.Index]
		if x.Unit.ID != "" || x.Unit.Mult > 0 || x.Slash >= 0 || x.Of >= 0 || y.Unit.ID == "" {
			continue
		}
		x.Unit.ID, x.Unit.Family, x.Unit.Factor, x.Unit.Mult, x.Unit.Noun = y.Unit.ID, y.Unit.Family, y.Unit.Factor, y.Unit.Mult, y.Unit.Noun
	}
}

// classify turns quantities that only define a category into attributes: "19 tiêu chí 23 xã" counts the communes, "giảm 30% tiền thuê đất" is a policy.
func (p *Parser) classify() {
	for n := range p.Items {
		a := &p.Items[n]
		if a.Kind != ItemQty {
			continue
		}
		q := &p.Quantities[a.Index]
		switch {
		case n+1 < len(p.Items) && p.Items[n+1].Kind == ItemQty && q.Unit.ID == "{tiêu chí}" && p.Quantities[p.Items[n+1].Index].Unit.Noun && q.Slash < 0:
			p.demote(n, "class")
		case q.Slash < 0 && q.Of < 0 && p.limitsClass(n):
			p.demote(n, "class.limit")
		case q.Unit.ID == "{tiêu chí}" && p.definesClass(n):
			p.demote(n, "class")
			if n+1 < len(p.Items) && p.Items[n+1].Kind == ItemQty && q.Slash == p.Items[n+1].Index {
				p.demote(n+1, "class") // "04 xã đạt 19/19 tiêu chí"
			}
		case q.Unit.ID == "%" && q.Slash < 0 && p.boundsClass(n):
			p.demote(n, "class.limit")
		case q.Unit.ID == "%" && q.Range < 0 && n > 0 && p.Items[n-1].Cue == Down && p.levy(q.Last):
			p.demote(n, "policy")
		}
	}
}

// definesClass reports whether a number of criteria says which communes are counted before it: "118 xã đạt 19 tiêu chí", "xã dưới 11 tiêu chí".
func (p *Parser) definesClass(n int) bool {
	q := &p.Quantities[p.Items[n].Index]
	k := n - 1
	if q.Range >= 0 && q.High {
		for k >= 0 && p.Items[k].Index != q.Range {
			k--
		}
		k--
	}
	reach := false
	for ; k >= 0; k-- {
		it := p.Items[k]
		switch {
		case it.Kind == ItemCue && (it.Cue == Reach || it.Cue == Less || it.Cue == More):
			reach = true
			continue
		case it.Kind == ItemWord && p.isWord(it.From, p.g.w.tu):
			continue
		case it.Kind == ItemQty:
			return reach && p.Quantities[it.Index].Unit.Noun && p.Quantities[it.Index].Unit.ID != q.Unit.ID
		case it.Kind == ItemWord || it.Kind == ItemCue && it.Cue == Name:
			return reach && p.Has(it.From, "xã")
		}
		return false
	}
	return false
}

// boundsClass reports whether a bounded percentage says which of the things counted right before it are meant: "11 địa phương đạt trên 75%",
// "17 địa phương từ 60% đến 75%".
func (p *Parser) boundsClass(n int) bool {
	bound := false
	for k := n - 1; k >= 0 && k >= n-6; k-- {
		it := p.Items[k]
		switch {
		case it.Kind == ItemCue && (it.Cue == More || it.Cue == Less):
			bound = true
		case it.Kind == ItemCue && it.Cue == Reach, it.Kind == ItemNum:
		case it.Kind == ItemWord && (p.isWord(it.From, p.g.w.tu) || p.isWord(it.From, p.g.w.den)):
			bound = true
		case it.Kind == ItemQty:
			q := &p.Quantities[it.Index]
			if q.Unit.ID == "%" && bound {
				continue
			}
			return bound && q.Unit.Noun && q.Slash < 0 && q.Of < 0
		default:
			return false
		}
	}
	return false
}

// limitsClass reports whether a bound says which things the next quantity measures: "tàu trên 90CV: 42 chiếc", "nợ đến 90 ngày 205 tỷ".
// Between the two stands nothing but a colon.
func (p *Parser) limitsClass(n int) bool {
	q := &p.Quantities[p.Items[n].Index]
	m := n + 1
	if m < len(p.Items) && p.Items[m].Kind == ItemPunct && p.isPunct(p.Items[m].From, ':') {
		m++
	}
	if n < 2 || m >= len(p.Items) || p.Items[m].Kind != ItemQty || q.Unit.ID == "" || q.Range >= 0 {
		return false
	}
	r := &p.Quantities[p.Items[m].Index]
	if r.Unit.ID == "" || r.Unit.ID == q.Unit.ID || r.Of >= 0 {
		return false
	}
	it := p.Items[n-1]
	bound := it.Kind == ItemCue && (it.Cue == More || it.Cue == Less) || it.Kind == ItemWord && p.isWord(it.From, p.g.w.den)
	return bound && p.Items[n-2].Kind == ItemWord
}

// levy reports whether a noun of taxes or fees stands at token i.
func (p *Parser) levy(i int) bool {
	for _, w := range [...]string{"tiền", "thuế", "lệ", "phí", "mức", "học"} {
		if p.Has(i, w) {
			return true
		}
	}
	return false
}

// demote makes the quantity of item n, and the other end of its range, an attribute.
func (p *Parser) demote(n int, rule string) {
	q := &p.Quantities[p.Items[n].Index]
	if q.Range >= 0 {
		for m := n - 1; m >= 0 && m > n-4; m-- {
			if p.Items[m].Kind == ItemQty && p.Items[m].Index == q.Range {
				p.Items[m].Kind = ItemNum
				t := p.Quantities[q.Range].Tok
				p.Class[t], p.Rule[t] = schemas.ClassAttribute, rule
			}
		}
	}
	p.Items[n].Kind = ItemNum
	p.Class[q.Tok], p.Rule[q.Tok] = schemas.ClassAttribute, rule
}
