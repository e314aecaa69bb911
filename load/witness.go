package load

import (
	"fmt"

	"github.com/apache/arrow/go/v17/parquet"
	"github.com/apache/arrow/go/v17/parquet/file"

	"solieu/load/page"
	"solieu/schemas/tables"
)

// witness decodes a written file with Arrow and compares its row count and the digest of each column with what was meant to be written.
func witness(path string, t tables.Table, rows int64, want []page.Digest) error {
	r, err := file.OpenParquetFile(path, false)
	if err != nil {
		return fmt.Errorf("%s: read back: %w", path, err)
	}
	defer r.Close()
	if r.NumRows() != rows {
		return fmt.Errorf("%s: read back: %d rows, %d were written", path, r.NumRows(), rows)
	}
	if got := r.MetaData().Schema.NumColumns(); got != len(t.Columns) {
		return fmt.Errorf("%s: read back: %d columns, %d were written", path, got, len(t.Columns))
	}
	got, buffers := want[0].Digests(len(t.Columns)), newScratch()
	for g := range r.NumRowGroups() {
		group := r.RowGroup(g)
		for i := range t.Columns {
			chunk, err := group.Column(i)
			if err != nil {
				return fmt.Errorf("%s: read back column %s: %w", path, t.Columns[i].Name, err)
			}
			if err := buffers.column(&got[i], chunk); err != nil {
				return fmt.Errorf("%s: read back column %s: %w", path, t.Columns[i].Name, err)
			}
		}
	}
	for i := range got {
		if !got[i].Equal(want[i]) {
			return fmt.Errorf("%s: read back column %s: values differ from what was written", path, t.Columns[i].Name)
		}
	}
	return nil
}

// scratch holds the buffers that are used for one column after another.
type scratch struct {
	def, rep []int16
	bytes    []parquet.ByteArray
	fixed    []parquet.FixedLenByteArray
	int32s   []int32
	int64s   []int64
	float64s []float64
	bools    []bool
}

// batch is the number of values that are decoded at once.
const batch = 1024

func newScratch() *scratch {
	return &scratch{make([]int16, batch), make([]int16, batch), make([]parquet.ByteArray, batch), make([]parquet.FixedLenByteArray, batch),
		make([]int32, batch), make([]int64, batch), make([]float64, batch), make([]bool, batch)}
}

func (s *scratch) column(d *page.Digest, chunk file.ColumnChunkReader) error {
	switch r := chunk.(type) {
	case *file.ByteArrayColumnChunkReader:
		return readBatches(s, d, r, s.bytes, r.ReadBatch, func(v parquet.ByteArray) { d.Text(v) })
	case *file.FixedLenByteArrayColumnChunkReader:
		return readBatches(s, d, r, s.fixed, r.ReadBatch, func(v parquet.FixedLenByteArray) { d.Decimal(v) })
	case *file.Int32ColumnChunkReader:
		return readBatches(s, d, r, s.int32s, r.ReadBatch, func(v int32) { d.Number(uint64(int64(v))) })
	case *file.Int64ColumnChunkReader:
		return readBatches(s, d, r, s.int64s, r.ReadBatch, func(v int64) { d.Number(uint64(v)) })
	case *file.Float64ColumnChunkReader:
		return readBatches(s, d, r, s.float64s, r.ReadBatch, func(v float64) { d.Double(v) })
	case *file.BooleanColumnChunkReader:
		return readBatches(s, d, r, s.bools, r.ReadBatch, func(v bool) { d.Number(truth(v)) })
	}
	return fmt.Errorf("physical type %s is not part of the contract", chunk.Type())
}

func readBatches[V any](s *scratch, d *page.Digest, r file.ColumnChunkReader, values []V, read func(int64, []V, []int16, []int16) (int64, int, error), add func(V)) error {
	maxDef, list := r.Descriptor().MaxDefinitionLevel(), r.Descriptor().MaxRepetitionLevel() > 0
	for r.HasNext() {
		levels, n, err := read(batch, values, s.def, s.rep)
		if err != nil {
			return err
		}
		if levels == 0 && n == 0 {
			break
		}
		if maxDef == 0 {
			for _, v := range values[:n] {
				add(v)
			}
			continue
		}
		at := 0
		for i := range levels {
			present := s.def[i] == maxDef
			s.mark(d, int(i), present, list)
			if present {
				add(values[at])
				at++
			}
		}
	}
	return r.Err()
}

// mark notes what level i says beside a value.
func (s *scratch) mark(d *page.Digest, i int, present, list bool) {
	switch {
	case list && !present:
		d.Mark(page.Empty)
	case !present:
		d.Mark(page.Null)
	case list && s.rep[i] == 0:
		d.Mark(page.First)
	case list:
		d.Mark(page.Next)
	}
}

func truth(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}
