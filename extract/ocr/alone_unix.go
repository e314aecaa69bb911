//go:build unix

package ocr

import (
	"os/exec"
	"syscall"
)

// alone gives the command a process group of its own, so that what it started ends with it.
func alone(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
}
