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
// Nothing in a text is changed beyond what the stored form needs: byte order mark off, "\r\n" and "\r" to "\n", composition to NFC.
// [schemas.Document.Offsets] leads every rune of the stored text back to its first source byte.
package read
