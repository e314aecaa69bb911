package check

import (
	"math/big"
	"strings"

	"solieu/schemas"
)

// findShareTotals checks that the shares of one whole add to 100 %. k rounded shares may miss it by k half-units of their last digit.
func findShareTotals(b *book) {
	for i := 0; i < len(b.figs); {
		run := b.shareRun(i)
		if len(run) >= 2 {
			b.shareTotal(run)
		}
		i = max(i+1, lastOf(run)+1)
	}
	b.exactComplements()
	b.shiftedShares()
}

func lastOf(run []int) int {
	if len(run) == 0 {
		return -1
	}
	return run[len(run)-1]
}

// shareRun collects the shares that follow figure i in its sentence or list: same role, base and year, nothing but relative figures or their levels between.
func (b *book) shareRun(i int) []int {
	f := &b.figs[i]
	if !isShare(f) {
		return nil
	}
	run := []int{i}
	listed := hasWord(b.before(i), "cơ cấu") // "Cơ cấu: 69% công nghiệp (6.035 triệu kWh), 24,2% tiêu dùng dân cư (2.112,6), …"
	for j := i + 1; j < len(b.figs) && j-run[len(run)-1] <= 6 && len(run) < maxParts; j++ {
		g := &b.figs[j]
		if g.sentence != f.sentence && (g.Group == 0 || g.Group != f.Group) && g.sentence > b.figs[run[len(run)-1]].sentence+1 {
			break
		}
		if b.dashed(run[len(run)-1], j) {
			run = append(run, j)
			continue
		}
		if !isShare(g) || g.depth != f.depth {
			continue
		}
		together := g.Group != 0 && g.Group == f.Group || g.sentence == f.sentence && (listed || b.sameMeasure(f.of, g.of))
		if g.Role != f.Role || !samePeriod(f, g) || !together && (g.sentence != f.sentence || g.Base != "" && f.Base != "" && lower(g.Base) != lower(f.Base)) {
			break
		}
		run = append(run, j)
	}
	return run
}

// dashed reports that nothing but a dash stands between two percentages: "16,5% - 51,2% - 32,3%" is one breakdown, however its members were read.
func (b *book) dashed(i, j int) bool {
	return b.figs[i].Unit == "%" && b.figs[j].Unit == "%" && b.figs[i].Range == "" && b.figs[j].Range == "" && strings.Trim(b.between(i, j), " %-–") == ""
}

// sameMeasure reports that two shares are said of amounts of one unit.
func (b *book) sameMeasure(p, q int) bool {
	return p >= 0 && q >= 0 && p < len(b.figs) && q < len(b.figs) && summable(&b.figs[p]) && b.figs[p].base.Unit == b.figs[q].base.Unit
}

func isShare(f *figure) bool {
	return f.Measure == schemas.Share && f.Unit == "%" && f.Range == "" && f.Role != schemas.Denominator
}

// shareTotal judges a run of shares, or its longest stretch that adds to 100 %.
func (b *book) shareTotal(run []int) {
	if r := b.hundred(run); b.holds(r) {
		b.add(r)
		return
	}
	for n := len(run) - 1; n >= 2; n-- {
		for i := 0; i+n <= len(run); i++ {
			if r := b.hundred(run[i : i+n]); b.try(r) == schemas.Exact {
				b.add(r)
				b.shareRest(run[:i])
				b.shareRest(run[i+n:])
				return
			}
		}
	}
	r := b.hundred(run)
	r.partial = true
	r.complete = b.structure(run)
	r.claimed = r.complete
	if r.complete {
		b.add(r)
	}
}

func (b *book) shareRest(run []int) {
	if len(run) >= 2 {
		if r := b.hundred(run); b.holds(r) {
			b.add(r)
		}
	}
}

// structure reports that the words announce a breakdown of one whole ("cơ cấu kinh tế: …").
func (b *book) structure(run []int) bool {
	f := &b.figs[run[0]]
	from := max(f.Sentence.Start, f.Start-200)
	if from > f.Start || f.Start > len(b.text) {
		return false
	}
	lead := b.text[from:f.Start]
	return hasWord(lead, "cơ cấu") && f.Group != 0 && f.Group == b.figs[lastOf(run)].Group && !strings.Contains(lead, "chuyển dịch")
}

func (b *book) hundred(run []int) relation {
	list := inOrder(run...)
	return relation{
		kind: schemas.CheckSharesTotal, stated: schemas.None, result: exactly(hundred()), operands: list, compute: sumOf(list), complete: true,
		terms: terms{formula: "%s" + strings.Repeat(" + %s", len(list)-1), figs: list,
			vi: "cộng các tỷ trọng %s" + strings.Repeat(" + %s", len(list)-1), en: "the shares %s" + strings.Repeat(" + %s", len(list)-1)},
	}
}

