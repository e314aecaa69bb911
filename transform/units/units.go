package units

import (
	"math/big"
	"strings"

	"solieu/schemas/lexicon"
)

// The families that mean something to the checks. Others are whatever the lexicon calls them.
const (
	Count    = "count"
	Ratio    = "ratio"    // %, pp, ‰
	Quotient = "quotient" // A/B
)

// Base is a unit brought to its family's base unit: 1 unit = Factor base units.
type Base struct {
	Unit   string
	Family string
	Factor *big.Rat
	Known  bool // false for a unit that no lexicon entry names
}

// Catalogue is the list of units of a lexicon. It is safe for concurrent use.
type Catalogue struct {
	byID map[string]Base
}

// New returns the catalogue of the lexicon's units.
func New(list []lexicon.Unit) *Catalogue {
	c := &Catalogue{byID: make(map[string]Base, len(list))}
	for _, u := range list {
		f := u.Factor.Rat()
		if f.Sign() == 0 {
			f = big.NewRat(1, 1)
		}
		b := Base{Unit: u.Base, Family: u.Family, Factor: f, Known: true}
		if b.Unit == "" || isCount(u.ID) {
			b.Unit = u.ID
		}
		c.byID[u.ID] = b
	}
	return c
}

// Base returns the base of a unit in canonical notation. An unknown unit is its own base and its own family.
func (c *Catalogue) Base(unit string) Base {
	if b, ok := c.byID[unit]; ok && !isCount(unit) && !strings.Contains(unit, "/") {
		return b
	}
	one := big.NewRat(1, 1)
	switch {
	case strings.Contains(unit, "/"):
		return Base{Unit: unit, Family: Quotient, Factor: one, Known: true}
	case isCount(unit):
		return Base{Unit: unit, Family: c.countFamily(unit), Factor: one, Known: true}
	}
	return Base{Unit: unit, Family: unit, Factor: one}
}

// countFamily is the family of a noun in braces: most are counts, but {điểm}, {hạng} and {bậc} have families of their own.
func (c *Catalogue) countFamily(unit string) string {
	if b, ok := c.byID[unit]; ok && b.Family != "" {
		return b.Family
	}
	switch unit {
	case "{điểm}":
		return "score"
	case "{hạng}", "{bậc}":
		return "rank"
	}
	return Count
}

func isCount(unit string) bool {
	return len(unit) > 2 && unit[0] == '{' && strings.IndexByte(unit, '}') == len(unit)-1
}

// Fraction is a quotient unit taken apart: Over / (Scale × Under), per time where Time is not empty.
// {giường}/10000{dân} has Over {giường}, Scale 10000, Under {dân}; kg/{người}/năm has Time "năm".
type Fraction struct {
	Over, Under string
	Scale       *big.Rat
	Time        string
}

// Split takes a quotient unit apart; ok is false where the unit is no quotient of one quantity by another (%/năm is none).
func Split(unit string) (f Fraction, ok bool) {
	over, rest, found := strings.Cut(unit, "/")
	if !found {
		return Fraction{}, false
	}
	under, per, _ := strings.Cut(rest, "/")
	f = Fraction{Over: over, Under: under, Scale: big.NewRat(1, 1), Time: per}
	if isTime(under) {
		if per == "" {
			return Fraction{}, false
		}
		f.Under, f.Time = per, under
	}
	if n := leadingDigits(f.Under); n > 0 {
		f.Scale.SetString(f.Under[:n])
		f.Under = strings.TrimSpace(f.Under[n:])
	}
	return f, f.Under != "" && f.Scale.Sign() > 0
}

func leadingDigits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

func isTime(u string) bool {
	switch strings.Trim(u, "{}") {
	case "năm", "tháng", "quý", "ngày", "giờ", "vụ", "tuần":
		return !strings.HasPrefix(u, "{vụ")
	}
	return false
}
