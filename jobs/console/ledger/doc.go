// Package ledger keeps what people decided about findings: the waiver file, and the hash-chained journal beside it.
//
// A decision comes in with the finding's issue, a reason and a name; it goes out as a line of the journal and, where it accepts a finding or
// takes that back, as a change of the waiver file that runs and reports read.
//
//	l := ledger.Open("waivers.yaml")
//	err := l.Accept(waiver, ledger.Seen{Snapshot: 12, Head: head})
//	state := l.On(day)       // who accepted or upheld what
//	proof, err := ledger.Prove("waivers.yaml", "", nil)
package ledger
