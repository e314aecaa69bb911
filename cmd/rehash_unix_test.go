//go:build linux || darwin

package cmd

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"
)

// TestRehash: sources whose size and time stamps did not change are not read again, unless they were written so shortly before the run
// that another write could go unnoticed; --rehash reads them all.
func TestRehash(t *testing.T) {
	names := corpus(t)
	lastWrite := time.Now()
	if unread := unreadBy(t); unread != 0 {
		t.Errorf("the first run has nothing to trust, but left %d unread", unread)
	}
	if unread := unreadBy(t); unread != 0 {
		t.Errorf("%d sources were trusted although they were written just before they were read", unread)
	}
	time.Sleep(time.Until(lastWrite.Add(2100 * time.Millisecond)))
	unreadBy(t) // notes the stamps
	if unread := unreadBy(t); unread != len(names) {
		t.Errorf("%d of %d unread", unread, len(names))
	}
	if unread := unreadBy(t, "--rehash"); unread != 0 {
		t.Errorf("--rehash left %d unread", unread)
	}
	before := sums(t, "out")

	// The same size and the same time of modification, but other bytes.
	text, err := os.ReadFile(names[0])
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(names[0])
	if err != nil {
		t.Fatal(err)
	}
	forged := strings.Replace(string(text), "8", "9", 1)
	if err := os.WriteFile(names[0], []byte(forged), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(names[0], info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if unread := unreadBy(t); unread != len(names)-1 {
		t.Errorf("%d of %d unread", unread, len(names))
	}
	if strings.Join(before, "\n") == strings.Join(sums(t, "out"), "\n") {
		t.Error("the change went unnoticed")
	}
}

// unreadBy runs over the sample and returns how many documents were taken as unchanged without being read.
func unreadBy(t *testing.T, args ...string) int {
	t.Helper()
	code, _, log := command(t, append([]string{"run", "--out", "out", "sample"}, args...)...)
	if code != ExitDone {
		t.Fatal(log)
	}
	for line := range strings.Lines(log) {
		var event struct {
			Report struct{ Documents, Unchanged, Unread int }
		}
		if err := json.Unmarshal([]byte(line), &event); err != nil {
			t.Fatal(err)
		}
		if r := event.Report; r.Documents+r.Unchanged > 0 {
			return r.Unread
		}
	}
	t.Fatal("no report")
	return 0
}
