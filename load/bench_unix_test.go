//go:build unix

package load

import (
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"solieu/schemas"
	"solieu/schemas/tables"
)

// BenchmarkLoad publishes documents of 500 figures each, over four years and sixty areas. SOLIEU_LOAD_DOCUMENTS sets how many (200 by
// default; 2000 make a million observations). It reports rows per second of Add and of Commit, and the highest heap that was seen.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		bench(b, benchDocuments())
	}
}

func benchDocuments() int {
	if n, err := strconv.Atoi(os.Getenv("SOLIEU_LOAD_DOCUMENTS")); err == nil {
		return n
	}
	return 200
}

func benchDir(b *testing.B) string {
	if dir := os.Getenv("SOLIEU_LOAD_DIR"); dir != "" {
		return dir
	}
	return b.TempDir()
}

func bench(b *testing.B, documents int) {
	dir := benchDir(b)
	ctx := context.Background()
	s, err := Open(dir, Options{})
	if err != nil {
		b.Fatal(err)
	}
	txn, err := s.Begin(ctx, Run{ID: "b", Version: "1", Lexicon: dictionary(), Full: true})
	if err != nil {
		b.Fatal(err)
	}
	defer txn.Abort()
	var peak atomic.Uint64
	stop := watch(&peak)
	defer close(stop)
	var adding time.Duration
	for i := range documents {
		ext, a := report(fmt.Sprintf("d/%05d.txt", i), 2020+i%4, fmt.Sprintf("%02d", i%60), 500, strconv.Itoa(i))
		start := time.Now()
		if err := txn.Add(ctx, ext, a); err != nil {
			b.Fatal(err)
		}
		adding += time.Since(start)
	}
	start := time.Now()
	snap, err := txn.Commit(ctx)
	if err != nil {
		b.Fatal(err)
	}
	committing := time.Since(start)
	rows := float64(snap.Rows("observations"))
	b.ReportMetric(rows/adding.Seconds(), "added/s")
	b.ReportMetric(rows/committing.Seconds(), "committed/s")
	b.ReportMetric(rows/(adding+committing).Seconds(), "observations/s")
	b.ReportMetric(float64(peak.Load())/(1<<20), "peak-MB")
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(again(b, s, documents).Seconds(), "s/nothing-new")
	start, n := time.Now(), 0
	for _, err := range ReadTable[tables.Observation](snap) {
		if err != nil {
			b.Fatal(err)
		}
		n++
	}
	b.ReportMetric(float64(n)/time.Since(start).Seconds(), "read/s")
}

// BenchmarkObservations loads rows of the table observations that are in memory already, 500 of each document, over four years and sixty
// areas: spooled, sorted, written, synced, read back, gathered for the mart, published. interop/compare.py sets it beside DuckDB's COPY of
// the same rows. SOLIEU_LOAD_DOCUMENTS and SOLIEU_LOAD_DIR are as above; making the rows does not count.
func BenchmarkObservations(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(200)) // as a run of the program sets it
	documents, ctx := benchDocuments(), context.Background()
	for b.Loop() {
		s, err := Open(benchDir(b), Options{})
		if err != nil {
			b.Fatal(err)
		}
		var busy, cpu time.Duration
		txn, err := s.Begin(ctx, Run{ID: "b", Version: "1", Lexicon: dictionary(), Full: true})
		if err != nil {
			b.Fatal(err)
		}
		for i := 0; i < documents; i += benchAtOnce {
			var batches []tables.Batch
			for n := i; n < min(i+benchAtOnce, documents); n++ {
				batches = append(batches, benchRows(n))
			}
			start, used := time.Now(), cpuTime(b)
			benchSpool(b, txn, batches)
			busy, cpu = busy+time.Since(start), cpu+cpuTime(b)-used
		}
		start, used := time.Now(), cpuTime(b)
		snap, err := txn.Commit(ctx)
		if err != nil {
			b.Fatal(err)
		}
		busy, cpu = busy+time.Since(start), cpu+cpuTime(b)-used
		b.ReportMetric(float64(snap.Rows("observations"))/busy.Seconds(), "observations/s")
		b.ReportMetric(cpu.Seconds(), "cpu-s")
		b.ReportMetric(0, "ns/op")
	}
}

// benchAtOnce is how many documents are made before they are added.
const benchAtOnce = 16

// benchSpool adds documents as a run does, from as many goroutines as there are processors.
func benchSpool(b *testing.B, txn *Txn, batches []tables.Batch) {
	var (
		group sync.WaitGroup
		next  atomic.Int64
	)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(batches); i = int(next.Add(1)) - 1 {
				fresh, err := txn.enter(batches[i].Document)
				if err == nil && fresh {
					err = txn.spool(batches[i])
				}
				if err != nil {
					b.Error(err)
				}
			}
		})
	}
	group.Wait()
}

// benchRows makes the observations of document i, and nothing else.
func benchRows(i int) tables.Batch {
	ext, a := report(fmt.Sprintf("d/%05d.txt", i), 2020+i%4, fmt.Sprintf("%02d", i%60), 500, strconv.Itoa(i))
	batch := tables.Rows(ext, a)
	batch.Numerals, batch.Checks, batch.Rejects, batch.Text.Text = nil, nil, nil, ""
	return batch
}

// cpuTime is what this process has used so far.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// again publishes a run that found every document unchanged.
func again(b *testing.B, s *Store, documents int) time.Duration {
	ctx := context.Background()
	start := time.Now()
	txn, err := s.Begin(ctx, Run{ID: "again", Version: "1", Lexicon: dictionary()})
	if err != nil {
		b.Fatal(err)
	}
	defer txn.Abort()
	for uri, d := range txn.previous {
		id, err := hex.DecodeString(d.id)
		if err != nil || !txn.Unchanged(uri, schemas.DocumentID(id)) {
			b.Fatal(uri, err)
		}
	}
	if _, err := txn.Commit(ctx); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

// watch notes the highest heap until the channel is closed.
func watch(peak *atomic.Uint64) chan struct{} {
	stop := make(chan struct{})
	go func() {
		var m runtime.MemStats
		for {
			runtime.ReadMemStats(&m)
			if now := m.HeapInuse; now > peak.Load() {
				peak.Store(now)
			}
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return stop
}

// BenchmarkRows maps one document of 500 figures.
func BenchmarkRows(b *testing.B) {
	ext, a := report("d.txt", 2023, "06", 500, "1")
	var kept schemas.DocumentID
	for b.Loop() {
		kept = ext.Document.ID
		tables.Rows(ext, a)
	}
	_ = kept
}
