package jobs

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"solieu/pipeline"
)

const night = 24 * time.Hour

// diary is a runner that notes what it is asked for.
type diary struct {
	mu   sync.Mutex
	runs []string // due times, in the job's zone
	work func(context.Context, Attempt) error
}

func (d *diary) run(ctx context.Context, a Attempt) (*pipeline.Report, error) {
	d.mu.Lock()
	d.runs = append(d.runs, a.Due.In(a.Job.Schedule.Zone).Format("2006-01-02 15:04:05 MST"))
	d.mu.Unlock()
	if d.work != nil {
		if err := d.work(ctx, a); err != nil {
			return nil, err
		}
	}
	return &pipeline.Report{Outcome: pipeline.Published, Documents: 1}, nil
}

// daemon is one that runs the diary and remembers nothing.
func daemon(d *diary) *Daemon {
	return &Daemon{Run: d.run, Log: zerolog.Nop(), Metrics: NewMetrics("test"), Watermark: func(Job) (time.Time, error) { return time.Time{}, nil }}
}

// serve runs a daemon until the clock of the bubble shows end, and returns what it returned.
func serve(t *testing.T, d *Daemon, c Config, end time.Time) error {
	t.Helper()
	ctx, cancel := context.WithDeadline(t.Context(), end)
	defer cancel()
	return d.Serve(ctx, c, nil)
}

func config(t *testing.T, lines ...string) Config {
	t.Helper()
	c, err := Parse("c.yaml", "/", []byte("stop_within: 1h\njobs:\n- {name: a, sources: [in], out: o, "+strings.Join(lines, ", ")+"}\n"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestNights: 400 nights, each with exactly the run that is expected. The bubble's clock begins on 2000-01-01 UTC; the nights hold
// a leap day and, in Berlin, both changes of the clocks.
func TestNights(t *testing.T) {
	for _, c := range []struct {
		zone, schedule string
		hour, minute   int
		odd            map[string]string // nights that differ, as date → time
	}{
		{"Asia/Ho_Chi_Minh", "30 1 * * *", 1, 30, nil},
		{"Asia/Ho_Chi_Minh", "@daily", 0, 0, nil},
		{"Europe/Berlin", "30 2 * * *", 2, 30, map[string]string{
			"2000-03-26": "03:30:00 CEST", // 02:30 does not exist
			"2000-10-29": "02:30:00 CEST", // 02:30 comes twice: the first counts
		}},
		{"Europe/Berlin", "15 3 * * *", 3, 15, nil},
		{"America/Santiago", "0 0 * * *", 0, 0, map[string]string{"2000-10-15": "01:00:00 -03"}}, // midnight does not exist
	} {
		t.Run(c.zone+" "+c.schedule, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				z := zone(t, c.zone)
				start := time.Now().In(z)
				end := start.AddDate(0, 0, 400)
				var book diary
				if err := serve(t, daemon(&book), config(t, `schedule: "`+c.schedule+`"`, "timezone: "+c.zone), end); err != nil {
					t.Fatal(err)
				}
				var want []string
				for day := start.AddDate(0, 0, -1); !day.After(end); day = day.AddDate(0, 0, 1) {
					at := time.Date(day.Year(), day.Month(), day.Day(), c.hour, c.minute, 0, 0, z)
					line := at.Format("2006-01-02 15:04:05 MST")
					if odd, ok := c.odd[day.Format(time.DateOnly)]; ok {
						line = day.Format(time.DateOnly) + " " + odd
					}
					if at.After(start) && at.Before(end) {
						want = append(want, line)
					}
				}
				if diff := cmp.Diff(want, book.runs); diff != "" {
					t.Error(diff)
				}
				if n := len(want); n < 399 || n > 401 {
					t.Errorf("%d nights", n)
				}
			})
		})
	}
}

// TestHours: a job of every hour runs in every hour that passes, whatever the clocks show.
func TestHours(t *testing.T) {
	s, err := parseSchedule("0 * * * *", zone(t, "Europe/Berlin"))
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	for range 400 * 24 {
		next := s.Next(at)
		if next.Sub(at) != time.Hour {
			t.Fatalf("after %s comes %s", at, next)
		}
		at = next
	}
}

