package cmd

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// command runs solieu in the current folder.
func command(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = Main(context.Background(), append(args, "--lang", "en"), strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// violated returns the issue ids of the violations of the current snapshot, by source.
func violated(t *testing.T, out string) map[string][]string {
	t.Helper()
	code, stdout, stderr := command(t, "export", "checks", "--out", out, "--format", "jsonl")
	if code != ExitDone {
		t.Fatal(stderr)
	}
	ids := map[string][]string{}
	for line := range strings.Lines(stdout) {
		var c struct {
			URI     string `json:"uri"`
			Issue   string `json:"issue_id"`
			Outcome string `json:"outcome"`
		}
		if err := json.Unmarshal([]byte(line), &c); err != nil {
			t.Fatal(err)
		}
		if c.Outcome == "violated" {
			ids[c.URI] = append(ids[c.URI], c.Issue)
		}
	}
	return ids
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

func waiverLine(issue, until string) string {
	return fmt.Sprintf("- {issue: %q, reason: \"số sơ bộ\", who: \"Thanh tra\", until: %q}\n", issue, until)
}

const (
	wrongSum    = "Năm 2023, diện tích lúa đạt 1.200 ha, trong đó lúa nước 800 ha, lúa nương 500 ha.\n"
	wrongShares = "Cơ cấu kinh tế: khu vực nông nghiệp chiếm 20,9%; công nghiệp chiếm 43,1%; dịch vụ chiếm 34,2%; thuế chiếm 4,8%.\n"
)

// TestWaivedViolationsDoNotTripFailOn takes the ids from the published table, as a person takes them from the report.
func TestWaivedViolationsDoNotTripFailOn(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.txt", wrongSum)
	write(t, "b.txt", wrongShares)
	if code, _, stderr := command(t, "run", "a.txt", "b.txt", "--out", "D", "--fail-on", "error"); code != ExitFailedOn {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	ids := violated(t, "D")
	if len(ids["a.txt"]) != 1 || len(ids["b.txt"]) != 1 {
		t.Fatalf("violations: %v", ids)
	}
	a, b := ids["a.txt"][0], ids["b.txt"][0]
	for _, tt := range []struct {
		name, waivers string
		code          int
		says          []string
	}{
		{"none", "", ExitFailedOn, nil},
		{"one of two", waiverLine(a, "2999-12-31"), ExitFailedOn, []string{`"issue":"` + a + `"`, `"message":"waived"`}},
		{"both", waiverLine(a, "2999-12-31") + waiverLine(b, "2999-12-31"), ExitDone, []string{`"waiver":"w.yaml:2"`}},
		{"one has expired", waiverLine(a, "2999-12-31") + waiverLine(b, "2001-12-31"), ExitFailedOn, []string{"the waiver expired on 2001-12-31", `"waiver":"w.yaml:2"`}},
		{"one is unused", waiverLine(a, "2999-12-31") + waiverLine(b, "2999-12-31") + waiverLine("00ff", "2999-12-31"), ExitDone, []string{"no finding bears this id", `"waiver":"w.yaml:3"`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			write(t, "w.yaml", tt.waivers)
			code, _, stderr := command(t, "run", "a.txt", "b.txt", "--out", "D", "--full", "--fail-on", "error", "--waivers", "w.yaml")
			if code != tt.code {
				t.Errorf("exit %d, want %d", code, tt.code)
			}
			for _, want := range tt.says {
				if !strings.Contains(stderr, want) {
					t.Errorf("no %s in:\n%s", want, stderr)
				}
			}
			if got := violated(t, "D"); len(got["a.txt"]) != 1 || len(got["b.txt"]) != 1 {
				t.Errorf("a waived violation left the table: %v", got)
			}
		})
	}
}

// TestAWaiverOfAnUnreadReportCoversNoOther: documents that a run did not read trip nothing, so their waivers must not make up for others.
func TestAWaiverOfAnUnreadReportCoversNoOther(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.txt", wrongSum)
	if code, _, stderr := command(t, "run", "a.txt", "--out", "D"); code != ExitDone {
		t.Fatal(stderr)
	}
	write(t, "w.yaml", waiverLine(violated(t, "D")["a.txt"][0], "2999-12-31"))
	write(t, "b.txt", wrongShares)
	if code, _, _ := command(t, "run", "a.txt", "b.txt", "--out", "D", "--fail-on", "error", "--waivers", "w.yaml"); code != ExitFailedOn {
		t.Errorf("exit %d, want %d", code, ExitFailedOn)
	}
}

func TestFaultyWaiversStopTheRunBeforeItBegins(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.txt", wrongSum)
	write(t, "w.yaml", "- {issue: \"\", reason: r, who: w, until: 2026-13-01}\n- {issue: ab}\n")
	code, _, stderr := command(t, "run", "a.txt", "--out", "D", "--waivers", "w.yaml")
	if code != ExitUsage || !strings.Contains(stderr, "w.yaml:1: ") || !strings.Contains(stderr, "w.yaml:2: ") {
		t.Errorf("exit %d: %s", code, stderr)
	}
	if _, err := os.Stat("D"); !os.IsNotExist(err) {
		t.Error("something was published")
	}
	if code, _, _ := command(t, "run", "--job", "x", "--waivers", "w.yaml"); code != ExitUsage {
		t.Errorf("--job with --waivers: exit %d", code)
	}
}

func TestAuditReportMarksTheWaived(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.txt", wrongSum)
	if code, _, stderr := command(t, "run", "a.txt", "--out", "D"); code != ExitDone {
		t.Fatal(stderr)
	}
	write(t, "w.yaml", waiverLine(violated(t, "D")["a.txt"][0], "2026-06-30"))
	for day, want := range map[string]string{"2026-06-30": "Waived until 2026-06-30", "2026-07-01": "The waiver expired on"} {
		code, page, stderr := command(t, "audit", "report", "--out", "D", "--waivers", "w.yaml", "--on", day)
		if code != ExitDone || !strings.Contains(page, want) {
			t.Errorf("%s: exit %d, no %q: %s", day, code, want, stderr)
		}
	}
}

// TestJobWaivers: the waivers of a job hold for its runs as those of the command line do.
func TestJobWaivers(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "a.txt", wrongSum)
	job := "jobs:\n- {name: a, schedule: '@daily', sources: [a.txt], out: lake, fail_on: warning, full: true"
	write(t, "solieu.yaml", job+"}\n")
	if code, _, stderr := command(t, "run", "--job", "a"); code != ExitFailedOn {
		t.Fatal(code, stderr)
	}
	write(t, "waivers.yaml", waiverLine(violated(t, "lake")[filepath.ToSlash(mustAbs(t, "a.txt"))][0], "2999-12-31"))
	write(t, "solieu.yaml", job+", waivers: waivers.yaml}\n")
	if code, _, stderr := command(t, "run", "--job", "a"); code != ExitDone || !strings.Contains(stderr, `"waived":[{"outcome":"violated"`) {
		t.Error(code, stderr)
	}
	if code, stdout, _ := command(t, "jobs", "history", "a"); code != ExitDone || !strings.Contains(stdout, `"outcome":"flagged"`) || !strings.Contains(stdout, `"outcome":"published"`) {
		t.Error(code, stdout)
	}
	_, stdout, _ := command(t, "jobs", "history", "a", "-n", "1")
	var last struct{ Run string }
	if err := json.Unmarshal([]byte(stdout), &last); err != nil {
		t.Fatal(err)
	}
	code, stdout, stderr := command(t, "runs", "show", last.Run)
	if code != ExitDone || !strings.Contains(stdout, `"stages":[{"name":"read","in":1`) || !strings.Contains(stdout, `"checks":[{"outcome":"violated"`) {
		t.Error(code, stdout, stderr)
	}
}

func mustAbs(t *testing.T, name string) string {
	t.Helper()
	abs, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}
