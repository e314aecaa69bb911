// Package load publishes rows as Parquet tables in numbered snapshots and reads them back.
//
// A lake is a folder. Readers open `current`, a symbolic link to the newest snapshot; a writer builds the next snapshot beside it and
// replaces the link as its last act, so that a reader sees the previous snapshot or the next one and a crash at any instant loses nothing:
//
//	OUT/current                 → snapshots/2, a symbolic link; where there can be none, a file with this line
//	OUT/snapshots/2/manifest.json
//	OUT/snapshots/2/checks.jsonl   the validation log, hash-chained (see [LogName])
//	OUT/snapshots/2/sources.jsonl  sizes and time stamps of the sources (see [StampsName])
//	OUT/snapshots/2/observations/year=2023/area=06/part-0.parquet
//	OUT/snapshots/3.partial/    a snapshot being written, or the remains of a dead run
//	OUT/.lock                   held by the one writer; readers never lock
//
// Rows enter by [Txn.Add] in any order. The data files depend on the set of documents, the lexicon and the program version alone, not
// on order, worker count or on whether the run was incremental; the table `runs` holds times and is not part of that promise. Every
// new file is decoded again with Arrow, an independent implementation, and compared with the rows that were meant to be written.
//
// Memory is bounded by [Options].Memory for each table, by a row group of each of the files that are written at a time, and by a reference
// to each document.
//
// The tests fail every operation on the disk in turn and kill writers at random instants: SOLIEU_LOAD_KILLS=500 go test -run Killed
// kills more of them. interop/run has DuckDB, PyArrow, pandas, Polars and Spark read the tables (see interop/check.py).
//
//	store, err := load.Open("out", load.Options{})
//	txn, err := store.Begin(ctx, load.Run{ID: "r1", Version: "1.0.0", Lexicon: lex})
//	defer txn.Abort()
//	err = txn.Add(ctx, extraction, assessment)
//	snapshot, err := txn.Commit(ctx)
package load
