package read

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Limits bounds what one source may cost. A zero field means the default.
type Limits struct {
	Bytes int64 // largest source, in bytes; default 256 MiB
	Text  int64 // largest stored text of one document, in bytes; default 128 MiB
	Pages int   // most pages of one document; default 20,000
	Cells int   // most cells of one table, spans spread; default 1,000,000

	// Of archives, and of the formats that are archives inside (docx, xlsx, odt):
	Files    int   // most members; default 10,000
	Unpacked int64 // bytes unpacked of all members together; default 1 GiB
	Ratio    int   // bytes unpacked from one packed byte of a member; default 200. Members under 1 MiB are never too dense
}

// withDefaults returns l with its zero fields filled.
func (l Limits) withDefaults() Limits {
	if l.Bytes == 0 {
		l.Bytes = 256 << 20
	}
	if l.Text == 0 {
		l.Text = 128 << 20
	}
	if l.Pages == 0 {
		l.Pages = 20_000
	}
	if l.Cells == 0 {
		l.Cells = 1_000_000
	}
	if l.Files == 0 {
		l.Files = 10_000
	}
	if l.Unpacked == 0 {
		l.Unpacked = 1 << 30
	}
	if l.Ratio == 0 {
		l.Ratio = 200
	}
	return l
}

// Source returns the size of the largest source.
func (l Limits) Source() int64 { return l.withDefaults().Bytes }

// LimitNames are the names that [Limits.Set] knows.
const LimitNames = "bytes text pages cells files unpacked ratio"

// Set reads a limit from text: a whole number above zero, with KiB, MiB or GiB behind it where bytes are meant.
func (l *Limits) Set(name, value string) error {
	n, err := parseSize(value)
	if err != nil {
		return fmt.Errorf("%s: %q: %w", name, value, err)
	}
	switch name {
	case "bytes":
		l.Bytes = n
	case "text":
		l.Text = n
	case "unpacked":
		l.Unpacked = n
	default:
		count := map[string]*int{"pages": &l.Pages, "cells": &l.Cells, "files": &l.Files, "ratio": &l.Ratio}[name]
		if count == nil {
			return fmt.Errorf("%s: không có giới hạn này (no such limit): %s", name, LimitNames)
		}
		if n > math.MaxInt32 || strings.HasSuffix(value, "B") {
			return fmt.Errorf("%s: %q: %w", name, value, errLimit)
		}
		*count = int(n)
	}
	return nil
}

var errLimit = errors.New("cần số nguyên dương, với KiB, MiB, GiB cho dung lượng (a whole number above zero is needed, with KiB, MiB or GiB for sizes)")

func parseSize(s string) (int64, error) {
	shift := 0
	for i, unit := range []string{"KiB", "MiB", "GiB"} {
		if rest, ok := strings.CutSuffix(s, unit); ok {
			s, shift = strings.TrimSpace(rest), 10*(i+1)
		}
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 1 || n > math.MaxInt64>>shift {
		return 0, errLimit
	}
	return n << shift, nil
}
