package check

import "solieu/schemas"

// dealtShares checks shares that are dealt out to amounts named before: "thu ngân sách của ba huyện lần lượt là a, b, c; … tổng thu là d, tỷ trọng
// tương ứng là x%, y%, z%". It only confirms.
func (b *book) dealtShares() {
	for i := 0; i < len(b.figs); i++ {
		n := b.dealt(i)
		if n < 2 {
			continue
		}
		if first, whole := b.rowBefore(i, n); first != schemas.None {
			for k := range n {
				if b.canContain(whole, first+k) {
					b.confirm(b.share(i+k, first+k, whole))
				}
			}
		}
		i += n - 1
	}
}

// dealt counts the shares in a row that begins at figure i under the words "tương ứng", "lần lượt", "theo thứ tự".
func (b *book) dealt(i int) int {
	if !isShare(&b.figs[i]) || !hasAnyWord(b.before(i), "tương ứng", "lần lượt", "theo thứ tự") {
		return 0
	}
	n := 1
	for i+n < len(b.figs) && n < maxParts && isShare(&b.figs[i+n]) && b.figs[i+n].sentence == b.figs[i].sentence && len(b.between(i+n-1, i+n)) <= 12 {
		n++
	}
	return n
}

// rowBefore finds n amounts of one unit in a row in the sentence before figure i, and their whole: the larger amount of the unit between them and i.
func (b *book) rowBefore(i, n int) (first, whole int) {
	whole = schemas.None
	run := 0
	for k := i - 1; k >= 0 && k >= i-looseReach && b.figs[k].sentence == b.figs[i].sentence; k-- {
		f := &b.figs[k]
		if !f.amount() || run > 0 && f.base.Unit != b.figs[k+1].base.Unit {
			if run == n {
				break
			}
			if run == 1 {
				whole = k + 1
			}
			run = 0
			if !f.amount() {
				continue
			}
		}
		if run++; run == n && whole != schemas.None && b.figs[whole].base.Unit == f.base.Unit {
			return k, whole
		}
	}
	return schemas.None, schemas.None
}
