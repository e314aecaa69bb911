package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"gocloud.dev/blob"
	"gocloud.dev/blob/memblob"

	"solieu/pipeline"
)

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("1"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		source string
		away   bool
	}{
		{"", false}, {"a.txt", false}, {"*.txt", false}, {"*.pdf", false}, {"**/*.txt", false},
		{"b.txt", true}, {"in", true}, {"in/*.txt", true}, {"in/**/*.txt", true},
	} {
		inputs, err := Fetcher{Dir: filepath.Join(dir, "copies")}.Inputs(t.Context(), []Source{{Path: filepath.Join(dir, "a.txt")}, {Path: filepath.Join(dir, c.source)}})
		if errors.Is(err, fs.ErrNotExist) != c.away || c.away && !strings.Contains(err.Error(), c.source) {
			t.Errorf("%q: %v", c.source, err)
		}
		if c.away == (len(inputs) > 0) {
			t.Errorf("%q: %d inputs", c.source, len(inputs))
		}
	}
}

// site is a web server that counts what it sends.
type site struct {
	mu    sync.Mutex
	pages map[string]string
	down  map[string]int // status
	sent  []string
	asked []*http.Request
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, r)
	if code := s.down[r.URL.Path]; code != 0 {
		w.WriteHeader(code)
		return
	}
	text, ok := s.pages[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	etag := fmt.Sprintf("%q", text)
	w.Header().Set("ETag", etag)
	if r.Header.Get("If-None-Match") == etag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	s.sent = append(s.sent, r.URL.Path)
	_, _ = io.WriteString(w, text)
}

// contents is what inputs hold, "uri=content" or "uri!reason", with the uris below root.
func contents(t *testing.T, root string, inputs []pipeline.Input) []string {
	t.Helper()
	var all []string
	for _, in := range inputs {
		name := strings.TrimPrefix(in.URI, root)
		if in.Reject != nil {
			all = append(all, name+"!"+string(in.Reject.Reason))
			continue
		}
		r, err := in.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil || int64(len(text)) != in.Size {
			t.Fatal(in.Size, err)
		}
		r.Close()
		all = append(all, name+"="+string(text))
	}
	return all
}

// TestList: documents of a list are fetched once and again when they change; one that is gone is a reject; what no list names any
// more is not kept.
func TestList(t *testing.T) {
	s := &site{pages: map[string]string{"/list": "\ufeff# reports\n\na.txt\n/deep/b.txt\ngone.txt\nlarge.txt\n", "/a.txt": "one", "/deep/b.txt": "two", "/large.txt": strings.Repeat("x", 99)}}
	server := httptest.NewServer(s)
	defer server.Close()
	dir := t.TempDir()
	f := Fetcher{Dir: dir, MaxBytes: 10, Client: server.Client()}
	list := []Source{{URL: server.URL + "/list", List: true, Headers: http.Header{"Authorization": {"secret"}}}}
	want := []string{"/a.txt=one", "/deep/b.txt=two", "/gone.txt!unreadable", "/large.txt!too_large"}
	for _, c := range []struct {
		change func()
		sent   []string
	}{
		{func() {}, []string{"/a.txt", "/deep/b.txt", "/large.txt", "/list"}},
		{func() {}, []string{"/large.txt", "/list"}},
		{func() { s.pages["/a.txt"], want[0] = "three", "/a.txt=three" }, []string{"/a.txt", "/large.txt", "/list"}},
		{func() { s.pages["/list"], want = "deep/b.txt", []string{"/deep/b.txt=two"} }, []string{"/list"}},
	} {
		c.change()
		s.sent = nil
		inputs, err := f.Inputs(t.Context(), list)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, contents(t, server.URL, inputs)); diff != "" {
			t.Error(diff)
		}
		slices.Sort(s.sent)
		if diff := cmp.Diff(c.sent, s.sent); diff != "" {
			t.Error(diff)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 2 {
		t.Errorf("copies that are left: %v, %v", left, err)
	}
	for _, r := range s.asked {
		if r.Header.Get("Authorization") != "secret" {
			t.Errorf("%s was asked for without the header", r.URL)
		}
	}
}

// TestHeadersStay: what is written for one server is not sent to another.
func TestHeadersStay(t *testing.T) {
	other := &site{pages: map[string]string{"/a.txt": "one"}}
	there := httptest.NewServer(other)
	defer there.Close()
	s := &site{pages: map[string]string{"/list": there.URL + "/a.txt\n"}}
	here := httptest.NewServer(s)
	defer here.Close()
	_, err := Fetcher{Dir: t.TempDir(), Client: here.Client()}.Inputs(t.Context(), []Source{{URL: here.URL + "/list", List: true, Headers: http.Header{"Authorization": {"secret"}}}})
	if err != nil || len(other.asked) != 1 || other.asked[0].Header.Get("Authorization") != "" {
		t.Errorf("%v, asked %v", err, other.asked)
	}
}

// TestAway: a source that does not answer is tried again, then named; the others do not pass for the whole.
func TestAway(t *testing.T) {
	s := &site{pages: map[string]string{"/list": "a.txt\n", "/a.txt": "one", "/odd": "file:///etc/passwd\n"}, down: map[string]int{}}
	server := httptest.NewServer(s)
	defer server.Close()
	dead := httptest.NewServer(s)
	dead.Close()
	for _, c := range []struct {
		name  string
		url   string
		list  bool
		down  string
		code  int
		named string
	}{
		{"no such document", server.URL + "/nowhere.txt", false, "", 0, "/nowhere.txt"},
		{"no such list", server.URL + "/nowhere", true, "", 0, "/nowhere"},
		{"a forbidden document of a list", server.URL + "/list", true, "/a.txt", 403, "/a.txt"},
		{"no server", dead.URL + "/a.txt", false, "", 0, "/a.txt"},
		{"a list of files of this machine", server.URL + "/odd", true, "", 0, "/odd"},
	} {
		s.down = map[string]int{c.down: c.code}
		inputs, err := Fetcher{Dir: t.TempDir(), Client: http.DefaultClient}.Inputs(t.Context(), []Source{{URL: server.URL + "/a.txt"}, {URL: c.url, List: c.list}})
		if c.down == "/a.txt" {
			inputs, err = Fetcher{Dir: t.TempDir(), Client: http.DefaultClient}.Inputs(t.Context(), []Source{{URL: c.url, List: c.list}})
		}
		if away := new(AwayError); !errors.As(err, &away) || away.Source != c.url || !strings.Contains(err.Error(), c.named) || len(inputs) > 0 {
			t.Errorf("%s: %v, %d inputs", c.name, err, len(inputs))
		}
	}
	s.down = nil
	busy := 0
	flaky := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if busy++; busy < 3 {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		s.ServeHTTP(w, r)
	}))
	defer flaky.Close()
	if inputs, err := (Fetcher{Dir: t.TempDir()}).Inputs(t.Context(), []Source{{URL: flaky.URL + "/a.txt"}}); err != nil || busy != 3 || len(inputs) != 1 {
		t.Errorf("%v after %d requests", err, busy)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (Fetcher{Dir: t.TempDir()}).Inputs(ctx, []Source{{URL: flaky.URL + "/a.txt"}}); !errors.Is(err, context.Canceled) || errors.As(err, new(*AwayError)) {
		t.Errorf("%v", err)
	}
}

