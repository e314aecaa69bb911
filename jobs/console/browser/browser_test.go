package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// hostile is a report that tries everything; its figures contradict each other, so that it shows up everywhere.
const hostile = "BÁO CÁO <script>document.title='broken'</script>\n\n" +
	"Đàn <img src=x onerror=\"document.title='broken'\"> trâu \u202e\u2066 110.940/112.500 con, đạt 88% KH; \"'><svg onload=\"document.title='broken'\"> đàn bò 89.640/88.200 con, đạt 71,6% KH.\n"

// served is a console of the sample, the hostile report among it, twice published.
type served struct {
	url, waivers string
}

func serve(t *testing.T) served {
	t.Helper()
	dir := t.TempDir()
	binary, reports, lake := filepath.Join(dir, "solieu"), filepath.Join(dir, "reports"), filepath.Join(dir, "lake")
	solieu := func(name string, args ...string) {
		c := exec.Command(name, args...)
		c.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%s %v: %v\n%s", name, args, err, out)
		}
	}
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	solieu("go", "build", "-C", root, "-o", binary, ".")
	if err := os.CopyFS(reports, os.DirFS(filepath.Join(root, "pipeline/sample"))); err != nil {
		t.Fatal(err)
	}
	solieu(binary, "run", reports, "--out", lake)
	if err := os.WriteFile(filepath.Join(reports, "x.txt"), []byte(hostile), 0o644); err != nil {
		t.Fatal(err)
	}
	long := hostile + strings.Repeat("một câu rất dài không có điểm dừng ", 300000) + "\n"
	if err := os.WriteFile(filepath.Join(reports, "long.txt"), []byte(long), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(reports, "broken.pdf"), []byte("%PDF-1.4\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_ = exec.Command(binary, "run", reports, "--out", lake).Run() // ends with 3: a source was set aside
	s := served{waivers: filepath.Join(dir, "waivers.yaml")}
	c := exec.Command(binary, "serve", "--out", lake, "--addr", "127.0.0.1:0", "--waivers", s.waivers, "--allow-waivers", "--lang", "vi", "--log-format", "json")
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
			s.url = "http://" + m[1]
			return s
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("it does not listen: %s", out)
	return s
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
	return ctx
}

func do(t *testing.T, ctx context.Context, actions ...chromedp.Action) {
	t.Helper()
	if err := chromedp.Run(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

func text(t *testing.T, ctx context.Context, script string) (out string) {
	t.Helper()
	do(t, ctx, chromedp.Evaluate(script, &out))
	return out
}

// open opens an address and waits for the page.
func (s served) open(t *testing.T, ctx context.Context, target string) {
	t.Helper()
	do(t, ctx, chromedp.Navigate(s.url+target), chromedp.WaitReady("footer"))
}

// link returns the address of the first link that a selector finds on a page.
func (s served) link(t *testing.T, ctx context.Context, target, selector string) string {
	t.Helper()
	s.open(t, ctx, target)
	return text(t, ctx, fmt.Sprintf(`(e => e.getAttribute("href"))(document.querySelector(%q))`, selector))
}

// pages are all pages, with a name each.
func (s served) pages(t *testing.T, ctx context.Context) [][2]string {
	finding := s.link(t, ctx, "/findings?q=hoa-binh-2023", ".finds .lead")
	document := s.link(t, ctx, "/findings?q=hoa-binh-2023", ".finds .meta a")
	wild := s.link(t, ctx, "/documents?q=long.txt", "tbody a")
	return [][2]string{{"tonight", "/"}, {"findings", "/findings"}, {"finding", finding}, {"documents", "/documents"}, {"document", document},
		{"indicators", "/indicators"}, {"indicator", "/indicator/AGR.LIVESTOCK.PIG"}, {"areas", "/explore?view=ap&q=AGR"}, {"explore", "/explore"}, {"map", "/explore?view=ia"},
		{"coverage", "/coverage"}, {"hostile", wild}, {"missing", "/finding/00"}}
}

// TestPages looks at every page at three widths by day and by night: nothing wider than the window, no barrier, nothing done by a report.
// SHOTS=folder keeps the pictures.
func TestPages(t *testing.T) {
	ctx := chrome(t)
	s := serve(t)
	do(t, ctx, log.Enable(), runtime.Enable())
	axe, err := os.ReadFile(os.Getenv("AXE"))
	if err != nil {
		t.Log("AXE names no axe.min.js: barriers are not looked for")
	}
	for _, p := range s.pages(t, ctx) {
		for _, width := range []int64{380, 1280, 1920} {
			for _, theme := range []string{"light", "dark"} {
				name := fmt.Sprintf("%s-%d-%s", p[0], width, theme)
				do(t, ctx, emulation.SetDeviceMetricsOverride(width, 900, 1, width < 600),
					emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}))
				if p[0] == "missing" {
					do(t, ctx, log.Disable(), chromedp.Navigate(s.url+p[1]), chromedp.WaitReady("footer"), log.Clear(), log.Enable())
				} else {
					s.open(t, ctx, p[1])
				}
				var wide int64
				do(t, ctx, chromedp.Evaluate(`document.documentElement.scrollWidth`, &wide))
				if wide > width {
					t.Errorf("%s is %d pixels wide: %s", name, wide, text(t, ctx, widest))
				}
				if got := text(t, ctx, "document.title"); !strings.HasSuffix(got, "solieu") {
					t.Errorf("%s: a report changed the title: %s", name, got)
				}
				barriers(t, ctx, name, axe)
				picture(t, ctx, name)
			}
		}
	}
}

const widest = `[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest(".wide")).map(e => e.tagName + "." + e.className).slice(0, 5).join(" ")`

// barriers has axe-core look at the page; what it calls serious or critical is a fault.
func barriers(t *testing.T, ctx context.Context, name string, axe []byte) {
	t.Helper()
	if len(axe) == 0 {
		return
	}
	var found string
	do(t, ctx, chromedp.Evaluate(string(axe)+";0", nil), chromedp.Evaluate(`axe.run().then(r => JSON.stringify(r.violations.filter(v => v.impact == "serious" || v.impact == "critical")
		.map(v => ({id: v.id, nodes: v.nodes.slice(0, 3).map(n => n.html.slice(0, 200) + " " + (n.any[0]?.message ?? ""))}))))`, &found,
		func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	if found != "[]" {
		t.Errorf("%s: %s", name, found)
	}
}

func picture(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	folder := os.Getenv("SHOTS")
	if folder == "" {
		return
	}
	var shot []byte
	do(t, ctx, chromedp.CaptureScreenshot(&shot))
	if err := os.WriteFile(filepath.Join(folder, name+".png"), shot, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestWork does what an auditor does: filters, keys, evidence and back, exports, the language, accepting.
func TestWork(t *testing.T) {
	ctx := chrome(t)
	s := serve(t)
	do(t, ctx, log.Enable(), runtime.Enable())
	count := func() string { return text(t, ctx, `document.querySelector("#count").textContent`) }
	s.open(t, ctx, "/findings")
	all := count()
	// Every menu applies by itself and shows as many as it said.
	for _, menu := range []string{"severity", "kind", "area", "year", "outcome", "waived"} {
		s.open(t, ctx, "/findings")
		said := text(t, ctx, fmt.Sprintf(`(o => {o.selected = true; return (o.textContent.match(/\((\d+)\)$/) ?? ["", "?"])[1]})(document.querySelector("#%s option:nth-child(2)"))`, menu))
		do(t, ctx, chromedp.Evaluate(fmt.Sprintf(`document.querySelector("#%s").dispatchEvent(new Event("change", {bubbles: true}))`, menu), nil))
		wait(t, ctx, fmt.Sprintf(`location.search.includes("%s=") && document.readyState == "complete"`, menu))
		if got := count(); said != "?" && got != said {
			t.Errorf("%s: %s findings, the menu said %s", menu, got, said)
		}
	}
	s.open(t, ctx, "/findings")
	do(t, ctx, chromedp.SendKeys("#q", "long.txt\r"))
	wait(t, ctx, `location.search.includes("q=long.txt") && document.readyState == "complete"`)
	if got := count(); got == all || got == "0" {
		t.Errorf("words: %s of %s findings", got, all)
	}
	s.open(t, ctx, "/findings")
	do(t, ctx, chromedp.Click("#new"))
	wait(t, ctx, `location.search.includes("new=1") && document.readyState == "complete"`)
	if got := count(); got == all || got == "0" {
		t.Errorf("new ones: %s of %s findings", got, all)
	}
	// By keys alone: to the second finding, into it, along to its text and to the table.
	s.open(t, ctx, "/findings")
	do(t, ctx, chromedp.KeyEvent("jj"), chromedp.KeyEvent("\r"))
	wait(t, ctx, `location.pathname.startsWith("/finding/") && document.readyState == "complete"`)
	do(t, ctx, chromedp.Click(`table a[href*="#n"]`))
	wait(t, ctx, `location.pathname.startsWith("/document/") && document.querySelector(":target") != null`)
	do(t, ctx, chromedp.Click(":target"))
	wait(t, ctx, `document.querySelector("tr:target") != null`)
	do(t, ctx, chromedp.Click("tr:target a"))
	wait(t, ctx, `document.querySelector(".paper :target") != null`)
	do(t, ctx, chromedp.Focus(".paper :target"))
	if !strings.Contains(text(t, ctx, `document.querySelector("#about").textContent`), "số liệu") {
		t.Error("the focus does not tell what a figure is")
	}
	exports(t, ctx, s)
	// English and back.
	s.open(t, ctx, "/findings?severity=error")
	do(t, ctx, chromedp.Click("button.quiet"))
	wait(t, ctx, `document.documentElement.lang == "en" && location.search == "?severity=error"`)
	do(t, ctx, chromedp.Click("button.quiet"))
	wait(t, ctx, `document.documentElement.lang == "vi"`)
	accept(t, ctx, s)
}

// exports compares both exports with what the list shows.
func exports(t *testing.T, ctx context.Context, s served) {
	t.Helper()
	s.open(t, ctx, "/findings?severity=error")
	var shown int
	do(t, ctx, chromedp.Evaluate(`+document.querySelector("#count").textContent`, &shown))
	var rows []map[string]any
	if err := json.Unmarshal(fetch(t, s.url+text(t, ctx, `document.querySelector("a[download][href*=json]").getAttribute("href")`)), &rows); err != nil || len(rows) != shown {
		t.Errorf("JSON: %d rows, %d shown, %v", len(rows), shown, err)
	}
	csv := string(fetch(t, s.url+text(t, ctx, `document.querySelector("a[download][href*=csv]").getAttribute("href")`)))
	if !strings.HasPrefix(csv, "\ufeffrank,issue_id") || strings.Count(csv, ",error,") != shown {
		t.Errorf("CSV: %q", csv[:min(len(csv), 300)])
	}
	s.open(t, ctx, "/explore")
	if table := string(fetch(t, s.url+text(t, ctx, `document.querySelector("a[download]").getAttribute("href")`))); strings.Count(table, "\n") < 10 {
		t.Errorf("the pivot: %q", table)
	}
}

// accept sends a form that is refused, then one that is taken.
func accept(t *testing.T, ctx context.Context, s served) {
	t.Helper()
	finding := s.link(t, ctx, "/findings?q=hoa-binh-2023", ".finds .lead")
	s.open(t, ctx, finding)
	do(t, ctx, chromedp.SendKeys("#reason", "     x"), chromedp.SendKeys("#who", "Trần B"), chromedp.Click("form.plain button"))
	wait(t, ctx, `document.querySelector("#said") != null`)
	if got := text(t, ctx, `document.querySelector("#who").value`); got != "Trần B" {
		t.Errorf("what was typed is gone: %q", got)
	}
	do(t, ctx, chromedp.SetValue("#reason", "đã đính chính tại văn bản 812"), chromedp.Click("form.plain button"))
	wait(t, ctx, `document.querySelector(".card.waived") != null && document.readyState == "complete"`)
	file, err := os.ReadFile(s.waivers)
	if err != nil || !strings.Contains(string(file), `reason: "đã đính chính tại văn bản 812", who: "Trần B"`) {
		t.Errorf("%v %s", err, file)
	}
	if journal, err := os.ReadFile(s.waivers + ".journal.jsonl"); err != nil || !strings.Contains(string(journal), `"seq":0`) {
		t.Errorf("%v %s", err, journal)
	}
	s.open(t, ctx, "/findings?waived=yes")
	if got := text(t, ctx, `document.querySelector("#count").textContent`); got != "1" {
		t.Errorf("%s waived", got)
	}
	picture(t, ctx, "waived-380")
}

func fetch(t *testing.T, url string) []byte {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %v", url, resp.StatusCode, err)
	}
	return body
}

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
