package pipeline

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"solieu/schemas"
)

// The stages, as indices of [Item.Busy] and [Report.Stages].
const (
	stageRead = iota
	stageExtract
	stageTransform
	stageLoad
)

var stageNames = [...]string{"read", "extract", "transform", "load"}

// maxViolations bounds the violations that a report holds; the counts go on.
const maxViolations = 200

// The outcomes of a run.
const (
	Published = "published" // a new snapshot is current
	Failed    = "failed"    // nothing was published
)

// Report says what a run did. All counts are of documents unless their name says otherwise.
type Report struct {
	Version  string        `json:"version"`
	Lexicon  string        `json:"lexicon"` // digest
	Started  time.Time     `json:"started"`
	Duration time.Duration `json:"duration_ns"`
	Outcome  string        `json:"outcome"`  // [Published] or [Failed]
	Snapshot int           `json:"snapshot"` // the snapshot published; 0 where none was

	Sources      int   `json:"sources"`   // items that came in, documents or not
	Documents    int   `json:"documents"` // processed and loaded
	Unchanged    int   `json:"unchanged"` // in the last snapshot already
	Duplicates   int   `json:"duplicates"`
	Rejected     int   `json:"rejected"` // set aside as a whole
	Unread       int   `json:"unread"`   // of the unchanged, the ones that size and time stamps vouch for
	Bytes        int64 `json:"bytes"`
	Numerals     int   `json:"numerals"`  // tokens counted in the texts
	Accounted    int   `json:"accounted"` // of those, numerals with a class
	Figures      int   `json:"figures"`
	Coded        int   `json:"coded"` // figures with an indicator code
	Observations int   `json:"observations"`
	Relations    int   `json:"relations"` // checks evaluated

	Stages     []StageReport `json:"stages"`
	Rejects    []RejectCount `json:"rejects"`    // by reason, documents and places together
	Checks     []CheckCount  `json:"checks"`     // by outcome and severity
	Waived     []CheckCount  `json:"waived"`     // of those, the ones that people accepted
	Violations []Violation   `json:"violations"` // the most severe first, then as they stand in the documents
}

// StageReport is one stage's share of a run.
type StageReport struct {
	Name     string        `json:"name"`
	In       int           `json:"in"`
	Rejected int           `json:"rejected"`
	Busy     time.Duration `json:"busy_ns"` // summed over the workers
}

// RejectCount is the number of rejects of one reason.
type RejectCount struct {
	Reason schemas.RejectReason `json:"reason"`
	Count  int                  `json:"count"`
}

// CheckCount is the number of checks of one outcome and severity.
type CheckCount struct {
	Outcome  schemas.Outcome  `json:"outcome"`
	Severity schemas.Severity `json:"severity"`
	Count    int              `json:"count"`
}

// Violation is a violated check, for people.
type Violation struct {
	URI       string            `json:"uri"`
	Line      int               `json:"line"` // of the first figure, counted from 1
	Kind      schemas.CheckKind `json:"kind"`
	Severity  schemas.Severity  `json:"severity"`
	Sentence  string            `json:"sentence"`
	Excerpt   string            `json:"-"` // the part of the sentence around the figure, cut at words
	Formula   string            `json:"formula"`
	Printed   string            `json:"printed"`
	Computed  string            `json:"computed"`
	Low       string            `json:"computed_low"`
	High      string            `json:"computed_high"`
	MessageVI string            `json:"message_vi"`
	MessageEN string            `json:"message_en"`
}

// Coverage is the share of numerals that are accounted for; 1 where there are none.
func (r *Report) Coverage() float64 {
	if r.Numerals == 0 {
		return 1
	}
	return float64(r.Accounted) / float64(r.Numerals)
}

// AnyReject reports whether anything was set aside, a document or a place in one, that somebody should look at.
func (r *Report) AnyReject() bool {
	return slices.ContainsFunc(r.Rejects, func(c RejectCount) bool { return !c.Reason.Notice() })
}

// Outcomes returns the number of checks with the given outcome.
func (r *Report) Outcomes(o schemas.Outcome) int {
	n := 0
	for _, c := range r.Checks {
		if c.Outcome == o {
			n += c.Count
		}
	}
	return n
}

// AtLeast returns the number of checks whose severity is s or more severe.
func (r *Report) AtLeast(s schemas.Severity) int { return atLeast(r.Checks, s) }

// Open is AtLeast without the checks that people accepted.
func (r *Report) Open(s schemas.Severity) int { return atLeast(r.Checks, s) - atLeast(r.Waived, s) }

// Waive counts a check that people accepted.
func (r *Report) Waive(o schemas.Outcome, s schemas.Severity) { r.Waived = counted(r.Waived, o, s) }

func atLeast(checks []CheckCount, s schemas.Severity) int {
	n := 0
	for _, c := range checks {
		if rank(c.Severity) >= rank(s) {
			n += c.Count
		}
	}
	return n
}

func rank(s schemas.Severity) int {
	switch s {
	case schemas.SeverityDecision:
		return 3
	case schemas.SeverityError:
		return 2
	case schemas.SeverityWarning:
		return 1
	}
	return 0
}

// place returns where a violation goes in: behind those that are as severe or more.
func (r *Report) place(s schemas.Severity) int {
	i := len(r.Violations)
	for i > 0 && rank(r.Violations[i-1].Severity) < rank(s) {
		i--
	}
	return i
}

func newReport() *Report {
	r := &Report{Stages: make([]StageReport, len(stageNames)), Rejects: []RejectCount{}, Checks: []CheckCount{}, Waived: []CheckCount{}, Violations: []Violation{}}
	for i, name := range stageNames {
		r.Stages[i].Name = name
	}
	return r
}

