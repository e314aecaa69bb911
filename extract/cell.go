package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/extract/token"
	"solieu/schemas"
)

// labelRow reports whether a row only numbers the columns: A, B, 1, 2, 3=2/1.
func labelRow(s string, cells []schemas.Span) bool {
	n := 0
	for _, c := range cells {
		t := strings.Trim(c.In(s), "*_ ()")
		if len(t) > 7 || strings.ContainsAny(t, ",") || len(t) > 2 && !strings.ContainsAny(t, "=/:") {
			return false
		}
		if t != "" {
			n++
		}
	}
	return n > 2 && strings.Trim(cells[0].In(s), "*_ ()") != "" && strings.ContainsAny(strings.Trim(cells[1].In(s), "*_ ()")+"x", "BbAa23") && len(strings.Trim(cells[1].In(s), "*_ ()")) <= 2
}

// plainCell records the numerals of a cell that measures nothing.
func (b *binder) plainCell(c schemas.Span, class schemas.Class, rule string) {
	b.w.toks = b.w.lexer.Append(b.w.toks[:0], b.text, c.Start, c.End)
	for _, t := range b.w.toks {
		if t.Kind == token.Numeral {
			b.numerals = append(b.numerals, schemas.Numeral{Span: span(t), Class: class, Figure: schemas.None, Rule: rule})
		}
	}
}

// proseCell records the numerals of a cell of words by the grammar's own judgement; quantities in names are attributes.
func (b *binder) proseCell(c schemas.Span) {
	b.scan(c)
	for i := range b.p.Class {
		if b.p.Class[i] == schemas.ClassFigure {
			b.p.Class[i], b.p.Rule[i] = schemas.ClassAttribute, "table.name"
		}
	}
	b.record(b.w.toks, len(b.figures))
}

// valueCell makes a figure of each number in a cell of values.
func (b *binder) valueCell(c schemas.Span, col column, name phrase, rowUnit, tableUnit parse.Unit, first int) {
	b.scan(c)
	at := len(b.figures)
	s := &sentence{b: b, first: first}
	for k := range b.p.Quantities {
		q := &b.p.Quantities[k]
		if b.p.Class[q.Tok] != schemas.ClassFigure {
			continue
		}
		b.cellFigure(s, q, c, col, name, pickUnit(q.Unit, col.unit, rowUnit, tableUnit))
	}
	if len(b.p.Quantities) == 0 { // a bare year-like or date-like number in a column of values is a value
		b.bareCell(s, c, col, name, pickUnit(parse.Unit{}, col.unit, rowUnit, tableUnit))
	}
	b.record(b.w.toks, at)
}

func (b *binder) bareCell(s *sentence, c schemas.Span, col column, name phrase, u parse.Unit) {
	if len(b.w.toks) != 1 || b.w.toks[0].Kind != token.Numeral {
		return
	}
	n := b.p.Number(0)
	if !n.OK {
		return
	}
	q := parse.Quantity{Tok: 0, Last: 1, Number: n, Slash: -1, Of: -1, Range: -1}
	b.cellFigure(s, &q, c, col, name, u)
}

func pickUnit(us ...parse.Unit) parse.Unit {
	for _, u := range us {
		if u.ID != "" {
			return u
		}
	}
	return parse.Unit{Factor: schemas.Int64(1)}
}

