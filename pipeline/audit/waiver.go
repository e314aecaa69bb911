package audit

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"solieu/schemas"
)

// Waiver is a person's decision to live with a finding until a day. The finding stays in the log and in the report, marked.
type Waiver struct {
	Issue  string       // the finding's issue id
	Reason string       // why it is accepted
	Who    string       // who accepted it
	Until  schemas.Date // the last day on which the waiver holds
	At     time.Time    // when it was accepted, to the second; zero where the file does not say
	File   string       // where the waiver stands
	Line   int
}

// InForce reports whether the waiver still holds on a day.
func (w Waiver) InForce(day schemas.Date) bool { return day.EpochDays() <= w.Until.EpochDays() }

// Place is where the waiver stands, file:line.
func (w Waiver) Place() string { return fmt.Sprintf("%s:%d", w.File, w.Line) }

// timeForm is how a waiver's time is written.
const timeForm = time.RFC3339

// DayOf is the day of a time, in the place that the time tells of.
func DayOf(t time.Time) schemas.Date {
	return schemas.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}

// ReadWaivers reads a waiver file: a YAML list of {issue, reason, who, until}, all of them required, and at, which is not. The error joins every fault of the file,
// each as "file:line: what is wrong" in Vietnamese and in English. An empty file has no waivers.
func ReadWaivers(name string, data []byte) ([]Waiver, error) {
	f := waiverFile{name: name, lines: map[string]int{}}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		f.syntax(err)
		return nil, errors.Join(f.faults...)
	}
	for _, doc := range tree.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.NullType || doc.Body.Type() == ast.CommentType {
			continue
		}
		list, ok := doc.Body.(*ast.SequenceNode)
		if !ok {
			f.fault(lineOf(doc.Body), `tệp phải là một danh sách: bắt đầu mỗi mục bằng "- "`, `the file must be a list: begin every entry with "- "`)
			continue
		}
		for _, n := range list.Values {
			f.entry(n)
		}
	}
	if len(f.faults) > 0 {
		return nil, errors.Join(f.faults...)
	}
	return f.waivers, nil
}

// waiverFile is a waiver file being read.
type waiverFile struct {
	name    string
	waivers []Waiver
	lines   map[string]int // of the issues so far
	faults  []error
}

func (f *waiverFile) fault(line int, vi, en string) {
	f.faults = append(f.faults, fmt.Errorf("%s:%d: %s / %s", f.name, line, vi, en))
}

func (f *waiverFile) syntax(err error) {
	line, what := 1, err.Error()
	var syn *yaml.SyntaxError
	if errors.As(err, &syn) {
		what = syn.Message
		if syn.Token != nil && syn.Token.Position != nil {
			line = syn.Token.Position.Line
		}
	}
	what, _, _ = strings.Cut(what, "\n")
	f.fault(line, "YAML viết sai ("+what+"): sửa dấu câu hoặc thụt đầu dòng ở đây", "not YAML: correct the punctuation or the indentation here")
}

// entry reads one waiver.
func (f *waiverFile) entry(n ast.Node) {
	var pairs []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		pairs = m.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{m}
	default:
		f.fault(lineOf(n), `mục phải có dạng {issue: "…", reason: "…", who: "…", until: "…"}`, `an entry is {issue: "…", reason: "…", who: "…", until: "…"}`)
		return
	}
	w := Waiver{File: f.name, Line: lineOf(n)}
	if len(pairs) > 0 {
		w.Line = lineOf(pairs[0].Key)
	}
	before := len(f.faults)
	given := map[string]bool{}
	for _, p := range pairs {
		key := p.Key.GetToken().Value
		given[key] = true
		f.field(&w, key, p.Value)
	}
	for _, key := range []string{"issue", "reason", "who", "until"} {
		if !given[key] {
			f.fault(w.Line, "thiếu "+key+": thêm vào", key+" is missing: add it")
		}
	}
	if first, twice := f.lines[w.Issue]; twice && w.Issue != "" {
		f.fault(w.Line, fmt.Sprintf("vấn đề %s đã có ở dòng %d: giữ một dòng", w.Issue, first), fmt.Sprintf("issue %s stands in line %d already: keep one", w.Issue, first))
	}
	f.lines[w.Issue] = w.Line
	if len(f.faults) == before {
		f.waivers = append(f.waivers, w)
	}
}

// field reads one value of a waiver.
func (f *waiverFile) field(w *Waiver, key string, n ast.Node) {
	text, ok := scalar(n)
	switch {
	case !ok:
		f.fault(lineOf(n), key+" phải là một dòng chữ", key+" must be a plain text")
	case key == "issue":
		w.Issue = text
	case key == "reason":
		w.Reason = text
	case key == "who":
		w.Who = text
	case key == "at":
		at, err := time.Parse(timeForm, text)
		if err != nil && text != "" {
			f.fault(lineOf(n), fmt.Sprintf("at: %q không phải thời điểm: viết 2026-01-31T08:00:00+07:00", text), fmt.Sprintf("at: %q is no time: write 2026-01-31T08:00:00+07:00", text))
		}
		w.At = at.UTC()
	case key == "until":
		day, err := time.Parse(time.DateOnly, text)
		if err != nil && text != "" {
			f.fault(lineOf(n), fmt.Sprintf("until: %q không phải ngày: viết YYYY-MM-DD", text), fmt.Sprintf("until: %q is no day: write YYYY-MM-DD", text))
		}
		w.Until = schemas.Date{Year: day.Year(), Month: int(day.Month()), Day: day.Day()}
	default:
		f.fault(lineOf(n), fmt.Sprintf("không có khóa %q: chỉ dùng issue, reason, who, until, at", key), fmt.Sprintf("no key %q: use issue, reason, who, until, at", key))
		return
	}
	if ok && text == "" {
		f.fault(lineOf(n), key+" còn trống: điền vào", key+" is empty: fill it in")
	}
}

// scalar returns the text of a value that is no list and no mapping; an absent value is the empty text.
func scalar(n ast.Node) (string, bool) {
	switch v := n.(type) {
	case *ast.NullNode:
		return "", true
	case *ast.LiteralNode:
		return strings.TrimSpace(v.Value.Value), true
	case ast.ScalarNode:
		return strings.TrimSpace(v.GetToken().Value), true
	}
	return "", false
}

func lineOf(n ast.Node) int {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 1
}

// register finds waivers and notes which of them a finding bears.
type register struct {
	day     schemas.Date
	byIssue map[string]int
	waivers []Waiver
	used    []bool
}

func newRegister(ws []Waiver, day schemas.Date) *register {
	r := &register{day: day, byIssue: map[string]int{}, waivers: ws, used: make([]bool, len(ws))}
	for i, w := range ws {
		r.byIssue[w.Issue] = i
	}
	return r
}

// find returns the waiver of an issue: as the first result where it is in force, as the second where it has lapsed.
func (r *register) find(issue string) (inForce, lapsed *Waiver) {
	i, ok := r.byIssue[issue]
	if !ok {
		return nil, nil
	}
	r.used[i] = true
	if r.waivers[i].InForce(r.day) {
		return &r.waivers[i], nil
	}
	return nil, &r.waivers[i]
}

// idle returns the waivers that waive nothing: those that lapsed, and those whose issue was not asked for.
func (r *register) idle() (expired, unused []Waiver) {
	for i, w := range r.waivers {
		if !w.InForce(r.day) {
			expired = append(expired, w)
		}
		if !r.used[i] {
			unused = append(unused, w)
		}
	}
	return expired, unused
}
