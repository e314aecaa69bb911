package page

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"io"
	"math"
	"slices"
	"sync"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"solieu/load/block"
	"solieu/schemas/tables"
)

// GroupRows bounds the rows, and so the memory, of a row group.
const GroupRows = 65536

// magic is what a Parquet file begins and ends with.
const magic = "PAR1"

// doubleOf is the number that eight bytes hold.
func doubleOf(bits uint64) float64 { return math.Float64frombits(bits) }

// Format is how the files of one table look. It may be used for several files at a time.
type Format struct {
	columns []block.Column
	schema  []format.SchemaElement
	paths   [][]string    // of the columns in the schema
	types   []format.Type // of their values
	orders  []format.ColumnOrder
	meta    []format.KeyValue
	creator string
	sorting []format.SortingColumn
	codec   Codec
	seed    maphash.Seed
	chunks  sync.Pool // of *[]chunk: their buffers are large
}

// NewFormat returns the format of the files of a row type. Equal rows give equal files where the codec is the same.
func NewFormat[T any, P tables.Row[T]](codec Codec) (*Format, error) {
	t := tables.Of[T, P]()
	f := &Format{columns: block.Layout[T, P](), codec: codec, seed: maphash.MakeSeed()}
	// An empty file of parquet-go has the schema as other files of it would have.
	var empty bytes.Buffer
	w := parquet.NewGenericWriter[T](&empty, parquet.CreatedBy("solieu", tables.Version, "0"),
		parquet.KeyValueMetadata("solieu.contract", tables.Version), parquet.KeyValueMetadata("solieu.table", t.Name))
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("table %s: %w", t.Name, err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(empty.Bytes()), int64(empty.Len()))
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", t.Name, err)
	}
	m := file.Metadata()
	f.schema, f.orders, f.meta, f.creator = m.Schema, m.ColumnOrders, m.KeyValueMetadata, m.CreatedBy
	f.leaves(f.schema[1:], int(f.schema[0].NumChildren.V), nil)
	if len(f.paths) != len(f.columns) {
		return nil, fmt.Errorf("table %s: %d columns have %d parts in the schema: columns within columns have no form", t.Name, len(f.columns), len(f.paths))
	}
	for _, name := range t.Sort {
		for i, c := range f.columns {
			if c.Name == name {
				f.sorting = append(f.sorting, format.SortingColumn{ColumnIdx: int32(i), NullsFirst: c.Nullable})
			}
		}
	}
	return f, nil
}

// Columns returns the columns of the rows, for those who make blocks.
func (f *Format) Columns() []block.Column { return f.columns }

// leaves notes the columns that n elements of the schema and those within them describe, and returns the elements behind.
func (f *Format) leaves(elements []format.SchemaElement, n int, above []string) []format.SchemaElement {
	for range n {
		e := elements[0]
		path := append(slices.Clone(above), e.Name)
		if elements = elements[1:]; e.NumChildren.V > 0 {
			elements = f.leaves(elements, int(e.NumChildren.V), path)
			continue
		}
		f.paths, f.types = append(f.paths, path), append(f.types, e.Type.V)
	}
	return elements
}

// take returns empty chunks.
func (f *Format) take() *[]chunk {
	if old, ok := f.chunks.Get().(*[]chunk); ok {
		return old
	}
	chunks := make([]chunk, len(f.columns))
	for i := range chunks {
		chunks[i] = chunk{column: &f.columns[i], index: i, format: f}
	}
	return &chunks
}

// File is one file that is being written. It is for one goroutine, which may have help from others, see [File.Help].
type File struct {
	format *Format
	out    io.Writer
	at     int64
	chunks *[]chunk
	rows   int64 // of the row group at hand
	groups []format.RowGroup
	column [][]format.ColumnIndex // of each row group
	offset [][]format.OffsetIndex
	total  int64
	help   func(task func()) bool
}

// Create begins a file. The caller must end with [File.Close] or [File.Abort].
func (f *Format) Create(out io.Writer) *File {
	file := &File{format: f, out: out, chunks: f.take()}
	for i := range *file.chunks {
		(*file.chunks)[i].digest = Digest{seed: f.seed}
	}
	return file
}

// Help has half of the columns of large blocks be encoded beside the rest, where help starts a task; it says no where nobody is free.
func (f *File) Help(help func(task func()) bool) { f.help = help }

// Add takes the rows of a block.
func (f *File) Add(v block.View) error {
	if f.at == 0 {
		if err := f.write([]byte(magic)); err != nil {
			return err
		}
	}
	for from := 0; from < v.Rows; {
		to := min(v.Rows, from+int(GroupRows-f.rows))
		err := f.each(v.Rows, func(c *chunk) error {
			if from == 0 {
				if err := c.open(v); err != nil {
					return err
				}
			} else {
				c.meet()
			}
			return c.take(from, to)
		})
		if err != nil {
			return err
		}
		f.rows += int64(to - from)
		f.total += int64(to - from)
		if from = to; f.rows == GroupRows {
			if err := f.group(); err != nil {
				return err
			}
		}
	}
	return nil
}

