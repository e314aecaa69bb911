package console

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"

	"solieu/jobs"
	"solieu/pipeline"
	"solieu/pipeline/audit"
	"solieu/schemas"
	"solieu/schemas/tables"
)

// tonight is the first page: what the last night brought.
type tonight struct {
	Violations, Decisions, Open, Waived int
	Jobs                                []jobState
	Nights                              []night
	New                                 []row
	More                                int // new ones that are not listed
	Waivers                             error
	Expired                             []audit.Waiver
	X                                   *shown
}

// jobState is what is known of a job.
type jobState struct {
	Name     string
	Schedule string
	Last     *tables.Run // the last run that published
	Next     time.Time   // zero where it is unknown
	Missed   time.Time   // when it was due and did not publish; zero where it did
	Failed   *night      // the run that failed since it published last; nil where none did
}

// night is a run, as the table runs has it where it published, else as its record has it.
type night struct {
	tables.Run
	Error string // why nothing was published
}

// listedNights is the number of runs that are shown.
const listedNights = 14

const listedNew = 10

func (c *Console) tonight(x *shown, r *http.Request, lang string) (page, error) {
	day := c.today()
	state := c.ledger.On(day)
	nights := c.nights(x)
	v := tonight{X: x, Jobs: c.jobStates(x, nights), Nights: nights[:min(len(nights), listedNights)]}
	v.Violations, v.Decisions = x.Violations()
	var fresh []int32
	for i := range x.Findings {
		f := &x.Findings[i]
		_, waived := state.Waived[f.Issue]
		if f.Violated && waived {
			v.Waived++
		}
		if f.New {
			fresh = append(fresh, int32(i))
		}
	}
	v.Open = v.Violations - v.Waived
	v.More = max(0, len(fresh)-listedNew)
	var err error
	if v.New, err = c.rows(x, fresh[:len(fresh)-v.More], lang, state); err != nil {
		return page{}, err
	}
	v.Waivers = c.ledger.Faults()
	ws, _ := c.ledger.Waivers() // its fault is among them
	for _, w := range ws {
		if !w.InForce(day) {
			v.Expired = append(v.Expired, w)
		}
	}
	return page{Name: "tonight", Title: [2]string{"Đêm qua", "Tonight"}, Data: v}, nil
}

// today is the day on which waivers are judged: the readers' day.
func (c *Console) today() schemas.Date { return audit.DayOf(c.opt.Now().In(zone())) }

// nights are the latest runs, the newest first: those that published, and those that failed, of which the dataset's tables know nothing.
func (c *Console) nights(x *shown) []night {
	var out []night
	for i := range x.Runs {
		out = append(out, night{Run: x.Runs[i]})
	}
	records, err := jobs.Latest(cmp.Or(c.opt.Records, c.opt.Out), 4*listedNights)
	if err != nil {
		c.opt.Log.Warn().Err(err).Msg("the records of the runs cannot be read: failed runs are not shown")
	}
	for _, r := range records {
		if r.Outcome == pipeline.Failed && !r.Aborted {
			out = append(out, night{tables.Run{RunID: r.Run, Job: r.Job, StartedAt: &r.Started, FinishedAt: &r.Ended, Outcome: r.Outcome}, r.Error})
		}
	}
	slices.SortStableFunc(out, func(a, b night) int { return began(b).Compare(began(a)) })
	return out
}

func began(n night) time.Time {
	if n.StartedAt == nil {
		return time.Time{}
	}
	return *n.StartedAt
}

// jobStates tells of the jobs of the configuration; without one, of those that published.
func (c *Console) jobStates(x *shown, nights []night) []jobState {
	last := map[string]*tables.Run{}
	var out []jobState
	for i := range x.Runs {
		run := &x.Runs[i]
		if last[run.Job] != nil || run.Outcome != pipeline.Published {
			continue
		}
		last[run.Job] = run
		if len(c.opt.Jobs) == 0 {
			out = append(out, jobState{Name: run.Job, Last: run})
		}
	}
	now := c.opt.Now()
	for _, j := range c.opt.Jobs {
		s := jobState{Name: j.Name, Schedule: j.Schedule.Expr, Last: last[j.Name], Next: j.Next(now)}
		if s.Last != nil && s.Last.StartedAt != nil {
			if due := j.Next(*s.Last.StartedAt); !due.IsZero() && due.Before(now.Add(-j.Timeout)) {
				s.Missed = due
			}
		}
		out = append(out, s)
	}
	for i := range out {
		for n := range nights { // the newest first: the first of the job tells
			if nights[n].Job == out[i].Name {
				if nights[n].Outcome == pipeline.Failed {
					out[i].Failed = &nights[n]
				}
				break
			}
		}
	}
	return out
}

// coverage is the page that says what was read and what was not.
func (c *Console) coverage(x *shown, r *http.Request, lang string) (page, error) {
	phrases := x.Phrases
	if text := strings.TrimSpace(r.URL.Query().Get("q")); text != "" {
		phrases = nil
		for _, p := range x.Phrases {
			if strings.Contains(fold(p.Text), fold(text)) {
				phrases = append(phrases, p)
			}
		}
	}
	return page{Name: "coverage", Title: [2]string{"Độ phủ", "Coverage"}, Data: dict("X", x, "Phrases", phrases[:min(len(phrases), 200)],
		"Found", len(phrases), "Q", r.URL.Query().Get("q"), "Funnel", funnel(x.Coverage))}, nil
}
