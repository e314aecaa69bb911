package jobs

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Fault is one mistake in a configuration file. It says what is wrong and what to do, in Vietnamese and in English.
type Fault struct {
	File   string
	Line   int // from 1
	Column int // from 1, in characters
	VI, EN string
}

// Error returns "file:line:column: Vietnamese / English".
func (f *Fault) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s / %s", f.File, f.Line, f.Column, f.VI, f.EN)
}

// faults collects what is wrong with one file.
type faults []*Fault

// err joins all faults in the order of their places; nil where there are none.
func (fs faults) err() error {
	slices.SortStableFunc(fs, func(a, b *Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	errs := make([]error, len(fs))
	for i, f := range fs {
		errs[i] = f
	}
	return errors.Join(errs...)
}
