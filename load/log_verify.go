package load

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"solieu/schemas/tables"
)

// The errors of a validation log that callers tell apart.
var (
	ErrNoLog  = errors.New("the snapshot has no validation log: it was published by an earlier version of the program")
	ErrBroken = errors.New("the chain of the validation log is broken")
)

// LogFault is the first line of a log that breaks its chain; it wraps [ErrBroken].
type LogFault struct {
	Line int64 // counted from 1, as editors count
	Why  string
}

// Error names the line.
func (f *LogFault) Error() string { return fmt.Sprintf("line %d: %s", f.Line, f.Why) }

// Unwrap returns [ErrBroken].
func (f *LogFault) Unwrap() error { return ErrBroken }

// CheckChain reads a log, proves its chain and returns where it ends. It needs the log alone: whether the end is the one that was published
// is for the caller to compare. The error is a [LogFault] or the reader's. Where a line does not fit the one before it, the one before is
// named: its content is what the later line vouches for.
func CheckChain(r io.Reader) (LogEnd, error) {
	end := LogEnd{Head: noLine}
	in := bufio.NewReaderSize(r, 1<<16)
	for {
		line, err := in.ReadBytes('\n')
		switch {
		case errors.Is(err, io.EOF) && len(line) == 0:
			return end, nil
		case errors.Is(err, io.EOF):
			return end, &LogFault{end.Lines + 1, "the line has no end: the file was cut off"}
		case err != nil:
			return end, err
		}
		line = bytes.TrimSuffix(line, []byte("\n"))
		var link struct {
			Seq  *int64 `json:"seq"`
			Prev string `json:"prev"`
		}
		if err := json.Unmarshal(line, &link); err != nil {
			return end, &LogFault{end.Lines + 1, "no JSON object: " + err.Error()}
		}
		if link.Seq == nil || *link.Seq != end.Lines {
			return end, &LogFault{end.Lines + 1, fmt.Sprintf("seq is not %d: a line was dropped, added or moved", end.Lines)}
		}
		if link.Prev != end.Head {
			return end, &LogFault{max(end.Lines, 1), fmt.Sprintf("its SHA-256 is %s, the line after it says %s", end.Head, link.Prev)}
		}
		end = LogEnd{Lines: end.Lines + 1, Head: lineSum(line)}
	}
}

// VerifyLog proves a snapshot's validation log: the manifest's own digest, the chain, its end as the manifest keeps it, and that the log says
// line by line what the table checks says. The error is a [LogFault] with the first broken line, [ErrNoLog], or says what cannot be read.
func (s Snapshot) VerifyLog() (LogEnd, error) {
	m, err := readManifest(s.Dir)
	if err != nil {
		return LogEnd{}, err
	}
	if m.Log == nil {
		return LogEnd{}, ErrNoLog
	}
	path := filepath.Join(s.Dir, LogName)
	f, err := os.Open(path)
	if err != nil {
		return LogEnd{}, fmt.Errorf("%s: %w: %w", path, ErrDamaged, err)
	}
	defer f.Close()
	end, err := CheckChain(f)
	if err == nil {
		err = m.Log.compare(end)
	}
	if err == nil {
		_, err = f.Seek(0, io.SeekStart)
	}
	if err == nil {
		err = Snapshot{Dir: s.Dir, Manifest: m}.compareLog(f)
	}
	if err != nil {
		return end, fmt.Errorf("%s: %w", path, err)
	}
	return end, nil
}

// compare tells how the end of a log differs from the published one.
func (want LogEnd) compare(got LogEnd) error {
	switch {
	case got.Lines < want.Lines:
		return &LogFault{got.Lines + 1, fmt.Sprintf("missing: the manifest says %d lines", want.Lines)}
	case got.Lines > want.Lines:
		return &LogFault{want.Lines + 1, fmt.Sprintf("added: the manifest says %d lines", want.Lines)}
	case got.Head != want.Head:
		return &LogFault{got.Lines, fmt.Sprintf("its SHA-256 is %s, the manifest says %s", got.Head, want.Head)}
	}
	return nil
}

// compareLog compares a log whose chain is whole with the one that the table checks gives. A log of another contract has other columns and is
// left to its chain.
func (s Snapshot) compareLog(log io.Reader) error {
	if s.Manifest.Contract != tables.Version {
		return nil
	}
	in, n := bufio.NewReaderSize(log, 1<<16), int64(0)
	return eachLogLine(s, func(want []byte) error {
		n++
		got, err := in.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if !bytes.Equal(bytes.TrimSuffix(got, []byte("\n")), want) {
			return &LogFault{n, "it does not say what the table checks says"}
		}
		return nil
	})
}

// VerifyHistory compares every snapshot with the digest that its successor kept of it; snapshots are given oldest first. A pair whose older
// half is expired, damaged or of an earlier version of the program is passed over.
func VerifyHistory(all []Snapshot) error {
	digest := map[int]string{}
	for _, s := range all {
		parent, kept := digest[s.Manifest.Parent]
		if want := s.Manifest.ParentDigest; kept && want != "" && want != parent {
			return fmt.Errorf("%s: %w: snapshot %d follows a snapshot %d with the digest %s, not %s", s.Dir, ErrDamaged, s.Number, s.Manifest.Parent, want, parent)
		}
		digest[s.Number] = s.Manifest.Digest
	}
	return nil
}
