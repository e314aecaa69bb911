// Package console serves the auditors' pages: last night, the findings in their order of gravity, each with its evidence, documents with their
// numerals coloured, series of indicators, a pivot, coverage; and the same data as JSON.
//
// Requests enter at [Console.Handler]. What it shows comes from published snapshots alone, read without a lock, so that a run is never held
// up; [Console.Follow] moves to the next snapshot when it is there. The one thing it writes, if it may, is the waiver file, and the journal
// beside it.
//
//	c, err := console.New(console.Options{Out: "lake", Now: time.Now, Log: log})
//	err = c.Refresh(ctx)
//	go c.Follow(ctx, 2*time.Second)
//	server := &http.Server{Handler: c.Handler()}
//
// Whatever a report says is text: templates escape it, characters that cannot be seen are spelled out, and the pages allow no script and no
// style but the console's own two files. An address names things by their content (the number of a snapshot, the id of an issue, the hash of a
// document, the code of an indicator), never by a path.
package console
