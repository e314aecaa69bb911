package read

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
)

// numberFormat is what a number format says about how a value is shown.
type numberFormat struct {
	percent, date, text bool
	clock, elapsed      bool // a time of day; a time beyond a day
	decimals            int  // -1: as many as there are
}

// readFormats reads the number formats of the cell styles.
func (w *workbook) readFormats(part string) error {
	data, err := w.c.part(part)
	if err != nil || data == nil {
		return err
	}
	x, err := newXML(data)
	if err != nil {
		return err
	}
	codes := map[int]string{}
	within := false
	for t := x.next(); t != xmlEOF; t = x.next() {
		switch {
		case string(x.name) == "cellXfs":
			within = t == xmlStart
		case t != xmlStart:
		case string(x.name) == "numFmt":
			codes[small(x.attr("numFmtId"))] = x.attr("formatCode")
		case string(x.name) == "xf" && within:
			w.formats = append(w.formats, formatOf(small(x.attr("numFmtId")), codes))
		}
	}
	return x.err
}

func (w *workbook) format(style int) numberFormat {
	if style < len(w.formats) {
		return w.formats[style]
	}
	return numberFormat{decimals: -1}
}

// formatOf reads a format: one of the built-in ones by its number (ECMA-376, 18.8.30), else its code.
func formatOf(id int, codes map[int]string) numberFormat {
	code, ok := codes[id]
	if !ok {
		switch {
		case id == 0:
			return numberFormat{decimals: -1}
		case id == 1 || id == 3 || id == 37 || id == 38:
			code = "0"
		case id == 2 || id == 4 || id == 39 || id == 40:
			code = "0.00"
		case id == 9:
			code = "0%"
		case id == 10:
			code = "0.00%"
		case id >= 14 && id <= 17 || id == 22:
			code = "dd/mm/yyyy"
		case id >= 18 && id <= 21 || id >= 45 && id <= 47:
			code = "hh:mm"
		case id == 49:
			return numberFormat{text: true, decimals: -1}
		default:
			return numberFormat{decimals: -1}
		}
	}
	return parseFormat(code)
}

// parseFormat reads the first section of a format code.
func parseFormat(code string) numberFormat {
	f := numberFormat{decimals: -1}
	digits, point := 0, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			i = len(code)
		case '"':
			if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		case '[':
			if end := strings.IndexByte(code[i:], ']'); end >= 0 {
				f.elapsed = f.elapsed || end > 1 && strings.Trim(strings.ToLower(code[i+1:i+end]), "hms") == ""
				f.clock = f.clock || f.elapsed
				i += end
			}
		case '\\', '_', '*':
			i++
		case '%':
			f.percent = true
		case '.':
			point = true
		case '0', '#', '?':
			if point {
				digits++
			}
			f.decimals = digits
		case 'y', 'Y', 'd', 'D':
			f.date = true
		case 'h', 'H', 's', 'S':
			f.clock = true
		case '@':
			f.text = true
		case 'G', 'E', 'e':
			return numberFormat{decimals: -1}
		}
	}
	return f
}

// show writes a stored value as its format shows it; what is no number stays as it is.
func (f numberFormat) show(value string, epoch04 bool) string {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || f.text || math.IsInf(v, 0) || math.IsNaN(v) || math.Abs(v) > 1e30 {
		return value
	}
	if f.date {
		return showDate(v, epoch04)
	}
	if f.clock {
		if !f.elapsed {
			v -= math.Floor(v)
		}
		minutes := int(math.Round(min(max(v, 0), 1e6) * 24 * 60))
		return strconv.Itoa(minutes/60) + ":" + strconv.Itoa(100 + minutes%60)[1:]
	}
	exact := strconv.FormatFloat(v, 'g', 15, 64) // Excel keeps 15 digits
	r, ok := new(big.Rat).SetString(exact)
	if !ok {
		return value
	}
	if f.percent {
		r.Mul(r, big.NewRat(100, 1))
	}
	decimals := f.decimals
	if decimals < 0 || decimals > 9 {
		decimals = 9
	}
	s := r.FloatString(decimals)
	if f.decimals < 0 && strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	s = strings.Replace(s, ".", ",", 1)
	if f.percent {
		s += "%"
	}
	return s
}

// showDate writes a serial date as day, month and year.
func showDate(v float64, epoch04 bool) string {
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if epoch04 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if v < 0 || v > 2958465 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return epoch.AddDate(0, 0, int(v)).Format("02/01/2006")
}
