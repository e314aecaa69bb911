package load

import (
	"context"
	"encoding/binary"
	"fmt"
	"iter"

	"solieu/schemas/tables"
)

// heads collects what the comparison has to know of each document; a corpus has too many for memory, so that relations and documents meet in
// the order of the documents' ids.
type heads struct {
	codec codec[tables.Document]
	spool *spool
}

func (t *Txn) newHeads() *heads {
	return &heads{newCodec[tables.Document](), t.comparisonSpool("documents")}
}

// add takes a document with the URI that stands for it; nil heads take none.
func (h *heads) add(d *tables.Document) error {
	if h == nil {
		return nil
	}
	head := tables.Document{DocumentID: d.DocumentID, URI: d.URI, DocumentNumber: d.DocumentNumber, DocumentDate: d.DocumentDate, Issuer: d.Issuer, Title: d.Title,
		Period: d.Period, ReportYear: d.ReportYear, AreaCode: d.AreaCode, Checks: d.Checks}
	return h.spool.add([]byte(head.DocumentID), h.codec.encode(nil, []tables.Document{head}))
}

// meet shows each row together with the document that the key of its record names.
func (h *heads) meet(rows codec[tables.Check], records iter.Seq2[*record, error], f func(*tables.Check, *tables.Document) error) error {
	documents, err := newStream(decoded(h.codec, h.spool.sorted()))
	defer documents.stop()
	if err != nil {
		return err
	}
	decode := rows.decoder()
	for r, err := range records {
		if err != nil {
			return err
		}
		for documents.head != nil && documents.head.DocumentID < string(r.key) {
			if err := documents.advance(); err != nil {
				return err
			}
		}
		if documents.head == nil || documents.head.DocumentID != string(r.key) {
			return fmt.Errorf("document %s: it is compared and not in the table documents", r.key)
		}
		row, err := decode.decode(nil, r.value, 1)
		if err != nil {
			return err
		}
		if err := f(&row[0], documents.head); err != nil {
			return err
		}
	}
	return nil
}

// compare yields the relations between reports, by partition, document and place.
func (t *Txn) compare(ctx context.Context, c *collator, h *heads) iter.Seq2[*keyed[tables.Check], error] {
	return func(yield func(*keyed[tables.Check], error) bool) {
		out, err := t.placed(ctx, c, h)
		if err != nil {
			yield(nil, err)
			return
		}
		for k, err := range numbered(out.sorted()) {
			if !yield(k, err) {
				return
			}
		}
	}
}

// placed compares the statements and joins what was found with both of its documents.
func (t *Txn) placed(ctx context.Context, c *collator, h *heads) (*spool, error) {
	rows, byEarlier, byLater, out := newCodec[tables.Check](), t.comparisonSpool("earlier"), t.comparisonSpool("later"), t.comparisonSpool("found")
	one := func(row *tables.Check) []byte { return rows.encode(nil, []tables.Check{*row}) }
	err := c.subjects(ctx, func(row *tables.Check) error { return byEarlier.add([]byte(row.EarlierID), one(row)) })
	c.statements.drop()
	if err = firstOf(err, byEarlier.settle()); err == nil {
		err = h.meet(rows, byEarlier.sorted(), func(row *tables.Check, d *tables.Document) error {
			row.Compared(d)
			return byLater.add([]byte(row.DocumentID), one(row))
		})
	}
	byEarlier.drop()
	if err = firstOf(err, byLater.settle()); err == nil {
		err = h.meet(rows, byLater.sorted(), func(row *tables.Check, d *tables.Document) error {
			row.Within(d)
			return out.add(foundKey(documentPartition(d.ReportYear, d.AreaCode), row), one(row))
		})
	}
	byLater.drop()
	return out, err
}

// foundKey is what relations between reports sort by; no two have the same.
func foundKey(part string, row *tables.Check) []byte {
	key := appendText(appendText(nil, part), row.DocumentID)
	key = appendText(binary.BigEndian.AppendUint64(key, uint64(*row.StatedStart)), row.IssueID)
	return binary.BigEndian.AppendUint64(appendText(key, row.EarlierID), uint64(*row.EarlierStart))
}

// numbered gives the rows of each document their ordinals and identifiers.
func numbered(records iter.Seq2[*record, error]) iter.Seq2[*keyed[tables.Check], error] {
	return func(yield func(*keyed[tables.Check], error) bool) {
		document, next := "", int32(0)
		seen := map[string]int{}
		decode := newCodec[tables.Check]().decoder()
		for r, err := range records {
			if err != nil {
				yield(nil, err)
				return
			}
			rows, err := decode.decode(nil, r.value, 1)
			if err != nil {
				yield(nil, err)
				return
			}
			row := &rows[0]
			if row.DocumentID != document {
				document, next = row.DocumentID, row.Ordinal
				clear(seen)
			}
			content := row.IssueID
			row.Ordinal, row.IssueID = next, tables.IssueID(content, seen[content])
			seen[content]++
			next++
			if !yield(&keyed[tables.Check]{Part: partOfKey(r.key), Row: row}, nil) {
				return
			}
		}
	}
}
