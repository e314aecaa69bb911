package check

import (
	"fmt"
	"math/big"
	"strings"

	"solieu/schemas/lexicon"
)

// expr is a node of a rule's arithmetic. Leaves are numbers or indicator codes.
type expr struct {
	op          byte // '+', '-', '*', '/', 'n' number, 'c' code
	left, right *expr
	number      *big.Rat
	factor      *big.Rat // base units in one of a number that stands for a quantity; nil for one that only multiplies or divides
	code        string
}

// relationExpr is "left = right", "left <= right" or "left >= right".
type relationExpr struct {
	left, right *expr
	order       order
}

// relationsOf reads a rule; one with several comparisons, such as 0 <= A <= 100, gives a relation for each.
func relationsOf(text string) ([]relationExpr, error) {
	rel, err := lexicon.ParseRelation(text)
	if err != nil {
		return nil, err
	}
	var out []relationExpr
	for i, op := range rel.Ops {
		r := relationExpr{left: exprOf(rel.Terms[i]), right: exprOf(rel.Terms[i+1])}
		switch op {
		case "=":
		case "<=":
			r.order = atMost
		case ">=":
			r.order = atLeast
		default:
			return nil, fmt.Errorf("%s cannot be told from rounded numbers: write <= or >=", op)
		}
		if r.left.op == 'n' && r.right.op == 'c' { // the indicator is what is judged
			r.left, r.right = r.right, r.left
			if r.order != equal {
				r.order = atMost + atLeast - r.order
			}
		}
		out = append(out, r)
	}
	return out, nil
}

func exprOf(t *lexicon.Term) *expr {
	switch t.Op {
	case 'n':
		return &expr{op: 'n', number: t.Number.Rat()}
	case 'c':
		return &expr{op: 'c', code: t.Code}
	}
	return &expr{op: t.Op, left: exprOf(t.Left), right: exprOf(t.Right)}
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
		return Point(e.amount()), true
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

// amount is the number in base units.
func (e *expr) amount() *big.Rat {
	if e.factor == nil {
		return e.number
	}
	return new(big.Rat).Mul(e.number, e.factor)
}

// quantify gives the numbers that are compared with or added to indicators the unit of these: base units in one.
func (e *expr) quantify(factor *big.Rat) {
	switch e.op {
	case 'n':
		e.factor = factor
	case '+', '-':
		e.left.quantify(factor)
		e.right.quantify(factor)
	}
}

// quantified reports whether a number in e stands for a quantity.
func (e *expr) quantified() bool {
	return e != nil && (e.factor != nil || e.left.quantified() || e.right.quantified())
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
