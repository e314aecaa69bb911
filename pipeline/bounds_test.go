package pipeline

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
)

// endless is a line without an end; it counts what is read of it.
type endless struct{ read int64 }

func (e *endless) Read(p []byte) (int, error) {
	e.read += int64(len(p))
	copy(p, bytes.Repeat([]byte("5.000 con "), len(p)/10+1))
	return len(p), nil
}

func (*endless) Close() error { return nil }

// A line of 2 GB, in a file or in a stream that does not say how long it is, costs no more than the limit of a source.
func TestALineOfTwoGigabytes(t *testing.T) {
	name := filepath.Join(t.TempDir(), "long.txt")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(2 << 30); err != nil {
		t.Skip(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	stream := &endless{}
	const limit = 8 << 20
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	_, sink, err := run(t, Options{MaxBytes: limit}, append(Files([]string{name}), Input{URI: "-", Open: func() (io.ReadCloser, error) { return stream, nil }})...)
	runtime.ReadMemStats(&after)
	if err != nil || len(sink.notes) != 2 || !slices.ContainsFunc(sink.notes, func(s string) bool { return s == "- too_large" }) || sink.notes[0] == sink.notes[1] {
		t.Fatalf("%q, %v", sink.notes, err)
	}
	if spent := after.TotalAlloc - before.TotalAlloc; stream.read > 2*limit || spent > 16*limit || time.Since(start) > time.Minute {
		t.Errorf("%d bytes read of the stream, %d allocated, %s", stream.read, spent, time.Since(start))
	}
}
