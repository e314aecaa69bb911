package schemas

// Stamp is what a file system says of a file without reading it. A file whose stamp is the same as when it was last read is taken to have
// the same bytes; the zero Stamp says nothing.
type Stamp struct {
	Size     int64 // bytes
	Modified int64 // when the content was last written, in nanoseconds since 1970 UTC
	Changed  int64 // when the file was last written, renamed or given other attributes, which nobody can set; 0 where the system does not tell
}

// Latest is the younger of the two times.
func (s Stamp) Latest() int64 { return max(s.Modified, s.Changed) }

// Identity names a document: where it came from, and the hash of its bytes.
type Identity struct {
	URI string
	ID  DocumentID
}
