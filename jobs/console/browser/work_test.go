package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// TestConsole looks at every page of a console, prints them, and does what an auditor does.
func TestConsole(t *testing.T) {
	ctx := chrome(t)
	s := full(t)
	for _, part := range []struct {
		name string
		run  func(*testing.T, context.Context, served)
	}{{"pages", everyPage}, {"print", printed}, {"tabs", tabs}, {"findings", findings}, {"evidence", evidence}, {"filters", otherFilters}, {"exports", exports}, {"decisions", decisions}} {
		t.Run(part.name, func(t *testing.T) { part.run(t, ctx, s) })
	}
}

// choose chooses the nth option of a menu, from 1, waits for the page that it leads to, and returns the number that the option told; -1 where none.
func choose(t *testing.T, ctx context.Context, menu string, nth int) int {
	t.Helper()
	said := number(t, ctx, fmt.Sprintf(`(o => {o.selected = true; return +(o.textContent.match(/\(([\d.]+)\)$/)?.[1].replaceAll(".", "") ?? -1)})(document.querySelector("#%s option:nth-child(%d)"))`, menu, nth))
	do(t, ctx, chromedp.Evaluate(fmt.Sprintf(`(window.before = true, document.querySelector("#%s").dispatchEvent(new Event("change", {bubbles: true})))`, menu), nil))
	wait(t, ctx, fmt.Sprintf(`window.before == null && location.search.includes("%s=") && document.readyState == "complete"`, menu))
	return said
}

// search types words into the search of a page.
func search(t *testing.T, ctx context.Context, words string) {
	t.Helper()
	do(t, ctx, chromedp.Evaluate(`window.before = true`, nil), chromedp.SendKeys("#q", words+"\r"))
	wait(t, ctx, `window.before == null && location.search.includes("q=") && document.readyState == "complete"`)
}

// tabs goes from page to page by the tabs.
func tabs(t *testing.T, ctx context.Context, s served) {
	s.open(t, ctx, "/coverage")
	for i := range number(t, ctx, `document.querySelectorAll("nav ul a").length`) {
		href := text(t, ctx, fmt.Sprintf(`document.querySelectorAll("nav ul a")[%d].getAttribute("href")`, i))
		do(t, ctx, chromedp.Click(fmt.Sprintf("nav li:nth-child(%d) a", i+1)))
		wait(t, ctx, fmt.Sprintf(`location.pathname == %q && document.readyState == "complete" && document.querySelector("nav [aria-current]")?.getAttribute("href") == %q`, href, href))
	}
}

// findings: every menu applies by itself and shows as many as it said, words and marks pick, the list has pages.
func findings(t *testing.T, ctx context.Context, s served) {
	count := func() int { return number(t, ctx, `+document.querySelector("#count").textContent`) }
	s.open(t, ctx, "/findings")
	all := count()
	for _, menu := range []string{"severity", "kind", "area", "year", "outcome", "waived"} {
		s.open(t, ctx, "/findings")
		for n := range number(t, ctx, fmt.Sprintf(`document.querySelectorAll("#%s option").length`, menu)) {
			if n == 0 {
				continue // it means all
			}
			said := choose(t, ctx, menu, n+1)
			if got := count(); said >= 0 && got != said || got > all {
				t.Errorf("%s: %d findings, the menu said %d", menu, got, said)
			}
		}
	}
	s.open(t, ctx, "/findings")
	search(t, ctx, "long.txt")
	if got := count(); got == all || got == 0 {
		t.Errorf("words: %d of %d findings", got, all)
	}
	s.open(t, ctx, "/findings")
	do(t, ctx, chromedp.Click("#new"))
	wait(t, ctx, `location.search.includes("new=1") && document.readyState == "complete"`)
	if got := count(); got == all || got == 0 {
		t.Errorf("new ones: %d of %d findings", got, all)
	}
	s.open(t, ctx, "/findings")
	first := text(t, ctx, `document.querySelector(".finds .lead").getAttribute("href")`)
	do(t, ctx, chromedp.KeyEvent("n"))
	wait(t, ctx, `location.search.includes("page=2") && document.readyState == "complete"`)
	if rest, second := number(t, ctx, `document.querySelectorAll(".finds > li").length`), text(t, ctx, `document.querySelector(".finds .lead").getAttribute("href")`); rest != min(25, all-25) || second == first {
		t.Errorf("%d of %d findings on the second page, the first of them %s", rest, all, second)
	}
	do(t, ctx, chromedp.KeyEvent("p"))
	wait(t, ctx, `location.search.includes("page=1") && document.readyState == "complete"`)
}

