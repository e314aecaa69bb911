package remote

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strconv"

	"solieu/load"
)

// Fetch makes the mirror hold the current snapshot, or all of them. What it holds already is kept where its bytes are right. A mirror
// of an empty bucket is empty.
func (l *Lake) Fetch(ctx context.Context, all bool) error {
	commits, err := l.commits(ctx)
	if err != nil {
		return err
	}
	wanted := live(commits)
	if n := len(wanted); n > 1 && !all {
		wanted = wanted[n-1:]
	}
	have, err := l.mirrored()
	if err != nil {
		return err
	}
	keep := map[string]bool{}
	for _, c := range wanted {
		m, raw, err := l.manifest(ctx, c)
		if err != nil {
			return err
		}
		name := strconv.Itoa(c.Snapshot)
		keep[name] = true
		if err := l.mirror(ctx, c, m, raw, have); err != nil {
			return fmt.Errorf("mirror %s: snapshot %d: %w", l.dir, c.Snapshot, err)
		}
	}
	return l.finish(wanted, keep)
}

// mirrored returns the files of the mirror by their SHA-256.
func (l *Lake) mirrored() (map[string]string, error) {
	have := map[string]string{}
	folders, err := filepath.Glob(filepath.Join(l.dir, snapshotsDir, "*", manifestName))
	if err != nil {
		return nil, err
	}
	for _, name := range folders {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		m, err := load.ParseManifest(b)
		if err != nil {
			continue // a torn mirror is made again
		}
		for _, f := range m.Files {
			have[f.SHA256] = filepath.Join(filepath.Dir(name), filepath.FromSlash(f.Path))
		}
	}
	return have, nil
}

// mirror makes one snapshot, beside the one of that number if there is one, which may be of a writer that lost.
func (l *Lake) mirror(ctx context.Context, c commit, m load.Manifest, raw []byte, have map[string]string) error {
	dir := filepath.Join(l.dir, snapshotsDir, strconv.Itoa(c.Snapshot))
	fresh := dir + ".fetched.partial" // a name that a dead run's remains have
	if err := os.RemoveAll(fresh); err != nil {
		return err
	}
	err := each(m.Files, func(f load.File) error {
		to := filepath.Join(fresh, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		if from, ok := have[f.SHA256]; ok && linked(from, to, f) {
			return nil
		}
		return l.download(ctx, path.Join(c.Folder, f.Path), to, f)
	})
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(fresh, manifestName), raw, 0o644); err != nil {
		return err
	}
	for _, f := range m.Files {
		have[f.SHA256] = filepath.Join(dir, filepath.FromSlash(f.Path))
	}
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	return os.Rename(fresh, dir)
}

// linked makes a link to a file of the mirror, if that has the right bytes.
func linked(from, to string, f load.File) bool {
	in, err := os.Open(from)
	if err != nil {
		return false
	}
	defer in.Close()
	h := sha256.New()
	if _, err := io.Copy(h, in); err != nil || hex.EncodeToString(h.Sum(nil)) != f.SHA256 {
		return false
	}
	return os.Link(from, to) == nil
}

func (l *Lake) download(ctx context.Context, key, to string, f load.File) (err error) {
	in, err := l.bucket.NewReader(ctx, key, nil)
	if err != nil {
		return l.errorf(key, err)
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := out.Close(); err == nil {
			err = cerr
		}
	}()
	h := sha256.New()
	if _, err := io.Copy(io.MultiWriter(out, h), in); err != nil {
		return l.errorf(key, err)
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != f.SHA256 {
		return l.errorf(key, fmt.Errorf("%w: SHA-256 %s, the manifest says %s", load.ErrDamaged, got, f.SHA256))
	}
	return nil
}

// finish points the mirror's link at the newest snapshot and removes what is not wanted.
func (l *Lake) finish(wanted []commit, keep map[string]bool) error {
	link := filepath.Join(l.dir, "current")
	if err := os.Remove(link); err != nil && !os.IsNotExist(err) {
		return err
	}
	entries, err := os.ReadDir(filepath.Join(l.dir, snapshotsDir))
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	for _, e := range entries {
		if !keep[e.Name()] {
			if err := os.RemoveAll(filepath.Join(l.dir, snapshotsDir, e.Name())); err != nil {
				return err
			}
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	return load.Point(l.dir, wanted[len(wanted)-1].Snapshot)
}
