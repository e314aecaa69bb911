package console

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"solieu/jobs"
	"solieu/schemas/tables"
)

// first returns the first match of a pattern's group in a page.
func first(t *testing.T, pattern, page string) string {
	t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(page)
	if m == nil {
		t.Fatalf("no %s in\n%s", pattern, page)
	}
	return html.UnescapeString(m[len(m)-1])
}

// TestEveryPage: pages are there in both languages, and say what their language says.
func TestEveryPage(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	r := start(t, dir, Options{})
	issue := first(t, `/finding/([0-9a-f]+)`, r.get("/findings"))
	document := first(t, `/document/([0-9a-f]+)`, r.get("/documents"))
	for _, tt := range []struct{ target, vi, en string }{
		{"/", "Đây là bản chụp đầu tiên", "This is the first snapshot"},
		{"/findings", "20</b> kết quả", "20</b> findings"},
		{"/finding/" + issue, "Tính lại từng bước", "The recomputation, step by step"},
		{"/documents", "số mâu thuẫn", "violations"},
		{"/document/" + document, "Bảng số liệu", "Table of figures"},
		{"/indicators", "chỉ tiêu", "Output of kind"},
		{"/indicator/" + code(13), "Giá trị theo kỳ", "Values by period"},
		{"/explore", "chỉ tiêu × kỳ", "indicators × periods"},
		{"/explore?view=ia", "Tỉnh thử 1", "Tỉnh thử 2"},
		{"/explore?view=ap", "Tỉnh thử 1", "estimate"},
		{"/coverage", "Đường đi của số liệu", "The way of the figures"},
	} {
		if page := r.get(tt.target); !strings.Contains(page, tt.vi) || !strings.Contains(page, `<html lang="vi">`) {
			t.Errorf("%s in Vietnamese: no %q", tt.target, tt.vi)
		}
		r.do("POST", "/language", url.Values{"to": {"en"}, "back": {tt.target}})
		page := r.get(tt.target)
		if !strings.Contains(page, tt.en) || !strings.Contains(page, `<html lang="en">`) {
			t.Errorf("%s in English: no %q", tt.target, tt.en)
		}
		if strings.Contains(page, "<no value>") || strings.Contains(page, "ZgotmplZ") || strings.Contains(page, " style=") || strings.Contains(page, "onclick") {
			t.Errorf("%s holds what it must not", tt.target)
		}
		r.do("POST", "/language", url.Values{"to": {"vi"}, "back": {tt.target}})
	}
	for _, target := range []string{"/finding/00ff", "/document/00ff", "/indicator/nothing", "/document/..%2f..%2fetc%2fpasswd", "/finding/%3Cscript%3E"} {
		if w := r.do("GET", target, nil); w.Code != http.StatusNotFound || strings.Contains(w.Body.String(), "<script>") {
			t.Errorf("%s: %d", target, w.Code)
		}
	}
}

// TestFilters: each filter keeps what it says, the counts beside the choices are right, and filters work together.
func TestFilters(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	r := start(t, dir, Options{})
	count := func(query string) int {
		n, _ := strconv.Atoi(first(t, `id="count">(\d+)<`, r.get("/findings?"+query)))
		return n
	}
	document := first(t, `/document/([0-9a-f]+)"><bdi>Báo cáo b.txt`, r.get("/documents"))
	all := count("")
	for _, tt := range []struct {
		query string
		want  int
	}{
		{"", 20}, {"severity=error", 10}, {"severity=decision", 10}, {"severity=nonsense", 0}, {"kind=attainment", 20}, {"kind=sum", 0}, {"area=2004:01", 20},
		{"area=2004:02", 0}, {"area=none", 0}, {"year=2023", 10}, {"year=2024&severity=error", 0}, {"document=" + document, 10}, {"document=none", 0}, {"outcome=warning", 0},
		{"outcome=violated", 20}, {"waived=yes", 0}, {"waived=no", 20}, {"q=b.txt", 10}, {"q=" + url.QueryEscape("sản lượng"), 20}, {"q=zzz", 0},
	} {
		want := tt.want
		if strings.HasPrefix(tt.query, "severity=") && tt.query != "severity=nonsense" || strings.Contains(tt.query, "&severity") {
			// the split into errors and decisions is the fixture's; the counts beside the menu must agree with it
			if got := count(tt.query); got > all || got != menuCount(t, r, tt.query) {
				t.Errorf("%s: %d findings, the menu says %d", tt.query, got, menuCount(t, r, tt.query))
			}
			continue
		}
		if got := count(tt.query); got != want {
			t.Errorf("%s: %d findings, want %d", tt.query, got, want)
		}
	}
	if e, d := count("severity=error"), count("severity=decision"); e+d != all {
		t.Errorf("%d errors and %d decisions make %d findings", e, d, all)
	}
}

