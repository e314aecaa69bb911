package jobs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"solieu/pipeline"
)

// TestRetries: attempts follow each other after growing pauses, share a run, and end with the first success.
func TestRetries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var begun []time.Duration
		var ids []string
		start := time.Now()
		book := diary{work: func(_ context.Context, a Attempt) error {
			begun, ids = append(begun, time.Since(start)), append(ids, a.ID)
			if a.Number < 4 {
				return errors.New("the source is away")
			}
			return nil
		}}
		c := config(t, `schedule: "@every 24h"`, "retries: {max: 5, backoff: 1m, max_backoff: 3m, jitter: 0}")
		if err := serve(t, daemon(&book), c, start.Add(night+time.Hour)); err != nil {
			t.Fatal(err)
		}
		want := []time.Duration{night, night + time.Minute, night + 3*time.Minute, night + 6*time.Minute}
		if diff := cmp.Diff(want, begun); diff != "" {
			t.Error(diff)
		}
		if len(slices.Compact(ids)) != 1 {
			t.Errorf("the attempts of one run have the ids %v", ids)
		}
	})
}

// TestFinal: neither a quarantine nor a used-up number of retries is followed by another attempt.
func TestFinal(t *testing.T) {
	for err, want := range map[error]int{&QuarantineError{Rejected: 3, Sources: 4, Limit: 50}: 1, errors.New("away"): 3} {
		synctest.Test(t, func(t *testing.T) {
			book := diary{work: func(context.Context, Attempt) error { return err }}
			c := config(t, `schedule: "@every 24h"`, "retries: {max: 2}")
			if err := serve(t, daemon(&book), c, time.Now().Add(night+time.Hour)); err != nil {
				t.Fatal(err)
			}
			if len(book.runs) != want {
				t.Errorf("%v: %d attempts, want %d", err, len(book.runs), want)
			}
		})
	}
}

// TestTimeout: an attempt that hangs ends at its limit, and its error names the limit.
func TestTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a := Attempt{Job: config(t, `schedule: "@daily"`, "timeout: 2h").Jobs[0], Number: 1}
		start := time.Now()
		_, err := Persist(t.Context(), nil, a, func(ctx context.Context, _ Attempt) (*pipeline.Report, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}, func() float64 { return 0 }, nil)
		if late := new(TimeoutError); !errors.As(err, &late) || late.Limit != 2*time.Hour || time.Since(start) != 2*time.Hour {
			t.Errorf("after %s: %v", time.Since(start), err)
		}
	})
}

// TestStop: a run at work may finish; one that does not in time is aborted; one that pauses between attempts is given up at once.
func TestStop(t *testing.T) {
	for _, c := range []struct {
		name string
		work func(context.Context) error
		took time.Duration
		want error
	}{
		{"finishes", func(context.Context) error { time.Sleep(50 * time.Minute); return nil }, 20 * time.Minute, nil},
		{"is aborted", func(ctx context.Context) error { <-ctx.Done(); return context.Cause(ctx) }, time.Hour, ErrStopped},
		{"never ends", func(context.Context) error { time.Sleep(200 * time.Hour); return nil }, time.Hour + abortWithin, ErrStopped},
		{"pauses", func(context.Context) error { return errors.New("away") }, 0, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				book := diary{work: func(ctx context.Context, _ Attempt) error { return c.work(ctx) }}
				end := time.Now().Add(night + 30*time.Minute)
				d := daemon(&book)
				err := serve(t, d, config(t, `schedule: "@every 24h"`, "timeout: 100h", "retries: {max: 3, backoff: 10h}"), end)
				if !errors.Is(err, c.want) || time.Since(end) != c.took {
					t.Errorf("after %s: %v; want after %s: %v", time.Since(end), err, c.took, c.want)
				}
				if d.Ready() {
					t.Error("a stopped daemon says that it is ready")
				}
				time.Sleep(200 * time.Hour) // what was left alone ends
			})
		})
	}
}

// TestParallel: jobs that are due together share the slots.
func TestParallel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var text strings.Builder
		text.WriteString("stop_within: 1h\nparallel: 2\njobs:\n")
		for i := range 5 {
			fmt.Fprintf(&text, "- {name: j%d, schedule: '@every 24h', sources: [in], out: o%d}\n", i, i)
		}
		c, err := Parse("c.yaml", "/", []byte(text.String()))
		if err != nil {
			t.Fatal(err)
		}
		var mu sync.Mutex
		at, most := 0, 0
		book := diary{work: func(context.Context, Attempt) error {
			mu.Lock()
			at++
			most = max(most, at)
			mu.Unlock()
			time.Sleep(time.Minute)
			mu.Lock()
			at--
			mu.Unlock()
			return nil
		}}
		if err := serve(t, daemon(&book), c, time.Now().Add(night+time.Hour)); err != nil {
			t.Fatal(err)
		}
		if most != 2 || len(book.runs) != 5 {
			t.Errorf("%d jobs at a time, %d runs; want 2 and 5", most, len(book.runs))
		}
	})
}

