package load

import (
	"errors"
	"iter"
	"path/filepath"
	"slices"

	"solieu/schemas/tables"
)

// Why a document no longer stands under its URI, as the column ended of document_versions says it.
const (
	endedSuperseded = "superseded" // another document came from there
	endedRetired    = "retired"    // its source was gone
	endedRestored   = "restored"   // an older snapshot was published again
)

// writeHistory writes what follows from the table documents, which the builder has written or carried: the dimension of documents, and which
// document stood under which URI in which snapshots. Where documents is that of the previous snapshot both are carried.
func (b *builder) writeHistory(number int, restored bool) error {
	now := b.table("documents")
	if slices.Equal(now, b.parent.Files("documents")) && b.parent.Manifest.Contract == tables.Version && len(b.parent.Files("document_versions")) > 0 {
		return firstOf(b.carryTable("dim_documents"), b.carryTable("document_versions"))
	}
	if err := b.parent.verifyTable("document_versions"); err != nil {
		return refuse(err)
	}
	documents := rowsIn[tables.Document](b.dir, now)
	if err := write(b, "", dimDocuments(documents)); err != nil {
		return err
	}
	return write(b, "", versions(b.parent.versions(), documents, int64(number), restored))
}

// table returns the files of a table of the next snapshot.
func (b *builder) table(name string) []File {
	return slices.DeleteFunc(slices.Clone(b.files), func(f File) bool { return f.Table() != name })
}

// rowsIn yields the rows of files, one after the other.
func rowsIn[T any](dir string, files []File) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		for _, f := range files {
			for row, err := range readParquet[T](filepath.Join(dir, filepath.FromSlash(f.Path))) {
				if !yield(row, err) || err != nil {
					return
				}
			}
		}
	}
}

func dimDocuments(documents iter.Seq2[*tables.Document, error]) iter.Seq2[*tables.DimDocument, error] {
	return func(yield func(*tables.DimDocument, error) bool) {
		for d, err := range documents {
			if err != nil {
				yield(nil, err)
				return
			}
			if row := tables.NewDimDocument(d); d.DuplicateOf == "" && !yield(&row, nil) {
				return
			}
		}
	}
}

// versions yields the history as this snapshot knows it. Of one that was published before there was a history its documents are known.
func (s Snapshot) versions() iter.Seq2[*tables.DocumentVersion, error] {
	if files := s.Files("document_versions"); len(files) > 0 {
		return rowsIn[tables.DocumentVersion](s.Dir, files)
	}
	return func(yield func(*tables.DocumentVersion, error) bool) {
		for d, err := range rowsIn[tables.Document](s.Dir, s.Files("documents")) {
			if err != nil {
				yield(nil, err)
				return
			}
			if row := tables.NewDocumentVersion(d, int64(s.Number)); !yield(&row, nil) {
				return
			}
		}
	}
}

// versions carries a history on to snapshot number, which holds the given documents; both are sorted by URI.
func versions(old iter.Seq2[*tables.DocumentVersion, error], documents iter.Seq2[*tables.Document, error], number int64, restored bool) iter.Seq2[*tables.DocumentVersion, error] {
	return func(yield func(*tables.DocumentVersion, error) bool) {
		was, err := newStream(old)
		defer was.stop()
		if err != nil {
			yield(nil, err)
			return
		}
		now, err := newStream(documents)
		defer now.stop()
		for err == nil && (was.head != nil || now.head != nil) {
			if now.head == nil || was.head != nil && was.head.URI < now.head.URI {
				err = pass(was, nil, number, restored, yield)
				continue
			}
			err = pass(was, now.head, number, restored, yield)
			if err == nil {
				err = now.advance()
			}
		}
		if err != nil && !errors.Is(err, errStopped) {
			yield(nil, err)
		}
	}
}

// errStopped says that nobody wants the rest.
var errStopped = errors.New("stopped")

// pass yields the history of one URI: that of d, or, where no document stands there any more, that of the next old row.
func pass(was *stream[tables.DocumentVersion], d *tables.Document, number int64, restored bool, yield func(*tables.DocumentVersion, error) bool) error {
	var uri string
	if d != nil {
		uri = d.URI
	} else {
		uri = was.head.URI
	}
	stands := false
	for was.head != nil && was.head.URI == uri {
		row := was.head
		if row.ValidTo == nil {
			if stands = d != nil && d.DocumentID == row.DocumentID; stands {
				*row = tables.NewDocumentVersion(d, row.ValidFrom) // as it is read now
			} else {
				end(row, d, number-1, restored)
			}
		}
		if !yield(row, nil) {
			return errStopped
		}
		if err := was.advance(); err != nil {
			return err
		}
	}
	if d == nil || stands {
		return nil
	}
	if row := tables.NewDocumentVersion(d, number); !yield(&row, nil) {
		return errStopped
	}
	return nil
}

// end says that a document stood last in a snapshot, and why.
func end(row *tables.DocumentVersion, by *tables.Document, last int64, restored bool) {
	row.ValidTo, row.Ended = &last, endedRetired
	if by != nil {
		row.Ended, row.SupersededBy = endedSuperseded, by.DocumentID
	}
	if restored {
		row.Ended = endedRestored
	}
}
