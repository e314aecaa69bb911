package jobs

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/google/renameio/v2/maybe"
	"github.com/rs/zerolog"

	"solieu/load"
	"solieu/pipeline"
	"solieu/schemas/tables"
)

// Record is what is kept of a run, whatever became of it: OUT/runs/ID.json. Beside it stands its log, ID.jsonl. Both are for
// people and for notifications: nothing that a dataset holds depends on them.
type Record struct {
	Run      string    `json:"run"`
	Job      string    `json:"job"` // empty for a run without a job
	Due      time.Time `json:"due"` // the time that the run stands for
	Started  time.Time `json:"started"`
	Ended    time.Time `json:"ended"`
	Duration int64     `json:"duration_ns"`
	Attempts int       `json:"attempts"`
	Outcome  string    `json:"outcome"`         // published, flagged or failed
	Error    string    `json:"error,omitempty"` // why it failed
	Out      string    `json:"out"`
	Version  string    `json:"version"` // of the program
	Lexicon  string    `json:"lexicon"` // digest
	Config   string    `json:"config"`  // digest of the configuration; empty for a run without a job
	Coverage *float64  `json:"coverage"`

	Aborted     bool             `json:"aborted,omitempty"`     // a stop ended it
	Undelivered []string         `json:"undelivered,omitempty"` // see [Result]
	TellFrom    int              `json:"tell_from,omitempty"`   // see [Result]
	Report      *pipeline.Report `json:"report"`                // without its violations, which are in the table checks; null where there is none
}

// keepRecords bounds the runs that a dataset remembers; the oldest are forgotten first.
const keepRecords = 1000

// recordsDir is where the records of a dataset's runs stand.
func recordsDir(out string) (string, error) {
	dir, err := home(out)
	return filepath.Join(dir, "runs"), err
}

// Recorder keeps a record of every run that it watches.
type Recorder struct {
	Version, Lexicon string
	Log              zerolog.Logger
}

// Began implements [Watcher].
func (r Recorder) Began(ctx context.Context, _ Attempt, _ time.Time) context.Context { return ctx }

// Ended implements [Watcher]. A record that cannot be written is told of in the log: the run itself is over.
func (r Recorder) Ended(_ context.Context, res *Result) {
	if err := r.write(res); err != nil {
		r.Log.Warn().Str("run", res.ID).Str("job", res.Job.Name).Err(err).Msg("no record of the run could be kept")
	}
}

func (r Recorder) write(res *Result) error {
	rec := Record{Run: res.ID, Job: res.Job.Name, Due: res.Due, Started: res.Started, Ended: res.Ended, Duration: int64(res.Ended.Sub(res.Started)),
		Attempts: res.Number, Outcome: res.Outcome, Out: res.Job.Out, Version: r.Version, Lexicon: r.Lexicon, Config: res.Job.Config, Aborted: res.aborted(), Undelivered: res.Undelivered, TellFrom: res.TellFrom}
	if res.Err != nil {
		rec.Error = res.Err.Error()
	}
	if res.Report != nil {
		rec.Lexicon = cmp.Or(res.Report.Lexicon, rec.Lexicon) // a job may have rules of its own
		short, coverage := *res.Report, res.Report.Coverage()
		short.Violations = []pipeline.Violation{}
		rec.Report, rec.Coverage = &short, &coverage
	}
	text, err := json.Marshal(rec)
	if err != nil {
		return err
	}
	dir, err := recordsDir(res.Job.Out)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := maybe.WriteFile(filepath.Join(dir, res.ID+".json"), append(text, '\n'), 0o644); err != nil {
		return err
	}
	return forget(dir, keepRecords)
}

