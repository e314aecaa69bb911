package lexicon

import (
	"encoding/binary"
	"maps"
	"slices"

	"solieu/schemas"
)

// form goes through the fields of a dictionary and writes them, or fills them in with what was written. One function serves both ways, so they
// cannot disagree about the order.
type form struct {
	writing bool
	bytes   []byte         // written, or left to be read
	texts   []string       // by number
	number  map[string]int // of the texts, where they are written
	fault   bool           // what was read was not written here
}

func (f *form) lexicon(lex *Lexicon) {
	f.text(&lex.Digest)
	items(f, &lex.Units, f.unit)
	items(f, &lex.Multipliers, func(m *Multiplier) {
		f.list(&m.Words)
		f.integer(&m.Power)
		f.source(&m.Source)
	})
	items(f, &lex.Cues, func(c *Cue) {
		f.text(&c.Kind, &c.Value)
		f.list(&c.Words)
		f.examples(&c.Examples)
		f.source(&c.Source)
	})
	items(f, &lex.Areas, func(a *Area) {
		f.text(&a.Code, &a.List, &a.Level, &a.Name, &a.FullName, &a.NameEN, &a.Parent, &a.Successor, &a.ValidFrom, &a.ValidTo)
		f.list(&a.Aliases)
		f.source(&a.Source)
	})
	items(f, &lex.Indicators, f.indicator)
	p := &lex.Phrases
	for _, words := range []*[]string{&p.Wrappers, &p.Fillers, &p.Optional, &p.Tails, &p.Places, &p.Changers, &p.Generic} {
		f.list(words)
	}
	items(f, &lex.Rules, func(r *Rule) {
		f.text(&r.ID, &r.Kind, &r.Expr, &r.Severity, &r.Reason, &r.ReasonEN)
		f.cases(&r.Pass)
		f.cases(&r.Fail)
		f.source(&r.Source)
	})
}

func (f *form) unit(u *Unit) {
	f.text(&u.ID, &u.Family, &u.Base, &u.Name, &u.NameEN)
	f.decimal(&u.Factor)
	items(f, &u.Surfaces, func(s *Surface) {
		f.text(&s.Text)
		f.decimal(&s.Factor)
	})
	f.examples(&u.Examples)
	f.flag(&u.Noun)
	f.source(&u.Source)
}

func (f *form) indicator(in *Indicator) {
	f.text(&in.Code, &in.Official, &in.Name, &in.NameEN, &in.Unit, &in.Family, &in.Kind, &in.Parent, &in.Formula)
	f.list(&in.Synonyms)
	f.flag(&in.Additive)
	f.decimal(&in.Least)
	f.examples(&in.Examples)
	f.source(&in.Source)
}

func (f *form) examples(es *[]Example) {
	items(f, es, func(e *Example) {
		f.text(&e.Text, &e.At, &e.Class, &e.Value, &e.Unit, &e.Measure, &e.Role, &e.Status, &e.Qual, &e.Period, &e.Base, &e.Indicator, &e.Code)
		f.flag(&e.Not)
		f.source(&e.Source)
	})
}

func (f *form) cases(cs *[]map[string]string) {
	items(f, cs, func(m *map[string]string) {
		keys := slices.Sorted(maps.Keys(*m))
		f.list(&keys)
		if !f.writing {
			*m = make(map[string]string, len(keys))
		}
		for _, k := range keys {
			v := (*m)[k]
			f.text(&v)
			(*m)[k] = v
		}
	})
}

func (f *form) source(s *Source) {
	f.text(&s.File)
	f.integer(&s.Line)
}

func (f *form) list(s *[]string) { items(f, s, func(t *string) { f.text(t) }) }

// items goes through a list. None takes less than a byte, so a length beyond the bytes that are left is a fault.
func items[T any](f *form, s *[]T, each func(*T)) {
	n := len(*s)
	if f.writing {
		f.integer(&n)
	} else if n = f.length(); n > 0 {
		*s = make([]T, n)
	}
	for i := range *s {
		each(&(*s)[i])
	}
}

// length reads the length of a list or a text; 0 where it cannot be one.
func (f *form) length() (n int) {
	if f.integer(&n); n < 0 || n > len(f.bytes) {
		f.fault, n = true, 0
	}
	return n
}

func (f *form) text(ts ...*string) {
	for _, t := range ts {
		if f.writing {
			n, ok := f.number[*t]
			if !ok {
				n = len(f.texts)
				f.number[*t], f.texts = n, append(f.texts, *t)
			}
			f.integer(&n)
			continue
		}
		var n int
		if f.integer(&n); n < 0 || n >= len(f.texts) {
			f.fault = true
			return
		}
		*t = f.texts[n]
	}
}

func (f *form) decimal(d *schemas.Decimal) {
	s := d.String()
	f.text(&s)
	if f.writing || f.fault {
		return
	}
	var err error
	if *d, err = schemas.ParseDecimal(s); err != nil {
		f.fault = true
	}
}

func (f *form) flag(b *bool) {
	n := 0
	if *b {
		n = 1
	}
	f.integer(&n)
	*b = n == 1
}

func (f *form) integer(n *int) {
	if f.writing {
		f.bytes = binary.AppendVarint(f.bytes, int64(*n))
		return
	}
	v, size := binary.Varint(f.bytes)
	if size <= 0 {
		f.fault, f.bytes, v, size = true, nil, 0, 0
	}
	*n, f.bytes = int(v), f.bytes[size:]
}
