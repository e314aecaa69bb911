package remote

import (
	"bytes"
	"context"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"

	"solieu/load"
)

// Publish uploads a snapshot of the mirror and commits it; [ErrLost] where its number is taken. What the snapshot before it has already
// is copied within the bucket. Afterwards the remains of lost or dead attempts are removed.
func (l *Lake) Publish(ctx context.Context, snap load.Snapshot) error {
	commits, err := l.commits(ctx)
	if err != nil {
		return err
	}
	if n := len(commits); n > 0 && commits[n-1].Snapshot >= snap.Number {
		return l.errorf(commitKey(snap.Number), ErrLost)
	}
	c := commit{Format: commitFormat, Snapshot: snap.Number, Folder: fmt.Sprintf("%s%d-%s", snapshotsDir, snap.Number, snap.Manifest.Digest[:16]),
		Manifest: snap.Manifest.Digest}
	there, err := l.published(ctx, live(commits))
	if err != nil {
		return err
	}
	err = each(snap.Manifest.Files, func(f load.File) error {
		key := path.Join(c.Folder, f.Path)
		if from, ok := there[f.SHA256]; ok {
			if err := l.bucket.Copy(ctx, key, from, nil); err == nil {
				return nil // else it was expired meanwhile: upload it
			}
		}
		return l.upload(ctx, key, filepath.Join(snap.Dir, filepath.FromSlash(f.Path)))
	})
	if err == nil {
		err = l.upload(ctx, path.Join(c.Folder, manifestName), filepath.Join(snap.Dir, manifestName))
	}
	if err == nil {
		err = l.put(ctx, c, true)
	}
	switch {
	case errors.Is(err, ErrLost):
		return errors.Join(err, l.remove(ctx, c.Folder+"/"))
	case err != nil:
		return err // the commit may be there although the answer was lost: the folder stays
	}
	_ = l.sweep(ctx, append(commits, c)) // the snapshot is published; what could not be removed is left to the next run
	return nil
}

// published returns the objects of the newest snapshot by the SHA-256 of their content.
func (l *Lake) published(ctx context.Context, commits []commit) (map[string]string, error) {
	there := map[string]string{}
	if len(commits) == 0 {
		return there, nil
	}
	newest := commits[len(commits)-1]
	m, _, err := l.manifest(ctx, newest)
	if err != nil {
		return nil, err
	}
	for _, f := range m.Files {
		there[f.SHA256] = path.Join(newest.Folder, f.Path)
	}
	return there, nil
}

func (l *Lake) upload(ctx context.Context, key, from string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	sum := md5.New() // what the storage checks what it received against
	if _, err := io.Copy(sum, in); err != nil {
		return err
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return err
	}
	err = l.bucket.Upload(ctx, key, in, &blob.WriterOptions{ContentType: contentType(key), ContentMD5: sum.Sum(nil)})
	if err != nil {
		return l.errorf(key, err)
	}
	return nil
}

func contentType(key string) string {
	switch path.Ext(key) {
	case ".json":
		return "application/json"
	case ".jsonl":
		return "application/jsonl"
	}
	return "application/vnd.apache.parquet"
}

// put writes a commit. A new one must not be there yet: that is the moment at which a snapshot becomes true.
func (l *Lake) put(ctx context.Context, c commit, isNew bool) error {
	b, err := json.Marshal(c)
	if err != nil {
		return err
	}
	key := commitKey(c.Snapshot)
	err = l.bucket.WriteAll(ctx, key, append(b, '\n'), &blob.WriterOptions{ContentType: contentType(key), IfNotExist: isNew})
	switch {
	case err == nil:
		return nil
	case gcerrors.Code(err) == gcerrors.FailedPrecondition:
		if there, rerr := l.bucket.ReadAll(ctx, key); rerr == nil && bytes.Equal(there, append(b, '\n')) {
			return nil // our own, of an attempt whose answer was lost
		}
		return l.errorf(key, ErrLost)
	}
	return l.errorf(key, err)
}