// cellFigure makes the figure of one number in a cell.
func (b *binder) cellFigure(s *sentence, q *parse.Quantity, c schemas.Span, col column, name phrase, u parse.Unit) {
	p := *q
	mult := q.Unit.Mult
	p.Unit = u
	if u.Mult == 0 {
		p.Unit.Mult = mult
	}
	b.clause++
	f := schemas.Figure{Span: span(b.w.toks[q.Tok]), Unit: u.ID, Measure: schemas.Level, Role: schemas.Main, Status: schemas.Actual, Rule: "table.cell", Qual: q.Qual,
		Of: schemas.None, Parent: schemas.None, Sentence: c, Section: b.section.label, Clause: b.clause, Paragraph: b.paragraph, UnitMult: p.Unit.Mult, Decimals: q.Decimals, Ambiguous: q.Doubt}
	f.Quote = c
	switch {
	case col.measure == schemas.Growth && u.ID != "" && u.ID != "%": // "Tăng (+), giảm (-) (ha)"
		f.Measure, f.Base = schemas.Change, col.base
	case col.measure != "":
		f.Measure, f.Base, f.Unit = col.measure, col.base, "%"
		p.Unit = parse.Unit{ID: "%", Family: "ratio", Factor: schemas.Int64(1)}
		f.UnitMult = 0
	case u.ID == "%" || u.ID == "‰" || name.traits.Cues.Has(parse.RatioHead) && u.ID == "":
		f.Measure = schemas.Rate
		if name.traits.Cues.Has(parse.GrowthHead) || strings.HasPrefix(name.text, "tốc độ tăng") {
			f.Measure = schemas.Growth
		} else if name.traits.Cues.Has(parse.ShareHead) {
			f.Measure = schemas.Share
		}
	case strings.Contains(u.ID, "/"):
		f.Measure = schemas.Rate
	}
	s.value(&f, &p, false)
	b.cellContext(&f, col, name)
	b.cellLinks(s, &f, col)
	if b.trace != nil {
		b.trace.cell(&f, col, name)
	}
	b.figures = append(b.figures, f)
}

// cellContext gives a cell its status, period and name.
func (b *binder) cellContext(f *schemas.Figure, col column, name phrase) {
	if col.status != "" {
		f.Status = col.status
	} else if b.section.plan || b.resolved || b.para.plan {
		f.Status = schemas.Plan
	}
	if col.status == schemas.Plan {
		f.Role = schemas.Target
	}
	label := name.text
	if label == "" {
		label = col.name
	} else if col.name != "" && col.measure == "" && !b.genericHead(col.name) && (col.time == nil || b.w.catalogue.find(name.text, "").Code == "") {
		label = col.name + " - " + name.text // beneath a time too, where the row names no indicator: "Diện tích lúa - Năm 2022", "Văn Yên"
	}
	family := ""
	if f.Measure == schemas.Level {
		family = col.unit.Family
	}
	in := b.w.catalogue.find(label, family)
	f.IndicatorCode = in.Code
	stock := in.Kind == "stock" || name.traits.Stock
	switch {
	case col.time != nil:
		f.Period = b.place(col.time, stock)
	case b.para.time != nil:
		f.Period = b.place(b.para.time, stock)
	case b.section.year != 0:
		f.Period = schemas.Year(b.section.year)
	case !b.doc.Meta.Period.IsZero():
		f.Period = b.doc.Meta.Period
	case b.year != 0:
		f.Period = schemas.Year(b.year)
	default:
		f.Period = schemas.AtReport()
	}
	switch {
	case f.Measure == schemas.Attainment:
		label = "tỷ lệ thực hiện kế hoạch " + label
	case f.Measure == schemas.Growth && !strings.HasPrefix(label, "tốc độ"):
		label = "tốc độ tăng " + label
	case f.Role == schemas.Target:
		label = "kế hoạch " + label
	}
	f.Indicator = label
}

func (b *binder) genericHead(t string) bool {
	for _, w := range []string{"thực hiện", "kế hoạch", "ước", "số liệu", "giá trị", "kết quả", "tổng số", "dự toán"} {
		if strings.HasPrefix(t, w) && countWords(t) <= 3 {
			return true
		}
	}
	return false
}

// cellLinks links a percentage of a row to the level of the same row, and a plan to its actual.
func (b *binder) cellLinks(s *sentence, f *schemas.Figure, col column) {
	switch f.Measure {
	case schemas.Attainment, schemas.Index, schemas.Growth:
		for i := len(b.figures) - 1; i >= s.first; i-- {
			g := &b.figures[i]
			if g.Measure == schemas.Level && g.Role == schemas.Main && (col.time == nil || g.Period == f.Period) {
				f.Of, f.Period = i, g.Period
				if g.Status != schemas.Plan {
					f.Status = g.Status
				}
				return
			}
		}
	case schemas.Level:
		if f.Role == schemas.Main {
			for i := s.first; i < len(b.figures); i++ {
				if g := &b.figures[i]; g.Role == schemas.Target && g.Of < 0 && g.Period == f.Period {
					g.Of = len(b.figures)
				}
			}
		} else {
			for i := s.first; i < len(b.figures); i++ {
				if g := &b.figures[i]; g.Role == schemas.Main && g.Measure == schemas.Level && g.Period == f.Period {
					f.Of = i
				}
			}
		}
	}
}
