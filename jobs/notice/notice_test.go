package notice

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"solieu/jobs/client"
)

var update = flag.Bool("update", false, "re-record the golden files")

func sample(event Event) Notice {
	at := time.Date(2026, 1, 31, 18, 30, 0, 0, time.UTC)
	n := Notice{Event: event, Job: "nightly", Run: "20260131T183000Z-1a2b", Due: at, Ended: at.Add(time.Minute), Attempts: 4, Outcome: "published", Out: "/data/lake", Snapshot: 12}
	switch event {
	case Failed:
		n.Outcome, n.Snapshot, n.Error = "failed", 0, "source /data/reports is away"
	case Violations:
		n.New = 1
		n.Shown = []Finding{{"ab12", "error", "a.txt", "1 + 2 = 4", "Tổng không khớp.", "The sum is off."}}
	}
	return n
}

// TestText: the words of each event in both languages stand in testdata; -update records them.
func TestText(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		for _, event := range []Event{Failed, Recovered, Violations} {
			text, err := sample(event).Text(lang)
			if err != nil {
				t.Fatal(err)
			}
			got, name := text.Subject+"\n\n"+text.Body, filepath.Join("testdata", lang+"-"+string(event)+".txt")
			if *update {
				if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s: %s", name, diff)
			}
		}
	}
}

func deliver(t *testing.T, c Channel, event Event) error {
	t.Helper()
	n := sample(event)
	text, err := n.Text("vi")
	if err != nil {
		t.Fatal(err)
	}
	return c.Deliver(t.Context(), n, text)
}

// TestWebhook: the receiver can prove the signature; a busy one is asked again with the same id; a refusal is an error that tells no secrets.
func TestWebhook(t *testing.T) {
	secret := []byte("0123456789abcdef")
	var ids []string
	refuse := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		ids = append(ids, r.Header.Get("webhook-id"))
		if r.Header.Get("webhook-signature") != Sign(secret, ids[0], "1769884260", body) || r.Header.Get("webhook-timestamp") != "1769884260" {
			t.Errorf("signature %q of %s", r.Header.Get("webhook-signature"), body)
		}
		var p payload
		if err := json.Unmarshal(body, &p); err != nil || p.Type != "run.failed" || p.Data.Job != "nightly" || !strings.Contains(p.Text, "thất bại") {
			t.Errorf("%v: %s", err, body)
		}
		switch {
		case refuse != 0:
			w.WriteHeader(refuse)
		case len(ids) < 3:
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	defer server.Close()
	w := Webhook{URL: server.URL + "/hook?token=hidden", Secret: secret, Client: client.New(), Now: func() time.Time { return time.Unix(1769884260, 0) }}
	if err := deliver(t, w, Failed); err != nil || len(ids) != 3 || ids[0] != ids[2] {
		t.Errorf("%v, ids %v", err, ids)
	}
	refuse = http.StatusForbidden
	if err := deliver(t, w, Failed); err == nil || !strings.Contains(err.Error(), "403") || strings.Contains(err.Error(), "hidden") {
		t.Errorf("refused: %v", err)
	}
	w.URL, w.Client = "http://127.0.0.1:1/hook?token=hidden", http.DefaultClient
	if err := deliver(t, w, Failed); err == nil || strings.Contains(err.Error()+w.String(), "hidden") {
		t.Errorf("nobody there: %v", err)
	}
}

// TestSign holds the example of the Standard Webhooks specification's test vectors.
func TestSign(t *testing.T) {
	secret, err := Key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := Sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", []byte(`{"test": 2432232314}`)), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestMail: what a mail server gets can be read by people.
func TestMail(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	got := make(chan string, 1)
	go postOffice(l, got)
	m := Mail{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, TLS: "none", From: "solieu@example.vn", To: []string{"a@example.vn", "b@example.vn"}}
	if err := deliver(t, m, Violations); err != nil {
		t.Fatal(err)
	}
	letter, err := mail.ReadMessage(strings.NewReader(<-got))
	if err != nil {
		t.Fatal(err)
	}
	var words http.Header = http.Header(letter.Header)
	subject, err := new(mime.WordDecoder).DecodeHeader(words.Get("Subject"))
	if err != nil || subject != "solieu: 1 mâu thuẫn mới trong nightly" {
		t.Errorf("subject %q, %v", subject, err)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(letter.Body))
	if err != nil || !strings.Contains(string(body), "Tổng không khớp.") || !strings.Contains(words.Get("Content-Transfer-Encoding"), "quoted") {
		t.Errorf("%v, %s", err, body)
	}
	if words.Get("To") == "" || words.Get("Message-Id") != "<20260131T183000Z-1a2b.violations@solieu>" {
		t.Errorf("headers %v", words)
	}
	l.Close()
	if err := deliver(t, m, Violations); err == nil {
		t.Error("no error without a server")
	}
}

// postOffice takes one letter.
func postOffice(l net.Listener, got chan<- string) {
	conn, err := l.Accept()
	if err != nil {
		return
	}
	defer conn.Close()
	fmt.Fprint(conn, "220 here\r\n")
	var letter strings.Builder
	inside := false
	for lines := bufio.NewScanner(conn); lines.Scan(); {
		line := lines.Text()
		switch {
		case inside && line == ".":
			inside = false
			got <- letter.String()
			fmt.Fprint(conn, "250 taken\r\n")
		case inside:
			letter.WriteString(strings.TrimPrefix(line, ".") + "\r\n")
		case line == "DATA":
			inside = true
			fmt.Fprint(conn, "354 go on\r\n")
		case line == "QUIT":
			fmt.Fprint(conn, "221 bye\r\n")
			return
		default:
			fmt.Fprint(conn, "250 fine\r\n")
		}
	}
}

func TestCommand(t *testing.T) {
	file := filepath.Join(t.TempDir(), "got")
	if err := deliver(t, Command{"sh", "-c", `cat >"$1"; echo "$SOLIEU_EVENT $SOLIEU_JOB $SOLIEU_SUBJECT" >>"$1"`, "sh", file}, Recovered); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil || !strings.HasPrefix(string(text), `{"event":"recovered","job":"nightly"`) || !strings.Contains(string(text), "recovered nightly solieu: công việc nightly đã chạy lại được") {
		t.Errorf("%s, %v", text, err)
	}
	if err := deliver(t, Command{"sh", "-c", "echo broken; exit 3"}, Recovered); err == nil || !strings.Contains(err.Error(), "broken") {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := (Command{"sleep", "60"}).Deliver(ctx, sample(Failed), Text{}); err == nil {
		t.Error("no error where there is no time")
	}
}
