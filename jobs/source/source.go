package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"gocloud.dev/blob"

	"solieu/pipeline"
)

// Source is what a job reads.
type Source struct {
	Path    string      // a file, a folder or a pattern of this machine; absolute. Empty where URL is set
	URL     string      // s3://BUCKET/PREFIX, s3://BUCKET/PATTERN, or http(s)://…
	List    bool        // the URL is that of a list of documents: a text with one URL in a line
	Headers http.Header // sent with requests; they may hold secrets
}

// String is the source's address. It holds no secrets: these stand in headers and in the environment.
func (s Source) String() string {
	if s.URL != "" {
		return s.URL
	}
	return s.Path
}

// AwayError says that a source cannot be reached. Its documents may be there again later, so it is not theirs to be rejected.
type AwayError struct {
	Source string
	Err    error
}

func (e *AwayError) Error() string {
	return fmt.Sprintf("source %s is away: %v: bring it back or take it out of the configuration / không thấy nguồn: khôi phục hoặc bỏ khỏi cấu hình", e.Source, e.Err)
}

// Unwrap returns why the source cannot be reached.
func (e *AwayError) Unwrap() error { return e.Err }

// Fetcher turns sources into inputs.
type Fetcher struct {
	Dir        string                                                      // of the copies
	MaxBytes   int64                                                       // largest document that is fetched; 0 means no limit
	Client     *http.Client                                                // nil means one that tries again where a server is busy
	OpenBucket func(ctx context.Context, url string) (*blob.Bucket, error) // nil means S3
}

// Inputs lists what the sources name, sorted by URI and free of duplicates. The error joins an [*AwayError] for each source that is
// away; there are no inputs then, for a run without them must not pass for a whole one.
func (f Fetcher) Inputs(ctx context.Context, sources []Source) ([]pipeline.Input, error) {
	var local []string
	var far []pipeline.Input
	var away []error
	copies := newCopies(f.Dir)
	for _, s := range sources {
		if s.URL == "" {
			away = append(away, here(s))
			local = append(local, s.Path)
			continue
		}
		inputs, err := f.fetch(ctx, s, copies)
		if cause := context.Cause(ctx); cause != nil {
			return nil, cause
		}
		if err != nil {
			err = &AwayError{s.String(), err}
		}
		far, away = append(far, inputs...), append(away, err)
	}
	if err := errors.Join(away...); err != nil {
		return nil, err
	}
	if err := copies.prune(); err != nil {
		return nil, err
	}
	return pipeline.Sorted(append(far, pipeline.Files(local)...)), nil
}

func (f Fetcher) fetch(ctx context.Context, s Source, c *copies) ([]pipeline.Input, error) {
	switch {
	case strings.HasPrefix(s.URL, "s3://"):
		return f.bucket(ctx, s, c)
	case s.List:
		return f.list(ctx, s, c)
	}
	in, err := f.document(ctx, s.URL, s, c)
	if gone := new(statusError); errors.As(err, &gone) {
		return nil, err // it was named outright
	}
	return []pipeline.Input{in}, err
}

// here returns an error where a source of this machine is not there at all: the file, the folder, or the folder of a pattern.
func here(s Source) error {
	_, err := os.Stat(s.Path)
	if errors.Is(err, fs.ErrNotExist) && strings.ContainsAny(s.Path, "*?[{") {
		base, _ := doublestar.SplitPattern(filepath.ToSlash(s.Path))
		_, err = os.Stat(filepath.FromSlash(base))
	}
	if err != nil {
		return &AwayError{s.Path, err}
	}
	return nil
}
