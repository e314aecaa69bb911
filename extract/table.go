package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/extract/text"
	"solieu/schemas"
)

// column is what a table's head says about the cells beneath it.
type column struct {
	role    columnRole
	time    *parse.Time
	status  schemas.Status
	unit    parse.Unit
	base    string
	measure schemas.Measure
	name    string // words of the head that name an indicator
	head    schemas.Span
}

type columnRole uint8

const (
	columnValue columnRole = iota
	columnMarker
	columnName
	columnUnit
	columnNote
)

// table reads the rows of a table: the head gives period, status, unit and measure of each column, the first words of a row its indicator.
func (b *binder) table(rows []text.Block, above *text.Block) {
	unit := b.tableUnit(above)
	head, body := splitHead(b.text, rows)
	var cols []column
	for _, r := range head {
		cols = b.readHead(r, cols)
	}
	b.columnRoles(cols, body)
	outer := phrase{}
	top := b.paragraph + len(rows) - len(body)
	for k, r := range body {
		b.paragraph = top + k
		cells := r.Cells
		if separator(b.text, cells) {
			continue
		}
		outer = b.row(cells, cols, unit, outer)
	}
}

// splitHead returns the rows above the separator and those beneath it; without a separator the rows marked as head, or the first.
func splitHead(s string, rows []text.Block) (head, body []text.Block) {
	for i := range rows {
		if separator(s, rows[i].Cells) {
			return rows[:i], rows[i+1:]
		}
	}
	n := 0
	for n < len(rows) && rows[n].Head {
		n++
	}
	if n == 0 && numeralRow(s, rows[0].Cells) {
		return nil, rows
	}
	n = max(n, 1)
	return rows[:n], rows[n:]
}

// numeralRow reports whether a row without a head above it holds values already.
func numeralRow(s string, cells []schemas.Span) bool {
	for _, c := range cells[min(1, len(cells)):] {
		if c.Len() > 0 && numeric(c.In(s)) && yearIn(c.In(s)) == 0 {
			return true
		}
	}
	return false
}

// separator reports whether a row only rules off the head.
func separator(s string, cells []schemas.Span) bool {
	for _, c := range cells {
		if strings.Trim(c.In(s), "-: ") != "" {
			return false
		}
	}
	return len(cells) > 0
}

// tableUnit finds a unit that the line above names for the whole table: "ĐVT: tỷ đồng", "(Đơn vị tính: ha)".
func (b *binder) tableUnit(above *text.Block) parse.Unit {
	if above == nil {
		return parse.Unit{}
	}
	sp := above.Span()
	l := strings.ToLower(sp.In(b.text))
	for _, w := range []string{"đơn vị tính", "đơn vị", "đvt"} {
		i := strings.LastIndex(l, w)
		if i < 0 || len(l) != sp.Len() {
			continue
		}
		at := sp.Start + i + len(w)
		for at < sp.End && (b.text[at] == ':' || b.text[at] == ' ') {
			at++
		}
		b.scan(schemas.Span{Start: at, End: sp.End})
		if len(b.w.toks) > 0 {
			return b.p.ReadUnit(0)
		}
	}
	return parse.Unit{}
}

// scan lexes and parses one cell.
func (b *binder) scan(c schemas.Span) {
	w := b.w
	w.toks = w.lexer.Append(w.toks[:0], b.text, c.Start, c.End)
	w.phrases.forget()
	b.p.Parse(b.text, w.toks)
}

// readHead reads a row of the head into the columns; several rows of a head add to each other.
func (b *binder) readHead(r text.Block, cols []column) []column {
	for i, c := range r.Cells {
		if i >= len(cols) {
			cols = append(cols, column{})
		}
		b.scan(c)
		b.headCell(&cols[i], c)
		b.record(b.w.toks, len(b.figures))
	}
	return cols
}

