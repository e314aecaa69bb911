package audit_test

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"solieu/pipeline/audit"
	"solieu/schemas"
)

// printed is a report as bytes and as a tree.
func printed(t *testing.T, r *audit.Report) (string, *html.Node) {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteHTML(&b); err != nil {
		t.Fatal(err)
	}
	tree, err := html.Parse(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), tree
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// find returns the elements for which ok holds, in document order.
func find(n *html.Node, ok func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && ok(c) {
			out = append(out, c)
		}
	}
	return out
}

func named(tag, class string) func(*html.Node) bool {
	return func(n *html.Node) bool {
		return n.Data == tag && (class == "" || strings.Contains(" "+attr(n, "class")+" ", " "+class+" "))
	}
}

func content(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

func TestPageShowsTheFindingAndTheWholeText(t *testing.T) {
	p := broken("a.txt")
	r := gather(t, published(t, t.TempDir(), p), audit.Options{})
	_, page := printed(t, r)
	cards := find(page, named("article", "card"))
	if len(cards) != 1 {
		t.Fatalf("%d findings", len(cards))
	}
	for _, want := range []string{"800 ha + 500 ha được 1.300 ha", "Khả năng: sai một chữ số", "a + b = c", "tính lại 1.300", r.Violations[0].Check.IssueID, r.Violations[0].WaiverLine(), "dòng 1"} {
		if !strings.Contains(content(cards[0]), want) {
			t.Errorf("the finding lacks %q:\n%s", want, content(cards[0]))
		}
	}
	if got := find(cards[0], named("b", "stated")); len(got) != 1 || content(got[0]) != "1.200" {
		t.Errorf("%d results marked", len(got))
	}
	if got := find(cards[0], named("b", "operand")); len(got) != 2 || content(got[0]) != "800" || content(got[1]) != "500" {
		t.Errorf("%d operands marked", len(got))
	}
	texts := find(page, named("div", "text"))
	if want := strings.NewReplacer("{", "", "}", "").Replace(p.text); len(texts) != 1 || content(texts[0]) != want {
		t.Errorf("the text is not the document's: %q", content(texts[0]))
	}
	if got := find(texts[0], named("a", "k")); len(got) != 3 || attr(got[0], "href") != "#"+attr(cards[0], "id") {
		t.Errorf("%d figures lead to the finding", len(got))
	}
	figures := find(texts[0], named("b", "figure"))
	if len(figures) != 1 || attr(figures[0], "title") != "số liệu: 70 ha · diện tích lúa · 2023 · thực hiện · Bắc Kạn" {
		t.Errorf("the figure's title is %q", attr(figures[0], "title"))
	}
	if dates := find(texts[0], named("b", "date")); len(dates) != 1 || content(dates[0]) != "31" {
		t.Errorf("%d dates", len(dates))
	}
}

func TestEveryLinkLeadsSomewhere(t *testing.T) {
	dir := t.TempDir()
	p := broken("a.txt")
	p.checks = append(p.checks, relation(schemas.Violated, schemas.SeverityDecision, 3, 1), relation(schemas.Truncated, schemas.SeverityWarning, 3, 2))
	_, page := printed(t, gather(t, published(t, dir, p, broken("b.txt")), audit.Options{}))
	ids := map[string]int{}
	for _, n := range find(page, func(n *html.Node) bool { return attr(n, "id") != "" }) {
		ids[attr(n, "id")]++
	}
	for id, n := range ids {
		if n > 1 {
			t.Errorf("%d elements are called %s", n, id)
		}
	}
	links := find(page, named("a", ""))
	if len(links) < 15 {
		t.Errorf("only %d links", len(links))
	}
	for _, a := range links {
		if to, ok := strings.CutPrefix(attr(a, "href"), "#"); !ok || ids[to] == 0 {
			t.Errorf("a link leads to %q", attr(a, "href"))
		}
	}
	for _, n := range find(page, func(n *html.Node) bool { return attr(n, "aria-labelledby") != "" }) {
		if ids[attr(n, "aria-labelledby")] == 0 {
			t.Errorf("nothing is called %s", attr(n, "aria-labelledby"))
		}
	}
}

// TestHostileText: whatever a report contains is shown, never obeyed.
func TestHostileText(t *testing.T) {
	evil := `<script>alert(1)</script><img src=x onerror=alert(2)>"'></div></style><!--` + "\u202Egnorw\u202C \u2066x\u2069 \x1b[31m zero\u200bwidth {1.200} ha javascript:alert(3) {{.}}"
	p := paper{uri: `x"><svg onload=alert(4)>.txt`, text: strings.Replace(evil, "{{.}}", "", 1), checks: []schemas.Check{relation(schemas.Violated, schemas.SeverityError, 0)}}
	p.checks[0].MessageVI = `<script>alert(5)</script>` + "\u202E"
	p.checks[0].Diagnosis = "</p><iframe src=//evil>"
	raw, page := printed(t, gather(t, published(t, t.TempDir(), p), audit.Options{Waivers: []audit.Waiver{{Issue: "<b>x", Who: "<i>", Reason: "\u202E<script>", File: "<u>"}}}))
	if bad := find(page, func(n *html.Node) bool {
		return strings.Contains(" script img svg iframe object embed form link base i u ", " "+n.Data+" ")
	}); len(bad) > 0 {
		t.Errorf("the page has an element %s", bad[0].Data)
	}
	for _, n := range find(page, func(*html.Node) bool { return true }) {
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "src" || a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
				t.Errorf("<%s %s=%q>", n.Data, a.Key, a.Val)
			}
		}
	}
	if i := strings.IndexAny(raw, "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\u200b\u200e\u200f\x1b"); i >= 0 {
		t.Errorf("a character that cannot be seen: %q", raw[max(0, i-20):i+20])
	}
	text := content(find(page, named("div", "text"))[0])
	for _, want := range []string{"<script>alert(1)</script>", "<img src=x onerror=alert(2)>", "⟦U+202E⟧gnorw⟦U+202C⟧", "⟦U+2066⟧x⟦U+2069⟧", "⟦U+001B⟧[31m", "zero⟦U+200B⟧width", "javascript:alert(3)"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q", want)
		}
	}
}