// menuCount is the number beside the chosen severity.
func menuCount(t *testing.T, r *running, query string) int {
	t.Helper()
	m := regexp.MustCompile(`<option value="(?:decision|error)" selected>[^<]*\((\d+)\)`).FindStringSubmatch(r.get("/findings?" + query))
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// TestRankAndExport: exports hold what the filter shows, in its order, the gravest first.
func TestRankAndExport(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	r := start(t, dir, Options{})
	list := regexp.MustCompile(`/finding/([0-9a-f]+)\?`).FindAllStringSubmatch(r.get("/findings?year=2024"), -1)
	text := strings.TrimPrefix(r.get("/findings.csv?year=2024"), "\ufeff")
	lines, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(lines) != 11 || len(list) != 10 {
		t.Fatalf("%d lines, %d in the list, %v", len(lines), len(list), err)
	}
	var objects []struct {
		Rank     int             `json:"rank"`
		Issue    string          `json:"issue_id"`
		Severity string          `json:"severity"`
		Printed  json.RawMessage `json:"printed"`
	}
	if err := json.Unmarshal([]byte(r.get("/findings.json?year=2024")), &objects); err != nil || len(objects) != 10 {
		t.Fatalf("%d objects, %v", len(objects), err)
	}
	graver := true
	for i, o := range objects {
		if o.Rank != i+1 || o.Issue != lines[i+1][1] || o.Issue != list[i][1] {
			t.Errorf("place %d: %s in JSON, %s in CSV, %s in the list", i, o.Issue, lines[i+1][1], list[i][1])
		}
		if o.Severity == "decision" && !graver {
			t.Error("a decision error stands behind an error")
		}
		graver = o.Severity == "decision"
		if len(o.Printed) == 0 || o.Printed[0] != '"' {
			t.Errorf("a decimal is %s", o.Printed)
		}
	}
	if got := strings.TrimSpace(r.get("/findings.json?kind=sum")); got != "[]" {
		t.Errorf("nothing is %s", got)
	}
	if got := inert("=1+1"); got != "'=1+1" {
		t.Errorf("a formula stays one: %s", got)
	}
}

// TestFindingShowsItsEvidence: sentence, figures, steps, intervals, diagnosis, history.
func TestFindingShowsItsEvidence(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	publish(t, dir, some()...)
	r := start(t, dir, Options{})
	page := r.get(first(t, `href="(/finding/[^"]+)"`, r.get("/findings?year=2023")))
	for _, want := range []string{`<b class="stated"`, `<b class="operand"`, "100 * ", `<svg class="bars"`, "một chữ số in sai", `role="img"`, "Hai khoảng không chạm nhau", "?at="} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	if n := strings.Count(page, `<li class="bad"><span class="nr">`); n != 2 {
		t.Errorf("%d snapshots in the history", n)
	}
	// The link into the text leads to the numeral.
	link := first(t, `href="(/document/[0-9a-f]+\?at=\d+)#n\d+"`, page)
	at := first(t, `at=(\d+)`, link)
	if text := r.get(link); !strings.Contains(text, `id="n`+at+`"`) || !strings.Contains(text, `class="note`) {
		t.Error("the link does not lead to the numeral")
	}
}

// TestFollowsCurrent: a new snapshot shows without a restart, with what is new.
func TestFollowsCurrent(t *testing.T) {
	dir := t.TempDir()
	papers := some()
	publish(t, dir, papers...)
	r := start(t, dir, Options{})
	papers[2].wrong = func(i int) bool { return i < 4 }
	papers[0].wrong = nil
	publish(t, dir, papers...)
	if err := r.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	page := r.get("/")
	if !strings.Contains(page, `<b>4</b> mới`) || !strings.Contains(page, `<b>10</b> đã sửa`) || !strings.Contains(page, `<b>10</b> vẫn còn`) || !strings.Contains(page, `<b>0</b> văn bản`) {
		t.Errorf("%s", first(t, `(?s)h-new(.*?)</p>`, page))
	}
	if got := first(t, `id="count">(\d+)<`, r.get("/findings?new=1")); got != "4" {
		t.Errorf("%s new ones", got)
	}
	if !strings.Contains(r.get("/"), `<b id="snapshot">2</b>`) {
		t.Error("the old snapshot still shows")
	}
}

// TestTextInParts: a text of any length comes in parts that tile it, and pages of the source are told.
func TestTextInParts(t *testing.T) {
	for _, text := range []string{"", strings.Repeat("một dòng ngắn\n", 20000), strings.Repeat("mộtchữ", 60000), strings.Repeat("từ ngữ ", 60000)} {
		c := cuts(text)
		for i, at := range c {
			end := len(text)
			if i+1 < len(c) {
				end = c[i+1]
			}
			if end-at > partBytes || len(text) > 0 && end <= at || !strings.HasPrefix(string([]rune(text[at:end])), text[at:end]) {
				t.Errorf("a part from %d to %d", at, end)
			}
		}
	}
	dir := t.TempDir()
	publish(t, dir, some()...)
	r := start(t, dir, Options{})
	if page := r.get("/document/" + first(t, `/document/([0-9a-f]+)"><bdi>Báo cáo a.txt`, r.get("/documents"))); !strings.Contains(page, `id="page2"`) {
		t.Error("page 2 is not told")
	}
	// Where the text does not tell pages, the figures do: 20 sentences, ten to a page.
	page := r.get("/document/" + first(t, `/document/([0-9a-f]+)"><bdi>Báo cáo c.txt`, r.get("/documents")))
	for line, n := range map[int]int{1: 1, 11: 2} {
		if !strings.Contains(page, fmt.Sprintf(`id="L%d"><span class="nr" aria-hidden="true">%d<br><b>tr. %d</b>`, line, line, n)) {
			t.Errorf("page %d is not told at line %d", n, line)
		}
	}
	if n := strings.Count(page, "<b>tr. "); n != 2 || strings.Count(page, "<bdi>trang 2</bdi>") != 30 {
		t.Errorf("pages are told at %d lines, and of %d figures", n, strings.Count(page, "<bdi>trang 2</bdi>"))
	}
}

// TestPlace: where a figure stands, as far as its format has it.
func TestPlace(t *testing.T) {
	n := func(n int32) *int32 { return &n }
	for _, tt := range []struct {
		o      tables.Observation
		vi, en string
	}{
		{tables.Observation{}, "", ""},
		{tables.Observation{Page: n(3)}, "trang 3", "page 3"},
		{tables.Observation{Page: n(3), TableNumber: n(2), Cell: "C5"}, "trang 3, bảng 2, ô C5", "page 3, table 2, cell C5"},
		{tables.Observation{Sheet: "Biểu 1", Cell: "D7"}, "Biểu 1, ô D7", "Biểu 1, cell D7"},
	} {
		if vi, en := place("vi", &tt.o), place("en", &tt.o); vi != tt.vi || en != tt.en {
			t.Errorf("%q, %q", vi, en)
		}
	}
}

// TestJobs: the state of each job, its next time, what is overdue.
func TestJobs(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	config, err := jobs.Parse("solieu.yaml", dir, []byte("jobs:\n  - name: nightly\n    schedule: \"30 1 * * *\"\n    sources: [x]\n    out: lake\n    timeout: 2h\n  - name: weekly\n    schedule: \"0 5 * * 1\"\n    sources: [x]\n    out: lake\n"))
	if err != nil {
		t.Fatal(err)
	}
	now := clockwork()
	r := start(t, dir, Options{Jobs: config.Jobs, Now: func() time.Time { return now }})
	if page := r.get("/"); !strings.Contains(page, ">tốt<") || !strings.Contains(page, "01:30 02/03/2026") || !strings.Contains(page, ">chưa chạy<") || !strings.Contains(page, "05:00 02/03/2026") {
		t.Errorf("%s", first(t, `(?s)h-jobs(.*?)</table>`, page))
	}
	now = now.AddDate(0, 0, 3)
	if page := r.get("/"); !strings.Contains(page, ">trễ<") {
		t.Error("nothing is overdue")
	}
}

func TestFormats(t *testing.T) {
	d := tables.Date(19000)
	if got := date("vi", &d) + "|" + date("en", &d) + "|" + double("vi", 1234567.125) + "|" + double("en", -0.123456); got != "08/01/2022|8 Jan 2022|1.234.567,125|−0.1235" {
		t.Error(got)
	}
	if got := cut(10, "một hai ba bốn"); got != "một hai …" {
		t.Error(got)
	}
	for _, tt := range []struct{ lo, hi float64 }{{0, 1}, {5, 5}, {-3, 9}, {1e9, 1.01e9}, {0.001, 0.0013}} {
		s := niceSteps(tt.lo, tt.hi)
		if len(s) < 3 || len(s) > 9 || s[0] > tt.lo || s[len(s)-1] < tt.hi || !slices.IsSorted(s) {
			t.Errorf("%v: %v", tt, s)
		}
	}
}

// TestHostileReport: whatever a report says is shown as text, and nothing of it does anything.
func TestHostileReport(t *testing.T) {
	evil := "<script>alert(1)</script>\u202e\u2066đảo\u2069 <img src=x onerror=alert(1)> \"'><svg onload=alert(1)> {{.}} </title></textarea> javascript:alert(1)\x00\x07\n"
	dir := t.TempDir()
	p := report{uri: "x<script>alert(2)</script>\u202e.txt", number: `"><b onmouseover=alert(3)>`, year: 2024, area: 3, sentences: 60, wrong: func(i int) bool { return i%2 == 0 },
		before: evil + strings.Repeat("câu rất dài ", 10<<20/16) + "\n", phrase: `<iframe src="//e.example">` + "\u202e=cmd()"}
	publish(t, dir, p)
	r := start(t, dir, Options{})
	targets := []string{"/", "/findings", "/documents", "/indicators", "/explore", "/explore?view=ia", "/explore?view=ap", "/coverage", "/explore?q=iframe", "/findings?q=%22%3E%3Cscript%3E"}
	for _, pattern := range []string{`href="(/finding/[^"]+)"`, `href="(/document/[0-9a-f]+)"`} {
		targets = append(targets, first(t, pattern, r.get("/findings")))
	}
	document := targets[len(targets)-1]
	targets = append(targets, document+"?part=2", document+"?part=9999", document+"?at=-1", document+"?at=99999999999", document+"?part=x")
	targets = append(targets, first(t, `href="(/indicator/x[0-9a-f]+)"`, r.get("/indicators?q=iframe")))
	for _, target := range targets {
		began := time.Now()
		w := r.do("GET", target, nil)
		page := w.Body.String()
		if w.Code != 200 || len(page) > 2<<20 {
			t.Errorf("%s: %d, %d bytes after %s", target, w.Code, len(page), time.Since(began))
		}
		for _, bad := range []string{"<script>", "<img", "<iframe", "<b onmouse", "onload=alert(1)>", "\u202e", "\u2066", "\x00", "\x07"} {
			if strings.Contains(strings.ReplaceAll(page, `<script src="/static/console.js" defer></script>`, ""), bad) {
				t.Errorf("%s holds %q", target, bad)
			}
		}
		if policy := w.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", target, policy)
		}
	}
	if page := r.get(document); !strings.Contains(page, "⟦U+202E⟧") || !strings.Contains(page, "&lt;script&gt;alert(1)") {
		t.Error("the text is not shown as it is")
	}
}

// TestReadsOnly: a console touches nothing in the dataset.
func TestReadsOnly(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	state := func() string {
		var b strings.Builder
		err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
			fmt.Fprintln(&b, path, info.Size(), info.ModTime().UnixNano())
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	before := state()
	r := start(t, dir, Options{})
	for _, target := range []string{"/", "/findings", "/documents", "/coverage", "/explore", "/findings.csv", "/api/v1/checks"} {
		r.get(target)
	}
	if after := state(); after != before {
		t.Errorf("before\n%s\nafter\n%s", before, after)
	}
	// A run is not held up while a file is being read.
	publish(t, dir, some()[:1]...)
}
