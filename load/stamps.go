package load

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"solieu/schemas"
)

// StampsName is the file of a snapshot that remembers the sources: one JSON object per line, by uri, with what the file system said of a
// file when it was read (size in bytes; modified and changed in nanoseconds since 1970 UTC), and documents, the URIs of its documents where
// it is not the one document itself. A later run takes a source of the same stamp to have the same bytes; their hashes are in the table
// documents. The file is not part of the promise of equal bytes: copies of one file have other stamps.
const StampsName = "sources.jsonl"

// stamped is a line of the file: a source whose content is known by its stamp.
type stamped struct {
	URI       string   `json:"uri"`
	Size      int64    `json:"size"`
	Modified  int64    `json:"modified"`
	Changed   int64    `json:"changed,omitempty"`
	Documents []string `json:"documents,omitempty"` // of an archive
}

// remembered is what memory holds of a stamped source: a corpus has many.
type remembered struct {
	stamp   schemas.Stamp
	archive *[]string // the URIs of its documents; nil where it is one document itself
	fresh   bool      // read by this run
}

// documents returns the URIs of the documents that the source of this URI holds.
func (r remembered) documents(uri string) []string {
	if r.archive == nil {
		return []string{uri}
	}
	return *r.archive
}

// recallStamps learns which sources need not be read.
func (t *Txn) recallStamps() error {
	i := slices.IndexFunc(t.parent.Manifest.Files, func(f File) bool { return f.Path == StampsName })
	if i < 0 || t.run.Full || t.run.Rehash {
		return nil
	}
	if err := t.parent.Manifest.Files[i].verify(t.parent.Dir); err != nil {
		return fmt.Errorf("%w, or run with --rehash", refuse(err))
	}
	f, err := os.Open(filepath.Join(t.parent.Dir, StampsName))
	if err != nil {
		return err
	}
	defer f.Close()
	for d := json.NewDecoder(bufio.NewReaderSize(f, 1<<16)); d.More(); {
		var s stamped
		if err := d.Decode(&s); err != nil {
			return fmt.Errorf("%s: %w", f.Name(), err)
		}
		r := remembered{stamp: schemas.Stamp{Size: s.Size, Modified: s.Modified, Changed: s.Changed}}
		if s.Documents != nil {
			r.archive = &s.Documents
		}
		if one, ok := t.previous[s.URI]; ok {
			s.URI = one.uri // one of them is enough to keep
		}
		t.stamps[s.URI] = r
	}
	return nil
}

// Held returns the documents of a source that has the stamp that it had when it was last read, if all of them are in the snapshot, read by
// the same program version with the same lexicon.
func (t *Txn) Held(uri string, stamp schemas.Stamp) ([]schemas.Identity, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	r, ok := t.stamps[uri]
	if !ok || r.fresh || r.stamp != stamp {
		return nil, false
	}
	var out []schemas.Identity
	for _, name := range r.documents(uri) {
		d, ok := t.previous[name]
		if !ok || !d.same {
			return nil, false
		}
		one := schemas.Identity{URI: name}
		if _, err := hex.Decode(one.ID[:], []byte(d.id)); err != nil {
			return nil, false
		}
		out = append(out, one)
	}
	return out, true
}

// Note says that a source of this stamp was read and holds these documents. The caller vouches that whoever writes the source from now
// on changes its stamp.
func (t *Txn) Note(uri string, stamp schemas.Stamp, docs []schemas.Identity) {
	r := remembered{stamp: stamp, fresh: true}
	if len(docs) != 1 || docs[0].URI != uri {
		names := make([]string, len(docs))
		for i, d := range docs {
			names[i] = d.URI
		}
		r.archive = &names
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stamps[uri] = r
}

// settled reports whether the next snapshot holds what the source held under its stamp.
func (t *Txn) settled(uri string, r remembered, p plan) bool {
	for _, name := range r.documents(uri) {
		id := t.seen[name] // of a source that this run has read; what was rejected later has none
		if !r.fresh && t.previous[name] != nil {
			id = t.previous[name].id
		}
		i, ok := slices.BinarySearchFunc(p.sources, name, func(s located, name string) int { return strings.Compare(s.uri, name) })
		if !ok || id == "" || p.sources[i].id != id || len(t.clashes[name]) > 0 {
			return false
		}
	}
	return true
}

// writeStamps writes what a later run need not read; a file that came out as in the previous snapshot becomes a link to that one.
func (t *Txn) writeStamps(b *builder, p plan) error {
	for uri, r := range t.stamps {
		if !t.settled(uri, r, p) {
			delete(t.stamps, uri)
		}
	}
	if len(t.stamps) == 0 {
		return nil
	}
	f, err := t.writeStampsFile(b)
	if err != nil {
		return err
	}
	if old, ok := b.previous(StampsName); ok && old == f && f.verify(b.parent.Dir) == nil {
		if err := b.disk.removeAll(b.path(StampsName)); err != nil {
			return err
		}
		return b.link(f)
	}
	b.files = append(b.files, f)
	return nil
}

func (t *Txn) writeStampsFile(b *builder) (f File, err error) {
	out, err := b.disk.create(b.path(StampsName))
	if err != nil {
		return f, err
	}
	defer func() { err = firstOf(err, out.Close()) }()
	f.Path = StampsName
	w, sum := bufio.NewWriterSize(out, 1<<16), sha256.New()
	e := json.NewEncoder(io.MultiWriter(w, sum, count{&f.Bytes}))
	e.SetEscapeHTML(false)
	for _, uri := range slices.Sorted(maps.Keys(t.stamps)) {
		r := t.stamps[uri]
		line := stamped{URI: uri, Size: r.stamp.Size, Modified: r.stamp.Modified, Changed: r.stamp.Changed}
		if r.archive != nil {
			line.Documents = *r.archive
		}
		if err := e.Encode(line); err != nil {
			return f, err
		}
	}
	f.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return f, firstOf(w.Flush(), out.sync())
}

// count adds up what is written.
type count struct{ n *int64 }

func (c count) Write(p []byte) (int, error) {
	*c.n += int64(len(p))
	return len(p), nil
}
