package load

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// The errors that callers tell apart.
var (
	ErrLocked     = errors.New("another run is writing to this folder")
	ErrEmpty      = errors.New("nothing has been published yet")
	ErrNoSnapshot = errors.New("no such snapshot")
	ErrNoCurrent  = errors.New("snapshots exist but current does not")
)

// Options of a store; the zero value is useful.
type Options struct {
	Wait      time.Duration                  // how long a writer waits for another one; 0 means not at all
	Memory    int64                          // bytes of rows that a table holds before it spills to disk; 0 means 32 MiB
	Intercept func(op Op, path string) error // may fail a change of the disk; for tests
	Now       func() time.Time               // the clock for the table runs; nil leaves the times empty
}

// Store is a lake: a folder with snapshots. Its methods may be called from several goroutines.
type Store struct {
	dir  string
	opt  Options
	disk disk
}

// Open returns the store in a folder, which need not exist yet; nothing is created before the first [Store.Begin].
func Open(dir string, opt Options) (*Store, error) {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s: is not a folder: name a folder for the tables", dir)
	}
	if strings.Contains(dir, "://") {
		return nil, fmt.Errorf("%s: is no folder: this reads datasets on the local disk only", dir)
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if opt.Memory <= 0 {
		opt.Memory = 32 << 20
	}
	return &Store{dir: abs, opt: opt, disk: newDisk(opt.Intercept)}, nil
}

// Dir returns the store's folder as an absolute path.
func (s *Store) Dir() string { return s.dir }

func (s *Store) snapshotsDir() string     { return filepath.Join(s.dir, "snapshots") }
func (s *Store) snapshotDir(n int) string { return filepath.Join(s.snapshotsDir(), strconv.Itoa(n)) }

// readCurrent returns the number that current points to; 0 where nothing was published.
func (s *Store) readCurrent() (int, error) {
	target, err := readPointer(filepath.Join(s.dir, "current"))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi(path.Base(filepath.ToSlash(target)))
	if err != nil || n <= 0 {
		return 0, fmt.Errorf("%s: points to %q, which is no snapshot", filepath.Join(s.dir, "current"), target)
	}
	return n, nil
}

// numbers lists the numbered folders in ascending order, and the names of everything else.
func (s *Store) numbers() (ns []int, others []string, err error) {
	entries, err := os.ReadDir(s.snapshotsDir())
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		if n, err := strconv.Atoi(e.Name()); err == nil && n > 0 {
			ns = append(ns, n)
			continue
		}
		others = append(others, e.Name())
	}
	slices.Sort(ns)
	return ns, others, nil
}

// Snapshot is one published state of all tables.
type Snapshot struct {
	Number   int
	Dir      string // absolute
	Manifest Manifest
}

// Current returns the newest snapshot, or [ErrEmpty].
func (s *Store) Current() (Snapshot, error) {
	n, err := s.readCurrent()
	if err != nil {
		return Snapshot{}, err
	}
	if n == 0 {
		return Snapshot{}, fmt.Errorf("%s: %w: run the program with this folder as --out first", s.dir, ErrEmpty)
	}
	return s.open(n)
}

func (s *Store) open(n int) (Snapshot, error) {
	dir := s.snapshotDir(n)
	m, err := readManifest(dir)
	return Snapshot{Number: n, Dir: dir, Manifest: m}, err
}

// Snapshot returns a published snapshot by number, or [ErrNoSnapshot].
func (s *Store) Snapshot(n int) (Snapshot, error) {
	current, err := s.readCurrent()
	if err != nil {
		return Snapshot{}, err
	}
	snap, err := s.open(n)
	if n > current || errors.Is(err, os.ErrNotExist) {
		return Snapshot{}, fmt.Errorf("%s: snapshot %d: %w", s.dir, n, ErrNoSnapshot)
	}
	return snap, err
}

// Snapshots returns the published snapshots, oldest first. Those whose manifest is damaged are left out and named by the error.
func (s *Store) Snapshots() ([]Snapshot, error) {
	current, err := s.readCurrent()
	if err != nil {
		return nil, err
	}
	ns, _, err := s.numbers()
	if err != nil {
		return nil, err
	}
	var (
		out    []Snapshot
		faults []error
	)
	for _, n := range ns {
		if n > current {
			break
		}
		snap, err := s.open(n)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		out = append(out, snap)
	}
	return out, errors.Join(faults...)
}

// lock takes the writer's lock. The lock dies with its process, so a dead run never blocks the next.
func (s *Store) lock(ctx context.Context) (*flock.Flock, error) {
	if err := s.disk.mkdir(s.snapshotsDir()); err != nil {
		return nil, err
	}
	l := flock.New(filepath.Join(s.dir, ".lock"))
	ok, err := l.TryLock()
	if err == nil && !ok && s.opt.Wait > 0 {
		wait, cancel := context.WithTimeout(ctx, s.opt.Wait)
		defer cancel()
		ok, err = l.TryLockContext(wait, 20*time.Millisecond)
		if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
			err = nil
		}
	}
	if err != nil {
		return nil, fmt.Errorf("%s: lock: %w", s.dir, err)
	}
	if !ok {
		return nil, fmt.Errorf("%s: %w: waited %s: try again when it has ended", s.dir, ErrLocked, s.opt.Wait)
	}
	return l, nil
}

// sweep removes what dead runs left behind; the caller holds the lock. A snapshot beyond current was complete but never published.
func (s *Store) sweep() (current int, err error) {
	current, err = s.readCurrent()
	if err != nil {
		return 0, err
	}
	ns, others, err := s.numbers()
	if err != nil {
		return 0, err
	}
	if n := len(ns); n > 0 && (ns[n-1] > current+1 || current == 0 && n > 1) {
		return 0, fmt.Errorf("%s: %w: snapshots up to %d, current is %d: set the link current to snapshots/N", s.dir, ErrNoCurrent, ns[n-1], current)
	}
	for _, name := range others {
		if strings.HasSuffix(name, partialSuffix) {
			if err := s.disk.removeAll(filepath.Join(s.snapshotsDir(), name)); err != nil {
				return 0, err
			}
		}
	}
	if n := len(ns); n > 0 && ns[n-1] > current {
		return current, s.discard(ns[n-1])
	}
	return current, nil
}

// partialSuffix marks folders that are not whole snapshots.
const partialSuffix = ".partial"

// discard removes a snapshot; it is renamed first so that half of it never looks like a whole one.
func (s *Store) discard(n int) error {
	dead := s.snapshotDir(n) + ".dead" + partialSuffix
	if err := s.disk.rename(s.snapshotDir(n), dead); err != nil {
		return err
	}
	return s.disk.removeAll(dead)
}

// Point makes a snapshot that lies in a lake's folder the current one. It is for a folder that mirrors another lake: a run publishes
// what it wrote itself.
func Point(dir string, n int) error {
	return newDisk(nil).replaceLink("snapshots/"+strconv.Itoa(n), filepath.Join(dir, "current"))
}