// evidence goes by keys alone from a list to a finding, along to its text, to the table and back.
func evidence(t *testing.T, ctx context.Context, s served) {
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
	do(t, ctx, chromedp.Click(".note a"))
	wait(t, ctx, `location.pathname.startsWith("/finding/") && document.readyState == "complete"`)
	// English and back, on the same page.
	s.open(t, ctx, "/findings?severity=error")
	do(t, ctx, chromedp.Click("button.quiet"))
	wait(t, ctx, `document.documentElement.lang == "en" && location.search == "?severity=error"`)
	do(t, ctx, chromedp.Click("button.quiet"))
	wait(t, ctx, `document.documentElement.lang == "vi"`)
}

// otherFilters drives the filters of the other pages.
func otherFilters(t *testing.T, ctx context.Context, s served) {
	rows := func() int { return number(t, ctx, `document.querySelectorAll("table tbody tr").length`) }
	for page, words := range map[string]string{"/documents": "mai-chau", "/indicators": "lợn", "/explore": "AGR.LIVESTOCK"} {
		s.open(t, ctx, page)
		all := rows()
		search(t, ctx, words)
		if got := rows(); got == 0 || got >= all {
			t.Errorf("%s: %d of %d rows for %q", page, got, all, words)
		}
	}
	s.open(t, ctx, "/coverage")
	phrases := func() int {
		return number(t, ctx, `document.querySelectorAll("section[aria-labelledby=h-phrases] tbody th").length`)
	}
	all, phrase := phrases(), text(t, ctx, `document.querySelector("section[aria-labelledby=h-phrases] tbody th").textContent`)
	search(t, ctx, phrase)
	if got := phrases(); got == 0 || got >= all {
		t.Errorf("%d of %d phrases for %q", got, all, phrase)
	}
	s.open(t, ctx, "/documents")
	choose(t, ctx, "sort", 2)
	if most := text(t, ctx, `document.querySelector("tbody tr td:last-child").textContent.trim()`); most == "0" {
		t.Error("the document with the most violations does not come first")
	}
	for page, menus := range map[string][]string{"/explore": {"area", "frame", "view"}, "/explore?view=ia": {"period"}, "/explore?view=ap&q=AGR": {"indicator", "frame"},
		"/indicator/AGR.LIVESTOCK.PIG": {"area", "frame", "unit"}} {
		for _, menu := range menus {
			s.open(t, ctx, page)
			options := number(t, ctx, fmt.Sprintf(`document.querySelectorAll("#%s option").length`, menu))
			if options == 0 {
				t.Errorf("%s: %s offers nothing", page, menu)
				continue
			}
			if number(t, ctx, fmt.Sprintf(`+document.querySelector("#%s").multiple`, menu)) == 1 {
				do(t, ctx, chromedp.Evaluate(fmt.Sprintf(`(window.before = true, document.querySelectorAll("#%s option").forEach(o => o.selected = true), document.querySelector("form.filter button").click())`, menu), nil))
				wait(t, ctx, `window.before == null && document.readyState == "complete"`)
				if lines := number(t, ctx, `document.querySelectorAll(".chart .legend li").length`); lines < options {
					t.Errorf("%s: %d lines of %d areas", page, lines, options)
				}
				continue
			}
			for n := range options {
				choose(t, ctx, menu, n+1)
				if got := number(t, ctx, fmt.Sprintf(`document.querySelector("#%s").selectedIndex`, menu)); got != n {
					t.Errorf("%s: %s is at %d, not %d", page, menu, got, n)
				}
			}
		}
	}
}

