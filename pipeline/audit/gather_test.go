package audit_test

import (
	"strings"
	"testing"

	"solieu/pipeline/audit"
	"solieu/schemas"
)

func TestCoverageNarrowsDown(t *testing.T) {
	p := broken("a.txt")
	p.text += "\nsắn {10} ha, {20} ha"
	p.checks = append(p.checks, relation(schemas.NotEvaluable, schemas.SeverityInfo, 3, 4))
	r := gather(t, published(t, t.TempDir(), p), audit.Options{})
	if want := (audit.Coverage{Seen: 6, Linked: 5, Checkable: 5, Checked: 3}); r.Coverage != want || r.Documents[0].Cover != want {
		t.Errorf("got %+v, want %+v", r.Coverage, want)
	}
	if len(r.Outcomes) != 2 || r.Outcomes[0] != (audit.Count{Name: "violated", N: 1}) || r.Outcomes[1] != (audit.Count{Name: "not_evaluable", N: 1}) {
		t.Errorf("outcomes %+v", r.Outcomes)
	}
	if len(r.Classes) != 2 || r.Classes[0] != (audit.Count{Name: "figure", N: 6}) || r.Classes[1] != (audit.Count{Name: "date", N: 1}) {
		t.Errorf("classes %+v", r.Classes)
	}
}

// TestWhatCouldNotBeInterpretedIsCounted: it takes part in no check, and the summary says how much of it there is.
func TestWhatCouldNotBeInterpretedIsCounted(t *testing.T) {
	p := broken("a.txt")
	for _, reason := range []schemas.RejectReason{schemas.RejectAmbiguous, schemas.RejectNumber, schemas.RejectAmbiguous} {
		p.rejects = append(p.rejects, schemas.Reject{Reason: reason, Span: schemas.Span{Start: 0, End: 4}, Detail: "1.2.34"})
	}
	r := gather(t, published(t, t.TempDir(), p), audit.Options{})
	if len(r.Aside) != 2 || r.Aside[0] != (audit.Count{Name: "number", N: 1}) || r.Aside[1] != (audit.Count{Name: "ambiguous", N: 2}) {
		t.Errorf("%+v", r.Aside)
	}
	if _, page := printed(t, r); !strings.Contains(content(page), "không tham gia kiểm tra: số không đọc được 1 · hai cách đọc 2.") {
		t.Error("the page does not say so")
	}
}

// TestRanking: the gravest first, consequences behind their cause, what is waived at the end.
func TestRanking(t *testing.T) {
	small := relation(schemas.Violated, schemas.SeverityError, 3, 4)
	small.Deviation = "1"
	small.Kind = schemas.CheckAverage
	grave := relation(schemas.Violated, schemas.SeverityDecision, 5)
	grave.Kind = schemas.CheckDirection
	follows := relation(schemas.Violated, schemas.SeverityWarning, 6, 0)
	follows.Kind = schemas.CheckBound
	p := paper{uri: "a.txt", text: "Có {1} ha, {2} ha, {3} ha, {4} ha, {5} ha, {6} ha, {7} ha.",
		checks: []schemas.Check{small, follows, relation(schemas.Violated, schemas.SeverityError, 0, 1, 2), grave, relation(schemas.Truncated, schemas.SeverityWarning, 1, 2)}}
	s := published(t, t.TempDir(), p)
	kinds := func(r *audit.Report) (out [4]string) {
		for i, f := range r.Violations {
			out[i] = f.Check.Kind
		}
		return out
	}
	r := gather(t, s, audit.Options{})
	if got, want := kinds(r), [4]string{"direction", "sum", "bound", "average"}; got != want {
		t.Fatalf("got %v, want %v", got, want)
	}
	if r.Violations[2].Lead != r.Violations[1] || r.Violations[3].Lead != nil || r.Decisions != 1 || len(r.Warnings) != 1 {
		t.Errorf("the bound follows %v; %d decision errors, %d warnings", r.Violations[2].Lead, r.Decisions, len(r.Warnings))
	}
	waiver := audit.Waiver{Issue: r.Violations[0].Check.IssueID, Until: schemas.Date{Year: 2030, Month: 1, Day: 1}}
	if got, want := kinds(gather(t, s, audit.Options{Waivers: []audit.Waiver{waiver}})), [4]string{"sum", "bound", "average", "direction"}; got != want {
		t.Errorf("with a waiver: got %v, want %v", got, want)
	}
}

func TestADocumentWithoutFigures(t *testing.T) {
	s := published(t, t.TempDir(), broken("a.txt"), paper{uri: "empty.txt", text: "Không có số liệu."})
	r := gather(t, s, audit.Options{})
	if len(r.Documents) != 2 || r.Documents[1].URI != "empty.txt" || len(r.Documents[1].Segments) != 1 || r.Coverage.Seen != 4 {
		t.Errorf("%d documents, coverage %+v", len(r.Documents), r.Coverage)
	}
}