// TestReload: a new configuration takes effect without a restart, and a run at work keeps its job from starting again.
func TestReload(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := diary{work: func(context.Context, Attempt) error { time.Sleep(3 * time.Hour); return nil }}
		reload := make(chan Config)
		start := time.Now()
		ctx, cancel := context.WithDeadline(t.Context(), start.Add(12*time.Hour))
		defer cancel()
		next := config(t, `schedule: "0 */2 * * *"`, "timezone: UTC")
		next.StopWithin = 5 * time.Hour
		go func() {
			time.Sleep(3*time.Hour + 30*time.Minute) // the run of 02:00 is at work
			reload <- next
		}()
		d := daemon(&book)
		c := config(t, `schedule: "0 2 * * *"`, "timezone: UTC")
		if err := d.Serve(ctx, c, reload); err != nil {
			t.Fatal(err)
		}
		want := []string{"2000-01-01 02:00:00 UTC", "2000-01-01 06:00:00 UTC", "2000-01-01 10:00:00 UTC"}
		if diff := cmp.Diff(want, book.runs); diff != "" {
			t.Error(diff)
		}
	})
}

// TestReloadKeepsTheBeat: reloads more frequent than a job's interval do not put it off for ever.
func TestReloadKeepsTheBeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var book diary
		c := config(t, `schedule: "@every 6h"`, "timezone: UTC")
		reload := make(chan Config)
		ctx, cancel := context.WithDeadline(t.Context(), time.Now().Add(25*time.Hour))
		defer cancel()
		go func() {
			for ctx.Err() == nil {
				time.Sleep(59 * time.Minute)
				select {
				case reload <- c:
				case <-ctx.Done():
				}
			}
		}()
		if err := daemon(&book).Serve(ctx, c, reload); err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, at := range []string{"01 06", "01 12", "01 18", "02 00"} {
			want = append(want, "2000-01-"+at+":00:00 UTC")
		}
		if diff := cmp.Diff(want, book.runs); diff != "" {
			t.Error(diff)
		}
		time.Sleep(time.Hour) // the goroutine that reloads ends
	})
}

// TestResume: what is due while the ticker is exchanged runs, and what is not does not.
func TestResume(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var book diary
		s := &shift{daemon: daemon(&book), work: t.Context(), stopping: make(chan struct{}), slots: make(chan struct{}, 1), busy: map[string]bool{}}
		hourly, daily := config(t, `schedule: "0 * * * *"`, "timezone: UTC").Jobs, config(t, `schedule: "@daily"`, "timezone: UTC").Jobs
		s.adopt(nil, hourly, time.Now())
		time.Sleep(time.Hour + time.Millisecond)
		s.resume(hourly, s.adopt(hourly, hourly, time.Now()), time.Now())
		synctest.Wait()
		s.resume(daily, s.adopt(hourly, daily, time.Now()), time.Now())
		synctest.Wait()
		if diff := cmp.Diff([]string{"2000-01-01 01:00:00 UTC"}, book.runs); diff != "" {
			t.Error(diff)
		}
	})
}

func TestEndpoints(t *testing.T) {
	d := daemon(&diary{})
	for _, c := range []struct {
		ready  bool
		path   string
		status int
		body   string
	}{
		{false, "/healthz", 200, `{"status":"ok"}`},
		{false, "/readyz", 503, `{"status":"not ready"}`},
		{true, "/readyz", 200, `{"status":"ok"}`},
		{true, "/metrics", 200, `solieu_build_info{version="test"} 1`},
		{true, "/", 404, ""},
	} {
		d.ready.Store(c.ready)
		w := httptest.NewRecorder()
		d.Handler().ServeHTTP(w, httptest.NewRequest("GET", c.path, nil))
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.body) {
			t.Errorf("%s: %d %s", c.path, w.Code, w.Body)
		}
	}
}

// exposed is what the daemon tells Prometheus.
func exposed(d *Daemon) string {
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	text, _ := io.ReadAll(w.Body)
	return string(text)
}
