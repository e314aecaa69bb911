package remote

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"solieu/load"
	"solieu/schemas"
)

// server starts an S3 server and returns the address of an empty lake in it.
func server(t *testing.T) string {
	t.Helper()
	backend := s3mem.New()
	if err := backend.CreateBucket("lake"); err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(gofakes3.New(backend).Server())
	t.Cleanup(s.Close)
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	return "s3://lake/báo-cáo/a?region=us-east-1&use_path_style=true&endpoint=" + s.URL
}

func open(t *testing.T, url string) *Lake {
	t.Helper()
	l, err := Open(context.Background(), url, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// snapshot publishes one more rejected source in the mirror of a lake.
func snapshot(t *testing.T, l *Lake, name string) load.Snapshot {
	t.Helper()
	ctx := context.Background()
	s, err := load.Open(l.Dir(), load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	txn, err := s.Begin(ctx, load.Run{ID: name, Version: "1"})
	if err != nil {
		t.Fatal(err)
	}
	defer txn.Abort()
	if err := txn.AddReject(ctx, name, schemas.Reject{Reason: schemas.RejectMalformed}); err != nil {
		t.Fatal(err)
	}
	snap, err := txn.Commit(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return snap
}

func fetch(t *testing.T, l *Lake, all bool) {
	t.Helper()
	if err := l.Fetch(context.Background(), all); err != nil {
		t.Fatal(err)
	}
}

func current(t *testing.T, l *Lake) load.Snapshot {
	t.Helper()
	s, err := load.Open(l.Dir(), load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	snap, err := s.Current()
	if err != nil {
		t.Fatal(err)
	}
	if errs := snap.Verify(); errs != nil {
		t.Fatal(errs)
	}
	return snap
}

func TestPublishAndFetch(t *testing.T) {
	ctx := context.Background()
	url := server(t)
	a, b := open(t, url), open(t, url)
	if _, err := a.Verify(ctx, false); !errors.Is(err, load.ErrEmpty) {
		t.Error(err)
	}
	for _, name := range []string{"one", "two", "three"} {
		fetch(t, a, false)
		if err := a.Publish(ctx, snapshot(t, a, name)); err != nil {
			t.Fatal(err)
		}
	}
	fetch(t, b, false)
	if got := current(t, b); got.Number != 3 || got.Manifest.RunID != "three" || got.Rows("rejects") != 3 {
		t.Errorf("%d %s %d", got.Number, got.Manifest.RunID, got.Rows("rejects"))
	}
	fetch(t, b, true)
	store, err := load.Open(b.Dir(), load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if list, err := store.Snapshots(); err != nil || len(list) != 3 {
		t.Error(len(list), err)
	}
	if got := whole(t, b); got != 3 {
		t.Error(got)
	}
	if removed, err := a.Expire(ctx, 1); err != nil || !slices.Equal(removed, []int{1, 2}) {
		t.Error(removed, err)
	}
	if got := whole(t, b); got != 1 {
		t.Error(got)
	}
	fetch(t, b, true)
	if err := b.Publish(ctx, snapshot(t, b, "four")); err != nil {
		t.Error(err)
	}
}

// whole verifies all snapshots in the bucket and returns how many there are.
func whole(t *testing.T, l *Lake) int {
	t.Helper()
	checked, err := l.Verify(context.Background(), true)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checked {
		for _, fault := range c.Faults {
			t.Error(fault)
		}
	}
	return len(checked)
}

// TestOneWinner: of many writers that build on the same snapshot one publishes, the others hear it, and when they begin again nothing of
// anybody is lost.
func TestOneWinner(t *testing.T) {
	ctx := context.Background()
	url := server(t)
	const writers = 6
	lakes := make([]*Lake, writers)
	for i := range lakes {
		lakes[i] = open(t, url)
	}
	var group sync.WaitGroup
	lost := make([]int, writers)
	for i, l := range lakes {
		group.Go(func() {
			for {
				if err := l.Fetch(ctx, false); err != nil {
					t.Error(err)
					return
				}
				err := l.Publish(ctx, snapshot(t, l, fmt.Sprint("writer ", i)))
				if err == nil {
					return
				}
				if !errors.Is(err, ErrLost) {
					t.Error(err)
					return
				}
				lost[i]++
			}
		})
	}
	group.Wait()
	reader := open(t, url)
	fetch(t, reader, false)
	if got := current(t, reader); got.Number != writers || got.Rows("rejects") != writers {
		t.Errorf("snapshot %d, %d rows; lost races %v", got.Number, got.Rows("rejects"), lost)
	}
	if got := whole(t, reader); got != writers {
		t.Error(got)
	}
	if folders := count(t, reader, snapshotsDir, manifestName); folders != writers {
		t.Errorf("%d folders: those of the losers are still there", folders)
	}
}

// count counts the objects below a prefix whose key ends so.
func count(t *testing.T, l *Lake, prefix, end string) int {
	t.Helper()
	n := 0
	for _, key := range keys(t, l, prefix) {
		if strings.HasSuffix(key, end) {
			n++
		}
	}
	return n
}

func keys(t *testing.T, l *Lake, prefix string) []string {
	t.Helper()
	var out []string
	for it := l.bucket.List(nil); ; {
		o, err := it.Next(context.Background())
		if err != nil {
			break
		}
		if strings.HasPrefix(o.Key, prefix) {
			out = append(out, o.Key)
		}
	}
	return out
}

func TestDamageIsNamed(t *testing.T) {
	ctx := context.Background()
	url := server(t)
	a := open(t, url)
	if err := a.Publish(ctx, snapshot(t, a, "one")); err != nil {
		t.Fatal(err)
	}
	for _, key := range keys(t, a, snapshotsDir) {
		b, err := a.bucket.ReadAll(ctx, key)
		if err != nil {
			t.Fatal(err)
		}
		broken := slices.Clone(b)
		broken[len(b)/2] ^= 1
		if err := a.bucket.WriteAll(ctx, key, broken, nil); err != nil {
			t.Fatal(err)
		}
		if got, err := a.Verify(ctx, false); err != nil || len(got[0].Faults) != 1 || !errors.Is(got[0].Faults[0], load.ErrDamaged) || !strings.Contains(got[0].Faults[0].Error(), key) {
			t.Errorf("%s: %v %v", key, got, err)
		}
		if err := open(t, url).Fetch(ctx, false); !errors.Is(err, load.ErrDamaged) || !strings.Contains(err.Error(), filepath.Base(key)) {
			t.Errorf("%s: fetched: %v", key, err)
		}
		if err := a.bucket.WriteAll(ctx, key, b, nil); err != nil {
			t.Fatal(err)
		}
	}
}

// TestMirrorHealsItself: a torn or foreign mirror is made again from the bucket.
func TestMirrorHealsItself(t *testing.T) {
	ctx := context.Background()
	a := open(t, server(t))
	snap := snapshot(t, a, "one")
	if err := a.Publish(ctx, snap); err != nil {
		t.Fatal(err)
	}
	snapshot(t, a, "never uploaded")
	path := filepath.Join(snap.Dir, snap.Files("rejects")[0].Path)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[9] ^= 1
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	fetch(t, a, false)
	if got := current(t, a); got.Number != 1 || got.Manifest.RunID != "one" {
		t.Error(got.Number, got.Manifest.RunID)
	}
}

func TestAddresses(t *testing.T) {
	for out, is := range map[string]bool{"s3://b/p": true, "gs://b": true, "azblob://c/p": true, "lake": false, "file:///x": false, "C:\\lake": false} {
		if Is(out) != is {
			t.Errorf("%s: %v", out, !is)
		}
	}
	if _, err := Open(context.Background(), "s3:///p", t.TempDir()); err == nil {
		t.Error("a bucket without a name was opened")
	}
}
