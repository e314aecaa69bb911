package lexicon

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// circles reports identities that define an indicator by itself, over one rule or several (A = B + C and B = A - D), and bounds that lead back
// to where they begin (A <= B and B <= A).
func (fs *faults) circles(rules []Rule) {
	for _, kind := range []string{"=", "<="} {
		leads := map[string][]lead{}
		for i := range rules {
			r := &rules[i]
			from, to := r.leads(kind)
			for _, code := range to {
				if path := reach(leads, code, from, nil); path != nil {
					fs.circle(r, from, path)
					break
				}
			}
			if from != "" {
				leads[from] = append(leads[from], lead{r, to})
			}
		}
	}
}

// lead is a rule that leads from an indicator to others: those that it is made from, or that it must not exceed.
type lead struct {
	by    *Rule
	codes []string
}

// step leads from an indicator to the next one.
type step struct {
	code string
	by   *Rule // nil for the last one
}

// leads returns the indicator that an identity defines and those that it is made from, or for the order "<=" the two codes of a bound between
// them; "" where the rule is of another form.
func (r *Rule) leads(order string) (string, []string) {
	rel, err := ParseRelation(r.Expr)
	if err != nil || len(rel.Ops) != 1 {
		return "", nil
	}
	left, right := rel.Terms[0], rel.Terms[1]
	if order == "<=" && rel.Ops[0] == ">=" {
		return (&Rule{Expr: flipped(rel)}).leads(order)
	}
	if rel.Ops[0] != order || left.Op != 'c' || order == "<=" && right.Op != 'c' {
		return "", nil
	}
	return left.Code, right.Codes()
}

// flipped is a >= b as b <= a, where both are codes.
func flipped(rel *Relation) string { return rel.Terms[1].Code + " <= " + rel.Terms[0].Code }

// reach finds a way from one indicator to another; nil where there is none.
func reach(leads map[string][]lead, from, to string, been []string) []step {
	if from == to {
		return []step{{code: to}}
	}
	if slices.Contains(been, from) {
		return nil
	}
	for _, l := range leads[from] {
		for _, code := range l.codes {
			if path := reach(leads, code, to, append(been, from)); path != nil {
				return append([]step{{from, l.by}}, path...)
			}
		}
	}
	return nil
}

func (fs *faults) circle(r *Rule, left string, path []step) {
	way, others := left, []string(nil)
	for _, s := range path {
		way += " → " + s.code
		if s.by != nil {
			others = append(others, fmt.Sprintf("%s (%s:%d)", s.by.ID, s.by.File, s.by.Line))
		}
	}
	with := strings.Join(others, ", ")
	if with == "" {
		fs.addf(r.Source, "quy tắc %q vòng quanh (%s): bỏ chỉ tiêu đó ở vế phải", "rule %q goes in a circle (%s): remove that indicator from its right side", r.ID, way)
		return
	}
	fs.addf(r.Source, "quy tắc %q cùng %s tạo vòng (%s): bỏ một quy tắc", "rule %q goes in a circle with %s (%s): remove one of them", r.ID, with, way)
}

// contradictions reports rules that cannot hold together: the values of one rule's passing example violate another rule that speaks of the
// same indicators, or no values at all satisfy all of them.
func (fs *faults) contradictions(rules []Rule) {
	relations := make([]*Relation, len(rules))
	for i, r := range rules {
		relations[i], _ = ParseRelation(r.Expr) // it was read before
	}
	before := len(*fs)
	for i := range rules {
		for j := range i {
			values := refuted(rules[i].Pass, relations[j])
			if values == nil {
				values = refuted(rules[j].Pass, relations[i])
			}
			if values != nil {
				fs.contradict(rules, i, []int{j}, written(values))
			}
		}
	}
	if len(*fs) > before {
		return
	}
	if i, others := infeasible(relations); i >= 0 {
		fs.contradict(rules, i, others, "")
	}
}

// refuted returns the first of some values that give all of a relation's indicators and violate it.
func refuted(examples []map[string]string, rel *Relation) map[string]string {
	for _, values := range examples {
		if ok, err := rel.Holds(values); err == nil && !ok {
			return values
		}
	}
	return nil
}

// written shows the values of an example, by code.
func written(values map[string]string) string {
	codes := slices.Sorted(maps.Keys(values))
	for i, c := range codes {
		codes[i] = c + ": " + values[c]
	}
	return strings.Join(codes, ", ")
}

func (fs *faults) contradict(rules []Rule, i int, others []int, values string) {
	var with []string
	for _, j := range others {
		with = append(with, fmt.Sprintf("%s (%s:%d)", rules[j].ID, rules[j].File, rules[j].Line))
	}
	list := strings.Join(with, ", ")
	if values == "" {
		fs.addf(rules[i].Source, "quy tắc %q mâu thuẫn với %s: không có giá trị nào thỏa mãn cả; sửa hoặc bỏ một quy tắc",
			"rule %q contradicts %s: no values satisfy them all; correct or remove one of them", rules[i].ID, list)
		return
	}
	fs.addf(rules[i].Source, "quy tắc %q mâu thuẫn với %s: {%s} chỉ đúng với một trong hai; sửa hoặc bỏ một quy tắc",
		"rule %q contradicts %s: {%s} satisfies only one of the two; correct or remove one of them", rules[i].ID, list, values)
}
