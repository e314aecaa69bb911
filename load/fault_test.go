package load

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"solieu/schemas/tables"
)

var errFault = errors.New("injected fault")

// TestEveryOperationMayFail fails the n-th change of the disk, for every n: the run ends with an error that says so, readers see the
// previous or the next snapshot, whole, and the next run comes to the same data as if nothing had happened.
func TestEveryOperationMayFail(t *testing.T) {
	before, after := coded(3, 6), coded(5, 6)
	clean := open(t, t.TempDir(), Options{Memory: 1 << 12})
	old := data(run(t, clean, Run{ID: "1", Version: "1", Comparer: chain{}}, before))
	want := data(run(t, clean, Run{ID: "2", Version: "1", Comparer: chain{}}, after))

	seed := t.TempDir()
	run(t, open(t, seed, Options{}), Run{ID: "1", Version: "1", Comparer: chain{}}, before)
	total := 0
	dir := t.TempDir()
	copyLake(t, seed, dir)
	counting := open(t, dir, Options{Memory: 1 << 12, Intercept: func(Op, string) error { total++; return nil }})
	run(t, counting, Run{ID: "2", Version: "1", Comparer: chain{}}, after)
	step := 1
	if testing.Short() {
		step = 7
	} else if instrumented {
		step = 41 // every operation is tried without the detector, which makes each ten times as slow
	}
	for n := 1; n <= total; n += step {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			t.Parallel()
			failAt(t, seed, n, old, want, after)
		})
	}
}

// failAt fails the n-th operation of a run that publishes after over the lake seed; old and want are its data before and after.
func failAt(t *testing.T, seed string, n int, old, want map[string]string, after []source) {
	dir := t.TempDir()
	copyLake(t, seed, dir)
	count := 0
	broken := open(t, dir, Options{Memory: 1 << 12, Intercept: func(Op, string) error {
		if count++; count == n {
			return errFault
		}
		return nil
	}})
	_, err := publish(broken, Run{ID: "2", Version: "1", Comparer: chain{}}, after)
	if !errors.Is(err, errFault) {
		t.Fatalf("the fault is hidden: %v", err)
	}
	s := open(t, dir, Options{})
	current, cerr := s.Current()
	must(t, current, cerr)
	if got := data(current); cmp.Diff(old, got) != "" && cmp.Diff(want, got) != "" {
		t.Fatal("readers see a mixture")
	}
	if d := cmp.Diff(want, data(run(t, s, Run{ID: "3", Version: "1", Comparer: chain{}}, after))); d != "" {
		t.Fatalf("the next run does not converge: %s", d)
	}
}

// TestFaultStays fails one operation of what waits on the disk: whoever adds later, as another goroutine does, hears of the same fault.
func TestFaultStays(t *testing.T) {
	for _, op := range []Op{OpMkdir, OpCreate, OpWrite, OpClose} {
		failing := func() disk {
			failed := false
			return newDisk(func(o Op, _ string) error {
				if o != op || failed {
					return nil
				}
				failed = true
				return errFault
			})
		}
		records := newSpool(failing(), t.TempDir(), 1)
		if first, second := records.add([]byte("a"), nil), records.add([]byte("b"), nil); !errors.Is(first, errFault) || !errors.Is(second, errFault) {
			t.Errorf("records, %s: %v, then %v", op, first, second)
		}
		if op == OpClose {
			continue // blocks stay in an open file
		}
		rows := newBlocks[tables.Reject](failing(), t.TempDir(), blockShare)
		first, second := rows.add("", []tables.Reject{{}}), rows.add("", []tables.Reject{{}})
		if !errors.Is(first, errFault) || !errors.Is(second, errFault) {
			t.Errorf("blocks, %s: %v, then %v", op, first, second)
		}
		if err := rows.close(); err != nil {
			t.Errorf("blocks, %s: %v", op, err)
		}
	}
}

