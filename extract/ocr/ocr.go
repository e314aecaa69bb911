// Package ocr hands scanned reports to a command that people configure, and takes back what it read.
//
// A scan enters as bytes, what the command printed leaves as bytes: text in any encoding that is read, pages apart by form feeds, or a
// file of another format, such as a PDF with a text layer.
//
//	c := ocr.Command{Args: []string{"ocrmypdf", "-l", "vie", "--sidecar", "-", "{}", "/dev/null"}}
//	text, err := c.Recognise(ctx, scan)
package ocr

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Placeholder stands in the arguments for the file that holds the scan; without it the scan is the standard input.
const Placeholder = "{}"

// What holds where a command does not say.
const (
	DefaultTimeout = 10 * time.Minute
	DefaultBytes   = 128 << 20
)

// Command is a program with its arguments. No shell reads them.
type Command struct {
	Args    []string      // a program by its name or path, and its arguments
	Timeout time.Duration // of one scan; 0 means [DefaultTimeout]
	Bytes   int64         // most that the program may print; 0 means [DefaultBytes]
}

// Limit is the time that a scan may take.
func (c Command) Limit() time.Duration {
	if c.Timeout == 0 {
		return DefaultTimeout
	}
	return c.Timeout
}

var (
	errEmpty = errors.New("lệnh không in ra chữ nào (the command printed nothing)")
	errLarge = errors.New("lệnh in ra quá nhiều (the command printed too much)")
	errLate  = errors.New("lệnh chạy quá lâu (the command took too long)")
)

// Recognise runs the command on a scan, in a folder of its own that is removed afterwards. The error says in a line what went wrong.
func (c Command) Recognise(ctx context.Context, scan []byte) ([]byte, error) {
	limit := c.Bytes
	if limit == 0 {
		limit = DefaultBytes
	}
	dir, err := os.MkdirTemp("", "solieu-ocr-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	args := slices.Clone(c.Args)
	if strings.ContainsRune(args[0], filepath.Separator) { // a path, and the command runs in another folder
		if args[0], err = filepath.Abs(args[0]); err != nil {
			return nil, err
		}
	}
	var in io.Reader = bytes.NewReader(scan)
	if slices.ContainsFunc(args, func(a string) bool { return strings.Contains(a, Placeholder) }) {
		name := filepath.Join(dir, "scan"+ending(scan))
		if err := os.WriteFile(name, scan, 0o600); err != nil {
			return nil, err
		}
		for i := range args {
			args[i] = strings.ReplaceAll(args[i], Placeholder, name)
		}
		in = nil
	}
	within, cancel := context.WithTimeout(ctx, c.Limit())
	defer cancel()
	run := exec.CommandContext(within, args[0], args[1:]...)
	alone(run)
	out := &bounded{limit: limit, full: cancel}
	said := &bounded{limit: 1 << 12}
	run.Dir, run.Stdin, run.Stdout, run.Stderr, run.WaitDelay = dir, in, out, said, 2*time.Second
	err = run.Run()
	switch {
	case out.over:
		return nil, errLarge
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case within.Err() != nil:
		return nil, fmt.Errorf("%w: > %s", errLate, c.Limit())
	case err != nil:
		line, _, _ := strings.Cut(strings.TrimSpace(strings.ToValidUTF8(said.kept.String(), "\ufffd")), "\n")
		return nil, fmt.Errorf("%s: %w: %.200s", filepath.Base(args[0]), err, line)
	case len(bytes.TrimSpace(out.kept.Bytes())) == 0:
		return nil, errEmpty
	}
	return out.kept.Bytes(), nil
}

// ending is what programs expect a file with such a content to be named.
func ending(scan []byte) string {
	for magic, end := range map[string]string{"\x89PNG": ".png", "\xff\xd8\xff": ".jpg", "II*\x00": ".tif", "MM\x00*": ".tif"} {
		if bytes.HasPrefix(scan, []byte(magic)) {
			return end
		}
	}
	return ".pdf"
}

// bounded keeps what is written up to a limit; beyond it, it calls full where there is one and forgets the rest.
type bounded struct {
	kept  bytes.Buffer // not embedded: it would offer to read by itself, past the limit
	limit int64
	full  func()
	over  bool
}

func (b *bounded) Write(p []byte) (int, error) {
	n := len(p)
	if room := b.limit - int64(b.kept.Len()); int64(n) > room {
		b.over = b.over || b.full != nil
		p = p[:max(room, 0)]
		if b.full != nil {
			b.full()
		}
	}
	b.kept.Write(p)
	return n, nil
}