func TestPageNeedsNothingBesideIt(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		raw, page := printed(t, gather(t, published(t, t.TempDir(), broken("a.txt")), audit.Options{Lang: lang}))
		for _, foreign := range []string{"http://", "https://", "url(", "@import", "<script", "ZgotmplZ"} {
			if strings.Contains(raw, foreign) {
				t.Errorf("%s: the page has %s", lang, foreign)
			}
		}
		if root := find(page, named("html", "")); attr(root[0], "lang") != lang {
			t.Errorf("lang=%q, want %q", attr(root[0], "lang"), lang)
		}
		for _, tag := range []string{"main", "h1", "nav", "title"} {
			if n := len(find(page, named(tag, ""))); n != 1 {
				t.Errorf("%s: %d elements %s", lang, n, tag)
			}
		}
	}
	_, en := printed(t, gather(t, published(t, t.TempDir(), broken("a.txt")), audit.Options{Lang: "en"}))
	if card := content(find(en, named("article", "card"))[0]); !strings.Contains(card, "gives 1,300 ha") || strings.Contains(card, "báo cáo ghi") {
		t.Errorf("not English: %s", card)
	}
}

func TestSamePageTwice(t *testing.T) {
	a, _ := printed(t, gather(t, published(t, t.TempDir(), broken("a.txt"), broken("b.txt")), audit.Options{}))
	b, _ := printed(t, gather(t, published(t, t.TempDir(), broken("b.txt"), broken("a.txt")), audit.Options{}))
	if a != b {
		t.Error("the order of the documents shows")
	}
}

func TestBriefPageHasTheTextsOfFindingsAlone(t *testing.T) {
	quiet := paper{uri: "quiet.txt", text: "ngô {70} ha"}
	s := published(t, t.TempDir(), broken("a.txt"), quiet)
	for brief, want := range map[bool]int{false: 2, true: 1} {
		_, page := printed(t, gather(t, s, audit.Options{Brief: brief}))
		if got := len(find(page, named("div", "text"))); got != want {
			t.Errorf("brief %t: %d texts, want %d", brief, got, want)
		}
		if !strings.Contains(content(page), "quiet.txt") {
			t.Errorf("brief %t: a document is not named", brief)
		}
	}
}

// TestTheConventionIsShown: how the document's author shortens numbers, and a calculation as people write it.
func TestTheConventionIsShown(t *testing.T) {
	for lang, want := range map[string]string{
		"vi": "Quy ước rút gọn số: chưa rõ (trong các quan hệ phân biệt được: 0 làm tròn, 0 cắt bớt).",
		"en": "Numbers are shortened in a way that cannot be told (of the relations that tell the two apart 0 are rounded, 0 cut).",
	} {
		p := broken("a.txt")
		p.checks[0].Formula = "100 * 1300.5 - 20 <= 7406600000000"
		_, page := printed(t, gather(t, published(t, t.TempDir(), p), audit.Options{Lang: lang}))
		formula := map[string]string{"vi": "100 × 1.300,5 − 20 ≤ 7.406.600.000.000", "en": "100 × 1,300.5 − 20 ≤ 7,406,600,000,000"}[lang]
		if text := content(page); !strings.Contains(text, want) || !strings.Contains(text, formula) {
			t.Errorf("%s: the page lacks %q or %q", lang, want, formula)
		}
	}
}
