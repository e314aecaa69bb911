package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"github.com/google/renameio/v2/maybe"

	"solieu/pipeline/audit"
	"solieu/schemas"
)

// Ledger is a waiver file and the journal beside it. A line of the journal is written, and on the disk, before the waiver file is replaced: what
// takes effect is always journalled.
type Ledger struct {
	file string // empty where there is none

	mu      sync.Mutex
	waivers cached[[]audit.Waiver]
	journal cached[map[string][]Entry]
}

// Open returns the ledger of a waiver file, which need not exist yet. An empty name has no decisions and takes none.
func Open(file string) *Ledger { return &Ledger{file: file} }

// Seen is what a person was looking at while deciding.
type Seen struct {
	Snapshot int
	Head     string // of its validation log
}

// Decision is what a person decides about a finding without accepting it.
type Decision struct {
	Issue, Reason, Who string
	At                 time.Time
}

// ErrUpheld reports that a finding is upheld already.
var ErrUpheld = errors.New("the finding is upheld already / kết quả này đã được giữ nguyên")

// cached is what a file said when it was read last.
type cached[T any] struct {
	stamp  os.FileInfo
	value  T
	broken error
}

// of returns what a file says now. A file that has become faulty is an error once and again, and what it said before is kept.
func (c *cached[T]) of(name string, read func() (T, error)) (T, error) {
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		*c = cached[T]{}
		return c.value, nil
	}
	if err != nil {
		return c.value, err
	}
	if c.stamp != nil && os.SameFile(c.stamp, info) && c.stamp.ModTime().Equal(info.ModTime()) && c.stamp.Size() == info.Size() {
		return c.value, c.broken
	}
	c.stamp = info
	value, err := read()
	if c.broken = err; err == nil {
		c.value = value
	}
	return c.value, c.broken
}

// Waivers returns what the waiver file holds now.
func (l *Ledger) Waivers() ([]audit.Waiver, error) {
	if l.file == "" {
		return nil, nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.waivers.of(l.file, func() ([]audit.Waiver, error) {
		data, err := os.ReadFile(l.file)
		if err != nil {
			return nil, err
		}
		return audit.ReadWaivers(l.file, data)
	})
}

// Decisions returns what the journal says of each issue, the oldest first.
func (l *Ledger) Decisions() (map[string][]Entry, error) {
	if l.file == "" {
		return nil, nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	name := JournalOf(l.file)
	return l.journal.of(name, func() (map[string][]Entry, error) {
		out := map[string][]Entry{}
		_, err := walk(name, "", func(_ int64, e Entry) error {
			out[e.Issue] = append(out[e.Issue], e)
			return nil
		})
		return out, err
	})
}

// State is what holds on a day.
type State struct {
	Waived    map[string]audit.Waiver // in force, by issue
	Decisions map[string][]Entry

	of map[string]string // what holds, by issue: see [State.Of]
}

// On returns what holds on a day. Faults of the files are left to [Ledger.Faults]: what was read before them holds.
func (l *Ledger) On(day schemas.Date) State {
	ws, _ := l.Waivers()
	s := State{Waived: make(map[string]audit.Waiver, len(ws))}
	for _, w := range ws {
		if w.InForce(day) {
			s.Waived[w.Issue] = w
		}
	}
	s.Decisions, _ = l.Decisions()
	s.of = make(map[string]string, len(s.Waived)+len(s.Decisions))
	for issue := range s.Waived {
		s.of[issue] = Accept
	}
	for issue := range s.Decisions {
		if s.Upheld(issue) != nil {
			s.of[issue] = Uphold
		}
	}
	return s
}

// Of names what holds of an issue: [Accept], [Uphold] or nothing.
func (s State) Of(issue string) string { return s.of[issue] }

// Upheld is the decision that upholds an issue; nil where the last decision was another, or a waiver is in force.
func (s State) Upheld(issue string) *Entry {
	all := s.Decisions[issue]
	if _, waived := s.Waived[issue]; waived || len(all) == 0 || all[len(all)-1].Act != Uphold {
		return nil
	}
	return &all[len(all)-1]
}

// Faults tells what is wrong with the files now.
func (l *Ledger) Faults() error {
	_, waivers := l.Waivers()
	_, journal := l.Decisions()
	return errors.Join(waivers, journal)
}

// Accept adds a waiver, and its line of the journal.
func (l *Ledger) Accept(w audit.Waiver, seen Seen) error {
	e := Entry{Act: Accept, At: w.At.Format(time.RFC3339), Who: w.Who, Issue: w.Issue, Reason: w.Reason, Until: w.Until.String()}
	return l.decide(e, seen, func(old []byte) ([]byte, error) { return audit.Accept(l.file, old, w) })
}

// Withdraw ends a waiver: its entry is commented out, and the journal says who ended it and why.
func (l *Ledger) Withdraw(d Decision, seen Seen) error {
	return l.decide(d.entry(Withdraw), seen, func(old []byte) ([]byte, error) {
		return audit.Withdraw(l.file, old, d.Issue, audit.DayOf(d.At))
	})
}

// Uphold notes in the journal that somebody looked at a finding and does not accept it. The waiver file stays as it is.
func (l *Ledger) Uphold(d Decision, seen Seen) error {
	return l.decide(d.entry(Uphold), seen, func(old []byte) ([]byte, error) {
		ws, err := audit.ReadWaivers(l.file, old)
		if err != nil {
			return nil, err
		}
		for _, w := range ws {
			if w.Issue == d.Issue && w.InForce(audit.DayOf(d.At)) {
				return nil, fmt.Errorf("%s: %w", w.Place(), audit.ErrWaived)
			}
		}
		all, err := l.Decisions()
		if n := len(all[d.Issue]); err == nil && n > 0 && all[d.Issue][n-1].Act == Uphold {
			err = ErrUpheld
		}
		return old, err
	})
}

func (d Decision) entry(act string) Entry {
	return Entry{Act: act, At: d.At.Format(time.RFC3339), Who: d.Who, Issue: d.Issue, Reason: d.Reason}
}

// decide journals an entry and replaces the waiver file by what change makes of it. Other programs that do the same wait, or are waited for.
func (l *Ledger) decide(e Entry, seen Seen, change func(old []byte) ([]byte, error)) error {
	lock := flock.New(l.file + ".lock")
	if err := lock.Lock(); err != nil {
		return fmt.Errorf("%s: lock: %w", l.file, err)
	}
	defer lock.Unlock()
	old, err := os.ReadFile(l.file)
	missing := errors.Is(err, fs.ErrNotExist)
	if err != nil && !missing {
		return err
	}
	next, err := change(old)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(next)
	e.Snapshot, e.Head, e.Waivers = seen.Snapshot, seen.Head, hex.EncodeToString(sum[:])
	if err := add(JournalOf(l.file), e); err != nil {
		return err
	}
	if string(next) == string(old) {
		return nil
	}
	return maybe.WriteFile(l.file, next, 0o644)
}
