package jobs

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"solieu/jobs/source"
	"solieu/load"
	"solieu/pipeline"
	"solieu/schemas"
	"solieu/schemas/lexicon"
	"solieu/schemas/tables"
)

// Task is one run of the pipeline into a dataset.
type Task struct {
	ID         string // see [RunID]
	Job        string // empty for a run without a job
	Version    string // of the program
	Lexicon    *lexicon.Lexicon
	Pipeline   pipeline.Pipeline // its Options.Known is set by Execute
	Inputs     []pipeline.Input
	Out        string
	Full       bool
	Rehash     bool
	Prune      bool
	Wait       time.Duration // for another writer of the same dataset; 0 means not at all
	Quarantine float64       // percent; see [Job.Quarantine]
}

// QuarantineError says that too much was rejected for anything to be published.
type QuarantineError struct {
	Rejected, Sources int
	Limit             float64 // percent
}

func (e *QuarantineError) Error() string {
	return fmt.Sprintf("quarantine: %[1]d of %[2]d sources were rejected, more than %[3]g %%: nothing was published: look at the rejects and repair the sources"+
		" / cách ly: %[1]d trong %[2]d nguồn bị loại, quá %[3]g %%: không công bố gì: xem các nguồn bị loại và sửa", e.Rejected, e.Sources, e.Limit)
}

// Execute runs the task and publishes a snapshot. On an error nothing was published; the report is there nevertheless where the
// error is a [*QuarantineError].
func Execute(ctx context.Context, t Task) (*pipeline.Report, error) {
	started := time.Now()
	store, err := load.Open(t.Out, load.Options{Now: time.Now, Wait: t.Wait})
	if err != nil {
		return nil, err
	}
	txn, err := store.Begin(ctx, load.Run{ID: t.ID, Job: t.Job, Version: t.Version, Lexicon: t.Lexicon, Full: t.Full, Rehash: t.Rehash, Prune: t.Prune, Comparer: pipeline.Comparer(t.Lexicon)})
	if err != nil {
		return nil, err
	}
	defer txn.Abort() // the lock is released even where a stage of the run panics
	t.Pipeline.Options.Known, t.Pipeline.Options.Stamps = txn.Unchanged, settled{txn, started.Add(-coarse).UnixNano()}
	report, err := t.Pipeline.Run(ctx, t.Inputs, txn)
	if err != nil {
		return nil, errors.Join(err, txn.Abort())
	}
	report.Version, report.Lexicon, report.Started, report.Outcome = t.Version, t.Lexicon.Digest, started, pipeline.Failed
	if err := quarantined(report, t.Quarantine); err != nil {
		report.Duration = time.Since(started)
		return report, errors.Join(err, txn.Abort())
	}
	snapshot, err := txn.Commit(ctx)
	if err != nil {
		return nil, err
	}
	if report.Documents > 0 {
		err = compared(report, snapshot, txn.Fresh)
	}
	if err != nil {
		return nil, err
	}
	report.Duration = time.Since(started)
	report.Outcome, report.Snapshot = pipeline.Published, snapshot.Number
	return report, nil
}

// compared puts the relations of the run's documents with earlier reports into the report.
func compared(report *pipeline.Report, snapshot load.Snapshot, fresh func(id string) bool) error {
	shelf := load.NewShelf(1)
	defer shelf.Close()
	for c, err := range load.Comparisons(snapshot, fresh) {
		if err != nil {
			return err
		}
		err := report.AddComparison(c.Check, func() (string, error) {
			rows, err := load.ReadOwned[tables.Text](shelf, snapshot, "texts", c.Partition, c.DocumentID)
			if err != nil || len(rows) == 0 {
				return "", err
			}
			return rows[0].Text, nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// coarse is the coarsest time stamp that file systems give (FAT).
const coarse = 2 * time.Second

// settled notes the stamps of files that were last touched before a time alone. One that was touched since may be written again without
// another stamp, as long as the clock of its file system has not moved on: it is read again by the next run.
type settled struct {
	*load.Txn
	before int64 // nanoseconds since 1970 UTC
}

func (s settled) Note(uri string, stamp schemas.Stamp, docs []schemas.Identity) {
	if stamp.Latest() < s.before {
		s.Txn.Note(uri, stamp, docs)
	}
}

// quarantined returns an error where more than limit percent of the sources were rejected. All sources count, unchanged ones too:
// a few lasting bad files would otherwise stop every quiet night. A folder without reports is no document and does not count.
func quarantined(r *pipeline.Report, limit float64) error {
	none := 0
	for _, c := range r.Rejects {
		if c.Reason == schemas.RejectNoSource {
			none = c.Count
		}
	}
	rejected, sources := r.Rejected-none, r.Sources-none
	if float64(rejected)*100 > limit*float64(sources) {
		return &QuarantineError{Rejected: rejected, Sources: sources, Limit: limit}
	}
	return nil
}

// Inputs lists what a job reads; see [source.Fetcher]. What is far away is copied beside the dataset, or below the temporary folder
// spare where there is no dataset yet and none must be made.
func Inputs(ctx context.Context, j Job, maxBytes int64, spare string) ([]pipeline.Input, error) {
	at, err := home(j.Out)
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(at, ".sources", j.Name)
	if _, err := os.Stat(at); err != nil && spare != "" {
		dir = spare
	}
	return source.Fetcher{Dir: dir, MaxBytes: maxBytes}.Inputs(ctx, j.Sources)
}

// idTime is how a run's identifier tells the time that it stands for, in UTC.
const idTime = "20060102T150405Z"

// backfilled ends the identifier of a run of a backfill.
const backfilled = "-backfill"

// RunID names a run: the time it stands for (of a scheduled run the time it was due), and four random digits for runs of the same
// second.
func RunID(due time.Time) string {
	var b [2]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return due.UTC().Format(idTime) + "-" + hex.EncodeToString(b[:])
}

// Watermark returns the time up to which a job has done its work, from the table runs of the current snapshot: the latest time
// that a published run of it stands for. It is zero where there is none. Backfills do not count: they do not read every source.
func Watermark(ctx context.Context, out, job string) (time.Time, error) {
	var last time.Time
	err := published(ctx, out, func(r tables.Run) {
		if at := due(r); r.Job == job && r.Outcome == pipeline.Published && !strings.HasSuffix(r.RunID, backfilled) && at.After(last) {
			last = at
		}
	})
	return last, err
}

// due is the time that a run stands for.
func due(r tables.Run) time.Time {
	stamp, _, _ := strings.Cut(r.RunID, "-")
	if at, err := time.Parse(idTime, stamp); err == nil {
		return at
	}
	if r.StartedAt != nil {
		return *r.StartedAt
	}
	return time.Time{}
}
