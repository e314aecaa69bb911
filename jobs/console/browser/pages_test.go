package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// pages are all pages, with a name each.
func (s served) pages(t *testing.T, ctx context.Context) [][2]string {
	finding := s.link(t, ctx, "/findings?q=hoa-binh-2023&kind=attainment", ".finds .lead")
	document := s.link(t, ctx, "/findings?q=hoa-binh-2023", ".finds .meta a")
	wild := s.link(t, ctx, "/documents?q=long.txt", "tbody a")
	return [][2]string{{"tonight", "/"}, {"findings", "/findings"}, {"finding", finding}, {"documents", "/documents"}, {"document", document},
		{"indicators", "/indicators"}, {"indicator", "/indicator/AGR.LIVESTOCK.PIG"}, {"areas", "/explore?view=ap&q=AGR"}, {"explore", "/explore"}, {"map", "/explore?view=ia"},
		{"coverage", "/coverage"}, {"hostile", wild}, {"missing", missing}}
}

// window sets the size of the window, and day or night.
func window(t *testing.T, ctx context.Context, width int64, theme string) {
	t.Helper()
	do(t, ctx, emulation.SetDeviceMetricsOverride(width, 900, 1, width < 600),
		emulation.SetEmulatedMedia().WithMedia("").WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}))
}

// speak changes the language that pages come in.
func (s served) speak(t *testing.T, ctx context.Context, lang string) {
	t.Helper()
	s.open(t, ctx, "/")
	if text(t, ctx, "document.documentElement.lang") != lang {
		do(t, ctx, chromedp.Click("button.quiet"))
	}
	wait(t, ctx, fmt.Sprintf(`document.documentElement.lang == %q && document.readyState == "complete"`, lang))
}

// everyPage looks at every page in both languages at three widths, by day and by night: nothing is wider than the window, there is no barrier,
// and a report has done nothing. SHOTS=folder keeps the pictures.
func everyPage(t *testing.T, ctx context.Context, s served) {
	axe, err := os.ReadFile(os.Getenv("AXE"))
	if err != nil {
		t.Log("AXE names no axe.min.js: barriers are not looked for")
	}
	pages := s.pages(t, ctx)
	for _, look := range [][2]string{{"en", "light"}, {"vi", "light"}, {"vi", "dark"}} {
		s.speak(t, ctx, look[0])
		for _, p := range pages {
			for _, width := range []int64{380, 1280, 1920} {
				window(t, ctx, width, look[1])
				s.open(t, ctx, p[1])
				inspect(t, ctx, fmt.Sprintf("%s-%d-%s-%s", p[0], width, look[1], look[0]), width, axe)
			}
		}
	}
	window(t, ctx, 1280, "light")
}

