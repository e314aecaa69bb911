package read

import (
	"bytes"
	"context"

	"solieu/schemas"
)

// other recognises formats that are known but not read, so that people are told what to do instead of "binary".
type other struct{}

type signature struct {
	magic  string
	reason schemas.RejectReason
	detail string
}

func signatures() []signature {
	const save = "; hãy lưu lại thành .docx, .xlsx hoặc .pdf (save it as .docx, .xlsx or .pdf)"
	return []signature{
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", schemas.RejectUnsupported, "Word, Excel 97–2003 (.doc, .xls)" + save},
		{"Rar!\x1a\x07", schemas.RejectUnsupported, "RAR; hãy nén lại thành .zip (pack it as .zip)"},
		{"7z\xbc\xaf\x27\x1c", schemas.RejectUnsupported, "7z; hãy nén lại thành .zip (pack it as .zip)"},
		{"\x1f\x8b", schemas.RejectUnsupported, "gzip; hãy nén lại thành .zip (pack it as .zip)"},
		{"\x89PNG\r\n", schemas.RejectNoTextLayer, "PNG"},
		{"\xff\xd8\xff", schemas.RejectNoTextLayer, "JPEG"},
		{"II*\x00", schemas.RejectNoTextLayer, "TIFF"},
		{"MM\x00*", schemas.RejectNoTextLayer, "TIFF"},
		{"%!PS", schemas.RejectUnsupported, "PostScript"},
	}
}

func (other) sniff(data []byte) bool {
	for _, s := range signatures() {
		if bytes.HasPrefix(data, []byte(s.magic)) {
			return true
		}
	}
	return false
}

func (other) read(_ context.Context, data []byte) ([]schemas.Document, error) {
	for i, s := range signatures() {
		if !bytes.HasPrefix(data, []byte(s.magic)) {
			continue
		}
		// An office file with a password is a compound file with this stream (MS-OFFCRYPTO 2.3.2), its name in UTF-16.
		if i == 0 && bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
			return nil, reject(schemas.RejectEncrypted, "docx, xlsx")
		}
		return nil, reject(s.reason, s.detail)
	}
	return nil, reject(schemas.RejectBinary, "")
}