// helpedRows is how many rows a block must have for a second goroutine to be worth it.
const helpedRows = 128

// each does something with every column.
func (f *File) each(rows int, do func(*chunk) error) error {
	chunks := *f.chunks
	half, helped := len(chunks), make(chan error, 1)
	if f.help != nil && rows >= helpedRows {
		part := chunks[len(chunks)/2:]
		if f.help(func() { helped <- all(part, do) }) {
			half = len(chunks) / 2
		}
	}
	err := all(chunks[:half], do)
	if half < len(chunks) {
		if herr := <-helped; err == nil {
			err = herr
		}
	}
	return err
}

func all(chunks []chunk, do func(*chunk) error) error {
	for i := range chunks {
		if err := do(&chunks[i]); err != nil {
			return err
		}
	}
	return nil
}

// group writes the row group at hand.
func (f *File) group() error {
	if f.rows == 0 {
		return nil
	}
	if err := f.each(int(f.rows), (*chunk).end); err != nil {
		return err
	}
	g := format.RowGroup{NumRows: f.rows, SortingColumns: f.format.sorting, FileOffset: f.at, Ordinal: int16(len(f.groups))}
	columns, offsets := make([]format.ColumnIndex, len(f.format.columns)), make([]format.OffsetIndex, len(f.format.columns))
	for i := range *f.chunks {
		c := &(*f.chunks)[i]
		dictionary, err := c.dictionaryPage()
		if err != nil {
			return err
		}
		start := f.at
		if err := f.write(dictionary); err != nil {
			return err
		}
		meta := c.metadata(start, f.at)
		columns[i], _ = c.columnIndex()
		offsets[i] = c.offsetIndex(f.at)
		if err := f.write(c.pages); err != nil {
			return err
		}
		g.Columns = append(g.Columns, format.ColumnChunk{MetaData: meta})
		g.TotalByteSize += meta.TotalUncompressedSize
		g.TotalCompressedSize += meta.TotalCompressedSize
		c.reset()
	}
	f.groups, f.column, f.offset = append(f.groups, g), append(f.column, columns), append(f.offset, offsets)
	f.rows = 0
	return nil
}

// Close writes the rest of the rows, the indices and the footer, and returns the digests of the columns and the number of rows.
func (f *File) Close() ([]Digest, int64, error) {
	defer f.Abort()
	if f.at == 0 {
		if err := f.write([]byte(magic)); err != nil {
			return nil, 0, err
		}
	}
	if err := f.group(); err != nil {
		return nil, 0, err
	}
	for g, indices := range f.column {
		for i := range indices {
			if len(indices[i].NullPages) == 0 {
				continue
			}
			c := &f.groups[g].Columns[i]
			var err error
			if c.ColumnIndexOffset, c.ColumnIndexLength, err = f.encode(&indices[i]); err != nil {
				return nil, 0, err
			}
		}
	}
	for g, indices := range f.offset {
		for i := range indices {
			c := &f.groups[g].Columns[i]
			var err error
			if c.OffsetIndexOffset, c.OffsetIndexLength, err = f.encode(&indices[i]); err != nil {
				return nil, 0, err
			}
		}
	}
	_, length, err := f.encode(&format.FileMetaData{Version: 2, Schema: f.format.schema, NumRows: f.total, RowGroups: f.groups,
		KeyValueMetadata: f.format.meta, CreatedBy: f.format.creator, ColumnOrders: f.format.orders})
	if err != nil {
		return nil, 0, err
	}
	if err := f.write(append(binary.LittleEndian.AppendUint32(nil, uint32(length)), magic...)); err != nil {
		return nil, 0, err
	}
	digests := make([]Digest, len(*f.chunks))
	for i := range *f.chunks {
		digests[i] = (*f.chunks)[i].digest
	}
	return digests, f.total, nil
}

// Abort gives the file up; after [File.Close] it does nothing.
func (f *File) Abort() {
	if f.chunks == nil {
		return
	}
	for i := range *f.chunks {
		c := &(*f.chunks)[i]
		c.reset()
		c.rows, c.nulls, c.bounds = 0, 0, bounds{}
		c.levels, c.repeats, c.numbers, c.values = c.levels[:0], c.repeats[:0], c.numbers[:0], c.values[:0]
		c.reader = block.Reader{}
	}
	f.format.chunks.Put(f.chunks)
	f.chunks = nil
}

func (f *File) write(b []byte) error {
	n, err := f.out.Write(b)
	f.at += int64(n)
	return err
}

// encode writes a part of the metadata and returns where it lies.
func (f *File) encode(part any) (at int64, length int32, err error) {
	b, err := thrift.Marshal(new(thrift.CompactProtocol), part)
	if err != nil {
		return 0, 0, err
	}
	at = f.at
	return at, int32(len(b)), f.write(b)
}
