// Package lexicon is solieu's knowledge of the language and of the field: units, cue words, areas, indicators and check rules,
// kept in YAML files that a domain expert edits. Every entry carries examples, and the examples are its tests.
//
// The files are read once, by [Load], into a [Lexicon] value that is passed to whoever needs it.
//
//	lex, err := lexicon.Load(lexicon.Files())
//	m := lexicon.NewMatcher(lex)
//	code, ok := m.Match("tốc độ tăng tổng đàn lợn", "") // "AGR.LIVESTOCK.PIG", true
package lexicon

import "solieu/schemas"

// Lexicon is the whole dictionary. Slices are in file and line order.
type Lexicon struct {
	Units       []Unit
	Multipliers []Multiplier
	Cues        []Cue
	Areas       []Area
	Indicators  []Indicator
	Phrases     PhraseWords
	Rules       []Rule
	Digest      string // SHA-256 over all files, hexadecimal; the same content gives the same digest
}

// Source is where an entry stands, for messages.
type Source struct {
	File string
	Line int
}

// Unit is a unit of measure in the canonical notation of the data contract.
type Unit struct {
	ID       string          // "VND", "ha", "t", "%", "{con}"; for counts the noun in braces
	Family   string          // money, mass, area, volume, length, energy, power, ratio, count, time, score, rank, …; quantities of one family can be compared
	Base     string          // base unit of the family
	Factor   schemas.Decimal // base units in one unit: 1000 for t (base kg)
	Name     string          // Vietnamese name
	NameEN   string
	Surfaces []Surface
	Examples []Example
	Noun     bool // one of a list of counted nouns; needs no example of its own
	Source
}

// Surface is a way to write a unit.
type Surface struct {
	Text   string          // "tạ"
	Factor schemas.Decimal // units in one of this surface: 0.1 for tạ of t
}

// Multiplier is a word that multiplies the number before it: tỷ = 10^9.
type Multiplier struct {
	Words []string
	Power int
	Source
}

// Cue is a group of words with one grammatical use.
type Cue struct {
	Kind     string // the use, one of the kinds that the grammar knows
	Value    string // a parameter of the use, such as "+" or "-" for directions; may be empty
	Words    []string
	Examples []Example
	Source
}

// Area is a reference area of one code list.
type Area struct {
	Code      string // GSO code: two digits for provinces, three for districts
	List      string // "2004" (63 provinces) or "2025" (34 provinces, in force from 2025-07-01)
	Level     string // province, district
	Name      string // "Bắc Kạn"
	FullName  string // "Tỉnh Bắc Kạn"
	NameEN    string
	Parent    string // province code of a district
	Successor string // code in list 2025
	ValidFrom string
	ValidTo   string
	Aliases   []string
	Source
}

// Indicator is an entry of the catalogue.
type Indicator struct {
	Code     string // own code, dotted, upper case: "AGR.LIVESTOCK.PIG"
	Official string // official code where one is known, with its scheme: "QĐ 05/2023:T0801"; empty otherwise
	Name     string // Vietnamese name, standing alone
	NameEN   string
	Synonyms []string        // other phrases that mean the same
	Unit     string          // preferred unit in canonical notation
	Family   string          // unit family that figures must have
	Kind     string          // "flow" (over a period), "stock" (at a date) or "ratio"
	Additive bool            // parts of the same unit may be summed over areas
	Parent   string          // code of the total that this is a part of
	Formula  string          // such as "NA.GRDP.CURRENT / POP.AVERAGE"
	Least    schemas.Decimal // what the smallest place that reports it comes to, in Unit; it decides whether "15,615 tỷ" groups or divides. Zero where unknown
	Examples []Example
	Source
}

// PhraseWords are the words that matter to matching an indicator phrase with the catalogue, beside the names themselves.
type PhraseWords struct {
	Wrappers []string // stand before a name and leave the indicator the same: "tốc độ tăng", "kế hoạch"
	Fillers  []string // say nothing about what is measured: "đạt", "trên địa bàn"
	Optional []string // words of a name that is also known without them: "số", "được"
	Tails    []string // what follows them is not part of the name: "so với", "trong tổng"
	Places   []string // introduce a place name: "huyện"
	Changers []string // words that make another quantity of what they stand with: "bị", "chưa"
	Generic  []string // never name an indicator alone: "diện tích", "sản lượng"
}

// Rule is a relation that must hold between indicators of one area and period.
type Rule struct {
	ID       string
	Kind     string // identity or bound
	Expr     string // "BUDGET.BALANCE = BUDGET.REVENUE - BUDGET.EXPENDITURE"
	Severity string
	Reason   string // in Vietnamese
	ReasonEN string
	Pass     []map[string]string // example values that satisfy the rule
	Fail     []map[string]string // example values that violate it
	Source
}

// Example is a text with what must come out of it; empty fields are not tested.
type Example struct {
	Text      string // the passage
	At        string // the numeral meant, as written; empty means the first figure
	Class     string
	Value     string
	Unit      string
	Measure   string
	Role      string
	Status    string
	Qual      string
	Period    string
	Base      string
	Indicator string
	Code      string // expected indicator code
	Not       bool   // for indicators: Code must not be this entry's
	Source
}
