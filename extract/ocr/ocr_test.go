package ocr

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// script writes a program that runs the lines with the shell; tests of a command need one.
func script(t *testing.T, lines string) string {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell to write the fake command in")
	}
	name := filepath.Join(t.TempDir(), "fake-ocr")
	if err := os.WriteFile(name, []byte("#!/bin/sh\n"+lines+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestRecognise(t *testing.T) {
	scan := []byte("%PDF-1.4 scan")
	tests := []struct {
		name, lines string
		args        []string
		want, fault string
	}{
		{"from a file", `case "$1" in *.pdf) cat "$1"; pwd;; esac`, []string{"{}"}, "%PDF-1.4 scan", ""},
		{"from standard input", `cat; echo "$1"`, []string{"-l;$(echo x)"}, "%PDF-1.4 scan-l;$(echo x)", ""},
		{"a failure", `echo 'no language vie' >&2; echo more >&2; exit 3`, nil, "", "fake-ocr: exit status 3: no language vie"},
		{"nothing", `exit 0`, nil, "", "printed nothing"},
		{"too much", `yes`, nil, "", "printed too much"},
		{"too long", `sleep 60 & wait`, nil, "", "took too long"},
		{"ignores its input", `echo Đạt`, nil, "Đạt", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			c := Command{Args: append([]string{script(t, tt.lines)}, tt.args...), Timeout: time.Minute, Bytes: 1 << 16}
			if tt.name == "too long" {
				c.Timeout = time.Second
			}
			got, err := c.Recognise(context.Background(), scan)
			if tt.fault == "" && (err != nil || !strings.HasPrefix(string(got), tt.want)) {
				t.Errorf("%q, %v", got, err)
			}
			if tt.fault != "" && (err == nil || !strings.Contains(err.Error(), tt.fault)) {
				t.Errorf("error %v, want %q", err, tt.fault)
			}
			if d := time.Since(start); d > 30*time.Second {
				t.Errorf("took %s", d)
			}
		})
	}
}

// Nothing is left behind, and the end of the run is its own error.
func TestRecogniseCleansUp(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	c := Command{Args: []string{script(t, `echo x > left; cat "$1"`), "{}"}}
	if _, err := c.Recognise(context.Background(), []byte("\x89PNG")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := c.Recognise(ctx, []byte("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "solieu-ocr-*")); err != nil || len(left) > 0 {
		t.Errorf("%v, %v", left, err)
	}
	if _, err := (Command{Args: []string{filepath.Join(t.TempDir(), "none")}}).Recognise(context.Background(), nil); err == nil {
		t.Error("a program that is not there recognises")
	}
}
