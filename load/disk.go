package load

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

// Op names an operation that changes the disk.
type Op string

// The operations, as [Options].Intercept sees them.
const (
	OpCreate  Op = "create"
	OpWrite   Op = "write"
	OpSync    Op = "sync"
	OpClose   Op = "close"
	OpMkdir   Op = "mkdir"
	OpLink    Op = "link"
	OpSymlink Op = "symlink"
	OpRename  Op = "rename"
	OpRemove  Op = "remove"
	OpSyncDir Op = "syncdir"
)

// disk performs every change of the lake's folder; intercept may fail any of them.
type disk struct {
	intercept func(op Op, path string) error
	one       *sync.Mutex                     // there where intercept is: it is asked by one at a time
	symlink   func(target, name string) error // os.Symlink, but for tests
}

func newDisk(intercept func(op Op, path string) error) disk {
	return disk{intercept, new(sync.Mutex), os.Symlink}
}

func (d disk) ask(op Op, path string) error {
	if d.intercept == nil {
		return nil
	}
	d.one.Lock()
	defer d.one.Unlock()
	if err := d.intercept(op, path); err != nil {
		return fmt.Errorf("%s %s: %w", op, path, err)
	}
	return nil
}

func (d disk) mkdir(path string) error {
	if err := d.ask(OpMkdir, path); err != nil {
		return err
	}
	return os.MkdirAll(path, 0o755)
}

// link makes to a second name of the file from; where the file system knows no hard links it copies.
func (d disk) link(from, to string) error {
	if err := d.ask(OpLink, to); err != nil {
		return err
	}
	if err := os.Link(from, to); err == nil || os.IsExist(err) || os.IsNotExist(err) {
		return err
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := d.create(to)
	if err != nil {
		return err
	}
	if _, err = io.Copy(out, in); err == nil {
		err = out.sync()
	}
	if cerr := out.Close(); err == nil {
		err = cerr
	}
	return err
}

// replaceLink makes the symbolic link name point to target, atomically. Where the system has no symbolic links, or keeps them from this user
// (as Windows does), name becomes a file whose one line is the target, as git has it.
func (d disk) replaceLink(target, name string) error {
	tmp := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+".tmp")
	if err := os.Remove(tmp); err != nil && !os.IsNotExist(err) {
		return err
	}
	if err := d.ask(OpSymlink, tmp); err != nil {
		return err
	}
	if err := d.symlink(target, tmp); err != nil {
		if ferr := d.writePointer(target, tmp); ferr != nil {
			return errors.Join(err, ferr)
		}
	}
	return d.rename(tmp, name)
}

func (d disk) writePointer(target, name string) (err error) {
	f, err := d.create(name)
	if err != nil {
		return err
	}
	defer func() { err = firstOf(err, f.Close()) }()
	if _, err := f.Write([]byte(target + "\n")); err != nil {
		return err
	}
	return f.sync()
}

// maxPointer bounds the file that stands for a link.
const maxPointer = 256

// readPointer returns what a link points to, or the file that stands for one.
func readPointer(name string) (string, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() || info.Size() > maxPointer {
		return os.Readlink(name)
	}
	text, err := os.ReadFile(name)
	return strings.TrimSpace(string(text)), err
}

func (d disk) rename(from, to string) error {
	if err := d.ask(OpRename, to); err != nil {
		return err
	}
	return os.Rename(from, to)
}

func (d disk) removeAll(path string) error {
	if err := d.ask(OpRemove, path); err != nil {
		return err
	}
	return os.RemoveAll(path)
}

// syncDir makes the names in a folder durable. Windows has no such call: its file system journals them.
func (d disk) syncDir(path string) error {
	if err := d.ask(OpSyncDir, path); err != nil || runtime.GOOS == "windows" {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// output is a file being written.
type output struct {
	disk disk
	f    *os.File
}

func (d disk) create(path string) (*output, error) {
	if err := d.ask(OpCreate, path); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	return &output{disk: d, f: f}, nil
}

func (f *output) Write(p []byte) (int, error) {
	if err := f.disk.ask(OpWrite, f.f.Name()); err != nil {
		return 0, err
	}
	return f.f.Write(p)
}

func (f *output) sync() error {
	if err := f.disk.ask(OpSync, f.f.Name()); err != nil {
		return err
	}
	return f.f.Sync()
}

func (f *output) Close() error {
	if err := f.disk.ask(OpClose, f.f.Name()); err != nil {
		f.f.Close()
		return err
	}
	return f.f.Close()
}
