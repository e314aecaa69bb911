package read

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"solieu/schemas"
)

// format is one kind of source. A format says by the content alone whether a source is its own.
type format interface {
	// sniff reports whether data is of this format. It must be cheap and must not fail on damaged data.
	sniff(data []byte) bool
	// read decodes a source that sniff accepted. It fills everything of the documents but URI, ID and Bytes;
	// failures are *Error values without a place, or the context's error.
	read(ctx context.Context, data []byte) ([]schemas.Document, error)
}

// Reader reads sources of every supported format. It holds no state and may be used by many goroutines at once.
type Reader struct {
	limits    Limits
	formats   []format // asked in this order; the last accepts everything
	recognise Recogniser
}

// Recogniser reads the letters of a scanned source, a PDF or a picture, and returns what they say as a source of any format. Its error is
// told to people beside the reject.
type Recogniser func(ctx context.Context, scan []byte) ([]byte, error)

// Recognising returns a reader that has f read what has no text layer.
func (r *Reader) Recognising(f Recogniser) *Reader {
	with := New(r.limits)
	with.recognise = f
	return with
}

// New returns a reader that keeps to limits.
func New(limits Limits) *Reader {
	limits = limits.withDefaults()
	s := newScripts()
	r := &Reader{limits: limits}
	r.formats = []format{
		pdf{limits, s},
		docx{limits, s},
		xlsx{limits},
		odt{limits},
		archive{limits, r},
		rtf{limits, s},
		other{},
		htm{limits, s},
		comma{limits, s},
		plain{limits, s},
	}
	return r
}

// Read decodes one source. The uri is taken over into the documents and into the place of an [Error]; it is never opened.
// The slice data is not kept. The error is an *[Error] where the source is at fault, [Errors] beside the documents of an archive
// some of whose members are at fault, else the context's. A member's URI is the archive's, "!/" and its name; its identity is that
// of its own bytes.
func (r *Reader) Read(ctx context.Context, uri string, data []byte) ([]schemas.Document, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	docs, err := r.decode(ctx, data)
	if err != nil {
		err = at(uri, err)
	}
	var id schemas.DocumentID
	if len(docs) > 0 {
		id = sha256.Sum256(data)
	}
	for i := range docs {
		if docs[i].URI != "" { // a member of an archive, with an identity of its own
			docs[i].URI = uri + "!/" + docs[i].URI
			continue
		}
		docs[i].ID, docs[i].URI, docs[i].Bytes = id, uri, int64(len(data))
		if docs[i].EncodingConfidence == 0 {
			docs[i].EncodingConfidence = 1
		}
	}
	return docs, err
}

func (r *Reader) decode(ctx context.Context, data []byte) ([]schemas.Document, error) {
	if int64(len(data)) > r.limits.Bytes {
		return nil, reject(schemas.RejectTooLarge, fmt.Sprintf("%d > %d byte", len(data), r.limits.Bytes))
	}
	for _, f := range r.formats {
		if f.sniff(data) {
			docs, err := f.read(ctx, data)
			var e *Error
			if r.recognise != nil && len(docs) == 0 && errors.As(err, &e) && e.Reason == schemas.RejectNoTextLayer && e.Place == "" {
				return r.recognised(ctx, data, e)
			}
			return docs, err
		}
	}
	return nil, reject(schemas.RejectBinary, "")
}

// recognised reads what the recogniser made of a scan; what it cannot read stays the reject that it was.
func (r *Reader) recognised(ctx context.Context, scan []byte, why *Error) ([]schemas.Document, error) {
	text, err := r.recognise(ctx, scan)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, reject(why.Reason, why.Detail+"; OCR: "+err.Error())
	}
	docs, err := New(r.limits).decode(context.WithValue(ctx, nested{}, true), text)
	var e *Error
	if errors.As(err, &e) {
		return nil, reject(why.Reason, why.Detail+"; OCR: "+e.Error())
	}
	for i := range docs {
		docs[i].Format, docs[i].Offsets = formatOCR, nil // the bytes of the source are not those of the text
	}
	return docs, err
}

// formatOCR is the format of a document whose letters were recognised.
const formatOCR = "ocr"
