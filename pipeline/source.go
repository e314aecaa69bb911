package pipeline

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"solieu/schemas"
)

// Input is one source of documents, or the reason why there is none.
type Input struct {
	URI      string // a path with forward slashes, as the caller named it, or a URL
	Open     func() (io.ReadCloser, error)
	Size     int64           // bytes; 0 where unknown
	Modified time.Time       // when its content last changed; zero where unknown
	Stamp    schemas.Stamp   // what the file system says of the file that Open opens; zero where it is none
	Reject   *schemas.Reject // set where the source cannot be used; Open is nil then
}

// Stdin is the name that stands for standard input.
const Stdin = "-"

// Bytes is the input of the given URI and content.
func Bytes(uri string, content []byte) Input {
	return Input{URI: uri, Size: int64(len(content)), Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(string(content))), nil
	}}
}

// Files lists the inputs that the arguments name: a file is itself, a folder is every report in it and below it, and a
// pattern (with *, ?, [], {} and **) is what it matches. The result is sorted by URI and free of duplicates, so the order
// of the arguments does not matter. Whatever cannot be used is an input with a reject: a file that is not there, a folder
// or pattern without reports, a symbolic link that leaves its folder.
func Files(args []string) []Input {
	var all []Input
	for _, arg := range args {
		all = append(all, expand(arg)...)
	}
	return Sorted(all)
}

// Sorted returns inputs sorted by URI and free of duplicates.
func Sorted(all []Input) []Input {
	slices.SortStableFunc(all, func(a, b Input) int { return strings.Compare(a.URI, b.URI) })
	return slices.CompactFunc(all, func(a, b Input) bool { return a.URI == b.URI })
}

func expand(arg string) []Input {
	info, err := os.Stat(arg)
	switch {
	case err == nil && info.IsDir():
		return folder(arg)
	case err == nil:
		return []Input{file(arg, info)}
	case errors.Is(err, fs.ErrNotExist) && isPattern(arg):
		return glob(arg)
	}
	return []Input{rejected(uri(arg), schemas.RejectUnreadable, reason(err))}
}

func isPattern(arg string) bool { return strings.ContainsAny(arg, "*?[{") }

func glob(pattern string) []Input {
	base, _ := doublestar.SplitPattern(filepath.ToSlash(pattern))
	root, err := realPath(filepath.FromSlash(base))
	if err != nil {
		return []Input{rejected(uri(pattern), schemas.RejectNoSource, "no report matches the pattern: "+reason(err))}
	}
	matches, err := doublestar.FilepathGlob(pattern, doublestar.WithFailOnIOErrors(), doublestar.WithNoFollow(), doublestar.WithNoHidden())
	if err != nil {
		return []Input{rejected(uri(pattern), schemas.RejectUnreadable, reason(err))}
	}
	var found []Input
	for _, m := range matches { // folders match "**" too; what is in them matches by itself
		if in, ok := entry(root, m); ok {
			found = append(found, in)
		}
	}
	if len(found) == 0 {
		return []Input{rejected(uri(pattern), schemas.RejectNoSource, "no report matches the pattern")}
	}
	return found
}

func folder(name string) []Input {
	root, err := realPath(name)
	if err != nil {
		return []Input{rejected(uri(name), schemas.RejectUnreadable, reason(err))}
	}
	var found []Input
	err = filepath.WalkDir(name, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			found = append(found, rejected(uri(p), schemas.RejectUnreadable, reason(err)))
			return skipFolder(d)
		case p != name && isHidden(d.Name()):
			return skipFolder(d)
		}
		if in, ok := entry(root, p); ok {
			found = append(found, in)
		}
		return nil
	})
	if err != nil {
		found = append(found, rejected(uri(name), schemas.RejectUnreadable, reason(err)))
	}
	if len(found) == 0 {
		return []Input{rejected(uri(name), schemas.RejectNoSource, "no report in this folder or below it")}
	}
	return found
}

func skipFolder(d fs.DirEntry) error {
	if d != nil && d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// entry makes an input of the path p that was found below the folder root, which is absolute and free of links; ok is
// false for what is no report.
func entry(root, p string) (in Input, ok bool) {
	info, err := os.Lstat(p)
	if err == nil && info.Mode()&fs.ModeSymlink != 0 {
		var target string
		if target, err = realPath(p); err == nil && !below(root, target) {
			return rejected(uri(p), schemas.RejectUnreadable, "the symbolic link leaves the folder"), true
		}
		if err == nil {
			info, err = os.Stat(p)
		}
	}
	switch {
	case err != nil:
		return rejected(uri(p), schemas.RejectUnreadable, reason(err)), IsReport(p)
	case info.IsDir() || !IsReport(p):
		return Input{}, false
	}
	return file(p, info), true
}

func below(root, p string) bool {
	rel, err := filepath.Rel(root, p)
	return err == nil && filepath.IsLocal(rel)
}

// realPath is the absolute path without symbolic links.
func realPath(p string) (string, error) {
	p, err := filepath.Abs(p)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(p)
}

func file(p string, info fs.FileInfo) Input {
	if !info.Mode().IsRegular() {
		return rejected(uri(p), schemas.RejectUnreadable, "not a regular file")
	}
	return Input{URI: uri(p), Size: info.Size(), Modified: info.ModTime(), Stamp: StampOf(info), Open: func() (io.ReadCloser, error) { return os.Open(p) }}
}

func rejected(uri string, why schemas.RejectReason, detail string) Input {
	return Input{URI: uri, Reject: &schemas.Reject{Reason: why, Detail: detail}}
}

func uri(p string) string { return path.Clean(filepath.ToSlash(p)) }

func isHidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
}

// IsReport tells by its name whether a file found in a folder is taken; a file named outright always is. Old office files and
// archives that are not read are taken too, so that they are set aside with advice and not passed over in silence.
func IsReport(name string) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".txt", ".text", ".md", ".markdown", ".csv", ".docx", ".odt", ".rtf", ".xlsx", ".html", ".htm", ".pdf", ".zip",
		".doc", ".xls", ".rar", ".7z":
		return !isHidden(filepath.Base(name))
	}
	return false
}

// reason is an error's own words without the path, which stands beside it.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return fmt.Sprintf("%s: %v", p.Op, p.Err)
	}
	return err.Error()
}
