package check

import (
	"math/big"

	"solieu/schemas"
)

// findBounds checks values that cannot be: a share above 100 %, a rank below the number ranked. Only failures are worth a line.
func findBounds(b *book) {
	for i := range b.figs {
		f := &b.figs[i]
		switch {
		case isShare(f) && f.main() && f.num.Rounded().Lo.Cmp(hundred()) > 0 && b.firm(i) && b.partOfWhole(i):
			b.add(b.limit(i, hundred(), "100 %%"))
		case f.Role == schemas.Denominator && f.of >= 0 && f.of < len(b.figs):
			b.rank(f.of, i)
		}
	}
}

// partOfWhole reports that the words call share i a part of its base. Credit or debt may well be 135 % of a product.
func (b *book) partOfWhole(i int) bool {
	return hasWord(b.before(i), "chiếm") && !hasAnyWord(b.after(i), "gdp", "grdp")
}

// limit is the relation value ≤ top.
func (b *book) limit(i int, top *big.Rat, name string) relation {
	return relation{
		kind: schemas.CheckBound, stated: schemas.None, result: exactly(top), operands: []int{i}, order: atMost, claimed: true,
		compute: func(at func(int) Interval) (Interval, bool) { return at(i), true },
		terms:   terms{formula: "%s", figs: []int{i}, vi: "tỷ trọng %s (không thể vượt " + name + ")", en: "the share %s (cannot exceed " + name + ")"},
	}
}

// rank checks that a rank or a score does not exceed the number ranked or the maximum.
func (b *book) rank(a, d int) {
	f := &b.figs[a]
	if f.Measure != schemas.Rank && f.Measure != schemas.Score {
		return
	}
	r := b.within(d, a)
	r.claimed = true
	if !b.holds(r) {
		b.add(r)
	}
}
