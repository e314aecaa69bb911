package jobs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"

	"solieu/load"
	"solieu/load/remote"
	"solieu/pipeline/audit"
	"solieu/schemas"
)

// Mirror opens a dataset in object storage with its mirror in the user's cache. Nobody else can open it before it is closed.
func Mirror(ctx context.Context, out string) (*remote.Lake, error) {
	cache, err := cacheDir(out)
	if err != nil {
		return nil, err
	}
	return remote.Open(ctx, out, cache)
}

// Reader opens a dataset in object storage for a reader that stays, as the console does. Its mirror is one of its own: no run waits for it, and
// what a run or a command leaves out of the other mirror stays in this one.
func Reader(ctx context.Context, out string) (*remote.Lake, error) {
	cache, err := cacheDir(out)
	if err != nil {
		return nil, err
	}
	return remote.Open(ctx, out, filepath.Join(cache, "readers"))
}

func cacheDir(out string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("%s: no folder for its mirror: %w: set XDG_CACHE_HOME", out, err)
	}
	return filepath.Join(cache, "solieu"), nil
}

// dataset opens a dataset for reading, wherever it is: all snapshots of it, or the current one. done lets it go.
func dataset(ctx context.Context, out string, all bool) (store *load.Store, done func(), err error) {
	if !remote.Is(out) {
		store, err = load.Open(out, load.Options{})
		return store, func() {}, err
	}
	lake, err := Mirror(ctx, out)
	if err != nil {
		return nil, nil, err
	}
	done = func() { _ = lake.Close() } // it was read only
	if err := lake.Fetch(ctx, all); err != nil {
		done()
		return nil, nil, err
	}
	if store, err = load.Open(lake.Dir(), load.Options{}); err != nil {
		done()
	}
	return store, done, err
}

// home is the folder of this machine in which a job's records, logs and copies stand: that of the dataset, or one in the user's cache
// where the dataset is in object storage.
func home(out string) (string, error) {
	if !remote.Is(out) {
		return out, nil
	}
	cache, err := cacheDir(out)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(out))
	return filepath.Join(cache, "runs-"+hex.EncodeToString(sum[:8])), nil
}

// Judge applies a job's waivers to a snapshot that it published.
func Judge(ctx context.Context, j Job, snapshot int, day schemas.Date) (audit.Judgement, error) {
	store, done, err := dataset(ctx, j.Out, false)
	if err != nil {
		return audit.Judgement{}, err
	}
	defer done()
	s, err := store.Snapshot(snapshot)
	if err != nil {
		return audit.Judgement{}, err
	}
	return audit.Judge(s, j.Waivers, day)
}
