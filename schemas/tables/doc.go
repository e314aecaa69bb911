// Package tables is the data contract: one Go struct per published table, whose tags hold everything that is said about a column.
//
// A row struct's `parquet` tag gives the column's name and stored type, `unit` its unit, `vi` and `en` its meaning. From these tags,
// and from nowhere else, come the Parquet and Arrow schemas, the printed descriptions ([WriteText], [WriteMarkdown], [WriteJSON],
// [WriteSQL]) and docs/tables.md. [Rows] maps what the program found in one document to rows; it is a pure function.
//
// Within a major version of the contract a column is never renamed, retyped or dropped; adding one raises the minor version.
// Text columns marked nullable hold NULL where the text is empty. Byte offsets are half-open and point into the `text` column of the
// `texts` table. Decimals are DECIMAL(38,9); where an exact value does not fit, the decimal is NULL and the double beside it is not.
//
//	for _, t := range tables.All() {
//		tables.WriteMarkdown(os.Stdout, t)
//	}
package tables
