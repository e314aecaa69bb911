package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func numbers(n int) []int {
	v := make([]int, n)
	for i := range v {
		v[i] = i
	}
	return v
}

func collect[T any](t *testing.T, in Seq[T]) []T {
	t.Helper()
	var got []T
	if err := Drain(in, func(v T) error { got = append(got, v); return nil }); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestMapKeepsOrder(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 8} {
		synctest.Test(t, func(t *testing.T) {
			slow := func(_ context.Context, v int) (string, error) {
				time.Sleep(time.Duration(v*7%5) * time.Second) // later values finish before earlier ones
				return fmt.Sprint(v), nil
			}
			var want []string
			for _, v := range numbers(40) {
				want = append(want, fmt.Sprint(v))
			}
			if got := collect(t, Map("slow", workers, slow)(t.Context(), Values(numbers(40)...))); !slices.Equal(got, want) {
				t.Errorf("%d workers: got %v", workers, got)
			}
		})
	}
}

func TestMapIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const workers = 3
		var running, most, taken atomic.Int32
		work := func(_ context.Context, v int) (int, error) {
			most.Store(max(most.Load(), running.Add(1)))
			defer running.Add(-1)
			time.Sleep(time.Second)
			return v, nil
		}
		source := func(yield func(int, error) bool) {
			for i := range 100 {
				taken.Add(1)
				if !yield(i, nil) {
					return
				}
			}
		}
		n := int32(0)
		for _, err := range Map("work", workers, work)(t.Context(), source) {
			if err != nil {
				t.Fatal(err)
			}
			n++
			time.Sleep(time.Minute) // a slow reader holds everything up
			synctest.Wait()
			if ahead := taken.Load() - n; ahead > 2*workers+1 {
				t.Fatalf("%d values taken ahead of the reader", ahead)
			}
		}
		if most.Load() > workers {
			t.Errorf("%d at a time, want at most %d", most.Load(), workers)
		}
	})
}

func TestMapEndsWithFirstError(t *testing.T) {
	boom := errors.New("boom")
	for _, workers := range []int{1, 4} {
		f := func(_ context.Context, v int) (int, error) {
			if v >= 5 {
				return 0, fmt.Errorf("%d: %w", v, boom)
			}
			return v, nil
		}
		var got []int
		var last error
		for v, err := range Map("f", workers, f)(t.Context(), Values(numbers(50)...)) {
			if err != nil {
				last = err
				continue
			}
			got = append(got, v)
		}
		if !slices.Equal(got, numbers(5)) || last == nil || last.Error() != "5: boom" {
			t.Errorf("%d workers: got %v, %v", workers, got, last)
		}
	}
}

func TestMapCatchesPanics(t *testing.T) {
	for _, workers := range []int{1, 4} {
		f := func(_ context.Context, v int) (int, error) {
			if v == 3 {
				panic("three")
			}
			return v, nil
		}
		err := Drain(Map("f", workers, f)(t.Context(), Values(numbers(9)...)), func(int) error { return nil })
		var caught *PanicError
		if !errors.As(err, &caught) || caught.Value != "three" || !strings.Contains(caught.Stack, "stage_test.go") || strings.Contains(caught.Stack, "0x") {
			t.Errorf("%d workers: got %v", workers, err)
		}
	}
}

func TestMapStopsWithItsReader(t *testing.T) {
	for _, workers := range []int{1, 4} {
		synctest.Test(t, func(t *testing.T) { // fails where a goroutine is left behind
			f := func(ctx context.Context, v int) (int, error) { return v, nil }
			stages := Then(Map("a", workers, f), Map("b", workers, f))
			for v := range stages(t.Context(), Values(numbers(1000)...)) {
				if v == 10 {
					break
				}
			}
		})
	}
}

func TestMapHeedsCancellation(t *testing.T) {
	for _, workers := range []int{1, 4} {
		ctx, cancel := context.WithCancelCause(t.Context())
		stop := errors.New("stop")
		f := func(_ context.Context, v int) (int, error) {
			if v == 20 {
				cancel(stop)
			}
			return v, nil
		}
		if err := Drain(Map("f", workers, f)(ctx, Values(numbers(1000)...)), func(int) error { return nil }); !errors.Is(err, stop) {
			t.Errorf("%d workers: got %v", workers, err)
		}
	}
}

func TestLimit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		f := Limit("f", time.Minute, func(_ context.Context, d time.Duration) (string, error) {
			select {
			case <-time.After(d):
				return "done", nil
			case <-release: // does not heed its context
				return "", nil
			}
		})
		if got, err := f(t.Context(), 59*time.Second); got != "done" || err != nil {
			t.Errorf("in time: got %q, %v", got, err)
		}
		_, err := f(t.Context(), time.Hour)
		var late *TimeoutError
		if !errors.As(err, &late) || late.Limit != time.Minute {
			t.Errorf("late: got %v", err)
		}
		close(release)
	})
}
