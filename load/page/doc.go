// Package page encodes blocks of rows as the pages of a Parquet file.
//
// The rows of a table are wide, and most of their columns repeat a few texts; a writer that takes them value by value spends its time on
// telling what they are. A [File] takes columns instead (see package block): a text is looked up once for each document, and values of a
// fixed width are copied. Schema, metadata, the run-length encoding of levels and dictionary indices, and the compression are parquet-go's.
//
// A file has row groups of [GroupRows] rows. Within each, a column is a dictionary page, where it has texts with a dictionary, and data
// pages of version 2, each with its CRC; a page ends behind the first [stepRows] rows that fill it. Bounds of each page stand in its header
// and in the column index, but those of decimals and of long texts, which are left out. Equal rows give equal bytes.
package page