// headCell reads what a cell of the head says.
func (b *binder) headCell(col *column, c schemas.Span) {
	l := strings.ToLower(c.In(b.text))
	l = strings.Trim(l, "*_ ")
	if l != "" {
		col.head = c
	}
	switch l {
	case "tt", "stt", "số tt", "số thứ tự":
		col.role = columnMarker
		return
	case "đơn vị", "đơn vị tính", "đvt", "đv", "đv tính":
		col.role = columnUnit
		return
	case "ghi chú":
		col.role = columnNote
		return
	}
	for i := range b.p.Class {
		if b.p.Class[i] == schemas.ClassFigure {
			b.p.Class[i], b.p.Rule[i] = schemas.ClassOutline, "table.head"
		}
	}
	plan, compare, est := false, false, false
	for i, it := range b.p.Items {
		switch it.Kind {
		case parse.ItemTime:
			t := b.p.Times[it.Index]
			if compare || it.Cue == parse.Same {
				col.base = b.headBase(&t)
			} else {
				col.time = &t
			}
		case parse.ItemCue:
			switch it.Cue {
			case parse.Plan:
				plan = true
			case parse.Compare:
				compare = true
			case parse.Est:
				est = true
			case parse.Up, parse.Down:
				col.measure = schemas.Growth
			case parse.Share, parse.ShareHead:
				col.measure = schemas.Share
			}
		case parse.ItemPunct:
			if r := b.p.Rune(it.From); r == '%' || r == '‰' {
				col.unit = parse.Unit{ID: "%", Family: "ratio", Factor: schemas.Int64(1)}
			}
			if b.p.Rune(it.From) == '(' && i+1 < len(b.p.Items) {
				if u := b.p.ReadUnit(b.p.Items[i+1].From); u.ID != "" && !u.Guess {
					col.unit = u
				}
			}
			if b.p.Rune(it.From) == '/' {
				compare = true
			}
		}
	}
	percent := col.unit.ID == "%"
	switch {
	case percent && col.measure != "":
	case percent && (strings.Contains(l, "so với") || strings.Contains(l, "so ") || strings.Contains(l, "/") || strings.Contains(l, "tỷ lệ") || strings.Contains(l, "thực hiện") || strings.Contains(l, "đạt")) && plan:
		col.measure, col.base = schemas.Attainment, "plan"
	case percent && col.base != "":
		col.measure = schemas.Index
	case percent && plan:
		col.measure, col.base = schemas.Attainment, "plan"
	}
	switch {
	case est || strings.HasPrefix(l, "ước"):
		col.status = schemas.Estimate
	case plan && !percent:
		col.status = schemas.Plan
	}
	col.name = b.nounPhrase(b.p.Items).text
	if name, _, unit := strings.Cut(col.name, " ("); unit && col.unit.ID != "" {
		col.name = name
	}
}

func (b *binder) headBase(t *parse.Time) string {
	s := sentence{b: b}
	f := schemas.Figure{Period: schemas.Year(b.year)}
	return s.baseText(&f, &baseRef{time: t})
}

// columnRoles finds which columns hold names and which hold values, from the cells.
func (b *binder) columnRoles(cols []column, body []text.Block) {
	named := false
	for i := range cols {
		if cols[i].role != columnValue {
			continue
		}
		letters, numbers := 0, 0
		for _, r := range body {
			cells := r.Cells
			if i >= len(cells) || cells[i].Len() == 0 {
				continue
			}
			if numeric(cells[i].In(b.text)) {
				numbers++
			} else {
				letters++
			}
		}
		switch {
		case letters <= numbers:
		case !named:
			cols[i].role, named = columnName, true
			for j := range i {
				if cols[j].role == columnValue && cols[j].head.Len() == 0 {
					cols[j].role = columnMarker // numbers without a head before the names
				}
			}
		case b.unitColumn(i, body):
			cols[i].role = columnUnit
		default:
			cols[i].role = columnNote
		}
	}
}

