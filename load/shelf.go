package load

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"sort"
	"sync"

	"github.com/parquet-go/parquet-go"
)

// Shelf keeps data files open between reads, for readers that come back to the same files for a few rows at a time: a footer is decoded once.
// A published file never changes, so nothing on a shelf grows old; a file that was removed since stays readable. Readers never lock. Its
// functions may be called from several goroutines.
type Shelf struct {
	room int

	mu    sync.Mutex
	clock int64
	files map[string]*shelved
}

type shelved struct {
	file  *os.File
	rows  *parquet.File
	users int
	used  int64 // when last, by the shelf's clock
	gone  bool  // close it when nobody uses it
}

// NewShelf returns a shelf that keeps at most room files open, beside those in use.
func NewShelf(room int) *Shelf { return &Shelf{room: max(room, 1), files: map[string]*shelved{}} }

// Close closes all files; those in use when their reader is done.
func (s *Shelf) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for path, f := range s.files {
		s.drop(path, f)
	}
}

// drop takes a file off the shelf.
func (s *Shelf) drop(path string, f *shelved) {
	delete(s.files, path)
	f.gone = true
	if f.users == 0 {
		f.file.Close()
	}
}

// take returns an open file; whoever takes it gives it back.
func (s *Shelf) take(path string) (*shelved, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clock++
	f, ok := s.files[path]
	if !ok {
		var err error
		if f, err = openShelved(path); err != nil {
			return nil, err
		}
		s.files[path] = f
	}
	f.users++
	f.used = s.clock
	return f, nil
}

func openShelved(path string) (*shelved, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil {
		var rows *parquet.File
		if rows, err = parquet.OpenFile(file, info.Size()); err == nil {
			return &shelved{file: file, rows: rows}, nil
		}
		err = fmt.Errorf("%s: %w", path, err)
	}
	file.Close()
	return nil, err
}

// give gives a file back; the one that was not used for longest makes room.
func (s *Shelf) give(f *shelved) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f.users--
	if f.gone && f.users == 0 {
		f.file.Close()
	}
	for len(s.files) > s.room {
		oldest := ""
		for path, g := range s.files {
			if g.users == 0 && (oldest == "" || g.used < s.files[oldest].used) {
				oldest = path
			}
		}
		if oldest == "" {
			return
		}
		s.drop(oldest, s.files[oldest])
	}
}

// Path returns where a file of the snapshot is.
func (s Snapshot) Path(f File) string { return filepath.Join(s.Dir, filepath.FromSlash(f.Path)) }

// ReadFrom yields the rows of a file from row number from on, counted from 0, with the columns of T, which may be any of the table's; the
// others are not decoded. Pages before the first row are skipped. An error is the last pair.
func ReadFrom[T any](shelf *Shelf, path string, from int64) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		f, err := shelf.take(path)
		if err != nil {
			yield(zero, err)
			return
		}
		defer shelf.give(f)
		if from >= f.rows.NumRows() {
			return
		}
		r := parquet.NewGenericReader[T](f.rows)
		defer r.Close()
		if err := seek(r, from); err != nil {
			yield(zero, fmt.Errorf("%s: %w", path, err))
			return
		}
		buffer := make([]T, min(readRows, int(f.rows.NumRows()-from)))
		for {
			clear(buffer)
			n, err := r.Read(buffer)
			for _, row := range buffer[:n] {
				if !yield(row, nil) {
					return
				}
			}
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				yield(zero, fmt.Errorf("%s: %w", path, err))
				return
			}
		}
	}
}

func seek[T any](r *parquet.GenericReader[T], row int64) error {
	if row == 0 {
		return nil
	}
	return r.SeekToRow(row)
}

// ReadAt returns the rows of the given numbers, which ascend.
func ReadAt[T any](shelf *Shelf, path string, rows []int64) ([]T, error) {
	f, err := shelf.take(path)
	if err != nil {
		return nil, err
	}
	defer shelf.give(f)
	r := parquet.NewGenericReader[T](f.rows)
	defer r.Close()
	out := make([]T, len(rows))
	next := int64(0)
	for i, row := range rows {
		if row != next {
			if err := r.SeekToRow(row); err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
		}
		if n, err := r.Read(out[i : i+1]); n != 1 {
			return nil, fmt.Errorf("%s: row %d: %w", path, row, firstOf(err, io.ErrUnexpectedEOF))
		}
		next = row + 1
	}
	return out, nil
}

// ReadOwned returns the rows of one document. Tables of documents are sorted by the document's id, so that the bounds of the pages lead to
// the first row; the table's files that lie in other partitions are not opened, where partition is not empty.
func ReadOwned[T any, P interface {
	*T
	Owner() string
}](shelf *Shelf, s Snapshot, table, partition, document string) ([]T, error) {
	var out []T
	for _, f := range s.Files(table) {
		if partition != "" && f.Partition() != partition || f.Rows == 0 {
			continue
		}
		from, err := firstOwned(shelf, s.Path(f), document)
		if err != nil {
			return nil, err
		}
		for row, err := range ReadFrom[T](shelf, s.Path(f), from) {
			if err != nil {
				return nil, err
			}
			owner := P(&row).Owner()
			if owner > document {
				break
			}
			if owner == document {
				out = append(out, row)
			}
		}
	}
	return out, nil
}

// firstOwned returns the number of a row that is not behind the first one of a document, and close to it.
func firstOwned(shelf *Shelf, path, document string) (int64, error) {
	f, err := shelf.take(path)
	if err != nil {
		return 0, err
	}
	defer shelf.give(f)
	leaf, ok := f.rows.Schema().Lookup("document_id")
	if !ok {
		return 0, nil
	}
	base := int64(0)
	for _, group := range f.rows.RowGroups() {
		chunk := group.ColumnChunks()[leaf.ColumnIndex]
		bounds, err := chunk.ColumnIndex()
		if err != nil {
			return 0, nil // no bounds: read from here on
		}
		offsets, err := chunk.OffsetIndex()
		if err != nil {
			return 0, nil
		}
		// Bounds are cut to their first bytes, so equal beginnings may hide either order: they count as not before the document.
		page := sort.Search(bounds.NumPages(), func(i int) bool {
			last := string(bounds.MaxValue(i).ByteArray())
			return last >= document[:min(len(last), len(document))]
		})
		if page < bounds.NumPages() {
			return base + offsets.FirstRowIndex(page), nil
		}
		base += group.NumRows()
	}
	return base, nil
}

// CurrentNumber returns the number of the newest snapshot without reading it; 0 where nothing was published.
func (s *Store) CurrentNumber() (int, error) { return s.readCurrent() }
