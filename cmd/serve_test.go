package cmd

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// log is a stream that can be read while it is written.
type log struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.b.Write(p) }
func (l *log) String() string              { l.mu.Lock(); defer l.mu.Unlock(); return l.b.String() }

// TestServe: the command serves what a run published, follows the next run without a restart, and ends when it is told to.
func TestServe(t *testing.T) {
	out := filepath.Join(t.TempDir(), "lake")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var said log
	ended := make(chan int, 1)
	go func() {
		ended <- Main(ctx, []string{"serve", "--out", out, "--addr", "127.0.0.1:0", "--log-format", "json"}, strings.NewReader(""), io.Discard, &said)
	}()
	address := ""
	eventually(t, func() bool {
		m := regexp.MustCompile(`"address":"([^"]+)"`).FindStringSubmatch(said.String())
		if m != nil {
			address = m[1]
		}
		return m != nil
	})
	if code, _ := get(t, "http://"+address+"/"); code != http.StatusServiceUnavailable {
		t.Errorf("before the first run: %d", code)
	}
	if code := Main(ctx, []string{"run", "--out", out}, strings.NewReader(""), io.Discard, io.Discard); code != ExitDone {
		t.Fatalf("run: %d", code)
	}
	eventually(t, func() bool {
		code, page := get(t, "http://"+address+"/findings")
		return code == http.StatusOK && strings.Contains(page, `id="count">6<`)
	})
	stop()
	select {
	case code := <-ended:
		if code != ExitDone {
			t.Errorf("exit code %d: %s", code, said.String())
		}
	case <-time.After(10 * time.Second):
		t.Error("it does not end")
	}
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

func eventually(t *testing.T, ok func() bool) {
	t.Helper()
	for range 200 {
		if ok() {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("it does not happen")
}