func (r *Report) add(it Item) {
	r.Sources++
	r.Bytes += it.Bytes
	for i, d := range it.Busy {
		r.Stages[i].Busy += d
	}
	r.Stages[stageRead].In++
	r.Stages[stageLoad].In++
	switch {
	case it.Duplicate:
		r.Duplicates++
		return
	case it.Known:
		r.Unchanged++
		if it.Unread {
			r.Unread++
		}
		return
	case it.Reject != nil:
		r.Rejected++
		r.Stages[it.stopped].Rejected++
		r.reject(it.Reject.Reason)
		return
	}
	r.Documents++
	r.Stages[stageExtract].In++
	r.Stages[stageTransform].In++
	r.addExtraction(it.Extraction)
	r.addAssessment(it.Extraction, it.Assessment)
}

func (r *Report) addExtraction(ex schemas.Extraction) {
	classed := 0
	for _, n := range ex.Numerals {
		if n.Class != "" {
			classed++
		}
	}
	total := CountNumerals(ex.Document.Text)
	r.Numerals += total
	r.Accounted += min(classed, total)
	r.Figures += len(ex.Figures)
	for _, f := range ex.Figures {
		if f.IndicatorCode != "" {
			r.Coded++
		}
	}
	for _, why := range ex.Rejects {
		r.reject(why.Reason)
	}
}

func (r *Report) addAssessment(ex schemas.Extraction, as schemas.Assessment) {
	r.Observations += len(as.Observations)
	r.Relations += len(as.Checks)
	for _, why := range as.Rejects {
		r.reject(why.Reason)
	}
	lines := lineCounter{text: ex.Document.Text}
	for _, c := range as.Checks {
		r.count(c)
		if at := r.place(c.Severity); c.Outcome == schemas.Violated && at < maxViolations {
			r.Violations = slices.Insert(r.Violations, at, violation(ex, c, &lines))
			r.Violations = r.Violations[:min(len(r.Violations), maxViolations)]
		}
	}
}

func violation(ex schemas.Extraction, c schemas.Check, lines *lineCounter) Violation {
	v := Violation{
		URI: ex.Document.URI, Kind: c.Kind, Severity: c.Severity, Formula: c.Formula, Printed: c.Printed, Computed: c.Computed,
		Low: c.Low, High: c.High, MessageVI: c.MessageVI, MessageEN: c.MessageEN,
	}
	at := c.Stated
	if at < 0 && len(c.Operands) > 0 {
		at = c.Operands[0]
	}
	if at >= 0 && at < len(ex.Figures) {
		f := ex.Figures[at]
		v.Line = lines.at(f.Start)
		v.Sentence = oneLine(f.Sentence.In(ex.Document.Text))
		v.Excerpt = excerpt(ex.Document.Text, f.Sentence, f.Span)
	}
	return v
}

// The bytes of a sentence that an excerpt shows before and behind its figure.
const (
	shownBefore = 140
	shownBehind = 70
)

func excerpt(text string, sentence, figure schemas.Span) string {
	before, behind := text[min(sentence.Start, figure.Start):figure.Start], text[figure.End:max(sentence.End, figure.End)]
	head, tail := "", ""
	if cut := len(before) - shownBefore; cut > 0 {
		if space := strings.IndexByte(before[cut:], ' '); space >= 0 {
			head, before = "… ", before[cut+space:]
		}
	}
	if len(behind) > shownBehind {
		if space := strings.LastIndexByte(behind[:shownBehind], ' '); space >= 0 {
			tail, behind = " …", behind[:space]
		}
	}
	return head + oneLine(before+figure.In(text)+behind) + tail
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (r *Report) reject(why schemas.RejectReason) {
	i, found := slices.BinarySearchFunc(r.Rejects, why, func(c RejectCount, w schemas.RejectReason) int { return cmp.Compare(c.Reason, w) })
	if !found {
		r.Rejects = slices.Insert(r.Rejects, i, RejectCount{Reason: why})
	}
	r.Rejects[i].Count++
}

func (r *Report) count(c schemas.Check) { r.Checks = counted(r.Checks, c.Outcome, c.Severity) }

func counted(checks []CheckCount, o schemas.Outcome, s schemas.Severity) []CheckCount {
	want := CheckCount{Outcome: o, Severity: s}
	i, found := slices.BinarySearchFunc(checks, want, func(a, b CheckCount) int {
		return cmp.Or(cmp.Compare(a.Outcome, b.Outcome), cmp.Compare(a.Severity, b.Severity))
	})
	if !found {
		checks = slices.Insert(checks, i, want)
	}
	checks[i].Count++
	return checks
}

// lineCounter gives the line of ascending offsets in linear time; a smaller offset than the last starts over.
type lineCounter struct {
	text      string
	off, line int
}

func (l *lineCounter) at(off int) int {
	off = min(off, len(l.text))
	if off < l.off {
		l.off, l.line = 0, 0
	}
	l.line += strings.Count(l.text[l.off:off], "\n")
	l.off = off
	return l.line + 1
}

// CountNumerals returns the number of numeral tokens, \d+(?:[.,]\d+)*, of a text. It is deliberately independent of the
// extractor, whose listing it judges.
func CountNumerals(text string) int {
	n := 0
	for i := 0; i < len(text); i++ {
		if !digit(text, i) {
			continue
		}
		n++
		for digit(text, i+1) || i+1 < len(text) && (text[i+1] == '.' || text[i+1] == ',') && digit(text, i+2) {
			i++
		}
	}
	return n
}

func digit(text string, i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }
