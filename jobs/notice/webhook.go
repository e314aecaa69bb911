package notice

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"solieu/jobs/client"
)

// Webhook posts notices as JSON, signed as https://www.standardwebhooks.com says: the receiver proves the header webhook-signature,
// and drops what comes again by webhook-id.
type Webhook struct {
	URL    string // may hold secrets
	Secret []byte // signs; empty means that nothing is signed
	Client *http.Client
	Now    func() time.Time
}

// String names the server.
func (w Webhook) String() string {
	u, err := url.Parse(w.URL)
	if err != nil {
		return "webhook"
	}
	return "webhook " + u.Host
}

// payload is the body of a webhook. Chat programs show its text.
type payload struct {
	Type      string    `json:"type"` // run. and the event
	Timestamp time.Time `json:"timestamp"`
	Text      string    `json:"text"`
	Data      Notice    `json:"data"`
}

// Deliver implements [Channel]. Any answer but 2xx means that the notice was not delivered.
func (w Webhook) Deliver(ctx context.Context, n Notice, t Text) error {
	body, err := json.Marshal(payload{"run." + string(n.Event), n.Ended, t.Subject + "\n\n" + t.Body, n})
	if err != nil {
		return err
	}
	stamp, headers := strconv.FormatInt(w.Now().Unix(), 10), http.Header{}
	headers.Set("webhook-id", n.ID())
	headers.Set("webhook-timestamp", stamp)
	if len(w.Secret) > 0 {
		headers.Set("webhook-signature", Sign(w.Secret, n.ID(), stamp, body))
	}
	return client.Post(ctx, w.Client, w.URL, headers, body)
}

// Sign is the signature of a webhook.
func Sign(secret []byte, id, timestamp string, body []byte) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(id + "." + timestamp + "."))
	mac.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// Key reads a secret as Standard Webhooks write it, whsec_ and base64; any other text stands for its bytes.
func Key(text string) ([]byte, error) {
	if code, ok := strings.CutPrefix(text, "whsec_"); ok {
		return base64.StdEncoding.DecodeString(code)
	}
	return []byte(text), nil
}
