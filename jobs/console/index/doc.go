// Package index keeps in memory what the console must know of a snapshot to answer at once: its findings in their order of gravity, its documents,
// coverage, and the cells of the mart. Texts, sentences and messages stay in the Parquet files; a finding knows its row, an indicator its rows.
//
// A published snapshot enters by [Open]; nothing is written, nothing is locked. An Index does not change and may be read by many at once.
//
//	x, err := index.Open(ctx, store, snapshot, shelf)
//	found := x.Select(index.Filter{Severity: "decision"}, state.Of)
package index
