// Package source lists the inputs of a job: files of this machine, objects of an S3 bucket, documents on web servers.
//
// A [Source] enters by its address; [Fetcher.Inputs] returns what it names, as inputs of the pipeline. What is far away is copied into a
// folder first and fetched again only where its ETag says that it has changed. The copies may be deleted at any time: they cost
// nothing but another download.
package source
