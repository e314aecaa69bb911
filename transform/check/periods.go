package check

import (
	"slices"

	"solieu/schemas"
)

// periodWindow is how many figures around a total its quarters or months may stand.
const periodWindow = 16

// findPeriodSums checks flows over periods that tile a longer one: "9 tháng 1.146 tỷ đồng (quý I 351, quý II 383); quý III 412".
func findPeriodSums(b *book) {
	for t := range b.figs {
		f := &b.figs[t]
		if !flow(f) || f.Role != schemas.Main {
			continue
		}
		var list []int
		for i := max(0, t-periodWindow); i < len(b.figs) && i <= t+periodWindow; i++ {
			g := &b.figs[i]
			if i != t && flow(g) && g.Role == schemas.Main && g.base.Unit == f.base.Unit && g.Area == f.Area && sameWords(f.words, g.words) && inside(g.Period, f.Period) {
				list = append(list, i)
			}
		}
		if parts := b.tile(f.Period, list); len(parts) >= 2 {
			r := b.total(t, parts)
			r.complete = true
			r.claimed = !f.isHedged() && b.close(t, parts)
			b.add(r)
		}
	}
}

// flow reports an amount over a stretch of whole months of one year. Stocks, which do not add up over time, are told by their words.
func flow(f *figure) bool {
	p := f.Period
	if !summable(f) || f.Measure != schemas.Level || p.Instant || p.Report || p.From.IsZero() || p.To.IsZero() {
		return false
	}
	if p.From.Year != p.To.Year || p.From.Day != 0 || p.To.Day != 0 {
		return false
	}
	return !hasAnyWord(lower(f.Indicator), "dư nợ", "số dư", "dân số", "tổng đàn", "lao động", "bình quân", "lũy kế", "luỹ kế", "hiện có", "đang",
		"nguồn vốn huy động", "dân cư")
}

// months are the first and last month of a period of whole months.
func months(p schemas.Period) (from, to int) {
	from, to = p.From.Month, p.To.Month
	if from == 0 {
		from = 1
	}
	if to == 0 {
		to = 12
	}
	return from, to
}

// inside reports that p is a shorter stretch within q.
func inside(p, q schemas.Period) bool {
	a, c := months(p)
	d, e := months(q)
	return p.From.Year == q.From.Year && a >= d && c <= e && c-a < e-d
}

// tile picks figures whose periods cover q without gap or overlap, the longest stretch first; nil where they do not.
// A stretch that is stated twice makes the choice doubtful, and nothing is returned.
func (b *book) tile(q schemas.Period, list []int) []int {
	slices.SortStableFunc(list, func(i, j int) int {
		a, c := months(b.figs[i].Period)
		d, e := months(b.figs[j].Period)
		if a != d {
			return a - d
		}
		return e - c
	})
	next, last := months(q)
	var out []int
	for k, i := range list {
		a, c := months(b.figs[i].Period)
		if k > 0 && b.figs[i].Period == b.figs[list[k-1]].Period {
			return nil
		}
		if a == next {
			out = append(out, i)
			next = c + 1
		}
	}
	if next != last+1 {
		return nil
	}
	return out
}

// close reports that total and parts stand in one paragraph or in neighbouring sentences.
func (b *book) close(t int, parts []int) bool {
	for _, p := range parts {
		if b.figs[p].paragraph != b.figs[t].paragraph && abs(b.figs[p].sentence-b.figs[t].sentence) > 2 {
			return false
		}
	}
	return true
}
