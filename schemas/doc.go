// Package schemas is the ground floor of solieu: the nouns of the domain, with nothing beneath them but the standard library.
//
// A report enters as a [Document] (bytes already decoded to one UTF-8 text), extraction turns it into an [Extraction]
// (every [Numeral], every [Figure], every [Reject]), transformation into an [Assessment] ([Observation] and [Check] rows),
// and loading writes those rows to Parquet tables.
//
// # Glossary
//
//   - document: one report, identified by the SHA-256 of its source bytes
//   - text: the stored UTF-8 text of a document (NFC, "\n" line ends, no BOM); every [Span] points into it
//   - numeral: a token \d+(?:[.,]\d+)* of the text; each has exactly one class
//   - figure: a numeral that states a statistical quantity
//   - indicator: what is measured, as a phrase that stands alone and, where one fits, as a catalogue code
//   - unit of measure: canonical notation such as VND, ha, %, {con}, VND/{người}
//   - reference period: when the figure holds; reference area: where
//   - observation status: actual, estimate (ước) or plan (kế hoạch)
//   - base: what a growth, change, index, share or attainment is relative to
//   - check: one relation between figures, recomputed by interval arithmetic on the printed precision
//   - reject: something set aside, with its reason and place
//
// # Example
//
//	d, _ := schemas.ParseDecimal("417983")
//	iv := schemas.Printed(d, 0) // the interval 417982.5 to 417983.5
package schemas