// TestObjects: what a prefix, a pattern and a name mean in a bucket, and that an object is fetched once.
func TestObjects(t *testing.T) {
	b := memblob.OpenBucket(nil)
	for key, text := range map[string]string{"in/a.txt": "one", "in/deep/b.pdf": "two", "in/.hidden.txt": "x", "in/c.exe": "x", "inner/d.txt": "four", "e.txt": "five"} {
		if err := b.WriteAll(t.Context(), key, []byte(text), nil); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	f := Fetcher{Dir: dir, OpenBucket: func(_ context.Context, url string) (*blob.Bucket, error) {
		if url != "s3://lake?region=here" {
			t.Errorf("opened %s", url)
		}
		return blob.PrefixedBucket(b, ""), nil // the caller closes its own
	}}
	for name, want := range map[string][]string{
		"":                 {"e.txt=five", "in/a.txt=one", "in/deep/b.pdf=two", "inner/d.txt=four"},
		"in":               {"in/a.txt=one", "in/deep/b.pdf=two"},
		"in/":              {"in/a.txt=one", "in/deep/b.pdf=two"},
		"in/*.txt":         {"in/a.txt=one"},
		"**/*.{txt,pdf}":   {"e.txt=five", "in/a.txt=one", "in/deep/b.pdf=two", "inner/d.txt=four"},
		"in/c.exe":         {"in/c.exe=x"},
		"nothing":          {"nothing?region=here!no_documents"},
		"in/**/nothing*.*": {"in/**/nothing*.*?region=here!no_documents"},
	} {
		inputs, err := f.Inputs(t.Context(), []Source{{URL: "s3://lake/" + name + "?region=here"}})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, contents(t, "s3://lake/", inputs)); diff != "" {
			t.Errorf("%q: %s", name, diff)
		}
	}
}

// TestBucketByItsProtocol: a bucket on a server that speaks S3.
func TestBucketByItsProtocol(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "key")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	memory := s3mem.New()
	if err := memory.CreateBucket("lake"); err != nil {
		t.Fatal(err)
	}
	if _, err := memory.PutObject("lake", "in/a.txt", nil, strings.NewReader("one"), 3, nil); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(memory, gofakes3.WithLogger(gofakes3.DiscardLog())).Server())
	query := "?region=us-east-1&use_path_style=true&endpoint=" + url.QueryEscape(server.URL)
	f := Fetcher{Dir: t.TempDir()}
	for range 2 { // the second time from the copy
		inputs, err := f.Inputs(t.Context(), []Source{{URL: "s3://lake/in" + query}})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"in/a.txt=one"}, contents(t, "s3://lake/", inputs)); diff != "" {
			t.Error(diff)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if _, err := f.Inputs(ctx, []Source{{URL: "s3://nowhere/in" + query}}); !errors.As(err, new(*AwayError)) {
		t.Errorf("a bucket that is not there: %v", err)
	}
	server.Close()
}

// TestCopies: a copy that is not what its label says is fetched again.
func TestCopies(t *testing.T) {
	c := newCopies(t.TempDir())
	l := label{URI: "u", ETag: "1"}
	if err := c.keep(l, strings.NewReader("text"), 4); err != nil || c.label("u") != l {
		t.Errorf("%v, %+v", err, c.label("u"))
	}
	if err := c.keep(label{URI: "u", ETag: "2"}, strings.NewReader("longer"), 4); !errors.Is(err, errTooLarge) || c.label("u") != (label{}) {
		t.Errorf("%v, %+v", err, c.label("u"))
	}
	if err := os.WriteFile(c.name("v")+".json", []byte("{"), 0o644); err != nil || c.label("v") != (label{}) {
		t.Errorf("%v, %+v", err, c.label("v"))
	}
}
