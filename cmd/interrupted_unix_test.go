//go:build unix

package cmd

import (
	"bufio"
	"bytes"
	"context"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSameBytesAfterInterruptions: runs with other numbers of workers over other parts of the sources in other orders, one of them stopped
// and one killed while they read, come to the bytes that one run over everything comes to from scratch.
func TestSameBytesAfterInterruptions(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	names := corpus(t)
	writeReports(t, 40)
	everything := append(names, "reports")
	solieu(t, ExitDone, append([]string{"run", "--out", "want", "--workers", "1"}, everything...)...)
	want := sums(t, "want")
	for seed := range uint64(3) {
		random := rand.New(rand.NewPCG(seed, 5))
		shuffled := slices.Clone(everything)
		random.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		out := "out" + string(rune('0'+seed))
		solieu(t, ExitDone, "run", "--out", out, "--workers", "8", shuffled[0], shuffled[1])
		stoppedAfter(t, 1+random.IntN(20), append([]string{"run", "--full", "--out", out, "--workers", "3"}, shuffled...)...)
		killedAfter(t, 1+random.IntN(20), append([]string{"run", "--out", out, "--workers", "5"}, shuffled...)...)
		solieu(t, ExitDone, append([]string{"run", "--out", out, "--workers", "2"}, shuffled...)...)
		if diff := cmp.Diff(want, sums(t, out)); diff != "" {
			t.Errorf("seed %d: %s", seed, diff)
		}
		solieu(t, ExitDone, append([]string{"run", "--full", "--out", out, "--workers", "4"}, shuffled...)...)
		if diff := cmp.Diff(want, sums(t, out)); diff != "" {
			t.Errorf("seed %d, in full: %s", seed, diff)
		}
	}
}

// counter calls done when it has seen n lines about documents.
type counter struct {
	n    int
	done func()
}

func (c *counter) Write(p []byte) (int, error) {
	if c.n -= bytes.Count(p, []byte(`"message":"document"`)); c.n <= 0 {
		c.done()
	}
	return len(p), nil
}

// stoppedAfter runs a command in this process and interrupts it after n documents.
func stoppedAfter(t *testing.T, n int, args ...string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if code := Main(ctx, append(args, "--log-level", "debug"), strings.NewReader(""), &bytes.Buffer{}, &counter{n, cancel}); code != ExitBroken {
		t.Fatalf("the interrupted run ended with %d", code)
	}
}

// killedAfter runs the program and kills it after n documents.
func killedAfter(t *testing.T, n int, args ...string) {
	t.Helper()
	run := exec.Command(asProgram(t), append(args, "--log-level", "debug")...)
	log, err := run.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(log); n > 0 && lines.Scan(); {
		if strings.Contains(lines.Text(), `"message":"document"`) {
			n--
		}
	}
	if err := run.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if run.Wait() == nil {
		t.Fatal("the run had ended before it was killed")
	}
}
