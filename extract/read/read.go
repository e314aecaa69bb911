package read

import (
	"context"
	"crypto/sha256"
	"fmt"

	"solieu/schemas"
)

// Limits bounds what one source may cost. A zero field means the default.
type Limits struct {
	Bytes int64 // largest source, in bytes; default 256 MiB
	Text  int64 // largest stored text of one document, in bytes; default 128 MiB
	Pages int   // most pages of one document; default 20,000
	Cells int   // most cells of one table, spans spread; default 1,000,000

	// Of archives, and of the formats that are archives inside (docx, xlsx, odt):
	Files    int   // most members; default 10,000
	Unpacked int64 // bytes unpacked of all members together; default 1 GiB
	Ratio    int   // bytes unpacked from one packed byte of a member; default 200. Members under 1 MiB are never too dense
}

// withDefaults returns l with its zero fields filled.
func (l Limits) withDefaults() Limits {
	if l.Bytes == 0 {
		l.Bytes = 256 << 20
	}
	if l.Text == 0 {
		l.Text = 128 << 20
	}
	if l.Pages == 0 {
		l.Pages = 20_000
	}
	if l.Cells == 0 {
		l.Cells = 1_000_000
	}
	if l.Files == 0 {
		l.Files = 10_000
	}
	if l.Unpacked == 0 {
		l.Unpacked = 1 << 30
	}
	if l.Ratio == 0 {
		l.Ratio = 200
	}
	return l
}

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
	limits  Limits
	formats []format // asked in this order; the last accepts everything
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
			return f.read(ctx, data)
		}
	}
	return nil, reject(schemas.RejectBinary, "")
}
