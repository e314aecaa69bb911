package read

import (
	"archive/zip"
	"context"
	"errors"
	"io/fs"
	"path"
	"strings"

	"solieu/schemas"
)

// Errors are the failures of the members of an archive whose other members could be read.
type Errors []*Error

// Error returns the messages, one a line.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, err := range e {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the failures, so that errors.As finds the first.
func (e Errors) Unwrap() []error {
	out := make([]error, len(e))
	for i, err := range e {
		out[i] = err
	}
	return out
}

// archive reads ZIP files of reports. Nothing is written to disk; members with absolute or climbing paths and links are not opened,
// and an archive within an archive is not read.
type archive struct {
	limits Limits
	reader *Reader
}

func (archive) sniff(data []byte) bool { return isZip(data) }

type nested struct{}

func (a archive) read(ctx context.Context, data []byte) ([]schemas.Document, error) {
	if ctx.Value(nested{}) != nil {
		return nil, reject(schemas.RejectUnsupported, "ZIP trong ZIP (an archive within an archive)")
	}
	c, err := openContainer(data, a.limits)
	if err != nil {
		return nil, err
	}
	inner := context.WithValue(ctx, nested{}, true)
	var docs []schemas.Document
	var failed Errors
	for _, f := range c.files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if ignored(f) {
			continue
		}
		members, err := a.member(inner, c, f)
		docs = append(docs, members...)
		if err == nil {
			continue
		}
		var e *Error
		if !errors.As(err, &e) {
			return nil, err
		}
		failed = append(failed, e)
		if e.Reason == schemas.RejectTooLarge && c.budget <= 0 {
			break
		}
	}
	switch {
	case len(failed) == 1 && len(docs) == 0:
		return nil, failed[0]
	case len(failed) > 0:
		return docs, failed
	case len(docs) == 0:
		return nil, reject(schemas.RejectEmpty, "ZIP")
	}
	return docs, nil
}

// member reads one file of the archive as a source of its own.
func (a archive) member(ctx context.Context, c *container, f *zip.File) ([]schemas.Document, error) {
	name := strings.ToValidUTF8(f.Name, "\ufffd")
	if unsafePath(f.Name) || f.Mode()&fs.ModeSymlink != 0 {
		return nil, &Error{schemas.RejectMalformed, name, "ZIP: đường dẫn ra ngoài hoặc liên kết (a path that leaves the archive, or a link)"}
	}
	data, err := c.unpack(f)
	if err != nil {
		return nil, at(name, err)
	}
	return a.reader.Read(ctx, name, data)
}

// unsafePath reports whether a member's name is absolute or climbs out of the archive.
func unsafePath(name string) bool {
	name = strings.ReplaceAll(name, `\`, "/")
	return strings.HasPrefix(name, "/") || len(name) > 1 && name[1] == ':' || strings.ContainsRune(name, 0) ||
		path.Clean("/"+name) != "/"+strings.TrimSuffix(path.Clean(name), "/") || strings.HasPrefix(path.Clean(name), "..")
}

// ignored reports whether a member is a folder or what a desktop leaves behind.
func ignored(f *zip.File) bool {
	base := path.Base(f.Name)
	return f.FileInfo().IsDir() || strings.HasPrefix(f.Name, "__MACOSX/") || base == ".DS_Store" || base == "Thumbs.db" || base == "desktop.ini" || strings.HasPrefix(base, "~$")
}
