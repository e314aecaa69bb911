package load

import (
	"fmt"
	"io/fs"
	"iter"
	"path/filepath"

	"solieu/schemas/tables"
)

// Files returns the manifest's entries of one table, in the order of their paths.
func (s Snapshot) Files(table string) []File {
	var out []File
	for _, f := range s.Manifest.Files {
		if f.Table() == table {
			out = append(out, f)
		}
	}
	return out
}

// Rows returns the number of rows of a table.
func (s Snapshot) Rows(table string) int64 {
	var n int64
	for _, f := range s.Files(table) {
		n += f.Rows
	}
	return n
}

// ReadTable yields the rows of a table, file by file in the order of their paths and within a file by the sort key. An error is the
// last pair; pages whose checksum does not match are one. Columns that an older snapshot lacks are NULL or zero.
func ReadTable[T any, P tables.Row[T]](s Snapshot) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, f := range s.Files(P(nil).About().Name) {
			for row, err := range readParquet[T](filepath.Join(s.Dir, filepath.FromSlash(f.Path))) {
				if err != nil {
					var zero T
					yield(zero, err)
					return
				}
				if !yield(*row, nil) {
					return
				}
			}
		}
	}
}

// Verify compares every file with the manifest and returns one error per damaged, missing or foreign file, each wrapping [ErrDamaged];
// nil means that the snapshot is whole and that readers who open every file of a table see its rows and no others.
func (s Snapshot) Verify() []error {
	m, err := readManifest(s.Dir)
	if err != nil {
		return []error{err}
	}
	var out []error
	known := map[string]bool{"manifest.json": true}
	for _, f := range m.Files {
		known[f.Path] = true
		if err := f.verify(s.Dir); err != nil {
			out = append(out, err)
		}
	}
	err = filepath.WalkDir(s.Dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if rel, err := filepath.Rel(s.Dir, path); err != nil || !known[filepath.ToSlash(rel)] {
			out = append(out, fmt.Errorf("%s: %w: the manifest does not know this file", path, ErrDamaged))
		}
		return nil
	})
	if err != nil {
		out = append(out, err)
	}
	return out
}
