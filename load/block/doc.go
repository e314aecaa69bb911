// Package block keeps the rows of a document column by column, in bytes: so they wait on the disk until a file of their partition is
// written, and so they go into it without becoming rows again.
//
// A block begins with the end of each column (uint32, little endian, from the end of this head). A column of texts has a dictionary of its
// different texts (count; length and bytes of each) and, where there are several, the number of each row's text in 1, 2 or 4 bytes. Values
// of a fixed width and texts without a dictionary stand as Parquet's PLAIN encoding has them, so that they can be copied. The form lives
// only as long as a transaction; who reads a block must know how many rows it has.
package block
