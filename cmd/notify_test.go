package cmd

import (
	"bytes"
	"context"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestNotify: systemd learns that the daemon is ready, that it lives, and that it stops.
func TestNotify(t *testing.T) {
	dir := t.TempDir()
	socket := filepath.Join(dir, "n")
	l, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Skip(err) // no such sockets here
	}
	defer l.Close()
	t.Setenv("NOTIFY_SOCKET", socket)
	t.Setenv("WATCHDOG_USEC", "200000")
	file := filepath.Join(dir, "solieu.yaml")
	text := "listen: off\njobs:\n- {name: a, schedule: '@every 24h', sources: [in], out: lake}\n"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var log bytes.Buffer
	code := make(chan int, 1)
	go func() {
		code <- Main(ctx, []string{"schedule", "--config", file}, nil, &log, &log)
	}()
	beats := 0
	for _, want := range []string{"READY=1", "WATCHDOG=1", "WATCHDOG=1", "STOPPING=1"} {
		if err := l.SetReadDeadline(time.Now().Add(30 * time.Second)); err != nil {
			t.Fatal(err)
		}
		message := make([]byte, 64)
		n, err := l.Read(message)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(message[:n]); got != want {
			t.Errorf("systemd is told %q, want %q", got, want)
		}
		if beats++; beats == 3 {
			cancel()
		}
	}
	if got := <-code; got != ExitDone {
		t.Errorf("exit code %d\n%s", got, &log)
	}
}
