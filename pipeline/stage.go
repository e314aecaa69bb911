package pipeline

import (
	"context"
	"fmt"
	"iter"
	"path"
	"runtime"
	"strings"
	"sync"
	"time"
)

// Seq is a stream of values; an error is always its last pair.
type Seq[T any] = iter.Seq2[T, error]

// Stage turns one stream into another. It begins to work when its result is ranged over, and has stopped all of its
// goroutines when that loop ends, for whatever reason.
type Stage[In, Out any] func(context.Context, Seq[In]) Seq[Out]

// PanicError is a panic of a stage's function, caught.
type PanicError struct {
	Stage string
	Value any
	Stack string // one line per frame, "function file:line", the same in every run
}

// Error names the stage and the value that the function panicked with.
func (e *PanicError) Error() string { return fmt.Sprintf("%s: panic: %v", e.Stage, e.Value) }

// TimeoutError reports a function that did not finish within its limit.
type TimeoutError struct {
	Stage string
	Limit time.Duration
}

// Error names the stage and its limit.
func (e *TimeoutError) Error() string {
	return fmt.Sprintf("%s: not finished within %s", e.Stage, e.Limit)
}

// Map is the stage that applies f to every value with at most the given number of workers. Results keep the order of the
// input. At most twice as many values as workers are held at a time. A panic in f becomes a [*PanicError]; the first error
// of the input or of f, in input order, ends the stream.
func Map[In, Out any](name string, workers int, f func(context.Context, In) (Out, error)) Stage[In, Out] {
	f = Recover(name, f)
	if workers <= 1 {
		return func(ctx context.Context, in Seq[In]) Seq[Out] { return mapInline(ctx, in, f) }
	}
	return func(ctx context.Context, in Seq[In]) Seq[Out] { return mapParallel(ctx, in, workers, f) }
}

func mapInline[In, Out any](ctx context.Context, in Seq[In], f func(context.Context, In) (Out, error)) Seq[Out] {
	return func(yield func(Out, error) bool) {
		var zero Out
		for v, err := range in {
			if err == nil {
				err = context.Cause(ctx)
			}
			if err != nil {
				yield(zero, err)
				return
			}
			out, err := f(ctx, v)
			if err != nil {
				yield(zero, err)
				return
			}
			if !yield(out, nil) {
				return
			}
		}
	}
}

type result[T any] struct {
	value T
	err   error
}

func mapParallel[In, Out any](ctx context.Context, in Seq[In], workers int, f func(context.Context, In) (Out, error)) Seq[Out] {
	return func(yield func(Out, error) bool) {
		inner, cancel := context.WithCancel(ctx)
		var running sync.WaitGroup
		defer running.Wait()
		defer cancel()

		// Each value gets a slot in the queue, in input order, before its work begins: the queue is the order and the bound.
		queue := make(chan chan result[Out], workers)
		running.Go(func() {
			defer close(queue)
			feed(inner, in, workers, queue, f)
		})
		var zero Out
		for slot := range queue {
			r := <-slot
			if r.err == nil {
				r.err = context.Cause(ctx)
			}
			if r.err != nil {
				yield(zero, r.err)
				return
			}
			if !yield(r.value, nil) {
				return
			}
		}
		if err := context.Cause(ctx); err != nil {
			yield(zero, err)
		}
	}
}

// feed starts f for every value of in, at most workers at a time, and returns when all of them have finished.
func feed[In, Out any](ctx context.Context, in Seq[In], workers int, queue chan<- chan result[Out], f func(context.Context, In) (Out, error)) {
	var running sync.WaitGroup
	defer running.Wait()
	free := make(chan struct{}, workers)
	for v, err := range in {
		slot := make(chan result[Out], 1)
		if err != nil {
			slot <- result[Out]{err: err}
		}
		select {
		case queue <- slot:
		case <-ctx.Done():
			return
		}
		if err != nil {
			return
		}
		free <- struct{}{}
		running.Go(func() {
			defer func() { <-free }()
			out, err := f(ctx, v)
			slot <- result[Out]{out, err}
		})
	}
}

// Then is the stage that does a and then b.
func Then[A, B, C any](a Stage[A, B], b Stage[B, C]) Stage[A, C] {
	return func(ctx context.Context, in Seq[A]) Seq[C] { return b(ctx, a(ctx, in)) }
}

// Flatten is the stage that turns a stream of lists into a stream of their elements.
func Flatten[T any]() Stage[[]T, T] {
	return func(_ context.Context, in Seq[[]T]) Seq[T] {
		return func(yield func(T, error) bool) {
			var zero T
			for list, err := range in {
				if err != nil {
					yield(zero, err)
					return
				}
				for _, v := range list {
					if !yield(v, nil) {
						return
					}
				}
			}
		}
	}
}

// Drain calls f for every value and returns the stream's error or the first one of f.
func Drain[T any](in Seq[T], f func(T) error) error {
	for v, err := range in {
		if err != nil {
			return err
		}
		if err := f(v); err != nil {
			return err
		}
	}
	return nil
}

// Values is the stream of the given values.
func Values[T any](values ...T) Seq[T] {
	return func(yield func(T, error) bool) {
		for _, v := range values {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// Recover wraps f so that a panic becomes a [*PanicError] with its stack.
func Recover[In, Out any](name string, f func(context.Context, In) (Out, error)) func(context.Context, In) (Out, error) {
	return func(ctx context.Context, in In) (out Out, err error) {
		defer func() {
			if v := recover(); v != nil {
				err = &PanicError{Stage: name, Value: v, Stack: stack()}
			}
		}()
		return f(ctx, in)
	}
}

// Limit wraps f so that it gets at most the given time; 0 means no limit. The context of f ends with the limit. Where f
// does not heed it, its goroutine is left behind, its result is dropped and the caller goes on: one pathological document
// must not hold up a night's run. A panic of f becomes a [*PanicError], with or without a limit.
func Limit[In, Out any](name string, limit time.Duration, f func(context.Context, In) (Out, error)) func(context.Context, In) (Out, error) {
	f = Recover(name, f)
	if limit <= 0 {
		return f
	}
	return func(ctx context.Context, in In) (Out, error) {
		inner, cancel := context.WithTimeout(ctx, limit)
		defer cancel()
		done := make(chan result[Out], 1)
		go func() {
			out, err := f(inner, in)
			done <- result[Out]{out, err}
		}()
		var r result[Out]
		select {
		case r = <-done:
		case <-inner.Done():
			r.err = inner.Err()
		}
		if r.err != nil && ctx.Err() == nil && inner.Err() == context.DeadlineExceeded {
			r.err = &TimeoutError{Stage: name, Limit: limit}
		}
		return r.value, r.err
	}
}

// stack lists the callers of a recovering function, without addresses, so that the same fault gives the same text.
func stack() string {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	var b strings.Builder
	for {
		f, more := frames.Next()
		fmt.Fprintf(&b, "%s %s:%d\n", f.Function, path.Base(f.File), f.Line)
		if !more {
			return strings.TrimSuffix(b.String(), "\n")
		}
	}
}
