package cmd

import (
	"bufio"
	"context"
	"errors"
	"strconv"

	"solieu/load"
	"solieu/pipeline"
	"solieu/pipeline/listing"
	"solieu/schemas"
	"solieu/schemas/tables"
)

// dryRun prints what a run would do with each source, and why, as JSON lines: uri, action, reason, bytes. Nothing is written.
func (e *env) dryRun(ctx context.Context, inputs []pipeline.Input, f runFlags, reading pipeline.Reading) error {
	eng, err := e.engine(f.workers, f.rules)
	if err != nil {
		return err
	}
	eng.Use(reading)
	store, err := e.dataset(ctx, f.out, false)
	if err != nil {
		return err
	}
	old, err := published(store)
	if err != nil {
		return err
	}
	eng.Options.Known = func(_ string, id schemas.DocumentID) bool {
		d, ok := old.byID[id.String()]
		return ok && !f.full && d.LexiconDigest == eng.lexicon.Digest && d.ProgramVersion == Version
	}
	out, rejected, seen := bufio.NewWriter(e.stdout), false, map[string]bool{}
	err = eng.Plan(ctx, inputs, func(it pipeline.Item) error {
		seen[it.URI] = true
		rejected = rejected || it.Reject != nil
		_, err := out.Write(planLine(it, old))
		return err
	})
	for _, d := range old.documents {
		if f.prune && !seen[d.URI] {
			_, _ = out.Write(line(d.URI, "drop", "its source is gone", d.Bytes)) // Flush tells
		}
	}
	if err := firstError(err, out.Flush()); err != nil {
		return err
	}
	if rejected {
		return &exitError{code: ExitRejected}
	}
	return nil
}

// history is what the current snapshot holds.
type history struct {
	documents []tables.Document // in the order of their URIs
	byID      map[string]tables.Document
	uris      map[string]bool
}

// published returns the documents of the current snapshot; none where there is no snapshot.
func published(store *load.Store) (history, error) {
	h := history{byID: map[string]tables.Document{}, uris: map[string]bool{}}
	snapshot, err := store.Current()
	if errors.Is(err, load.ErrEmpty) {
		return h, nil
	}
	if err != nil {
		return h, err
	}
	for d, err := range load.ReadTable[tables.Document](snapshot) {
		if err != nil {
			return h, err
		}
		h.documents = append(h.documents, d)
		h.byID[d.DocumentID] = d
		h.uris[d.URI] = true
	}
	return h, nil
}

func planLine(it pipeline.Item, old history) []byte {
	_, read := old.byID[it.Extraction.Document.ID.String()]
	switch {
	case it.Reject != nil:
		return line(it.URI, "reject", string(it.Reject.Reason)+": "+it.Reject.Detail, it.Bytes)
	case it.Known:
		return line(it.URI, "keep", "unchanged", it.Bytes)
	case it.Duplicate:
		return line(it.URI, "note", "the same bytes as another source", it.Bytes)
	case read:
		return line(it.URI, "process", "read by another version or lexicon, or everything is asked for", it.Bytes)
	case old.uris[it.URI]:
		return line(it.URI, "process", "changed", it.Bytes)
	}
	return line(it.URI, "process", "new", it.Bytes)
}

func line(uri, action, reason string, bytes int64) []byte {
	b := listing.AppendString([]byte(`{"uri":`), uri)
	b = listing.AppendString(append(b, `,"action":`...), action)
	b = listing.AppendString(append(b, `,"reason":`...), reason)
	b = strconv.AppendInt(append(b, `,"bytes":`...), bytes, 10)
	return append(b, '}', '\n')
}
