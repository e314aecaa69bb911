package load

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"solieu/schemas/tables"
)

func readLog(t *testing.T, s Snapshot) []string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(s.Dir, LogName))
	if err != nil {
		t.Fatal(err)
	}
	return strings.SplitAfter(strings.TrimSuffix(string(b), "\n"), "\n")
}

func TestLogHoldsEveryCheckOnce(t *testing.T) {
	snap := run(t, open(t, t.TempDir(), Options{}), Run{ID: "1", Version: "1"}, corpus(5, 6))
	lines := readLog(t, snap)
	checks := all[tables.Check](t, snap)
	if len(lines) != len(checks)+1 || len(checks) != 5 {
		t.Fatalf("%d lines for %d checks", len(lines), len(checks))
	}
	for i, c := range checks {
		if !strings.Contains(lines[i+1], `"issue_id":"`+c.IssueID+`"`) || !strings.Contains(lines[i+1], `"document_id":"`+c.DocumentID+`"`) {
			t.Errorf("line %d is not check %d: %s", i+2, i, lines[i+1])
		}
	}
	end, err := snap.VerifyLog()
	if err != nil || end != *snap.Manifest.Log || end.Lines != 6 || len(end.Head) != 64 {
		t.Errorf("%+v, %v; the manifest says %+v", end, err, snap.Manifest.Log)
	}
}

func TestLogIsTheSameHoweverItCameAbout(t *testing.T) {
	src := corpus(6, 6)
	once := run(t, open(t, t.TempDir(), Options{}), Run{ID: "1", Version: "1"}, src)
	s := open(t, t.TempDir(), Options{Memory: 1 << 10, Now: clock})
	first := run(t, s, Run{ID: "a", Version: "1"}, src[3:])
	backwards := slices.Clone(src)
	slices.Reverse(backwards)
	twice := run(t, s, Run{ID: "b", Version: "1"}, backwards)
	if d := cmp.Diff(readLog(t, once), readLog(t, twice)); d != "" {
		t.Error(d)
	}
	if cmp.Equal(first.Manifest.Log, twice.Manifest.Log) {
		t.Error("other checks, the same end of the log")
	}
	back, err := s.Restore(context.Background(), 1, Run{ID: "undo"})
	must(t, back, err)
	if end, err := back.VerifyLog(); err != nil || end != *first.Manifest.Log {
		t.Errorf("restored: %+v, %v, want %+v", end, err, first.Manifest.Log)
	}
}

// TestTamperedLog changes a log of six lines; the first line that is no longer what was published is named.
func TestTamperedLog(t *testing.T) {
	snap := run(t, open(t, t.TempDir(), Options{}), Run{ID: "1", Version: "1"}, corpus(5, 6))
	path := filepath.Join(snap.Dir, LogName)
	for _, tt := range []struct {
		name  string
		alter func([]string) []string
		line  int64
	}{
		{"a verdict is softened", func(l []string) []string { l[2] = strings.Replace(l[2], "violated", "rounded", 1); return l }, 3},
		{"the last line is changed", func(l []string) []string { l[5] = strings.Replace(l[5], "violated", "exact", 1); return l }, 6},
		{"the header is changed", func(l []string) []string { l[0] = strings.Replace(l[0], `"documents":5`, `"documents":4`, 1); return l }, 1},
		{"a line is dropped", func(l []string) []string { return slices.Delete(l, 3, 4) }, 4},
		{"the first check is dropped", func(l []string) []string { return slices.Delete(l, 1, 2) }, 2},
		{"two lines change places", func(l []string) []string { l[2], l[3] = l[3], l[2]; return l }, 3},
		{"a line is doubled", func(l []string) []string { return slices.Insert(l, 4, l[3]) }, 5},
		{"a line is added at the end", func(l []string) []string { return rechain(append(l, l[5])) }, 7},
		{"the end is cut off", func(l []string) []string { return l[:4] }, 5},
		{"everything is cut off", func([]string) []string { return nil }, 1},
		{"the last line is cut in two", func(l []string) []string { l[5] = l[5][:40]; return l }, 6},
		{"a byte is no longer JSON", func(l []string) []string { l[1] = "}" + l[1][1:]; return l }, 2},
		{"a link is changed", func(l []string) []string { l[4] = strings.Replace(l[4], `"prev":"`, `"prev":"0`, 1); return l }, 4},
	} {
		t.Run(tt.name, func(t *testing.T) {
			kept, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			defer os.WriteFile(path, kept, 0o644)
			lines := strings.SplitAfter(string(kept), "\n")
			altered := strings.Join(tt.alter(lines[:len(lines)-1]), "")
			if altered == string(kept) {
				t.Fatal("nothing was altered")
			}
			if err := os.WriteFile(path, []byte(altered), 0o644); err != nil {
				t.Fatal(err)
			}
			_, err = snap.VerifyLog()
			var fault *LogFault
			if !errors.As(err, &fault) || !errors.Is(err, ErrBroken) || fault.Line != tt.line {
				t.Errorf("got %v, want line %d", err, tt.line)
			}
			if len(snap.Verify()) == 0 {
				t.Error("verify does not see it")
			}
		})
	}
}

