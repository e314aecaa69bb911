package ledger

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// What a line of the journal decides.
const (
	Accept   = "accept"   // live with the finding until a day
	Withdraw = "withdraw" // no longer: the waiver ends now
	Uphold   = "uphold"   // the finding stands and is not accepted
)

// Entry is a line of the journal.
//
// A line is a JSON object that begins with its number and the SHA-256 of the line before it, as in the validation log, so that no line can be
// changed, dropped or moved unnoticed.
type Entry struct {
	Seq      int64  `json:"seq"`
	Prev     string `json:"prev"` // 64 zeros in the first line
	Journal  string `json:"journal"`
	Act      string `json:"act"` // lines of the first layout have none: they accept
	At       string `json:"at"`  // RFC 3339
	Who      string `json:"who"`
	Issue    string `json:"issue"`
	Reason   string `json:"reason"`
	Until    string `json:"until,omitempty"` // of what is accepted
	Snapshot int    `json:"snapshot"`
	Head     string `json:"checks_head"`    // of the validation log that the person was looking at; empty where the snapshot has none
	Waivers  string `json:"waivers_sha256"` // the waiver file as it stands after the entry
}

// The layouts of the journal; lines of both may follow each other.
const (
	journalFormat = "solieu-waivers/2"
	firstFormat   = "solieu-waivers/1" // accepts alone
)

// ErrBroken reports a journal that is not as it was written.
var ErrBroken = errors.New("the journal of waivers is broken: somebody changed it: keep it as evidence, and begin anew under another name / sổ miễn trừ bị đứt: có người đã sửa: giữ lại làm bằng chứng và bắt đầu sổ mới với tên khác")

// ErrHead reports that a head which was noted down earlier is of no line of the journal.
var ErrHead = errors.New("no line of the journal has the head that was noted down: it was made anew, or cut off before it / không dòng nào của sổ có mã đã ghi lại: sổ đã bị làm lại hoặc bị cắt")

// JournalOf names the journal beside a waiver file.
func JournalOf(waivers string) string { return waivers + ".journal.jsonl" }

// End is where a journal ends.
type End struct {
	Lines int64
	Head  string // SHA-256 of the last line; 64 zeros where there is none
	Bytes int64  // of whole lines
	Last  Entry  // the zero Entry where there is none
	Noted bool   // a line had the head that was looked for
}

// walk proves a journal line by line and hands each to see, which may be nil. Half a last line is what a crash left of an entry that never took
// effect: it is not counted, and the next entry replaces it. The first line that breaks the chain is named.
func walk(name, noted string, see func(line int64, e Entry) error) (End, error) {
	end := End{Head: hex.EncodeToString(make([]byte, sha256.Size))}
	data, err := os.ReadFile(name)
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
		var e Entry
		if err := json.Unmarshal(line, &e); err != nil || e.Seq != end.Lines || e.Prev != end.Head || !e.known() {
			return end, fmt.Errorf("%s:%d: %w", name, end.Lines+1, ErrBroken)
		}
		if e.Act == "" {
			e.Act = Accept
		}
		if see != nil {
			if err := see(end.Lines+1, e); err != nil {
				return end, err
			}
		}
		sum := sha256.Sum256(line)
		end.Head, end.Last = hex.EncodeToString(sum[:]), e
		end.Lines++
		end.Bytes += int64(len(line)) + 1
		end.Noted = end.Noted || end.Head == noted
		data = rest
	}
}

// known reports whether this program can read a line.
func (e Entry) known() bool {
	switch e.Journal {
	case firstFormat:
		return e.Act == ""
	case journalFormat:
		return e.Act == Accept || e.Act == Withdraw || e.Act == Uphold
	}
	return false
}

// Proof is what was proved of a journal.
type Proof struct {
	End
	Matched int64 // lines whose snapshot is there and has the validation log that the person was looking at
	Unseen  int64 // lines whose snapshot has expired, or that were not compared
	AsLeft  bool  // the waiver file is as the last line left it; false where somebody has edited it by hand since
}

// Prove proves the whole journal beside a waiver file. head tells the head of a snapshot's validation log, and whether it is known; where it is
// nil nothing is compared. noted is a head of the journal that somebody wrote down earlier, which must be that of one of its lines; empty where
// there is none.
func Prove(waivers, noted string, head func(snapshot int) (string, bool)) (Proof, error) {
	var p Proof
	name := JournalOf(waivers)
	end, err := walk(name, noted, func(line int64, e Entry) error {
		known, ok := "", false
		if head != nil {
			known, ok = head(e.Snapshot)
		}
		switch {
		case !ok:
			p.Unseen++
		case known != e.Head:
			return fmt.Errorf("%s:%d: snapshot %d has another validation log than the one that was looked at: %w", name, line, e.Snapshot, ErrBroken)
		default:
			p.Matched++
		}
		return nil
	})
	p.End = end
	if err != nil {
		return p, err
	}
	if noted != "" && !end.Noted {
		return p, fmt.Errorf("%s: %w", name, ErrHead)
	}
	file, err := os.ReadFile(waivers)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return p, err
	}
	sum := sha256.Sum256(file)
	p.AsLeft = end.Lines == 0 || hex.EncodeToString(sum[:]) == end.Last.Waivers
	return p, nil
}

// add writes a line behind those that are there, which must be whole; it is on the disk when add returns.
func add(name string, e Entry) error {
	end, err := walk(name, "", nil)
	if err != nil {
		return err
	}
	e.Seq, e.Prev, e.Journal = end.Lines, end.Head, journalFormat
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(append(line, '\n'), end.Bytes)
	if err == nil {
		err = f.Truncate(end.Bytes + int64(len(line)) + 1)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}
