package lineage

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
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
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, t.URL, bytes.NewReader(text))
	if err != nil {
		return errors.New("the address is no URL")
	}
	request.Header.Set("Content-Type", "application/json")
	if t.Key != "" {
		request.Header.Set("Authorization", "Bearer "+t.Key)
	}
	answer, err := t.Client.Do(request)
	if fault := new(url.Error); errors.As(err, &fault) {
		return fault.Err // without the address
	}
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode/100 != 2 {
		return fmt.Errorf("the server answers %s", answer.Status)
	}
	return nil
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
