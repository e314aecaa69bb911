package load

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"iter"
	"path/filepath"
	"reflect"

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

// formatOf returns how the files of a table look.
func formatOf[T any, P tables.Row[T]](b *builder) (*page.Format, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if f, ok := b.formats[reflect.TypeFor[T]()]; ok {
		return f, nil
	}
	f, err := page.NewFormat[T, P](b.codec)
	if err == nil {
		b.formats[reflect.TypeFor[T]()] = f
	}
	return f, err
}

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
	file := f.Create(out)
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
	w.bytes, w.sha256 = out.bytes, hex.EncodeToString(out.sum.Sum(nil))
	return w, nil
}