// TestDoors looks at the pages that show no data: before the first run, and to somebody who has to sign in.
func TestDoors(t *testing.T) {
	ctx := chrome(t)
	site := build(t)
	token := filepath.Join(t.TempDir(), "token")
	if err := os.WriteFile(token, []byte("0123456789abcdef0123"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := site.serve(t, "--token-file", token)
	axe, _ := os.ReadFile(os.Getenv("AXE"))
	for _, width := range []int64{380, 1280} {
		window(t, ctx, width, "light")
		s.open(t, ctx, "/findings")
		inspect(t, ctx, fmt.Sprintf("login-%d", width), width, axe)
	}
	do(t, ctx, chromedp.SendKeys("#token", "not the right token\r"))
	wait(t, ctx, `document.querySelector(".said") != null`)
	do(t, ctx, chromedp.SendKeys("#token", "0123456789abcdef0123"), chromedp.Evaluate(`window.before = true`, nil))
	s.quietly(t, ctx, chromedp.KeyEvent("\r"), `window.before == null && location.pathname == "/" && document.readyState == "complete"`) // 503: no data yet
	inspect(t, ctx, "empty-1280", 1280, axe)
	site.publish(t)
	for range 10 {
		s.quietly(t, ctx, chromedp.Reload(), `document.readyState == "complete"`)
		if number(t, ctx, `document.querySelectorAll("#snapshot").length`) == 1 {
			return
		}
		time.Sleep(time.Second)
	}
	t.Error("what was published does not show")
}

// inspect proves what must hold of every page, and keeps its picture.
func inspect(t *testing.T, ctx context.Context, name string, width int64, axe []byte) {
	t.Helper()
	if wide := number(t, ctx, `document.documentElement.scrollWidth`); wide > int(width) {
		t.Errorf("%s is %d pixels wide: %s", name, wide, text(t, ctx, widest))
	}
	harmless(t, ctx, name)
	barriers(t, ctx, name, axe)
	picture(t, ctx, name)
}

const widest = `[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest(".wide")).map(e => e.tagName + "." + e.className).slice(0, 5).join(" ")`

// harmless: the text of a report made no element, gave no handler, ran nothing, and turns no direction of writing.
func harmless(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	if got := text(t, ctx, "document.title"); !strings.HasSuffix(got, "solieu") {
		t.Errorf("%s: a report changed the title: %s", name, got)
	}
	if n := number(t, ctx, `document.querySelectorAll("body script, body img, body iframe, [onload], [onerror], [onclick], [style]").length`); n > 0 {
		t.Errorf("%s: %d elements that no template has", name, n)
	}
	if n := number(t, ctx, `(document.documentElement.outerHTML.match(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g) ?? []).length`); n > 0 {
		t.Errorf("%s: %d characters that turn the direction of writing", name, n)
	}
}

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

// highest is as much of a page as a picture shows.
const highest = 3000

// picture keeps the page from its head, where SHOTS names a folder.
func picture(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	folder := os.Getenv("SHOTS")
	if folder == "" {
		return
	}
	var shot []byte
	do(t, ctx, chromedp.ActionFunc(func(ctx context.Context) (err error) {
		_, _, _, _, _, size, err := page.GetLayoutMetrics().Do(ctx)
		if err == nil {
			shot, err = page.CaptureScreenshot().WithCaptureBeyondViewport(true).WithClip(&page.Viewport{Width: size.Width, Height: min(size.Height, highest), Scale: 1}).Do(ctx)
		}
		return err
	}))
	if err := os.WriteFile(filepath.Join(folder, name+".png"), shot, 0o644); err != nil {
		t.Fatal(err)
	}
}

// printed prints every page on A4: what is for the screen alone is gone, nothing is cut off at the right, and the ink is dark on white at night as well.
func printed(t *testing.T, ctx context.Context, s served) {
	defer window(t, ctx, 1280, "light")
	for _, p := range s.pages(t, ctx) {
		window(t, ctx, 720, "light") // the width of A4 between its margins
		do(t, ctx, emulation.SetEmulatedMedia().WithMedia("print").WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}))
		s.open(t, ctx, p[1])
		if shown := text(t, ctx, `[...document.querySelectorAll(".top, form, button, select, input, .pager, footer, .skip")].filter(e => e.checkVisibility()).map(e => e.tagName + "." + e.className).join(" ")`); shown != "" {
			t.Errorf("%s: printed: %s", p[0], shown)
		}
		if cut := text(t, ctx, `[...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.tagName + "." + e.className).slice(0, 5).join(" ")`); cut != "" {
			t.Errorf("%s: cut off on paper: %s", p[0], cut)
		}
		if ink := text(t, ctx, `getComputedStyle(document.body).color + " on " + getComputedStyle(document.body).backgroundColor`); ink != "rgb(27, 31, 36) on rgb(255, 255, 255)" {
			t.Errorf("%s: %s", p[0], ink)
		}
		picture(t, ctx, p[0]+"-print")
		if p[0] == "finding" || p[0] == "document" {
			var sheets []byte
			do(t, ctx, emulation.SetEmulatedMedia().WithMedia(""), chromedp.ActionFunc(func(ctx context.Context) (err error) {
				sheets, _, err = page.PrintToPDF().WithPaperWidth(8.27).WithPaperHeight(11.69).WithPrintBackground(false).Do(ctx)
				return err
			}))
			if !strings.HasPrefix(string(sheets), "%PDF-") || len(sheets) < 10000 {
				t.Errorf("%s: %d bytes of PDF", p[0], len(sheets))
			}
			if folder := os.Getenv("SHOTS"); folder != "" {
				if err := os.WriteFile(filepath.Join(folder, p[0]+".pdf"), sheets, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
