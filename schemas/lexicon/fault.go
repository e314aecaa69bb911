package lexicon

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Fault is one mistake in a lexicon file. Message says what is wrong and what to do, in Vietnamese and in English.
type Fault struct {
	File    string
	Line    int // from 1; 0 where the file as a whole is meant
	Column  int // from 1, in characters; 0 where the line as a whole is meant
	Message string
}

// Error returns "file:line:column: what: what to do".
func (f *Fault) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", f.File, f.Line, f.Column, f.Message)
}

// faults collects what is wrong with one file, or with all of them.
type faults []*Fault

func (fs *faults) add(src Source, column int, vi, en string) {
	*fs = append(*fs, &Fault{File: src.File, Line: src.Line, Column: column, Message: vi + " / " + en})
}

// addf is add for messages of the same arguments in both languages.
func (fs *faults) addf(src Source, vi, en string, args ...any) {
	fs.add(src, 1, fmt.Sprintf(vi, args...), fmt.Sprintf(en, args...))
}

// err joins all faults, in the order of files, lines and columns; nil where there are none.
func (fs faults) err() error {
	slices.SortStableFunc(fs, func(a, b *Fault) int {
		if c := strings.Compare(a.File, b.File); c != 0 {
			return c
		}
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	errs := make([]error, len(fs))
	for i, f := range fs {
		errs[i] = f
	}
	return errors.Join(errs...)
}
