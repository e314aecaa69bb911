package lexicon

import (
	"strings"

	"solieu/schemas"

	"github.com/goccy/go-yaml/ast"
)

// unitEntry decodes an entry of units/: a unit, a multiplier, or a list of counted nouns.
func (f *file) unitEntry(n ast.Node) {
	known := "id family base factor name name_en surfaces examples multiplier power nouns"
	u, m, noun := Unit{Source: f.source(n)}, Multiplier{Source: f.source(n)}, false
	f.mapping(n, known, func(key string, v ast.Node) {
		switch key {
		case "id":
			u.ID = f.text(v)
		case "family":
			u.Family = f.text(v)
		case "base":
			u.Base = f.text(v)
		case "factor":
			u.Factor = f.decimal(v)
		case "name":
			u.Name = f.text(v)
		case "name_en":
			u.NameEN = f.text(v)
		case "surfaces":
			u.Surfaces = f.surfaces(v)
		case "examples":
			u.Examples = f.examples(v)
		case "multiplier":
			m.Words = f.texts(v)
		case "power":
			m.Power = f.integer(v)
		case "nouns":
			noun = true
			f.nouns(v)
		}
	})
	switch {
	case len(m.Words) > 0:
		f.lex.Multipliers = append(f.lex.Multipliers, m)
	case !noun:
		f.lex.Units = append(f.lex.Units, u)
	}
}

func (f *file) surfaces(n ast.Node) []Surface {
	var out []Surface
	for _, v := range f.list(n) {
		s := Surface{Factor: schemas.Int64(1)}
		switch v.(type) {
		case *ast.MappingNode, *ast.MappingValueNode:
			f.mapping(v, "text factor", func(key string, v ast.Node) {
				if key == "text" {
					s.Text = f.text(v)
				} else {
					s.Factor = f.decimal(v)
				}
			})
		default:
			s.Text = f.text(v)
		}
		out = append(out, s)
	}
	return out
}

// nouns makes a count unit of every noun: hợp tác xã gives {hợp tác xã}. A mapping may set another id, further surfaces (also) and an English name.
func (f *file) nouns(n ast.Node) {
	one := schemas.Int64(1)
	for _, v := range f.list(n) {
		u := Unit{Family: CountFamily, Factor: one, Source: f.source(v), Noun: true}
		words := []string{}
		switch v.(type) {
		case *ast.MappingNode, *ast.MappingValueNode:
			f.mapping(v, "noun text id also name_en", func(key string, v ast.Node) {
				switch key {
				case "noun", "text":
					words = append([]string{f.text(v)}, words...)
				case "id":
					u.ID = f.text(v)
				case "also":
					words = append(words, f.texts(v)...)
				case "name_en":
					u.NameEN = f.text(v)
				}
			})
		default:
			words = append(words, f.text(v))
		}
		if len(words) == 0 || words[0] == "" {
			f.fault(v, "danh từ trống: viết một danh từ", "empty noun: write a noun")
			continue
		}
		u.Name = words[0]
		if u.ID == "" {
			u.ID = "{" + words[0] + "}"
		}
		u.Base = u.ID
		for _, w := range words {
			u.Surfaces = append(u.Surfaces, Surface{Text: w, Factor: one})
		}
		f.lex.Units = append(f.lex.Units, u)
	}
}

func (f *file) cue(n ast.Node) Cue {
	c := Cue{Source: f.source(n)}
	f.mapping(n, "kind value words examples", func(key string, v ast.Node) {
		switch key {
		case "kind":
			c.Kind = f.text(v)
		case "value":
			c.Value = f.text(v)
		case "words":
			c.Words = f.texts(v)
		case "examples":
			c.Examples = f.examples(v)
		}
	})
	return c
}

// areaEntry decodes an entry of areas/: an area, or values that the file's following entries share (defaults).
func (f *file) areaEntry(n ast.Node) {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) == 1 && m.Values[0].Key.GetToken().Value == "defaults" {
		n = m.Values[0].Value
		f.shared = f.area(n, &Area{})
		return
	}
	if m, ok := n.(*ast.MappingValueNode); ok && m.Key.GetToken().Value == "defaults" {
		f.shared = f.area(m.Value, &Area{})
		return
	}
	a := f.area(n, &f.shared)
	f.lex.Areas = append(f.lex.Areas, a)
}

func (f *file) area(n ast.Node, shared *Area) Area {
	a, kind := *shared, ""
	a.Source = f.source(n)
	known := "code list level type name full_name name_en parent successor valid_from valid_to aliases"
	f.mapping(n, known, func(key string, v ast.Node) {
		switch key {
		case "type":
			kind = f.text(v)
		case "aliases":
			a.Aliases = f.texts(v)
		default:
			*a.field(key) = f.text(v)
		}
	})
	a.complete(kind)
	return a
}

