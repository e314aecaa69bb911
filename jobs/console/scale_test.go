package console

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"solieu/load"
)

// TestScale measures the console at size: SOLIEU_CONSOLE_OBSERVATIONS=5000000 go test ./jobs/console -run Scale -v -timeout 60m
// publishes that many invented observations, one finding for 25 of them, in 63 areas and eight years, and asks for every page. The first byte
// of a page leaves when the page is made, so the time of a page is that of its first byte. SOLIEU_CONSOLE_LAKE=folder keeps the dataset and,
// where there is one, uses it again.
func TestScale(t *testing.T) {
	observations, err := strconv.Atoi(os.Getenv("SOLIEU_CONSOLE_OBSERVATIONS"))
	if err != nil {
		t.Skip("SOLIEU_CONSOLE_OBSERVATIONS is not set")
	}
	dir := os.Getenv("SOLIEU_CONSOLE_LAKE")
	if dir == "" {
		dir = t.TempDir()
	}
	grow(t, dir, observations)
	began := time.Now()
	r := start(t, dir, Options{Rate: 1e9, Burst: 1e9})
	x := r.now.Load()
	runtime.GC()
	t.Logf("%d findings, %d observations, %d cells of the mart: read in %s, %d MB", len(x.Findings), x.Snapshot.Rows("observations"), len(x.Cells), time.Since(began).Round(time.Millisecond), heap())
	issue, document := func(i int) string { return "/finding/" + x.Findings[i*len(x.Findings)/11].Issue }, func(i int) string { return "/document/" + x.Documents[i*len(x.Documents)/11].DocumentID }
	for _, p := range []struct {
		name   string
		target func(i int) string
	}{
		{"tonight", func(int) string { return "/" }},
		{"findings", func(i int) string { return "/findings?page=" + strconv.Itoa(1+i*300) }},
		{"findings, filtered", func(i int) string {
			return fmt.Sprintf("/findings?severity=error&year=%d&area=2004:%02d", 2017+i%8, 1+i)
		}},
		{"findings, words", func(i int) string { return "/findings?q=" + strconv.Itoa(10+i) }},
		{"finding", issue}, {"documents", func(i int) string { return "/documents?sort=violations&page=" + strconv.Itoa(1+i) }}, {"document", document},
		{"indicators", func(i int) string { return "/indicators?q=" + strconv.Itoa(i) }},
		{"indicator", func(i int) string { return "/indicator/" + code(i*17) }},
		{"explore, by period", func(i int) string { return fmt.Sprintf("/explore?area=2004:%02d", 1+i) }},
		{"explore, by area", func(i int) string { return "/explore?view=ia&q=G" + strconv.Itoa(i) }},
		{"explore, one indicator", func(i int) string { return "/explore?view=ap&indicator=" + code(i*13) }},
		{"coverage", func(int) string { return "/coverage" }},
		{"API, checks of an area", func(i int) string { return fmt.Sprintf("/api/v1/checks?outcome=violated&area=%02d", 1+i) }},
		{"API, observations", func(i int) string { return fmt.Sprintf("/api/v1/observations?year=%d&limit=1000", 2017+i%8) }},
	} {
		var took []time.Duration
		for i := range 10 {
			q := httptest.NewRequest("GET", "http://localhost"+p.target(i), nil)
			q.RemoteAddr = "127.0.0.1:1"
			w := httptest.NewRecorder()
			began := time.Now()
			r.Handler().ServeHTTP(w, q)
			took = append(took, time.Since(began))
			if w.Code != 200 {
				t.Errorf("%s: %d", p.target(i), w.Code)
			}
		}
		cold := took[0]
		slices.Sort(took)
		t.Logf("%-24s first %4d ms, median %4d ms, worst %4d ms", p.name, cold.Milliseconds(), took[5].Milliseconds(), took[9].Milliseconds())
	}
	runtime.GC()
	t.Logf("afterwards %d MB in use; the process had at most %s", heap(), peak())
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc >> 20
}

// peak is the most memory that the process had, where the system tells.
func peak() string {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "?"
	}
	var kb int
	for line := range strings.Lines(string(status)) {
		if _, err := fmt.Sscanf(line, "VmHWM: %d kB", &kb); err == nil {
			return strconv.Itoa(kb>>10) + " MB"
		}
	}
	return "?"
}

// grow publishes invented documents of 70 sentences until there are so many observations.
func grow(t *testing.T, dir string, observations int) {
	t.Helper()
	store, err := load.Open(dir, load.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s, err := store.Current(); err == nil {
		t.Logf("snapshot %d is used as it is", s.Number)
		return
	}
	ctx := context.Background()
	txn, err := store.Begin(ctx, load.Run{ID: "20260301T010000Z-0000", Version: "1", Lexicon: dictionary()})
	if err != nil {
		t.Fatal(err)
	}
	defer txn.Abort()
	const sentences = 70
	for i := range observations / (3 * sentences) {
		p := report{uri: fmt.Sprintf("d/%06d.txt", i), number: fmt.Sprintf("%d/BC", i), year: 2017 + i%8, area: 1 + i/8%63, sentences: sentences, phrase: "điều chưa biết " + strconv.Itoa(i%500),
			wrong: func(j int) bool { return (i+j)%25 < 3 }}
		x, a := p.rows()
		if err := txn.Add(ctx, x, a); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := txn.Commit(ctx); err != nil {
		t.Fatal(err)
	}
}
