package source

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"solieu/jobs/client"
	"solieu/pipeline"
	"solieu/schemas"
)

const (
	abreast = 4        // documents that are fetched at a time
	maxList = 16 << 20 // bytes of a list
)

func (f Fetcher) client() *http.Client {
	if f.Client != nil {
		return f.Client
	}
	return client.New()
}

// statusError is an answer that says that a document is not there.
type statusError struct{ status string }

func (e *statusError) Error() string { return e.status }

// list fetches the documents of a list. One that is gone is a reject: the list is wrong, not the world.
func (f Fetcher) list(ctx context.Context, s Source, c *copies) ([]pipeline.Input, error) {
	links, err := f.links(ctx, s)
	if err != nil {
		return nil, err
	}
	if len(links) == 0 {
		return []pipeline.Input{refused(s.URL, schemas.RejectNoSource, "the list is empty")}, nil
	}
	fetch := pipeline.Map("fetch", abreast, func(ctx context.Context, link string) (pipeline.Input, error) {
		in, err := f.document(ctx, link, s, c)
		if gone := new(statusError); errors.As(err, &gone) {
			return refused(link, schemas.RejectUnreadable, gone.status), nil
		}
		if err != nil {
			return in, fmt.Errorf("%s: %w", link, err)
		}
		return in, nil
	})
	var inputs []pipeline.Input
	err = pipeline.Drain(fetch(ctx, pipeline.Values(links...)), func(in pipeline.Input) error {
		inputs = append(inputs, in)
		return nil
	})
	return inputs, err
}

// links reads a list: one URL in a line, relative ones below that of the list; empty lines and those with # count for nothing.
func (f Fetcher) links(ctx context.Context, s Source) ([]string, error) {
	base, err := url.Parse(s.URL)
	if err != nil {
		return nil, err
	}
	answer, err := f.get(ctx, s.URL, s.Headers, label{})
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, errors.New(answer.Status)
	}
	var links []string
	for lines := bufio.NewScanner(io.LimitReader(answer.Body, maxList)); ; {
		if !lines.Scan() {
			return links, lines.Err()
		}
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		link, err := base.Parse(line)
		if err != nil || link.Scheme != "http" && link.Scheme != "https" || link.User != nil {
			return nil, fmt.Errorf("the list has a line that is no plain URL: %q", line)
		}
		link.Fragment = ""
		links = append(links, link.String())
	}
}

// document fetches one document, unless its copy is still what the server has.
func (f Fetcher) document(ctx context.Context, link string, s Source, c *copies) (pipeline.Input, error) {
	headers := s.Headers
	if !sameHost(link, s.URL) {
		headers = nil // secrets are for the server that they were written for
	}
	have := c.label(link)
	answer, err := f.get(ctx, link, headers, have)
	if err != nil {
		return pipeline.Input{}, err
	}
	defer answer.Body.Close()
	switch answer.StatusCode {
	case http.StatusNotModified:
		return c.input(have)
	case http.StatusNotFound, http.StatusGone:
		return pipeline.Input{}, &statusError{answer.Status}
	case http.StatusOK:
	default:
		return pipeline.Input{}, errors.New(answer.Status)
	}
	l := label{URI: link, ETag: answer.Header.Get("ETag")}
	if at, err := http.ParseTime(answer.Header.Get("Last-Modified")); err == nil {
		l.Modified = at
	}
	if err := c.keep(l, answer.Body, f.MaxBytes); errors.Is(err, errTooLarge) {
		return tooLarge(link, f.MaxBytes), nil
	} else if err != nil {
		return pipeline.Input{}, err
	}
	return c.input(l)
}

func sameHost(a, b string) bool {
	x, err1 := url.Parse(a)
	y, err2 := url.Parse(b)
	return err1 == nil && err2 == nil && x.Host == y.Host && x.Scheme == y.Scheme
}

func (f Fetcher) get(ctx context.Context, link string, headers http.Header, have label) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, link, nil)
	if err != nil {
		return nil, err
	}
	if headers != nil {
		request.Header = headers.Clone()
	}
	switch {
	case have.ETag != "":
		request.Header.Set("If-None-Match", have.ETag)
	case !have.Modified.IsZero():
		request.Header.Set("If-Modified-Since", have.Modified.UTC().Format(http.TimeFormat))
	}
	return f.client().Do(request)
}
