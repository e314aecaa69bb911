package load

import (
	"context"
	"errors"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/schemas/tables"
)

// Run says who writes a snapshot and with what.
type Run struct {
	ID      string
	Job     string
	Version string           // program version; a document read by another version is read again
	Lexicon *lexicon.Lexicon // its code lists become the dim tables; a document read with another digest is read again
	Full    bool             // read everything again: Unchanged reports false always
	Rehash  bool             // read every source: Held reports false always
	Prune   bool             // retire documents whose source was not seen in this run

	Comparer Comparer // compares what several reports say of one quantity; nil leaves that out
}

// Txn builds the next snapshot. Its methods may be called from several goroutines, in any order; the result is the same.
type Txn struct {
	store   *Store
	run     Run
	lock    *flock.Flock
	parent  Snapshot // zero where there is none
	dir     string   // of the snapshot being built
	started *time.Time

	open sync.RWMutex // held for reading while a document is added, for writing by Commit and Abort

	mu       sync.Mutex
	done     bool
	err      error                 // of an Add that failed half-way: nothing may be published
	previous map[string]*reference // by URI, as published
	known    map[string]*reference // by document id, as published
	seen     map[string]string     // URI → document id, "" where the source was rejected
	clashes  map[string][]string   // URI → further document ids of the same run, which are set aside
	claimed  map[string]bool       // document ids that Unchanged reported
	added    map[string]*reference // by document id, read in this run
	refused  int64
	stamps   map[string]remembered // by source, as published and as noted in this run

	documents    *spool // of the documents that were added, by id
	observations *blocks[tables.Observation, *tables.Observation]
	numerals     *blocks[tables.Numeral, *tables.Numeral]
	checks       *blocks[tables.Check, *tables.Check]
	texts        *blocks[tables.Text, *tables.Text]
	rejects      *blocks[tables.Reject, *tables.Reject]
}

// Begin takes the writer's lock, removes what dead runs left, and starts the next snapshot. The caller must end with
// [Txn.Commit] or [Txn.Abort]; calling both is fine.
func (s *Store) Begin(ctx context.Context, run Run) (*Txn, error) {
	lock, err := s.lock(ctx)
	if err != nil {
		return nil, err
	}
	t := &Txn{store: s, run: run, lock: lock, seen: map[string]string{}, clashes: map[string][]string{}, claimed: map[string]bool{}, added: map[string]*reference{},
		previous: map[string]*reference{}, known: map[string]*reference{}, stamps: map[string]remembered{}}
	if err := t.prepare(); err != nil {
		t.Abort()
		return nil, err
	}
	return t, nil
}

func (t *Txn) prepare() error {
	s := t.store
	current, err := s.sweep()
	if err != nil {
		return err
	}
	if current > 0 {
		if t.parent, err = s.open(current); err != nil {
			return err
		}
		if err := t.recall(); err != nil {
			return err
		}
		if err := t.recallStamps(); err != nil {
			return err
		}
	}
	t.started = s.now()
	t.dir = s.snapshotDir(current+1) + partialSuffix
	if err := s.disk.mkdir(t.dir); err != nil {
		return err
	}
	t.documents = t.documentSpool("added")
	t.observations = newBlocks[tables.Observation](s.disk, t.spoolDir(), s.opt.Memory)
	t.numerals = newBlocks[tables.Numeral](s.disk, t.spoolDir(), s.opt.Memory)
	t.checks = newBlocks[tables.Check](s.disk, t.spoolDir(), s.opt.Memory)
	t.texts = newBlocks[tables.Text](s.disk, t.spoolDir(), s.opt.Memory)
	t.rejects = newBlocks[tables.Reject](s.disk, t.spoolDir(), s.opt.Memory)
	return nil
}

func (t *Txn) spoolDir() string { return filepath.Join(t.dir, ".spool") }

func (s *Store) now() *time.Time {
	if s.opt.Now == nil {
		return nil
	}
	now := s.opt.Now().UTC().Truncate(time.Microsecond)
	return &now
}

func (t *Txn) lexiconDigest() string {
	if t.run.Lexicon == nil {
		return ""
	}
	return t.run.Lexicon.Digest
}

// Number returns the number that the snapshot will have.
func (t *Txn) Number() int { return t.parent.Number + 1 }

