package jobs

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"solieu/load"
	"solieu/pipeline"
	"solieu/schemas"
	"solieu/schemas/tables"
)

// Days is a range of days, both ends included.
type Days struct{ From, To schemas.Date }

func (d Days) has(day schemas.Date) bool {
	at := day.EpochDays()
	return !day.IsZero() && d.From.EpochDays() <= at && at <= d.To.EpochDays()
}

// Share is what a backfill does for one day.
type Share struct {
	Day    schemas.Date
	Inputs []pipeline.Input // in the order of their URIs
}

// Backfill shares a job's sources out over days, so that each day can be a run of its own. What the dataset holds already, read by
// the same version with the same lexicon, is left out: a backfill that was interrupted goes on where it stopped, and one that is
// done has nothing left to do.
type Backfill struct {
	Pipeline pipeline.Pipeline
	Version  string // of the program
	Lexicon  string // digest
	Out      string
	Days     Days
	Zone     *time.Location
}

// ByArrival gives each source to the day, in the job's time zone, on which it last changed. undated are the sources that do not
// tell when that was.
func (b Backfill) ByArrival(ctx context.Context, inputs []pipeline.Input) (shares []Share, undated int, err error) {
	return b.share(ctx, inputs, func(_ context.Context, in pipeline.Input) (schemas.Date, error) {
		if in.Modified.IsZero() {
			return schemas.Date{}, nil
		}
		t := in.Modified.In(b.Zone)
		return schemas.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}, nil
	})
}

// ByDocument gives each source to the day on which its document was signed; an archive to the first such day within the range.
// undated are the sources whose documents do not tell.
func (b Backfill) ByDocument(ctx context.Context, inputs []pipeline.Input) (shares []Share, undated int, err error) {
	own := b.Pipeline // one document each, side by side
	own.Transformer, own.Options.Workers, own.Options.Known, own.Options.Observe = nil, 1, nil, nil
	return b.share(ctx, inputs, func(ctx context.Context, in pipeline.Input) (schemas.Date, error) {
		var first schemas.Date
		err := own.Assess(ctx, []pipeline.Input{in}, func(it pipeline.Item) error {
			date := it.Extraction.Document.Meta.Date
			if it.Reject == nil && !date.IsZero() && better(date, first, b.Days) {
				first = date
			}
			return nil
		})
		return first, err
	})
}

// better prefers days within the range, then earlier ones.
func better(a, b schemas.Date, in Days) bool {
	if b.IsZero() || in.has(a) != in.has(b) {
		return b.IsZero() || in.has(a)
	}
	return a.EpochDays() < b.EpochDays()
}

// dated is a source with its day.
type dated struct {
	input pipeline.Input
	day   schemas.Date
}

func (b Backfill) share(ctx context.Context, inputs []pipeline.Input, day func(context.Context, pipeline.Input) (schemas.Date, error)) (shares []Share, undated int, err error) {
	done, err := b.done(ctx)
	if err != nil {
		return nil, 0, err
	}
	one := func(ctx context.Context, in pipeline.Input) (dated, error) {
		left, err := b.left(ctx, in, done)
		if err != nil || !left {
			return dated{}, err
		}
		d, err := day(ctx, in)
		return dated{in, d.First()}, err
	}
	var all []dated
	stage := pipeline.Map("date", b.Pipeline.Options.Workers, one)
	err = pipeline.Drain(stage(ctx, pipeline.Values(inputs...)), func(d dated) error {
		switch {
		case d.input.URI == "": // nothing is left to do
		case d.day.IsZero():
			undated++
		case b.Days.has(d.day):
			all = append(all, d)
		}
		return nil
	})
	slices.SortStableFunc(all, func(x, y dated) int { return cmp.Compare(x.day.EpochDays(), y.day.EpochDays()) })
	for _, d := range all {
		if n := len(shares); n == 0 || shares[n-1].Day != d.day {
			shares = append(shares, Share{Day: d.day})
		}
		last := &shares[len(shares)-1]
		last.Inputs = append(last.Inputs, d.input)
	}
	return shares, undated, err
}

// left reports whether a run has anything to do with an input.
func (b Backfill) left(ctx context.Context, in pipeline.Input, done finished) (bool, error) {
	own, left := b.Pipeline, false
	own.Options.Workers, own.Options.Observe = 1, nil
	own.Options.Known = func(_ string, id schemas.DocumentID) bool { return done.documents[id.String()] }
	err := own.Plan(ctx, []pipeline.Input{in}, func(it pipeline.Item) error {
		left = left || !it.Known && !(it.Reject != nil && done.rejects[it.URI])
		return nil
	})
	return left, err
}

// finished is what the current snapshot holds of this version and lexicon.
type finished struct {
	documents map[string]bool // by id
	rejects   map[string]bool // by URI: sources that never became documents
}

func (b Backfill) done(ctx context.Context) (finished, error) {
	f := finished{map[string]bool{}, map[string]bool{}}
	store, done, err := dataset(ctx, b.Out, false)
	if err != nil {
		return f, err
	}
	defer done()
	snapshot, err := store.Current()
	if errors.Is(err, load.ErrEmpty) {
		return f, nil
	}
	if err != nil {
		return f, err
	}
	for d, err := range load.ReadTable[tables.Document](snapshot) {
		if err != nil {
			return f, err
		}
		if d.LexiconDigest == b.Lexicon && d.ProgramVersion == b.Version {
			f.documents[d.DocumentID] = true
		}
	}
	for r, err := range load.ReadTable[tables.Reject](snapshot) {
		if err != nil {
			return f, err
		}
		if r.DocumentID == "" {
			f.rejects[r.URI] = true
		}
	}
	return f, nil
}

// Attempt is the first attempt at the run of a share; now names it.
func (b Backfill) Attempt(j Job, s Share, now time.Time) Attempt {
	j.Full, j.Prune = false, false // a part of the sources says nothing of the others
	due := time.Date(s.Day.Year, time.Month(s.Day.Month), s.Day.Day, 0, 0, 0, 0, b.Zone)
	return Attempt{Job: j, ID: RunID(now) + backfilled, Due: due, Number: 1}
}
