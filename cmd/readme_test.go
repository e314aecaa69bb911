package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestReadmeSchedule: the five commands of the README take a newcomer from a checkout to a daemon that waits for the night. They run as they are
// printed, in a folder that sees the checkout; only the program is built into that folder, and the endpoints get a free port.
func TestReadmeSchedule(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program")
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	section := regexp.MustCompile("(?s)\n## Schedule it\n.*?```sh\n(.*?)```").FindSubmatch(text)
	if section == nil {
		t.Fatal("the README shows no commands")
	}
	commands := strings.Split(strings.TrimSpace(string(section[1])), "\n")
	if len(commands) != 5 || !strings.HasPrefix(commands[0], "go build -o solieu .") || !strings.HasPrefix(commands[4], "./solieu schedule ") {
		t.Fatalf("%d commands: %q", len(commands), commands)
	}
	dir := t.TempDir()
	for _, name := range []string{"docs", "pipeline"} {
		if err := os.Symlink(filepath.Join(root, name), filepath.Join(dir, name)); err != nil {
			t.Skip(err)
		}
	}
	shell := func(command string) *exec.Cmd {
		c := exec.Command("sh", "-ec", command)
		c.Dir, c.Env = dir, append(os.Environ(), "CGO_ENABLED=0", "LANG=en_US.UTF-8")
		return c
	}
	commands[0] = "go build -C '" + root + "' -o '" + dir + "/solieu' ."
	for _, command := range commands[:4] {
		if said, err := shell(command).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", command, err, said)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "lake", "current")); err != nil {
		t.Error(err)
	}
	config, err := os.ReadFile(filepath.Join(dir, "solieu.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "solieu.yaml"), string(config)+"listen: 127.0.0.1:0\n")
	var said log
	daemon := shell("exec " + commands[4])
	daemon.Stderr = &said
	if err := daemon.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = daemon.Process.Kill() }()
	eventually(t, func() bool { return strings.Contains(said.String(), `"message":"started"`) })
	next := regexp.MustCompile(`"next":"([^"]+)"`).FindStringSubmatch(said.String())
	if at, err := time.Parse(time.RFC3339, next[1]); err != nil || at.Format("15:04 -0700") != "01:30 +0700" {
		t.Errorf("the next night is %s: %v", next[1], err)
	}
	if err := daemon.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := daemon.Wait(); err != nil {
		t.Errorf("it ends with %v\n%s", err, said.String())
	}
}
