package load

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"solieu/schemas"
)

// visit is a source as a run meets it: a file with its stamp, and the documents in it.
type visit struct {
	uri   string
	stamp schemas.Stamp
	docs  []source
}

// meet runs over files as the pipeline does: what is held is not read, the rest is noted and added. It returns what was read.
func meet(t *testing.T, s *Store, r Run, visits []visit) (read []string, snap Snapshot) {
	t.Helper()
	ctx := context.Background()
	if r.Lexicon == nil {
		r.Lexicon = dictionary()
	}
	txn, err := s.Begin(ctx, r)
	if err != nil {
		t.Fatal(err)
	}
	defer txn.Abort()
	for _, v := range visits {
		if held, ok := txn.Held(v.uri, v.stamp); ok {
			for _, d := range held {
				if !txn.Unchanged(d.URI, d.ID) {
					t.Fatalf("%s is held but not known", d.URI)
				}
			}
			continue
		}
		read = append(read, v.uri)
		var ids []schemas.Identity
		for _, d := range v.docs {
			ids = append(ids, schemas.Identity{URI: d.ext.Document.URI, ID: d.ext.Document.ID})
		}
		txn.Note(v.uri, v.stamp, ids)
		for _, d := range v.docs {
			if !txn.Unchanged(d.ext.Document.URI, d.ext.Document.ID) {
				if err := txn.Add(ctx, d.ext, d.a); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	snap, err = txn.Commit(ctx)
	return read, must(t, snap, err)
}

func TestStampsStandForBytes(t *testing.T) {
	src := corpus(5, 4)
	stamp := func(n int64) schemas.Stamp { return schemas.Stamp{Size: 10, Modified: n, Changed: n} }
	one := func(i int, n int64) visit { return visit{src[i].ext.Document.URI, stamp(n), src[i : i+1]} }
	archive := visit{"b.zip", stamp(7), src[3:5]}
	all := []visit{one(0, 1), one(1, 1), one(2, 1), archive}
	s := open(t, t.TempDir(), Options{})
	uris := func(vs ...visit) (out []string) {
		for _, v := range vs {
			out = append(out, v.uri)
		}
		return out
	}
	newer := one(1, 2)
	changed, a := report(src[1].ext.Document.URI, 2022, "06", 4, "77")
	newer.docs = []source{{changed, a}}
	for _, step := range []struct {
		name   string
		run    Run
		visits []visit
		read   []string
	}{
		{"all is new", Run{Version: "1"}, all, uris(all...)},
		{"nothing changed", Run{Version: "1"}, all, nil},
		{"stamps are not trusted", Run{Version: "1", Rehash: true}, all, uris(all...)},
		{"and were kept", Run{Version: "1"}, all, nil},
		{"another stamp, other bytes", Run{Version: "1"}, []visit{all[0], newer, archive}, uris(newer)},
		{"what was not met is remembered", Run{Version: "1"}, []visit{all[2], newer}, nil},
		{"another version reads all", Run{Version: "2"}, []visit{all[0], newer, all[2], archive}, uris(all[0], newer, all[2], archive)},
		{"pruned", Run{Version: "2", Prune: true}, []visit{all[0], newer}, nil},
		{"and forgotten", Run{Version: "2"}, []visit{all[0], newer, all[2], archive}, uris(all[2], archive)},
		{"everything is asked for", Run{Version: "2", Full: true}, []visit{all[0], newer, all[2], archive}, uris(all[0], newer, all[2], archive)},
		{"nothing changed since", Run{Version: "2"}, []visit{all[0], newer, all[2], archive}, nil},
	} {
		read, snap := meet(t, s, step.run, step.visits)
		if d := cmp.Diff(step.read, read); d != "" {
			t.Errorf("%s: %s", step.name, d)
		}
		if n := snap.Rows("documents"); step.name == "pruned" && n != 2 || step.name != "pruned" && n != 5 {
			t.Errorf("%s: %d documents", step.name, n)
		}
	}
}

// TestStampOfARejectedDocument: what was read but not published is read again.
func TestStampOfARejectedDocument(t *testing.T) {
	ctx, src := context.Background(), corpus(1, 4)[0]
	doc, stamp := src.ext.Document, schemas.Stamp{Size: 1, Modified: 1}
	s := open(t, t.TempDir(), Options{})
	txn, err := s.Begin(ctx, Run{Version: "1", Lexicon: dictionary()})
	if err != nil {
		t.Fatal(err)
	}
	defer txn.Abort()
	txn.Note(doc.URI, stamp, []schemas.Identity{{URI: doc.URI, ID: doc.ID}})
	if err := txn.AddReject(ctx, doc.URI, schemas.Reject{Reason: schemas.RejectTimeout}); err != nil {
		t.Fatal(err)
	}
	if _, err := txn.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if read, _ := meet(t, s, Run{Version: "1"}, []visit{{doc.URI, stamp, []source{src}}}); len(read) != 1 {
		t.Error("a document that was never published was taken for unchanged")
	}
}

func TestDamagedStamps(t *testing.T) {
	src := corpus(1, 4)
	visits := []visit{{src[0].ext.Document.URI, schemas.Stamp{Size: 1, Modified: 1}, src}}
	s := open(t, t.TempDir(), Options{})
	_, snap := meet(t, s, Run{Version: "1"}, visits)
	path := filepath.Join(snap.Dir, StampsName)
	flip(t, path)
	if _, err := s.Begin(context.Background(), Run{Version: "1"}); !errors.Is(err, ErrDamaged) {
		t.Error(err)
	}
	if read, _ := meet(t, s, Run{Version: "1", Rehash: true}, visits); len(read) != 1 {
		t.Error(read)
	}
	if read, _ := meet(t, s, Run{Version: "1"}, visits); len(read) != 0 {
		t.Error(read)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}