// forget removes all but the newest n runs.
func forget(dir string, n int) error {
	names, err := recorded(dir, ".jsonl", ".json") // a run that was killed has a log alone
	if err != nil {
		return err
	}
	for _, name := range names[:max(0, len(names)-n)] {
		for _, end := range []string{".jsonl", ".json"} {
			if err := os.Remove(filepath.Join(dir, name+end)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// recorded lists the runs with a file of one of the given endings, by the times that they stand for.
func recorded(dir string, ends ...string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var names []string
	for _, e := range entries {
		name, end, _ := strings.Cut(e.Name(), ".")
		if slices.Contains(ends, "."+end) && validRun.MatchString(name) {
			names = append(names, name)
		}
	}
	return slices.Compact(names), nil
}

// validRun is what [RunID] makes; nothing else names a file of a record.
var validRun = regexp.MustCompile(`^[0-9]{8}T[0-9]{6}Z-[0-9a-f]{4}(-backfill)?$`)

// ErrNoRun reports a run that a dataset does not know.
var ErrNoRun = errors.New("no such run")

// ReadRecord returns the record of a run of the dataset out, or [ErrNoRun].
func ReadRecord(out, id string) (Record, error) {
	var rec Record
	if !validRun.MatchString(id) {
		return rec, fmt.Errorf("%q: %w: a run is named as in 20260131T183000Z-1a2b", id, ErrNoRun)
	}
	dir, err := recordsDir(out)
	if err != nil {
		return rec, err
	}
	name := filepath.Join(dir, id+".json")
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return rec, fmt.Errorf("%s: %w in %s", id, ErrNoRun, out)
	}
	if err != nil {
		return rec, err
	}
	if err := json.Unmarshal(text, &rec); err != nil {
		return rec, fmt.Errorf("%s: is no record of a run: remove it: %w", name, err)
	}
	return rec, nil
}

// recordNames returns the names of the records in the dataset out, the oldest first.
func recordNames(out string) ([]string, error) {
	dir, err := recordsDir(out)
	if err != nil {
		return nil, err
	}
	return recorded(dir, ".json")
}

// Latest returns the records of the n runs that stand for the latest times in the dataset out, the newest first, whatever became of them.
func Latest(out string, n int) ([]Record, error) {
	names, err := recordNames(out)
	if err != nil {
		return nil, err
	}
	var all []Record
	for _, name := range slices.Backward(names[max(0, len(names)-n):]) {
		rec, err := ReadRecord(out, name)
		if err != nil {
			return nil, err
		}
		all = append(all, rec)
	}
	return all, nil
}

// History returns what is known of the runs of a job in the dataset out, oldest first: the records, and what the table runs says of
// published runs without one. An empty job means the runs of all jobs and of none.
func History(ctx context.Context, out, job string) ([]Record, error) {
	names, err := recordNames(out)
	if err != nil {
		return nil, err
	}
	var all []Record
	seen := map[string]bool{}
	for _, name := range names {
		rec, err := ReadRecord(out, name)
		if err != nil {
			return nil, err
		}
		seen[name] = true
		all = append(all, rec)
	}
	err = published(ctx, out, func(r tables.Run) {
		if !seen[r.RunID] {
			all = append(all, fromTable(out, r))
		}
	})
	all = slices.DeleteFunc(all, func(r Record) bool { return job != "" && r.Job != job })
	slices.SortStableFunc(all, func(a, b Record) int { return cmp.Or(a.Started.Compare(b.Started), cmp.Compare(a.Run, b.Run)) })
	return all, err
}

// fromTable is what the table runs says of a run.
func fromTable(out string, r tables.Run) Record {
	rec := Record{Run: r.RunID, Job: r.Job, Due: due(r), Outcome: r.Outcome, Out: out, Version: r.Version, Lexicon: r.LexiconDigest}
	if r.StartedAt != nil && r.FinishedAt != nil {
		rec.Started, rec.Ended, rec.Duration = *r.StartedAt, *r.FinishedAt, int64(r.FinishedAt.Sub(*r.StartedAt))
	}
	return rec
}

// published calls f for every row of the table runs of the current snapshot; there is none before the first snapshot.
func published(ctx context.Context, out string, f func(tables.Run)) error {
	store, done, err := dataset(ctx, out, false)
	if err != nil {
		return err
	}
	defer done()
	snapshot, err := store.Current()
	if errors.Is(err, load.ErrEmpty) {
		return nil
	}
	if err != nil {
		return err
	}
	for r, err := range load.ReadTable[tables.Run](snapshot) {
		if err != nil {
			return err
		}
		f(r)
	}
	return nil
}
