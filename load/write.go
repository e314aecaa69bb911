package load

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"iter"
	"path/filepath"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"

	"solieu/schemas/tables"
)

// rowGroupRows bounds the rows, and so the memory, of a row group.
const rowGroupRows = 65536

// chunkRows is the number of rows that are handed to an encoder or a decoder at once.
const chunkRows = 1024

// written is what is known of a data file once it is written.
type written struct {
	file        *output
	rows, bytes int64
	sha256      string
	digests     []digest
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

// writerOptions fixes everything about a file that is not its rows, so that equal rows give equal bytes. The bounds of decimals are
// left out because the encoder orders fixed-length decimals of mixed sign wrongly, those of long texts because they only take room: a page
// header holds them four times, and readers refuse one of more than a few megabytes.
func writerOptions(t tables.Table, codec *zstd.Codec) []parquet.WriterOption {
	options := []parquet.WriterOption{
		parquet.Compression(codec),
		parquet.MaxRowsPerRowGroup(rowGroupRows),
		parquet.CreatedBy("solieu", tables.Version, "0"),
		parquet.KeyValueMetadata("solieu.contract", tables.Version),
		parquet.KeyValueMetadata("solieu.table", t.Name),
		parquet.DataPageStatistics(true),
	}
	nullable := map[string]bool{}
	for _, c := range t.Columns {
		nullable[c.Name] = c.Nullable
		if c.Type == tables.TypeDecimal || c.Long {
			options = append(options, parquet.SkipPageBounds(c.Name), parquet.SkipPageStatistics(c.Name))
		}
	}
	var sorting []parquet.SortingColumn
	for _, name := range t.Sort {
		column := parquet.Ascending(name)
		if nullable[name] {
			column = parquet.NullsFirst(column)
		}
		sorting = append(sorting, column)
	}
	return append(options, parquet.SortingWriterConfig(parquet.SortingColumns(sorting...)))
}

// writeFile writes rows, which must be sorted, to a new file; it is neither synced nor closed where there is no error. A failed write
// leaves a file to be discarded.
func writeFile[T any, P tables.Row[T]](b *builder, path string, rows iter.Seq2[*T, error]) (w written, err error) {
	t := tables.Of[T, P]()
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
	columns := newColumnWriter(t, parquet.NewGenericWriter[T](out, writerOptions(t, b.codec)...))
	defer columns.busy.Wait()
	for row, err := range rows {
		if err != nil {
			return w, err
		}
		if err := columns.row(row); err != nil {
			return w, fmt.Errorf("%s: %w", path, err)
		}
		if w.rows++; w.rows%chunkRows == 0 && b.ctx.Err() != nil {
			return w, b.ctx.Err()
		}
	}
	if err := columns.close(); err != nil {
		return w, fmt.Errorf("%s: %w", path, err)
	}
	w.digests, w.bytes, w.sha256 = columns.digests(), out.bytes, hex.EncodeToString(out.sum.Sum(nil))
	return w, nil
}