// rechain links the lines anew, as someone would who knows how the chain is made.
func rechain(lines []string) []string {
	prev := noLine
	for i, l := range lines {
		at := strings.Index(l, `"prev":"`) + len(`"prev":"`)
		lines[i] = `{"seq":` + string(rune('0'+i)) + `,` + l[strings.Index(l, `"prev"`):at] + prev + l[at+64:]
		prev = lineSum(bytes.TrimSuffix([]byte(lines[i]), []byte("\n")))
	}
	return lines
}

// TestForgedChain: a log that was changed and linked anew, with a manifest to match, still differs from the table checks.
func TestForgedChain(t *testing.T) {
	snap := run(t, open(t, t.TempDir(), Options{}), Run{ID: "1", Version: "1"}, corpus(5, 6))
	lines := readLog(t, snap)
	lines[5] += "\n"
	lines[3] = strings.Replace(lines[3], "violated", "exact", 1)
	forged := strings.Join(rechain(lines), "")
	end, err := CheckChain(strings.NewReader(forged))
	if err != nil {
		t.Fatalf("the forged chain is not whole: %v", err)
	}
	if err := os.WriteFile(filepath.Join(snap.Dir, LogName), []byte(forged), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := snap.VerifyLog(); !errors.Is(err, ErrBroken) {
		t.Errorf("a log with another head passes: %v", err)
	}
	m := snap.Manifest
	m.Log = &end
	b, err := m.encode()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(snap.Dir, "manifest.json"), b, 0o644); err != nil {
		t.Fatal(err)
	}
	var fault *LogFault
	if _, err := snap.VerifyLog(); !errors.As(err, &fault) || fault.Line != 4 {
		t.Errorf("got %v, want line 4", err)
	}
}

func TestHistoryVouchesForTheSnapshotBefore(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	run(t, s, Run{ID: "1", Version: "1"}, corpus(1, 4))
	run(t, s, Run{ID: "2", Version: "1"}, corpus(2, 4))
	list, err := s.Snapshots()
	if err != nil || VerifyHistory(list) != nil {
		t.Fatal(err, VerifyHistory(list))
	}
	list[0].Manifest.RunID = "someone else"
	b, err := list[0].Manifest.encode()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(list[0].Dir, "manifest.json"), b, 0o644); err != nil {
		t.Fatal(err)
	}
	if list, err = s.Snapshots(); err != nil {
		t.Fatal(err)
	}
	if err := VerifyHistory(list); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "snapshot 1") {
		t.Errorf("a rewritten snapshot passes: %v", err)
	}
}

func TestSnapshotWithoutALog(t *testing.T) {
	snap := run(t, open(t, t.TempDir(), Options{}), Run{ID: "1", Version: "1"}, corpus(1, 4))
	m := snap.Manifest
	m.Log = nil
	b, err := m.encode()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(snap.Dir, "manifest.json"), b, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := snap.VerifyLog(); !errors.Is(err, ErrNoLog) {
		t.Error(err)
	}
}
