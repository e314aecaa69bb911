package load

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"iter"
	"path/filepath"
	"reflect"
	"sync"

	"github.com/klauspost/compress/zstd"

	"solieu/load/block"
	"solieu/load/page"
	"solieu/schemas/tables"
)

// written is what is known of a data file once it is written.
type written struct {
	file        *output
	rows, bytes int64
	sha256      string
	digests     []page.Digest
}

type hashing struct {
	*output
	sum   hash.Hash
	bytes int64
}

func (h *hashing) Write(p []byte) (int, error) {
	n, err := h.output.Write(p)
	h.sum.Write(p[:n])
	h.bytes += int64(n)
	return n, err
}

// compression is the level of zstd: see docs/performance.md for what others give.
const compression = zstd.SpeedDefault

// What the files of all stores look like depends on the type of their rows alone. Formats and encoders are dear: they are made once.
var (
	formats  sync.Map // of *page.Format, by the type of rows
	encoders = &page.Zstd{Level: compression}
)

// formatOf returns how the files of a table look.
func formatOf[T any, P tables.Row[T]]() (*page.Format, error) {
	key := reflect.TypeFor[T]()
	if f, ok := formats.Load(key); ok {
		return f.(*page.Format), nil
	}
	made, err := page.NewFormat[T, P](encoders)
	if err != nil {
		return nil, err
	}
	f, _ := formats.LoadOrStore(key, made)
	return f.(*page.Format), nil
}

// outBuffer is the size of the buffer before a data file: pages of small partitions are much smaller than what is worth a system call.
const outBuffer = 64 << 10

// writeFile writes blocks of rows, which must be sorted, to a new file; it is neither synced nor closed where there is no error. A failed
// write leaves a file to be discarded.
func writeFile(b *builder, f *page.Format, path string, blocks iter.Seq2[block.View, error]) (w written, err error) {
	if err := b.disk.mkdir(filepath.Dir(path)); err != nil {
		return w, err
	}
	w.file, err = b.disk.create(path)
	if err != nil {
		return w, err
	}
	defer func() {
		if err != nil {
			_ = w.file.Close() // what it says matters no more
		}
	}()
	out := &hashing{output: w.file, sum: sha256.New()}
	buffered := bufio.NewWriterSize(out, outBuffer)
	file := f.Create(buffered)
	defer file.Abort()
	file.Help(b.writers.lend)
	for v, err := range blocks {
		if err == nil {
			err = b.ctx.Err()
		}
		if err != nil {
			return w, err
		}
		if err := file.Add(v); err != nil {
			return w, fmt.Errorf("%s: %w", path, err)
		}
	}
	if w.digests, w.rows, err = file.Close(); err != nil {
		return w, fmt.Errorf("%s: %w", path, err)
	}
	if err := buffered.Flush(); err != nil {
		return w, fmt.Errorf("%s: %w", path, err)
	}
	w.bytes, w.sha256 = out.bytes, hex.EncodeToString(out.sum.Sum(nil))
	return w, nil
}
