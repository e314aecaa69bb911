package jobs

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Journal keeps the log of each run beside its record. It is a writer of log lines in JSON, of which it keeps those with the key
// "run", and a [Watcher], so that it knows where runs keep theirs. A log that cannot be written is left out: the lines are in the
// program's own log as well.
type Journal struct {
	mu    sync.Mutex
	files map[string]*os.File // by run
}

// Began implements [Watcher].
func (j *Journal) Began(ctx context.Context, first Attempt, _ time.Time) context.Context {
	dir, err := recordsDir(first.Job.Out)
	if err != nil {
		return ctx
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return ctx
	}
	f, err := os.OpenFile(filepath.Join(dir, first.ID+".jsonl"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return ctx
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.files == nil {
		j.files = map[string]*os.File{}
	}
	j.files[first.ID] = f
	return ctx
}

// Ended implements [Watcher].
func (j *Journal) Ended(_ context.Context, r *Result) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if f := j.files[r.ID]; f != nil {
		_ = f.Close()
	}
	delete(j.files, r.ID)
}

// Write takes one log line.
func (j *Journal) Write(line []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.files) == 0 || !bytes.Contains(line, []byte(`"run":`)) {
		return len(line), nil
	}
	var event struct{ Run string }
	if json.Unmarshal(line, &event) == nil && j.files[event.Run] != nil {
		_, _ = j.files[event.Run].Write(line)
	}
	return len(line), nil
}

// RunLog returns the log of a run of the dataset out, JSON lines, or [ErrNoRun].
func RunLog(out, id string) ([]byte, error) {
	if !validRun.MatchString(id) {
		return nil, ErrNoRun
	}
	dir, err := recordsDir(out)
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(filepath.Join(dir, id+".jsonl"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrNoRun
	}
	return text, err
}
