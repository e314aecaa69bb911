package console

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"github.com/google/renameio/v2"

	"solieu/pipeline/audit"
	"solieu/schemas"
)

// ledger is the waiver file and the journal beside it.
//
// The journal says who accepted what, when, and on the strength of which validation log. A line is a JSON object that begins with its number and
// the SHA-256 of the line before it, as in the validation log, so that no line can be changed, dropped or moved unnoticed; waivers_sha256 is the
// waiver file as it stood after the entry, and the head is that of the validation log that the person was looking at. The line is written, and
// on the disk, before the waiver file is replaced: what takes effect is always journalled.
type ledger struct {
	file string

	mu     sync.Mutex
	stamp  os.FileInfo
	read   []audit.Waiver
	broken error
}

// entry is a line of the journal.
type entry struct {
	Seq      int64  `json:"seq"`
	Prev     string `json:"prev"` // 64 zeros in the first line
	Journal  string `json:"journal"`
	At       string `json:"at"`
	Who      string `json:"who"`
	Issue    string `json:"issue"`
	Reason   string `json:"reason"`
	Until    string `json:"until"`
	Snapshot int    `json:"snapshot"`
	Head     string `json:"checks_head"` // of the snapshot's validation log; empty where it has none
	Waivers  string `json:"waivers_sha256"`
}

// journalFormat names the layout of the journal.
const journalFormat = "solieu-waivers/1"

// journal is the file beside the waiver file.
func (l *ledger) journal() string { return l.file + ".journal.jsonl" }

// waivers returns what the file holds now. A file that has become faulty is an error once and again, and the waivers before stay in force.
func (l *ledger) waivers() ([]audit.Waiver, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.file == "" {
		return nil, nil
	}
	info, err := os.Stat(l.file)
	if errors.Is(err, fs.ErrNotExist) {
		l.stamp, l.read, l.broken = nil, nil, nil
		return nil, nil
	}
	if err != nil {
		return l.read, err
	}
	if l.stamp != nil && os.SameFile(l.stamp, info) && l.stamp.ModTime().Equal(info.ModTime()) && l.stamp.Size() == info.Size() {
		return l.read, l.broken
	}
	data, err := os.ReadFile(l.file)
	if err != nil {
		return l.read, err
	}
	l.stamp = info
	ws, err := audit.ReadWaivers(l.file, data)
	if l.broken = err; err == nil {
		l.read = ws
	}
	return l.read, l.broken
}

// inForce returns the waivers that hold on a day, by issue.
func (l *ledger) inForce(day schemas.Date) map[string]audit.Waiver {
	ws, _ := l.waivers() // the page tells of a faulty file
	out := make(map[string]audit.Waiver, len(ws))
	for _, w := range ws {
		if w.InForce(day) {
			out[w.Issue] = w
		}
	}
	return out
}

// accept adds a waiver, and its line of the journal. Other programs that do the same wait, or are waited for.
func (l *ledger) accept(w audit.Waiver, snapshot int, head string) error {
	lock := flock.New(l.file + ".lock")
	if err := lock.Lock(); err != nil {
		return fmt.Errorf("%s: lock: %w", l.file, err)
	}
	defer lock.Unlock()
	old, err := os.ReadFile(l.file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	next, err := audit.Accept(l.file, old, w)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(next)
	err = l.append(entry{Journal: journalFormat, At: w.At.Format(time.RFC3339), Who: w.Who, Issue: w.Issue, Reason: w.Reason, Until: w.Until.String(),
		Snapshot: snapshot, Head: head, Waivers: hex.EncodeToString(sum[:])})
	if err != nil {
		return err
	}
	return renameio.WriteFile(l.file, next, 0o644)
}

// append writes a line behind those that are there, which must be whole.
func (l *ledger) append(e entry) error {
	end, err := l.end()
	if err != nil {
		return err
	}
	e.Seq, e.Prev = end.lines, end.head
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(l.journal(), os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(append(line, '\n'), end.bytes)
	if err == nil {
		err = f.Truncate(end.bytes + int64(len(line)) + 1)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// journalEnd is where a journal ends.
type journalEnd struct {
	lines, bytes int64
	head         string
}

// errJournal reports a journal that is not as it was written.
var errJournal = errors.New("the journal of waivers is broken: somebody changed it: keep it as evidence, and begin anew under another name / sổ miễn trừ bị đứt: có người đã sửa: giữ lại làm bằng chứng và bắt đầu sổ mới với tên khác")

// prove goes through the whole journal; the first line that breaks the chain is named.
func (l *ledger) prove() error {
	_, err := l.end()
	return err
}

// end proves the journal and returns its end. Half a last line is what a crash left of an entry that never took effect: it is not counted, and
// the next entry replaces it.
func (l *ledger) end() (journalEnd, error) {
	end := journalEnd{head: hex.EncodeToString(make([]byte, sha256.Size))}
	data, err := os.ReadFile(l.journal())
	if errors.Is(err, fs.ErrNotExist) {
		return end, nil
	}
	if err != nil {
		return end, err
	}
	for {
		line, rest, whole := bytes.Cut(data, []byte("\n"))
		if !whole {
			return end, nil
		}
		var e entry
		if err := json.Unmarshal(line, &e); err != nil || e.Seq != end.lines || e.Prev != end.head {
			return end, fmt.Errorf("%s:%d: %w", l.journal(), end.lines+1, errJournal)
		}
		sum := sha256.Sum256(line)
		end.head = hex.EncodeToString(sum[:])
		end.lines++
		end.bytes += int64(len(line)) + 1
		data = rest
	}
}
