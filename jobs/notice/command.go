package notice

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// Command runs a program for each notice: its JSON is the standard input, its words and its event are in the environment.
type Command []string

// String names the program.
func (c Command) String() string { return "command " + c[0] }

// Deliver implements [Channel]. The program's end with a code other than 0 means that the notice was not delivered.
func (c Command) Deliver(ctx context.Context, n Notice, t Text) error {
	body, err := json.Marshal(n)
	if err != nil {
		return err
	}
	run := exec.CommandContext(ctx, c[0], c[1:]...)
	run.Stdin = bytes.NewReader(append(body, '\n'))
	run.Env = append(os.Environ(), "SOLIEU_EVENT="+string(n.Event), "SOLIEU_JOB="+n.Job, "SOLIEU_RUN="+n.Run, "SOLIEU_SUBJECT="+t.Subject, "SOLIEU_TEXT="+t.Body)
	run.WaitDelay = 5 * time.Second
	said, err := run.CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, bytes.TrimSpace(said[:min(len(said), 500)]))
	}
	return nil
}
