package check

import "solieu/schemas"

// findContributions checks growth that is told apart by what each sector contributed: "tăng trưởng chung 7,7%: nông nghiệp làm tăng 0,4 điểm phần trăm,
// công nghiệp đóng góp 5,0 điểm, dịch vụ 2,3 điểm". It only confirms: a text may leave a sector out.
func findContributions(b *book) {
	for i := 0; i < len(b.figs); {
		list := b.contributions(i)
		if len(list) >= 2 {
			b.contributed(list)
		}
		i = max(i+1, lastOf(list)+1)
	}
}

// contributions are the points that stand in a row from figure i on, in one sentence and at one depth, where the words speak of contributing.
func (b *book) contributions(i int) []int {
	f := &b.figs[i]
	if !points(f) || !hasAnyWord(b.sentenceTo(i)+" "+b.after(i), "đóng góp", "góp", "làm tăng") {
		return nil
	}
	list := []int{i}
	for j := i + 1; j < len(b.figs) && j-lastOf(list) <= 4 && len(list) < maxParts && b.figs[j].sentence == f.sentence; j++ {
		if points(&b.figs[j]) && b.figs[j].depth == f.depth && samePeriod(f, &b.figs[j]) {
			list = append(list, j)
		}
	}
	return list
}

func points(f *figure) bool {
	return f.Unit == "pp" && f.Measure == schemas.Change && f.main()
}

// contributed enters the contributions with the growth before them that they add up to.
func (b *book) contributed(list []int) {
	f := &b.figs[list[0]]
	for t := list[0] - 1; t >= 0 && t >= list[0]-shareWindow && b.figs[t].Section == f.Section; t-- {
		g := &b.figs[t]
		grows := g.Measure == schemas.Growth || g.Measure == schemas.Rate && hasWord(lower(g.Indicator), "tăng trưởng") || points(g)
		if g.Unit != "%" && g.Unit != "pp" || !grows || !g.main() || !samePeriod(f, g) || g.Decimals == 0 && significant(g) < 2 {
			continue
		}
		if r := b.total(t, list); b.confirm(r) {
			return
		}
	}
}
