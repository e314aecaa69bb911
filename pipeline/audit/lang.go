package audit

import (
	"slices"

	"solieu/schemas/tables"
)

// Lang says things in a language, vi or en, as the report says them.
type Lang string

// Severity names a severity.
func (l Lang) Severity(code string) string { return word(severityWords, code, string(l)) }

// Outcome names a verdict.
func (l Lang) Outcome(code string) string { return word(outcomeWords, code, string(l)) }

// Class names a class of numerals.
func (l Lang) Class(code string) string { return word(classWords, code, string(l)) }

// Kind names a relation.
func (l Lang) Kind(code string) string { return word(kindWords, code, string(l)) }

// Status names an observation status.
func (l Lang) Status(code string) string { return word(statusWords, code, string(l)) }

// Number writes a plain number ("-1234.5") with the separators of the language.
func (l Lang) Number(plain string) string { return number(plain, string(l)) }

// Value writes a figure's value.
func (l Lang) Value(o *tables.Observation) string { return value(o, string(l)) }

// Unit is a canonical unit for people.
func Unit(u string) string { return unit(u) }

// Classes are the classes of numerals in the order in which they are shown.
func Classes() []string { return slices.Clone(classOrder) }

// Severities are the severities, the gravest first.
func Severities() []string { return slices.Clone(severityOrder) }

// Outcomes are the verdicts in the order in which they are shown.
func Outcomes() []string { return slices.Clone(outcomeOrder) }

// Style is the style sheet of the report: colours by day and by night, marks of numerals, cards.
func Style() string { return style }

// SpellOut replaces characters that cannot be seen, such as those that turn the direction of writing, by their names; page breaks become line ends.
func SpellOut(page []byte) []byte { return spellOut(page) }
