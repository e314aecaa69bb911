package source

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/google/renameio/v2/maybe"

	"solieu/pipeline"
	"solieu/schemas"
)

// copies is a folder with copies of far documents: for each a file with its bytes, and one that says what they are.
type copies struct {
	dir  string
	mu   sync.Mutex
	used map[string]bool // file names
}

// label says what a copy is of.
type label struct {
	URI      string    `json:"uri"`
	ETag     string    `json:"etag"` // of HTTP; of an object its time, size and digest
	Modified time.Time `json:"modified"`
}

func newCopies(dir string) *copies { return &copies{dir: dir, used: map[string]bool{}} }

// name is the file of a document's copy. It counts as used from then on.
func (c *copies) name(uri string) string {
	sum := sha256.Sum256([]byte(uri))
	name := hex.EncodeToString(sum[:16])
	c.mu.Lock()
	defer c.mu.Unlock()
	c.used[name], c.used[name+".json"] = true, true
	return filepath.Join(c.dir, name)
}

// label returns what is known of the copy of a document; the zero label where there is none.
func (c *copies) label(uri string) label {
	name := c.name(uri)
	text, err := os.ReadFile(name + ".json")
	if err != nil {
		return label{}
	}
	var l label
	if _, err := os.Stat(name); err != nil || json.Unmarshal(text, &l) != nil || l.URI != uri {
		return label{}
	}
	return l
}

// errTooLarge reports a document beyond the limit.
var errTooLarge = errors.New("too large")

// keep copies a document. The label is written last: a copy without its own label is fetched again.
func (c *copies) keep(l label, from io.Reader, limit int64) error {
	name := c.name(l.URI)
	if err := os.MkdirAll(c.dir, 0o755); err != nil {
		return err
	}
	if err := os.Remove(name + ".json"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := copyTo(name, from, limit); err != nil {
		return errors.Join(err, os.Remove(name))
	}
	text, err := json.Marshal(l)
	if err != nil {
		return err
	}
	return maybe.WriteFile(name+".json", text, 0o644)
}

// copyTo writes a file, which may be there already.
func copyTo(name string, from io.Reader, limit int64) (err error) {
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if limit > 0 {
		from = io.LimitReader(from, limit+1)
	}
	n, err := io.Copy(file, from)
	if err == nil && limit > 0 && n > limit {
		err = errTooLarge
	}
	if err != nil {
		return err
	}
	return file.Sync()
}

// input is the copy of a document as an input.
func (c *copies) input(l label) (pipeline.Input, error) {
	name := c.name(l.URI)
	info, err := os.Stat(name)
	if err != nil {
		return pipeline.Input{}, err
	}
	return pipeline.Input{URI: l.URI, Size: info.Size(), Modified: l.Modified, Stamp: pipeline.StampOf(info), Open: func() (io.ReadCloser, error) { return os.Open(name) }}, nil
}

// prune removes what no source names any more.
func (c *copies) prune() error {
	entries, err := os.ReadDir(c.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !c.used[e.Name()] && !e.IsDir() {
			if err := os.Remove(filepath.Join(c.dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

func tooLarge(uri string, limit int64) pipeline.Input {
	return refused(uri, schemas.RejectTooLarge, fmt.Sprintf("more than %d bytes", limit))
}

func refused(uri string, why schemas.RejectReason, detail string) pipeline.Input {
	return pipeline.Input{URI: uri, Reject: &schemas.Reject{Reason: why, Detail: detail}}
}
