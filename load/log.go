package load

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"

	"solieu/schemas/tables"
)

// LogName is the file of a snapshot that holds its validation log: one JSON object per line, the header first and then every row of the
// table checks in the table's order. A line begins with its number (seq, from 0) and the SHA-256 of the line before it without its line
// end (prev; 64 zeros in the header), so that no line can be changed, dropped or moved without breaking the chain. What was cut off at the
// end shows in the manifest, which keeps the number of lines and the head: the SHA-256 of the last line.
//
// The log is a function of the checks, the contract and what the snapshot was made from; it holds no time and no name of a run.
const LogName = "checks.jsonl"

// LogFormat names the layout of the log.
const LogFormat = "solieu-checks/1"

// LogEnd says where a log ends.
type LogEnd struct {
	Lines int64  `json:"lines"` // the header included
	Head  string `json:"head"`  // SHA-256 of the last line
}

// logHeader is the first line: what the checks were made from.
type logHeader struct {
	Seq       int64  `json:"seq"`
	Prev      string `json:"prev"`
	Log       string `json:"log"`
	Contract  string `json:"contract"`
	Version   string `json:"version"`
	Lexicon   string `json:"lexicon_digest"`
	Documents int    `json:"documents"`
	Inputs    string `json:"inputs_digest"`
}

// noLine stands in the header for the line before it.
var noLine = hex.EncodeToString(make([]byte, sha256.Size))

func lineSum(line []byte) string {
	sum := sha256.Sum256(line)
	return hex.EncodeToString(sum[:])
}

// eachLogLine makes the lines of the log that belongs to a snapshot's table checks, without line ends; f must not keep them.
func eachLogLine(s Snapshot, f func(line []byte) error) error {
	m := s.Manifest
	line, err := json.Marshal(logHeader{Prev: noLine, Log: LogFormat, Contract: m.Contract, Version: m.Version, Lexicon: m.LexiconDigest,
		Documents: m.Inputs.Documents, Inputs: m.Inputs.Digest})
	if err != nil {
		return err
	}
	if err := f(line); err != nil {
		return err
	}
	var row bytes.Buffer
	table := tables.Of[tables.Check]()
	e := &jsonEncoder{table: table, w: bufio.NewWriter(&row)}
	seq, prev := int64(0), lineSum(line)
	for _, file := range s.Files(table.Name) {
		partition := partitionValues(file.Partition())
		for c, err := range readParquet[tables.Check](filepath.Join(s.Dir, filepath.FromSlash(file.Path))) {
			if err != nil {
				return err
			}
			row.Reset()
			if err := firstOf(e.row(partition, reflect.ValueOf(c).Elem()), e.close()); err != nil {
				return err
			}
			seq++
			line = append(strconv.AppendInt(append(line[:0], `{"seq":`...), seq, 10), `,"prev":"`...)
			line = append(append(append(line, prev...), `",`...), bytes.TrimSuffix(row.Bytes()[1:], []byte("\n"))...)
			if err := f(line); err != nil {
				return err
			}
			prev = lineSum(line)
		}
	}
	return nil
}

// writeLog writes the log of the checks that the builder has written or carried, and notes its end in the manifest. A log that came out as in
// the previous snapshot becomes a link to that one.
func (b *builder) writeLog(m *Manifest) error {
	here := Snapshot{Dir: b.dir, Manifest: *m}
	here.Manifest.Files = slices.Clone(b.files)
	slices.SortFunc(here.Manifest.Files, byPath)
	path := b.path(LogName)
	f, end, err := b.writeLogFile(path, here)
	if err != nil {
		return err
	}
	m.Log = &end
	if old, ok := b.previous(LogName); ok && old == f && f.verify(b.parent.Dir) == nil {
		if err := b.disk.removeAll(path); err != nil {
			return err
		}
		return b.link(f)
	}
	b.files = append(b.files, f)
	return nil
}

func (b *builder) writeLogFile(path string, s Snapshot) (f File, end LogEnd, err error) {
	out, err := b.disk.create(path)
	if err != nil {
		return f, end, err
	}
	defer func() {
		if cerr := out.Close(); err == nil {
			err = cerr
		}
	}()
	sum := sha256.New()
	w := bufio.NewWriterSize(out, 1<<16)
	both := io.MultiWriter(w, sum)
	f = File{Path: LogName}
	err = eachLogLine(s, func(line []byte) error {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		end.Lines++
		end.Head = lineSum(line)
		f.Bytes += int64(len(line)) + 1
		if _, err := both.Write(line); err != nil {
			return err
		}
		_, err := both.Write([]byte{'\n'})
		return err
	})
	if err = firstOf(err, w.Flush()); err != nil {
		return f, end, err
	}
	f.SHA256 = hex.EncodeToString(sum.Sum(nil))
	return f, end, out.sync()
}

func byPath(x, y File) int { return cmp.Compare(x.Path, y.Path) }

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
