package lexicon

import "solieu/schemas"

// validate checks what one entry alone cannot tell: names that are used twice, links that lead nowhere, entries without examples.
func validate(lex *Lexicon) faults {
	var fs faults
	fs.units(lex)
	fs.cues(lex)
	fs.areas(lex)
	fs.indicators(lex)
	fs.rules(lex)
	return fs
}

// once reports a key that was seen before, under the name that the file shows; what names the kind of thing.
func (fs *faults) once(seen map[string]Source, key, shown string, src Source, whatVI, whatEN string) {
	if first, dup := seen[key]; dup {
		fs.addf(src, whatVI+" %q đã có ở %s:%d: bỏ một chỗ hoặc đổi tên", whatEN+" %q is already at %s:%d: remove one or rename it", shown, first.File, first.Line)
		return
	}
	seen[key] = src
}

// need reports an empty value of a key.
func (fs *faults) need(src Source, key, value string) {
	if value == "" {
		fs.addf(src, "thiếu %s: ghi thêm", "%s is missing: add it", key)
	}
}

func (fs *faults) units(lex *Lexicon) {
	ids, surfaces, words := map[string]Source{}, map[string]Source{}, map[string]Source{}
	known := lex.Families()
	for _, u := range lex.Units {
		fs.need(u.Source, "id", u.ID)
		fs.need(u.Source, "family", u.Family)
		fs.need(u.Source, "name", u.Name)
		fs.once(ids, u.ID, u.ID, u.Source, "đơn vị", "unit")
		if u.Factor.Sign() <= 0 {
			fs.addf(u.Source, "đơn vị %q có hệ số không dương: ghi factor lớn hơn 0", "unit %q has no positive factor: write a factor above 0", u.ID)
		}
		if b, ok := known[u.Base]; !ok {
			fs.addf(u.Source, "đơn vị gốc %q chưa có: thêm đơn vị đó hoặc sửa base", "base unit %q is unknown: add that unit or correct base", u.Base)
		} else if b != u.Family {
			fs.addf(u.Source, "đơn vị gốc %q thuộc họ khác (%s): sửa base hoặc family", "base unit %q is of another family (%s): correct base or family", u.Base, b)
		}
		fs.surfaces(u, surfaces)
		if !u.Noun {
			fs.examples(u.Source, u.Examples, true)
		}
	}
	for _, m := range lex.Multipliers {
		if m.Power == 0 {
			fs.addf(m.Source, "thiếu power: ghi số mũ của 10", "power is missing: write the power of ten")
		}
		for _, w := range m.Words {
			fs.once(words, Fold(w), w, m.Source, "từ nhân", "multiplier word")
		}
	}
}

func (fs *faults) surfaces(u Unit, seen map[string]Source) {
	own := make(map[string]schemas.Decimal, len(u.Surfaces))
	for _, s := range u.Surfaces {
		if s.Text == "" || s.Factor.Sign() <= 0 {
			fs.addf(u.Source, "cách viết trống hoặc hệ số không dương ở %q: sửa surfaces", "an empty surface or one without a positive factor at %q: correct surfaces", u.ID)
			continue
		}
		key := Fold(s.Text)
		if f, again := own[key]; again && f == s.Factor {
			continue // another spelling of the same, such as kWh and kwh
		}
		own[key] = s.Factor
		fs.once(seen, key, s.Text, u.Source, "cách viết", "surface")
	}
}

func (fs *faults) cues(lex *Lexicon) {
	for _, c := range lex.Cues {
		fs.need(c.Source, "kind", c.Kind)
		if len(c.Words) == 0 {
			fs.addf(c.Source, "thiếu words: ghi các từ", "words are missing: add them")
		}
		fs.examples(c.Source, c.Examples, true)
	}
}

func (fs *faults) areas(lex *Lexicon) {
	codes := map[string]Source{}
	for _, a := range lex.Areas {
		codes[a.List+":"+a.Code] = a.Source
	}
	seen := map[string]Source{}
	for _, a := range lex.Areas {
		fs.need(a.Source, "code", a.Code)
		fs.need(a.Source, "list", a.List)
		fs.need(a.Source, "name", a.Name)
		fs.once(seen, a.List+":"+a.Code, a.List+":"+a.Code, a.Source, "mã địa bàn", "area code")
		if a.Level != "province" && a.Level != "district" {
			fs.addf(a.Source, "level %q lạ: ghi province hoặc district", "level %q is unknown: write province or district", a.Level)
		}
		if _, ok := codes[a.List+":"+a.Parent]; !ok && (a.Parent != "" || a.Level == "district") {
			fs.addf(a.Source, "tỉnh %q không có trong danh mục %s: sửa parent", "province %q is not in list %s: correct parent", a.Parent, a.List)
		}
		if _, ok := codes["2025:"+a.Successor]; !ok && a.Successor != "" {
			fs.addf(a.Source, "mã kế thừa %q không có trong danh mục 2025: sửa successor", "successor %q is not in list 2025: correct successor", a.Successor)
		}
		for _, d := range []string{a.ValidFrom, a.ValidTo} {
			if p, err := schemas.ParseDate(d); d != "" && (err != nil || p.Day == 0 || !p.Valid()) {
				fs.addf(a.Source, "ngày %q sai: viết như 2025-07-01", "bad date %q: write it as 2025-07-01", d)
			}
		}
	}
}

// examples checks the values that examples claim; at least one is needed where must is set.
func (fs *faults) examples(src Source, examples []Example, must bool) {
	if must && len(examples) == 0 {
		fs.addf(src, "mục không có ví dụ: thêm ít nhất một câu vào examples", "the entry has no example: add at least one sentence to examples")
	}
	for _, e := range examples {
		fs.need(e.Source, "text", e.Text)
		if e.Value != "" {
			if _, err := schemas.ParseDecimal(e.Value); err != nil {
				fs.addf(e.Source, "value %q không phải số thập phân: viết như -11.3", "value %q is no decimal number: write it as -11.3", e.Value)
			}
		}
		if _, err := schemas.ParsePeriod(e.Period); err != nil {
			fs.addf(e.Source, "period %q sai: viết như 2023, 2023-01/2023-10 hoặc @2023-10", "bad period %q: write it as 2023, 2023-01/2023-10 or @2023-10", e.Period)
		}
	}
}