// field returns the place of a text key of an area.
func (a *Area) field(key string) *string {
	switch key {
	case "code":
		return &a.Code
	case "list":
		return &a.List
	case "level":
		return &a.Level
	case "name":
		return &a.Name
	case "full_name":
		return &a.FullName
	case "name_en":
		return &a.NameEN
	case "parent":
		return &a.Parent
	case "successor":
		return &a.Successor
	case "valid_from":
		return &a.ValidFrom
	}
	return &a.ValidTo
}

// complete fills what follows from the rest: the level from the length of the code, the full name from the type (Quận, Huyện),
// the English name from the name without its marks.
func (a *Area) complete(kind string) {
	if a.Level == "" {
		switch len(a.Code) {
		case 2:
			a.Level = "province"
		case 3:
			a.Level = "district"
		}
	}
	if a.FullName == "" {
		a.FullName = strings.TrimSpace(kind + " " + a.Name)
	}
	if a.NameEN == "" {
		a.NameEN = unmarked(a.Name)
	}
}

func (f *file) indicator(n ast.Node) Indicator {
	in := Indicator{Source: f.source(n)}
	known := "code official name name_en synonyms unit family kind additive parent formula least examples not"
	f.mapping(n, known, func(key string, v ast.Node) {
		switch key {
		case "code":
			in.Code = f.text(v)
		case "official":
			in.Official = f.text(v)
		case "name":
			in.Name = f.text(v)
		case "name_en":
			in.NameEN = f.text(v)
		case "synonyms":
			in.Synonyms = f.texts(v)
		case "unit":
			in.Unit = f.text(v)
		case "family":
			in.Family = f.text(v)
		case "kind":
			in.Kind = f.text(v)
		case "additive":
			in.Additive = f.boolean(v)
		case "parent":
			in.Parent = f.text(v)
		case "formula":
			in.Formula = f.text(v)
		case "least":
			in.Least = f.decimal(v)
		case "examples":
			in.Examples = append(in.Examples, f.examples(v)...)
		case "not":
			for _, e := range f.examples(v) {
				e.Not = true
				in.Examples = append(in.Examples, e)
			}
		}
	})
	return in
}

func (f *file) rule(n ast.Node) Rule {
	r := Rule{Source: f.source(n)}
	f.mapping(n, "id kind expr severity reason reason_en pass fail", func(key string, v ast.Node) {
		switch key {
		case "id":
			r.ID = f.text(v)
		case "kind":
			r.Kind = f.text(v)
		case "expr":
			r.Expr = f.text(v)
		case "severity":
			r.Severity = f.text(v)
		case "reason":
			r.Reason = f.text(v)
		case "reason_en":
			r.ReasonEN = f.text(v)
		case "pass":
			r.Pass = f.cases(v)
		case "fail":
			r.Fail = f.cases(v)
		}
	})
	return r
}

// cases decodes a list of mappings from indicator codes to values.
func (f *file) cases(n ast.Node) []map[string]string {
	var out []map[string]string
	for _, v := range f.list(n) {
		m := map[string]string{}
		switch c := v.(type) {
		case *ast.MappingNode:
			for _, kv := range c.Values {
				m[kv.Key.GetToken().Value] = f.text(kv.Value)
			}
		case *ast.MappingValueNode:
			m[c.Key.GetToken().Value] = f.text(c.Value)
		default:
			f.fault(v, "cần các cặp \"mã: giá trị\": viết {MÃ: \"1.5\"}", "\"code: value\" pairs are needed: write {CODE: \"1.5\"}")
		}
		out = append(out, m)
	}
	return out
}

func (f *file) examples(n ast.Node) []Example {
	var out []Example
	for _, v := range f.list(n) {
		out = append(out, f.example(v))
	}
	return out
}

func (f *file) example(n ast.Node) Example {
	e := Example{Source: f.source(n)}
	if s, ok := n.(*ast.StringNode); ok {
		e.Text = s.Value
		return e
	}
	known := "text at class value unit measure role status qual period base indicator code not"
	f.mapping(n, known, func(key string, v ast.Node) {
		if key == "not" {
			e.Not = f.boolean(v)
			return
		}
		*e.field(key) = f.text(v)
	})
	return e
}

// field returns the place of a text key of an example.
func (e *Example) field(key string) *string {
	switch key {
	case "text":
		return &e.Text
	case "at":
		return &e.At
	case "class":
		return &e.Class
	case "value":
		return &e.Value
	case "unit":
		return &e.Unit
	case "measure":
		return &e.Measure
	case "role":
		return &e.Role
	case "status":
		return &e.Status
	case "qual":
		return &e.Qual
	case "period":
		return &e.Period
	case "base":
		return &e.Base
	case "indicator":
		return &e.Indicator
	}
	return &e.Code
}
