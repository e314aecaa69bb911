package cmd

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"solieu/load"
	"solieu/schemas/tables"
)

// nightShift is a daemon that works in a folder with an inbox.
type nightShift struct {
	t       *testing.T
	program string
	folder  string
	process *exec.Cmd
	address chan string   // of the endpoints, once
	began   chan struct{} // a run began
	written int           // reports

	mu  sync.Mutex
	log strings.Builder // of all processes
}

const everySecond = `listen: "127.0.0.1:0"
stop_within: 10s
jobs:
  - name: inbox
    schedule: "@every 1s"
    sources: [inbox]
    out: lake
    quarantine: 40%
`

// night is how long the daemon is killed and started again; the gate makes do with six times. The long one:
//
//	go test ./cmd -run TestDaemon -night 5m -timeout 15m -v
var night = flag.Duration("night", 0, "how long TestDaemon kills the daemon at random")

// TestDaemon starts the daemon with a one-second schedule, feeds it reports, ends it again and again with SIGKILL or SIGTERM at a
// random moment, and proves that every report was loaded exactly once and that every snapshot is whole.
func TestDaemon(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	s := &nightShift{t: t, folder: t.TempDir()}
	s.program = filepath.Join(s.folder, "solieu")
	if out, err := exec.Command("go", "build", "-o", s.program, "..").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	s.configure(everySecond)
	if err := os.Mkdir(filepath.Join(s.folder, "inbox"), 0o755); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	begun, kills, stops := time.Now(), 0, 0
	for i := 0; i < 6 || time.Since(begun) < *night; i++ {
		s.start()
		s.feed(3)
		select {
		case <-s.began:
		case <-time.After(30 * time.Second):
			t.Fatalf("no run began\n%s", s.said())
		}
		time.Sleep(time.Duration(random.IntN(300)) * time.Millisecond) // a run takes half as long
		if i != 1 && random.IntN(2) == 0 || i == 0 {                   // one of each at least
			kills++
			s.end(syscall.SIGKILL)
			continue
		}
		stops++
		if code := s.end(syscall.SIGTERM); code != ExitDone {
			t.Fatalf("exit code %d after SIGTERM\n%s", code, s.said())
		}
	}
	t.Logf("%d kills, %d stops", kills, stops)
	s.start()
	s.endpoints()
	s.reload()
	s.feed(2)
	s.await(func() bool { return s.loaded() == s.written })
	if code := s.end(syscall.SIGTERM); code != ExitDone {
		t.Errorf("exit code %d after SIGTERM\n%s", code, s.said())
	}
	s.loadedOnce()
}

func (s *nightShift) configure(text string) {
	if err := os.WriteFile(filepath.Join(s.folder, "solieu.yaml"), []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

func (s *nightShift) start() {
	s.process = exec.Command(s.program, "schedule", "--log-format", "json")
	s.process.Dir = s.folder
	s.address, s.began = make(chan string, 1), make(chan struct{}, 1)
	address, began := s.address, s.began
	r, w := io.Pipe()
	s.process.Stderr = w
	done := make(chan struct{})
	go func() {
		defer close(done)
		for lines := bufio.NewScanner(r); lines.Scan(); {
			s.mu.Lock()
			s.log.Write(append(lines.Bytes(), '\n'))
			s.mu.Unlock()
			var event struct{ Message, Address string }
			if json.Unmarshal(lines.Bytes(), &event) != nil {
				continue
			}
			switch event.Message {
			case "listening":
				address <- event.Address
			case "run started":
				select {
				case began <- struct{}{}:
				default:
				}
			}
		}
	}()
	if err := s.process.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() {
		_ = s.process.Process.Kill() // ended before, where the test went well
		_ = w.Close()
		<-done
	})
}

// end sends the daemon a signal and returns its exit code; -1 where the signal ended it.
func (s *nightShift) end(with syscall.Signal) int {
	if err := s.process.Process.Signal(with); err != nil {
		s.t.Fatalf("the daemon is gone: %v\n%s", err, s.said())
	}
	err := s.process.Wait()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		s.t.Fatal(err)
	}
	return s.process.ProcessState.ExitCode()
}

