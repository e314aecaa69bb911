package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"gocloud.dev/blob"
	_ "gocloud.dev/blob/s3blob" // s3://
	"gocloud.dev/gcerrors"

	"solieu/pipeline"
	"solieu/schemas"
)

// bucket fetches the objects that a source names: those below a prefix or of a pattern that are reports by their names, or the one
// that has the very name.
func (f Fetcher) bucket(ctx context.Context, s Source, c *copies) ([]pipeline.Input, error) {
	u, err := url.Parse(s.URL)
	if err != nil {
		return nil, err
	}
	open := f.OpenBucket
	if open == nil {
		open = blob.OpenBucket
	}
	where := "s3://" + u.Host
	if u.RawQuery != "" {
		where += "?" + u.RawQuery
	}
	b, err := open(ctx, where)
	if err != nil {
		return nil, err
	}
	defer b.Close()
	objects, err := objects(ctx, b, strings.TrimPrefix(u.Path, "/"))
	if err != nil {
		return nil, err
	}
	if len(objects) == 0 {
		return []pipeline.Input{refused(s.URL, schemas.RejectNoSource, "no report below this prefix")}, nil
	}
	fetch := pipeline.Map("fetch", abreast, func(ctx context.Context, o *blob.ListObject) (pipeline.Input, error) {
		return f.object(ctx, b, "s3://"+u.Host+"/", o, c)
	})
	var inputs []pipeline.Input
	err = pipeline.Drain(fetch(ctx, pipeline.Values(objects...)), func(in pipeline.Input) error {
		inputs = append(inputs, in)
		return nil
	})
	return inputs, err
}

// objects lists what a prefix or a pattern names.
func objects(ctx context.Context, b *blob.Bucket, name string) ([]*blob.ListObject, error) {
	pattern, prefix := strings.ContainsAny(name, "*[{"), name
	if pattern {
		if prefix, _ = doublestar.SplitPattern(name); prefix == "." {
			prefix = ""
		}
	}
	folder := strings.TrimSuffix(prefix, "/") + "/"
	var found []*blob.ListObject
	for list := b.List(&blob.ListOptions{Prefix: prefix}); ; {
		o, err := list.Next(ctx)
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		in := o.Key == name || (prefix == "" || strings.HasPrefix(o.Key, folder)) && pipeline.IsReport(o.Key)
		if pattern {
			in = pipeline.IsReport(o.Key) && doublestar.MatchUnvalidated(name, o.Key)
		}
		if in && !o.IsDir {
			found = append(found, o)
		}
	}
}

// object fetches one object, unless its copy is still what the bucket has.
func (f Fetcher) object(ctx context.Context, b *blob.Bucket, root string, o *blob.ListObject, c *copies) (pipeline.Input, error) {
	l := label{URI: root + o.Key, Modified: o.ModTime, ETag: fmt.Sprintf("%d-%d-%x", o.ModTime.UnixNano(), o.Size, o.MD5)}
	if f.MaxBytes > 0 && o.Size > f.MaxBytes {
		return tooLarge(l.URI, f.MaxBytes), nil
	}
	if c.label(l.URI).ETag == l.ETag {
		return c.input(l)
	}
	r, err := b.NewReader(ctx, o.Key, nil)
	if gcerrors.Code(err) == gcerrors.NotFound {
		return refused(l.URI, schemas.RejectUnreadable, "the object is gone"), nil
	}
	if err != nil {
		return pipeline.Input{}, fmt.Errorf("%s: %w", l.URI, err)
	}
	defer r.Close()
	if err := c.keep(l, r, f.MaxBytes); errors.Is(err, errTooLarge) {
		return tooLarge(l.URI, f.MaxBytes), nil
	} else if err != nil {
		return pipeline.Input{}, fmt.Errorf("%s: %w", l.URI, err)
	}
	return c.input(l)
}
