package jobs

import (
	"context"
	"maps"
	"sync"
	"time"
)

// catchUpLimit bounds the missed times that one start catches up on; the newest are kept.
const catchUpLimit = 1000

// shift is what a daemon knows of the jobs at work.
type shift struct {
	daemon   *Daemon
	work     context.Context // of the attempts; ends when a stop has waited long enough
	stopping chan struct{}   // closed when no run may begin any more
	slots    chan struct{}   // holds a value for each job at work

	mu     sync.Mutex
	busy   map[string]bool      // by the job's name
	last   map[string]time.Time // by the job's name: when it was due last
	closed bool
	runs   sync.WaitGroup
}

// tick runs a job that is due, unless it is still at work or the daemon stops.
func (s *shift) tick(j Job) {
	due := time.Now().Truncate(time.Second)
	s.mu.Lock()
	s.last[j.Name] = due
	s.mu.Unlock()
	s.during(j, func() { s.run(j, due) })
}

// during calls f while the job counts as being at work; it does not where it is already.
func (s *shift) during(j Job, f func()) {
	if !s.begin(j) {
		return
	}
	defer s.end(j)
	f()
}

func (s *shift) begin(j Job) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		return false
	case s.busy[j.Name]:
		s.daemon.Metrics.skipped.WithLabelValues(j.Name).Inc()
		s.daemon.Log.Warn().Str("job", j.Name).Msg("skipped: the run before is still at work")
		return false
	}
	s.busy[j.Name] = true
	s.runs.Add(1)
	return true
}

func (s *shift) end(j Job) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.busy, j.Name)
	s.runs.Done()
}

// close lets no further run begin.
func (s *shift) close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	close(s.stopping)
}

// run makes one run of a job when there is a slot for it.
func (s *shift) run(j Job, due time.Time) {
	select {
	case <-s.stopping:
		return
	default:
	}
	select {
	case <-s.stopping:
		return
	case s.slots <- struct{}{}:
	}
	defer func() { <-s.slots }()
	s.daemon.run(s.work, s.stopping, j, due)
}

// catchUp runs what was missed before now, oldest first, beside the caller. The jobs count as at work from the moment it returns.
func (s *shift) catchUp(all []Job, now time.Time) {
	for _, j := range all {
		times := s.daemon.missed(j, now)
		if len(times) == 0 || !s.begin(j) {
			continue
		}
		go func() {
			defer s.end(j)
			for _, due := range times {
				s.run(j, due)
			}
		}()
	}
}

// adopt takes over the jobs of a new configuration: those with an unchanged schedule keep the time at which they were due last,
// for the others it is now. It returns a copy of these times.
func (s *shift) adopt(before, after []Job, now time.Time) map[string]time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept, old := map[string]time.Time{}, Config{Jobs: before}
	for _, j := range after {
		kept[j.Name] = now.Truncate(time.Second)
		if o, ok := old.Job(j.Name); ok && o.Schedule.Expr == j.Schedule.Expr && o.Schedule.Zone.String() == j.Schedule.Zone.String() {
			kept[j.Name] = s.last[j.Name]
		}
	}
	s.last = kept
	return maps.Clone(kept)
}

// resume runs what was due while the ticker was exchanged; last is when the jobs were due before.
func (s *shift) resume(all []Job, last map[string]time.Time, now time.Time) {
	for _, j := range all {
		if due := j.Next(last[j.Name]); !due.IsZero() && due.Before(now) {
			go s.tick(j)
		}
	}
}

// Missed returns the times after the watermark, up to now, that the policy wants run, oldest first; given is how many more there
// were in the window than are kept.
func Missed(j Job, watermark, now time.Time) (times []time.Time, given int) {
	if j.CatchUp.Policy == CatchUpOff || watermark.IsZero() {
		return nil, 0
	}
	from := watermark
	if begin := now.Add(-j.CatchUp.Window); begin.After(from) {
		from = begin
	}
	keep := catchUpLimit
	if j.CatchUp.Policy == CatchUpLatest {
		keep = 1
	}
	for t := j.Next(from); !t.IsZero() && !t.After(now); t = j.Next(t) {
		if times = append(times, t); len(times) > keep {
			times = times[1:]
			given++
		}
	}
	return times, given
}
