package load

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unsafe"

	"solieu/schemas/tables"
)

// keyed is a row with the partition that it goes to, in path form.
type keyed[T any] struct {
	Part string
	Row  *T
}

// spool sorts more rows than memory holds: it collects them, and beyond a limit writes sorted runs to a folder.
type spool[T any, P tables.Row[T]] struct {
	disk   disk
	dir    string
	codec  codec[T]
	limit  int64 // bytes held in memory before a run is written
	held   int64
	blocks []block[T]
	runs   []sortedRun
}

// sortedRun is a file of sorted rows.
type sortedRun struct {
	path string
	rows int64
}

// block is a slice of rows of one partition, as it was added.
type block[T any] struct {
	part string
	rows []T
}

// ref points to a row, so that sorting moves two words instead of the row.
type ref[T any] struct {
	part *string
	row  *T
}

func newSpool[T any, P tables.Row[T]](d disk, dir string, limit int64) *spool[T, P] {
	return &spool[T, P]{disk: d, dir: filepath.Join(dir, P(nil).About().Name), codec: newCodec[T](), limit: limit}
}

func compareKeyed[T any, P tables.Row[T]](a, b *keyed[T]) int {
	if c := cmp.Compare(a.Part, b.Part); c != 0 {
		return c
	}
	return P(a.Row).Compare(b.Row)
}

// pointed estimates what a row holds beyond its own fields, in bytes.
const pointed = 256

// add takes rows of one partition and keeps the slice; extra is the size of long texts in them, in bytes.
func (s *spool[T, P]) add(part string, rows []T, extra int64) error {
	if len(rows) == 0 {
		return nil
	}
	var row T
	s.blocks = append(s.blocks, block[T]{part, rows})
	s.held += extra + int64(len(rows))*int64(unsafe.Sizeof(row)+pointed)
	if s.held < s.limit {
		return nil
	}
	return s.spill()
}

// inMemory yields the rows that are held, by partition and sort key. Rows that are equal in both are equal.
func (s *spool[T, P]) inMemory() iter.Seq2[*keyed[T], error] {
	n := 0
	for _, b := range s.blocks {
		n += len(b.rows)
	}
	refs := make([]ref[T], 0, n)
	for i := range s.blocks {
		b := &s.blocks[i]
		for j := range b.rows {
			refs = append(refs, ref[T]{&b.part, &b.rows[j]})
		}
	}
	slices.SortFunc(refs, func(a, b ref[T]) int {
		if c := strings.Compare(*a.part, *b.part); c != 0 {
			return c
		}
		return P(a.row).Compare(b.row)
	})
	return func(yield func(*keyed[T], error) bool) {
		var k keyed[T]
		for _, r := range refs {
			if k = (keyed[T]{*r.part, r.row}); !yield(&k, nil) {
				return
			}
		}
	}
}

func (s *spool[T, P]) spill() (err error) {
	if err := s.disk.mkdir(s.dir); err != nil {
		return err
	}
	path := filepath.Join(s.dir, fmt.Sprintf("run-%d", len(s.runs)))
	f, err := s.disk.create(path)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	w, rows := bufio.NewWriterSize(f, runBuffer), int64(0)
	part, frame, body := "", s.codec.encoder(), []byte{}
	flush := func() error {
		err := writeFrame(w, part, frame.rows, body)
		rows += int64(frame.rows)
		frame, body = s.codec.encoder(), body[:0]
		return err
	}
	for k := range s.inMemory() {
		if k.Part != part || frame.rows == frameRows {
			if err := flush(); err != nil {
				return fmt.Errorf("%s: %w", path, err)
			}
			part = k.Part
		}
		body = frame.row(body, k.Row)
	}
	if err := firstOf(flush(), w.Flush()); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	s.runs = append(s.runs, sortedRun{path, rows})
	s.blocks, s.held = nil, 0
	return nil
}

// A run is a row of frames: rows of one partition, with their number and size before them.
const (
	frameRows = 256
	runBuffer = 64 << 10 // of a run that is written or read; a merge has one for each run
)

func writeFrame(w *bufio.Writer, part string, rows int, body []byte) error {
	if rows == 0 {
		return nil
	}
	head := append(binary.AppendUvarint(nil, uint64(len(part))), part...)
	head = binary.AppendUvarint(binary.AppendUvarint(head, uint64(rows)), uint64(len(body)))
	if _, err := w.Write(head); err != nil {
		return err
	}
	_, err := w.Write(body)
	return err
}

// readFrame returns the next rows of a run; [io.EOF] at its end.
func (s *spool[T, P]) readFrame(r *bufio.Reader, rows []T) (part string, _ []T, err error) {
	if _, err := r.Peek(1); err != nil {
		return "", rows, err
	}
	sized := func() []byte {
		n, rerr := binary.ReadUvarint(r)
		b := make([]byte, n)
		if rerr == nil {
			_, rerr = io.ReadFull(r, b)
		}
		err = firstOf(err, rerr)
		return b
	}
	part = string(sized())
	n, rerr := binary.ReadUvarint(r)
	if err = firstOf(err, rerr); err != nil {
		return part, rows, err
	}
	body := sized()
	if err != nil {
		return part, rows, err
	}
	rows, err = s.codec.decode(rows, body, int(n))
	return part, rows, err
}

// readRun yields the rows of a run.
func (s *spool[T, P]) readRun(run sortedRun) iter.Seq2[*keyed[T], error] {
	return func(yield func(*keyed[T], error) bool) {
		f, err := os.Open(run.path)
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		r, rows, left := bufio.NewReaderSize(f, runBuffer), []T{}, run.rows
		for left > 0 {
			part, frame, err := s.readFrame(r, rows[:0])
			if err != nil {
				yield(nil, fmt.Errorf("%s: %w", run.path, err))
				return
			}
			k := keyed[T]{Part: part}
			for i := range frame {
				if k.Row = &frame[i]; !yield(&k, nil) {
					return
				}
			}
			left -= int64(len(frame))
			rows = frame
		}
	}
}

// settle frees the memory of a spool that has runs already, before other tables are written.
func (s *spool[T, P]) settle() error {
	if len(s.runs) == 0 || len(s.blocks) == 0 {
		return nil
	}
	return s.spill()
}

// sorted returns all rows by partition and sort key. The spool must not be added to afterwards.
func (s *spool[T, P]) sorted() iter.Seq2[*keyed[T], error] {
	sources := []iter.Seq2[*keyed[T], error]{s.inMemory()}
	for _, run := range s.runs {
		sources = append(sources, s.readRun(run))
	}
	return merge(compareKeyed[T, P], sources...)
}
