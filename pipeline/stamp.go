package pipeline

import (
	"io/fs"

	"solieu/schemas"
)

// Stamps remembers which documents a source held, by what the file system says of it. Its methods are called from several goroutines.
type Stamps interface {
	// Held returns the documents of a source that has this stamp still; ok is false where it must be read. [Options].Known is
	// asked about each of them and must know it.
	Held(uri string, s schemas.Stamp) (docs []schemas.Identity, ok bool)
	// Note says that a source of this stamp was read just now, whole, and holds these documents.
	Note(uri string, s schemas.Stamp, docs []schemas.Identity)
}

// StampOf returns what the file system says of a file.
func StampOf(info fs.FileInfo) schemas.Stamp {
	return schemas.Stamp{Size: info.Size(), Modified: info.ModTime().UnixNano(), Changed: changed(info)}
}

// held returns the documents of an input that need not be read.
func (p *Pipeline) held(in Input) ([]Item, bool) {
	if p.Options.Stamps == nil || in.Stamp == (schemas.Stamp{}) {
		return nil, false
	}
	docs, ok := p.Options.Stamps.Held(in.URI, in.Stamp)
	if !ok || len(docs) == 0 {
		return nil, false
	}
	items := make([]Item, len(docs))
	for i, d := range docs {
		items[i] = Item{URI: d.URI, Unread: true, Extraction: schemas.Extraction{Document: schemas.Document{ID: d.ID, URI: d.URI}}}
	}
	items[0].Bytes = in.Size
	return items, true
}

// note remembers what an input held.
func (p *Pipeline) note(in Input, docs []schemas.Document) {
	if p.Options.Stamps == nil || in.Stamp == (schemas.Stamp{}) || len(docs) == 0 {
		return
	}
	ids := make([]schemas.Identity, len(docs))
	for i, d := range docs {
		ids[i] = schemas.Identity{URI: d.URI, ID: d.ID}
	}
	p.Options.Stamps.Note(in.URI, in.Stamp, ids)
}
