package remote

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"
	"gocloud.dev/blob"
	_ "gocloud.dev/blob/s3blob" // s3://

	"solieu/load"
)

// ErrLost reports that another writer published the snapshot's number first. Fetch again and build on that one.
var ErrLost = errors.New("another writer published first")

// Is reports whether an --out names object storage.
func Is(out string) bool {
	scheme, _, ok := strings.Cut(out, "://")
	return ok && slices.Contains([]string{"s3", "gs", "azblob"}, scheme)
}

// Lake is a lake in a bucket with its mirror on the local disk.
type Lake struct {
	url    string
	bucket *blob.Bucket
	dir    string
	lock   *flock.Flock
}

// Open opens the lake at out; its mirror is a folder of its own within cache. Only one process uses a mirror at a time: others wait.
// Parameters of the address, such as ?region=, ?endpoint= and ?use_path_style=true, are those of gocloud.dev; credentials come from where
// the vendor's tools find them.
func Open(ctx context.Context, out, cache string) (*Lake, error) {
	u, err := url.Parse(out)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("%s: is no address of a bucket: write it as s3://bucket/prefix", out)
	}
	if !blob.DefaultURLMux().ValidBucketScheme(u.Scheme) {
		return nil, fmt.Errorf("%s: this program was built without %s: build it with go build -tags clouds", out, u.Scheme)
	}
	sum := sha256.Sum256([]byte(out))
	l := &Lake{url: out, dir: filepath.Join(cache, hex.EncodeToString(sum[:8]))}
	prefix := strings.Trim(u.Path, "/")
	u.Path = ""
	if l.bucket, err = blob.OpenBucket(ctx, u.String()); err != nil {
		return nil, fmt.Errorf("%s: %w", out, err)
	}
	if prefix != "" {
		l.bucket = blob.PrefixedBucket(l.bucket, prefix+"/")
	}
	if err := os.MkdirAll(l.dir, 0o755); err != nil {
		return nil, errors.Join(err, l.bucket.Close())
	}
	l.lock = flock.New(filepath.Join(l.dir, ".mirror"))
	if err := l.lock.Lock(); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: lock: %w", l.dir, err), l.bucket.Close())
	}
	return l, nil
}

// Close lets the mirror go.
func (l *Lake) Close() error { return errors.Join(l.bucket.Close(), l.lock.Unlock()) }

// Dir returns the mirror: a folder to be opened with [load.Open].
func (l *Lake) Dir() string { return l.dir }

// commit is the object that makes a snapshot true.
type commit struct {
	Format   string `json:"format"`
	Snapshot int    `json:"snapshot"`
	Folder   string `json:"folder"`
	Manifest string `json:"manifest"` // its digest
	Expired  bool   `json:"expired,omitempty"`
}

// commitFormat names the layout of a commit.
const commitFormat = "solieu-commit/1"

const (
	commitsDir   = "commits/"
	snapshotsDir = "snapshots/"
	manifestName = "manifest.json"
)

func commitKey(n int) string { return fmt.Sprintf("%s%010d.json", commitsDir, n) }

// commits returns all commits, the expired ones included, oldest first.
func (l *Lake) commits(ctx context.Context) ([]commit, error) {
	var out []commit
	for it := l.bucket.List(&blob.ListOptions{Prefix: commitsDir}); ; {
		object, err := it.Next(ctx)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, l.errorf(commitsDir, err)
		}
		b, err := l.bucket.ReadAll(ctx, object.Key)
		if err != nil {
			return nil, l.errorf(object.Key, err)
		}
		var c commit
		if err := json.Unmarshal(b, &c); err != nil || c.Format != commitFormat || commitKey(c.Snapshot) != object.Key {
			return nil, l.errorf(object.Key, errors.Join(load.ErrDamaged, err))
		}
		out = append(out, c)
	}
}

func (l *Lake) errorf(key string, err error) error {
	base, _, _ := strings.Cut(l.url, "?")
	return fmt.Errorf("%s/%s: %w", base, key, err)
}

// live returns the commits that are not expired.
func live(commits []commit) []commit {
	return slices.DeleteFunc(slices.Clone(commits), func(c commit) bool { return c.Expired })
}

// manifest reads the manifest of a snapshot, which must be the one that was committed.
func (l *Lake) manifest(ctx context.Context, c commit) (load.Manifest, []byte, error) {
	key := path.Join(c.Folder, manifestName)
	b, err := l.bucket.ReadAll(ctx, key)
	if err != nil {
		return load.Manifest{}, nil, l.errorf(key, err)
	}
	m, err := load.ParseManifest(b)
	if err == nil && m.Digest != c.Manifest {
		err = fmt.Errorf("%w: it is not the manifest that was committed", load.ErrDamaged)
	}
	if err != nil {
		return m, nil, l.errorf(key, err)
	}
	return m, b, nil
}
