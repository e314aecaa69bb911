package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// maxReport is the most that the page of one real report may weigh.
const maxReport = 2 << 20

// auditReports makes the page for auditors of the sample, one in each language, and of REPORT where that names another report.
func auditReports(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	binary, reports := filepath.Join(dir, "solieu"), filepath.Join(dir, "reports")
	command := func(name string, args ...string) {
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
	command("go", "build", "-C", root, "-o", binary, ".")
	if err := os.CopyFS(reports, os.DirFS(filepath.Join(root, "pipeline/sample"))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(reports, "x.txt"), []byte(hostile), 0o644); err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	page := func(name, lang string, source ...string) {
		lake, file := filepath.Join(dir, "lake-"+name), filepath.Join(dir, name+".html")
		command(binary, append([]string{"run", "--out", lake}, source...)...)
		command(binary, "audit", "report", "--out", lake, "-o", file, "--lang", lang)
		pages[name] = file
	}
	page("report-vi", "vi", reports)
	page("report-en", "en", reports)
	if real := os.Getenv("REPORT"); real != "" {
		page("report-real", "vi", real)
	}
	return pages
}

// TestAuditReport opens the page for auditors from the disk, as somebody does who got it by mail: at two widths, by day and by night.
func TestAuditReport(t *testing.T) {
	ctx := chrome(t)
	do(t, ctx, log.Enable(), runtime.Enable())
	axe, err := os.ReadFile(os.Getenv("AXE"))
	if err != nil {
		t.Log("AXE names no axe.min.js: barriers are not looked for")
	}
	for name, file := range auditReports(t) {
		if info, err := os.Stat(file); err != nil || info.Size() > maxReport {
			t.Errorf("%s: %d bytes, %v", name, info.Size(), err)
		}
		for _, width := range []int64{380, 1280} {
			for _, theme := range []string{"light", "dark"} {
				shot := fmt.Sprintf("%s-%d-%s", name, width, theme)
				do(t, ctx, emulation.SetDeviceMetricsOverride(width, 900, 1, width < 600),
					emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}),
					chromedp.Navigate("file://"+file), chromedp.WaitReady("main"))
				var wide int64
				do(t, ctx, chromedp.Evaluate(`document.documentElement.scrollWidth`, &wide))
				if wide > width {
					t.Errorf("%s is %d pixels wide: %s", shot, wide, text(t, ctx, widest))
				}
				if got := text(t, ctx, "document.title"); got == "broken" {
					t.Errorf("%s: a report changed the title", shot)
				}
				barriers(t, ctx, shot, axe)
				picture(t, ctx, shot)
			}
		}
		keyboard(t, ctx, name)
	}
}

// keyboard goes through the page by the tabulator: every link and every region that scrolls gets the focus in its turn, and shows it; the first
// one leads past the summary.
func keyboard(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	const count = `[...document.querySelectorAll("a[href], [tabindex]")].length`
	var controls int
	do(t, ctx, chromedp.Evaluate(`scrollTo(0, 0); document.activeElement?.blur(); window.reached = new Set(); `+count, &controls))
	if controls < 10 {
		t.Errorf("%s: %d controls", name, controls)
	}
	for i := range controls {
		do(t, ctx, chromedp.KeyEvent(kb.Tab))
		var got struct {
			Seen, Outlined bool
			Skip           bool
		}
		do(t, ctx, chromedp.Evaluate(`(e => { reached.add(e); const s = getComputedStyle(e), r = e.getBoundingClientRect();
			return {Seen: r.width > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0, Outlined: s.outlineStyle != "none" && parseFloat(s.outlineWidth) > 0, Skip: e.matches(".skip")} })(document.activeElement)`, &got))
		if !got.Seen || !got.Outlined || got.Skip != (i == 0) {
			t.Fatalf("%s: control %d: %+v: %s", name, i+1, got, text(t, ctx, `document.activeElement.outerHTML.slice(0, 200)`))
		}
	}
	var reached int
	do(t, ctx, chromedp.Evaluate(`reached.size`, &reached))
	if reached != controls {
		t.Errorf("%s: the keyboard reaches %d of %d controls", name, reached, controls)
	}
}