// feed writes reports beside the inbox and moves them there, as a careful sender does.
func (s *nightShift) feed(n int) {
	for range n {
		s.written++
		name := fmt.Sprintf("r%06d.txt", s.written)
		text := fmt.Sprintf("Tổng đàn trâu năm 2023 là %d con, đạt 97,3%% kế hoạch.\n", 10000+s.written)
		if err := os.WriteFile(filepath.Join(s.folder, name), []byte(text), 0o644); err != nil {
			s.t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(s.folder, name), filepath.Join(s.folder, "inbox", name)); err != nil {
			s.t.Fatal(err)
		}
	}
}

// await waits until ok; a daemon that never gets there fails the test.
func (s *nightShift) await(ok func() bool) {
	s.t.Helper()
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if ok() {
			return
		}
	}
	s.t.Fatalf("waited for 30 s in vain\n%s", s.said())
}

// said is what the daemons wrote to their logs.
func (s *nightShift) said() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.String()
}

func (s *nightShift) get(path, address string) (int, string) {
	answer, err := http.Get("http://" + address + path)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

func (s *nightShift) endpoints() {
	address := <-s.address
	s.address <- address
	s.await(func() bool {
		code, _ := s.get("/readyz", address)
		return code == http.StatusOK
	})
	s.await(func() bool {
		_, text := s.get("/metrics", address)
		return strings.Contains(text, `solieu_runs_total{job="inbox",outcome="published"}`)
	})
}

// reload: a configuration with a fault changes nothing, a sound one takes effect.
func (s *nightShift) reload() {
	address := <-s.address
	for _, c := range []struct{ text, count string }{
		{strings.Replace(everySecond, "quarantine", "quarantin", 1), `solieu_config_reloads_total{outcome="refused"} 1`},
		{strings.ReplaceAll(everySecond, "inbox\n", "renamed\n"), `solieu_next_run_timestamp_seconds{job="renamed"}`},
		{everySecond, `solieu_next_run_timestamp_seconds{job="inbox"}`},
	} {
		s.configure(c.text)
		if err := s.process.Process.Signal(syscall.SIGHUP); err != nil {
			s.t.Fatal(err)
		}
		s.await(func() bool {
			_, text := s.get("/metrics", address)
			return strings.Contains(text, c.count)
		})
	}
}

func (s *nightShift) store() *load.Store {
	store, err := load.Open(filepath.Join(s.folder, "lake"), load.Options{})
	if err != nil {
		s.t.Fatal(err)
	}
	return store
}

// loaded counts the documents of the current snapshot.
func (s *nightShift) loaded() int {
	snapshot, err := s.store().Current()
	if err != nil {
		return 0 // there is none yet
	}
	return snapshot.Manifest.Inputs.Documents
}

func (s *nightShift) loadedOnce() {
	t := s.t
	all, err := s.store().Snapshots()
	if err != nil {
		t.Fatal(err)
	}
	for _, snapshot := range all {
		if faults := snapshot.Verify(); len(faults) > 0 {
			t.Errorf("snapshot %d: %v", snapshot.Number, faults)
		}
	}
	last := all[len(all)-1]
	var names []string
	for d, err := range load.ReadTable[tables.Document](last) {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, filepath.Base(d.URI))
	}
	var want []string
	for i := range s.written {
		want = append(want, fmt.Sprintf("r%06d.txt", i+1))
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
	var added, runs int64
	for r, err := range load.ReadTable[tables.Run](last) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Job != "inbox" && r.Job != "renamed" {
			t.Errorf("run %s is of job %q", r.RunID, r.Job)
		}
		added += r.Added
		runs++
	}
	if added != int64(s.written) {
		t.Errorf("%d documents were loaded in %d published runs; %d were sent", added, runs, s.written)
	}
	t.Logf("%d reports, %d snapshots", s.written, len(all))
}
