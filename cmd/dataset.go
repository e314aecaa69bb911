package cmd

import (
	"context"
	"errors"
	"os"
	"runtime/debug"

	"solieu/jobs"
	"solieu/load"
	"solieu/load/remote"
	"solieu/pipeline"
)

// heapGoal is from where on the garbage collector works harder to keep the heap down; the memory of a run is about half as much again.
const heapGoal = 144 << 20

// heapGrowth is by how many per cent the heap may grow before the garbage collector works, as long as it is below the goal. A run makes much
// that is needed for a moment; the default of 100 has it spend a fifth of its time on collecting.
const heapGrowth = 200

// races is how often a run begins again because another writer published first.
const races = 5

// dataset opens the dataset that --out names, for reading. One in object storage is brought to its mirror first: all snapshots of it, or
// the current one. Main lets the mirrors go.
func (e *env) dataset(ctx context.Context, out string, all bool) (*load.Store, error) {
	if !remote.Is(out) {
		return load.Open(out, load.Options{})
	}
	lake, err := e.mirror(ctx, out)
	if err != nil {
		return nil, err
	}
	if err := lake.Fetch(ctx, all); err != nil {
		return nil, err
	}
	return load.Open(lake.Dir(), load.Options{})
}

// mirror opens a dataset in object storage; it stays open until the command ends.
func (e *env) mirror(ctx context.Context, out string) (*remote.Lake, error) {
	if lake, ok := e.mirrors[out]; ok {
		return lake, nil
	}
	lake, err := jobs.Mirror(ctx, out)
	if err != nil {
		return nil, err
	}
	if e.mirrors == nil {
		e.mirrors = map[string]*remote.Lake{}
	}
	e.mirrors[out] = lake
	return lake, nil
}

// release lets the mirrors go.
func (e *env) release() {
	for _, lake := range e.mirrors {
		_ = lake.Close() // nothing is lost: what was to be published is
	}
	e.mirrors = nil
}

// publish runs a task. Where its dataset is in object storage the task runs over the mirror and the snapshot is uploaded; where another
// writer published first, the task runs again over what that one published.
func publish(ctx context.Context, t jobs.Task) (*pipeline.Report, error) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(heapGoal)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(heapGrowth)
	}
	if !remote.Is(t.Out) {
		return jobs.Execute(ctx, t)
	}
	lake, err := jobs.Mirror(ctx, t.Out)
	if err != nil {
		return nil, err
	}
	defer lake.Close()
	for race := 1; ; race++ {
		report, err := over(ctx, lake, t)
		if !errors.Is(err, remote.ErrLost) || race == races {
			return report, err
		}
	}
}

func over(ctx context.Context, lake *remote.Lake, t jobs.Task) (*pipeline.Report, error) {
	if err := lake.Fetch(ctx, false); err != nil {
		return nil, err
	}
	t.Out = lake.Dir()
	report, err := jobs.Execute(ctx, t)
	if err != nil {
		return report, err
	}
	return report, upload(ctx, lake, report.Snapshot)
}

// upload publishes a snapshot of the mirror.
func upload(ctx context.Context, lake *remote.Lake, number int) error {
	store, err := load.Open(lake.Dir(), load.Options{})
	if err != nil {
		return err
	}
	snap, err := store.Snapshot(number)
	if err != nil {
		return err
	}
	return lake.Publish(ctx, snap)
}
