package load

import (
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"solieu/schemas/tables"
)

// reference is what memory holds of a document: a corpus has many.
type reference struct {
	id   string
	uri  string
	home string // the URI that stands for it in the other tables
	part string
	same bool // read by this program version with this lexicon
}

// located is a source of the next snapshot.
type located struct{ uri, id, duplicateOf string }

// documentKey holds the columns of documents that a run has to know of each.
type documentKey struct {
	URI            string `parquet:"uri"`
	DocumentID     string `parquet:"document_id"`
	DuplicateOf    string `parquet:"duplicate_of,optional"`
	ReportYear     int32  `parquet:"report_year"`
	AreaCode       string `parquet:"area_code,optional,dict"`
	LexiconDigest  string `parquet:"lexicon_digest,optional,dict"`
	ProgramVersion string `parquet:"program_version,optional,dict"`
}

// recall learns what the previous snapshot holds.
func (t *Txn) recall() error {
	if err := t.parent.verifyTable("documents"); err != nil {
		return refuse(err)
	}
	parts := map[string]string{} // so that equal ones are kept once
	for _, f := range t.parent.Files("documents") {
		for d, err := range readParquet[documentKey](filepath.Join(t.parent.Dir, filepath.FromSlash(f.Path))) {
			if err != nil {
				return err
			}
			part := documentPartition(d.ReportYear, d.AreaCode)
			if parts[part] == "" {
				parts[part] = part
			}
			r := &reference{id: strings.Clone(d.DocumentID), uri: strings.Clone(d.URI), part: parts[part],
				same: d.LexiconDigest == t.lexiconDigest() && d.ProgramVersion == t.run.Version}
			if r.home = r.uri; d.DuplicateOf != "" {
				r.home = strings.Clone(d.DuplicateOf)
			}
			t.previous[r.uri], t.known[r.id] = r, r
		}
	}
	return nil
}

// documentShare is the part of a table's memory that documents take while they are put in order.
const documentShare = 4

func (t *Txn) documentSpool(name string) *spool {
	return newSpool(t.store.disk, filepath.Join(t.spoolDir(), "documents", name), t.store.opt.Memory/documentShare)
}

// writeDocuments writes the table documents: of every source the row of its document, with the URI and the home that the plan gives it.
// It returns the violated checks within all documents, and adds these to the heads, where there are any.
func (t *Txn) writeDocuments(b *builder, p plan, h *heads) (violations int64, err error) {
	byID := make([]int, len(p.sources))
	for i := range byID {
		byID[i] = i
	}
	slices.SortStableFunc(byID, func(i, j int) int { return strings.Compare(p.sources[i].id, p.sources[j].id) })
	codec, byURI, done := newCodec[tables.Document](), t.documentSpool("placed"), make([]bool, len(p.sources))
	place := func(d *tables.Document) error {
		at, _ := slices.BinarySearchFunc(byID, d.DocumentID, func(i int, id string) int { return strings.Compare(p.sources[i].id, id) })
		for ; at < len(byID) && p.sources[byID[at]].id == d.DocumentID; at++ {
			if done[byID[at]] {
				return nil
			}
			s := p.sources[byID[at]]
			done[byID[at]] = true
			if d.URI, d.DuplicateOf = s.uri, s.duplicateOf; d.DuplicateOf == "" {
				violations += d.Violations
				if err := h.add(d); err != nil {
					return err
				}
			}
			if err := byURI.add([]byte(d.URI), codec.encode(nil, []tables.Document{*d})); err != nil {
				return err
			}
		}
		return nil
	}
	for _, f := range t.parent.Files("documents") {
		for d, err := range readParquet[tables.Document](filepath.Join(t.parent.Dir, filepath.FromSlash(f.Path))) {
			if err != nil {
				return 0, err
			}
			if !p.carried[d.DocumentID] {
				continue
			}
			if err := place(d); err != nil {
				return 0, err
			}
		}
	}
	for d, err := range decoded(codec, t.documents.sorted()) {
		if err == nil {
			err = place(d)
		}
		if err != nil {
			return 0, err
		}
	}
	return violations, write(b, "", decoded(codec, byURI.sorted()))
}

// decoded yields the one row that each record holds.
func decoded[T any](c codec[T], records iter.Seq2[*record, error]) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		d, rows := c.decoder(), []T{}
		for r, err := range records {
			if err == nil {
				rows, err = d.decode(rows[:0], r.value, 1)
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(&rows[0], nil) {
				return
			}
		}
	}
}