// TestDowntime: what a daemon runs that was down for ten nights.
func TestDowntime(t *testing.T) {
	for _, c := range []struct {
		catchUp string
		want    []string // days of January 2000
	}{
		{"catch_up: off", []string{"13"}},
		{"catch_up: latest", []string{"12", "13"}},
		{"catch_up: {policy: all, window: 1000h}", []string{"03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13"}},
		{"catch_up: {policy: all, window: 72h}", []string{"10", "11", "12", "13"}},
		{"catch_up: {policy: latest, window: 1h}", []string{"13"}},
	} {
		t.Run(c.catchUp, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				mark := time.Now().Add(26 * time.Hour) // Sunday the 2nd, 02:00 UTC
				time.Sleep(11*night + 12*time.Hour)    // the 12th, 12:00
				book := diary{work: func(context.Context, Attempt) error { time.Sleep(time.Minute); return nil }}
				d := daemon(&book)
				d.Watermark = func(Job) (time.Time, error) { return mark, nil }
				if err := serve(t, d, config(t, `schedule: "0 2 * * *"`, "timezone: UTC", c.catchUp), time.Now().Add(night)); err != nil {
					t.Fatal(err)
				}
				var want []string
				for _, day := range c.want {
					want = append(want, "2000-01-"+day+" 02:00:00 UTC")
				}
				if diff := cmp.Diff(want, book.runs); diff != "" {
					t.Error(diff)
				}
			})
		})
	}
}

func TestMissedIsBounded(t *testing.T) {
	j := config(t, `schedule: "@every 1s"`, "catch_up: {policy: all, window: 1000h}").Jobs[0]
	now := time.Date(2000, 1, 2, 0, 0, 0, 0, time.UTC)
	times, given := Missed(j, now.Add(-time.Hour), now)
	if len(times) != catchUpLimit || given != 3600-catchUpLimit || !times[len(times)-1].Equal(now) {
		t.Errorf("%d times, %d given up, the last %v", len(times), given, times[len(times)-1])
	}
	if times, _ := Missed(j, time.Time{}, now); len(times) > 0 {
		t.Errorf("a job that never ran has missed %d times", len(times))
	}
}

// TestNoWatermark: a dataset that cannot be read stops neither the daemon nor the job's own times.
func TestNoWatermark(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var book diary
		d := daemon(&book)
		d.Watermark = func(Job) (time.Time, error) { return time.Time{}, errors.New("damaged") }
		if err := serve(t, d, config(t, `schedule: "@daily"`), time.Now().Add(3*night)); err != nil || len(book.runs) != 3 {
			t.Errorf("%v, runs %v", err, book.runs)
		}
	})
}

// TestSlow: a run that takes two and a half nights is not overtaken by itself; the times in between are skipped.
func TestSlow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var at, most int
		var mu sync.Mutex
		book := diary{work: func(context.Context, Attempt) error {
			mu.Lock()
			at++
			most = max(most, at)
			mu.Unlock()
			time.Sleep(60 * time.Hour)
			mu.Lock()
			at--
			mu.Unlock()
			return nil
		}}
		d := daemon(&book)
		c := config(t, `schedule: "0 2 * * *"`, "timezone: UTC", "timeout: 100h")
		c.StopWithin = 100 * time.Hour
		if err := serve(t, d, c, time.Now().Add(9*night)); err != nil {
			t.Fatal(err)
		}
		want := []string{"2000-01-01 02:00:00 UTC", "2000-01-04 02:00:00 UTC", "2000-01-07 02:00:00 UTC"}
		if diff := cmp.Diff(want, book.runs); diff != "" {
			t.Error(diff)
		}
		if most != 1 {
			t.Errorf("%d runs of the job at a time", most)
		}
		if !strings.Contains(exposed(d), `solieu_skipped_total{job="a"} 6`) {
			t.Error(exposed(d))
		}
	})
}

// TestPanic: a job that panics one night runs the next one.
func TestPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		book := diary{}
		book.work = func(context.Context, Attempt) error {
			if len(book.runs)%2 == 1 {
				panic("odd night")
			}
			return nil
		}
		d := daemon(&book)
		if err := serve(t, d, config(t, `schedule: "@daily"`), time.Now().Add(10*night)); err != nil || len(book.runs) != 10 {
			t.Errorf("%v, runs %v", err, book.runs)
		}
		text := exposed(d)
		for _, want := range []string{`solieu_runs_total{job="a",outcome="failed"} 5`, `solieu_runs_total{job="a",outcome="published"} 5`, `solieu_last_success{job="a"} 1`,
			`solieu_sources_total{job="a",state="read"} 5`} {
			if !strings.Contains(text, want) {
				t.Errorf("no %s in\n%s", want, text)
			}
		}
	})
}
