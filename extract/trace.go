package extract

import (
	"strings"

	"solieu/extract/parse"
	"solieu/extract/token"
	"solieu/schemas"
)

// trace notes what the engine reads, for an explanation; normal extraction has none.
type trace struct {
	dictionary *dictionary
	sentences  []Sentence
	bindings   map[int]Binding // by start of the figure
}

// read notes the items that the parser holds, sentence by sentence.
func (t *trace) read(b *binder) {
	items, from := b.p.Items, 0
	for i := range items {
		if i+1 < len(items) && !b.ends(items, i) && i-from < maxItems {
			continue
		}
		t.sentences = append(t.sentences, t.sentence(b.p, items[from:i+1]))
		from = i + 1
	}
}

// bind notes how the figures of an amount are bound.
func (t *trace) bind(s *sentence, a *amount) {
	p := s.b.p
	head := s.headOf(a, &p.Quantities[a.qty])
	v := Binding{Subject: head.text, Inherited: !a.own && !head.empty(), Scope: string(a.frame.opener)}
	for i, kind := range parse.CueKinds() {
		if a.preds.Has(parse.Cue(i + 1)) {
			v.Cues = append(v.Cues, kind)
		}
	}
	for _, q := range [...]int{a.qty, a.second, a.high} {
		if q >= 0 {
			t.bindings[int(p.Tokens()[p.Quantities[q].Tok].Start)] = v
		}
	}
}

// cell notes how the figure of a cell is bound.
func (t *trace) cell(f *schemas.Figure, col column, name phrase) {
	t.bindings[f.Start] = Binding{Subject: name.text, Scope: "table", Column: col.head}
}

func (t *trace) sentence(p *parse.Parser, items []parse.Item) Sentence {
	toks := p.Tokens()
	s := Sentence{Span: schemas.Span{Start: int(toks[items[0].From].Start), End: int(toks[items[len(items)-1].To-1].End)}}
	for i := 0; i < len(items); {
		j := i + 1
		for items[i].Kind == parse.ItemWord && j < len(items) && items[j].Kind == parse.ItemWord && adjacent(p, items[j-1].To, items[j].From) {
			j++
		}
		s.Items = append(s.Items, t.item(p, items[i], items[j-1].To))
		i = j
	}
	return s
}

// adjacent reports whether words that end before token i and begin at token j stand together: no footnote marker and nothing lifted
// out of the text lies between them.
func adjacent(p *parse.Parser, i, j int) bool {
	toks := p.Tokens()
	for k := i; k <= j; k++ {
		if toks[k].Kind == token.Super || toks[k].Start-toks[k-1].End > 2 {
			return false
		}
	}
	return true
}

var itemKinds = [...]ItemKind{parse.ItemWord: ItemWords, parse.ItemCue: ItemCue, parse.ItemTime: ItemTime, parse.ItemQty: ItemQuantity, parse.ItemPunct: ItemMark,
	parse.ItemRef: ItemReference, parse.ItemNum: ItemNumber}

// item describes the item it, which the words up to token to were joined to.
func (t *trace) item(p *parse.Parser, it parse.Item, to int) Item {
	toks, d := p.Tokens(), t.dictionary
	e := Item{Span: schemas.Span{Start: int(toks[it.From].Start), End: int(toks[to-1].End)}, Kind: itemKinds[it.Kind]}
	switch it.Kind {
	case parse.ItemWord:
		e.Known = d.known(p, it.From, to, false)
	case parse.ItemCue:
		e.Cue = it.Cue.String()
		e.Entries = d.cue(p, it.Cue, it.From, to)
		e.Known = d.known(p, it.From, to, true)
	case parse.ItemTime:
		e.Time = moment(p.Times[it.Index])
	case parse.ItemQty:
		q := &p.Quantities[it.Index]
		e.Amount = amountOf(q)
		e.Entries = d.unit(p, q.Unit)
	}
	return e
}

func amountOf(q *parse.Quantity) *Amount {
	a := &Amount{Value: q.Value, Unit: q.Unit.ID, Mult: q.Unit.Mult, Qual: q.Qual, Guessed: q.Unit.Guess}
	if v, err := q.Value.Shift(q.Unit.Mult); err == nil {
		a.Value = v
	}
	if v, err := a.Value.Mul(q.Unit.Factor); err == nil && q.Unit.Factor.Sign() != 0 {
		a.Value = v
	}
	if q.Sign < 0 {
		a.Value = a.Value.Abs().Neg()
	}
	if q.Range >= 0 {
		a.Range = "low"
		if q.High {
			a.Range = "high"
		}
	}
	return a
}

var timeForms = [...]string{parse.TimeYear: "year", parse.TimeYears: "years", parse.TimeSchool: "school_year", parse.TimeMonths: "months", parse.TimeMonth: "month",
	parse.TimeQuarter: "quarter", parse.TimeDay: "day", parse.TimeDays: "days", parse.TimeNow: "now", parse.TimeToNow: "to_now", parse.TimeSame: "same",
	parse.TimePrevYear: "previous_year", parse.TimePrevMonth: "previous_month", parse.TimePrevQuart: "previous_quarter", parse.TimeThisYear: "this_year",
	parse.TimeThisMonth: "this_month", parse.TimeThisQuarter: "this_quarter", parse.TimeThisDay: "this_day", parse.TimePeriod: "report_period", parse.TimeSpan: "length", parse.TimeLastYears: "last_years"}

var edges = [...]string{parse.EdgeNone: "", parse.EdgeTo: "to", parse.EdgeEnd: "end", parse.EdgeStart: "start", parse.EdgeFrom: "from"}

func moment(t parse.Time) *Moment {
	m := &Moment{Form: timeForms[t.Kind], Edge: edges[t.Edge], Total: t.Cum}
	switch t.Kind {
	case parse.TimeYear, parse.TimeMonth, parse.TimeDay:
		m.Period = partial(t.Y, t.M, t.D)
	case parse.TimeYears, parse.TimeSchool:
		m.Period = partial(t.Y, 0, 0) + "/" + partial(t.Y2, 0, 0)
	case parse.TimeMonths, parse.TimeQuarter:
		m.Period = partial(t.Y, t.M, 0) + "/" + partial(t.Y, t.M2, 0)
	case parse.TimeDays:
		m.Period = partial(t.Y, t.M, t.D) + "/" + partial(t.Y2, t.MM2, t.D2)
	case parse.TimeSame:
		if t.Y != 0 {
			m.Period = partial(t.Y, 0, 0)
		}
	}
	return m
}

// partial writes a date whose year the text may leave out.
func partial(y, m, d int) string {
	if y == 0 {
		return "YYYY" + strings.TrimPrefix(schemas.Date{Year: 1, Month: m, Day: d}.String(), "0001")
	}
	return schemas.Date{Year: y, Month: m, Day: d}.String()
}

// syllables returns the folded words of tokens [from, to), as the dictionary writes them.
func syllables(p *parse.Parser, from, to int) string {
	var out []string
	for i := from; i < to; i++ {
		if p.Tokens()[i].Kind == token.Word {
			out = append(out, token.Fold(p.Text(i)))
		}
	}
	return strings.Join(out, " ")
}
