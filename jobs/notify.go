package jobs

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"solieu/jobs/notice"
	"solieu/load"
	"solieu/pipeline"
	"solieu/pipeline/audit"
	"solieu/schemas"
)

// Notify is somebody who is told of changes.
type Notify struct {
	Channel notice.Channel
	On      []notice.Event
	Lang    string // vi or en
}

// Notifier tells of each change once: that a job fails, that it runs again, that there are new violations. What changed is read from
// the records of the runs before, so that it holds over restarts and for runs by hand. Where nobody could be reached, the next run
// tries again. Among the watchers it stands behind the [Recorder], so that it is told of the end first.
type Notifier struct {
	Log   zerolog.Logger
	Today func() schemas.Date // on which waivers are judged
}

// deliverWithin bounds the delivery of one notice over one channel.
const deliverWithin = time.Minute

// shownFindings bounds the violations that a notice tells of.
const shownFindings = 10

// Began implements [Watcher].
func (n Notifier) Began(ctx context.Context, _ Attempt, _ time.Time) context.Context { return ctx }

// Ended implements [Watcher].
func (n Notifier) Ended(ctx context.Context, r *Result) {
	if len(r.Job.Notify) == 0 || r.Job.Name == "" || r.aborted() {
		return
	}
	log := n.Log.With().Str("run", r.ID).Str("job", r.Job.Name).Logger()
	before, err := previous(ctx, r)
	if err != nil {
		log.Warn().Err(err).Msg("the run before is not known: nobody is told")
		return
	}
	for i, to := range r.Job.Notify {
		for _, event := range to.On {
			key := fmt.Sprintf("%s:%d", event, i)
			owed := slices.Contains(before.Undelivered, key)
			what, err := n.notice(ctx, r, before, event, owed)
			if err == nil && what != nil {
				err = n.deliver(ctx, to, *what)
			}
			switch {
			case err != nil:
				log.Error().Err(err).Str("event", string(event)).Str("to", to.Channel.String()).Msg("nobody was told")
				r.Undelivered = append(r.Undelivered, key)
			case what != nil:
				log.Info().Str("event", string(event)).Str("to", to.Channel.String()).Msg("told")
			}
		}
	}
	r.TellFrom = tellFrom(r, before)
}

// aborted reports whether a stop ended the run: that is nobody's failure.
func (r *Result) aborted() bool {
	return errors.Is(r.Err, ErrStopped) || errors.Is(r.Err, context.Canceled)
}

// previous is the record of the run of the job before r; the zero record where there is none.
func previous(ctx context.Context, r *Result) (Record, error) {
	all, err := History(ctx, r.Job.Out, r.Job.Name)
	if err != nil {
		return Record{}, err
	}
	for _, rec := range slices.Backward(all) {
		if rec.Run != r.ID && !rec.Aborted && !strings.HasSuffix(rec.Run, backfilled) {
			return rec, nil
		}
	}
	return Record{}, nil
}

// tellFrom is the snapshot from which the next run counts new violations, where somebody has not been told of them yet.
func tellFrom(r *Result, before Record) int {
	for _, key := range r.Undelivered {
		if strings.HasPrefix(key, string(notice.Violations)) {
			return baseline(r, before, true)
		}
	}
	return 0
}

// baseline is the snapshot from which violations are new.
func baseline(r *Result, before Record, owed bool) int {
	if owed && before.TellFrom > 0 {
		return before.TellFrom
	}
	if r.Report == nil {
		return 0
	}
	return r.Report.Snapshot - 1
}

// notice is what there is to tell of an event; nil where there is nothing. It is owed where somebody was not reached before.
func (n Notifier) notice(ctx context.Context, r *Result, before Record, event notice.Event, owed bool) (*notice.Notice, error) {
	failed, failedBefore := r.Outcome == pipeline.Failed, before.Outcome == pipeline.Failed
	out := notice.Notice{Event: event, Job: r.Job.Name, Run: r.ID, Due: r.Due, Ended: r.Ended, Attempts: r.Number, Outcome: r.Outcome, Out: r.Job.Out}
	if r.Report != nil {
		out.Snapshot = r.Report.Snapshot
	}
	if r.Err != nil {
		out.Error = r.Err.Error()
	}
	switch event {
	case notice.Failed:
		if failed && (!failedBefore || owed) {
			return &out, nil
		}
	case notice.Recovered:
		if !failed && (failedBefore || owed) {
			return &out, nil
		}
	case notice.Violations:
		if failed && owed {
			return nil, errors.New("the run failed: what was found before is told after the next one")
		}
		if failed {
			return nil, nil
		}
		err := n.findings(ctx, r, baseline(r, before, owed), &out)
		if err != nil || out.New == 0 {
			return nil, err
		}
		return &out, nil
	}
	return nil, nil
}

// findings puts the violations of the run's snapshot into the notice that the snapshot from does not have and that nobody accepted.
func (n Notifier) findings(ctx context.Context, r *Result, from int, out *notice.Notice) error {
	store, done, err := dataset(ctx, r.Job.Out, true)
	if err != nil {
		return err
	}
	defer done()
	earlier, err := store.Snapshot(from)
	if err != nil && !errors.Is(err, load.ErrNoSnapshot) {
		return err
	}
	later, err := store.Snapshot(r.Report.Snapshot)
	if err != nil {
		return err
	}
	changes, err := audit.Diff(earlier, later)
	if err != nil {
		return err
	}
	accepted := map[string]bool{}
	for _, w := range r.Job.Waivers {
		accepted[w.Issue] = w.InForce(n.Today())
	}
	for _, c := range changes {
		if c.State != audit.New || accepted[c.Check.IssueID] {
			continue
		}
		out.New++
		if len(out.Shown) < shownFindings {
			out.Shown = append(out.Shown, notice.Finding{Issue: c.Check.IssueID, Severity: c.Check.Severity, URI: c.Check.URI,
				Formula: c.Check.Formula, VI: c.Check.MessageVI, EN: c.Check.MessageEN})
		}
	}
	return nil
}

func (n Notifier) deliver(ctx context.Context, to Notify, what notice.Notice) error {
	text, err := what.Text(to.Lang)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, deliverWithin)
	defer cancel()
	return to.Channel.Deliver(ctx, what, text)
}
