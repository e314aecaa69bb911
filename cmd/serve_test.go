package cmd

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
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

// consoleOf runs the command until stop is called, which returns its exit code and what it said, and returns its address.
func consoleOf(t *testing.T, args ...string) (address string, stop func() (int, string)) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	var said log
	ended := make(chan int, 1)
	go func() {
		ended <- Main(ctx, append([]string{"serve", "--addr", "127.0.0.1:0", "--log-format", "json"}, args...), strings.NewReader(""), io.Discard, &said)
	}()
	eventually(t, func() bool {
		m := regexp.MustCompile(`"address":"([^"]+)"`).FindStringSubmatch(said.String())
		if m != nil {
			address = m[1]
		}
		return m != nil
	})
	return "http://" + address, func() (int, string) {
		cancel()
		select {
		case code := <-ended:
			return code, said.String()
		case <-time.After(10 * time.Second):
			t.Fatal("it does not end")
			return 0, ""
		}
	}
}

// TestServe: the command serves what a run published, follows the next run without a restart, and ends when it is told to.
func TestServe(t *testing.T) {
	out := filepath.Join(t.TempDir(), "lake")
	address, stop := consoleOf(t, "--out", out)
	if code, _ := get(t, address+"/"); code != http.StatusServiceUnavailable {
		t.Errorf("before the first run: %d", code)
	}
	solieu(t, ExitDone, "run", "--out", out)
	eventually(t, func() bool {
		code, page := get(t, address+"/findings")
		return code == http.StatusOK && strings.Contains(page, `id="count">6<`)
	})
	if code, said := stop(); code != ExitDone {
		t.Errorf("exit code %d: %s", code, said)
	}
}

// TestAuditJournal: what was decided in the console is proved on the command line, against the validation log that the person was looking at.
func TestAuditJournal(t *testing.T) {
	out, waivers := filepath.Join(t.TempDir(), "lake"), filepath.Join(t.TempDir(), "waivers.yaml")
	solieu(t, ExitDone, "run", "--out", out)
	address, stop := consoleOf(t, "--out", out, "--waivers", waivers, "--allow-waivers")
	defer stop()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := http.Client{Jar: jar}
	_, list := get(t, address+"/findings")
	finding := address + "/finding/" + regexp.MustCompile(`/finding/([0-9a-f]+)`).FindStringSubmatch(list)[1]
	for _, act := range []string{"accept", "withdraw"} {
		answer, err := browser.Get(finding)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(answer.Body)
		if err != nil || answer.Body.Close() != nil {
			t.Fatal(err)
		}
		form := regexp.MustCompile(`name="form" value="([^"]+)"`).FindStringSubmatch(string(page))[1]
		answer, err = browser.PostForm(finding+"/"+act, url.Values{"form": {form}, "reason": {"một lý do"}, "who": {"An"}, "until": {time.Now().AddDate(0, 0, 7).Format(time.DateOnly)}}) // the console counts days in Vietnam
		if err != nil || answer.StatusCode != http.StatusOK || answer.Body.Close() != nil {
			t.Fatalf("%s: %v %v", act, answer, err)
		}
	}
	audit := func(code int, args ...string) string {
		t.Helper()
		return solieu(t, code, append([]string{"audit", "journal", "--out", out, "--waivers", waivers}, args...)...)
	}
	said := audit(ExitDone)
	if !strings.Contains(said, `"lines":2,`) || !strings.Contains(said, `"logs_matched":2,"logs_gone":0,"waivers":"as_journalled","outcome":"whole"`) {
		t.Error(said)
	}
	head := regexp.MustCompile(`"head":"([0-9a-f]{64})"`).FindStringSubmatch(said)[1]
	audit(ExitDone, "--head", head)
	audit(ExitBroken, "--head", strings.Repeat("0", 64))
	// A dataset that was made anew has another log.
	other, report := filepath.Join(t.TempDir(), "other"), filepath.Join(t.TempDir(), "a.txt")
	write(t, report, wrongSum)
	solieu(t, ExitDone, "run", "--out", other, report)
	solieu(t, ExitBroken, "audit", "journal", "--out", other, "--waivers", waivers)
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
