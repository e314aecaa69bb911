package browser

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// hostile is a report that tries everything; its figures contradict each other, so that it shows up everywhere.
const hostile = "BÁO CÁO <script>document.title='broken'</script>\n\n" +
	"Đàn <img src=x onerror=\"document.title='broken'\"> trâu \u202e\u2066 110.940/112.500 con, đạt 88% KH; \"'><svg onload=\"document.title='broken'\"> đàn bò 89.640/88.200 con, đạt 71,6% KH.\n"

// site is a folder with the program, reports and a dataset.
type site struct{ program, reports, lake string }

// root is the repository.
const root = "../../.."

// build builds the program, and puts the sample that comes with it among the reports.
func build(t *testing.T) site {
	t.Helper()
	dir := t.TempDir()
	s := site{filepath.Join(dir, "solieu"), filepath.Join(dir, "reports"), filepath.Join(dir, "lake")}
	c := exec.Command("go", "build", "-C", root, "-o", s.program, ".")
	c.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := os.CopyFS(s.reports, os.DirFS(filepath.Join(root, "pipeline/sample"))); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(s.reports, "sample.go")); err != nil {
		t.Fatal(err)
	}
	return s
}

// write adds a report.
func (s site) write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(s.reports, name), []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// publish publishes the reports as they are; a source may be set aside.
func (s site) publish(t *testing.T) {
	t.Helper()
	c := exec.Command(s.program, "run", "reports", "--out", s.lake)
	c.Dir = filepath.Dir(s.reports)
	if out, err := c.CombinedOutput(); err != nil && c.ProcessState.ExitCode() != 3 {
		t.Fatalf("%v\n%s", err, out)
	}
}

// served is a console.
type served struct{ url, waivers string }

// serve starts the console.
func (s site) serve(t *testing.T, args ...string) served {
	t.Helper()
	waivers := filepath.Join(filepath.Dir(s.lake), "waivers.yaml")
	c := exec.Command(s.program, append([]string{"serve", "--out", s.lake, "--addr", "127.0.0.1:0", "--waivers", waivers, "--allow-waivers", "--lang", "vi", "--log-format", "json"}, args...)...)
	out := &lines{}
	c.Stderr = out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Signal(os.Interrupt)
		_ = c.Wait()
	})
	for range 200 {
		if m := regexp.MustCompile(`"address":"([^"]+)"`).FindStringSubmatch(out.String()); m != nil {
			return served{"http://" + m[1], waivers}
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("it does not listen: %s", out)
	return served{}
}

// full is a console of the sample, and of reports that came in a second snapshot: hostile ones, a broken one, one with more findings than a list shows.
func full(t *testing.T) served {
	t.Helper()
	s := build(t)
	s.publish(t)
	s.write(t, "x.txt", hostile)
	s.write(t, "long.txt", hostile+strings.Repeat("một câu rất dài không có điểm dừng ", 300000)+"\n")
	s.write(t, "broken.pdf", "%PDF-1.4\n")
	var many strings.Builder
	many.WriteString("BÁO CÁO\n\n")
	for i := range 40 {
		fmt.Fprintf(&many, "Năm 2023, đàn trâu 110.9%02d/112.5%02d con, đạt 88%% KH.\n", 10+i, i)
	}
	s.write(t, "many.txt", many.String())
	s.publish(t)
	return s.serve(t)
}

// lines is what a process says, readable while it says it.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.b.Write(p) }
func (l *lines) String() string              { l.mu.Lock(); defer l.mu.Unlock(); return l.b.String() }

// chrome is a browser with a user of its own; everything that it complains of is a fault.
func chrome(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium: the browser tests are left out")
	}
	profile, err := os.MkdirTemp("", "chromium")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(profile) }) // t.TempDir would complain of files that the browser leaves while it ends
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(profile),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-sync", true), chromedp.NoFirstRun)
	allocator, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, stop := chromedp.NewContext(allocator)
	t.Cleanup(stop)
	ctx, end := context.WithTimeout(ctx, 15*time.Minute)
	t.Cleanup(end)
	chromedp.ListenTarget(ctx, func(e any) {
		switch e := e.(type) {
		case *log.EventEntryAdded:
			if e.Entry.Level == log.LevelError && !strings.Contains(e.Entry.Text, "favicon") && !strings.Contains(e.Entry.URL, "favicon") && !strings.Contains(e.Entry.Text, "422") {
				t.Errorf("the browser complains: %s %s", e.Entry.Text, e.Entry.URL)
			}
		case *runtime.EventExceptionThrown:
			t.Errorf("a script failed: %s", e.ExceptionDetails.Text)
		case *page.EventJavascriptDialogOpening:
			t.Errorf("a report opened a dialog: %s", e.Message)
		}
	})
	do(t, ctx, log.Enable(), runtime.Enable())
	return ctx
}

func do(t *testing.T, ctx context.Context, actions ...chromedp.Action) {
	t.Helper()
	if err := chromedp.Run(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// text is what a script finds on the page.
func text(t *testing.T, ctx context.Context, script string) (out string) {
	t.Helper()
	do(t, ctx, chromedp.Evaluate(script, &out))
	return out
}

// number is a number that a script finds on the page.
func number(t *testing.T, ctx context.Context, script string) (out int) {
	t.Helper()
	do(t, ctx, chromedp.Evaluate(script, &out))
	return out
}

// open opens an address and waits for the page. Pages that are meant to be missing are opened without the browser's complaint.
func (s served) open(t *testing.T, ctx context.Context, target string) {
	t.Helper()
	if target == missing {
		s.quietly(t, ctx, chromedp.Navigate(s.url+target), `document.querySelector("footer") != null`)
		return
	}
	do(t, ctx, chromedp.Navigate(s.url+target))
	wait(t, ctx, `document.readyState == "complete" && document.querySelector("footer") != null`)
}

// quietly does what the browser complains of although it is meant: a page that comes with an error's code.
func (s served) quietly(t *testing.T, ctx context.Context, action chromedp.Action, until string) {
	t.Helper()
	do(t, ctx, log.Disable(), action)
	wait(t, ctx, until)
	do(t, ctx, log.Clear(), log.Enable())
}

// missing is a finding that there is not.
const missing = "/finding/00"

// link returns the address of the first link that a selector finds on a page.
func (s served) link(t *testing.T, ctx context.Context, target, selector string) string {
	t.Helper()
	s.open(t, ctx, target)
	return text(t, ctx, fmt.Sprintf(`(e => e.getAttribute("href"))(document.querySelector(%q))`, selector))
}

// wait waits until a script says yes.
func wait(t *testing.T, ctx context.Context, condition string) {
	t.Helper()
	for range 100 {
		ok := false
		if err := chromedp.Run(ctx, chromedp.Evaluate(condition, &ok)); err == nil && ok {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Fatalf("it does not come to %s: %s", condition, text(t, ctx, "location.href"))
}
