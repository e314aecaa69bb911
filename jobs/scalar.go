package jobs

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// reader turns the YAML tree of one file into values and faults.
type reader struct {
	file, folder string
	faults       faults
}

// positioned is what errors of the YAML parser have in common.
type positioned interface {
	error
	GetToken() *token.Token
	GetMessage() string
}

func (r *reader) fault(n ast.Node, vi, en string) {
	line, column := place(n)
	r.faults = append(r.faults, &Fault{r.file, line, column, vi, en})
}

// place returns the line and column at which n begins.
func place(n ast.Node) (line, column int) {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		n = m.Values[0].Key
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line, t.Position.Column
	}
	return 1, 1
}

// pairsOf returns the pairs of a mapping; a mapping of one pair is no mapping to the parser.
func pairsOf(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch m := n.(type) {
	case *ast.MappingNode:
		return m.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{m}, true
	}
	return nil, false
}

// mapping calls set for each known key of the mapping n. Unknown and repeated keys are faults, and so are required ones that are
// missing.
func (r *reader) mapping(n ast.Node, known, required string, set func(key string, v ast.Node)) {
	pairs, ok := pairsOf(n)
	if !ok {
		r.fault(n, "cần các cặp \"khóa: giá trị\" với: "+known, "\"key: value\" pairs are needed, of: "+known)
		return
	}
	keys, seen := strings.Fields(known), map[string]bool{}
	for _, kv := range pairs {
		key := kv.Key.GetToken().Value
		switch {
		case !slices.Contains(keys, key):
			r.fault(kv.Key, fmt.Sprintf("khóa lạ %q: dùng một trong: %s", key, known), fmt.Sprintf("unknown key %q: use one of: %s", key, known))
		case seen[key]:
			r.fault(kv.Key, fmt.Sprintf("khóa %q lặp lại: giữ một", key), fmt.Sprintf("the key %q is repeated: keep one", key))
		default:
			set(key, kv.Value)
		}
		seen[key] = true
	}
	for _, key := range strings.Fields(required) {
		if !seen[key] {
			r.fault(n, fmt.Sprintf("thiếu khóa %q: thêm vào", key), fmt.Sprintf("the key %q is missing: add it", key))
		}
	}
}

// list returns the entries of a list that must have one.
func (r *reader) list(n ast.Node) []ast.Node {
	s, ok := n.(*ast.SequenceNode)
	if !ok || len(s.Values) == 0 {
		r.fault(n, "cần một danh sách không trống: bắt đầu mỗi mục bằng \"- \"", "a list with entries is needed: begin each with \"- \"")
		return nil
	}
	return s.Values
}

func isScalar(n ast.Node) bool {
	switch n.(type) {
	case *ast.StringNode, *ast.LiteralNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return true
	}
	return false
}

// text returns a scalar as written, without its quotes.
func (r *reader) text(n ast.Node) string {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value
	case *ast.LiteralNode:
		return strings.TrimSpace(v.Value.Value)
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value
	}
	r.fault(n, "cần một giá trị đơn ở đây", "a single value is needed here")
	return ""
}

func (r *reader) choice(n ast.Node, allowed string) string {
	if !isScalar(n) {
		return r.text(n)
	}
	word := r.text(n)
	if !slices.Contains(strings.Fields(allowed), word) {
		words := strings.Join(strings.Fields(allowed), ", ")
		r.fault(n, fmt.Sprintf("giá trị lạ %q: dùng một trong: %s", word, words), fmt.Sprintf("unknown value %q: use one of: %s", word, words))
	}
	return word
}

func (r *reader) boolean(n ast.Node) bool {
	b, ok := n.(*ast.BoolNode)
	if !ok {
		r.fault(n, "cần true hoặc false", "true or false is needed")
		return false
	}
	return b.Value
}

func (r *reader) integer(n ast.Node, low, high int) int {
	v, err := strconv.Atoi(r.text(n))
	if isScalar(n) && (err != nil || v < low || v > high) {
		r.fault(n, fmt.Sprintf("cần một số nguyên từ %d đến %d", low, high), fmt.Sprintf("a whole number from %d to %d is needed", low, high))
	}
	return v
}

func (r *reader) number(n ast.Node, low, high float64) float64 {
	return r.bounded(n, r.text(n), low, high)
}

func (r *reader) bounded(n ast.Node, text string, low, high float64) float64 {
	v, err := strconv.ParseFloat(text, 64)
	if isScalar(n) && (err != nil || !(v >= low && v <= high)) { // NaN is in no range
		r.fault(n, fmt.Sprintf("cần một số từ %g đến %g", low, high), fmt.Sprintf("a number from %g to %g is needed", low, high))
	}
	return v
}

// duration reads a span of time as Go writes it, such as 90s, 1h30m.
func (r *reader) duration(n ast.Node, low, high time.Duration) time.Duration {
	d, err := time.ParseDuration(r.text(n))
	if isScalar(n) && (err != nil || d < low || d > high) {
		r.fault(n, fmt.Sprintf("cần một khoảng thời gian từ %s đến %s, ví dụ 90s hoặc 1h30m", low, high),
			fmt.Sprintf("a span of time from %s to %s is needed, such as 90s or 1h30m", low, high))
	}
	return d
}
