package jobs

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// Schedule is a set of times: a cron expression of five fields, or a descriptor such as @daily or @every 1h30m, read in a time
// zone. The zero value is never due.
type Schedule struct {
	Expr string
	Zone *time.Location
	at   cron.Schedule
}

// parseSchedule reads an expression. The zone is not taken from the expression: a prefix such as CRON_TZ= is an error.
func parseSchedule(expr string, zone *time.Location) (Schedule, error) {
	if strings.Contains(expr, "TZ=") {
		return Schedule{}, errors.New("the time zone stands in the key timezone")
	}
	parser := cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow | cron.Descriptor)
	at, err := parser.Parse(expr)
	if err != nil {
		return Schedule{}, err
	}
	if spec, ok := at.(*cron.SpecSchedule); ok {
		if spec.Location = zone; spec.Hour&anyHour == 0 {
			wall := *spec
			wall.Location = time.UTC
			at = nightly{&wall, zone}
		}
	}
	return Schedule{Expr: expr, Zone: zone, at: at}, nil
}

// Next returns the first time of the schedule after t, in the schedule's zone; the zero time where there is none.
func (s Schedule) Next(t time.Time) time.Time {
	if s.at == nil {
		return time.Time{}
	}
	next := s.at.Next(t.In(s.Zone))
	if next.IsZero() {
		return next
	}
	return next.In(s.Zone)
}

// Next returns the first time after t at which the job is due; the zero time where there is none.
func (j Job) Next(t time.Time) time.Time { return j.Schedule.Next(t) }

// anyHour is the bit with which cron marks a field that was a star.
const anyHour = 1 << 63

// nightly is a schedule with fixed hours. Where clocks are put forward over such an hour cron would leave the night out, and
// where they are put back it would run twice; here, as in Vixie's cron, each printed time comes once: a time that does not exist
// as many minutes after the change as it is after the gap's begin, a time that exists twice when it is first reached.
type nightly struct {
	wall *cron.SpecSchedule // read in UTC
	zone *time.Location
}

func (n nightly) Next(t time.Time) time.Time {
	t = t.In(n.zone)
	for wall := onWall(t, time.UTC); ; {
		wall = n.wall.Next(wall)
		if wall.IsZero() {
			return wall
		}
		at := n.instant(wall)
		if at.After(t) {
			return at
		}
	}
}

// instant is when clocks in the zone show wall. The offset that held a day before decides first: it gives the first of two such
// times, and for a time that does not exist one that is as far behind the change.
func (n nightly) instant(wall time.Time) time.Time {
	at := onWall(wall, n.zone)
	_, offset := at.Add(-24 * time.Hour).Zone()
	first := wall.Add(-time.Duration(offset) * time.Second).In(n.zone)
	if shows := func(t time.Time) bool { return onWall(t, time.UTC).Equal(wall) }; !shows(first) && shows(at) {
		return at // the clocks changed less than a day before
	}
	return first
}

// onWall is what clocks in a zone show as they show t in its own; to the second.
func onWall(t time.Time, zone *time.Location) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, zone)
}

// ticker calls functions by their schedules until it is stopped.
type ticker struct{ cron *cron.Cron }

// startTicker calls tick, in a goroutine of its own, whenever a job is due. The beat of @every is counted from the time that last
// gives for the job's name. Overlap and panics are the caller's.
func startTicker(jobs []Job, last map[string]time.Time, tick func(Job)) ticker {
	c := cron.New(cron.WithLogger(cron.DiscardLogger))
	for _, j := range jobs {
		var at cron.Schedule = j.Schedule
		if every, ok := j.Schedule.at.(cron.ConstantDelaySchedule); ok {
			at = beat{every.Delay, last[j.Name]}
		}
		c.Schedule(at, cron.FuncJob(func() { tick(j) }))
	}
	c.Start()
	return ticker{c}
}

// beat is due every so often, counted from a time.
type beat struct {
	every time.Duration
	from  time.Time
}

func (b beat) Next(t time.Time) time.Time {
	return b.from.Add((t.Sub(b.from)/b.every + 1) * b.every)
}

// stop ends the ticking. The context it returns is done when all calls have returned.
func (t ticker) stop() context.Context { return t.cron.Stop() }
