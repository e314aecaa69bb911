package console

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"solieu/jobs/console/ledger"
	"solieu/pipeline/audit"
)

const secret = "0123456789abcdef0123"

func TestToken(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	r := start(t, dir, Options{Token: secret})
	if w := r.do("GET", "/findings", nil); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/login" {
		t.Errorf("without a token: %d %s", w.Code, w.Header().Get("Location"))
	}
	if w := r.do("GET", "/api/v1/runs", nil); w.Code != http.StatusUnauthorized || !strings.Contains(w.Header().Get("Content-Type"), "problem+json") {
		t.Errorf("the API without a token: %d", w.Code)
	}
	for _, wrong := range []string{"", "x", secret + "x", secret[1:]} {
		if w := r.do("GET", "/api/v1/runs", nil, "Authorization", "Bearer "+wrong); w.Code != http.StatusUnauthorized {
			t.Errorf("token %q: %d", wrong, w.Code)
		}
		r.do("POST", "/login", url.Values{"token": {wrong}})
		if w := r.do("GET", "/findings", nil); w.Code != http.StatusSeeOther {
			t.Errorf("signed in with %q", wrong)
		}
	}
	if w := r.do("GET", "/api/v1/runs", nil, "Authorization", "Bearer "+secret); w.Code != 200 {
		t.Errorf("the right token: %d", w.Code)
	}
	r.cookies[sessionCookie] = &http.Cookie{Name: sessionCookie, Value: sign(nil, secret)}
	if w := r.do("GET", "/findings", nil); w.Code != http.StatusSeeOther {
		t.Error("a forged cookie is taken")
	}
	w := r.do("POST", "/login", url.Values{"token": {secret}})
	if c := r.cookies[sessionCookie]; w.Code != http.StatusSeeOther || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || strings.Contains(c.Value, secret) {
		t.Errorf("the session: %d %+v", w.Code, c)
	}
	r.get("/findings")
}

