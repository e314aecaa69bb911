package extract_test

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"solieu/schemas"
)

var (
	classes  = []schemas.Class{schemas.ClassFigure, schemas.ClassDate, schemas.ClassLegalRef, schemas.ClassOutline, schemas.ClassOrdinal, schemas.ClassAttribute, schemas.ClassName, schemas.ClassOther}
	measures = []schemas.Measure{schemas.Level, schemas.Rate, schemas.Growth, schemas.Change, schemas.Attainment, schemas.Index, schemas.Share, schemas.Score, schemas.Rank, schemas.Multiple}
	roles    = []schemas.Role{schemas.Main, schemas.Target, schemas.Denominator}
	statuses = []schemas.Status{schemas.Actual, schemas.Estimate, schemas.Plan}
	quals    = []string{"", ">", ">=", "<", "<=", "~"}
	ranges   = []string{"", "low", "high"}
)

// numeralsOf finds \d+(?:[.,]\d+)* as the annotation guide defines a numeral, without the lexer.
func numeralsOf(s string) []schemas.Span {
	digit := func(i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }
	var out []schemas.Span
	for i := 0; i < len(s); i++ {
		if !digit(i) {
			continue
		}
		j := i
		for digit(j) || j < len(s) && (s[j] == '.' || s[j] == ',') && digit(j+1) {
			j++
		}
		out = append(out, schemas.Span{Start: i, End: j})
		i = j
	}
	return out
}

// broken says how an extraction of text breaks its contract; "" where it does not.
func broken(text string, e schemas.Extraction) string {
	if e.Document.Text != text {
		return "the text was changed"
	}
	if why := brokenNumerals(text, e); why != "" {
		return why
	}
	for i := range e.Figures {
		if why := brokenFigure(text, e, i); why != "" {
			return fmt.Sprintf("figure %d at %v %q: %s", i, e.Figures[i].Span, e.Figures[i].Span.In(text), why)
		}
	}
	if why := circular(e.Figures); why != "" {
		return why
	}
	for _, r := range e.Rejects {
		if r.Reason == "" || !inside(text, r.Span) {
			return fmt.Sprintf("reject %+v", r)
		}
	}
	return ""
}

// brokenNumerals checks that every numeral of the text has one record, and every figure one numeral.
func brokenNumerals(text string, e schemas.Extraction) string {
	want := numeralsOf(text)
	if len(want) != len(e.Numerals) {
		return fmt.Sprintf("%d numerals have %d records", len(want), len(e.Numerals))
	}
	seen := make([]bool, len(e.Figures))
	for i, n := range e.Numerals {
		switch {
		case n.Span != want[i]:
			return fmt.Sprintf("numeral %d is %v, its record %v", i, want[i], n.Span)
		case !slices.Contains(classes, n.Class):
			return fmt.Sprintf("numeral %q has class %q", n.Span.In(text), n.Class)
		case n.Class != schemas.ClassFigure && n.Figure != schemas.None:
			return fmt.Sprintf("numeral %q of class %s refers to figure %d", n.Span.In(text), n.Class, n.Figure)
		case n.Class != schemas.ClassFigure:
			continue
		case n.Figure < 0 || n.Figure >= len(e.Figures):
			return fmt.Sprintf("numeral %q refers to figure %d of %d", n.Span.In(text), n.Figure, len(e.Figures))
		case e.Figures[n.Figure].Span != n.Span || seen[n.Figure]:
			return fmt.Sprintf("numeral %q refers to the figure at %v", n.Span.In(text), e.Figures[n.Figure].Span)
		}
		seen[n.Figure] = true
	}
	if i := slices.Index(seen, false); i >= 0 {
		return fmt.Sprintf("figure %d at %v has no numeral", i, e.Figures[i].Span)
	}
	return ""
}

func brokenFigure(text string, e schemas.Extraction, i int) string {
	f := &e.Figures[i]
	switch {
	case i > 0 && f.Start < e.Figures[i-1].End:
		return "not in text order"
	case !inside(text, f.Quote) || !f.Quote.Contains(f.Span):
		return fmt.Sprintf("quote %v", f.Quote)
	case !inside(text, f.Sentence) || !f.Sentence.Contains(f.Span):
		return fmt.Sprintf("sentence %v", f.Sentence)
	case f.Of < schemas.None || f.Of >= len(e.Figures) || f.Of == i:
		return fmt.Sprintf("of %d", f.Of)
	case f.Parent < schemas.None || f.Parent >= len(e.Figures) || f.Parent == i:
		return fmt.Sprintf("parent %d", f.Parent)
	case !slices.Contains(measures, f.Measure) || !slices.Contains(roles, f.Role) || !slices.Contains(statuses, f.Status):
		return fmt.Sprintf("measure %q, role %q, status %q", f.Measure, f.Role, f.Status)
	case !slices.Contains(quals, f.Qual) || !slices.Contains(ranges, f.Range):
		return fmt.Sprintf("qual %q, range %q", f.Qual, f.Range)
	case f.Low.Cmp(f.Value) > 0 || f.High.Cmp(f.Value) < 0:
		return fmt.Sprintf("value %s outside %s to %s", f.Value, f.Low, f.High)
	case f.Decimals < 0 || f.Group < 0:
		return fmt.Sprintf("%d decimals, group %d", f.Decimals, f.Group)
	case f.Rule == "":
		return "no rule"
	}
	return ""
}

// circular reports links that lead back to where they began.
func circular(figures []schemas.Figure) string {
	for i := range figures {
		steps := 0
		for j := i; j != schemas.None && steps <= len(figures); j = figures[j].Of {
			steps++
		}
		if steps > len(figures) {
			return fmt.Sprintf("figure %d is of itself by way of others", i)
		}
		steps = 0
		for j := i; j != schemas.None && steps <= len(figures); j = figures[j].Parent {
			steps++
		}
		if steps > len(figures) {
			return fmt.Sprintf("figure %d is a part of itself by way of others", i)
		}
	}
	return ""
}

// inside reports whether a span lies in the text and cuts no character.
func inside(text string, s schemas.Span) bool {
	boundary := func(i int) bool { return i == len(text) || utf8.RuneStart(text[i]) || !utf8.ValidString(text) }
	return 0 <= s.Start && s.Start <= s.End && s.End <= len(text) && boundary(s.Start) && boundary(s.End)
}
