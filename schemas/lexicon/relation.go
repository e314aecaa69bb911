package lexicon

import (
	"fmt"
	"slices"
	"strings"

	"solieu/schemas"
)

// Relation is a parsed rule: terms with comparisons between them, such as 0 <= SOC.POOR.RATE <= 100.
type Relation struct {
	Terms []*Term
	Ops   []string // one fewer than Terms: "=", "<=", ">=", "<" or ">"
}

// Term is a node of an arithmetic expression: a number, an indicator's code, or two terms with an operator between them.
type Term struct {
	Op          byte            // '+', '-', '*' or '/'; 'n' for a number, 'c' for a code
	Number      schemas.Decimal // where Op is 'n'
	Code        string          // where Op is 'c'
	Left, Right *Term
}

// ParseRelation reads a rule's expression: codes, numbers, + - * / and brackets, compared by = <= >= < or >.
func ParseRelation(s string) (*Relation, error) {
	p := exprParser{text: s}
	r := &Relation{}
	for {
		t, err := p.sum()
		if err != nil {
			return nil, err
		}
		r.Terms = append(r.Terms, t)
		op := p.comparison()
		if op == "" {
			break
		}
		r.Ops = append(r.Ops, op)
	}
	if p.blank(); p.at < len(s) || len(r.Ops) == 0 {
		return nil, p.fault("a comparison such as = or <=")
	}
	return r, nil
}

// ParseTerm reads a formula: codes, numbers, + - * / and brackets.
func ParseTerm(s string) (*Term, error) {
	p := exprParser{text: s}
	t, err := p.sum()
	if err != nil {
		return nil, err
	}
	if p.blank(); p.at < len(s) {
		return nil, p.fault("an operator")
	}
	return t, nil
}

// Codes returns the indicators that the relation names, sorted.
func (r *Relation) Codes() []string {
	var out []string
	for _, t := range r.Terms {
		out = t.appendCodes(out)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Codes returns the indicators that the term names, sorted.
func (t *Term) Codes() []string {
	out := t.appendCodes(nil)
	slices.Sort(out)
	return slices.Compact(out)
}

func (t *Term) appendCodes(out []string) []string {
	switch t.Op {
	case 'n':
		return out
	case 'c':
		return append(out, t.Code)
	}
	return t.Right.appendCodes(t.Left.appendCodes(out))
}

// exprParser is a recursive descent over an expression.
type exprParser struct {
	text string
	at   int
}

func (p *exprParser) fault(want string) error {
	return fmt.Errorf("column %d: %s expected", p.at+1, want)
}

func (p *exprParser) blank() {
	for p.at < len(p.text) && p.text[p.at] == ' ' {
		p.at++
	}
}

func (p *exprParser) comparison() string {
	p.blank()
	for _, op := range []string{"<=", ">=", "=", "<", ">"} {
		if strings.HasPrefix(p.text[p.at:], op) {
			p.at += len(op)
			return op
		}
	}
	return ""
}

// sum reads products with + and - between them.
func (p *exprParser) sum() (*Term, error) { return p.chain("+-", p.product) }

// product reads factors with * and / between them.
func (p *exprParser) product() (*Term, error) { return p.chain("*/", p.factor) }

func (p *exprParser) chain(ops string, operand func() (*Term, error)) (*Term, error) {
	left, err := operand()
	for err == nil {
		p.blank()
		if p.at == len(p.text) || !strings.Contains(ops, p.text[p.at:p.at+1]) {
			return left, nil
		}
		op := p.text[p.at]
		p.at++
		var right *Term
		right, err = operand()
		left = &Term{Op: op, Left: left, Right: right}
	}
	return nil, err
}

// factor reads a number, a code, or a sum in brackets.
func (p *exprParser) factor() (*Term, error) {
	p.blank()
	start := p.at
	for p.at < len(p.text) && wordByte(p.text[p.at]) {
		p.at++
	}
	word := p.text[start:p.at]
	switch {
	case word == "":
		return p.brackets()
	case digit(word[0]):
		n, err := schemas.ParseDecimal(word)
		if err != nil {
			p.at = start
			return nil, p.fault("a number")
		}
		return &Term{Op: 'n', Number: n}, nil
	}
	return &Term{Op: 'c', Code: word}, nil
}

func (p *exprParser) brackets() (*Term, error) {
	if p.at == len(p.text) || p.text[p.at] != '(' {
		return nil, p.fault("a code, a number or (")
	}
	p.at++
	t, err := p.sum()
	if err != nil {
		return nil, err
	}
	if p.blank(); p.at == len(p.text) || p.text[p.at] != ')' {
		return nil, p.fault(")")
	}
	p.at++
	return t, nil
}

func wordByte(c byte) bool {
	return digit(c) || 'A' <= c && c <= 'Z' || c == '.' || c == '_'
}
