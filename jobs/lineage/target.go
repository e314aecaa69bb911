package lineage

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"

	"solieu/jobs/client"
)

// Target is where events go: to a file, a JSON line each, or to a server.
type Target struct {
	Namespace string // of the jobs
	File      string // absolute; empty where there is a server
	URL       string // the whole address, as in https://marquez.example.vn/api/v1/lineage; it may hold secrets
	Key       string // sent as a bearer token; empty means none
	Client    *http.Client
}

// Send sends an event. An error tells no secrets.
func (t Target) Send(ctx context.Context, e Event) error {
	text, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if t.File != "" {
		return t.add(append(text, '\n'))
	}
	headers := http.Header{}
	if t.Key != "" {
		headers.Set("Authorization", "Bearer "+t.Key)
	}
	return client.Post(ctx, t.Client, t.URL, headers, text)
}

// add appends a line in one write, so that runs side by side do not mix theirs.
func (t Target) add(line []byte) error {
	f, err := os.OpenFile(t.File, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(line)
	return errors.Join(err, f.Close())
}