// sweep removes the folders of attempts that can no longer win: their number is taken by another.
func (l *Lake) sweep(ctx context.Context, commits []commit) error {
	used := map[string]bool{}
	for _, c := range live(commits) {
		used[c.Folder+"/"] = true
	}
	newest := commits[len(commits)-1].Snapshot
	for it := l.bucket.List(&blob.ListOptions{Prefix: snapshotsDir, Delimiter: "/"}); ; {
		folder, err := it.Next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return l.errorf(snapshotsDir, err)
		}
		n := 0
		if _, err := fmt.Sscanf(strings.TrimPrefix(folder.Key, snapshotsDir), "%d-", &n); err != nil || n > newest || used[folder.Key] {
			continue
		}
		if err := l.remove(ctx, folder.Key); err != nil {
			return err
		}
	}
}

func (l *Lake) remove(ctx context.Context, prefix string) error {
	var keys []string
	for it := l.bucket.List(&blob.ListOptions{Prefix: prefix}); ; {
		object, err := it.Next(ctx)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return l.errorf(prefix, err)
		}
		keys = append(keys, object.Key)
	}
	return each(keys, func(key string) error {
		if err := l.bucket.Delete(ctx, key); err != nil && gcerrors.Code(err) != gcerrors.NotFound {
			return l.errorf(key, err)
		}
		return nil
	})
}

// Expire removes all but the newest keep snapshots (at least one) and returns their numbers. First the commit says so, then the files go.
func (l *Lake) Expire(ctx context.Context, keep int) ([]int, error) {
	commits, err := l.commits(ctx)
	if err != nil || len(commits) == 0 {
		return nil, err
	}
	old := live(commits)
	old = old[:max(0, len(old)-max(keep, 1))]
	var removed []int
	for _, c := range old {
		c.Expired = true
		if err := l.put(ctx, c, false); err != nil {
			return removed, err
		}
		removed = append(removed, c.Snapshot)
	}
	if commits, err = l.commits(ctx); err != nil {
		return removed, err
	}
	return removed, l.sweep(ctx, commits)
}

// Checked is what became of one snapshot: its manifest, and one error per damaged or missing object.
type Checked struct {
	Manifest load.Manifest
	Faults   []error
}

// Verify reads every object of the current snapshot, or of all, and compares it with its manifest.
func (l *Lake) Verify(ctx context.Context, all bool) ([]Checked, error) {
	commits, err := l.commits(ctx)
	if err != nil {
		return nil, err
	}
	wanted := live(commits)
	if len(wanted) == 0 {
		return nil, fmt.Errorf("%s: %w", l.url, load.ErrEmpty)
	}
	if !all {
		wanted = wanted[len(wanted)-1:]
	}
	var out []Checked
	for _, c := range wanted {
		out = append(out, l.checked(ctx, c))
	}
	return out, nil
}

func (l *Lake) checked(ctx context.Context, c commit) Checked {
	m, _, err := l.manifest(ctx, c)
	if err != nil {
		return Checked{load.Manifest{Snapshot: c.Snapshot}, []error{err}}
	}
	var (
		mu     sync.Mutex
		faults []error
	)
	_ = each(m.Files, func(f load.File) error { // every fault is noted
		if err := l.check(ctx, path.Join(c.Folder, f.Path), f); err != nil {
			mu.Lock()
			defer mu.Unlock()
			faults = append(faults, err)
		}
		return nil
	})
	return Checked{m, faults}
}

func (l *Lake) check(ctx context.Context, key string, f load.File) error {
	in, err := l.bucket.NewReader(ctx, key, nil)
	if err != nil {
		return l.errorf(key, errors.Join(load.ErrDamaged, err))
	}
	defer in.Close()
	h := sha256.New()
	if _, err := io.Copy(h, in); err != nil {
		return l.errorf(key, err)
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != f.SHA256 {
		return l.errorf(key, fmt.Errorf("%w: SHA-256 %s, the manifest says %s", load.ErrDamaged, got, f.SHA256))
	}
	return nil
}

// atOnce is how many objects are moved at a time.
const atOnce = 8

// each calls f for every item, several at a time, and returns the first error.
func each[T any](items []T, f func(T) error) error {
	var (
		group sync.WaitGroup
		mu    sync.Mutex
		first error
		slots = make(chan struct{}, atOnce)
	)
	for _, item := range items {
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			if err := f(item); err != nil {
				mu.Lock()
				defer mu.Unlock()
				first = errors.Join(first, err)
			}
		})
	}
	group.Wait()
	return first
}
