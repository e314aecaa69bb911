package pipeline

import (
	"io/fs"
	"syscall"
)

// changed returns when the file system last changed anything of a file.
func changed(info fs.FileInfo) int64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ctimespec.Nano()
	}
	return 0
}
