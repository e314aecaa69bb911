package cmd

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/rs/zerolog"

	"solieu/jobs"
	"solieu/pipeline"
	"solieu/pipeline/audit"
	"solieu/schemas"
)

func today() schemas.Date {
	t := time.Now()
	return schemas.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}

// readWaivers reads a waiver file; no name, no waivers. A faulty file is a fault of the command line: nothing was done yet.
func readWaivers(name string) ([]audit.Waiver, error) {
	if name == "" {
		return nil, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, usage("--waivers: %v", err)
	}
	ws, err := audit.ReadWaivers(name, data)
	if err != nil {
		return nil, &exitError{code: ExitUsage, err: err}
	}
	return ws, nil
}

// waive notes in the report which checks of the documents that the run read have waivers in force: fail_on judges no others. It tells of
// them, and of waivers that waive nothing.
func (e *env) waive(ctx context.Context, log zerolog.Logger, j jobs.Job, report *pipeline.Report, read map[string]bool) error {
	if len(j.Waivers) == 0 {
		return nil
	}
	judged, err := jobs.Judge(ctx, j, report.Snapshot, today())
	if err != nil {
		return err
	}
	e.idleWaivers(judged.Expired, judged.Unused)
	for _, a := range judged.Accepted {
		e.sayAccepted(log, a)
		if read[a.DocumentID] {
			report.Waive(a.Outcome, a.Severity)
		}
	}
	return nil
}

func (e *env) sayAccepted(log zerolog.Logger, a audit.Accepted) {
	w := a.Waiver
	if e.forPeople() {
		fmt.Fprintf(e.stderr, e.text("Đã miễn trừ: %s: %s (%s, đến %s)", "Waived: %s: %s (%s, until %s)")+"\n", a.URI, w.Issue, w.Who, w.Until)
		return
	}
	log.Info().Str("document", a.URI).Str("issue", w.Issue).Str("severity", string(a.Severity)).Str("outcome", string(a.Outcome)).
		Str("who", w.Who).Str("until", w.Until.String()).Str("waiver", w.Place()).Msg("waived")
}

// idleWaivers tells of waivers that waive nothing.
func (e *env) idleWaivers(expired, unused []audit.Waiver) {
	for _, w := range expired {
		e.sayIdle(w, fmt.Sprintf(e.text("miễn trừ đã hết hạn ngày %s", "the waiver expired on %s"), w.Until))
	}
	for _, w := range unused {
		e.sayIdle(w, e.text("không còn vấn đề nào mang mã này: bỏ dòng này", "no finding bears this id: remove the waiver"))
	}
}

func (e *env) sayIdle(w audit.Waiver, why string) {
	if e.forPeople() {
		fmt.Fprintf(e.stderr, "%s: %s: %s\n", w.Place(), w.Issue, why)
		return
	}
	log := e.logger()
	log.Warn().Str("waiver", w.Place()).Str("issue", w.Issue).Str("who", w.Who).Str("until", w.Until.String()).Msg(why)
}