// TestProxy: a header names somebody only where it comes from the proxy.
func TestProxy(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	r := start(t, dir, Options{User: "X-Forwarded-User", Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/24")}})
	for _, tt := range []struct {
		from, who string
		want      int
	}{{"10.0.0.9:1", "An", 200}, {"10.0.0.9:1", "", 401}, {"10.0.1.9:1", "An", 401}, {"[::ffff:10.0.0.9]:1", "An", 200}, {"127.0.0.1:1", "An", 401}} {
		r.from = tt.from
		if w := r.do("GET", "/", nil, "X-Forwarded-User", tt.who); w.Code != tt.want {
			t.Errorf("%s as %q: %d, want %d", tt.from, tt.who, w.Code, tt.want)
		}
	}
}

// TestForeignRequests: other names for this address, other sites' forms, forms that were never shown, and forms that are too long.
func TestForeignRequests(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	r := start(t, dir, Options{Hosts: LocalHosts(), Waivers: filepath.Join(dir, "w.yaml"), AllowWaivers: true})
	r.host = "evil.example"
	if w := r.do("GET", "/", nil); w.Code != http.StatusMisdirectedRequest {
		t.Errorf("another name: %d", w.Code)
	}
	for _, host := range []string{"localhost:1", "127.0.0.1:8464", "[::1]:8464", "LOCALHOST"} {
		r.host = host
		r.get("/")
	}
	accept := "/finding/" + first(t, `/finding/([0-9a-f]+)`, r.get("/findings")) + "/accept"
	form := first(t, `name="form" value="([^"]+)"`, r.get(strings.TrimSuffix(accept, "/accept")))
	good := url.Values{"form": {form}, "reason": {"đã đính chính"}, "who": {"An"}, "until": {"2026-12-31"}}
	for name, tt := range map[string]struct {
		form    url.Values
		headers []string
		want    int
	}{
		"another site":    {good, []string{"Sec-Fetch-Site", "cross-site"}, 403},
		"another origin":  {good, []string{"Origin", "https://evil.example"}, 403},
		"no form token":   {url.Values{"reason": {"đã đính chính"}, "who": {"An"}, "until": {"2026-12-31"}}, nil, 403},
		"a false one":     {url.Values{"form": {sign(nil, "x")}, "reason": {"đã đính chính"}, "who": {"An"}, "until": {"2026-12-31"}}, nil, 403},
		"a book":          {url.Values{"form": {form}, "reason": {strings.Repeat("x", maxBody)}, "who": {"An"}, "until": {"2026-12-31"}}, nil, 403},
		"without reason":  {url.Values{"form": {form}, "reason": {" \u202e "}, "who": {"An"}, "until": {"2026-12-31"}}, nil, 422},
		"without a name":  {url.Values{"form": {form}, "reason": {"đã đính chính"}, "until": {"2026-12-31"}}, nil, 422},
		"for ever":        {url.Values{"form": {form}, "reason": {"đã đính chính"}, "who": {"An"}, "until": {"2066-12-31"}}, nil, 422},
		"until yesterday": {url.Values{"form": {form}, "reason": {"đã đính chính"}, "who": {"An"}, "until": {"2026-02-27"}}, nil, 422},
	} {
		if w := r.do("POST", accept, tt.form, tt.headers...); w.Code != tt.want {
			t.Errorf("%s: %d, want %d", name, w.Code, tt.want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "w.yaml")); err == nil {
		t.Error("something was accepted")
	}
	for _, back := range []string{"//evil.example", "https://evil.example", `/\evil.example`, ""} {
		if w := r.do("POST", "/language", url.Values{"to": {"en"}, "back": {back}}); w.Header().Get("Location") != "/" {
			t.Errorf("%q leads to %s", back, w.Header().Get("Location"))
		}
	}
}

func TestReadOnlyRefuses(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	r := start(t, dir, Options{Waivers: filepath.Join(dir, "w.yaml")})
	page := r.get(first(t, `href="(/finding/[^"]+)"`, r.get("/findings")))
	if strings.Contains(page, "/accept") || !strings.Contains(page, "- {issue: ") {
		t.Error("a form is shown, or no line for the file")
	}
	if w := r.do("POST", "/finding/00/accept", url.Values{}); w.Code != http.StatusForbidden {
		t.Errorf("%d", w.Code)
	}
}

func TestRate(t *testing.T) {
	l := newLimiter(2, 3)
	a, b, now := netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("10.0.0.2"), clockwork()
	for i, want := range []bool{true, true, true, false} {
		if l.allow(a, now) != want {
			t.Errorf("request %d", i)
		}
	}
	if !l.allow(b, now) || l.allow(a, now) || !l.allow(a, now.Add(time.Second/2)) || l.allow(a, now.Add(time.Second/2)) {
		t.Error("buckets do not fill, or are shared")
	}
	for i := range 3 * maxBuckets {
		l.allow(netip.AddrFrom4([4]byte{1, byte(i >> 16), byte(i >> 8), byte(i)}), now)
	}
	if len(l.buckets) > maxBuckets {
		t.Errorf("%d buckets", len(l.buckets))
	}
	dir := t.TempDir()
	r := start(t, dir, Options{Rate: 1, Burst: 2})
	for i, want := range []int{503, 503, 429} {
		if w := r.do("GET", "/", nil); w.Code != want {
			t.Errorf("request %d: %d", i, w.Code)
		}
	}
}

// TestAccept: a finding is accepted from its page; the file and the journal say so, the lists mark it, and a second time is refused.
func TestAccept(t *testing.T) {
	dir := t.TempDir()
	snapshot := publish(t, dir, some()...)
	file := filepath.Join(t.TempDir(), "waivers.yaml")
	old := "# sổ\n- {issue: \"00\", reason: \"cũ\", who: \"B\", until: \"2026-12-31\"}\n"
	if err := os.WriteFile(file, []byte(old), 0o644); err != nil {
		t.Fatal(err)
	}
	r := start(t, dir, Options{Waivers: file, AllowWaivers: true})
	accept := func(link, reason string) int {
		page := r.get(link)
		issue := first(t, `/finding/([0-9a-f]+)`, link)
		return r.do("POST", "/finding/"+issue+"/accept", url.Values{"form": {first(t, `name="form" value="([^"]+)"`, r.get("/finding/"+issue)+page)}, "reason": {reason},
			"who": {"Nguyễn <i>An</i>"}, "until": {"2026-12-31"}, "document": {first(t, `document=([0-9a-f]+)`, link)}}).Code
	}
	links := []string{}
	for _, q := range []string{"year=2023", "year=2024"} {
		links = append(links, first(t, `href="(/finding/[^"]+)"`, r.get("/findings?"+q)))
	}
	if code := accept(links[0], "đã \"đính chính\":\n văn bản 812"); code != http.StatusSeeOther {
		t.Fatalf("%d", code)
	}
	data, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(data), old) {
		t.Fatalf("%v\n%s", err, data)
	}
	ws, err := audit.ReadWaivers(file, data)
	if err != nil || len(ws) != 2 || ws[1].Who != "Nguyễn <i>An</i>" || ws[1].Reason != `đã "đính chính": văn bản 812` || ws[1].At.IsZero() {
		t.Fatalf("%v %+v", err, ws)
	}
	if page := r.get(links[0]); !strings.Contains(page, "Nguyễn &lt;i&gt;An") || strings.Contains(page, `/accept"`) {
		t.Error("the page does not show the waiver")
	}
	for query, want := range map[string]string{"waived=yes": "1", "waived=no": "19", "": "20"} {
		if got := first(t, `id="count">(\d+)<`, r.get("/findings?"+query)); got != want {
			t.Errorf("%q: %s findings", query, got)
		}
	}
	if !strings.Contains(r.get("/findings.csv?waived=yes"), "Nguyễn <i>An</i>, 2026-12-31") {
		t.Error("the export does not tell the waiver")
	}
	form := first(t, `name="form" value="([^"]+)"`, r.get(links[1]))
	if w := r.do("POST", "/finding/"+ws[1].Issue+"/accept", url.Values{"form": {form}, "reason": {"lần nữa"}, "who": {"C"}, "until": {"2026-12-31"}}); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("accepted twice: %d", w.Code)
	}
	if code := accept(links[1], "lý do thứ hai"); code != http.StatusSeeOther {
		t.Fatalf("%d", code)
	}
	journal, err := os.ReadFile(ledger.JournalOf(file))
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(bytes.TrimSpace(journal), []byte("\n"))
	sum := sha256.Sum256(lines[0])
	now, _ := os.ReadFile(file)
	after := sha256.Sum256(now)
	if len(lines) != 2 || !bytes.Contains(lines[1], []byte(`"seq":1,"prev":"`+hex.EncodeToString(sum[:]))) ||
		!bytes.Contains(lines[1], []byte(hex.EncodeToString(after[:]))) || !bytes.Contains(lines[0], []byte(snapshot.Manifest.Log.Head)) {
		t.Errorf("the journal:\n%s", journal)
	}
}

// TestWithdrawAndUphold: a waiver is withdrawn and a finding is upheld from its page, with a name and a reason; the lists, the exports and the
// journal say so.
func TestWithdrawAndUphold(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	file := filepath.Join(t.TempDir(), "waivers.yaml")
	r := start(t, dir, Options{Waivers: file, AllowWaivers: true})
	issue := first(t, `/finding/([0-9a-f]+)`, r.get("/findings"))
	send := func(act, reason, who string) *httptest.ResponseRecorder {
		form := first(t, `name="form" value="([^"]+)"`, r.get("/finding/"+issue))
		return r.do("POST", "/finding/"+issue+"/"+act, url.Values{"form": {form}, "reason": {reason}, "who": {who}, "until": {"2026-12-31"}})
	}
	count := func(waived string) string { return first(t, `id="count">(\d+)<`, r.get("/findings?waived="+waived)) }
	for _, step := range []struct {
		act, reason, who string
		code             int
		waived, upheld   string
	}{
		{"withdraw", "không có gì để rút", "An", 422, "0", "0"},
		{"accept", "đã đính chính", "An", 303, "1", "0"},
		{"uphold", "đang miễn trừ", "Bình", 422, "1", "0"},
		{"withdraw", "x", "Bình", 422, "1", "0"},
		{"withdraw", "đính chính sai", "", 422, "1", "0"},
		{"withdraw", "đính chính sai", "Bình", 303, "0", "0"},
		{"withdraw", "lần nữa", "Bình", 422, "0", "0"},
		{"uphold", "yêu cầu <b>sửa</b>", "Chi", 303, "0", "1"},
		{"uphold", "lần nữa", "Chi", 422, "0", "1"},
	} {
		w := send(step.act, step.reason, step.who)
		if w.Code != step.code {
			t.Errorf("%s %q: %d, want %d", step.act, step.reason, w.Code, step.code)
		}
		if w.Code == 422 && !strings.Contains(w.Body.String(), `id="said"`) {
			t.Errorf("%s %q: it is not told what is wrong", step.act, step.reason)
		}
		if got := count("yes"); got != step.waived {
			t.Errorf("after %s %q: %s waived, want %s", step.act, step.reason, got, step.waived)
		}
		if got := count("upheld"); got != step.upheld {
			t.Errorf("after %s %q: %s upheld, want %s", step.act, step.reason, got, step.upheld)
		}
	}
	page := r.get("/finding/" + issue)
	for _, want := range []string{"yêu cầu &lt;b&gt;sửa", "<b>miễn trừ</b> · <bdi>An", "<b>rút miễn trừ</b> · <bdi>Bình", "16:00 01/03/2026", "/accept\""} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if csv := r.get("/findings.csv?waived=upheld"); !strings.Contains(csv, `"Chi, 2026-03-01T16:00:00+07:00"`) {
		t.Errorf("the export does not say who upheld it: %s", csv)
	}
	if !strings.Contains(r.get("/findings.json?waived=upheld"), `"upheld":"Chi, 2026`) {
		t.Error("nor does the other one")
	}
	if p, err := ledger.Prove(file, "", nil); err != nil || p.Lines != 3 || !p.AsLeft {
		t.Errorf("the journal: %+v %v", p, err)
	}
}

// TestJournalIsProved: a console that may add to a journal does not begin behind a line that somebody changed; one that reads tells of it.
func TestJournalIsProved(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	file := filepath.Join(t.TempDir(), "w.yaml")
	if err := os.WriteFile(ledger.JournalOf(file), []byte(`{"seq":1}`+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := New(Options{Out: dir, Waivers: file, AllowWaivers: true}); !errors.Is(err, ledger.ErrBroken) {
		t.Errorf("it begins: %v", err)
	}
	if page := start(t, dir, Options{Waivers: file}).get("/"); !strings.Contains(page, `role="alert"`) {
		t.Error("the break is not told")
	}
}

// TestFaultyWaiverFile: a file that somebody broke while the console runs is told of; what was read before holds.
func TestFaultyWaiverFile(t *testing.T) {
	dir := t.TempDir()
	publish(t, dir, some()...)
	file := filepath.Join(t.TempDir(), "w.yaml")
	r := start(t, dir, Options{})
	issue := first(t, `/finding/([0-9a-f]+)`, r.get("/findings"))
	if err := os.WriteFile(file, []byte(`- {issue: "`+issue+`", reason: "r", who: "w", until: "2026-12-31"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	r = start(t, dir, Options{Waivers: file})
	if err := os.WriteFile(file, []byte("- {issue: "), 0o644); err != nil {
		t.Fatal(err)
	}
	if page := r.get("/"); !strings.Contains(page, `role="alert"`) || !strings.Contains(page, "<b>1</b> <a href=\"/findings?waived=yes\"") {
		t.Error("the fault is not told, or the waiver is gone")
	}
}
