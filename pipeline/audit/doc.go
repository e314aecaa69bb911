// Package audit makes of a published snapshot what an auditor reads: a self-contained HTML page with every violation and every numeral, and
// the violations that came, went and stayed between two snapshots. It also reads waivers, the file in which people accept findings.
//
// A snapshot enters and nothing else: [Gather] reads its tables checks, observations, numerals, texts and documents, [Report.WriteHTML] prints
// them. The same snapshot, waivers, day and language give the same bytes. A report holds the texts of its snapshot in memory.
//
//	r, err := audit.Gather(snapshot, audit.Options{Lang: "vi", Waivers: waivers, Day: today})
//	err = r.WriteHTML(w)
package audit
