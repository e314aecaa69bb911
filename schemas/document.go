package schemas

import "encoding/hex"

// Span is a half-open range of byte offsets [Start, End) into a [Document]'s Text.
type Span struct{ Start, End int }

// Len returns the number of bytes.
func (s Span) Len() int { return s.End - s.Start }

// In returns the bytes of text that s covers.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// Contains reports whether t lies within s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// DocumentID is the SHA-256 of a document's source bytes.
type DocumentID [32]byte

// String returns the lower-case hexadecimal form.
func (id DocumentID) String() string { return hex.EncodeToString(id[:]) }

// Document is one report. Text is what every span points into: UTF-8, NFC, "\n" line ends, no byte order mark.
type Document struct {
	ID       DocumentID
	URI      string // where it came from: a path with forward slashes, or a URL
	Format   string // text, markdown, docx, pdf, html, xlsx, …
	Encoding string // of the source: utf-8, utf-16le, windows-1258, tcvn3, …
	Bytes    int64  // size of the source

	EncodingConfidence float64 // 0 to 1: 1 where the encoding is certain, less where the statistics of the language decided

	Text     string
	Offsets  OffsetMap // byte offsets of Text back to byte offsets of the source; empty means identity
	Pages    []int     // byte offsets in Text at which pages 2, 3, … begin; empty where the format has none
	Footnote []Note    // footnotes that the format itself binds to their markers (docx, html, …), by their bodies' places
	Cells    []Cell    // the filled cells of tables, in text order; a cell in the head of a table may be missing
	Meta     Meta
}

// Cell is where the content of a table's cell stands in Text.
type Cell struct {
	Span
	Sheet       string // name of the sheet; empty where the format has none
	Table       int    // ordinal of the table in the document, from 1; 0 for a cell of a sheet outside of its table
	Row, Column int    // place in the sheet or in the table, from 0
}

// SourceSpan returns where a span of Text stands in the source, in bytes of the source, where the source is itself UTF-8 text; else the span as it is.
func (d *Document) SourceSpan(s Span) Span {
	if len(d.Offsets) == 0 || d.Encoding != "utf-8" {
		return s
	}
	return Span{Start: d.Offsets.Source(s.Start), End: d.Offsets.Source(s.End-1) + 1}
}

// Note binds a footnote's text to the place of its marker.
type Note struct {
	Marker Span // of the marker in Text
	Body   Span // of the footnote's text in Text
}

// Meta is what the head of a report says about itself; a field is empty where the head does not say it.
type Meta struct {
	Number   string // document number, such as "765/BC-UBND"
	Issuer   string // "Ủy ban nhân dân tỉnh Bắc Kạn"
	Place    string // place of signing, such as "Bắc Kạn"
	Date     Date   // date of signing; zero where unknown
	Title    string
	Period   Period // the report's own period; zero where unknown
	Area     string // GSO code of the reference area, empty where unknown
	AreaList string // code list that Area belongs to: "2004" or "2025"
	AreaName string
}

// OffsetMap maps offsets of a normalised text back to its source. Each entry says: from Text offset At on, source offset = Text offset + Delta.
// Entries ascend by At.
type OffsetMap []OffsetShift

// OffsetShift is one entry of an [OffsetMap].
type OffsetShift struct{ At, Delta int }

// Source returns the source offset of text offset off.
func (m OffsetMap) Source(off int) int {
	lo, hi := 0, len(m)
	for lo < hi {
		mid := (lo + hi) / 2
		if m[mid].At <= off {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo == 0 {
		return off
	}
	return off + m[lo-1].Delta
}