// unitColumn reports whether every cell of a column is a unit, whatever its head says.
func (b *binder) unitColumn(i int, body []text.Block) bool {
	n := 0
	for _, r := range body {
		if i >= len(r.Cells) || r.Cells[i].Len() == 0 || separator(b.text, r.Cells) {
			continue
		}
		b.scan(r.Cells[i])
		if len(b.w.toks) == 0 {
			return false
		}
		if u := b.p.ReadUnit(0); u.ID == "" || u.Guess || u.Next != len(b.w.toks) {
			return false
		}
		n++
	}
	return n > 0
}

// numeric reports whether a cell holds a number rather than words.
func numeric(s string) bool {
	d, l := 0, 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			d++
		case r > ' ' && r != '.' && r != ',' && r != '-' && r != '+' && r != '%' && r != '*' && r != '(' && r != ')' && r != '~' && r != '>' && r != '<' && r != '/':
			l++
		}
	}
	return d > 0 && l <= d || d == 0 && l == 0
}

// row reads one row of the body and returns the name that indented rows beneath it belong to.
func (b *binder) row(cells []schemas.Span, cols []column, unit parse.Unit, outer phrase) phrase {
	if labelRow(b.text, cells) {
		for _, c := range cells {
			b.plainCell(c, schemas.ClassOutline, "table.label")
		}
		return outer
	}
	name, marker := phrase{}, ""
	rowUnit := parse.Unit{}
	for i, c := range cells {
		if i >= len(cols) {
			break
		}
		switch cols[i].role {
		case columnMarker:
			marker = strings.Trim(c.In(b.text), "*_ ")
		case columnName:
			b.scan(c)
			name = b.nounPhrase(b.p.Items)
			if u, from := b.unitInName(); u.ID != "" {
				rowUnit = u
				name = b.nounPhrase(b.p.Items[:from])
			}
		case columnUnit:
			b.scan(c)
			if len(b.w.toks) > 0 {
				rowUnit = b.p.ReadUnit(0)
			}
		}
	}
	full := name
	part := strings.ContainsAny(marker, ".") || strings.HasPrefix(marker, "-") || strings.HasPrefix(marker, "+") || marker == "" && b.dashed(cells, cols)
	if part && !outer.empty() && !name.traits.Measure {
		full.text = name.text + " - " + outer.text
	}
	first := len(b.figures)
	for i, c := range cells {
		role := columnValue
		var col column
		if i < len(cols) {
			col = cols[i]
			role = col.role
		}
		switch role {
		case columnMarker:
			b.plainCell(c, schemas.ClassOutline, "table.marker")
		case columnName, columnUnit, columnNote:
			b.proseCell(c)
		default:
			b.valueCell(c, col, full, rowUnit, unit, first)
		}
	}
	if !part && !name.empty() {
		return name
	}
	return outer
}

// unitInName reads the unit that closes a row's name, "Sản lượng lúa (tấn)", from the cell in hand, and the item its bracket begins at.
func (b *binder) unitInName() (parse.Unit, int) {
	items := b.p.Items
	n := len(items)
	if n < 3 || b.p.Rune(items[n-1].From) != ')' {
		return parse.Unit{}, 0
	}
	i := n - 2
	for i > 0 && b.p.Rune(items[i].From) != '(' {
		i--
	}
	if i == 0 {
		return parse.Unit{}, 0
	}
	u := b.p.ReadUnit(items[i].To)
	if u.Guess || u.Next != items[n-1].From {
		return parse.Unit{}, 0
	}
	return u, i
}

// dashed reports whether the name cell of a row begins with a dash: a part of the row above.
func (b *binder) dashed(cells []schemas.Span, cols []column) bool {
	for i, c := range cells {
		if i < len(cols) && cols[i].role == columnName {
			t := strings.TrimLeft(c.In(b.text), "*_ ")
			return strings.HasPrefix(t, "-") || strings.HasPrefix(t, "+") || strings.HasPrefix(t, "–")
		}
	}
	return false
}
