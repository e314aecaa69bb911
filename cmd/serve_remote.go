package cmd

import (
	"context"
	"errors"
	"sync"
	"time"

	"solieu/jobs"
	"solieu/jobs/console"
	"solieu/load/remote"
)

// fetchEvery is how often serve looks for new snapshots in object storage.
const fetchEvery = 15 * time.Second

// bring has the console read a dataset in object storage: it brings the snapshots to a mirror, points the options there, and brings what is new
// until the context ends. done lets the mirror go.
func (e *env) bring(ctx context.Context, opt *console.Options) (done func(), err error) {
	if !remote.Is(opt.Out) {
		return func() {}, nil
	}
	lake, err := jobs.Reader(ctx, opt.Out)
	if err != nil {
		return nil, err
	}
	if err := lake.Fetch(ctx, true); err != nil {
		return nil, errors.Join(err, lake.Close())
	}
	opt.Records, opt.Out = opt.Out, lake.Dir()
	ctx, stop := context.WithCancel(ctx)
	var running sync.WaitGroup
	log := opt.Log
	running.Go(func() {
		tick := time.NewTicker(fetchEvery)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			if err := lake.Fetch(ctx, true); err != nil && ctx.Err() == nil {
				log.Error().Err(err).Msg("new snapshots cannot be fetched: what was fetched before stays")
			}
		}
	})
	return func() {
		stop()
		running.Wait()
		_ = lake.Close() // it was read only
	}, nil
}
