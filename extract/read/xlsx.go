package read

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"solieu/schemas"
)

// xlsx reads Excel workbooks (ECMA-376, SpreadsheetML): each sheet as its name, the lines above the grid, and a Markdown table.
// Numbers are written as their format shows them, with a decimal comma and without groups.
type xlsx struct{ limits Limits }

func (xlsx) sniff(data []byte) bool { return hasFile(data, "xl/workbook", ".xml") }

func (f xlsx) read(ctx context.Context, data []byte) ([]schemas.Document, error) {
	c, err := openContainer(data, f.limits)
	if err != nil {
		return nil, err
	}
	book := workbook{ctx: ctx, c: c}
	if err := book.open(); err != nil {
		return nil, err
	}
	b := newBuilder(f.limits)
	for _, s := range book.sheets {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rows, err := book.sheet(s.part, f.limits.Text)
		if err != nil {
			return nil, err
		}
		b.sheet(s.name, rows)
	}
	doc, err := b.document("xlsx", "utf-8")
	if err != nil {
		return nil, err
	}
	return []schemas.Document{doc}, nil
}

// workbook is an opened workbook.
type workbook struct {
	ctx     context.Context
	c       *container
	sheets  []sheetPart
	strings []string // shared
	formats []numberFormat
	epoch04 bool // dates count from 1904
}

type sheetPart struct{ name, part string }

func (w *workbook) open() error {
	_, root, err := w.c.relations("")
	if err != nil {
		return err
	}
	main := first(root["officeDocument"], "xl/workbook.xml")
	byID, byKind, err := w.c.relations(main)
	if err != nil {
		return err
	}
	data, err := w.c.part(main)
	if err != nil {
		return err
	}
	x, err := newXML(data)
	if err != nil {
		return err
	}
	for t := x.next(); t != xmlEOF; t = x.next() {
		if t != xmlStart {
			continue
		}
		switch string(x.name) {
		case "sheet":
			if part := byID[x.attr("id")]; part != "" && strings.Contains(part, "worksheets/") {
				w.sheets = append(w.sheets, sheetPart{x.attr("name"), part})
			}
		case "workbookPr":
			w.epoch04 = x.attr("date1904") == "1" || x.attr("date1904") == "true"
		}
	}
	if x.err != nil {
		return x.err
	}
	if err := w.readStrings(first(byKind["sharedStrings"], "xl/sharedStrings.xml")); err != nil {
		return err
	}
	return w.readFormats(first(byKind["styles"], "xl/styles.xml"))
}

// readStrings reads the shared strings; phonetic readings are left out.
func (w *workbook) readStrings(part string) error {
	data, err := w.c.part(part)
	if err != nil || data == nil {
		return err
	}
	x, err := newXML(data)
	if err != nil {
		return err
	}
	for t := x.next(); t != xmlEOF; t = x.next() {
		if t == xmlStart && string(x.name) == "si" {
			w.strings = append(w.strings, richText(x))
		}
	}
	return x.err
}

// richText reads the text of an element made of runs; raised digits become superscripts.
func richText(x *xmlScanner) string {
	var out []byte
	raised := false
	for depth := 1; depth > 0; {
		switch x.next() {
		case xmlEOF:
			return string(out)
		case xmlEnd:
			depth--
			if string(x.name) == "r" {
				raised = false
			}
		case xmlStart:
			depth++
			switch string(x.name) {
			case "rPh":
				x.skipElement()
				depth--
			case "vertAlign":
				raised = x.attr("val") == "superscript"
			case "t":
				var run []byte
				for t := x.next(); t == xmlText; t = x.next() {
					run = x.appendText(run)
				}
				depth--
				if raised {
					run = []byte(raise(string(run)))
				}
				out = append(out, run...)
			}
		}
	}
	return string(out)
}

// cellValue is a cell of a sheet.
type cellValue struct {
	column int
	text   string
	number bool
}

// sheetRows are the cells of a sheet, by row and column, and its merged ranges.
type sheetRows struct {
	rows   [][]cellValue
	at     []int // the row number of each row, from 0
	merged []cellRange
}

type cellRange struct{ top, left, bottom, right int }

// Bounds of a sheet, as Excel has them.
const (
	maxSheetRows    = 1 << 20
	maxSheetColumns = 1 << 14
)

// sheet reads a worksheet.
func (w *workbook) sheet(part string, limit int64) (sheetRows, error) {
	var s sheetRows
	data, err := w.c.part(part)
	if err != nil || data == nil {
		return s, err
	}
	x, err := newXML(data)
	if err != nil {
		return s, err
	}
	row, used := -1, int64(0)
	var cells []cellValue
	flush := func() {
		if len(cells) > 0 {
			slices.SortStableFunc(cells, func(a, b cellValue) int { return cmp.Compare(a.column, b.column) })
			s.rows, s.at = append(s.rows, cells), append(s.at, row)
			cells = nil
		}
	}
	for t := x.next(); t != xmlEOF; t = x.next() {
		if t != xmlStart {
			continue
		}
		switch string(x.name) {
		case "row":
			flush()
			if row++; small(x.attr("r")) > 0 {
				row = small(x.attr("r")) - 1
			}
			if w.ctx.Err() != nil {
				return s, w.ctx.Err()
			}
		case "c":
			cell, ok := w.cell(x, len(cells))
			if ok && cell.column < maxSheetColumns && row < maxSheetRows {
				cells = append(cells, cell)
			}
			if used += int64(len(cell.text)); used > limit {
				return s, reject(schemas.RejectTooLarge, part)
			}
		case "mergeCell":
			if r, ok := parseRange(x.attr("ref")); ok {
				s.merged = append(s.merged, r)
			}
		}
	}
	flush()
	return s, x.err
}

// cell reads one cell; ok is false where it is empty.
func (w *workbook) cell(x *xmlScanner, next int) (cellValue, bool) {
	c := cellValue{column: next}
	if ref := x.attr("r"); ref != "" {
		if _, column, ok := parseRef(ref); ok {
			c.column = column
		}
	}
	kind, style := x.attr("t"), small(x.attr("s"))
	value := ""
	for depth := 1; depth > 0; {
		switch x.next() {
		case xmlEOF:
			return c, false
		case xmlEnd:
			depth--
		case xmlStart:
			switch string(x.name) {
			case "v":
				var v []byte
				for t := x.next(); t == xmlText; t = x.next() {
					v = x.appendText(v)
				}
				value = string(v)
			case "is":
				value = richText(x)
			default:
				x.skipElement()
			}
		}
	}
	switch kind {
	case "s":
		if i := small(value); i < len(w.strings) && value != "" {
			c.text = w.strings[i]
		}
	case "", "n":
		c.text, c.number = w.format(style).show(value, w.epoch04), true
	case "b":
		c.text = map[string]string{"1": "TRUE", "0": "FALSE"}[value]
	default: // str, inlineStr, e, d
		c.text = value
	}
	return c, strings.TrimSpace(c.text) != ""
}

// parseRef reads "B12" as row 11, column 1.
func parseRef(ref string) (row, column int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		column = column*26 + int(c-'A') + 1
	}
	row = small(ref[i:])
	return row - 1, column - 1, row > 0 && column > 0
}

func parseRange(ref string) (cellRange, bool) {
	from, to, two := strings.Cut(ref, ":")
	top, left, ok1 := parseRef(from)
	bottom, right, ok2 := parseRef(to)
	if !two || !ok1 || !ok2 || bottom < top || right < left {
		return cellRange{}, false
	}
	return cellRange{top, left, bottom, right}, true
}
