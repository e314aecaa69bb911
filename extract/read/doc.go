// Package read turns the bytes of a report into documents: UTF-8 text in NFC with "\n" line ends, and where in the source it came from.
//
// Data enters as the bytes of one file and leaves as one [schemas.Document] per report in it (an archive may hold several).
// The format is told from the content, never from the name. A source that cannot be read is a value, an [Error] with its reason,
// and becomes a row of the rejects table.
//
//	r := read.New(read.Limits{})
//	docs, err := r.Read(ctx, "reports/2023.txt", data)
//	var reject *read.Error
//	if errors.As(err, &reject) {
//		fmt.Println(reject.Reason, reject.Place, reject.Detail)
//	}
//
// Text, Markdown and CSV are read in UTF-8, UTF-16, windows-1258, TCVN3, VNI and VIQR; DOCX, ODT, RTF, XLSX, HTML and PDF with a text layer as
// text with Markdown tables, superscript markers of notes and the notes at the end; ZIP files member by member. Scans, old office files
// and files with a password are rejected with advice.
//
// Nothing in a text is changed beyond what the stored form needs: byte order mark off, "\r\n" and "\r" to "\n", composition to NFC.
// [schemas.Document.Offsets] leads every rune of the stored text back to its first source byte; of the other formats, whose bytes are
// not those of their text, it is empty and says nothing.
//
// Whoever adds a format writes one file with a type of the interface format, adds it to [New] in the order of asking, and gives it the
// small report of the tests, a fuzz target and the hostile files that its kind knows.
package read