// exports downloads every export by its link and compares it with what is shown.
func exports(t *testing.T, ctx context.Context, s served) {
	folder := t.TempDir()
	do(t, ctx, browser.SetDownloadBehavior(browser.SetDownloadBehaviorBehaviorAllow).WithDownloadPath(folder))
	download := func(selector, name string) []byte {
		t.Helper()
		do(t, ctx, chromedp.Click(selector))
		for range 100 {
			if data, err := os.ReadFile(filepath.Join(folder, name)); err == nil && len(data) > 0 {
				if err := os.Remove(filepath.Join(folder, name)); err != nil {
					t.Fatal(err)
				}
				return data
			}
			time.Sleep(100 * time.Millisecond)
		}
		t.Fatalf("%s does not come", name)
		return nil
	}
	for _, query := range []string{"", "?severity=error", "?q=long.txt"} {
		s.open(t, ctx, "/findings"+query)
		shown := number(t, ctx, `+document.querySelector("#count").textContent`)
		var rows []map[string]any
		if err := json.Unmarshal(download("a[download][href*=json]", "findings.json"), &rows); err != nil || len(rows) != shown || shown == 0 {
			t.Errorf("%q: JSON: %d rows, %d shown, %v", query, len(rows), shown, err)
		}
		table := string(download("a[download][href*=csv]", "findings.csv"))
		if !strings.HasPrefix(table, "\ufeffrank,issue_id") || !strings.Contains(table, fmt.Sprintf("\n%d,", shown)) || strings.Contains(table, fmt.Sprintf("\n%d,", shown+1)) {
			t.Errorf("%q: CSV: %q", query, table[:min(len(table), 300)])
		}
	}
	for _, query := range []string{"", "?view=ia", "?view=ap&q=AGR"} {
		s.open(t, ctx, "/explore"+query)
		shown := number(t, ctx, `document.querySelectorAll(".pivot tbody tr").length`)
		if table := string(download("a[download]", "explore.csv")); strings.Count(table, "\n") <= shown {
			t.Errorf("%q: the pivot has %d rows: %q", query, shown, table)
		}
	}
}

// decisions accepts a finding, withdraws the waiver, and upholds the finding; each form is refused once.
func decisions(t *testing.T, ctx context.Context, s served) {
	count := func(waived string) string {
		s.open(t, ctx, "/findings?waived="+waived)
		return text(t, ctx, `document.querySelector("#count").textContent`)
	}
	finding := s.link(t, ctx, "/findings?q=hoa-binh-2023", ".finds .lead")
	for _, step := range []struct{ act, reason, card, waived, upheld string }{
		{"accept", "đã đính chính tại văn bản 812", ".card.waived", "1", "0"},
		{"withdraw", "đính chính không đúng số", "form[action$=accept]", "0", "0"},
		{"uphold", "yêu cầu sửa trong báo cáo sau", ".card.upheld", "0", "1"},
	} {
		s.open(t, ctx, finding)
		reason, who, button := "#"+step.act+"-reason", "#"+step.act+"-who", "form[action$="+step.act+"] button"
		do(t, ctx, chromedp.SendKeys(reason, "     x"), chromedp.SendKeys(who, "Trần B"), chromedp.Click(button))
		wait(t, ctx, `document.querySelector("#said") != null`)
		if got := text(t, ctx, fmt.Sprintf(`document.querySelector(%q).value`, who)); got != "Trần B" {
			t.Errorf("%s: what was typed is gone: %q", step.act, got)
		}
		do(t, ctx, chromedp.SetValue(reason, step.reason), chromedp.Click(button))
		wait(t, ctx, fmt.Sprintf(`document.querySelector("#said") == null && document.querySelector(%q) != null && document.readyState == "complete"`, step.card))
		if got := text(t, ctx, `document.querySelector(".decisions li:last-child").textContent`); !strings.Contains(got, step.reason) || !strings.Contains(got, "Trần B") {
			t.Errorf("%s: the journal on the page: %q", step.act, got)
		}
		picture(t, ctx, "decided-"+step.act)
		if waived, upheld := count("yes"), count("upheld"); waived != step.waived || upheld != step.upheld {
			t.Errorf("%s: %s waived, %s upheld", step.act, waived, upheld)
		}
	}
	file, err := os.ReadFile(s.waivers)
	if err != nil || !strings.HasPrefix(string(file), `# - {issue: `) || !strings.Contains(string(file), `reason: "đã đính chính tại văn bản 812", who: "Trần B"`) {
		t.Errorf("%v %s", err, file)
	}
	journal, err := os.ReadFile(s.waivers + ".journal.jsonl")
	if err != nil || !strings.Contains(string(journal), `"seq":2,`) || !strings.Contains(string(journal), `"act":"uphold"`) {
		t.Errorf("%v %s", err, journal)
	}
}
