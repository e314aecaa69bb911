package check

import (
	"fmt"
	"math/big"
	"strings"
)

// expr is a node of a rule's arithmetic. Leaves are numbers or indicator codes.
type expr struct {
	op          byte // '+', '-', '*', '/', 'n' number, 'c' code
	left, right *expr
	number      *big.Rat
	code        string
}

// relationExpr is "left = right", "left <= right" or "left >= right".
type relationExpr struct {
	left, right *expr
	order       order
}

// parser reads a rule from left to right; * and / bind tighter than + and -.
type parser struct {
	text string
	at   int
}

// parseRelation reads a whole rule.
func parseRelation(text string) (*relationExpr, error) {
	p := &parser{text: text}
	left, err := p.sum()
	if err != nil {
		return nil, err
	}
	r := &relationExpr{left: left}
	switch {
	case p.take("<="):
		r.order = atMost
	case p.take(">="):
		r.order = atLeast
	case p.take("="):
		r.order = equal
	default:
		return nil, p.errorf("expected =, <= or >=")
	}
	if r.right, err = p.sum(); err != nil {
		return nil, err
	}
	if p.space(); p.at < len(p.text) {
		return nil, p.errorf("unexpected text")
	}
	return r, nil
}

func (p *parser) errorf(format string, args ...any) error {
	return fmt.Errorf("column %d: %s", p.at+1, fmt.Sprintf(format, args...))
}

func (p *parser) space() {
	for p.at < len(p.text) && p.text[p.at] == ' ' {
		p.at++
	}
}

func (p *parser) take(sign string) bool {
	p.space()
	if !strings.HasPrefix(p.text[p.at:], sign) {
		return false
	}
	p.at += len(sign)
	return true
}

func (p *parser) sum() (*expr, error) {
	left, err := p.product()
	for err == nil {
		var op byte
		switch {
		case p.take("+"):
			op = '+'
		case p.take("-"):
			op = '-'
		default:
			return left, nil
		}
		var right *expr
		right, err = p.product()
		left = &expr{op: op, left: left, right: right}
	}
	return nil, err
}

func (p *parser) product() (*expr, error) {
	left, err := p.atom()
	for err == nil {
		var op byte
		switch {
		case p.take("*"):
			op = '*'
		case p.take("/"):
			op = '/'
		default:
			return left, nil
		}
		var right *expr
		right, err = p.atom()
		left = &expr{op: op, left: left, right: right}
	}
	return nil, err
}

func (p *parser) atom() (*expr, error) {
	if p.take("(") {
		e, err := p.sum()
		if err != nil {
			return nil, err
		}
		if !p.take(")") {
			return nil, p.errorf("expected )")
		}
		return e, nil
	}
	p.space()
	from := p.at
	for p.at < len(p.text) && isCodeByte(p.text[p.at]) {
		p.at++
	}
	word := p.text[from:p.at]
	switch {
	case word == "":
		return nil, p.errorf("expected a number, an indicator code or (")
	case word[0] >= '0' && word[0] <= '9':
		n, ok := new(big.Rat).SetString(word)
		if !ok {
			p.at = from
			return nil, p.errorf("%q is not a number", word)
		}
		return &expr{op: 'n', number: n}, nil
	}
	return &expr{op: 'c', code: word}, nil
}

func isCodeByte(c byte) bool {
	return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '_'
}

// codes appends the indicator codes of e from left to right, each once.
func (e *expr) codes(list []string) []string {
	if e == nil {
		return list
	}
	if e.op == 'c' {
		for _, c := range list {
			if c == e.code {
				return list
			}
		}
		return append(list, e.code)
	}
	return e.right.codes(e.left.codes(list))
}

// eval computes e over intervals; ok is false on a division by zero.
func (e *expr) eval(at func(code string) Interval) (v Interval, ok bool) {
	switch e.op {
	case 'n':
		return Point(e.number), true
	case 'c':
		return at(e.code), true
	}
	a, ok := e.left.eval(at)
	if !ok {
		return a, false
	}
	b, ok := e.right.eval(at)
	if !ok {
		return b, false
	}
	switch e.op {
	case '+':
		return a.Add(b), true
	case '-':
		return a.Sub(b), true
	case '*':
		return a.Mul(b), true
	}
	return a.Div(b)
}

// format writes e with %s in place of every code, for [terms].
func (e *expr) format() string {
	switch e.op {
	case 'n':
		return strings.TrimSuffix(plain(e.number), ".0")
	case 'c':
		return "%s"
	}
	l, r := e.left.format(), e.right.format()
	if e.op == '*' || e.op == '/' {
		l, r = bracket(e.left, l), bracket(e.right, r)
	}
	if e.op == '-' {
		r = bracket(e.right, r)
	}
	return l + " " + string(e.op) + " " + r
}

func bracket(e *expr, s string) string {
	if e.op == '+' || e.op == '-' {
		return "(" + s + ")"
	}
	return s
}

// leaves appends the codes of e as they are written, with repetitions: the arguments of [expr.format].
func (e *expr) leaves(list []string) []string {
	switch e.op {
	case 'n':
		return list
	case 'c':
		return append(list, e.code)
	}
	return e.right.leaves(e.left.leaves(list))
}
