package read

import (
	"errors"

	"solieu/schemas"
)

// Error says why a source cannot be read.
type Error struct {
	Reason schemas.RejectReason
	Place  string // the source's URI, with the member's name behind "!/" in an archive
	Detail string // what was found; Vietnamese, then English where it has words; may be empty
}

// Error returns the place, then the message in Vietnamese and in English, then the detail.
func (e *Error) Error() string {
	vi, en := e.Message()
	s := vi + " (" + en + ")"
	if e.Place != "" {
		s = e.Place + ": " + s
	}
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	return s
}

// Message returns what went wrong and what to do, in Vietnamese and in English.
func (e *Error) Message() (vi, en string) {
	switch e.Reason {
	case schemas.RejectEmpty:
		return "tệp không có chữ nào", "the source holds no text"
	case schemas.RejectBinary:
		return "không phải văn bản của định dạng nào được hỗ trợ", "not text in any supported format"
	case schemas.RejectEncoding:
		return "bảng mã không hợp lệ; hãy lưu lại bằng UTF-8", "invalid encoding; save the text as UTF-8"
	case schemas.RejectTooLarge:
		return "vượt giới hạn đã đặt; hãy chia nhỏ tệp hoặc nâng giới hạn", "beyond the configured limit; split the source or raise the limit"
	case schemas.RejectUnsupported:
		return "định dạng chưa được hỗ trợ; hãy lưu lại thành .docx hoặc .pdf", "a format that is not read; save it as .docx or .pdf"
	case schemas.RejectEncrypted:
		return "tệp có mật khẩu; hãy bỏ mật khẩu rồi lưu lại", "the source needs a password; save it without one"
	case schemas.RejectNoTextLayer:
		return "tệp quét, không có lớp chữ; hãy nhận dạng chữ (OCR) trước", "scanned pages without a text layer; run OCR first"
	case schemas.RejectMalformed:
		return "tệp hỏng; hãy lấy lại bản gốc", "a damaged file; fetch the original again"
	}
	return "không đọc được", "cannot be read"
}

// reject returns an error that has no place yet.
func reject(reason schemas.RejectReason, detail string) *Error {
	return &Error{Reason: reason, Detail: detail}
}

// at gives err the place uri where it is an [Error] or several; a place that it has already, a member of an archive, goes behind "!/".
func at(uri string, err error) error {
	var many Errors
	if errors.As(err, &many) {
		placed := make(Errors, len(many))
		for i, e := range many {
			placed[i] = e.in(uri)
		}
		return placed
	}
	var e *Error
	if errors.As(err, &e) {
		return e.in(uri)
	}
	return err
}

func (e *Error) in(uri string) *Error {
	place := uri
	if e.Place != "" {
		place += "!/" + e.Place
	}
	return &Error{Reason: e.Reason, Place: place, Detail: e.Detail}
}
