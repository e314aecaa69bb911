package lexicon

import (
	"slices"

	"solieu/schemas"
)

// indicators checks the catalogue.
func (fs *faults) indicators(lex *Lexicon) {
	codes, names := map[string]Source{}, map[string]Indicator{}
	for _, in := range lex.Indicators {
		fs.need(in.Source, "code", in.Code)
		fs.once(codes, in.Code, in.Code, in.Source, "mã chỉ tiêu", "indicator code")
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
		fs.formula(in, codes)
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

// formula checks that a formula can be read and names known indicators.
func (fs *faults) formula(in Indicator, codes map[string]Source) {
	if in.Formula == "" {
		return
	}
	t, err := ParseTerm(in.Formula)
	if err != nil {
		fs.addf(in.Source, "formula %q không đọc được (%v): viết như A / B", "formula %q cannot be read (%v): write it as A / B", in.Formula, err)
		return
	}
	fs.known(in.Source, t.Codes(), codes)
}

// known reports codes that the catalogue does not have.
func (fs *faults) known(src Source, used []string, codes map[string]Source) {
	for _, c := range used {
		if _, ok := codes[c]; !ok {
			fs.addf(src, "mã %q không có trong danh mục: sửa lại hoặc thêm chỉ tiêu", "code %q is not in the catalogue: correct it or add the indicator", c)
		}
	}
}

// rules checks the relations between indicators, and that their examples do what they claim.
func (fs *faults) rules(lex *Lexicon) {
	ids, codes := map[string]Source{}, map[string]Source{}
	for _, in := range lex.Indicators {
		codes[in.Code] = in.Source
	}
	for _, r := range lex.Rules {
		fs.need(r.Source, "id", r.ID)
		fs.need(r.Source, "reason", r.Reason)
		fs.need(r.Source, "reason_en", r.ReasonEN)
		fs.once(ids, r.ID, r.ID, r.Source, "quy tắc", "rule")
		if r.Kind != "identity" && r.Kind != "bound" {
			fs.addf(r.Source, "kind %q lạ: ghi identity hoặc bound", "kind %q is unknown: write identity or bound", r.Kind)
		}
		switch schemas.Severity(r.Severity) {
		case schemas.SeverityDecision, schemas.SeverityError, schemas.SeverityWarning, schemas.SeverityInfo:
		default:
			fs.addf(r.Source, "severity %q lạ: ghi decision, error, warning hoặc info", "severity %q is unknown: write decision, error, warning or info", r.Severity)
		}
		fs.relation(r, codes)
	}
	fs.circles(lex.Rules)
}

func (fs *faults) relation(r Rule, codes map[string]Source) {
	rel, err := ParseRelation(r.Expr)
	if err != nil {
		fs.addf(r.Source, "expr %q không đọc được (%v): viết như A = B + C hoặc 0 <= A <= 100", "expr %q cannot be read (%v): write it as A = B + C or 0 <= A <= 100", r.Expr, err)
		return
	}
	fs.known(r.Source, rel.Codes(), codes)
	if len(rel.Codes()) == 0 {
		fs.addf(r.Source, "expr %q không nêu chỉ tiêu nào: ghi mã chỉ tiêu", "expr %q names no indicator: write the codes of some", r.Expr)
	}
	if slices.Contains(rel.Ops, "<") || slices.Contains(rel.Ops, ">") {
		fs.addf(r.Source, "expr %q dùng < hoặc >: số đã làm tròn không phân biệt được, ghi <= hoặc >=", "expr %q has < or >: rounded numbers cannot tell, write <= or >=", r.Expr)
	}
	if len(r.Pass) == 0 || len(r.Fail) == 0 {
		fs.addf(r.Source, "quy tắc thiếu ví dụ: ghi cả pass và fail", "the rule lacks examples: write both pass and fail")
	}
	for _, c := range r.Pass {
		fs.ruleCase(r, rel, c, true)
	}
	for _, c := range r.Fail {
		fs.ruleCase(r, rel, c, false)
	}
}

// ruleCase evaluates one example of a rule.
func (fs *faults) ruleCase(r Rule, rel *Relation, values map[string]string, want bool) {
	got, err := rel.Holds(values)
	switch {
	case err != nil:
		fs.addf(r.Source, "ví dụ của quy tắc %q không tính được (%v): ghi đủ giá trị", "an example of rule %q cannot be computed (%v): give all values", r.ID, err)
	case got != want:
		key := map[bool]string{true: "pass", false: "fail"}[want]
		fs.addf(r.Source, "một ví dụ %s của quy tắc %q không đúng như vậy: sửa giá trị hoặc expr", "a %s example of rule %q does not: correct its values or expr", key, r.ID)
	}
}
