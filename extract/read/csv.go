package read

import (
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"strings"

	"solieu/schemas"
)

// comma reads tables of separated values. It accepts only what is clearly such a table: text full of commas is text.
type comma struct {
	limits  Limits
	scripts *scripts
}

// sniffedLines is how many lines the separator is sought in.
const sniffedLines = 40

func (comma) sniff(data []byte) bool { return separator(data) != 0 }

// titleLines is how many lines without a separator may stand above the table.
const titleLines = 6

// separator finds the separator that cuts every one of the first lines, titles left aside, into the same number of fields, three or more of them with a comma,
// makes a fifth of the fields numbers and leaves less than half of them empty; 0 where there is none.
func separator(data []byte) rune {
	head := bytes.TrimPrefix(data[:min(len(data), 1<<15)], []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(head, 0) >= 0 {
		return 0
	}
	lines := strings.Split(string(head), "\n")
	if len(lines) > sniffedLines {
		lines = lines[:sniffedLines]
	} else if len(head) < len(data) {
		lines = lines[:len(lines)-1]
	}
	for _, sep := range []rune{'\t', ';', ','} {
		least := 2
		if sep == ',' {
			least = 3
		}
		if sameFields(lines, sep, least) {
			return sep
		}
	}
	return 0
}

func sameFields(lines []string, sep rune, least int) bool {
	r := csv.NewReader(strings.NewReader(strings.Join(lines, "\n")))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = sep, true, -1
	rows, fields, full, numbers, width := 0, 0, 0, 0, 0
	for above := 0; ; {
		rec, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil || strings.HasPrefix(rec[0], "|") {
			return false
		}
		if len(rec) == 1 && rows == 0 && above < titleLines { // a title, a unit
			above++
			continue
		}
		if len(rec) < least || rows > 0 && len(rec) != width {
			return false
		}
		width = len(rec)
		rows++
		for _, f := range rec {
			if len(f) > 400 {
				return false
			}
			fields++
			if f != "" {
				full++
			}
			if isFigure(f) {
				numbers++
			}
		}
	}
	return rows >= 3 && numbers*5 >= fields && full*5 >= 3*fields
}

func (f comma) read(ctx context.Context, data []byte) ([]schemas.Document, error) {
	sep := separator(data)
	docs, err := plain(f).read(ctx, data)
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(docs[0].Text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = sep, true, -1
	var s sheetRows
	for at := 0; ; at++ {
		rec, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, reject(schemas.RejectMalformed, "CSV: "+err.Error())
		}
		var row []cellValue
		for column, field := range rec {
			if strings.TrimSpace(field) != "" {
				row = append(row, cellValue{column: column, text: field, number: isFigure(field)})
			}
		}
		if len(row) > 0 {
			s.rows, s.at = append(s.rows, row), append(s.at, at)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	b := newBuilder(f.limits)
	b.sheet("", s)
	doc, err := b.document("csv", docs[0].Encoding)
	if err != nil {
		return nil, err
	}
	doc.EncodingConfidence = docs[0].EncodingConfidence
	return []schemas.Document{doc}, nil
}