// TestMaintenanceMayFail fails every operation of a restoration followed by an expiry: what current shows stays whole, and both work afterwards.
func TestMaintenanceMayFail(t *testing.T) {
	ctx := context.Background()
	seed := t.TempDir()
	first := data(run(t, open(t, seed, Options{}), Run{ID: "1", Version: "1"}, corpus(1, 4)))
	second := data(run(t, open(t, seed, Options{}), Run{ID: "2", Version: "1"}, corpus(2, 4)))
	maintain := func(s *Store) error {
		if _, err := s.Restore(ctx, 1, Run{ID: "undo"}); err != nil {
			return err
		}
		_, err := s.Expire(ctx, 1)
		return err
	}
	for n := 1; ; n++ {
		dir, count := t.TempDir(), 0
		copyLake(t, seed, dir)
		err := maintain(open(t, dir, Options{Intercept: func(Op, string) error {
			if count++; count == n {
				return errFault
			}
			return nil
		}}))
		if count < n {
			if err != nil {
				t.Fatal(err)
			}
			return
		}
		s := open(t, dir, Options{})
		current, cerr := s.Current()
		must(t, current, cerr)
		if got := data(current); !errors.Is(err, errFault) || cmp.Diff(first, got) != "" && cmp.Diff(second, got) != "" {
			t.Fatalf("operation %d: %v", n, err)
		}
		if _, err := s.Restore(ctx, current.Number, Run{ID: "again"}); err != nil {
			t.Fatalf("operation %d: %v", n, err)
		}
		if _, err := s.Expire(ctx, 1); err != nil {
			t.Fatalf("operation %d: %v", n, err)
		}
		if list, err := s.Snapshots(); err != nil || len(list) != 1 || list[0].Verify() != nil {
			t.Fatalf("operation %d: %v %v", n, list, err)
		}
	}
}

func copyLake(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(filepath.Join(to, "snapshots"), os.DirFS(filepath.Join(from, "snapshots"))); err != nil {
		t.Fatal(err)
	}
	target, err := os.Readlink(filepath.Join(from, "current"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, filepath.Join(to, "current")); err != nil {
		t.Fatal(err)
	}
}

// killed is the environment variable that turns the test binary into a writer to be killed; its value is the lake's folder.
const killed = "SOLIEU_LOAD_KILLED"

// TestKilledWriter kills writers at random instants. SOLIEU_LOAD_KILLS sets how many (20 by default).
func TestKilledWriter(t *testing.T) {
	if dir := os.Getenv(killed); dir != "" {
		writeForEver(t, dir)
		return
	}
	kills := 20
	if v, err := strconv.Atoi(os.Getenv("SOLIEU_LOAD_KILLS")); err == nil {
		kills = v
	}
	if testing.Short() {
		kills = 3
	}
	dir := t.TempDir()
	want := data(run(t, open(t, t.TempDir(), Options{}), Run{ID: "w", Version: "1"}, corpus(3, 8)))
	run(t, open(t, dir, Options{}), Run{ID: "0", Version: "1"}, corpus(3, 8))
	random := rand.New(rand.NewPCG(1, uint64(kills)))
	published := 1
	for range kills {
		child := exec.Command(os.Args[0], "-test.run=^TestKilledWriter$")
		child.Env = append(os.Environ(), killed+"="+dir)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+random.IntN(400)) * time.Millisecond)
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		child.Wait()
		current, err := open(t, dir, Options{}).Current()
		must(t, current, err)
		if current.Number < published {
			t.Fatalf("snapshot %d after %d", current.Number, published)
		}
		published = current.Number
		if n := current.Rows("documents"); n != 3 && n != 4 {
			t.Fatalf("snapshot %d holds %d documents: a mixture", published, n)
		}
	}
	s := open(t, dir, Options{})
	last := run(t, s, Run{ID: "last", Version: "1", Prune: true}, corpus(3, 8))
	if d := cmp.Diff(want, data(last)); d != "" {
		t.Fatal(d)
	}
	entries, err := os.ReadDir(filepath.Join(dir, "snapshots"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), partialSuffix) {
			t.Errorf("%s was not removed", e.Name())
		}
	}
	t.Logf("%d kills, %d snapshots were published in between", kills, published)
}

// writeForEver publishes, in turn, four documents and three, incrementally and in full, until it is killed.
func writeForEver(t *testing.T, dir string) {
	s := open(t, dir, Options{Memory: 1 << 13, Wait: 10 * time.Second})
	for i := 0; ; i++ {
		if _, err := publish(s, Run{ID: strconv.Itoa(i), Version: "1", Prune: true, Full: i%3 == 2}, corpus(3+i%2, 8)); err != nil {
			t.Fatal(err)
		}
		if i%5 == 4 {
			if _, err := s.Expire(context.Background(), 2); err != nil {
				t.Fatal(err)
			}
		}
	}
}
