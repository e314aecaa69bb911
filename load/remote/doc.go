// Package remote keeps a lake in object storage: s3://bucket/prefix, gs://bucket/prefix or azblob://container/prefix.
//
// Object storage has neither folders that are renamed nor links. What makes a snapshot true there is one small object that is written
// last, on the condition that it does not exist yet, so that of several writers exactly one wins:
//
//	PREFIX/commits/0000000012.json             names the folder of snapshot 12 and the digest of its manifest
//	PREFIX/snapshots/12-4be1c0ffee12ab34/…     the files of a snapshot, as in a local one; manifest.json among them
//
// The last name under commits is the current snapshot. A folder belongs to one attempt, so the files of a writer that lost are never
// mixed with those of the winner; the next run removes them. An expired snapshot keeps its commit, marked, because a number must not be
// given twice.
//
// Snapshots are built in a mirror on the local disk, which is a lake like any other: [Lake.Fetch] brings the last snapshot there, package
// load makes the next one, [Lake.Publish] uploads what is new, copies the rest within the bucket, and commits. A writer that lost gets
// [ErrLost], and begins again with what the winner published.
//
//	lake, err := remote.Open(ctx, "s3://bucket/reports", cacheDir)
//	defer lake.Close()
//	err = lake.Fetch(ctx, false)
//	snap := run(lake.Dir())
//	err = lake.Publish(ctx, snap)
package remote