// Unchanged reports whether a document with these bytes was already read by the same program version with the same lexicon. If so
// its rows are kept (a renamed source included) and it must not be added again.
func (t *Txn) Unchanged(uri string, hash schemas.DocumentID) bool {
	if t.run.Full {
		return false
	}
	d, ok := t.known[hash.String()]
	if !ok || !d.same {
		return false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.claimed[d.id] = true
	uri = strings.ToValidUTF8(uri, "\uFFFD")
	if uri == d.uri {
		uri = d.uri // one of them is enough to keep
	}
	t.claim(uri, d.id)
	return true
}

// Fresh reports whether a document was read in this run; it may be asked after Commit too.
func (t *Txn) Fresh(id string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, ok := t.added[id]
	return ok
}

// claim binds a URI to a document. Where one run finds two documents under one URI the lesser id has it, whatever the order.
func (t *Txn) claim(uri, id string) {
	old := t.seen[uri]
	if old == "" || old == id {
		t.seen[uri] = id
		return
	}
	t.seen[uri] = min(old, id)
	t.clashes[uri] = append(t.clashes[uri], max(old, id))
}

// Add takes the rows of one document. A document whose bytes were already added under another URI is recorded as a duplicate.
func (t *Txn) Add(ctx context.Context, ext schemas.Extraction, a schemas.Assessment) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	b := tables.Rows(ext, a)
	b.Document.LexiconDigest, b.Document.ProgramVersion = t.lexiconDigest(), t.run.Version
	t.open.RLock()
	defer t.open.RUnlock()
	if fresh, err := t.enter(b.Document); err != nil || !fresh {
		return err
	}
	err := t.spool(b)
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.keep(err)
}

// enter notes a document that was read, and reports whether its rows are to be taken.
func (t *Txn) enter(d tables.Document) (fresh bool, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.done {
		return false, ErrEnded
	}
	t.claim(d.URI, d.DocumentID)
	if _, ok := t.added[d.DocumentID]; ok || t.claimed[d.DocumentID] {
		return false, nil
	}
	t.added[d.DocumentID] = &reference{id: d.DocumentID, uri: d.URI, home: d.URI, part: documentPartition(d.ReportYear, d.AreaCode)}
	return true, nil
}

// spool hands the rows of a new document to the tables. It may be called from several goroutines.
func (t *Txn) spool(b tables.Batch) error {
	part := PartitionPath(b.Partition)
	row := newCodec[tables.Document]().encode(nil, []tables.Document{b.Document})
	t.mu.Lock()
	err := t.documents.add([]byte(b.Document.DocumentID), row)
	t.mu.Unlock()
	if err != nil {
		return err
	}
	if err := t.observations.add(part, b.Observations); err != nil {
		return err
	}
	if err := t.numerals.add(part, b.Numerals); err != nil {
		return err
	}
	if err := t.checks.add(part, b.Checks); err != nil {
		return err
	}
	if err := t.texts.add(part, []tables.Text{b.Text}); err != nil {
		return err
	}
	return t.rejects.add("", b.Rejects)
}

// keep notes the first error, so that Commit refuses to publish even if the caller went on.
func (t *Txn) keep(err error) error {
	if t.err == nil {
		t.err = err
	}
	return err
}

// ErrEnded reports the use of a transaction after Commit or Abort.
var ErrEnded = errors.New("the transaction has ended")

// AddReject records a source that never became a document. A document published earlier from the same source is kept.
func (t *Txn) AddReject(ctx context.Context, uri string, r schemas.Reject) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	row := tables.SourceReject(uri, r)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.done {
		return ErrEnded
	}
	if _, ok := t.seen[row.URI]; !ok {
		t.seen[row.URI] = ""
	}
	t.refused++
	return t.keep(t.rejects.add("", []tables.Reject{row}))
}

// Abort gives up the snapshot and releases the lock; after [Txn.Commit] it does nothing.
func (t *Txn) Abort() error {
	t.open.Lock()
	defer t.open.Unlock()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.done {
		return nil
	}
	t.done = true
	var err error
	if t.dir != "" {
		err = firstOf(t.closeSpools(), t.store.disk.removeAll(t.dir))
	}
	if uerr := t.lock.Unlock(); err == nil {
		err = uerr
	}
	return err
}

// closeSpools gives up the files of the spools.
func (t *Txn) closeSpools() error {
	var errs []error
	for _, spool := range []interface{ close() error }{t.observations, t.numerals, t.checks, t.texts, t.rejects} {
		errs = append(errs, spool.close())
	}
	return firstOf(errs...)
}

// PartitionPath is the folder of a partition within its table, such as "year=2023/area=06".
func PartitionPath(p tables.Partition) string {
	return "year=" + strconv.Itoa(p.Year) + "/area=" + url.PathEscape(p.Area)
}
