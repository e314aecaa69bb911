package jobs

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"solieu/pipeline"
)

// Attempt is one try at a run of a job.
type Attempt struct {
	Job    Job
	ID     string    // of the run; all its attempts share it
	Due    time.Time // the time that the run stands for
	Number int       // from 1
}

// Runner makes one attempt. It must return soon after its context ends.
type Runner func(context.Context, Attempt) (*pipeline.Report, error)

// PanicError is a panic of a run.
type PanicError struct {
	Value any
	Stack string
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// TimeoutError says that an attempt took too long.
type TimeoutError struct {
	Job   string
	Limit time.Duration
}

func (e *TimeoutError) Error() string {
	return fmt.Sprintf("job %s: not done after %s: raise its timeout, or give it less to read / quá thời gian: tăng timeout hoặc giảm nguồn", e.Job, e.Limit)
}

// Persist makes attempts until one succeeds or the job's retries are used up, and returns what the last one did. Between attempts
// it pauses, unless stop is closed: then it gives up. The end of ctx and a quarantine are final. failed is told of every error
// that another attempt follows, and after what pause.
func Persist(ctx context.Context, stop <-chan struct{}, first Attempt, run Runner, random func() float64, failed func(a Attempt, err error, pause time.Duration)) (*pipeline.Report, error) {
	for a := first; ; a.Number++ {
		report, err := try(ctx, a, run)
		retry := a.Number - first.Number
		if err == nil || retry >= a.Job.Retries.Max || ctx.Err() != nil || errors.As(err, new(*QuarantineError)) {
			return report, err
		}
		pause := a.Job.Retries.Pause(retry, random())
		failed(a, err, pause)
		select {
		case <-stop:
			return report, err
		case <-ctx.Done():
			return report, err
		case <-time.After(pause):
		}
	}
}

// try makes one attempt within the job's time; a panic becomes an error.
func try(ctx context.Context, a Attempt, run Runner) (report *pipeline.Report, err error) {
	late := &TimeoutError{Job: a.Job.Name, Limit: a.Job.Timeout}
	if a.Job.Timeout != NoTimeout {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, a.Job.Timeout, late)
		defer cancel()
	}
	defer func() {
		if v := recover(); v != nil {
			report, err = nil, &PanicError{v, string(debug.Stack())}
		}
	}()
	report, err = run(ctx, a)
	if err != nil && errors.Is(context.Cause(ctx), late) && !errors.Is(err, late) {
		err = errors.Join(late, err)
	}
	return report, err
}
