package lexicon

// indicators checks the catalogue.
func (fs *faults) indicators(lex *Lexicon) {
	codes, names := map[string]Source{}, map[string]Indicator{}
	for _, in := range lex.Indicators {
		fs.need(in.Source, "code", in.Code)
		fs.once(codes, in.Code, in.Source, "mã chỉ tiêu", "indicator code")
	}
	fam, generic := lex.Families(), foldSet(lex.Phrases.Generic)
	for _, in := range lex.Indicators {
		fs.need(in.Source, "name", in.Name)
		fs.need(in.Source, "name_en", in.NameEN)
		fs.need(in.Source, "unit", in.Unit)
		if in.Kind != "flow" && in.Kind != "stock" && in.Kind != "ratio" {
			fs.addf(in.Source, "kind %q lạ: ghi flow, stock hoặc ratio", "kind %q is unknown: write flow, stock or ratio", in.Kind)
		}
		fs.family(in, fam)
		if _, ok := codes[in.Parent]; !ok && in.Parent != "" {
			fs.addf(in.Source, "chỉ tiêu cha %q chưa có: thêm hoặc sửa parent", "parent %q is unknown: add it or correct parent", in.Parent)
		}
		for _, s := range append([]string{in.Name}, in.Synonyms...) {
			fs.name(names, in, s)
			if generic[FoldWords(s)] {
				fs.addf(in.Source, "tên %q chung quá, sẽ nuốt chỉ tiêu khác: ghi cụ thể hơn", "name %q is too general and would swallow others: be more specific", s)
			}
		}
		fs.examples(in.Source, in.Examples, true)
	}
}

// name checks that a name belongs to no other indicator of the family and says more than generic words do.
func (fs *faults) name(names map[string]Indicator, in Indicator, name string) {
	key := in.Family + ": " + FoldWords(name)
	if first, ok := names[key]; ok {
		fs.addf(in.Source, "tên %q đã có ở %s (%s:%d): giữ ở một chỗ", "name %q is already at %s (%s:%d): keep it in one place", name, first.Code, first.File, first.Line)
		return
	}
	names[key] = in
}

// family checks that an indicator's unit is known and that its family is the unit's own.
func (fs *faults) family(in Indicator, fam Families) {
	if len(fam) == 0 || in.Unit == "" {
		return
	}
	switch f := fam.Of(in.Unit); {
	case f == "":
		fs.addf(in.Source, "đơn vị %q chưa có trong units: thêm đơn vị hoặc sửa unit", "unit %q is not in units: add it or correct unit", in.Unit)
	case f != in.Family:
		fs.addf(in.Source, "họ đơn vị %q khác họ của đơn vị (%q): bỏ family hoặc sửa", "family %q is not the unit's (%q): remove family or correct it", in.Family, f)
	}
}

// rules checks the relations between indicators.
func (fs *faults) rules(lex *Lexicon) {
	ids := map[string]Source{}
	for _, r := range lex.Rules {
		fs.need(r.Source, "id", r.ID)
		fs.need(r.Source, "expr", r.Expr)
		fs.need(r.Source, "reason", r.Reason)
		fs.need(r.Source, "reason_en", r.ReasonEN)
		fs.once(ids, r.ID, r.Source, "quy tắc", "rule")
		if len(r.Pass) == 0 || len(r.Fail) == 0 {
			fs.addf(r.Source, "quy tắc thiếu ví dụ: ghi cả pass và fail", "the rule lacks examples: write both pass and fail")
		}
	}
}