// exactComplements finds two or three neighbouring rates of one sentence that share words and add to exactly 100 %
// ("toàn trình đạt 86%, một phần đạt 14%"). Nothing is ever called wrong here.
func (b *book) exactComplements() {
	for i := range b.figs {
		if !complement(&b.figs[i]) {
			continue
		}
		sum := new(big.Rat).Set(b.figs[i].num.Value)
		run := []int{i}
		for j := i + 1; j < len(b.figs) && j <= i+3; j++ {
			g := &b.figs[j]
			if !complement(g) || g.sentence != b.figs[i].sentence || g.depth != b.figs[i].depth {
				break
			}
			run = append(run, j)
			if sum.Add(sum, g.num.Value).Cmp(hundred()) == 0 && b.related(run) {
				b.add(b.hundred(run))
				break
			}
		}
	}
}

// related reports that rates which add to 100 % do not do so by accident: they share words, or are printed with decimals.
func (b *book) related(run []int) bool {
	decimals, words := 0, true
	for _, i := range run {
		decimals += b.figs[i].Decimals
		words = words && overlap(b.figs[i].words, b.figs[run[0]].words) >= 2
	}
	return words || decimals >= 2
}

func complement(f *figure) bool {
	return f.Unit == "%" && (f.Measure == schemas.Rate || f.Measure == schemas.Share) && f.main() &&
		f.num.Value.Sign() > 0 && f.num.Value.Cmp(hundred()) < 0
}

// shiftedShares adds up both ends of shares that each move from one value to another: "nông nghiệp giảm từ 52,4% xuống 41,5%; công nghiệp tăng từ
// 19,3% lên 27,8%; dịch vụ từ 28,3% lên 30,7%". It only confirms.
func (b *book) shiftedShares() {
	var old, now []int
	flush := func() {
		if len(old) >= 2 {
			b.confirm(b.hundred(old))
			b.confirm(b.hundred(now))
		}
		old, now = nil, nil
	}
	for i := 0; i+1 < len(b.figs); i++ {
		if !isShare(&b.figs[i]) || !isShare(&b.figs[i+1]) || !b.fromTo2(i, i+1) {
			continue
		}
		if len(now) > 0 && (b.figs[lastOf(now)].sentence != b.figs[i].sentence || i-lastOf(now) > 2) {
			flush()
		}
		old, now = append(old, i), append(now, i+1)
	}
	flush()
}

// findShareShifts checks that the changes of all shares of one whole add to zero: what one sector gains the others lose.
// It applies where a breakdown that adds to 100 % is followed by one change in points for each of its shares.
func findShareShifts(b *book) {
	for k := range len(b.entries) {
		e := b.entries[k]
		if e.kind != schemas.CheckSharesTotal || !satisfied(e.outcome) || len(e.operands) < 3 {
			continue
		}
		if list := b.shifts(e.operands); list != nil {
			b.add(relation{
				kind: schemas.CheckSum, stated: schemas.None, result: exactly(new(big.Rat)), operands: list, compute: sumOf(list),
				complete: true, claimed: true,
				terms: terms{formula: "%s" + strings.Repeat(" + %s", len(list)-1), figs: list,
					vi: "cộng mức thay đổi của mọi tỷ trọng %s" + strings.Repeat(" + %s", len(list)-1),
					en: "the changes of all shares %s" + strings.Repeat(" + %s", len(list)-1)},
			})
		}
	}
}

// shifts returns one change in points for each share of the run, or nil.
func (b *book) shifts(run []int) []int {
	var list []int
	used := make([]bool, len(run))
	noise := b.contentWords("tỷ trọng khu vực kinh tế ngành cơ cấu mức tăng giảm so năm")
	for i := run[0] + 1; i < len(b.figs) && i <= lastOf(run)+2*len(run)+2 && b.figs[i].sentence <= b.figs[lastOf(run)].sentence+2; i++ {
		f := &b.figs[i]
		if f.Measure != schemas.Change || f.Unit != "pp" || f.Range != "" || f.isHedged() || !samePeriod(f, &b.figs[run[0]]) {
			continue
		}
		best, score := -1, 0
		for k, s := range run {
			if n := overlap(without(f.words, noise), without(b.figs[s].words, noise)); !used[k] && n > score {
				best, score = k, n
			}
		}
		if best < 0 || len(list) > 0 && b.figs[list[0]].Base != f.Base {
			return nil
		}
		used[best] = true
		list = append(list, i)
	}
	if len(list) != len(run) {
		return nil
	}
	return list
}
