package lexicon

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"solieu/schemas"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// file is one lexicon file on its way from YAML to entries.
type file struct {
	name, folder string // name is for people
	id           string // names the file in the digest
	data         []byte
	lex          Lexicon
	shared       Area // what the areas of the file have in common
	faults       faults
}

// decode parses the file and fills its part of the lexicon and its faults.
func (f *file) decode() {
	tree, err := parser.ParseBytes(f.data, 0)
	if err != nil {
		f.syntax(err)
		return
	}
	for _, doc := range tree.Docs {
		if doc.Body == nil || isNull(doc.Body) {
			continue
		}
		list, ok := doc.Body.(*ast.SequenceNode)
		if !ok {
			f.fault(doc.Body, "tệp phải là một danh sách: bắt đầu mỗi mục bằng \"- \"", "the file must be a list: begin every entry with \"- \"")
			continue
		}
		for _, n := range list.Values {
			f.entry(n)
		}
	}
}

// entry decodes one top-level entry by the folder that the file stands in.
func (f *file) entry(n ast.Node) {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
	default:
		f.fault(n, "mục phải gồm các cặp \"khóa: giá trị\": viết {khóa: giá trị, …}", "an entry consists of \"key: value\" pairs: write {key: value, …}")
		return
	}
	switch f.folder {
	case "units":
		f.unitEntry(n)
	case "cues":
		f.lex.Cues = append(f.lex.Cues, f.cue(n))
	case "areas":
		f.areaEntry(n)
	case "indicators":
		f.catalogueEntry(n)
	case "rules":
		f.lex.Rules = append(f.lex.Rules, f.rule(n))
	}
}

func (f *file) syntax(err error) {
	src, column, what := Source{File: f.name, Line: 1}, 1, err.Error()
	var syn *yaml.SyntaxError
	if errors.As(err, &syn) {
		what = syn.Message
		if syn.Token != nil && syn.Token.Position != nil {
			src.Line, column = syn.Token.Position.Line, syn.Token.Position.Column
		}
	}
	what, _, _ = strings.Cut(what, "\n")
	f.faults.add(src, column, "YAML viết sai ("+what+"): sửa dấu câu hoặc thụt đầu dòng ở đây", "not YAML: correct the punctuation or the indentation here")
}

func (f *file) fault(n ast.Node, vi, en string) {
	p := place(n)
	f.faults.add(Source{File: f.name, Line: p[0]}, p[1], vi, en)
}

// source returns where n stands.
func (f *file) source(n ast.Node) Source { return Source{File: f.name, Line: place(n)[0]} }

// place returns the line and column at which n begins.
func place(n ast.Node) [2]int {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		n = m.Values[0].Key
	}
	if m, ok := n.(*ast.MappingValueNode); ok {
		n = m.Key
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		return [2]int{t.Position.Line, t.Position.Column}
	}
	return [2]int{1, 1}
}

// mapping calls set for each known key of the mapping n. An unknown key is a fault that names the known ones.
func (f *file) mapping(n ast.Node, known string, set func(key string, v ast.Node)) {
	var pairs []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		pairs = m.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{m}
	default:
		f.fault(n, "cần các cặp \"khóa: giá trị\": viết "+known, "\"key: value\" pairs are needed: write "+known)
		return
	}
	keys := strings.Fields(known)
	for _, kv := range pairs {
		key := kv.Key.GetToken().Value
		if !slices.Contains(keys, key) {
			f.fault(kv.Key, fmt.Sprintf("khóa lạ %q: dùng một trong: %s", key, known), fmt.Sprintf("unknown key %q: use one of: %s", key, known))
			continue
		}
		set(key, kv.Value)
	}
}

func isNull(n ast.Node) bool { return n.Type() == ast.NullType }

// text returns a scalar as written; quotes are resolved and nothing is converted, so that the code 01 stays 01.
func (f *file) text(n ast.Node) string {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value
	case *ast.LiteralNode:
		return v.Value.Value
	case *ast.NullNode:
		return ""
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value
	}
	f.fault(n, "cần một chuỗi chữ ở đây: đặt trong dấu nháy kép nếu có { [ : #", "a text is needed here: put it in double quotes if it holds { [ : #")
	return ""
}

func (f *file) list(n ast.Node) []ast.Node {
	if isNull(n) {
		return nil
	}
	if s, ok := n.(*ast.SequenceNode); ok {
		return s.Values
	}
	f.fault(n, "cần một danh sách ở đây: viết [a, b]", "a list is needed here: write [a, b]")
	return nil
}

// texts reads a list of texts, or one text with the items separated by semicolons.
func (f *file) texts(n ast.Node) []string {
	var out []string
	if _, ok := n.(*ast.StringNode); ok {
		for s := range strings.SplitSeq(f.text(n), ";") {
			if s = strings.TrimSpace(s); s != "" {
				out = append(out, s)
			}
		}
		return out
	}
	for _, v := range f.list(n) {
		if s := f.text(v); s != "" {
			out = append(out, s)
		}
	}
	return out
}

func (f *file) decimal(n ast.Node) schemas.Decimal {
	s := f.text(n)
	d, err := schemas.ParseDecimal(s)
	if err != nil {
		f.fault(n, fmt.Sprintf("%q không phải số thập phân: viết như 1000 hoặc 0.1", s), fmt.Sprintf("%q is no decimal number: write it as 1000 or 0.1", s))
	}
	return d
}

func (f *file) integer(n ast.Node) int {
	s := f.text(n)
	i, err := strconv.Atoi(s)
	if err != nil {
		f.fault(n, fmt.Sprintf("%q không phải số nguyên: viết như 9", s), fmt.Sprintf("%q is no whole number: write it as 9", s))
	}
	return i
}

func (f *file) boolean(n ast.Node) bool {
	switch s := f.text(n); s {
	case "true":
		return true
	case "false":
		return false
	default:
		f.fault(n, fmt.Sprintf("%q không phải true hay false: viết true hoặc false", s), fmt.Sprintf("%q is neither true nor false: write true or false", s))
		return false
	}
}
